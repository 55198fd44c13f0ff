#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an officer comes to password and authenticator, and loses them by two administrators: the code is seen
once by whoever confirmed it, works once, and neither wrong names nor old codes tell anything."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
from journey import said

NEW = 'enrol-%06x' % random.getrandbits(24)
NUMBER = 'E-%07d' % random.randrange(10 ** 6, 10 ** 7)
PASSWORD = '渡船 mulberry 七月 lantern'


def unlimited():
    db("DELETE FROM attempt WHERE context IN ('enrol_address', 'enrol_name', 'officer_name')")


def settle(browser, path, act='confirm'):
    return browser.post(path, [('token', browser.token('/desk/sign-out')), ('once', once()), ('act', act)])


def id_of(name):
    return db_one("SELECT id FROM officer WHERE name = '%s'" % name)


def proposed(browser, path, **typed):
    reply = browser.submit(browser.get(path).page.form('reason'), dict({'reason': '测试'}, **typed))
    if reply.status != 303:
        raise RuntimeError('%s: %d %s' % (path, reply.status, reply.page.summary))
    return reply.location


def make(browser, proposal):
    """The code, as the page shows it."""
    page = browser.send(browser.get(proposal + '/code').page.form()).page
    return page.one(class_='desk-code').text


def give(name, code, browser=None):
    unlimited()
    browser = browser or Browser('zh')
    return browser, browser.submit(browser.get('/desk/enrol').page.form('code'), {'name': name, 'code': code})


def secret_of(page):
    return page.one('code').text.replace(' ', '')


def tried(name, password, code):
    """Where signing in leads to."""
    officer_ready(name)
    browser = Browser('zh')
    return browser.submit(browser.get('/desk/sign-in').page.form('password'), {
        'name': name, 'password': password, 'code': code}).location


def a_code():
    global one, two, proposal, code
    one, two = officer('admin-1'), officer('admin-2')
    proposal = proposed(one, '/desk/officers/add', name=NEW, number=NUMBER, full_name='䶮登记', unit='br-ouhai',
                        role='officer')
    same(two.get(proposal + '/code').status, 404, 'before it is confirmed there is no code')
    same(settle(two, proposal).status, 303, 'confirmed')
    same(one.get(proposal + '/code').status, 404, 'who proposed it gets no code')
    same(settle_code(one), 404, 'nor by a forged post')
    same(settle_code(officer('supervisor')), 403, 'nor a supervisor')
    reply = two.get(proposal)
    has(reply.page.main.text, said('zh', 'desk.enrol.code_title'), 'who confirmed it is led to the code')
    code = make(two, proposal)
    ok(re.fullmatch(r'([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}', code), '80 bits in groups', code)
    lacks(two.get(proposal + '/code').text, code, 'it is shown once')
    lacks(logs(), code, 'it is in no log')
    ok(not [r for r in db('SELECT HEX(hash), made_by FROM enrolment') if code.replace('-', '') in str(r)], 'nor in the store')
    older, code = code, make(two, proposal)
    browser, reply = give(NEW, older)
    has(reply.location, 'wrong=1', 'another one voids the one before')


def settle_code(browser):
    return browser.post(proposal + '/code', [('token', browser.token('/desk/sign-out')), ('once', once())]).status


def strangers():
    answers = set()
    for name, typed in ((NEW, 'ABCD-EFGH-JKLM-NPQR'), ('nobody-at-all', code), ('ouhai-1', code), (NEW, ''), (NEW, code[:-1])):
        browser, reply = give(name, typed)
        answers.add((reply.status, (reply.location or '').split('?')[-1]))
        ok('desk-enrol' not in str(browser.cookies), 'wrong name or code: %s gets nothing' % name)
    ok(answers <= {(303, 'wrong=1'), (422, '')}, 'and all wrong ones have one answer', answers)
    same(Browser('zh').get('/desk/enrol/set').status, 303, 'nobody sets anything without a code')
    forged = Browser('zh')
    forged.cookies = {'desk-enrol': 'A' * 43}
    same(forged.get('/desk/enrol/set').status, 303, 'nor with a made-up cookie')
    unlimited()
    statuses = []
    for _ in range(12):
        browser = Browser('zh')
        statuses.append(browser.submit(browser.get('/desk/enrol').page.form('code'), {
            'name': NEW, 'code': 'ABCD-EFGH-JKLM-NPQR'}).status)
    same(statuses, [303] * 10 + [429] * 2, 'ten tries an hour for a name')
    unlimited()


