# SPDX-License-Identifier: AGPL-3.0-or-later
"""People who go on reading and writing while something breaks, and what breaks it."""
import os
import random
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
import qiao
from qiao import Browser, ROOT, here


class Reader(threading.Thread):
    """Opens the same page again and again; keeps (seconds since the start, status, took)."""

    def __init__(self, path, browser=None):
        super().__init__(daemon=True)
        self.path, self.browser, self.seen, self.is_over = path, browser or Browser(), [], False

    def run(self):
        began = time.time()
        while not self.is_over:
            at = time.time()
            try:
                status = self.browser.get(self.path).status
            except OSError as e:
                status = type(e).__name__
            self.seen.append((at - began, status, time.time() - at))
            time.sleep(0.01)

    def statuses(self):
        return sorted({str(s) for _, s, _ in self.seen})


class Writer(threading.Thread):
    """Begins a draft, form after form; each is sent until it is acknowledged, as a person who
    presses "try again" does, so that each must have had one effect."""

    def __init__(self, browser, code='dl-defer-renew'):
        super().__init__(daemon=True)
        self.browser, self.path = browser, '/zh/formalities/%s/apply' % code
        self.forms, self.locations, self.statuses, self.is_over, self.trouble = 0, [], [], False, None
        self.pages = []

    def one(self):
        page = self.browser.get(self.path)
        self.pages.append(page.status)
        if page.status != 200:
            time.sleep(0.2)
            return
        form = page.page.form(action='/apply')
        self.forms += 1
        for _ in range(200):
            try:
                reply = self.browser.submit(form)
            except OSError as e:
                self.statuses.append(type(e).__name__)
                time.sleep(0.2)
                continue
            self.statuses.append(reply.status)
            if reply.status == 303:
                self.locations.append(reply.location)
                return
            # the page of the failure offers the same form once more
            if reply.status == 503 and reply.page.has_form(action='/apply'):
                form = reply.page.form(action='/apply')
            time.sleep(0.2)
        raise RuntimeError('never acknowledged: %s' % self.statuses[-5:])

    def run(self):
        try:
            while not self.is_over:
                self.one()
        except Exception as e:
            self.trouble = repr(e)


def start(*threads):
    for t in threads:
        t.start()
    return threads


def stop(*threads):
    for t in threads:
        t.is_over = True
    for t in threads:
        t.join(60)


def pid_of(name):
    with open('%s/run/%s.started' % (here.data, name)) as f:
        return int(f.read().split()[0])


def children_of(pid):
    with open('/proc/%d/task/%d/children' % (pid, pid)) as f:
        return [int(p) for p in f.read().split()]


def start_database():
    """As `./qiao serve` starts it, and nothing else with it."""
    script = '''
        say() { :; }; die() { echo "$*" >&2; exit 1; }
        for part in settings daemon store; do . "$SOURCE/deploy/local/$part.sh"; done
        settings_run_dir
        store_start'''
    told = subprocess.run(['bash', '-euc', script], capture_output=True, text=True, timeout=120, env=dict(
        os.environ, SOURCE=ROOT, DATA=here.data, PORT=str(here.port), DEMO='1', LISTEN='127.0.0.1',
        BUILD=here.build, PATH=os.environ['PATH'] + ':/usr/sbin'))
    if told.returncode:
        raise RuntimeError(told.stdout + told.stderr)


def drafts(person_of):
    """How many drafts this browser's person has."""
    return int(qiao.db_one(
        "SELECT COUNT(*) FROM application WHERE person = (SELECT person FROM application WHERE ref = '%s')"
        % person_of))
