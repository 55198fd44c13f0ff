# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Qiao is measured against, behind the same nginx: a static file, a FastCGI program that
does nothing, and one that runs the page's statements and sends a fixed page."""
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import machine
from qiao import ROOT, free_port, here

HERE = os.path.dirname(os.path.abspath(__file__))
folder = tempfile.mkdtemp(prefix='qiao-bench.')
started = []


def ended(since=0):
    """Whatever was started, or from the one with that place on."""
    for process in reversed(started[since:]):
        process.send_signal(signal.SIGTERM)
    for process in started[since:]:
        process.wait()
    del started[since:]
    if not since:
        shutil.rmtree(folder, ignore_errors=True)


def start(*command):
    with open(folder + '/rivals.log', 'ab') as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    started.append(process)
    return process.pid


def wait_for(what, is_there):
    for _ in range(200):
        if is_there():
            return
        time.sleep(0.05)
    raise RuntimeError('%s did not start:\n%s' % (what, machine.read(folder + '/rivals.log')))


def flags(*words):
    return subprocess.run(('pkg-config',) + words, check=True, capture_output=True,
                          text=True).stdout.split()


def compile_all():
    common = ['cc', '-std=gnu17', '-O2', '-D_GNU_SOURCE', '-I' + HERE, '-I%s/cgi' % ROOT] + \
        flags('--cflags', 'libmariadb')
    house = ['%s/lib%s.a' % (here.build, name) for name in ('service', 'store', 'base')]
    foreign = flags('--libs', 'libmariadb', 'libsodium', 'talloc', 'libseccomp')
    for name, link in (('nothing', []), ('bare', house + foreign + [
            '-lneo_cgi', '-lneo_cs', '-lneo_utl', '-lz'])):
        subprocess.run(common + ['-o', '%s/%s' % (folder, name), '%s/%s.c' % (HERE, name),
                                 HERE + '/loop.c'] + link + ['-lfcgi'], check=True)


def program(name, at, *arguments):
    """Started with as many workers as the portal has; their pids."""
    workers = here.setting('portal', 'Workers')
    path = '%s/%s.sock' % (folder, at)
    pid = start('%s/%s' % (folder, name), path, workers, *arguments)
    wait_for(name, lambda: os.path.exists(path) and len(machine.children(pid)) == int(workers))
    return machine.children(pid)


def is_open(port):
    with socket.socket() as s:
        return s.connect_ex(('127.0.0.1', port)) == 0


def portal(name, more):
    """The instance's own program once more, with these lines at the end of its settings; its socket and its parent's pid."""
    path, settings = '%s/%s.sock' % (folder, name), '%s/%s.hdf' % (folder, name)
    with open(os.open(settings, os.O_CREAT | os.O_WRONLY, 0o600), 'w', encoding='utf-8') as f:
        f.write('%s\n%s\nSocket = %s\n' % (machine.read(here.data + '/etc/portal.hdf'), more, path))
    pid = start(here.build + '/qiao-portal', '-c', settings)
    wait_for(name, lambda: os.path.exists(path) and len(machine.children(pid)) == int(here.setting('portal', 'Workers')))
    return path, pid


def nginx(*sockets, portal=None):
    """The instance's own settings on another port, with /rival/… beside its pages, which are another program's with
    `portal`, its socket. Returns the address and the pids of the workers."""
    port, etc = free_port(), here.data + '/etc/nginx'
    at = tempfile.mkdtemp(dir=folder)
    upstreams = ''.join('upstream rival_%s {\n\tserver unix:%s/%s.sock max_fails=0;\n'
                        '\tserver unix:%s/./%s.sock max_fails=0;\n}\n' % (s, folder, s, folder, s)
                        for s in sockets)
    locations = ''.join('location ^~ /rival/%s/ { fastcgi_pass rival_%s; }\n' % (s, s)
                        for s in sockets)
    locations += 'location ^~ /rival/static/ { alias %s/; }\n' % folder
    conf = machine.read(etc + '/nginx.conf')
    if portal:
        with open(at + '/http.conf', 'w', encoding='utf-8') as f:
            f.write(re.sub(r'unix:\S*/portal\.sock', 'unix:' + portal, machine.read(etc + '/http.conf')))
        conf = conf.replace(etc + '/http.conf', at + '/http.conf')
    for old, new in ((r'(?m)^pid .*', 'pid %s/nginx.pid;' % at),
                     (re.escape(here.data) + '/(log|tmp)/', at + '/'),
                     (r'(?m)^\s*listen .*', '\tlisten 127.0.0.1:%d;' % port),
                     (r'(?m)^(\s*)server \{', upstreams + r'\1server {'),
                     (r'(include \S+/server\.conf;)', r'\1\n' + locations)):
        # the first server answers strange names; one set of upstreams stands before it
        first = 'server' in old and 'listen' not in old
        conf, count = re.subn(old, new, conf, count=1 if first else 0)
        if not count:
            raise RuntimeError('nginx.conf has no %s' % old)
    with open(at + '/nginx.conf', 'w', encoding='utf-8') as f:
        f.write(conf)
    pid = start('nginx', '-e', at + '/nginx.log', '-c', at + '/nginx.conf')
    wait_for('nginx', lambda: is_open(port))
    return 'http://127.0.0.1:%d' % port, machine.children(pid)
