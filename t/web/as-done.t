#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever holds a program's database account makes no matter look on time, decided or agreed that was not:
the store refuses it (schema/057-as-done.sql), or qiao-verify tells."""
import hashlib
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
from asked import DENIED, STAYS, attempt, verify
from journey import acted, approved, draft, submitted

MATTER = {}
SERVING = ('portal', 'desk', 'courier')


def refused(programs, sql, why, error=STAYS):
    for program in programs:
        told = attempt(program, sql)
        ok(told == error or (error in DENIED and told in DENIED), '%s: %s' % (program, why), told)


def begin():
    owner, first, second = resident(), officer('ouhai-1'), officer('ouhai-approver')
    db('UPDATE history_keyed SET acts_first = 0')
    MATTER['draft'] = draft(owner)
    for name in ('submitted', 'accepted', 'approved'):
        MATTER[name] = submitted(owner)
    acted(first, MATTER['accepted'], 'accept')
    approved(first, second, MATTER['approved'])
    for name, ref in list(MATTER.items()):
        MATTER[name + ' id'] = db_one("SELECT id FROM application WHERE ref = '%s'" % ref)
        if name != 'draft':
            status, told = verify(ref)
            same(status, 0, '%s: whole' % name)
            note(told)


def moved(name, what):
    return 'UPDATE application SET %s WHERE id = %s' % (what, MATTER[name + ' id'])


def did(name, action, becomes, whose='whose', department='department'):
    """SQL: an act of nobody, behind the last one."""
    return ("INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, hash, whose, department) SELECT id + 1000000, "
            "application, seq + 1, at, '%s', '%s', 'officer', actor, unit, UNHEX(REPEAT('ab', 32)), %s, %s FROM history WHERE application = "
            '%s ORDER BY seq DESC LIMIT 1; ' % (action, becomes, whose, department, MATTER[name + ' id']))


def said_once():
    for what, why in (('due = due + INTERVAL 9 DAY, decided = NULL', 'no decision is taken back'),
                      ('decided = NULL', 'not by itself either'),
                      ('decided = decided - INTERVAL 9 DAY', 'nor was it on another day'),
                      ('accepted = accepted - INTERVAL 9 DAY', 'nor accepted'), ('submitted = NULL', 'nor submitted'),
                      ('due = due + INTERVAL 300 DAY', 'what is due moves with an act'),
                      ('law_due = law_due + INTERVAL 300 DAY', 'the law\'s day too'),
                      ("state = 'accepted', decided = NULL", 'it goes not back'),
                      ("state = 'draft', submitted = NULL", 'nor to its beginning'), ('version = 0', 'nor was it not touched'),
                      ('ended = UTC_TIMESTAMP(3)', 'it has not ended'), ('is_extended = 1', 'nor is it extended now')):
        refused(SERVING, moved('approved', what), why)
    for what, why in (('due = due + INTERVAL 300 DAY', 'what is due moves with an act'), ('stopped = UTC_TIMESTAMP(3)', 'its clock too'),
                      ('decided = UTC_TIMESTAMP(3)', 'it is decided by a decision'),
                      ("state = 'approved', decided = UTC_TIMESTAMP(3)", 'after a proposal')):
        refused(SERVING, moved('accepted', what), why)
    refused(('desk', 'portal'), moved('accepted', 'due = due + INTERVAL 1 DAY'), 'they announce no days off')
    same(attempt('courier', moved('accepted', 'due = due + INTERVAL 1 DAY, law_due = law_due + INTERVAL 1 DAY')), None,
         'the courier counts anew when days off are announced')
    step = moved('accepted', "state = 'proposed', version = version + 1")
    refused(SERVING, step, 'nor one step of the life cycle that no act made')
    refused(SERVING, did('accepted', 'approve', 'approved') + moved('accepted', "state = 'approved', decided = UTC_TIMESTAMP(3)"),
            'nor two at once')
    same(attempt('desk', did('accepted', 'propose_approve', 'proposed') + step), None, 'after its act it goes')
    refused(SERVING, did('accepted', 'propose_approve', 'proposed') + step + '; ' +
            moved('accepted', "state = 'approved', decided = UTC_TIMESTAMP(3)"), 'but no second one before that is in its history, too')


def answers():
    for name in ('submitted', 'accepted', 'approved'):
        refused(('portal',), moved(name, "answers = CONCAT(answers, 'x')"), 'the answers of what was %s stay' % name)
        refused(('portal',), "INSERT INTO material (id, application, code, file, round, added) VALUES (-1, %s, 'x', -1, 0, "
                'UTC_TIMESTAMP(3))' % MATTER[name + ' id'], 'and its papers')
        refused(('portal',), 'UPDATE material SET removed = UTC_TIMESTAMP(3) WHERE application = %s' % MATTER[name + ' id'],
                'none is taken away')
    refused(('portal',), moved('submitted', "state = 'correction', corrections = 1") + '; ' +
            moved('submitted', "answers = CONCAT(answers, 'x')"), 'not by a correction that nobody asked for either')
    same(attempt('portal', moved('draft', "answers = CONCAT(answers, 'x')")), None, 'those of a draft are written')


def papers():
    """What was handed in keeps its bytes; what is prepared may go."""
    of = '(SELECT file FROM material WHERE application = %s AND removed IS NULL)'
    sent, own = MATTER['approved id'], MATTER['draft id']
    ok(int(db_one('SELECT COUNT(*) FROM material WHERE application = ' + sent)) > 0, 'it has papers')
    gone = "UPDATE file SET state = 'removed' WHERE id IN " + of
    for what in ("digest = REPEAT('x', 32)", 'size = 1', 'pages = 9', "type = 'x'", 'thumb = NULL', 'created = created'):
        refused(SERVING, 'UPDATE file SET %s WHERE id IN %s' % (what, of % sent), 'a paper stays: ' + what, '1143')
    refused(SERVING, gone % sent, 'and is not to be swept')
    refused(SERVING, gone.replace('removed', 'uploading', 1) % sent, 'nor half there')
    for name in SERVING:
        told = attempt(name, 'DELETE FROM file_part WHERE file IN ' + of % sent)
        ok(told == STAYS or told in DENIED, name + ': nor are its bytes taken away', told)
    refused(('courier',), 'DELETE FROM file WHERE id IN ' + of % sent, 'nor that it was there')
    refused(('courier',), 'DELETE FROM file WHERE id IN ' + of % own, 'of a draft neither, unless it left')
    same(attempt('portal', gone % own), None, 'those of a draft leave')
    drop = '; DELETE FROM file_part WHERE file = %(file)s; DELETE FROM file WHERE id = %(file)s'
    same(attempt('courier', gone % own + drop % {'file': db_one('SELECT MIN(file) FROM material WHERE application = ' + own)}), None,
         'and are swept')


def replaced():
    """What was put in a correction's place had been handed in; what came and went in that correction had not."""
    of = MATTER['submitted id']
    file = db_one('SELECT MIN(file) FROM material WHERE application = ' + of)
    gone = "UPDATE file SET state = 'removed' WHERE id = " + file
    was = db("SELECT state, corrections FROM application WHERE id = " + of)[0]
    db("INSERT INTO correction (id, application, round, officer, asked, due) VALUES (-9, %s, 1, 1, '2020-01-01', '2020-01-31'); "
       "UPDATE application SET state = 'correction', corrections = 1 WHERE id = %s; "
       "UPDATE material SET removed = '2020-01-02' WHERE file = %s" % (of, of, file))
    try:
        refused(('portal',), gone, 'a paper that was replaced stays')
        db("UPDATE material SET removed = '2019-12-31' WHERE file = " + file)
        same(attempt('portal', gone), None, 'one that was taken away before it was sent goes')
        db("UPDATE material SET removed = '2020-01-02', round = 1 WHERE file = " + file)
        same(attempt('portal', gone), None, 'so does one of this correction')
    finally:
        db("UPDATE material SET removed = NULL, round = 0 WHERE file = %s; DELETE FROM correction WHERE id = -9; "
           "UPDATE application SET state = '%s', corrections = %s WHERE id = %s" % (file, was[0], was[1], of))


