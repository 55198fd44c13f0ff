#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`./qiao reload` while people read and write: no request is dropped."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from qiao import Browser, ROOT, has, logs, officer, ok, once, photo, resident, run, same, wait_until
from samples import Samples


def reloaded():
    person = resident()
    ref = journey.submitted(person)
    readers = [Reader('/zh/applications/' + ref, person), Reader('/zh/formalities/cert-no-crime'),
               Reader('/desk/matters/' + ref, officer('ouhai-1'))]
    writers = [Writer(resident()), Writer(resident())]
    start(*readers, *writers)
    before = {p: set(children_of(pid_of(p))) for p in ('portal', 'desk')}
    for i in range(3):
        time.sleep(1)
        told = here.command('reload')
        ok(told.returncode == 0 and 'reloaded' in told.stdout, 'reload %d' % (i + 1), told.stdout, told.stderr)
    time.sleep(2)
    after = {p: set(children_of(pid_of(p))) for p in ('portal', 'desk')}
    stop(*readers, *writers)
    for p in before:
        ok(not before[p] & after[p] and len(before[p]) == len(after[p]), 'the workers of the %s are others now' % p,
           before[p], after[p])
    for r, name in zip(readers, ('tracking', 'guide', 'desk')):
        same(r.statuses(), ['200'], 'reading the %s never failed (%d pages)' % (name, len(r.seen)))
    for w in writers:
        w.judge()
        same(sorted(set(w.statuses)), [303], 'without a failure')


