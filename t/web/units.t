#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Units at the desk: what stands in the files is shown, where to find them is written, one that holds matters,
officers or open units is not closed, and a closed one receives nothing. The head of a unit puts down who is away."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from affairs import answer, told
from journey import said


def post(browser, path, **typed):
    return browser.post(path, [('token', browser.token('/desk/sign-out')), ('once', once())] + list(typed.items()))


def unit(code):
    return '/desk/units/' + db_one("SELECT id FROM unit WHERE code = '%s'" % code)


def version(code):
    return db_one("SELECT version FROM unit WHERE code = '%s'" % code)


def switch(code, **typed):
    return post(one, unit(code) + '/close', version=version(code), reason='调整', **typed)


def refused(code, key):
    reply = switch(code)
    ok(reply.status == 422 and said('zh', 'desk.unit.fault.' + key) in reply.text, '%s stays open: %s' % (code, key),
       reply.status)
    same(db_one("SELECT closed FROM unit WHERE code = '%s'" % code), 'NULL', 'and is')


def the_list():
    global one
    one = officer('admin-1')
    page = one.get('/desk/units').page
    ok(len(page.links('/desk/units/')) > 20, 'the units', len(page.links('/desk/units/')))
    lacks(page.main.text, '联络站', 'without liaison sites')
    text = one.get(unit('br-ouhai')).page.main.text
    for part in ('br-ouhai', '网上警务服务中心', '瓯海'):
        has(text, part, 'what the files say is shown: ' + part)
    has(one.get(unit('ss-liao')).page.main.text, '丽岙', 'and what a service site receives')
    same(one.get('/desk/units/1').status, 404, 'no such unit')
    same(officer('supervisor').get('/desk/units').status, 403, 'administrators only')


def where_it_is():
    path = unit('br-ruian')
    form = one.get(path).page.form('phone')
    fine = {'address_zh': '瑞安市安阳街道示例路 1 号', 'address_en': '1 Example Road, Anyang, Ruian',
            'hours_zh': '工作日 8:30 至 17:30', 'hours_en': 'Working days 8:30 to 17:30', 'phone': '+86 577 6500 0000'}
    for wrong, field in (({'address_en': ''}, 'address_en'), ({'hours_zh': ''}, 'hours_zh'), ({'phone': 'ring me'}, 'phone'),
                         ({'address_zh': '长' * 201}, 'address_zh'), ({'phone': '+' + '1' * 41}, 'phone')):
        reply = one.submit(form, dict(fine, **wrong))
        ok(reply.status == 422 and reply.page.error(field), 'told beside %s' % field, reply.status)
    same(one.submit(form, fine).status, 303, 'kept')
    page = one.get(path).page
    same([page.form('phone').value(f) for f in fine], list(fine.values()), 'as it was written')
    reply = one.submit(form, dict(fine, phone='+86 577 6500 0001'))
    has(reply.text, said('zh', 'desk.unit.fault.stale'), 'an older page changes nothing')
    subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'units'], check=True)
    same(db_one("SELECT phone FROM unit WHERE code = 'br-ruian'"), fine['phone'], 'and loading the file leaves it')
    reply = post(one, path, version=version('br-ruian'), code='x', parent='1', name_zh='假')
    same(reply.status, 400, 'what the files say is not to be posted')


def closing():
    refused('center', 'kind')
    refused('dept-justice', 'kind')
    refused('br-ouhai', 'matters')
    db("INSERT INTO officer (id, name, unit, role, number, full_name, is_sample) SELECT 7001, 'units-test', id, 'officer', "
       "'U-1', '测试', 0 FROM unit WHERE code = 'psb-legal'")
    refused('psb-legal', 'officers')
    db("DELETE FROM officer WHERE id = 7001")
    refused('psb-traffic', 'below')
    one.submit(one.get(unit('psb-legal') + '/close').page.form('reason'), {'reason': '合并'})
    ok(db_one("SELECT closed FROM unit WHERE code = 'psb-legal'") != 'NULL', 'one that holds nothing is closed')
    same(switch('psb-legal').status, 422, 'and not twice')
    lacks(one.get('/desk/officers/add').text, 'value="psb-legal"', 'no officer is sent there')
    same(switch('psb-legal', open='1').status, 303, 'and it is opened again')
    same([r[0] for r in db("SELECT action FROM audit WHERE name = 'psb-legal' ORDER BY seq DESC LIMIT 2")],
         ['unit_open', 'unit_close'], 'both in the record')


