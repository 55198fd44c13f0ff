# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the tests of the running product share: TAP, the instance, a browser without script,
sign-in as resident and as officer, a look into the database and the logs.

QIAO_URL and QIAO_DATA name a running demo instance (`./qiao check` sets them); without them
one is started on a free port in a folder of its own, and removed at the end."""
import atexit
import base64
import glob
import gzip
import hashlib
import hmac
import http.client
import json
import multiprocessing
import os
import random
import re
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse

from page import Page

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXTURES = os.path.join(ROOT, 't', 'fixture')

# TAP

count = failures = 0
told_apart = None       # in a process of apart(): what ok() was told, for its parent to say


def ok(good, text, *notes):
    if told_apart is not None:
        told_apart.append((bool(good), str(text), tuple(map(str, notes))))
        return good
    global count, failures
    count += 1
    print('%sok %d - %s' % ('' if good else 'not ', count, str(text).replace('#', '·')))
    if not good:
        failures += 1
        at = next(f for f in reversed(traceback.extract_stack()[:-1]) if f.filename.endswith('.t'))
        print('#   at line %d: %s' % (at.lineno, at.line))
        for note in notes:
            for line in str(note).splitlines()[:30]:
                print('#   ' + line[:400])
    sys.stdout.flush()
    return good


def same(got, want, text):
    return ok(got == want, text, 'got  %r' % (got,), 'want %r' % (want,))


def has(whole, part, text):
    return ok(part in whole, text, 'lacks %r' % (part,), 'has %r' % (whole,))


def lacks(whole, part, text):
    return ok(part not in whole, text, 'has %r' % (part,))


def note(text):
    print('# ' + str(text))
    sys.stdout.flush()


def one_apart(part):
    global told_apart
    told_apart, answer = [], None
    try:
        answer = work_apart(part)
    except Exception:       # noqa: whatever it is, it is told
        ok(False, '%s came to its end' % (part,), traceback.format_exc())
    return answer, told_apart, faults


def apart(work, parts, processes=2):
    """work(part) of every part, so many at the same time, each in a process of its own; what they tell is
    told in the order of the parts. Their answers."""
    global work_apart
    work_apart, answers = work, []
    with multiprocessing.get_context('fork').Pool(processes) as pool:
        for answer, told, wrong in pool.imap(one_apart, parts):
            answers.append(answer)
            faults.update(wrong)
            for good, text, notes in told:
                ok(good, text, *notes)
    return answers


def run(*parts):
    """Each part by itself: one that breaks is a failure and does not hide the others."""
    for part in parts:
        began = time.time()
        try:
            part()
        except Exception:       # noqa: whatever it is, it is told
            ok(False, '%s came to its end' % part.__name__, traceback.format_exc())
        note('%s: %.1f s' % (part.__name__, time.time() - began))
    ok(not faults, 'every page that was seen is well formed', *sorted(faults)[:20])
    print('1..%d' % count)
    sys.exit(1 if failures else 0)


# The instance

def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Instance:
    def __init__(self, url, data, own=False):
        self.url, self.data, self.is_own = url, data, own
        self.host, self.port = urllib.parse.urlsplit(url).hostname, urllib.parse.urlsplit(url).port
        self.build = os.environ.get('QIAO_BUILD') or os.path.join(ROOT, 'build')

    def setting(self, program, key):
        """A plain key of a program's settings file."""
        with open('%s/etc/%s.hdf' % (self.data, program)) as f:
            return re.search(r'^\s*%s = (.*)$' % key, f.read(), re.M).group(1)

    @property
    def demo(self):
        with open(self.data + '/demo.json') as f:
            return json.load(f)

    def account(self, name):
        return next(a for a in self.demo['accounts'] if a['sign_in_name'] == name)

    def command(self, *words, demo='1'):
        env = dict(os.environ, QIAO_PORT=str(self.port), QIAO_DATA=self.data, QIAO_DEMO=demo)
        return subprocess.run([ROOT + '/qiao'] + list(words), env=env, capture_output=True,
                              text=True, timeout=600, cwd=ROOT, stdin=subprocess.DEVNULL)

    def end(self):
        self.command('stop')
        shutil.rmtree(self.data, ignore_errors=True)


