#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a formality's file says Approval = 0 whoever examined it approves alone; else, and for each refusal, two people
decide. A forged one is refused by the store, or qiao-verify tells."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
from asked import STAYS, attempt, verify
import journey
from journey import acted, approved, said, state, submitted

ONE, TWO = 'cert-hukou-cancelled', 'cert-no-crime'      # Approval = 0, 1
AT = {'home_county': '330304'}
MATTER = {}


def id_of(ref):
    return db_one("SELECT id FROM application WHERE ref = '%s'" % ref)


def accepted(code, by):
    ref = submitted(owner, code, AT)
    acted(by, ref, 'accept')
    return ref


def forge(who, ref, path, **pairs):
    """A write that no page offers, with all that a page's own would have."""
    token = next(f.value('token') for f in who.get('/desk/matters/' + ref).page.forms if f.value('token'))
    version = db_one('SELECT version FROM application WHERE id = ' + id_of(ref))
    return who.post('/desk/matters/%s/%s' % (ref, path), dict(pairs, version=version, token=token, once=once()).items()).status


def people():
    global owner, one, other, approver
    owner, one, other, approver = resident(), officer('ouhai-1'), officer('ouhai-2'), officer('ouhai-approver')
    same([journey.FORMALITIES[c]['Approval'] for c in (ONE, TWO)], ['0', '1'], 'one needs no second person, the other does')


def alone():
    ref = MATTER['one'] = accepted(ONE, one)
    page = one.get('/desk/matters/' + ref).page
    steps = [h for h in page.links('/%s/' % ref) if '/approve' in h or '/propose' in h]
    ok('/approve' in steps[0], 'the first step is to approve', steps)
    ok(any('/propose-approval' in h for h in steps) and any('/propose-refusal' in h for h in steps), 'proposing is there too', steps)
    same(one.get('/desk/matters/%s/decide' % ref).status, 403, 'there is nothing for a second person')
    same(approver.get('/desk/matters/%s/decide' % ref).status, 409, 'who may be one')
    acted(one, ref, 'approve', {'ready-register': True, 'reason': '档案里有记载。'})
    same(state(ref), 'approved', 'it is approved')
    same(journey.history(ref)[-1], 'approve', 'by that one act')
    row = db("SELECT outcome, COALESCE(proposed_by, 'nobody'), decided_by = %s, is_agreed, decided = proposed FROM decision WHERE "
             'application = %s' % (db_one("SELECT id FROM officer WHERE name = 'ouhai-1'"), id_of(ref)))
    same(row, [('approve', 'nobody', '1', '1', '1')], 'the decision says that nobody proposed it, and who decided')
    same(db('SELECT is_late, is_granted FROM outcome WHERE application = ' + id_of(ref)), [('0', '1')], 'supervision counts it')
    same(db('SELECT state FROM queue_entry WHERE id = ' + id_of(ref)), [('approved',)], 'it waits for its result')
    number = db_one("SELECT number FROM officer WHERE name = 'ouhai-1'")
    text = one.get('/desk/matters/' + ref).page.main.text
    has(text, said('zh', 'desk.verdict.alone'), 'the desk reads that one person did')
    has(text, '档案里有记载。', 'and why')
    for lang in ('zh', 'en'):
        text = owner.get('/%s/applications/%s' % (lang, ref)).page.main.text
        has(text, said(lang, 'did.approve'), lang + ': its resident reads that it was approved')
        has(text, number, 'by which officer')
        lacks(text, said(lang, 'did.propose_approve'), 'and of nobody who proposed it')
    journey.issued(one, ref)
    same(state(ref), 'issued', 'the result is issued')
    wait_until(lambda: db_one("SELECT COUNT(*) FROM writ WHERE application = %s AND state <> 'made'" % id_of(ref)) == '0', 60)
    same(db("SELECT kind FROM writ WHERE application = %s AND kind LIKE '%%decision%%'" % id_of(ref)),
         db("SELECT kind FROM writ WHERE application = %s AND kind LIKE '%%decision%%'" % id_of(two())), 'with the same papers as where two decided')
    same(verify(ref)[0], 0, 'it is whole')


