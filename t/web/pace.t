#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Beside what is promised, the guide says what it really takes."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
from journey import FORMALITIES, said

LEAST = 20


def days(lang, n):
    return said(lang, 'pace.day') if n <= 1 else said(lang, 'pace.days').replace('{1}', str(n))


def paces():
    return {code: tuple(map(int, numbers)) for code, *numbers in
            db('SELECT formality, decided, half, most FROM formality_pace')}


def sentence(lang, decided, half, most):
    first = said(lang, 'pace.half').replace('{1}', str(decided)).replace('{2}', days(lang, half))
    return said(lang, 'pace.both').replace('{1}', first).replace('{2}', said(lang, 'pace.most').replace('{1}', days(lang, most)))


def is_said(code, pace):
    """Not with fewer than twenty, nor where another department decides."""
    return pace[0] >= LEAST and FORMALITIES[code]['Mode'] != 'transfer'


def says(lang, code):
    """Whether the guide says what the table has now."""
    text = Browser(lang).get('/%s/formalities/%s' % (lang, code)).page.main.text
    pace = paces()[code]
    return sentence(lang, *pace) in text if is_said(code, pace) else said(lang, 'pace.half').split('{')[0] not in text


def shown():
    """The table's numbers, in the words of the page; a worker reads them anew every minute."""
    ok(paces().get('cert-no-crime', (0,))[0] >= LEAST, 'the sample matters make a pace', paces())
    for lang in ('zh', 'en'):
        for code, pace in sorted(paces().items()):
            ok(wait_until(lambda: says(lang, code), 70), '%s, %s: %s' % (
                code, lang, sentence(lang, *pace) if is_said(code, pace) else 'nothing'))


def true():
    """Counted once more from the decisions that supervision counts."""
    rows = db("SELECT COUNT(*) FROM outcome WHERE formality = 'cert-no-crime' AND decided > NOW() - INTERVAL 91 DAY")
    decided = int(db_one("SELECT decided FROM formality_pace WHERE formality = 'cert-no-crime'"))
    ok(0 < decided <= int(rows[0][0]), 'as many as were decided', decided, rows)
    half, most = map(int, db("SELECT half, most FROM formality_pace WHERE formality = 'cert-no-crime'")[0])
    ok(0 <= half <= most, 'half of them not later than nine in ten', half, most)


def by_law(lang, limit):
    """The sentence on the law's days, or None where none is said."""
    n, is_calendar = limit['Law'], limit['LawUnit'] == 'calendar'
    if limit.get('LawUnsaid') == '1' or n == '0':
        return None
    if limit.get('LawUsual') == '1':
        return said(lang, 'guide.law_usual').replace('{1}', n)
    return said(lang, 'guide.law_one') if n == '1' and not is_calendar else \
        said(lang, 'guide.law_calendar' if is_calendar else 'guide.law').replace('{1}', n)


def both_limits():
    """A guide tells the promise and the law's days, also where they are the same."""
    for code in ('exitentry-record', 'dl-renew', 'id-loss-report', 'id-replace-online', 'cert-no-crime') + tuple(
            code for code, f in FORMALITIES.items() if f['Limit'].get('LawUnsaid') == '1'):
        f = FORMALITIES[code]
        for lang in ('zh', 'en'):
            text, want = Browser(lang).get('/%s/formalities/%s' % (lang, code)).page.main.text, by_law(lang, f['Limit'])
            if want:
                has(text, want, '%s (%s): by law %s %s days, promised %s' % (
                    code, lang, f['Limit']['Law'], f['Limit']['LawUnit'], f['Limit']['Promise']))
            else:
                lacks(text, said(lang, 'guide.law').split('{')[0], '%s (%s) tells no law' % (code, lang))


run(shown, true, both_limits)
