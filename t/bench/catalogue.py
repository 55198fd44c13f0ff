# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole catalogue beside the main job's twelve formalities: the same program twice, on the same store, asked in turn.
What a page costs and weighs, a worker's memory, start-up, and how long a reload takes until all workers are new."""
import os
import signal
import statistics
import subprocess
import time
import urllib.parse

import load
import machine
import rivals
import twelve
from qiao import ROOT, db, here

GROWTH, MORE = 4 * 1024, 1.05       # kB of a worker; of the tracking page's CPU


def queries():
    """What people type: the list that the search is held against."""
    with open(ROOT + '/t/fixture/queries.tsv', encoding='utf-8') as f:
        return [line.split('\t')[0] for line in f if line.strip() and line[0] != '#']


def of_the_twelve(paths):
    """Of applications those that both sides have the formality of."""
    ours = {ref for (ref,) in db("SELECT ref FROM application WHERE formality IN ('%s')" % "', '".join(twelve.CODES))}
    return [path for path in paths if path.rpartition('/')[2] in ours]


class Side:
    """A portal with a catalogue, behind an nginx of its own."""

    def __init__(self, name, formalities):
        self.name = name
        self.settings = '%s/%s.hdf' % (rivals.folder, name)
        socket, self.parent = rivals.portal(name, 'Formalities = ' + formalities)
        self.url, self.nginx = rivals.nginx(portal=socket)

    @property
    def workers(self):
        return machine.children(self.parent)

    def case(self, stage, paths, cookie):
        parts = {'nginx': self.nginx, 'program': self.workers, 'mariadbd': [machine.started(here.data, 'mariadb')]}
        return load.Case(self.name, self.url, 'pages', [stage.lines(paths), cookie, 'gzip'], parts)

    def memory(self):
        return statistics.mean(machine.pss(pid) for pid in self.workers)

    def check(self):
        """Settings, templates, texts, the index of the search: what is read before the workers are there. Milliseconds."""
        began = time.perf_counter()
        subprocess.run([here.build + '/qiao-portal', '-c', self.settings, '--check'], check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - began) * 1000

    def reload(self):
        old, began = set(self.workers), time.perf_counter()
        os.kill(self.parent, signal.SIGHUP)
        while old & set(self.workers) or len(self.workers) != len(old):
            if time.perf_counter() - began > 60:
                raise RuntimeError('the workers of before are still there')
            time.sleep(0.002)
        return (time.perf_counter() - began) * 1000


def turns(sides, what, times):
    """The medians of each, asked in turn."""
    found = [[] for _ in sides]
    for _ in range(times):
        for side, values in zip(sides, found):
            values.append(what(side))
    return [statistics.median(values) for values in found]


def row(text, values, unit):
    few, all_of_it = values
    print('  %-42s %9.1f %9.1f %s %8.2f' % (text, few, all_of_it, unit, all_of_it / few))


def pages(stage, sides, plan):
    """{page: the CPU of all, of the one side and of the other}"""
    took = {}
    print('\n%-44s %9s %9s %12s' % ('The catalogue, gzip', 'twelve', 'all', 'all ÷ twelve'))
    for name, paths, cookie in (
            ('a guide, one of the twelve', ['/zh/formalities/' + code for code in twelve.CODES], ''),
            ('a search, one of 150', ['/zh/formalities?q=' + urllib.parse.quote(q) for q in queries()], ''),
            ('the list of all', ['/zh/formalities'], ''),
            ('a tracking page', of_the_twelve(stage.paths), stage.cookie)):
        cases = [side.case(stage, paths, cookie) for side in sides]
        load.take_turns(cases, plan.rounds, plan.seconds)
        took[name] = [case.median(lambda w: w.all_cpu) for case in cases]
        row(name + ', CPU in all', took[name], 'µs   ')
        row(name + ', with its head', [case.median(lambda w: w.bytes / w.requests) for case in cases], 'bytes')
    return took


def run(stage, plan, goal):
    folder = rivals.folder + '/formalities'
    twelve.make(ROOT + '/formalities', folder)
    before = len(rivals.started)
    sides = Side('twelve', folder), Side('all', ROOT + '/formalities')
    took = pages(stage, sides, plan)
    memory = [side.memory() for side in sides]
    row('a worker’s memory then (PSS)', memory, 'kB   ')
    row('start-up: all that is read (--check)', turns(sides, Side.check, 7), 'ms   ')
    row('a reload, until each worker is new', turns(sides, Side.reload, 7), 'ms   ')
    rivals.ended(before)    # so that nobody shares memory with who is measured next
    few, whole = took['a tracking page']
    goal(whole / few < MORE, 'tracking page: with all formalities %.2f of its CPU with twelve (no growth: under %.2f)', whole / few, MORE)
    goal(memory[1] - memory[0] < GROWTH, 'a worker’s memory: %.1f MB more than with twelve (under %d)',
         (memory[1] - memory[0]) / 1024, GROWTH // 1024)
