#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For pages.mjs: residents with applications in every state, in Chinese and in English, and the pages
of formalities that have every kind of field and paper, and of each kind of page the longest; with
--kinds one page of every kind, of forms as few as have every kind of field. Prints
JSON: {LANG: {cookies: {…}, pages: {NAME: PATH}}}."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
import variety
from qiao import Browser, db, officer, photo, resident


IS_FEW = '--kinds' in sys.argv

# Accepted though this paper is missing; the law leaves days for it.
FOLLOWS = 'hukou-restore-cancelled'
PAPER = journey.may_follow(journey.FORMALITIES[FOLLOWS])[0]
# the form with the most, and of the statements to be signed at home the longest
HELD = ('veh-contact-change', 'contact')
STATED = 'veh-dereg-other'
WECHAT = 'Mozilla/5.0 (Linux; Android 10; wv) Chrome/86.0 XWEB/3185 Mobile MicroMessenger/8.0.21'


def states(person, one, two):
    """{state: number}"""
    ref = {'draft': journey.draft(person, files=[photo('phone.jpg')]), 'empty': journey.ref_of(
        journey.begin(person, 'dl-renew'))}
    for name in ('submitted', 'correction', 'accepted', 'issued', 'refused', 'declined', 'withdrawn'):
        ref[name] = journey.submitted(person)
    journey.acted(one, ref['correction'], 'correction', {
        'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True,
        'item-field-purpose': True, 'text-field-purpose': '请核对用途是否与对方要求一致。'})
    journey.acted(one, ref['accepted'], 'claim')
    journey.acted(one, ref['accepted'], 'accept')
    journey.approved(one, two, ref['issued'])
    journey.issued(one, ref['issued'], files=[photo('three-pages.pdf')])
    journey.acted(one, ref['refused'], 'accept')
    journey.acted(one, ref['refused'], 'propose-refusal', {'ready-conditions': True})
    journey.acted(two, ref['refused'], 'decide', button=('verdict', 'agree'))
    journey.issued(one, ref['refused'], {'delivery': 'electronic'})
    ref['owed'] = journey.submitted(person, FOLLOWS, {'home_county': '330304'})
    journey.acted(one, ref['owed'], 'accept-pending', {'item-' + PAPER: True})
    ref['asked'] = journey.submitted(person)
    one.submit(one.get('/desk/matters/%s/ask-forward' % ref['asked']).page.form('department'), {
        'department': 'civil-affairs', 'reason': '他们要核对。' if person.lang == 'zh' else 'They check it.', 'field-purpose': True, 'material-id-proof-any': True})
    journey.acted(one, ref['declined'], 'decline', {'ready-elsewhere': True, 'place': 'other'})
    person.submit(person.get('/%s/applications/%s/withdraw' % (person.lang, ref['withdrawn'])).page.form(
        action='/withdraw'))
    return ref


