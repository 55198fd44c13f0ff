#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was told once is not asked again: offered in the next form with where it came from, shown
as such on the check page, changed, forgotten; and nobody else's."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey

FIRST, SECOND, THIRD = 'dl-renew', 'cert-no-crime', 'veh-plate-replace'


def name_of(code, lang='zh'):
    return journey.FORMALITIES[code]['Name'][lang]


def mark(page, field):
    """What stands beside a field about where it came from."""
    found = page.one(id='r-' + field)
    return found.text if found else None


def label_of(code, field, lang):
    own = journey.FORMALITIES[code].get('Field', {}).get(field, {})
    return own.get('Label', journey.FIELDS[field]['Label'])[lang]


def reusable(code):
    f = journey.FORMALITIES[code]
    return [x for p in f['Pages'].values() for x in p['Fields'].values()
            if f.get('Field', {}).get(x, {}).get('Reuse', journey.FIELDS[x].get('Reuse', 'no')) != 'no']


def pages_as_they_are(browser, reply):
    """Every page of a form, sent as it stands where it may be: {field: its mark}, the last reply."""
    marks, asked = {}, []
    code = db_one("SELECT formality FROM application WHERE ref = '%s'" % journey.ref_of(reply))
    example = journey.FORMALITIES[code]['Example']
    for _ in range(20):
        if '/form/' not in reply.path:
            break
        form = reply.page.form()
        page = reply.path.rsplit('/', 1)[1]
        fields = list(journey.FORMALITIES[code]['Pages'][page]['Fields'].values())
        marks.update({x: mark(reply.page, x) for x in fields})
        typed = {n: v for n, v in journey.fill(form, example).items()
                 if not marks[next(x for x in fields if n == x or n.startswith(x + '-'))]}
        asked += list(typed)
        reply = browser.send(form, typed)
    return marks, asked, reply


def second_asks_nothing_again():
    for lang in ('zh', 'en'):
        browser = resident(lang)
        reply = journey.begin(browser, FIRST)
        same(mark(reply.page, 'applicant_name'), None, 'the first form offers nothing (%s)' % lang)
        journey.answer_pages(browser, reply, journey.FORMALITIES[FIRST]['Example'])
        ref = journey.ref_of(reply)
        journey.add_papers(browser, ref, journey.FORMALITIES[FIRST])
        reply = journey.begin(browser, THIRD)
        same(mark(reply.page, 'applicant_name'), None, 'nor does another before it is submitted')
        same(reply.page.form().value('applicant_name'), '', 'not even without a word')
        same(journey.submit(browser, ref).status, 303, 'the first is submitted')
        both = set(reusable(FIRST)) & set(reusable(THIRD)) & set(journey.FORMALITIES[FIRST]['Example'])
        ok(len(both) >= 6, 'the two have much in common', *both)
        second = journey.begin(browser, THIRD)
        marks, asked, reply = pages_as_they_are(browser, second)
        lost = [x for x in both if not marks[x]]
        ok(not lost, 'the second offers all of it', *lost)
        day = journey.today()
        want = '%d 月 %d 日' % (day.month, day.day) if lang == 'zh' else \
            '%d %s' % (day.day, journey.said('en', 'time.month_%d' % day.month))
        ok(all(name_of(FIRST, lang) in marks[x] and want in marks[x] for x in both),
           'each with the formality and the day', *marks.values())
        ok(not [n for n in asked if n.split('-')[0] in both], 'and asks nothing of it again', *asked)
        ref = journey.ref_of(second)
        same(reply.path.rsplit('/', 1)[1], 'materials', 'its pages were right as they stood')
        check = browser.get('/%s/applications/%s/check' % (lang, ref)).page
        rows = {r.one('dt').text: r for r in check.all('div', class_='govuk-summary-list__row')}
        labels = {x: label_of(THIRD, x, lang) for x in marks}
        shown = {x for x, l in labels.items() if rows[l].one(class_='qiao-from')}
        same(shown, both, 'the check page marks what was taken over, and nothing else')
        has(rows[labels['applicant_name']].text, name_of(FIRST, lang), 'with where it came from')
        journey.add_papers(browser, ref, journey.FORMALITIES[THIRD])
        same(journey.submit(browser, ref).status, 303, 'and it can be submitted')
        third = journey.begin(browser, SECOND)
        has(mark(third.page, 'applicant_name') or '', name_of(THIRD, lang), 'the third names the newest')