def start_own(demo='1'):
    port, data = free_port(), tempfile.mkdtemp(prefix='qiao-web.')
    own = Instance('http://localhost:%d' % port, data, own=True)
    atexit.register(own.end)
    told = own.command('serve', '--detach', demo=demo)
    if told.returncode:
        raise RuntimeError('./qiao serve: %s%s' % (told.stdout, told.stderr))
    return own


if os.environ.get('QIAO_URL') and os.environ.get('QIAO_DATA'):
    here = Instance(os.environ['QIAO_URL'], os.environ['QIAO_DATA'])
else:
    here = start_own()


clients, in_turn = {}, threading.Lock()     # one a process and instance, for most questions cost less than to begin one
PATIENCE = 60


def client_of(at):
    """`mariadb` as the owner of the tables; what it is told on its standard input it answers line by line."""
    client = clients.get((os.getpid(), at.data))
    if not client or client.poll() is not None:
        client = clients[os.getpid(), at.data] = subprocess.Popen(
            ['mariadb', '--no-defaults', '--socket=' + at.setting('admin', 'Socket'),
             '--user=' + at.setting('admin', 'User'), '--batch', '--skip-column-names', '--unbuffered',
             at.setting('admin', 'Name')],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(os.environ, MYSQL_PWD=at.setting('admin', 'Password')))
    return client


def lines_until(mark, pipe):
    """What comes before the line that is the mark; all until the end without one, and None."""
    got, until = b'', time.time() + PATIENCE
    while not got.endswith(mark):
        if not select.select([pipe], [], [], max(0, until - time.time()))[0]:
            raise TimeoutError('no answer within %d s' % PATIENCE)
        more = os.read(pipe.fileno(), 1 << 20)
        if not more:
            return None
        got += more
    return got[:-len(mark)].decode()


def db(sql, instance=None, is_again=False):
    """Rows of strings, as the owner of the tables; for arranging and for looking."""
    with in_turn:
        client, mark = client_of(instance or here), once()
        try:
            client.stdin.write(("%s\n;\nSELECT '%s';\n" % (sql.strip().rstrip(';'), mark)).encode())
            client.stdin.flush()
            told = lines_until(('%s\n' % mark).encode(), client.stdout)
        except BrokenPipeError:
            told = None
        except TimeoutError:
            client.kill()
            raise
        why = '' if told is not None else client.communicate()[1].decode()
    if told is None and 'ERROR 2006' in why and not is_again:
        return db(sql, instance, True)      # the store was started again since; it never had this question
    if told is None:
        raise RuntimeError('%s: %s' % (sql, why))
    return [tuple(line.split('\t')) for line in told.split('\n')[:-1]]


def db_one(sql):
    rows = db(sql)
    return rows[0][0] if rows else None


def logs(*names):
    """Everything that stands in the logs (of these programs)."""
    out = b''
    for path in sorted(glob.glob(here.data + '/log*/**', recursive=True)):
        if os.path.isfile(path) and (not names or os.path.basename(path)[:-4] in names):
            with open(path, 'rb') as f:
                out += f.read()
    return out.decode('utf-8', 'replace')


def wait_until(what, seconds=10):
    """The first true answer of what(), or the last one."""
    end = time.time() + seconds
    while True:
        answer = what()
        if answer or time.time() > end:
            return answer
        time.sleep(0.1)


# A browser without script

faults = set()


class Reply:
    """`sent`: how many bytes the body had on its way."""

    def __init__(self, status, headers, body, url):
        self.status, self.headers, self.body, self.url, self.sent = status, headers, body, url, len(body)

    def header(self, name):
        found = [v for n, v in self.headers if n.lower() == name.lower()]
        return ', '.join(found) if found else None

    @property
    def location(self):
        return self.header('Location')

    @property
    def path(self):
        return urllib.parse.urlsplit(self.url).path

    @property
    def text(self):
        return self.body.decode('utf-8')

    @property
    def page(self):
        if not hasattr(self, '_page'):
            self._page = Page(self.text, self.url)
        return self._page


def once():
    return base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip('=')


def multipart(pairs, files):
    """files: (field, file name, type, bytes)."""
    mark = b'----qiao' + once().encode()
    out = b''
    for name, value in pairs:
        out += b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (
            mark, name.encode(), value.encode())
    for name, filename, kind, content in files:
        # as browsers write it (WHATWG HTML, 4.10.21.8)
        filename = filename.replace('\n', '%0A').replace('\r', '%0D').replace('"', '%22')
        out += (b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n'
                b'Content-Type: %s\r\n\r\n%s\r\n' % (mark, name.encode(), filename.encode(),
                                                     kind.encode(), content))
    return out + b'--%s--\r\n' % mark, 'multipart/form-data; boundary=' + mark.decode()


