#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every formality from its guide to the receipt by its own worked example, each page in both
languages: what the pages must say, how heavy they are, and whether they are as they were.

t/fixture/golden/CODE.txt is what the pages of a formality showed; t/web/record.py says how to read it.
What has changed is a failure with the lines. Where it is meant:

	t/web/golden.t --update [CODE ...]

writes the records anew, and the commit shows a reviewer what residents will see.
QIAO_SAMPLE=1: only formalities that have every kind of field, paper and mode between them."""
import difflib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey
import variety
from journey import FIELDS, FORMALITIES, MATERIALS, field_of, said
from record import EVERY, Record, Shelf

GOLDEN = FIXTURES + '/golden'
FLIGHT = 14600          # ten segments of 1460 bytes, with the styles (RFC 6928)
EACH = 5                # formalities a person, whose drafts and days are limited
LANGS = ('zh', 'en')

is_update = '--update' in sys.argv
chosen = [word for word in sys.argv[1:] if not word.startswith('-')] or (
    variety.sample() if os.environ.get('QIAO_SAMPLE') else list(FORMALITIES))


def label_of(formality, code, lang):
    return field_of(formality, code)['Label'][lang]


def paper_of(formality, code, lang):
    return formality['Materials'][code].get('Name', MATERIALS[code]['Name'])[lang]


def lacking(text, wanted):
    """Those that the text does not have, however their blanks are broken."""
    text = re.sub(r'\s', '', text)
    return [words for words in wanted if re.sub(r'\s', '', words) not in text]


def told(lines, all_entries):
    """A verdict without the answers below it, and of the links below these the entries that its sentence names."""
    end = lines.index('## {questions.answers}')
    return lines[:end] + [line for line in lines[end:] if line.startswith('- ') and line != '- ' + all_entries and
                          not line.startswith('- {questions.guide}')]


class Reading:
    """One formality's pages, looked at in both languages, weighed and written down."""

    def __init__(self, browser, code):
        self.browser, self.code, self.f = browser, code, FORMALITIES[code]
        fixed = [v[:10] for v in self.f['Example'].values() if re.match(r'\d{4}-\d\d-\d\d', v)]
        self.records = {lang: Record(lang, fixed) for lang in LANGS}
        self.written = {lang: [] for lang in LANGS}     # [(name, language, lines)]
        self.heaviest, self.heavy = (0, ''), []

    def weigh(self, reply):
        size = reply.sent + css_size(reply.page.one('link', rel='stylesheet')['href'])
        self.heaviest = max(self.heaviest, (size, reply.url))
        if size > FLIGHT:
            self.heavy.append('%d bytes: %s' % (size, reply.path))

    def see(self, path, name=None):
        """{lang: page} of an address without its language; written down under the name, and once what is in
        Chinese on both."""
        pages, already = {}, []
        for lang in LANGS:
            reply = self.browser.get('/%s%s' % (lang, path))
            if reply.status != 200:
                raise RuntimeError('%s: %d' % (reply.url, reply.status))
            self.weigh(reply)
            pages[lang] = reply.page
            if name:
                lines = self.records[lang].lines(reply.page)
                if name == 'verdict':
                    lines = told(lines, self.records[lang].words(said(lang, 'catalogue.all')))
                self.written[lang].append((name, lang, [
                    line for line in lines if not (line in already and re.search('[\u4e00-\u9fff]', line))]))
                already = lines
        return pages


sizes = {}


def css_size(path):
    if path not in sizes:
        sizes[path] = Browser().get(path, Accept_Encoding='gzip').sent
    return sizes[path]


