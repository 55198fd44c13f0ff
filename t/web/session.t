#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in and out: codes and their limits, cookies, lists of sign-ins, and what is written
after a session has ended, which is done when its owner is back, and for nobody else."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import said


def person_of(browser):
    return db_one("SELECT person FROM session ORDER BY id DESC LIMIT 1")


def end_sessions(person, how='ends = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE'):
    db('UPDATE session SET %s WHERE person = %s' % (how, person))


def in_use():
    """That a session is in use is noted behind the answer, and before its own list tells of it."""
    person, clerk = resident(), officer('ouhai-1')
    for browser, table, home, own in ((person, 'session', '/zh/', '/zh/sign-ins'),
                                      (clerk, 'officer_session', '/desk/', '/desk/sign-ins')):
        last = db_one('SELECT MAX(id) FROM ' + table)

        def away():
            db('UPDATE %s SET seen = seen - INTERVAL 20 MINUTE WHERE id = %s' % (table, last))

        def is_now():
            return db_one('SELECT seen > UTC_TIMESTAMP(3) - INTERVAL 15 MINUTE FROM %s WHERE id = %s' % (
                table, last)) == '1'
        away()
        ok(not is_now(), 'used a while ago (%s)' % table)
        same(browser.get(home).status, 200, 'a page')
        ok(wait_until(is_now), 'is a use of it')
        away()
        same(browser.get(own).status, 200, 'the list of sign-ins')
        ok(is_now(), 'has it, too')


def cookies():
    browser = resident()
    made = [c for c in browser.set_cookies if c.startswith('qiao-session=')]
    same(len(made), 1, 'signing in gives one session cookie')
    value, flags = made[0].split(';')[0].split('=')[1], [f.strip() for f in made[0].split(';')[1:]]
    ok(len(value) == 43 and re.fullmatch(r'[\w-]+', value), '256 random bits', value)
    same(sorted(f for f in flags if not f.startswith('Max-Age')), ['HttpOnly', 'Path=/', 'SameSite=Lax'],
         'HttpOnly, SameSite=Lax, no Secure on plain http')
    has(made[0], 'Max-Age=10368000', 'for the session\'s 90 days, and 30 in which a late write is known')
    visit = [c for c in browser.set_cookies if c.startswith('qiao-visit=')]
    ok(visit and 'HttpOnly' in visit[0] and 'SameSite=Lax' in visit[0] and 'Max-Age' not in visit[0],
       'a visit\'s cookie ends with the browser', visit)
    stored = db_one('SELECT HEX(hash) FROM session ORDER BY id DESC LIMIT 1').lower()
    import hashlib
    ok(value.encode().hex() not in stored and stored not in (
        hashlib.blake2b(value.encode(), digest_size=32).hexdigest(),
        hashlib.sha256(value.encode()).hexdigest()), 'the store has a keyed hash of it')
    again = sign_in(browser_signed_out(browser), browser.contact)
    same(again.status, 303, 'signed in again')
    ok(browser.cookies['qiao-session'] != value, 'with another token (rotated)')
    old = Browser()
    old.cookies = {'qiao-session': value}
    same(old.get('/zh/applications').status, 303, 'the old one is worth nothing')
    fixed = Browser()
    fixed.cookies = {'qiao-session': 'A' * 43}
    contact = fresh_contact()
    sign_in(fixed, contact)
    ok(fixed.cookies['qiao-session'] != 'A' * 43, 'a cookie that was planted before is replaced at sign-in')
    same(fixed.get('/zh/applications').status, 200, 'and the new one is good')
    main = fixed.get('/zh/applications').page.main
    ok(said('zh', 'catalogue.all') in main.text and said('zh', 'applications.apply') not in main.text,
       'who has applied for nothing yet is led to all there is, and not to something else', main.text)


def browser_signed_out(browser):
    reply = browser.submit(browser.get('/zh/sign-out').page.form(action='/sign-out'))
    same((reply.status, reply.location), (303, '/zh/'), 'signed out, home again')
    ok('qiao-session' not in browser.cookies, 'the cookie is taken away')
    same(browser.get('/zh/applications').status, 303, 'and nothing of mine is shown any more')
    return browser


def list_of_sign_ins():
    first = resident('zh')
    second = Browser('zh', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) MicroMessenger/8.0')
    sign_in(second, first.contact)
    page = first.get('/zh/sign-ins').page
    has(page.main.text, 'Chrome · Android', 'the list names this telephone')
    has(page.main.text, 'WeChat · iPhone', 'and the other')
    forms = [f for f in page.forms if f.action.endswith('/sign-ins') and f.value('session') or
             f.input('session') is not None]
    ours = db('SELECT id FROM session WHERE person = (SELECT person FROM session ORDER BY id DESC '
              'LIMIT 1) ORDER BY id')
    same(len(ours), 2, 'two of them in the store')
    stranger = resident('zh')
    refused = stranger.post('/zh/sign-ins', [('token', stranger.token('/zh/settings')),
                                             ('once', once()), ('session', ours[1][0])])
    same(refused.status, 404, 'nobody ends another person\'s')
    same(second.get('/zh/applications').status, 200, 'which goes on')
    form = next(f for f in forms if ours[1][0] in (f.value('session'),) + tuple(
        n['value'] for n in f.inputs if n['name'] == 'session'))
    button = next((n for n in form.inputs if n.tag == 'button' and n['name'] == 'session'), None)
    reply = first.submit(form, button=('session', ours[1][0]) if button else None)
    same((reply.status, reply.location), (303, '/zh/sign-ins'), 'I end the other one')
    same(second.get('/zh/applications').status, 303, 'which is over at once')
    lacks(first.get('/zh/sign-ins').page.main.text, 'WeChat', 'and gone from the list')


