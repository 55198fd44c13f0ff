#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Officers' accounts in the desk: what gives power takes two administrators, what takes it away one; who
proposes cannot confirm, nobody has a part in their own account, and each step is a row of the record."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import said

NEW = 'test-%06x' % random.getrandbits(24)
NUMBER = 'T-%07d' % random.randrange(10 ** 6, 10 ** 7)


def post(browser, path, **typed):
    """As a forged page would: with this browser's own token, whatever the page has for fields."""
    return browser.post(path, [('token', browser.token('/desk/sign-out')), ('once', once())] + list(typed.items()))


def id_of(name):
    return db_one("SELECT id FROM officer WHERE name = '%s'" % name)


def account(name):
    return db("SELECT u.code, o.role, o.is_active, o.version FROM officer o JOIN unit u ON u.id = o.unit "
              "WHERE o.name = '%s'" % name)[0]


def acts(name):
    return [r[0] for r in db("SELECT action FROM audit WHERE name = '%s' ORDER BY seq" % name)]


def end_proposals(name):
    db("UPDATE staff_change SET settled = UTC_TIMESTAMP(3), outcome = 'withdrawn' WHERE name = '%s' AND settled "
       "IS NULL" % name)


def proposed(browser, path, **typed):
    """The proposal's path."""
    reply = browser.submit(browser.get(path).page.form('reason'), dict({'reason': '工作需要'}, **typed))
    if reply.status != 303:
        raise RuntimeError('%s: %d %s' % (path, reply.status, reply.page.summary))
    return reply.location


def settle(browser, path, act='confirm'):
    return post(browser, path, act=act)


def people():
    global one, two, watcher
    one, two, watcher = officer('admin-1'), officer('admin-2'), officer('auditor')
    for name in ('qidu-1', 'tangxia-1'):
        end_proposals(name)
    db("UPDATE officer SET is_active = 1, role = 'officer', unit = (SELECT id FROM unit WHERE code = 'ss-qidu') "
       "WHERE name = 'qidu-1'")
    # who is moved has no matters in hand
    db("UPDATE application SET officer = NULL, claimed = NULL WHERE officer = %s" % id_of('qidu-1'))


def the_list():
    page = one.get('/desk/').location
    same(page, '/desk/officers', 'an administrator begins at the officers')
    page = one.get('/desk/officers').page
    has(page.main.text, '瓯海示例民警甲', 'all are there')
    page = one.get('/desk/officers?role=approver&unit=br-ouhai').page
    ok('S-0409' in page.main.text and 'S-0401' not in page.main.text, 'filtered by role and unit')
    lacks(one.get('/desk/officers?state=suspended').page.main.text, 'S-0409', 'and by state')
    same(one.get('/desk/officers?role=king').status, 200, 'an unknown role finds nobody')
    db("INSERT INTO officer (id, name, unit, role, number, full_name, is_active, is_sample) SELECT 7000 + seq, "
       "CONCAT('zz-page-', 1000 + seq), (SELECT id FROM unit WHERE code = 'psb-legal'), 'officer', CONCAT('P-', seq), "
       "'分页', 0, 0 FROM seq_1_to_120")
    seen, path = [], '/desk/officers?unit=psb-legal'
    while path:
        page = one.get(path).page
        seen += re.findall(r'zz-page-\d+', page.main.text)
        path = next((a for a in page.links() if 'after=' in a), None)
    db("DELETE FROM officer WHERE name LIKE 'zz-page-%'")
    same(sorted(seen), ['zz-page-%d' % (1000 + n) for n in range(1, 121)], 'three pages have each of 120 once')
    for path in ('/desk/matters?ref=ABCD23456', '/desk/supervision', '/desk/bulk'):
        reply = one.get(path)
        same(reply.status, 403, 'an administrator has no %s' % path.split('?')[0])
        has(reply.page.main.text, said('zh', 'desk.error.forbidden_role.administrator'), 'and reads that it is not theirs')


def lost():
    """Whoever has no matters is sent back to no matters."""
    for name, home, path in (('admin-1', 'error_front', '/desk/formalities/none/preview'), ('ouhai-1', 'error_home', '/desk/matters/ABCD23456')):
        reply = officer(name).get(path)
        same((reply.status, said('zh', 'desk.' + home) in reply.page.main.text), (404, True), 'lost, %s reads the way that is theirs' % name)
        same('办件' in reply.page.main.text, home == 'error_home', 'and of matters only if they have any')


