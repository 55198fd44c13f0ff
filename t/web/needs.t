#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was answered before the form decides what has to be there: the verdict says so, the guide lists
it, the form, the list of papers and the check page want it, and nothing is submitted without it;
other answers ask for other things."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said
from samples import Samples

CODE = 'test-needs'
ME = 'language=chinese&who-applies=me'
FAMILY = 'language=chinese&who-applies=family'
SOMEBODY = 'language=other&who-applies=somebody'


def samples():
    global kept, f
    kept = Samples()
    f = FORMALITIES[CODE]


def page_url(lang, page, answers=''):
    return '/%s/formalities/%s%s%s' % (lang, CODE, '/' + page if page else '', '?' + answers if answers else '')


def paper(code, lang):
    return journey.MATERIALS[code]['Name'][lang]


def label(code, lang):
    return journey.FIELDS[code]['Label'][lang]


def begin(person, answers):
    form = person.get(page_url(person.lang, 'apply', answers)).page.form(action='/apply')
    return journey.ref_of(person.send(form))


def fill(person, ref, more=None):
    """The form with its example; the reply to its last page."""
    example = dict(f['Example'], **(more or {}))
    for page in f['Pages']:
        form = person.get('/%s/applications/%s/form/%s' % (person.lang, ref, page)).page.form()
        reply = person.submit(form, journey.fill(form, example))
    return reply


def add(person, ref, code):
    page = person.get('/%s/applications/%s/materials/%s' % (person.lang, ref, code)).page
    return person.submit(page.form('files'), files=[photo('grey.jpg')])


def check(person, ref):
    return person.get('/%s/applications/%s/check' % (person.lang, ref)).page


def gaps(page):
    """The papers and pages that the list of what is missing leads to."""
    section = next(page.all('section', class_='qiao-next'))
    return sorted(a['href'].split('?')[0].rsplit('/', 1)[1] for a in section.all('a'))


def papers_of(guide):
    """What the guide says is wanted, without what may be."""
    return list(next(guide.all('ol', class_='qiao-papers')).all('li'))


def before_the_form():
    for lang in ('zh', 'en'):
        visitor = Browser(lang)
        page = visitor.get(page_url(lang, 'questions', SOMEBODY)).page
        text = page.main.text
        has(text, said(lang, 'questions.needs'), 'the verdict says that more is needed (%s)' % lang)
        same([w for w in (paper('poa-notarised', lang), paper('proxy-id', lang), label('language_note', lang),
                          label('remark', lang)) if w not in text], [], 'and what')
        lacks(visitor.get(page_url(lang, 'questions', ME)).page.main.text, said(lang, 'questions.needs'), 'or nothing')
        has(page.links(), page_url(lang, '', SOMEBODY), 'the guide is linked with the answers')
        guide, plain = (visitor.get(page_url(lang, '', a)).page for a in (SOMEBODY, ''))
        has(guide.main.text, said(lang, 'guide.for_answers'), 'and lists the papers for them')
        lacks(plain.main.text, said(lang, 'guide.for_answers'), 'without answers it does not say so')
        wanted = [''.join(n.text for n in li.all('b')) for li in papers_of(guide)]
        same(wanted, [paper(c, lang) for c in ('id-proof-any', 'proxy-id', 'poa-notarised')], 'first what is wanted')
        same(len(papers_of(plain)), 1, 'of which there is one else')
        for li, code in zip(papers_of(guide)[1:], ('proxy-id', 'poa-notarised')):
            lacks(li.text, f['Materials'][code]['When'][lang], 'and not "only if …": that was answered')
        has(papers_of(guide)[1].text, f['Materials']['proxy-id']['Asked'][lang], 'but what there is to say of it')
        has(plain.main.text, f['Materials']['proxy-id']['When'][lang], 'which is said to who has not answered')
        has(guide.links(), page_url(lang, 'questions', SOMEBODY), 'Apply keeps the answers')


