#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A write whose session cookie is gone: kept, shown after sign-in to who may see its page, and done by
their own tap alone; what another site sends is refused at once."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

EXAMPLE = journey.FORMALITIES['dl-defer-renew']['Example']
NOT_DONE = journey.said('zh', 'desk.first').split('{1}')[0]
PAPER = '/zh/applications/%s/materials/id-proof-driver'


def cookie_lost(browser):
    browser.cookies = {k: v for k, v in browser.cookies.items() if 'session' not in k and 'desk' not in k}


def kept_now():
    return int(db_one('SELECT COUNT(*) FROM held_write'))


def begun(lang='zh'):
    browser = resident(lang)
    reply = journey.begin(browser, 'dl-defer-renew')
    return browser, journey.ref_of(reply), reply.page.form()


def name_of(browser, ref):
    return browser.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name') or ''


def papers_of(ref):
    return int(db_one("SELECT COUNT(*) FROM material m JOIN application a ON a.id = m.application "
                      "WHERE a.ref = '%s' AND m.removed IS NULL" % ref))


def a_form():
    for lang in ('zh', 'en'):
        browser, ref, form = begun(lang)
        cookie_lost(browser)
        held = browser.submit(form, journey.fill(form, EXAMPLE))
        same((held.status, held.location), (303, '/%s/sign-in?held=shown' % lang), 'a form without its session is kept')
        has(browser.follow(held).page.main.text, journey.said(lang, 'sign_in.held_shown'), 'and says what comes')
        done = sign_in(browser, browser.contact)
        same((done.status, done.location), (303, '/%s/held' % lang), 'after sign-in it is shown')
        page = browser.follow(done).page
        has(page.main.text, journey.said(lang, 'layout.held_typed'), 'and said not to be handed in')
        same(page.form().value('applicant_name'), '林示例', 'as it was typed')
        same(len(page.summary or []), 0, 'without complaints')
        same(name_of(browser, ref), '', 'nothing is stored before the tap')
        sent = browser.submit(page.form())
        same((sent.status, sent.location), (303, '/%s/applications/%s/form/licence' % (lang, ref)), 'one tap: done')
        same(name_of(browser, ref), '林示例', 'nothing typed again')
        same(db_one("SELECT COUNT(*) FROM held_write WHERE done = 0 AND path LIKE '%%%s%%'" % ref), '0', 'and nothing waits')
        same(browser.get('/%s/held' % lang).location, '/%s/applications' % lang, 'there is nothing more to show')


def begun_once():
    """Start without the cookie, the tap after signing in, and back to Start: one draft."""
    browser = resident()
    form = browser.get(journey.apply_path('zh', 'dl-defer-renew')).page.form(action='/apply')
    cookie_lost(browser)
    browser.submit(form)
    shown = browser.follow(sign_in(browser, browser.contact)).page.form(action='/apply')
    same(shown.value('once'), form.value('once'), 'what was held keeps its key')
    begun = browser.submit(shown)
    again = browser.submit(form)
    same((begun.status, again.status, again.location), (303, 303, begun.location),
         'begun, and sent once more from the page of the older sign-in: the same draft')


def an_upload():
    browser, ref, _ = begun()
    path = PAPER % ref
    form = browser.get(path).page.form('files')
    cookie_lost(browser)
    held = browser.submit(form, files=[photo('phone.jpg'), photo('three-pages.pdf')])
    same((held.status, held.location), (303, '/zh/sign-in?held=shown'), 'photographs without their session are kept')
    done = sign_in(browser, browser.contact)
    same(done.location, '/zh/held', 'after sign-in they are shown')
    page = browser.follow(done).page
    text = page.main.text
    for said in ('phone.jpg', 'three-pages.pdf', journey.said('zh', 'layout.held_files')):
        has(text, said, 'the page of the paper says %s' % said)
    same(browser.get('/zh/held').status, 200, 'looked at twice')
    same(papers_of(ref), 0, 'and not handed in')
    signed, form = browser.cookies, page.form(action='/held')
    cookie_lost(browser)
    same(browser.submit(form).location, '/zh/sign-in', 'signed out in between, the tap asks to sign in')
    browser.cookies = dict(signed)
    taps = [browser.submit(form) for _ in range(2)]
    same([(r.status, r.location) for r in taps], [(303, path)] * 2, 'a tap hands them in, a second has the same answer')
    same(papers_of(ref), 2, 'both are there, once')
    same(len(browser.get(path).page.links('/files/')), 2, 'and shown')