def added():
    """Nobody says for another what that one says later."""
    of = MATTER['accepted id']
    for program, sql in (
            ('desk', "forward_ask (id, application, unit, officer, items, asked, answered, is_agreed) VALUES (-1, %s, 1, 1, 'x', "
                     "'2026-01-01', '2026-01-01', 1)"),
            ('desk', "decision (id, application, outcome, reason, proposed_by, proposed, decided_by, decided, is_agreed) VALUES (-1, %s, "
                     "'approve', 'x', 1, '2026-01-01', 2, '2026-01-01', 1)"),
            ('desk', "transfer (id, application, round, unit, officer, at, take_by, forwarded, taken) VALUES (-1, %s, 9, 1, 1, '2026-01-01', "
                     "'2026-01-01', 'x', '2026-01-01')"),
            ('desk', "correction (id, application, round, officer, asked, due, answered) VALUES (-1, %s, 9, 1, '2026-01-01', '2026-01-01', "
                     "'2026-01-01')"),
            ('desk', "owed_paper (application, code, asked, due, came) VALUES (%s, 'x', '2026-01-01', '2026-01-01', '2026-01-01')"),
            ('desk', "result (application, text, delivery, officer, issued, fetched) VALUES (%s, 'x', 'x', 1, '2026-01-01', '2026-01-01')"),
            ('desk', "writ (id, application, kind, unit, issued, mark, print, facts, state, next_try, digest) VALUES (-1, %s, 'x', 1, "
                     "'2026-01-01', 'x', 'x', 'x', 'made', '2026-01-01', 'x')"),
            ('desk', "proposal (id, kind, subject, body, stamp, made_by, made, outcome) VALUES (-1, 'exclude', 'x', 'x', %s, 1, '2026-01-01', "
                     "'confirmed')"),
            ('portal', "rating (application, at, level, subjects, unit, officer, formality, excluded) VALUES (%s, '2026-01-01', 1, '', 1, 1, "
                       "'x', '2026-01-01')"),
            ('portal', "follow_up (application, unit, opened, call_by, mend_by, due, closed) VALUES (%s, 1, '2026-01-01', '2026-01-01', "
                       "'2026-01-01', '2026-01-01', '2026-01-01')"),
            ('portal', "clock_stop (id, application, cause, began, ended) VALUES (-1, %s, 'x', '2026-01-01', '2026-01-01')"),
            ('portal', "application (id, ref, person, formality, formality_version, state, answers, page, lang, created, saved, decided) "
                       "SELECT -1, 'X', person, formality, formality_version, 'approved', '', '', 'zh', created, saved, saved FROM "
                       'application WHERE id = %s')):
        refused((program,), 'INSERT INTO ' + sql % of, 'not ' + sql[:60], '1142')
    refused(('portal',), "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, lang, created, saved) "
            "SELECT -1, 'X', person, formality, formality_version, 'closed', '', '', 'zh', created, saved FROM application WHERE id = %s" % of,
            'what begins is a draft')


