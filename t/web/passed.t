#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was asked, agreed to, passed on, answered, rated and followed up: no program's account forges or takes it
back, and when the tables' owner does, qiao-verify says so."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from asked import STAYS, attempt, verify
from journey import acted, state, submitted

ONE = {}


def whole(what):
    status, told = verify(ONE['ref'])
    same(status, 0, 'whole: ' + what)
    if status:
        note(told)


def clerk(who, path, typed=None):
    there = db_one('SELECT MAX(id) FROM transfer WHERE application = %s AND ended IS NULL' % ONE['id'])
    return who.submit(who.get('/desk/transfers/' + there).page.form(action='/' + path), typed or {})


def asked(answer, items):
    page = ONE['first'].get('/desk/matters/%s/ask-forward' % ONE['ref']).page
    same(ONE['first'].submit(page.form('department'), dict({'department': 'civil-affairs', 'reason': '他们要核对。'},
         **{i: True for i in items})).status, 303, 'asked')
    whole('asked')
    form = ONE['own'].get('/zh/applications/%s/forward' % ONE['ref']).page.form(action='/forward')
    same(ONE['own'].submit(form, button=('agree', answer)).status, 303, answer)
    whole('answered ' + answer)


def begin():
    db('UPDATE history_keyed SET acts_first = 0')
    own, first = ONE['own'], ONE['first'] = resident('zh'), officer('ouhai-1')
    ref = ONE['ref'] = submitted(own)
    ONE['id'] = db_one("SELECT id FROM application WHERE ref = '%s'" % ref)
    asked('no', ['field-purpose'])
    asked('yes', ['field-purpose', 'material-id-proof-any'])


def forged():
    """Before it is passed on, and while it is there."""
    of = ONE['id']
    there, civil, justice = (db_one("SELECT id FROM unit WHERE code = '%s'" % code) for code in (
        'br-ouhai', 'dept-civil-affairs', 'dept-justice'))
    ask = ("INSERT INTO forward_ask (id, application, unit, officer, items, asked) VALUES (-%d, {0}, %s, 1, 'x', "
           "'2026-01-01'); ").format(of)
    send = ("INSERT INTO transfer (id, application, round, unit, officer, at, take_by, forwarded, whose) VALUES (-%d, {0}, 9%d, "
            "%s, 1, '2026-01-01', '2026-01-01', 'x', %s); ").format(of)
    paper = "INSERT INTO transfer_paper (transfer, file, code) VALUES (%s, -1, 'x'); "
    go = ("INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, hash, whose, department) SELECT id + 1000000, "
          "application, seq + 1, at, 'transfer', 'transferred', 'officer', actor, unit, UNHEX(REPEAT('ab', 32)), whose, '%s' FROM history WHERE "
          "application = {0} ORDER BY seq DESC LIMIT 1; UPDATE application SET state = 'transferred', department = '%s' WHERE id = {0}; ").format(of)
    same(attempt('desk', ask % (1, civil)), None, 'one question')
    same(attempt('desk', ask % (1, civil) + ask % (2, civil)), STAYS, 'not two at once')
    same(attempt('desk', ask % (1, there)), STAYS, 'nor about what is ours')
    same(attempt('desk', send % (1, 1, civil, there) + go % (('civil-affairs',) * 2)), None, 'passed on')
    same(attempt('desk', send % (1, 1, civil, there) + go % (('justice',) * 2)), STAYS, 'not to another one')
    same(attempt('desk', go % (('justice',) * 2)), STAYS, 'nor to one that gets nothing')
    same(attempt('desk', send % (1, 1, civil, there) + send % (2, 2, justice, there)), STAYS, 'nor to two')
    same(attempt('desk', send % (1, 1, there, there)), STAYS, 'nor to a unit of ours')
    same(attempt('desk', send % (1, 1, civil, civil)), STAYS, 'nor by who does not have it')
    same(attempt('desk', send % (1, 1, civil, there) + paper % -1), STAYS, 'nor a paper after that')
    form = ONE['first'].get('/desk/matters/%s/transfer' % ONE['ref']).page.form('department')
    typed = {n: True for n in form.names if n.startswith(('field-', 'paper-'))}
    typed.update({'department': 'civil-affairs', 'ready-competent': True, 'note': '请核对登记。', 'take': True})
    same((ONE['first'].submit(form, {k: v for k, v in typed.items() if k != 'take' or form.input('take')}).status, state(ONE['ref'])),
         (303, 'transferred'), 'passed on')
    whole('passed on')
    same(attempt('desk', send % (1, 1, justice, there)), STAYS, 'what is at one department does not come before another one')
    same(attempt('desk', ask % (1, civil)), STAYS, 'nor is anything asked')
    civil = officer('civil-1')
    same(clerk(civil, 'take').status, 303, 'taken')
    whole('taken')
    same(clerk(civil, 'answer', {'answer': '查无登记。'}).status, 303, 'answered')
    whole('the department answered')
    row = 'UPDATE transfer SET %%s WHERE application = %s' % of
    for what in ('answer = NULL, answered = NULL', 'answered = NULL', "answer = 'x'", "answer_own = 'x'", "question = 'x'", 'taken = NULL',
                 'answered = NOW(3)', "ended = NOW(3), outcome = 'hand_back'"):
        same(attempt('desk', row % what), STAYS, 'a clerk\'s answer stays: ' + what)
    same(attempt('desk', row % "answered = NULL, question = 'x'"), None, 'until it is asked about')
    db(row % "answered = NULL, question = answer")
    has(verify(ONE['ref'])[1], "the department's answer", 'which is found, if no act did')
    db("UPDATE transfer t JOIN history h ON h.application = t.application AND h.action = 'transfer_answer' SET t.answered = h.at, "
       't.question = NULL WHERE t.application = ' + of)
    whole('undone')


