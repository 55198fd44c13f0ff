#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page's own hint rules out is not saved: dates beyond their bounds, a period before the 14th
birthday, a new name that is the present one."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey


def later(**by):
    """A day from today in Wenzhou."""
    return journey.today() + journey.datetime.timedelta(**by)


def year_ago(years, days=0):
    day = journey.today()
    try:
        day = day.replace(year=day.year - years)
    except ValueError:
        day = day.replace(year=day.year - years, day=28)
    return day + journey.datetime.timedelta(days=days)


def said_day(lang, day):
    return '%d年%d月%d日' % (day.year, day.month, day.day) if lang == 'zh' else \
        '%d %s %d' % (day.day, journey.said('en', 'time.month_%d' % day.month), day.year)


def page_of(browser, code, field):
    """A new draft's page with that field, the ones before it answered."""
    reply = journey.begin(browser, code)
    example = journey.FORMALITIES[code]['Example']
    while not any(n == field or n.startswith(field + '-') for n in reply.page.form().names):
        reply = browser.send(reply.page.form(), journey.fill(reply.page.form(), example))
    return reply.page.form(), journey.fill(reply.page.form(), example)


def dates():
    for code, field, cases in (
            ('dl-defer-renew', 'expiry_date', ((year_ago(1, -1), 'early', year_ago(1)), (year_ago(1), None, None),
                                               (later(days=365 * 12), 'late', None))),
            ('dl-renew', 'expiry_date', ((year_ago(1, -1), 'early', year_ago(1)), (later(days=90), None, None),
                                         (later(days=91), 'late', later(days=90)))),
            ('hukou-birth-home', 'child_birth', ((year_ago(18, -1), 'early', year_ago(18)), (later(days=1), 'future', None),
                                                 (later(days=-3), None, None))),
            ('cert-no-crime', 'period_from', ((journey.datetime.date(1899, 12, 31), 'early',
                                               journey.datetime.date(1900, 1, 1)),)),
            ('cert-no-crime-foreigner', 'period_from', ((journey.datetime.date(1899, 12, 31), 'early',
                                                         journey.datetime.date(1900, 1, 1)),))):
        for lang in ('zh', 'en'):
            for day, wrong, bound in cases:
                browser = resident(lang)
                form, typed = page_of(browser, code, field)
                reply = browser.submit(form, dict(typed, **journey.inputs_of(field, str(day))))
                if not wrong:
                    same(reply.status, 303, '%s: %s %s is taken (%s)' % (code, field, day, lang))
                    continue
                told = reply.page.error(field) or ''
                words = journey.said(lang, 'field.date.' + wrong).split('{1}')[0]
                ok(reply.status == 422 and words in told and (not bound or said_day(lang, bound) in told),
                   '%s: %s %s is too %s, and told until when (%s)' % (code, field, day, wrong, lang), reply.status, told)


def too_young():
    browser = resident()
    form, typed = page_of(browser, 'cert-no-crime', 'period_from')      # born on 12 June 1985
    for day, status in (('1999-06-11', 422), ('1999-06-12', 303)):
        reply = browser.submit(form, dict(typed, **journey.inputs_of('period_from', day)))
        same(reply.status, status, 'the record of somebody born on 1985-06-12, from %s on' % day)
        if status == 422:
            has(reply.page.error('period_from') or '', journey.FIELDS['applicant_idno']['Label']['zh'], 'told by which number')
            form = reply.page.form()


def same_name():
    for lang in ('zh', 'en'):
        browser = resident(lang)
        form, typed = page_of(browser, 'hukou-name-adult', 'new_name')
        name = journey.FORMALITIES['hukou-name-adult']['Example']['applicant_name']
        reply = browser.submit(form, dict(typed, new_name=name))
        ok(reply.status == 422 and journey.said(lang, 'field.unlike').split('{1}')[0] in (reply.page.error('new_name') or ''),
           'the present name is no new one (%s)' % lang, reply.status, reply.page.error('new_name'))
        same(browser.submit(reply.page.form(), {'new_name': '陈示新'}).status, 303, 'another one is')


