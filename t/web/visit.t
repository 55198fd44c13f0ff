#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The step at a counter, whose turn it is, deadlines by both clocks, and what is said when it is late."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from asked import verify
from journey import FORMALITIES, acted, said, state

SPOT = 'hukou-cancel-emigrant'
LATER = 'hukou-birth-home'
VIDEO, COUNTER = 'hukou-name-adult', 'id-renew'


def staff():
    global one, two, approver
    one, two, approver = officer('ouhai-1'), officer('ouhai-2'), officer('ouhai-approver')


def page_of(person, ref, more=''):
    return person.get('/%s/applications/%s%s' % (person.lang, ref, more)).page


def told(person, kind):
    found = wait_until(lambda: [m for m in messages(person.contact) if m['kind'] == kind])
    return found[0]['subject'] + '\n' + found[0]['body'] if found else ''


def stands(ref):
    return db_one("SELECT stopped IS NOT NULL FROM application WHERE ref = '%s'" % ref)


PLACE = {'address_zh': '瓯海区娄桥街道示例路 1 号', 'address_en': '1 Example Road, Louqiao, Ouhai', 'hours_zh': '工作日 8:30 至 17:30',
         'hours_en': 'Working days 8:30 to 17:30', 'phone': '+86 577 6500 0001'}


def where_to():
    """What administrators wrote of the office is shown where somebody has to go, and nothing is said of what is not known."""
    people = {lang: resident(lang) for lang in ('zh', 'en')}
    refs = {lang: journey.submitted(people[lang], SPOT) for lang in people}
    far = journey.submitted(people['zh'], 'cert-no-crime')
    for ref in list(refs.values()) + [far]:
        acted(one, ref, 'accept')
    if db_one("SELECT address_zh FROM unit WHERE code = 'br-ouhai'") == 'NULL':
        page = page_of(people['zh'], refs['zh'])
        ok(not page.links('/zh/units') and said('zh', 'units.address') not in page.main.text, 'what is not known is not spoken of')
    db("UPDATE unit SET %s WHERE code = 'br-ouhai'" % ', '.join("%s = '%s'" % pair for pair in PLACE.items()))
    ok(wait_until(lambda: all(PLACE['address_zh'] in Browser('zh').get('/zh/units').text for _ in range(64)), 90),
       'within a minute every worker knows it')
    for lang, ref in refs.items():
        person = people[lang]
        ok(page_of(person, ref).links('/%s/units' % lang), 'the page leads there (%s)' % lang)
        for more in ('', '/receipt'):
            text = page_of(person, ref, more).main.text
            for part in ('address_' + lang, 'hours_' + lang, 'phone', 'address_zh'):
                has(text, PLACE[part], '%s has it: %s' % (more or 'the page', part))
        found = []      # one worker may answer all of the above, and another one this
        wait_until(lambda: found.append(person.get('/%s/units' % lang).page.main.one('section', id='br-ouhai')) or found[-1], 90)
        has(found[-1].text, PLACE['hours_' + lang], 'all offices are on one page')
        ok(Browser(lang).get('/%s/formalities/%s' % (lang, SPOT)).page.links('/%s/units' % lang), 'where the guide of what needs a visit leads')
        ok(not Browser(lang).get('/%s/formalities/cert-no-crime' % lang).page.main.one('a', href='/%s/units' % lang), 'and no other')
    page = page_of(people['zh'], far)
    ok(page.links('/zh/units') and PLACE['address_zh'] not in page.main.text, 'who need not go there has the link and no more')


def nowhere():
    """Other tests of this store read the pages as they are without it."""
    db("UPDATE unit SET address_zh = NULL, address_en = NULL, hours_zh = NULL, hours_en = NULL, phone = NULL WHERE code = 'br-ouhai'")