def goes_on():
    """To the end of it, whole after each act."""
    first, own, civil = ONE['first'], ONE['own'], officer('civil-1')
    acted(first, ONE['ref'], 'ask-again', {'reason': '哪一年？'})
    whole('asked again')
    same(clerk(civil, 'answer', {'answer': '查无登记，自 1990 年。'}).status, 303, 'answered again')
    whole('answered again')
    form = first.get('/desk/matters/%s/department-reply' % ONE['ref']).page.form('text')
    same(first.submit(form, {'text': '查无登记，自 1990 年。'}).status, 303, 'passed on to the resident')
    own.submit(own.get('/zh/applications/%s/result' % ONE['ref']).page.form(action='/result'))
    same(state(ONE['ref']), 'closed', 'closed')
    whole('closed')
    at = '/zh/applications/%s/rating' % ONE['ref']
    same(own.submit(own.get(at).page.form(action='/rating'), {'level': '2', 'words': '太久。', 'about-pace': True}).status, 303, 'rated')
    whole('rated')
    by, to = officer('supervisor'), '/desk/matters/%s/follow-up' % ONE['ref']
    for which, typed in (('call', {'reached': 'no'}), ('call', {'reached': 'yes', 'said': '说过了。'}),
                         ('mend', {'mended': 'yes', 'told': '以后快些。', 'ready-sorry': True}), ('close', {})):
        form = next(f for f in by.get(to).page.forms if f.value('act') == which)
        same(by.submit(form, typed).status, 303, which)
        whole(which)
    same(own.submit(own.get(at).page.form(action='/rating'), {'level': '4'}).status, 303, 'rated again')
    whole('rated again')


