#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers are killed at random while people read and write: no request fails."""
import os
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from qiao import db, note, officer, ok, resident, run, same, wait_until
import qiao


def kill_one(program):
    children = children_of(pid_of(program))
    if children:
        os.kill(random.choice(children), signal.SIGKILL)


def workers_killed():
    person = resident()
    ref = journey.submitted(person)
    staff = officer('ouhai-1')
    readers = [Reader('/zh/applications/' + ref, person), Reader('/zh/formalities/cert-no-crime'),
               Reader('/desk/matters/' + ref, staff)]
    writers = [Writer(resident()), Writer(resident())]
    start(*readers, *writers)
    kills = 0
    end = time.time() + 8
    while time.time() < end:
        time.sleep(0.4)
        for program in ('portal', 'desk'):
            kill_one(program)
            kills += 1
    stop(*readers, *writers)
    note('%d workers killed, %d pages read, %d drafts begun' % (
        kills, sum(len(r.seen) for r in readers), sum(w.begun for w in writers)))
    for r, name in zip(readers, ('tracking', 'guide', 'desk')):
        same(r.statuses(), ['200'], 'reading the %s never failed' % name)
    for w in writers:
        w.judge()
    ok(qiao.logs('portal').count('event=worker-ended') >= kills // 2 - 2, 'the log tells of each')
    ok(wait_until(lambda: len(children_of(pid_of('portal'))) == 4), 'and there are as many workers as before')


def media_killed():
    """The service that reads photographs loses a child, then all of itself for a moment."""
    person = resident()
    ref = journey.ref_of(journey.begin(person, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    import threading
    # a child that had not begun to read yet is as if the service were away (503): once more
    for _ in range(5):
        form, out = person.get(path).page.form('files'), []
        sender = threading.Thread(target=lambda: out.append(person.submit(form, files=[qiao.photo('phone.heic')])))
        sender.start()
        child = wait_until(lambda: children_of(pid_of('media')), 5)
        ok(child, 'a child reads the photograph')
        os.kill(child[0], signal.SIGKILL)
        sender.join()
        if not out or out[0].status != 503:
            break
    ok(out and out[0].status == 422 and out[0].page.error('files'), 'killed, it is told as a file that took too long',
       out and out[0].status)
    same(person.submit(person.get(path).page.form('files'), files=[qiao.photo('photo.webp')]).status, 303,
         'and the next one is kept')


def parents_locked():
    """Whoever started a worker cannot do more than it has to."""
    for program in ('portal', 'desk', 'media'):
        for pid in [pid_of(program)] + children_of(pid_of(program)):
            status = dict(l.split(':\t', 1) for l in open('/proc/%d/status' % pid).read().splitlines() if ':\t' in l)
            same(status['NoNewPrivs'], '1', '%s %d: no new privileges' % (program, pid))
            # a build with AddressSanitizer has no filters
            ok(status['Seccomp'] == '2' or 'filter=left-out' in qiao.logs(program), 'and a system call filter', status['Seccomp'])


run(workers_killed, media_killed, parents_locked)