def refused_without():
    for lang in ('zh', 'en'):
        person = resident(lang)
        ref = begin(person, SOMEBODY)
        refused = fill(person, ref)
        same((refused.status, refused.page.error('language_note') is not None, refused.page.error('remark') is not None),
             (422, True, True), 'the form wants its fields (%s)' % lang)
        has(refused.page.error('remark') or '', said(lang, 'field.empty'), 'and says so beside them')
        lacks(refused.page.main.text, said(lang, 'form.optional').replace('{1}', label('remark', lang)), 'nor calls them optional')
        same(fill(person, ref, {'language_note': 'Italiano', 'remark': '-'}).status, 303, 'with them it goes on')
        add(person, ref, 'id-proof-any')
        page = check(person, ref)
        has(page.main.text, said(lang, 'check.gaps'), 'the check page says that something is missing')
        same(gaps(page), ['poa-notarised', 'proxy-id'], 'each with the way to it')
        refused = journey.submit(person, ref)
        same((refused.status, journey.state(ref)), (422, 'draft'), 'and it is not submitted')
        has(refused.page.main.text, paper('poa-notarised', lang), 'with what is missing')
        add(person, ref, 'poa-notarised')
        add(person, ref, 'proxy-id')
        lacks(check(person, ref).main.text, said(lang, 'check.gaps'), 'once they are there nothing is missing')
        same((journey.submit(person, ref).status, journey.state(ref)), (303, 'submitted'), 'and it is submitted')


def list_of_papers():
    person = resident('en')
    ref = begin(person, FAMILY)
    same(fill(person, ref).status, 422, 'a field that depends on another one is wanted whatever that says')
    same(fill(person, ref, {'case_no': 'A1'}).status, 303, 'and taken')
    page = person.get('/en/applications/%s/materials' % ref).page
    tags = {next(li.all('a'))['href'].rsplit('/', 1)[1]: next(li.all('strong')).text.strip()
            for li in page.all('li', class_='govuk-task-list__item')}
    same((tags['proxy-id'], tags['poa-notarised'], tags['hukou-book']),
         (said('en', 'papers.wanted'), said('en', 'papers.optional'), said('en', 'papers.optional')), 'the list tells what is wanted')
    plain = begin(person, ME)
    fill(person, plain)
    add(person, plain, 'id-proof-any')
    lacks(check(person, plain).main.text, said('en', 'check.gaps'), 'who applies for themselves needs none of it')


def other_answers():
    person = resident('en')
    ref = begin(person, FAMILY)
    fill(person, ref, {'case_no': 'A1'})
    add(person, ref, 'id-proof-any')
    page = check(person, ref)
    has(page.main.text, f['Questions']['who_applies']['Options']['family']['en'], 'the check page shows what was answered')
    same(next(iter(page.links('for_draft'))), page_url('en', 'questions', FAMILY + '&for_draft=' + ref), 'with a link to change it')
    page = person.get(page.links('for_draft')[0]).page
    page = person.get(next(a for a in page.links('to_ask=who-applies'))).page
    first = person.get(page_url('en', 'questions', FAMILY + '&for_draft=' + ref + '&to_ask=language')).page
    same(first.one(class_='govuk-back-link')['href'], '/en/applications/%s/check' % ref, 'before the first question is the check page')
    form = next(form for form in page.forms if 'was_asked' in form.names)
    same((form.value('for_draft'), form.value('who-applies')), (ref, 'family'), 'the question knows the draft')
    reply = person.submit(form, {'who-applies': 'me'})
    has(reply.page.main.text, said('en', 'questions.keep'), 'the verdict offers to go on with it')
    asked = person.get(next(a for a in reply.page.links('/apply')))
    has(asked.page.main.text, '%s-%s-%s' % (ref[:4], ref[4:8], ref[8]), 'which says of what')
    count = "SELECT COUNT(*) FROM application WHERE formality = '%s'" % CODE
    before = db_one(count)
    done = person.submit(asked.page.form(action='/apply'))
    same((done.location, db_one(count)), ('/en/applications/%s/check' % ref, before), 'no other draft is begun')
    page = person.follow(done).page
    lacks(page.main.text, said('en', 'check.gaps'), 'and what was wanted is wanted no more')
    has(page.main.text, f['Questions']['who_applies']['Options']['me']['en'], 'the new answer stands there')
    form = person.get('/en/applications/%s/form/use' % ref).page.form()
    same(form.value('case_no'), 'A1', 'what was filled in stays')

    def change(who, answers, for_draft):
        own = who.get(page_url(who.lang, 'apply', ME)).page.form(action='/apply')
        return who.post(own.action, [p for p in own.pairs() if p[0] in ('token', 'once')] +
                        [tuple(p.split('=')) for p in answers.split('&')] + [('for_draft', for_draft)])
    change(person, SOMEBODY, ref)
    has(check(person, ref).main.text, said('en', 'check.gaps'), 'others want others')
    form = person.get('/en/applications/%s/form/use' % ref).page.form()
    same(form.value('purpose') or '', '', 'what only the answer before had put into the form is gone')
    stranger = resident('en')
    same(change(stranger, ME, ref).status, 404, 'nobody changes the answers of somebody else')
    same(change(person, 'language=chinese', ref).location, page_url('en', 'questions', 'language=chinese&for_draft=' + ref),
         'answers that are not whole are asked for')
    asked = person.get(page_url('en', 'apply', ME)).page
    has(asked.links(), page_url('en', 'apply', ME + '&for_draft=' + ref), 'who answers anew is led to what was begun, with the new answers')
    alike = person.get(page_url('en', 'apply', SOMEBODY)).page
    has(alike.links(), '/en/applications/' + ref, 'with the same ones straight on')
    change(person, ME, ref)
    add(person, ref, 'id-proof-any')
    fill(person, ref)
    same(journey.submit(person, ref).status, 303, 'submitted')
    same(change(person, SOMEBODY, ref).status, 410, 'and what is submitted keeps its answers')