def not_wanted():
    browser, ref, _ = begun()
    form = browser.get(PAPER % ref).page.form('files')
    cookie_lost(browser)
    browser.submit(form, files=[photo('phone.jpg')])
    id = db_one('SELECT MAX(id) FROM held_write')
    page = browser.follow(sign_in(browser, browser.contact)).page
    gone = browser.submit(page.form(action='/held'), button=('drop', '1'))
    same((gone.status, gone.location), (303, (PAPER % ref)), 'deleted')
    same((papers_of(ref), db_one('SELECT COUNT(*) FROM held_part WHERE held = ' + id)), (0, '0'), 'with all its bytes')


def refused_files():
    """What is wrong with a file is said as ever, and the draft is intact."""
    browser, ref, _ = begun()
    form = browser.get(PAPER % ref).page.form('files')
    cookie_lost(browser)
    browser.submit(form, files=[photo('empty.jpg')])
    page = browser.follow(sign_in(browser, browser.contact)).page
    reply = browser.submit(page.form(action='/held'))
    ok(reply.status == 422 and reply.page.error('files'), 'an empty file gets its sentence', reply.status)
    same(papers_of(ref), 0, 'and is no paper')


def the_last_step():
    browser = resident()
    ref = journey.draft(browser)
    form = browser.get('/zh/applications/%s/check' % ref).page.form('declare')
    cookie_lost(browser)
    browser.submit(form, {'declare': True})
    page = browser.follow(sign_in(browser, browser.contact)).page
    same(journey.state(ref), 'draft', 'a submission without its session is not made by signing in')
    has(page.main.text, '林示例', 'the answers are there to look at')
    done = browser.submit(page.form('declare'), {'declare': True})
    same((done.location, journey.state(ref)), ('/zh/applications/%s/receipt' % ref, 'submitted'), 'but by a tap')


def somebody_else():
    browser, ref, form = begun()
    owner = browser.contact
    cookie_lost(browser)
    browser.submit(form, journey.fill(form, EXAMPLE))
    other = sign_in(browser, fresh_contact())
    same(other.location, '/zh/held', 'somebody else signs in on the same phone')
    reply = browser.get('/zh/held')
    same((reply.status, reply.location), (303, '/zh/applications?kept=1'), 'and is shown nothing of it')
    page = browser.follow(reply).page
    has(page.text, journey.said('zh', 'sign_in.kept'), 'but told that something waits')
    lacks(page.text, '林示例', 'not what')
    sent = browser.post('/zh/held', [('token', browser.token('/zh/settings')), ('once', once())])
    same((sent.location, name_of_store(ref)), ('/zh/applications?kept=1', '0'), 'nor can they send it')
    cookie_lost(browser)
    same(browser.follow(sign_in(browser, owner)).page.form().value('applicant_name'), '林示例', 'it waited for its owner')


def name_of_store(ref):
    return db_one("SELECT COUNT(*) FROM application WHERE ref = '%s' AND page = 'you'" % ref)


def from_another_site():
    """SameSite=Lax takes the cookies off such a write, so it looks like this: nothing is kept of it."""
    browser, ref, form = begun()
    paper = browser.get(PAPER % ref).page.form('files')
    visitor = Browser()
    before = kept_now()
    for headers in ({'Sec-Fetch-Site': 'cross-site', 'Origin': 'https://evil.example'},
                    {'Sec-Fetch-Site': 'cross-site'}, {'Sec-Fetch-Site': 'same-site'}, {'Sec-Fetch-Site': 'none'},
                    {'Sec-Fetch-Site': None, 'Origin': 'https://evil.example'},
                    {'Sec-Fetch-Site': None, 'Origin': 'null'}, {'Sec-Fetch-Site': None, 'Origin': None}):
        forged = visitor.post(form.action, form.pairs({'applicant_name': '坏人'}), headers)
        ok(forged.status == 403 and 'qiao-held' not in visitor.cookies, 'a form sent with %s is refused' % headers,
           forged.status)
        forged = visitor.upload(paper.action, paper.pairs(), [('files',) + photo('phone.jpg')], headers)
        ok(forged.status == 403 and 'qiao-held' not in visitor.cookies, 'and a photograph', forged.status)
    same(kept_now(), before, 'nothing of it is kept')
    same(visitor.post('/zh/held', form.pairs(), None).location, '/zh/sign-in', 'who is not signed in sends nothing')


