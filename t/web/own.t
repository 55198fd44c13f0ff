#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever works on matters declares once a year whose they never handle, or that there is nobody: led to it when
they sign in, their acts refused until then and none of what they wrote lost; who owes it stands in a list."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import said

MARK = '%06x' % random.getrandbits(24)


def entered(browser, name, password, secret, next=None):
    officer_ready(name)
    return browser.submit(browser.get('/desk/sign-in' + ('?next=' + next if next else '')).page.form('password'), {
        'name': name, 'password': password, 'code': totp(secret)})


def hired(name, role='officer', unit='br-ouhai'):
    told = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'officer-add', name, unit,
                           role, 'O-%07d' % random.randrange(10 ** 6, 10 ** 7), '申报䶮'], capture_output=True, text=True, check=True)
    return re.search(r'password\s+(\S+)\ntotp\s+(\S+)', told.stdout).groups()


def writes(browser, path, *pairs):
    return browser.post(path, [('token', browser.token('/desk/sign-out')), ('once', once()), ('version', '1')] + list(pairs))


def newcomer():
    global new, name, secrets
    name = 'own-' + MARK
    secrets = hired(name)
    new = Browser('zh')
    reply = entered(new, name, *secrets)
    same(reply.location, '/desk/own', 'a new officer is led to the declaration')
    has(new.follow(reply).page.main.text, said('zh', 'desk.own.first'), 'which says why')
    new = Browser('zh')
    same(entered(new, name, *secrets, next='/absence').location, '/desk/own?next=/absence', 'with where they were going')
    has(new.get('/desk/').page.main.text, said('zh', 'desk.own.owed'), 'they may look around')
    has(new.get('/desk/').page.links('/own'), '/desk/own', 'and each page has the way')


def refused():
    global ref, ref2
    person = resident('zh')
    ref, ref2 = journey.submitted(person), journey.submitted(person)
    before = journey.history(ref)
    same(new.get('/desk/matters/' + ref).status, 200, 'a matter is read')
    for act in ('accept', 'correction', 'issue', 'decline', 'reveal'):
        same(new.get('/desk/matters/%s/%s' % (ref, act)).location, '/desk/own?next=/matters/%s/%s' % (ref, act), 'the page of an act leads there: ' + act)
    same(new.get('/desk/bulk').location, '/desk/own?next=/bulk', 'and that of many')
    reply = writes(new, '/desk/matters/%s/claim' % ref)
    same((reply.status, reply.location), (303, '/desk/own'), 'an act is not done, and leads there')
    same(journey.history(ref), before, 'nothing was done')
    same(db_one("SELECT COALESCE(officer, 0) FROM application WHERE ref = '%s'" % ref), '0', 'nobody has it')
    files = new.upload('/desk/matters/%s/issue' % ref, [('token', new.token('/desk/sign-out')), ('once', once()), ('version', '1'),
                       ('text', '好'), ('delivery', 'electronic')], [('file',) + photo()])
    same(files.status, 403, 'with a file, too')
    has(files.page.links('/own'), '/desk/own', 'with a link to it')
    same(new.get('/desk/held').location, '/desk/own', 'what waits is not got by asking for it')
    same(new.post('/desk/held', [('token', new.token('/desk/sign-out')), ('once', once())]).location, '/desk/own', 'nor by pressing')
    same(journey.history(ref), before, 'still nothing')


def declares():
    page = new.get('/desk/own').page
    reply = new.submit(page.form('number'), {})
    same(reply.status, 422, 'nothing is no declaration')
    has(reply.page.error('number') or '', said('zh', 'desk.own.nothing'), 'and that is said')
    reply = new.submit(page.form('number'), {'number': '330399198506121178'})
    same(reply.location, '/desk/own', 'one of several is not all')
    same(new.get('/desk/matters/%s/accept' % ref).status, 303, 'so nothing is done yet')
    own = resident('zh')
    barred = journey.submitted(own, example=dict(journey.of_nobody(), applicant_idno='330399198506121178'))
    reply = new.submit(new.get('/desk/own').page.form('number'), {'all': True})
    same(reply.location, '/desk/held', 'that is all: on to what waited')
    page = new.follow(reply).page
    ok(page.has_form(action='/desk/matters/%s/claim' % ref), 'the act that was not done is offered')
    same(new.submit(page.form(action='/claim')).status, 303, 'and done by a tap')
    same(journey.history(ref)[-1], 'claim', 'it is in the history')
    same(new.get('/desk/matters/' + barred).status, 403, 'a matter with what was declared is theirs no more')
    has(new.get('/desk/own').page.main.text, said('zh', 'desk.own.holds').split('{')[1].split('}')[1], 'the page says until when it holds')
    same([r[0] for r in db("SELECT action FROM audit WHERE name = '%s' ORDER BY seq" % name)],
         ['operator_add', 'own', 'own_all'], 'each is in the record')
    told = str(db("SELECT name, detail FROM audit WHERE name = '%s'" % name))
    lacks(told, '330399', 'which does not say who')


