#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands above the pages: policies, caches, cookies, compression."""
import gzip
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey


def policy_of(reply):
    out = {}
    for part in (reply.header('Content-Security-Policy') or '').split(';'):
        words = part.split()
        if words:
            out[words[0]] = words[1:]
    return out


def pages():
    visitor, person, staff = Browser(), resident(), officer('ouhai-1')
    ref = journey.submitted(person)
    seen = [('home', visitor.get('/zh/')), ('guide', visitor.get('/en/formalities/cert-no-crime')),
            ('sign-in', visitor.get('/zh/sign-in')), ('tracking', person.get('/zh/applications/' + ref)),
            ('404', person.get('/zh/nothing')), ('405', person.ask('PUT', '/zh/')),
            ('403', person.post('/zh/settings', [])), ('422', person.post('/zh/settings', [
                ('token', person.token('/zh/settings')), ('once', once())])),
            ('queue', staff.get('/desk/')), ('matter', staff.get('/desk/matters/' + ref)),
            ('desk sign-in', visitor.get('/desk/sign-in')), ('inbox', visitor.get('/demo/inbox'))]
    for name, reply in seen:
        policy = policy_of(reply)
        wrong = ["%s is %s" % (k, policy.get(k)) for k, want in (
            ('default-src', ["'none'"]), ('script-src', ["'self'"]), ('style-src', ["'self'"]),
            ('frame-ancestors', ["'none'"]), ('base-uri', ["'none'"]), ('form-action', ["'self'"]))
            if policy.get(k) != want]
        wrong += [w for words in policy.values() for w in words if 'unsafe' in w or w == '*' or 'http' in w]
        for header, want in (('X-Content-Type-Options', 'nosniff'), ('Referrer-Policy', 'same-origin'),
                             ('Cross-Origin-Opener-Policy', 'same-origin'),
                             ('Cross-Origin-Resource-Policy', 'same-origin'),
                             ('Content-Type', 'text/html; charset=utf-8')):
            if reply.header(header) != want:
                wrong.append('%s: %s' % (header, reply.header(header)))
        if 'geolocation=()' not in (reply.header('Permissions-Policy') or ''):
            wrong.append('Permissions-Policy')
        if reply.header('Server') not in (None, 'nginx'):
            wrong.append('Server: ' + reply.header('Server'))
        ok(not wrong, '%s: a policy without inline anything, and the other headers' % name, *wrong)
        page = reply.page
        inline = [n.tag for n in page.all() if 'style' in n.attrs or n.tag == 'style' or
                  any(a.startswith('on') for a in n.attrs) or (n.tag == 'script' and not n['src'])]
        same(inline, [], 'and nothing inline in it')
        foreign = [n['src'] or n['href'] for n in page.all('script', 'link', 'img', 'iframe', 'source')
                   if re.match(r'(https?:)?//', n['src'] or n['href']) and n['rel'] != 'canonical']
        same(foreign, [], 'nor anything from elsewhere')