def on_the_spot(lang):
    """Accepted online, it waits for whoever comes, and is done on that day."""
    person = resident(lang)
    ref = journey.submitted(person, SPOT)
    step = next(s[lang] for s in FORMALITIES[SPOT]['Steps'].values() if s['Where'] in ('agent', 'counter'))
    lacks(page_of(person, ref).main.text, step, 'before it is accepted nobody has to go anywhere')
    text = page_of(person, ref, '/receipt').main.text
    has(text, said(lang, 'receipt.at_once_visit'), 'the receipt says that it is done on the day on which somebody comes')
    lacks(text, said(lang, 'receipt.at_once') + '\n', 'and not on the one on which it is accepted')
    acted(one, ref, 'accept')
    same((state(ref), stands(ref)), ('visit', '1'), 'accepted, it waits, and the clock stands still')
    text = page_of(person, ref).main.text
    has(text, said(lang, 'tracking.now_visit'), 'it is the resident\'s side\'s turn (%s)' % lang)
    has(text, step, 'and the page says who goes where with what')
    lacks(text, said(lang, 'tracking.due'), 'nothing is due meanwhile')
    ok(told(person, 'await') and not [m for m in messages(person.contact) if m['kind'] == 'accept'],
       'one message says both')
    ok(journey.in_list(one, ref, 'waiting'), 'the desk has it among those who are waited for')
    acted(one, ref, 'came')
    same((state(ref), stands(ref)), ('accepted', '0'), 'they have come')
    has(page_of(person, ref).main.text, said(lang, 'tracking.now_accepted'), 'now the officer works')
    same(db_one("SELECT due = law_due AND TIMESTAMPDIFF(HOUR, UTC_TIMESTAMP(3), due) < 24 * 4 FROM application "
                "WHERE ref = '%s'" % ref), '1', 'and it is due on that working day')
    ok(told(person, 'came'), 'the resident is told')
    acted(one, ref, 'await', {'ready-originals': True, 'reason': '三楼 5 号窗口'})
    text = page_of(person, ref).main.text
    has(text, said(lang, 'sentence.visit.originals'), 'once more, with what to bring')
    has(text, '三楼 5 号窗口', 'and in the officer\'s words')


SILENT, TOLD = 'veh-mortgage', 'passport-settled-abroad'     # whose remark says nothing of the wait, and one that does
BOTH = 'hukou-birth-abroad'                                  # a video interview and somebody at the counter


def what_waits():
    """The days of what somebody has to come for stand still until then: guide and receipt say so, once."""
    for lang in ('zh', 'en', 'it', 'es'):
        visit, video = said(lang, 'presence.wait_visit'), said(lang, 'presence.wait_interview')
        for code, waits in ((SILENT, visit), (TOLD, ''), (BOTH, ''), (VIDEO, ''), (SPOT, ''), ('entertainment-filing', ''), ('cert-no-crime', '')):
            for path in ('formalities/' + code, 'formalities/%s/plain' % code):
                text = Browser(lang).get('/%s/%s' % (lang, path)).page.text
                same((visit in text, video in text), (waits == visit, False), '%s (%s): the guide says it once' % (path, lang))
                remark = FORMALITIES[code]['Limit'].get(lang, '')
                same(text.count(remark) if remark else 1, 1, 'and its remark once')
                lacks(text, said(lang, 'guide.at_once'), 'and not that it is done when it is accepted')
                same(said(lang, 'guide.at_once_visit') in text, code == 'entertainment-filing', 'but when somebody has come, where nothing else says so')
    for lang in ('zh', 'en'):
        for code, waits in ((TOLD, 'visit'), (VIDEO, 'interview'), ('cert-no-crime', None)):
            person = resident(lang)
            text = page_of(person, journey.submitted(person, code), '/receipt').main.text
            for key in ('visit', 'interview'):
                same(said(lang, 'presence.wait_' + key) in text, key == waits, '%s (%s): the receipt says what does not count' % (code, lang))


WHO_GOES = {'passport-settled-abroad': '_self', 'id-minor': '_named', 'hukou-ethnic': ''}
RELATIVE = {'zh': '家人', 'en': 'relative', 'it': 'familiare', 'es': 'familiar'}