def told(browser, code=FIRST, example=None):
    return journey.submitted(browser, code, example)


def only_when_saved():
    browser = resident()
    told(browser)
    reply = journey.begin(browser, THIRD)
    ref = journey.ref_of(reply)
    answers = db_one("SELECT LENGTH(answers) FROM application WHERE ref = '%s'" % ref)
    refused = journey.submit(browser, ref)
    same(refused.status, 422, 'what was only offered is not there to be submitted')
    has(refused.page.main.text, label_of(THIRD, 'applicant_name', 'zh'), 'it is missing on the check page')
    same(db_one("SELECT LENGTH(answers) FROM application WHERE ref = '%s'" % ref), answers,
         'and looking at a page stores nothing')
    form = reply.page.form()
    again = browser.submit(form, {'applicant_idno': '330399198506121134'})
    same(again.status, 422, 'a wrong number over the offered one is refused')
    same(mark(again.page, 'applicant_idno'), None, 'and is nobody\'s but theirs')
    ok(mark(again.page, 'applicant_name'), 'what still stands as offered says so')
    reply = browser.send(again.page.form(), {'applicant_idno': '330399196203051214'})
    back = browser.get('/zh/applications/%s/form/you' % ref).page
    same((mark(back, 'applicant_idno'), back.form().value('applicant_idno')), (None, '330399196203051214'),
         'changed, it is theirs')
    ok(mark(back, 'applicant_name'), 'the rest is marked when they come back to it')
    browser.send(back.form(), {'applicant_name': '林改名'})
    same(mark(browser.get('/zh/applications/%s/form/you' % ref).page, 'applicant_name'), None,
         'and loses the mark once it is changed')


def changed_is_remembered():
    browser = resident()
    told(browser)
    told(browser, THIRD, {'applicant_name': '林改名'})
    form = journey.begin(browser, SECOND).page.form()
    same((form.value('applicant_name'), form.value('applicant_idno')),
         ('林改名', journey.FORMALITIES[FIRST]['Example']['applicant_idno']),
         'what was changed on the way is what is offered next')
    form = browser.get('/zh/remembered').page.form('what')
    same(browser.submit(form, button=('key', 'person.applicant_name')).status, 303, 'one answer is forgotten')
    same(journey.begin(browser, SECOND).page.form().value('applicant_name'), '', 'and not offered')


def another_relative():
    """A name that is changed beside a number that is not: whose number is it?"""
    browser = resident()
    told(browser)
    reply = journey.begin(browser, THIRD)
    ref = journey.ref_of(reply)
    page = '/zh/applications/%s/form/agent' % ref
    form = browser.get(page).page.form()
    ok(form.value('agent_name') == '林样本' and form.value('agent_idno'), 'the relative is offered')
    asked = browser.submit(form, {'agent_name': '陈样本'})
    same(asked.status, 422, 'another name with the old number is asked about')
    ok(asked.page.error('agent_idno') and asked.page.error('relation') and not asked.page.error('agent_name'),
       'beside what is still the old one\'s', asked.page.summary)
    same(browser.submit(asked.page.form()).status, 303, 'once more, and it is meant')
    reply = journey.begin(browser, THIRD)
    page = '/zh/applications/%s/form/agent' % journey.ref_of(reply)
    browser.send(browser.get(page).page.form())
    asked = browser.submit(browser.get(page).page.form(), {
        'agent_name': '陈样本', 'agent_idno': '330399190001010011'})
    ok(asked.status == 422 and [a for a, t in asked.page.summary] == ['#f-relation'],
       'asked too when it is changed later, and the kinship is left', asked.status, asked.page.summary)
    same(browser.submit(asked.page.form(), {'relation': 'spouse'}).status, 303, 'changed, all is another\'s')
    told(browser, THIRD, {'agent_name': '陈样本', 'agent_idno': '330399190001010011', 'relation': 'spouse'})
    known = browser.get('/zh/remembered').page.main.text
    ok('陈样本' in known and '林样本' not in known and '330399196203051214' not in known,
       'of two relatives the last one is remembered, whole', known)


