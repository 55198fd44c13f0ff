#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody acts for a child, for a person under their guardianship, or for another adult: whose data is asked apart from
whose matter it is, nothing of one is offered as the other's, and who need not act at all is told so."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said

RECORD, LICENCE = 'exitentry-record', 'dl-cancel'
OTHERS = {'person_name': '林小例', 'person_passport': 'E00000099'}
WAYS = {'child': ['person_name', 'person_passport', 'guardian-id'], 'other': ['person_name', 'person_passport', 'poa', 'proxy-id']}


def begin(person, code, answers):
    path = '/%s/formalities/%s/apply?%s' % (person.lang, code, answers)
    return journey.ref_of(person.send(person.get(path).page.form(action='/apply')))


def page(person, ref, more):
    return person.get('/%s/applications/%s%s' % (person.lang, ref, more)).page


def post(person, ref, code, name, more=None):
    form = page(person, ref, '/form/' + name).form('seen')
    return person.submit(form, journey.fill(form, dict(FORMALITIES[code]['Example'], **(more or {}))))


def add(person, ref, material):
    same(person.submit(page(person, ref, '/materials/' + material).form('files'), files=[photo('grey.jpg')]).status, 303,
         '%s is added' % material)


def lacking(person, ref):
    """What check wants, by the addresses of its links."""
    box = page(person, ref, '/check').one(class_='qiao-next')
    return [n['href'].split(ref)[1].split('?')[0] for n in box.all('a')] if box else []


def a_record():
    """The child's, or another adult's: by whom, of whom, and with whose papers."""
    for lang in ('zh', 'en'):
        for whose, needed in WAYS.items():
            person = resident(lang)
            ref = begin(person, RECORD, 'passport=chinese&whose=' + whose)
            text = person.get('/%s/formalities/%s/questions?passport=chinese&whose=%s' % (lang, RECORD, whose)).page.main.text
            for code in needed:
                name = journey.MATERIALS[code]['Name'][lang] if code in journey.MATERIALS else \
                    journey.field_of(FORMALITIES[RECORD], code)['Label'][lang]
                has(text, name, 'the answers say that %s is needed (%s)' % (code, lang))
            for name in FORMALITIES[RECORD]['Pages']:
                if name != 'person':
                    same(post(person, ref, RECORD, name).status, 303, 'page %s is taken' % name)
            wrong = post(person, ref, RECORD, 'person')
            same((wrong.status, bool(wrong.page.error('person_name')), bool(wrong.page.error('person_passport'))),
                 (422, True, True), 'of whom it is has to be said')
            same(post(person, ref, RECORD, 'person', OTHERS).status, 303, 'and is')
            want = ['passport-cn'] + [c for c in needed if '-' in c or c == 'poa']
            same(sorted(a.rsplit('/', 1)[1] for a in lacking(person, ref)), sorted(want), 'these papers are wanted')
            for code in want:
                add(person, ref, code)
            same(journey.submit(person, ref).status, 303, 'and it is submitted')
            known = person.get('/%s/remembered' % lang).page.main.text
            lacks(known, OTHERS['person_passport'], 'their passport is not remembered as one\'s own')
            mine = person.get('/%s/papers' % lang).page.main.text
            has(mine, said(lang, 'papers.of_person'), 'my papers says whose the passport is')


def ones_own():
    person = resident('zh')
    ref = begin(person, RECORD, 'passport=chinese&whose=mine')
    same(post(person, ref, RECORD, 'you', {'applicant_passport': ''}).status, 422, 'one\'s own record wants one\'s passport')
    for name in FORMALITIES[RECORD]['Pages']:
        same(post(person, ref, RECORD, name).status, 303, 'page %s' % name)
    same(lacking(person, ref), ['/materials/passport-cn'], 'and its picture, and nothing else')


def a_licence():
    """A guardian's own licence is not the ward's."""
    person = resident('zh')
    journey.submitted(person, 'dl-electronic')
    own = FORMALITIES['dl-electronic']['Example']['licence_no']
    ref = begin(person, LICENCE, 'why=stop&register=kept')
    same(page(person, ref, '/form/licence').form('seen').value('licence_no'), own, 'one\'s own licence is offered')
    ref = begin(person, LICENCE, 'why=guardian&register=kept')
    same(post(person, ref, LICENCE, 'holder').status, 422, 'a guardian says whose it is')
    same(post(person, ref, LICENCE, 'holder', {'person_name': '林小例'}).status, 303, 'and is not')
    same(page(person, ref, '/form/licence').form('seen').value('licence_no') or '', '', 'offered as the ward\'s')
    for name in ('you', 'licence', 'reason', 'agent'):
        same(post(person, ref, LICENCE, name, {'licence_no': '330399201903150014'} if name == 'licence' else None).status, 303, name)
    same(sorted(a.rsplit('/', 1)[1] for a in lacking(person, ref)), ['guardian-id', 'id-proof-driver'], 'with both identity papers')
    for code in ('guardian-id', 'id-proof-driver'):
        add(person, ref, code)
    same(journey.submit(person, ref).status, 303, 'submitted')
    ref = begin(person, LICENCE, 'why=stop&register=kept')
    same(page(person, ref, '/form/licence').form('seen').value('licence_no'), own, 'and one\'s own is still the one that is known')


def a_death():
    """Nobody has to give up the licence of who died: first the registration of the death, where it happened."""
    visitor = Browser()
    for lang in ('zh', 'en', 'it', 'es'):
        for place, to in (('china', 'hukou-cancel-death-home'), ('abroad', 'hukou-cancel-death-abroad')):
            shown = visitor.get('/%s/formalities/%s/questions?why=died&place=%s' % (lang, LICENCE, place)).page
            ways = [a for a in shown.links('/formalities/%s' % to)]
            ok(ways, '%s: a death %s leads to %s' % (lang, place, to), shown.links())
            ok(ways and 'place=' + place in ways[0], 'which does not ask that again', ways)
        ok('/apply' not in ''.join(shown.links()), 'and not to the form')
        has(visitor.get('/%s/formalities/%s' % (lang, LICENCE)).page.main.text, FORMALITIES[LICENCE]['Who'][lang], 'the guide says so')


run(a_record, ones_own, a_licence, a_death)
