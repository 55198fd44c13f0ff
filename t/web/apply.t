#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Applying without script: wrong values of every type, hostile text, another language half-way, another
phone. golden.t applies for each of the formalities."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FIELDS, FORMALITIES, said


def front_page():
    for accept, want in (('zh-CN,zh;q=0.9,en;q=0.8', '/zh/'), ('en-US,en;q=0.9', '/en/'),
                         ('it-IT,it;q=0.9', '/it/'), ('es-AR,en;q=0.5', '/es/'), ('wuu;q=0.5,fr;q=0.1', '/zh/'),
                         ('fr-FR,fr;q=0.9', '/en/'), ('de', '/en/'), ('*', '/zh/'), ('', '/zh/'), (None, '/zh/')):
        reply = Browser().ask('GET', '/', headers={'Accept-Language': accept})
        same((reply.status, reply.location), (303, want), '/ with Accept-Language %s' % accept)


def wrong_values():
    for lang in ('zh', 'en'):
        browser = resident(lang)
        reply = journey.begin(browser, 'cert-no-crime')
        ref = journey.ref_of(reply)
        saved = db_one("SELECT HEX(answers) FROM application WHERE ref = '%s'" % ref)
        typed = {'applicant_name': '林示例', 'applicant_idno': '330399198506121134', 'home_county': ''}
        again = browser.submit(reply.page.form(), typed)
        same(again.status, 422, 'wrong values are 422 (%s)' % lang)
        same(again.page.form().value('applicant_name'), '林示例', 'what was right is still there')
        same(again.page.form().value('applicant_idno'), '330399198506121134', 'what was wrong too')
        has(again.page.error('applicant_idno') or '', journey.said(lang, 'field.idno.checksum'),
            'beside the field it says what is wrong')
        has(again.page.error('home_county') or '', journey.said(lang, 'field.choose'), 'beside the other as well')
        same(again.page.error('applicant_name'), None, 'and nothing beside what is right')
        same([(a, a.lstrip('#') in again.page.ids) for a, t in again.page.summary],
             [('#f-applicant_idno', True), ('#f-home_county', True)],
             'the summary links to each, in order')
        field = again.page.form().input('applicant_idno')
        ok(field['aria-invalid'] == 'true' and 'e-applicant_idno' in field['aria-describedby'].split(),
           'a screen reader is told', field.attrs)
        ok(again.page.title.startswith(again.page.one(class_='govuk-error-message').one(
            class_='govuk-visually-hidden').text), 'and so by the title', again.page.title)
        same(db_one("SELECT HEX(answers) FROM application WHERE ref = '%s'" % ref), saved,
             'nothing was saved')
        typed = dict(typed, applicant_idno='３３０３９９ 198506121135', home_county='330304')
        done = browser.submit(again.page.form(), typed)
        ok(done.status == 303 and '/form/' in done.location, 'mended on the page itself, it goes on',
           done.status)
        back = browser.get('/%s/applications/%s/form/you' % (lang, ref)).page.form()
        same(back.value('applicant_idno'), '330399198506121135', 'stored in its plain form')
        form = browser.get('/%s/applications/%s/form/delivery' % (lang, ref)).page.form()
        summary = browser.submit(form).page.summary
        label = FIELDS['delivery']['Label'][lang]
        ok([t for _, t in summary if t.startswith(label)] and not [t for _, t in summary if re.search('[?？][:：]', t)],
           'behind a label that asks stands no colon', summary)


def other_script():
    """A name in the other script is sent to where this page has a place for it, and to none that is not there."""
    cases = (('cert-no-crime', 'applicant_name', 'Lin Xiaoqiao', 'name_zh.latin', None),
             ('consult', 'applicant_name', 'Lin Xiaoqiao', 'name_zh.latin', 'name_abroad'),
             ('cert-no-crime-foreigner', 'name_abroad', '林小桥', 'name_latin.hanzi', None),
             ('consult', 'name_abroad', '林小桥', 'name_latin.hanzi', 'applicant_name'))
    for lang in ('zh', 'en', 'it', 'es'):
        browser = resident(lang)
        for code, field, typed, key, place in cases:
            page = browser.submit(journey.begin(browser, code).page.form(), {field: typed}).page
            want = said(lang, 'field.%s%s' % (key, '' if place else '_alone'))
            if place:
                want = want.replace('{1}', journey.field_of(FORMALITIES[code], place)['Label'][lang])
            ok(page.error(field).endswith(want), '%s in %s of %s (%s)' % (typed, field, code, lang), page.error(field), want)


