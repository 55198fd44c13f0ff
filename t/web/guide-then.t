#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A matter's guide as it was when the matter was begun, for whose it is and for its officers: while today's says the
same, when it has changed, and when there is none any more."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said
from samples import Samples

CODE, PASSED = 'test-asked', 'test-passed'
LANGS = ('zh', 'en', 'it', 'es')
NEW = {'zh': '改过的题目', 'en': 'A changed title', 'it': 'Un altro titolo', 'es': 'Otro título'}


def before():
    global kept, person, other, desk, refs, draft, old
    kept = Samples()
    person, other, desk = resident('zh'), resident('zh'), officer('ouhai-1')
    draft = journey.draft(person, CODE)
    refs = {code: journey.submitted(person, code) for code in (CODE, PASSED)}
    old = {code: FORMALITIES[code]['Title'] for code in refs}


def guide(lang, ref):
    return person.get('/%s/applications/%s/guide' % (lang, ref))


def same_as_today():
    for code, ref in refs.items():
        for lang in LANGS:
            reply, today = guide(lang, ref), '/%s/formalities/%s' % (lang, code)
            same((reply.status, reply.page.h1), (200, old[code][lang]), '%s has its guide (%s)' % (code, lang))
            has(reply.page.main.text, said(lang, 'then.title'), 'which says of which day it is')
            has(reply.page.main.text, said(lang, 'then.same'), 'and that it is the same today')
            has(reply.page.links(), today, "with the way to today's")
            ok(not [a for a in reply.page.links() if '/apply' in a or '/questions' in a or a.endswith('/plain')],
               'and nothing to begin', *reply.page.links())
            has(reply.page.main.text, FORMALITIES[code]['Other'][lang], 'it is all there, to the other way')
            plain = Browser(lang).get(today)
            lacks(plain.page.main.text, said(lang, 'then.title'), "today's has no such notice")
    has(person.get('/zh/applications/' + refs[CODE]).page.links(), '/zh/applications/%s/guide' % refs[CODE], 'its page leads there')


def theirs_alone():
    for ref in list(refs.values()) + [draft]:
        same(guide('zh', ref).status, 200, 'whose it is has it')
        same(other.get('/zh/applications/%s/guide' % ref).status, 404, 'a stranger does not')
        same(Browser('zh').get('/zh/applications/%s/guide' % ref).status, 303, 'a visitor is asked to sign in')
    same(officer('ruian-1').get('/desk/matters/%s/guide' % refs[CODE]).status, 404, "nor another branch centre's officer")
    same(officer('ruian-1').get('/desk/matters/%s/guide/zh' % refs[CODE]).status, 404, 'in a frame')
    same(desk.get('/desk/matters/%s/guide/zh' % draft).status, 404, 'and no officer of a draft')


def changed():
    text = kept.text(CODE)
    for lang in LANGS:
        ok('%s = %s\n' % (lang, old[CODE][lang]) in text, 'the title can be changed')
        text = text.replace('%s = %s\n' % (lang, old[CODE][lang]), '%s = %s\n' % (lang, NEW[lang]))
    kept.write(CODE, text)
    kept.reload()
    for lang in LANGS:
        today = '/%s/formalities/%s' % (lang, CODE)
        same(Browser(lang).get(today).page.h1, NEW[lang], "today's guide has the new title (%s)" % lang)
        for ref in (refs[CODE], draft):
            page = guide(lang, ref).page
            same(page.h1, old[CODE][lang], 'that of the matter has the old one')
            has(page.main.text, said(lang, 'then.changed'), 'says that it has changed')
            lacks(page.main.text, said(lang, 'then.same'), 'and not that it has not')
            has(page.links(), today, 'and leads to the new one')
    later = journey.submitted(resident('zh'), CODE)
    same(desk.get('/desk/matters/%s/guide/zh' % later).page.h1, NEW['zh'], 'a matter of today has that of today')


def at_the_desk():
    ref = refs[CODE]
    has(desk.get('/desk/matters/' + ref).page.links(), '/desk/matters/%s/guide' % ref, "an officer's page leads there")
    page = desk.get('/desk/matters/%s/guide' % ref).page
    has(page.main.text, said('zh', 'desk.then.changed'), 'says that it has changed')
    has(page.links(), '/desk/formalities/%s/preview' % CODE, 'with the way to what it is now')
    has(page.links(), '/desk/matters/' + ref, 'and back')
    frames = {n['src'].rsplit('/', 1)[1]: n['src'] for n in page.main.all('iframe')}
    same(sorted(frames), sorted(LANGS), 'in each language')
    for lang, src in frames.items():
        shown = desk.get(src).page
        same(shown.h1, old[CODE][lang], 'a frame has what the resident had (%s)' % lang)
        ok({a for a in shown.links()} <= {'#', '#main'}, 'from which nothing leads on', *shown.links())
        lacks(shown.main.text, said(lang, 'guide.apply'), 'nor begins')
    same(desk.get('/desk/matters/%s/guide/xx' % ref).status, 404, 'in no other')


def paused():
    """What stops others from beginning today is no part of what was read then."""
    kept.write(CODE, kept.text(CODE) + '\nPaused {\n\tzh = 系统升级，十二月恢复。\n\ten = Being renewed until December.\n}\n')
    kept.reload()
    has(Browser('zh').get('/zh/formalities/' + CODE).page.main.text, said('zh', 'paused.now'), 'today it is paused')
    lacks(guide('zh', refs[CODE]).page.main.text, said('zh', 'paused.now'), 'and was not then')


def retired():
    os.unlink(kept.path(CODE))
    kept.reload()
    for lang in LANGS:
        same(Browser(lang).get('/%s/formalities/%s' % (lang, CODE)).status, 404, 'without its file it has no guide (%s)' % lang)
        reply = guide(lang, refs[CODE])
        same((reply.status, reply.page.h1), (200, old[CODE][lang]), 'a matter keeps its own')
        has(reply.page.main.text, said(lang, 'then.retired'), 'says that it is no longer done')
        lacks(reply.page.links(), '/%s/formalities/%s' % (lang, CODE), 'and leads to nothing that is not there')
    page = desk.get('/desk/matters/%s/guide' % refs[CODE]).page
    has(page.main.text, said('zh', 'desk.then.retired'), 'officers read so too')
    lacks(page.links(), '/desk/formalities/%s/preview' % CODE, 'without a way there')


run(before, same_as_today, theirs_alone, changed, at_the_desk, paused, retired)