def needless_is_left_out():
    browser = resident()
    told(browser, FIRST, {'delivery': 'post', 'recipient': '林样本 13800000000', 'mailing_address':
         'CN\n浙江省\n温州市\n瓯海区\n\n\n示例路 1 号\n'})
    ref = journey.ref_of(journey.begin(browser, SECOND))
    page = '/zh/applications/%s/form/delivery' % ref
    form = browser.get(page).page.form()
    same(form.value('mailing_address-detail'), '示例路 1 号', 'the address is offered')
    same(browser.submit(form, {'delivery': 'electronic'}).status, 303, 'nothing is posted')
    check = browser.get('/zh/applications/%s/check' % ref).page.main.text
    lacks(check, '示例路', 'then no address goes along')
    form = browser.get(page).page.form()
    same(form.value('mailing_address-detail'), '示例路 1 号', 'it is offered again where it might be needed')
    browser.send(form, {'delivery': 'post'})
    has(browser.get('/zh/applications/%s/check' % ref).page.main.text, '示例路', 'and goes along when it is')


def refused_by(program, sql):
    """What the store answers to a program's own account."""
    told = subprocess.run(
        ['mariadb', '--no-defaults', '--socket=' + here.setting(program, 'Socket'),
         '--user=' + here.setting(program, 'User'), here.setting(program, 'Name')], input=sql,
        capture_output=True, text=True, timeout=60,
        env=dict(os.environ, MYSQL_PWD=here.setting(program, 'Password')))
    return told.stderr if told.returncode else ''


def own_alone():
    one, two = resident(), resident()
    told(one)
    page = journey.begin(two, THIRD).page
    same((page.form().value('applicant_name'), mark(page, 'applicant_name')), ('', None),
         'nobody is offered what somebody else told')
    lacks(two.get('/zh/remembered').page.main.text, '林示例', 'or shown it')
    token = two.token('/zh/settings')
    reply = two.post('/zh/remembered', [('token', token), ('once', once()), ('key', 'person.applicant_name')])
    same(reply.status, 404, 'or can have it forgotten')
    has(one.get('/zh/remembered').page.main.text, '林示例', 'it is still there')
    for program in ('desk', 'courier'):
        ok('denied' in refused_by(program, 'SELECT sealed FROM remembered'),
           'the account of the %s cannot read what people told' % program)
    lacks(logs('portal', 'desk', 'courier'), '林示例', 'no log has a name')


def to_be_forgotten():
    for lang in ('zh', 'en'):
        browser = resident(lang)
        told(browser)
        ok('/%s/remembered' % lang in browser.get('/%s/settings' % lang).page.links(),
           'the settings lead to what is known (%s)' % lang)
        ok('/%s/remembered' % lang in browser.get('/%s/privacy' % lang).page.links(), 'and the privacy page')
        page = browser.get('/%s/remembered' % lang).page
        has(page.main.text, '330399198506121135', 'where all of it is seen')
        has(page.main.text, name_of(FIRST, lang), 'with where it is from')
        browser.send(page.form('what'), button=('what', 'all'))
        lacks(browser.get('/%s/remembered' % lang).page.main.text, '330399198506121135',
              'all of it can be forgotten')
        told(browser, THIRD)
        page = browser.get('/%s/remembered' % lang).page
        page = browser.send(page.form('what'), button=('what', 'off')).page
        has(page.main.text, journey.said(lang, 'remembered.is_off'), 'and nothing remembered any more')
        told(browser, THIRD)
        same(journey.begin(browser, SECOND).page.form().value('applicant_name'), '', 'so nothing is offered')
        page = browser.send(browser.get('/%s/remembered' % lang).page.form('what'), button=('what', 'on')).page
        told(browser, THIRD)
        ok(mark(journey.begin(browser, SECOND).page, 'applicant_name'), 'until it is wanted again')
    visitor = Browser()
    same(visitor.get('/zh/remembered').status, 303, 'a visitor is asked to sign in')


