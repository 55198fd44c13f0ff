#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was typed is kept: the back button, another language or text size, somebody else's sign-in first."""
import os
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import said

EXAMPLE = journey.FORMALITIES['dl-defer-renew']['Example']


def first_page(browser):
    reply = journey.begin(browser, 'dl-defer-renew')
    return journey.ref_of(reply), reply.page.form()


def stored_name(browser, ref):
    return browser.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name')


def changed_after_back():
    """Back brings the page with its old once-only key; what is changed on it counts."""
    browser = resident()
    ref, form = first_page(browser)
    typed = journey.fill(form, EXAMPLE)
    same(browser.submit(form, dict(typed, applicant_name='周甲示')).status, 303, 'saved')
    same(stored_name(browser, ref), '周甲示', 'and stored')
    same(browser.submit(form, dict(typed, applicant_name='周乙示')).status, 303, 'back, changed, saved')
    same(stored_name(browser, ref), '周乙示', 'the change is stored')
    same(browser.submit(form, dict(typed, applicant_name='周乙示')).status, 303, 'the same again')
    same(stored_name(browser, ref), '周乙示', 'changes nothing')


def two_tabs():
    """Each tab changes what was changed in it, and nothing else."""
    a = resident()
    ref, form = first_page(a)
    path = '/zh/applications/%s/form/you' % ref
    a.submit(form, dict(journey.fill(form, EXAMPLE), applicant_name='周甲示'))
    was = a.get(path).page.form('seen').value('applicant_idno')
    number, other = journey.fresh_idno(), journey.fresh_idno()
    one, two = a.get(path).page.form('seen'), a.get(path).page.form('seen')
    phone = Browser()
    sign_in(phone, a.contact)
    theirs, third = (phone.get(path).page.form('seen') for _ in range(2))

    def stored():
        form = a.get(path).page.form('seen')
        return form.value('applicant_name'), form.value('applicant_idno')

    a.submit(one, {'applicant_name': '周乙示'})
    wrong = a.submit(two, {'applicant_idno': '1'})
    same((wrong.status, wrong.page.form('seen').value('applicant_name')), (422, '周乙示'), 'shown again, a tab has what the other saved')
    same(a.submit(two, {'applicant_idno': number}).status, 303, 'a name in one tab, a number in the other')
    same(stored(), ('周乙示', number), 'both are stored')
    a.submit(two, {'applicant_idno': was})
    same(stored(), ('周乙示', was), 'back in the second, its number as it was counts, and the name stays')
    a.submit(one, {'applicant_name': '周甲示'})
    same(stored()[1], was, 'back in the first')
    again = a.submit(wrong.page.form('seen'), {'applicant_name': '周丙示', 'applicant_idno': number})
    same((again.status, stored()), (303, ('周丙示', number)), 'both at once')
    told = phone.submit(theirs, {'applicant_idno': other})
    ok(told.status == 422 and told.page.error('applicant_idno') and not told.page.error('applicant_name'),
       'another phone is told of what both have changed alone', told.status)
    same(told.page.form('seen').value('applicant_name'), '周丙示', 'and has the rest')
    shown = phone.post(path.replace('/zh/', '/en/'), third.pairs({'applicant_name': '周丁示'}) + [('show', '1')])
    told = phone.submit(shown.page.form('seen'))
    ok(told.status == 422 and told.page.error('applicant_name') and not told.page.error('applicant_idno'),
       'in another language too', told.status)


