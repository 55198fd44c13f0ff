# SPDX-License-Identifier: AGPL-3.0-or-later
"""Windows of load by wrk, side by side: what is compared takes turns, so that a machine whose
speed drifts is unfair to nobody."""
import os
import re
import resource
import statistics
import subprocess
import time

import machine

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 32
ELSE, TRIES = 0.08, 6       # so much of the machine's time may go elsewhere, else once more
FIGURES = re.compile(r'^figures requests=(\d+) us=(\d+) bytes=(\d+) failed=(\d+) p50=(\d+) '
                     r'p99=(\d+)$', re.M)


def children_cpu():
    """Of wrk, in microseconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1e6


class Window:
    """One run of wrk: requests a second, CPU microseconds a request by part."""

    def __init__(self, name, url, script, arguments, parts, seconds):
        before = {part: machine.cpu(pids) for part, pids in parts.items()}
        all_before, own_before, began = machine.busy(), children_cpu(), time.monotonic()
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
        took = {part: machine.cpu(pids) - before[part] for part, pids in parts.items()}
        other = machine.busy() - all_before - sum(took.values()) - (children_cpu() - own_before)
        self.elsewhere = max(0, other / 1e6 / (time.monotonic() - began) / os.cpu_count())
        self.cpu = {part: spent / self.requests for part, spent in took.items()}

    @property
    def all_cpu(self):
        return sum(self.cpu.values())


class Case:
    """Something that is measured: where, with which arguments, which processes work for it."""

    def __init__(self, name, url, script, arguments, parts):
        self.name, self.given = name, (url, script, arguments, parts)
        self.windows = []

    def window(self, seconds):
        """The first one that had the machine for itself, or the best of several."""
        best = None
        for _ in range(TRIES):
            one = Window(self.name, *self.given, seconds)
            if not best or one.elsewhere < best.elsewhere:
                best = one
            if best.elsewhere < ELSE:
                break
        return best

    def median(self, what):
        return statistics.median(map(what, self.windows))


def take_turns(cases, rounds, seconds):
    """After a short window each that is not counted."""
    for case in cases:
        Window(case.name, *case.given, 1)
    for _ in range(rounds):
        for case in cases:
            case.windows.append(case.window(seconds))


def ratio(case, other):
    """Of the rates, round by round; the median."""
    return statistics.median(a.rate / b.rate for a, b in zip(case.windows, other.windows))
