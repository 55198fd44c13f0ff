#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked before a form: every way to its end, signed out and without script; changing an
answer; links that bring answers; what they have said already stands in the form."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, OPEN, said, ways
from samples import Samples

CODE = 'test-asked'
WAY = 'register=wenzhou&passport=yes&place=italy'


def samples():
    global kept, f
    kept = Samples()
    f = FORMALITIES[CODE]


def dashed(code):
    return code.replace('_', '-')


def questions_url(lang, code=CODE, answers=''):
    return '/%s/formalities/%s/questions%s' % (lang, code, '?' + answers if answers else '')


def query(answers):
    return '&'.join('%s=%s' % a for a in answers.items())


def radios(page):
    return next(form for form in page.forms if 'was_asked' in form.names)


def chosen(page):
    """(the question that a page asks, what is chosen)"""
    form = radios(page)
    return form.value('was_asked'), form.value(form.value('was_asked'))


def walk(browser, reply, answers, lang):
    """From the first page to the end; what was wrong on the way."""
    wrong = []
    for number, (code, choice) in enumerate(answers.items(), 1):
        question = next(q for name, q in f['Questions'].items() if dashed(name) == code)
        page = reply.page
        if chosen(page) != (code, None) or page.h1 != question[lang] or str(number) not in page.main.text:
            wrong.append('%s asks %s' % (reply.url, page.h1))
        if radios(page).choices(code) != [dashed(c) for c in question['Options']]:
            wrong.append('%s offers %s' % (reply.url, radios(page).choices(code)))
        wrong += [t for t in [c[lang] for c in question['Options'].values()] + [question.get('Hint', {}).get(lang, '')]
                  if t not in page.main.text]
        reply = browser.submit(radios(page), {code: choice})
        if reply.status != 200:
            wrong.append('%s: %d' % (reply.url, reply.status))
    return reply, wrong


def is_verdict(page, lang, answers, verdict, code=CODE):
    """What a page of a verdict lacks."""
    own = FORMALITIES[code]
    text, lacking = page.main.text, []
    apply = '/%s/formalities/%s/apply?%s' % (lang, code, query(answers))
    passed_on = own['Mode'] == 'transfer' and verdict['Kind'] == 'online'
    if page.h1 != said(lang, 'verdict.' + ('transfer' if passed_on else verdict['Kind'])):
        lacking.append('the heading of ' + verdict['Kind'])
    lacking += [t for t in [verdict[lang], own['Name'][lang]] if t not in text]
    for name, choice in answers.items():
        question = next(q for n, q in own['Questions'].items() if dashed(n) == name)
        lacking += [t for t in (question[lang], next(c for n, c in question['Options'].items()
                                                     if dashed(n) == choice)[lang]) if t not in text]
        change = questions_url(lang, code, '%s&to_ask=%s' % (query(answers), name))
        if change not in page.links():
            lacking.append(change)
    if (apply in page.links()) != (verdict['Kind'] in OPEN):
        lacking.append(apply)
    if verdict['Kind'] == 'counter' and own['Mode'] != 'transfer' and 'counter-booking' in FORMALITIES and \
            code != 'counter-booking' and '/%s/formalities/counter-booking' % lang not in page.links():
        lacking.append('the way to book')
    if 'Formality' in verdict and '/%s/formalities/%s' % (lang, verdict['Formality']) not in page.links():
        lacking.append(verdict['Formality'])
    lacking += [also for also in verdict.get('Also', '').split()
                if '/%s/formalities/%s' % (lang, also) not in page.links()]
    return lacking + alike(page)


def alike(page):
    """Links that are called the same and lead to different pages: the guide of this one and that of the better one."""
    leads = {}
    for link in page.main.all('a'):
        leads.setdefault(' '.join(link.text.split()), set()).add(link['href'])
    return ['%s: %s' % (text, ' '.join(sorted(to))) for text, to in leads.items() if len(to) > 1]


