#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Officers acting at random on the same matters while workers are killed: every history is a legal
path, every acknowledged act is in it once, no version is lost. With QIAO_LONG forty officers on two
hundred matters for five minutes; else a few of each for some seconds."""
import collections
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from crowd import Owner, Rules, Worker, hire, histories, miscounted, unaccounted
from asked import verify
from qiao import db, note, ok, resident, run, same
import qiao

IS_LONG = bool(os.environ.get('QIAO_LONG'))
OWNERS, EACH = (20, 10) if IS_LONG else (3, 4)
SECONDS, ENOUGH = (300, None) if IS_LONG else (60, 40)      # or until so many acts were acknowledged
# (unit, role, how many)
STAFF = [('br-ouhai', 'officer', 16), ('br-ouhai', 'approver', 10), ('br-ouhai', 'supervisor', 4),
         ('br-ruian', 'officer', 3), ('br-ruian', 'approver', 2), ('center', 'officer', 2),
         ('center', 'approver', 2), ('center', 'supervisor', 1)]
if not IS_LONG:
    STAFF = [('br-ouhai', 'officer', 4), ('br-ouhai', 'approver', 2), ('br-ouhai', 'supervisor', 1),
             ('center', 'supervisor', 1)]
CODES = ('cert-no-crime', 'cert-hukou-cancelled', 'hukou-name-adult')


def rules_are_rules():
    """The checker itself: it sees what is wrong."""
    rules = Rules()
    first = [(1, 'submit', 'submitted', 'resident', '1'), (2, 'accept', 'accepted', 'officer', '2'),
             (3, 'propose_approve', 'proposed', 'officer', '2')]
    same(rules.faults(first + [(4, 'approve', 'approved', 'approver', '3')]), [], 'a legal path')
    same(rules.faults(first[:2] + [(3, 'approve', 'approved', 'officer', '2')], False), [], 'one alone, where that is enough')
    for steps, what in (
            (first[:1] + [(2, 'issue', 'issued', 'officer', '2')], 'an act that its state does not know'),
            (first + [(4, 'approve', 'approved', 'officer', '3')], 'a role that may not'),
            (first + [(4, 'approve', 'approved', 'approver', '2')], 'who proposed decides'),
            (first[:2] + [(3, 'approve', 'approved', 'officer', '2')], 'one alone, where two are needed'),
            (first[:2] + [(3, 'refuse', 'refused', 'approver', '2')], 'a refusal by one alone'),
            (first[:1] + [(3, 'accept', 'accepted', 'officer', '2')], 'a row that is missing'),
            (first[:1] + [(2, 'accept', 'submitted', 'officer', '2')], 'another state than the law’s'),
            (first[:1] + [(2, 'decline', 'declined', 'approver', '2'), (3, 'rate', 'declined', 'resident', '1'),
                          (4, 'follow_up_call', 'declined', 'approver', '2')], 'who had it in hand follows it up')):
        ok(rules.faults(steps), what + ' is found')


def kill_workers(workers):
    kills, until = 0, time.time() + SECONDS
    while time.time() < until and (not ENOUGH or sum(len(w.acknowledged) for w in workers) < ENOUGH):
        time.sleep(random.uniform(0.5, 1.5))
        for program in ('portal', 'desk'):
            children = children_of(pid_of(program))
            if children:
                os.kill(random.choice(children), signal.SIGKILL)
                kills += 1
    return kills


def crowd():
    seed = int(os.environ.get('QIAO_SEED', random.randrange(10 ** 9)))
    note('QIAO_SEED=%d' % seed)
    dice = random.Random(seed)
    owners = [resident() for _ in range(OWNERS)]
    own = {o: [journey.submitted(o, dice.choice(CODES)) for _ in range(EACH)] for o in owners}
    refs = [ref for some in own.values() for ref in some]
    mark = '%04d' % dice.randrange(10 ** 4)
    staff = [hire('crowd-%s-%d-%d' % (mark, i, n), unit, role, 'C-%s%d%02d' % (mark, i, n))
             for i, (unit, role, many) in enumerate(STAFF) for n in range(many)]
    workers = [Worker(o, refs, dice.random()) for o in staff]
    people = [Owner(o, some, dice.random()) for o, some in own.items()]
    start(*workers, *people)
    kills = kill_workers(workers)
    stop(*workers, *people)
    judge(refs, workers, people, kills)
    whole(own)


def judge(refs, workers, people, kills):
    found, rules = histories(refs), Rules()
    acts = sum(len(w.acknowledged) for w in workers)
    statuses = sum((w.statuses for w in workers), type(workers[0].statuses)())
    note('%d officers, %d matters, %d acts acknowledged, %d rows of history, %d answers, %d workers killed; %s' % (
        len(workers), len(refs), acts, sum(map(len, found.values())), sum(p.answered for p in people), kills,
        dict(statuses)))
    same([w.trouble for w in workers + people if w.trouble], [], 'everybody could go on to the end')
    ok(acts >= (ENOUGH or 10 * len(workers)), 'the officers did something', acts)
    done = collections.Counter(step[1] for steps in found.values() for step in steps)
    note(', '.join('%s %d' % d for d in done.most_common()))
    ok(len(done) >= (18 if IS_LONG else 8), 'of many kinds')
    ok(statuses[409] or statuses[422], 'and stood in each other’s way', dict(statuses))
    names = ','.join("'%s'" % r for r in refs)
    of = dict(db('SELECT ref, formality FROM application WHERE ref IN (%s)' % names))
    wrong = ['%s: %s' % (ref, f) for ref, steps in found.items()
             for f in rules.faults(steps, journey.FORMALITIES[of[ref]]['Approval'] != '0')]
    same(wrong[:5], [], 'every history is a legal path, by people who may')
    same(unaccounted(found, workers)[:5], [], 'every acknowledged act is in it once')
    same(db("SELECT a.ref, a.state, h.state FROM application a JOIN history h ON h.application = a.id WHERE a.ref IN "
            "(%s) AND h.seq = (SELECT MAX(seq) FROM history WHERE application = a.id) AND h.state <> a.state" % names),
         [], 'each matter is in the state of its last act')
    same(db("SELECT a.ref FROM application a JOIN officer o ON o.id = a.officer WHERE a.ref IN (%s) AND "
            "o.is_active = 0" % names), [], 'nobody has one who is not there')
    same(miscounted()[:5], [], 'and the desk counts what is there')


def whole(own):
    """As its owner reads it: the chains of acts and of openings, with all that killed workers left."""
    torn = [ref for owner, some in own.items() for ref in some if journey.said('zh', 'views.whole') not in
            owner.get('/zh/applications/%s/views' % ref).page.main.text]
    same(torn, [], 'and every chain is whole')
    said = {ref: verify(ref) for some in own.values() for ref in some}
    same([(ref, words) for ref, (status, words) in said.items() if status][:3], [],
         'and qiao-verify finds no word, paper or day of them that no act said')


run(rules_are_rules, crowd)
