#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A correction of one answer that makes another needed, or a paper, or is wrong beside another: what follows is open with it."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import said

CODE = 'cert-no-crime'
ADDRESS = 'CN\n浙江省\n温州市\n瓯海区\n\n\n示例路 1 号\n'


def asked(lang, *fields, code=CODE):
    """A matter of which only these answers were asked for; who has it, its number, its page of the correction."""
    person = resident(lang)
    ref = journey.submitted(person, code, {'home_county': '330304'})
    journey.acted(officer('ouhai-1'), ref, 'correction', dict(
        {'item-field-' + f: True for f in fields}, **{'text-field-' + f: {'zh': '请改。', 'en': 'Change it.'}[lang] for f in fields}))
    return person, ref, '/%s/applications/%s/correction' % (lang, ref)


def form_of(person, ref, field, code=CODE):
    return person.get('/%s/applications/%s/form/%s' % (person.lang, ref, journey.page_of(code, field))).page.form('seen')


def names(form):
    return sorted({n.split('-')[0] for n in form.names} & set(journey.FIELDS))


def an_answer():
    for lang in ('zh', 'en'):
        person, ref, page = asked(lang, 'delivery')
        form = form_of(person, ref, 'delivery')
        same(names(form), ['delivery', 'mailing_address', 'recipient'], 'what it may make needed is open with it')
        reply = person.submit(form, {'delivery': 'post'})
        same(reply.status, 422, 'by post goes nothing without an address')
        for field in ('mailing_address', 'recipient'):
            ok(reply.page.error(field), 'which is said at the place for it: ' + field)
        links = [n['href'][1:] for n in reply.page.main.all('a') if n['href'].startswith('#f-')]
        ok(links and all(reply.page.one(id=i) for i in links), 'and each line of the summary leads to a place that is there', links)
        form = reply.page.form('seen')
        same(person.submit(form, journey.fill(form, {'delivery': 'post', 'mailing_address': ADDRESS, 'recipient': '林示例 13800000000'})).location,
             page, 'with one it is saved')
        shown = person.get(page).page
        has(shown.main.text, '示例路 1 号', 'and stands where it is read before it is sent')
        same((person.submit(shown.form(action='/correction')).status, journey.state(ref)), (303, 'submitted'), 'and sent')
        has(officer('ouhai-1').get('/desk/matters/' + ref).page.main.text, '示例路 1 号', 'the officer has it')


def a_paper():
    person, ref, page = asked('zh', 'delivery')
    papers = ('poa', 'proxy-id')
    for paper in papers:
        ok(not person.get(page).page.links('/materials/' + paper), 'nothing else is asked for: ' + paper)
    same(person.get('/zh/applications/%s/materials/id-proof-any' % ref).status, 404, 'nor open')
    person.submit(form_of(person, ref, 'delivery'), {'delivery': 'proxy'})
    shown = person.get(page).page
    ok(not shown.has_form(action='/correction'), 'it is not sent without the papers that this answer needs')
    for paper in papers:
        link = shown.links('/materials/' + paper)
        ok(link, 'each is asked for: ' + paper)
        person.submit(person.get(link[0]).page.form('files'), files=[photo('grey.jpg')])
    shown = person.get(page).page
    same(len(list(shown.main.all('img'))), 2, 'and is shown')
    same((person.submit(shown.form(action='/correction')).status, journey.state(ref)), (303, 'submitted'), 'then it is sent')
    person, ref, page = asked('zh', 'delivery')
    person.submit(form_of(person, ref, 'delivery'), {'delivery': 'proxy'})
    reply = person.post(page, [('token', person.token('/zh/settings')), ('once', once())])
    same((reply.status, journey.state(ref)), (422, 'correction'), 'nor past the page')


def a_day():
    person, ref, page = asked('en', 'period_from')
    form = form_of(person, ref, 'period_from')
    same(names(form), ['period_from', 'period_to'], 'the day that it is held against is open with it')
    later = (journey.today() + journey.datetime.timedelta(days=-1)).isoformat()
    reply = person.submit(form, journey.fill(form, {'period_from': later, 'period_to': '2010-01-01'}))
    same(reply.status, 422, 'a beginning after the end is told')
    links = [n['href'][1:] for n in reply.page.main.all('a') if n['href'].startswith('#f-')]
    ok(links and all(reply.page.one(id=i) for i in links), 'with a way to a place that is there', links)
    form = reply.page.form('seen')
    same(person.submit(form, journey.fill(form, {'period_from': '2010-01-01', 'period_to': later})).location, page, 'and both can be put right')
    same((person.submit(person.get(page).page.form(action='/correction')).status, journey.state(ref)), (303, 'submitted'), 'and sent')