def planted():
    """Whatever a page of ours was made to send: signing in alone does nothing, and the tap is the person's."""
    browser = resident()
    form = browser.get('/zh/settings').page.form(action='/settings')
    contact = browser.contact
    other = Browser()
    other.get('/zh/sign-in')
    before = db('SELECT id, lang, zone FROM person ORDER BY id')
    other.post('/zh/settings', form.pairs({'lang': 'en', 'zone': 'Sao_'}))
    ok('qiao-held' in other.cookies, 'with our own page\'s origin it is kept')
    sign_in(other, contact)
    same(db('SELECT id, lang, zone FROM person WHERE id <= %s ORDER BY id' % before[-1][0]), before, 'signing in changes nothing')
    page = other.get('/zh/held').page
    same([page.form(action='/settings').value(n) for n in ('lang', 'zone')], ['en', 'Sao_'],
         'it is shown first')
    for headers, pairs in (({'Sec-Fetch-Site': 'cross-site'}, page.form(action='/settings').pairs()),
                           ({}, [('once', once())]), ({}, [('token', 'A' * 43), ('once', once())])):
        answer = other.post('/zh/held', pairs, headers)
        same(answer.status, 403, 'no tap from elsewhere, and none without the token')
    same(db('SELECT id, lang, zone FROM person WHERE id <= %s ORDER BY id' % before[-1][0]), before, 'nothing is changed')
    same(other.get('/zh/held').status, 200, 'and it waits on')


def signed_in_again():
    """The first tab has the page of an older session: its photographs are not lost."""
    browser, ref, _ = begun()
    form = browser.get(PAPER % ref).page.form('files')
    cookie_lost(browser)
    same(sign_in(browser, browser.contact).location, '/zh/applications', 'signed in again in another tab')
    held = browser.submit(form, files=[photo('phone.jpg')])
    same((held.status, held.location), (303, '/zh/held'), 'the first tab\'s photograph is kept and shown')
    browser.submit(browser.follow(held).page.form(action='/held'))
    same(papers_of(ref), 1, 'and handed in by a tap')


def typed_in_another_tab():
    """The first tab has the page of an older sign-in: what was typed on it stands there again, to be sent by a tap."""
    for lang in ('zh', 'en', 'it', 'es'):
        browser, ref, form = begun(lang)
        cookie_lost(browser)
        sign_in(browser, browser.contact)
        typed = journey.fill(form, EXAMPLE)
        shown = browser.submit(form, typed)
        same((shown.status, len(shown.page.summary or [])), (403, 0), 'the page is there again')
        has(shown.page.main.text, journey.said(lang, 'layout.stale_typed'), 'with the reason')
        same([shown.page.form().value(n) for n in ('applicant_name', 'once')], ['林示例', form.value('once')], 'what was typed, and its key')
        same(name_of_store(ref), '0', 'and nothing is stored')
        sent = browser.submit(shown.page.form())
        same((sent.status, sent.location), (303, '/%s/applications/%s/form/licence' % (lang, ref)), 'a tap does it')
        same(browser.submit(shown.page.form()).location, sent.location, 'once')
    browser, ref, form = begun()
    typed = form.pairs(journey.fill(form, EXAMPLE))
    cookie_lost(browser)
    sign_in(browser, browser.contact)
    for headers in ({'Sec-Fetch-Site': 'cross-site', 'Origin': 'https://evil.example'}, {'Sec-Fetch-Site': 'same-site'},
                    {'Sec-Fetch-Site': None, 'Origin': 'null'}, {'Sec-Fetch-Site': None, 'Origin': None}):
        reply = browser.post(form.action, typed, headers)
        same(reply.status, 403, 'what %s sends is not shown as if it were typed here' % headers)
        lacks(reply.text, '林示例', 'nothing of it')
        has(reply.page.main.text, journey.said('zh', 'error.forbidden.text'), 'and what to do destroys nothing')
    cookie_lost(browser)
    sign_in(browser, fresh_contact())
    reply = browser.submit(form, journey.fill(form, EXAMPLE))
    same((reply.status, name_of_store(ref)), (403, '0'), 'for somebody else the page of another\'s draft does not open')
    has(reply.page.main.text, journey.said('zh', 'error.forbidden.again'), 'which says why')


