#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A held write was done and its answer is lost, or the workers that began it died of something else: who presses
again is led where they would have been, and nothing that was typed or photographed is given up."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

CODE = 'dl-defer-renew'
EXAMPLE = journey.FORMALITIES[CODE]['Example']
PAPER = '/zh/applications/%s/materials/id-proof-driver'


def end_sessions(ref):
    db("UPDATE session SET ended = UTC_TIMESTAMP(3) WHERE person = "
       "(SELECT person FROM application WHERE ref = '%s')" % ref)


def cookie_lost(browser):
    browser.cookies = {k: v for k, v in browser.cookies.items() if 'session' not in k}


def lost_and_again(browser, form, typed=None):
    """The answer never comes: the browser has its old cookies, and sends the same form once more."""
    before = dict(browser.cookies)
    first = browser.submit(form, typed)
    browser.cookies = before
    return first, browser.submit(form, typed)


def signed_in_twice(browser):
    reply, before = ask_code(browser, browser.contact)
    return lost_and_again(browser, reply.page.form('code'), {'code': code_for(browser.contact, before)})


def waiting(ref):
    return int(db_one("SELECT COUNT(*) FROM held_write WHERE path LIKE '%%%s%%' AND done = 0" % ref))


def begun():
    browser = resident()
    reply = journey.begin(browser, CODE)
    return browser, journey.ref_of(reply), reply.page.form()


def papers_of(ref):
    return int(db_one("SELECT COUNT(*) FROM material m JOIN application a ON a.id = m.application "
                      "WHERE a.ref = '%s' AND m.removed IS NULL" % ref))