def wrong_contacts():
    for lang in ('zh', 'en'):
        browser = Browser(lang)
        form = browser.get('/%s/sign-in' % lang).page.form('contact')
        for typed in ('', 'nobody', 'a@b', 'x@@example.org', '12', '+39 12', '+999123456789',
                      'a b@example.org', '138001380001'):
            reply = browser.submit(form, {'contact': typed})
            ok(reply.status == 422 and (reply.page.error('contact') or reply.page.error('country')) and
               reply.page.form('contact').value('contact') == typed,
               '"%s" is no contact, and stays there to be mended' % typed, reply.status)


def copied_contacts():
    """As a link or a message's head has it."""
    name = fresh_contact()
    for typed, kind, to in (('mailto:' + name, 'email', name), ('Lin Shili <%s>' % name, 'email', name),
                            ('tel:+39-333-765-4321', 'phone', '+393337654321')):
        browser = Browser()
        db("DELETE FROM attempt WHERE context LIKE 'code%'")
        before = len([m for m in messages(to) if m['kind'] == 'code'])
        reply = browser.send(browser.get('/zh/sign-in').page.form('contact'), {'contact': typed})
        ok(reply.page.has_form(name='code') and code_for(to, before), '"%s" is %s' % (typed, to), reply.status)


def other_language():
    """What was typed stays where another language is asked for, and so does what is wrong with it."""
    browser, contact = Browser(), fresh_contact()
    path = '/sign-in?next=/formalities'

    def switch(reply, lang):
        button = next(n for n in reply.page.all('button') if n['name'] == 'show' and
                      (n['formaction'] or '').startswith('/%s/' % lang))
        form = next(f for f in reply.page.forms if f.node['id'] == button['form'])
        return form, button

    def switched(reply, lang, typed=None):
        form, button = switch(reply, lang)
        return browser.post(button['formaction'], form.pairs(typed) + [('show', button['value'])])
    first = switched(browser.get('/zh' + path), 'it', {'contact': contact})
    form = first.page.form('contact')
    same((first.status, form.value('contact'), form.value('next'), first.page.summary),
         (200, contact, '/formalities', []), 'in the middle of typing')
    refused = browser.submit(form, {'contact': 'nobody', 'country': 'IT'})
    same(refused.status, 422, 'refused')
    for lang in ('es', 'en', 'zh'):
        refused = switched(refused, lang)
        form = refused.page.form('contact')
        same((refused.status, refused.page.lang[:2], form.value('contact'), form.value('country'), form.value('next'),
              refused.page.error('contact')[-12:]),
             (200, lang, 'nobody', 'IT', '/formalities', said(lang, 'field.phone.digits')[-12:]), 'and said in ' + lang)
    before = len(messages(contact))
    mended = switched(refused, 'en', {'contact': contact})
    same((mended.page.summary, mended.page.form('contact').value('contact'), len(messages(contact))),
         ([], contact, before), 'mended it is not wrong, and nothing went out')
    db("DELETE FROM attempt WHERE context LIKE 'code%'")
    code_page = browser.send(mended.page.form('contact'))
    code = code_for(contact, before)
    wrong = browser.follow(browser.submit(code_page.page.form('code'), {'code': '%06d' % ((int(code) + 1) % 10 ** 6)}))
    ok(wrong.page.error('code'), 'a wrong code')
    other = switched(wrong, 'es', {'code': code[:3]})
    same((other.status, other.page.form('code').value('code'), other.page.error('code')[-12:]),
         (200, code[:3], said('es', 'sign_in.code_wrong')[-12:]), 'what was typed of it stays, and that it was wrong')
    form, button = switch(wrong, 'es')
    for guess in (code, '000000'):
        tried = browser.post(button['formaction'], form.pairs({'code': guess}) + [('show', 'wrong')])
        same((tried.status, tried.page.form('code').value('code'), tried.page.error('code')[-12:]),
             (200, guess, said('es', 'sign_in.code_wrong')[-12:]), 'another language does not try it')
    short = switched(browser.submit(wrong.page.form('code'), {'code': '12'}), 'it')
    same((short.page.form('code').value('code'), short.page.error('code')[-12:]),
         ('12', said('it', 'form.too_short')[-12:]), 'one that is too short is said in it')
    done = browser.submit(other.page.form('code'), {'code': code})
    same(done.location, '/es/formalities', 'and on the way it leads where it was going')


def the_same_answer():
    """Known or not: status, page, words and time are the same, and only the inbox knows."""
    known = resident().contact
    pages = []
    for contact in (known, fresh_contact()):
        browser = Browser()
        reply, _ = ask_code(browser, contact)
        text = reply.page.main.text.replace(contact[0], '?')
        pages.append((reply.status, reply.path, re.sub(r'\S*@\S*', '…', text)))
        code_for(contact)
    same(pages[0], pages[1], 'a contact that is known and one that is not: the same answer')
    forms = (('+44 7700 900456', ''), ('07700 900456', 'GB'), ('００４４ 7700-900456', ''))
    persons = set()
    for typed, country in forms:
        browser = Browser()
        form = browser.get('/zh/sign-in').page.form('contact')
        db("DELETE FROM attempt WHERE context LIKE 'code%'")
        before = len(messages('+447700900456'))
        reply = browser.send(form, dict({'contact': typed}, **({'country': country} if country else {})))
        done = browser.submit(reply.page.form('code'), {'code': code_for('+447700900456', before)})
        persons.add(person_of(browser) if done.status == 303 else done.status)
    same(len(persons), 1, 'one number in three spellings is one person')
    mixed = fresh_contact()
    people = set()
    for contact in (mixed, mixed.replace('test', 'TEST').replace('example.org', 'EXAMPLE.ORG')):
        browser = Browser()
        db("DELETE FROM attempt WHERE context LIKE 'code%'")
        reply = browser.send(browser.get('/zh/sign-in').page.form('contact'), {'contact': contact})
        code = wait_until(lambda: [m for m in messages() if m['kind'] == 'code' and
                                   m['to'].lower() == mixed and m['to'][:4] == contact[:4]])
        browser.submit(reply.page.form('code'), {'code': re.search(r'\d{6}', code[0]['body']).group()})
        people.add(person_of(browser))
    same(len(people), 1, 'one address in capitals or not is one person')


