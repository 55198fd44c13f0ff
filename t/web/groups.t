#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions of several inputs (dates, times, addresses, telephone numbers): the mistake is told at the
input where it is. Without script the parts of an address say for which country they are."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey
from journey import FORMALITIES, said

HOME = {'province': '浙江省', 'city': '温州市', 'county': '瓯海区', 'detail': '丽岙街道1号'}
LONG = '路' * 101

# formality, field, its inputs' values, the wrong input (None: all of them) and what is said
DATES = (
    ('2001', '6', '', 'day', 'date.no_day'), ('2001', '', '12', 'month', 'date.no_month'),
    ('', '6', '12', 'year', 'date.no_year'), ('85', '6', '12', 'year', 'date.year'),
    ('2001', '13', '12', 'month', 'date.month'), ('2001', 'x', '12', 'month', 'date.digits'),
    ('2001', '6', 'x', 'day', 'date.digits'), ('2001', '2', '30', 'day', 'date.unreal'),
    ('2101', '6', '12', None, 'date.future'), ('', '', '', None, 'empty'))
ADDRESSES = (
    ('dl-contact-change', 'new_address', {}, 'country', 'empty'),
    ('dl-contact-change', 'new_address', HOME, 'country', 'address.no_country'),
    ('dl-contact-change', 'new_address', dict(HOME, country='CN', city=''), 'city', 'address.no_city'),
    ('dl-contact-change', 'new_address', dict(HOME, country='CN', postcode='12'), 'postcode', 'address.postcode'),
    ('dl-contact-change', 'new_address', dict(HOME, country='CN', village='a\u200bb'), 'village', 'hidden'),
    ('dl-contact-change', 'new_address', {'country': 'IT'}, 'line1', 'empty'),
    ('dl-contact-change', 'new_address', dict(HOME, country='IT'), 'line1', 'address.no_line'),
    ('dl-contact-change', 'new_address', {'country': 'IT', 'line1': 'Via Sarpi 1', 'line3': LONG}, 'line3', 'address.long'),
    ('cert-no-crime', 'mailing_address', dict(HOME, county=''), 'county', 'address.no_county'),
    ('cert-no-crime', 'mailing_address', dict(HOME, detail=''), 'detail', 'address.no_detail'))
PHONES = (({'': '3331234567', 'country': ''}, 'country', 'phone.country'),
          ({'': '12x', 'country': 'IT'}, 'number', 'phone.digits'), ({'': '', 'country': ''}, 'number', 'empty'))
TIMES = (({'hour': ''}, 'hour', 'datetime.no_hour'), ({'hour': '25'}, 'hour', 'datetime.clock'),
         ({'minute': '77'}, 'minute', 'datetime.clock'), ({'day': '40'}, 'day', 'date.unreal'))


class Drafts:
    """One draft of each formality, and its pages."""

    def __init__(self, lang):
        self.browser, self.refs = resident(lang), {}

    def page(self, code, field):
        if code not in self.refs:
            self.refs[code] = journey.ref_of(journey.begin(self.browser, code))
        return self.browser.get('/%s/applications/%s/form/%s' % (
            self.browser.lang, self.refs[code], journey.page_of(code, field))).page

    def sent(self, code, field, values, more=None):
        """The page as it comes back when the inputs of a field have these values."""
        form = self.page(code, field).form()
        typed = {n['name']: '' for n in form.inputs if n['type'] != 'radio' and
                 (n['name'] == field or n['name'].startswith(field + '-'))}
        typed.update({field + '-' + part if part else field: value for part, value in values.items()})
        return self.browser.submit(form, dict(typed, **(more or {})))


def told_there(answer, lang, field, part, key, what):
    page = answer.page
    text = said(lang, 'field.' + key)
    group = [n for n in page.form().inputs if n['name'] == field or n['name'].startswith(field + '-')]
    marked = [n for n in group if n['aria-invalid'] == 'true']
    wrong = [n for n in group if part in (None, 'number') or n['name'] == field + '-' + part]
    if part == 'number':
        wrong = [n for n in group if n['name'] == field]
    what = '%s (%s)' % (what, lang)
    has(page.error(field) or '', text, '%s: beside the field' % what)
    links = [a for a, words in page.summary if text in words and re.match('#f-%s(-|$)' % field, a)]
    same(links, ['#' + wrong[0]['id']], '%s: the summary leads to the input' % what)
    same([n['name'] for n in marked], [n['name'] for n in wrong], '%s: that one is marked' % what)
    same([n['name'] for n in group if any(c.endswith('--error') for c in n['class'].split())],
         [n['name'] for n in wrong], '%s: and red' % what)
    hint = ['h-' + field] if 'h-' + field in page.ids else []
    ok(all(n['aria-describedby'].split() == hint + ['e-' + field] for n in marked),
       '%s: which hears the hint and the mistake' % what, *[n.attrs for n in marked])