class Browser:
    def __init__(self, lang='zh', agent='Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile'):
        self.lang, self.cookies, self.instance = lang, {}, here
        self.is_packed = False      # ask for compressed pages, and unpack them
        self.is_judging = True      # look whether every page is well formed
        self.base = {'User-Agent': agent,
                     'Accept-Language': 'zh-CN,zh;q=0.9' if lang == 'zh' else 'en-GB,en;q=0.9'}
        self.set_cookies = []

    def ask(self, method, path, body=None, headers=None):
        url = urllib.parse.urljoin(self.instance.url, path)
        parts = urllib.parse.urlsplit(url)
        send = dict(self.base)
        if self.cookies:
            send['Cookie'] = '; '.join('%s=%s' % c for c in self.cookies.items())
        if self.is_packed:
            send['Accept-Encoding'] = 'gzip'
        send.update(headers or {})
        line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
        try:
            line.request(method, parts.path + ('?' + parts.query if parts.query else ''), body,
                         {k: v for k, v in send.items() if v is not None})
            answer = line.getresponse()
            reply = Reply(answer.status, answer.getheaders(), answer.read(), url)
        finally:
            line.close()
        if self.is_packed and reply.header('Content-Encoding') == 'gzip':
            reply.body = gzip.decompress(reply.body)
            reply.headers = [h for h in reply.headers if h[0].lower() != 'content-encoding']
        self.keep_cookies(reply)
        if self.is_judging and (reply.header('Content-Type') or '').startswith('text/html') and reply.body and \
                not reply.header('Content-Encoding'):
            for fault in reply.page.faults:
                faults.add('%s (%s): %s' % (re.sub(r'[0-9A-Z]{9}|\d{6,}', '…', parts.path),
                                            reply.status, fault))
        return reply

    def keep_cookies(self, reply):
        for name, value in reply.headers:
            if name.lower() != 'set-cookie':
                continue
            self.set_cookies.append(value)
            pair, _, rest = value.partition(';')
            key, _, word = pair.partition('=')
            if 'Max-Age=0' in rest:
                self.cookies.pop(key, None)
            else:
                self.cookies[key] = word

    def get(self, path, **headers):
        return self.ask('GET', path, headers={k.replace('_', '-'): v for k, v in headers.items()})

    def follow(self, reply):
        for _ in range(6):
            if reply.status != 303:
                return reply
            reply = self.get(reply.location)
        raise RuntimeError('redirected in circles at ' + reply.url)

    def go(self, path):
        return self.follow(self.get(path))

    def origin(self):
        return {'Origin': self.instance.url, 'Sec-Fetch-Site': 'same-origin'}

    def post(self, path, pairs, headers=None):
        """As a form of ours posts; `headers` replace what a browser would say."""
        body = urllib.parse.urlencode(list(pairs)).encode()
        send = dict(self.origin(), **{'Content-Type': 'application/x-www-form-urlencoded'})
        send.update(headers or {})
        return self.ask('POST', path, body, send)

    def upload(self, path, pairs, files, headers=None):
        body, kind = multipart(list(pairs), files)
        return self.ask('POST', path, body, dict(self.origin(), **{'Content-Type': kind},
                                                 **(headers or {})))

    def submit(self, form, typed=None, files=None, button=None):
        """Press the form's button; the reply is not followed. files: (name, type, bytes)."""
        pairs = form.pairs(typed, button)
        if form.method == 'get':
            return self.get(form.action.split('?')[0] + '?' + urllib.parse.urlencode(pairs))
        if not form.is_multipart:
            return self.post(form.action, pairs)
        return self.upload(form.action, pairs, [(form.files[0],) + f for f in files or []])

    def switch(self, page, to, typed=None):
        """The page in another language ("en") or text size ("large"), as its own link or button has it."""
        node = next(n for n in page.all('a', 'button') if 'is-' + to == n['class'] or
                    ((n['hreflang'] or n['name'] == 'show') and (n['lang'] or '').startswith(to)))
        if node.tag == 'a':
            return self.get(urllib.parse.urljoin(page.url, node['href']))
        form = next(f for f in page.forms if f.node['id'] == node['form'])
        pairs, action = form.pairs(typed) + [(node['name'], node['value'])], node['formaction'] or form.action
        if form.method == 'post':
            return self.post(action, pairs)
        return self.get(action.split('?')[0] + '?' + urllib.parse.urlencode(pairs))

    def send(self, form, typed=None, **more):
        """Submit and follow."""
        return self.follow(self.submit(form, typed, **more))

    def token(self, path):
        """A token of this browser, from the form of any page of its own."""
        for form in self.go(path).page.forms:
            if form.value('token'):
                return form.value('token')
        raise LookupError('no form on ' + path)