def beyond_the_plane():
    """A browser cuts by units of UTF-16, of which 𠮷 has two: what is too long is said here, and nothing is cut."""
    browser = resident()
    form, typed = page_of(browser, 'cert-no-crime', 'applicant_name')
    most = int(form.input('applicant_name')['maxlength'])
    same(most, 50, 'a name of 25 characters may have 50 units')
    same(browser.submit(form, dict(typed, applicant_name='𠮷' * 25)).status, 303, '25 times 𠮷 is a name')
    form, typed = page_of(browser, 'dl-defer-renew', 'applicant_name')
    long = browser.submit(form, dict(typed, applicant_name='𠮷' * 26))
    ok(long.status == 422 and long.page.error('applicant_name'), '26 times is told to be too long', long.status)


def a_country_nobody_asks_for():
    """Where only the mainland is meant there is no country to choose: the error leads to an input that is there."""
    code = next(c for c, f in journey.FORMALITIES.items() if any(
        'previous_hukou' in p.get('Fields', {}).values() for p in f['Pages'].values()))
    for lang in ('zh', 'en'):
        browser = resident(lang)
        form, typed = page_of(browser, code, 'previous_hukou')
        reply = browser.post(form.action, form.pairs(typed) + [('previous_hukou-country', 'IT')])
        told = [href for href, text in reply.page.summary if journey.said(lang, 'field.address.mainland') in text]
        same((reply.status, len(told)), (422, 1), '%s: only the mainland (%s)' % (code, lang))
        ok(told and reply.page.one(id=told[0].lstrip('#')), 'and the link leads to an input', told)


def inputs(code, field, value):
    """As it is typed: a date's parts, or the words."""
    return journey.inputs_of(field, value) if journey.FIELDS[field]['Type'] in ('date', 'datetime') else {field: value}


def hints():
    """What a hint states: the wrong answer, the key of what is said, what has to stand in it, a right answer."""
    sunday = later(days=7 + 6 - later().weekday())
    for code, field, wrong, key, bound, right in (
            ('hukou-birth-home', 'birth_cert_no', '330000001', 'text.form', 'A123456789', 'r330 000 001'),
            ('frozen-account', 'account_tail', '123', 'text.form', '1234', '0427'),
            ('cert-hukou-cancelled', 'cancel_year', str(later().year + 1), 'year.late', str(later().year), '2008'),
            ('cert-hukou-cancelled', 'cancel_year', '1900', 'year.early', '1949', '2008'),
            ('event-permit', 'attendance', '6000', 'number.large', '4,999', '1500'),
            ('event-permit', 'event_from', '%sT01:00Z' % later(days=18), 'date.early', None, None),
            ('counter-booking', 'visit_slot', '%sT02:00Z' % sunday, 'datetime.closed', None, None),
            ('counter-booking', 'visit_slot', journey.value_of('open+14T09:00Z'), 'datetime.closed', None, None),
            ('counter-booking', 'visit_slot', journey.value_of('open+190T02:00Z'), 'date.late', None, journey.value_of('open+14T02:00Z')),
            ('dl-restore', 'exam_slot', '%sT02:00Z' % later(days=370), 'date.late', None, journey.value_of('today+14T02:00Z')),
            ('dl-medical-submit', 'exam_date', str(later(days=-200)), 'date.early', None, None),
            ('passport-lost', 'loss_date', '1980-01-01', 'unborn', None, None),
            ('id-replace-online', 'recipient', '林示例', 'text.no_phone', None, '林示例 138 0013 8000'),
            ('id-replace-online', 'recipient', '13800138000', 'text.no_name', None, '林示例 13800138000'),
            ('cert-abnormal-death', 'agent_idno', '330399199305204246', 'unlike', None, '330399197508182260'),
            ('dl-defer-renew', 'defer_until', str(later(days=1)), 'before', None, None)):
        for lang in ('zh', 'en'):
            browser = resident(lang)
            form, typed = page_of(browser, code, field)
            reply = browser.submit(form, dict(typed, **inputs(code, field, wrong)))
            told, words = reply.page.error(field) or '', journey.said(lang, 'field.' + key).split('{1}')[0]
            ok(reply.status == 422 and words in told and (not bound or bound in told),
               '%s: %s of %s is refused (%s)' % (code, field, wrong, lang), reply.status, told)
            if right:
                same(browser.submit(reply.page.form(), dict(typed, **inputs(code, field, right))).status, 303,
                     'and %s is taken' % right)


run(dates, too_young, same_name, beyond_the_plane, a_country_nobody_asks_for, hints)