def receives_nothing():
    db("UPDATE unit SET closed = UTC_TIMESTAMP(3) WHERE code = 'br-yongjia'")
    try:
        center = officer('center-1')
        person = resident('zh')
        ref = journey.submitted(person)
        db("UPDATE application SET unit = (SELECT id FROM unit WHERE code = 'center') WHERE ref = '%s'" % ref)
        page = center.get('/desk/matters/%s/reroute' % ref).page
        ok('br-yongjia' not in page.source and 'br-ouhai' in page.source, 'nothing is moved to a closed unit')
    finally:
        db("UPDATE unit SET closed = NULL WHERE code = 'br-yongjia'")


def head_of_a_unit():
    head, own = officer('ouhai-approver'), officer('ouhai-2')
    db("UPDATE absence SET ended = UTC_TIMESTAMP(3) WHERE ended IS NULL")
    day = (journey.today() + journey.datetime.timedelta(days=40)).isoformat()
    form = head.get('/desk/absence').page.form('since')
    same(head.submit(form, {'officer': 'S-0402', 'since': day, 'until': day}).status, 303, 'the head puts it down')
    has(own.get('/desk/absence').page.main.text, 'S-0409', 'the officer sees by whom')
    for number in ('S-8101', 'S-0499'):
        reply = post(head, '/desk/absence', officer=number, since=day, until=day)
        same(reply.status, 422, 'not for another unit, nor for nobody: ' + number)
        has(reply.page.error('officer') or '', said('zh', 'desk.absence.nobody_such').replace('{1}', number), 'whose number is named')
    reply = post(own, '/desk/absence', officer='S-0401', since=day, until=day)
    same(db_one("SELECT COUNT(*) FROM absence b JOIN officer o ON o.id = b.officer WHERE o.name = 'ouhai-1' AND b.ended "
                "IS NULL"), '0', 'an officer puts nobody else down, whatever is posted')
    number = db_one("SELECT b.id FROM absence b JOIN officer o ON o.id = b.officer WHERE o.name = 'ouhai-2' AND b.ended "
                    "IS NULL AND b.since = '%s' AND b.made_by <> b.officer" % day)
    same(post(head, '/desk/absence', end=number).status, 303, 'and ends it')
    same([r[0] for r in db("SELECT action FROM audit WHERE name = 'ouhai-2' ORDER BY seq DESC LIMIT 2")],
         ['absence_end', 'absence'], 'both in the record of administration')
    db("UPDATE absence SET ended = UTC_TIMESTAMP(3) WHERE ended IS NULL")
    post(own, '/desk/absence', since=day, until=day)
    same(db_one("SELECT action FROM audit WHERE name = 'ouhai-2' ORDER BY seq DESC LIMIT 1"), 'absence_end',
         'one\'s own is no administrative act')
    db("UPDATE absence SET ended = UTC_TIMESTAMP(3) WHERE ended IS NULL")


def sealed(code):
    return db_one("SELECT COALESCE(HEX(mail), '') FROM unit WHERE code = '%s'" % code)


def admin(code, address):
    subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'department-mail', code[5:], address], check=True)