def dates():
    for lang in ('zh', 'en'):
        drafts = Drafts(lang)
        for year, month, mday, part, key in DATES:
            answer = drafts.sent('cert-no-crime', 'period_from', {'year': year, 'month': month, 'day': mday})
            told_there(answer, lang, 'period_from', part, key, 'a date of %s/%s/%s' % (year, month, mday))
        for values, part, key in TIMES:
            whole = {'year': '2020', 'month': '3', 'day': '1', 'hour': '9', 'minute': '30'}
            answer = drafts.sent('report-crime', 'event_date', dict(whole, **values))
            told_there(answer, lang, 'event_date', part, key, 'a time with %s' % values)


def addresses():
    for lang in ('zh', 'en'):
        drafts = Drafts(lang)
        for code, field, values, part, key in ADDRESSES:
            posted = {'delivery': 'post', 'recipient': '林样本'} if field == 'mailing_address' else None
            answer = drafts.sent(code, field, values, posted)
            told_there(answer, lang, field, part, key, 'an address with %s' % str(values)[:60])
        for values, part, key in PHONES:
            answer = drafts.sent('dl-contact-change', 'new_phone', values)
            told_there(answer, lang, 'new_phone', part, key, 'a number of %s' % values)


def which_parts():
    """Each part of an address is in a group of its own, which says for which country it is."""
    for lang in ('zh', 'en'):
        drafts = Drafts(lang)
        page = drafts.page('dl-contact-change', 'new_address')
        cases = {n['data-value']: n for n in page.all('fieldset') if n['data-needs'] == 'new_address-country'}
        same(sorted(cases), ['!CN', 'CN'], 'two cases (%s)' % lang)
        for value, key, inputs in (('CN', 'address_home', ['province', 'city', 'county', 'street', 'village', 'detail']),
                                   ('!CN', 'address_abroad', ['line1', 'line2', 'line3', 'line4'])):
            same(cases[value].one('legend').text, said(lang, 'layout.' + key), 'the first line says which')
            same([n['name'] for n in cases[value].all('input')], ['new_address-' + part for part in inputs], 'what is in it')
        answer = drafts.sent('dl-contact-change', 'new_address', {'country': 'IT', 'line1': 'Via Sarpi 1', 'postcode': '20154'},
                             {'new_phone': '3331234567', 'new_phone-country': 'IT'})
        same(answer.status, 303, 'an address abroad is taken with what is for it')
        same(drafts.page('dl-contact-change', 'new_address').form().value('new_address-line1'), 'Via Sarpi 1', 'and stays')


def sign_in_country():
    visitor = Browser()
    answer = visitor.submit(visitor.get('/en/sign-in').page.form('contact'), {'contact': '3331234567'})
    same([a for a, _ in answer.page.summary], ['#f-country'], 'a number without a country: the country is asked for')
    same(answer.page.form('contact').input('country')['aria-invalid'], 'true', 'and marked')


def no_colon_after_a_question():
    odd = re.compile('[?？.。!！][:：]')
    for lang in ('zh', 'en'):
        drafts = Drafts(lang)
        for code, field in (('cert-no-crime', 'delivery'), ('tr-hotline', 'question'), ('hukou-name-adult', 'passport_holder')):
            answer = drafts.sent(code, field, {})
            label = journey.field_of(FORMALITIES[code], field)['Label'][lang]
            told = [words for a, words in answer.page.summary if a == '#f-' + field]
            ok(told and told[0].startswith(label), 'the summary says which question: %s' % label, *answer.page.summary)
            check = drafts.browser.get('/%s/applications/%s/check' % (lang, drafts.refs[code])).page
            has(check.main.text, label, 'and so do the gaps')
            for page in (answer.page, check):
                same(odd.findall(page.main.text), [], 'a question is not followed by a colon')
            if lang == 'en':
                has(check.main.text, label + ' ' if label[-1] == '?' else label + ': ', 'there is a blank between')


run(dates, addresses, which_parts, sign_in_country, no_colon_after_a_question)
