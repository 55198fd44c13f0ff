#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A write that waits for sign-in, and another language asked for meanwhile: the page stays, and what it said."""
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

EXAMPLE = journey.FORMALITIES['dl-defer-renew']['Example']
PAPER = '/applications/%s/materials/id-proof-driver'


def cookie_lost(browser):
    browser.cookies = {k: v for k, v in browser.cookies.items() if 'session' not in k}


def begun():
    browser = resident()
    reply = journey.begin(browser, 'dl-defer-renew')
    return browser, journey.ref_of(reply), reply.page.form()


def link(page, lang):
    """Where the page's own link to another language leads."""
    return next(a['href'] for a in page.all('a') if a['hreflang'] and a['hreflang'].startswith(lang))


def pressed(browser, page, name, at):
    """Another language or text size, by its button in the form: the one whose formaction has `at`."""
    form = page.form(name)
    button = next(b for b in page.all('button') if b['formaction'] and at in b['formaction'])
    return browser.post(button['formaction'], form.pairs() + [(button['name'], button['value'])])


def told(reply, lang, key, text):
    same((reply.status, reply.page.lang[:2]), (200, lang), text)
    has(reply.page.main.text, journey.said(lang, key), 'and says what it said')


def at_sign_in():
    """What was sent, and where they were going, is said in each language, and after a mistake."""
    browser, ref, form = begun()
    cookie_lost(browser)
    page = browser.follow(browser.submit(form, journey.fill(form, EXAMPLE))).page
    for lang in ('it', 'es', 'en'):
        reply = pressed(browser, page, 'contact', '/%s/' % lang)
        told(reply, lang, 'sign_in.held_shown', 'sign-in in %s' % lang)
        page = reply.page
    told(pressed(browser, page, 'contact', 'text_size=large'), 'en', 'sign_in.held_shown', 'in a larger text')
    wrong = browser.submit(page.form('contact'), {'contact': '12'})
    same(wrong.status, 422, 'a number that is none')
    has(wrong.page.main.text, journey.said('en', 'sign_in.held_shown'), 'and what was sent is not forgotten')
    told(pressed(browser, wrong.page, 'contact', '/it/'), 'it', 'sign_in.held_shown', 'nor in the next language')
    plain = browser.get('/zh/sign-in?held=1').page
    told(pressed(browser, plain, 'contact', '/es/'), 'es', 'sign_in.held', 'the other sentence too')
    onward = '/en/sign-in?' + urllib.parse.urlencode({'next': '/applications?state=open', 'held': '1'})
    same(pressed(browser, browser.get(onward).page, 'contact', '/it/').page.form('contact').value('next'), '/applications?state=open',
         'and where they were going')
    code = ask_code(browser, fresh_contact())[0]
    wrong = browser.follow(browser.submit(code.page.form('code'), {'code': '000000', 'next': '/settings'}))
    reply = pressed(browser, wrong.page, 'code', '/es/')
    ok(reply.page.error('code'), 'and what was wrong with the code, in Spanish')
    same(reply.page.form('code').value('next'), '/settings', 'on the same way')


def by_itself():
    """What is done by signing in goes on in the language of the sign-in."""
    browser, ref, form = begun()
    db("UPDATE session SET ended = UTC_TIMESTAMP(3) WHERE person = (SELECT person FROM application WHERE ref = '%s')" % ref)
    held = browser.submit(form, journey.fill(form, EXAMPLE))
    same(held.location, '/zh/sign-in?held=1', 'a form that came too late')
    browser.lang = 'it'
    same(sign_in(browser, browser.contact).location, '/it/applications/%s/form/licence' % ref, 'signed in in Italian, it goes on in Italian')


def shown():
    """What is only shown, is shown in the language of now; in each other one it is there and says what it is."""
    browser, ref, form = begun()
    cookie_lost(browser)
    browser.submit(form, journey.fill(form, EXAMPLE))
    browser.lang = 'en'
    done = sign_in(browser, browser.contact)
    same(done.location, '/en/held', 'signed in in English')
    reply = browser.follow(done)
    told(reply, 'en', 'layout.held_typed', 'it is shown in English')
    for lang in ('it', 'es', 'en'):
        reply = pressed(browser, reply.page, 'applicant_name', '/%s/' % lang)
        told(reply, lang, 'layout.held_typed', 'and in %s' % lang)
        same([reply.page.form().value(n) for n in ('applicant_name', 'once')], ['林示例', form.value('once')], 'with what was typed, and its key')
    reply = pressed(browser, reply.page, 'applicant_name', 'text_size=large')
    told(reply, 'en', 'layout.held_typed', 'and in a larger text')
    sent = browser.submit(reply.page.form())
    same(sent.location, '/en/applications/%s/form/licence' % ref, 'one tap: done')
    same(db_one("SELECT COUNT(*) FROM held_write WHERE done = 0 AND path LIKE '%%%s%%'" % ref), '0', 'and nothing waits')


def stale():
    """So does a page of an older sign-in."""
    browser, ref, form = begun()
    cookie_lost(browser)
    sign_in(browser, browser.contact)
    page = browser.submit(form, journey.fill(form, EXAMPLE)).page
    reply = pressed(browser, page, 'applicant_name', '/es/')
    told(reply, 'es', 'layout.stale_typed', 'what was typed before another sign-in, in Spanish')
    same(reply.page.form().value('applicant_name'), '林示例', 'with what was typed')
    plain = pressed(browser, browser.get('/zh/applications/%s/form/you' % ref).page, 'applicant_name', '/es/')
    lacks(plain.page.main.text, journey.said('es', 'layout.stale_typed'), 'a form that was not sent says nothing of it')
    lacks(plain.page.main.text, journey.said('es', 'layout.held_typed'), 'nor this')


def files():
    browser, ref, _ = begun()
    path = PAPER % ref
    form = browser.get('/zh' + path).page.form('files')
    cookie_lost(browser)
    browser.submit(form, files=[photo('phone.jpg')])
    browser.lang = 'it'
    reply = browser.follow(sign_in(browser, browser.contact))
    for lang in ('it', 'en', 'es'):
        if lang != 'it':
            reply = browser.get(link(reply.page, lang))
        told(reply, lang, 'layout.held_files', 'a photograph, in %s' % lang)
        has(reply.page.main.text, 'phone.jpg', 'which one')
    larger = browser.get('/es/held' + next(a['href'] for a in reply.page.all('a') if a['class'] == 'is-large'))
    ok('size-large' in larger.text and 'phone.jpg' in larger.page.main.text, 'in a larger text')
    same(browser.submit(larger.page.form(action='/held')).location, '/es' + path, 'and is handed in by a tap')


db('DELETE FROM held_write')
run(at_sign_in, by_itself, shown, stale, files)
