#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For lighthouse.mjs: a resident with a draft that lacks nothing and a submitted application. Prints JSON:
{cookies: {…}, pages: {NAME: PATH}}; a visitor sees the first three as well."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import resident

CODE = 'cert-no-crime'
person = resident('zh')
ready, sent = journey.draft(person), journey.submitted(person)
own = '/zh/applications/'
json.dump({'cookies': person.cookies, 'pages': {
    'home': '/zh/', 'guide': '/zh/formalities/' + CODE, 'sign-in': '/zh/sign-in',
    'form': '%s%s/form/%s' % (own, ready, next(iter(journey.FORMALITIES[CODE]['Pages']))), 'check': own + ready + '/check',
    'receipt': own + sent + '/receipt', 'tracking': own + sent}}, sys.stdout)