def two_people():
    """What needs another's word is confirmed by another, and a rating counts until then."""
    of = MATTER['approved id']
    first, second = [row[0] for row in db("SELECT id FROM officer WHERE name IN ('ouhai-1', 'ouhai-approver') ORDER BY name")]

    def clear():
        db("DELETE FROM rating WHERE application = %s; DELETE FROM follow_up WHERE application = %s; DELETE FROM proposal WHERE id IN "
           '(-1, -2, 7); DELETE FROM correction WHERE id = -1' % (of, of))
    clear()
    db("INSERT INTO rating (application, at, level, subjects, unit, officer, formality) VALUES (%s, '2020-01-01', 1, '', 1, 0, 'x'); "
       "INSERT INTO follow_up (application, unit, opened, call_by, mend_by, due) VALUES (%s, 1, '2020-01-01', '2020-01-02', '2020-01-20', "
       "'2020-01-02'); INSERT INTO correction (id, application, round, officer, asked, due) VALUES (-1, %s, 9, 1, '2020-01-01', '2020-01-31'); "
       "INSERT INTO proposal (id, kind, subject, body, stamp, made_by, made) VALUES (-1, 'exclude', 'x', 'x', %s, %s, '2020-01-01')"
       % (of, of, of, of, first))
    try:
        count = "UPDATE rating SET excluded = %%s, excluded_by = %%s WHERE application = %s" % of
        refused(('desk',), count % ("'2020-01-02'", '-1'), 'a rating counts while nobody has confirmed that it does not')
        end = "UPDATE proposal SET ended = '2020-01-02', ended_by = %s, outcome = 'confirmed' WHERE id = -1"
        refused(('desk',), end % first, 'whoever proposes does not confirm')
        refused(('desk',), end % 'NULL', 'nor nobody')
        same(attempt('desk', end % second + '; ' + count % ("'2020-01-02'", '-1')), None, 'another person does')
        db(end % second + '; ' + count % ("'2020-01-02'", '-1'))
        refused(('desk',), count % ('NULL', 'NULL'), 'and it does not count again because somebody writes so')
        refused(('desk',), count % ('NULL', '-1'), 'nor by what took it out')
        db("INSERT INTO proposal (id, kind, subject, body, stamp, made_by, made) VALUES (7, 'include', 'x', '', %s, %s, '2020-01-02')" % (
            of, first))
        refused(('desk',), count % ('NULL', '7'), 'nor while nobody has confirmed that it does')
        same(attempt('desk', end.replace('-1', '7') % second + '; ' + count % ('NULL', '7')), None, 'but when another person does')
        db(end.replace('-1', '7') % second + '; ' + count % ('NULL', '7'))
        refused(('desk',), count % ("'2020-01-03'", '-1'), 'and the old proposal does not take it out again')
        refused(('desk',), "UPDATE proposal SET outcome = 'refused' WHERE id = -1", 'what was confirmed was confirmed')
        for what, why in (("due = '2030-01-01'", 'the day of a call moves with a call'), ("closed = '2020-01-02'", 'it is closed when it is mended'),
                          ("mended = '2020-01-02'", 'mended after a call'), ('tries = tries + 5', 'and called once at a time')):
            refused(('desk',), 'UPDATE follow_up SET %s WHERE application = %s' % (what, of), why)
        same(attempt('desk', "UPDATE follow_up SET tries = tries + 1, tried = '2020-01-02', due = '2020-01-20' WHERE application = %s" % of),
             None, 'a call moves it')
        refused(('portal', 'courier'), "UPDATE correction SET due = '2019-01-01' WHERE id = -1", 'no day to answer comes nearer')
        refused(('portal',), "UPDATE correction SET due = '2020-02-20' WHERE id = -1", 'nor moves without being asked for')
        same(attempt('portal', "UPDATE correction SET due = '2020-02-28', extended = '2020-01-05' WHERE id = -1"), None, 'once, if it is')
    finally:
        clear()