def files():
    """What somebody uploaded is shown inline, as it was found to be, under the policy of our pages (doc/threats.md)."""
    person, staff = resident(), officer('ouhai-1')
    draft = journey.ref_of(journey.begin(person, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % draft
    for name in ('grey.jpg', 'three-pages.pdf'):
        same(person.submit(person.get(path).page.form('files'), files=[photo(name)]).status, 303, name + ' is sent')
    own = sorted(set(person.get(path).page.links('/files/')))
    sent = journey.submitted(person, 'passport-settled-abroad', {'home_county': '330304'})
    theirs = sorted(set(re.findall(r'"(/desk/[^"?#]*/files/\d+)"', staff.get('/desk/matters/' + sent).text)))
    ok(len(own) == 2 and theirs, 'its owner and the desk have links to files', own, theirs)
    kinds = set()
    for browser, links in ((person, own), (staff, theirs)):
        for link in links:
            reply = browser.get(link)
            policy, kind = policy_of(reply), reply.header('Content-Type')
            kinds.add(kind)
            same((reply.status, reply.header('Content-Disposition'), reply.header('X-Content-Type-Options'), reply.header('Cache-Control')),
                 (200, None, 'nosniff', 'private, no-store'), '%s: inline, as what it is, and kept by nobody' % kind)
            same([policy.get(k) for k in ('default-src', 'object-src', 'base-uri', 'frame-ancestors', 'sandbox')],
                 [["'none'"]] * 3 + [["'self'"], None], 'with a policy, in frames of ours alone')
            same([w for words in policy.values() for w in words if 'unsafe' in w or w == '*' or 'http' in w], [], 'that lets nothing in')
    same(kinds, {'image/jpeg', 'application/pdf'}, 'a photograph and a PDF')


def caches():
    visitor, person = Browser(), resident()
    for path in ('/zh/', '/zh/formalities/cert-no-crime', '/zh/privacy'):
        reply = visitor.get(path)
        ok(reply.header('Cache-Control') == 'public, max-age=60' and not reply.header('Set-Cookie'),
           '%s is the same for every visitor and may be kept' % path, reply.headers)
        reply = person.get(path)
        same(reply.header('Cache-Control'), 'private, no-store', 'but not for who is signed in')
        has(reply.header('Vary') or '', 'Cookie', 'and caches are told')
    for path in ('/zh/sign-in', '/zh/applications', '/zh/settings', '/zh/nothing', '/demo/inbox.json'):
        same(person.get(path).header('Cache-Control'), 'private, no-store', '%s is kept by nobody' % path)


def no_secure_on_http():
    person, staff = resident(), officer('ouhai-1')
    person.get('/zh/?text_size=large')
    for browser in (person, staff):
        ok(browser.set_cookies, 'there were cookies')
        for cookie in browser.set_cookies:
            ok('HttpOnly' in cookie and 'SameSite=Lax' in cookie and 'Path=/' in cookie and
               'Secure' not in cookie and 'Domain' not in cookie and not cookie.startswith('__'),
               '%s: HttpOnly, Lax, this host only, not Secure on http' % cookie.split('=')[0], cookie)
    has(person.get('/zh/').page.one('html')['class'], 'size-large', 'the text size is remembered')


def static_files():
    for path in ('/zh/', '/desk/sign-in'):
        page = Browser().get(path).page
        wanted = {n['href'] for n in page.all('link') if n['href'].startswith('/static/')}
        wanted |= {n['src'] for n in page.all('script', 'img') if n['src'].startswith('/static/')}
        ok(len(wanted) >= 3, '%s uses styles, a script and a picture of ours' % path, wanted)
        for file in sorted(wanted):
            ok(re.search(r'\.[0-9a-f]{8,}\.\w+$', file), '%s is named by its content' % file)
            plain = Browser().get(file)
            same((plain.status, plain.header('Cache-Control')), (200, 'public, max-age=31536000, immutable'),
                 'is kept for ever')
            same(plain.header('X-Content-Type-Options'), 'nosniff', 'is what it says')
            packed = Browser().get(file, Accept_Encoding='gzip')
            ok(packed.header('Content-Encoding') == 'gzip' and gzip.decompress(packed.body) == plain.body,
               'comes compressed by gzip', packed.header('Content-Encoding'))
            best = Browser().get(file, Accept_Encoding='br, gzip')
            ok(best.header('Content-Encoding') == 'br' and len(best.body) <= len(packed.body),
               'and better by brotli', best.header('Content-Encoding'))
    ok(Browser().get('/static/').status in (403, 404), 'the folder is not listed')


def compressed_pages():
    visitor = Browser()
    plain, packed = visitor.get('/zh/'), visitor.get('/zh/', Accept_Encoding='gzip')
    ok(packed.header('Content-Encoding') == 'gzip' and gzip.decompress(packed.body) == plain.body,
       'pages come compressed')
    person = resident()
    ref = journey.ref_of(journey.begin(person, 'dl-contact-change'))
    path = '/zh/applications/%s/form/contact' % ref
    form = person.get(path).page.form()
    refused = person.post(form.action, form.pairs({'new_phone': '1'}), {'Accept-Encoding': 'gzip'})
    same((refused.status, refused.header('Content-Encoding')), (422, 'gzip'), 'and so does a form that is shown again')
    css = Browser().get(visitor.get('/zh/').page.one('link', rel='stylesheet')['href'], Accept_Encoding='gzip')
    ok(len(refused.body) + len(css.body) <= 14600 and b'new_phone' in gzip.decompress(refused.body),
       'with its styles it has %d bytes' % (len(refused.body) + len(css.body)))
    has(refused.header('Vary'), 'Accept-Encoding', 'and caches are told')
    plain = person.post(form.action, form.pairs({'new_phone': '1'}))
    same((plain.status, plain.header('Content-Encoding')), (422, None), 'but not for who does not take it')


def links_ignore_the_host():
    reply = Browser().ask('GET', '/', headers={'Host': 'evil.example'})
    same(reply.status, 421, 'a strange Host is nobody here')
    style = next(n['href'] for n in reply.page.all('link') if n['rel'] == 'stylesheet')
    same(Browser().ask('GET', style, headers={'Host': 'evil.example'}).status, 200, 'whose page has its style')
    reply = Browser().ask('GET', '/zh/', headers={'Host': 'evil.example', 'X-Forwarded-Host': 'evil.example'})
    lacks(reply.text, 'evil.example', 'and stands in no page')


def what_nginx_refuses():
    """Before a program is asked: the house's page all the same, in both languages, with its headers."""
    for text, want, data in (
            ('a NUL in the path', 400, b'GET /zh/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
            ('no HTTP at all', 400, b'hello there\r\n\r\n'),
            ('a strange Host', 421, b'GET /zh/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
            ('a strange Host and a NUL', 400, b'GET /%00 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
            ('an HTTP that is not ours', 505, b'GET /zh/ HTTP/2.5\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
            ('a transfer that nobody knows', 501,
             b'GET /zh/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: foo\r\n\r\n'),
            ('an address of 20 KB', 414, b'GET /zh/' + b'x' * 20000 + b' HTTP/1.1\r\nHost: localhost\r\n\r\n')):
        with socket.create_connection((here.host, here.port), timeout=20) as line:
            line.sendall(data)
            got = b''
            while True:
                try:
                    more = line.recv(65536)
                except ConnectionResetError:
                    break
                if not more:
                    break
                got += more
        head, _, body = got.partition(b'\r\n\r\n')
        head, body = head.decode('latin-1'), body.decode('utf-8', 'replace')
        ok(' %d ' % want in head.split('\r\n')[0] and 'qiao-header' in body and 'lang="en"' in body and
           'lang="zh-Hans"' in body and 'nginx' not in body, '%s: %d, with the house\'s page' % (text, want), head, body[:200])
        missing = [h for h in ("Content-Security-Policy: default-src 'none'", 'X-Content-Type-Options: nosniff',
                               'Referrer-Policy: same-origin', 'Cross-Origin-Opener-Policy: same-origin',
                               'Cross-Origin-Resource-Policy: same-origin', 'Permissions-Policy: geolocation=()',
                               'Cache-Control: no-store') if h not in head]
        ok(not missing, 'and its headers', *missing)
        lacks(body, 'evil.example', 'which does not repeat the name')


run(what_nginx_refuses, pages, files, caches, no_secure_on_http, static_files, compressed_pages, links_ignore_the_host)
