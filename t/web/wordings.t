#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A statutory paper is in Chinese, whatever its resident reads: what an officer says on it has two wordings. The
Chinese one is read by who decides and printed in the paper's Chinese part; the resident's stands in the note behind
it, on the tracking page and in the mail."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from asked import verify
from journey import acted, said

OTHER = {'it': 'Indichi a quale scuola serve il certificato.', 'en': 'Please say which school it is for.'}
CHINESE = '请写明用于哪所学校。'
PLACE = {'it': 'Il municipio', 'en': 'The town hall'}


def staff():
    global one, approver
    one, approver = officer('ouhai-1'), officer('ouhai-approver')


def plain(text):
    return re.sub(r'\s+', '', text)


def parts(person, ref, kind):
    """The paper's Chinese part, and the note behind it, without blanks."""
    def made():
        page = person.get('/%s/applications/%s/documents' % (person.lang, ref)).page
        found = [n for n in page.main.all('a') if '/documents/' in n['href'] and
                 said(person.lang, 'writ.kind_' + kind) in n.text]
        return found[-1]['href'] if found else None
    with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
        file.write(person.get(wait_until(made)).body)
        file.flush()
        text = subprocess.run(['pdftotext', '-layout', file.name, '-'], capture_output=True).stdout.decode()
    text = plain(text)
    title = plain(said(person.lang, 'writ.kind_' + kind))
    at = text.find(title)
    ok(at > 0, 'the note behind the paper (%s)' % kind, text)
    return text[:at], text[at:]


def on_paper(person, ref, kind, zh, own):
    paper, behind = parts(person, ref, kind)
    for words in zh:
        has(paper, plain(words), '%s, %s: the paper says it in Chinese' % (kind, person.lang))
    for words in own:
        lacks(paper, plain(words), 'and nothing else')
        has(behind, plain(words), 'the note behind it says it in the resident\'s language')
    for words in zh:
        lacks(behind, plain(words), 'and not in Chinese')


def whole(ref):
    status, told = verify(ref)
    same(status, 0, 'qiao-verify finds it whole')
    if status:
        note(told)


def correction(lang):
    person = resident(lang)
    ref = journey.submitted(person)
    page = one.get('/desk/matters/%s/correction' % ref).page
    form = page.form(action='/correction')
    ok('zh-field-purpose' in form.names, 'there is a box for the Chinese')
    typed = {'item-field-purpose': True, 'text-field-purpose': OTHER[lang],
             'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True}
    reply = one.submit(form, typed)
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-zh-field-purpose']),
         'without the Chinese it is asked for')
    ok(reply.page.one('p', id='f-zh-field-purpose'), 'and the summary leads to it')
    form = reply.page.form(action='/correction')
    same(form.value('text-field-purpose'), OTHER[lang], 'what was typed is kept')
    reply = one.submit(form, dict(typed, **{'zh-field-purpose': OTHER[lang]}))
    ok(reply.status == 422 and '#f-zh-field-purpose' in [a for a, _ in reply.page.summary], 'what is no Chinese is none')
    same(one.submit(reply.page.form(action='/correction'), dict(typed, **{'zh-field-purpose': CHINESE})).status, 303, 'sent')
    glare = {its: said(its, 'sentence.material.glare') for its in ('zh', lang)}
    on_paper(person, ref, 'correction', [CHINESE, glare['zh']], [OTHER[lang], glare[lang]])
    text = person.get('/%s/applications/%s' % (lang, ref)).page.main.text
    for words in (OTHER[lang], glare[lang]):
        has(text, words, 'the tracking page has the resident\'s')
    for words in (CHINESE, glare['zh'], '\x1e'):
        lacks(text, words, 'and not the paper\'s')
    text = one.get('/desk/matters/' + ref).page.main.text
    for words in (CHINESE, OTHER[lang], glare['zh']):
        has(text, words, 'the desk reads both')
    whole(ref)


def declined(lang):
    person = resident(lang)
    ref = journey.submitted(person)
    form = one.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
    ok('where_zh' in form.names and 'where' in form.names, 'where to go can be said twice')
    reply = one.submit(form, {'ready-elsewhere': True, 'where': PLACE[lang], 'where_zh': ''})
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-where_zh']), 'both are needed')
    reply = one.submit(reply.page.form(action='/decline'), {'where': PLACE[lang], 'where_zh': '当地市政厅'})
    same((reply.status, journey.state(ref)), (303, 'declined'), 'declined')
    on_paper(person, ref, 'decline', [said('zh', 'sentence.decline.elsewhere'), said('zh', 'desk.letter.where') + '当地市政厅'],
             [said(lang, 'sentence.decline.elsewhere'), said(lang, 'desk.letter.where') + PLACE[lang]])
    text = person.get('/%s/applications/%s' % (lang, ref)).page.main.text
    has(text, said(lang, 'sentence.decline.elsewhere'), 'the resident reads theirs')
    lacks(text, said('zh', 'sentence.decline.elsewhere'), 'and not the Chinese')
    has(one.get('/desk/matters/' + ref).page.main.text, '当地市政厅', 'the desk reads the Chinese')
    whole(ref)