def slow_request():
    """An upload that is being worked on when the workers are replaced comes to its end."""
    person = resident()
    ref = journey.ref_of(journey.begin(person, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    form, out = person.get(path).page.form('files'), []
    sender = threading.Thread(target=lambda: out.append(person.submit(form, files=[photo('phone.heic')] * 2)))
    sender.start()
    time.sleep(0.3)
    told = here.command('reload')
    sender.join()
    ok(told.returncode == 0 and out and out[0].status == 303, 'an upload in hand is finished', told.stderr, out and out[0].status)


def late_to_hear():
    """Whoever asks once the reload is over is not answered by a worker of before, which may hear late that it is to end."""
    before, renewed = set(children_of(pid_of('portal'))), logs('portal').count('event=renew ')
    late = min(before)
    os.kill(late, signal.SIGSTOP)
    told = []
    reload = threading.Thread(target=lambda: told.append(here.command('reload')))
    reload.start()
    ok(wait_until(lambda: logs('portal').count('event=renew ') > renewed, 30), 'the others are told')
    time.sleep(0.7)
    os.kill(late, signal.SIGCONT)
    reload.join()
    same(told[0].returncode, 0, 'it is reloaded')
    same(before & set(children_of(pid_of('portal'))), set(), 'and none of them is left')


class Begins(threading.Thread):
    """People who begin a draft again and again, of a formality that is paused in between."""

    def __init__(self, code):
        super().__init__(daemon=True)
        self.path, self.seen, self.is_over = journey.apply_path('zh', code), [], False
        # a hundred drafts are one person's limit, and a reload may take long on a busy machine
        self.people = [(who, who.get(self.path).page.form(action='/apply')) for who in (resident(), resident(), resident())]

    def run(self):
        while not self.is_over and len(self.seen) < 90 * len(self.people):
            browser, form = self.people[len(self.seen) % len(self.people)]
            pairs = [(n, once() if n == 'once' else v) for n, v in form.pairs()]
            reply = browser.post(form.action, pairs)
            self.seen.append((reply.status, PAUSED in reply.text))
            time.sleep(0.5)


PAUSED = '系统升级，十二月恢复。'


def formalities_change():
    """One is paused, opened, changed, another added and taken away again, under load."""
    kept = Samples()
    text = kept.text('test-asked')
    readers = [Reader('/zh/formalities/test-asked'), Reader('/zh/formalities'), Reader('/zh/formalities?q=%E8%AF%81'),
               Reader('/zh/formalities/cert-no-crime'),
               Reader('/desk/formalities', officer('ouhai-1'))]
    writers, begins = [Writer(resident())], Begins('test-asked')
    start(*readers, *writers, begins)
    time.sleep(0.5)

    def now(what, code, text, check):
        if text is None:
            os.unlink(kept.folder + '/certificate/%s.hdf' % code)
        else:
            with open(kept.folder + '/certificate/%s.hdf' % code, 'w') as out:
                out.write(text)
        kept.reload()
        page = Browser().get('/zh/formalities/' + code)
        ok(check(page), '%s, and it is so after ./qiao reload' % what, page.status, page.page.h1)
        time.sleep(0.5)
    now('one is paused', 'test-asked', text + '\nPaused {\n\tzh = %s\n\ten = Soon.\n\tit = Presto.\n\tes = Pronto.\n}\n' % PAUSED,
        lambda p: PAUSED in p.text)
    now('opened again', 'test-asked', text, lambda p: PAUSED not in p.text)
    now('changed', 'test-asked', text.replace('一份示例。', '两份示例。'), lambda p: '两份示例。' in p.text)
    now('another added', 'test-more', text.replace('Code = test-asked', 'Code = test-more').replace('zh = ', 'zh = 另'), lambda p: p.status == 200)
    now('taken away', 'test-more', None, lambda p: p.status == 404)
    with open(kept.path('test-asked'), 'w') as out:
        out.write(text.replace('Law = 5', 'Law = 1'))
    told = here.command('reload')
    ok(told.returncode and 'Limit.Promise: longer than the law' in told.stdout + told.stderr, 'a wrong file is refused by its key',
       told.stdout, told.stderr)
    same(Browser().get('/zh/formalities/test-asked').status, 200, 'and everything goes on as it was')
    kept.write('test-asked', text)
    kept.reload()
    stop(*readers, *writers, begins)
    for r in readers:
        same(r.statuses(), ['200'], 'reading %s never failed (%d pages)' % (r.path, len(r.seen)))
    for w in writers:
        w.judge()
        same(sorted(set(w.statuses)), [303], 'without a failure')
    same(sorted(set(begins.seen)), [(303, False), (409, True)], 'who begins the paused one reads why, or begins (%d forms)' % len(begins.seen))


def opened(path):
    """A pipe's end for writing, once somebody has it open for reading."""
    for _ in range(600):
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    raise RuntimeError('nobody reads ' + path)


def asked_again_meanwhile():
    """Whoever mends a file while the programs still read the wrong one, and asks once more, is heard."""
    kept = Samples()
    path, changed = kept.path('test-asked'), kept.text('test-asked').replace('一份示例。', '三份示例。')
    kept.write('test-asked', changed, '.mended')
    os.unlink(path)
    os.mkfifo(path)
    pid = pid_of('portal')
    before, said = set(children_of(pid)), logs('portal').count('event=renew-refused')
    os.kill(pid, signal.SIGHUP)
    writer = opened(path)               # it reads now, and waits for more
    os.kill(pid, signal.SIGHUP)
    os.rename(path + '.mended', path)
    os.close(writer)                    # an empty file is no formality
    ok(wait_until(lambda: logs('portal').count('event=renew-refused') == said + 1, 30), 'what was read first is refused')
    ok(wait_until(lambda: not before & set(children_of(pid)), 30), 'and the second signal, of meanwhile, is acted on')
    told = here.command('reload')
    same(told.returncode, 0, 'as anything later is')
    has(Browser().get('/zh/formalities/test-asked').text, '三份示例。', 'and it is the mended one')
    os.kill(pid, signal.SIGHUP)
    os.kill(pid, signal.SIGHUP)
    ok(wait_until(lambda: len(children_of(pid)) == len(before), 30), 'no worker is left over')


def data_of(pid):
    """What it has asked for to write to, in kB."""
    with open('/proc/%d/status' % pid) as f:
        return next(int(line.split()[1]) for line in f if line.startswith('VmData:'))


class Own:
    """A program with one worker, which nobody has reloaded yet."""

    def __init__(self, name, more=''):
        self.folder = tempfile.mkdtemp()
        with open('%s/etc/%s.hdf' % (here.data, name)) as f:
            settings = f.read()
        with open(self.folder + '/settings', 'w', opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write('%s\nSocket = %s/socket\nWorkers = 1\n%s' % (settings, self.folder, more))
        with open(self.folder + '/log', 'w') as log:
            self.parent = subprocess.Popen(['%s/qiao-%s' % (here.build, name), '-c', self.folder + '/settings'],
                                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.pid = self.parent.pid
        ok(wait_until(self.workers, 60), 'a %s of its own is there' % name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.parent.terminate()
        self.parent.wait(60)
        shutil.rmtree(self.folder)

    def workers(self):
        return children_of(self.pid)

    def reload(self):
        self.parent.send_signal(signal.SIGHUP)

    def said(self, what):
        with open(self.folder + '/log') as f:
            return f.read().count(what)


def memory(name):
    with Own(name) as own:
        first, done = data_of(own.pid), 0
        while done < 12 and wait_until(lambda: own.said('event=renew ') == done, 60):
            own.reload()
            done += 1
        ok(wait_until(lambda: own.said('event=renew ') == 12, 60), 'it is reloaded twelve times', done)
        last = data_of(own.pid)
        ok(last < first + 1024, 'and the %s asks for no more memory than at its start' % name, first, last)


def memory_stays():
    """The texts that a reload reads take the room of those that it puts away."""
    memory('portal')
    memory('desk')


def spoilt_meanwhile():
    """A file that is spoilt after it was found good and before it is read costs no worker."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ('formalities', 'templates'):
            shutil.copytree('%s/%s' % (ROOT, name), '%s/%s' % (folder, name))
        path, late = folder + '/formalities/driver/dl-defer-renew.hdf', folder + '/templates/lang/late-zh.hdf'
        with Own('portal', 'Formalities = %s/formalities\nTemplates = %s/templates\n' % (folder, folder)) as own:
            before = own.workers()
            os.mkfifo(late)
            own.reload()
            writer = opened(late)       # the formalities are read by now
            os.rename(path, path + '.good')
            with open(path, 'w'):
                pass
            os.unlink(late)
            os.close(writer)
            ok(wait_until(lambda: own.said('event=renew-refused'), 30), 'what was spoilt is refused')
            same(own.workers(), before, 'and who works goes on')
            os.rename(path + '.good', path)
            os.kill(before[0], signal.SIGKILL)
            ok(wait_until(lambda: own.workers() and own.workers() != before, 30), 'whoever is needed comes once it is mended')
            own.reload()
            ok(wait_until(lambda: own.said('event=renew '), 30), 'and it is reloaded as ever')


run(reloaded, slow_request, late_to_hear, formalities_change, asked_again_meanwhile, memory_stays, spoilt_meanwhile)
