#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One effect and the same answer: double taps, lost answers, the back button, two officers."""
import os
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey


def count_of(ref, action):
    return journey.history(ref).count(action)


def applications_of(browser):
    return int(db_one(
        "SELECT COUNT(*) FROM application a JOIN session s ON s.person = a.person WHERE s.id = "
        "(SELECT MAX(id) FROM session)"))


def at_once(*calls):
    """Results in order, of calls that start together."""
    results, ready = [None] * len(calls), threading.Barrier(len(calls))

    def one(i):
        ready.wait()
        results[i] = calls[i]()
    threads = [threading.Thread(target=one, args=(i,)) for i in range(len(calls))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return results


def twin(browser):
    other = Browser(browser.lang)
    other.cookies = dict(browser.cookies)
    return other


def begun_twice():
    browser = resident()
    page = browser.get(journey.apply_path('zh', 'cert-no-crime')).page
    form = page.form(action='/apply')
    first = browser.submit(form)
    again = [browser.submit(form) for _ in range(3)]
    same({r.status for r in [first] + again}, {303}, 'the same form four times in a row')
    same({r.location for r in again}, {first.location}, 'leads to the same draft')
    form = browser.get(journey.apply_path('zh', 'cert-no-crime')).page.form(action='/apply')
    replies = at_once(*[lambda b=twin(browser): b.submit(form) for _ in range(6)])
    same({r.status for r in replies}, {303}, 'six times at the same moment')
    same(len({r.location for r in replies}), 1, 'leads to the same draft')
    ok(replies[0].location != first.location, 'a fresh form makes a new one')
    same(applications_of(browser), 2, 'two drafts in all')


def submitted_twice():
    browser = resident()
    ref = journey.draft(browser)
    form = browser.get('/zh/applications/%s/check' % ref).page.form('declare')
    replies = at_once(*[lambda b=twin(browser): b.submit(form, {'declare': True}) for _ in range(6)])
    same([(r.status, r.location) for r in replies],
         [(303, '/zh/applications/%s/receipt' % ref)] * 6, 'submitted six times at once: one receipt')
    same(journey.history(ref).count('submit'), 1, 'one submission in the history')
    same(len(wait_until(lambda: [m for m in messages(browser.contact) if m['kind'] == 'submit'])), 1,
         'one notice')
    late = browser.submit(form, {'declare': True})
    same((late.status, late.location), (303, '/zh/applications/%s/receipt' % ref),
         'and much later the same answer again')
    stranger = resident()
    pairs = [(n, stranger.token('/zh/settings') if n == 'token' else v) for n, v in form.pairs({'declare': True})]
    same(stranger.post(form.action, pairs).status, 404, 'the key of it is worth nothing to another person')


def answer_lost():
    """The line drops after the request was sent: the phone never learns what came of it."""
    browser = resident()
    ref = journey.draft(browser)
    form = browser.get('/zh/applications/%s/check' % ref).page.form('declare')
    body = urllib.parse.urlencode(form.pairs({'declare': True})).encode()
    head = ('POST /zh/applications/%s/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n'
            'Content-Type: application/x-www-form-urlencoded\r\nOrigin: %s\r\nCookie: %s\r\n\r\n' % (
                ref, len(body), here.url, '; '.join('%s=%s' % c for c in browser.cookies.items())))
    with socket.create_connection((here.host, here.port)) as line:
        line.sendall(head.encode() + body)
        time.sleep(0.02)
    ok(wait_until(lambda: journey.state(ref) == 'submitted'), 'it was done all the same')
    again = browser.submit(form, {'declare': True})
    same((again.status, again.location), (303, '/zh/applications/%s/receipt' % ref),
         'sent again, it has the receipt')
    same(count_of(ref, 'submit'), 1, 'and was done once')


def back_button():
    """An old page comes back with its old key: what it shows is what is meant by sending it."""
    browser = resident()
    reply = journey.begin(browser, 'dl-defer-renew')
    old = reply.page.form()
    example = journey.FORMALITIES['dl-defer-renew']['Example']
    first = browser.submit(old, journey.fill(old, example))
    same(first.status, 303, 'a page is saved')
    fresh = browser.get(reply.path).page.form()
    ok(fresh.value('once') != old.value('once'), 'the page has another key when it is opened again')
    done = browser.submit(fresh, {'applicant_name': '林新名'})
    same(done.status, 303, 'a change is saved')
    replay = browser.submit(old, journey.fill(old, example))
    same((replay.status, replay.location), (303, first.location), 'the old page goes on as it did')
    same(browser.get(reply.path).page.form().value('applicant_name'), '林示例', 'and what it showed is stored')
    again = browser.submit(old, journey.fill(old, example))
    same((again.status, again.location), (303, first.location), 'a second tap has the same answer')
    version = db_one("SELECT version FROM application WHERE ref = '%s'" % journey.ref_of(reply))
    browser.submit(old, journey.fill(old, example))
    same(db_one("SELECT version FROM application WHERE ref = '%s'" % journey.ref_of(reply)), version,
         'and no effect')
    refused = browser.submit(browser.get(reply.path).page.form(), {'applicant_idno': '1'})
    same(refused.status, 422, 'a refused form')
    mended = browser.submit(refused.page.form(), journey.fill(refused.page.form(), example))
    same(mended.status, 303, 'can be sent from the page that refused it')


def back_and_back():
    """From one page: A, back, B, back, A. And what was removed since, uploaded again."""
    browser = resident()
    reply = journey.begin(browser, 'dl-defer-renew')
    form = reply.page.form()
    typed = journey.fill(form, journey.FORMALITIES['dl-defer-renew']['Example'])
    for name in ('周甲示', '周乙示', '周甲示', '周乙示', '周乙示'):
        answer = browser.submit(form, dict(typed, applicant_name=name))
        same((answer.status, browser.get(reply.path).page.form().value('applicant_name')), (303, name),
             'the last of them is stored: ' + name)
    path = '/zh/applications/%s/materials/id-proof-driver' % journey.ref_of(reply)
    form = browser.get(path).page.form('files')
    browser.submit(form, files=[photo()])
    ask = browser.get(browser.get(path).page.links('/remove')[0]).page.form(action='/remove')
    same(browser.submit(ask).status, 303, 'a photo is uploaded, and removed')
    same(browser.submit(form, files=[photo()]).status, 303, 'the same from the page before that')
    same(browser.get(path).text.count('/thumb'), 1, 'is there')
    page = browser.get('/zh/settings').page.form('lang')
    for lang in ('en', 'zh'):
        fresh = browser.get('/zh/settings').page.form('lang')
        browser.submit(fresh, {'lang': lang})
    browser.submit(page, {'lang': 'en'})
    browser.submit(browser.get('/zh/settings').page.form('lang'), {'lang': 'zh'})
    browser.submit(page, {'lang': 'en'})
    same(browser.get('/zh/settings').page.form('lang').value('lang'), 'en', 'settings from an old page count too')


def draft_gone():
    """Start, and back to Start once its draft is gone: another one."""
    browser = resident()
    form = browser.get(journey.apply_path('zh', 'cert-no-crime')).page.form(action='/apply')
    first = browser.submit(form)
    db("UPDATE application SET state = 'withdrawn' WHERE ref = '%s'" % first.location.split('/')[3])
    second = browser.submit(form)
    ok(second.status == 303 and second.location != first.location, 'a draft that is no more is not led to')


def signed_in_twice():
    """A double tap on "send the code" and on the code."""
    browser, contact = Browser(), fresh_contact()
    db("DELETE FROM attempt WHERE context = 'code_contact'")
    form = browser.get('/zh/sign-in').page.form('contact')
    replies = at_once(*[lambda b=twin(browser): b.submit(form, {'contact': contact}) for _ in range(3)])
    same({(r.status, r.location) for r in replies}, {(303, '/zh/sign-in/code')}, 'a code asked for three times at once')
    fresh = browser.get('/zh/sign-in').page.form('contact')
    same(browser.submit(fresh, {'contact': contact}).status, 303, 'and from another page at once')
    code = code_for(contact)
    time.sleep(1)
    same(len([m for m in messages(contact) if m['kind'] == 'code']), 1, 'goes out once')
    same(db_one("SELECT COUNT(*) FROM attempt WHERE context = 'code_contact'"), '1', 'and costs one of five')
    form = browser.get('/zh/sign-in/code').page.form('code')
    twins = [twin(browser) for _ in range(3)]
    replies = at_once(*[lambda b=b: b.submit(form, {'code': code}) for b in twins])
    same({(r.status, r.location) for r in replies}, {(303, '/zh/applications')}, 'the code three times at once')
    same(len({b.cookies.get('qiao-session') for b in twins}), 1, 'is one session')
    same(db_one("SELECT COUNT(*) FROM session WHERE person = (SELECT person FROM session ORDER BY id DESC "
                "LIMIT 1)"), '1', 'and one row in the list of sign-ins')
    db("UPDATE sign_in_code SET created = created - INTERVAL 30 SECOND")
    again, other = Browser(), fresh_contact()
    form = again.get('/zh/sign-in').page.form('contact')
    again.submit(form, {'contact': other})
    db("UPDATE sign_in_code SET created = created - INTERVAL 30 SECOND")
    again.submit(form, {'contact': other})
    same(len(wait_until(lambda: [m for m in messages(other) if m['kind'] == 'code'][1:])), 1,
         'half a minute later the same page does send another')


def upload_twice():
    browser = resident()
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    form = browser.get(path).page.form('files')
    replies = at_once(*[lambda b=twin(browser): b.submit(form, files=[photo()]) for _ in range(3)])
    same({(r.status, r.location) for r in replies}, {(303, path)}, 'a photo sent three times at once')
    same(db_one("SELECT COUNT(*) FROM material m JOIN application a ON a.id = m.application "
                "WHERE a.ref = '%s'" % ref), '1', 'is there once')
    same(browser.submit(form, files=[photo()]).status, 303, 'and once more')
    same(len(browser.get(path).page.links('/files/')), 1, 'is still there once')


def two_officers():
    """The second is told who was first and what it was; nothing is overwritten."""
    browser = resident()
    one, two = officer('ouhai-1'), officer('ouhai-2')
    ref = journey.submitted(browser)
    page = '/desk/matters/%s/' % ref
    accept, decline = one.get(page + 'accept').page.form(action='/accept'), \
        two.get(page + 'decline').page.form(action='/decline')
    same(one.submit(accept).status, 303, 'one accepts')
    reply = two.submit(decline, {'reason': '材料不属于本事项。', 'where': '领事馆'})
    same(reply.status, 409, 'the other, who was about to decline, is refused')
    text = reply.page.main.text
    ok(one.number in text and '受理' in text, 'and told who was first and what it was', text[:600])
    ok('材料不属于本事项' in text, 'with the words that were typed, to keep them')
    same(journey.state(ref), 'accepted', 'it stays accepted')
    same(one.submit(accept).status, 303, 'the first one\'s double tap has its answer')
    same(count_of(ref, 'accept'), 1, 'and was done once')

    ref = journey.submitted(browser)
    forms = [o.get('/desk/matters/%s/claim' % ref).page.form(action='/claim') for o in (one, two)]
    replies = at_once(lambda: one.submit(forms[0]), lambda: two.submit(forms[1]))
    same(sorted(r.status for r in replies)[0], 303, 'two claim at the same moment: one has it')
    loser = max(replies, key=lambda r: r.status)
    ok(loser.status in (409, 422), 'the other does not', [r.status for r in replies])
    winner = (one, two)[[r.status for r in replies].index(303)]
    has(loser.page.text, winner.number, 'and is told by whom')
    same(db_one("SELECT o.number FROM application a JOIN officer o ON o.id = a.officer "
                "WHERE a.ref = '%s'" % ref), winner.number, 'who has it indeed')
    same(count_of(ref, 'claim'), 1, 'one claim in the history')


def two_pages_of_one_person():
    """The same draft in several tabs: each save is done after the other, and the one that was sent last stands."""
    browser = resident()
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    path = '/zh/applications/%s/form/you' % ref
    example = journey.FORMALITIES['dl-defer-renew']['Example']
    forms = [browser.get(path).page.form() for _ in range(6)]
    names = ['林甲', '林乙', '林丙', '林丁', '林戊', '林己']
    replies = at_once(*[lambda b=twin(browser), f=f, n=n: b.submit(f, dict(
        journey.fill(f, example), applicant_name=n)) for f, n in zip(forms, names)])
    saved = browser.get(path).page.form().value('applicant_name')
    ok({r.status for r in replies} <= {303, 422}, 'six tabs save at once: each is saved, or told that a later one was',
       [r.status for r in replies])
    has([n for n, r in zip(names, replies) if r.status == 303], saved, 'what stands there is one of the saved')
    same([r.page.form().value('applicant_name') for r in replies if r.status == 422],
         [n for n, r in zip(names, replies) if r.status == 422], 'who is told has what they typed')
    pages = list(journey.FORMALITIES['dl-defer-renew']['Pages'])
    forms = [browser.get('/zh/applications/%s/form/%s' % (ref, p)).page.form() for p in pages]
    replies = at_once(*[lambda b=twin(browser), f=f: b.submit(f, journey.fill(f, example)) for f in forms])
    same([r.status for r in replies], [303] * len(pages), 'two pages of one draft at once: both are saved')


def received_twice():
    """The result's page in two tabs, pressed in both; and in one that was open when the clock closed it."""
    one, approver = officer('ouhai-1'), officer('ouhai-approver')
    browser = resident()
    ref = journey.submitted(browser)
    journey.approved(one, approver, ref)
    journey.issued(one, ref)
    here = '/zh/applications/' + ref
    tabs = [browser.get(here + '/result').page.form(action='/result') for _ in range(2)]
    ok(tabs[0].value('once') != tabs[1].value('once'), 'two tabs have two keys')
    same(browser.submit(tabs[0]).status, 303, 'received in one tab')
    fetched = db_one("SELECT r.fetched FROM result r JOIN application a ON a.id = r.application WHERE a.ref = '%s'" % ref)
    second = browser.submit(tabs[1])
    same((second.status, second.location), (303, here), 'in the other it leads to what has been done')
    same((journey.state(ref), count_of(ref, 'close')), ('closed', 1), 'closed once')
    same(db_one("SELECT r.fetched FROM result r JOIN application a ON a.id = r.application WHERE a.ref = '%s'" % ref), fetched,
         'when it was received is as it was')


def removed_twice():
    """A photograph removed in one tab: the other, whether it asks or says so, leads to its material."""
    browser = resident()
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    browser.submit(browser.get(path).page.form('files'), files=[photo()])
    ask = browser.get(path).page.links('/remove')[0]
    tabs = [browser.get(ask).page.form(action='/remove') for _ in range(2)]
    same(browser.submit(tabs[0]).status, 303, 'removed in one tab')
    for reply in (browser.submit(tabs[1]), browser.get(ask)):
        same((reply.status, reply.location), (303, path), 'in the other it leads to its material')
    same(resident().get(ask).status, 404, 'which is nobody else\'s')
    other = journey.ref_of(journey.begin(browser, 'cert-no-crime'))
    same(browser.get(ask.replace(ref, other)).status, 404, 'and no paper of another draft of theirs')


run(begun_twice, submitted_twice, answer_lost, back_button, back_and_back, draft_gone, signed_in_twice, upload_twice, two_officers,
    two_pages_of_one_person, received_twice, removed_twice)