def a_form():
    browser, ref, form = begun()
    end_sessions(ref)
    browser.submit(form, journey.fill(form, EXAMPLE))
    first, again = signed_in_twice(browser)
    same((first.status, first.location), (303, '/zh/applications/%s/form/licence' % ref), 'signed in, it is done, and goes on')
    same((again.status, again.location), (303, first.location), 'whoever did not get this answer gets it again')
    lacks(browser.get('/zh/applications').page.links(), '/zh/held', 'and nothing is said to wait')
    same(waiting(ref), 0, 'nor does it')
    same(browser.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name'), '林示例', 'it is stored')
    browser.submit(browser.get('/zh/sign-out').page.form(action='/sign-out'))
    same(sign_in(browser, browser.contact).location, '/zh/applications', 'the next sign-in has nothing more to do')


def photographs():
    browser, ref, _ = begun()
    form = browser.get(PAPER % ref).page.form('files')
    end_sessions(ref)
    browser.submit(form, files=[photo('grey.jpg')])
    first, again = signed_in_twice(browser)
    same([(r.status, r.location) for r in (first, again)], [(303, PAPER % ref)] * 2, 'a photograph: the same answer twice')
    same(papers_of(ref), 1, 'and it is there once')


def by_a_tap():
    browser, ref, form = begun()
    cookie_lost(browser)
    browser.submit(form, journey.fill(form, EXAMPLE))
    page = browser.follow(sign_in(browser, browser.contact)).page
    first, again = lost_and_again(browser, page.form())
    same([r.location for r in (first, again)], ['/zh/applications/%s/form/licence' % ref] * 2, 'a tap whose answer is lost')
    form = browser.get(PAPER % ref).page.form('files')
    cookie_lost(browser)
    browser.submit(form, files=[photo('grey.jpg')])
    page = browser.follow(sign_in(browser, browser.contact)).page
    first, again = lost_and_again(browser, page.form(action='/held'))
    same([r.location for r in (first, again)], [PAPER % ref] * 2, 'and one for a photograph')
    same((papers_of(ref), waiting(ref)), (1, 0), 'which is there once')


def too_late():
    """What cannot be done any more is shown to be copied, and again to who did not see it."""
    browser = resident()
    ref = journey.draft(browser)
    form = browser.get('/zh/applications/%s/form/you' % ref).page.form()
    end_sessions(ref)
    browser.submit(form, {'applicant_name': '林太晚'})
    other = resident('zh', browser.contact)
    other.submit(other.get('/zh/applications/%s/check' % ref).page.form('declare'), {'declare': True})
    for reply in signed_in_twice(browser):
        same(reply.location, '/zh/held', 'led to what it was')
        for text in ('handed in meanwhile', 'and so when it is loaded anew'):
            page = browser.get('/zh/held')
            same(page.status, 410, text)
            has(page.page.main.text, '林太晚', 'what was typed is there to be copied')


def thrown_away():
    """A draft deleted in another tab before the sign-in: what was typed for it is there to be copied."""
    browser, ref, form = begun()
    browser.submit(browser.get('/zh/applications/%s/delete' % ref).page.form(action='/delete'))
    db("UPDATE session SET ended = UTC_TIMESTAMP(3) ORDER BY id DESC LIMIT 1")
    browser.submit(form, dict(journey.fill(form, EXAMPLE), applicant_name='林删了'))
    done = sign_in(browser, browser.contact)
    same(done.location, '/zh/held', 'led to what it was')
    for text in ('it is not there any more', 'and so when it is loaded anew'):
        page = browser.get('/zh/held')
        same(page.status, 404, text)
        has(page.page.main.text, '林删了', 'what was typed is there to be copied')
        lacks(page.page.main.text, journey.said('zh', 'layout.held_typed'), 'and nobody is told to press again')


def sent_twice():
    """Sent once more before the sign-in, from the same page or another tab: it is one, and nothing is said to wait."""
    browser = resident()
    ref = journey.draft(browser)
    path = '/zh/applications/%s/check' % ref
    tabs = [browser.get(path).page.form('declare') for _ in range(2)]
    end_sessions(ref)
    for form in (tabs[0], tabs[0], tabs[1]):
        same(browser.submit(form, {'declare': True}).location, '/zh/sign-in?held=1', 'a submission after the end is kept')
    same(waiting(ref), 1, 'once')
    done = sign_in(browser, browser.contact)
    same((done.location, journey.state(ref)), ('/zh/applications/%s/receipt' % ref, 'submitted'), 'signed in, it is handed in, and there is the receipt')
    lacks(browser.get('/zh/applications').page.links(), '/zh/held', 'and nothing is said to wait')
    again = browser.submit(tabs[0], {'declare': True})
    same((again.status, again.location), (303, done.location), 'and from the page of before the sign-in it has the same answer')
    again = browser.submit(tabs[1], {'declare': True})
    same((again.status, again.location), (303, done.location), 'and from the other tab\'s')
    journey.acted(officer('ouhai-1'), ref, 'claim')
    again = browser.submit(tabs[1], {'declare': True})
    same(again.status, 410, 'once the office has begun, too, nobody is told that it is not saved yet')
    has(again.page.links(), '/zh/applications/' + ref, 'but where it stands')
    lacks(again.page.main.text, journey.said('zh', 'error.forbidden.again'), 'and not to press again')
    lacks(again.page.main.text, journey.said('zh', 'error.again'), 'nor is there a button for it')
    browser, ref, form = begun()
    paper, other = (browser.get(PAPER % ref).page.form('files') for _ in range(2))
    end_sessions(ref)
    for _ in range(2):
        browser.submit(paper, files=[photo('grey.jpg')])
    same((sign_in(browser, browser.contact).location, papers_of(ref), waiting(ref)), (PAPER % ref, 1, 0), 'a photograph is there once, and that is all')
    for page, whose in ((paper, 'its'), (other, 'another')):
        again = browser.submit(page, files=[photo('grey.jpg')])
        same((again.location, papers_of(ref), waiting(ref)), (PAPER % ref, 1, 0), 'also when %s old page sends it again' % whose)
    end_sessions(ref)
    for name in ('林先写', '林后写'):
        browser.submit(form, dict(journey.fill(form, EXAMPLE), applicant_name=name))
    same(waiting(ref), 2, 'what was typed otherwise is another one')


def by_the_other_tab():
    """What one tab's kept page did, sent from another's of before the sign-in: the same answer while nothing has
    happened since, and else it is asked as ever. Done by a tap, too."""
    for tapped in (False, True):
        browser, ref, form = begun()
        other = browser.get('/zh/applications/%s/form/you' % ref).page.form()
        cookie_lost(browser) if tapped else end_sessions(ref)
        browser.submit(form, journey.fill(form, EXAMPLE))
        done = sign_in(browser, browser.contact)
        if tapped:
            done = browser.submit(browser.follow(done).page.form())
        again = browser.submit(other, journey.fill(other, EXAMPLE))
        same((again.status, again.location), (303, done.location), 'the other tab goes on where the first one went')
        again = browser.submit(other, dict(journey.fill(other, EXAMPLE), applicant_name='林别人'))
        same(again.status, 403, 'what was typed otherwise is not done')
        page = browser.get('/zh/applications/%s/form/you' % ref).page.form()
        browser.submit(page, {'applicant_name': '林后来'})
        again = browser.submit(other, journey.fill(other, EXAMPLE))
        same(again.status, 403, 'nor what was changed since')
    ref = journey.submitted(resident())
    browser, account = officer('ouhai-1'), here.account('ouhai-1')
    tabs = [browser.get('/desk/matters/%s/decline' % ref).page.form(action='/decline') for _ in range(2)]
    words = {'reason': '按规定不能办。', 'where': '户籍地派出所'}
    db("UPDATE officer_session SET ended = UTC_TIMESTAMP(3) ORDER BY id DESC LIMIT 1")
    page = browser.follow(browser.submit(tabs[0], words)).page
    officer_ready('ouhai-1')
    done = browser.submit(page.form('password'), {'name': 'ouhai-1', 'password': account['password'], 'code': totp(account['totp'])})
    again = browser.submit(tabs[1], words)
    same((journey.state(ref), again.status, again.location), ('declined', 303, done.location), 'an officer\'s second tab, too')


def from_two_sign_ins():
    """One tab is of an older sign-in, one came from elsewhere: the same words for the same page are kept once, and
    done by the sign-in if either had the proof."""
    for older_first in (False, True):
        browser = resident()
        ref = journey.draft(browser)
        paths = ['/zh/applications/%s/check' % ref] * 2
        old = browser.get(paths[0]).page.form('declare')
        cookie_lost(browser)
        sign_in(browser, browser.contact)
        tabs = [old, browser.get(paths[0]).page.form('declare')]
        end_sessions(ref)
        said = [browser.submit(form, {'declare': True}).location for form in (tabs if older_first else tabs[::-1])]
        same(said[-1], '/zh/sign-in?held=1', 'sent from both: done after signing in')
        same(waiting(ref), 1, 'and kept once')
        done = sign_in(browser, browser.contact)
        same((done.location, journey.state(ref)), ('/zh/applications/%s/receipt' % ref, 'submitted'), 'handed in')
        lacks(browser.get('/zh/applications').page.links(), '/zh/held', 'and nothing is said to wait')
    browser, ref, form = begun()
    path = '/zh/applications/%s/form/you' % ref
    tabs = [browser.get(path + way).page.form() for way in ('', '?back=check')]
    end_sessions(ref)
    for form in tabs:
        browser.submit(form, journey.fill(form, EXAMPLE))
    same((tabs[1].value('back'), waiting(ref)), ('check', 1), 'a page opened from two places is kept once')


def none_pushed_out():
    """Twelve of one browser wait; the next one stays on its page, and pushes none of them out."""
    for lang in ('zh', 'en', 'it', 'es'):
        browser = resident(lang)
        reply = journey.begin(browser, CODE)
        ref, form = journey.ref_of(reply), reply.page.form()
        paper = browser.get(PAPER.replace('zh', lang) % ref).page.form('files')
        end_sessions(ref)
        typed = lambda n: dict(journey.fill(form, EXAMPLE), applicant_name='林' + '一二三四五六七八九十甲乙丙'[n])
        same([browser.submit(form, typed(n)).status for n in range(12)], [303] * 12, 'twelve are kept')
        reply = browser.submit(form, typed(12))
        same((reply.status, waiting(ref)), (429, 12), 'the thirteenth is not')
        has(reply.page.main.text, journey.said(lang, 'error.unkept.text'), 'which is said, and what to do')
        lacks(reply.page.main.text, journey.said(lang, 'error.kept'), 'and not that all of it is there')
        same(reply.page.form(action='/form/you').value('applicant_name'), '林丙', 'though it still is, on this page')
        photos = browser.submit(paper, files=[photo('grey.jpg')])
        same(photos.status, 429, 'nor is a photograph')
        has(photos.page.main.text, journey.said(lang, 'error.unkept.upload'), 'which is said, too')
    id = db_one("SELECT id FROM held_write WHERE path LIKE '%%%s%%' ORDER BY id LIMIT 1" % ref)
    db('UPDATE held_write SET ends = created WHERE id = ' + id)
    again = browser.submit(reply.page.form(action='/form/you'))
    same((again.status, waiting(ref)), (303, 13), 'once one of them has had its day, there is room')
    reply = browser.submit(form, typed(0))
    same(reply.status, 429, 'for one')
    sign_in(browser, browser.contact)
    shown = browser.submit(reply.page.form(action='/form/you'))
    same((shown.status, shown.page.form().value('applicant_name')), (403, '林一'), 'after signing in it is shown from its page')
    same(browser.submit(shown.page.form()).status, 303, 'and sent by a tap')


def workers_died():
    """Of whatever: not begun by itself any more, but shown, and done by a tap."""
    browser, ref, form = begun()
    end_sessions(ref)
    browser.submit(form, journey.fill(form, EXAMPLE))
    db('UPDATE held_write SET tries = 2 ORDER BY id DESC LIMIT 1')
    done = sign_in(browser, browser.contact)
    same((done.status, done.location), (303, '/zh/held'), 'a form that was begun twice')
    shown = browser.follow(done).page.form()
    same(shown.value('applicant_name'), '林示例', 'is shown as it was typed')
    same(browser.submit(shown).location, '/zh/applications/%s/form/licence' % ref, 'and sent by a tap')
    form = browser.get(PAPER % ref).page.form('files')
    end_sessions(ref)
    browser.submit(form, files=[photo('grey.jpg')])
    db('UPDATE held_write SET tries = 2 ORDER BY id DESC LIMIT 1')
    done = sign_in(browser, browser.contact)
    same((done.status, done.location), (303, '/zh/held'), 'a photograph that was begun twice')
    sent = browser.submit(browser.follow(done).page.form(action='/held'))
    same((sent.status, sent.location, papers_of(ref)), (303, PAPER % ref, 1), 'is not lost: handed in by a tap')
    form = browser.get(PAPER % ref).page.form('files')
    cookie_lost(browser)
    browser.submit(form, files=[photo('phone.jpg')])
    page = browser.follow(sign_in(browser, browser.contact)).page
    db('UPDATE held_write SET tries = 9 ORDER BY id DESC LIMIT 1')
    same(browser.submit(page.form(action='/held')).location, PAPER % ref, 'the tap itself may be repeated as often as need be')
    same(papers_of(ref), 2, 'and has its effect')


db('DELETE FROM held_write')
run(a_form, photographs, by_a_tap, too_late, thrown_away, sent_twice, by_the_other_tab, from_two_sign_ins, none_pushed_out, workers_died)