def a_while_later():
    """So that the same contact is sent another code, and not the one just sent."""
    db("UPDATE sign_in_code SET created = created - INTERVAL 30 SECOND")


def codes():
    browser, contact = Browser(), fresh_contact()
    reply, _ = ask_code(browser, contact)
    code = code_for(contact)
    has(reply.page.main.text, '@example.org', 'the page says where it went')
    lacks(reply.page.source, contact, 'but not in full')
    ok(code not in str(db('SELECT HEX(hash) FROM sign_in_code ORDER BY id DESC LIMIT 1')) and
       len(db_one('SELECT HEX(hash) FROM sign_in_code ORDER BY id DESC LIMIT 1')) == 64,
       'the code is stored hashed')
    form = reply.page.form('code')
    wrong = '%06d' % ((int(code) + 1) % 10 ** 6)
    for typed in ('abcdef', code[:5] + 'O', code + '7', '------'):
        refused = browser.submit(form, {'code': typed})
        same((refused.status, refused.page.form('code').value('code')), (422, typed), '"%s" is no code, and stays to be mended' % typed)
        has(refused.page.error('code'), said('zh', 'sign_in.code_digits'), 'which is told beside it')
        for to, lang in (('it', 'it'), ('large', 'it')):
            refused = browser.switch(refused.page, to)
            has(refused.page.error('code') or '', said(lang, 'sign_in.code_digits'), 'and so after %s is chosen' % to)
        browser.cookies.pop('qiao-size', None)
    for i in range(4):
        back = browser.submit(form, {'code': wrong})
        ok(back.status == 303 and 'why=wrong' in back.location, 'wrong code %d' % (i + 1), back.location)
    ok(browser.follow(back).page.error('code'), 'is told beside the field')
    same(browser.submit(form, {'code': wrong}).location.split('why=')[1][:7], 'used_up', 'the fifth is the last')
    used = browser.submit(form, {'code': code})
    ok(used.status == 303 and 'why=used_up' in used.location, 'even the right one comes too late then', used.location)
    ok('qiao-session' not in browser.cookies, 'and nobody is signed in')
    page = browser.follow(used).page
    ok(not page.has_form(name='code'), 'there is no field for it any more')
    has([text for _, text in page.summary], said('zh', 'sign_in.code_used_up'), 'but why')
    ok(not browser.get('/zh/sign-in/code').page.has_form(name='code'), 'nor where it is come back to')
    lacks(page.source, contact, 'a new one is offered without the contact in full')
    before = len([m for m in messages(contact) if m['kind'] == 'code'])
    again = browser.submit(page.form('again'))
    same(again.location, '/zh/sign-in/code', 'and sent to the same contact, at once')
    signed = browser.submit(browser.follow(again).page.form('code'), {'code': code_for(contact, before)})
    same(signed.location, '/zh/applications', 'which signs in')

    browser, contact = Browser(), fresh_contact()
    reply, _ = ask_code(browser, contact)
    code = code_for(contact)
    db("UPDATE sign_in_code SET created = created - INTERVAL 9 MINUTE - INTERVAL 50 SECOND, "
       "ends = ends - INTERVAL 9 MINUTE - INTERVAL 50 SECOND ORDER BY id DESC LIMIT 1")
    elsewhere = Browser()
    elsewhere.get('/zh/sign-in')
    stolen = elsewhere.post('/zh/sign-in/code', [('token', elsewhere.token('/zh/sign-in')), (
        'once', once()), ('code', code)])
    ok('qiao-session' not in elsewhere.cookies, 'in another browser the code is worth nothing', stolen.location)
    spaced = '%s %s' % (code[:3], code[3:])
    db("UPDATE sign_in_code SET ends = ends + INTERVAL 5 SECOND ORDER BY id DESC LIMIT 1")
    same(browser.submit(reply.page.form('code'), {'code': spaced}).location, '/zh/applications',
         'with a space in it, just before its ten minutes are over, it is good')

    browser, contact = Browser(), fresh_contact()
    reply, _ = ask_code(browser, contact)
    code = code_for(contact)
    db("UPDATE sign_in_code SET created = created - INTERVAL 10 MINUTE, "
       "ends = ends - INTERVAL 10 MINUTE ORDER BY id DESC LIMIT 1")
    late = browser.submit(reply.page.form('code'), {'code': code})
    ok('why=expired' in late.location and 'qiao-session' not in browser.cookies,
       'after ten minutes it is not', late.location)

    browser, contact = Browser(), fresh_contact()
    reply, _ = ask_code(browser, contact)
    first = code_for(contact)
    a_while_later()
    second_page, before = ask_code(browser, contact)
    second = code_for(contact, before)
    if first != second:
        ok('why=' in browser.submit(second_page.page.form('code'), {'code': first}).location,
           'a newer code ends the older one')
    form = second_page.page.form('code')
    twice = [browser.submit(form, {'code': second}) for _ in range(2)]
    same([(r.status, r.location) for r in twice], [(303, '/zh/applications')] * 2,
         'a double tap on the right one signs in')


