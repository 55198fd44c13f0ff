# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk's lists with few matters in the store and with many: two instances side by side, asked in turn, so
that whatever else the machine does meets both. Each list of an officer, and of a supervisor over all units;
further pages; filters; a matter's screen; acts, from claiming to asking for a correction, accepting, proposing and approving;
supervision's tables, of a month and of a year. Beside the time: how many rows the store reads, and how it finds them."""
import json
import os
import signal
import statistics
import subprocess
import time

import journey
import machine
import qiao
from qiao import ROOT, db

LISTS = ('unit', 'mine', 'new', 'approval', 'waiting', 'soon', 'overdue', 'transferred', 'awake', 'away')
FILTERS = ('country=IT', 'country=JP', 'formality=cert-no-crime', 'formality=cert-no-crime&country=ES',
           'state=accepted', 'since=2027-01-15')
ASKED = '请核对。 Please check this. Si prega di controllare. Compruébelo, por favor.'
REASON = '材料齐全，符合规定。'
SUPERVISION = ('formality', 'unit', 'site', 'officer', 'month')
RATIO = 1.5


class Side:
    """An instance with so many matters, an officer and a supervisor signed in there."""

    def __init__(self, instance, matters):
        self.instance = instance
        self.seeded = self.fill(matters - int(self.one('SELECT COUNT(*) FROM application')))
        self.away()
        db('ANALYZE TABLE application, queue_entry, person, officer, absence', instance)
        self.who = {}

    def fill(self, missing):
        """What the seed said at its end."""
        if missing <= 0:
            return 'the store was filled before'
        told = subprocess.run([ROOT + '/qiao', 'seed', str(missing)], env=self.env(), check=True, cwd=ROOT,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return told.stdout.strip().splitlines()[-1]

    def begin(self, rounds):
        """After both are filled: a sign-in does not outlast the filling of a million. The clock stands still."""
        self.who = {name: self.signed_in(name) for name in ('ouhai-1', 'ouhai-approver', 'supervisor')}
        self.new = self.submitted(2 * (rounds + 3))
        self.summed_up()
        courier = machine.started(self.instance.data, 'courier')
        os.kill(courier, signal.SIGSTOP)

    def summed_up(self):
        """What filling noted beside the sums, rows by the ten thousand, is the courier's to add up, and it stands still then."""
        until = time.time() + 3600
        while any(self.one('SELECT COUNT(*) FROM ' + noted) != '0' for noted in ('queue_delta', 'figure_delta')):
            if time.time() > until:
                raise RuntimeError('the courier has not summed up what filling noted')
            time.sleep(1)

    def env(self):
        return dict(os.environ, QIAO_PORT=str(self.instance.port), QIAO_DATA=self.instance.data, QIAO_DEMO='1')

    def one(self, sql):
        return db(sql, self.instance)[0][0]

    def away(self):
        """One officer of each branch is away, so that the list of their matters has some."""
        db("INSERT INTO absence (id, officer, since, until, made_by, made) SELECT id, id, CURDATE() - INTERVAL 1 DAY, "
           "CURDATE() + INTERVAL 9 DAY, id, UTC_TIMESTAMP(3) FROM officer WHERE name LIKE '%-2' AND id NOT IN "
           "(SELECT officer FROM absence)", self.instance)

    def signed_in(self, name):
        there, qiao.here = qiao.here, self.instance
        try:
            return qiao.officer(name)
        finally:
            qiao.here = there

    def get(self, who, path):
        began = time.perf_counter()
        reply = self.who[who].get(path)
        took = time.perf_counter() - began
        assert reply.status == 200, (path, reply.status)
        return took, reply

    def matters(self, who):
        """Some that nobody holds, by their addresses."""
        found = self.get(who, '/desk/?list=new')[1].page.links('/desk/matters/')
        return sorted({path.split('?')[0] for path in found if path.count('/') == 3})

    def submitted(self, most):
        """New matters of the officers' unit, handed in as residents do: few of the store's nobody has begun, and two decide."""
        there, qiao.here, found = qiao.here, self.instance, []
        try:
            while len(found) < most:
                person = qiao.resident()
                found += ['/desk/matters/' + journey.submitted(person, example={'home_county': '330304'}) for _ in range(6)]
            return found[:most]
        finally:
            qiao.here = there

    def act(self, who, path, typed=None, button=None):
        """Once, with the page's own form; what the act itself took. typed: a dict, or what makes it of the form."""
        officer = self.who[who]
        form = officer.get(path).page.form('version')
        typed = dict({'absent': True} if form.input('absent') else {}, **((typed(form) if callable(typed) else typed) or {}))
        began = time.perf_counter()
        reply = officer.submit(form, typed, button=button)
        took = time.perf_counter() - began
        assert reply.status == 303, (path, reply.status)
        return took

    def root(self, sql):
        """As the server's owner; rows of strings."""
        told = subprocess.run(['mariadb', '--no-defaults', '--socket=' + self.instance.setting('admin', 'Socket'),
                               '--batch', '--skip-column-names', '--raw', self.instance.setting('admin', 'Name')],
                              input=sql, capture_output=True, text=True, timeout=120)
        if told.returncode:
            raise RuntimeError(told.stderr)
        return [line.split('\t') for line in told.stdout.splitlines()]

    def listen(self):
        """Values are logged of what was prepared after the log was switched on: so by new workers."""
        self.root("SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = 1")
        os.kill(machine.started(self.instance.data, 'courier'), signal.SIGCONT)
        subprocess.run([ROOT + '/qiao', 'reload'], env=self.env(), check=True, cwd=ROOT, stdin=subprocess.DEVNULL,
                       capture_output=True)

    def statements(self, who, path):
        """What the lists ask the store for one page, with its values."""
        self.root('TRUNCATE mysql.general_log')
        self.get(who, path)
        return [row[0] for row in self.root(
            "SELECT REPLACE(argument, '\n', ' ') FROM mysql.general_log WHERE command_type = 'Execute' AND "
            "argument LIKE '%queue_entry%'")]

    def rows_read(self, statements):
        read = self.root('FLUSH STATUS; %s; SHOW SESSION STATUS LIKE \'Handler_read%%\'' % '; '.join(statements))
        return sum(int(row[1]) for row in read if row[0].startswith('Handler_read') and row[0] != 'Handler_read_rnd_deleted')


def tables(node):
    """Every table of a plan, wherever it stands in it."""
    if isinstance(node, dict):
        if 'table_name' in node:
            yield node
        for value in node.values():
            yield from tables(value)
    elif isinstance(node, list):
        for value in node:
            yield from tables(value)


def faults_of(side, statements):
    """What is not found by a key of its own, or reads more than the key; a page's own rows are few."""
    found = set()
    for statement in statements:
        plan = ' '.join(row[0].replace('\\n', ' ') for row in side.root('EXPLAIN FORMAT=JSON ' + statement))
        for table in tables(json.loads(plan, strict=False)):
            if table['table_name'] == 'queue_entry' and not (
                    table.get('access_type') in ('range', 'ref') and table.get('using_index')):
                found.add('%s by %s' % (table.get('access_type'), table.get('key')))
        if '"filesort"' in plan.replace('ORDER BY due', '') and 'queue_entry_' in plan and 'read_sorted_file' in plan \
                and '"table_name": "queue_entry"' in plan.split('read_sorted_file')[1][:600]:
            found.add('sorts')
    return found


def middle(side, who, path):
    """The fifth page of a list: its address, or the last there is."""
    for _ in range(4):
        page = side.get(who, path)[1].page
        path = next((a for a in page.links('due=') if 'id=' in a and 'all=' not in a), path)
    return path


def compare(rounds, take):
    """Medians in ms of each side, asked in turn; take(side, n) tells the seconds of the nth time."""
    times = [[], []]
    for n in range(rounds + 3):
        for i in range(2):
            took = take(i, n)
            if n >= 3:
                times[i].append(took * 1000)
    return [statistics.median(t) for t in times]


def word_for_next(form):
    """Whoever gives a matter back that is under way leaves a word."""
    return {'ready-notes': True} if 'ready-notes' in form.names else {}


def one_matter(sides, rounds, who='ouhai-1'):
    """A matter's screen, and what an officer does: each of some in turn is taken and given back."""
    of = [side.matters(who) for side in sides]

    def screen(i, n):
        return sides[i].get(who, of[i][n % len(of[i])])[0]
    yield 'a matter’s screen', compare(rounds, screen)
    for name in ('claim', 'release'):
        def act(i, n, name=name):
            other = {'claim': 'release', 'release': 'claim'}[name]
            path = of[i][n % len(of[i])]
            if name == 'release':
                sides[i].act(who, path + '/' + other, word_for_next)
            took = sides[i].act(who, path + '/' + name, word_for_next)
            if name == 'claim':
                sides[i].act(who, path + '/' + other, word_for_next)
            return took
        yield 'an act: ' + name, compare(rounds, act)


def one_word(form):
    """Of one field that it is to be looked at again."""
    return {next(name for name in sorted(form.names) if name.startswith('text-field-')): ASKED}


def decided(sides, rounds):
    """What cannot be done twice: half of the matters are asked to be corrected; half are accepted, proposed and approved."""
    asked, accepted = [side.new[:rounds + 3] for side in sides], [side.new[rounds + 3:] for side in sides]
    for name, of, who, page, typed, button in (
            ('ask for a correction', asked, 'ouhai-1', '/correction', one_word, None),
            ('accept', accepted, 'ouhai-1', '/accept', None, None),
            ('propose', accepted, 'ouhai-1', '/propose-approval', {'reason': REASON}, None),
            ('approve', accepted, 'ouhai-approver', '/decide', None, ('verdict', 'agree'))):
        yield 'an act: ' + name, compare(
            rounds, lambda i, n, of=of, who=who, page=page, typed=typed, button=button:
            sides[i].act(who, of[i][n] + page, typed, button))


def cases(sides):
    for who, unit in (('ouhai-1', ''), ('supervisor', '&unit=1')):
        for which in LISTS:
            path = '/desk/?list=%s%s' % (which, unit)
            yield who, which + (', all units' if unit else ''), [path, path]
        for which in ('unit', 'awake'):
            path = '/desk/?list=%s%s' % (which, unit)
            yield who, '%s%s, fifth page' % (which, ', all units' if unit else ''), [middle(s, who, path) for s in sides]
    for query in FILTERS:
        path = '/desk/?list=unit&' + query
        yield 'ouhai-1', 'unit, ' + query, [path, path]


def supervision(sides, rounds):
    """Its tables of the running month, by month of the year that ends with it; and what units have on their hands."""
    for by in SUPERVISION:
        path = '/desk/supervision?by=' + by
        yield 'supervision by ' + by, compare(rounds, lambda i, n, path=path: sides[i].get('supervisor', path)[0])


def shown(side, who, path):
    """How many matters the page has."""
    return sum(n['name'].startswith('m-') for n in side.get(who, path)[1].page.all('input'))


def line(name, times, shows=(0, 0)):
    print('  %8.1f %8.1f %6.2f  %s%s' % (times[0], times[1], times[1] / times[0], name,
                                         '' if shows[0] == shows[1] else ' (%d and %d matters on it)' % shows))
    qiao.sys.stdout.flush()


def run(small, big, rounds, goal):
    sides = (small, big)
    for side in sides:
        side.begin(rounds)
    counts = ['{:,}'.format(int(s.one('SELECT COUNT(*) FROM application'))) for s in sides]
    open_ones = ['{:,}'.format(int(s.one('SELECT COUNT(*) FROM queue_entry'))) for s in sides]
    print('\nThe desk’s lists: %s matters (%s of them open) and %s (%s); medians of %d, in turn' % (
        counts[0], open_ones[0], counts[1], open_ones[1], rounds))
    print('  %s' % big.seeded)
    print('  %8s %8s %6s  %s' % ('ms', 'ms', 'ratio', 'list'))
    worst, wrong = (0, ''), set()
    for who, name, paths in cases(sides):
        times = compare(rounds, lambda i, n, who=who, paths=paths: sides[i].get(who, paths[i])[0])
        shows = tuple(shown(s, who, path) for s, path in zip(sides, paths))
        line(name, times, shows)
        if shows[0] == shows[1]:        # a page with a row or two beside a full one says nothing of the store
            worst = max(worst, (times[1] / times[0], name))
    for name, times in one_matter(sides, rounds):
        worst = max(worst, (times[1] / times[0], name))
        line(name, times)
    for name, times in decided(sides, rounds):
        worst = max(worst, (times[1] / times[0], name))
        line(name, times)
    for name, times in supervision(sides, rounds):
        worst = max(worst, (times[1] / times[0], name))
        line(name, times)
    for side in sides:
        side.listen()
    print('  %8s %8s         %s' % ('rows', 'rows', 'read by the store for one page, its counts too'))
    for who, name, paths in cases(sides):
        asked = [side.statements(who, path) for side, path in zip(sides, paths)]
        read = [side.rows_read(s) for side, s in zip(sides, asked)]
        faults = faults_of(big, asked[1])
        wrong |= {'%s: %s' % (name, f) for f in faults}
        print('  %8d %8d         %s%s' % (read[0], read[1], name, ''.join('; ' + f for f in sorted(faults))))
        qiao.sys.stdout.flush()
    goal(worst[0] < RATIO, 'as full a page, a screen, an act, a table of supervision with %s matters: at most %.2f of the time with %s (%s; under %.1f)', counts[1],
         worst[0], counts[0], worst[1], RATIO)
    goal(not wrong, 'every list walks down a key that holds all it asks for%s', ''.join('; ' + w for w in sorted(wrong)))