def not_too_many():
    browser, ref, form = begun()
    cookie_lost(browser)
    db('DELETE FROM held_write WHERE asks')
    other = lambda name: browser.submit(form, dict(journey.fill(form, EXAMPLE), applicant_name=name)).status
    same(other('林甲'), 303, 'the first is kept')
    db("INSERT INTO held_write SELECT w.id + s.seq, UNHEX(SHA2(s.seq, 256)), w.audience, w.owner, w.path, w.type, w.size, "
       "w.parts, w.created, w.ends, w.tries, w.asks, w.source, w.done, w.content FROM held_write w, seq_1_to_198 s WHERE w.asks")
    same([other(name) for name in ('林乙', '林丙')], [303, 429], 'two hundred for one address, and no more')
    db('DELETE FROM held_write WHERE asks')
    same(other('林甲'), 303, 'then again')
    db("UPDATE held_write SET size = 1 << 30 WHERE asks")
    same(other('林乙'), 429, 'and a gigabyte')
    db('DELETE FROM held_write WHERE asks')


def two_tabs():
    """Two pages sent without their session: both are kept, and shown one after the other."""
    for lang in ('zh', 'en'):
        browser, ref, form = begun(lang)
        path = '/%s/applications/%s/form/' % (lang, ref)
        other = browser.get(path + 'licence').page.form()
        cookie_lost(browser)
        browser.submit(form, journey.fill(form, EXAMPLE))
        browser.submit(other, journey.fill(other, EXAMPLE))
        done = sign_in(browser, browser.contact)
        same(done.location, '/%s/held' % lang, 'after sign-in')
        has(browser.get('/%s/applications' % lang).page.links(), '/%s/held' % lang, 'who leaves is led back')
        page = browser.follow(done).page
        last = page.form()
        same(last.action, other.action, 'the newest is shown first')
        sent = browser.submit(last)
        same((sent.status, sent.location), (303, '/%s/held' % lang), 'sent, it leads to the one before')
        first = browser.follow(sent).page.form()
        same((first.action, first.value('applicant_name')), (form.action, '林示例'), 'which nothing has thrown away')
        sent = browser.submit(first)
        same((sent.status, sent.location), (303, path + 'licence'), 'and then on')
        same(name_of(browser, ref), '林示例', 'both are stored')
        same(db_one("SELECT COUNT(*) FROM held_write WHERE done = 0 AND path LIKE '%%%s%%'" % ref), '0', 'and nothing waits')
        lacks(browser.get('/%s/applications' % lang).page.links(), '/%s/held' % lang, 'nor said to be')


def officers():
    ref = journey.submitted(resident())
    browser = officer('ouhai-1')
    form = browser.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
    cookie_lost(browser)
    held = browser.submit(form, {'reason': '请到户籍地派出所办理。', 'where': '户籍地派出所'})
    same((held.status, held.location), (303, '/desk/sign-in?held=shown'), 'an officer\'s words are kept')
    account = here.account('ouhai-1')
    officer_ready('ouhai-1')
    page = browser.follow(held).page
    has(page.text, journey.said('zh', 'desk.held_shown'), 'and they are told')
    wrong = browser.submit(page.form('password'), {'name': 'ouhai-1', 'password': 'wrong', 'code': '000000'})
    has(browser.follow(wrong).page.text, journey.said('zh', 'desk.held_shown'), 'also after a wrong password')
    officer_ready('ouhai-1')
    done = browser.submit(page.form('password'), {'name': 'ouhai-1', 'password': account['password'],
                                                  'code': totp(account['totp'])})
    same((done.location, journey.state(ref)), ('/desk/held', 'submitted'), 'signed in, nothing is decided yet')
    page = browser.follow(done).page
    form = page.form(action='/decline')
    same((form.value('reason'), form.value('where')), ('请到户籍地派出所办理。', '户籍地派出所'), 'all is there')
    lacks(page.text, NOT_DONE, 'and nobody is said to have been first')
    same((browser.submit(form).status, journey.state(ref)), (303, 'declined'), 'and sent with a tap')


