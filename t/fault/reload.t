#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`./qiao reload` while people read and write: no request is dropped."""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from qiao import note, officer, ok, photo, resident, run, same


def reloaded():
    person = resident()
    ref = journey.submitted(person)
    readers = [Reader('/zh/applications/' + ref, person), Reader('/zh/formalities/cert-no-crime'),
               Reader('/desk/matters/' + ref, officer('ouhai-1'))]
    writers = [Writer(resident()), Writer(resident())]
    start(*readers, *writers)
    before = {p: set(children_of(pid_of(p))) for p in ('portal', 'desk')}
    for i in range(3):
        time.sleep(1)
        told = here.command('reload')
        ok(told.returncode == 0 and 'reloaded' in told.stdout, 'reload %d' % (i + 1), told.stdout, told.stderr)
    time.sleep(2)
    after = {p: set(children_of(pid_of(p))) for p in ('portal', 'desk')}
    stop(*readers, *writers)
    for p in before:
        ok(not before[p] & after[p] and len(before[p]) == len(after[p]), 'the workers of the %s are others now' % p,
           before[p], after[p])
    for r, name in zip(readers, ('tracking', 'guide', 'desk')):
        same(r.statuses(), ['200'], 'reading the %s never failed (%d pages)' % (name, len(r.seen)))
    for w in writers:
        w.judge()
        same(sorted(set(w.statuses)), [303], 'without a failure')


def slow_request():
    """An upload that is being worked on when the workers are replaced comes to its end."""
    import threading
    person = resident()
    ref = journey.ref_of(journey.begin(person, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    form, out = person.get(path).page.form('files'), []
    sender = threading.Thread(target=lambda: out.append(person.submit(form, files=[photo('phone.heic')] * 2)))
    sender.start()
    time.sleep(0.3)
    told = here.command('reload')
    sender.join()
    ok(told.returncode == 0 and out and out[0].status == 303, 'an upload in hand is finished', told.stderr, out and out[0].status)


run(reloaded, slow_request)
