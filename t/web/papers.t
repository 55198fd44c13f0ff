#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers photographed once: offered in the next application, taken with one tap, listed with what
they are and until when they are valid, deleted; and never anybody else's."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey

# an identity paper of the one will do for the other (Also in materials.hdf)
FIRST, PAPER = 'cert-no-crime', 'id-proof-any'
SECOND, WANTED = 'dl-renew', 'id-proof-driver'


def files_of(ref):
    return [row[0] for row in db("SELECT m.file FROM material m JOIN application a ON a.id = m.application "
                                 "WHERE a.ref = '%s' AND m.removed IS NULL ORDER BY m.id" % ref)]


def material(browser, ref, code, more=''):
    return '/%s/applications/%s/materials/%s%s' % (browser.lang, ref, code, more)


def begun(browser, code=SECOND):
    return journey.ref_of(journey.begin(browser, code))


def offers(browser, ref, code=WANTED):
    """The forms that take something, on the material's page."""
    return [f for f in browser.get(material(browser, ref, code)).page.forms if f.action.endswith('/again')]


def bytes_stored():
    return db_one('SELECT COUNT(*) FROM file_part')


def offered_and_taken():
    for lang in ('zh', 'en'):
        browser = resident(lang)
        first = journey.draft(browser, FIRST, files=[photo('grey.jpg'), photo('phone.jpg')])
        journey.submit(browser, first)
        ref = begun(browser)
        listed = browser.get('/%s/applications/%s/materials' % (lang, ref)).page
        has(listed.main.text, journey.said(lang, 'papers.had_before'), 'the list says what is there already (%s)' % lang)
        page = browser.get(material(browser, ref, WANTED)).page
        has(page.main.text, journey.FORMALITIES[FIRST]['Name'][lang], 'the offer says for which matter')
        day = journey.today()
        has(page.main.text, '%d 月 %d 日' % (day.month, day.day) if lang == 'zh' else '%d %s' % (
            day.day, journey.said('en', 'time.month_%d' % day.month)), 'and when')
        pictures = [i['src'] for i in page.main.all('img')]
        same(len(pictures), 2, 'with a picture of each')
        ok(all(browser.get(p).status == 200 for p in pictures), 'that can be seen')
        forms = offers(browser, ref)
        same(len(forms), 1, 'both sides are one offer')
        before = bytes_stored()
        done = browser.submit(forms[0])
        same((done.status, done.location), (303, material(browser, ref, WANTED)), 'one tap takes them')
        again = browser.submit(forms[0])
        same((again.status, again.location), (303, done.location), 'two taps are one')
        same(files_of(ref), files_of(first), 'they are the same files')
        same(bytes_stored(), before, 'and not a byte was stored anew')
        same(offers(browser, ref), [], 'what is there is not offered')
        page = browser.get(material(browser, ref, WANTED)).page
        src = next(i['src'] for i in page.main.all('img'))
        has(src, '/applications/%s/' % ref, 'the pictures are of this application now')
        same(browser.get(src).status, 200, 'and are shown')
        same(browser.get(src.replace('/thumb', '')).body, browser.get(
            src.replace('/thumb', '').replace(ref, first)).body, 'with the same bytes')


def limits():
    """No more than there is room for; a photograph is too old after its months; one matter's stays."""
    browser = resident()
    first = journey.draft(browser, FIRST, files=[photo('grey.jpg'), photo('phone.jpg')])
    ref = begun(browser)
    for name in ('grey.jpg', 'phone.jpg'):
        form = browser.get(material(browser, ref, WANTED)).page.form('files')
        browser.send(form, files=[photo(name)])
    form = offers(browser, ref)[0]
    has(form.node.text, journey.said('zh', 'papers.take_one'), 'with room for one, one is offered')
    browser.send(form)
    same(len(files_of(ref)), 3, 'and one is taken')
    same(browser.submit(form, {}).status, 303, 'a second tap has no other effect')
    same(len(files_of(ref)), 3, 'there is no fourth')
    own = begun(browser, SECOND)
    form = browser.get(material(browser, own, 'photo-driver')).page.form('files')
    browser.send(form, files=[photo('grey.jpg')])
    third = begun(browser, SECOND)
    same(len(offers(browser, third, 'photo-driver')), 1, 'a photograph is offered')
    db("UPDATE file SET created = created - INTERVAL 7 MONTH WHERE id = %s" % files_of(own)[0])
    same(offers(browser, third, 'photo-driver'), [], 'and not when it is seven months old')
    form = browser.get(material(browser, first, 'purpose-proof')).page.form('files')
    browser.send(form, files=[photo('grey.jpg')])
    another = begun(browser, FIRST)
    same(offers(browser, another, 'purpose-proof'), [], 'what belongs to one matter is not offered')
    has([f.value('from') for f in offers(browser, another, PAPER)], first, 'from a draft of one\'s own it is')
    path = material(browser, another, 'purpose-proof', '/again')
    reply = browser.post(path, [('token', browser.token('/zh/settings')), ('once', once()),
                                ('from', first), ('kind', 'purpose-proof')])
    same(reply.status, 404, 'and is not taken by asking')


