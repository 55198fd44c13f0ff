#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""./qiao and its parts: a wrong word does nothing, which addresses are loopback, that long steps tell that they go on,
that a step which is interrupted ends, and a wait for the lock too."""
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


HEAD = '''set -euo pipefail
say() { printf '%s\\n' "$*"; }
die() { progress_end; printf 'qiao: %s\\n' "$*" >&2; exit 1; }
SOURCE=''' + ROOT + ''' DATA=$1 PORT=8080 DEMO=1 LISTEN=127.0.0.1 BUILD=$1
for part in progress settings build daemon serve; do . "$SOURCE/deploy/local/$part.sh"; done
mkdir -p "$LOG"
'''


def run(script, folder, terminal=False):
    """Status and output of a script with the parts."""
    out, inside = pty.openpty() if terminal else (None, subprocess.PIPE)
    child = subprocess.Popen(['bash', '-c', HEAD + script, 'qiao', folder], stdin=subprocess.DEVNULL,
                             stdout=inside, stderr=subprocess.STDOUT)
    if not terminal:
        text = child.communicate(timeout=60)[0]
        return child.returncode, text.decode()
    os.close(inside)
    text = b''
    while True:
        try:
            got = os.read(out, 65536)
        except OSError:
            got = b''
        if not got:
            break
        text += got
    os.close(out)
    return child.wait(60), text.decode()


def loopback(folder):
    for address, want in (('127.0.0.1', 0), ('127.1.2.3', 0), ('127.255.255.255', 0), ('::1', 0), ('localhost', 0),
                          ('127.0.0.1.evil.example', 1), ('127.evil.example.com', 1), ('127.0.0.256', 1),
                          ('127.0.0', 1), ('127.0.0.1 0.0.0.0', 1), ('0.0.0.0', 1), ('::', 1), ('10.0.0.1', 1),
                          ('localhost.example.org', 1), ('', 1)):
        got = run('is_loopback "%s"' % address, folder)[0]
        ok(got == want, '"%s" is %sloopback' % (address, 'no ' if want else ''), got)


# Three objects of six, as make says it, and then a while in which nothing happens.
STEP = '''
PROGRESS_EVERY=1
progress_begin building "$LOG/make.log" 6
printf '  CC       cgi/a.o\\n  CC       cgi/b.o\\nwarning: not a step\\n  CCLD     qiao-x\\n' >"$LOG/make.log"
sleep 3.5
progress_end
say after
'''


def progress(folder):
    status, text = run(STEP, folder)
    lines = text.splitlines()
    ok(status == 0 and lines[0] == 'building …' and lines[-1] == 'after', 'what is done is said first', text)
    told = [l for l in lines if re.fullmatch(r'building … \d s, 3 of 6: qiao-x', l)]
    ok(len(told) >= 2 and '\r' not in text, 'without a terminal: a line now and then, with the last thing done', text)
    status, text = run(STEP, folder, terminal=True)
    ok(status == 0 and len(re.findall(r'\r\x1b\[Kbuilding … \d s, 3 of 6: qiao-x(?!\n)', text)) >= 2,
       'on a terminal: one line that moves', text)
    ok(re.search(r'\r\x1b\[Kbuilding … [34] s\r?\nafter', text), 'and says at its end how long it took', text)
    status, text = run('PROGRESS_EVERY=1\nprogress_begin fetching "$LOG/apt.log"\n'
                       "printf 'Get:1 libfoo\\nSetting up libfoo (1.2)\\n\\n' >\"$LOG/apt.log\"\nsleep 2.5\nprogress_end",
                       folder)
    ok('s, Setting up libfoo (1.2)' in text, 'of any other step the last line of its log', text)
    status, text = run(STEP.replace('sleep 3.5', 'die "no more"'), folder, terminal=True)
    ok(status == 1 and text.rstrip().endswith('qiao: no more'), 'what fails is said on a line of its own', text)
    status, text = run('progress_begin x\nkill -KILL $$', folder)
    ok(text == 'x …\n', 'whoever was killed is told of no longer', status, text)


# A step of serve, with a daemon that lives on beside it.
SERVE = '''
RUN=$1
instance_stop() { daemon_stop beside TERM 5; say stopped; }
daemon_start beside sleep 1000
trap serve_failed EXIT
instance_lock
progress_begin loading
sleep 100 | progress_above
'''


def begin(script, folder):
    """The script in a group of its own, once it has said its first line, which is returned too."""
    child = subprocess.Popen(['bash', '-c', HEAD + script, 'qiao', folder], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True)
    return child, child.stdout.readline()


def ended(child, seconds=10):
    """What else it said, or None and it is ended by force."""
    try:
        return child.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return None


def interrupted(folder):
    """As timeout does it: TERM to the command, and right after it to the group. It hung in one of six. At a second
    signal that comes before it has seen to the first, bash ends at once, and what it started is left for stop."""
    texts, kept = [], False
    for nth in range(10):
        child = begin(SERVE, folder)[0]
        time.sleep(0.4 + 0.1 * nth)
        os.kill(child.pid, signal.SIGTERM)
        time.sleep(0.001 * (nth % 3))
        os.killpg(child.pid, signal.SIGTERM)
        texts.append(ended(child))
        if texts[-1] is not None and not texts[-1].endswith('stopped\n'):
            run('RUN=$1\ndaemon_stop beside TERM 5', folder)
        kept = kept or os.path.exists(folder + '/beside.started')
    ok(None not in texts and any(text.endswith('stopped\n') for text in texts), 'serve that is interrupted twice ends', texts)
    ok(not kept, 'and stops what it started, or stop does')


def waiting(folder):
    """Whoever waits for the lock is told who has it, may give up, and stops nothing that is another's."""
    holder, _ = begin('instance_lock\nsay mine\nsleep 30 9>&-', folder)
    for script, what in ((SERVE.replace('daemon_start', ': '), 'serve'), ('RUN=$1\ninstance_stop() { say stopped; }\nstop_now', 'stop'),
                         ("RUN=$1\ninstance_stop() { say stopped; }\ntrap 'stop_now; exit 130' INT\nkill -INT $$\nsleep 9",
                          'serve that stops')):
        child, said = begin(script, folder)
        ok(said == 'waiting for another ./qiao on %s …\n' % folder, '%s says that it waits for the lock' % what, said)
        said = child.stdout.readline()
        ok(said.startswith('still waiting: pid %d has the lock, bash ' % holder.pid), '%s says for whom' % what, said)
        os.killpg(child.pid, signal.SIGINT)
        text = ended(child)
        ok(text is not None and 'stopped' not in text and child.returncode, '%s that waits can be interrupted' % what, text)
    os.killpg(holder.pid, signal.SIGKILL)
    ended(holder)


