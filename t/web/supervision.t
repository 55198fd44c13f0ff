#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Supervision: its figures are what a naive count of the decisions gives, and each leads to its matters."""
import csv
import datetime
import io
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said

HOURS = datetime.timedelta(hours=8)


def staff():
    global one, approver, supervisor, elsewhere
    one, approver, supervisor = [officer(n) for n in ('ouhai-1', 'ouhai-approver', 'supervisor')]


def refused(ref):
    acted(one, ref, 'accept')
    acted(one, ref, 'propose-refusal', {'reason': '条件不符合。'})
    acted(approver, ref, 'decide', button=('verdict', 'agree'))


def decide():
    """One in time, one refused, one late: the promised day lies behind it."""
    global refs
    person = resident('zh')
    refs = [journey.submitted(person) for _ in range(3)]
    journey.approved(one, approver, refs[0])
    refused(refs[1])
    acted(one, refs[2], 'accept')
    db("UPDATE application SET due = NOW() - INTERVAL 1 DAY WHERE ref = '%s'" % refs[2])
    acted(one, refs[2], 'propose-approval', {'reason': '材料齐全。'})
    acted(approver, refs[2], 'decide', button=('verdict', 'agree'))
    same(db("SELECT a.ref, o.is_late, o.is_granted FROM outcome o JOIN application a ON a.id = o.application "
            "WHERE a.ref IN ('%s') ORDER BY a.id" % "','".join(refs)),
         [(refs[0], '0', '1'), (refs[1], '0', '0'), (refs[2], '1', '1')], 'the store keeps what each decision was')


def this_month():
    return journey.today().strftime('%Y-%m')



def table(by, more='', lang='zh'):
    """The CSV's rows as {name: numbers}."""
    reply = supervisor.get('/desk/supervision.csv?by=%s&month=%s%s' % (by, this_month(), more))
    same(reply.status, 200, 'the table by %s as a file' % by)
    has(reply.header('Content-Type'), 'text/csv', 'as CSV')
    rows = list(csv.reader(io.StringIO(reply.body.decode('utf-8-sig'))))
    return {r[0]: r[1:] for r in rows[1:]}


def counted(key):
    """{key: [decided, late, refused]} of this month, counted by this script."""
    out = {}
    for value, decided, is_late, is_granted in db(
            "SELECT %s, o.decided, o.is_late, o.is_granted FROM outcome o JOIN unit u ON u.id = o.unit LEFT JOIN "
            "unit p ON p.id = u.parent LEFT JOIN officer x ON x.id = o.officer WHERE u.code = 'center' OR 'center' IN "
            "(SELECT c.code FROM unit c WHERE c.id IN (u.parent, p.parent))" % key):
        at = datetime.datetime.fromisoformat(decided) + HOURS
        if at.strftime('%Y-%m') == this_month():
            row = out.setdefault(value, [0, 0, 0])
            row[0] += 1
            row[1] += int(is_late)
            row[2] += 1 - int(is_granted)
    return out


def figures():
    for by, key in (('unit', "IF(u.kind = 'service-site', p.name_zh, u.name_zh)"), ('site', 'u.name_zh'), ('officer', "COALESCE(x.number, '-')"),
                    ('month', "'%s'" % this_month())):
        got = {'-' if name == said('zh', 'desk.figures.no_officer') else name: [int(r[0]), int(r[1]), int(r[5])]
               for name, r in table(by).items() if r[0] != '0'}
        if by == 'month':
            got = {name: r for name, r in got.items() if name == this_month()}
        same(got, counted(key), 'by %s they are what was counted one by one' % by)
    names = {f['Name']['zh']: code for code, f in journey.FORMALITIES.items()}
    got = {names.get(name, name): [int(r[0]), int(r[1]), int(r[5])] for name, r in table('formality').items() if r[0] != '0'}
    same(got, counted('o.formality'), 'and by formality')


