#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For transfer.mjs: a resident who has asked about a marriage record, at the civil affairs bureau, and one
about a house, at a department without accounts. Prints JSON: {cookies, refs, asked, transfer, link}."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import db, db_one, messages, officer, resident, wait_until

QUESTIONS = {'tr-marriage': 'We married at the registry of Ouhai in 2001 and have lost the certificate. Is there a record?',
             'tr-property': 'Is the house of my grandfather in Li\'ao registered, and in whose name?'}


def forwarded(person, center, code):
    example = dict(journey.FORMALITIES[code]['Example'], question=QUESTIONS[code])
    ref = journey.submitted(person, code, example)
    journey.acted(center, ref, 'transfer', {'ready-competent': True, 'note': '申请人人在国外，请用短信能看懂的话答复。'})
    return ref


person, center, one = resident('en'), officer('center-1'), officer('ouhai-1')
refs = {code: forwarded(person, center, code) for code in QUESTIONS}
asked = journey.submitted(person)
journey.acted(one, asked, 'ask-forward', {'department': 'civil-affairs', 'field-purpose': True,
                                          'field-destination': True, 'reason': 'They keep the record.'})
mail = wait_until(lambda: [m for m in messages('estate@example.org') if m['kind'] == 'forwarded'])[0]
db("DELETE FROM attempt WHERE context IN ('link_address', 'link_key')")
print(json.dumps({
    'cookies': person.cookies, 'refs': refs, 'asked': asked,
    'transfer': db_one("SELECT t.id FROM transfer t JOIN application a ON a.id = t.application WHERE a.ref = '%s'"
                       % refs['tr-marriage']),
    'link': re.search(r'(/desk/link\?key=[\w-]+)', mail['body']).group(1)}))
