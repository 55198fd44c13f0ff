#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What schema/grants.sql promises, tried with the programs' own database accounts: history and views
and the record of administration grow and are not changed, the ledger neither changes nor shrinks, officers' credentials are the desk's."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
from asked import DENIED, STAYS, attempt

ACT = ("INSERT INTO history (id, application, seq, at, action, state, role, hash) "
       "VALUES (1, 1, 1, UTC_TIMESTAMP(3), 'submit', 'submitted', 'resident', REPEAT('x', 32))")
VIEW = ("INSERT INTO access_record (id, application, at, officer, unit, role, what, reason, seq, hash) "
        "VALUES (1, 1, UTC_TIMESTAMP(3), 1, 1, 'officer', 'matter', 'check', 1, REPEAT('x', 32))")
AUDIT = ("INSERT INTO audit (id, seq, at, action, role, subject, name, hash) VALUES (1, 999999999, UTC_TIMESTAMP(3), "
         "'operator_off', 'operator', 'officer', 'x', REPEAT('x', 32))")
NODE = "INSERT INTO ledger_node (level, idx, hash) VALUES (60, 1, REPEAT('x', 32))"
DAY = ("INSERT INTO ledger_day (day, size, added, until, tree, previous, root, made) VALUES ('1999-01-01', 0, "
       "0, 0, REPEAT('x', 32), REPEAT('x', 32), REPEAT('x', 32), UTC_TIMESTAMP(3))")
SERVING = ('portal', 'desk', 'courier')
COLUMNS = {
    'history': ('id', 'application', 'seq', 'at', 'action', 'state', 'role', 'actor', 'unit', 'detail', 'hash', 'due', 'law_due', 'said', 'whose',
                'department'),
    'access_record': ('id', 'application', 'at', 'officer', 'unit', 'role', 'what', 'reason', 'seq', 'hash'),
    'audit': ('id', 'seq', 'at', 'action', 'actor', 'role', 'subject', 'target', 'name', 'detail', 'hash'),
    'ledger_day': ('day', 'size', 'added', 'until', 'tree', 'previous', 'root', 'made'),
    'ledger_node': ('level', 'idx', 'hash'),
    'ledger_entry': ('application', 'day', 'idx', 'acts', 'views', 'blind'),
}
MAY_INSERT = {'history': (ACT, SERVING), 'access_record': (VIEW, ('desk',)),
              'audit': (AUDIT, ('desk',)), 'ledger_node': (NODE, ('courier',)), 'ledger_day': (DAY, ('courier',))}


def columns():
    for table, names in COLUMNS.items():
        same(sorted(r[0] for r in db("SELECT column_name FROM information_schema.columns WHERE table_schema = "
                                     "DATABASE() AND table_name = '%s'" % table)), sorted(names),
             '%s: every column is tried' % table)


def nobody_changes():
    for table, names in COLUMNS.items():
        for program in SERVING:
            errors = {name: attempt(program, 'UPDATE %s SET %s = %s' % (table, name, name)) for name in names}
            ok(all(e in DENIED for e in errors.values()), '%s may change no column of %s' % (program, table), errors)


def nobody_deletes():
    for table in COLUMNS:
        for program in SERVING:
            error = attempt(program, 'DELETE FROM %s WHERE %s = 1' % (
                table, 'application' if 'application' in COLUMNS[table] else COLUMNS[table][0]))
            ok(error in DENIED, '%s may not delete from %s' % (program, table), error)
            for sql in ('REPLACE INTO %s SELECT * FROM %s', 'TRUNCATE TABLE %s', 'DROP TABLE %s',
                        'ALTER TABLE %s ADD COLUMN x INT', 'CREATE TRIGGER x BEFORE INSERT ON %s FOR EACH ROW DO 1'):
                error = attempt(program, sql % ((table,) * sql.count('%s')))
                ok(error in DENIED, '%s: not %s' % (program, sql.replace('%s', table)[:40]), error)


