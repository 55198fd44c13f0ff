# SPDX-License-Identifier: AGPL-3.0-or-later
"""Windows of load by wrk, side by side: what is compared takes turns, so that a machine whose
speed drifts is unfair to nobody."""
import os
import re
import statistics
import subprocess

import machine

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 32
FIGURES = re.compile(r'^figures requests=(\d+) us=(\d+) bytes=(\d+) failed=(\d+) p50=(\d+) '
                     r'p99=(\d+)$', re.M)


class Window:
    """One run of wrk: requests a second, CPU microseconds a request by part."""

    def __init__(self, name, url, script, arguments, parts, seconds):
        before = {part: machine.cpu(pids) for part, pids in parts.items()}
        told = subprocess.run(['wrk', '-t1', '-c%d' % CONNECTIONS, '-d%ds' % seconds, '-s',
                               '%s/%s.lua' % (HERE, script), url, '--'] + list(arguments),
                              capture_output=True, text=True, timeout=seconds + 60)
        figures = FIGURES.search(told.stdout)
        if not figures:
            raise RuntimeError('%s: wrk ended without figures\n%s%s' % (
                name, told.stdout, told.stderr))
        self.requests, us, self.bytes, failed, _, p99 = map(int, figures.groups())
        if failed or not self.requests:
            raise RuntimeError('%s: %d of %d requests failed' % (name, failed, self.requests))
        self.rate, self.p99 = self.requests * 1e6 / us, p99 / 1000
        self.cpu = {part: (machine.cpu(pids) - before[part]) / self.requests
                    for part, pids in parts.items()}

    @property
    def all_cpu(self):
        return sum(self.cpu.values())


class Case:
    """Something that is measured: where, with which arguments, which processes work for it."""

    def __init__(self, name, url, script, arguments, parts):
        self.name, self.given = name, (url, script, arguments, parts)
        self.windows = []

    def window(self, seconds):
        return Window(self.name, *self.given, seconds)

    def median(self, what):
        return statistics.median(map(what, self.windows))


def take_turns(cases, rounds, seconds):
    """After a short window each that is not counted."""
    for case in cases:
        case.window(1)
    for _ in range(rounds):
        for case in cases:
            case.windows.append(case.window(seconds))


def ratio(case, other):
    """Of the rates, round by round; the median."""
    return statistics.median(a.rate / b.rate for a, b in zip(case.windows, other.windows))