def used_once():
    """A code opens one session: the same form hears of it again while it lives, and no other form ever."""
    browser, contact = Browser(), fresh_contact()
    reply, before = ask_code(browser, contact)
    code, form = code_for(contact, before), reply.page.form('code')
    other = browser.get('/zh/sign-in/code').page.form('code')
    lost = Browser()
    lost.cookies = dict(browser.cookies)
    same(browser.submit(form, {'code': code}).location, '/zh/applications', 'signed in with a code')
    person = person_of(browser)
    same(lost.submit(form, {'code': code}).location, '/zh/applications', 'whose answer was lost: sent again')
    same(lost.cookies['qiao-session'], browser.cookies['qiao-session'], 'it is the same session')
    token = browser.cookies['qiao-session']
    del lost.cookies['qiao-session']
    refused = lost.submit(other, {'code': code})
    ok('why=used' in refused.location and 'qiao-session' not in lost.cookies,
       'from another page of the same browser it is used', refused.location)
    browser_signed_out(browser)
    ok(not browser.get('/zh/sign-in/code').page.has_form(name='code'), 'signed out, there is no code to enter')
    for what, page in (('the same page', form), ('another', other)):
        refused = browser.submit(page, {'code': code})
        ok(refused.location == '/zh/sign-in/code?why=used' and 'qiao-session' not in browser.cookies,
           'signed out, %s does not sign in with it' % what, refused.location)
    has([text for _, text in browser.follow(refused).page.summary], said('zh', 'sign_in.code_used'), 'and says why')
    same(db_one('SELECT COUNT(*) FROM session WHERE person = ' + person), '1', 'there was one session')
    thief = Browser()
    thief.cookies = {'qiao-session': token}
    same(thief.get('/zh/applications').status, 303, 'which is over')
    tokens = []
    for _ in range(2):
        browser, contact = Browser(), fresh_contact()
        reply, before = ask_code(browser, contact)
        form, code = reply.page.form('code'), code_for(contact, before)
        db("UPDATE sign_in_code SET used = NULL, once = NULL, token = NULL ORDER BY id DESC LIMIT 1")
        browser.submit(form, {'code': code})
        tokens.append(browser.cookies['qiao-session'])
        db("UPDATE sign_in_code SET used = NULL, once = NULL, token = NULL ORDER BY id DESC LIMIT 1")
        browser.submit(form, {'code': code})
        tokens.append(browser.cookies['qiao-session'])
    same(len(set(tokens)), 4, 'no token follows from visit, form and code')


def limits():
    browser, contact = Browser(), fresh_contact()
    db("DELETE FROM attempt WHERE context LIKE 'code%'")
    form = browser.get('/zh/sign-in').page.form('contact')
    replies = [browser.submit(form, {'contact': contact}) for _ in range(6) if not a_while_later()]
    same([r.status for r in replies], [303] * 5 + [422], 'five codes an hour for one contact')
    page = replies[5].page
    has(page.error('contact'), said('zh', 'sign_in.many'), 'the sixth is told to wait')
    same(page.form('contact').input('contact')['value'], contact, 'what was typed is still there')
    same([a['href'] for a in page.main.all('a') if '/sign-in/code' in a['href']], ['/zh/sign-in/code'],
         'and who has a code is led to where it is entered')
    same(len(wait_until(lambda: [m for m in messages(contact)][4:] and messages(contact))), 5, 'five went out')
    same(browser.submit(form, {'contact': contact.upper()}).status, 422, 'capitals do not help')
    other = Browser()
    reply = other.submit(other.get('/zh/sign-in').page.form('contact'), {'contact': contact})
    same(reply.status, 422, 'nor another browser')
    lacks(reply.text, '/sign-in/code', 'which has no code to be led to')
    db("UPDATE attempt SET at = at - INTERVAL 61 MINUTE WHERE context LIKE 'code%'")
    fine = browser.submit(browser.get('/zh/sign-in').page.form('contact'), {'contact': contact})
    ok('why=' not in fine.location, 'an hour later it goes again', fine.location)
    db("DELETE FROM attempt WHERE context LIKE 'code%'")
    replies = [browser.submit(browser.get('/zh/sign-in').page.form('contact'),
                              {'contact': fresh_contact()}).location for _ in range(31)]
    same([i for i, at in enumerate(replies) if at != '/zh/sign-in/code'], [],
         'more than thirty an hour from loopback: it is the sample data that is tried out')
    db("DELETE FROM attempt WHERE context LIKE 'code%'")


