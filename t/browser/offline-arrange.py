#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For offline.mjs: two residents, the first with a draft that is begun and one that waits for its declaration.
With a REF: how often it was submitted."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import db_one, resident

if len(sys.argv) > 1:
    print(db_one("SELECT COUNT(*) FROM history h JOIN application a ON a.id = h.application "
                 "WHERE a.ref = '%s' AND h.action = 'submit'" % sys.argv[1]))
    sys.exit(0)

one, two = resident('zh'), resident('zh')
begun = journey.begin(one, 'dl-defer-renew')
form = begun.page.form()
print(json.dumps({
    'one': one.cookies, 'two': two.cookies, 'begun': journey.ref_of(begun), 'ready': journey.draft(one),
    'typed': {name: value for name, value in journey.fill(form, journey.FORMALITIES['dl-defer-renew']['Example']).items()
              if isinstance(value, str)}}))