def two():
    """The same formality, decided by two: that remains."""
    if 'two' not in MATTER:
        ref = MATTER['two'] = submitted(owner, ONE, AT)
        approved(one, approver, ref)
        journey.issued(one, ref)
        same(state(ref), 'issued', 'proposed and decided by another, as before')
    return MATTER['two']


def refused_alone():
    ref = MATTER['refused'] = accepted(ONE, approver)
    same(forge(approver, ref, 'decide', verdict='agree'), 409, 'nobody refuses alone')
    same(state(ref), 'accepted', 'nothing was done')
    acted(approver, ref, 'propose-refusal', {'ready-proof': True})
    same(forge(approver, ref, 'decide', verdict='agree'), 403, 'nor what they proposed')
    same(forge(approver, ref, 'approve'), 403, 'nor is it approved instead')
    same(state(ref), 'proposed', 'it waits for the other')


def two_needed():
    ref = MATTER['accepted'] = accepted(TWO, one)
    lacks(' '.join(one.get('/desk/matters/' + ref).page.links('/%s/' % ref)), '/approve', 'no step is to approve')
    same(one.get('/desk/matters/%s/approve' % ref).status, 409, 'nor is its page there')
    for who in (one, approver):
        same(forge(who, ref, 'approve', take='1', reason='好'), 409, 'a forged one of %s is refused' % who.name)
    same(state(ref), 'accepted', 'nothing was done')
    same(db('SELECT * FROM decision WHERE application = ' + id_of(ref)), [], 'and nothing is decided')


def colleagues():
    """Whoever has it in hand; a colleague takes it over first, and reads so."""
    ref = accepted(ONE, one)
    page = other.get('/desk/matters/%s/approve' % ref).page
    answer = other.submit(page.form(action='/approve'))
    same(answer.status, 422, 'a colleague says that they take it over')
    same(state(ref), 'accepted', 'or it is not done')
    acted(other, ref, 'approve')
    same(journey.history(ref)[-2:], ['claim', 'approve'], 'who does has it from then on')
    # proposed meanwhile: the page of before does nothing
    ref = accepted(ONE, one)
    form = approver.get('/desk/matters/%s/approve' % ref).page.form(action='/approve')
    acted(one, ref, 'propose-approval', {'ready-complete': True})
    same(approver.submit(form, {'take': True}).status, 409, 'what was proposed meanwhile is decided on its own page')
    same(forge(approver, ref, 'approve'), 409, 'and nowhere else')
    same(forge(one, ref, 'approve'), 403, 'nor by who proposed it')
    there = approver.get('/desk/matters/%s/approve' % ref)
    ok(there.status == 409 and there.page.links('/decide'), 'to which the matter leads', there.status)
    same(state(ref), 'proposed', 'it waits')


def owing():
    """Nothing is let off without a word that its resident reads."""
    ref = accepted(ONE, one)
    of = id_of(ref)
    db("INSERT INTO owed_paper (application, code, asked, due) VALUES (%s, 'id-proof-any', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 9 DAY); "
       'UPDATE application SET owed = UTC_TIMESTAMP(3) + INTERVAL 9 DAY WHERE id = %s' % (of, of))
    form = one.get('/desk/matters/%s/approve' % ref).page.form(action='/approve')
    answer = one.submit(form)
    same(answer.status, 422, 'a paper is owed')
    has(answer.page.main.text, said('zh', 'desk.alone.waive_needed'), 'that is said')
    same(one.submit(answer.page.form(action='/approve'), {'waive': '户籍系统里查得到。'}).status, 303, 'with a word it is approved')
    has(owner.get('/zh/applications/%s' % ref).page.main.text, '户籍系统里查得到。', 'which its resident reads')
    same(db_one('SELECT COALESCE(owed, 0) FROM application WHERE id = ' + of), '0', 'and owes nothing')