def mailbox():
    """Another department's: one proposes it, another one confirms it, and it is in no record."""
    two, code, at = officer('admin-2'), 'dept-justice', unit('dept-justice')
    was, new = sealed(code), 'gongzheng-%s@example.org' % once()[:6]
    page = one.get(at).page
    has(page.main.text, '@', 'which it is stands there')
    ok(page.links(at + '/mailbox'), 'and how it becomes another')
    same(one.get(unit('br-ouhai') + '/mailbox').status, 404, 'a unit of our own has none')
    same(officer('supervisor').get(at + '/mailbox').status, 403, 'a supervisor has no business there')
    form = one.get(at + '/mailbox').page.form('address')
    old = re.search(r'[\w.-]+@[\w.-]+', one.get(at).page.main.text).group(0)
    for typed, field in (({'address': '', 'reason': '来函'}, 'address'), ({'address': 'nobody', 'reason': '来函'}, 'address'),
                         ({'address': new, 'reason': ''}, 'reason'), ({'address': new, 'none': True, 'reason': '来函'}, 'address'),
                         ({'address': 'x' * 250 + '@example.org', 'reason': '来函'}, 'address')):
        reply = one.submit(form, typed)
        ok(reply.status == 422 and reply.page.error(field), 'told beside %s' % field, reply.status)
    path = one.submit(form, {'address': new, 'reason': '司法局来函'}).location
    has(path, '/desk/mailboxes/', 'proposed')
    same(sealed(code), was, 'which changes nothing yet')
    same(one.submit(form, {'address': 'other@example.org', 'reason': '来函'}).location, path, 'one at a time')
    same(told(answer(one, path, 'confirmed')), (422, [said('zh', 'desk.proposal.own')]), 'nobody confirms their own')
    same(answer(two, path, 'withdrawn').status, 422, 'nor withdraws another\'s')
    page = two.get(path).page.main.text
    for words in (new, '司法局来函', said('zh', 'desk.mailbox.check')):
        has(page, words, 'who confirms reads: ' + words)
    has(two.get('/desk/units').page.main.text, said('zh', 'desk.proposal.waits'), 'it is listed')
    has(two.get('/desk/affairs').page.main.text, said('zh', 'desk.unit.about'), 'with what waits')
    same(answer(two, path, 'confirmed').status, 303, 'another one confirms')
    ok(sealed(code) != was, 'and it is so')
    has(one.get(at).page.main.text, new, 'as the department\'s page says')
    same(answer(two, path, 'refused').status, 422, 'it is answered once')
    same(one.submit(form, {'address': new, 'reason': '来函'}).status, 422, 'that it is already is not proposed')
    same([r[0] for r in db("SELECT action FROM audit WHERE name = 'dept-justice' ORDER BY seq DESC LIMIT 2")],
         ['mailbox_confirm', 'mailbox_propose'], 'both in the record')
    same(db_one("SELECT COUNT(*) FROM audit WHERE CONCAT(COALESCE(detail, ''), name) LIKE '%@%' AND subject = 'unit'"), '0',
         'which has no address')
    same(db_one("SELECT COUNT(*) FROM proposal WHERE kind = 'mailbox' AND CONCAT(subject, body) LIKE '%@%'"), '0', 'nor has the proposal in clear')
    admin(code, 'operator@example.org')
    has(one.get(at).page.main.text, 'operator@example.org', 'the operator sets it with a command')
    same(db_one("SELECT action FROM audit WHERE name = 'dept-justice' ORDER BY seq DESC LIMIT 1"), 'operator_mailbox', 'on record too')
    path = one.submit(form, {'address': new, 'reason': '来函'}).location
    admin(code, 'operator@example.org')
    same(told(answer(two, path, 'confirmed')), (422, [said('zh', 'desk.mailbox.stale')]), 'what was set since is not undone unseen')
    same(answer(one, path, 'withdrawn').status, 303, 'who proposed it withdraws it')
    path = one.submit(one.get(at + '/mailbox').page.form('address'), {'none': True, 'reason': '撤销'}).location
    same(answer(two, path, 'confirmed').status, 303, 'none any more')
    has(one.get(at).page.main.text, said('zh', 'desk.mailbox.no').split('：')[0], 'the page says so')
    admin(code, old)


def nowhere():
    """Other tests of this store read the pages as they are without it."""
    db("UPDATE unit SET address_zh = NULL, address_en = NULL, hours_zh = NULL, hours_en = NULL, phone = NULL WHERE code = 'br-ruian'")


run(the_list, where_it_is, closing, receives_nothing, head_of_a_unit, mailbox, nowhere)