def at_once():
    """A name that is wrong, and neither of two numbers: told together, and so in the order of the page."""
    for lang in ('zh', 'en'):
        browser = resident(lang)
        again = browser.submit(journey.begin(browser, 'hukou-cancel-death-home').page.form(),
                               {'applicant_name': 'Lin', 'applicant_idno': '', 'passport_no': '', 'home_county': ''})
        same([a for a, _ in again.page.summary], ['#f-applicant_name', '#f-applicant_idno', '#f-home_county'],
             'a wrong name, a number that is missing and a county are told at once (%s)' % lang)
        again = browser.submit(again.page.form(), {'applicant_name': '林示例', 'applicant_idno': '', 'passport_no': '+', 'home_county': '330304'})
        same([a for a, _ in again.page.summary], ['#f-passport_no'], 'but that it is missing not beside one that is wrong (%s)' % lang)


WRONG = {'idno': '11010119900230123X', 'name_zh': 'Lin', 'name_latin': '林', 'date': ('2023', '2', '30'),
         'datetime': ('2023', '2', '30'), 'select': '', 'licence': '12', 'passport': '+',
         'licence_file': '12', 'permit_hkmo': '12', 'permit_tw': '12', 'permit_mtp': '12',
         'plate': '浙I', 'vin': '12', 'usc': '12', 'url': 'file:///etc/passwd', 'phone': '12',
         'number': '12.5', 'country': '', 'text': '内\u202e容', 'textarea': '', 'address': '', 'bool': False}


def can_be_wrong(formality, field):
    kind = FIELDS[field]['Type']
    own = dict(FIELDS[field], **formality.get('Field', {}).get(field, {}))
    return own.get('Agreement') == '1' if kind == 'bool' else bool(WRONG[kind]) or own.get('Optional') != '1'


def wrong_inputs(form, field):
    kind = FIELDS[field]['Type']
    if kind in ('date', 'datetime'):
        return dict(zip((field + '-year', field + '-month', field + '-day'), WRONG[kind]))
    if kind == 'address':
        return {name: '' for name in (field + '-detail', field + '-line1') if name in form.names}
    return {field: WRONG[kind]}


def every_type_refuses():
    """A wrong value of each type that the catalogue uses, on its real page."""
    kinds = {FIELDS[x]['Type'] for f in FORMALITIES.values() for p in f['Pages'].values()
             for x in p['Fields'].values()}
    browser, seen = resident('zh'), set()
    for code, f in FORMALITIES.items():
        fields = [x for p in f['Pages'].values() for x in p['Fields'].values() if can_be_wrong(f, x)]
        if not {FIELDS[x]['Type'] for x in fields} - seen:
            continue
        reply = journey.begin(browser, code)
        while '/form/' in reply.path:
            form, page = reply.page.form(), reply.path.rsplit('/', 1)[1]
            typed = journey.fill(form, f['Example'])
            for field in f['Pages'][page]['Fields'].values():
                kind = FIELDS[field]['Type']
                if kind in seen or field not in fields:
                    continue
                seen.add(kind)
                again = browser.submit(form, dict(typed, **wrong_inputs(form, field)))
                ok(again.status == 422 and again.page.error(field),
                   'a wrong %s (%s, %s) is told beside it' % (kind, code, field), again.status,
                   again.status == 422 and again.page.summary)
            reply = browser.send(form, typed)
    same(sorted(kinds - seen), [], 'all types were tried')


def hostile_text():
    """What looks like markup or a template is shown as it was typed."""
    browser = resident('en')
    reply = journey.begin(browser, 'id-replace-online')
    text = '"><script>x</script><?cs var:T ?>{1} \U00020bb7\U0002b81c 䶮·'
    while '/form/' in reply.path:
        form = reply.page.form()
        typed = journey.fill(form, FORMALITIES['id-replace-online']['Example'])
        for name in ('recipient', 'mailing_address-detail'):
            if name in form.names:
                typed[name] = text
        answer = browser.submit(form, typed)
        if answer.status == 422:
            same(answer.page.form().value('recipient') or answer.page.form().value(
                'mailing_address-detail'), text, 'hostile text comes back as it was')
            break
        back = browser.get(reply.path).page.form()
        for name in ('recipient', 'mailing_address-detail'):
            if name in form.names:
                same(back.value(name), text, 'hostile text in %s is stored and shown as it was' % name)
        reply = browser.follow(answer)