def old_number():
    """A number of 15 digits is the person's of 18: the century and the check were added in 1999."""
    browser = officer('ouhai-2')
    mine = journey.submitted(resident('zh'), example=dict(journey.of_nobody(), applicant_idno='330399197507141213'))
    same(browser.get('/desk/matters/' + mine).status, 200, 'before, it is open to them')
    same(browser.submit(browser.get('/desk/own').page.form('number'), {'number': '330399 750714 121'}).status, 303, 'declared as an old card has it')
    same(browser.get('/desk/matters/' + mine).status, 403, 'it bars the matter with the new one')
    db("DELETE m FROM officer_mark m JOIN officer o ON o.id = m.officer WHERE o.number = '%s'" % browser.number)


def nobody():
    """'None' is an answer, and leads on to where they were going."""
    other = 'own-none-' + MARK
    browser = Browser('zh')
    reply = browser.follow(entered(browser, other, *hired(other, 'approver'), next='/absence'))
    same(browser.submit(reply.page.form('number'), {'all': True}).location, '/desk/absence', 'on they go')
    same(browser.get('/desk/matters/%s/accept' % ref2).status, 200, 'and work')
    same(db_one("SELECT action FROM audit WHERE name = '%s' ORDER BY seq DESC LIMIT 1" % other), 'own_none', 'that is in the record')
    clerk = Browser('zh')
    same(entered(clerk, 'own-clerk-' + MARK, *hired('own-clerk-' + MARK, 'clerk', 'dept-justice')).location, '/desk/own', 'a clerk of a department owes it, too')
    watcher = Browser('zh')
    same(entered(watcher, 'own-audit-' + MARK, *hired('own-audit-' + MARK, 'auditor', 'psb-supervision')).location, '/desk/', 'who has no matters does not')


def each_year():
    supervisor, administrator = officer('supervisor'), officer('admin-1')
    number = db_one("SELECT number FROM officer WHERE name = '%s'" % name)
    clerk = db_one("SELECT number FROM officer WHERE name = 'own-clerk-%s'" % MARK)
    text = supervisor.get('/desk/declarations').page.main.text
    ok(clerk in text and number not in text, 'a supervisor sees who has not declared')
    lacks(text, 'S-0401', 'and nobody who has')
    db("UPDATE officer SET declared = UTC_TIMESTAMP(3) - INTERVAL 366 DAY WHERE name = '%s'" % name)
    has(supervisor.get('/desk/declarations').page.main.text, number, 'after a year it is due again')
    has(administrator.get('/desk/officers?unit=br-ouhai').page.main.text, said('zh', 'desk.declarations.again'), 'on the officers\' page, too')
    has(administrator.get('/desk/officers').page.links('/declarations'), '/desk/declarations', 'with a link to all of them')
    has(supervisor.get('/desk/affairs').page.links('/declarations'), '/desk/declarations', 'as administration has it')
    same(officer('ouhai-1').get('/desk/declarations').status, 403, 'no officer sees who')
    has(new.get('/desk/own').page.main.text, said('zh', 'desk.own.again'), 'and they are asked')
    same(new.get('/desk/matters/%s/accept' % ref).status, 303, 'and do nothing until they have')
    same(new.submit(new.get('/desk/own').page.form('number'), {'all': True}).status, 303, 'renewed')
    same(new.get('/desk/matters/%s/accept' % ref).status, 200, 'they work on')
    lacks(supervisor.get('/desk/declarations').page.main.text, number, 'and are off the list')


def gone():
    db("UPDATE officer SET is_active = 0 WHERE name LIKE 'own-%%%s'" % MARK)
    db("DELETE m FROM officer_mark m JOIN officer o ON o.id = m.officer WHERE o.name = '%s'" % name)
    lacks(officer('supervisor').get('/desk/declarations').page.main.text, '申报䶮', 'who is suspended owes nothing')


run(newcomer, refused, declares, old_number, nobody, each_year, gone)
