#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For ratings.mjs: a resident with a matter that is issued, to be closed and rated. Prints JSON: {cookies, ref}."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import officer, resident

person, one, approver = resident('en'), officer('ouhai-1'), officer('ouhai-approver')
ref = journey.submitted(person)
journey.approved(one, approver, ref)
journey.issued(one, ref)
print(json.dumps({'cookies': person.cookies, 'ref': ref}))