def wrong_words(folder):
    """Nothing is stopped, begun or made for a word that a command does not know, or for a question."""
    settings = dict(os.environ, QIAO_DATA=folder + '/data', QIAO_BUILD=folder + '/build')
    asked = [([name, '--help'], 0) for name in ('serve', 'stop', 'check', 'lint', 'bench', 'seed', 'code', 'reload',
                                                'status', 'log', 'build', 'help')]
    asked += [(['stop', 'foo'], 64), (['status', 'now'], 64), (['reload', '-f'], 64), (['build', 'all'], 64),
              (['serve', 'foo'], 64), (['serve', '--detach', 'foo'], 64), (['check', '--quick'], 64), (['lint', '-x'], 64),
              (['bench', 'foo'], 64), (['bench', '--quick', 'trackin'], 64), (['seed'], 64), (['seed', 'x'], 64),
              (['code'], 64), (['code', 'a', 'b'], 64), (['log', 'a', 'b'], 64), (['halt'], 64), ([], 0), (['-h'], 0)]
    for words, want in asked:
        done = subprocess.run([ROOT + '/qiao', *words], env=settings, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=60)
        said = done.stdout if want == 0 else done.stderr
        ok(done.returncode == want and ('./qiao stop  ' in said if want == 0 else said.startswith('qiao: ')) and
           not (done.stderr if want == 0 else done.stdout), './qiao %s: %d' % (' '.join(words), want), done.returncode, said)
    ok(not os.listdir(folder), 'and nothing was made', os.listdir(folder))


