# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page of a resident as lines of text, the same today and tomorrow, for comparing it with how it was.

What a formality's own file says stands there in full, one line an item. Words that many pages share
are named by their key, so that mending one does not change every record: {guide.fee} of templates/lang,
{hint.phone} and {how.id-card} of the dictionaries; and lines that nearly all pages have stand in one place. A text input is [its-name most], a choice ( ) or (x), a button < so >. Numbers of
applications, clocks, telephones, and days that move with today are holes: (number), (clock), (telephone), (date)."""
import collections
import functools
import os
import re

import journey
from page import VOID

LINES = {'p', 'div', 'li', 'h1', 'h2', 'h3', 'summary', 'section', 'ul', 'ol', 'dl', 'details', 'form'}
INLINE = re.compile('govuk-(radios|checkboxes|hint|date-input|warning-text)')     # within the line of its field
SKIPPED = {'svg', 'script', 'style', 'template'}
# Where two sections of the language files have the same words, the first of these gives the key. Of the other
# sections only what is too long to be the same by chance.
FIRST = ('guide', 'receipt', 'check', 'form', 'questions', 'verdict', 'statement', 'tracking', 'mode',
          'mode_return', 'where', 'delivery', 'original', 'confidence', 'paused', 'layout', 'account', 'action')
MONTHS = 'January February March April May June July August September October November December'.split()
MOST_OPTIONS = 20
LEAST_BEFORE = 10       # letters of a shared sentence that something may follow


def phrases(lang):
    """{words: key} of the texts without a hole; [(pattern, key)] of those with one, most words first."""
    whole, open_ones = {}, []

    def walk(node, path):
        for key, value in sorted(node.items()):
            at = path + [key]
            if isinstance(value, dict):
                walk(value, at)
            elif re.search(r'\{\d\}', value):
                pattern = re.sub(r'\\\{\d\\\}', '(.+?)', re.escape(value))
                open_ones.append((len(re.sub(r'\{\d\}|\W', '', value)), pattern, '.'.join(at)))
            elif value and '.'.join(at) != 'tracking.with_you' and (path[0] in FIRST or len(value) >= LEAST_BEFORE):
                whole.setdefault(value, '.'.join(at))
    sections = [s for s in journey.WORDS[lang] if s not in ('desk', 'mail', 'sentence', 'field', 'time')]
    for section in sorted(sections, key=lambda s: (FIRST.index(s) if s in FIRST else len(FIRST), s)):
        walk(journey.WORDS[lang][section], [section])
    for code, field in journey.FIELDS.items():
        walk({code: field.get('Hint', {}).get(lang, '')}, ['hint'])
    for code, material in journey.MATERIALS.items():
        walk({code: material.get('How', {}).get(lang, '')}, ['how'])
    return whole, [(re.compile(p), key) for n, p, key in sorted(open_ones, reverse=True) if n > 2]


PHRASES = {lang: phrases(lang) for lang in ('zh', 'en')}


def by_their_beginning(whole):
    out = collections.defaultdict(list)
    for text in whole:
        if len(text) >= LEAST_BEFORE:
            out[text[:LEAST_BEFORE]].append(text)
    return out


BEGINNINGS = {lang: by_their_beginning(whole) for lang, (whole, _) in PHRASES.items()}


@functools.lru_cache(maxsize=None)
def known(lang, text):
    """The key of a text, what stands behind the one that it begins with, and what stands in its holes. Pages
    say the same again and again."""
    whole, open_ones = PHRASES[lang]
    if text in whole:
        return whole[text], '', ()
    for first in BEGINNINGS[lang].get(text[:LEAST_BEFORE], ()):
        if text.startswith(first):
            return whole[first], text[len(first):].strip(), ()
    for pattern, key in open_ones:
        found = pattern.fullmatch(text)
        if found:
            return key, '', found.groups()
    return None, '', ()


def whole_words(children):
    """A node's children where Chinese inside a sentence of another language is a part of the sentence."""
    out = []
    for child in children:
        if not isinstance(child, str) and child.tag == 'bdi':
            child = child.text
        if isinstance(child, str) and out and isinstance(out[-1], str):
            out[-1] += child
        else:
            out.append(child)
    return out