# Residents and officers

def fresh_contact():
    """An address that nobody has (RFC 2606) and no other test uses."""
    return 'test-%012x@example.org' % random.getrandbits(48)


# Of the thousand mobile numbers that Ofcom keeps for fiction, all but the sample resident's.
phones = ['+447700900%03d' % n for n in range(1000) if n != 123]
random.shuffle(phones)


def fresh_phone():
    return phones.pop()


def messages(to=None):
    all_of = json.loads(Browser().get('/demo/inbox.json').text)['messages']
    return [m for m in all_of if to is None or m['to'] == to]


def code_for(contact, after=0):
    """The digits of the newest code for a contact, of those beyond the first `after`."""
    def found():
        return [m for m in messages(contact) if m['kind'] == 'code'][:None if not after else -after]
    codes = wait_until(found)
    if not codes:
        raise LookupError('no code came for %s' % contact)
    return re.search(r'\b\d{6}\b', codes[0]['subject'] + ' ' + codes[0]['body']).group()


def ask_code(browser, contact, **more):
    """From the sign-in page to the page that asks for the code."""
    # a sample resident signs in oftener than five times an hour
    db("DELETE FROM attempt WHERE context IN ('code_contact', 'code_known')")
    before = len([m for m in messages(contact) if m['kind'] == 'code'])
    page = browser.get('/%s/sign-in' % browser.lang).page
    # of an address who does not say where they are is asked before a submission
    here = {'country': 'CN'} if '@' in contact else {}
    reply = browser.submit(page.form('contact'), dict(here, contact=contact, **more))
    if reply.status != 303:
        raise RuntimeError('sign-in of %s: %d %s' % (contact, reply.status, reply.page.summary))
    return browser.follow(reply), before


def sign_in(browser, contact, **more):
    reply, before = ask_code(browser, contact, **more)
    return browser.submit(reply.page.form('code'), {'code': code_for(contact, before)})


def resident(lang='zh', contact=None, **more):
    browser = Browser(lang)
    browser.contact = contact or fresh_contact()
    reply = sign_in(browser, browser.contact, **more)
    if reply.status != 303 or 'sign-in' in reply.location:
        raise RuntimeError('%s could not sign in: %s' % (browser.contact, reply.location))
    return browser


def totp(secret, at=None):
    """RFC 6238."""
    key = base64.b32decode(secret + '=' * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack('>Q', int((at or time.time()) // 30)), hashlib.sha1).digest()
    at = mac[-1] & 15
    return '%06d' % ((struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 10 ** 6)


def officer_ready(name):
    """A step of the code is taken once only, and tests sign in oftener than twice a minute."""
    db("UPDATE officer_credential c JOIN officer o ON o.id = c.officer SET c.totp_step = 0, "
       "c.failures = 0, c.locked_until = NULL WHERE o.name = '%s'" % name)


def officer(name):
    browser = Browser('zh', 'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0')
    account = here.account(name)
    officer_ready(name)
    page = browser.get('/desk/sign-in').page
    reply = browser.submit(page.form('password'), {
        'name': name, 'password': account['password'], 'code': totp(account['totp'])})
    if reply.status != 303 or 'sign-in' in reply.location:
        raise RuntimeError('%s could not sign in: %s' % (name, reply.location))
    browser.name, browser.number = name, account['number']
    return browser


def fixture(name):
    with open(os.path.join(FIXTURES, name), 'rb') as f:
        return f.read()


KINDS = {'jpg': 'image/jpeg', 'png': 'image/png', 'webp': 'image/webp', 'heic': 'image/heic',
         'gif': 'image/gif', 'pdf': 'application/pdf'}


def photo(name='grey.jpg', called=None):
    """(name, type, bytes) as a telephone would say them."""
    return called or name, KINDS[name.rsplit('.')[-1]], fixture(name)