def guide(r):
    f, pages = r.f, r.see('/formalities/' + r.code, 'guide')
    for lang, page in pages.items():
        missing = lacking(page.main.text, [
            f['Title'][lang], f['Who'][lang], f['Result'][lang], f['Other'][lang], f['Fee'][lang]] +
            [s[lang] for s in f['Steps'].values()] + [s[lang] for s in f['Legal'].values()] +
            [paper_of(f, m, lang) for m in f['Materials']])
        ok(not missing, '%s (%s): the guide tells title, who, steps, papers, fee, result, law and the other way'
           % (r.code, lang), *missing)
        if f['Result']['Kind'] == 'record':
            lacks(page.main.text, said(lang, 'delivery.electronic'), 'and of a record not that it is downloaded')
        same([a['href'] for a in page.main.one(class_='qiao-steps').all('a')], journey.named(f, lang),
             'a step that names another formality leads to it')
        has(page.links(), '/%s/formalities/%s/%s' % (lang, r.code, 'questions' if 'Questions' in f else 'apply'),
            'and leads to Apply')


def questions(r):
    seen = set()
    for text, answers in journey.endings(r.f).items():
        asked = list(answers.items())
        for i in range(len(asked) + 1):
            what = asked[i][0] if i < len(asked) else text
            if what not in seen:
                seen.add(what)
                r.see('/formalities/%s/questions?%s' % (r.code, '&'.join('%s=%s' % a for a in asked[:i])),
                      'question ' + what if i < len(asked) else 'verdict')


def form_pages(r, reply, last):
    """From a page of the form to what comes after its last; its number."""
    f, browser = r.f, r.browser
    ref, asked, wrong = journey.ref_of(reply), [], []
    while '/form/' in reply.path and len(asked) < 20:
        name, form = reply.path.rsplit('/', 1)[1], reply.page.form()
        asked.append(name)
        for lang, page in r.see('/applications/%s/form/%s' % (ref, name), 'form ' + name).items():
            names, fields = page.form().names, list(f['Pages'][name]['Fields'].values())
            wrong += ['%s (%s) does not ask for %s' % (name, lang, c) for c in fields
                      if not any(n == c or n.startswith(c + '-') for n in names)]
            wrong += ['%s (%s) is called %s' % (name, lang, page.h1)] * (f['Pages'][name][lang] not in page.h1)
        answer = browser.submit(form, journey.fill(form, f['Example']))
        if answer.status != 303:
            raise RuntimeError('%s does not take the example: %s' % (name, answer.page.summary))
        r.see('/applications/%s/form/%s' % (ref, name))         # with its answers it is heavier
        reply = browser.follow(answer)
    same((asked, wrong), (last, []), 'every page asks what its file says')
    return ref, reply


def consent(r, ref):
    """What a transfer forwards is agreed to after the papers."""
    page = journey.consent_of(r.f)
    if page:
        way = r.browser.get('/%s/applications/%s/materials' % (r.browser.lang, ref)).page.links('/form/')
        same(way, ['/%s/applications/%s/form/%s' % (r.browser.lang, ref, page)], 'then what they agree to')
        same(form_pages(r, r.browser.get(way[0]), [page])[1].path.rsplit('/', 1)[1], 'check', 'and then check')


def papers(r, ref, reply):
    uploads = journey.uploads_of(r.f)
    same(reply.path.rsplit('/', 1)[1], 'materials' if uploads else 'check', 'then the papers')
    same(len(reply.page.links('/materials/')), len(uploads), 'each that is photographed, and no other')
    if uploads:
        r.see('/applications/%s/materials' % ref)
    for code, _ in uploads:
        r.see('/applications/%s/materials/%s' % (ref, code))
    required = [code for code, is_optional in uploads if not is_optional]
    if required:
        early = journey.submit(r.browser, ref)
        ok(early.status == 422 and journey.state(ref) == 'draft' and
           paper_of(r.f, required[0], r.browser.lang) in early.page.main.text,
           'not submitted without them, and it says which', early.status, early.page.summary)
    journey.add_papers(r.browser, ref, r.f)


def check(r, ref):
    asked = [c for page in r.f['Pages'].values() for c in page['Fields'].values()]
    typed = [v for c, v in r.f['Example'].items() if FIELDS[c]['Type'] in ('text', 'idno', 'name_zh')]
    for lang, page in r.see('/applications/%s/check' % ref, 'check').items():
        missing = lacking(page.main.text, [label_of(r.f, c, lang) for c in asked] + typed)
        ok(not missing, 'check your answers shows them all (%s)' % lang, *missing)
        same({re.search(r'/form/([^?]+)', a).group(1) for a in page.links('/form/')}, set(r.f['Pages']),
             'with a link to change each page')


