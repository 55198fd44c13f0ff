#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another department: passed on, handed back, passed on again, answered; and the first sight."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said, state


def staff():
    global one, two
    one, two = officer('ouhai-1'), officer('ouhai-2')


def page_of(person, ref, more=''):
    return person.get('/%s/applications/%s%s' % (person.lang, ref, more)).page


def kinds(person):
    return [m['kind'] for m in messages(person.contact) if m['kind'] != 'code']


def clock(ref):
    return db("SELECT stopped IS NOT NULL, department FROM application WHERE ref = '%s'" % ref)[0]


def to_a_department(lang, civil, justice):
    person = resident(lang)
    ref = journey.submitted(person)
    same(one.get('/desk/matters/%s/hand-back' % ref).status, 409, 'what is with us is not handed back')
    page = one.get('/desk/matters/%s/transfer' % ref).page
    ok(len(page.form('department').choices('department')) >= 20, 'the departments are offered')
    reply = one.submit(page.form('department'), {'department': 'civil-affairs'})
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-reason']), 'not without a reason')
    typed = {'department': 'civil-affairs', 'ready-competent': True, 'reason': '12 月再问。'}
    reply = one.submit(page.form('department'), typed)
    same((reply.status, state(ref)), (303, 'transferred'), 'passed on')
    same(clock(ref), ('1', 'civil-affairs'), 'meanwhile the clock stands still')
    same(one.submit(page.form('department'), typed).location, reply.location, 'a second tap has the same answer')

    text = page_of(person, ref).main.text
    has(text, said(lang, 'tracking.department') + ' ' + civil, 'the resident sees which department has it')
    has(text, said(lang, 'sentence.transfer.competent'), 'why, in their language')
    has(text, '12 月再问。', 'and in the officer\'s words')
    same(two.get('/desk/matters/%s/accept' % ref).status, 409, 'meanwhile it is not accepted')
    acted(two, ref, 'hand-back', {'ready-checked': True})
    same(state(ref), 'submitted', 'handed back, it is checked by us')
    same(clock(ref), ('0', 'NULL'), 'and the clock goes on')
    page = page_of(person, ref).main.text
    has(page, said(lang, 'sentence.hand_back.checked'), 'the resident reads why')
    lacks(page, said(lang, 'tracking.department') + ' ' + civil, 'and that no department has it now')

    acted(one, ref, 'transfer', {'department': 'justice', 'ready-first': True})
    acted(two, ref, 'department-reply', {'text': '已经查到记录。\n请预约公证处。'})
    same(state(ref), 'issued', 'the answer is the result')
    page = page_of(person, ref, '/result')
    has(page.main.text, justice, 'from that department')
    has(page.main.text, '请预约公证处。', 'in its words')
    lacks(page.main.text, said(lang, 'result.granted'), 'not as something that we have granted')
    has(two.get('/desk/matters/' + ref).page.main.text, '请预约公证处。', 'the desk sees it too')
    same((person.submit(page.form(action='/result')).status, state(ref)), (303, 'closed'), 'and it closes')
    same(journey.history(ref), ['submit', 'transfer', 'hand_back', 'transfer', 'department_reply', 'close'],
         'the history has each step')
    wait_until(lambda: len(kinds(person)) >= 5)
    same(sorted(kinds(person)), ['department_reply', 'hand_back', 'submit', 'transfer', 'transfer'],
         'the resident was told of each')
    same(officer('ruian-1').get('/desk/matters/%s/transfer' % ref).status, 404, 'another unit has no part in it')


def in_chinese():
    to_a_department('zh', '民政局', '司法局')


def in_english():
    to_a_department('en', 'Civil affairs bureau', 'Justice bureau')


def first_sight():
    """What a stranger finds: each office has work in each open state, each resident something."""
    open_states = {'submitted', 'accepted', 'proposed', 'approved', 'refused', 'correction', 'interview'}
    found = {}
    for unit, which in db("SELECT u.code, a.state FROM application a JOIN unit u ON u.id = a.unit "
                          "JOIN history h ON h.application = a.id AND h.seq = 1 "
                          "WHERE a.is_sample = 1 GROUP BY u.code, a.state"):
        found.setdefault(unit, set()).add(which)
    units = {account['unit'] for account in here.demo['accounts'] if account['role'] != 'resident'}
    for unit in sorted(units):
        ok(open_states <= found.get(unit, set()), '%s has work of every kind' % unit, found.get(unit))
    for account in here.demo['accounts']:
        if account['role'] == 'resident':
            page = resident(account['lang'], account['sign_in_name']).get('/%s/applications' % account['lang']).page
            ok(len(page.links('/applications/')) >= 3, '%s has some under way' % account['sign_in_name'])
    if here.is_own:
        there = db_one('SELECT COUNT(*) FROM application WHERE is_sample = 1')
        same(here.command('serve', '--detach').returncode, 0, './qiao serve once more')
        same(db_one('SELECT COUNT(*) FROM application WHERE is_sample = 1'), there, 'lays no others')


run(staff, in_chinese, in_english, first_sight)