OFFERED = (     # of what the first was told, what the second asks: its own field, and by which one that was told
    ('veh-contact-change', 'dl-contact-change', {'new_phone': 'new_phone', 'new_address': 'new_address'}),
    ('hukou-cancel-naturalised', 'nationality-restore', {'current_nationality': 'new_nationality'}),
    ('veh-mortgage', 'veh-mortgage-release', {'mortgagee': 'mortgagee', 'plate_no': 'plate_no'}),
    ('passport-settled-abroad', 'mtp-renew', {'stay_address': 'stay_address'}),
    ('hukou-birth-abroad', 'eep-minor', {'birth_country': 'birth_country', 'child_name': 'child_name'}),
    ('id-loss-report', 'id-replace-lost', {'loss_date': 'loss_date', 'loss_place': 'loss_place'}),
    ('id-loss-report', 'id-replace-online', {'loss_date': 'loss_date'}),
    ('id-loss-report', 'passport-lost', {'loss_date': None, 'loss_place': None}),
    ('passport-lost', 'id-replace-lost', {'loss_date': None, 'loss_place': None}),
    ('hukou-move-home', 'rental-reg', {'house_cert_no': 'house_cert_no'}),
    ('hotel-licence', 'entertainment-filing', {'premises_address': 'premises_address', 'company_name': 'company_name'}),
    ('hukou-cancel-emigrant', 'hukou-restore-return', {'previous_hukou': 'hukou_address'}),
    ('cert-no-crime', 'tr-notary', {'destination': 'destination'}),
    ('cert-no-crime', 'tr-apostille', {'destination': 'destination'}),
    ('cert-no-crime', 'eep-minor', {'destination': None}),
    ('tr-ethnic-approval', 'hukou-ethnic', {'new_ethnicity': 'new_ethnicity', 'basis_parent': 'basis_parent'}),
    ('hkmo-endorsement', 'hkmo-permit', {'permit_hkmo_no': 'permit_hkmo_no'}),
    ('dl-restore', 'dl-defer-medical', {'expiry_date': None, 'licence_no': 'licence_no'}))


def picked(browser, code, question, answers=''):
    """Which choice stands there before anybody has chosen, and what is said of where it came from."""
    page = browser.get('/%s/formalities/%s/questions?%sto_ask=%s' % (browser.lang, code, answers, question)).page
    return page.form(action='/questions').value(question) or None, mark(page, question)


def given_again(browser, lang):
    """On the check page an answer of before the form says where it came from, and one that was given anew does not."""
    asked = journey.FORMALITIES['id-replace-lost']['Questions']
    page = browser.get('/%s/formalities/id-replace-lost/apply?register=wenzhou&prints=no&where=yes' % lang).page
    ref = journey.ref_of(browser.send(page.form(action='/apply')))
    rows = browser.get('/%s/applications/%s/check' % (lang, ref)).page.all('div', class_='govuk-summary-list__row')
    told_by = {name: row.one(class_='qiao-from') for row in rows for name in asked if row.one('dt').text == asked[name][lang]}
    same(sorted(name for name in told_by if told_by[name]), ['register'],
         'the check page says which answer before the form came from elsewhere')
    has(told_by['register'].text if told_by.get('register') else '', name_of('id-loss-report', lang), 'and from where')


