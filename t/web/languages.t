#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Italian and Spanish: every formality from its guide to the receipt. No text of a page stands in another
language than its `lang` says, none is missing, none is heavier than the first flight of a connection.
(What the pages look like is recorded in Chinese and English: golden.t.)

	t/web/languages.t [CODE ...]

QIAO_SAMPLE=1: only formalities that have every kind of field, paper and mode between them."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey
import variety
from journey import FORMALITIES, WORDS

FLIGHT = 14600
EACH = 5
LANGS = ('it', 'es')
CHINESE = re.compile('[\u4e00-\u9fff]')
HOLE = re.compile(r'\{\d\}')

chosen = [word for word in sys.argv[1:] if not word.startswith('-')] or (
    variety.sample() if os.environ.get('QIAO_SAMPLE') else list(FORMALITIES))


def leaves(tree):
    for value in tree.values():
        if isinstance(value, dict):
            yield from leaves(value)
        else:
            yield value


def pairs_of(tree):
    """{language: text} of a file's texts."""
    if isinstance(tree.get('zh'), str):
        yield tree
    for value in tree.values():
        if isinstance(value, dict):
            yield from pairs_of(value)


def english_of(lang, texts):
    """Whole English texts that are others in this language, and too long to be a name."""
    return {one['en'] for one in texts if len(one.get('en', '')) > 24 and one['en'] != one.get(lang)}


def flat(tree, path=''):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, path + key + '.')
        else:
            yield path + key, value


OURS = {lang: dict(flat(WORDS[lang])) for lang in WORDS}
SAID = {lang: english_of(lang, [{'en': OURS['en'][key], lang: OURS[lang].get(key)} for key in OURS['en']
                                if not HOLE.search(OURS['en'][key])]) for lang in LANGS}
SHARED = [one for name in ('fields', 'materials', 'categories', 'life')
          for one in pairs_of(journey.read_hdf(ROOT + '/formalities/%s.hdf' % name))]


def runs(node, lang):
    """(language, text) of a node's texts."""
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                yield lang, child.strip()
        elif child.tag not in ('script', 'style'):
            yield from runs(child, child['lang'] or lang)


class Reading:
    def __init__(self, browser, code):
        self.browser, self.code, self.f = browser, code, FORMALITIES[code]
        self.wrong, self.heavy = [], []
        # what people type, and what is quoted from a paper, may be Chinese
        self.typed = list(self.f['Example'].values())
        texts = list(pairs_of(self.f)) + SHARED
        self.english = {lang: SAID[lang] | english_of(lang, texts) for lang in LANGS}
        self.own = {lang: '\n'.join(v for one in texts for v in [one.get(lang) or ''] if CHINESE.search(v)) +
                    '\n'.join(v for v in OURS[lang].values() if CHINESE.search(v)) for lang in LANGS}

    def see(self, path):
        for lang in LANGS:
            reply = self.browser.get('/%s%s' % (lang, path))
            page = reply.page
            if reply.status != 200 or page.lang != lang or page.faults:
                self.wrong.append('%s: %d %s %s' % (reply.path, reply.status, page.lang, page.faults))
            size = reply.sent + css_size(page.one('link', rel='stylesheet')['href'])
            if size > FLIGHT:
                self.heavy.append('%d bytes: %s' % (size, reply.path))
            for its, text in runs(page.one('body'), lang):
                if its == lang:
                    self.look(lang, reply.path, text)

    def look(self, lang, path, text):
        if text in self.english[lang]:
            self.wrong.append('%s: in English: %s' % (path, text))
        elif HOLE.search(text) or re.fullmatch(r'[a-z]+(_[a-z]+)*\.[a-z_.]+', text):
            self.wrong.append('%s: no text: %s' % (path, text))
        elif CHINESE.search(text) and text not in self.own[lang] and not any(
                part and part in ' '.join(self.typed) for part in re.split(r'\s*[\n,:]\s*', text)):
            whole = re.findall('[\u4e00-\u9fff]+', text)
            known = self.own[lang] + ' '.join(self.typed)
            self.wrong += ['%s: in Chinese: %s' % (path, text)] if [w for w in whole if w not in known] else []