def kept_out():
    """Strangers who ask for codes in somebody's name keep them out of no browser in which they signed in."""
    own = resident()
    contact, known = own.contact, own.cookies['qiao-known']
    ok(re.fullmatch(r'[\w-]{22}\.[\w-]{43}', known), 'a browser keeps a proof of the sign-in', known)
    kept = next(c for c in own.set_cookies if c.startswith('qiao-known='))
    ok('HttpOnly' in kept and 'SameSite=Lax' in kept and 'Max-Age=34560000' in kept, 'for 400 days', kept)
    sign_in(browser_signed_out(own), fresh_contact())
    both = own.cookies['qiao-known']
    ok(both.startswith(known[:23]) and both.endswith(known[22:]) and both.count('.') == 2,
       'another person of the same browser stands beside', known, both)
    browser_signed_out(own)
    db("DELETE FROM attempt WHERE context LIKE 'code%'")

    def asks(browser):
        return browser.submit(browser.get('/zh/sign-in').page.form('contact'), {'contact': contact})

    def codes():
        return len([m for m in messages(contact) if m['kind'] == 'code'])
    same([asks(Browser()).status for _ in range(6)], [303] * 5 + [422], 'strangers have used up its codes')
    before = wait_until(lambda: codes() > 5 and codes())
    page = own.follow(asks(own)).page
    own.submit(page.form('code'), {'code': code_for(contact, before)})
    same(own.get('/zh/applications').status, 200, 'where its owner signed in before, a code comes and signs in')
    same(own.cookies['qiao-known'], known + both[22:66], 'who came last stands first')
    browser_signed_out(own)
    same([asks(own).status for _ in range(5) if not a_while_later()], [303] * 4 + [422], 'there are five an hour, too')
    for forged in ('A' + known[1:], known[:23] + ('A' if known[23] != 'A' else 'B') + known[24:], known + '.x',
                   '.' + known[23:], known[:22], both[:22] + both[22:66]):
        stranger = Browser()
        stranger.cookies['qiao-known'] = forged
        same(asks(stranger).status, 422, 'no proof of it: %s…' % forged[:30])
    db("DELETE FROM attempt WHERE context LIKE 'code%'")


def next_page():
    """Where somebody was going, and never to another site."""
    browser, contact = Browser(), fresh_contact()
    path = journey.apply_path('zh', 'cert-no-crime')
    asked = browser.get(path)
    same(asked.location, '/zh/sign-in?next=' + urllib.parse.quote(path[3:]), 'asked to sign in on the way')
    db("DELETE FROM attempt WHERE context LIKE 'code%'")
    reply = browser.send(browser.follow(asked).page.form('contact'), {'contact': contact})
    done = browser.submit(reply.page.form('code'), {'code': code_for(contact)})
    same(done.location, path, 'and there afterwards')
    for page in ('/sign-in', '/sign-in/code'):
        for where, to in (('/settings', '/settings'), ('//evil.example', '/applications')):
            same(browser.get('/zh%s?next=%s' % (page, urllib.parse.quote(where))).location, '/zh' + to,
                 '%s leads whoever is signed in by now on to %s' % (page, to))
    for bad in ('//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '///x',
                '/x?y=%0d%0aevil:1', '/x?y=evil z', '/x?y="evil', '/x#evil', '/..//evil?x=y'):
        browser, contact = Browser(), fresh_contact()
        page = browser.get('/zh/sign-in?next=' + urllib.parse.quote(bad)).page
        pairs = dict(page.form('contact').pairs({'contact': contact}), next=bad)
        reply = browser.follow(browser.post('/zh/sign-in', pairs.items()))
        pairs = dict(reply.page.form('code').pairs({'code': code_for(contact)}), next=bad) \
            if reply.page.has_form(name='code') else None
        if not pairs:
            same(reply.status, 422, 'next=%s is refused' % bad)
            continue
        done = browser.post('/zh/sign-in/code', pairs.items())
        ok('evil' not in (done.location or '') and 'javascript' not in (done.location or ''),
           'next=%s leads nowhere else' % bad, done.status, done.location)


def after_the_end():
    """A page that is posted after its session has ended: sign in, and it is done."""
    for how, text in (('ends = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE', 'over'),
                      ('seen = seen - INTERVAL 31 DAY', 'idle for 30 days'),
                      ('ended = UTC_TIMESTAMP(3)', 'ended elsewhere')):
        browser = resident()
        person = person_of(browser)
        reply = journey.begin(browser, 'dl-defer-renew')
        ref, form = journey.ref_of(reply), reply.page.form()
        typed = journey.fill(form, journey.FORMALITIES['dl-defer-renew']['Example'])
        end_sessions(person, how)
        same(browser.get(reply.path).status, 303, 'a session that is %s shows nothing' % text)
        held = browser.submit(form, typed)
        same((held.status, held.location), (303, '/zh/sign-in?held=1'), 'what is posted then asks to sign in')
        page = browser.follow(held).page
        ok(page.one(class_='govuk-notification-banner'), 'and says that it is kept')
        sealed = db('SELECT HEX(sealed) FROM held_part ORDER BY held DESC LIMIT 1')[0][0]
        ok('林示例'.encode().hex().upper() not in sealed and
           urllib.parse.quote('林示例').encode().hex().upper() not in sealed, 'sealed')
        reply, before = ask_code(browser, browser.contact)
        done = browser.submit(reply.page.form('code'), {'code': code_for(browser.contact, before)})
        same((done.status, done.location), (303, '/zh/applications/%s/form/licence' % ref),
             'signed in, it is done, and goes on behind it')
        same(browser.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name'),
             '林示例', 'nothing typed again')
        same(db_one('SELECT COUNT(*) FROM held_write WHERE done = 0 AND owner = %s' % person), '0', 'and nothing waits')
        resend = browser.submit(form, typed)
        same((resend.status, resend.location), (303, done.location),
             'the old page has the token of a session that is gone, but it was done: the same answer')
        resend = browser.submit(form, dict(typed, applicant_name='林再写'))
        same(resend.status, 403, 'what is typed otherwise is shown, not done')
        offered = resend.page.form(action='/form/you')
        same((offered.value('once'), offered.value('applicant_name')), (form.value('once'), '林再写'),
             'so it is asked once more, with what was typed and the same key')
        again = browser.submit(offered)
        same((again.status, again.location), (303, done.location), 'and goes on')


