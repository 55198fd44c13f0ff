#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Inside WeChat's browser: a way out on every page, to the address as text and as a QR code that leads to the page;
in any other browser that page is the page itself."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

AGENTS = (
    'Mozilla/5.0 (Linux; Android 10; M2006J10C Build/QP1A.190711.020; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 '
    'Chrome/86.0.4240.99 XWEB/3185 MMWEBSDK/20220303 Mobile Safari/537.36 MMWEBID/8813 MicroMessenger/8.0.21.2120(0x28001557) '
    'WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 '
    'MicroMessenger/8.0.18(0x1800123b) NetType/WIFI Language/zh_CN')


def decoded(page):
    """What a camera reads of the page's code: its path as a picture, through zbar."""
    width, path = re.search(r'viewBox="0 0 (\d+) .*<path d="([^"]+)"', page).groups()
    width = int(width)
    rows = [bytearray(b'\xff' * width) for _ in range(width)]
    for x, y, run in re.findall(r'M(\d+) (\d+)h(\d+)v1', path):
        rows[int(y)][int(x):int(x) + int(run)] = bytes(int(run))
    wide = b''.join(bytes(b for b in row for _ in range(6)) * 6 for row in rows)
    with tempfile.NamedTemporaryFile(suffix='.pgm') as f:
        f.write(b'P5 %d %d 255\n' % (width * 6, width * 6) + wide)
        f.flush()
        told = subprocess.run(['zbarimg', '-q', '--raw', f.name], capture_output=True, text=True)
    return told.stdout.strip()


def way_out():
    person = resident('zh')
    ref = journey.draft(person)
    for lang in ('zh', 'en'):
        for agent in AGENTS:
            for path in ('/formalities/cert-no-crime', '/applications/%s/materials' % ref, '/applications?before=%d' % 2 ** 60):
                page = person.get('/%s%s' % (lang, path), **{'User-Agent': agent})
                ok(page.status == 200, path, page.status)
                link = [a for a in page.page.all('a') if a.text == journey.said(lang, 'elsewhere.link')]
                if not ok(len(link) == 1, '%s inside WeChat has the way out (%s)' % (path, lang)):
                    continue
                ok('public' not in page.header('Cache-Control'), 'and is in no shared cache', page.header('Cache-Control'))
                out = person.get(link[0]['href'], **{'User-Agent': agent})
                address = out.page.one('input', id='address')['value']
                same((out.status, address), (200, here.url + '/%s%s' % (lang, path)), 'which has its address to copy')
                same(decoded(out.text), address, 'and as a code that a camera reads')
                has(out.page.main.text, journey.said(lang, 'elsewhere.menu'), 'and says how it is quickest')
                has(out.page.main.text, journey.said(lang, 'elsewhere.unsaved'), 'and what does not come along')
                lacks(list(n['href'] for n in out.page.all('a', class_='govuk-back-link')), '/%s%s' % (lang, path), 'no link leads to that page anew')
                same(person.get(link[0]['href']).location, '/%s%s' % (lang, path), 'in a browser that address leads to the page itself')
        lacks(person.get('/%s/formalities/cert-no-crime' % lang).text, '/elsewhere', 'other browsers read nothing of it')


def no_way_elsewhere():
    """It leads to pages of ours alone."""
    for there in ('https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/%0d%0aX:1', '/a//b', '/../x'):
        for agent in ('', AGENTS[0]):
            reply = Browser().get('/zh/elsewhere?next=' + urllib.parse.quote(there, safe=''), **({'User-Agent': agent} if agent else {}))
            ok(reply.status in (200, 303) and 'evil' not in reply.text and (reply.location or '/zh/') == '/zh/',
               'not to %s' % there, reply.status, reply.location)


run(way_out, no_way_elsewhere)