def another_language():
    browser = resident()
    ref, form = first_page(browser)
    button = next(n for n in browser.get('/zh/applications/%s/form/you' % ref).page.all('button')
                  if n['name'] == 'show' and '/en/' in (n['formaction'] or ''))
    ok(button['form'] == form.node['id'], 'the language is a button of the form')
    typed = dict(form.pairs({'applicant_name': '林半'}))
    reply = browser.post(button['formaction'], list(typed.items()) + [('show', '1')])
    same(reply.status, 200, 'pressed in the middle of the form')
    ok(reply.page.lang.startswith('en'), 'the page is English')
    same(reply.page.form().value('applicant_name'), '林半', 'with what was typed')
    same(len(reply.page.summary or []), 0, 'and without a word about what is missing')
    same(stored_name(browser, ref) or '', '', 'nothing half-done is stored')
    larger = browser.post('/en/applications/%s/form/you?text_size=large' % ref,
                          reply.page.form().pairs() + [('show', '1')])
    same((larger.status, larger.page.form().value('applicant_name')), (200, '林半'), 'text size too')
    ok('size-large' in larger.text, 'which is large then')
    same(browser.post('/en/applications/%s/form/you' % ref, [('show', '1')]).status, 403,
         'but not without the token')


def wrong_in_another_language():
    """What is wrong with a form is said in the language that is switched to; what was mended meanwhile is not."""
    browser = resident()
    ref, form = first_page(browser)
    refused = browser.submit(form, {'applicant_name': '林半', 'applicant_idno': '123'})
    same(refused.status, 422, 'a form that is refused')
    wrong = [name for name, _ in refused.page.summary]

    def switched(reply, lang, typed=None):
        button = next(n for n in reply.page.all('button') if n['name'] == 'show' and
                      (n['formaction'] or '').startswith('/%s/' % lang))
        return browser.post(button['formaction'], reply.page.form('seen').pairs(typed) + [('show', button['value'])])
    for lang in ('en', 'it', 'es', 'zh'):
        refused = switched(refused, lang)
        same((refused.status, refused.page.lang[:2], [name for name, _ in refused.page.summary]), (200, lang, wrong),
             'says the same of it in ' + lang)
        has(refused.page.error('applicant_idno'), said(lang, 'field.idno.length'), 'in its words')
        same(refused.page.form('seen').value('applicant_idno'), '123', 'with what was typed')
    whole = journey.fill(refused.page.form('seen'), EXAMPLE)
    mended = switched(refused, 'en', dict(whole, applicant_name='林半'))
    same(mended.page.summary, [], 'mended before it is switched: nothing is wrong')
    same(stored_name(browser, ref) or '', '', 'and nothing is stored')
    same(browser.submit(mended.page.form('seen')).status, 303, 'but when it is sent')
    same(stored_name(browser, ref), '林半', 'it is')
    larger = browser.submit(browser.get('/zh/applications/%s/form/you' % ref).page.form('seen'), {'applicant_name': '林'})
    larger = browser.post('/zh/applications/%s/form/you?text_size=large' % ref,
                          larger.page.form('seen').pairs() + [('show', 'wrong')])
    ok('size-large' in larger.text and larger.page.error('applicant_name'), 'larger letters keep it, too')


def settings_in_another_language():
    browser = resident()
    page = browser.get('/zh/settings').page
    was, zones = page.form('zone').value('zone'), page.form('zone').choices('zone')
    other = next(zone for zone in reversed(zones) if zone != was)
    for to in ('it', 'large'):
        reply = browser.switch(page, to, {'lang': 'es', 'zone': other})
        form = reply.page.form('zone')
        same((reply.status, form.value('lang'), form.value('zone'), reply.page.summary), (200, 'es', other, []),
             'what is chosen and not saved stays chosen (%s)' % to)
    same((reply.page.lang[:2], 'size-large' in reply.text), ('zh', True), 'in large letters')
    same(browser.get('/zh/settings').page.form('zone').value('zone'), was, 'and nothing is saved')
    same(browser.submit(form).status, 303, 'but when it is sent')
    same(browser.get('/zh/settings').page.form('zone').value('lang'), 'es', 'it is')


