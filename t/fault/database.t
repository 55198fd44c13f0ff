#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database is killed while people read and write, and comes back: a clear 503, then all is
well; what was acknowledged is there, and nothing is there twice or by half."""
import os
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from qiao import db, has, lacks, note, ok, resident, run, same, wait_until
import qiao

BEFORE = len(qiao.logs('portal'))
OUTAGE = 11         # longer than a write is tried again (limits.h, LIMIT_RETRY)


def killed():
    writers = [Writer(resident()) for _ in range(3)]
    follower = resident()
    ref = journey.submitted(follower)
    readers = [Reader('/zh/applications/' + ref, follower), Reader('/zh/formalities/cert-no-crime')]
    start(*writers, *readers)
    time.sleep(3)
    os.kill(pid_of('mariadb'), signal.SIGKILL)
    down = time.time()
    time.sleep(OUTAGE)
    refused = follower.get('/zh/applications/' + ref)
    ok(refused.status == 503 and refused.header('Retry-After') and refused.page.h1 and
       refused.page.lang.startswith('zh'), 'without a database: 503 and a page that says so', refused.status)
    start_database()
    note('down for %.1f s' % (time.time() - down))
    ok(wait_until(lambda: follower.get('/zh/applications/' + ref).status == 200, 15), 'back again')
    time.sleep(3)
    stop(*writers, *readers)
    after_database(writers, readers, ref)


def after_database(writers, readers, ref):
    for w in writers:
        w.judge()
    seen = sorted({str(s) for w in writers for s in w.statuses})
    # whether a 503 is among them depends on when each form came: eight seconds are waited out
    ok('303' in seen and set(seen) <= {'303', '503'}, 'they saw nothing but 303 and 503', seen)
    ok({p for w in writers for p in w.pages} <= {200, 503}, 'and 200 or 503 for the pages with their forms')
    tracking, guide = readers
    ok(set(tracking.statuses()) <= {'200', '503'}, 'who reads sees 200 or 503', tracking.statuses())
    same(guide.statuses(), ['200'], 'and a guide, which needs no database, all the time')
    ok(max(t for _, _, t in tracking.seen) < 15, 'nobody waited longer than 15 s',
       max(t for _, _, t in tracking.seen))
    same(db('SELECT COUNT(*) FROM history h LEFT JOIN application a ON a.id = h.application WHERE a.id IS NULL'),
         [('0',)], 'no history without its application')
    same(db("SELECT COUNT(*) FROM application a LEFT JOIN history h ON h.application = a.id AND h.action = 'submit' "
            "WHERE a.state = 'submitted' AND a.is_sample = 0 AND h.id IS NULL"), [('0',)], 'and nothing submitted without it')
    text = qiao.logs('portal')[BEFORE:]
    ok('error=internal' not in text, 'no internal error', [l for l in text.splitlines() if 'error=internal' in l][:3])


def what_is_promised():
    """The page of a store that is away says so, and promises a button only where there is one; the log counts, and does
    not repeat."""
    person = resident()
    begun = journey.begin(person, 'dl-defer-renew')
    ref = journey.ref_of(begun)
    typed = begun.page.form()
    photo = person.get('/zh/applications/%s/materials/id-proof-driver' % ref).page.form('files')
    empty = person.get('/zh/applications/%s/delete' % ref).page.form(action='/delete')
    os.kill(pid_of('mariadb'), signal.SIGKILL)
    wait_until(lambda: not os.path.exists('/proc/%d' % pid_of('mariadb')), 5)
    before = len(qiao.logs('portal').splitlines())

    def refused(what, reply, words, has_button):
        main = reply.page.main.text
        ok(reply.status == 503 and all(journey.said(reply.page.lang[:2], 'error.' + key) in main for key in (
            'away.title', 'away.text', words)), what + ': the words are these', reply.status, main[:300])
        lacks(main, journey.said(reply.page.lang[:2], 'error.unavailable.title'), 'and not that somebody is busy')
        same(any(f.node['id'] == 'again' for f in reply.page.forms), has_button,
             'and there is %s button' % ('a' if has_button else 'no'))
    for lang in ('zh', 'en', 'it', 'es'):
        refused('a page in ' + lang, person.get('/%s/applications' % lang), 'away.todo', False)
    refused('a form with something typed', person.submit(typed, {'applicant_name': '林示例'}), 'unavailable.typed', True)
    refused('one with nothing', person.submit(empty), 'unavailable.button', True)
    refused('photographs', person.submit(photo, files=[qiao.photo()]), 'unavailable.upload', False)
    again = [l for l in qiao.logs('portal').splitlines()[before:] if 'event=request-again' in l]
    ok(4 <= len(again) <= 8, 'three writes that were tried for eight seconds have a first line and a last one each', len(again))
    counts = [int(re.search(r'tries=(\d+)', l).group(1)) for l in again if 'request-again-end' in l]
    ok(len(counts) == 3 and min(counts) > 5, 'which says how often', again)
    start_database()
    ok(wait_until(lambda: person.get('/zh/applications').status == 200, 15), 'back again')


def short_outage():
    """A restart shorter than the patience of a write: nobody notices but by waiting."""
    writer = Writer(resident())
    start(writer)
    time.sleep(1)
    os.kill(pid_of('mariadb'), signal.SIGKILL)
    wait_until(lambda: not os.path.exists('/proc/%d' % pid_of('mariadb')), 5)
    start_database()
    time.sleep(2)
    stop(writer)
    writer.judge()
    same(sorted(set(writer.statuses)), [303], 'a short restart of the database: no form had another answer than the right one')


def told_of_what_is_kept():
    """A second tap is told that the first has written: then it is on the disk, also if the store dies with its next
    breath. The first one's commit waits in memory here, as it does for a moment while the disk is busy."""
    person = resident()
    reply = journey.begin(person, 'dl-defer-renew')
    form, path = reply.page.form(), reply.path
    typed = dict(journey.fill(form, journey.FORMALITIES['dl-defer-renew']['Example']), applicant_name='林在盘')
    owner = subprocess.Popen(['mariadb', '--no-defaults', '--socket=' + here.setting('admin', 'Socket'), '--unbuffered'],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def flushes(when):
        owner.stdin.write('SET GLOBAL innodb_flush_log_at_trx_commit = %d; SELECT 1;\n' % when)
        owner.stdin.flush()
        return [owner.stdout.readline() for _ in range(2)]
    flushes(0)
    first = person.submit(form, typed)
    flushes(1)
    second = person.submit(form, typed)
    os.kill(pid_of('mariadb'), signal.SIGKILL)
    same([(r.status, r.location) for r in (first, second)], [(303, path.replace('/you', '/licence'))] * 2, 'two taps have one answer')
    wait_until(lambda: not os.path.exists('/proc/%d' % pid_of('mariadb')), 5)
    start_database()
    owner.stdin.close()
    owner.wait(10)
    ok(wait_until(lambda: person.get(path).status == 200, 15), 'the store is back')
    same(person.get(path).page.form().value('applicant_name'), '林在盘', 'and has what the second was told of')


def courier_goes_on():
    person = resident()
    ok(person.cookies.get('qiao-session'), 'codes go out again: somebody signs in')


run(killed, what_is_promised, short_outage, told_of_what_is_kept, courier_goes_on)