def share():
    decided, late, on_time = table('unit')['瓯海分中心'][:3]
    same(on_time, '%d%%' % ((int(decided) - int(late)) * 100 // int(decided)), 'the share on time is rounded down, not up')
    ok(int(late) >= 1 and on_time != '100%', 'one late is never all on time')


def dashes():
    """Where the page has a dash the file has nothing, for both are read as the same table."""
    journey.submitted(resident('zh'), 'tr-marriage')
    for by in ('formality', 'officer', 'unit'):
        page = supervisor.get('/desk/supervision?by=%s&month=%s' % (by, this_month())).page
        shown = {r.one('th').text: [td.text.strip() for td in r.all('td')] for r in page.main.one('table', id='rows').one(
            'tbody').all('tr')}
        ok(any('–' in cells for cells in shown.values()) or by == 'unit', 'by %s something has none' % by)
        same(table(by), {n: ['' if c == '–' else c for c in cells] for n, cells in shown.items()},
             'by %s the file says what its page says' % by)


def days():
    """Half and nine in ten: of a unit all of whose matters took the same, both are that."""
    unit = db_one("SELECT id FROM unit WHERE code = 'br-wencheng'")
    monday = datetime.date(2025, 11, 10)      # a week without days off
    month = monday.strftime('%Y-%m')
    for n, took in enumerate((1, 1, 1, 1, 1, 2, 2, 3, 3, 4)):
        db("INSERT INTO outcome VALUES (%d, '%s 02:00:00', '%s 02:00:00', %s, 0, 'cert-no-crime', 0, 1, 0)" % (
            n + 1, monday + datetime.timedelta(days=took), monday, unit))
    rows = list(csv.reader(io.StringIO(supervisor.get('/desk/supervision.csv?by=unit&month=%s' % month)
                                       .body.decode('utf-8-sig'))))
    same(rows[1][1:6], ['10', '0', '100%', '1', '3'], 'ten matters: half within one day, nine within three')
    db('DELETE FROM outcome WHERE application <= 10')


def volumes():
    """What came in and what was handed back, counted one by one; each leads to as many."""
    handed = journey.submitted(resident('zh'), 'tr-marriage')
    centre, civil = officer('center-1'), officer('civil-1')
    acted(centre, handed, 'transfer', {'ready-competent': True})
    acted(centre, handed, 'hand-back', {'reason': '我们自己办。'})
    for _ in range(2):
        acted(centre, handed, 'transfer', {'ready-competent': True})
        there = db_one("SELECT t.id FROM transfer t JOIN application a ON a.id = t.application WHERE a.ref = '%s' AND t.ended IS NULL" % handed)
        page = civil.get('/desk/transfers/' + there).page
        same(journey.pressed(civil, page.form(action='/hand-back'), {'reason': '不归他们。'}).status, 303, 'handed back')
    # whoever has it today did not hand it back
    db("UPDATE application SET unit = (SELECT id FROM unit WHERE code = 'br-ouhai') WHERE ref = '%s'" % handed)
    month = "DATE_FORMAT(%s + INTERVAL 8 HOUR, '%%Y-%%m') = '" + this_month() + "'"
    below = ("JOIN unit u ON u.id = o.unit LEFT JOIN unit p ON p.id = u.parent WHERE (u.code = 'center' OR 'center' IN "
             "(SELECT c.code FROM unit c WHERE c.id IN (u.parent, p.parent))) AND ")
    want = dict(db("SELECT IF(u.kind = 'service-site', p.name_zh, u.name_zh) AS n, COUNT(*) FROM intake o " + below +
                   'o.submitted IS NOT NULL AND ' + month % 'o.submitted' + ' GROUP BY n'))
    back = dict(db("SELECT d.name_zh AS n, COUNT(*) FROM transfer t JOIN unit d ON d.id = t.unit JOIN application o ON o.id = t.application " +
                   below + "t.outcome = 'hand_back' AND EXISTS (SELECT 1 FROM history h WHERE h.application = o.id AND "
                   "h.action = 'hand_back' AND h.role = 'clerk' AND h.at = t.ended) AND " + month % 't.ended' + ' GROUP BY n'))
    got = table('unit')
    same({n: r[7] for n, r in got.items() if r[7] != '0'}, want, 'as many were received')
    same(db_one("SELECT COUNT(*) FROM application a LEFT JOIN intake i ON i.application = a.id WHERE (a.submitted IS NULL) = "
                "(i.application IS NOT NULL) OR a.submitted <> i.submitted"), '0', 'the store keeps each that was submitted, once')
    same({n: r[8] for n, r in got.items() if r[8] != '0'}, back, 'and handed back, by the departments that did it')
    for by in ('formality', 'unit', 'site', 'officer', 'month'):
        page = supervisor.get('/desk/supervision?by=%s&month=%s' % (by, this_month())).page
        wrong = []
        for link in [a for a in page.main.one('tfoot').all('a') if 'which=' in a['href']]:
            rows = len(list(supervisor.get(link['href']).page.main.one('tbody').all('tr')))
            if link.text.isdigit() and rows != min(int(link.text), 50):
                wrong.append((link['href'], link.text, rows))
        same(wrong, [], 'by %s each number leads to its matters' % by)
    listed = supervisor.get('/desk/supervision/matters?by=month&month=%s&which=handed_back' % this_month()).page.main
    same(len([a for a in listed.all('a') if handed in a['href']]), 2, 'that which was handed back twice is there twice')
    number, acts = db("SELECT o.number, COUNT(*) FROM history h JOIN officer o ON o.id = h.actor WHERE o.name = 'civil-1' AND "
                      "h.action = 'hand_back' AND " + month % 'h.at')[0]
    same(table('officer')[number][8], acts, 'by officer it is whoever put it down')
    same(db("SELECT SUM(corrections > 0) FROM outcome WHERE DATE_FORMAT(decided + INTERVAL 8 HOUR, '%%Y-%%m') = '%s'" % this_month())[0][0],
         str(sum(int(r[6]) for r in got.values())), 'corrected is how many of the decided were')
    same(supervisor.get('/desk/supervision/matters?which=weather').status, 200, 'what is no such number counts as not asked for')


def links():
    page = supervisor.get('/desk/supervision?by=unit&month=' + this_month()).page
    row = next(r for r in page.main.all('tr') if r.one('th') and r.one('th').text == '瓯海分中心' and 'by=unit' in str(
        [a['href'] for a in r.all('a')]))
    decided, late = [a for a in row.all('a') if 'supervision/matters' in a['href']][:2]
    seen, path = 0, decided['href']
    while path:
        behind = supervisor.get(path).page
        seen += len(list(behind.main.one('tbody').all('tr')))
        path = next((a['href'] for a in behind.main.all('a', rel='next')), None)
    same(seen, int(decided.text), 'as many matters behind the number as it says')
    behind = supervisor.get(late['href']).page
    same(len(list(behind.main.one('tbody').all('tr'))), int(late.text), 'and behind those that were late')
    has(str(behind.links('/desk/matters/')), refs[2], 'ours is among them')
    same(supervisor.get('/desk/matters/' + refs[2]).status, 200, 'and opens')
    now = [a['href'] for a in page.main.all('a') if 'list=overdue' in a['href'] or 'list=soon' in a['href'] or 'list=unit' in a['href']]
    ok(now and all(supervisor.get(h).status == 200 for h in now), 'how they stand now leads to the lists')


def files():
    """Behind every list that supervision leads to is the same as a file."""
    for path in ('/desk/supervision/matters?by=unit&month=%s' % this_month(), '/desk/supervision/matters?by=month&which=late',
                 '/desk/supervision/matters?by=month&which=on_time', '/desk/supervision/ratings/matters?by=unit&month=' + this_month(),
                 '/desk/?list=overdue&unit=1', '/desk/?list=unit&unit=1&country=IT', '/desk/?list=ratings&unit=1'):
        page = supervisor.get(path).page
        link = [a['href'] for a in page.main.all('a') if '.csv' in a['href']]
        same(len(link), 1, '%s has its file' % path)
        rows = list(csv.reader(io.StringIO(supervisor.get(link[0]).body.decode('utf-8-sig'))))
        numbers = [a.text for a in page.main.all('a') if re.fullmatch(r'\w{4}-\w{4}-\w', a.text)]
        ok(len(rows) > len(numbers) and {len(r) for r in rows[:30]} == {len(rows[0])}, 'rows as its columns', rows[:2])
        same([n for n in numbers if n not in [r[1] for r in rows]], [], 'with each matter of the page')
    same(one.get('/desk/queue.csv?list=unit').status, 403, 'no officer takes a list away as a file')
    late = list(csv.reader(io.StringIO(supervisor.get('/desk/supervision/matters.csv?by=month&which=late').body.decode('utf-8-sig'))))
    fine = list(csv.reader(io.StringIO(supervisor.get('/desk/supervision/matters.csv?by=month&which=on_time').body.decode('utf-8-sig'))))
    every = list(csv.reader(io.StringIO(supervisor.get('/desk/supervision/matters.csv?by=month').body.decode('utf-8-sig'))))
    same(len(late) + len(fine), len(every) + 1, 'on time and late are all of them')
    odd = '%3Cscript%3Ealert(1)%3C/script%3E&which=late%26x'
    for path in ('/desk/supervision/matters?by=unit&key=', '/desk/supervision/ratings/matters?by=formality&key=',
                 '/desk/supervision/matters?by=formality&key='):
        lacks(supervisor.get(path + odd).text, 'alert', 'a key that can be none is in no link, nor on the page')


def now():
    """How they stand, service sites too, on the page and as a file."""
    want = dict((name, numbers) for name, *numbers in db(
        "SELECT u.name_zh, COUNT(*), CAST(SUM(e.due < UTC_TIMESTAMP(3)) AS SIGNED) FROM queue_entry e JOIN unit u ON u.id = e.unit LEFT "
        "JOIN unit p ON p.id = u.parent WHERE e.turn = 'o' AND (u.code = 'center' OR 'center' IN (SELECT c.code FROM unit c "
        "WHERE c.id IN (u.parent, p.parent))) GROUP BY u.name_zh"))
    rows = list(csv.reader(io.StringIO(supervisor.get('/desk/supervision/now.csv').body.decode('utf-8-sig'))))[1:]
    same({r[0]: r[1:3] for r in rows}, want, 'as many in hand, and as many late, as there are')
    late = [int(r[2]) for r in rows]
    ok(late == sorted(late, reverse=True) and any(late), 'that with the most late first')
    for name, soon in db(
            "SELECT u.name_zh, CAST(SUM(e.due BETWEEN UTC_TIMESTAMP(3) AND UTC_TIMESTAMP(3) + INTERVAL 12 DAY) AS SIGNED) FROM "
            "queue_entry e JOIN unit u ON u.id = e.unit WHERE e.turn = 'o' AND u.name_zh = '%s' GROUP BY u.name_zh" % rows[0][0]):
        ok(0 <= int(rows[0][3]) <= int(soon), '%s: no more are due soon than in twelve days' % name)
    table = next(supervisor.get('/desk/supervision').page.main.all('table'))
    for row in table.one('tbody').all('tr'):
        links, numbers = [a['href'] for a in row.all('a')], [td.text for td in row.all('td')]
        same(len(links), len([n for n in numbers if n.strip() != '0']), '%s: each number leads to a list' % row.one('th').text)
        for link, number in zip(links, [int(a.text) for a in row.all('a')]):
            page = supervisor.get(link).page
            listed = page.links('/desk/matters/')
            ok(bool(listed) == bool(number) and (not listed or supervisor.get(listed[0].split('?')[0]).status == 200),
               'in which each is to be opened: ' + link, number, listed[:2])


def below():
    """All that is below is a supervisor's to open, however deep; an officer's and an approver's is what it was."""
    site, branch = officer('liao-1'), db_one("SELECT id FROM unit WHERE code = 'br-ouhai'")
    ref = journey.submitted(resident('zh'), example={'home_county': '330304', 'home_town': 'ss-liao'})
    db("UPDATE application SET unit = (SELECT id FROM unit WHERE code = 'ss-liao') WHERE ref = '%s'" % ref)
    for who, status in ((supervisor, 200), (approver, 200), (site, 200), (one, 404), (officer('center-1'), 404),
                        (officer('ruian-1'), 404)):
        same(who.get('/desk/matters/' + ref).status, status, 'the site\'s matter, for %s' % who.number)
    unit = db_one("SELECT id FROM unit WHERE code = 'ss-liao'")
    has(str(supervisor.get('/desk/?list=new&unit=' + unit).page.links('/desk/matters/')), ref, 'it is in the site\'s list')
    same(db("SELECT COUNT(*) FROM unit u JOIN unit_above w ON w.unit = u.id AND w.above = u.id"),
         db('SELECT COUNT(*) FROM unit'), 'the store knows what is below what')
    db("UPDATE unit SET parent = %s WHERE code = 'ss-liao'" % db_one("SELECT id FROM unit WHERE code = 'br-ruian'"))
    same(db_one("SELECT COUNT(*) FROM unit_above WHERE unit = %s AND above = %s" % (unit, branch)), '0', 'moved, it is below another')
    same(approver.get('/desk/matters/' + ref).status, 404, 'and not theirs to open')
    same(supervisor.get('/desk/matters/' + ref).status, 200, 'but still the centre\'s')
    db("UPDATE unit SET parent = %s WHERE code = 'ss-liao'" % branch)
    same(approver.get('/desk/matters/' + ref).status, 200, 'and back')


def moved_out():
    """What was received here and is another unit's now is counted, and not theirs to open."""
    ref = journey.submitted(resident('zh'))
    db("UPDATE application SET unit = (SELECT id FROM unit WHERE kind = 'department' ORDER BY id LIMIT 1) WHERE ref = '%s'" % ref)
    page = supervisor.get('/desk/supervision/matters?by=month&month=%s&which=received' % this_month()).page
    rows = [r for r in page.main.one('tbody').all('tr') if ref[:4] in r.text and ref[4:8] in r.text]
    same([len(rows), [a for a in rows[0].all('a')] if rows else None], [1, []], 'it is told, without a link')
    same(supervisor.get('/desk/matters/' + ref).status, 404, 'for it would not open')


def odd():
    for query in ('by=weather', 'month=2026-13', 'month=zzzz-zz', 'unit=1', 'month=2019-01', 'by=officer&unit=999'):
        same(supervisor.get('/desk/supervision?' + query).status, 200, '%s counts as not asked for' % query)
    same(one.get('/desk/supervision').status, 403, 'no officer sees it')
    same(approver.get('/desk/supervision.csv').status, 403, 'no approver either')
    none = supervisor.get('/desk/supervision?month=2020-01').page
    has(none.main.text, said('zh', 'desk.figures.none'), 'a month without decisions says so')
    for by in ('formality', 'unit', 'site', 'officer', 'month'):
        page = supervisor.get('/desk/supervision?by=' + by).page
        ok(list(page.main.all('svg')) and page.main.one('table'), 'by %s: a picture beside the table' % by)


run(staff, decide, figures, share, dashes, days, volumes, now, below, moved_out, links, files, odd)