def accounts():
    """Nobody has another role, place or account that two people have not confirmed."""
    one, two = [row[0] for row in db("SELECT id FROM officer WHERE name IN ('admin-1', 'admin-2') ORDER BY name")]
    who, unit = db("SELECT id, unit FROM officer WHERE name = 'ouhai-1'")[0]
    other = db_one("SELECT unit FROM officer WHERE name = 'supervisor'")
    move = "UPDATE officer SET unit = %s, role = '%s', version = version + 1 WHERE id = " + who
    for what in (move % (unit, 'supervisor'), move % (other, 'officer'), 'UPDATE officer SET version = version - 1 WHERE id = ' + who,
                 'UPDATE officer SET is_active = 0 WHERE id = %s; UPDATE officer SET is_active = 1 WHERE id = %s' % (who, who)):
        refused(('desk',), what, 'two people have not said: ' + what[:60])
    same(attempt('desk', 'UPDATE officer SET is_active = 0, version = version + 1 WHERE id = ' + who), None, 'one suspends')
    new = "INSERT INTO officer (id, name, unit, role, number, full_name) VALUES (-7, 'as-done', %s, '%s', 'Z-0007', 'x')"
    refused(('desk',), new % (other, 'supervisor'), 'nor has there been a proposal')

    def agreed(kind, officer, version, name, role, ends="outcome = 'confirmed', settled = '2020-01-02', settled_by = " + two):
        return ("INSERT INTO staff_change (id, kind, officer, version, name, number, full_name, unit, role, reason, proposed_by, proposed, ends) "
                "VALUES (-7, '%s', %s, %s, '%s', 'Z-0007', 'x', %s, '%s', 'x', %s, '2020-01-01', '2099-01-01'); "
                'UPDATE staff_change SET %s, officer = %s WHERE id = -7; ' % (kind, officer, version, name, other, role, one, ends, officer))
    version = db_one('SELECT version FROM officer WHERE id = ' + who)
    said = agreed('move', who, version, 'ouhai-1', 'supervisor')
    same(attempt('desk', said + move % (other, 'supervisor')), None, 'two have said it')
    refused(('desk',), said + move % (other, 'administrator'), 'but nothing else')
    refused(('desk',), said + (move % (other, 'supervisor') + '; ') * 2 + move % (unit, 'officer'), 'nor back')
    refused(('desk',), agreed('move', who, int(version) - 1, 'ouhai-1', 'supervisor') + move % (other, 'supervisor'), 'nor once more, later')
    refused(('desk',), agreed('move', who, version, 'ouhai-1', 'supervisor', "outcome = 'refused', settled = '2020-01-02'") +
            move % (other, 'supervisor'), 'what was refused is not done')
    refused(('desk',), agreed('move', who, version, 'ouhai-1', 'supervisor', "outcome = 'confirmed', settled_by = " + one), 'one is not two')
    same(attempt('desk', agreed('add', -7, 0, 'as-done', 'supervisor') + new % (other, 'supervisor')), None, 'an account as it was proposed')
    refused(('desk',), agreed('add', -7, 0, 'as-done', 'supervisor') + new % (other, 'administrator'), 'and no other')
    same(attempt('desk', agreed('add', -7, 0, 'as-done', 'supervisor') + 'COMMIT'), None, 'words of two that nobody said')
    told = subprocess.run([here.build + '/qiao-verify', '-c', here.data + '/etc/admin.hdf'], capture_output=True, text=True, timeout=300)
    db('DELETE FROM staff_change WHERE id = -7')
    has(told.stdout, 'change of an account -7 (add, as-done): confirmed, and the administrative record', 'are found')


