#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For line.mjs: a resident with a submitted application and a draft of the formality with the longest form in
Chinese. Prints JSON: {cookies: {…}, pages: {NAME: PATH}}."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import resident

CODE = 'cert-no-crime'
person = resident('zh')
sent = journey.submitted(person)
reply = journey.begin(person, CODE)
ref = journey.ref_of(reply)
json.dump({'cookies': person.cookies, 'pages': {
    'guide': '/zh/formalities/' + CODE, 'catalogue': '/zh/formalities',
    'form': reply.path, 'materials': '/zh/applications/%s/materials' % ref,
    'tracking': '/zh/applications/' + sent, 'receipt': '/zh/applications/%s/receipt' % sent}}, sys.stdout)
