#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For sending.mjs: a resident with drafts that ask for photographs. Prints JSON: {cookies, paths}."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
from qiao import resident

paths = []
person = resident('zh')
for code in ('dl-defer-renew', 'dl-defer-medical', 'dl-defer-review', 'dl-electronic', 'overseas-passport-verify', 'dl-renew'):
    ref = journey.ref_of(journey.begin(person, code))
    paths.append('/zh/applications/%s/materials/%s' % (ref, journey.uploads_of(journey.FORMALITIES[code])[0][0]))
print(json.dumps({'cookies': person.cookies, 'paths': paths}))