def questions_before_forms():
    """What was answered before one form is chosen already before another, and says so; by nobody else."""
    for lang in ('zh', 'en'):
        browser, other, visitor = resident(lang), resident(lang), Browser(lang)
        same(picked(browser, 'id-replace-lost', 'register'), (None, None), 'nothing is chosen for who answered nothing')
        told(browser, 'id-loss-report')
        choice, whence = picked(browser, 'id-replace-lost', 'register')
        same(choice, 'wenzhou', 'a choice made before another form is made already')
        has(whence or '', name_of('id-loss-report', lang), 'and says where it came from')
        same(picked(browser, 'hukou-move-local', 'now')[0], 'wenzhou', 'where the question has another name too')
        same(picked(browser, 'id-replace-online', 'place', 'what=lost&')[0], 'wenzhou', 'and other words')
        same(picked(browser, 'id-replace-lost', 'where', 'register=wenzhou&'), (None, None), 'another question is open')
        same((picked(other, 'id-replace-lost', 'register'), picked(visitor, 'id-replace-lost', 'register')),
             ((None, None), (None, None)), 'nobody else is offered it, nor a visitor')
        form = browser.get('/%s/formalities/id-replace-lost/questions' % lang).page.form(action='/questions')
        reply = browser.submit(form)
        same(reply.status, 200, 'one tap and it is answered')
        ok('register=wenzhou' in ' '.join(reply.page.links()) or reply.page.form(action='/questions').value('register') == 'wenzhou',
           'by what stood there')
        reply = browser.submit(form, {'register': 'elsewhere'})
        has(reply.page.main.text, journey.FORMALITIES['id-replace-lost']['Verdicts']['anywhere'][lang], 'or changed')
        given_again(browser, lang)
        shown = browser.get('/%s/remembered' % lang).page
        words = journey.FORMALITIES['id-loss-report']['Questions']['register']
        has(shown.main.text, words[lang], 'it is among what is remembered')
        has(shown.main.text, words['Options']['wenzhou'][lang], 'with what was said')
        browser.submit(shown.form('what'), button=('key', 'person.asked.register'))
        same(picked(browser, 'id-replace-lost', 'register'), (None, None), 'until it is forgotten')


def in_other_words():
    """The same fact, asked in other words by another formality."""
    one, two = resident(), resident()
    told(one, 'id-loss-report')
    told(one, 'cert-no-crime')
    same(picked(one, 'cert-no-crime-foreigner', 'citizen')[0], 'chinese', 'the nationality of the years in question is')
    same(picked(one, 'cert-same-person', 'where', 'which=abroad&')[0], 'wenzhou', 'so is where somebody is or was registered')
    told(two, 'hukou-cancel-emigrant')
    same(picked(two, 'hukou-cancel-naturalised', 'nationality')[0], 'chinese', 'a Chinese citizen settled abroad is one')
    same(picked(two, 'hukou-cancel-naturalised', 'helper', 'nationality=foreign&register=wenzhou&')[0], 'yes',
         'and has somebody who can go')


CHILDS = {'card_holder': 'child', 'child_name': '林小例', 'child_idno': '330399201903150014',
          'loss_date': 'today-4', 'loss_place': '热那亚'}


def begun_for_child(browser):
    page = browser.get('/zh/formalities/id-loss-report/apply?card=lost&register=wenzhou&whose=child').page
    return browser.send(page.form(action='/apply'))


def of_a_child():
    """What a parent said of a child's card is neither said of the parent nor offered to them."""
    browser = resident()
    reply = begun_for_child(browser)
    journey.answer_pages(browser, reply, dict(journey.FORMALITIES['id-loss-report']['Example'], **CHILDS))
    journey.add_papers(browser, journey.ref_of(reply), journey.FORMALITIES['id-loss-report'])
    same(journey.submit(browser, journey.ref_of(reply)).status, 303, 'a parent reports a child\'s card')
    known = browser.get('/zh/remembered').page.main.text
    ok('林示例' in known and '林小例' in known, 'who parent and child are is remembered', known)
    lacks(known, '热那亚', 'where the child lost the card is not')
    lacks(known, journey.FORMALITIES['id-loss-report']['Questions']['register']['zh'], 'nor where the child is registered')
    same(picked(browser, 'id-replace-lost', 'register'), (None, None), 'so the parent is asked where their own is')
    reply = journey.begin(browser, 'id-replace-lost')
    where = next(name for name, page in journey.FORMALITIES['id-replace-lost']['Pages'].items()
                 if 'loss_place' in page['Fields'].values())
    loss = '/zh/applications/%s/form/%s'
    page = browser.get(loss % (journey.ref_of(reply), where)).page
    same((mark(page, 'loss_place'), page.form().value('loss_place')), (None, ''), 'and their own loss is nobody else\'s')
    told(browser, 'id-loss-report')
    reply = begun_for_child(browser)
    page = browser.get(loss % (journey.ref_of(reply), 'loss')).page
    same((mark(page, 'loss_place'), page.form().value('loss_place')), (None, ''), 'nor is theirs offered as the child\'s')