def days_off():
    """No day is off because an account can write it."""
    day = "INSERT INTO calendar_day (day, kind, name_zh) VALUES ('2031-03-03', '%s', 'x') ON DUPLICATE KEY UPDATE kind = VALUES(kind)"
    refused(('desk',), day % 'holiday', 'a day is off when two people say so')
    first, second = [row[0] for row in db("SELECT id FROM officer WHERE name IN ('ouhai-1', 'ouhai-approver') ORDER BY name")]
    notice = ("INSERT INTO proposal (id, kind, subject, body, stamp, made_by, made) VALUES (-3, 'calendar', 'x', '2031-03-03 holiday x', 1, "
              "%s, '2020-01-01'); UPDATE proposal SET ended = '2020-01-02', ended_by = %s, outcome = 'confirmed' WHERE id = -3; "
              % (first, second))
    same(attempt('desk', notice + day % 'holiday'), None, 'as they said it')
    refused(('desk',), notice + day % 'workday', 'and not otherwise')
    db(notice + "UPDATE proposal SET done = '2020-01-02' WHERE id = -3")
    told = subprocess.run([here.build + '/qiao-verify', '-c', here.data + '/etc/admin.hdf'], capture_output=True, text=True, timeout=300)
    db('DELETE FROM proposal WHERE id = -3')
    has(told.stdout, 'proposal -3 (calendar, x): confirmed, and the administrative record', 'words that the record of administration does not have are found')


def owed():
    """No paper is let off because an account can write it."""
    of = MATTER['accepted id']
    db("UPDATE application SET owed = UTC_TIMESTAMP(3) + INTERVAL 9 DAY WHERE id = %s; INSERT INTO owed_paper (application, code, asked, due) "
       "VALUES (%s, 'x-1', '2020-01-01', '2020-01-09')" % (of, of))
    refused(SERVING, moved('accepted', 'owed = NULL'), 'what is owed is owed until it comes')
    refused(SERVING, moved('accepted', 'owed = owed + INTERVAL 9 DAY'), 'by its day')
    db("UPDATE owed_paper SET came = '2020-01-02' WHERE application = %s" % of)
    same(attempt('portal', moved('accepted', 'owed = NULL')), None, 'it came')
    has(verify(MATTER['accepted'])[1], "'bring', and no act did", 'which only the resident can have brought')
    db("UPDATE application SET owed = NULL WHERE id = %s; DELETE FROM owed_paper WHERE application = %s" % (of, of))
    same(verify(MATTER['accepted'])[0], 0, 'undone, it is whole')