def who_goes():
    """Who has to come in person is not told that a relative may; a child's parents are not told that they are the ones."""
    for lang in ('zh', 'en', 'it', 'es'):
        for code, goer in WHO_GOES.items():
            person = resident(lang)
            ref = journey.submitted(person, code, {'home_county': '330304'})
            acted(one, ref, 'accept')
            text = page_of(person, ref).main.text
            for key in ('next', 'now', 'later'):
                has(text, said(lang, 'tracking.%s_accepted_visit%s' % (key, goer)), '%s (%s): accepted, who will have to go' % (code, lang))
            accepted = told(person, 'accept')
            has(accepted, said(lang, 'mail.coming%s.mail' % goer), 'so says the message')
            form = one.get('/desk/matters/%s/await' % ref).page.form(action='/await')
            same(('ready-relative' in form.names, 'ready-yourself' in form.names), (not goer, True), 'the desk is offered "your relative" where one may come')
            if goer:
                reply = one.post('/desk/matters/%s/await' % ref, form.pairs() + [('ready-relative', '1')])
                same((reply.status, state(ref)), (422, 'accepted'), 'nor is it taken')
                has(reply.page.error('reason') or '', said('zh', 'desk.ready_untrue'), 'which is said')
            acted(one, ref, 'await', {'reason': '三楼 5 号窗口'})
            page = page_of(person, ref)
            tag = said(lang, 'state.visit' + ('_self' if goer == '_self' else ''))
            same(page.main.one('p', class_='qiao-number').one('strong').text, tag, 'the tag too')
            same(person.get('/%s/applications' % lang).page.main.one('strong', class_='govuk-tag').text, tag, 'and that of the list')
            for key in ('tracking.now_visit', 'tracking.step_visit', 'next.visit'):
                has(page.main.text, said(lang, key + goer), 'then that they have to')
            letter = told(person, 'await')
            has(letter, said(lang, 'mail.await%s.next' % goer), 'and the message says the same')
            has(letter, said(lang, 'mail.await%s.subject' % goer).split('{')[0], 'from its first line on')
            has(letter, said(lang, 'mail.await%s.said' % goer).split('{formality}')[lang == 'zh'], 'in its first paragraph')
            if not goer:
                has(said(lang, 'mail.await.said') + said(lang, 'tracking.later_accepted_visit'), RELATIVE[lang], 'where a relative may, that is said')
            else:
                for words in (text, page.main.text, letter, accepted):
                    lacks(words.split(said(lang, 'tracking.elsewhere'))[0], RELATIVE[lang], 'and no relative is spoken of')


def a_relative_may():
    """Where the steps name a relative beside the applicant they say so, and the desk has the sentence for it."""
    for lang in ('zh', 'en', 'it', 'es'):
        person = resident(lang)
        ref = journey.submitted(person, 'visa-extend')
        acted(one, ref, 'accept')
        acted(one, ref, 'await', {'ready-relative': True})
        first, rest = page_of(person, ref).main.text.split(said(lang, 'tracking.elsewhere'), 1)
        has(first, said(lang, 'sentence.visit.relative'), 'the resident reads that their relative is called (%s)' % lang)
        has(rest, next(s[lang] for s in FORMALITIES['visa-extend']['Steps'].values() if s['Where'] == 'counter'), 'and the step that names who may go')


NOBODY = ('veh-mark', 'veh-scrap', 'event-permit', 'hotel-licence', 'seal-reissue')


def nobody_comes():
    """Who only goes elsewhere, or fetches what was decided, is called to no counter, and the desk decides without a tick."""
    vehicles = officer('vmo-1')
    for lang in ('zh', 'en', 'it', 'es'):
        for code in NOBODY:
            person, desk = resident(lang), vehicles if code.startswith('veh-') else one
            ref = journey.submitted(person, code, {'home_county': '330304'})
            receipt = page_of(person, ref, '/receipt').main.text
            lacks(receipt, said(lang, 'presence.wait_visit'), '%s (%s): nothing is waited for, by its receipt' % (code, lang))
            lacks(receipt, said(lang, 'receipt.at_once_visit'), 'nor somebody at a counter')
            acted(desk, ref, 'accept')
            same((state(ref), stands(ref)), ('accepted', '0'), 'accepted, and the clock goes on')
            text = page_of(person, ref).main.text
            for goer in ('', '_self', '_named'):
                lacks(text, said(lang, 'tracking.next_accepted_visit' + goer), 'the page calls nobody')
            lacks(told(person, 'accept'), said(lang, 'mail.coming.mail'), 'nor does the message')
            decide = 'propose-approval' if FORMALITIES[code]['Approval'] == '1' else 'approve'
            lacks(desk.get('/desk/matters/%s/%s' % (ref, decide)).page.main.text, said('zh', 'desk.presence.visit'), 'and the desk asks for no tick')
    person = resident('zh')
    ref = journey.submitted(person, 'seal-filing', {'home_county': '330304'})
    acted(one, ref, 'accept')
    same(state(ref), 'accepted', 'a seal waits for nobody at a counter')
    has(one.get('/desk/matters/%s/approve' % ref).page.main.text, said('zh', 'desk.presence.interview'), 'its owner is met by video')