OF = 'application = {id}'
LAST = OF + ' ORDER BY id DESC LIMIT 1'
BACK = 'REVERSE({0})'
LATER, EARLIER = '{0} + INTERVAL 1 HOUR', '{0} - INTERVAL 1 HOUR'
ASKED, PASSED, ANSWER = 'what was asked to pass on', 'what was passed on', "the department's answer"
RATED, FOLLOWED = 'the rating, of whom it is', 'what followed the rating'
CHANGES = (
    # table, column, which row, altered, put back, what is said
    ('forward_ask', 'items', LAST, BACK, BACK, ASKED),
    ('forward_ask', 'agreed', LAST, BACK, BACK, ASKED),
    ('forward_ask', 'unit', LAST, '{0} + 1', '{0} - 1', ASKED),
    ('forward_ask', 'officer', LAST, '{0} + 1', '{0} - 1', ASKED),
    ('forward_ask', 'is_agreed', LAST, '0', '1', ASKED),
    ('forward_ask', 'asked', LAST, LATER, EARLIER, 'and no act did'),
    ('forward_ask', 'application', LAST, '{0} + 1', '{0} - 1', ASKED),
    ('transfer', 'forwarded', OF, BACK, BACK, PASSED),
    ('transfer', 'note', OF, BACK, BACK, PASSED),
    ('transfer', 'unit', OF, '{0} + 1', '{0} - 1', PASSED),
    ('transfer', 'officer', OF, '{0} + 1', '{0} - 1', PASSED),
    ('transfer', 'round', OF, '{0} + 1', '{0} - 1', PASSED),
    ('transfer', 'whose', OF, '{0} + 1', '{0} - 1', PASSED),
    ('transfer', 'take_by', OF, LATER, EARLIER, PASSED),
    ('transfer', 'at', OF, LATER, EARLIER, 'and no act did'),
    ('transfer', 'taken', OF, LATER, EARLIER, 'and no act did'),
    ('transfer', 'answered', OF, LATER, EARLIER, 'and no act did'),
    ('transfer', 'ended', OF, LATER, EARLIER, 'and no act did'),
    ('transfer', 'outcome', OF, "'withdraw'", "'department_reply'", 'and no act did'),
    ('transfer', 'answer', OF, BACK, BACK, ANSWER),
    ('transfer', 'reminded', OF, '{0} + 4', '{0} - 4', 'reminded of what was not due yet'),
    ('transfer', 'application', OF, '{0} + 1', '{0} - 1', PASSED),
    ('transfer_paper', 'code', 'transfer IN (SELECT id FROM transfer WHERE application = {id})', BACK, BACK, PASSED),
    ('rating', 'level', OF, '0', '2', 'another one than was given'),
    ('rating', 'subjects', OF, "''", "'pace'", 'another one than was given'),
    ('rating', 'unit', OF, '{0} + 1', '{0} - 1', RATED),
    ('rating', 'officer', OF, '{0} + 1', '{0} - 1', RATED),
    ('rating', 'formality', OF, BACK, BACK, RATED),
    ('rating', 'again_level', OF, '5', '4', 'another one than was given'),
    ('follow_up', 'unit', OF, '{0} + 1', '{0} - 1', RATED),
    ('follow_up', 'opened', OF, LATER, EARLIER, RATED),
    ('follow_up', 'call_by', OF, LATER, EARLIER, RATED),
    ('follow_up', 'mend_by', OF, LATER, EARLIER, RATED),
    ('follow_up', 'due', OF, LATER, EARLIER, FOLLOWED),
    ('follow_up', 'tries', OF, '{0} - 1', '{0} + 1', FOLLOWED),
    ('follow_up', 'is_mended', OF, '0', '1', FOLLOWED),
    ('follow_up', 'application', OF, '{0} + 1', '{0} - 1', 'nobody follows it up'),
)


def changed():
    for table, column, where, altered, back, why in CHANGES:
        where, what = where.format(id=ONE['id']), '%s.%s' % (table, column)
        same(len(db("SELECT HEX(%s) FROM %s WHERE %s AND %s IS NOT NULL" % (column, table, where.split(' ORDER')[0], column))) > 0, True, what)
        again = where.replace('application = ' + ONE['id'], 'application = %s + 1' % ONE['id']) if column == 'application' else where
        db('UPDATE %s SET %s = %s WHERE %s' % (table, column, altered.format(column), where))
        status, told = verify(ONE['ref'])
        same(status, 1, 'found: ' + what)
        has(told, why, 'and said of what it is')
        db('UPDATE %s SET %s = %s WHERE %s' % (table, column, back.format(column), again))
        whole('put back: ' + what)


def recused():
    """Nobody is kept from a matter who has not said that they know its person."""
    ref = ONE['ref'] = submitted(ONE['own'], example=journey.of_nobody())
    of = ONE['id'] = db_one("SELECT id FROM application WHERE ref = '%s'" % ref)
    second = db_one("SELECT id FROM officer WHERE name = 'ouhai-approver'")
    row = "INSERT INTO recusal (application, officer, at) VALUES (%s, %s, '2026-01-01')" % (of, second)
    same(attempt('desk', row), STAYS, 'not by an account')
    db(row)
    has(verify(ref)[1], "a recusal says 'recuse', and no act did", 'found')
    db('DELETE FROM recusal WHERE application = ' + of)
    db('DELETE FROM barred WHERE application = ' + of)
    whole('undone')
    acted(officer('ouhai-2'), ref, 'recuse')
    whole('recused by an act')
    db('UPDATE recusal SET application = application + 1 WHERE application = ' + of)
    has(verify(ref)[1], "what 'recuse' says is not there any more", 'one that is taken away is found')
    db('UPDATE recusal SET application = application - 1 WHERE application = %s + 1' % of)
    db('DELETE FROM barred WHERE application = ' + of)
    has(verify(ref)[1], 'it stands in the lists of an officer who knows its person', 'back in their list, found')
    db('INSERT INTO barred SELECT officer, application FROM recusal WHERE application = ' + of)
    whole('left out again')
    db("INSERT INTO barred SELECT id, %s FROM officer WHERE name = 'ouhai-approver'" % of)
    has(verify(ref)[1], 'it is kept from the lists of an officer who never said to know its person', 'hidden from another, found')
    db("DELETE FROM barred WHERE application = %s AND officer = (SELECT id FROM officer WHERE name = 'ouhai-approver')" % of)
    whole('as it was')
    whole('put back')


run(begin, forged, goes_on, changed, recused)