def refused(lang):
    person = resident(lang)
    ref = journey.submitted(person)
    acted(one, ref, 'accept')
    form = one.get('/desk/matters/%s/propose-refusal' % ref).page.form(action='/propose-refusal')
    reply = one.submit(form, {'ready-record': True, 'reason': OTHER[lang]})
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-reason_zh']), 'the Chinese is asked for')
    edited = one.submit(form, {'ready-record': True}, button=('show', 'edit')).page.form(action='/propose-refusal')
    same((edited.value('reason'), edited.value('reason_zh')), (said(lang, 'sentence.refuse.record'), said('zh', 'sentence.refuse.record')),
         'a ready sentence goes into both boxes')
    same(one.submit(form, {'ready-record': True}).status, 303, 'and needs neither')
    text = approver.get('/desk/matters/%s/decide' % ref).page.main.text
    has(text, said('zh', 'sentence.refuse.record'), 'who decides reads what the paper will say')
    has(text, said(lang, 'sentence.refuse.record'), 'and what the resident will')
    whole(ref)
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    on_paper(person, ref, 'refusal', [said('zh', 'sentence.refuse.record')], [said(lang, 'sentence.refuse.record')])
    text = person.get('/%s/applications/%s' % (lang, ref)).page.main.text
    has(text, said(lang, 'sentence.refuse.record'), 'the resident reads theirs')
    lacks(text, said('zh', 'sentence.refuse.record'), 'and not the Chinese')
    mail = db_one("SELECT COUNT(*) FROM notice n JOIN application a ON a.id = n.application WHERE a.ref = '%s'" % ref)
    ok(int(mail) > 0, 'and is told by mail')
    whole(ref)


def alone(lang):
    """Nobody here writes the language: the Chinese alone is both, and only if that is said."""
    person = resident(lang)
    ref = journey.submitted(person)
    acted(one, ref, 'accept')
    form = one.get('/desk/matters/%s/propose-refusal' % ref).page.form(action='/propose-refusal')
    reply = one.submit(form, {'reason_zh': '材料不能证明。'})
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-reason']), 'the resident\'s wording is asked for')
    same(one.submit(reply.page.form(action='/propose-refusal'), {'chinese': True}).status, 303, 'ticked, it goes out')
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    paper, behind = parts(person, ref, 'refusal')
    has(paper, '材料不能证明。', 'the paper says it')
    has(behind, '材料不能证明。', 'and so does the note')
    whole(ref)


def issued(lang):
    person = resident(lang)
    ref = journey.submitted(person)
    journey.approved(one, approver, ref)
    typed = {'text': OTHER[lang], 'delivery': 'electronic'}
    form = one.get('/desk/matters/%s/issue' % ref).page.form(action='/issue')
    reply = one.submit(form, typed)
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-text_zh']), 'a result is a paper, too')
    same(one.submit(reply.page.form(action='/issue'), dict(typed, text_zh=CHINESE)).status, 303, 'issued')
    lacks(one.get('/desk/matters/' + ref).page.main.text, said('zh', 'clerk.said'), 'and is no department\'s answer')
    on_paper(person, ref, 'result', [CHINESE], [OTHER[lang]])
    text = person.get('/%s/applications/%s/result' % (lang, ref)).page.main.text
    has(text, OTHER[lang], 'the resident reads theirs')
    lacks(text, CHINESE, 'and not the Chinese')
    whole(ref)


def in_chinese():
    """For who reads Chinese there is one box, as ever."""
    ref = journey.submitted(resident('zh'))
    for path in ('correction', 'decline'):
        names = one.get('/desk/matters/%s/%s' % (ref, path)).page.form(action='/' + path).names
        same([n for n in names if n.startswith('zh-') or n.endswith('_zh')], [], 'one box in ' + path)


def in_italian():
    for part in (correction, declined, refused, alone, issued):
        part('it')


def in_english():
    for part in (correction, declined, refused, issued):
        part('en')


run(staff, in_italian, in_english, in_chinese)
