#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What officers are reminded of at the desk: whose it is, how many are new, what was read, the address of the mail."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said


def staff():
    global one, two, approver, supervisor, clerk, person
    one, two, approver, supervisor, clerk = [officer(n) for n in (
        'ouhai-1', 'ouhai-2', 'ouhai-approver', 'supervisor', 'civil-1')]
    person = resident('zh')
    db('DELETE FROM reminder')
    db('DELETE FROM reminder_reader')


def reminded(ref, rung, whom):
    """As the courier's clock does (t/unit/ladder.c)."""
    db("INSERT INTO reminder SELECT (SELECT COALESCE(MAX(r.id), 0) + 1 FROM reminder r), a.id, 'check', '%s', a.due, '%s', "
       "COALESCE(a.officer, 0), a.unit, UTC_TIMESTAMP(3) FROM application a WHERE a.ref = '%s'" % (rung, whom, ref))


def count_of(who, path='/desk/?list=unit'):
    tab = next(a for a in who.get(path).page.all('a') if a['href'] == '/desk/reminders')
    return tab.one('span').text if tab.one('span') else ''


def listed(who):
    return [a[len('/desk/matters/'):] for a in who.get('/desk/reminders').page.links('/desk/matters/')]


def whose():
    global mine, free, late
    mine, free, late = [journey.submitted(person, example=journey.of_nobody()) for _ in range(3)]
    for who in (one, two):
        has(who.get('/desk/reminders').page.main.text, said('zh', 'desk.reminder.none'), 'nothing yet')
        same(count_of(who), '', 'and no number in the head')
    acted(one, mine, 'claim')
    reminded(mine, 'soon', 'holder'), reminded(free, 'half', 'unit')
    reminded(late, 'late', 'unit'), reminded(late, 'late', 'head')
    same(listed(one), [late, free, mine], 'their own, and what nobody has')
    same(listed(two), [late, free], 'a colleague the rest')
    same(listed(approver), [late, free], 'who decides there what is late, too')
    same(listed(supervisor), [late], 'and who answers for it, from above')
    same((count_of(one), count_of(two), count_of(supervisor)), ('3', '2', '1'), 'the head of the desk says how many')
    text = one.get('/desk/reminders').page.main.text
    for rung in ('half', 'soon', 'late'):
        has(text, said('zh', 'desk.reminder.' + rung), 'and why: ' + rung)
    same(clerk.get('/desk/reminders').status, 403, 'a department\'s clerk has none of it')
    lacks(clerk.get('/desk/transfers').page.links(), '/desk/reminders', 'nor the way there')


def read_and_gone():
    page = one.get('/desk/reminders').page
    same(one.submit(page.form(name='seen')).status, 303, 'read')
    same((count_of(one), len(listed(one))), ('', 3), 'they are counted no more, and still there')
    ok(not one.get('/desk/reminders').page.has_form(name='seen'), 'with nothing left to read')
    reminded(mine, 'late', 'holder')
    same(count_of(one), '1', 'until there is another')
    same(count_of(two), '2', 'each for themselves')
    acted(one, mine, 'release')
    same(listed(one), [late, free], 'what is in other hands is not theirs any more')
    acted(one, free, 'accept')
    ok(free not in listed(one) + listed(two), 'nor is what was dealt with')
    same(one.submit(one.get('/desk/own').page.form('contact'), {'contact': person.contact}).status, 303, 'one of the family')
    same((listed(one), count_of(one)), ([], ''), 'of what is barred nobody is reminded')
    db("DELETE m FROM officer_mark m JOIN officer o ON o.id = m.officer WHERE o.number = '%s'" % one.number)


def by_mail():
    address = 'Liang.%s@example.org' % once()[:8]
    page = one.get('/desk/reminders').page
    for typed in ('nobody', 'a@b@c.de', 'a@-.de', 'a@localhost', 'a b@c.de', '.a@c.de'):
        wrong = one.submit(page.form('mail'), {'mail': typed})
        ok(wrong.status == 422 and wrong.page.error('mail'), 'what is no address is told at the field: ' + typed)
    same(one.submit(page.form('mail'), {'mail': ' %s ' % address}).status, 303, 'a code goes to an address')
    page = one.get('/desk/reminders').page
    has(page.main.text, said('zh', 'desk.reminder.code_sent').split('{1}')[0], 'and is asked for')
    sealed = db_one('SELECT HEX(wish) FROM reminder_reader WHERE wish IS NOT NULL')
    ok(sealed and 'Liang'.encode().hex().upper() not in sealed, 'it is sealed')
    same(db_one('SELECT COUNT(*) FROM reminder_reader WHERE mail IS NOT NULL'), '0', 'nothing goes there before')
    reply = one.submit(page.form('code'), {'code': '000000'})
    page = one.get(reply.location).page
    ok(page.error('code'), 'a wrong code is told at the field')
    sent = wait_until(lambda: [m for m in messages(address) if m['kind'] == 'officer_code'])
    code = re.search(r'\b\d{6}\b', sent[0]['subject']).group()
    same(one.submit(page.form('code'), {'code': ' %s %s' % (code[:3], code[3:])}).status, 303, 'the right one confirms it')
    page = one.get('/desk/reminders').page
    has(page.main.text, said('zh', 'desk.reminder.mail_is').split('{1}')[0], 'now it is theirs')
    has(page.main.text, 'L•••@example.org', 'and shown so that they know it')
    lacks(page.text, 'Liang.', 'and nobody else does')
    one.submit(page.form('lang'), button=('lang', 'en'))
    same(db_one('SELECT lang FROM reminder_reader WHERE mail IS NOT NULL'), 'en', 'in the language that they chose')
    has(one.get('/desk/reminders').page.main.text, said('zh', 'desk.reminder.lang_en'), 'which is said')
    page = one.get('/desk/reminders').page
    lacks(two.get('/desk/reminders').page.main.text, '•••@', 'a colleague has none')
    same(one.submit(page.form(name='drop') if page.has_form(name='drop') else page.form(action='/reminders'),
                    button=('drop', '1')).status, 303, 'taken back')
    lacks(one.get('/desk/reminders').page.main.text, '•••@', 'it is gone')


run(staff, whose, read_and_gone, by_mail)