def done_online():
    """What is done within a day, after which a page for the booklet may be fetched, waits for nobody."""
    person = resident('zh')
    ref = journey.submitted(person, LATER, {'home_county': '330304'})
    acted(one, ref, 'accept')
    same(state(ref), 'accepted', 'accepted, and the officer goes on')
    lacks(page_of(person, ref).main.text, said('zh', 'tracking.now_visit'), 'its resident is sent nowhere')
    letter = told(person, 'accept')
    ok(letter and '窗口' not in letter, 'and told that it is accepted, without a counter', letter)


def who_was_first():
    """What the clock does upon an act is not who was first."""
    person = resident('en')
    ref = journey.submitted(person, SPOT)
    form = two.get('/desk/matters/%s/accept' % ref).page.form(action='/accept')
    acted(one, ref, 'accept')
    late = two.submit(form)
    told_first = ' '.join(late.page.main.text.split())
    same((late.status, journey.history(ref)[-1]), (409, 'await'), 'accepted, and then set waiting by the clock')
    ok(said('zh', 'desk.who.officer').replace('{1}', one.number) in told_first and said('zh', 'did.accept') in told_first and
       said('zh', 'desk.first').replace('{1}', said('zh', 'desk.who.system')).split('{2}')[0] not in told_first,
       'the second officer is told of the first, and not of the clock', told_first[:400])
    again = two.get('/desk/matters/%s/accept' % ref)
    has(' '.join(again.page.main.text.split()), said('zh', 'desk.who.officer').replace('{1}', one.number), 'also from the address alone')
    whole = [n.text for n in page_of(person, ref).main.all(class_='qiao-unbroken')]
    ok(sum(one.number in text for text in whole) >= 1, 'an officer\'s number is not broken at its hyphen', *whole)


def deemed():
    """Accepted by silence and then set waiting, both by the clock: nobody says that it was looked at."""
    cases = [(lang, resident(lang), code, goer) for lang in ('zh', 'en', 'it', 'es') for code, goer in ((SPOT, ''), ('id-temp', '_self'))]
    cases = [(*case, journey.submitted(case[1], case[2], {'home_county': '330304'})) for case in cases]
    away = 12 - time.gmtime().tm_hour       # the clock tells nobody at night
    for lang, person, code, goer, ref in cases:
        db("UPDATE person SET zone = 'Etc/GMT%+d' WHERE id = (SELECT person FROM application WHERE ref = '%s')" % (-away, ref))
        db("UPDATE application SET submitted = submitted - INTERVAL 10 DAY, due = due - INTERVAL 12 DAY, "
           "law_due = law_due - INTERVAL 12 DAY WHERE ref = '%s'; UPDATE intake i JOIN application a ON a.id = i.application "
           "SET i.submitted = a.submitted WHERE a.ref = '%s'" % (ref, ref))
    for lang, person, code, goer, ref in cases:
        wait_until(lambda: state(ref) == 'visit', 90)
        same(journey.history(ref)[-2:], ['deem_accepted', 'await'], '%s (%s): accepted by the clock, then it waits' % (code, lang))
        first = page_of(person, ref).main.one('section', class_='qiao-next')
        has(first.text, said(lang, 'tracking.deemed_visit'), 'the page says so in its first part')
        has(first.text, said(lang, 'next.visit' + goer), 'and who has to come')
        letter = told(person, 'await')
        has(letter, said(lang, 'mail.await%s_deemed.said' % goer).replace('{formality}', FORMALITIES[code]['Name'][lang]), 'so says the mail')
        lacks(letter, said(lang, 'mail.await%s.said' % goer).replace('{formality}', FORMALITIES[code]['Name'][lang]), 'and not that somebody looked')


def spot_in_chinese():
    on_the_spot('zh')


def spot_in_english():
    on_the_spot('en')


