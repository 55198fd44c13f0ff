#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is awaited and what was given: papers that come later and their day, the call after a bad rating, the
papers of a result and of its delivery. Whoever alters a row of these is told of by qiao-verify."""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from asked import verify
from journey import acted, issued, state, submitted

CODE = 'hukou-restore-cancelled'
OWED, AWAITED = 'the papers that come later, or the day', 'are awaited until another day'


def found(ref, change, why, back):
    """One change by the tables' owner: told of, and whole again when it is undone."""
    of = db_one("SELECT id FROM application WHERE ref = '%s'" % ref)
    db(change.format(of=of))
    status, told = verify(ref)
    same(status, 1, 'found: ' + change)
    has(told, why, 'and said of what it is')
    db(back.format(of=of))
    status, told = verify(ref)
    same(status, 0, 'put back: ' + back)
    if status:
        note(told)


def owed():
    own, one = resident('zh'), officer('ouhai-1')
    ref = submitted(own, CODE, {'home_county': '330304'})
    codes = journey.may_follow(journey.FORMALITIES[CODE])[:2]
    at = journey.today() + datetime.timedelta(days=9)
    acted(one, ref, 'accept-pending', dict({'item-' + c: True for c in codes}, **{
        'by-year': str(at.year), 'by-month': str(at.month), 'by-day': str(at.day)}))
    same((state(ref), verify(ref)[0]), ('accepted', 0), 'accepted, papers to follow, and whole')
    day = 'UPDATE owed_paper SET due = due %s INTERVAL 30 DAY WHERE application = {of}'
    found(ref, day % '+', OWED, day % '-')
    both = day + '; UPDATE application SET owed = owed %s INTERVAL 30 DAY WHERE id = {of}'
    found(ref, both % ('+', '+'), OWED, both % ('-', '-'))
    due = db_one("SELECT owed FROM application WHERE ref = '%s'" % ref)
    found(ref, 'UPDATE application SET owed = NULL WHERE id = {of}', AWAITED,
          "UPDATE application SET owed = '%s' WHERE id = {of}" % due)
    found(ref, "UPDATE owed_paper SET code = 'x-%s' WHERE application = {of} AND code = '%s'" % (codes[0], codes[0]), OWED,
          "UPDATE owed_paper SET code = '%s' WHERE application = {of} AND code = 'x-%s'" % (codes[0], codes[0]))
    gone = "DELETE FROM owed_paper WHERE application = {of} AND code = 'x-more'"
    more = "INSERT INTO owed_paper (application, code, asked, due) SELECT application, 'x-more', %s, due FROM owed_paper " \
        "WHERE application = {of} LIMIT 1"
    found(ref, more % 'asked', OWED, gone)
    found(ref, more % 'asked + INTERVAL 1 HOUR', "a paper that is owed says 'accept_pending', and no act did", gone)
    path = '/zh/applications/%s/materials/' % ref
    for code in codes:
        same(own.submit(own.get(path + code).page.form('files'), files=[photo('grey.jpg')]).status, 303, 'it came')
        same(verify(ref)[0], 0, 'and all is whole')


def added():
    """Accepted without any condition: no account of a program makes one."""
    ref = submitted(resident('zh'))
    acted(officer('ouhai-1'), ref, 'accept')
    same(verify(ref)[0], 0, 'accepted, and whole')
    found(ref, "INSERT INTO owed_paper (application, code, asked, due) VALUES ({of}, 'id-proof-any', UTC_TIMESTAMP(3), "
          "UTC_TIMESTAMP(3) + INTERVAL 9 DAY)", "a paper that is owed says 'accept_pending', and no act did",
          "DELETE FROM owed_paper WHERE application = {of}")
    found(ref, "UPDATE application SET owed = UTC_TIMESTAMP(3) + INTERVAL 9 DAY WHERE id = {of}", AWAITED,
          "UPDATE application SET owed = NULL WHERE id = {of}")


def given():
    """Approved, issued and closed: each paper is there, of its own kind; and rated badly: the call has its day."""
    own, first = resident('zh'), officer('ouhai-1')
    ref = submitted(own)
    acted(first, ref, 'accept')
    if first.get('/desk/matters/%s' % ref).page.links('/propose-approval'):
        acted(first, ref, 'propose-approval', {'ready-complete': True})
        acted(officer('ouhai-approver'), ref, 'decide', button=('verdict', 'agree'))
    issued(first, ref, {'delivery': 'electronic'})
    own.submit(own.get('/zh/applications/%s/result' % ref).page.form(action='/result'))
    same((state(ref), verify(ref)[0]), ('closed', 0), 'closed, and whole')
    kinds = [k for k, in db("SELECT kind FROM writ w JOIN application a ON a.id = w.application WHERE a.ref = '%s'" % ref)]
    same({'result', 'delivery'} - set(kinds), set(), 'with the papers of the result and of its delivery')
    for kind in ('result', 'delivery'):
        move = "UPDATE writ SET %s WHERE application = {of} AND %s"
        found(ref, move % ("kind = '%sx'" % kind, "kind = '%s'" % kind), 'a paper of an unknown kind',
              move % ("kind = '%s'" % kind, "kind = '%sx'" % kind))
        found(ref, move % ('application = -application', "kind = '%s'" % kind), 'its paper (%s) is not there' % kind,
              "UPDATE writ SET application = {of} WHERE application = -{of}")
    made = "SELECT COUNT(*) FROM writ WHERE state = 'made' AND application = (SELECT id FROM application WHERE ref = '%s')" % ref
    wait_until(lambda: db_one(made) == str(len(kinds)))
    tries = 'UPDATE writ SET tries = -tries WHERE application = {of}'
    found(ref, tries, 'is not what was issued', tries)
    at = '/zh/applications/%s/rating' % ref
    same(own.submit(own.get(at).page.form(action='/rating'), {'level': '2', 'words': '太久。', 'about-pace': True}).status, 303, 'rated')
    same(verify(ref)[0], 0, 'rated, and whole')
    row = 'UPDATE follow_up SET %s WHERE application = {of}'
    found(ref, row % 'due = due + INTERVAL 30 DAY', 'followed up by another day', row % 'due = call_by')
    found(ref, row % 'tries = 1', 'followed up by another day', row % 'tries = 0')


run(owed, added, given)