def never_anybody_elses():
    one, two = resident(), resident()
    first = journey.submitted(one, FIRST)
    file = files_of(first)[0]
    ref, own = begun(two), begun(one)
    same(offers(two, ref), [], 'somebody else is offered nothing')
    token = two.token('/zh/settings')

    def post(path, *pairs):
        return two.post(path, [('token', token), ('once', once())] + list(pairs)).status
    before = db("SELECT id, state, taken, withheld, expires FROM file WHERE id = %s" % file)
    take = ('from', first), ('kind', PAPER)
    same(post(material(two, ref, WANTED, '/again'), *take), 404, 'and can take nothing of it')
    same(post(material(two, own, WANTED, '/again'), *take), 404, 'nor put it into the other\'s own')
    same(two.get(material(two, own, WANTED, '/again')).status, 404, 'or look at what is offered there')
    for path in ('/zh/papers/%s' % file, '/zh/papers/%s/delete' % file,
                 '/zh/applications/%s/files/%s' % (first, file), '/zh/applications/%s/files/%s' % (ref, file),
                 '/zh/applications/%s/files/%s/thumb' % (ref, file)):
        same(two.get(path).status, 404, 'GET %s by somebody else' % path.replace(file, 'N'))
    same(post('/zh/papers/%s' % file, ('expires-year', '2031'), ('expires-month', '5'), ('expires-day', '1')),
         404, 'nor say until when it is valid')
    same(post('/zh/papers/%s/delete' % file), 404, 'nor delete it')
    same(db("SELECT id, state, taken, withheld, expires FROM file WHERE id = %s" % file), before,
         'nothing of it was changed')
    lacks(two.get('/zh/papers').page.main.text, journey.FORMALITIES[FIRST]['Name']['zh'], 'or is in their list')
    same(Browser().get('/zh/papers').status, 303, 'a visitor is asked to sign in')


def listed_and_deleted():
    for lang in ('zh', 'en'):
        browser = resident(lang)
        has(browser.get('/%s/papers' % lang).page.main.text, journey.said(lang, 'papers.own_none'),
            'who has uploaded nothing is told so (%s)' % lang)
        sent = journey.submitted(browser, FIRST)
        draft = begun(browser)
        browser.send(offers(browser, draft)[0])
        file = files_of(sent)[0]
        ok('/%s/papers' % lang in browser.get('/%s/settings' % lang).page.links(), 'the settings lead to my papers')
        page = browser.get('/%s/papers' % lang).page
        has(page.main.text, journey.MATERIALS[PAPER]['Name'][lang], 'where it says what it is')
        has(page.main.text, journey.FORMALITIES[FIRST]['Name'][lang], 'and for which matter')
        page = browser.get(page.links('/papers/' + file)[0]).page
        past = page.form(action='/papers/' + file)
        typed = {'expires-year': '2020', 'expires-month': '5', 'expires-day': '1'}
        wrong = browser.submit(past, dict(typed, **{'expires-day': '40'}))
        ok(wrong.status == 422 and wrong.page.error('expires'), 'a day that is none is told', wrong.status)
        same([a for a, _ in wrong.page.summary], ['#f-expires-day'], 'at the day')
        year = journey.today().year
        for odd in (1850, year - 52, year + 52):
            wrong = browser.submit(past, dict(typed, **{'expires-year': str(odd)}))
            has(wrong.page.error('expires') or '', journey.said(lang, 'field.date.expiry'), 'nor does a paper expire in %d' % odd)
        same(browser.submit(past, typed).status, 303, 'until when it is valid is kept')
        has(browser.get('/%s/papers' % lang).page.main.text, journey.said(lang, 'papers.own_over'),
            'an expired one says so')
        other = begun(browser)
        same(offers(browser, other), [], 'and is offered no more')
        browser.send(past, {'expires-year': '', 'expires-month': '', 'expires-day': ''})
        same(len(offers(browser, other)), 1, 'without the day it is')
        page = browser.get('/%s/papers/%s/delete' % (lang, file)).page
        name = journey.FORMALITIES[FIRST]['Name'][lang]
        ok(any(name in li.text for li in page.main.all('li')) and FIRST not in page.main.text, 'each is called by its name', page.main.text)
        has(page.main.text, journey.said(lang, 'papers.own_delete_kept'), 'before it is deleted it says who keeps it')
        has(page.main.text, journey.said(lang, 'papers.own_delete_drafts'), 'and which draft loses it')
        done = browser.submit(page.form(action='/delete'))
        same(done.status, 303, 'deleted')
        has(browser.follow(done).page.main.text, journey.said(lang, 'papers.own_none'), 'it is not listed')
        same((files_of(draft), offers(browser, other)), ([], []), 'not in the draft, and not offered')
        same(files_of(sent), [file], 'the submitted application has it')
        matter = officer('ouhai-1').get('/desk/matters/%s?file=%s' % (sent, file))
        same(matter.status, 200, 'so that the officer can work')
        same(browser.get('/%s/applications/%s/files/%s' % (lang, sent, file)).status, 200, 'and its person look')
        alone = begun(browser, FIRST)
        browser.send(browser.get(material(browser, alone, PAPER)).page.form('files'), files=[photo('grey.jpg')])
        file = files_of(alone)[0]
        browser.send(browser.get('/%s/papers/%s/delete' % (lang, file)).page.form(action='/delete'))
        same(db_one('SELECT state FROM file WHERE id = %s' % file), 'removed', 'what nobody needs leaves for good')


