#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The public figures: what a naive count of the quarter gives, made once, and no number of a few in them."""
import csv
import datetime
import io
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import said

QUARTER, FIRST = '2025-Q2', datetime.date(2025, 4, 1)
LEAST = 5
# formality: unit, received, decided in so many days each (working days of one week in May), late
ROWS = (('cert-no-crime', 'br-ouhai', 30, (1, 1, 1, 2, 2, 3, 3, 4), 1), ('hukou-name-adult', 'br-ruian', 9, (1,) * 6, 0),
        ('id-replace-online', 'br-ouhai', 7, (2,) * 7, 2), ('cert-kinship', 'ss-liao', 2, (1, 4), 0),
        ('hukou-cancel-death-abroad', 'br-wencheng', 1, (3,), 1))
LEVELS = {5: 20, 4: 7, 3: 0, 2: 2, 1: 0}
MONDAY = datetime.date(2025, 5, 12)


def put():
    db("DELETE FROM published_figure WHERE quarter LIKE '2025-%'; DELETE FROM published_quarter WHERE quarter LIKE "
       "'2025-%'; DELETE FROM intake WHERE application < 1000; DELETE FROM outcome WHERE application < 1000; "
       "DELETE FROM rating WHERE application < 1000")
    n = 0
    for code, unit, received, days, late in ROWS:
        unit = db_one("SELECT id FROM unit WHERE code = '%s'" % unit)
        for i in range(received):
            n += 1
            db("INSERT INTO intake VALUES (%d, '2025-05-12 01:00:00', %s, '%s')" % (n, unit, code))
            if i < len(days):
                db("INSERT INTO outcome VALUES (%d, '%s 02:00:00', '%s 02:00:00', %s, 7, '%s', %d, 1, 0)" % (
                    n, MONDAY + datetime.timedelta(days=days[i]), MONDAY, unit, code, i < late))
    for level, times in LEVELS.items():
        for _ in range(times):
            n += 1
            db("INSERT INTO rating (application, at, level, subjects, unit, officer, formality) VALUES (%d, "
               "'2025-05-20 01:00:00', %d, '', 1, 0, 'x')" % (n, level))


def make():
    told = subprocess.run([here.build + '/qiao-courier', '-c', here.data + '/etc/courier.hdf', '--once'],
                          capture_output=True, text=True, timeout=120)
    same(told.returncode, 0, 'the courier goes round once')
    if not db("SELECT 1 FROM published_quarter WHERE quarter = '%s'" % QUARTER):
        note('the running courier has the lease: it is waited for')
        db("UPDATE lease SET until = '2020-01-01' WHERE name = 'pace'")
        subprocess.run([here.build + '/qiao-courier', '-c', here.data + '/etc/courier.hdf', '--once'], timeout=120)
    ok(db("SELECT 1 FROM published_quarter WHERE quarter = '%s'" % QUARTER), 'and makes the quarter')


def table(lang='zh'):
    reply = Browser(lang).get('/%s/figures.csv?quarter=%s' % (lang, QUARTER))
    has(reply.header('Content-Type'), 'text/csv', 'a file for everybody')
    return list(csv.reader(io.StringIO(reply.body.decode('utf-8-sig'))))[1:]


def of(rows, kind):
    return {r[1]: r[2:7] for r in rows if r[0] == said('zh', 'figures.' + kind)}


def numbers():
    rows = table()
    names = {c: journey.FORMALITIES[c]['Name']['zh'] for c, *_ in ROWS}
    rest = said('zh', 'figures.rest')
    same(rows[0][2:7], ['49', '24', '83%', '2', '3'], 'all of them: received, decided, on time, half and nine in ten within')
    same(of(rows, 'formality'), {
        names['cert-no-crime']: ['30', '8', '87%', '2', '4'],
        names['hukou-name-adult']: ['9', '6', '100%', '1', '1'],
        rest: ['10', '10', '70%', '2', '3']},
        'the two of a few are told with the next smallest, and each other by itself')
    same(of(rows, 'unit'), {
        '瓯海分中心': ['39', '17', '82%', '2', '4'], rest: ['10', '7', '85%', '1', '3']},
        'a site counts with its branch, and the one of a few goes with the next')
    same([(r[1], r[7]) for r in rows if r[0] == said('zh', 'figures.ratings')],
         [(said('zh', 'rating.level_5'), '20'), (said('zh', 'rating.level_4'), ''), (said('zh', 'rating.level_3'), '0'),
          (said('zh', 'rating.level_2'), ''), (said('zh', 'rating.level_1'), '0')],
         'two were dissatisfied: not told, nor what would tell it')