def no_more():
    """A paper that was put in for an answer, and the answer is another one by now: it is seen, and may go."""
    person, ref, page = asked('zh', 'delivery')
    person.submit(form_of(person, ref, 'delivery'), {'delivery': 'proxy'})
    person.submit(person.get(person.get(page).page.links('/materials/proxy-id')[0]).page.form('files'), files=[photo('grey.jpg')])
    form = form_of(person, ref, 'delivery')
    same(person.submit(form, journey.fill(form, {'delivery': 'post', 'mailing_address': ADDRESS, 'recipient': '林示例 13800000000'})).location, page, 'by post after all')
    shown = person.get(page).page
    has(shown.main.text, said('zh', 'correction.no_more').split('，')[1], 'it is said that it is not needed any more')
    ok(shown.main.one('img') and shown.has_form(action='/correction'), 'it is seen before it is sent')
    paper = person.get(shown.links('/materials/proxy-id')[0]).page
    person.submit(person.get(paper.links('/remove')[0]).page.form(action='/remove'))
    ok(not person.get(page).page.main.one('img'), 'and can be removed')


def beside_each_other():
    """Two answers that may not be alike, or one before the other: what collides with the asked one is open."""
    for code, field, value, other, right in (
            ('hukou-name-adult', 'applicant_name', None, 'new_name', '陈别名'),
            ('cert-no-crime', 'applicant_idno', '330399200709101214', 'period_from', '2024-01-01')):
        person, ref, page = asked('zh', field, code=code)
        value = value or journey.FORMALITIES[code]['Example'][other]
        form = form_of(person, ref, field, code)
        reply = person.submit(form, journey.fill(form, {field: value}))
        if reply.status == 422:
            form = reply.page.form('seen')
            ok(form.input(other) or form.input(other + '-day'), '%s: %s is open on the same page' % (code, other), reply.page.main.text)
            reply = person.submit(form, journey.fill(form, {field: value, other: right}))
        else:
            shown = person.get(page).page
            ok(not shown.has_form(action='/correction'), '%s: it is not sent so' % code)
            has(shown.main.text, said('zh', 'correction.against').split('”')[1], 'and why')
            form = form_of(person, ref, other, code)
            reply = person.submit(form, journey.fill(form, {other: right}))
        same(reply.location, page, '%s: with another %s it is right' % (code, other))
        same((person.submit(person.get(page).page.form(action='/correction')).status, journey.state(ref)), (303, 'submitted'), 'and sent')


def one_after_another():
    """What does not fit an answer that was opened by another is open as well, and so what does not fit that."""
    person = resident('zh')
    ref = journey.submitted(person, CODE, {'home_county': '330304', 'applicant_idno': '', 'passport_no': 'EA1234567', 'period_from': '1995-06-12'})
    page = '/zh/applications/%s/correction' % ref
    journey.acted(officer('ouhai-1'), ref, 'correction', {'item-field-passport_no': True, 'text-field-passport_no': '请填身份证号码。'})
    same(person.get('/zh/applications/%s/form/%s' % (ref, journey.page_of(CODE, 'period_from'))).status, 303, 'the period is not asked for')
    person.submit(form_of(person, ref, 'passport_no'), {'passport_no': '', 'applicant_idno': '330399198506121135'})
    shown = person.get(page).page
    ok(not shown.has_form(action='/correction') and shown.links('/form/' + journey.page_of(CODE, 'period_from')), 'it does not fit now, and is open')
    form = form_of(person, ref, 'period_from')
    same(names(form), ['period_from'], 'and nothing else there')
    same(person.submit(form, journey.fill(form, {'period_from': '2001-06-12'})).location, page, 'it is put right')
    shown = person.get(page).page
    ok(shown.links('/form/' + journey.page_of(CODE, 'period_from')), 'and may be looked at again before it is sent')
    same((person.submit(shown.form(action='/correction')).status, journey.state(ref)), (303, 'submitted'), 'and sent')
    offered = {n['name'] for n in officer('ouhai-1').get('/desk/matters/%s/correction' % ref).page.main.all('input') if n['name'].startswith('item-')}
    same(offered, {'item-field-' + f for f in ('passport_no', 'applicant_idno', 'period_from')}, 'a second notice may be about all that was changed')


