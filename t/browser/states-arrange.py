#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For axe.mjs: what pages-arrange.py leaves out, for a resident who has nothing and one whose matters have gone every
way, with the longest answers that the forms take. Prints JSON: {LANG: {NAME: [PATH, COOKIES]}}, in Chinese and English;
with --kinds in English only what no other page has. Those are the names that end in "!"."""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import Browser, officer, resident

IS_FEW = '--kinds' in sys.argv
SPOT = 'hukou-cancel-emigrant'      # somebody has to come to a counter
STATED = 'cert-no-crime-foreigner'  # statements to be signed at home
WORDS = {'zh': '䶮家垟村老年协会三楼东首', 'en': 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch '}
NAMES = {'name_zh': '阿卜杜热依木江·买买提吾甫尔·艾合买提', 'name_latin': 'WOLFESCHLEGELSTEINHAUSENBERGERDORFF ABDUREYIM'}


def meeting(days):
    at = time.gmtime(time.time() + 8 * 3600 + days * 86400)
    return {'way': 'video', 'when-year': str(at.tm_year), 'when-month': str(at.tm_mon), 'when-day': str(at.tm_mday),
            'when-hour': '15', 'when-minute': '30', 'where': 'https://video.example/' + 'room' * 20, 'ready-video': True}


def longest(lang):
    """The code of the formality with the most that is typed freely, and answers as long as they may be."""
    free = {code: [f for page in formality['Pages'].values() for f in page['Fields'].values()
                   if journey.field_of(formality, f)['Type'] in ('text', 'textarea', 'name_zh', 'name_latin') and f in formality['Example']]
            for code, formality in journey.FORMALITIES.items()}
    code = max(free, key=lambda c: (len(free[c]), c))
    answers = {}
    for field in free[code]:
        own = journey.field_of(journey.FORMALITIES[code], field)
        most = int(own.get('Most', 60 if own['Type'] == 'text' else 500))
        answers[field] = NAMES.get(own['Type']) or (WORDS[lang] * most)[:most].strip()
    return code, answers


def cookie_lost(person):
    kept = Browser(person.lang)
    kept.cookies = {k: v for k, v in person.cookies.items() if 'session' not in k}
    return kept


def entrance(lang):
    """Sign-in under way: the code is asked for; and a form that came without its session."""
    stranger = Browser(lang)
    form = stranger.get('/%s/sign-in' % lang).page.form('contact')
    stranger.submit(form, {'contact': 'states-%s-%d@example.org' % (lang, time.time_ns())})
    return {'the code!': ['/sign-in/code', stranger.cookies], 'sign-in, held!': ['/sign-in?held=shown', {}]}


def moved(lang, one, two):
    """{state: number} of one resident, and theirs"""
    person = journey.forgetful(resident(lang))
    ref = {name: journey.submitted(person, example={'home_county': '330304'}) for name in (
        'interview', 'asked', 'passed', 'answered', *(() if IS_FEW else ('proposed', 'approved', 'agreed', 'rated')))}
    journey.acted(one, ref['interview'], 'accept')
    journey.acted(one, ref['interview'], 'interview', meeting(7))
    for name in {'asked', 'agreed', 'passed'} & set(ref):
        journey.acted(one, ref[name], 'ask-forward', {'department': 'civil-affairs', 'field-purpose': True, 'reason': '要核对。'})
    for name in {'agreed', 'passed'} & set(ref):
        person.submit(person.get('/%s/applications/%s/forward' % (lang, ref[name])).page.form(action='/forward'), button=('agree', 'yes'))
    journey.acted(one, ref['passed'], 'transfer', {'department': 'civil-affairs', 'ready-first': True})
    journey.acted(one, ref['answered'], 'correction', {'item-field-purpose': True, 'text-field-purpose': '请核对用途。'})
    form = person.get('/%s/applications/%s/form/%s' % (lang, ref['answered'], journey.page_of('cert-no-crime', 'purpose'))).page.form()
    person.submit(form, {'purpose': 'study'})
    ref['visit'] = journey.submitted(person, SPOT)
    journey.acted(one, ref['visit'], 'accept')
    ref['stated'] = journey.submitted(person, STATED)
    if IS_FEW:
        return person, ref
    journey.acted(one, ref['proposed'], 'accept')
    journey.acted(one, ref['proposed'], 'propose-approval', {'ready-complete': True})
    journey.approved(one, two, ref['approved'])
    journey.acted(one, ref['rated'], 'decline', {'ready-elsewhere': True, 'place': 'other'})
    person.submit(person.get('/%s/applications/%s/rating' % (lang, ref['rated'])).page.form(action='/rating'),
                  {'level': '1', 'words': WORDS[lang] * 8, 'about-manner': True})
    return person, ref


def others(ref, own, none):
    """What looks like pages that are looked at in any case."""
    of = {name: '/applications/' + number for name, number in ref.items()}
    pages = {'home, signed in': ['/', none], 'settings, saved': ['/settings?saved=1', none], 'units': ['/units', {}],
             'rating': [of['rated'] + '/rating', own], 'rated': [of['rated'], own], 'receipt, stated': [of['stated'] + '/receipt', own],
             'check, submitted': [of['proposed'] + '/check', own], 'form, submitted': [of['proposed'] + '/form/you', own],
             'another person\'s': [of['proposed'], none]}
    return dict(pages, **{'tracking, ' + state: [of[state], own] for state in ('proposed', 'approved', 'asked', 'agreed', 'stated')})


def pages_of(lang, one, two):
    nobody, (person, ref) = resident(lang), moved(lang, one, two)
    own, none = person.cookies, nobody.cookies
    pages = dict(entrance(lang), **{
        'no applications!': ['/applications', none], 'no papers of mine!': ['/papers', none], 'nothing remembered!': ['/remembered', none],
        'matters of every state!': ['/applications', own], 'forward!': ['/applications/%s/forward' % ref['asked'], own],
        'correction, answered!': ['/applications/%s/correction' % ref['answered'], own],
        'documents!': ['/applications/%s/documents' % ref['passed'], own],
        'statements!': ['/applications/%s/statements' % ref['stated'], own]})
    for state in ('interview', 'passed', 'visit'):
        pages['tracking, %s!' % state] = ['/applications/%s' % ref[state], own]
    code, answers = longest(lang)
    long = journey.draft(person, code, answers)
    first, *rest = journey.FORMALITIES[code]['Pages']
    pages['form, long %s!' % first] = ['/applications/%s/form/%s' % (long, first), own]
    pages['check, long!'] = ['/applications/%s/check' % long, own]
    if not IS_FEW:
        pages.update(others(ref, own, none))
        sent = journey.submitted(person, code, answers)
        pages.update({'form, long %s' % page: ['/applications/%s/form/%s' % (long, page), own] for page in rest})
        pages.update({'papers, long': ['/applications/%s/materials' % long, own], 'tracking, long': ['/applications/%s' % sent, own],
                      'receipt, long': ['/applications/%s/receipt' % sent, own]})
    held = journey.begin(person, 'dl-defer-renew')
    form = held.page.form()
    lost = cookie_lost(person)
    lost.submit(form, journey.fill(form, journey.FORMALITIES['dl-defer-renew']['Example']))
    lost.cookies = dict(own, **lost.cookies)
    pages['held!'] = ['/held', lost.cookies]
    return {name: ['/' + lang + path, jar] for name, (path, jar) in pages.items()}


one, two = officer('ouhai-1'), officer('ouhai-approver')
json.dump({lang: pages_of(lang, one, two) for lang in (('en',) if IS_FEW else ('zh', 'en'))}, sys.stdout)