sizes = {}


def css_size(path):
    if path not in sizes:
        sizes[path] = Browser().get(path, Accept_Encoding='gzip').sent
    return sizes[path]


def one_formality(browser, code):
    r, f = Reading(browser, code), FORMALITIES[code]
    r.see('/formalities/' + code)
    for answers in journey.endings(f).values():
        asked = list(answers.items())
        for i in range(len(asked) + 1):
            r.see('/formalities/%s/questions?%s' % (code, '&'.join('%s=%s' % a for a in asked[:i])))
    reply = journey.begin(browser, code)
    ref = journey.ref_of(reply)
    journey.answer_pages(browser, reply, f['Example'])
    for name in f['Pages']:
        r.see('/applications/%s/form/%s' % (ref, name))
    if journey.uploads_of(f):
        r.see('/applications/%s/materials' % ref)
    for material, _ in journey.uploads_of(f):
        r.see('/applications/%s/materials/%s' % (ref, material))
    journey.add_papers(browser, ref, f)
    journey.agree(browser, ref, f)
    r.see('/applications/%s/check' % ref)
    answer = journey.submit(browser, ref)
    same((answer.status, answer.location), (303, '/%s/applications/%s/receipt' % (browser.lang, ref)),
         '%s is submitted in %s' % (code, browser.lang)) or note(answer.page.summary)
    ways = browser.get('/%s/applications/%s' % (browser.lang, ref)).page.links('/statements')
    for path in ('/receipt', '') + ('/statements',) * bool(ways):
        r.see('/applications/%s%s' % (ref, path))
    ok(not r.wrong, '%s: every text is in its language' % code, *r.wrong[:12])
    ok(not r.heavy, 'and every page within %d bytes with its styles' % FLIGHT, *r.heavy)


def some(part):
    lang, contact, codes = part
    browser = journey.forgetful(resident(lang, contact))
    browser.is_packed = True
    for code in codes:
        one_formality(browser, code)
    return len(codes)


def every_formality():
    parts = [(LANGS[i // EACH % 2], fresh_phone(), chosen[i:i + EACH]) for i in range(0, len(chosen), EACH)]
    same(sum(n or 0 for n in apart(some, parts)), len(chosen), 'all of them were seen to their end')


def mistakes():
    """A form with nothing in it says what to do, beside each field, in the language of the page."""
    for lang in LANGS:
        browser = resident(lang)
        reply = journey.begin(browser, 'cert-no-crime')
        answer = browser.submit(reply.page.form(), {})
        said = [text for _, text in answer.page.summary]
        ok(answer.status == 422 and answer.page.lang == lang and said, 'refused in %s' % lang, said)
        same([e for e in said if e in OURS['en'].values() or CHINESE.search(e)], [], 'and said in it')


def asked():
    """What an officer asks for stands in the page's language in the record, too."""
    one = officer('ouhai-1')
    for lang in LANGS:
        browser = resident(lang)
        ref = journey.submitted(browser)
        journey.acted(one, ref, 'correction', {'item-field-purpose': True, 'ready-field-purpose-mistaken': True})
        label, english = (journey.field_of(FORMALITIES['cert-no-crime'], 'purpose')['Label'][which] for which in (lang, 'en'))
        for read, want in ((lang, label), ('en', english)):
            lines = browser.get('/%s/applications/%s' % (read, ref)).page.one('ol', class_='qiao-way').text
            ok(want in lines and (read == 'en' or english not in lines), 'what was asked for, read in %s' % read, lines)


def settings():
    for lang in LANGS:
        browser = resident('zh')
        page = browser.get('/zh/settings').page
        same(page.form('lang').choices('lang'), ['zh', 'en', 'it', 'es'], 'four languages are offered')
        browser.send(page.form('lang'), {'lang': lang, 'zone': {'it': 'IT', 'es': 'Madr'}[lang]})
        same(browser.get('/zh/settings').page.form('lang').value('lang'), lang, '%s is kept' % lang)


run(every_formality, mistakes, asked, settings)