def refused_at_the_desk():
    """An act that was kept and lacks something says so at once, and not only when it is sent once more."""
    ref = journey.submitted(resident())
    browser = officer('ouhai-1')
    form = browser.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
    cookie_lost(browser)
    page = browser.follow(browser.submit(form, {'reason': '按规定不能办。'})).page
    officer_ready('ouhai-1')
    account = here.account('ouhai-1')
    done = browser.submit(page.form('password'), {'name': 'ouhai-1', 'password': account['password'],
                                                  'code': totp(account['totp'])})
    shown = browser.follow(done).page
    same(([a for a, _ in shown.summary], shown.form(action='/decline').value('reason')), (['#f-place'], '按规定不能办。'),
         'what it lacks stands there, with what was typed')
    same((journey.state(ref), journey.history(ref)), ('submitted', ['submit']), 'and nothing is done')
    form = shown.form(action='/decline')
    same((browser.submit(form, {'where': '户籍地派出所'}).status, journey.state(ref)), (303, 'declined'), 'mended, it is')


def too_late_at_the_desk():
    """Who was too late is told once, and the next act is not taken for that one."""
    refs = [journey.submitted(resident()) for _ in range(2)]
    browser, account = officer('ouhai-1'), here.account('ouhai-1')
    forms = [browser.get('/desk/matters/%s/accept' % ref).page.form(action='/accept') for ref in refs]
    journey.acted(officer('ouhai-2'), refs[0], 'accept')

    def sent(form):
        cookie_lost(browser)
        page = browser.follow(browser.submit(form)).page
        officer_ready('ouhai-1')
        return browser.submit(page.form('password'), {'name': 'ouhai-1', 'password': account['password'], 'code': totp(account['totp'])})
    shown = browser.follow(sent(forms[0]))
    same(shown.status, 409, 'somebody was first')
    has(shown.text, 'S-0402', 'which is said')
    lacks(shown.page.main.text, journey.said('zh', 'layout.held_typed'), 'and nobody is told to press again')
    same(db_one("SELECT COUNT(*) FROM held_write WHERE path LIKE '%%%s%%' AND done = 0" % refs[0]), '0', 'it waits no longer')
    shown = browser.follow(sent(forms[1])).page
    ok(shown.has_form(action='/%s/accept' % refs[1]), 'the next one is shown after its own sign-in')


def nobody_was_first():
    """A form that is only shown again was not refused; who was really too late is told."""
    ref = journey.submitted(resident())
    browser = officer('ouhai-1')
    for path in ('accept', 'claim', 'correction', 'transfer'):
        form = browser.get('/desk/matters/%s/%s' % (ref, path)).page.form(action='/' + path)
        cookie_lost(browser)
        page = browser.follow(browser.submit(form)).page
        officer_ready('ouhai-1')
        account = here.account('ouhai-1')
        done = browser.submit(page.form('password'), {'name': 'ouhai-1', 'password': account['password'],
                                                      'code': totp(account['totp'])})
        shown = browser.follow(done)
        ok(done.location == '/desk/held' and shown.page.has_form(action='/' + path) and NOT_DONE not in shown.text,
           '%s after signing in again is asked, and no conflict is said' % path, done.location)
        db('DELETE FROM held_write')
    ready = browser.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
    edit = browser.submit(ready, {'reason': '另请注意时间。', 'ready-elsewhere': True}, button=('show', 'edit'))
    same(edit.status, 200, 'ready sentences put into the text')
    ok('另请注意时间。' in edit.page.form(action='/decline').value('reason') and NOT_DONE not in edit.text,
       'are there, with what was typed, and nothing is said to have failed')
    late = browser.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
    journey.acted(officer('ouhai-2'), ref, 'accept')
    answer = browser.submit(late, {'reason': '写好的话。', 'where': '户籍地派出所'})
    ok(answer.status == 409 and NOT_DONE in answer.text and '写好的话。' in answer.text, 'who was too late is told',
       answer.status)


db('DELETE FROM held_write')
run(a_form, begun_once, an_upload, not_wanted, refused_files, the_last_step, somebody_else, from_another_site, planted,
    signed_in_again, typed_in_another_tab, two_tabs, not_too_many, officers, refused_at_the_desk, too_late_at_the_desk, nobody_was_first)