def told():
    """What nothing refuses is found: an act that was forged with the desk's account, and figures that say otherwise."""
    ref, of = MATTER['approved'], MATTER['approved id']
    same(verify(ref)[0], 0, 'the matter is whole')
    for sql, back, why in (('UPDATE outcome SET is_late = 1 - is_late WHERE application = %s', None, 'supervision counts it as late'),
                           ('UPDATE outcome SET is_granted = 1 - is_granted WHERE application = %s', None, 'counts another decision'),
                           ('UPDATE intake SET submitted = submitted - INTERVAL 1 DAY WHERE application = %s',
                            'UPDATE intake SET submitted = submitted + INTERVAL 1 DAY WHERE application = %s', 'received at another time'),
                           ('UPDATE application SET due = due + INTERVAL 9 DAY WHERE id = %s',
                            'UPDATE application SET due = due - INTERVAL 9 DAY WHERE id = %s', 'due on another day')):
        db(sql % of)
        status, text = verify(ref)
        same(status, 1, 'found: ' + sql)
        has(text, why, 'and named')
        db((back or sql) % of)
    forged = ("INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, hash) SELECT id + 1000000, application, "
              "seq + 1, at, 'claim', state, 'officer', actor, unit, UNHEX(REPEAT('ab', 32)) FROM history WHERE application = %s ORDER BY "
              'seq DESC LIMIT 1' % of)
    same(attempt('desk', forged + '; COMMIT'), None, 'the desk\'s account adds an act')
    same(verify(ref)[0], 1, 'that none of the programs did: found')
    db('DELETE FROM history WHERE application = %s ORDER BY seq DESC LIMIT 1' % of)
    same(verify(ref)[0], 0, 'undone, it is whole')


def forge(name):
    """The SQL of a view at the end of a matter's chain, hashed as well as it can be without the key; and its id."""
    of, now = MATTER[name + ' id'], int(time.time() * 1000)
    last = db('SELECT id, seq, HEX(hash) FROM access_record WHERE application = %s ORDER BY seq DESC LIMIT 1' % of)
    seq, previous = (int(last[0][1]) + 1, bytes.fromhex(last[0][2])) if last else (1, b'')
    ident = int(db_one('SELECT MAX(id) FROM history')) + 1
    hashed = hashlib.blake2b(b'qiao-view-1|%d|%s|%s|%d|%d|%d|7|9|officer|matter|check' % (len(previous), previous, of.encode(), ident, seq, now),
                             digest_size=32).hexdigest()
    return ident, ("INSERT INTO access_record (id, application, at, officer, unit, role, what, reason, seq, hash) VALUES (%d, %s, "
                   "'1970-01-01' + INTERVAL %d000 MICROSECOND, 7, 9, 'officer', 'matter', 'check', %d, UNHEX('%s'))" % (ident, of, now, seq, hashed))


def views():
    """Nobody seems to have looked who did not."""
    since = db_one('SELECT views FROM history_keyed')
    db('UPDATE history_keyed SET views = 0')
    officer('ouhai-1').get('/desk/matters/' + MATTER['approved'])
    for name, why in (('approved', 'this row was changed, or one before it'), ('submitted', 'added by none of the programs')):
        ref = MATTER[name]
        same(verify(ref)[0], 0, name + ': whole')
        ident, sql = forge(name)
        same(attempt('desk', sql + '; COMMIT'), None, 'the desk\'s account adds a view')
        status, told = verify(ref)
        same(status, 1, 'which nobody had: found')
        has(told, why, 'and named')
        if name == 'submitted':
            db('UPDATE history_keyed SET views = %d' % (ident + 1))
            same(verify(ref)[0], 0, 'one of before views were keyed is right')
        db('DELETE FROM access_record WHERE id = %d' % ident)
        same(verify(ref)[0], 0, 'undone, it is whole')
    db('UPDATE history_keyed SET views = ' + since)


def hands():
    """In whose hands it is follows from its acts: whoever writes another officer into it is found."""
    first, second, supervisor = officer('ouhai-1'), officer('ouhai-2'), officer('supervisor')
    person = resident()
    claimed, given, several, taken = (submitted(person) for _ in range(4))
    acted(first, claimed, 'claim')
    acted(supervisor, given, 'assign', {'officer': second.number})
    acted(first, taken, 'accept')
    page = supervisor.get('/desk/bulk?act=assign&m-%s=%s&to=%s' % (several, db_one(
        "SELECT version FROM application WHERE ref = '%s'" % several), second.number)).page
    supervisor.submit(page.form(name='once'))
    for ref, has_it, how in ((claimed, first, 'claimed'), (given, second, 'given to a colleague'),
                             (several, second, 'given with others'), (taken, first, 'taken on by the first act')):
        same(verify(ref)[0], 0, how + ': whole')
        was = db_one("SELECT officer FROM application WHERE ref = '%s'" % ref)
        same(db_one('SELECT number FROM officer WHERE id = %s' % was), has_it.number, 'who has it')
        for other in (second if has_it is first else first).number, None:
            db("UPDATE application SET officer = %s WHERE ref = '%s'" % ("(SELECT id FROM officer WHERE number = '%s' "
               "AND role = 'officer')" % other if other else 'NULL', ref))
            status, text = verify(ref)
            same(status, 1, '%s, and written to %s: found' % (how, other or 'nobody'))
            has(text, 'in the hands of another officer', 'and named')
        db("UPDATE application SET officer = %s WHERE ref = '%s'" % (was, ref))
        same(verify(ref)[0], 0, 'undone, it is whole')
    acted(second, given, 'release')
    same(verify(given)[0], 0, 'given back: whole')
    db("UPDATE application SET officer = %s WHERE ref = '%s'" % (was, given))
    same(verify(given)[0], 1, 'and nobody\'s is nobody\'s')
    db("UPDATE application SET officer = NULL WHERE ref = '%s'" % given)