def tick_in_another_language():
    """A declaration's tick goes along, and counts, while all stays that it is about."""
    browser = resident()
    ref = journey.draft(browser, example={'applicant_name': '林勾示'})
    path = '/zh/applications/%s/check' % ref

    def ticked(reply):
        return reply.page.form('declare').value('declare')
    page = browser.get(path).page
    english = browser.switch(page, 'en', {'declare': True})
    same((english.status, english.page.lang[:2], ticked(english), english.page.summary), (200, 'en', '1', []),
         'ticked, and asked for in English: ticked')
    same(ticked(browser.switch(english.page, 'large')), '1', 'in large letters, too')
    same(ticked(browser.switch(page, 'en')), None, 'not ticked: not ticked')
    same(journey.state(ref), 'draft', 'and nothing is submitted')
    paper = next(p for p in browser.get('/zh/applications/%s/materials' % ref).page.links('/materials/') if '/again' not in p)
    first = list(journey.FORMALITIES['cert-no-crime']['Pages'])[0]
    answers = browser.get('/zh/applications/%s/form/%s' % (ref, first)).page.form('seen')
    for what, change in (('an answer', lambda: browser.submit(answers, {'applicant_name': '林改示'})),
                         ('a paper', lambda: browser.submit(browser.get(paper).page.form('files'), files=[photo('cmyk.jpg')]))):
        page = browser.get(path).page
        same(change().status, 303, '%s is changed in another tab' % what)
        reply = browser.submit(page.form('declare'), {'declare': True})
        same((reply.status, ticked(reply), journey.state(ref)), (422, None, 'draft'), 'nothing is submitted that they have not seen')
        has(reply.page.error('declare') or '', said('zh', 'check.declare_anew'), 'and that is said beside the tick')
        reply = browser.switch(page, 'en', {'declare': True})
        same((reply.status, ticked(reply)), (200, None), 'the tick is none for it')
        has(reply.page.error('declare') or '', said('en', 'check.declare_anew'), 'which is said')
    same(browser.submit(reply.page.form('declare'), {'declare': True}).location, '/en/applications/%s/receipt' % ref, 'ticked again, it is submitted')


def wrong_sign_in_first():
    browser = resident()
    ref, form = first_page(browser)
    contact = browser.contact
    db("UPDATE session SET ended = UTC_TIMESTAMP(3) WHERE id = (SELECT MAX(id) FROM session)")
    same(browser.submit(form, journey.fill(form, EXAMPLE)).location, '/zh/sign-in?held=1', 'kept')
    other = sign_in(browser, fresh_contact())
    same(other.status, 303, 'somebody else signs in first')
    same(db_one("SELECT COUNT(*) FROM application WHERE ref = '%s' AND page = 'you'" % ref), '0',
         'and nothing is done')
    browser.cookies = {k: v for k, v in browser.cookies.items() if 'session' not in k}
    sign_in(browser, contact)
    same(stored_name(browser, ref), '林示例', 'it waited for its owner')


def held_from_two():
    """Two telephones whose sign-ins ended wrote the same page: the second is told, and does not write over the first."""
    one, two = resident(), Browser()
    sign_in(two, one.contact)
    ref, form = first_page(one)
    theirs = two.get('/zh/applications/%s/form/you' % ref).page.form()
    db("UPDATE session SET ended = UTC_TIMESTAMP(3) WHERE person = (SELECT person FROM application WHERE ref = '%s')" % ref)
    for phone, page, name in ((one, form, '周甲示'), (two, theirs, '周乙示')):
        held = phone.submit(page, dict(journey.fill(page, EXAMPLE), applicant_name=name))
        same(held.location, '/zh/sign-in?held=1', 'kept: ' + name)
    same(sign_in(one, one.contact).location, '/zh/applications/%s/form/licence' % ref, 'the first signs in: saved')
    told = two.follow(sign_in(two, one.contact))
    page = told.page
    ok(told.status == 200 and '周甲示' in (page.error('applicant_name') or ''), 'the second is told what is saved now', told.status,
       told.location)
    same(page.form('seen').value('applicant_name'), '周乙示', 'with what was typed')
    same(stored_name(one, ref), '周甲示', 'and the first one\'s stands')
    mine = one.get('/zh/applications/%s/form/you' % ref).page.form()
    one.submit(mine, {'applicant_name': '周丙示'})
    older = one.submit(form, dict(journey.fill(form, EXAMPLE), applicant_name='周丁示'))
    same((older.status, stored_name(one, ref)), (403, '周丙示'), 'a page of the older sign-in is only shown')
    same(two.submit(page.form('seen')).status, 422, 'changed again meanwhile: said again')