def permit_of_a_child():
    """The number on a child's permit is not the parent's, nor theirs the child's."""
    browser = resident()
    child, none = {'child_name': '林小例', 'child_idno': '330399201903150014'}, {'child_name': '', 'child_idno': ''}
    told(browser, 'hkmo-endorsement', child | {'permit_hkmo_no': 'C00000024'})
    known = browser.get('/zh/remembered').page.main.text
    ok('林小例' in known and 'C00000024' not in known, 'who the child is is remembered, and not its permit as the parent\'s', known)
    path = '/zh/applications/%s/form/permit' % journey.ref_of(journey.begin(browser, 'hkmo-permit'))
    same(browser.get(path).page.form().value('permit_hkmo_no'), '', 'nobody is offered it as their own')
    told(browser, 'hkmo-endorsement', none | {'permit_hkmo_no': 'C00000012'})
    reply = journey.begin(browser, 'hkmo-endorsement')
    path = '/zh/applications/%s/form/%%s' % journey.ref_of(reply)
    same(browser.get(path % 'permit').page.form().value('permit_hkmo_no'), 'C00000012', 'their own is')
    browser.send(browser.get(path % 'child').page.form(), child)
    page = browser.get(path % 'permit').page
    same((mark(page, 'permit_hkmo_no'), page.form().value('permit_hkmo_no')), (None, ''), 'and not for the child')


def plate_remembered():
    """A number plate that was told says whether it is of Wenzhou, before it was ever asked."""
    browser = resident()
    told(browser, 'veh-violation-handle')
    choice, whence = picked(browser, 'veh-plate-replace', 'plate')
    same(choice, 'yes', 'a plate of Wenzhou is known to be one')
    has(whence or '', name_of('veh-violation-handle', 'zh'), 'by the application that named it')


def across_formalities():
    """One person's answers are offered wherever they answer the same, and not where they do not."""
    def one_pair(pair):
        first, second, fields = pair
        browser = resident('en', fresh_phone())
        told(browser, first)
        reply, marks, stands = journey.begin(browser, second), {}, {}
        for page, own in journey.FORMALITIES[second]['Pages'].items():
            shown = browser.get('/en/applications/%s/form/%s' % (journey.ref_of(reply), page)).page
            marks.update({x: mark(shown, x) for x in own['Fields'].values()})
            stands.update({x: [shown.form().value(n) for n in shown.form().names if n == x or n.startswith(x + '-')]
                           for x in own['Fields'].values()})
        for field, source in fields.items():
            if not source:
                same(marks[field], None, '%s does not offer its %s, which is something else' % (second, field))
                continue
            has(marks[field] or '', name_of(first, 'en'), '%s offers its %s from %s' % (second, field, first))
            told_there = set(filter(None, journey.inputs_of(source, journey.FORMALITIES[first]['Example'][source]).values()))
            ok(all(text == 'CN' or any(part and text.endswith(part) for part in stands[field]) for text in told_there),
               'as it was told', told_there, stands[field])
    for pair in OFFERED:
        one_pair(pair)


run(second_asks_nothing_again, questions_before_forms, in_other_words, of_a_child, permit_of_a_child, plate_remembered, across_formalities, only_when_saved, changed_is_remembered, another_relative,
    needless_is_left_out, own_alone, to_be_forgotten)
