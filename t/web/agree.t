#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed into a form agrees with what was answered before it: at the page, with the way to the answers and
to what suits better, and at submission, also after an answer was changed; a bound of a field names who takes it."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said

OLD = '33039919780801121X'
WAYS = {
    'passport-minor': 'child=china&foreign=no&register=yes&parents=away',
    'id-minor': 'register=wenzhou&age=child&place=here&company=relative',
    'hukou-name-minor': 'age=minor&consent=both&register=wenzhou',
    'residence-foster': 'child=foreign&where=wenzhou&visa=q1&foster=yes&age=under',
    'foreign-birth-reg': 'parents=foreign&passport=yes&days=within',
    'dl-restore': 'expiry=middle&deferred=no&visit=home',
    'veh-dereg-other': 'plate=yes&happened=abroad&owner=me&clear=yes',
    'veh-mark-exempt': 'plate=yes&kind=exempt&insurance=yes&violations=none',
    'hukou-birth-abroad': 'document=chinese&entered=yes&certificate=yes&helper=relative',
    'eep-minor': 'where=china&parents=chinese&papers=foreign',
    'event-permit': 'size=county&when=enough&organiser=registered',
    'dl-renew': 'expiry=window&hukou=there&medical=yes',
    'dl-defer-renew': 'expiry=window&where=abroad&issued=wenzhou',
    'hukou-ethnic': 'age=minor&before=never&approval=yes&register=wenzhou',
}
# formality, field, answer, and the formality that is named in its place (None: none)
REFUSED = (
    ('passport-minor', 'child_idno', OLD, 'passport-first'),
    ('id-minor', 'child_idno', OLD, 'id-first'),
    ('hukou-name-minor', 'child_idno', OLD, 'hukou-name-adult'),
    ('residence-foster', 'child_birth', '1990-01-01', 'residence-family'),
    ('residence-foster', 'child_birth', 'today-3', None),        # after the entry
    ('foreign-birth-reg', 'child_birth', '1990-01-01', 'residence-family'),
    ('foreign-birth-reg', 'child_birth', 'today-80', None),      # the answers are to be changed
    ('foreign-birth-reg', 'nationality', 'CN', 'hukou-birth-home'),
    ('dl-restore', 'expiry_date', 'today-30', 'dl-renew'),
    ('dl-restore', 'expiry_date', 'today-3660', 'consult'),
    ('veh-dereg-other', 'plate_no', '京A12345', 'tr-other-police'),
    ('veh-mark-exempt', 'plate_no', '京A12345', 'tr-other-police'),
    ('hukou-birth-abroad', 'child_birth', '1990-01-01', 'consult'),
    ('hukou-birth-abroad', 'birth_country', 'CN', 'hukou-birth-home'),
    ('eep-minor', 'child_birth', '1990-01-01', 'passport-first'),
    ('hukou-ethnic', 'child_idno', OLD, 'consult'),
    ('event-permit', 'attendance', '6000', 'consult'),           # and where a field's own bound refuses
    ('dl-renew', 'expiry_date', 'today-400', 'dl-restore'),
    ('dl-defer-renew', 'expiry_date', 'today-400', 'dl-restore'),
)


def begin(person, code):
    path = '/%s/formalities/%s/apply?%s' % (person.lang, code, WAYS[code])
    return journey.ref_of(person.send(person.get(path).page.form(action='/apply')))


def page_of(code, field):
    return next(p for p, page in FORMALITIES[code]['Pages'].items() if field in page['Fields'].values())


def post(person, ref, code, page, more=None):
    form = person.get('/%s/applications/%s/form/%s' % (person.lang, ref, page.replace('_', '-'))).page.form()
    return person.submit(form, journey.fill(form, dict(FORMALITIES[code]['Example'], **(more or {}))))


def refused():
    for lang in ('zh', 'en'):
        person = resident(lang)
        refs = {code: begin(person, code) for code in WAYS}
        for code, field, value, instead in REFUSED:
            page = page_of(code, field)
            reply = post(person, refs[code], code, page, {field: value})
            same(reply.status, 422, '%s: %s %s is refused (%s)' % (code, field, value, lang))
            error = reply.page.error(field) or reply.page.error('entry_date') or ''
            ok(error, 'beside it', reply.page.main.text[:300])
            if instead:
                has(error, FORMALITIES[instead]['Name'][lang], 'and %s is named' % instead)
                ok([a for a in reply.page.links('/formalities/') if '/%s/formalities/%s' % (lang, instead) in a],
                   'and linked')
            lacks(error, '{1}', 'with no hole in the words')
        both = post(person, refs['passport-minor'], 'passport-minor', page_of('passport-minor', 'child_idno'),
                    {'child_idno': OLD, 'child_name': ''})
        ok(both.page.error('child_idno') and both.page.error('child_name'),
           'it is told at once with what else is wrong on the page', both.page.main.text[:300])
        for code in WAYS:
            for page in FORMALITIES[code]['Pages']:
                same(post(person, refs[code], code, page).status, 303, '%s: its example is taken, page %s' % (code, page))


def two_at_once():
    """Two answers of a page that contradict: each says why, and a way out stands once."""
    for lang in ('zh', 'en'):
        person = resident(lang)
        code = 'foreign-birth-reg'
        ref = begin(person, code)
        reply = post(person, ref, code, page_of(code, 'child_birth'), {'child_birth': 'today-80', 'nationality': 'CN'})
        ok(reply.page.error('child_birth') and reply.page.error('nationality'), 'both are refused (%s)' % lang)
        ways = [n['href'] for n in reply.page.main.all('a') if '/questions' in n['href'] and 'for_draft=' in n['href']]
        same(len(ways), 1, 'the way to the answers is there once')
        ok([n for n in reply.page.links('/formalities/hukou-birth-home')], 'beside the way that suits the other')


def linked_answers():
    person = resident('zh')
    ref = begin(person, 'dl-restore')
    reply = post(person, ref, 'dl-restore', page_of('dl-restore', 'expiry_date'), {'expiry_date': 'today-30'})
    ways = [a for a in reply.page.links('/questions') if 'for_draft=' + ref in a]
    ok(ways, 'the way back to the answers keeps the draft')
    ok('expiry=middle' in ways[0], 'and what was answered')


def changed_afterwards():
    """What fitted the first answer does not fit the one that was given later: told before it is submitted."""
    person = resident('zh')
    ref = begin(person, 'foreign-birth-reg')
    for page in FORMALITIES['foreign-birth-reg']['Pages']:
        post(person, ref, 'foreign-birth-reg', page, {'child_birth': 'today-20'})
    text = said('zh', 'form.disagrees').split('：')[0]
    check = '/zh/applications/%s/check' % ref
    lacks(person.get(check).page.main.text, text, 'what agrees is no gap')
    change = '/zh/formalities/foreign-birth-reg/apply?%s&for_draft=%s' % (
        WAYS['foreign-birth-reg'].replace('within', 'over'), ref)
    person.send(person.get(change).page.form(action='/apply'))
    page = person.get(check).page
    has(page.main.text, text, 'after another answer it is one')
    form = page.form(action='/check')
    same(person.submit(form, {'declare': '1'}).status, 422, 'and it is not submitted')


run(refused, two_at_once, linked_answers, changed_afterwards)