def every_way(lang):
    visitor = Browser(lang)
    guide = visitor.get('/%s/formalities/%s' % (lang, CODE)).page
    same([a for a in guide.links('/%s/' % CODE) if not a.endswith('/plain')], [questions_url(lang)], 'the guide\'s Apply leads to the questions (%s)' % lang)
    has(guide.main.text, said(lang, 'guide.asks'), 'and says so')
    has(guide.main.text, said(lang, 'confidence.low'), 'and that the details are not sure')
    for answers, verdict, _ in ways(f):
        reply, wrong = walk(visitor, visitor.get(questions_url(lang)), answers, lang)
        wrong += is_verdict(reply.page, lang, answers, verdict)
        ok(not wrong, '%s: %s' % (query(answers), verdict['Kind']), *wrong)
        back = visitor.get(reply.page.one(class_='govuk-back-link')['href']).page
        same(chosen(back), list(answers.items())[-1], 'Back is the last question, with its answer')
        for code, choice in reversed(list(answers.items())[:-1]):
            back = visitor.get(back.one(class_='govuk-back-link')['href']).page
            same(chosen(back), (code, choice), 'and further back the one before it')
        same(visitor.get(back.one(class_='govuk-back-link')['href']).page.h1, f['Title'][lang], 'and at last the guide')
        same(visitor.submit(radios(back)).page.h1, reply.page.h1, 'going on from there leads to the same end')


def in_chinese():
    every_way('zh')


def in_english():
    every_way('en')


def without_a_choice():
    for lang in ('zh', 'en'):
        visitor = Browser(lang)
        again = visitor.submit(radios(visitor.get(questions_url(lang, answers='register=wenzhou')).page))
        same((again.status, again.page.error('passport')), (422, again.page.error('passport')), 'no choice: 422')
        has(again.page.error('passport') or '', said(lang, 'questions.choose'), 'and why, beside it (%s)' % lang)
        same(again.page.summary, [('#f-passport', said(lang, 'questions.choose'))], 'the summary leads there')
        ok('f-passport' in again.page.ids, 'to the first choice')
        same(radios(again.page).value('register'), 'wenzhou', 'what was answered before is kept')
        same(again.header('Cache-Control'), 'private, no-store', 'and such a page is not kept')


def changing():
    visitor = Browser('en')
    page = visitor.get(questions_url('en', answers=WAY)).page
    change = next(a for a in page.links('to_ask=register'))
    page = visitor.get(change).page
    same(chosen(page), ('register', 'wenzhou'), 'Change opens the question with its answer')
    reply = visitor.submit(radios(page), {'register': 'not-sure'})
    same(reply.page.h1, said('en', 'verdict.online'), 'changed, it goes straight on to the end')
    same([a for a in reply.page.links('/apply')],
         ['/en/formalities/%s/apply?register=not-sure&place=italy' % CODE], 'without what no longer counts')
    lacks(reply.page.main.text, f['Questions']['passport']['en'], 'and without saying it')


def links():
    visitor = Browser('zh')
    for text, answers, wanted in (
            ('nothing', '', 'register'), ('a choice that is none', 'register=moon', 'register'),
            ('a question that is none', 'colour=red', 'register'),
            ('a later answer alone', 'place=italy', 'register'),
            ('a strange answer among good ones', 'register=wenzhou&passport=%3Cb%3E&place=italy', 'passport'),
            ('a name in the file\'s own spelling', 'register=not_sure', 'register'),
            ('what other links add', 'utm_source=x&register=wenzhou&fbclid=y', 'passport'),
            ('an answer that comes twice', 'register=wenzhou&register=cancelled', 'passport'),
            ('a question to ask that is not reached', 'register=wenzhou&to_ask=place', 'passport'),
            ('one to ask that is none', 'register=wenzhou&to_ask=moon', 'passport'),
            ('a page that came back for another question', 'register=wenzhou&was_asked=place', 'passport'),
            ('a broken address', 'register=%zz', 'register'),
            ('a hundred names', '&'.join('x%d=1' % i for i in range(100)), 'register')):
        reply = visitor.get(questions_url('zh', answers=answers))
        same((reply.status, chosen(reply.page)), (200, (wanted, None)), 'a link with %s asks %s' % (text, wanted))
    page = visitor.get(questions_url('zh', answers='place=spain&passport=yes&register=wenzhou')).page
    same(page.h1, said('zh', 'verdict.agent'), 'one with all the answers, in any order, is the end')
    same(visitor.get(questions_url('zh', 'dl-defer-renew')).location or visitor.get(questions_url(
        'zh', 'dl-defer-renew')).status, '/zh/formalities/dl-defer-renew/apply' if not list(ways(
            FORMALITIES['dl-defer-renew'])) else 200, 'where nothing is asked it leads on')
    same(visitor.get(questions_url('zh', 'nothing')).status, 404, 'and 404 for what is not there')


