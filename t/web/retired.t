#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A formality that gets another name, and one whose file is taken away: what was begun keeps its name
everywhere, a draft cannot be submitted any more, and an old link leads to the search."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said, state
from samples import Samples

CODE = 'test-asked'


def before():
    global kept, person, draft, sent, unfinished, name, submission
    kept = Samples()
    person = resident('zh')
    draft, sent = journey.draft(person, CODE), journey.submitted(person, CODE)
    unfinished = journey.ref_of(journey.begin(person, CODE))
    submission = person.get('/zh/applications/%s/check' % draft).page.form('declare')
    name = FORMALITIES[CODE]['Name']


def listed(lang):
    return person.get('/%s/applications' % lang).page.main.text


def renamed():
    other = {'zh': '改了名字的测试事项', 'en': 'A test with another name'}
    text = kept.text(CODE)
    for lang in ('zh', 'en'):
        text = text.replace(name[lang], other[lang])
    kept.write(CODE, text)
    kept.reload()
    for lang in ('zh', 'en'):
        has(person.get('/%s/formalities/%s' % (lang, CODE)).page.main.text, other[lang], 'the guide has the new name (%s)' % lang)
        has(person.get('/%s/applications/%s' % (lang, sent)).page.h1, name[lang], 'a matter keeps its own')
        has(listed(lang), name[lang], 'and the list agrees')
        lacks(listed(lang), other[lang], 'wholly')


def retired():
    os.unlink(kept.path(CODE))
    kept.reload()
    for lang in ('zh', 'en'):
        has(listed(lang), name[lang], 'without its file a matter is called as before (%s)' % lang)
        lacks(listed(lang), CODE, 'and not by its code')
        has(listed(lang), said(lang, 'paused.retired'), 'and its draft says that it is no longer done')
        has(person.get('/%s/applications/%s' % (lang, sent)).page.h1, name[lang], 'on its own page too')
        gone = Browser(lang).get('/%s/formalities/%s' % (lang, CODE))
        same(gone.status, 404, 'its guide is no more')
        ok(gone.page.has_form(action='/%s/formalities' % lang), 'and what it was looked for can be searched')
        other = (name, {'zh': '改了名字的测试事项', 'en': 'A test with another name'})
        ok(any(gone.page.h1 == said(lang, 'error.retired.title').replace('{1}', n[lang]) for n in other), 'it says what is gone', gone.page.h1)
        has(gone.page.main.text, said(lang, 'error.retired.text'), 'and what becomes of drafts')
        begin = person.get('/%s/formalities/%s/apply?register=wenzhou' % (lang, CODE))
        same((begin.status, said(lang, 'error.retired.text') in begin.page.main.text), (404, True), 'so does Apply')
        has(begin.page.links(), '/%s/applications' % lang, 'with the way to what they have')
        again = person.post('/%s/formalities/%s/apply' % (lang, CODE), [
            ('token', person.token('/%s/settings' % lang)), ('once', once()), ('register', 'wenzhou')])
        same((again.status, said(lang, 'error.retired.text') in again.page.main.text), (404, True), 'and a form from before')
        never = Browser(lang).get('/%s/formalities/never-was' % lang)
        same((never.status, never.page.h1), (404, said(lang, 'error.no_formality.title')), 'what never was is not called retired')
        check = person.get('/%s/applications/%s/check' % (lang, draft)).page
        has(check.main.text, said(lang, 'paused.retired'), 'the draft says before it is submitted')
        lacks(check.main.text, said(lang, 'paused.now'), 'and not that it is paused')
        ok(not check.has_form(name='declare'), 'and has nothing to submit')
        empty = person.get('/%s/applications/%s/check' % (lang, unfinished)).page.main.text
        has(empty, said(lang, 'paused.retired'), 'so does one that is not filled in')
        lacks(empty, said(lang, 'check.gaps'), 'and asks for nothing any more')
    reply = person.submit(submission, {'declare': True})
    same((reply.status, [t for _, t in reply.page.summary], state(draft)), (422, [said('zh', 'paused.retired')], 'draft'),
         'and it is refused with words')
    lacks(Browser('zh').get('/zh/nothing').page.main.text, said('zh', 'home.search'), 'another page that there is not offers no search')


def carried_over():
    """What another form takes over from it says so by name."""
    page = person.get(journey.begin(person, 'dl-contact-change').path).page
    ok(any(n in page.main.text for n in (name['zh'], '改了名字的测试事项')), 'it says from where it comes, by name')
    lacks(page.main.text, CODE, 'and not by code')


def at_the_desk():
    text = officer('ouhai-1').get('/desk/?list=unit').page.text
    lacks(text, CODE, 'the queue has no code either')


run(before, renamed, retired, carried_over, at_the_desk)