def alike():
    """Supervision, of the month in which all that happened, tells the same of who and what everybody reads."""
    chief = officer('supervisor')
    for kind, by in (('formality', 'formality'), ('unit', 'unit')):
        reply = chief.get('/desk/supervision.csv?by=%s&month=2025-05' % by)
        inside = {r[0]: [r[8], r[1], r[3], r[4], r[5]] for r in csv.reader(io.StringIO(reply.body.decode('utf-8-sig')))}
        outside = {name: row for name, row in of(table(), kind).items() if name != said('zh', 'figures.rest')}
        same({name: inside.get(name) for name in outside}, outside, 'by %s: received, decided, on time, half, nine in ten' % kind)


def attackers():
    """All that is published, and sums and differences of it."""
    rows = table()
    for kind in ('formality', 'unit'):
        found = [[int(n) for n in r[:2]] for r in of(rows, kind).values()]
        whole = [int(n) for n in rows[0][2:4]]
        same([sum(f[i] for f in found) for i in (0, 1)], whole, 'by %s they add up' % kind)
        ok(all(n == 0 or n >= LEAST for f in found for n in f), 'by %s no number of a few' % kind)
    before = table()
    db("INSERT INTO intake SELECT 999, submitted, unit, formality FROM intake WHERE application = 1; INSERT INTO outcome "
       "SELECT 999, decided, accepted, unit, officer, formality, is_late, is_granted, corrections FROM outcome WHERE "
       "application = 1")
    make()
    same(table(), before, 'one more does not move it: a quarter is made once')
    words = str(db("SELECT * FROM published_figure"))
    for secret in ('S-04', 'officer'):
        lacks(words, secret, 'nothing of %s in it' % secret)
    same(Browser().get('/zh/figures?quarter=2026-Q4').page.h1, said('zh', 'figures.title'), 'the running quarter is not to be had')
    for odd in ('quarter=zzzzzzz', 'quarter=1', 'quarter=2025-Q9', 'formality=x', 'unit=br-ouhai'):
        same(Browser().get('/zh/figures?' + odd).status, 200, '%s asks for nothing else' % odd)
    current = db_one("SELECT COUNT(*) FROM published_figure WHERE quarter > '%s'" % datetime.datetime.utcnow().strftime('%Y'))
    live = [r[0] for r in db('SELECT DISTINCT quarter FROM published_figure')]
    today = datetime.datetime.utcnow() + datetime.timedelta(hours=8)
    ok('%d-Q%d' % (today.year, (today.month + 2) // 3) not in live, 'nothing of the quarter that is running', live, current)
    for kind, code, received, decided in db("SELECT kind, code, received, decided FROM published_figure WHERE kind <> 'level'"):
        if not all(int(n) == 0 or int(n) >= LEAST for n in (received, decided)):
            ok(False, 'no number of a few: %s %s' % (kind, code))


def page():
    for lang in ('zh', 'en'):
        visitor = Browser(lang)
        reply = visitor.get('/%s/figures?quarter=%s' % (lang, QUARTER))
        same(reply.status, 200, '%s: anybody reads it' % lang)
        has(reply.header('Cache-Control'), 'public', 'and it may be kept')
        has(reply.page.main.text, journey.FORMALITIES['cert-no-crime']['Name'][lang], 'the table is there')
        ok(reply.page.links('/figures.csv'), 'with the file')
        for path in ('/', '/transparency'):
            has(visitor.get('/%s%s' % (lang, path)).text, 'href="/%s/figures"' % lang, '%s leads to it' % path)


def clean():
    put()
    db("DELETE FROM intake WHERE application < 1000; DELETE FROM outcome WHERE application < 1000; DELETE FROM rating "
       "WHERE application < 1000")


run(put, make, numbers, alike, attackers, page, clean)
