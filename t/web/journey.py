# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue as its files have it, and the ways through it: applying, and the desk's acts."""
import collections.abc
import datetime
import glob
import os
import random
import re

import qiao
from qiao import ROOT, db, db_one, photo


def read_hdf(path):
    """Nested dicts; every brace has a line of its own, and values may be << EOM blocks."""
    root, stack, until = {}, [], None
    at = root
    with open(path, encoding='utf-8') as f:
        for line in f:
            if until:
                mark, key, lines = until
                if line.strip() == mark:
                    at[key] = ''.join(lines).rstrip('\n') if lines else ''
                    until = None
                else:
                    lines.append(line)
                continue
            line = line.strip()
            if not line or line.startswith('#'):
                continue
            block = ' << ' in line and re.fullmatch(r'([\w.]+) << (\w+)', line)
            if block:
                until = block.group(2), block.group(1), []
            elif line.endswith('{'):
                stack.append(at)
                at = at.setdefault(line[:-1].strip(), {})
            elif line == '}':
                at = stack.pop()
            else:
                key, _, value = line.partition('=')
                at[key.strip()] = value.strip()
    return root


def dashes(codes):
    """HDF's names have no '-': in the names of materials '_' stands for it."""
    return {code.replace('_', '-'): entry for code, entry in codes.items()}


def read_formality(path):
    one = read_hdf(path)
    return dict(one, Materials=dashes(one.get('Materials', {})))


def named(formality, lang):
    """The addresses of the formalities that its steps name, in their order."""
    return ['/%s/formalities/%s' % (lang, code) for step in formality['Steps'].values()
            for code in step.get('Formality', '').split()]


class Formalities(collections.abc.MutableMapping):
    """By their codes, which are the names of the files; a file is read when it is asked for."""

    def __init__(self):
        self.paths = {os.path.basename(path)[:-4]: path for path in sorted(glob.glob(ROOT + '/formalities/*/*.hdf'))}
        self.read = {}

    def __getitem__(self, code):
        if code not in self.read:
            self.read[code] = read_formality(self.paths[code])
        return self.read[code]

    def __setitem__(self, code, one):
        self.paths[code], self.read[code] = None, one

    def __delitem__(self, code):
        del self.paths[code]
        self.read.pop(code, None)

    def __iter__(self):
        return iter(self.paths)

    def __len__(self):
        return len(self.paths)

    def __contains__(self, code):
        return code in self.paths


FORMALITIES = Formalities()
FIELDS = read_hdf(ROOT + '/formalities/fields.hdf')['Field']
MATERIALS = dashes(read_hdf(ROOT + '/formalities/materials.hdf')['Material'])


def merge(into, more):
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = value


def words(lang):
    """The texts of the language files below T."""
    out = {}
    for path in sorted(glob.glob(ROOT + '/templates/lang/*.%s.hdf' % lang)):
        merge(out, read_hdf(path))
    merge(out, {'T': {}})
    for key, value in list(out.items()):
        if key.startswith('T.'):        # T.writ.paper { is T { writ { paper {
            for part in reversed(key[2:].split('.')):
                value = {part: value}
            merge(out['T'], value)
    return out['T']


WORDS = {lang: words(lang) for lang in ('zh', 'en', 'it', 'es')}


def said(lang, key):
    """WORDS["zh"]["press"]["broken"] as "press.broken"."""
    at = WORDS[lang]
    for part in key.split('.'):
        at = at[part]
    return at