def set_up():
    global browser, secret, old_form
    browser, reply = give(NEW, code.lower().replace('-', ' '))
    same(reply.location, '/desk/enrol/set', 'small letters and blanks are fine')
    page = browser.follow(reply).page
    secret = secret_of(page)
    has(page.main.text, '䶮登记', 'whose it is stands there')
    ok(re.fullmatch('[A-Z2-7]{32}', secret), '160 bits as text', secret)
    path = page.one('svg').one('path')['d']
    ok(len(path) > 1000 and path.startswith('M4 4h7v1h-7z'), 'and as a QR code', path[:40])
    lacks(logs(), secret, 'in no log')
    form = page.form('password')
    for typed, field, key in (({'password': 'short'}, 'password', 'short'),
                              ({'password': 'x' * 201}, 'password', None),
                              ({'password': 'my ' + NEW + ' my'}, 'password', 'like'),
                              ({'password': 'Wenzhou-2026-11'}, 'password', 'like'),
                              ({'password': 'abababababababab'}, 'password', 'simple'),
                              ({'again': PASSWORD + '.'}, 'again', 'differs'),
                              ({'code': '000000'}, 'code', 'code_wrong'), ({'code': ''}, 'code', None)):
        full = dict({'password': PASSWORD, 'again': typed.get('password', PASSWORD), 'code': totp(secret)}, **typed)
        reply = browser.submit(browser.get('/desk/enrol/set').page.form('password'), full)
        told = reply.page.error(field)
        ok(reply.status == 422 and told and (not key or said('zh', 'desk.enrol.' + key) in told),
           'refused beside %s: %s' % (field, key), reply.status, told)
        lacks(reply.text, full['password'], 'and the password is not in the page') if len(full['password']) > 5 else None
    same(secret_of(browser.get('/desk/enrol/set').page), secret, 'the secret is the same all the while')
    same(tried(NEW, PASSWORD, totp(secret)).split('?')[-1], 'why=wrong', 'nothing is set yet')
    old_form = browser.get('/desk/enrol/set').page.form('password')
    reply = browser.submit(old_form, {'password': PASSWORD, 'again': PASSWORD, 'code': totp(secret)})
    same(reply.location, '/desk/sign-in?why=enrolled', 'set, it leads to the sign-in')
    has(browser.follow(reply).page.main.text, said('zh', 'desk.enrol.done'), 'which says so')
    same(browser.get('/desk/enrol/set').status, 303, 'and the page is over')
    same(db("SELECT COUNT(*) FROM officer_credential c JOIN officer o ON o.id = c.officer WHERE o.name = '%s' AND "
            "c.password LIKE '$argon2id$%%m=19456,t=2,p=1$%%' AND LENGTH(c.totp) = 62" % NEW), [('1',)],
         'the password is hashed by Argon2id, the secret sealed')