PLATE = 'plate=yes&owner=mine&what='


def contradicted():
    """A field that an answer had set says another answer's word: nothing that this one needs is got round."""
    plate = FORMALITIES['veh-plate-replace']
    for lang in ('zh', 'en'):
        person = resident(lang)
        form = person.get('/%s/formalities/veh-plate-replace/apply?%slost' % (lang, PLATE)).page.form(action='/apply')
        reply = person.send(form)
        ref = journey.ref_of(reply)
        journey.answer_pages(person, reply, dict(plate['Example'], reason_reissue='damaged'))
        for code, is_optional in journey.uploads_of(plate):
            if not is_optional and code != 'plate':
                add(person, ref, code)
        page = check(person, ref)
        section = next(page.all('section', class_='qiao-next'))
        change = next(iter(page.links('for_draft')))
        same([a['href'] for a in section.all('a')], [change], 'one thing is missing: the answers do not agree (%s)' % lang)
        lost = plate['Questions']['what']['Options']['lost'][lang]
        has(section.text, lost, 'it says what was answered')
        has(page.main.text, said(lang, 'check.denied').replace('{1}', lost), 'and beside the field')
        refused = journey.submit(person, ref)
        same((refused.status, journey.state(ref)), (422, 'draft'), 'and it is not submitted')
        has(refused.page.main.text, lost, 'with the same words')
        form = person.get('/%s/formalities/veh-plate-replace/apply?%sdamaged&for_draft=%s' % (lang, PLATE, ref)).page.form(action='/apply')
        person.submit(form)
        same(gaps(check(person, ref)), ['plate'], 'by the other answer its photograph is wanted')
        add(person, ref, 'plate')
        same((journey.submit(person, ref).status, journey.state(ref)), (303, 'submitted'), 'and with it all is there')


def collected():
    """A relative collects it: what they bring is asked for, and with another way of delivery it is not."""
    code = 'cert-kinship'
    person, one = resident('zh'), FORMALITIES[code]
    reply = journey.begin(person, code)
    ref = journey.ref_of(reply)
    journey.answer_pages(person, reply, dict(one['Example'], delivery='proxy'))
    journey.add_papers(person, ref, one)
    same(gaps(check(person, ref)), ['poa', 'proxy-id'], '%s: a relative brings an authorisation and an ID card' % code)
    refused = journey.submit(person, ref)
    same((refused.status, journey.state(ref)), (422, 'draft'), 'and it is not submitted without them')
    form = person.get('/zh/applications/%s/form/delivery' % ref).page.form()
    person.submit(form, {'delivery': 'electronic'})
    lacks(check(person, ref).main.text, said('zh', 'check.gaps'), 'nobody brings anything for the electronic one')
    person.submit(person.get('/zh/applications/%s/form/delivery' % ref).page.form(), {'delivery': 'proxy'})
    add(person, ref, 'poa')
    add(person, ref, 'proxy-id')
    same((journey.submit(person, ref).status, journey.state(ref)), (303, 'submitted'), 'with them it is')