def today():
    """In Wenzhou, where the office is."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date()


CALENDAR = {}
with open(ROOT + '/cgi/service/calendar.def', encoding='utf-8') as _file:
    for _kind, *_day in re.findall(r'^(HOLIDAY|WORKDAY)\((\d+), *(\d+), *(\d+)', _file.read(), re.M):
        CALENDAR[datetime.date(*map(int, _day))] = _kind


def is_open(day):
    """Are counters open? The law's own days off are known before a year's notice is."""
    if (day.month, day.day) in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)):
        return False
    return CALENDAR[day] == 'WORKDAY' if day in CALENDAR else day.weekday() < 5


def value_of(text):
    relative = re.fullmatch(r'(today|open)([+-]\d+)(T.*)?', text)
    if not relative:
        return text
    day = today() + datetime.timedelta(days=int(relative.group(2)))
    while relative.group(1) == 'open' and not is_open(day):
        day += datetime.timedelta(days=1)
    return str(day) + (relative.group(3) or '')


def is_date(code):
    return FIELDS[code]['Type'] == 'date'


MAINLAND = ('country', 'province', 'city', 'county', 'street', 'village', 'detail', 'postcode')
DATE = ('year', 'month', 'day')
ABROAD = ('country', 'line1', 'line2', 'line3', 'line4', 'postcode')


def inputs_of(code, text):
    """What a person types for one stored value: {input: text}."""
    kind, text = FIELDS[code]['Type'], value_of(text)
    if kind == 'date':
        parts = text.split('-')         # a year, or a year and a month, may do
        return {code + '-' + n: v and str(int(v)) for n, v in zip(DATE, parts + ['', ''])}
    if kind == 'datetime':
        at = datetime.datetime.strptime(text, '%Y-%m-%dT%H:%MZ') + datetime.timedelta(hours=8)
        return {code + '-' + n: str(v) for n, v in zip(DATE + ('hour', 'minute'), (
            at.year, at.month, at.day, at.hour, at.minute))}
    if kind == 'address':
        parts = text.split('\n')
        names = MAINLAND if parts[0] == 'CN' else ABROAD
        return {'%s-%s' % (code, n): v for n, v in zip(names, parts)}
    return {code: text}


def fill(form, example):
    """The example's answers for the fields of this page. A bool is a checkbox or a choice; an
    address that has one country only does not ask for it."""
    typed = {}
    for code, text in example.items():
        for name, value in inputs_of(code, text).items():
            found = form.input(name)
            if not found:
                if any(n == code or n.startswith(code + '-') for n in form.names) and value and \
                        not (name.endswith('-country') and value == 'CN'):
                    raise LookupError('%s has no input %s' % (form.action, name))
                continue
            typed[name] = value != '0' if found['type'] == 'checkbox' else value
    return typed


def page_of(code, field):
    """The page of a formality's form that asks for this field."""
    return next(p for p, page in FORMALITIES[code]['Pages'].items() if field in page['Fields'].values())


def uploads_of(formality):
    """[(code, is_optional)] of the papers that are photographed, by the answers of begin() and the example's."""
    found, needed = [], needs(formality, easiest(formality))
    for code, own in formality['Materials'].items():
        entry = dict(MATERIALS[code], **own)
        if entry.get('Generated') != '1' and entry.get('Live') != '1':
            of = own.get('Needed', {'Field': '', 'Value': ''})
            is_wanted = formality['Example'].get(of['Field']) in of['Value'].split()
            found.append((code, entry.get('Optional') == '1' and code not in needed and not is_wanted))
    return found


def may_follow(formality):
    """The minor papers that nobody has to send with it."""
    return [code for code, is_optional in uploads_of(formality) if is_optional and
            dict(MATERIALS[code], **formality['Materials'][code]).get('Minor') == '1']


def file_for(code, formality):
    kind = dict(MATERIALS[code], **formality['Materials'][code]).get('Kind', 'either')
    return photo('three-pages.pdf' if kind == 'pdf' else 'grey.jpg')


def field_of(formality, code):
    return dict(FIELDS[code], **formality.get('Field', {}).get(code, {}))


OPEN = ('online', 'agent', 'video', 'counter')


def ways(formality):
    """Every way through a formality's questions: ({question: choice}, verdict, {field: value set})."""
    questions = [(code.replace('_', '-'), q) for code, q in formality.get('Questions', {}).items()]
    names = list(formality.get('Questions', {}))
    verdicts = formality.get('Verdicts', {})

    def on(at, answers, sets):
        code, question = questions[at]
        for name, choice in question['Options'].items():
            given = dict(answers, **{code: name.replace('_', '-')})
            known = dict(sets, **choice.get('Set', {}))
            after = names.index(choice['Ask']) if 'Ask' in choice else at + 1
            if 'Verdict' in choice or after == len(questions):
                yield given, verdicts[choice.get('Verdict', next(iter(verdicts)))], known
            else:
                yield from on(after, given, known)
    if questions:
        yield from on(0, {}, {})