def language_half_way():
    """The draft goes on in the other language, on another phone, where it stopped."""
    browser = resident('zh')
    reply = journey.begin(browser, 'cert-no-crime')
    ref = journey.ref_of(reply)
    form = reply.page.form()
    reply = browser.send(form, journey.fill(form, FORMALITIES['cert-no-crime']['Example']))
    second = reply.path
    # on a page with a form the language is a button of it, so that nothing typed is lost (kept.t)
    other = next(n['href'] or n['formaction'] for n in reply.page.all('a', 'button', lang='en'))
    same(other, second.replace('/zh/', '/en/'), 'the page leads to itself in English')
    page = browser.get(other).page
    ok(page.lang == 'en' and FORMALITIES['cert-no-crime']['Pages'][second.rsplit('/', 1)[1]]['en'] in page.h1,
       'which asks the same in English', page.lang, page.h1)
    phone = resident('en', browser.contact)
    listed = phone.get('/en/applications').page.links('/applications/' + ref)
    ok(listed, 'another phone has the draft in its list')
    reply = phone.go(listed[0])
    same(reply.path, second.replace('/zh/', '/en/'), 'and opens it where it stopped')
    form = phone.get('/en/applications/%s/form/you' % ref).page.form()
    same((form.value('applicant_name'), form.value('home_county')), ('林示例', '330304'),
         'with what was saved')
    reply = journey.answer_pages(phone, reply, FORMALITIES['cert-no-crime']['Example'])
    journey.add_papers(phone, ref, FORMALITIES['cert-no-crime'])
    change = next(a for a in phone.get('/en/applications/%s/check' % ref).page.links('/form/')
                  if '/' + journey.page_of('cert-no-crime', 'destination') in a)
    form = phone.get(change).page.form()
    reply = phone.send(form, {'destination': 'ES'})
    same(reply.path, '/en/applications/%s/check' % ref, 'a changed answer leads back to the check')
    has(reply.page.main.text, 'Spain', 'which shows it')
    receipt = phone.follow(journey.submit(phone, ref))
    has(receipt.path, '/receipt', 'submitted in the other language')
    same(db_one("SELECT lang FROM application WHERE ref = '%s'" % ref), 'en',
         'and notices follow the language it was submitted in')


def past_dates():
    """What was right when it was typed may be past at the submission."""
    browser = resident('zh')
    ref = journey.draft(browser, 'dl-defer-renew')
    form = browser.get('/zh/applications/%s/form/defer?back=check' % ref).page.form()
    early = browser.submit(form, journey.inputs_of('defer_until', '2020-01-01'))
    ok(early.status == 422 and early.page.error('defer_until'), 'a deferral into the past is refused')


def where_they_live():
    """Signed in by e-mail, without script and without a country: the form's answer gives them a clock."""
    person = resident('en', country='')
    zone = "SELECT zone FROM person WHERE id = (SELECT person FROM session ORDER BY id DESC LIMIT 1)"
    same(db_one(zone), '', 'nobody has said where they are')
    first = journey.submitted(person, 'dl-renew')
    same(db_one(zone), 'Europe/Rome', 'who says that they live in Italy has its clock')
    receipt = person.get('/en/applications/%s/receipt' % first).page
    has(receipt.main.text, 'Italy', 'the receipt shows it')
    form = person.get('/en/settings').page.form('zone')
    person.submit(form, {'lang': 'en', 'zone': 'Sao_'})
    second = journey.submitted(person, 'dl-renew')
    lacks(person.get('/en/applications/%s/check' % journey.draft(person)).text, said('en', 'check.where'), 'nobody is asked twice')
    same(db_one("SELECT p.zone FROM person p JOIN application a ON a.person = p.id WHERE a.ref = '%s'" % second),
         'America/Sao_Paulo', 'who has said it themselves keeps what they said')


def asked_where():
    """Where neither the sign-in nor the form says it, it is asked once before the submission."""
    for lang in ('zh', 'en'):
        person = resident(lang, country='')
        ref = journey.draft(person)
        refused = journey.submit(person, ref)
        same(refused.status, 422, 'whoever has no clock is asked before it is submitted (%s)' % lang)
        there = next(a for a in refused.page.main.all('a') if a.text == said(lang, 'check.where'))
        settings = person.get(there['href'].split('#')[0]).page
        back = person.submit(settings.form('zone'), {'zone': 'GB'})
        same(back.location, '/%s/applications/%s/check' % (lang, ref), 'where they are, and back')
        done = journey.submit(person, ref)
        same(done.status, 303, 'then it is submitted')
        receipt = person.follow(done).page
        has(receipt.main.text, {'zh': '英国', 'en': 'in the United Kingdom)'}[lang], 'and the receipt shows both clocks')
        lacks(person.get('/%s/applications/%s/check' % (lang, journey.draft(person))).text, said(lang, 'check.where'),
              'it is asked once')


run(front_page, where_they_live, asked_where, wrong_values, other_script, at_once, every_type_refuses, hostile_text,
    language_half_way, past_dates)