class Record:
    """lines() of a page; `kept` are the days that may stand there as they are, for they do not move."""

    def __init__(self, lang, kept=()):
        self.lang, self.kept = lang, set(kept)
        # how long it took of late is another tomorrow
        self.pace = re.compile(re.sub(r'\\\{\d\\\}', '.+?', re.escape(journey.said(lang, 'pace.half'))))

    def day(self, found):
        year, month, date = found
        month = MONTHS.index(month) + 1 if month in MONTHS else int(month)
        return '%04d-%02d-%02d' % (int(year), month, int(date)) in self.kept

    def holes(self, text):
        text = re.sub(r'\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b', '(number)', text)
        text = re.sub(r'\+\d+ •+ \d+', '(telephone)', text)
        text = re.sub(r'(\d{4}) ?年 ?(\d+) ?月 ?(\d+) ?日(（?(周|星期)[一二三四五六日天]）?)?',
                      lambda m: m.group() if self.day(m.groups()[:3]) else '(date)', text)
        text = re.sub(r'(?:\w+day,? )?(\d{1,2}) (%s) (\d{4})' % '|'.join(MONTHS),
                      lambda m: m.group() if self.day(m.groups()[::-1]) else '(date)', text)
        text = re.sub(r'\b\d{1,2}:\d\d\b', '(clock)', text)
        # a moment of this year is shown without it
        text = re.sub(r'\b\d{1,2} ?月 ?\d{1,2} ?日 ?(?=\(clock\))', '(date) ', text)
        return re.sub(r'\b\d{1,2} (%s),? (?=\(clock\))' % '|'.join(MONTHS), '(date), ', text)

    def said(self, text):
        """The key of a text that all pages share, or the text itself."""
        key, rest, groups = known(self.lang, text)
        if rest:
            return '{%s} %s' % (key, self.said(rest))
        return '{%s}' % ' '.join([key] + [self.holes(g) for g in groups]) if key else self.holes(text)

    def words(self, text):
        text = re.sub(r'\s+', ' ', text).strip()
        if self.pace.match(text):
            return ''
        return ' · '.join(self.said(part) for part in text.split(' · ')) if text else ''

    def control(self, n):
        name, kind = n['name'], n['type'] or n.tag
        if kind in ('hidden', 'submit'):
            return ''
        if kind in ('radio', 'checkbox'):
            mark = 'x' if 'checked' in n.attrs else ' '
            return ('(%s)' if kind == 'radio' else '[%s]') % mark
        if n.tag == 'select':
            options = [o for o in n.all('option') if o['value']]
            picked = [o.text for o in options if 'selected' in o.attrs]
            shown = '%d choices' % len(options) if len(options) > MOST_OPTIONS else ' | '.join(o.text for o in options)
            return '[%s: %s%s]' % (name, shown, ''.join(' = ' + p for p in picked))
        value = n.text if n.tag == 'textarea' else n['value']
        return '[%s%s%s]' % (name, n['maxlength'] and ' ' + n['maxlength'], value and ' = ' + self.holes(value))

    def lines(self, page):
        out, line = [], []

        def end():
            text = re.sub(r' +', ' ', ' '.join(p for p in line if p)).replace('/ / ', '/ ').strip(' /')
            line.clear()
            # where the offices are is there once administrators wrote it, which is no part of a formality
            if text and text not in ('-', '#', '##', '###', '{units.all}'):
                out.append(text)

        def walk(node):
            was_office = False
            for child in whole_words(node.children):
                if isinstance(child, str):
                    line.append(self.words(child))
                    continue
                tag = child.tag
                is_after, was_office = was_office, tag == 'h3' and self.words(child.text).startswith('{units.here ')
                if tag in SKIPPED or was_office or is_after:
                    continue
                is_line = tag in LINES and not INLINE.match(child['class'])
                if is_line:
                    end()
                if tag in ('h1', 'h2', 'h3'):
                    line.append('#' * int(tag[1]))
                elif tag == 'li':
                    line.append('-')
                elif tag == 'dd' and line:
                    line.append('=')
                elif tag == 'time':
                    line.append('(moment)')
                    continue
                elif tag == 'br':
                    line.append('/')
                elif tag == 'img':
                    line.append('(img %s)' % child['alt'])
                elif tag in ('input', 'select', 'textarea'):
                    line.append(self.control(child))
                button = tag == 'button' or (tag == 'a' and 'govuk-button' in child['class'])
                line.append('<' if button else '')
                if tag not in VOID | {'select', 'textarea'}:
                    walk(child)
                line.append('>' if button else '')
                if is_line:
                    end()
        walk(page.main)
        end()
        return out


EVERY = 'EVERY'         # the record of the lines that nearly all pages of a kind have
NEARLY_ALL = 0.8


class Shelf:
    """The records in a folder: CODE.txt for each formality. What nearly all pages of a kind have stands in
    EVERY.txt alone, and where one lacks it, that is said."""

    def __init__(self, folder):
        self.folder, self.every = folder, {}
        for line in self.read(EVERY).splitlines():
            if line.startswith('== '):
                lines = self.every.setdefault(line[3:], [])
            elif line:
                lines.append(line)

    def path(self, code):
        return '%s/%s.txt' % (self.folder, code)

    def read(self, code):
        if not os.path.exists(self.path(code)):
            return ''
        with open(self.path(code), encoding='utf-8') as f:
            return f.read()

    def write(self, code, text):
        """Whether it is another than before."""
        if text == self.read(code):
            return False
        with open(self.path(code), 'w', encoding='utf-8') as out:
            out.write(text)
        return True

    def learn(self, all_pages):
        """What nearly all have, of [(name, language, lines)] of every formality; in the order of the first."""
        found, count = collections.defaultdict(collections.Counter), collections.Counter()
        for name, lang, lines in all_pages:
            found[kind_of(name, lang)].update(dict.fromkeys(lines, 1))
            count[kind_of(name, lang)] += 1
        self.every = {kind: [line for line in lines if lines[line] >= NEARLY_ALL * count[kind]]
                      for kind, lines in found.items()}

    def every_text(self):
        return written((kind, lines) for kind, lines in self.every.items())

    def text(self, pages):
        def own(name, lang, lines):
            every = self.every.get(kind_of(name, lang), [])
            return [line for line in lines if line not in every] + [
                'without: ' + line for line in every if line not in lines]
        return written(('%s %s' % (name, lang), own(name, lang, lines)) for name, lang, lines in pages)


def kind_of(name, lang):
    return '%s %s' % (name.split()[0], lang)


def written(sections):
    return '\n\n'.join('\n'.join(['== ' + name] + lines) for name, lines in sections) + '\n'
