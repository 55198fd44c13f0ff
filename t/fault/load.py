# SPDX-License-Identifier: AGPL-3.0-or-later
"""People who go on reading and writing while something breaks, and what breaks it."""
import http.client
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
            except (OSError, http.client.HTTPException) as e:
                status = type(e).__name__
            self.seen.append((at - began, status, time.time() - at))
            time.sleep(0.1)

    def statuses(self):
        return sorted({str(s) for _, s, _ in self.seen})


class Writer(threading.Thread):
    """Begins a draft and deletes it, again and again; each form is sent until it is
    acknowledged, as a person who presses "try again" does, so each must have had one effect."""

    def __init__(self, browser, code='dl-defer-renew'):
        super().__init__(daemon=True)
        self.browser, self.path = browser, journey.apply_path('zh', code)
        self.begun, self.refs, self.deleted = 0, [], []
        self.statuses, self.pages, self.is_over, self.trouble = [], [], False, None

    def page(self, path):
        for _ in range(200):
            try:
                reply = self.browser.get(path)
            except (OSError, http.client.HTTPException) as e:
                self.pages.append(type(e).__name__)
                time.sleep(0.2)
                continue
            self.pages.append(reply.status)
            if reply.status == 200:
                return reply.page
            time.sleep(0.2)
        raise RuntimeError('%s never came: %s' % (path, self.pages[-5:]))

    def send(self, form, action):
        for _ in range(200):
            try:
                reply = self.browser.submit(form)
            except (OSError, http.client.HTTPException) as e:
                self.statuses.append(type(e).__name__)
                time.sleep(0.2)
                continue
            self.statuses.append(reply.status)
            if reply.status == 303:
                return reply.location
            # the page of the failure offers the same form once more; nginx's own cannot
            if reply.status == 503 and reply.page.has_form(action=action):
                form = reply.page.form(action=action)
            time.sleep(0.2)
        raise RuntimeError('never acknowledged: %s' % self.statuses[-5:])

    def run(self):
        try:
            while not self.is_over:
                form = self.page(self.path).form(action='/apply')
                self.begun += 1
                time.sleep(0.05)
                ref = self.send(form, '/apply').split('/')[3]
                self.refs.append(ref)
                # of some the draft must be there at the end; more than a hundred nobody may have
                if len(self.refs) % 2 or len(self.refs) - len(self.deleted) > 60:
                    self.send(self.page('/zh/applications/%s/delete' % ref).form(action='/delete'), '/delete')
                    self.deleted.append(ref)
        except Exception as e:
            self.trouble = repr(e)

    def judge(self):
        """Nothing lost, nothing twice, nothing by half."""
        qiao.same(self.trouble, None, 'somebody who writes gets through (%d forms)' % len(self.statuses))
        qiao.same(len(set(self.refs)), self.begun, '%d forms to begin, each with its own draft' % self.begun)
        kept = set(self.refs) - set(self.deleted)
        some = self.refs[1] if len(self.refs) > 1 else self.refs[0]
        mine = ("person = (SELECT person FROM application WHERE ref = '%s')" % some)
        qiao.same(sorted(r[0] for r in qiao.db('SELECT ref FROM application WHERE ' + mine)), sorted(kept),
                  'no draft is lost, none is there that nobody asked for, and the deleted ones are gone')


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
        for part in progress settings daemon store; do . "$SOURCE/deploy/local/$part.sh"; done
        settings_run_dir
        store_start'''
    told = subprocess.run(['bash', '-euc', script], capture_output=True, text=True, timeout=120, env=dict(
        os.environ, SOURCE=ROOT, DATA=here.data, PORT=str(here.port), DEMO='1', LISTEN='127.0.0.1',
        BUILD=here.build, PATH=os.environ['PATH'] + ':/usr/sbin'))
    if told.returncode:
        raise RuntimeError(told.stdout + told.stderr)