def passed_on():
    """The better formality asks nothing again that was answered in the same words."""
    for lang in ('zh', 'en'):
        visitor = Browser(lang)
        own, other = FORMALITIES['passport-renew'], FORMALITIES['passport-lost']
        page = visitor.get(questions_url(lang, 'passport-renew', 'where=china&whose=mine&hukou=yes&why=lost')).page
        way = questions_url(lang, 'passport-lost', 'whose=mine&where=china&hukou=yes&was_brought=1')
        has(page.links(), way, 'what was answered goes along (%s)' % lang)
        has(page.links(), '/%s/formalities/passport-lost' % lang, 'and the guide is there as well')
        page = visitor.get(way).page
        same(page.h1, other['Questions']['what'][lang], 'only what is new is asked')
        shown = page.main.text
        for name, choice in (('whose', 'mine'), ('where', 'china'), ('hukou', 'yes')):
            ok(own['Questions'][name][lang] in shown and own['Questions'][name]['Options'][choice][lang] in shown,
               'what was answered before is shown: ' + name, shown)
            has(page.links(), questions_url(lang, 'passport-lost', 'whose=mine&where=china&hukou=yes&to_ask=' + name), 'and can be changed')
        reply = visitor.submit(radios(page), {'what': 'stolen'})
        same(reply.page.h1, said(lang, 'verdict.counter'), 'one answer more is the end')
    page = Browser('zh').get(questions_url('zh', 'hukou-cancel-death-abroad', 'place=china')).page
    has(page.links(), questions_url('zh', 'hukou-cancel-death-home', 'place=china&was_brought=1'), 'the same with two that point at each other')
    lost = [a for a in Browser('zh').get(questions_url('zh', 'hukou-cancel-death-home', 'register=wenzhou&place=abroad')).page.links()
            if 'was_brought' in a]
    same(lost, [questions_url('zh', 'hukou-cancel-death-abroad', 'place=abroad&was_brought=1')], 'both ways')
    sent = Browser('zh').get(questions_url('zh', 'dl-renew', 'expiry=window&hukou=there&medical=no')).page
    way = questions_url('zh', 'dl-defer-renew', 'where=abroad&expiry=window&was_brought=1')
    has(sent.links(), way, 'what the way itself says goes along with it')
    page = Browser('zh').get(way).page
    same(page.h1, FORMALITIES['dl-defer-renew']['Questions']['issued']['zh'], 'so that one question is left')
    has(page.main.text, FORMALITIES['dl-defer-renew']['Questions']['where']['Options']['abroad']['zh'], 'and it is shown')
    sent = Browser('en').get(questions_url('en', 'hukou-split', 'register=elsewhere')).page
    page = Browser('en').get(next(a for a in sent.links() if 'was_brought' in a)).page
    has(page.links(), '/en/formalities/tr-other-police/apply?place=china', 'to other police it is the end at once')
    few = Browser('zh').get(questions_url('zh', 'cert-hukou-archive', 'who=self&what=kinship')).page
    same([a for a in few.links() if 'was_brought' in a], [], 'nothing is passed on where nothing is the same')


