#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody else holds a row, or both wait for each other: the write is done again by itself."""
import os
import re
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from qiao import db, db_one, note, ok, resident, run, same, wait_until
import qiao


WAITS = "SELECT id FROM information_schema.processlist WHERE info LIKE 'UPDATE application SET answers%'"


def owner_of_store(sql):
    out = subprocess.run(['mariadb', '--no-defaults', '--socket=' + here.setting('admin', 'Socket'), '--batch',
                          '--skip-column-names', '-e', sql], capture_output=True, text=True, timeout=30)
    return out.stdout.split()


class Rival:
    """A second connection that does as it is told."""

    def __init__(self, *statements):
        self.run = subprocess.Popen(
            ['mariadb', '--no-defaults', '--socket=' + here.setting('admin', 'Socket'), '--force',
             '--user=' + here.setting('admin', 'User'), '--batch', here.setting('admin', 'Name')],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=dict(os.environ, MYSQL_PWD=here.setting('admin', 'Password')))
        self.run.stdin.write(';\n'.join(statements) + ';\n')
        self.run.stdin.close()

    def errors(self):
        return self.run.stderr.read() if self.run.wait(60) is not None else ''


def again(log_before, code):
    return len(re.findall(r'event=request-again .*code=%d ' % code, qiao.logs('portal')[log_before:]))


def held_row():
    person = resident()
    ref = journey.draft(person)
    form = person.get('/zh/applications/%s/form/you' % ref).page.form()
    rival = Rival('START TRANSACTION', "SELECT id FROM application WHERE ref = '%s' FOR UPDATE" % ref,
                  'SELECT SLEEP(3)', 'ROLLBACK')
    time.sleep(0.5)
    began = time.time()
    reply = person.submit(form, {'applicant_name': '林等待'})
    took = time.time() - began
    rival.errors()
    same(reply.status, 303, 'a row that somebody held for three seconds')
    ok(1.5 < took < 8, 'was waited for: %.1f s' % took)
    same(person.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name'), '林等待', 'and written')


def held_too_long():
    person = resident()
    ref = journey.draft(person)
    form = person.get('/zh/applications/%s/form/you' % ref).page.form()
    rival = Rival('START TRANSACTION', "SELECT id FROM application WHERE ref = '%s' FOR UPDATE" % ref,
                  'SELECT SLEEP(14)', 'ROLLBACK')
    time.sleep(0.5)
    began = time.time()
    reply = person.submit(form, {'applicant_name': '林重试'})
    ok(reply.status == 503 and time.time() - began < 13, 'one that is held for fourteen is not waited for: 503',
       reply.status, time.time() - began)
    offered = reply.page.form(action='/form/you')
    same((offered.value('once'), offered.value('applicant_name')), (form.value('once'), '林重试'),
         'whose page holds what was typed, and the same key')
    others = resident()
    same(others.get('/zh/applications').status, 200, 'others go on meanwhile')
    rival.errors()
    again = person.submit(offered)
    same(again.status, 303, 'one tap later it is written')
    same(person.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name'), '林重试', 'as it was typed')


def cut_off():
    """The store ends what waits, ten times over; then the other phone's write is there first."""
    person = resident()
    ref = journey.draft(person)
    form = person.get('/zh/applications/%s/form/you' % ref).page.form()
    rival = Rival('START TRANSACTION', "SELECT id FROM application WHERE ref = '%s' FOR UPDATE" % ref, 'SELECT SLEEP(4)',
                  "UPDATE application SET version = version + 1 WHERE ref = '%s'" % ref, 'COMMIT')
    time.sleep(0.5)
    replies = []
    sender = threading.Thread(target=lambda: replies.append(person.submit(form, {'applicant_name': '林又来'})))
    sender.start()
    ended = set()
    until = time.time() + 3
    while len(ended) < 10 and time.time() < until:
        for each in set(owner_of_store(WAITS)) - ended:
            owner_of_store('KILL ' + each)
            ended.add(each)
    rival.errors()
    sender.join()
    same(len(ended), 10, 'ten times it was cut off')
    same(replies[0].status, 303, 'and is no conflict for that')
    same(person.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name'), '林又来', 'but written')


def deadlock():
    """The rival holds what the submission needs second, and then asks for what it has first."""
    person = resident()
    ref = journey.draft(person)
    form = person.get('/zh/applications/%s/check' % ref).page.form('declare')
    at = db_one("SELECT id FROM application WHERE ref = '%s'" % ref)
    mark = len(qiao.logs('portal'))
    # many rows, so that the rival is the dearer of the two and the program is the one that ends
    rows = ','.join("(%d, 'rival', REPEAT('x', 32), UTC_TIMESTAMP(3))" % i for i in range(1, 400))
    rival = Rival('START TRANSACTION', 'INSERT INTO attempt (id, context, who, at) VALUES ' + rows,
                  "INSERT INTO history (id, application, seq, at, action, state, role, hash) VALUES "
                  "(1, %s, 1, UTC_TIMESTAMP(3), 'x', 'x', 'x', REPEAT('x', 32))" % at,
                  'SELECT SLEEP(2)', 'UPDATE application SET saved = saved + INTERVAL 1 SECOND WHERE id = %s' % at,
                  'SELECT SLEEP(0.5)', 'ROLLBACK')
    time.sleep(0.7)
    reply = person.submit(form, {'declare': True})
    same((reply.status, reply.location), (303, '/zh/applications/%s/receipt' % ref), 'a deadlock on the way to the receipt')
    told = rival.errors()
    tries = again(mark, 1213)
    ok(tries >= 1, 'the program was the one that the database ended, and did it again', told,
       *[l for l in qiao.logs('portal')[mark:].splitlines()][-5:])
    same((journey.state(ref), journey.history(ref)), ('submitted', ['submit']), 'once')


def many_at_one():
    """Twelve officers' pages and pens on one row: every act is done once or told."""
    person = resident()
    ref = journey.submitted(person)
    staff = [qiao.officer(n) for n in ('ouhai-1', 'ouhai-2', 'ouhai-approver')]
    forms = [(o, o.get('/desk/matters/%s/claim' % ref).page.form(action='/claim')) for o in staff for _ in range(4)]
    out, ready = [], threading.Barrier(len(forms))

    def one(browser, form):
        twin = Browser()
        twin.cookies = dict(browser.cookies)
        ready.wait()
        out.append(twin.submit(form).status)
    threads = [threading.Thread(target=one, args=f) for f in forms]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    ok(set(out) <= {303, 409, 422} and 303 in out, 'twelve claims at once: done or told', sorted(out))
    same(journey.history(ref).count('claim'), out.count(303), 'as many in the history as were acknowledged')


run(held_row, held_too_long, cut_off, deadlock, many_at_one)
