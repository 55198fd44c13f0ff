#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What nginx itself refuses, and what it says where the programs are down, silent or lost: a page of the house in
the language of the path, which says what happened, that nothing is lost, and what to do. On an nginx of its own,
whose limits count and behind which stands whatever the test puts there. And the program's own pages of errors."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

LANGUAGES = ('zh', 'en', 'it', 'es')
AGAIN = {'zh': '刷新这一页。刚才是在提交的', 'en': 'reload this page. If you were sending', 'it': 'ricarichi questa pagina. Se stava inviando',
         'es': 'recargue esta página. Si estaba enviando'}
LOST = {'zh': '都在', 'en': ' there', 'it': ' c', 'es': ' ahí'}
with open(ROOT + '/deploy/nginx/errors/texts.tsv', encoding='utf-8') as f:
    TEXTS = {(row[0], row[1]): row[2:] for row in (line.rstrip('\n').split('\t') for line in f) if row[0].isdigit()}


class Program(threading.Thread):
    """Behind nginx: answers each request of FastCGI with these headers; "" ends the line, None says nothing."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.answer, self.open = 'Status: 200\r\n\r\nhere', []
        self.line = socket.socket(socket.AF_UNIX)
        self.line.bind(path)
        self.line.listen(64)
        self.start()

    def run(self):
        while True:
            line, _ = self.line.accept()
            if self.answer is None:
                self.open.append(line)
                continue
            line.recv(65536)
            if self.answer:
                out = self.answer.encode()
                line.sendall(struct.pack('>BBHHBB', 1, 6, 1, len(out), 0, 0) + out + struct.pack('>BBHHBB', 1, 3, 1, 8, 0, 0) + bytes(8))
            line.close()


def filled(path, folder):
    with open(ROOT + '/deploy/nginx/' + path, encoding='utf-8') as f:
        text = f.read()
    for name, value in (('@RUN@', folder), ('@ETC@', folder), ('@ERRORS@', folder + '/errors'), ('@STATIC@', here.build + '/assets')):
        text = text.replace(name, value)
    with open(folder + '/' + path.removesuffix('.in'), 'w', encoding='utf-8') as f:
        f.write(text.replace('fastcgi_read_timeout 60s', 'fastcgi_read_timeout 1s'))


def own_nginx(folder):
    port = free_port()
    css = Browser().get('/zh/').page.one('link', rel='stylesheet')['href']
    subprocess.run([ROOT + '/deploy/nginx/errors/make', folder + '/errors', css, 'http://localhost:%d' % port], check=True)
    for path in ('http.conf.in', 'server.conf.in', 'errors.conf.in', 'fastcgi_params'):
        filled(path, folder)
    refusals = ''.join('location ~ ^/[a-z][a-z]/refused/%s$ { return %s; }\n' % (s, s) for s in ('403', '410', '422', '503'))
    with open(folder + '/nginx.conf', 'w', encoding='utf-8') as f:
        f.write('load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n'
                '%sdaemon off; pid %s/pid; error_log %s/error.log alert; events { worker_connections 256; }\n'
                'http { include /etc/nginx/mime.types; charset utf-8; client_body_temp_path %s/b; fastcgi_temp_path %s/f; '
                'proxy_temp_path %s/p; uwsgi_temp_path %s/u; scgi_temp_path %s/s; access_log off; geo $qiao_is_near { default 0; }\n'
                'include %s/http.conf; server { listen 127.0.0.1:%d; server_name localhost; %s include %s/server.conf; } }\n' % (
                    ('user root; ' if os.getuid() == 0 else '',) + (folder,) * 8 + (port, refusals, folder)))
    server = subprocess.Popen(['nginx', '-e', folder + '/e', '-c', folder + '/nginx.conf'],
                              env=dict(os.environ, PATH=os.environ['PATH'] + ':/usr/sbin'))
    wait_until(lambda: os.path.exists(folder + '/pid') and os.path.getsize(folder + '/pid'))
    return server, port


def visitor_of(port):
    visitor = Browser()
    visitor.instance = type('Elsewhere', (), {'url': 'http://localhost:%d' % port, 'host': 'localhost', 'port': port})
    return visitor


def is_told(reply, status, lang, why):
    title, what, lost, todo = TEXTS[str(status), lang]
    html, main = reply.page.one('html')['lang'], reply.page.main.text
    return ok((reply.status, reply.page.h1, html) == (status, title, 'zh-Hans' if lang == 'zh' else lang) and
              all(words in main for words in (what, lost, todo)) and '/%s/' % lang in reply.page.links() and
              reply.header('Cache-Control') == 'no-store', '%s, in %s: %d' % (why, lang, status),
              reply.status, reply.headers, main[:400])


def by_the_program():
    """Its own pages say the same: what happened, that nothing is lost, what to do."""
    person = resident('zh')
    begun, sent = journey.begin(person, 'dl-defer-renew'), journey.submitted(person, 'dl-defer-renew')
    token = person.token('/zh/settings')

    def told(reply, status, word, lang, why, kept='error.kept'):
        main = reply.page.main.text
        ok((reply.status, reply.page.h1) == (status, journey.said(lang, 'error.%s.title' % word)) and
           (not kept or journey.said(lang, kept) in main) and '/%s/' % lang in reply.page.links(),
           '%s, in %s: %d' % (why, lang, status), reply.status, main[:300])
    for lang in LANGUAGES:
        marks = lambda: [('token', token), ('once', once())]   # noqa: E731
        you = '/%s/applications/%%s/form/you' % lang
        told(person.get('/%s/nothing' % lang), 404, 'not_found', lang, 'no such page')
        told(person.ask('PUT', '/%s/settings' % lang), 405, 'method', lang, 'another method')
        told(person.post('/%s/settings' % lang, marks() + [('lang', lang)], {'Origin': 'https://evil.example', 'Sec-Fetch-Site': 'cross-site'}),
             403, 'forbidden', lang, 'from another site')
        told(person.post('/%s/settings' % lang, marks() + [('nobody', 'asked')]), 400, 'bad_request', lang, 'a field that there is not')
        told(person.post(you % sent, marks() + [('applicant_name', '林')]), 410, 'ended', lang, 'an answer to what is submitted')
        told(person.post(you % journey.ref_of(begun), marks() + [('x%d' % i, '') for i in range(121)]), 413, 'too_large', lang,
             'more than a form takes', 'error.too_large.form')
        lacks(person.post(you % journey.ref_of(begun), marks() + [('x%d' % i, '') for i in range(5000)]).page.main.text,
              journey.said(lang, 'error.too_large.text'), 'without a word of photographs')
        again = person.post(you % journey.ref_of(begun), marks() + [('applicant_name', '林示例'), ('applicant_idno', '1'), ('home_county', '330304'), ('back', '')])
        ok(again.status == 422 and again.page.form().value('applicant_name') == '林示例' and again.page.summary,
           'what is not right yet is shown with all that was typed, in %s: 422' % lang, again.status)


def each_says_three_things():
    for (status, lang), (title, what, lost, todo) in sorted(TEXTS.items()):
        if not (title and what and todo and LOST[lang] in lost):
            ok(False, '%s in %s says what happened, that nothing is lost and what to do' % (status, lang), title, what, lost, todo)
    # to go back would lose what was typed, where no script keeps it
    same(sorted(key for key, texts in TEXTS.items() if key[0] in ('429', '500', '502', '503', '504') and AGAIN[key[1]] not in texts[3]), [],
         'where nothing is wrong with what was sent, the page is to be loaded again, and it is sent again, once')
    same({s: sorted(l for t, l in TEXTS if t == s) for s, _ in TEXTS}, {s: sorted(LANGUAGES) for s in (
        '400', '403', '404', '405', '410', '413', '421', '422', '429', '500', '502', '503', '504')},
        'every status has its page in each language')


def as_it_comes():
    folder = tempfile.mkdtemp(prefix='qiao-errors.')
    server, port = own_nginx(folder)
    visitor = visitor_of(port)
    try:
        for lang in LANGUAGES:
            is_told(visitor.get('/%s/formalities' % lang), 502, lang, 'no program runs')
        same(visitor.get('/it/formalities').header('Retry-After'), '10', 'and when to come again')
        for cookie, size in (('qiao-size=large', 'large'), ('a=b; __Host-qiao-size=small; c=d', 'small'), ('qiao-size=medium', 'medium'),
                             ('qiao-size=large/../x', 'medium'), ('not-qiao-size=large', 'medium'), ('', 'medium')):
            reply = visitor.get('/es/formalities', Cookie=cookie)
            is_told(reply, 502, 'es', 'with the cookie "%s"' % cookie)
            same(reply.page.one('html')['class'], 'size-' + size, 'its text is %s' % size)
        for lang in LANGUAGES:
            reply = visitor.get('/%s/%s' % (lang, 'x' * 40000))
            title, _, _, todo = TEXTS['400', lang]
            heads = [h.text for h in reply.page.main.all('h1', 'h2')]
            ok(reply.status == 414 and title in heads and todo in reply.page.main.text and '/%s/' % lang in reply.page.links(),
               'an address that is too long to be read is told in all languages, so in %s' % lang, reply.status, heads)
        is_told(visitor.get('/'), 502, 'zh', 'also where the address has no language')
        program = Program(folder + '/portal.sock')
        same(visitor.get('/zh/').text, 'here', 'with a program it is the program that answers')
        for lang in LANGUAGES:
            program.answer = ''
            is_told(visitor.get('/%s/formalities' % lang), 502, lang, 'a program that hangs up')
            program.answer = 'Status: 500\r\nX-Accel-Redirect: /qiao-failed\r\nContent-Length: 0\r\n\r\n'
            is_told(visitor.post('/%s/settings' % lang, [('a', 'b')]), 500, lang, 'a program that cannot even show its error')
            is_told(visitor.ask('POST', '/%s/settings' % lang, b'x' * 300000), 413, lang, 'a form of 300 KB')
            is_told(visitor.ask('TRACE', '/%s/' % lang), 405, lang, 'a method that nobody needs')
            for status in (403, 410, 422, 503):
                is_told(visitor.get('/%s/refused/%d' % (lang, status)), status, lang, 'refused by nginx')
        program.answer = 'Status: 500\r\nContent-Type: text/plain\r\n\r\nits own'
        same(visitor.get('/it/').text, 'its own', 'what a program says itself stands as it is')
        program.answer = None
        waiting = [threading.Thread(target=lambda l=l: silent.__setitem__(l, visitor_of(port).get('/%s/formalities' % l))) for l in LANGUAGES]
        silent = {}
        for thread in waiting:
            thread.start()
        for thread in waiting:
            thread.join(20)
        for lang in LANGUAGES:
            is_told(silent[lang], 504, lang, 'a program that does not answer')
        program.answer = 'Status: 200\r\n\r\nhere'
        for _ in range(40):
            visitor.get('/zh/sign-in')
        for lang in LANGUAGES:
            is_told(visitor.get('/%s/sign-in' % lang), 429, lang, 'more sign-ins from an address than may be')
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


run(each_says_three_things, as_it_comes, by_the_program)