def other_language_and_size():
    visitor = Browser('zh')
    page = visitor.get(questions_url('zh', answers='register=wenzhou')).page
    form = radios(page)
    button = next(n for n in page.all('button') if n['name'] == 'show' and '/en/' in (n['formaction'] or ''))
    same(button['form'], form.node['id'], 'the language is a button of the form')
    pairs = form.pairs({'passport': 'no'})
    reply = visitor.get(button['formaction'].split('?')[0] + '?' + urllib.parse.urlencode(pairs + [('show', '1')]))
    same((reply.status, reply.page.lang, chosen(reply.page)), (200, 'en', ('passport', 'no')),
         'in the middle of a question it asks the same in English, with what was chosen')
    same(radios(reply.page).value('register'), 'wenzhou', 'and answered')
    button = next(n for n in reply.page.all('button') if n['name'] == 'text_size' and n['value'] == 'large')
    reply = visitor.get(form.action.replace('/zh/', '/en/') + '?' + urllib.parse.urlencode(pairs + [('text_size', 'large')]))
    same((reply.status, chosen(reply.page), 'size-large' in reply.text), (200, ('passport', 'no'), True), 'so does a larger text')
    nothing = visitor.get(form.action + '?' + urllib.parse.urlencode(form.pairs() + [('text_size', 'small')]))
    same((nothing.status, chosen(nothing.page), nothing.page.summary), (200, ('passport', None), []), 'without a word about what is not chosen yet')
    page = visitor.get(questions_url('zh', answers=WAY)).page
    other = next(n['href'] for n in page.all('a', lang='en'))
    same(other, questions_url('en', answers=WAY), 'at the end the language keeps the answers')
    has([n['href'] for n in page.all('a')], '?%s&text_size=large' % WAY, 'and so does the size')


def into_the_form():
    for lang in ('zh', 'en'):
        visitor = Browser(lang)
        visitor.contact = fresh_contact()
        apply = visitor.get(questions_url(lang, answers=WAY)).page.links('/apply')[0]
        asked = visitor.get(apply)
        path = '/formalities/%s/apply?%s' % (CODE, WAY)
        same(asked.location, '/%s/sign-in?next=%s' % (lang, urllib.parse.quote(path)), 'Apply asks to sign in (%s)' % lang)
        page = visitor.get(asked.location).page
        same(page.form('contact').value('next'), path, 'the page remembers where to go on')
        page = visitor.follow(visitor.submit(page.form('contact'), {'contact': visitor.contact, 'country': 'IT'})).page
        again = visitor.submit(page.form('code'), {'code': '000000'})
        page = visitor.follow(again).page
        same(page.form('code').value('next'), path, 'also after a wrong code')
        done = visitor.submit(page.form('code'), {'code': code_for(visitor.contact)})
        same(done.location, apply, 'and afterwards it is there, with the answers')
        page = visitor.get(done.location).page
        same(page.one(class_='govuk-back-link')['href'], questions_url(lang, answers=WAY), 'Back is what they came to')
        form = page.form(action='/apply')
        same({k: form.value(k) for k in ('register', 'passport', 'place')},
             {'register': 'wenzhou', 'passport': 'yes', 'place': 'italy'}, 'the form carries them')
        reply = visitor.send(form)
        ref = journey.ref_of(reply)
        reply = visitor.send(reply.page.form(), journey.fill(reply.page.form(), f['Example']))
        form = reply.page.form()
        same((form.value('passport_holder'), form.value('purpose'), form.value('destination')),
             ('1', 'immigration', 'IT'), 'and what they say stands in the form')
        check = visitor.get('/%s/applications/%s/check' % (lang, ref)).page
        has(check.main.text, '意大利' if lang == 'zh' else 'Italy', 'on the check page too')
        reply = visitor.send(form, {'purpose': 'study'})
        same(reply.path, '/%s/applications/%s/check' % (lang, ref), 'without papers the last page leads to the check')
        same(reply.page.one(class_='govuk-back-link')['href'], '/%s/applications/%s/form/use' % (lang, ref), 'and Back from there to it')
        same(visitor.get('/%s/applications/%s/materials' % (lang, ref)).location, reply.path, 'there is no empty list of papers')
        has(reply.page.main.text, said(lang, 'confidence.low'), 'what is not sure is said before it is submitted')
        same(visitor.follow(journey.submit(visitor, ref)).page.h1, said(lang, 'receipt.title'), 'submitted')


