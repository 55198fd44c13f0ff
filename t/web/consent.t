#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever sends a matter to another department agrees to exactly what goes there: asked after the papers, on a page
that lists answers and papers, and asked again when any of them is another; nothing typed is lost by it."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said

CODE = 'tr-notary'
PAPER = 'transfer-papers'
FORM = FORMALITIES[CODE]


def at(person, ref, more):
    return '/%s/applications/%s%s' % (person.lang, ref, more)


def page(person, ref, more):
    return person.get(at(person, ref, more)).page


def answered(person, ref, name, more=None, query=''):
    """A page of the form, sent; where it leads."""
    form = page(person, ref, '/form/' + name + query).form('seen')
    reply = person.submit(form, journey.fill(form, dict(FORM['Example'], **(more or {}))))
    return reply.status, reply.location and reply.location.split(ref)[1]


def add(person, ref, name='grey.jpg'):
    same(person.submit(page(person, ref, '/materials/' + PAPER).form('files'), files=[photo(name)]).status, 303, 'a paper is added')


def back_of(shown):
    return shown.one(class_='govuk-back-link')['href']


def ticked(person, ref):
    return page(person, ref, '/form/consent').form('seen').value('forward_consent')


def begun(person):
    return journey.ref_of(journey.begin(person, CODE))


def answered_until_papers(lang):
    person = journey.forgetful(resident(lang))
    ref = begun(person)
    for name in ('you', 'question'):
        answered(person, ref, name)
    return person, ref


def the_way():
    """You, question, papers, consent, check; back and "go on" agree with that."""
    for lang in ('zh', 'en', 'it', 'es'):
        person = journey.forgetful(resident(lang))
        ref = begun(person)
        go_on = lambda: person.get(at(person, ref, '')).location.split(ref)[1]
        same(answered(person, ref, 'you'), (303, '/form/question'), 'after oneself the question (%s)' % lang)
        same(answered(person, ref, 'question'), (303, '/materials'), 'then the papers')
        same(go_on(), '/materials', 'where the draft goes on later, too')
        shown = page(person, ref, '/materials')
        same((back_of(shown), shown.links('/form/')), (at(person, ref, '/form/question'), [at(person, ref, '/form/consent')]),
             'from there to what is forwarded, or back to the question')
        has(shown.main.text, said(lang, 'papers.to_consent'), 'which the button says')
        shown = page(person, ref, '/form/consent')
        same(back_of(shown), at(person, ref, '/materials'), 'and from that back to the papers')
        has(shown.main.text, FORM['Example']['question'], 'it shows the question that goes there')
        has(shown.main.text, said(lang, 'form.no_papers'), 'and that no paper does')
        same(answered(person, ref, 'consent'), (303, '/check'), 'then check')
        same((go_on(), back_of(page(person, ref, '/check'))), ('/check', at(person, ref, '/form/consent')), 'which goes back there')
        same(journey.submit(person, ref).status, 303, 'and it is submitted')