def pages_of(person, ref):
    base, pages, kinds, seen = '/' + person.lang, {}, set(), set()

    def is_new(traits):
        missing = set(traits) - seen
        seen.update(traits)
        return bool(missing) or not IS_FEW

    for name, path in (('home', '/'), ('catalogue', '/formalities'), ('search', '/formalities?q=%E6%8A%A4%E7%85%A7'),
                       ('search, nothing', '/formalities?q=zzzz'), ('life', '/formalities?life=papers'),
                       ('category', '/formalities?category=driver'), ('privacy', '/privacy'), ('no line', '/offline'), ('plain guide', '/formalities/cert-no-crime/plain'),
                       ('settings', '/settings'), ('remembered', '/remembered'), ('my papers', '/papers'), ('sign-ins', '/sign-ins'), ('sign-out', '/sign-out'),
                       ('transparency', '/transparency'), ('figures', '/figures'), ('verify', '/verify'), ('verify, no code', '/verify?code=7K3F'),
                       ('units', '/units'),
                       ('applications', '/applications'), ('not found', '/nothing')):
        pages[name] = base + path
    for code in sorted(set(variety.sample()) | (set() if IS_FEW else variety.longest(person.lang))):
        formality = journey.FORMALITIES[code]
        if is_new([('guide', formality['Mode'])]):
            pages['guide ' + code] = '%s/formalities/%s' % (base, code)
        if is_new(['apply']):
            pages['apply ' + code] = journey.apply_path(person.lang, code)
        for number, (answers, verdict, _) in enumerate(journey.ways(formality)):
            if (number or IS_FEW) and verdict['Kind'] in kinds:
                continue
            kinds.add(verdict['Kind'])
            asked = list(answers.items())
            for i in range(len(asked) + 1):
                if i < len(asked) and not is_new(['asked']):
                    continue
                pages['asked %s %s' % (code, asked[i][0] if i < len(asked) else verdict['Kind'])] = \
                    '%s/formalities/%s/questions?%s' % (base, code, '&'.join('%s=%s' % a for a in asked[:i]))
        forms = [page for page in formality['Pages'] if is_new(variety.page_traits(formality, page))]
        if not forms:
            continue
        own = journey.ref_of(journey.begin(person, code))
        for page in forms:
            pages['form %s %s' % (code, page)] = '%s/applications/%s/form/%s' % (base, own, page)
        if journey.uploads_of(formality) and is_new(['papers']):
            pages['papers ' + code] = '%s/applications/%s/materials' % (base, own)
            for paper, _ in journey.uploads_of(formality):
                pages['paper %s' % paper] = '%s/applications/%s/materials/%s' % (base, own, paper)
        if is_new(['gaps']):
            pages['check, gaps ' + code] = '%s/applications/%s/check' % (base, own)
    for state, number in ref.items():
        if state not in ('draft', 'empty', 'asked'):
            pages['tracking, ' + state] = '%s/applications/%s' % (base, number)
    paper = db("SELECT m.id FROM material m JOIN application a ON a.id = m.application WHERE a.ref = '%s'"
               % ref['draft'])[0][0]
    file = db("SELECT file FROM material WHERE id = %s" % paper)[0][0]
    pages['one of my papers'] = '%s/papers/%s' % (base, file)
    pages['delete one of my papers'] = '%s/papers/%s/delete' % (base, file)
    for name, state, rest in (
            ('paper with a photograph', 'draft', 'materials/id-proof-any'), ('check', 'draft', 'check'),
            ('papers from before', 'empty', 'materials/id-proof-driver/again'), ('remove a paper', 'draft', 'papers/%s/remove' % paper), ('receipt', 'submitted', 'receipt'),
            ('withdraw', 'submitted', 'withdraw'), ('as it was, guide', 'submitted', 'guide'), ('who opened it', 'issued', 'views'),
            ('who opened it, nobody', 'submitted', 'views'), ('correction', 'correction', 'correction'),
            ('correction, field', 'correction', 'form/' + journey.page_of('cert-no-crime', 'purpose')),
            ('correction, paper', 'correction', 'materials/id-proof-any'),
            ('correction, more time', 'correction', 'more-time'),
            ('paper that follows', 'owed', 'materials/' + PAPER),
            ('documents', 'issued', 'documents'), ('forward', 'asked', 'forward'),
            ('result', 'issued', 'result'), ('result, refused', 'refused', 'result'),
            ('rating', 'declined', 'rating')):
        pages[name] = '%s/applications/%s/%s' % (base, ref[state], rest)
    pages['paper that may follow'] = '%s/applications/%s/materials/photo-idcard/later' % (
        base, journey.draft(person, FOLLOWS, {'home_county': '330304'}))
    return pages


def weighed(person):
    """What t/browser/axe.t looks at: {name: {LANG: [path, cookies, the browser's name]}}."""
    code, page = HELD
    ref, stated = journey.ref_of(journey.begin(person, code)), journey.submitted(person, STATED)
    out = {'way out of WeChat': {}, 'kept form': {}, 'statements': {}}
    for lang in journey.WORDS:
        lost = Browser(lang)
        lost.cookies = {k: v for k, v in person.cookies.items() if 'session' not in k}
        form = person.get('/%s/applications/%s/form/%s' % (lang, ref, page)).page.form()
        lost.submit(form, journey.fill(form, journey.FORMALITIES[code]['Example']))
        out['kept form'][lang] = ['/%s/held' % lang, dict(lost.cookies, **person.cookies), '']
        out['statements'][lang] = ['/%s/applications/%s/statements' % (lang, stated), person.cookies, '']
        out['way out of WeChat'][lang] = ['/%s/elsewhere?next=%%2Fformalities%%2F%s' % (lang, STATED), {}, WECHAT]
    return out


one, two = officer('ouhai-1'), officer('ouhai-approver')
out = {}
for lang in ('zh', 'en'):
    person = resident(lang)
    out[lang] = {'pages': pages_of(person, states(person, one, two)), 'cookies': person.cookies}
out['zh']['weighed'] = {} if IS_FEW else weighed(person)
json.dump(out, sys.stdout)