def folders(folder):
    """Names that a settings file, a shell word or a pattern of sed would read otherwise are refused at once."""
    for name, want in (('a-b_c.1', 0), ('温州', 0), ('a b', 1), ('a&b', 1), ('a|b', 1), ('a#b', 1), ("a'b", 1), ('a\tb', 1)):
        got, text = run('PORT=1\nDATA=$1/%s\nDATA+=%s\nsettings_check' % ('x', "$'%s'" % name.replace("'", "\\'").replace('\t', '\\t')),
                        folder)
        ok(got == want and ('QIAO_DATA holds' in text) == bool(want), 'a folder %r is %s' % (name, 'refused' if want else 'taken'), text)


# A start that comes to nothing: by what is kept the others go on knowing where the running one is.
FAILED = '''
mkdir -p "$ETC"
PORT=18001 ORIGIN=http://localhost:18001
settings_keep
is_running() { return 0; }
instance_lock() { :; }
packages_install() { :; }
build_all() { exit 1; }
QIAO_PORT=18002 PORT=18002
(command_serve --detach) || :
sed -n 's/^PORT=//p' "$ETC/instance"
'''


# Starts that are broken off while they build, each in what the one before left: what is kept of DEMO and PORT.
BROKEN = r'''
unset QIAO_PORT QIAO_LISTEN QIAO_DEMO QIAO_ORIGIN
is_running() { return 1; }
addresses_must_be_free() { :; }
instance_stop() { :; }
packages_install() { :; }
build_all() { exit 1; }
serve() (
	for said; do
		declare "${said%%%%=*}=${said#*=}" "QIAO_$said"
	done
	command_serve --detach
)
serve %s || :
echo "$(settings_kept DEMO) $(settings_kept PORT)"
'''


def kept(folder):
    text = run(FAILED, folder)[1]
    ok(text.splitlines()[-1:] == ['18001'], 'a serve that fails beside a running instance moves nothing', text)
    for told, want, what in (('DEMO=0 PORT=18001', '0 18001', 'a first start that is broken off keeps how it was begun'),
                             ('', '0 18001', 'so the next one is no demo'),
                             ('DEMO=1', '0 18001', 'one that is broken off makes no demo of it'),
                             ('DEMO=0 PORT=18002', '0 18002', 'nor loses that it is none')):
        text = run(BROKEN % told, folder + '/broken')[1]
        ok(text.splitlines()[-1:] == [want], what, 'serve ' + told, text)


# serve without its programs: of each, told so, what it keeps then of PORT LISTEN DEMO ORIGIN, or why not.
AGAIN = r'''
unset QIAO_PORT QIAO_LISTEN QIAO_DEMO QIAO_ORIGIN
is_running() { return 1; }
addresses_must_be_free() { :; }
instance_start() { settings_keep; }
who_to_sign_in_as() { cut -d= -f2 "$ETC/instance" | paste -sd' '; }
serve() (
	for said; do
		declare "${said%%=*}=${said#*=}" "QIAO_$said"
	done
	ORIGIN=${QIAO_ORIGIN:-http://localhost:$PORT}
	command_serve --detach 2>&1
)
'''

SERVED = (
    ('DEMO=0 PORT=18001', '18001 127.0.0.1 0 http://localhost:18001', 'a first start keeps how it was begun'),
    ('', '18001 127.0.0.1 0 http://localhost:18001', 'a serve that says nothing changes nothing: no demo mode'),
    ('PORT=18002', '18002 127.0.0.1 0 http://localhost:18002', 'one that says another port moves it, and its origin'),
    ('LISTEN=0.0.0.0 ORIGIN=https://q.example', '18002 0.0.0.0 0 https://q.example', 'without demo mode it is let out'),
    ('PORT=18003', '18003 0.0.0.0 0 https://q.example', 'an origin of its own stays when the port moves'),
    ('DEMO=1', 'loopback only', 'demo mode is refused where others reach it, as was said before'),
    ('DEMO=1 LISTEN=localhost', '18003 127.0.0.1 1 https://q.example', 'on loopback who asks for it gets it'),
    ('LISTEN=0.0.0.0', 'loopback only', 'and what is in it is not let out'),
    ('ORIGIN=http://localhost:18003 PORT=18004', '18004 127.0.0.1 1 http://localhost:18003', 'an origin that is said is taken'),
)