def told_apart_by_words():
    """Equal papers of two like applications on one day: each row, and each link in it, says which it is."""
    for lang in ('zh', 'en'):
        browser = resident(lang)
        refs = [journey.draft(browser, FIRST, files=[photo('grey.jpg'), photo('phone.jpg')]) for _ in range(2)]
        page = browser.get('/%s/papers' % lang).page
        rows = [li for li in page.main.all('li')]
        same(len(rows), 4, 'four papers')
        same(len({li.text for li in rows}), 4, 'no two rows say the same (%s)' % lang)
        same(len({n['alt'] for li in rows for n in li.all('img')}), 4, 'nor do their pictures')
        for ref in refs:
            same(len([li for li in rows if ref in li.text.replace('-', '')]), 2, 'two are of ' + ref)
        second = journey.said(lang, 'papers.nth_of').replace('{1}', '2').replace('{2}', '2')
        same(len([li for li in rows if second in li.text]), 2, 'each application has a second one')
        has(browser.get(list(rows[0].all('a'))[-1]['href']).page.main.text, second, 'the newest one\'s own page says so too')


def for_a_correction():
    browser = resident()
    first = journey.submitted(browser, FIRST)
    second = journey.submitted(browser, FIRST)
    desk = officer('ouhai-1')
    journey.acted(desk, second, 'correction', {'item-material-' + PAPER: True,
                                               'text-material-' + PAPER: '请换一张清楚的。'})
    own = files_of(second)
    forms = offers(browser, second, PAPER)
    same([f.value('from') for f in forms], [first], 'another matter\'s is offered, not the one that was not right')
    browser.send(forms[0])
    same(files_of(second), own + files_of(first), 'and stands beside it')
    page = browser.get('/zh/applications/%s/correction' % second).page
    same(browser.submit(page.form(action='/correction')).status, 303, 'it answers the correction')
    same(browser.submit(forms[0]).status, 303, 'the same tap again says the same')
    form = dict(forms[0].pairs(), once=once())
    same(browser.post(forms[0].action, form.items()).status, 410, 'later there is nothing to put it into')


def perhaps_this_one():
    """"ID card or passport" may be the ID card that is wanted: who photographed it is asked."""
    for lang in ('zh', 'en'):
        browser = resident(lang)
        journey.submitted(browser, FIRST)
        ref = begun(browser, 'hukou-book-reissue')
        same(len(offers(browser, ref, 'id-card')), 1, 'it is offered where an ID card is wanted (%s)' % lang)
        has(browser.get(material(browser, ref, 'id-card')).page.main.text,
            journey.said(lang, 'papers.if').replace('{1}', journey.MATERIALS['id-card']['Name'][lang]), 'if it is one')