def what_is_over():
    """The courier's one way to delete leaves a matter alone that is there."""
    living = db_one('SELECT MIN(application) FROM history')
    rows = db_one('SELECT COUNT(*) FROM history WHERE application = ' + living)
    told = attempt('courier', 'CALL forget_record(%s); COMMIT' % living)
    same(told, None, 'the courier may call it')
    same(db_one('SELECT COUNT(*) FROM history WHERE application = ' + living), rows, 'and nothing goes')
    for program in ('portal', 'desk'):
        ok(attempt(program, 'CALL forget_record(%s)' % living) == '1370', '%s may not' % program)
    forged = ("INSERT INTO disposal (application, ref, formality, year, proposal, told, due) SELECT id, ref, formality, 2015, 1, "
              "'2015-01-01', '2015-02-01' FROM application WHERE id = %s; " % living)
    gone = "UPDATE disposal SET destroyed = UTC_TIMESTAMP(3), acts = 1, head = REPEAT('x', 32) WHERE application = %s; " % living
    for program, before, what in (('portal', '', 'the portal'), ('courier', '', 'the courier'),
                                  ('portal', "UPDATE application SET state = 'draft', submitted = NULL WHERE id = %s; " % living,
                                   'the portal, though it calls it a draft,'),
                                  ('courier', forged, 'the courier, with a disposal that nobody confirmed,'),
                                  ('courier', forged + gone, 'the courier, with one that was destroyed,')):
        same(attempt(program, before + 'DELETE FROM application WHERE id = %s' % living), STAYS, what + ' deletes no matter that was sent')
    ok(attempt('courier', 'UPDATE application SET id = -1 WHERE id = %s; CALL forget_record(%s)' % (living, living)) in DENIED,
       'nor its record, by giving the matter another id')
    for table in ('material', 'writ', 'decision', 'note', 'recusal', 'result', 'correction'):
        extra = db_one('SELECT MIN(t.application) FROM %s t JOIN history h ON h.application = t.application JOIN application a '
                       'ON a.id = t.application' % table)
        if extra not in (None, 'NULL'):
            same(attempt('courier', 'DELETE FROM %s WHERE application = %s' % (table, extra)), STAYS, 'nor its ' + table)



MOVED = ('state', 'version', 'unit', 'officer', 'claimed', 'submitted', 'accepted', 'decided', 'ended', 'due', 'law_due',
         'stopped', 'is_extended', 'corrections', 'department', 'retain_until', 'lang', 'owed')
# Of a matter, the columns that each program may write; none may write any other.
MAY_UPDATE = {
    'application': {'portal': ('answers', 'page', 'saved') + MOVED, 'desk': MOVED, 'courier': MOVED},
    'clock_stop': {program: ('ended',) for program in SERVING},
    'material': {'portal': ('removed',)},
    'correction': {'portal': ('answered', 'due', 'extended'), 'courier': ('due',)},
    'correction_item': {'portal': ('answered',)},
    'owed_paper': {'portal': ('came',)},
    'decision': {'desk': ('decided_by', 'decided', 'is_agreed', 'note')},
    'result': {'portal': ('fetched',)},
    'writ': {program: ('standing',) for program in SERVING},
    'notice': {'courier': ('state', 'tries', 'next_try', 'sent', 'params', 'subject', 'body')},
    'note': {},
    'recusal': {},
    'hold': {'desk': ('ended', 'ended_by')},
    'forward_ask': {'portal': ('answered', 'is_agreed', 'agreed')},
    'transfer': {'portal': ('ended', 'outcome'), 'courier': ('reminded', 'ended', 'outcome'),
                 'desk': ('taken', 'answered', 'ended', 'outcome', 'question', 'answer', 'answer_own')},
    'transfer_paper': {},
    'follow_up': {'desk': ('due', 'tries', 'tried', 'called', 'mended', 'closed', 'is_mended')},
    'rating': {'portal': ('again', 'again_level', 'again_subjects'), 'desk': ('excluded', 'excluded_by')},
}


def what_is_written():
    """What a program writes into what is there already, column by column."""
    columns = db("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE() "
                 "AND table_name IN ('%s')" % "','".join(MAY_UPDATE))
    same(sorted({t for t, _ in columns}), sorted(MAY_UPDATE), 'there are all of these tables')
    for program in SERVING:
        wrong = []
        for table, column in columns:
            error = attempt(program, 'UPDATE %s SET %s = NULL WHERE 1 = 0' % (table, column))
            if (error in DENIED) == (column in MAY_UPDATE[table].get(program, ())):
                wrong.append((table, column, error))
        same(wrong, [], 'the %s writes what its statements write, and nothing else of a matter' % program)


