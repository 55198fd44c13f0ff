#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plain page of a guide: all that the guide says, one thing after the other, without menus, tables, labels and
what has to be opened, so that it reads well aloud; of every formality."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

ALOUD = {'bdi', 'html', 'head', 'meta', 'title', 'link', 'body', 'main', 'h1', 'h2', 'p', 'b', 'br', 'ol', 'ul', 'li', 'a', 'footer', 'div'}
visitor = Browser()


def words_of(node):
    return set(re.sub(r'\s+', ' ', t).strip() for t in re.split(r'\n', node.text) if t.strip())


def every_guide():
    """Their papers, steps and sentences are there, and no element that is no text."""
    odd, lacking, blind = [], [], []
    for code, f in journey.FORMALITIES.items():
        for lang in ('zh', 'en'):
            full, plain = (visitor.get('/%s/formalities/%s%s' % (lang, code, more)) for more in ('', '/plain'))
            tags = set(re.findall(r'<([a-z][a-z0-9]*)', plain.text)) - ALOUD
            if (full.status, plain.status) != (200, 200) or tags or plain.page.h1 != full.page.h1:
                odd.append((code, lang, plain.status, tags))
            if [a['href'] for li in plain.page.main.all('li') for a in li.all('a')] != journey.named(f, lang):
                blind.append((code, lang))
            told = re.sub(r'\s+', '', plain.page.main.text)
            for n in full.page.main.all('li', 'dd', 'h1'):
                if not n.one('a') and re.sub(r'\s+', '', n.text) not in told:
                    lacking.append((code, lang, n.text[:80]))
    ok(not odd, 'the plain page of every formality is text alone', *odd[:10])
    ok(not blind, 'steps that name another formality lead to it', *blind[:10])
    ok(not lacking, 'and says all that its guide says, word for word', '%d' % len(lacking), *lacking[:10])


def with_answers():
    """What was answered goes with it, and back."""
    page = visitor.get('/zh/formalities/cert-no-crime')
    href = next(a['href'] for a in page.page.all('a') if a.text == journey.said('zh', 'plain.link'))
    same(href, '/zh/formalities/cert-no-crime/plain', 'the guide leads to it')
    plain = visitor.get(href)
    ok('/zh/formalities/cert-no-crime' in plain.page.links() and plain.page.one('link', rel='canonical')['href'].endswith('/cert-no-crime'),
       'and it to the guide', plain.page.links())
    has([a['href'] for a in plain.page.all('a')], '/en/formalities/cert-no-crime/plain', 'in another language it is as plain')
    larger = visitor.get(href + '?text_size=large')
    has(larger.page.one('html')['class'], 'size-large', 'its text can be larger')
    has(visitor.get(href).page.one('html')['class'], 'size-large', 'which is kept')
    same(visitor.get('/zh/formalities/nothing/plain').status, 404, 'what there is not has none')


run(every_guide, with_answers)