def another_tab():
    """Signed in again in another tab; the first one still has the page of the older session."""
    browser = resident()
    reply = journey.begin(browser, 'dl-defer-renew')
    form = reply.page.form()
    end_sessions(person_of(browser))
    same(sign_in(browser, browser.contact).status, 303, 'signed in again in another tab')
    typed = journey.fill(form, journey.FORMALITIES['dl-defer-renew']['Example'])
    stale = browser.submit(form, typed)
    same(stale.status, 403, 'what the first tab posts is not taken as it is, but shown')
    done = browser.submit(stale.page.form(action='/form/you'))
    ok(done.status == 303 and done.location.endswith('/form/licence'), 'but one tap later, and nothing is typed again',
       done.status)
    for headers in ({'Sec-Fetch-Site': 'cross-site'}, {'Sec-Fetch-Site': None, 'Origin': None}):
        forged = browser.post(form.action, form.pairs(typed), headers)
        ok(forged.status == 403 and not forged.page.has_form(action='/form/you'),
           'whoever cannot prove to come from our page is offered nothing (%s)' % headers)
    visitor = Browser()
    page = visitor.get('/desk/sign-in').page.form('password')
    visitor.cookies.clear()
    refused = visitor.submit(page, {'name': 'ouhai-1', 'password': 'never-shown', 'code': '123456'})
    ok(refused.status == 403 and 'never-shown' not in refused.text, 'a password is never put into a page')


def upload_after_the_end():
    browser = resident()
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    form = browser.get(path).page.form('files')
    end_sessions(person_of(browser))
    held = browser.submit(form, files=[photo('phone.jpg'), photo('three-pages.pdf')])
    same(held.location, '/zh/sign-in?held=1', 'an upload that came too late')
    done = sign_in(browser, browser.contact)
    same((done.status, done.location), (303, path), 'is done after sign-in')
    same(len(browser.get(path).page.links('/files/')), 2, 'both files are there')


