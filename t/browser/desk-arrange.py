#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For desk.mjs: matters to be accepted, corrected and decided, some for each way of doing it, and cookies
of officers; some that one person approves alone. Prints JSON: {cookies: {NAME: {…}}, submitted: […], proposed: […],
alone: […], accepted: […], approved: […]}."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import db, officer, resident

one, two, approver = officer('ouhai-1'), officer('ouhai-2'), officer('ouhai-approver')
person = resident('zh')
out = {'submitted': [], 'proposed': [], 'alone': [], 'accepted': [], 'approved': []}
for i in range(22):
    ref = journey.submitted(person, example={'home_county': '330304'})
    if i < 14:
        out['submitted'].append(ref)
        continue
    journey.acted(one, ref, 'accept')
    journey.acted(one, ref, 'propose-approval', {'ready-complete': True})
    out['proposed'].append(ref)
for i in range(8):
    ref = journey.submitted(person, 'cert-hukou-cancelled', {'home_county': '330304'})
    journey.acted(two, ref, 'accept')
    out['alone'].append(ref)
for i in range(2):
    ref = journey.submitted(person, example={'home_county': '330304'})
    journey.acted(one, ref, 'accept')
    out['accepted'].append(ref)
ref = journey.submitted(person, example={'home_county': '330304'})
journey.approved(one, approver, ref)
out['approved'].append(ref)
ref = journey.submitted(person, 'hukou-name-adult', {'home_county': '330304'})
journey.acted(one, ref, 'accept')
out['unseen'] = ref
# what is due first stands first; what is late is accepted by the clock
for i, ref in enumerate(out['submitted'] + out['proposed']):
    db("UPDATE application SET due = UTC_TIMESTAMP(3) + INTERVAL %d MINUTE WHERE ref = '%s'" % (30 + i, ref))
# before all that this officer has in hand already
for i, ref in enumerate(out['alone']):
    db("UPDATE application SET due = UTC_TIMESTAMP(3) - INTERVAL 1 YEAR + INTERVAL %d MINUTE WHERE ref = '%s'" % (i, ref))
out['cookies'] = {who.name: who.cookies for who in (one, two, approver)}
json.dump(out, sys.stdout)
