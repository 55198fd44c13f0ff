#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Days off from the desk: a notice is put in by one person, who sees what it changes, and counts once
another has confirmed it; then the courier counts again what is open."""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from affairs import answer, told
from journey import said

NOTICE = '试用通知 第 1 号'


def staff():
    global one, two, chief, clerk
    one, two, chief = officer('admin-1'), officer('admin-2'), officer('supervisor')
    clerk = officer('ouhai-1')


def who_sees_it():
    same([b.get('/desk/calendar').status for b in (one, chief, clerk, officer('auditor'))], [200, 200, 403, 403],
         'administrators and supervisors see the calendar, and nobody else')
    page = chief.get('/desk/calendar?year=2026').page.main.text
    for words in ('2026-10-01', said('zh', 'desk.calendar.holiday'), said('zh', 'desk.calendar.published'), '国务院办公厅关于2026年'):
        has(page, words, 'a year that is published: ' + words)
    has(chief.get('/desk/calendar?year=2039').page.main.text, said('zh', 'desk.calendar.none'), 'and one that is not')


def form(browser):
    return browser.get('/desk/calendar').page.form('days')


def propose(browser, *lines):
    return browser.submit(form(browser), {'notice': NOTICE, 'days': '\n'.join(lines)})


def rows():
    return db_one('SELECT COUNT(*) FROM calendar_day')


def quoted(line):
    """Its first 60 bytes, to the end of a character."""
    n = next((n for n in range(len(line)) if len(line[:n].encode()) >= 60), len(line))
    return line[:n]


def wrong_lines():
    there = rows(), db_one('SELECT COUNT(*) FROM proposal')
    for line, fault in (('2031-02-30 holiday 春节', 'no_date'), ('2031-01-01 feast 元旦', 'no_kind'), ('2031-01-02 holiday 元旦', 'twice'),
                        ('2031-01-01 workday 元旦', 'no_weekend'), ('2031-01-01 holiday', 'no_name'), ('2031-01-01 平常 ' + '节' * 41, 'long_name')):
        reply = propose(one, '2031-01-02 holiday 元旦', line)
        words = said('zh', 'desk.calendar.fault_' + fault).replace('{1}', '2').replace('{2}', quoted(line))
        same(told(reply), (422, [words]), 'the wrong line is named: ' + line)
        same(reply.page.form('days').value('days'), '2031-01-02 holiday 元旦\n' + line, 'and what was typed stays')
    both = propose(one, '2031-01-01 休 元旦', '2031-01-02 班 元旦', '2031年2月30日 放假', '2031-01-03')
    same(told(both), (422, [said('zh', 'desk.calendar.fault_' + fault).replace('{1}', str(n)).replace('{2}', line) for n, fault, line in (
        (2, 'no_weekend', '2031-01-02 班 元旦'), (3, 'no_date', '2031年2月30日 放假'), (4, 'no_kind', '2031-01-03'))]), 'each of several')
    same(propose(one, '# nothing').status, 422, 'nor is an empty one taken')
    same(propose(one, '2031-01-02 holiday ' + '节' * 9000).status, 422, 'nor one that is too long')
    same((rows(), db_one('SELECT COUNT(*) FROM proposal')), there, 'nothing of them is kept')


def a_notice():
    global ref, due, path
    person = resident('zh')
    ref = journey.submitted(person)
    due = journey_due()
    there = rows()
    path = propose(one, '{}年{}月{}日\u3000放假\u3000临时放假'.format(*map(int, due.split('-')))).location
    page = one.get(path).page
    for words in (due, said('zh', 'desk.calendar.changed').replace('{1}', '1'), said('zh', 'desk.proposal.waits'), 'S-0091'):
        has(page.main.text, words, 'the dry run says: ' + words)
    found = re.search(said('zh', 'desk.calendar.moved').replace('{2}', r'(\d+)').replace('{1}', r'(\d+)'), page.main.text)
    ok(found and int(found.group(1)) >= int(found.group(2)) >= 1, 'and how many get another day', page.main.text)
    same((rows(), journey_due()), (there, due), 'and changes nothing')
    has(one.get('/desk/calendar').page.main.text, NOTICE, 'it is listed')


def journey_due():
    return db_one("SELECT DATE(due + INTERVAL 8 HOUR) FROM application WHERE ref = '%s'" % ref)


def nobody_alone():
    there = rows()
    reply = answer(one, path, 'confirmed')
    same(told(reply), (422, [said('zh', 'desk.proposal.own')]), 'who proposes does not confirm')
    same(answer(clerk, path, 'confirmed').status, 403, 'nor an officer')
    same(answer(two, path, 'withdrawn').status, 422, 'nor does another withdraw it')
    same(two.post(path, [('once', once()), ('answer', 'confirmed')]).status, 403, 'nor a form without a token')
    same(answer(two, path, 'maybe').status, 400, 'nor is there another answer')
    same(answer(two, path.replace(path.split('/')[-1], '12345'), 'confirmed').status, 404, 'nor another one')
    number = db_one("SELECT number FROM officer WHERE name = 'admin-2'")
    db("UPDATE officer SET number = 'S-0091' WHERE name = 'admin-2'")
    same(answer(two, path, 'confirmed').status, 422, 'nor a second account of the same person')
    db("UPDATE officer SET number = '%s' WHERE name = 'admin-2'" % number)
    same(rows(), there, 'nothing changed')


def another_confirms():
    reply = answer(two, path, 'confirmed')
    same(reply.status, 303, 'another confirms')
    # the lease of a courier that was ended a moment ago lasts two minutes
    ok(wait_until(lambda: journey_due() > due, 150), 'what is open is counted again', journey_due(), due)
    same(journey.history(ref)[-1], 'recount', 'as an act of its own')
    wait_until(lambda: db_one("SELECT result FROM proposal WHERE id = %s" % path.split('/')[-1]) != 'NULL')
    has(two.get(path).page.main.text, said('zh', 'desk.calendar.counted').split('{1}')[0], 'and the page says what came of it')
    same(answer(two, path, 'refused').status, 422, 'it is answered once')
    has(officer('auditor').get('/desk/audit').page.main.text, said('zh', 'desk.audit.action.calendar_confirm'), 'it is on record')


def stale():
    """The calendar is another one by then."""
    old = propose(one, '2031-01-06 holiday 试').location
    db("REPLACE INTO calendar_day (day, kind, name_zh) VALUES ('2031-03-06', 'holiday', '旧')")
    reply = answer(two, old, 'confirmed')
    same(told(reply), (422, [said('zh', 'desk.calendar.stale')]), 'it is not confirmed')
    same(db_one("SELECT COUNT(*) FROM calendar_day WHERE day = '2031-01-06'"), '0', 'and not counted')
    same(answer(one, old, 'withdrawn').status, 303, 'who proposed it withdraws it')
    other = propose(one, '2031-01-06 holiday 试').location
    same(answer(chief, other, 'refused').status, 303, 'a supervisor refuses another')
    same(db_one("SELECT COUNT(*) FROM calendar_day WHERE day = '2031-01-06'"), '0', 'none of them counts')


def taken_back():
    line = due + (' workday 调休' if datetime.date.fromisoformat(due).weekday() >= 5 else ' ordinary 取消')
    same(answer(chief, propose(one, line).location, 'confirmed').status, 303, 'the day is taken back')
    ok(wait_until(lambda: journey_due() == due, 150), 'and the office has its day again')
    db("DELETE FROM calendar_day WHERE day = '2031-03-06'")
    # the inbox shows a hundred messages, and these are more: whoever comes next finds a code among them no more
    waiting = "SELECT COUNT(*) FROM notice WHERE kind = 'recount' AND state IN ('queued', 'sending') AND next_try <= UTC_TIMESTAMP(3)"
    ok(wait_until(lambda: db_one(waiting) == '0', 60), 'everybody is told', db_one(waiting))


run(staff, who_sees_it, wrong_lines, a_notice, nobody_alone, another_confirms, stale, taken_back)
