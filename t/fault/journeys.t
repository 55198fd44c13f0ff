#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Residents on random ways through their forms, while workers are killed, sessions end, forms are sent twice,
two phones write the same page, the language changes and the database is started again: nothing that was
acknowledged is lost, no matter is there twice, and every way comes to its end. With QIAO_LONG ten thousand
journeys of new dice; else three hundred, whose dice are the same in every run and whose accidents are not.
QIAO_SEED repeats a run, QIAO_JOURNEY one journey of it."""
import collections
import os
import random
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from forwarded import Forwarded
from journeys import Journey
from phones import Resident
from qiao import note, officer, ok, run, same, wait_until
import qiao

IS_LONG = bool(os.environ.get('QIAO_LONG'))
MANY = int(os.environ.get('QIAO_MANY', 10000 if IS_LONG else 300))
EACH = 40           # journeys of one person, who may have a hundred drafts
THREADS = 3
SEED = int(os.environ.get('QIAO_SEED', random.randrange(10 ** 9) if IS_LONG else 863425794))
ONE = os.environ.get('QIAO_JOURNEY')


class Residents(threading.Thread):
    """One after the other, each with so many journeys."""

    def __init__(self, numbers, *staff):
        super().__init__(daemon=True)
        self.numbers, self.found, self.did, self.done = numbers, [], [], 0
        self.staff, self.center, self.clerk = staff

    def journey(self, number, who):
        """One in six is another department's matter."""
        dice = random.Random('%d %d' % (SEED, number))
        if number % 6 == 5:
            return Forwarded(dice, who, self.staff, self.center, self.clerk)
        return Journey(dice, who, self.staff)

    def run(self):
        who = None
        for at, number in enumerate(self.numbers):
            j = None
            try:
                if at % EACH == 0 or not who:
                    who = Resident(qiao.fresh_contact())
                j = self.journey(number, who)
                j.run()
            except Exception as e:      # noqa: whatever it is, it is told
                self.found.append('QIAO_SEED=%d QIAO_JOURNEY=%d: %s %s: %s\n%s' % (
                    SEED, number, j and j.code, j and j.ref, e, '' if type(e).__name__ == 'Lost' else traceback.format_exc()) +
                    '    after %s' % ' '.join(j.did if j else []))
                who = None      # what was wrong once shall not be told again for all that follow
            self.did += j.did if j else []
            self.done += 1


def kill_one():
    children = children_of(pid_of('portal'))
    if children:
        os.kill(random.choice(children), signal.SIGKILL)


def restart_database():
    os.kill(pid_of('mariadb'), signal.SIGKILL)
    wait_until(lambda: not os.path.exists('/proc/%d' % pid_of('mariadb')), 5)
    start_database()


def disturb(crowd):
    """Until all are through: a worker dies every second or so, and at times the database or all workers do."""
    kills, began = 0, time.time()
    rare = [restart_database, lambda: here.command('reload'), restart_database] * (10 if IS_LONG else 1)
    many = len(rare)
    total = sum(len(c.numbers) for c in crowd)
    while any(c.is_alive() for c in crowd):
        time.sleep(random.uniform(0.4, 1.2))
        kill_one()
        kills += 1
        done = sum(c.done for c in crowd)
        if rare and done > total * (many - len(rare)) // (many + 1):
            rare.pop(0)()
    return kills, time.time() - began


def journeys():
    note('QIAO_SEED=%d' % SEED)
    numbers = [int(ONE)] if ONE else list(range(MANY))
    crowd = [Residents(numbers[i::THREADS], *map(officer, ('ouhai-%d' % (i % 2 + 1), 'center-1', 'justice-1'))) for i in range(min(THREADS, len(numbers)))]
    start(*crowd)
    kills, took = disturb(crowd)
    for c in crowd:
        c.join()
    did = collections.Counter(d for c in crowd for d in c.did)
    note('%d journeys, %d workers killed, %.0f s; %s' % (sum(c.done for c in crowd), kills, took,
                                                        ', '.join('%s %d' % d for d in did.most_common())))
    found = [f for c in crowd for f in c.found]
    for f in found[:10]:
        note(f.replace('\n', '\n# '))
    same(len(found), 0, 'of %d journeys none lost a field, has a matter twice or came to no end' % len(numbers))
    ok('error=internal' not in qiao.logs('portal')[BEFORE:], 'and no internal error')


BEFORE = len(qiao.logs('portal'))
run(journeys)