# One row each of a living matter ({0}), with the id -1, and how it would be said otherwise once it was said.
HAS = {
    'clock_stop': ("(id, application, cause, began, ended) VALUES (-1, {0}, 'x', '2020-01-01', '2020-01-02')", "ended = '2020-01-03'"),
    'correction': ("(id, application, round, officer, asked, due, answered) VALUES (-1, {0}, 99, 1, '2020-01-01', '2020-01-09', '2020-01-02')",
                   "due = '2029-01-01'"),
    'correction_item': ("(id, correction, what, code, sentence) VALUES (-1, -1, 'field', 'x', 'x')", None),
    'owed_paper': ("(application, code, asked, due, came) VALUES ({0}, 'x-1', '2020-01-01', '2020-01-09', '2020-01-02')", "came = '2020-01-03'"),
    'decision': ("(id, application, outcome, reason, proposed_by, proposed, decided_by, decided, is_agreed) VALUES (-1, {0}, 'refuse', 'x', 1, "
                 "'2020-01-01', 2, '2020-01-02', 1)", 'is_agreed = 0'),
    'notice': ("(id, application, kind, lang, channel, address, params, state, next_try, created) VALUES (-1, {0}, 'x', 'zh', 'email', 'x', "
               "'x', 'sent', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", None),
    'forward_ask': ("(id, application, unit, officer, items, asked, answered, is_agreed) VALUES (-1, {0}, 1, 1, 'x', '2020-01-01', '2020-01-02', 0)",
                    'is_agreed = 1'),
    'transfer': ("(id, application, round, unit, officer, at, take_by, ended, outcome, forwarded) VALUES (-1, {0}, 99, 1, 1, '2020-01-01', "
                 "'2020-01-02', '2020-01-02', 'hand_back', 'x')", "outcome = 'withdraw'"),
    'transfer_paper': ("(transfer, file, code) VALUES (-1, -1, 'x')", None),
    'transfer_link': ("(id, transfer, hash, created, ends) VALUES (-1, -1, REPEAT('x', 32), '2020-01-01', '2020-01-02')", None),
    'follow_up': ("(application, unit, opened, call_by, mend_by, due, closed) VALUES ({0}, 1, '2020-01-01', '2020-01-02', '2020-01-09', "
                  "'2020-01-09', '2020-01-05')", 'closed = NULL'),
    'hold': ("(id, application, unit, made_by, made, ended) VALUES (-1, {0}, 1, 1, '2020-01-01', '2020-01-02')", 'ended = NULL'),
    'writ': ("(id, application, kind, unit, issued, mark, print, facts, state, next_try, standing) VALUES (-1, {0}, 'receipt', 1, '2020-01-01', "
             "REPEAT('z', 32), 'x', 'x', 'made', '2020-01-01', 'withdrawn')", "standing = 'valid'"),
}


def where(table):
    """That row, by columns which the courier reads."""
    return {'transfer_paper': 'transfer = -1', 'owed_paper': "application = %s AND code = 'x-1'", 'follow_up': 'application = %s',
            'hold': "application = %s AND ended = '2020-01-02'"}.get(table, 'id = -1')


def what_was_done():
    """With no program's account is it erased while its matter is there, nor said otherwise."""
    living = db_one("SELECT MIN(h.application) FROM history h JOIN application a ON a.id = h.application WHERE NOT EXISTS "
                    "(SELECT 1 FROM follow_up f WHERE f.application = a.id)")
    rows = {table: where(table) % (living,) if '%s' in where(table) else where(table) for table in HAS}

    def clear():
        for table in reversed(HAS):
            db('DELETE FROM %s WHERE %s' % (table, rows[table]))
    clear()
    for table, (values, _) in HAS.items():
        db('INSERT INTO %s %s' % (table, values.format(living)))
    try:
        for table, (_, otherwise) in HAS.items():
            errors = {p: attempt(p, 'DELETE FROM %s WHERE %s' % (table, rows[table])) for p in SERVING}
            ok(all(e in DENIED + (STAYS,) for e in errors.values()), 'no program erases a %s of a matter that is there' % table, errors)
            same(errors['courier'], STAYS, 'the courier, which deletes what is over, neither')
            if otherwise:
                errors = {p: attempt(p, 'UPDATE %s SET %s WHERE %s' % (table, otherwise, rows[table])) for p in SERVING}
                ok(all(e in DENIED + (STAYS,) for e in errors.values()), 'nor says it otherwise: ' + otherwise, errors)
        db("UPDATE notice SET created = '2020-01-01' WHERE id = -1")
        same(attempt('courier', 'DELETE FROM notice WHERE id = -1'), None, 'a message that was sent goes after ninety days')
    finally:
        clear()