def forged():
    done, asked, waits = id_of(MATTER['one']), id_of(MATTER['accepted']), id_of(accepted(ONE, one))
    insert = "INSERT INTO decision (id, application, outcome, reason, proposed, proposed_by) VALUES (-7, %s, '%s', 'x', UTC_TIMESTAMP(3), NULL)"
    act = ("INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, hash, whose) SELECT id + 1000000, application, "
           "seq + 1, at, 'approve', 'approved', 'officer', actor, unit, UNHEX(REPEAT('ab', 32)), whose FROM history "
           "WHERE application = %s ORDER BY seq DESC LIMIT 1; ")
    move = act + "UPDATE application SET state = 'approved', decided = UTC_TIMESTAMP(3) WHERE id = %s"
    same(attempt('desk', insert % (asked, 'approve')), STAYS, 'the store takes no decision without a proposal, where two are needed')
    same(attempt('desk', insert % (waits, 'refuse')), STAYS, 'nor a refusal anywhere')
    same(attempt('desk', insert % (waits, 'approve')), None, 'but an approval, where one is enough')
    same(attempt('desk', move % (asked, asked)), STAYS, 'it is not approved in one step, where two are needed')
    same(attempt('desk', move % (waits, waits)), STAYS, 'nor without a decision that says so')
    decide = insert % (waits, 'approve') + "; SET @at = UTC_TIMESTAMP(3); UPDATE decision SET decided_by = 1, decided = @at, is_agreed = 1 WHERE id = -7; "
    same(attempt('desk', decide + (move % (waits, waits)).replace('UTC_TIMESTAMP(3)', '@at')), None, 'but with one')
    version = db("SELECT formality, formality_version FROM application WHERE id = " + done)[0]
    two_version = db_one('SELECT formality_version FROM application WHERE id = ' + asked)
    back = "UPDATE application SET formality = '%s', formality_version = %s WHERE id = %s" % (version[0], version[1], done)
    for sql, undo, why in (
            ("UPDATE application SET formality = '%s', formality_version = %s WHERE id = %s" % (TWO, two_version, done), back,
             'its formality needs two'),
            ('UPDATE application SET formality_version = %s WHERE id = %s' % (two_version, done), back, 'its formality needs two'),
            ("UPDATE formality_version SET body = REPLACE(body, 'Approval = 0', 'Approval =  0') WHERE id = " + version[1],
             "UPDATE formality_version SET body = REPLACE(body, 'Approval =  0', 'Approval = 0') WHERE id = " + version[1],
             'its formality needs two'),
            ('UPDATE decision SET proposed_by = 1 WHERE application = ' + done, 'UPDATE decision SET proposed_by = NULL WHERE application = ' + done,
             'its acts do not'),
            ('SET @was = (SELECT proposed_by FROM decision WHERE application = %s); UPDATE decision SET proposed_by = NULL, note = @was WHERE '
             'application = %s' % (id_of(two()), id_of(two())),
             'UPDATE decision SET proposed_by = note, note = NULL WHERE application = ' + id_of(two()), 'its acts do not')):
        db(sql)
        status, text = verify(MATTER['two'] if 'note' in sql else MATTER['one'])
        db(undo)
        same(status, 1, 'found, whoever owns the tables: ' + sql[:60])
        has(text, why, 'and named')


def whole():
    for name, ref in MATTER.items():
        status, text = verify(ref)
        same(status, 0, name + ' is whole')
    status, text = verify()
    lacks(text, 'needs two', 'nothing in the store was approved by one that needs two')
    lacks(text, 'who proposed it', 'nor decided by who proposed it')
    note(text[-300:])


run(people, alone, refused_alone, two_needed, colleagues, owing, forged, whole)