def too_late():
    """Submitted on another phone meanwhile: what was typed is shown, with the way on."""
    browser = resident()
    ref = journey.draft(browser)
    page = journey.FORMALITIES['cert-no-crime']['Pages']
    form = browser.get('/zh/applications/%s/form/%s' % (ref, list(page)[0])).page.form()
    other = browser.get('/zh/applications/%s/check' % ref).page.form('declare')
    same(browser.submit(other, {'declare': True}).status, 303, 'submitted')
    late = browser.submit(form, {'applicant_name': '林迟示'})
    same(late.status, 410, 'and changed too late')
    text = late.page.main.text
    has(text, '林迟示', 'what was typed is there to copy')
    has(text, journey.FIELDS['applicant_name']['Label']['zh'], 'with its name')
    button = next(n for n in late.page.all('button') if n['name'] == 'show' and '/en/' in (n['formaction'] or ''))
    other = browser.post(button['formaction'], next(f for f in late.page.forms if f.node['id'] == button['form']).pairs() +
                         [('show', button['value'])])
    same((other.status, other.page.lang[:2]), (410, 'en'), 'it is told in another language')
    has(other.page.main.text, '林迟示', 'with the same to copy')
    has(late.page.links(), '/zh/applications/' + ref, 'the way to it')
    has(late.page.links(), '/zh/applications', 'and to all of mine')


def back_after_submitting():
    """The back button shows no closed page: the receipt, and later where it stands."""
    for lang in ('zh', 'en'):
        browser = resident(lang)
        ref = journey.draft(browser)
        base = '/%s/applications/%s' % (lang, ref)
        first = list(journey.FORMALITIES['cert-no-crime']['Pages'])[0]
        material = next(p for p in browser.get(base + '/materials').page.links('/materials/') if '/again' not in p)
        twin = Browser(lang)
        sign_in(twin, browser.contact)
        other = twin.get(base + '/check').page.form('declare')
        form = browser.get(base + '/check').page.form('declare')
        same(browser.submit(form, {'declare': True}).location, base + '/receipt', 'submitted (%s)' % lang)
        for path in (base + '/check', base + '/form/' + first, base + '/materials', material):
            reply = browser.get(path)
            same((reply.status, reply.location), (303, base + '/receipt'), 'back at %s is the receipt' % path[len(base):])
        reply = twin.submit(other, {'declare': True})
        same((reply.status, reply.location), (303, base + '/receipt'), 'a second telephone that submits has it too')
        db("UPDATE application SET state = 'accepted' WHERE ref = '%s'" % ref)
        same(browser.get(base + '/check').location, base, 'once it moved on, where it stands')
        db("UPDATE application SET state = 'submitted' WHERE ref = '%s'" % ref)      # as its history has it


def submitted_from_two():
    """Two telephones at the same moment, each with its own page: one application, two receipts."""
    browser = resident()
    ref = journey.draft(browser)
    path = '/zh/applications/%s/check' % ref
    phones = [browser] + [Browser() for _ in range(3)]
    for other in phones[1:]:
        sign_in(other, browser.contact)
    forms = [b.get(path).page.form('declare') for b in phones]
    replies, ready = [None] * len(phones), threading.Barrier(len(phones))

    def one(i):
        ready.wait()
        replies[i] = phones[i].submit(forms[i], {'declare': True})
    threads = [threading.Thread(target=one, args=(i,)) for i in range(len(phones))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    same([(r.status, r.location) for r in replies], [(303, '/zh/applications/%s/receipt' % ref)] * len(phones),
         'submitted from four telephones at once: the receipt on each')
    same(journey.history(ref).count('submit'), 1, 'and one submission')


run(two_tabs, held_from_two, too_late, back_after_submitting, submitted_from_two, changed_after_back, another_language, wrong_in_another_language,
    settings_in_another_language, tick_in_another_language, wrong_sign_in_first)