def as_it_is_now():
    """Another paper, or one less, or another answer: asked again, with all that was typed."""
    for lang in ('zh', 'en'):
        person, ref = answered_until_papers(lang)
        add(person, ref)
        shown = page(person, ref, '/form/consent')
        same(len(shown.links('/applications/%s/files/' % ref)), 1, 'the paper is on the list (%s)' % lang)
        lacks(shown.main.text, said(lang, 'form.no_papers'), 'which says nothing else of it')
        answered(person, ref, 'consent')
        same((ticked(person, ref), page(person, ref, '/check').one(class_='qiao-next')), ('1', None), 'agreed, nothing is missing')
        for what, change in (('added', lambda: add(person, ref, 'phone.jpg')),
                             ('taken out', lambda: person.send(page(person, ref, page(person, ref, '/materials/' + PAPER).links('/remove')[0].split(ref)[1])
                                                               .form(action='/remove'))),
                             ('changed', lambda: same(answered(person, ref, 'question', {'question': 'Something else.'}, '?back=check'),
                                                      (303, '/form/consent?back=check'), 'an answer that is changed leads there at once'))):
            change()
            shown = page(person, ref, '/check')
            has(shown.one(class_='qiao-next').text, said(lang, 'check.consent_again'), '%s since: check says so' % what)
            same(journey.submit(person, ref).status, 422, 'and it is not submitted')
            same(journey.state(ref), 'draft', 'at all')
            shown = page(person, ref, '/form/consent')
            has(shown.main.text, said(lang, 'form.consent_again'), 'the page says why it asks again')
            same(ticked(person, ref), None, 'for a new yes')
            same(answered(person, ref, 'consent', None, '?back=check'), (303, '/check'), 'given')
            ok(not page(person, ref, '/check').one(class_='qiao-next'), 'nothing is missing any more')
        has(page(person, ref, '/check').main.text, 'Something else.', 'what was typed is there')
        same(journey.submit(person, ref).status, 303, 'and it is submitted')


def what_was_seen():
    """A yes from a page that was opened before the last paper came is none."""
    person, ref = answered_until_papers('en')
    form = page(person, ref, '/form/consent').form('seen')
    add(person, ref)
    reply = person.submit(form, {'forward_consent': True})
    same((reply.status, reply.page.error('forward_consent') and said('en', 'form.consent_changed') in reply.page.error('forward_consent')),
         (422, True), 'told that it is another list by now')
    same(len(reply.page.links('/applications/%s/files/' % ref)), 1, 'which stands there')
    again = reply.page.form('seen')
    same(again.value('forward_consent'), None, 'and is not ticked yet')
    same(person.submit(again, {'forward_consent': True}).status, 303, 'seen, the yes counts')
    form = page(person, ref, '/form/consent').form('seen')
    unseen = [n for n in form.pairs({'forward_consent': True}) if n[0] != 'shown']
    same(person.post(form.action, unseen).status, 422, 'nor does one count that does not say what it saw')


def corrected():
    """Sending a correction is agreeing to what it changes: the page lists all that goes then, as it is by now."""
    for lang in ('zh', 'en'):
        person, ref = answered_until_papers(lang)
        add(person, ref)
        answered(person, ref, 'consent')
        same(journey.submit(person, ref).status, 303, 'submitted')
        journey.acted(officer('center-1'), ref, 'correction', {'item-field-question': True, 'text-field-question': {'zh': '请核对。', 'en': 'Check it.'}[lang],
                                                              'item-material-' + PAPER: True, 'ready-material-%s-glare' % PAPER: True})
        add(person, ref, 'cmyk.jpg')
        lacks(page(person, ref, '/correction').main.text, said(lang, 'check.forwarded_only'), 'nothing is listed before all is answered')
        answered(person, ref, 'question', {'question': 'Another question.'})
        shown = page(person, ref, '/correction')
        text = shown.main.text
        has(text, said(lang, 'check.forwarded').split('{')[0].strip(), 'to whom')
        for words in ('Another question.', said(lang, 'check.forwarded_only')):
            has(text, words, 'and what: ' + words)
        names = {n.text for n in shown.main.all('dt')}
        ok(len(names) >= 3, 'each by its name', names)
        ok(shown.links('/applications/%s/files/' % ref), 'papers as well')
        answered(person, ref, 'question', {'question': 'Yet another one.'})
        reply = person.submit(shown.form(action='/correction'))
        same((reply.status, journey.state(ref)), (422, 'correction'), 'changed in another tab since: nothing is sent that was not read')
        has(reply.page.main.text, said(lang, 'correction.anew'), 'which is said')
        has(reply.page.main.text, 'Yet another one.', 'with what goes by now')
        same(person.submit(reply.page.form(action='/correction')).status, 303, 'and that is sent')


run(the_way, as_it_is_now, what_was_seen, corrected)