def endings(formality):
    """For each of its verdicts that somebody can come to the first way: {text: {question: choice}}."""
    found = {}
    for answers, verdict, _ in ways(formality):
        found.setdefault(verdict['zh'], answers)
    return found


def needs(formality, answers):
    """The codes that answers on one way to its end make required."""
    found = set()
    for given, verdict, _ in ways(formality):
        if given == answers:
            found |= set(verdict.get('Needs', {}).values())
    for code, question in formality.get('Questions', {}).items():
        for name, choice in question['Options'].items():
            if answers.get(code.replace('_', '-')) == name.replace('_', '-'):
                found |= set(choice.get('Needs', {}).values())
    return found


def easiest(formality):
    """Answers that lead to the form, agree with its example, and make as little required as any do."""
    example = formality.get('Example', {})
    found = [(sum(example.get(field, value) != value for field, value in sets.items()), answers)
             for answers, verdict, sets in ways(formality) if verdict['Kind'] in OPEN]
    return min(found, key=lambda one: (one[0], len(needs(formality, one[1]))), default=(0, {}))[1]


def apply_path(lang, code):
    """Apply, with answers that lead to the form if something is asked before it."""
    answers = easiest(FORMALITIES[code])
    path = '/%s/formalities/%s/apply' % (lang, code)
    return path + ('?' if answers else '') + '&'.join('%s=%s' % a for a in answers.items())


def forgetful(browser):
    """What this resident tells in one form is not offered in the next; again.t has those who want it."""
    browser.send(browser.get('/%s/remembered' % browser.lang).page.form('what'), button=('what', 'off'))
    return browser


def begin(browser, code):
    """A new draft; the reply is its first page."""
    page = browser.get(apply_path(browser.lang, code)).page
    return browser.send(page.form(action='/apply'))


def ref_of(reply):
    return re.search(r'/applications/([^/?]+)', reply.path).group(1)


SYMBOLS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'


def made_up(n):
    """A number of n symbols whose check, the last one, is right; nobody has it, unless by chance."""
    while True:
        code = [random.randrange(len(SYMBOLS)) for _ in range(n - 1)]
        check = -sum((n - i) * v for i, v in enumerate(code)) % 31
        if check < len(SYMBOLS):
            return ''.join(SYMBOLS[v] for v in code + [check])


def answer_pages(browser, reply, example):
    """Page after page until there is no more form page; the reply is what follows."""
    for _ in range(20):
        if '/form/' not in reply.path:
            return reply
        form = reply.page.form()
        answer = browser.submit(form, fill(form, example))
        if answer.status != 303:
            raise RuntimeError('%s: %d %s' % (reply.path, answer.status, answer.page.summary))
        reply = browser.follow(answer)
    raise RuntimeError('pages without an end')


def add_papers(browser, ref, formality, files=None):
    """One file for every paper that must be there; the reply is the list of papers."""
    for code, is_optional in uploads_of(formality):
        if is_optional:
            continue
        page = browser.get('/%s/applications/%s/materials/%s' % (browser.lang, ref, code)).page
        answer = browser.submit(page.form('files'), files=files or [file_for(code, formality)])
        if answer.status != 303:
            raise RuntimeError('%s: %d %s' % (code, answer.status, answer.page.summary))
    return browser.get('/%s/applications/%s/materials' % (browser.lang, ref))


def consent_of(formality):
    """The page on which a transfer's person agrees, after the papers, to what is forwarded."""
    return list(formality['Pages'])[-1] if formality['Mode'] == 'transfer' else None


def agree(browser, ref, formality):
    """Where that is asked; the reply is what follows."""
    page = consent_of(formality)
    return page and answer_pages(browser, browser.get('/%s/applications/%s/form/%s' % (browser.lang, ref, page)),
                                 formality['Example'])


def draft(browser, code='cert-no-crime', example=None, files=None):
    """A draft that lacks nothing but its submission; its number."""
    reply = begin(browser, code)
    ref = ref_of(reply)
    answer_pages(browser, reply, dict(FORMALITIES[code]['Example'], **(example or {})))
    add_papers(browser, ref, FORMALITIES[code], files)
    agree(browser, ref, FORMALITIES[code])
    return ref


