#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Too large, too many, malformed, slow, out of order: a clear page with the right status, a
line in the log, and nothing of the person in it."""
import os
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

# typed in this test and never to be found in a log
SECRETS = {'name': '欧阳%s娜' % random.choice('甲乙丙丁戊己'), 'idno': '330399198506121135',
           'passport': 'E%08d' % random.randrange(10 ** 8), 'word': 'secret%08x' % random.getrandbits(32)}
FORM = 'application/x-www-form-urlencoded'


def is_clear(reply, status, text, words=None):
    """The status, and a page of ours with a heading."""
    good = reply.status == status and (reply.header('Content-Type') or '').startswith('text/html') and \
        reply.page.h1 and reply.page.lang and (not words or words in reply.page.text)
    return ok(good, '%s: %d' % (text, status), reply.status, reply.headers, reply.body[:300])


def raw(data, seconds=20, half_close=False):
    """Everything that comes back for these bytes, and after how long the line was closed."""
    began, out = time.time(), b''
    with socket.create_connection((here.host, here.port), timeout=seconds) as line:
        line.sendall(data)
        if half_close:
            line.shutdown(socket.SHUT_WR)
        try:
            while True:
                got = line.recv(65536)
                if not got:
                    break
                out += got
        except (socket.timeout, ConnectionResetError):
            pass
    return out, time.time() - began


def status_of(data):
    found = re.match(rb'HTTP/1\.[01] (\d+)', data)
    return int(found.group(1)) if found else 0


class Slow(threading.Thread):
    """A client that takes its time, beside the other tests."""

    def __init__(self, head, drip, every):
        super().__init__(daemon=True)
        self.head, self.drip, self.every = head, drip, every
        self.answer, self.seconds = b'', None
        self.start()

    def run(self):
        began = time.time()
        try:
            with socket.create_connection((here.host, here.port), timeout=self.every) as line:
                line.sendall(self.head)
                while time.time() - began < 60:
                    try:
                        got = line.recv(65536)
                        if not got:
                            break
                        self.answer += got
                    except socket.timeout:
                        line.sendall(self.drip)
        except OSError:
            pass
        self.seconds = time.time() - began


def slow_ones():
    global slow
    form = 'POST /zh/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: 4000\r\n\r\n' % FORM
    slow = {'headers that drip': Slow(b'GET /zh/ HTTP/1.1\r\nHost: localhost\r\n', b'X-A: b\r\n', 2),
            'headers that stop': Slow(b'GET /zh/ HTTP/1.1\r\n', b'', 30),
            'a body that stops': Slow(form.encode() + b'contact=' + SECRETS['word'].encode(), b'', 60)}
    more = [Slow(form.encode() + b'a', b'', 60) for _ in range(20)]
    time.sleep(0.3)
    times = []
    for _ in range(20):
        began = time.time()
        same(Browser().get('/zh/formalities').status, 200, 'others are served meanwhile') if not times else \
            Browser().get('/zh/formalities')
        times.append(time.time() - began)
    ok(max(times) < 2, 'and quickly', times)
    slow['twenty bodies that stop'] = more[0]


def slow_ends():
    """nginx ends a client that is too slow without a word: for a time-out of headers or body (408) it looks for no page. A
    worker that waited itself could send one, but then a few slow clients would have all the workers."""
    for name, most in (('headers that drip', 25), ('headers that stop', 20), ('a body that stops', 35),
                       ('twenty bodies that stop', 35)):
        client = slow[name]
        client.join(45)
        ok(client.seconds and client.seconds < most and status_of(client.answer) in (0, 400, 408),
           '%s: the line is closed after %.0f s' % (name, client.seconds or 99), client.answer[:200])

    def told():
        return [line for line in logs('access').splitlines() if 'POST /zh/sign-in 408 0 ' in line]
    ok(wait_until(lambda: len(told()) >= 21), 'with a line in the log for each body that stopped', len(told()))
    lacks('\n'.join(told()), SECRETS['word'], 'in which nothing of it stands')


def too_large():
    browser = resident()
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    token = browser.token('/zh/settings')
    marks = [('token', token), ('once', once())]
    is_clear(browser.post('/zh/settings', marks + [('lang', 'x' * 300000)]), 413, 'a form of 300 KB', '64 MB')
    english = browser.post('/en/settings', marks + [('lang', 'x' * 300000)])
    is_clear(english, 413, 'in English', '256 KB')
    ok(english.text.index('Too much was sent</h1>') < english.text.index('内容太大</h2>'), 'under /en/ the English half comes first')
    for path in ('/zh/applications/%s/correction' % ref, '/zh/applications/%s/materials/id-proof-driver' % ref):
        reply = browser.post(path, marks + [('x', 'x' * 300000)])
        is_clear(reply, 413, 'the same where uploads go')
    page = '/zh/applications/%s/form/you' % ref
    is_clear(browser.post(page, marks + [('x%d' % i, '') for i in range(121)]), 413, '123 fields')
    is_clear(browser.post(page, marks + [('applicant_name', 'x' * 16385)]), 422, 'a value of 16385 bytes is told beside its field')
    is_clear(browser.post(page, marks + [('x' * 61, '')]), 413, 'a name of 61 bytes')
    reply = browser.post(page, marks + [('applicant_name', '林' * 26), ('applicant_idno', SECRETS['idno']),
                                        ('home_county', '330304'), ('back', '')])
    ok(reply.status == 422 and reply.page.error('applicant_name'), 'a value that is only too long: 422, told beside it')
    many = [('files', '%d.jpg' % i, 'image/jpeg', b'x') for i in range(61)]
    is_clear(browser.upload('/zh/applications/%s/materials/id-proof-driver' % ref, marks, many), 413, '61 files')
    is_clear(browser.upload('/zh/applications/%s/materials/id-proof-driver' % ref, marks, many[:13]), 422,
             '13 files, one more than the form takes')


def malformed():
    browser = resident()
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    page = '/zh/applications/%s/form/you' % ref
    token = browser.token('/zh/settings')
    before = db("SELECT version, HEX(answers) FROM application WHERE ref = '%s'" % ref)

    def send(more, status, text, kind=FORM, path=page, marks=True):
        head = ('token=%s&once=%s&' % (token, once())).encode() if marks else b''
        reply = browser.ask('POST', path, head + more, dict(browser.origin(), **{'Content-Type': kind}))
        is_clear(reply, status, text)
    name = ('applicant_name=' + urllib.parse.quote(SECRETS['name'])).encode()
    send(b'applicant_name=%ff%fe', 400, 'bytes that are no UTF-8')
    send(b'applicant_name=%c0%80', 400, 'an overlong NUL')
    send(b'applicant_name=%ed%a0%80', 400, 'a surrogate')
    send(b'applicant_name=a%00b', 400, 'a NUL')
    send(b'applicant_name=\x00', 400, 'a raw NUL')
    send(name + b'&' + name, 400, 'a field that comes twice')
    send(name + b'&role=supervisor', 400, 'a field that the form has not')
    send(name + b'&version=1', 400, 'another one')
    send(b'applicant_name=%zz', 400, 'a broken escape')
    send(b'applicant%5Bname%5D=x', 400, 'a name that is none')
    send(b'lang=zh&zone=Europe%2FRome&role=x', 400, 'an unknown field in the settings', path='/zh/settings')
    send(b'{"token":"x"}', 400, 'JSON', kind='application/json', marks=False)
    send(b'token=x', 400, 'plain text', kind='text/plain', marks=False)
    send(b'xx', 400, 'multipart without a boundary', kind='multipart/form-data', marks=False)
    send(b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nx', 400, 'multipart that ends early',
         kind='multipart/form-data; boundary=b', marks=False)
    send(b'--b\r\nnonsense\r\n--b--\r\n', 400, 'multipart that is nonsense',
         kind='multipart/form-data; boundary=b', marks=False)
    reply = browser.post(page, [('token', token), ('applicant_name', 'x')])
    is_clear(reply, 400, 'a write without its once-only key')
    reply = browser.post(page, [('token', token), ('once', 'short')])
    is_clear(reply, 400, 'or with one that is none')
    for n in ('\u200b', '\u202e' + SECRETS['name'], 'a\x07b', '\ue000'):
        reply = browser.post(page, [('token', token), ('once', once()), ('applicant_name', n), (
            'applicant_idno', SECRETS['idno']), ('home_county', '330304'), ('back', '')])
        ok(reply.status == 422 and reply.page.error('applicant_name'), 'what nobody sees is no name: %r' % n, reply.status)
    same(db("SELECT version, HEX(answers) FROM application WHERE ref = '%s'" % ref), before, 'none of it changed the draft')


def queries():
    visitor = Browser()
    for query in ('q=' + 'x' * 1900, 'q=' + 'x' * 5000, '%00=1', '&&&=&', 'a[]=1', 'x=%ff', 'x=%zz', 'from=timeline&from=x',
                  'next=//evil.example', 'q=' + urllib.parse.quote(SECRETS['name'])):
        reply = visitor.get('/zh/formalities?' + query)
        same(reply.status, 200, 'a link\'s odd query does no harm: ?%s' % query[:20])
    for query in ('q=%ff', 'q=a&q=b', 'q=%00', 'q=%zz', 'from=singlemessage&q=a&q=a'):
        for lang in ('zh', 'en'):
            reply = visitor.get('/%s/formalities?%s' % (lang, query))
            is_clear(reply, 400, 'but what the page asks for has one readable value: ?%s' % query,
                     journey.said(lang, 'error.bad_request.link'))
    shared = 'q=%s&from=singlemessage&isappinstalled=0&utm_source=x&fbclid=y' % urllib.parse.quote('驾驶证')
    same(visitor.get('/zh/formalities?' + shared).page.links('/formalities/'),
         visitor.get('/zh/formalities?q=' + urllib.parse.quote('驾驶证')).page.links('/formalities/'),
         'a link that was shared through WeChat finds the same')
    for path in ('/%s/' + 'x' * 500, '/%s/formalities/%%E6%%B8%%A9%%E5%%B7%%9E', '/%s/formalities/%%ff%%fe', '/%s/a b'):
        for lang in ('zh', 'en'):
            reply = visitor.get((path % lang).replace(' ', '%20'))
            is_clear(reply, 404, 'no such path, told in its own language: ' + (path % lang)[:24])
            ok(reply.page.lang.startswith(lang), 'which is ' + lang, reply.page.lang)
    for path, want in (('/zh/' + 'x' * 500, 404), ('/zh/formalities/' + 'a' * 300, 404), ('/desk/' + 'x' * 500, 404),
                       ('/zh/formalities/%2e%2e%2f', 404), ('/desk/\'"<>', 404)):
        reply = visitor.go(urllib.parse.quote(path, safe='/%.'))
        is_clear(reply, want, 'a path like %s' % path[:24])
    for size, want in ((7000, 404), (20000, 400)):
        out, _ = raw(b'GET /zh/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' % (b'x' * size))
        ok((status_of(out) in (303, 404) if want == 404 else status_of(out) in (400, 414)) and
           (want == 404 or b'<h1' in out), 'an address of %d bytes' % size, out[:200])


def raw_requests():
    for text, data, want in (
            ('no HTTP at all', b'hello\r\n\r\n', {400}),
            ('a header of 40 KB', b'GET /zh/ HTTP/1.1\r\nHost: localhost\r\nX: ' + b'a' * 40000 + b'\r\n\r\n', {400, 431}),
            ('a cookie of 12 KB', b'GET /zh/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: ' + b'a' * 12000 + b'\r\n\r\n', {400, 431}),
            ('two lengths', b'POST /zh/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', {400}),
            ('a length that is none', b'POST /zh/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n', {400}),
            ('length and chunks', b'POST /zh/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', {400}),
            ('no host', b'GET /zh/ HTTP/1.1\r\n\r\n', {400}),
            ('a NUL in the address', b'GET /zh/\0 HTTP/1.1\r\nHost: localhost\r\n\r\n', {400}),
            ('HTTP/3.0', b'GET / HTTP/3.0\r\nHost: localhost\r\n\r\n', {400, 505}),
            ('CONNECT', b'CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', {400, 405}),
            ('TRACE', b'TRACE /zh/ HTTP/1.1\r\nHost: localhost\r\n\r\n', {405})):
        out, seconds = raw(data, 5)
        ok(status_of(out) in want, '%s: %s' % (text, sorted(want)), out[:200])
    browser = Browser()
    token = browser.token('/zh/sign-in')
    body = urllib.parse.urlencode({'token': token, 'once': once(), 'contact': 'nobody', 'zone': '', 'next': ''}).encode()
    head = ('POST /zh/sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nOrigin: %s\r\nCookie: %s\r\n' % (
        FORM, here.url, '; '.join('%s=%s' % c for c in browser.cookies.items()))).encode()
    out, _ = raw(head + b'Transfer-Encoding: chunked\r\n\r\n' + b''.join(
        b'%x\r\n%s\r\n' % (len(body[i:i + 7]), body[i:i + 7]) for i in range(0, len(body), 7)) + b'0\r\n\r\n', 5)
    same(status_of(out), 422, 'a form in chunks is read like any other')
    out, _ = raw(head + b'Content-Length: %d\r\n\r\n' % (len(body) + 50) + body, 3, half_close=True)
    ok(status_of(out) in (0, 400), 'a body that ends early is not taken for whole', out[:200])
    same(Browser().get('/zh/').status, 200, 'and the service goes on')


def fastcgi(kind, content):
    return struct.pack('>BBHHBx', 1, kind, 1, len(content), 0) + content


def answer_waits():
    """nginx sends nothing more once it sees an answer, and then waits for the worker's end: one that began before the
    input's last record would wait for that as long as a request may take."""
    pairs = {'REQUEST_METHOD': 'POST', 'REQUEST_URI': '/zh/sign-in', 'CONTENT_TYPE': FORM, 'CONTENT_LENGTH': '9',
             'REMOTE_ADDR': '127.0.0.1', 'HTTP_SEC_FETCH_SITE': 'cross-site'}
    told = b''.join(struct.pack('BB', len(k), len(v)) + (k + v).encode() for k, v in pairs.items())
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(20)
        line.connect(os.path.dirname(here.setting('portal', 'MediaSocket')) + '/portal.sock')
        line.sendall(fastcgi(1, b'\0\1' + bytes(6)) + fastcgi(4, told) + fastcgi(4, b'') + fastcgi(5, b'contact=a'))
        ok(not select.select([line], [], [], 1)[0], 'no answer begins before the end of the input')
        line.sendall(fastcgi(5, b''))
        began, answer = time.time(), b''
        while not answer or got:
            got = line.recv(65536)
            answer += got
        ok(b'Status: 403' in answer and time.time() - began < 10, 'and then it comes whole, and the line is closed', answer[:200])


