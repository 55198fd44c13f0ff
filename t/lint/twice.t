#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever is sent on to a better formality is not asked again what they have just answered.

Every way through every file's questions to a verdict with a Formality is walked; what goes along is what
the verdict's Answers say, and the answers whose question and choice have the same names and words
there. What is then still asked must not be what was asked on the way, in the same words or in
words much like them. t/fixture/alike.tsv has those that only look alike, with why.

And of each field that several formalities ask, fields.hdf says whether its answer is offered again (Reuse),
and of each question that several ask in the same words, their files: or t/fixture/anew.tsv why it is asked
anew. What is offered again means the same everywhere: one fact (Reuse and As) is asked in one sense, one choice of
it is worded in one, and t/fixture/wordings.tsv has the words that say the same otherwise. t/fixture/facts.tsv tells one fact
by how it is asked, so that it is offered again also where it is asked in other words."""
import os
import re
import sys

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)) + '/../' + d for d in ('web', 'lint')]
os.environ.setdefault('QIAO_DATA', '/nonexistent')
from lint import done, ok
from journey import FIELDS, FORMALITIES, ROOT, ways

ALIKE = 0.5             # of the pairs of characters that two questions have
KEYS = ('zh', 'en')


def dashed(name):
    return name.replace('_', '-')


def questions_of(formality):
    return {dashed(name): q for name, q in formality.get('Questions', {}).items()}


def choices_of(question):
    return {dashed(name): c for name, c in question['Options'].items()}


def is_same(a, b):
    return all(a[key] == b[key] for key in KEYS)


def pairs(text):
    text = re.sub(r'\W', '', text.lower())
    return {text[i:i + 2] for i in range(len(text) - 1)}


def is_alike(a, b):
    """In either language; a common beginning ("where is your …") does not make a question."""
    if a['zh'] == b['zh'] or a['en'] == b['en']:
        return True
    mine, theirs = pairs(a['zh']), pairs(b['zh'])
    return len(mine & theirs) >= ALIKE * len(mine | theirs)


def leads_back(target, choice, code):
    return target['Verdicts'].get(choice.get('Verdict'), {}).get('Formality') == code


def passed_on(code, answers, verdict, target):
    asks, asked = questions_of(target), questions_of(FORMALITIES[code])
    given = {dashed(q): dashed(c) for q, c in verdict.get('Answers', {}).items()}
    for name, choice in answers.items():
        if name in asks and name not in given and choice in choices_of(asks[name]) and is_same(asked[name], asks[name]) \
                and is_same(choices_of(asked[name])[choice], choices_of(asks[name])[choice]) \
                and not leads_back(target, choices_of(asks[name])[choice], code):
            given[name] = choice
    return given


def still_asked(target, given):
    """Every question that some way with these answers comes to."""
    found = set()
    for answers, _, _ in ways(target):
        if all(answers.get(q, c) == c for q, c in given.items()):
            found |= set(answers) - set(given)
    return found


def alike():
    found = {}
    with open(ROOT + '/t/fixture/alike.tsv', encoding='utf-8') as f:
        for line in f:
            if line.strip() and not line.startswith('#'):
                source, target, asked, again, why = line.rstrip('\n').split('\t')
                found[source, target, asked, again] = why
    return found


def twice():
    found, passed = {}, 0
    for code, own in FORMALITIES.items():
        for answers, verdict, _ in ways(own):
            target = FORMALITIES.get(verdict.get('Formality'), {})
            if not target.get('Questions'):
                continue
            given = passed_on(code, answers, verdict, target)
            passed += bool(given)
            for again in still_asked(target, given):
                for name in answers:
                    if is_alike(questions_of(own)[name], questions_of(target)[again]):
                        found.setdefault((code, target['Code'], name, again), answers)
    return found, passed


excused = alike()
found, passed = twice()
for pair in sorted(set(found) - set(excused)):
    ok(False, '%s -> %s: %s is asked, and %s again' % pair, found[pair])
ok(not set(found) - set(excused), 'nothing is asked twice')
ok(passed > 300, 'answers go along on %d ways' % passed)
for pair in sorted(set(excused) - set(found)):
    ok(False, 'excused, and it does not look alike any more: %s' % ' '.join(pair))
ok(all(excused.values()), 'what only looks alike says why')
def table(name):
    with open('%s/t/fixture/%s.tsv' % (ROOT, name), encoding='utf-8') as f:
        return [line.rstrip('\n').split('\t') for line in f if line.strip() and not line.startswith('#')]


def facts():
    """Each fact's choices: {(reuse, fact): {choice: {its words in Chinese: [code]}}}; "?" are the question's own."""
    found = {}
    for code, own in FORMALITIES.items():
        for name, question in own.get('Questions', {}).items():
            if 'Reuse' not in question:
                continue
            said = found.setdefault((question['Reuse'], question.get('As', dashed(name))), {})
            said.setdefault('?', {}).setdefault(question['zh'], []).append(code)
            for choice, option in choices_of(question).items():
                said.setdefault(option.get('As', choice), {}).setdefault(option['zh'], []).append(code)
    return found


def anew():
    """Questions of several files in the same words: those of which some are not offered again."""
    files = {}
    for code, own in FORMALITIES.items():
        for question in own.get('Questions', {}).values():
            files.setdefault(question['zh'], []).append((code, question.get('Reuse')))
    return {words for words, asks in files.items() if len(asks) > 1 and not all(reuse for _, reuse in asks)}


why_anew = {words: why for words, why in table('anew')}
for words in sorted(anew() ^ set(why_anew)):
    ok(False, 'several files ask "%s": offered again in all of them, or told in anew.tsv why not' % words)
ok(not anew() ^ set(why_anew) and all(why_anew.values()), 'each question that several ask is offered again, or says why not')
asked_again = {}
for fact, pattern, others in table('facts'):
    for code, own in FORMALITIES.items():
        for name, question in own.get('Questions', {}).items():
            if re.search(pattern, question['zh']):
                said = '.'.join((question.get('Reuse', 'no'), question.get('As', dashed(name))))
                asked_again.setdefault(fact, {})[code + '.' + name] = said
    other = sorted(where for where, said in asked_again.get(fact, {}).items() if said != fact)
    ok(other == sorted(others.split()), '%s is one fact in whichever words it is asked' % fact, *set(other) ^ set(others.split()))
    ok(len(asked_again.get(fact, {})) > len(other), 'and is asked')
reworded = {(fact, choice, words) for fact, choice, words in table('wordings')}
different = {('.'.join(fact), choice, words) for fact, said in facts().items() for choice, wordings in said.items()
             if len(wordings) > 1 for words in wordings}
for fact, choice, words in sorted(different - reworded):
    ok(False, '%s: the choice %s is worded in several ways: the same? "%s"' % (fact, choice, words))
for row in sorted(reworded - different):
    ok(False, 'in wordings.tsv, and nowhere else: %s' % ' '.join(row))
ok(not different ^ reworded, 'what is offered again says the same wherever it is asked')
for fact, said in sorted(facts().items()):
    own = {words: choice for choice, wordings in said.items() for words in wordings}
    ok(sum(len(wordings) for wordings in said.values()) == len(own), '%s.%s: one wording says one thing' % fact)
mixed = sorted(code for code, own in FORMALITIES.items() if 'guardian' in own.get('Who', {}).get('Codes', {}).values()
               and any(q.get('Reuse') == 'person' for q in own.get('Questions', {}).values())
               and not any('Other' in field for field in own.get('Field', {}).values()))
ok(not mixed, 'where a parent may ask for a child, the file says by which answer (Other)', *mixed)


def reuse_of(own, field, key='Reuse'):
    return own.get('Field', {}).get(field, {}).get(key, FIELDS[field].get(key))


APPLICANTS = {'applicant_name', 'applicant_idno', 'applicant_passport', 'passport_no', 'phone'}   # who fills it in, not whom it is about
theirs, late = [], []
for code, own in FORMALITIES.items():
    order = [field for page in own['Pages'].values() for field in page['Fields'].values()]
    says = [n for n, field in enumerate(order) if reuse_of(own, field, 'Other')]
    of_bearer = [n for n, field in enumerate(order) if reuse_of(own, field, 'Bearer') and reuse_of(own, field) == 'person']
    theirs += ['%s.%s' % (code, field) for n, field in enumerate(order) if says and n not in of_bearer and
               reuse_of(own, field) == 'person' and field not in APPLICANTS]
    late += ['%s.%s' % (code, order[n]) for n in of_bearer if says and n < min(says)]
    if of_bearer and not says and 'child_name' in order:
        theirs.append(code)
ok(not theirs, 'what is on a paper of whoever the matter is about is neither kept nor offered as the applicant\'s (Bearer)', *theirs)
ok(not late, 'and whose matter it is is asked before it is offered', *late)
asked = [field for own in FORMALITIES.values() for field in
         {field for page in own['Pages'].values() for field in page['Fields'].values()}]
undecided = sorted({field for field in asked if asked.count(field) > 1 and 'Reuse' not in FIELDS[field]})
why_fields = {field for fields, why in table('fields-anew') for field in fields.split() if why}
own_alone = {field for field in asked if asked.count(field) > 1 and FIELDS[field].get('Reuse') == 'no'}
for field in sorted(own_alone ^ why_fields):
    ok(False, '%s: offered again, or told in fields-anew.tsv why not' % field)
ok(not own_alone ^ why_fields, 'each that several ask and that is not offered again says why')
ok(not undecided, 'each field that several formalities ask says whether it is offered again', *undecided)
names = {own['Name']['zh']: code for code, own in FORMALITIES.items()}
dead_ends = ['%s.%s: %s' % (code, verdict, other) for code, own in FORMALITIES.items() for verdict, v in own.get('Verdicts', {}).items()
             for name, other in names.items() if v['Kind'] == 'no' and other not in [v.get('Formality'), *v.get('Also', '').split()] and other != code and
             ('“%s”' % name in v['zh'] or (other == 'consult' and '咨询' in v['zh']))]
ok(not dead_ends, 'who cannot apply, and is told what else to look at, is led there', *dead_ends)
done()