def mistakes():
    page = one.get('/desk/officers/add').page
    reply = one.submit(page.form('reason'), {'name': 'Ab', 'number': '', 'full_name': ''})
    same(reply.status, 422, 'a form with mistakes comes back')
    for field in ('name', 'number', 'full_name', 'unit', 'role', 'reason'):
        ok(reply.page.error(field), 'with the error beside %s' % field)
    fine = {'name': NEW, 'number': NUMBER, 'full_name': '测试䶮', 'unit': 'br-ouhai', 'role': 'officer', 'reason': '新来的'}
    for wrong, field, key in (
            ({'name': 'ouhai-1'}, 'name', 'name'), ({'name': 'Ouhai'}, 'name', None), ({'name': 'ou hai'}, 'name', None),
            ({'role': 'clerk'}, 'role', 'place'), ({'unit': 'dept-justice'}, 'role', 'place'),
            ({'unit': 'ls-milan-1'}, 'unit', None), ({'role': 'resident'}, 'role', 'place'),
            ({'role': 'system'}, 'role', 'place'), ({'number': 'S-0401', 'role': 'administrator'}, 'number', 'number'),
            ({'number': 'S-0401', 'role': 'approver'}, 'number', 'number'),
            ({'number': 'S-0091', 'role': 'auditor'}, None, 'own'),
            ({'number': 'S-091', 'role': 'administrator'}, None, 'own'), ({'number': 'S-401', 'role': 'approver'}, 'number', 'number')):
        reply = post(one, '/desk/officers/add', **dict(fine, **wrong))
        same(reply.status, 422, 'refused: %s' % wrong)
        told = reply.page.error(field) if field else reply.page.main.text
        ok(told and (not key or said('zh', 'desk.change.fault.' + key) in told), 'and says why', told)
    for number in ('s-0091', 'S0091', 'S_0401', 'S-0401.', 'S-04O1', '0401', 'S-', 'S-04010401', 'ABCDE-1', 'S 0091', 'Ｓ-0091', 'S－0091'):
        reply = post(one, '/desk/officers/add', **dict(fine, number=number, unit='center', role='administrator'))
        ok(reply.status == 422 and said('zh', 'desk.staff.not_a_number') in (reply.page.error('number') or ''),
           'no number: %s' % number, reply.status, reply.page.error('number'))
    same(db("SELECT id FROM staff_change WHERE name = '%s'" % NEW), [], 'nothing was proposed')


def one_is_not_two():
    """A number that was let in before it had one form is still that person's; and who confirms sees what is alike."""
    db("UPDATE officer SET number = 's0091' WHERE name = 'admin-2'")
    try:
        path = proposed(one, '/desk/officers/add', name=NEW + '-a', number='X-0401', full_name='示例审计员',
                        unit='psb-supervision', role='auditor')
        has(settle(officer('admin-2'), path).text, said('zh', 'desk.change.fault.same_person'),
            'their second account does not confirm, however its number is written')
    finally:
        db("UPDATE officer SET number = 'S-0092' WHERE name = 'admin-2'")
    told = two.get(path).page.main.text
    for seen in (said('zh', 'desk.change.alike'), 'S-0401 · 瓯海示例民警甲', 'S-3090 · 示例审计员'):
        has(told, seen, 'who confirms sees accounts that are alike')
    lacks(told, 'S-0402', 'and no others')
    settle(one, path, 'drop')


def two_are_left():
    path = '/desk/officers/%s' % id_of('admin-2')
    before = account('admin-2')
    reply = one.submit(one.get(path + '/suspend').page.form('reason'), {'reason': '停职'})
    same(reply.status, 422, 'of two administrators one does not suspend the other')
    has(reply.text, said('zh', 'desk.change.fault.last'), 'and is told why')
    same(account('admin-2'), before, 'nothing has changed')