def both_clocks(lang):
    """A deadline is a whole day in Wenzhou, and an hour where the resident is."""
    person = resident(lang)
    page = person.get('/%s/settings' % lang).page
    zone = next(z for z in page.form('zone').choices('zone') if z == 'New_')
    person.submit(page.form('zone'), {'zone': zone})
    ref = journey.submitted(person)
    place = {'zh': '（纽约', 'en': ' in New York)'}[lang]
    head = said(lang, 'time.deadline').split('{1}')[0]
    for more in ('', '/receipt'):
        text = page_of(person, ref, more).main.text
        has(text, head, 'the deadline is Wenzhou\'s (%s%s)' % (lang, more))
        has(text, place, 'with the hour in New York')
        ok(re.search(r'1[01]:00', text), 'which is before noon there', text[:300])
    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': 'x'})
    text = page_of(person, ref, '/correction').main.text
    has(text, head, 'so is the day to answer')
    has(text, place, 'with the hour')
    has(text, said(lang, 'correction.missed'), 'and what happens then')


def clocks_in_chinese():
    both_clocks('zh')


def clocks_in_english():
    both_clocks('en')


def submitted_late(lang):
    """Accepted, and beyond the promised day."""
    person = resident(lang)
    ref = journey.submitted(person, 'cert-no-crime')
    acted(one, ref, 'accept')
    db("UPDATE application SET due = due - INTERVAL 60 DAY WHERE ref = '%s'" % ref)
    return person, ref


def extended_late(lang, person, ref):
    """More time given after the promised day: the law's limit is later, and what was late stays late, in the figures too."""
    before = db("SELECT due, law_due FROM application WHERE ref = '%s'" % ref)[0]
    acted(approver, ref, 'extend', {'ready-registers': True})
    after = db("SELECT due, law_due FROM application WHERE ref = '%s'" % ref)[0]
    same(after[0], before[0], 'the promised day does not move any more')
    ok(after[1] > before[1], 'the law\'s does', before[1], after[1])
    text = page_of(person, ref).main.text
    has(text, said(lang, 'tracking.late_text'), 'the resident reads that it is late all the same')
    has(text, said(lang, 'tracking.extended_law').split('{1}')[-1], 'and which of the two days was moved')
    ok(journey.in_list(one, ref, 'overdue'), 'it stays among what is overdue')
    again = approver.get('/desk/matters/%s/extend' % ref)
    same(again.status, 409, 'once')
    has(again.page.main.text, said('zh', 'desk.extend_once'), 'with the reason')
    acted(one, ref, 'propose-approval', {'ready-complete': True})
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    same(db_one("SELECT o.is_late FROM outcome o JOIN application a ON a.id = o.application WHERE a.ref = '%s'" % ref), '1',
         'supervision counts it as late')


def late(lang):
    """Who has it since when; over the promise, over the law's limit, where to complain; no more time then."""
    person = resident(lang)
    ref = journey.submitted(person, 'cert-no-crime')
    has(page_of(person, ref).main.text, said(lang, 'tracking.since'), 'since when the unit has it')
    acted(one, ref, 'claim')
    has(page_of(person, ref).main.text, said(lang, 'tracking.officer').replace('{1}', one.number), 'then the officer')
    acted(one, ref, 'accept')
    ok('/extend' in approver.get('/desk/matters/' + ref).text, 'an approver can extend it')
    db("UPDATE application SET due = due - INTERVAL 60 DAY WHERE ref = '%s'" % ref)
    text = page_of(person, ref).main.text
    has(text, said(lang, 'tracking.late_text'), 'late by our promise')
    has(text, said(lang, 'tracking.late_law').split('{1}')[0], 'with the law\'s limit')
    ok(page_of(person, ref).links('/formalities/complaint'), 'and where to complain')
    ok('/extend' in approver.get('/desk/matters/' + ref).text, 'the law\'s limit can still be extended')
    has(approver.get('/desk/matters/%s/extend' % ref).page.main.text, said('zh', 'desk.extend_late').split('，')[1].split('。')[0],
        'and the approver reads that it stays late')
    spare = submitted_late(lang)
    db("UPDATE application SET law_due = law_due - INTERVAL 400 DAY WHERE ref = '%s'" % ref)
    ok('/extend"' not in approver.get('/desk/matters/' + ref).text, 'once it is over it cannot')
    refused = approver.get('/desk/matters/%s/extend' % ref)
    same(refused.status, 409, 'not by the address either')
    has(refused.page.main.text, said('zh', 'desk.extend_over').split('（')[-1], 'and the page says why')
    extended_late(lang, *spare)