def grown(name, size):
    """The same picture with comments (JPEG's COM) in front of it, as large as a good camera's."""
    name, kind, content = photo(name)
    comment = b'\xff\xfe\xff\xff' + b'q' * 65533
    return name, kind, content[:2] + comment * ((size - len(content)) // len(comment)) + content[2:]


def large_upload_after_the_end():
    """The most that people send at once: sealed, opened again and pressed within one request's memory."""
    browser = resident()
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    form = browser.get(path).page.form('files')
    end_sessions(person_of(browser))
    held = browser.submit(form, files=[grown('phone.jpg', 18 << 20), grown('grey.jpg', 18 << 20)])
    same(held.location, '/zh/sign-in?held=1', 'two photographs of 18 MB that came too late')
    done = sign_in(browser, browser.contact)
    same((done.status, done.location), (303, path), 'are handed in after sign-in')
    same(len(browser.get(path).page.links('/files/')), 2, 'both are there')


def held_and_broken():
    """What cannot be opened again is no reason not to let somebody in."""
    for harm, text in (
            ("UPDATE held_part SET sealed = REVERSE(sealed) WHERE held = %s", 'whose seal is broken'),
            ("DELETE FROM held_part WHERE held = %s", 'that is not there'),
            ("UPDATE held_write SET size = size + 1 WHERE id = %s", 'of another size')):
        browser = resident()
        reply = journey.begin(browser, 'dl-defer-renew')
        end_sessions(person_of(browser))
        browser.submit(reply.page.form(), {'applicant_name': '林示例'})
        held = db_one('SELECT MAX(id) FROM held_write')
        db(harm % held)
        done = sign_in(browser, browser.contact)
        same((done.status, done.location), (303, '/zh/applications?lost=1'), 'a held write %s: signed in' % text)
        has(browser.follow(done).page.text, journey.said('zh', 'sign_in.lost'), 'and told to send it again')
        same(db_one('SELECT COUNT(*) FROM held_write WHERE id = ' + held), '0', 'it is not kept any longer')
        same(db_one('SELECT COUNT(*) FROM held_part WHERE held = ' + held), '0', 'nor a part of it')


def refused_after_the_end():
    """What was wrong is shown again after sign-in, with what was typed."""
    browser = resident()
    reply = journey.begin(browser, 'dl-defer-renew')
    end_sessions(person_of(browser))
    browser.submit(reply.page.form(), {'applicant_name': '林示例', 'applicant_idno': '1'})
    done = sign_in(browser, browser.contact)
    same((done.status, done.location), (303, '/zh/held'), 'a wrong value that came too late has a page of its own')
    browser.get('/zh/held')
    done = browser.follow(done)         # loaded anew, it is the same
    same(done.page.form().value('applicant_name'), '林示例', 'is shown again with what was typed')
    ok(done.page.error('applicant_idno'), 'and what is wrong')
    fixed = browser.submit(done.page.form(), {'applicant_idno': '330399198506121135', 'home_county': '330304'})
    same(fixed.status, 303, 'and can be mended there')


def not_for_another_person():
    browser = resident()
    owner = browser.contact
    reply = journey.begin(browser, 'dl-defer-renew')
    ref, form = journey.ref_of(reply), reply.page.form()
    typed = journey.fill(form, journey.FORMALITIES['dl-defer-renew']['Example'])
    before = db("SELECT HEX(answers), version FROM application WHERE ref = '%s'" % ref)
    end_sessions(person_of(browser))
    browser.submit(form, typed)
    done = sign_in(browser, fresh_contact())
    same((done.status, done.location), (303, '/zh/applications'), 'another person signs in on the same phone')
    same(db("SELECT HEX(answers), version FROM application WHERE ref = '%s'" % ref), before, 'nothing is done')
    lacks(browser.get('/zh/applications').text, ref, 'and they learn nothing of it')
    bad = resident('zh', owner)
    same(bad.get('/zh/applications/%s/form/you' % ref).page.form().value('applicant_name'), '',
         'in another browser of its owner neither')
    forged = Browser()
    forged.cookies = {'qiao-session': browser.cookies['qiao-session'][::-1]}
    same(forged.post('/zh/applications/%s/form/you' % ref, form.pairs(typed)).location, '/zh/sign-in?held=shown',
         'of a forged session it is kept, to be shown to whoever signs in and may see it')


def officers():
    account = here.account('vmo-1')
    officer_ready('vmo-1')
    browser = Browser('zh')
    form = browser.get('/desk/sign-in').page.form('password')
    right = {'name': 'vmo-1', 'password': account['password'], 'code': totp(account['totp'])}
    for wrong in ({'password': 'x'}, {'code': '000000' if right['code'] != '000000' else '111111'},
                  {'name': 'nobody-here'}):
        reply = browser.submit(form, dict(right, **wrong))
        ok(reply.status == 303 and 'why=wrong' in reply.location and 'qiao-desk' not in browser.cookies,
           'a wrong %s' % list(wrong)[0], reply.location)
    page = browser.follow(reply).page
    same(page.form('password').value('password'), '', 'no password comes back')
    lacks(reply.location, 'nobody-here', 'and no name stands in the address')
    officer_ready('vmo-1')
    good = browser.submit(form, dict(right, name=' Ｖmo-1\u3000'))
    same((good.status, good.location), (303, '/desk/'), 'all three right, the name as a phone or a Chinese keyboard writes it')
    ok(any(c.startswith('qiao-desk-known-') for c in browser.set_cookies), 'and the browser is known to be theirs')
    known = [c.split('=')[0] for c in browser.set_cookies if c.startswith('qiao-desk-known-')]
    officer_ready('vmo-1')
    plain = Browser('zh')
    plain.submit(plain.get('/desk/sign-in').page.form('password'), dict(right, code=totp(account['totp'])))
    same([c.split('=')[0] for c in plain.set_cookies if c.startswith('qiao-desk-known-')], known, 'by whichever way of writing it')
    db("DELETE s FROM officer_session s JOIN officer o ON o.id = s.officer WHERE o.name = 'vmo-1'")
    officer_ready('vmo-1')
    good = browser.submit(form, dict(right, code=totp(account['totp'])))
    flags = next(c for c in browser.set_cookies if c.startswith('qiao-desk=') and 'Max-Age=0' not in c)
    ok('HttpOnly' in flags and 'SameSite=Lax' in flags and 'Secure' not in flags and 'Max-Age' not in flags,
       'a cookie that ends with the browser', flags)
    other = Browser('zh')
    replay = other.submit(other.get('/desk/sign-in').page.form('password'), right)
    ok('why=' in replay.location and 'qiao-desk' not in other.cookies,
       'a code that was used is worth nothing to who looked over the shoulder', replay.location)
    db("UPDATE officer_credential c JOIN officer o ON o.id = c.officer SET failures = 0, "
       "locked_until = NULL WHERE o.name = 'vmo-1'")
    for name in ('vmo-1', 'no-such-officer-%d' % os.getpid()):
        stranger = Browser('zh')
        form = stranger.get('/desk/sign-in').page.form('password')
        where = [stranger.submit(form, {'name': name, 'password': 'wrong', 'code': '123456'}).location
                 for _ in range(5)]
        ok('why=wrong' in where[0] and 'why=locked' in where[4] and 'wait=' in where[4],
           'a sign-in that fails and fails is locked, whether the name exists or not', *where)
        page = stranger.go(where[4]).page
        ok(page.error('name') and re.search(r'\d', page.error('name')), 'and told for how long', page.summary)
    locked = Browser('zh')
    reply = locked.submit(locked.get('/desk/sign-in').page.form('password'), dict(right, code=totp(account['totp'])))
    ok('why=locked' in reply.location, 'the right password waits too', reply.location)
    officer_ready('vmo-1')


def officers_sessions():
    one = officer('vmo-1')
    two = officer('vmo-1')
    page = one.get('/desk/sign-ins').page
    ids = [r[0] for r in db("SELECT s.id FROM officer_session s JOIN officer o ON o.id = s.officer "
                            "WHERE o.name = 'vmo-1' AND s.ended IS NULL ORDER BY s.id DESC LIMIT 2")]
    values = {n['value'] for n in page.all('input', 'button') if n['name'] == 'session'}
    ok(set(ids) <= values or ids[0] in values, 'an officer sees the open sign-ins', values, ids)
    form = next(f for f in page.forms if any(n['name'] == 'session' and n['value'] == ids[0] for n in f.inputs))
    button = ('session', ids[0]) if form.input('session').tag == 'button' else None
    same(one.submit(form, button=button).status, 303, 'and ends one')
    same(two.get('/desk/').status, 303, 'which is over')
    same(one.get('/desk/').status, 200, 'the own one is not')
    reply = one.submit(one.get('/desk/sign-out').page.form(action='/sign-out'))
    same((reply.status, reply.location), (303, '/desk/sign-in'), 'signed out')
    same(one.get('/desk/').status, 303, 'indeed')


def officer_away():
    """After half an hour without a touch: nothing is shown, and what was typed is not lost."""
    person = resident()
    ref = journey.submitted(person)
    browser = officer('ouhai-1')
    form = browser.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
    typed = {'reason': '请到户籍地派出所办理。', 'where': '户籍地派出所'}
    db("UPDATE officer_session SET seen = seen - INTERVAL 31 MINUTE ORDER BY id DESC LIMIT 1")
    same(browser.get('/desk/').status, 303, 'half an hour away: asked to sign in')
    held = browser.submit(form, typed)
    same((held.status, held.location), (303, '/desk/sign-in?held=1'), 'what was typed is kept')
    same(journey.state(ref), 'submitted', 'and not done yet')

    def enter(name):
        account = here.account(name)
        officer_ready(name)
        page = browser.get('/desk/sign-in').page
        return browser.submit(page.form('password'), {'name': name, 'password': account['password'],
                                                      'code': totp(account['totp'])})
    held_cookie = browser.cookies.get('qiao-held')
    other = enter('ouhai-2')
    same(other.location, '/desk/', 'a colleague signs in on the same machine')
    same(journey.state(ref), 'submitted', 'and it is not done')
    browser.cookies.pop('qiao-desk')
    browser.cookies['qiao-held'] = held_cookie
    done = enter('ouhai-1')
    same((done.status, done.location), (303, '/desk/matters/' + ref), 'its author signs in')
    same(journey.state(ref), 'declined', 'and it is done')
    browser = officer('ouhai-1')
    db("UPDATE officer_session SET created = created - INTERVAL 11 HOUR, ends = ends - INTERVAL 11 HOUR "
       "ORDER BY id DESC LIMIT 1")
    same(browser.get('/desk/').status, 303, 'ten hours are the end, however busy')


def known_contacts():
    """What people type without a thought: a full-width @, a mobile number as at home. What may be two countries' is asked."""
    visitor = Browser('en')
    contact = fresh_contact()

    def send(typed, **more):
        form = visitor.get('/en/sign-in').page.form('contact')
        return visitor.submit(form, dict(more, contact=typed))
    same(send(contact.replace('@', '＠')).status, 303, 'a full-width @ is one')
    ok(wait_until(lambda: [m for m in messages(contact) if m['kind'] == 'code']), 'and the code goes to that address')
    answer = send('lin＠example')
    has(' '.join(text for _, text in answer.page.summary), said('en', 'field.email.domain'), 'what is wrong with it is said of an address')
    answer = send('13125550123')
    same(answer.status, 422, 'a number of China or of Chicago')
    has(' '.join(text for _, text in answer.page.summary), said('en', 'field.phone.which'), 'is asked about')
    same(answer.page.form('contact').input('country')['aria-invalid'], 'true', 'at the country')


def no_cookies():
    """Whose browser keeps none, or has lost the visit's just now, is told so, with what was typed."""
    for lang in ('zh', 'en', 'it', 'es'):
        browser, contact = Browser(lang), fresh_contact()
        again, form = said(lang, 'error.again'), browser.get('/%s/sign-in' % lang).page.form('contact')
        for turn in ('first', 'again'):
            browser.cookies.clear()
            reply = browser.submit(form, {'contact': contact} if turn == 'first' else None)
            same((reply.status, reply.page.h1), (403, said(lang, 'error.cookie.title')), 'without a cookie, %s, in %s' % (turn, lang))
            has(reply.page.main.text, said(lang, 'error.cookie.again'), 'what it is, and what to do')
            has(said(lang, 'error.cookie.again'), again, 'with the name of the button')
            form = reply.page.form('contact')
            same((form.value('contact'), again in form.node.text), (contact, True), 'which sends what was typed')
        sent = browser.submit(form)
        same((sent.status, sent.location), (303, '/%s/sign-in/code' % lang), 'where the cookie is kept now, it is done')
        reply = browser.follow(sent)
        browser.cookies.clear()
        reply = browser.submit(reply.page.form('code'), {'code': code_for(contact)})
        same((reply.status, reply.page.h1, reply.page.has_form(name='code')), (403, said(lang, 'error.cookie.title'), False),
             'a code is not kept in a page')
        has(reply.page.main.text, said(lang, 'error.cookie.text'), 'but why, and what to do')
    browser = Browser()
    form = browser.get('/zh/sign-in').page.form('contact')
    browser.cookies.clear()
    for headers, is_bare in (({'Sec-Fetch-Site': None, 'Origin': None}, True), ({'Sec-Fetch-Site': 'cross-site'}, False),
                             ({'Sec-Fetch-Site': None, 'Origin': 'https://evil.example'}, False)):
        reply = browser.post(form.action, form.pairs({'contact': fresh_contact()}), headers)
        ok(reply.status == 403 and (said('zh', 'error.cookie.text') in reply.page.main.text) == is_bare and
           (said('zh', 'error.forbidden.text') in reply.page.main.text) != is_bare, 'from %s' % headers, reply.page.main.text[:300])
    clerk, account = Browser(), here.account('ouhai-1')
    form = clerk.get('/desk/sign-in').page.form('password')
    clerk.cookies.clear()
    officer_ready('ouhai-1')
    reply = clerk.submit(form, {'name': 'ouhai-1', 'password': account['password'], 'code': totp(account['totp'])})
    same((reply.status, reply.page.h1), (403, said('zh', 'error.cookie.title')), 'and at the desk')
    has(reply.page.main.text, said('zh', 'error.cookie.text'), 'with what to do')
    ok(account['password'] not in reply.text, 'and no password in it')


run(in_use, cookies, no_cookies, list_of_sign_ins, wrong_contacts, copied_contacts, other_language, known_contacts, the_same_answer, codes, used_once, limits, kept_out, next_page,
    after_the_end, another_tab, upload_after_the_end, large_upload_after_the_end, held_and_broken, refused_after_the_end, not_for_another_person, officers,
    officers_sessions, officer_away)