def a_new_officer():
    global newcomer
    path = proposed(one, '/desk/officers/add', name=NEW, number=NUMBER, full_name='测试䶮', unit='br-ouhai',
                    role='officer')
    same(id_of(NEW), None, 'proposed, there is no account yet')
    has(one.get(path).page.main.text, said('zh', 'desk.change.own_proposal'), 'who proposed it reads who confirms')
    reply = settle(one, path)
    same(reply.status, 422, 'who proposes does not confirm, whatever the page has')
    has(reply.text, said('zh', 'desk.change.fault.same_person'), 'and is told')
    same(settle(watcher, path).status, 403, 'an auditor confirms nothing')
    same(settle(officer('supervisor'), path).status, 403, 'nor does a supervisor')
    reply = one.submit(one.get('/desk/officers/add').page.form('reason'), {
        'name': NEW, 'number': NUMBER, 'full_name': '测试', 'unit': 'br-ouhai', 'role': 'officer', 'reason': '再来'})
    has(reply.text, said('zh', 'desk.change.fault.open'), 'one proposal at a time')
    has(two.get('/desk/officers').page.main.text, said('zh', 'desk.change.waiting')[6:], 'the other one sees that it waits')
    form = two.get(path).page.form('act')
    same(two.submit(form, button=('act', 'confirm')).status, 303, 'another administrator confirms')
    newcomer = id_of(NEW)
    same(account(NEW)[:3], ('br-ouhai', 'officer', '1'), 'and there is the account')
    same(two.submit(form, button=('act', 'confirm')).status, 303, 'a double tap is one effect')
    same(settle(two, path).status, 422, 'and it is not confirmed twice')
    same(acts(NEW), ['add_proposed', 'add'], 'each step is in the record, once')
    has(watcher.get('/desk/audit?name=' + NEW).page.main.text, '瓯海分中心 · 民警 · %s: ' % NUMBER, 'which an auditor reads, in words')
    reply = Browser('zh').get('/desk/sign-in')
    visitor = Browser('zh')
    reply = visitor.submit(visitor.get('/desk/sign-in').page.form('password'), {
        'name': NEW, 'password': 'x', 'code': '000000'})
    has(reply.location, 'why=wrong', 'nobody signs in to it before it is set up')


def another_role():
    path = '/desk/officers/%s/move' % id_of('qidu-1')
    before = account('qidu-1')
    proposal = proposed(one, path, unit='br-lucheng', role='approver')
    same(account('qidu-1'), before, 'proposed, nothing has changed')
    same(settle(two, proposal, 'drop').status, 303, 'another administrator refuses')
    same(settle(two, proposal).status, 422, 'and then nobody confirms it')
    proposal = proposed(one, path, unit='br-lucheng', role='approver')
    same(settle(one, proposal, 'drop').status, 303, 'the proposer withdraws')
    for typed, key in (({'unit': 'ss-qidu', 'role': 'officer'}, 'nothing'), ({'unit': 'ss-qidu', 'role': 'clerk'}, 'place')):
        reply = one.submit(one.get(path).page.form('reason'), dict(typed, reason='x'))
        has(reply.text, said('zh', 'desk.change.fault.' + key), 'refused: %s' % key)
    own = officer('qidu-1')
    proposal = proposed(one, path, unit='br-lucheng', role='approver')
    db("UPDATE officer SET version = version + 1 WHERE name = 'qidu-1'")
    has(settle(two, proposal).text, said('zh', 'desk.change.fault.stale'), 'what changed meanwhile is proposed again')
    settle(one, proposal, 'drop')
    proposal = proposed(one, path, unit='br-lucheng', role='approver')
    same(settle(two, proposal).status, 303, 'confirmed')
    same(account('qidu-1')[:2], ('br-lucheng', 'approver'), 'unit and role are the new ones')
    same(own.get('/desk/').status, 303, 'the old sign-in is over')
    same(officer('qidu-1').get('/desk/').status, 200, 'and a new one is in the new place')
    same(settle(one, proposed(two, path, unit='ss-qidu', role='officer')).status, 303, 'and back, the other way round')
    same(acts('qidu-1')[-2:], ['move_proposed', 'move'], 'recorded')


def who_holds_matters():
    busy = officer('ouhai-1')
    ref = journey.submitted(resident('zh'))
    journey.acted(busy, ref, 'claim')
    end_proposals('ouhai-1')
    reply = one.submit(one.get('/desk/officers/%s/move' % id_of('ouhai-1')).page.form('reason'), {
        'unit': 'br-ruian', 'role': 'officer', 'reason': '借调'})
    has(reply.text, said('zh', 'desk.change.fault.holds'), 'whoever has matters in hand hands them over first')
    page = one.get('/desk/officers/%s' % id_of('ouhai-1')).page
    lacks(page.main.text, ref[:3], 'an administrator sees how many, and none of them')