def places():
    """Whose a matter is, and with which department, moves with the act that moves it, and so does how long it is kept."""
    first, other, supervisor = officer('ouhai-1'), officer('ruian-1'), officer('supervisor')
    here_, there = [db_one("SELECT id FROM unit WHERE code = '%s'" % code) for code in ('br-ouhai', 'br-ruian')]
    for name in ('submitted', 'accepted', 'approved'):
        for what in ('unit = ' + there, 'unit = NULL', "department = 'court'", "state = 'transferred', department = 'court'",
                     "retain_until = '2020-01-01'", 'retain_until = NULL, unit = ' + there):
            refused(SERVING, moved(name, what), '%s: %s' % (name, what))
    for action, whose, department, what in (('claim', there, 'NULL', 'unit = ' + there), ('reroute', here_, 'NULL', 'unit = ' + there),
                                            ('reroute', there, "'court'", "department = 'court'")):
        refused(SERVING, did('submitted', action, 'submitted', whose, department) + moved('submitted', what), 'nor by %s' % action)
    same(attempt('desk', did('submitted', 'reroute', 'submitted', there) + moved('submitted', 'unit = ' + there)), None,
         'a reroute moves it')
    refused(SERVING, did('submitted', 'decline', 'declined') + moved(
        'submitted', "state = 'declined', ended = UTC_TIMESTAMP(3), retain_until = '2020-01-01'"), 'nor is it kept for less')
    ref, moves = submitted(resident()), "UPDATE application SET %s WHERE ref = '%s'"
    same(verify(ref)[0], 0, 'whole')
    for what, back, why in (('unit = ' + there, 'unit = ' + here_, 'at another unit'),
                            ("department = 'court'", 'department = NULL', 'with another department')):
        db(moves % (what, ref))
        has(verify(ref)[1], why, 'found: ' + what)
        db(moves % (back, ref))
        same(verify(ref)[0], 0, 'undone, it is whole')
    db(moves % ('unit = ' + there, ref))
    acted(other, ref, 'claim')
    has(verify(ref)[1], 'another unit\'s than before, and no act moved it', 'found after the next act, too')
    db("DELETE h FROM history h JOIN application a ON a.id = h.application WHERE a.ref = '%s' AND h.action = 'claim'" % ref)
    db(moves % ('officer = NULL, claimed = NULL, unit = ' + here_, ref))
    same(verify(ref)[0], 0, 'undone, it is whole')
    ref = submitted(resident())
    form = supervisor.get('/desk/matters/%s/reroute' % ref).page.form(action='/reroute')
    same(supervisor.submit(form, {'unit': 'br-ruian', 'reason': '在瑞安登记。'}).status, 303, 'rerouted')
    same(verify(ref)[0], 0, 'whole')
    person = resident()
    ref = submitted(person)
    person.send(person.get('/zh/applications/%s/withdraw' % ref).page.form(action='/withdraw'))
    same((db_one("SELECT state FROM application WHERE ref = '%s'" % ref), verify(ref)[0]), ('withdrawn', 0), 'withdrawn, and whole')
    was = db_one("SELECT retain_until FROM application WHERE ref = '%s'" % ref)
    refused(SERVING, moves % ("retain_until = '2020-01-01'", ref), 'it is kept as long as it is kept')
    db(moves % ("retain_until = '2020-01-01'", ref))
    has(verify(ref)[1], 'kept until another day', 'found')
    db(moves % ("retain_until = '%s'" % was, ref))
    same(verify(ref)[0], 0, 'undone, it is whole')


run(begin, said_once, places, answers, papers, replaced, added, two_people, accounts, days_off, owed, told, views,
    hands)
