#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ready sentences that the desk keeps: in up to four languages, a formality's own first, each wording kept."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from affairs import told
from journey import said

CODE = 'cert-no-crime'
OWN = ('请把护照的签证页也拍上来。', 'Please photograph the visa page of your passport, too.')
ALL = ('请先到领事馆问清楚。', 'Please ask the consulate first.')


def staff():
    global chief, admin, clerk, person, ref
    chief, admin, clerk = officer('supervisor'), officer('admin-1'), officer('ouhai-1')
    db('UPDATE ready_sentence SET ended = UTC_TIMESTAMP(3) WHERE ended IS NULL')
    person = resident('en')
    ref = journey.submitted(person, CODE)


def add(browser, **more):
    typed = {'formality': CODE, 'kind': 'decline', 'zh': OWN[0], 'en': OWN[1]}
    return browser.submit(browser.get('/desk/sentences').page.form('kind'), dict(typed, **more))


def who_may():
    same([b.get('/desk/sentences').status for b in (chief, admin, clerk, officer('auditor'))], [200, 200, 403, 403],
         'supervisors and administrators keep them')
    pairs = [('once', once()), ('kind', 'decline'), ('zh', OWN[0]), ('en', OWN[1])]
    same(chief.post('/desk/sentences', pairs).status, 403, 'not without a token')
    same(clerk.post('/desk/sentences', pairs + [('token', clerk.token('/desk/sign-out'))]).status, 403, 'nor an officer')


def wrong():
    for more, field in (({'zh': ''}, 'zh'), ({'en': ''}, 'en'), ({'kind': ''}, 'kind'),
                        ({'zh': '长' * 301}, 'zh')):
        reply = add(chief, **more)
        ok(reply.status == 422 and reply.page.error(field), 'refused: %s' % field)
    form = chief.get('/desk/sentences').page.form('kind')
    ok({CODE, 'dl-renew'} <= set(form.choices('formality')), 'the formality is chosen, and its code is not typed')
    pairs = [(name, 'no-such' if name == 'formality' else value) for name, value in form.pairs(
        {'formality': CODE, 'kind': 'decline', 'zh': OWN[0], 'en': OWN[1]})]
    reply = chief.post('/desk/sentences', pairs)
    ok(reply.status == 422 and reply.page.error('formality'), 'one that there is not is refused')
    same(chief.post('/desk/sentences', [('token', chief.token('/desk/sign-out')), ('once', once()), ('kind', 'nothing'),
                                        ('zh', OWN[0]), ('en', OWN[1])]).status, 422, 'nor a kind that there is not')


def boxes():
    page = clerk.get('/desk/matters/%s/decline' % ref).page
    return page, [n['name'] for n in page.main.all('input') if (n['name'] or '').startswith('ready-')]


def offered():
    same((add(admin, formality='', zh=ALL[0], en=ALL[1]).status, add(chief).status), (303, 303), 'two are added')
    page, names = boxes()
    own, of_all = [db_one("SELECT id FROM ready_sentence WHERE ended IS NULL AND zh = '%s'" % zh) for zh in (OWN[0], ALL[0])]
    same(names[:2], ['ready-s' + own, 'ready-s' + of_all], "the formality's own first, then what is for all")
    ok('ready-twice' in names, 'then those of the program')
    has(page.main.text, OWN[0], 'in the language of the officer')
    other = journey.submitted(resident('zh'), 'dl-defer-renew')
    lacks(clerk.get('/desk/matters/%s/decline' % other).page.main.text, OWN[0], 'not for another formality')


def edited():
    """Without a script: what is ticked goes into the words, in the resident's language, and is edited there."""
    page, names = boxes()
    reply = clerk.submit(page.form('reason'), {names[0]: True, 'ready-twice': True, 'reason': 'My words.'}, button=('show', 'edit'))
    form = reply.page.form('reason')
    same((reply.status, form.value('reason').splitlines()[0], form.value('reason').splitlines()[-1], len(form.value('reason').splitlines())),
         (200, OWN[1], 'My words.', 3), 'what was ticked stands in the words, above what was typed')
    same([n for n in names if form.value(n)], [], 'and is ticked no more')
    other = journey.submitted(person, CODE)
    page = clerk.get('/desk/matters/%s/correction' % other).page
    name = 'ready-field-purpose-incomplete'
    reply = clerk.submit(page.form('text-field-purpose'), {name: True}, button=('show', 'edit'))
    form = reply.page.form('text-field-purpose')
    ok(form.value('text-field-purpose') and not form.value(name), 'so it is for each item of a correction', form.value('text-field-purpose'))
    same(clerk.submit(form, {'text-field-purpose': 'Please say which school.', 'zh-field-purpose': '请写明哪所学校。'}).status, 303, 'and goes out as it was edited')
    has(person.get('/en/applications/%s/correction' % other).page.main.text, 'Please say which school.', 'word for word')


