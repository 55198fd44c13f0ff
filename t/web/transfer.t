#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another department: passed on, handed back, passed on again, answered; and the first sight."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, acted, said, state
from samples import Samples


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
    same(journey.history(ref), ['submit', 'transfer', 'hand_back', 'claim', 'claim', 'transfer', 'department_reply', 'close'],
         'the history has each step')
    wait_until(lambda: len(kinds(person)) >= 5)
    same(sorted(kinds(person)), ['department_reply', 'hand_back', 'submit', 'transfer', 'transfer'],
         'the resident was told of each')
    same(officer('ruian-1').get('/desk/matters/%s/transfer' % ref).status, 404, 'another unit has no part in it')


def in_chinese():
    to_a_department('zh', '民政局', '司法局')


def in_english():
    to_a_department('en', 'Civil affairs bureau', 'Justice bureau')


def samples():
    global kept, center
    kept, center = Samples(), officer('center-1')


def meant_for_it(lang, civil):
    """A matter that came to be passed on: whose it is stands everywhere, from the guide to the desk."""
    f, visitor = FORMALITIES['test-passed'], Browser(lang)
    page = visitor.get('/%s/formalities/test-passed' % lang).page
    text = page.main.text
    missing = [t for t in [civil, f['Title'][lang], f['Summary'][lang], f['Fee'][lang], f['Other'][lang],
                           said(lang, 'guide.answer_days').replace('{1}', f['Limit']['Promise']),
                           said(lang, 'guide.forwarded'), said(lang, 'guide.send')] if t not in text]
    ok(not missing, 'the guide says whose it is, by when it is answered and what goes there (%s)' % lang, *missing)
    has(page.links(), '/%s/formalities/test-passed/apply' % lang, 'and leads on')
    has(text, journey.FIELDS['question']['Label'][lang], 'what is passed on is what the form asks')
    lacks(text, f['Field']['accept']['Label'][lang], 'but for the word that it may be')
    lacks(text, said(lang, 'guide.promise').replace('{1}', f['Limit']['Promise']), 'and nothing is promised in the department\'s name')

    person = resident(lang)
    reply = journey.begin(person, 'test-passed')
    ref = journey.ref_of(reply)
    reply = person.send(reply.page.form(), journey.fill(reply.page.form(), f['Example']))
    again = person.submit(reply.page.form(), dict(journey.fill(reply.page.form(), f['Example']), accept=False))
    same((again.status, [a for a, _ in again.page.summary]), (422, ['#f-accept']), 'nothing is passed on without their word')
    person.send(again.page.form(), {'accept': True})
    page = person.follow(journey.submit(person, ref)).page
    has(page.main.text, said(lang, 'receipt.to') + ' ' + civil, 'the receipt says to whom it goes')
    has(page.main.text, said(lang, 'receipt.check_transfer').split('{1}')[1], 'and that it goes within one working day')
    has(page.main.text, said(lang, 'receipt.answer').replace('{1}', '5'), 'and when an answer may come')
    lacks(page.main.text, said(lang, 'receipt.promise_text'), 'without a promise of ours')
    page = page_of(person, ref)
    has(page.main.text, said(lang, 'tracking.to') + ' ' + civil, 'so does the tracking page')
    has(page.main.text, said(lang, 'tracking.now_submitted_transfer'), 'and what it waits for')

    notice = wait_until(lambda: [m for m in messages(person.contact) if m['kind'] == 'submit'])[0]['body']
    has(notice, civil, 'the message names the department')
    lacks(notice, {'zh': '视为受理', 'en': 'counts as accepted'}[lang], 'and promises no acceptance by silence')
    same(one.get('/desk/matters/' + ref).status, 404, 'it is no county\'s')
    page = center.get('/desk/matters/' + ref).page
    has(page.main.text, said('zh', 'desk.transfer.meant').replace('{1}', '民政局'), 'the centre sees what it came for')
    first = page.one(class_='desk-acts').one('a')
    ok(first['href'].endswith('/transfer') and 'is-main' in first['class'], 'and that to pass it on is what to do', first.attrs)
    form = center.get('/desk/matters/%s/transfer' % ref).page.form('department')
    same(form.value('department'), 'civil-affairs', 'the department is chosen already')
    again = center.submit(form, {'department': 'justice'})
    same((again.status, again.page.form('department').value('department')), (422, 'justice'), 'another choice stays')
    same(center.submit(form, {'ready-competent': True}).status, 303, 'passed on')
    same(clock(ref), ('1', 'civil-affairs'), 'to that one')
    page = page_of(person, ref)
    has(page.main.text, said(lang, 'tracking.department') + ' ' + civil, 'the resident sees that it has it')
    lacks(page.main.text, said(lang, 'tracking.to') + ' ', 'and no longer that it will')
    acted(center, ref, 'department-reply', {'text': '可以查到，请预约。'})
    has(page_of(person, ref, '/result').main.text, '可以查到，请预约。', 'and reads its answer')


def meant_in_chinese():
    meant_for_it('zh', '民政局')


def meant_in_english():
    meant_for_it('en', 'Civil affairs bureau')


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


run(staff, in_chinese, in_english, first_sight, samples, meant_in_chinese, meant_in_english)
