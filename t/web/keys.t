#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new sealing key reaches every sealed value, and everything can still be read."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey

# a chain is for ever; the others are gone within a day
NOT_RESEALED = {('history', 'detail'), ('sign_in_code', 'sealed'), ('held_part', 'sealed'), ('sending_piece', 'sealed'),
                ('writ_file', 'sealed')}      # a view of file_part


def admin(*words):
    told = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf'] + list(words),
                          capture_output=True, text=True, timeout=300)
    if told.returncode:
        raise RuntimeError('%s: %s' % (words, told.stderr))
    return told.stdout


def sealed_columns():
    with open(ROOT + '/cgi/admin/sealed.def') as f:
        return re.findall(r'^SEALED\((\w+), +(\w+), +(\w+),', f.read(), re.M) + [
            ('file_part', 'file', 'sealed')]


def every_column_is_declared():
    """Whatever the schema calls sealed is in the list that a new key walks."""
    named = set(db("SELECT table_name, column_name FROM information_schema.columns WHERE "
                   "table_schema = DATABASE() AND column_name = 'sealed'"))
    declared = {(table, column) for table, _, column in sealed_columns()}
    ok(not (named - declared - NOT_RESEALED), 'every column called sealed is declared',
       named - declared - NOT_RESEALED)


def a_new_key():
    browser = resident()
    ref = journey.submitted(browser, 'dl-renew')
    known = browser.get('/zh/remembered').page.main.text
    has(known, '330399198506121135', 'before: what was told is there')
    told = admin('rotate-keys')
    key = re.search(r'\d+', told).group()
    ok(here.command('reload').returncode == 0, 'key %s seals from now on' % key, told)
    told = admin('reseal')
    for table, _, column in sealed_columns():
        has(told, '%s.%s' % (table, column), '%s.%s is resealed' % (table, column))
        old = db_one("SELECT COUNT(*) FROM %s WHERE %s <> '' AND ORD(SUBSTRING(%s, 2, 1)) <> %s" %
                     (table, column, column, key))
        same(old, '0', 'nothing is left under an older one')
    same(browser.get('/zh/remembered').page.main.text, known, 'after: what was told reads as before')
    ok(journey.begin(browser, 'cert-no-crime').page.one(id='r-applicant_name'), 'and is offered')
    same(browser.get('/zh/applications/%s/receipt' % ref).status, 200, 'the application too')


run(every_column_is_declared, a_new_key)
