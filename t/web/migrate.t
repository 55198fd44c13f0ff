#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Migrations: one that lands after a higher number is applied, one that broke off stops all, none is edited; an older
program does not start on a newer store."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa


def migrate(schema):
    with open(here.data + '/etc/admin.hdf', encoding='utf-8') as f:
        settings = re.sub(r'(?m)^Schema = .*$', 'Schema = ' + schema, f.read())
    path = schema + '/admin.hdf'
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as f:
        f.write(settings)
    return subprocess.run([here.build + '/qiao-admin', '-c', path, 'migrate'], capture_output=True, text=True, timeout=60)


def out_of_order():
    with tempfile.TemporaryDirectory() as folder:
        schema = folder + '/schema'
        shutil.copytree(ROOT + '/schema', schema)
        taken = {int(v) for v, in db('SELECT version FROM schema_version')}
        number = next(n for n in range(max(taken) - 1, 1, -1) if n not in taken)
        name = '%03d-between.sql' % number
        with open('%s/%s' % (schema, name), 'w') as f:
            f.write('CREATE TABLE between_two (id BIGINT NOT NULL PRIMARY KEY) ENGINE=InnoDB;\n')
        try:
            told = migrate(schema)
            same((told.returncode, told.stdout), (0, 'schema %s\n' % name), 'a lower number that came later is applied')
            same(db('SELECT COUNT(*) FROM between_two'), [('0',)], 'indeed')
            same(migrate(schema).stdout, '', 'once')
            with open('%s/%s' % (schema, name), 'a') as f:
                f.write('-- and more\n')
            told = migrate(schema)
            ok(told.returncode and 'never edited' in told.stderr, 'one that was edited is refused', told.stderr)
            db('UPDATE schema_version SET applied = NULL WHERE version = %d' % number)
            told = migrate(schema)
            ok(told.returncode and 'migration %03d has broken off' % number in told.stderr,
               'one that broke off stops all, though it is not the newest', told.stderr)
        finally:
            db('DROP TABLE IF EXISTS between_two; DELETE FROM schema_version WHERE version = %d' % number)
    with tempfile.TemporaryDirectory() as folder:
        schema = folder + '/schema'
        shutil.copytree(ROOT + '/schema', schema)
        os.remove(sorted(p for p in (os.path.join(schema, f) for f in os.listdir(schema)) if p[-4:] == '.sql')[-2])
        told = migrate(schema)
        ok(told.returncode and 'newer than this program' in told.stderr, 'a store that is newer is refused', told.stderr)


def db_root(sql):
    told = subprocess.run(['mariadb', '--no-defaults', '--socket=' + here.setting('admin', 'Socket'), '--batch', '--skip-column-names',
                           '-e', sql], capture_output=True, text=True, timeout=60, check=True)
    return told.stdout.strip()


FORGET = '''set -euo pipefail
SOURCE=$1 DATA=$2 RUN=$3 ETC=$2
. deploy/local/store.sh
store_forget_unborn held_unborn
'''


def never_ready():
    """A first start that broke off within the migrations left nothing to keep: it is begun anew. What units stand in, or
    anybody, is left as it is, and a migration that ended, too."""
    made = 'CREATE TABLE held_unborn.%s (id BIGINT NOT NULL PRIMARY KEY) ENGINE=InnoDB;'
    broken = ('CREATE TABLE held_unborn.schema_version (version SMALLINT NOT NULL PRIMARY KEY, applied DATETIME(3) NULL) ENGINE=InnoDB;'
              "INSERT INTO held_unborn.schema_version VALUES (1, '2026-01-01'), (2, %s);")
    with tempfile.TemporaryDirectory() as folder:
        for sql, want, what in (('', '0', 'no store'),
                                (made % 'unit', '1', 'one that is no store of ours'),
                                (broken % "'2026-01-02'" + made % 'unit', '1', 'one whose migrations have ended'),
                                (broken % 'NULL', '0', 'one that broke off before it had a unit'),
                                (broken % 'NULL' + made % 'unit' + made % 'person', '0', 'one that broke off with none in it'),
                                *((broken % 'NULL' + made % name + 'INSERT INTO held_unborn.%s VALUES (1);' % name, '1', 'one with a row of %s' % name)
                                  for name in ('unit', 'person', 'officer', 'application', 'audit'))):
            db_root('DROP DATABASE IF EXISTS held_unborn')
            if sql:
                db_root('CREATE DATABASE held_unborn; ' + sql)
            told = subprocess.run(['bash', '-c', FORGET, 'qiao', ROOT, folder, os.path.dirname(here.setting('admin', 'Socket'))], cwd=ROOT,
                                  capture_output=True, text=True, timeout=60)
            same((told.returncode, db_root("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'held_unborn'")),
                 (0, want), what + (' is kept' if want == '1' else ' is gone'))
        db_root('DROP DATABASE IF EXISTS held_unborn')


def older_programs():
    """A program that was built before the store's schema does not start, and says why."""
    with tempfile.TemporaryDirectory() as folder:
        db("INSERT INTO schema_version (version, name, digest, applied) VALUES (999, '999-later.sql', REPEAT('x', 32), UTC_TIMESTAMP(3))")
        try:
            for name, more in (('portal', []), ('desk', []), ('courier', ['--once']), ('print', [])):
                with open('%s/etc/%s.hdf' % (here.data, name), encoding='utf-8') as f:
                    text = re.sub(r'(?m)^Socket = .*$', 'Socket = %s/%s.sock' % (folder, name), f.read())
                path = '%s/%s.hdf' % (folder, name)
                with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), 'w', encoding='utf-8') as f:
                    f.write(text)
                told = subprocess.run([here.build + '/qiao-' + name, '-c', path] + more, capture_output=True, text=True,
                                      timeout=30, stdin=subprocess.DEVNULL)
                same(told.returncode, 78, 'an older qiao-%s does not start' % name)
                has(told.stdout + told.stderr, 'the store has schema 999, newer than this program', 'and says why')
        finally:
            db('DELETE FROM schema_version WHERE version = 999')


run(out_of_order, never_ready, older_programs)
