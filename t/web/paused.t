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
       'en': 'Our system is being renewed until 8 December. If it is urgent, a relative can go to the police station.'}
PAUSED = '\nPaused {\n\tzh = %s\n\ten = %s\n}\n' % (WHY['zh'], WHY['en'])


def before():
    """A form that is open, a draft that lacks nothing, one that was sent back to be corrected."""
    global kept, person, form, ref, returned
    kept = Samples()
    person = resident('zh')
    form = person.get(journey.apply_path('zh', CODE)).page.form(action='/apply')
    ref, returned = journey.draft(person, CODE), journey.submitted(person, CODE)
    journey.acted(officer('ouhai-1'), returned, 'correction', {
        'item-field-purpose': True, 'text-field-purpose': '请写清用途。'})
    kept.write(CODE, kept.text(CODE) + PAUSED)
    kept.reload()


def shown():
    visitor = Browser()
    for lang in ('zh', 'en'):
        page = visitor.get('/%s/formalities/%s' % (lang, CODE)).page
        has(page.main.text, WHY[lang], 'the guide says why it is paused (%s)' % lang)
        has(page.main.text, said(lang, 'paused.now'), 'and that it is')
        same(page.links('/%s/' % CODE), [], 'and leads to no form')
        has(page.main.text, FORMALITIES[CODE]['Who'][lang], 'it still says how it is done')
        for path, text in (('/formalities?category=' + FORMALITIES[CODE]['Category'], 'the catalogue'), ('/formalities?q=' + urllib.parse.quote(
                FORMALITIES[CODE]['Name'][lang]), 'the search')):
            rows = [n for n in visitor.get('/%s%s' % (lang, path)).page.main.all('li') if n.one('a') and CODE in n.one('a')['href']]
            ok(rows and WHY[lang] in rows[0].text, '%s has it, with the reason' % text, [n.text for n in rows])
        same(visitor.get('/%s/formalities/%s/questions' % (lang, CODE)).location, '/%s/formalities/%s' % (lang, CODE),
             'its questions lead to the guide')


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


def begun_before():
    page = person.get('/zh/applications/%s/form/use' % ref)
    same((page.status, page.page.form().value('destination')), (200, 'FR'), 'a draft can be read')
    saved = person.submit(page.page.form(), {'destination': 'ES'})
    same(saved.status, 303, 'and filled in')
    check = person.get('/zh/applications/%s/check' % ref).page
    has(check.main.text, WHY['zh'], 'before it is submitted the reason stands there')
    reply = journey.submit(person, ref)
    same((reply.status, [t for _, t in reply.page.summary], state(ref)), (422, [WHY['zh']], 'draft'), 'and after')
    reply = person.submit(person.get('/en/applications/%s/check' % ref).page.form('declare'), {'declare': True})
    same([t for _, t in reply.page.summary], [WHY['en']], 'in English too')
    page = person.get('/zh/applications/%s/form/use' % returned).page
    same(person.submit(page.form(), {'purpose': 'study'}).status, 303, 'what was submitted goes on: it is corrected')
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