def handed_in():
    """The old card that is handed in is the one that was photographed before, also if its day is past."""
    for lang in ('zh', 'en'):
        browser = resident(lang)
        journey.submitted(browser, FIRST)
        card = begun(browser, 'hukou-book-reissue')
        form = browser.get(material(browser, card, 'id-card')).page.form('files')
        browser.send(form, files=[photo('phone.jpg')])
        file = files_of(card)[0]
        db("UPDATE file SET expires = '2020-01-01' WHERE id = %s" % file)
        ref = begun(browser, 'id-renew')
        page = browser.get(material(browser, ref, 'id-card-old')).page
        groups = {f.value('kind'): f for f in offers(browser, ref, 'id-card-old')}
        same(sorted(groups), ['id-card', PAPER], 'where the old card is handed in both are offered (%s)' % lang)
        perhaps = journey.said(lang, 'papers.if').replace('{1}', journey.MATERIALS['id-card-old']['Name'][lang])
        same(page.main.text.count(perhaps), 1, 'the one that may be a passport if it is one')
        same(browser.submit(groups['id-card']).status, 303, 'and the card is taken')
        same(files_of(ref), [file], 'as it was photographed')
        same([f for f in offers(browser, begun(browser, 'id-renew'), 'id-card-old') if f.value('kind') == 'id-card-old'],
             [], 'what was handed in is not offered from there')
        same(offers(browser, begun(browser), WANTED)[0].value('kind'), PAPER, 'where it has to be valid the card of 2020 is not')


def nothing_is_asked_of_a_card():
    """An ID card where "ID card or passport" is wanted is one, without a question."""
    browser = resident('en')
    first = begun(browser, 'hukou-book-reissue')
    browser.send(browser.get(material(browser, first, 'id-card')).page.form('files'), files=[photo('phone.jpg')])
    ref = begun(browser, FIRST)
    same([f.value('kind') for f in offers(browser, ref, PAPER)], ['id-card'], 'it is offered')
    lacks(browser.get(material(browser, ref, PAPER)).page.main.text, journey.said('en', 'papers.if').split('{1}')[0], 'as what it is')


def put(browser, code, paper, example=None, name='phone.jpg'):
    """A draft of it with one photograph, its form filled in where an example is given."""
    reply = journey.begin(browser, code)
    ref = journey.ref_of(reply)
    if example is not None:
        journey.answer_pages(browser, reply, dict(journey.FORMALITIES[code]['Example'], **example))
    browser.send(browser.get(material(browser, ref, paper)).page.form('files'), files=[photo(name)])
    return ref


def a_childs():
    """What is a child's is called so, is not offered as the parent's own, and is offered where it is a child's again."""
    for lang in ('zh', 'en'):
        browser = resident(lang)
        foster = journey.FORMALITIES['residence-foster']['Materials']
        ref = put(browser, 'residence-foster', 'photo-passport')
        for code in ('passport-foreign', 'visa-cn'):
            browser.send(browser.get(material(browser, ref, code)).page.form('files'), files=[photo('phone.jpg')])
        for code, paper in (('passport-renew', 'photo-passport'), ('visa-extend', 'passport-foreign'), ('visa-extend', 'visa-cn'),
                            ('cert-no-crime-foreigner', 'passport-foreign')):
            draft = begun(browser, code)
            same(offers(browser, draft, paper), [], 'in %s no child\'s %s is offered as one\'s own (%s)' % (code, paper, lang))
            post = browser.post(material(browser, draft, paper, '/again'), [
                ('token', browser.get('/%s/settings' % lang).page.forms[0].value('token')), ('once', once()), ('from', ref), ('kind', paper)])
            same(post.status, 404, 'nor taken by who makes up the form')
        same(len(offers(browser, begun(browser, 'eep-minor'), 'photo-passport')), 1, 'for the child it is')
        listed = browser.get('/%s/papers' % lang).page
        for code in ('photo-passport', 'passport-foreign', 'visa-cn'):
            has(listed.main.text, foster[code]['Name'][lang], 'my papers call it what it was called')
        has(listed.main.text, journey.said(lang, 'papers.of_child'), 'and say whose it is')
        pages = [browser.get(path).page for path in listed.links('/papers/') if path.count('/') == 3]
        has(pages[0].main.text, journey.said(lang, 'papers.of_child'), 'its own page, too')
        ok(any(not page.has_form(name='expires-day') for page in pages), 'some of them never expire, and have a page as well')


def by_an_answer():
    """Whose it is may stand in an answer: the same formality for oneself and for a child."""
    browser = resident('zh')
    own = put(browser, 'id-loss-report', 'passport-cn', {'card_holder': 'self'})
    child = put(browser, 'id-loss-report', 'passport-cn', {'card_holder': 'child', 'child_name': '林小示', 'child_idno': '330399201506120014'})
    found = [f.value('from') for f in offers(browser, begun(browser, FIRST), PAPER)]
    same(found, [own], 'the one that is the applicant\'s own is offered')
    text = browser.get('/zh/papers').page.main.text
    same(text.count(journey.said('zh', 'papers.of_child')), 1, 'of two passports one is the child\'s')
    ok(child != own, 'two matters')


run(offered_and_taken, a_childs, by_an_answer, perhaps_this_one, handed_in, nothing_is_asked_of_a_card, limits, never_anybody_elses, listed_and_deleted, told_apart_by_words,
    for_a_correction)