def what_is_destroyed():
    """The desk proposes and confirms, and can delete nothing itself; the courier leaves the fact."""
    for table in ('application', 'material', 'correction', 'decision', 'result', 'writ', 'notice', 'hold', 'disposal', 'proposal'):
        ok(attempt('desk', 'DELETE FROM %s WHERE 1 = 0' % table) in DENIED, 'the desk may not delete from %s' % table)
    for table in ('disposal', 'proposal'):
        ok(attempt('courier', 'DELETE FROM %s WHERE 1 = 0' % table) in DENIED, 'nor the courier from %s' % table)
    for table in ('hold', 'disposal', 'proposal'):
        ok(attempt('portal', 'SELECT * FROM %s' % table) in DENIED, 'the portal does not read %s' % table)
    for sql in ("UPDATE proposal SET body = 'x'", 'UPDATE proposal SET made_by = 1', 'UPDATE disposal SET destroyed = NULL'):
        ok(attempt('desk', sql) in DENIED, 'the desk may not: ' + sql)
    for sql in ('SELECT words FROM proposal', "UPDATE proposal SET outcome = 'confirmed'", 'INSERT INTO hold (id) VALUES (1)', 'UPDATE disposal SET due = told',
                'SELECT reason FROM hold'):
        ok(attempt('courier', sql) in DENIED, 'the courier may not: ' + sql)


def who_adds():
    for table, (sql, programs) in MAY_INSERT.items():
        for program in SERVING:
            error = attempt(program, sql)
            if program in programs:
                same(error, None, '%s adds to %s' % (program, table))
            else:
                ok(error in DENIED, '%s may not add to %s' % (program, table), error)
            error = attempt(program, sql + ' ON DUPLICATE KEY UPDATE hash = hash' if table != 'ledger_day' else
                            sql + ' ON DUPLICATE KEY UPDATE root = root')
            ok(error in DENIED, '%s may not change %s by adding' % (program, table), error)


def whose_secrets():
    for program in ('portal', 'courier'):
        for table in ('officer_credential',):
            ok(attempt(program, 'SELECT * FROM %s' % table) in DENIED, '%s may not read %s' % (program, table))
    same(attempt('desk', 'SELECT id FROM audit_turn WHERE id = 1 FOR UPDATE'), None, 'the desk waits for its turn to add')
    ok(attempt('desk', 'UPDATE audit_turn SET id = 2') in DENIED, 'and does not change whose it is')
    ok(attempt('desk', 'SELECT hash FROM session') in DENIED, 'the desk may not read the residents\' sessions')
    ok(attempt('courier', 'SELECT officer FROM access_record') in DENIED,
       'the courier sees the hashes of views and not who looked')
    same(attempt('courier', 'DO (SELECT COUNT(id) + COUNT(seq) + COUNT(hash) FROM audit)'), None, 'it reads how the record of administration ends')
    ok(attempt('courier', 'DO (SELECT COUNT(name) FROM audit)') in DENIED, 'and nothing that it says')


def staff():
    """What the desk may do to officers' accounts, and what not even a hole in it could."""
    for sql in ("UPDATE officer SET number = number", "UPDATE officer SET name = name", "DELETE FROM officer",
                "DELETE FROM officer_credential", "UPDATE staff_change SET role = role", "UPDATE staff_change SET unit = unit",
                "UPDATE staff_change SET proposed_by = 1", "UPDATE staff_change SET ends = ends", "DELETE FROM staff_change",
                "UPDATE officer_credential SET officer = officer", "UPDATE unit SET parent = parent",
                "UPDATE unit SET kind = kind", "INSERT INTO unit SELECT * FROM unit LIMIT 0"):
        ok(attempt('desk', sql) in DENIED, 'the desk may not: %s' % sql)
    for program in ('portal', 'courier'):
        for sql in ("UPDATE officer SET role = role", "UPDATE officer SET is_active = 1", "SELECT role FROM staff_change",
                    "SELECT detail FROM audit"):
            ok(attempt(program, sql) in DENIED, '%s may not: %s' % (program, sql))