def too_late():
    proposal = proposed(one, '/desk/officers/%s/reset' % id_of('tangxia-1'))
    db("UPDATE staff_change SET ends = UTC_TIMESTAMP(3) WHERE id = %s" % proposal.rsplit('/', 1)[1])
    has(settle(two, proposal).text, said('zh', 'desk.change.fault.over'), 'after its time it is not confirmed')
    has(two.get(proposal).page.main.text, said('zh', 'desk.change.state.lapsed'), 'and says so')
    same(proposed(one, '/desk/officers/%s/reset' % id_of('tangxia-1')) != proposal, True, 'it can be proposed again')
    end_proposals('tangxia-1')


def own_account():
    for browser, name in ((one, 'admin-1'), (two, 'admin-2')):
        path = '/desk/officers/%s' % id_of(name)
        has(browser.get(path).page.main.text, said('zh', 'desk.staff.own'), '%s reads that it is their own' % name)
        version = account(name)[3]
        for act, more in (('move', {'unit': 'center', 'role': 'supervisor'}), ('reset', {}), ('suspend', {})):
            reply = post(browser, '%s/%s' % (path, act), version=version, reason='x', **more)
            ok(reply.status == 422 and said('zh', 'desk.change.fault.own') in reply.text,
               'and cannot %s it by a forged post' % act, reply.status)
    proposal = proposed(one, '/desk/officers/%s/move' % id_of('admin-2'), unit='center', role='administrator')
    has(settle(two, proposal).text, said('zh', 'desk.change.fault.own'), 'nor confirm what another one proposed for it')
    has(settle(two, proposal, 'drop').text, said('zh', 'desk.change.fault.own'), 'nor refuse it')
    settle(one, proposal, 'drop')
    before = db('SELECT id, unit, role, is_active FROM officer ORDER BY id')
    lowly = officer('ouhai-2')
    for path, typed in (('/desk/officers/%s/move' % id_of('ouhai-2'), {'unit': 'center', 'role': 'administrator'}),
                        ('/desk/officers/add', {'name': 'evil', 'number': 'E-1', 'full_name': 'x', 'unit': 'center',
                                                'role': 'administrator'}),
                        ('/desk/absence', {'role': 'administrator', 'since': '2030-01-01', 'until': '2030-01-02'}),
                        ('/desk/own', {'role': 'supervisor', 'number': '330399190001010011'}),
                        ('/desk/sign-ins', {'session': '1', 'role': 'supervisor'})):
        reply = post(lowly, path, version='0', reason='x', **typed)
        ok(reply.status in (400, 403, 404, 422), 'an officer raises no role by %s' % path, reply.status)
    same(db('SELECT id, unit, role, is_active FROM officer ORDER BY id'), before, 'and nobody is another one')


def suspended():
    victim = officer('tangxia-1')
    same(victim.get('/desk/').status, 200, 'an officer at work')
    held = next(f for f in victim.get('/desk/sign-ins').page.forms if 'session' in f.names)
    path = '/desk/officers/%s' % id_of('tangxia-1')
    page = one.get(path).page
    same(one.submit(page.form(action=path)).status, 303, 'one administrator ends the sign-ins')
    same(victim.get('/desk/').status, 303, 'and they are over')
    victim = officer('tangxia-1')
    version = account('tangxia-1')[3]
    db("UPDATE absence SET ended = UTC_TIMESTAMP(3) WHERE ended IS NULL")
    # what is in their hands: any open matter of their unit
    ref = journey.submitted(resident('zh'))
    db("UPDATE application SET unit = (SELECT id FROM unit WHERE code = 'ss-tangxia'), officer = %s, claimed = "
       "UTC_TIMESTAMP(3) WHERE ref = '%s'" % (id_of('tangxia-1'), ref))
    head = officer('ruian-approver')
    away = '/desk/?list=away&unit=' + db_one("SELECT id FROM unit WHERE code = 'ss-tangxia'")
    lacks(head.get(away).text, ref, 'a matter in their hands')
    same(one.submit(one.get(path + '/suspend').page.form('reason'), {'reason': '停职'}).status, 303,
         'one administrator suspends, at once')
    same(account('tangxia-1')[2], '0', 'it is off')
    has(head.get(away).text, ref, 'stands where it is given to somebody else')
    reply = victim.get('/desk/')
    ok(reply.status == 303 and 'sign-in' in reply.location, 'the open sign-in is worth nothing', reply.location)
    reply = victim.submit(held)
    ok(reply.status in (303, 403) and (not reply.location or 'sign-in' in reply.location), 'nor does a write go through')
    same(db_one("SELECT COUNT(*) FROM officer_session s JOIN officer o ON o.id = s.officer WHERE o.name = 'tangxia-1' "
                "AND s.ended IS NULL"), '0', 'no sign-in is open')
    try:
        officer('tangxia-1')
        ok(False, 'and there is no new one')
    except RuntimeError:
        ok(True, 'and there is no new one')
    has(post(one, path + '/suspend', version=version, reason='x').text, said('zh', 'desk.change.fault.stale'),
        'a second time it is told that it has changed')
    reply = post(one, path + '/reset', version=account('tangxia-1')[3], reason='x')
    has(reply.text, said('zh', 'desk.change.fault.state'), 'nothing is reset while it is off')
    proposal = proposed(one, path + '/return')
    same(account('tangxia-1')[2], '0', 'one alone does not reinstate')
    has(settle(one, proposal).text, said('zh', 'desk.change.fault.same_person'), 'not even twice')
    same(settle(two, proposal).status, 303, 'two do')
    same(officer('tangxia-1').get('/desk/').status, 200, 'and the officer signs in again')
    lacks(head.get(away).text, ref, 'and is away no more')
    same(acts('tangxia-1')[-4:], ['end_sign_ins', 'suspend', 'return_proposed', 'return'], 'all of it recorded')


