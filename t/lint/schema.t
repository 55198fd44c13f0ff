#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything stored has its retention: each table of the schema stands in doc/operating.md with when it goes,
each table there is one, and what the courier sweeps or deletes with a matter is what the page says goes."""
import glob
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def tables():
    """In the order of the migrations: made, renamed, dropped."""
    found = set()
    for path in sorted(glob.glob('schema/[0-9]*.sql')):
        text = re.sub(r'^--.*$', '', read(path), flags=re.M)
        for made, dropped, old, new in re.findall(
                r'CREATE TABLE (?:IF NOT EXISTS )?(\w+)|DROP TABLE (?:IF EXISTS )?(\w+)|RENAME TABLE (\w+) TO (\w+)', text):
            found -= {dropped, old}
            found |= {name for name in (made, new) if name}
    return found


page = read('doc/operating.md')
part = page[page.index('## What is deleted when'):page.index('### Ready sentences')]
rows = [[cell.strip() for cell in line.strip('|').split('|')] for line in part.splitlines() if line.startswith('| ')][1:]
told = {name: when for _, names, when in rows for name in re.findall(r'`(\w+)`', names)}
schema = tables()
ok(len(schema) > 70, 'the schema has its tables', [str(len(schema))])
ok(schema <= set(told), 'each of them has a row that says when it goes', sorted(schema - set(told)))
ok(set(told) <= schema, 'each table of the page is one', sorted(set(told) - schema))
ok(all(len(row) == 3 and row[2] for row in rows), 'each row says what, where and when', [str(r) for r in rows if len(r) != 3])

code = read('cgi/service/retention.c') + read('cgi/service/retention_person.c')
deleted = set(re.findall(r'DELETE (?:\w )?FROM (\w+)', code))
stays = {name for name in deleted if told.get(name, 'stays').startswith('stays')}
ok(len(deleted) > 25 and not stays, 'what the courier deletes is not said to stay', sorted(stays))
gone = {name for name, when in told.items() if not when.startswith('stays')}
by_others = {'file_part', 'queue_entry', 'barred', 'matter_number', 'reminder', 'formality_pace', 'history', 'access_record', 'ledger_entry',
             'schema_version', 'lease', 'ledger_work', 'queue_tally', 'queue_delta'}
ok(gone - by_others <= deleted, 'what is said to go is deleted', sorted(gone - by_others - deleted))
whole = next(re.findall(r'`(\w+)`', names) for what, names, _ in rows if what.startswith('an application, with all'))
with_it = set(re.findall(r'"DELETE (?:\w )?FROM (\w+)[^"]*"(?:\s*"[^"]*")*?', code[code.index('STATEMENT(application_remove'):code.index('#define DRAFT_LASTS')]))
ok(with_it <= set(whole), 'all that goes with an application is told there', sorted(with_it - set(whole)))
done()
