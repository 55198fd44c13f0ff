#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""./qiao from another terminal, which knows nothing of how the instance was started: it stays where it is."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from samples import Samples


def told(*words, **settings):
    bare = {k: v for k, v in os.environ.items() if k not in ('QIAO_PORT', 'QIAO_DEMO', 'QIAO_LISTEN', 'QIAO_ORIGIN')}
    return subprocess.run([ROOT + '/qiao'] + list(words), env=dict(bare, QIAO_DATA=here.data, **settings),
                          capture_output=True, text=True, timeout=600, cwd=ROOT, stdin=subprocess.DEVNULL)


def stays():
    reply = told('reload')
    same(reply.returncode, 0, 'reload needs no QIAO_PORT')
    same(Browser().get('/zh/').status, 200, 'the site is where it was')
    has(here.setting('portal', 'Origin'), ':%d' % here.port, 'and says so')
    reply = told('code', 'ouhai-1')
    ok(reply.returncode == 0 and reply.stdout.strip().isdigit(), 'so it is with code', reply.stdout, reply.stderr)


def refused():
    for words in (('reload',), ('seed', '1'), ('code', 'ouhai-1')):
        reply = told(*words, QIAO_PORT='1')
        ok(reply.returncode != 0, '%s with another port is refused' % words[0])
        has(reply.stderr, 'QIAO_PORT=%d' % here.port, 'with the one that it has')
    reply = told('reload', QIAO_DEMO='0')
    ok(reply.returncode != 0 and 'QIAO_DEMO=1' in reply.stderr, 'and so is the other mode', reply.stderr)
    same(Browser().get('/zh/').status, 200, 'nothing has happened')


def refusal_names_mistakes():
    """And not what lint only warns of: who has to mend a file looks for what keeps it out."""
    kept = Samples()
    late = kept.text('test-asked').replace('LawUnit = working', 'LawUnit = calendar').replace('Law = 5', 'Law = 15') \
        .replace('Promise = 3', 'Promise = 7')
    kept.write('test-asked', late.replace('Mode = online', 'Mode = somewhere'))
    reply = here.command('reload')
    ok(reply.returncode != 0 and 'test-asked.hdf:5: Mode: no such word: somewhere' in reply.stdout + reply.stderr,
       'a file that is wrong is refused by name', reply.stdout, reply.stderr)
    lacks(reply.stdout + reply.stderr, 'warning', 'with nothing else')
    kept.write('test-asked', kept.text('test-asked'))
    for code, category, says in (('test-' + 'x' * 36, 'certificate', 'Code: not lower-case letters'),
                                 ('Test-X', 'certificate', 'Code: not lower-case letters'),
                                 ('test-asked', 'vehicle', 'Code: certificate/test-asked.hdf has it already')):
        path = '%s/%s/%s.hdf' % (kept.folder, category, code)
        with open(path, 'w') as out:
            out.write(kept.text('test-asked').replace('Code = test-asked', 'Code = ' + code)
                      .replace('Category = certificate', 'Category = ' + category))
        reply = here.command('reload')
        ok(reply.returncode != 0 and re.search(r'%s/%s\.hdf:\d+: %s' % (category, code, says), reply.stdout + reply.stderr),
           '%s in %s is refused, with file, line and reason' % (code, category), reply.stdout, reply.stderr)
        os.unlink(path)
    for what, text, says in (
            ('a brace lost at the end, with which all of it can be read', late.rstrip()[:-1], r'test-asked\.hdf:\d+: \{ is not closed'),
            ('a copied guide', re.sub(r'((?:Name|Title) \{\n\tzh = )', r'\1另一件：', kept.text('test-needs'))
             .replace('Code = test-needs', 'Code = test-asked'), r'Steps: certificate/test-\w+\.hdf has the same: a copied guide')):
        kept.write('test-asked', text)
        reply = here.command('reload')
        ok(reply.returncode != 0 and re.search(says, reply.stdout + reply.stderr),
           '%s is refused, as lint does' % what, reply.stdout, reply.stderr)
        has(Browser().get('/zh/formalities/test-asked').page.h1, journey.FORMALITIES['test-asked']['Title']['zh'],
            'and residents read it as it was')
    kept.write('test-asked', late)
    same(here.command('reload').returncode, 0, 'and once it is mended the warning alone stops nobody')


def an_old_program():
    """A reload forks workers of what runs: where that is not what was built, it says so and changes nothing."""
    started = here.setting('desk', 'Socket').rsplit('/', 1)[0] + '/%s.started'
    with open(started % 'desk') as f:
        desk = f.read()
    try:
        with open(started % 'portal') as portal, open(started % 'desk', 'w') as f:
            f.write(portal.read())      # another program under the desk's name
        reply = here.command('reload')
        ok(reply.returncode == 1 and ' desk;' in reply.stderr and 'reloaded\n' not in reply.stdout and
           './qiao serve' in reply.stderr, 'an old program is named, and what starts the new one', reply.stderr)
    finally:
        with open(started % 'desk', 'w') as f:
            f.write(desk)
    same(here.command('reload').returncode, 0, 'with what was built it reloads')


run(stays, refused, refusal_names_mistakes, an_old_program)