def straight_to_the_form():
    person = resident('zh')
    path = '/zh/formalities/%s/apply' % CODE
    same(person.get(path).location, questions_url('zh'), 'who goes straight to the form is asked first')
    same(person.get(path + '?register=wenzhou').location, questions_url('zh', answers='register=wenzhou'), 'from where they are')
    same(person.get(path + '?register=cancelled').location, questions_url('zh', answers='register=cancelled'),
         'and who belongs elsewhere is told')
    count = "SELECT COUNT(*) FROM application WHERE formality = '%s'" % CODE
    before = db_one(count)

    def post(pairs):
        return person.post(path, [('token', person.token('/zh/settings')), ('once', once())] + pairs)
    same(post([]).location, questions_url('zh'), 'so it is for the write: nothing answered')
    same(post([('register', 'cancelled')]).location, questions_url('zh', answers='register=cancelled'), 'another formality')
    same(post([('register', 'wenzhou'), ('passport', 'maybe'), ('place', 'italy')]).location,
         questions_url('zh', answers='register=wenzhou&place=italy'), 'a strange answer')
    same(db_one(count), before, 'and no draft was begun')
    reply = post([('register', 'wenzhou'), ('passport', 'yes'), ('place', 'spain'), ('applicant_name', '林乱填'), ('colour', 'red')])
    has(reply.location, '/form/you', 'what is none of the questions says nothing')
    same(person.follow(reply).page.form().value('applicant_name') or '', '', 'least of all in the form')
    same(post([('x%d' % i, '1') for i in range(30)]).status, 400, 'and too much of it was not sent by our page')


def session_over():
    person = resident('zh')
    form = person.get('/zh/formalities/%s/apply?%s' % (CODE, WAY)).page.form(action='/apply')
    contact = person.contact
    db("UPDATE session SET ended = UTC_TIMESTAMP(3) WHERE id = (SELECT MAX(id) FROM session)")
    same(person.submit(form).location, '/zh/sign-in?held=1', 'Apply after the session has ended is kept')
    done = sign_in(person, contact)
    has(done.location, '/form/you', 'and done after sign-in')
    page = person.get(done.location.replace('/you', '/use')).page
    same(page.form().value('destination'), 'IT', 'with the answers')


def many_drafts():
    person = resident('zh')
    form = person.get('/zh/formalities/%s/apply?%s' % (CODE, WAY)).page.form(action='/apply')
    person.send(form)
    page = person.get('/zh/formalities/%s/apply?%s' % (CODE, WAY)).page
    ok(page.links('/zh/applications/'), 'who has begun before is offered that first')
    other = next(n for n in page.all('button') if n['name'] == 'show' and '/en/' in (n['formaction'] or ''))
    reply = person.post(other['formaction'].split('?')[0], page.form(action='/apply').pairs() + [('show', '1')])
    same((reply.status, reply.page.form(action='/apply').value('place')), (200, 'italy'), 'another language keeps the answers here too')


def the_catalogue():
    """Each formality that asks: for each of its verdicts one way, as a link."""
    visitor, seen = Browser(), 0
    for code, own in FORMALITIES.items():
        found = {}
        for answers, verdict, _ in ways(own):
            found.setdefault(id(verdict), (answers, verdict))
        wrong = []
        for answers, verdict in found.values():
            for lang in ('zh', 'en'):
                page = visitor.get(questions_url(lang, code, query(answers))).page
                wrong += is_verdict(page, lang, answers, verdict, code)
        if found:
            seen += 1
            ok(not wrong, '%s comes to each of its %d verdicts' % (code, len(found)), *wrong)
    note('%d formalities ask' % seen)


run(samples, in_chinese, in_english, without_a_choice, changing, links, passed_on, other_language_and_size, into_the_form,
    straight_to_the_form, session_over, many_drafts, the_catalogue)