def once_only():
    browser, reply = give(NEW, code)
    has(reply.location, 'wrong=1', 'the code is worth nothing any more')
    reply = browser.submit(old_form, {'password': 'another long enough one', 'again': 'another long enough one',
                                      'code': totp(secret)})
    ok(reply.status in (303, 403), 'nor is its form', reply.status)
    db("UPDATE officer_credential SET totp_step = %d WHERE officer = %s" % (int(time.time() // 30), id_of(NEW)))
    now = Browser('zh')
    reply = now.submit(now.get('/desk/sign-in').page.form('password'), {
        'name': NEW, 'password': PASSWORD, 'code': totp(secret)})
    has(reply.location, 'why=wrong', 'the code that was given here is taken')
    same(tried(NEW, PASSWORD, totp(secret)), '/desk/own', 'with the next one the officer is in, and led to what comes first')
    same(two.get(proposal + '/code').status, 404, 'no further code is made of that proposal')
    same([r[0] for r in db("SELECT action FROM audit WHERE name = '%s' ORDER BY seq" % NEW)],
         ['add_proposed', 'add', 'code', 'code', 'enrolled'], 'all of it is in the record')
    secrets = [PASSWORD, secret, code]
    told = str(db('SELECT name, detail FROM audit')) + logs()
    ok(not [s for s in secrets if s in told], 'and neither record nor logs have a secret')


def lost_telephone():
    officer_ready(NEW)
    own = Browser('zh')
    own.submit(own.get('/desk/sign-in').page.form('password'), {'name': NEW, 'password': PASSWORD, 'code': totp(secret)})
    same(own.get('/desk/').status, 200, 'an officer at work')
    reset = proposed(two, '/desk/officers/%s/reset' % id_of(NEW))
    same(own.get('/desk/').status, 200, 'proposed by one, nothing changes')
    same(settle(two, reset).status, 422, 'and they cannot confirm it')
    same(settle(one, reset).status, 303, 'another one does')
    same(own.get('/desk/').status, 303, 'the sign-ins are over')
    has(tried(NEW, PASSWORD, totp(secret)), 'why=wrong', 'the old password and authenticator are void')
    same(db_one("SELECT CONCAT(password, HEX(totp)) FROM officer_credential WHERE officer = %s" % id_of(NEW)), '',
         'and gone')
    same(two.get(reset + '/code').status, 404, 'who asked gets no code')
    same(two.get(proposal + '/code').status, 404, 'not even by the proposal of before')
    again = make(one, reset)
    browser, reply = give(NEW, again)
    page = browser.follow(reply).page
    fresh = secret_of(page)
    ok(fresh != secret, 'the secret is a new one')
    password = PASSWORD + ' neu'
    # a code made meanwhile ends the one that is being used
    newest = make(one, reset)
    reply = browser.submit(page.form('password'), {'password': password, 'again': password, 'code': totp(fresh)})
    ok(reply.status == 303 and reply.location == '/desk/enrol', 'a newer code ends what was begun with it', reply.location)
    browser, reply = give(NEW, newest)
    page = browser.follow(reply).page
    fresh = secret_of(page)
    browser.submit(page.form('password'), {'password': password, 'again': password, 'code': totp(fresh)})
    same(tried(NEW, password, totp(fresh)), '/desk/own', 'the officer is in with the new ones')


def suspended_meanwhile():
    reset = proposed(two, '/desk/officers/%s/reset' % id_of(NEW))
    settle(one, reset)
    typed = make(one, reset)
    browser, reply = give(NEW, typed)
    page = browser.follow(reply).page
    same(one.submit(one.get('/desk/officers/%s/suspend' % id_of(NEW)).page.form('reason'), {'reason': '停'}).status, 303,
         'suspended while the code is out')
    reply = browser.submit(page.form('password'), {'password': PASSWORD, 'again': PASSWORD,
                                                   'code': totp(secret_of(page))})
    same(reply.location, '/desk/enrol', 'nothing is set any more')
    has(give(NEW, typed)[1].location, 'wrong=1', 'and the code is void')
    same(one.get(reset + '/code').status, 404, 'there is no new one')


def admin(*words):
    told = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', *words], capture_output=True, text=True, timeout=120)
    return told.returncode, told.stderr


def sample_officer():
    """Demo mode starts again while the reset of one of its officers is under way, and leaves them as they are."""
    reset = proposed(two, '/desk/officers/%s/reset' % id_of('ruian-2'))
    settle(one, reset)
    make(one, reset)
    has_now = "SELECT c.password, HEX(c.totp), o.version FROM officer o JOIN officer_credential c ON c.officer = o.id WHERE o.name = 'ruian-2'"
    before = db(has_now)
    same(admin('sample'), (0, ''), 'the sample accounts are laid once more')
    same(db(has_now), before, 'and a reset that is under way stays so')
    same(admin('officer-reset', 'ruian-2')[0], 0, 'the operator gives them others')
    same(admin('sample'), (0, ''), 'which the sample ones replace')
    officer('ruian-2')


def too_late():
    db("UPDATE officer SET is_active = 1 WHERE name = '%s'" % NEW)
    reset = db_one("SELECT MAX(id) FROM staff_change WHERE name = '%s'" % NEW)
    typed = make(one, '/desk/proposals/' + reset)
    db("UPDATE enrolment SET ends = UTC_TIMESTAMP(3) WHERE officer = %s" % id_of(NEW))
    has(give(NEW, typed)[1].location, 'wrong=1', 'after two days it is worth nothing')
    # nobody whom other tests would meet among the colleagues of that unit
    db("UPDATE officer SET is_active = 0 WHERE name = '%s'" % NEW)


run(a_code, strangers, set_up, once_only, lost_telephone, suspended_meanwhile, sample_officer, too_late)