def log_lines():
    """Each refusal left a line that says what it was and not whose."""
    text = logs('portal')
    for mark in ('error=too_large', 'error=bad_request', 'not-utf8', 'nul', 'repeated', 'unknown name',
                 'no once-only key', 'truncated', 'too-many', 'too-long'):
        has(text, mark, 'the log tells of %s' % mark) if mark not in text else ok(True, 'the log tells of %s' % mark)
    person = resident('zh', 'mail-%s@example.org' % SECRETS['word'])
    form = journey.begin(person, 'exitentry-record')
    ref = journey.ref_of(form)
    journey.answer_pages(person, form, dict(
        journey.FORMALITIES['exitentry-record']['Example'], applicant_passport=SECRETS['passport']))
    wrong = person.get('/zh/applications/%s/form/you' % ref).page.form()
    person.submit(wrong, {'applicant_name': SECRETS['name']})
    person.get('/zh/formalities?q=' + urllib.parse.quote(SECRETS['name']))
    Browser().get('/zh/sign-in?next=/' + SECRETS['word'])
    staff = Browser()
    staff.submit(staff.get('/desk/sign-in').page.form('password'),
                 {'name': 'name-' + SECRETS['word'], 'password': 'pw-' + SECRETS['word'], 'code': '123456'})
    db_text = logs()
    ok(len(db_text) > 1000, 'there are logs')
    for what, value in list(SECRETS.items()) + [('contact', person.contact)]:
        forms = {value, urllib.parse.quote(value), value.lower(), urllib.parse.quote_plus(value)}
        same([f for f in forms if f in db_text], [], 'no log has the %s' % what)
    for name, value in person.cookies.items():
        ok(value not in db_text, 'nor the cookie %s' % name)
    ok(not re.search(r'127\.0\.0\.1(?!:)', logs('access', 'portal', 'desk')), 'nor a whole address')
    missing = sorted(set(re.findall(r'event=text-missing key=(\S+)', db_text)))
    same(missing, [], 'no text is missing in any language')
    same(sorted(set(re.findall(r'event=render .*', db_text)))[:3], [], 'no template failed')
    same(sorted(set(re.findall(r'\S+ error \w+\[\d+\] .*error=internal.*', db_text)))[:3], [], 'no internal error happened')


run(slow_ones, too_large, malformed, queries, raw_requests, answer_waits, log_lines, slow_ends)