# What another ./qiao did while this one waited for the lock.
BEGUN = '''
instance_lock() { (PORT=18005 DEMO=0 ORIGIN=http://localhost:18005; settings_keep); }
serve
'''


def again(folder):
    """A data folder knows how it was begun: serve takes from there what it is not told."""
    text = run(AGAIN + ''.join('serve %s || :\n' % told for told, _, _ in SERVED), folder + '/again')[1]
    lines = text.splitlines()
    ok(len(lines) == len(SERVED), 'each serve says one thing', text)
    for (told, want, what), got in zip(SERVED, lines):
        ok(got == want if want[0].isdigit() else want in got, what, 'serve ' + told, got)
    text = run(AGAIN + BEGUN, folder + '/begun')[1]
    ok(text == '18005 127.0.0.1 0 http://localhost:18005\n', 'also what was begun while it waited for the lock', text)


# nginx as serve starts it, with settings of one line, told to listen elsewhere while it runs. Of what is listened to:
# port and address in hexadecimal, the loopback's being 0100007F.
MOVED = r"""
. "$SOURCE/deploy/local/programs.sh"
PATH=$PATH:/usr/sbin
settings_folders
nginx_config() {
	echo "daemon off; pid $RUN/nginx.pid; events {} http { access_log off; server { $(listen_lines) return 204; } }" >"$ETC/nginx/nginx.conf"
}
trap 'daemon_stop nginx QUIT 15' EXIT
start() {
	PORT=$1 LISTEN=$2
	nginx_config
	nginx_leave
	nginx_start
	for at in $A $B; do
		awk -v "port=$(printf :%%04X $at)" '$4 == "0A" && substr($2, 9) == port { print port, substr($2, 1, 8) }' /proc/net/tcp
	done
	echo "$(pid_of nginx)"
}
A=%d B=%d C=%d
start $A 127.0.0.1; start $B 127.0.0.1; start $B 0.0.0.0; start $B 127.0.0.1; start $B 127.0.0.1
PORT=$C
(addresses_must_be_free) && echo free
is_running nginx && echo runs
"""


def moved(folder):
    with socket.socket() as one, socket.socket() as two:
        one.bind(('127.0.0.1', 0))
        two.bind(('127.0.0.1', 0))
        a, b = one.getsockname()[1], two.getsockname()[1]
    with socket.create_server(('127.0.0.1', 0)) as taken:
        text = run(MOVED % (a, b, taken.getsockname()[1]), folder)[1]
    at_a, at_b, everywhere = ':%04X 0100007F' % a, ':%04X 0100007F' % b, ':%04X 00000000' % b
    lines, last = text.splitlines()[:10], text.splitlines()[10:]
    ok(lines[0::2] == [at_a, at_b, everywhere, at_b, at_b], 'nginx listens where it is told to, and there alone', text)
    ok(len(lines) == 10 and lines[7] == lines[9] and len(set(lines[1::2])) == 4, 'and is not started anew for nothing', text)
    ok(len(last) == 2 and 'used by something else' in last[0] and last[1] == 'runs', 'to where another listens it is not moved', text)


# where this runs in a background the shell has it ignored, and so would all that is started here
signal.signal(signal.SIGINT, signal.default_int_handler)
with tempfile.TemporaryDirectory() as folder:
    wrong_words(folder)
    moved(folder)
    folders(folder)
    kept(folder)
    again(folder)
    loopback(folder)
    progress(folder)
    interrupted(folder)
    waiting(folder)
done()
