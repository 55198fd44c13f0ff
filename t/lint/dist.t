#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `make dist` packs is what git has, and nothing that was built. BUILDDIR is the build (./build)."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
build = os.environ.get('BUILDDIR', os.path.join(root, 'build'))
# Of the repository alone; what autoreconf makes is packed without being in git.
KEPT = {'.gitignore', '.gitattributes'}
MADE = {'Makefile.in', 'aclocal.m4', 'configure'}


def files_below(folder):
    return {os.path.relpath(os.path.join(at, name), folder)
            for at, _, names in os.walk(folder) for name in names}


def listed(*which):
    """By git, of the files that are there; nothing in what was unpacked from a release."""
    if not os.path.exists(os.path.join(root, '.git')):
        return set()
    told = subprocess.run(['git', '-C', root, 'ls-files', '-z', *which], capture_output=True, text=True)
    return {path for path in told.stdout.split('\0') if path and os.path.exists(os.path.join(root, path))}


with tempfile.TemporaryDirectory() as work:
    to = work + '/qiao'
    env = {name: value for name, value in os.environ.items() if name not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL')}
    made = subprocess.run(['make', '-s', '-C', build, 'distdir', 'distdir=' + to], env=env,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    ok(made.returncode == 0, 'the folder of a release can be made', made.stderr.splitlines())
    packed = {path for path in files_below(to) if path not in MADE and not path.startswith('build-aux/')}
    built = [path for path in packed if path.endswith(('.o', '.a')) or '/.deps/' in path or
             open(os.path.join(to, path), 'rb').read(4) == b'\x7fELF']
    ok(packed and not built, 'nothing in it was built', sorted(built))
    known, more = listed('--cached'), listed('--others', '--exclude-standard')
    if known:
        ok(not known - packed - KEPT, 'it has every file of the repository', sorted(known - packed - KEPT))
        ok(not packed - known - more, 'and no other', sorted(packed - known - more))
done()
