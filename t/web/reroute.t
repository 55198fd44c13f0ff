#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an application lands, and how it is moved to the unit that it belongs to."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said, state


def unit(ref):
    return db_one("SELECT u.code FROM unit u JOIN application a ON a.unit = u.id WHERE a.ref = '%s'" % ref)


def moved(who, ref, code, **more):
    form = who.get('/desk/matters/%s/reroute' % ref).page.form(action='/reroute')
    return who.submit(form, dict({'unit': code, 'ready-notes': True}, **more))


def staff():
    global centre, one, two, approver, site, supervisor
    centre, one, two, approver = [officer(n) for n in ('center-1', 'ouhai-1', 'ouhai-2', 'ouhai-approver')]
    site, supervisor = officer('liao-1'), officer('supervisor')


def where_it_lands():
    person = resident('zh')
    for county, town, code in (('330304', '', 'br-ouhai'), ('330381', '马屿镇', 'br-ruian'), ('330303', '', 'center'),
                               ('330329', '', 'center'), ('unknown', '', 'center'), ('330304', '丽岙街道', 'ss-liao'),
                               ('330381', 'Tangxia', 'ss-tangxia'), ('unknown', '七都', 'ss-qidu'),
                               ('330382', '丽岙', 'center')):
        ref = journey.submitted(person, example={'home_county': county, 'home_town': town})
        same(unit(ref), code, 'county %s, %s: %s' % (county, town or 'no township', code))
    ref = journey.submitted(person, 'veh-plate-replace')
    same(unit(ref), 'psb-vmo', 'a vehicle\'s is the vehicle office\'s')
    code = next(c for c, f in journey.FORMALITIES.items() if f['Mode'] == 'transfer')
    same(unit(journey.submitted(person, code)), 'center', 'another department\'s (%s) is passed on by the centre' % code)
    has(site.get('/desk/?list=new').page.text, '丽岙', 'a service site has a queue of its own')


def from_the_centre():
    person = resident('en')
    ref = journey.submitted(person, example={'home_county': '330303'})
    due = db_one("SELECT due FROM application WHERE ref = '%s'" % ref)
    same(one.get('/desk/matters/' + ref).status, 404, 'a branch does not see what the centre has')
    form = centre.get('/desk/matters/%s/reroute' % ref).page.form(action='/reroute')
    offered = form.choices('unit')
    ok('br-ouhai' in offered and 'ss-liao' in offered and 'psb-vmo' in offered and 'center' not in offered,
       'the centre may move it to every unit in which somebody works', offered)
    ok(not [c for c in offered if c.startswith(('ls-', 'cb-'))], 'and to no liaison site, nor where nobody works', offered)
    silent = centre.submit(form, {})
    ok(silent.status == 422 and silent.page.error('unit'), 'to nowhere is no move')
    acted(centre, ref, 'claim')
    reply = moved(centre, ref, 'br-ouhai', reason='Registered in Ouhai.')
    same((reply.status, reply.location), (303, '/desk/'), 'moved; the officer is back at the queue')
    same((unit(ref), state(ref)), ('br-ouhai', 'submitted'), 'the branch has it')
    same(db("SELECT officer IS NULL, stopped IS NULL, due FROM application WHERE ref = '%s'" % ref)[0], ('1', '1', due),
         'nobody there has taken it on, and the clock goes on as it was')
    same(centre.get('/desk/matters/' + ref).status, 404, 'the centre\'s officer sees it no more')
    ok(journey.in_list(one, ref, 'new'), 'it is new in the branch\'s queue')
    text = person.get('/en/applications/' + ref).page.main.text
    for words in (said('en', 'did.reroute'), 'Online Police Service Centre → Ouhai branch centre', 'Registered in Ouhai.'):
        has(text, words, 'the resident reads: ' + words)
    time.sleep(1)
    same([m['kind'] for m in messages(person.contact) if m['kind'] != 'code'], ['submit'], 'and gets no message of it')
    approved_by_two(ref)


def approved_by_two(ref):
    journey.approved(one, approver, ref)
    same(state(ref), 'approved', 'the branch goes on with it')
    same(one.get('/desk/matters/%s/reroute' % ref).status, 409, 'what is decided is not moved')
    same(journey.history(ref)[:3], ['submit', 'claim', 'reroute'], 'the history has it')


def from_a_branch():
    person = resident('zh')
    ref = journey.submitted(person)
    same(unit(ref), 'br-ouhai', 'it is the branch\'s')
    same(sorted(one.get('/desk/matters/%s/reroute' % ref).page.form(action='/reroute').choices('unit')),
         ['center', 'ss-liao', 'ss-xianyan'], 'a branch moves to the centre and to its sites')
    form = one.get('/desk/matters/%s/reroute' % ref).page.form(action='/reroute')
    pairs = [(k, v) for k, v in (('token', one.token('/desk/sign-out')), ('once', once()), ('unit', 'br-ruian'),
                                 ('version', form.value('version')))]
    same(one.post('/desk/matters/%s/reroute' % ref, pairs).status, 422, 'and nowhere else')
    acted(one, ref, 'accept')
    same(moved(one, ref, 'ss-liao').status, 303, 'also once it is accepted')
    same((unit(ref), state(ref)), ('ss-liao', 'accepted'), 'the service site has it')
    same(one.get('/desk/matters/' + ref).status, 404, 'an officer of the branch has no part in it')
    acted(site, ref, 'propose-approval', {'ready-complete': True})
    same(site.get('/desk/matters/%s/decide' % ref).status, 403, 'the site\'s officer does not decide')
    page = approver.get('/desk/').page
    ok(any('丽岙' in a.text for a in page.all('a')), 'the branch\'s approver looks after its sites', page.text[:300])
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    same(state(ref), 'approved', 'and decides')
    same(officer('ruian-approver').get('/desk/matters/' + ref).status, 404, 'another branch\'s approver does not see it')
    same(officer('center-approver').get('/desk/matters/' + ref).status, 404, 'nor the centre\'s')


def two_at_once():
    person = resident('zh')
    ref = journey.submitted(person, example={'home_county': '330303'})
    form = centre.get('/desk/matters/%s/reroute' % ref).page.form(action='/reroute')
    first, again = centre.submit(form, {'unit': 'br-ouhai'}), centre.submit(form, {'unit': 'br-ouhai'})
    same((first.status, again.status, first.location == again.location), (303, 303, True), 'a double tap moves it once')
    same(journey.history(ref), ['submit', 'reroute'], 'as the history shows')


run(staff, where_it_lands, from_the_centre, from_a_branch, two_at_once)
