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


def ended():
    for process in reversed(started):
        process.send_signal(signal.SIGTERM)
    for process in started:
        process.wait()
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


def nginx(*sockets):
    """The instance's own settings on another port, with /rival/… beside its pages.
    Returns the address and the pids of the workers."""
    port, etc = free_port(), here.data + '/etc/nginx'
    upstreams = ''.join('upstream rival_%s {\n\tserver unix:%s/%s.sock max_fails=0;\n'
                        '\tserver unix:%s/./%s.sock max_fails=0;\n}\n' % (s, folder, s, folder, s)
                        for s in sockets)
    locations = ''.join('location ^~ /rival/%s/ { fastcgi_pass rival_%s; }\n' % (s, s)
                        for s in sockets)
    locations += 'location ^~ /rival/static/ { alias %s/; }\n' % folder
    os.mkdir(folder + '/tmp')
    conf = machine.read(etc + '/nginx.conf')
    for old, new in ((r'(?m)^pid .*', 'pid %s/nginx.pid;' % folder),
                     (re.escape(here.data) + '/(log|tmp)/', folder + '/tmp/'),
                     (r'(?m)^\s*listen .*', '\tlisten 127.0.0.1:%d;' % port),
                     (r'(?m)^(\s*)server \{', upstreams + r'\1server {'),
                     (r'(include \S+/server\.conf;)', r'\1\n' + locations)):
        # the first server answers strange names; one set of upstreams stands before it
        first = 'server' in old and 'listen' not in old
        conf, count = re.subn(old, new, conf, count=1 if first else 0)
        if not count:
            raise RuntimeError('nginx.conf has no %s' % old)
    with open(folder + '/nginx.conf', 'w', encoding='utf-8') as f:
        f.write(conf)
    pid = start('nginx', '-e', folder + '/tmp/nginx.log', '-c', folder + '/nginx.conf')
    wait_for('nginx', lambda: is_open(port))
    return 'http://127.0.0.1:%d' % port, machine.children(pid)
