#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`make install` puts down a set that works by itself: no page without its program, no part of ./qiao."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get('BUILDDIR') or ROOT + '/build'


if not os.path.exists(BUILD + '/qiao-portal'):
    ok(False, 'something is built in ' + BUILD)
    done()
with tempfile.TemporaryDirectory() as folder:
    env = {k: v for k, v in os.environ.items() if k not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL')}
    beside, folder = folder + '/a', folder + '/a b'
    os.mkdir(beside)

    def make(goal):
        return subprocess.run(['make', '-s', '-C', BUILD, goal, 'DESTDIR=' + folder], capture_output=True, text=True,
                              env=env, stdin=subprocess.DEVNULL, umask=0o077)

    told = make('install')
    ok(told.returncode == 0, 'make install DESTDIR=…, which has a space', told.stderr[-2000:])
    shut = [os.path.join(at, f) for at, _, names in os.walk(folder) for f in names + ['.']
            if '/share/qiao' in at and os.stat(os.path.join(at, f)).st_mode & 0o26 != 0o4]
    ok(not shut, 'what the programs read is everybody\'s to read and one\'s to write, whatever the umask', *shut[:9])
    files = {os.path.relpath(os.path.join(at, f), folder) for at, _, names in os.walk(folder) for f in names}
    programs = {os.path.basename(f) for f in files if '/bin/' in f or '/sbin/' in f or '/libexec/' in f}
    ok({'qiao-portal', 'qiao-desk', 'qiao-media', 'qiao-courier', 'qiao-print', 'qiao-admin',
        'qiao-verify'} <= programs, 'has the programs', sorted(programs))
    pages = {os.path.basename(f)[:-2] for f in files if '/man/man1/' in f}
    ok(pages and pages <= programs, 'no manual page without its program', sorted(pages - programs))
    odd = sorted(f for f in files if f.endswith('.sh') or '/deploy/local/' in f)
    ok(not odd, 'and no part of ./qiao, which works in the source tree alone', *odd)
    share = next(f for f in files if f.endswith('/templates/error/page.cs'))[:-len('templates/error/page.cs')]
    for path in ('deploy/nginx/http.conf.in', 'deploy/nginx/server.conf.in', 'deploy/nginx/site.conf.in',
                 'deploy/nginx/fastcgi_params', 'deploy/nginx/errors/make', 'deploy/nginx/errors/texts.tsv',
                 'deploy/systemd/qiao-portal.service', 'deploy/systemd/qiao.sysusers.conf', 'schema/grants.sql',
                 'schema/001-ground.sql', 'formalities/fields.hdf', 'assets/assets.hdf'):
        ok(share + path in files, 'what doc/operating.md copies or names is there: ' + path)
    told = make('uninstall')
    left = [f for at, _, names in os.walk(folder) for f in names]
    ok(told.returncode == 0 and not left and os.path.isdir(beside), 'make uninstall takes it away, and nothing else',
       told.stderr[-2000:], *left[:9])
done()
