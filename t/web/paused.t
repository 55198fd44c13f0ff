#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A formality that nobody can begin for now: shown with its reason everywhere, refused with it, and
what was begun before is kept until it opens again."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said, state
from samples import Samples

CODE = 'test-asked'
WHY = {'zh': '系统升级，12 月 8 日恢复。急用的，请家人到派出所办。',
       'en': 'Our system is being renewed until 8 December. If it is urgent, a relative can go to the police station.'}     # no more is asked of who is in a hurry
PAUSED = '\nPaused {\n%s}\n' % ''.join('\t%s = %s\n' % why for why in WHY.items())


def before():
    """A form that is open, a draft that lacks nothing, one that was sent back to be corrected."""
    global kept, person, form, ref, returned, submission
    kept = Samples()
    person = resident('zh')
    form = person.get(journey.apply_path('zh', CODE)).page.form(action='/apply')
    ref, returned = journey.draft(person, CODE), journey.submitted(person, CODE)
    journey.acted(officer('ouhai-1'), returned, 'correction', {
        'item-field-purpose': True, 'text-field-purpose': '请写清用途。'})
    submission = {lang: person.get('/%s/applications/%s/check' % (lang, ref)).page.form('declare') for lang in ('zh', 'en')}
    kept.write(CODE, kept.text(CODE) + PAUSED)
    kept.reload()


def shown():
    visitor = Browser()
    for lang in ('zh', 'en'):
        page = visitor.get('/%s/formalities/%s' % (lang, CODE)).page
        has(page.main.text, WHY[lang], 'the guide says why it is paused (%s)' % lang)
        has(page.main.text, said(lang, 'paused.now'), 'and that it is')
        same([a for a in page.links('/%s/' % CODE) if not a.endswith('/plain')], [], 'and leads to no form')
        has(page.main.text, FORMALITIES[CODE]['Who'][lang], 'it still says how it is done')
        for path, text in (('/formalities?category=' + FORMALITIES[CODE]['Category'], 'the catalogue'), ('/formalities?q=' + urllib.parse.quote(
                FORMALITIES[CODE]['Name'][lang]), 'the search')):
            rows = [n for n in visitor.get('/%s%s' % (lang, path)).page.main.all('li') if n.one('a') and CODE in n.one('a')['href']]
            ok(rows and WHY[lang] in rows[0].text, '%s has it, with the reason' % text, [n.text for n in rows])
        same(visitor.get('/%s/formalities/%s/questions' % (lang, CODE)).location, '/%s/formalities/%s' % (lang, CODE),
             'its questions lead to the guide')
        ask = visitor.get('/%s/formalities/%s/apply' % (lang, CODE)).location
        same(visitor.get(ask).location, '/%s/formalities/%s' % (lang, CODE), 'who is not signed in reads it before they are asked to (%s)' % lang)
        has(visitor.get('/%s/formalities/cert-no-crime/apply' % lang).location, '/%s/sign-in?next=' % lang, 'and of an open one is asked to sign in')
    for lang in ('it', 'es'):
        page = visitor.get('/%s/formalities/%s' % (lang, CODE)).page
        ok([n for n in page.main.all(lang='en') if WHY['en'] in n.text], 'in English where there are no other words, marked so (%s)' % lang)


def refused():
    count = "SELECT COUNT(*) FROM application WHERE formality = '%s'" % CODE
    there = db_one(count)
    for lang in ('zh', 'en'):
        page = person.get('/%s/formalities/%s/apply' % (lang, CODE))
        same(page.status, 200, 'Apply is a page (%s)' % lang)
        has(page.page.main.text, WHY[lang], 'with the reason')
        has(page.page.main.text, FORMALITIES[CODE]['Other'][lang], 'and the other way')
        ok(not page.page.has_form(action='/apply'), 'and nothing to send')
    reply = person.submit(form)
    same(reply.status, 409, 'a form from before is refused as a conflict')
    has(reply.page.main.text, WHY['zh'], 'with the reason')
    lacks(reply.page.main.text, said('zh', 'error.conflict.text'), 'and not with a general word')
    same(person.submit(form).status, 409, 'a second time too')
    same(db_one(count), there, 'no draft was begun')


def told_before(path, what):
    """Before anything is tapped: that it is paused, why, and what becomes of it."""
    for lang in ('zh', 'en'):
        page = person.get('/%s%s' % (lang, path)).page
        for words in (said(lang, 'paused.now'), WHY[lang], said(lang, 'paused.kept')):
            has(page.main.text, words, '%s says (%s)' % (what, lang))


def begun_before():
    for lang in ('zh', 'en'):
        row = [n.text for n in person.get('/%s/applications' % lang).page.main.all('li') if n.one('a') and ref in n.one('a')['href']]
        ok(row and WHY[lang] in row[0] and said(lang, 'paused.now') in row[0], 'the list says it of the draft (%s)' % lang, row)
        lacks(row[0], said(lang, 'applications.draft'), 'and not that it can be gone on with')
    told_before('/applications/%s/form/use' % ref, 'a page of its form')
    page = person.get('/zh/applications/%s/form/use' % ref)
    same((page.status, page.page.form().value('destination')), (200, 'FR'), 'a draft can be read')
    saved = person.submit(page.page.form(), {'destination': 'ES'})
    same(saved.status, 303, 'and filled in')
    told_before('/applications/%s/check' % ref, 'the page to check it')
    for lang in ('zh', 'en'):
        check = person.get('/%s/applications/%s/check' % (lang, ref)).page
        ok(not check.has_form(name='declare'), 'where nothing can be submitted (%s)' % lang)
        lacks(check.main.text, said(lang, 'check.about'), 'nor is it asked for')
        has(check.links(), '/%s/applications' % lang, 'the way on is to what they have')
        reply = person.submit(submission[lang], {'declare': True})
        same((reply.status, [t for _, t in reply.page.summary], state(ref)), (422, [WHY[lang]], 'draft'),
             'a form from before the pause is refused with it (%s)' % lang)
    has(person.get('/zh/applications/%s/check' % ref).page.main.text, '西班牙', 'what was typed is kept')
    page = person.get('/zh/formalities/%s/apply' % CODE).page
    has(page.links(), '/zh/applications', 'Apply leads to the drafts')
    has([n['href'] for n in page.all('a')], '/en/formalities/%s/apply' % CODE, 'and to itself in another language')
    lacks(person.get('/zh/applications/%s/form/use' % returned).page.main.text, WHY['zh'], 'a correction says nothing of it')
    page = person.get('/zh/applications/%s/form/use' % returned).page
    same(person.submit(page.form(), {'purpose': 'employment'}).status, 303, 'what was submitted goes on: it is corrected')
    reply = person.submit(person.get('/zh/applications/%s/correction' % returned).page.form(action='/correction'))
    same((reply.status, state(returned)), (303, 'submitted'), 'and handed in')


def opened_again():
    kept.write(CODE, kept.text(CODE))
    kept.reload()
    page = Browser().get('/zh/formalities/' + CODE).page
    lacks(page.main.text, WHY['zh'], 'once the reason is taken out it is open')
    has(person.submit(form).location, '/form/you', 'the form from before is taken')
    reply = journey.submit(person, ref)
    same((reply.status, state(ref)), (303, 'submitted'), 'the draft from before is submitted')


run(before, shown, refused, begun_before, opened_again)