def the_record():
    supervisor = officer('supervisor')
    for label, browser in (('an auditor', watcher), ('a supervisor', supervisor), ('an administrator', one)):
        same(browser.get('/desk/audit').status, 200, '%s reads the record' % label)
    same(officer('ouhai-2').get('/desk/audit').status, 403, 'an officer does not')
    odd = watcher.get('/desk/audit?since=2026-13-01&until=2099-01-01').page
    has(odd.one('span', id='e-since').text, said('zh', 'desk.audit.no_day').replace('{1}', '2026-13-01'), 'a day that is none is told beside it')
    ok(not odd.one('span', id='e-until') and list(odd.main.one('tbody').all('tr')), 'and filters nothing')
    reply = watcher.get('/desk/audit.csv?since=2026-13-01')
    ok(reply.status == 303 and 'since=' in reply.location, 'nor is it a file of everything', reply.location)
    reply = watcher.get('/desk/audit.csv?name=tangxia-1&by=S-0091')
    ok(reply.header('Content-Type').startswith('text/csv') and reply.text.startswith('\ufeff'), 'as a file')
    rows = reply.text.strip().split('\r\n')
    ok(len(rows) > 2 and all('S-0091' in r for r in rows[1:]), 'with what was filtered', *rows[:3])
    ok(all('"%s"' % said('zh', 'desk.audit.subject.officer') in r and '"officer"' not in r for r in rows[1:]), 'and its subject in words', *rows[:2])
    told = subprocess.run([here.build + '/qiao-verify', '-c', here.data + '/etc/admin.hdf'], capture_output=True, text=True)
    ok(re.search(r'^\d+ administrative acts$', told.stdout, re.M) and 'audit' not in told.stdout,
       'qiao-verify goes through it', told.stdout[-300:], told.stderr)


def by_the_tables_owner():
    """Who owns the tables gives an account another role or unit, also as moved: qiao-verify tells."""
    def found():
        told = subprocess.run([here.build + '/qiao-verify', '-c', here.data + '/etc/admin.hdf'], capture_output=True, text=True)
        return 'account %s (%s): another unit or role than the administrative record' % (id_of(NEW), NEW) in told.stdout
    ok(not found(), 'as two confirmed it, it is right')
    for column, other in (('role', "'supervisor'"), ('unit', "(SELECT id FROM unit WHERE code = 'center')")):
        was = db_one("SELECT %s FROM officer WHERE name = '%s'" % (column, NEW))
        db("UPDATE officer SET %s = %s WHERE name = '%s'" % (column, other, NEW))
        ok(found(), 'found: another ' + column)
        db("UPDATE officer SET %s = '%s' WHERE name = '%s'" % (column, was, NEW))
    ok(not found(), 'undone, it is right')
    same(settle(two, proposed(one, '/desk/officers/%s/move' % id_of(NEW), unit='br-ruian', role='approver')).status, 303, 'moved by two')
    ok(not found(), 'is right')
    db("UPDATE officer SET role = 'supervisor' WHERE name = '%s'; UPDATE staff_change SET role = 'supervisor' WHERE name = '%s' AND kind = 'move'"
       % (NEW, NEW))
    ok(found(), 'found, though the change that two confirmed was altered with it')
    db("UPDATE officer SET role = 'approver' WHERE name = '%s'; UPDATE staff_change SET role = 'approver' WHERE name = '%s' AND kind = 'move'"
       % (NEW, NEW))
    ok(not found(), 'and undone, right')