def on_one_page():
    """Another number, which neither end of the period fits: both can be put right on their page."""
    for lang in ('zh', 'en'):
        person = resident(lang)
        ref = journey.submitted(person, CODE, {'home_county': '330304', 'period_from': '2001-06-12', 'period_to': '2015-03-03'})
        page = '/%s/applications/%s/correction' % (lang, ref)
        journey.acted(officer('ouhai-1'), ref, 'correction', {'item-field-applicant_idno': True, 'text-field-applicant_idno': {'zh': '请核对。', 'en': 'Check it.'}[lang]})
        same(person.submit(form_of(person, ref, 'applicant_idno'), {'applicant_idno': '330399200709101214'}).location, page, 'saved')
        form = form_of(person, ref, 'period_from')
        same(names(form), ['period_from'], 'the beginning does not fit')
        reply = person.submit(form, journey.fill(form, {'period_from': '2022-01-01'}))
        same((reply.status, [f for f in ('period_from', 'period_to') if reply.page.error(f)]), (422, ['period_to']), 'then the end does not')
        form = reply.page.form('seen')
        same((names(form), form.value('period_to-year')), (['period_from', 'period_to'], '2015'), 'and is there, as it was')
        links = [n['href'][1:] for n in reply.page.main.all('a') if n['href'].startswith('#f-')]
        ok(links and all(reply.page.one(id=i) for i in links), 'each line of the summary leads to a place that is there', links)
        for wrong in ({'period_from-month': '13'}, {'period_from-year': ''}):
            reply = person.submit(form, dict(journey.fill(form, {'period_from': '2022-01-01', 'period_to': '2023-01-01'}), **wrong))
            again = reply.page.form('seen')
            same((reply.status, names(again), again.value('period_to-year')), (422, ['period_from', 'period_to'], '2023'), 'what is typed there stays')
        same(person.submit(form, journey.fill(form, {'period_from': '2023-06-01', 'period_to': '2024-01-01'})).location, page, 'both are put right')
        same((person.submit(person.get(page).page.form(action='/correction')).status, journey.state(ref)), (303, 'submitted'), 'and sent')


def put_back():
    """An answer that was changed for another one is seen and open until all is sent, though that is again what it was."""
    person, ref, page = asked('zh', 'applicant_idno')
    form = form_of(person, ref, 'period_from')
    reply = person.submit(form, journey.fill(form, {'period_from': journey.today().isoformat()}))
    form, end = reply.page.form('seen'), (journey.today() + journey.datetime.timedelta(days=-2)).isoformat()
    same((reply.status, names(form)), (422, ['period_from', 'period_to']), 'the end does not fit')
    same(person.submit(form, journey.fill(form, {'period_from': '2002-01-01', 'period_to': end})).location, page, 'both are changed')
    form = form_of(person, ref, 'period_from')
    same(person.submit(form, journey.fill(form, {'period_from': journey.FORMALITIES[CODE]['Example']['period_from']})).location, page, 'one is put back')
    shown = person.get(page).page
    has(shown.main.text, said('zh', 'correction.with').split('”')[1], 'the other is seen')
    same(names(form_of(person, ref, 'period_from')), ['period_from', 'period_to'], 'and may be put back as well')


def never_put_in():
    """A paper that was not needed, and is asked for now: nobody is told to photograph it again."""
    person = resident('zh')
    ref = journey.submitted(person, CODE, {'home_county': '330304'})
    journey.acted(officer('ouhai-1'), ref, 'correction', {
        'item-material-' + m: True for m in ('poa', 'id-proof-any')} | {'text-material-' + m: '请补。' for m in ('poa', 'id-proof-any')})
    shown = person.get('/zh/applications/%s/correction' % ref).page
    for paper, word in (('poa', 'check.add_paper'), ('id-proof-any', 'correction.photo')):
        link = [n.text for n in shown.main.all('a') if n['href'].endswith('/materials/' + paper)]
        ok(len(link) == 1 and link[0].startswith(said('zh', word)), 'it is called what it is: ' + paper, link)


run(an_answer, a_paper, a_day, no_more, beside_each_other, one_after_another, on_one_page, put_back, never_put_in)
