#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chinese on pages of other languages, so that it is read aloud in Chinese: of every guide, of what residents type
and of the officers' pages no character stands outside an element that says so. A title, attributes, choices of a
list and what is being typed hold no elements."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey

LANGS = ('en', 'it', 'es')
HAN = re.compile('[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]')
TEXT_ONLY = {'title', 'option', 'textarea', 'script', 'style'}
RARE = '䶮\U00020000\U0002a6d6'


def pieces(node, lang=''):
    """(language, tag, text) of all that a page shows."""
    for child in node.children:
        if isinstance(child, str):
            yield lang, node.tag, child
        else:
            yield from pieces(child, child['lang'] or lang)


def look(page):
    """What is Chinese and says so, and what does not."""
    marked, bare = [], []
    for lang, tag, text in pieces(page):
        if HAN.search(text) and tag not in TEXT_ONLY:
            (marked if lang == 'zh-Hans' else bare).append(text)
    return marked, bare


def some_guides(codes):
    visitor, marked, bare = Browser(), 0, []
    for code in codes:
        for lang in LANGS:
            for more in ('', '/plain', '/questions'):
                reply = visitor.get('/%s/formalities/%s%s' % (lang, code, more))
                if reply.status == 200:
                    mine, wrong = look(reply.page)
                    marked += len(mine)
                    bare += ['%s: %s' % (reply.path, text.strip()) for text in wrong + reply.page.faults]
                elif not more:
                    bare.append('%s: %d' % (reply.path, reply.status))
    return marked, bare


def every_guide():
    codes = list(journey.FORMALITIES)
    found = [part for part in apart(some_guides, [codes[::2], codes[1::2]]) if part]
    same(len(codes) > 150 and len(found), 2, 'every guide in three languages was read')
    bare = [one for part in found for one in part[1]]
    ok(not bare, 'no Chinese stands in them that does not say so', len(bare), *bare[:20])
    ok(sum(marked for marked, _ in found) > 50, 'and there is some', *[marked for marked, _ in found])


def typed():
    """A name and an address, some of it in characters that fonts hardly have."""
    for lang in LANGS:
        browser = resident(lang)
        reply = journey.begin(browser, 'cert-no-crime')
        ref, f = journey.ref_of(reply), journey.FORMALITIES['cert-no-crime']
        name = next(c for c, field in f['Example'].items() if HAN.search(field))
        journey.answer_pages(browser, reply, dict(f['Example'], **{name: '林' + RARE}))
        check = browser.get('/%s/applications/%s/check' % (lang, ref)).page
        marked, bare = look(check)
        has(marked, '林' + RARE, 'what was typed is marked (%s)' % lang)
        journey.add_papers(browser, ref, f)
        journey.submit(browser, ref)
        pages = [check] + [browser.get('/%s/%s' % (lang, path)).page for path in (
            'applications', 'settings', 'remembered', 'applications/' + ref, 'applications/%s/receipt' % ref,
            'applications/%s/views' % ref, 'formalities?q=%E6%8A%A4%E7%85%A7', 'units')]
        wrong = [(page.url, text) for page in pages for text in look(page)[1] + page.faults]
        same(wrong, [], 'no page of theirs has Chinese that does not say so')
        same([n for page in pages for n in page.all('bdi') if n.one('bdi')], [], 'nor says so twice')
    return ref


def wrong_twice():
    """What is refused stands in the field as it was, and its escaping is whole."""
    browser = resident('en')
    reply = journey.begin(browser, 'cert-no-crime')
    form = reply.page.form()
    field = next(n['name'] for n in form.inputs if n.tag == 'input' and n['type'] in ('', 'text'))
    evil = '林<b title="桥">\'桥'
    again = browser.submit(form, {field: evil})
    same(again.page.form().value(field), evil, 'a field keeps it')
    found = browser.get('/en/formalities?q=%s' % urllib.parse.quote(evil)).page
    same((look(found)[1], found.faults, found.one('b', title='桥')), ([], [], None), 'and a search says it as text')


def officers():
    one = officer('ouhai-1')
    ref = journey.submitted(resident('en'))
    one.base['Accept-Language'] = 'en'
    wrong, marked = [], 0
    for path in ('', 'matters', 'matters/' + ref, 'matters/%s/correction' % ref, 'own', 'supervision', 'queue'):
        reply = one.get('/desk/' + path)
        if reply.status == 200 and reply.page.lang == 'en':
            mine, bare = look(reply.page)
            marked += len(mine)
            wrong += [(reply.path, text) for text in bare]
    same(wrong, [], 'nor has a page of the officers')
    ok(marked, 'which have some', marked)


def in_chinese():
    """A Chinese page is in Chinese as it is."""
    page = Browser().get('/zh/formalities/cert-no-crime').page
    same(list(page.all('bdi')), [], 'no page in Chinese marks it')


run(every_guide, typed, wrong_twice, officers, in_chinese)