def changed():
    global old
    old, _ = boxes()
    href = [a for a in chief.get('/desk/sentences').page.links('/desk/sentences/')][-1]
    page = chief.get(href).page
    same(chief.submit(page.form('zh'), {'zh': OWN[0] + '都要清楚。'}).status, 303, 'another wording')
    same(db("SELECT version, zh, ended IS NULL FROM ready_sentence WHERE formality = '%s' ORDER BY id" % CODE)[-2:],
         [('1', OWN[0], '0'), ('2', OWN[0] + '都要清楚。', '1')], 'is a version of its own')
    same(chief.submit(page.form('zh'), {'zh': '又一个说法。'}).status, 404, 'of an old page nothing is changed')
    name = [n['name'] for n in old.main.all('input') if (n['name'] or '').startswith('ready-s')][0]
    reply = clerk.submit(old.form('reason'), {name: True, 'where': 'Consulate'})
    ok(reply.status == 422 and said('zh', 'desk.ready_gone') in reply.page.text, 'what says something else by now is not sent unread')


def sent():
    page, names = boxes()
    same(clerk.submit(page.form('reason'), {names[0]: True, names[1]: True, 'where': 'Consulate', 'where_zh': '领事馆', 'reason': 'And one more word.', 'reason_zh': '再说一句。'}).status,
         303, 'ticked and sent with words of their own')
    text = person.get('/en/applications/' + ref).page.main.text
    for words in (OWN[1], ALL[1], 'And one more word.'):
        has(text, words, "in the resident's language: " + words)
    for href in chief.get('/desk/sentences').page.links('/desk/sentences/'):
        same(chief.submit(chief.get(href).page.form('end')).status, 303, 'retired')
    has(person.get('/en/applications/' + ref).page.main.text, OWN[1], 'what was sent stays as it was')
    same([n for n in boxes()[1] if n.startswith('ready-s') and n[7:].isdigit()], [], 'and is offered no more')
    page = officer('auditor').get('/desk/audit?subject=sentence').page.main.text
    for word in ('sentence_add', 'sentence_change', 'sentence_retire'):
        has(page, said('zh', 'desk.audit.action.' + word), 'on record: ' + word)
    rows = {list(n.all('td'))[1].text for n in officer('auditor').get('/desk/audit?subject=sentence').page.main.one('tbody').all('tr')}
    same(rows, {said('zh', 'desk.sentence.kind_decline'), '无犯罪记录证明（%s）' % CODE}, 'and of what, in words')


def place():
    """The desk keeps places for declining, too: chosen like the formality's other way, and read in the resident's language."""
    same(add(chief, kind='where', zh='到瓯海区婚姻登记处办。', en='Go to the marriage registry of Ouhai.').status, 303, 'a place is added')
    own = 's' + db_one("SELECT id FROM ready_sentence WHERE ended IS NULL AND kind = 'where'")
    one = journey.submitted(person, CODE)
    form = clerk.get('/desk/matters/%s/decline' % one).page.form('place')
    same(form.choices('place')[:2], [own, 'other'], 'it is offered before the other way')
    gone = clerk.post('/desk/matters/%s/decline' % one, [(name, 's1' if name == 'place' else value) for name, value in form.pairs(
        {'ready-elsewhere': True, 'place': own})])
    same((gone.status, journey.state(one)), (422, 'submitted'), 'one that is no more is not sent')
    same(clerk.submit(form, {'ready-elsewhere': True, 'place': own}).status, 303, 'and sent')
    has(person.get('/en/applications/' + one).page.main.text, 'Go to the marriage registry of Ouhai.', 'the resident reads it')
    for href in chief.get('/desk/sentences').page.links('/desk/sentences/'):
        chief.submit(chief.get(href).page.form('end'))


def told_in_their_language():
    """What has no Italian: who reads that is not sent it unawares."""
    it = resident('it')
    for kind, act, fields in (('decline', 'decline', {'where': 'Al consolato.', 'where_zh': '领事馆'}), ('refuse', 'propose-refusal', {})):
        same(add(chief, kind=kind).status, 303, 'one is added: ' + kind)
        box = 'ready-s' + db_one("SELECT id FROM ready_sentence WHERE ended IS NULL AND kind = '%s'" % kind)
        its = journey.submitted(it, CODE)
        if kind == 'refuse':
            journey.acted(clerk, its, 'accept')
        was = journey.state(its)
        page = clerk.get('/desk/matters/%s/%s' % (its, act)).page
        mark = said('zh', 'desk.wording.none').replace('{1}', said('zh', 'desk.lang.it'))
        same([n.text for n in page.main.all('strong') if n.text == mark], [mark], 'the list says that it has no Italian')
        ours = journey.submitted(person, CODE)
        lacks(clerk.get('/desk/matters/%s/decline' % ours).page.main.text, said('zh', 'desk.wording.none').split('{')[0] + '英文', 'English it has')
        reply = clerk.submit(page.form('reason'), dict(fields, **{box: True}))
        told = reply.page.error('reason') or ''
        ok(reply.status == 422 and OWN[0] in told and OWN[1] in told, 'it is not sent, and which one it is', reply.status, told)
        same(journey.state(its), was, 'nothing is done')
        form = reply.page.form('reason')
        same(clerk.submit(form, dict(fields, **{box: True, 'chinese': True})).status, 303, 'unless Chinese will do')
        if kind == 'decline':
            text = it.get('/it/applications/' + its).page.main.text
            has(text, OWN[0], 'then it is the Chinese')
            lacks(text, OWN[1], 'and not the English')
        else:
            same(db_one("SELECT state FROM application WHERE ref = '%s'" % its), 'proposed', 'proposed')
    same(add(chief, kind='where', zh='到瓯海区婚姻登记处办。', en='Go to the marriage registry of Ouhai.').status, 303, 'a place is added')
    place = 's' + db_one("SELECT id FROM ready_sentence WHERE ended IS NULL AND kind = 'where'")
    its = journey.submitted(it, CODE)
    form = clerk.get('/desk/matters/%s/decline' % its).page.form('place')
    reply = clerk.submit(form, {'ready-elsewhere': True, 'place': place})
    ok(reply.status == 422 and 'Go to the marriage registry of Ouhai.' in (reply.page.error('place') or ''), 'nor is a place', reply.status)
    same(clerk.submit(reply.page.form('place'), {'chinese': True}).status, 303, 'but as Chinese')
    has(it.get('/it/applications/' + its).page.main.text, '到瓯海区婚姻登记处办。', 'which they read')
    for href in chief.get('/desk/sentences').page.links('/desk/sentences/'):
        chief.submit(chief.get(href).page.form('end'))


