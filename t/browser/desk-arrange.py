#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For desk.mjs: matters to be accepted, corrected and decided, some for each way of doing it, and cookies
of officers. Prints JSON: {cookies: {NAME: {…}}, submitted: […], proposed: […]}."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import db, officer, resident

one, approver = officer('ouhai-1'), officer('ouhai-approver')
person = resident('zh')
out = {'submitted': [], 'proposed': []}
for i in range(22):
    ref = journey.submitted(person, example={'home_county': '330304'})
    if i < 14:
        out['submitted'].append(ref)
        continue
    journey.acted(one, ref, 'accept')
    journey.acted(one, ref, 'propose-approval', {'ready-complete': True})
    out['proposed'].append(ref)
# what is due first stands first; what is late is accepted by the clock
for i, ref in enumerate(out['submitted'] + out['proposed']):
    db("UPDATE application SET due = UTC_TIMESTAMP(3) + INTERVAL %d MINUTE WHERE ref = '%s'" % (30 + i, ref))
out['cookies'] = {who.name: who.cookies for who in (one, approver)}
json.dump(out, sys.stdout)