def receipt(r, ref):
    browser, lang = r.browser, r.browser.lang
    page = browser.get('/%s/applications/%s/check' % (lang, ref)).page
    refused = browser.submit(page.form('declare'), {'declare': False})
    ok(refused.status == 422 and refused.page.error('declare'), 'the declaration must be made', refused.status)
    answer = browser.submit(refused.page.form('declare'), {'declare': True})
    same((answer.status, answer.location), (303, '/%s/applications/%s/receipt' % (lang, ref)),
         'submitted in %s: a receipt' % lang) or note(answer.page.summary)
    same(journey.state(ref), 'submitted', 'it is with the office')
    outside = [step for step in r.f['Steps'].values() if step['Where'] != 'online']
    for lang, page in r.see('/applications/%s/receipt' % ref, 'receipt').items():
        text = page.main.text
        ok('%s-%s-%s' % (ref[:4], ref[4:8], ref[8]) in text, 'with its number in groups (%s)' % lang, text)
        ok(('温州' if lang == 'zh' else 'Wenzhou') in text and len(set(re.findall(r'\b\d\d:\d\d\b', text))) >= 2,
           'and both clocks', text)
        ok(all(step[lang] in text for step in outside), 'and what happens elsewhere', *outside)
    r.see('/applications/' + ref)


def one_formality(browser, code):
    r = Reading(browser, code)
    guide(r)
    questions(r)
    ref, reply = form_pages(r, journey.begin(browser, code), [p for p in r.f['Pages'] if p != journey.consent_of(r.f)])
    papers(r, ref, reply)
    consent(r, ref)
    check(r, ref)
    receipt(r, ref)
    ok(not r.heavy, 'and every page is within %d bytes with its styles' % FLIGHT, *r.heavy)
    return ref, r


def some(part):
    """A few formalities by one person, who is written to in one language; then the list of them."""
    lang, contact, codes = part
    browser = journey.forgetful(resident(lang, contact))
    browser.is_packed = True
    found = [one_formality(browser, code) for code in codes]
    listed = browser.get('/%s/applications' % lang).page.links('/applications/')
    same([ref for ref, _ in found if '/%s/applications/%s' % (lang, ref) not in listed], [],
         'my applications lists them all')
    return [(r.code, r.heaviest, [page for lang in LANGS for page in r.written[lang]]) for _, r in found]


def every_formality():
    global pages
    parts = [(LANGS[i // EACH % 2], fresh_phone(), chosen[i:i + EACH]) for i in range(0, len(chosen), EACH)]
    found = [one for part in apart(some, parts) for one in part or []]
    pages = {code: written for code, _, written in found}
    same(sorted(pages), sorted(chosen), 'all of them were seen to their end')
    note('the heaviest page has %d bytes with its styles: %s' % max(size for _, size, _ in found))


def renew(shelf):
    if not set(FORMALITIES) - set(pages):
        shelf.learn(page for written in pages.values() for page in written)
        shelf.write(EVERY, shelf.every_text())
        for name in os.listdir(GOLDEN):
            if name[:-4] not in FORMALITIES and name[:-4] != EVERY:
                os.unlink(GOLDEN + '/' + name)
    changed = [code for code in pages if shelf.write(code, shelf.text(pages[code]))]
    note('written anew: %s' % (' '.join(changed) or 'nothing'))


def records():
    shelf = Shelf(GOLDEN)
    if is_update:
        return renew(shelf)
    for code, written in pages.items():
        was, now = shelf.read(code), shelf.text(written)
        ok(now == was, '%s looks as it did; if it is meant to look so: t/web/golden.t --update' % code,
           *difflib.unified_diff(was.splitlines(), now.splitlines(), 'was', 'is', lineterm='', n=1))
    there = {name[:-4] for name in os.listdir(GOLDEN)} - {EVERY}
    same(sorted(there ^ set(FORMALITIES)), [], 'every formality has its record, and no other')


os.makedirs(GOLDEN, exist_ok=True)
run(every_formality, records)