def lost_and_not_found_yet():
    """What may never be found is registered without an authorisation to collect it."""
    person, one = resident('en'), FORMALITIES['lost-property']
    reply = journey.begin(person, 'lost-property')
    ref = journey.ref_of(reply)
    journey.answer_pages(person, reply, dict(one['Example'], delivery='proxy'))
    lacks(check(person, ref).main.text, said('en', 'check.gaps'), 'nothing is missing for a relative who may collect it one day')
    same((journey.submit(person, ref).status, journey.state(ref)), (303, 'submitted'), 'and it is submitted')


def licence_of_another():
    """A licence has its holder's identity number: another one is remarked on, and stops nobody."""
    for lang in ('zh', 'en', 'it', 'es'):
        person, example = resident(lang), FORMALITIES['dl-electronic']['Example']
        warning = said(lang, 'field.like').replace('{1}', label('applicant_idno', lang))
        lacks(check(person, journey.draft(person, 'dl-electronic')).main.text, warning, 'the same number is not remarked on (%s)' % lang)
        other = journey.fresh_idno()
        ref = journey.draft(person, 'dl-electronic', {'licence_no': other})
        ok(other != example['applicant_idno'] and warning in check(person, ref).main.text, 'another is (%s)' % lang)
        same(journey.submit(person, ref).status, 303, 'and it is submitted all the same')


def page_of(person, ref, name):
    return person.get('/%s/applications/%s/form/%s' % (person.lang, ref, name)).page


def told_by(page, field):
    """What stands beside a field of a form about where its value came from."""
    mark = page.one(id='r-' + field)
    return mark.text if mark else None


def licence_by_identity_number():
    """Whoever has given their identity number is offered it as the number of their licence, and is told so."""
    other, example = journey.fresh_idno(), FORMALITIES['dl-electronic']['Example']
    for lang in ('zh', 'en', 'it', 'es'):
        person, whence = resident(lang), said(lang, 'form.from_here').replace('{1}', label('applicant_idno', lang))
        ref = journey.ref_of(journey.begin(person, 'dl-electronic'))
        same((page_of(person, ref, 'licence').form('seen').value('licence_no') or '', told_by(page_of(person, ref, 'licence'), 'licence_no')),
             ('', None), 'nothing is offered before it is given (%s)' % lang)
        form = page_of(person, ref, 'you').form()
        page = person.send(form, journey.fill(form, example)).page
        same((page.form('seen').value('licence_no'), told_by(page, 'licence_no')), (example['applicant_idno'], whence), 'then it is (%s)' % lang)
        lacks(page.main.text, said(lang, 'form.all_offered'), 'of which nobody says that it was told before')
        form = page.form('seen')
        person.send(form, {n: v for n, v in journey.fill(form, example).items() if n != 'licence_no'})
        has(check(person, ref).main.text, whence, 'and once more before submitting')
        form = page_of(person, ref, 'you').form('seen')
        person.send(form, {'applicant_idno': other})
        lacks(check(person, ref).main.text, whence, 'not if the identity number is another one since')
        person.send(page_of(person, ref, 'licence').form('seen'), {'licence_no': other})
        lacks(check(person, ref).main.text, whence, 'nor for what was typed')
        ref = journey.ref_of(journey.begin(person, 'veh-violation-handle'))
        for name in ('you', 'violation'):
            form = page_of(person, ref, name).form()
            page = person.send(form, journey.fill(form, FORMALITIES['veh-violation-handle']['Example'])).page
        same(told_by(page, 'driver_licence'), whence, 'by whoever drove, too')
        ref = journey.ref_of(journey.begin(person, 'dl-info-change'))
        form = page_of(person, ref, 'you').form()
        page = person.send(form, journey.fill(form, FORMALITIES['dl-info-change']['Example'])).page
        same(page.form('seen').value('licence_no') or '', '', 'nor where the number itself may have changed')


def at_the_desk():
    person = resident('zh')
    ref = begin(person, FAMILY)
    fill(person, ref, {'case_no': 'A1'})
    add(person, ref, 'id-proof-any')
    add(person, ref, 'proxy-id')
    same(journey.submit(person, ref).status, 303, 'submitted by a relative')
    page = officer('ouhai-1').get('/desk/matters/' + ref).page
    has(page.main.text, f['Questions']['who_applies']['Options']['family']['zh'], 'the officer sees what was answered')


run(samples, before_the_form, refused_without, list_of_papers, other_answers, contradicted, collected, lost_and_not_found_yet, licence_of_another,
    licence_by_identity_number, at_the_desk)