IT, ES = 'Fotografi anche la pagina del visto.', 'Fotografíe también la página del visado.'


def in_their_language():
    """With words in Italian or Spanish it is sent in them, and nobody is asked whether Chinese will do."""
    for more, field in (({'it': OWN[0]}, 'it'), ({'es': 'Please photograph the visa page of your passport.'}, 'es'), ({'en': OWN[0]}, 'en'), ({'zh': OWN[1]}, 'zh')):
        reply = add(chief, **more)
        ok(reply.status == 422 and reply.page.error(field), 'words in another language are refused: %s' % field)
    same(add(chief, it=IT).status, 303, 'one is added with Italian')
    page = chief.get('/desk/sentences').page
    has(page.main.text, IT, 'the list has it')
    has(page.main.text, said('zh', 'desk.wording.none').replace('{1}', said('zh', 'desk.lang.es')), 'and says that there is no Spanish')
    for lang, words in (('it', IT), ('es', None)):
        theirs = resident(lang)
        its = journey.submitted(theirs, CODE)
        form = clerk.get('/desk/matters/%s/decline' % its).page.form('reason')
        box = 'ready-s' + db_one('SELECT id FROM ready_sentence WHERE ended IS NULL')
        typed = {box: True, 'where': {'it': 'Al consolato.', 'es': 'En el consulado.'}[lang], 'where_zh': '领事馆'}
        reply = clerk.submit(form, typed)
        same(reply.status, 303 if words else 422, 'sent in Italian, and not to who reads Spanish')
        if words:
            text = theirs.get('/%s/applications/%s' % (lang, its)).page.main.text
            has(text, words, 'they read their own language')
            lacks(text, OWN[0], 'and no Chinese')
    href = chief.get('/desk/sentences').page.links('/desk/sentences/')[0]
    form = chief.get(href).page.form('zh')
    same((form.value('it'), form.value('es')), (IT, ''), 'what there is stands in the form')
    same(chief.submit(form, {'es': OWN[0]}).status, 422, 'no Chinese for Spanish')
    same(chief.submit(form, {'es': ES}).status, 303, 'Spanish is added')
    box = 'ready-s' + db_one('SELECT id FROM ready_sentence WHERE ended IS NULL')
    form = clerk.get('/desk/matters/%s/decline' % its).page.form('reason')
    reply = clerk.submit(form, {box: True}, button=('show', 'edit'))
    form = reply.page.form('reason')
    same((form.value('reason'), form.value('reason_zh')), (ES, OWN[0]), 'put into the words: theirs, and the Chinese of the paper')
    same(clerk.submit(form, {'where': 'En el consulado.', 'where_zh': '领事馆'}).status, 303, 'and sent')
    has(theirs.get('/es/applications/' + its).page.main.text, ES, 'in Spanish')
    same(db("SELECT version, it, IFNULL(es, '-') FROM ready_sentence WHERE formality = '%s' ORDER BY id DESC LIMIT 2" % CODE),
         [('2', IT, ES), ('1', IT, '-')], 'each wording is kept')
    for href in chief.get('/desk/sentences').page.links('/desk/sentences/'):
        chief.submit(chief.get(href).page.form('end'))


def limit():
    for n in range(30):
        db("INSERT INTO ready_sentence (id, root, version, formality, kind, zh, en, made_by, made) SELECT %d, %d, 1, '%s', 'issue', 'x', 'x', "
           "MIN(id), UTC_TIMESTAMP(3) FROM officer" % (n + 1, n + 1, CODE))
    same(told(add(chief, kind='issue')), (422, [said('zh', 'desk.sentence.too_many')]), 'thirty are enough')
    db('DELETE FROM ready_sentence WHERE id < 100')


run(staff, who_may, wrong, offered, edited, changed, sent, place, told_in_their_language, in_their_language, limit)