def otherwise():
    """… another number, an account on that was off, or other words in the change that two confirmed."""
    def found(why):
        return why in subprocess.run([here.build + '/qiao-verify', '-c', here.data + '/etc/admin.hdf'], capture_output=True, text=True).stdout
    own, change = 'account %s (%s): ' % (id_of(NEW), NEW), 'change of an account %s (%s, %s): another'
    ids = dict(db("SELECT kind, id FROM staff_change WHERE name = '%s' AND outcome = 'confirmed'" % NEW))
    numbered, on = own + 'another number', own + 'on, or off'
    for table, column, kind, other, why in (
            ('officer', 'is_active', None, '0', on), ('officer', 'number', None, "'S-0091'", numbered),
            ('staff_change', 'role', 'move', "'supervisor'", change % (ids['move'], 'move', NEW)),
            ('staff_change', 'unit', 'move', "(SELECT id FROM unit WHERE code = 'center')", change % (ids['move'], 'move', NEW)),
            ('staff_change', 'role', 'add', "'administrator'", change % (ids['add'], 'add', NEW)),
            ('staff_change', 'number', 'add', "'S-0091'", change % (ids['add'], 'add', NEW)),
            ('staff_change', 'reason', 'add', "'x'", change % (ids['add'], 'add', NEW))):
        row = "%s WHERE name = '%s'%s" % (table, NEW, " AND id = %s" % ids[kind] if kind else '')
        was = db_one('SELECT %s FROM %s' % (column, row))
        set_to = row.replace(' WHERE', ' SET %s = %%s WHERE' % column, 1)
        db('UPDATE ' + set_to % other)
        ok(found(why), 'found: another %s.%s' % (table, column))
        db('UPDATE ' + set_to % ("'%s'" % was))
        ok(not found(why), 'undone, it is right')
    path = '/desk/officers/%s' % id_of(NEW)
    same(one.submit(one.get(path + '/suspend').page.form('reason'), {'reason': '停职'}).status, 303, 'suspended')
    ok(not found(on), 'is off, as the record says')
    db("UPDATE officer SET is_active = 1 WHERE name = '%s'" % NEW)
    ok(found(on), 'found: on again, and nobody said so')
    db("UPDATE officer SET is_active = 0 WHERE name = '%s'" % NEW)
    same(settle(two, proposed(one, path + '/return')).status, 303, 'two let them return')
    ok(not found(on) and not found('(return, %s): another' % NEW), 'which is right')
    back = "UPDATE staff_change SET role = '%%s' WHERE name = '%s' AND kind = 'return'" % NEW
    db(back % 'supervisor')
    ok(found('(return, %s): another' % NEW), 'and found, if it says another role than the account had')
    db(back % 'approver')


def by_the_operator():
    """qiao-admin keeps the same table, and what it does is in the record."""
    def add(name, role, number, unit='br-ouhai'):
        return subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'officer-add', name, unit,
                               role, number, '机房'], capture_output=True, text=True)
    told = add(NEW + '-x', 'administrator', 'S-0401')
    ok(told.returncode and 'one person' in told.stderr, 'an officer is not made an administrator too', told.stderr)
    told = add(NEW + '-y', 'king', NUMBER)
    ok(told.returncode and 'administrator' in told.stderr, 'nor a king', told.stderr)
    told = add(NEW + '-y', 'administrator', 'S-401')
    ok(told.returncode and 'one person' in told.stderr, 'whatever zeros the number has', told.stderr)
    for number in ('s-0091', 'S0091', 'S-0401.', 'S-04O1'):
        told = add(NEW + '-y', 'administrator', number)
        ok(told.returncode and 'capital letters' in told.stderr, 'nor with the number %s' % number, told.stderr)
    told = add(NEW + '-z', 'officer', 'Z' + NUMBER[1:])
    same(told.returncode, 0, 'an officer is made')
    subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'officer-reset', NEW + '-z'],
                   capture_output=True, check=True)
    subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'officer-off', NEW + '-z'], check=True)
    same(acts(NEW + '-z'), ['operator_add', 'operator_reset', 'operator_off'], 'and all of it recorded')


run(people, the_list, lost, mistakes, one_is_not_two, two_are_left, a_new_officer, another_role, who_holds_matters, too_late, own_account, suspended,
    by_the_tables_owner, otherwise, by_the_operator, the_record)