def submit(browser, ref):
    page = browser.get('/%s/applications/%s/check' % (browser.lang, ref)).page
    return browser.submit(page.form('declare'), {'declare': True})


def fresh_idno():
    """A number of its own, of the unassigned area 330399; a man's of 1985, as in the examples."""
    digits = '330399198506%02d%03d' % (random.randrange(1, 29), random.randrange(1, 1000, 2))
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + '10X98765432'[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def of_nobody():
    """Answers of an applicant whom no other matter has: who recuses from the examples' recuses from all of theirs."""
    return {'applicant_idno': fresh_idno(), 'passport_no': 'YA%07d' % random.randrange(1, 10 ** 7)}


def submitted(browser, code='cert-no-crime', example=None):
    ref = draft(browser, code, example)
    answer = submit(browser, ref)
    if answer.status != 303:
        raise RuntimeError('%s: %d %s' % (ref, answer.status, answer.page.summary))
    return ref


# The desk

def act(officer, ref, path, typed=None, files=None, button=None):
    """The page of an act, filled in and sent; the reply is not followed."""
    page = officer.get('/desk/matters/%s/%s' % (ref, path)).page
    return officer.submit(page.form(action='/' + path), typed, files=files, button=button)


def zh_field(name):
    """Beside words that a statutory paper says: where the paper's Chinese is typed."""
    return 'zh-' + name[len('text-'):] if name.startswith('text-') else name + '_zh'


def both(form, typed):
    """Words in the resident's language have Chinese ones beside them, also where a test does not care which."""
    typed = dict(typed or {})
    for name, words in list(typed.items()):
        if isinstance(words, str) and words and zh_field(name) in form.names and zh_field(name) not in typed and \
                not re.search('[\u4e00-\u9fff]', words):
            typed[zh_field(name)] = '另见：' + words
    return typed


def pressed(officer, form, typed=None, **more):
    """What a resident of another language reads stays in Chinese where a test has no other words."""
    typed = both(form, typed)
    answer = officer.submit(form, typed, **more)
    again = [f for f in answer.page.forms if 'chinese' in f.names] if answer.status == 422 else []
    return officer.submit(again[0], dict(typed or {}, chinese=True), **more) if again else answer


def acted(officer, ref, path, typed=None, **more):
    """Whoever does the first act has the matter; this one takes it over where that is asked."""
    page = officer.get('/desk/matters/%s/%s' % (ref, path)).page
    form = page.form(action='/' + path)
    typed = dict({name: True for name in ('take', 'absent') if form.input(name)}, **(typed or {}))
    if path in ('release', 'reroute', 'recuse') and 'hand' not in typed:
        typed['ready-notes'] = True         # whoever has it next is told where it stands
    answer = pressed(officer, form, typed, **more)
    if answer.status != 303:
        raise RuntimeError('%s of %s: %d %s' % (path, ref, answer.status, answer.page.summary))
    return answer


def approved(first, second, ref):
    """From submitted to approved by two people."""
    acted(first, ref, 'accept')
    acted(first, ref, 'propose-approval', {'reason': '材料齐全，符合规定。'})
    acted(second, ref, 'decide', button=('verdict', 'agree'))


def issued(first, ref, typed=None, files=None):
    form = first.get('/desk/matters/%s/issue' % ref).page.form(action='/issue')
    typed = dict({'text': '证明已经开好，见附件。', 'delivery': form.choices('delivery')[0]},
                 **(typed or {}))
    return pressed(first, form, typed, files=files)


def in_list(officer, ref, which):
    """Whether a matter stands in one of the queue's lists, on whatever page of it."""
    path = '/desk/?list=' + which
    for _ in range(50):
        page = officer.get(path).page
        if any(ref in a for a in page.links('/desk/matters/')):
            return True
        path = next((a for a in page.links('due=') if 'id=' in a and 'all=' not in a), None)
        if not path:
            return False
    return False


def state(ref):
    return db_one("SELECT state FROM application WHERE ref = '%s'" % ref)


def history(ref):
    return [row[0] for row in db("SELECT h.action FROM history h JOIN application a ON "
                                 "a.id = h.application WHERE a.ref = '%s' ORDER BY h.seq" % ref)]
