#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For axe.mjs: a matter in each state at the desk, and of each page of its site map one that somebody may
open, with the first of the roles who may. Prints JSON: {cookies: {NAME: {…}}, pages: {NAME: [PATH, NAME]}}."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import db_one, here, officer, resident

ROLES = ('ouhai-1', 'ouhai-approver', 'supervisor', 'civil-1', 'admin-1', 'auditor')
who = {name: officer(name) for name in ROLES}
one, two = who['ouhai-1'], who['ouhai-approver']
person = resident('zh')
ref = {state: journey.submitted(person, example={'home_county': '330304'}) for state in (
    'submitted', 'claimed', 'accepted', 'proposed', 'approved', 'passed', 'declined')}
journey.acted(one, ref['claimed'], 'claim')
journey.acted(one, ref['accepted'], 'accept')
journey.acted(one, ref['proposed'], 'accept')
journey.acted(one, ref['proposed'], 'propose-approval', {'ready-complete': True})
journey.approved(one, two, ref['approved'])
journey.acted(one, ref['declined'], 'decline', {'ready-elsewhere': True, 'place': 'other'})
rated = person.get('/zh/applications/%s/rating' % ref['declined']).page.form(action='/rating')
person.submit(rated, {'level': '1', 'words': '没有人回答。', 'about-manner': True})
journey.acted(one, ref['passed'], 'ask-forward', {'department': 'civil-affairs', 'field-purpose': True, 'reason': '要核对。'})
person.submit(person.get('/zh/applications/%s/forward' % ref['passed']).page.form(action='/forward'), button=('agree', 'yes'))
journey.acted(one, ref['passed'], 'transfer', {'department': 'civil-affairs', 'ready-first': True})
VALUES = {':code': 'cert-no-crime', ':lang': 'en', ':page': 'guide', ':transfer': db_one('SELECT MAX(id) FROM transfer'),
          ':officer': db_one("SELECT id FROM officer WHERE name = 'ouhai-2'")}
told = subprocess.run([here.build + '/qiao-desk', '-c', here.data + '/etc/desk.hdf', '--routes'], capture_output=True,
                      text=True, timeout=60).stdout
pages = {'front of ' + name: ['/desk/', name] for name in who}
pages['a list with odd days'] = ['/desk/?list=unit&since=soon', 'ouhai-1']
pages['bad ratings'] = ['/desk/?list=ratings', 'supervisor']
pages['several matters'] = ['/desk/bulk?act=assign&m-%s=1&to=in-turn' % ref['submitted'], 'supervisor']
for method, pattern, *rest in map(str.split, told.splitlines()):
    if method != 'GET' or pattern.endswith(('.csv', '/thumb', ':file', ':writ')):
        continue
    path = pattern
    for name, value in VALUES.items():
        path = path.replace(name, str(value))
    for name, way in ((n, w) for w in ([path.replace(':ref', r) for r in ref.values()] if ':ref' in path else [path]) for n in who):
        reply = who[name].get(way)
        if reply.status == 200 and '<html' in reply.text:
            pages[pattern] = [way, name]
            break
pages['/desk/sign-in'] = ['/desk/sign-in', '']
json.dump({'cookies': {name: browser.cookies for name, browser in who.items()}, 'pages': pages}, sys.stdout)