def counts():
    """The desk's lists and their counts are the store's own: acts move them, and the courier has them summed up."""
    for sql in ('DELETE FROM queue_entry', 'UPDATE queue_entry SET unit = 1',
                "INSERT INTO queue_tally VALUES (1, 's', 'submitted', 1)", 'UPDATE queue_tally SET n = 0',
                'DELETE FROM queue_tally', "INSERT INTO queue_delta VALUES (1, 's', 'submitted', 1, 1)",
                'UPDATE queue_delta SET n = 0', 'DELETE FROM queue_delta', 'DELETE FROM handed_back', 'UPDATE handed_back SET officer = 0'):
        for program in SERVING + ('print',):
            ok(attempt(program, sql) in DENIED, '%s: not %s' % (program, sql[:40]))
    for program in SERVING + ('print',):
        ok(attempt(program, "CALL queue_tell('s', NULL, NULL, 1, 'submitted')") == '1370', '%s may not tell' % program)
        same(attempt(program, 'SELECT queue_fold(10)'), None if program == 'courier' else '1370',
             '%s %s' % (program, 'has them summed up' if program == 'courier' else 'may not sum up'))
    for program in ('portal', 'courier', 'print'):
        ok(attempt(program, 'SELECT n FROM queue_tally') in DENIED, '%s does not read them' % program)


def departments():
    """A department's copy is the desk's alone; the courier reminds and makes links, and reads none of it."""
    for program in ('portal', 'courier'):
        for column in ('forwarded', 'note', 'answer', 'answer_own', 'question'):
            ok(attempt(program, 'SELECT %s FROM transfer' % column) in DENIED, '%s reads no %s' % (program, column))
    ok(attempt('portal', 'SELECT id FROM transfer_link') in DENIED, 'portal knows no link')
    ok(attempt('desk', "UPDATE unit SET mail = 'x', mail_by = 900000000000000000 WHERE kind = 'outside'") in STAYS, 'no mailbox that two have not agreed on')
    ok(attempt('desk', "UPDATE unit SET mail = NULL WHERE kind = 'outside' AND mail IS NOT NULL") in STAYS, 'nor is one taken away')
    ok(attempt('courier', 'SELECT hash FROM transfer_link') in DENIED, 'courier reads no link')
    ok(attempt('desk', 'UPDATE transfer SET forwarded = 1') in DENIED, 'what was forwarded is changed by nobody')
    ok(attempt('desk', 'DELETE FROM transfer') in DENIED, 'nor deleted by the desk')
    ok(attempt('desk', "UPDATE forward_ask SET is_agreed = 1") in DENIED, 'the desk does not agree for the resident')
    same(attempt('portal', "UPDATE forward_ask SET answered = UTC_TIMESTAMP(3), is_agreed = 1 WHERE id = 1 AND "
                 "answered IS NULL"), None, 'the resident does')
    same(attempt('portal', "UPDATE transfer SET ended = UTC_TIMESTAMP(3), outcome = 'withdraw' WHERE application = 1 "
                 "AND ended IS NULL"), None, 'and ends it by withdrawing')
    same(attempt('courier', "SELECT MAX(t.id), MAX(t.take_by), MAX(a.due), MAX(t.taken), COUNT(u.mail) FROM transfer t "
                 "JOIN application a ON a.id = t.application JOIN unit u ON u.id = t.unit WHERE t.ended IS NULL AND EXISTS "
                 "(SELECT 1 FROM officer o WHERE o.unit = u.id AND o.is_active = 1)"), None,
         'the courier sees what is late')
    same(attempt('courier', 'UPDATE transfer SET reminded = 1 WHERE id = 1 AND reminded = 0 AND ended IS NULL AND '
                 'answered IS NULL'), None, 'reminds')
    same(attempt('courier', "INSERT INTO transfer_link (id, transfer, hash, created, ends) VALUES (1, 1, REPEAT('x', "
                 "32), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"), None, 'with a link of its own')


def ratings():
    """The desk rates nothing and changes no rating; a resident's page moves no follow-up."""
    for program, sql in (('desk', 'UPDATE rating SET level = 5'), ('desk', 'DELETE FROM rating'),
                         ('desk', "INSERT INTO rating (application, at, level, subjects, unit, officer, formality) "
                                  "VALUES (1, UTC_TIMESTAMP(3), 5, '', 1, 0, 'x')"),
                         ('desk', 'UPDATE follow_up SET unit = 1'), ('desk', 'UPDATE follow_up SET mend_by = NOW()'),
                         ('portal', 'UPDATE rating SET level = 5'), ('portal', 'DELETE FROM rating'),
                         ('portal', 'UPDATE follow_up SET closed = NOW()'), ('courier', 'SELECT subjects FROM rating'),
                         ('print', 'SELECT level FROM rating')):
        error = attempt(program, sql)
        ok(error in DENIED, '%s: not %s' % (program, sql[:48]), error)


run(columns, nobody_changes, nobody_deletes, what_is_over, what_is_written, what_was_done, what_is_destroyed, who_adds, whose_secrets, staff, counts,
    departments, ratings)
