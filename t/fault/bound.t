#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An answer's bound moves with the days, here by hand: a matter that was submitted ten days ago by another text. It stops
no correction. (The store is not one that qiao-verify finds whole afterwards, so this stands among the faults.)"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from qiao import db, officer, photo, resident, run, same


def later():
    code, today = 'dl-renew', journey.today()
    for what, field in (('material', 'id-proof-driver'), ('field', 'expiry_date')):
        person = resident('zh')
        ref = journey.submitted(person, code, {'expiry_date': (today + journey.datetime.timedelta(days=10)).isoformat()})
        db("INSERT INTO formality_version SELECT id + 7, code, UNHEX(SHA2(CONCAT(body, '%s'), 256)), REPLACE(body, 'From = -1y', 'From = +15d'), loaded"
           " FROM formality_version v WHERE id = (SELECT formality_version FROM application WHERE ref = '%s')"
           " AND NOT EXISTS (SELECT * FROM formality_version WHERE id = v.id + 7)" % (ref, ref))
        db("UPDATE application SET formality_version = formality_version + 7, submitted = submitted - INTERVAL 10 DAY WHERE ref = '%s'" % ref)
        who = officer('vmo-1')
        journey.acted(who, ref, 'correction', {'item-%s-%s' % (what, field): True, 'text-%s-%s' % (what, field): '请核对。'})
        page = '/zh/applications/%s/correction' % ref
        if what == 'material':
            person.submit(person.get('/zh/applications/%s/materials/%s' % (ref, field)).page.form('files'), files=[photo('grey.jpg')])
        else:
            form = person.get('/zh/applications/%s/form/%s' % (ref, journey.page_of(code, field))).page.form('seen')
            value = (today + journey.datetime.timedelta(days=11)).isoformat()
            same(person.submit(form, journey.fill(form, {field: value})).location, page, 'it may be changed to what was right then')
        same((person.submit(person.get(page).page.form(action='/correction')).status, journey.state(ref)), (303, 'submitted'), 'it is sent')


run(later)