def unseen():
    """Decided though nobody was seen: not before it is ticked, and the history says so."""
    for lang, code, word, later in (('zh', VIDEO, 'interview', False), ('en', COUNTER, 'visit', False), ('zh', COUNTER, 'visit', True)):
        person = resident(lang)
        ref = journey.submitted(person, code, {'home_county': '330304'})
        acted(one, ref, 'accept')
        if later:
            acted(one, ref, 'await', {'ready-originals': True})
            acted(one, ref, 'came')
        told_so, ticked = said('zh', 'desk.presence.' + word), said(lang, 'presence.' + word)
        form = one.get('/desk/matters/%s/propose-approval' % ref).page
        if later:
            lacks(form.main.text, told_so, 'somebody came: there is nothing to tick')
            acted(one, ref, 'propose-approval', {'ready-complete': True})
            lacks(approver.get('/desk/matters/%s/decide' % ref).page.main.text, told_so, 'nor where it is decided')
            continue
        has(form.main.text, told_so, 'whoever proposes reads that nobody was seen (%s)' % word)
        reply = one.submit(form.form(action='/propose-approval'), {'ready-complete': True})
        same((reply.status, [a for a, _ in reply.page.summary], state(ref)), (422, ['#f-absent'], 'accepted'), 'and says that they know')
        acted(one, ref, 'propose-approval', {'ready-complete': True})
        page = approver.get('/desk/matters/%s/decide' % ref).page
        has(page.main.text, told_so, 'so does whoever decides')
        reply = approver.submit(page.form(action='/decide'), button=('verdict', 'agree'))
        same((reply.status, [a for a, _ in reply.page.summary], state(ref)), (422, ['#f-absent'], 'proposed'), 'not without a tick')
        acted(approver, ref, 'decide', button=('verdict', 'agree'))
        same(state(ref), 'approved', 'then it is approved')
        has(page_of(person, ref).main.text, ticked, 'the resident reads in the history how it was (%s)' % lang)
        has(one.get('/desk/matters/' + ref).page.main.text, said('zh', 'presence.' + word), 'the desk does')
        has(one.get('/desk/matters/%s/issue' % ref).page.main.text, said('zh', 'desk.presence.%s_issue' % word), 'and so does whoever issues it')
        same(verify(ref)[0], 0, 'and it is whole')


def late_in_chinese():
    late('zh')


def late_in_english():
    late('en')


def a_question():
    """Who asks gets an answer, and is told nothing about acceptance and decisions."""
    for lang in ('zh', 'en'):
        person = resident(lang)
        text = page_of(person, journey.submitted(person, 'consult')).main.text
        for key in ('now_submitted_channel', 'step_submitted_channel', 'next_submitted_channel'):
            has(text, said(lang, 'tracking.' + key), 'a question waits for an answer (%s)' % lang)
        lacks(text, said(lang, 'tracking.later_submitted'), 'and for no decision')


def a_booking():
    """What nobody reads is not agreed to, and nobody flies home because of it."""
    for lang in ('zh', 'en'):
        for code in ('consult', 'complaint', 'counter-booking'):
            person = resident(lang)
            ref = journey.submitted(person, code, {'home_county': '330304'})
            text = person.get('/%s/applications/%s/receipt' % (lang, ref)).page.main.text
            due = db_one("SELECT DATE(due + INTERVAL 8 HOUR) FROM application WHERE ref = '%s'" % ref)
            after = int(FORMALITIES[code]['Limit']['Promise'])
            has(text, said(lang, 'receipt.channel_text'), 'the receipt says that silence is no yes (%s, %s)' % (code, lang))
            has(text, said(lang, 'receipt.check_channel').split('{1}')[0].strip(), 'and by when it is answered')
            lacks(text, said(lang, 'receipt.check_text'), 'and not that it counts as accepted')
            for key in ('promise_one', 'estimate_one', 'at_once'):
                lacks(text, said(lang, 'receipt.' + key), 'nor that it is decided')
            ok(due > str(journey.today()) if after else due >= str(journey.today()), 'its time counts from the day it came', due)
            if code == 'consult':
                has(one.get('/desk/matters/' + ref).page.main.text, said('zh', 'desk.rule.submitted_channel'), 'the desk knows it')


run(staff, a_question, a_booking, what_waits, who_goes, where_to, who_was_first, done_online, deemed, a_relative_may, nobody_comes, spot_in_chinese, spot_in_english, clocks_in_chinese, clocks_in_english, late_in_chinese, late_in_english, unseen, nowhere)
