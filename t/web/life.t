#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole life of an application, by both sides: each step, its notice, who saw it."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, acted, said, state


USE = journey.page_of('cert-no-crime', 'purpose')
FINAL = 'visa-extend'
POSTED = 'hkmo-endorsement'      # nothing of it comes electronically


def staff():
    global one, two, approver, supervisor
    one, two, approver, supervisor = [officer(n) for n in ('ouhai-1', 'ouhai-2', 'ouhai-approver', 'supervisor')]


def told(person, kind, lang, formality, text):
    """A notice of that kind, in the person's language, naming the formality and the way back."""
    notices = wait_until(lambda: [m for m in messages(person.contact) if m['kind'] == kind])
    if not ok(notices, 'the resident is told: %s' % text, [m['kind'] for m in messages(person.contact)]):
        return
    words = notices[0]['subject'] + '\n' + notices[0]['body']
    ok(FORMALITIES[formality]['Name'][lang] in words and ('/%s/' % lang) in words and
       bool(re.search('[\u4e00-\u9fff]', words.replace(FORMALITIES[formality]['Name']['zh'], ''))) == (lang == 'zh'),
       'in %s, what it is about and where to look' % lang, words)


def timeline(person, ref):
    return person.get('/%s/applications/%s' % (person.lang, ref)).page


def did(lang, action):
    return said(lang, 'did.' + action)


def whole_life():
    """Chinese, corrected once on two items, approved, issued with a file, fetched."""
    person = resident('zh')
    ref = journey.submitted(person)
    told(person, 'submit', 'zh', 'cert-no-crime', 'received')
    page = timeline(person, ref)
    has(page.main.text, '瓯海分中心', 'the page says who has it')
    ok(re.search(r'\d{4} 年 \d+ 月 \d+ 日', page.main.text), 'and by when', page.main.text[:300])

    ok(journey.in_list(one, ref, 'new'), 'it is in the queue of its unit')
    matter = one.get('/desk/matters/' + ref)
    same(matter.status, 200, 'an officer opens it')
    has(matter.page.text, '林示例', 'and reads the answers')
    lacks(matter.text, '330399198506121135', 'but not the whole identity number')
    form = matter.page.form(action='/reveal')
    asked = one.submit(form)
    same((asked.status, [a for a, _ in asked.page.summary]), (422, ['#f-reason']), 'not without a reason')
    revealed = one.submit(form, button=('reason', 'register'))
    has(one.follow(revealed).text, '330399198506121135', 'until it is asked for')
    lacks(two.get('/desk/matters/' + ref).text, '330399198506121135', 'by this officer only')
    image = matter.page.one('img')['src']
    same(one.get(image).header('Content-Type'), 'image/jpeg', 'the paper is in the viewer')
    ok('is-turn-90' in one.get('/desk/matters/%s?turn=90&zoom=2' % ref).text, 'which turns without script')
    acted(one, ref, 'claim')
    has(two.get('/desk/matters/' + ref).page.text, one.number, 'a colleague sees who has claimed it')

    page = one.get('/desk/matters/%s/correction' % ref).page
    words = [n['name'] for n in page.all('textarea')]
    ok('text-field-purpose' in words and 'text-material-id-proof-any' in words and
       not [n for d in page.all('details') for n in d.all('textarea')],
       'each item has room for the officer\'s own words, which nothing hides', words)
    acted(one, ref, 'correction', {
        'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True,
        'item-field-purpose': True, 'text-field-purpose': '请选与目的国要求一致的用途。'})
    same(state(ref), 'correction', 'two things are asked for at once')
    told(person, 'ask_correction', 'zh', 'cert-no-crime', 'a correction is asked for')
    page = timeline(person, ref)
    link = next(a for a in page.links('/correction'))
    page = person.get(link).page
    has(page.main.text, said('zh', 'sentence.material.glare'), 'the ready sentence')
    has(page.main.text, '请选与目的国要求一致的用途。', 'and the officer\'s own')
    open_pages = page.links('/form/') + page.links('/materials/')
    same(sorted(a.split(ref)[1] for a in open_pages), ['/form/' + USE, '/materials/id-proof-any'],
         'only what was asked for is open')
    same(person.get('/zh/applications/%s/check' % ref).status, 303, 'nothing else')
    form = person.get('/zh/applications/%s/form/%s' % (ref, USE)).page.form()
    same(sorted(n for n in form.names if n not in ('token', 'once', 'back', 'seen')), ['purpose'], 'of a page, one field')
    you = person.get('/zh/applications/%s/form/you' % ref)
    same([n for n in (you.page.form().names if you.status == 200 else []) if n.startswith('applicant')], [],
         'and of another none')
    pairs = [('token', person.token('/zh/settings')), ('once', once()), ('applicant_name', '别人'), ('back', '')]
    person.post('/zh/applications/%s/form/you' % ref, pairs)
    ok(not page.has_form(action='/correction'), 'it is not handed in before all is mended')

    def hand_in_early():
        return person.post(link, [('token', person.token('/zh/settings')), ('once', once())])
    same(hand_in_early().status, 422, 'even if somebody tries')
    same(person.submit(form, {'purpose': 'study'}).location, '/zh/applications/%s/correction' % ref, 'the field is mended')
    same((hand_in_early().status, state(ref)), (422, 'correction'), 'one of two is not enough')
    papers = person.get('/zh/applications/%s/materials/id-proof-any' % ref).page
    same(person.submit(papers.form('files'), files=[photo('cmyk.jpg')]).status, 303, 'the paper is photographed again')
    answer = person.submit(person.get(link).page.form(action='/correction'))
    same((answer.status, answer.location, state(ref)), (303, '/zh/applications/' + ref, 'submitted'), 'handed in')
    told(person, 'answer', 'zh', 'cert-no-crime', 'the correction has come')
    same(person.get(link).status, 303, 'and closed again: where it stands')
    matter = one.get('/desk/matters/' + ref).page.main.text
    has(matter, '林示例', 'what was not asked for stayed as it was')
    ok(said('zh', 'desk.fixed') in matter, 'the officer sees what is new', matter[:400])

    acted(one, ref, 'accept')
    told(person, 'accept', 'zh', 'cert-no-crime', 'accepted')
    late = one.get('/desk/matters/%s/correction' % ref)
    text = ' '.join(late.page.main.text.split())
    ok(late.status == 409 and said('zh', 'desk.first').split('{1}')[0] not in text and
       said('zh', 'desk.not_open').split('{2}')[0].replace('{1}', said('zh', 'desk.step.ask_correction')) in text,
       'the address of a step that is over says that it is not open', text[:600])
    has(text, said('zh', 'desk.last').split('{2}')[0].replace('{1}', said('zh', 'desk.who.you')), 'what was done last')
    has(text, said('zh', 'desk.open').split('{2}')[0].replace('{1}', '') + said('zh', 'desk.step.propose_approve'), 'and what is open')
    ok(approver.get('/desk/matters/%s/decide' % ref).status == 409, 'nobody decides before somebody proposes')
    acted(one, ref, 'propose-approval', {'ready-complete': True})
    same(one.get('/desk/matters/%s/decide' % ref).status, 403, 'who proposes does not decide')
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    same(state(ref), 'approved', 'a second person approves')
    told(person, 'approve', 'zh', 'cert-no-crime', 'granted')
    answer = journey.issued(one, ref, {'ready-attached': True}, files=[photo('three-pages.pdf')])
    same((answer.status, state(ref)), (303, 'issued'), 'issued with a file')
    told(person, 'issue', 'zh', 'cert-no-crime', 'the result is there')
    text = timeline(person, ref).main.text
    has(text, said('zh', 'tracking.with') + ' ' + said('zh', 'tracking.with_you') + ' ' + said('zh', 'tracking.since'), 'the resident has it, and since when')
    has(text, said('zh', 'tracking.handled') + ' 瓯海分中心', 'the office only dealt with it')
    ok(re.search(said('zh', 'tracking.closes') + r' 温州时间 \d{4} 年 \d+ 月 \d+ 日', text), 'and on which day it closes', text[:600])
    page = person.get('/zh/applications/%s/result' % ref).page
    file = person.get(page.links('/files/')[0])
    ok(file.status == 200 and file.body == fixture('three-pages.pdf'), 'the resident downloads it')
    closed = person.submit(page.form(action='/result'))
    same((closed.status, state(ref)), (303, 'closed'), 'and has it: closed')
    same(person.get(page.links('/files/')[0]).status, 200, 'it can still be downloaded')
    same(journey.history(ref), ['submit', 'claim', 'ask_correction', 'answer', 'accept', 'propose_approve',
                                'approve', 'issue', 'close'], 'the history has each step once, in order')
    text = timeline(person, ref).main.text
    order = [text.find(did('zh', a)) for a in ('submit', 'ask_correction', 'answer', 'accept', 'approve', 'issue')]
    ok(-1 not in order and order == sorted(order), 'and so has the timeline', order, text)
    lacks(text, did('zh', 'propose_approve'), 'without what the office does with itself')
    kinds = [m['kind'] for m in messages(person.contact)]
    same(sorted(k for k in kinds if k != 'code'), sorted(['submit', 'ask_correction', 'answer', 'accept', 'approve',
                                                          'issue']), 'one notice for each')
    who_opened(person, ref)
    chain(person, ref)


def who_opened(person, ref):
    page = person.get('/zh/applications/%s/views' % ref).page
    rows = [li.text for li in page.main.all('li')]
    wanted = [(one.number, 'role_officer', 'what_matter', 'reason_check'),
              (one.number, 'role_officer', 'what_identity', 'reason_register'),
              (one.number, 'role_officer', 'what_material', 'reason_check'),
              (two.number, 'role_officer', 'what_matter', 'reason_check'),
              (approver.number, 'role_approver', 'what_matter', 'reason_decide')]
    for number, *keys in wanted:
        words = [number, '瓯海分中心'] + [said('zh', 'views.' + k) for k in keys]
        ok(any(all(w in row for w in words) and re.search(r'\d\d:\d\d', row) for row in rows),
           'who opened it: %s' % ' '.join(words), *rows)
    lacks(page.main.text, two.number + '，完整', 'nobody who did not')
    same(sorted({r[0] for r in db("SELECT o.number FROM access_record v JOIN officer o ON o.id = v.officer "
                                  "JOIN application a ON a.id = v.application WHERE a.ref = '%s'" % ref)}),
         sorted([one.number, two.number, approver.number]), 'and nobody else')
    same([r for r in rows if supervisor.number in r], [], 'the supervisor did not open it')


def chain(person, ref):
    path = '/zh/applications/%s/views' % ref
    has(person.get(path).page.main.text, said('zh', 'views.whole'), 'the record is checked and whole')
    old = db_one("SELECT HEX(h.detail) FROM history h JOIN application a ON a.id = h.application "
                 "WHERE a.ref = '%s' AND action = 'ask_correction'" % ref)
    at = "h.application = (SELECT id FROM application WHERE ref = '%s') AND h.action = 'ask_correction'" % ref
    db("UPDATE history h SET h.at = h.at + INTERVAL 1 SECOND WHERE " + at)
    has(person.get(path).page.main.text, said('zh', 'views.broken'), 'a second\'s change in it is found')
    db("UPDATE history h SET h.at = h.at - INTERVAL 1 SECOND WHERE " + at)
    has(person.get(path).page.main.text, said('zh', 'views.whole'), 'put back, it is whole')
    for account in ('portal', 'desk', 'courier'):
        word = re.search(r'^%s=(.*)$' % account, open(here.data + '/etc/passwords').read(), re.M).group(1)
        done = subprocess.run(['mariadb', '--no-defaults', '--socket=' + here.setting('admin', 'Socket'),
                               '--user=qiao_' + account, 'qiao', '-e', 'UPDATE history SET state = state LIMIT 1'],
                              capture_output=True, text=True, env=dict(os.environ, MYSQL_PWD=word))
        ok(done.returncode and 'denied' in done.stderr, 'the account of the %s cannot change it' % account, done.stderr)


def refused():
    """English, refused by a second person who first sends it back."""
    person = resident('en')
    ref = journey.submitted(person)
    told(person, 'submit', 'en', 'cert-no-crime', 'received')
    acted(one, ref, 'accept')
    told(person, 'accept', 'en', 'cert-no-crime', 'accepted')
    empty = journey.act(one, ref, 'propose-refusal', {})
    ok(empty.status == 422 and empty.page.error('reason'), 'a refusal needs its reason')
    acted(one, ref, 'propose-refusal', {'ready-conditions': True, 'reason': 'Article 1.'})
    silent = journey.act(approver, ref, 'decide', button=('verdict', 'return'))
    ok(silent.status == 422 and silent.page.error('note'), 'sending it back needs a word')
    acted(approver, ref, 'decide', {'note': '请再核对。'}, button=('verdict', 'return'))
    same(state(ref), 'accepted', 'sent back to the first')
    acted(two, ref, 'propose-refusal', {'ready-conditions': True, 'reason': 'Article 1.'})
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    same(state(ref), 'refused', 'refused by the second')
    told(person, 'refuse', 'en', 'cert-no-crime', 'refused')
    form = two.get('/desk/matters/%s/issue' % ref).page.form(action='/issue')
    ok('electronic' in form.choices('delivery') and form.value('delivery') == 'electronic',
       'a refusal is read online, unless the officer says else', form.choices('delivery'))
    answer = two.submit(form, {'text': 'The decision is below.'})
    same((answer.status, state(ref)), (303, 'issued'), 'the decision is handed over')
    text = person.get('/en/applications/' + ref).page.main.text
    ok(all(said('en', 'tracking.%s_issued_refused' % part) in text for part in ('now', 'next', 'step'))
       and said('en', 'next.issued') not in text, 'which says at once that it was not approved, and is called no result', text)
    text = person.get('/en/applications/%s/result' % ref).page.main.text
    has(text, said('en', 'result.read_here'), 'the page says that it is read there')
    has(text, said('en', 'sentence.refuse.conditions'), 'with the reason in the resident\'s language')
    has(text, 'Article 1.', 'and the officer\'s words')
    has(text.replace('\n', ' '), said('en', 'writ.paper.remedy')[:40], 'and the remedies')
    same(journey.history(ref), ['submit', 'accept', 'propose_refuse', 'return', 'claim', 'propose_refuse', 'refuse', 'issue'],
         'the history')


def refused_and_said_once():
    """Of a formality whose documents are posted: the reason stands on the page once, as the officer left it."""
    for lang in ('zh', 'en'):
        person = resident(lang)
        ref = journey.submitted(person, POSTED, {'home_county': '330304'})
        acted(one, ref, 'accept')
        acted(one, ref, 'propose-refusal', {'ready-proof': True, 'reason': 'Article 7.'})
        acted(approver, ref, 'decide', button=('verdict', 'agree'))
        form = one.get('/desk/matters/%s/issue' % ref).page.form(action='/issue')
        same((form.value('delivery'), form.choices('delivery')[0]), ('electronic', 'electronic'),
             'it is read online even where nothing else is sent so (%s)' % lang)
        same(one.submit(form).status, 303, 'handed over as it stands')
        text = person.get('/%s/applications/%s/result' % (lang, ref)).page.main.text
        same([text.count(words) for words in (said(lang, 'sentence.refuse.proof'), 'Article 7.', remedy(lang))],
             [1, 1, 1], 'reason, words and remedies once each')
        has(text, said(lang, 'result.read_here'), 'and that it is read there')


def remedy(lang):
    return said(lang, 'writ.paper.remedy').replace('{1}', said(lang, 'writ.government.ouhai'))


def refused_for_good():
    """Of a visa the law makes our refusal final: whoever is told of it anywhere is told that, and of no appeal."""
    for lang, end in (('zh', 'refused'), ('en', 'refused'), ('zh', 'declined')):
        person = resident(lang)
        ref = journey.submitted(person, FINAL)
        pages = {}
        if end == 'declined':
            pages['the officer who declines'] = one.get('/desk/matters/%s/decline' % ref)
            acted(one, ref, 'decline', {'reason': '9.', 'place': 'other'})
        else:
            acted(one, ref, 'accept')
            pages['the officer who proposes'] = one.get('/desk/matters/%s/propose-refusal' % ref)
            acted(one, ref, 'propose-refusal', {'reason': '9.'})
            pages['the one who decides'] = approver.get('/desk/matters/%s/decide' % ref)
            acted(approver, ref, 'decide', button=('verdict', 'agree'))
            pages['the resident, before it is handed over'] = person.get('/%s/applications/%s' % (lang, ref))
            pages['the officer who hands it over'] = one.get('/desk/matters/%s/issue' % ref)
            acted(one, ref, 'issue', {'text': '9.', 'delivery': 'electronic'})
            pages['the resident, of the result'] = person.get('/%s/applications/%s/result' % (lang, ref))
        pages['the resident'] = person.get('/%s/applications/%s' % (lang, ref))
        pages['the desk'] = one.get('/desk/matters/' + ref)
        for who, reply in pages.items():
            text = ' '.join(reply.page.text.split())
            ok(any(said(its, 'writ.paper.final') in text for its in ('zh', 'en')), '%s (%s, %s) reads that it is final' % (
                who, end, lang), text[:600])
            same([its for its in ('zh', 'en') if said(its, 'writ.paper.remedy')[:20] in text], [], 'and of no appeal')


def in_their_own_language():
    """A list that both sides read, a letter with a heading in it: nobody finds the other language first."""
    person = resident('en')
    ref = journey.submitted(person)
    acted(one, ref, 'correction', {'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True,
                                   'item-field-purpose': True, 'text-field-purpose': 'Please check.'})
    purpose = journey.field_of(FORMALITIES['cert-no-crime'], 'purpose')['Label']
    named = {lang: [journey.MATERIALS['id-proof-any']['Name'][lang], purpose[lang]] for lang in ('zh', 'en')}
    for lang, other in (('zh', 'en'), ('en', 'zh')):
        event = [li.text for li in person.get('/%s/applications/%s' % (lang, ref)).page.one('ol', class_='qiao-way').all('li')
                 if did(lang, 'ask_correction') in li.text]
        ok(len(event) == 1 and all(name in event[0] for name in named[lang]), 'the event lists what is asked for (%s)' % lang, event)
        same([name for name in named[other] if name in event[0]], [], 'and not in the other language')
    desk = one.get('/desk/matters/' + ref).page
    event = [li.text for li in desk.one('ol', class_='qiao-way').all('li') if did('zh', 'ask_correction') in li.text]
    ok(event and named['zh'][0] in event[0] and named['en'][0] not in event[0], 'so does the officer\'s page', event)
    for lang in ('zh', 'en'):
        person = resident(lang)
        ref = journey.submitted(person)
        acted(one, ref, 'decline', {'ready-elsewhere': True, 'where': 'Consulate'})
        has(timeline(person, ref).main.text, said(lang, 'desk.letter.where') + ('' if lang == 'zh' else ' ') + 'Consulate',
            'the letter says where to go')


def in_chinese_only():
    """What nobody here can write in the resident's language is sent in Chinese, and said to be meant so."""
    person = resident('en')
    ref = journey.submitted(person)
    form = one.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
    typed = {'reason': '材料不属于公安机关管辖。', 'where': '温州市民政局（市民中心）'}
    reply = one.submit(form, typed)
    same((reply.status, [a for a, _ in reply.page.summary], state(ref)), (422, ['#f-reason', '#f-where'], 'submitted'),
         'Chinese alone is asked for beside each field')
    form = reply.page.form(action='/decline')
    typed = {'reason': 'Not ours: 不归我们。', 'where': 'The civil affairs office'}
    same(one.submit(form, journey.both(form, dict(typed, reason_zh='不归我们。'))).status, 303,
         'words of the language with some Chinese are not')
    for path, typed, field in (('correction', {'item-field-purpose': True, 'text-field-purpose': '请写清。'}, 'text-field-purpose'),
                               ('accept-pending', {'item-entry-stamp': True, 'reason': '请尽快。'}, 'reason'),
                               ('reroute', {'unit': None, 'reason': '户籍在瑞安。'}, 'reason')):
        ref = journey.submitted(person, 'hukou-restore-cancelled', {'home_county': '330304'}) if path == 'accept-pending' else \
            journey.submitted(person)
        form = one.get('/desk/matters/%s/%s' % (ref, path)).page.form(action='/' + path)
        reply = one.submit(form, {k: v or form.choices(k)[0] for k, v in typed.items()})
        ok(reply.status == 422 and '#f-' + field in [a for a, _ in reply.page.summary], 'so it is in %s' % path, reply.page.summary)
    acted(one, ref, 'decline', {'reason': '不归我们办理。', 'place': 'other'})
    same((state(ref), timeline(person, ref).main.text.count('不归我们办理。') > 0), ('declined', True), 'ticked, it goes out')
    page = person.get('/en/applications/' + ref).page
    marked = [n.text for n in page.main.all('span', lang='zh-Hans')]
    ok(marked and all('不归我们办理。' in t and not re.search('[a-z]', t) for t in marked), 'marked as Chinese, and nothing else is', marked)


def each_opening_by_itself():
    """The same again within ten minutes is one entry; another kind or another reason is another one."""
    person = resident('zh')
    ref = journey.submitted(person)

    def opened():
        return db("SELECT v.what, v.reason FROM access_record v JOIN application a ON a.id = v.application "
                  "WHERE a.ref = '%s' ORDER BY v.seq" % ref)
    page = one.get('/desk/matters/' + ref).page
    one.get('/desk/matters/' + ref)
    before = [list(row) for row in opened()]
    ok(before.count(['matter', 'check']) == 1, 'opened twice is one entry', before)
    one.submit(page.form(action='/reveal'), button=('reason', 'register'))
    same([list(row) for row in opened()][len(before):], [['identity', 'register']], 'the whole number is an entry of its own')
    acted(one, ref, 'accept')
    one.get('/desk/matters/' + ref)
    after = [list(row) for row in opened()][len(before) + 1:]
    ok(['matter', 'decide'] in after, 'looked at for another reason, it is another entry', after)
    text = person.get('/zh/applications/%s/views' % ref).page.main.text
    has(text, said('zh', 'views.merged').replace('{1}', '10'), 'the page says what is one entry')


def declined():
    for lang in ('zh', 'en'):
        person = resident(lang)
        ref = journey.submitted(person)
        form = one.get('/desk/matters/%s/decline' % ref).page.form(action='/decline')
        silent = one.submit(form, {'reason': '9.', 'reason_zh': '9.'} if lang == 'en' else {'reason': '9.'})
        ok(silent.status == 422 and silent.page.error('place'), 'without a way it is no decline')
        has(silent.page.error('place'), said('zh', 'desk.decline.place_missing'), 'which says what to do, and nothing of what is ticked')
        silent = one.submit(form, {'ready-elsewhere': True})
        has(silent.page.error('place'), said('zh', 'desk.decline.place_needed'), 'where something is, that it does not say where')
        silent = one.submit(form, {'place': 'other'})
        ok(silent.status == 422 and silent.page.error('reason'), 'nor without a reason')
        acted(one, ref, 'decline', {'ready-elsewhere': True, 'place': 'other'})
        same(state(ref), 'declined', 'declined')
        told(person, 'decline', lang, 'cert-no-crime', 'declined')
        text = timeline(person, ref).main.text
        for words in (said(lang, 'sentence.decline.elsewhere'), FORMALITIES['cert-no-crime']['Other'][lang][:20],
                      said(lang, 'writ.paper.remedy')[:15]):
            has(text, words, 'the page says: %s' % words[:24])
        same(person.get('/%s/applications/%s/withdraw' % (lang, ref)).status, 303, 'there is nothing left to withdraw')


def one_way():
    """A letter says one place: what the reason itself says, what is chosen, or the officer's words. Never two."""
    unit = {'zh': '瓯海分中心', 'en': 'Ouhai branch centre', 'it': 'Sede distaccata di Ouhai', 'es': 'Centro filial de Ouhai'}
    for lang, said_where in unit.items():
        person = resident(lang)
        ref = journey.submitted(person)
        page = one.get('/desk/matters/%s/decline' % ref).page
        has(page.main.text, said('zh', 'sentence.where.in_person').split('{1}')[0] + unit['zh'], 'below the reason stands where it leads')
        boxes = {li.one('input')['name']: li.text for li in page.main.one(class_='desk-sentences').all('li')}
        same([n for n, text in boxes.items() if said('zh', 'desk.decline.where_open') in text], ['ready-elsewhere'],
             'and of which reason it is to be chosen')
        form = page.form(action='/decline')
        other = FORMALITIES['cert-no-crime']['Other'][lang]
        for typed, field, what in (
                ({'ready-in_person': True, 'place': 'other'}, 'place', 'in person, and a relative instead'),
                ({'ready-in_person': True, 'ready-twice': True}, 'place', 'two reasons that lead to two places'),
                ({'ready-elsewhere': True}, 'place', 'elsewhere, and nobody says where'),
                ({'ready-elsewhere': True, 'place': 'other', 'where': 'Comune 9', 'where_zh': '市政厅'}, 'place', 'chosen, and written')):
            reply = one.submit(form, {k: v for k, v in typed.items() if k in form.names})
            ok(reply.status == 422 and reply.page.error(field) and state(ref) == 'submitted', '%s: is asked for (%s)' % (what, lang))
        edited = one.submit(form, {'ready-in_person': True}, button=('show', 'edit')).page.form(action='/decline')
        where = said(lang, 'sentence.where.in_person').split('{1}')
        ok(edited.value('where').startswith(where[0]) and edited.value('where').endswith(where[1]),
           'edited, both its reason and its place are words (%s)' % lang, edited.value('where'))
        acted(one, ref, 'decline', {'ready-in_person': True})
        text = timeline(person, ref).main.text
        has(text, where[0] + said_where, 'ticked alone, its own place goes out (%s)' % lang)
        lacks(text, other[:24], 'and the other way does not')
    person = resident('en')
    ref = journey.submitted(person)
    acted(one, ref, 'decline', {'ready-elsewhere': True, 'place': 'v-foreigner'})
    text = timeline(person, ref).main.text
    has(text, FORMALITIES['cert-no-crime']['Verdicts']['foreigner']['en'], 'what its questions tell others can be chosen')
    has(text, FORMALITIES['cert-no-crime-foreigner']['Name']['en'], 'with the name of the formality')


def withdrawn():
    person = resident('zh')
    ref = journey.submitted(person)
    acted(one, ref, 'accept')
    page = person.get('/zh/applications/%s/withdraw' % ref).page
    answer = person.submit(page.form(action='/withdraw'), {'reason': '我改主意了。'})
    same((answer.status, answer.location, state(ref)), (303, '/zh/applications/' + ref, 'withdrawn'), 'withdrawn')
    again = person.submit(page.form(action='/withdraw'), {'reason': '还是不办了。'})
    same((again.status, again.location), (303, '/zh/applications/' + ref), 'and again in other words leads to what says so')
    same(db_one("SELECT COUNT(*) FROM history h JOIN application a ON a.id = h.application WHERE a.ref = '%s' AND "
                "h.action = 'withdraw'" % ref), '1', 'and is no second act')
    told(person, 'withdraw', 'zh', 'cert-no-crime', 'withdrawn')
    same(one.get('/desk/matters/%s/propose-approval' % ref).status, 409, 'the office cannot go on')
    has(one.get('/desk/matters/' + ref).page.text, '我改主意了。', 'and reads why')
    ref = journey.submitted(person)
    form = one.get('/desk/matters/%s/accept' % ref).page.form(action='/accept')
    person.submit(person.get('/zh/applications/%s/withdraw' % ref).page.form(action='/withdraw'))
    late = one.submit(form)
    ok(late.status == 409 and said('zh', 'desk.who.resident') in late.page.text,
       'an officer who was about to accept is told that the resident was first', late.status)


def holder(ref):
    return db_one("SELECT o.number FROM application a JOIN officer o ON o.id = a.officer WHERE a.ref = '%s'" % ref)


def reached():
    """A number that stands in free words is masked like one in a field of its own."""
    person = resident('zh')
    ref = journey.submitted(person, 'cert-no-crime', {'delivery': 'post', 'recipient': '林示例 １３８ 0013 8000',
                                                      'mailing_address': 'CN\n浙江省\n温州市\n瓯海区\n\n\n示例路 1 号\n325000'})
    page = one.get('/desk/matters/' + ref).page
    has(page.main.text, '林示例 1•••••000', 'the recipient\'s number is masked')
    lacks(page.text.replace(' ', ''), '8000', 'all of it')
    shown = one.follow(one.submit(page.form(action='/reveal'), button=('reason', 'call')))
    has(shown.page.main.text, '8000', 'until somebody says why it is needed')
    has(person.get('/zh/applications/%s/views' % ref).page.main.text, said('zh', 'views.reason_call'),
        'which the resident reads')
    journey.approved(one, approver, ref)
    page = one.get('/desk/matters/%s/issue' % ref).page
    same(page.form('delivery').value('delivery'), 'post', 'how they want the result is chosen where it is issued')
    has(page.main.text, said('zh', 'desk.issue.wanted').split('{1}')[0] + '寄到', 'and said')


def meeting(days):
    """15:30 by Wenzhou's clock, so many days from today, by video."""
    at = time.gmtime(time.time() + 8 * 3600 + days * 86400)
    return {'way': 'video', 'when-year': str(at.tm_year), 'when-month': str(at.tm_mon),
            'when-day': str(at.tm_mday), 'when-hour': '１５', 'when-minute': '30'}


def interviewed_and_extended():
    person = resident('en')
    ref = journey.submitted(person, 'hukou-name-adult', {'home_county': '330304'})
    acted(one, ref, 'accept')
    same(holder(ref), one.number, 'who accepts what nobody has taken on has it from then on')
    due = db_one("SELECT due FROM application WHERE ref = '%s'" % ref)
    empty = journey.act(one, ref, 'interview', {})
    same(empty.status, 422, 'an interview needs to be explained')
    past = journey.act(one, ref, 'interview', dict(meeting(-1), **{'where': 'https://video.example/1'}))
    ok(past.status == 422 and past.page.error('when'), 'a time that is over is none')
    acted(one, ref, 'interview', dict(meeting(7), **{'where': 'https://video.example/1', 'ready-video': True}))
    same(state(ref), 'interview', 'an interview is asked for')
    told(person, 'interview', 'en', 'hukou-name-adult', 'an interview')
    ok(db_one("SELECT stopped IS NOT NULL FROM application WHERE ref = '%s'" % ref) == '1', 'the clock stands still')
    text = timeline(person, ref).main.text
    for words in (said('en', 'desk.interview.video'), 'https://video.example/1', ' 15:30',
                  'Wenzhou time: ', said('en', 'sentence.interview.video')):
        has(text, words, 'the page says how, when and where: ' + words[:24])
    same(text.count(' 15:30'), 1, 'once to somebody whose clock is that of Wenzhou')
    desk = one.get('/desk/matters/' + ref).page.main.text
    has(desk, said('zh', 'sentence.interview.video'), 'an officer reads the ready sentence in Chinese')
    acted(one, ref, 'resume')
    same(state(ref), 'accepted', 'after it the office goes on')
    told(person, 'resume', 'en', 'hukou-name-adult', 'it goes on')
    same(one.get('/desk/matters/%s/extend' % ref).status, 403, 'an officer does not extend')
    acted(approver, ref, 'extend', {'ready-registers': True})
    later = db_one("SELECT due FROM application WHERE ref = '%s'" % ref)
    ok(later > due, 'an approver does, with a reason', due, later)
    told(person, 'extend', 'en', 'hukou-name-adult', 'longer')
    extended = said('en', 'tracking.extended').split('{1}')[0]
    has(timeline(person, ref).main.one('dl', class_='qiao-facts').text, extended, 'beside the day it stands that it was extended')
    same(approver.get('/desk/matters/%s/extend' % ref).status, 409, 'once')
    acted(approver, ref, 'propose-approval', {'ready-interview': True})
    same(approver.get('/desk/matters/%s/decide' % ref).status in (403, 409), True, 'an approver who proposes does not decide either')


def deemed_and_extended():
    """Accepted by the clock, and then given more time: its page has both, and the day is the later one."""
    for lang in ('zh', 'it'):
        person = resident(lang)
        ref = journey.submitted(person, 'hukou-name-adult', {'home_county': '330304'})
        db("UPDATE application SET due = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE ref = '%s'" % ref)
        wait_until(lambda: state(ref) == 'accepted', 60)
        acted(approver, ref, 'extend', {'ready-registers': True})
        page = timeline(person, ref).main
        for key in ('did.deem_accepted', 'did.extend', 'sentence.extend.registers'):
            has(page.text, said(lang, key), 'the way has %s' % key)
        has(page.one('dl', class_='qiao-facts').text, said(lang, 'tracking.extended').split('{1}')[-1], 'and so has the day (%s)' % lang)


def silent():
    """Once its five days are over it counts as accepted, whether the clock has gone round or not."""
    person, refs = resident('zh'), []
    for act, typed in (('correction', {'item-field-purpose': True, 'text-field-purpose': '请核对。'}),
                       ('decline', {'ready-elsewhere': True, 'where': '当地派出所'})):
        ref = journey.submitted(person)
        form = one.get('/desk/matters/%s/%s' % (ref, act)).page.form(action='/' + act)
        db("UPDATE application SET due = UTC_TIMESTAMP(3) - INTERVAL 2 DAY WHERE ref = '%s'" % ref)
        reply = one.submit(form, {k: v for k, v in typed.items() if k in form.names})
        same(reply.status, 409, 'too late for a %s' % act)
        ok(said('zh', 'desk.silent').split('{1}')[1] in reply.text or state(ref) == 'accepted', 'which is said', reply.status)
        ok(state(ref) in ('submitted', 'accepted') and act not in ' '.join(journey.history(ref)), 'and nothing is done',
           journey.history(ref))
        refs.append(ref)
    seen = 0
    for _ in range(4):
        refs.append(journey.submitted(person))
        lacks(one.get('/desk/matters/' + refs[-1]).page.main.text, said('zh', 'desk.silent_now').split('{1}')[1], 'in time, there is nothing to say')
        db("UPDATE application SET due = UTC_TIMESTAMP(3) - INTERVAL 2 DAY WHERE ref = '%s'" % refs[-1])
        page = one.get('/desk/matters/' + refs[-1]).page
        if state(refs[-1]) == 'submitted':
            seen += 1
            has(page.main.text, said('zh', 'desk.silent_now').split('{1}')[1], 'the matter says why its steps are fewer')
            ok(page.links('/accept') and not page.links('/correction'), 'and that it can be accepted')
            same(page.links('/ask-forward'), [], 'nobody is asked for what could not be passed on any more')
            reply = one.get('/desk/matters/%s/ask-forward' % refs[-1])
            ok(reply.status == 409 and said('zh', 'desk.silent').split('{1}')[1] in reply.text, 'and its page says why', reply.status)
    ok(seen, 'one of them was seen before the clock had gone round')
    wait_until(lambda: {state(r) for r in refs} == {'accepted'}, 60)
    same([journey.history(r)[-1] for r in refs], ['deem_accepted'] * len(refs), 'the clock puts it down')
    same(one.get('/desk/matters/' + refs[-1]).page.links('/ask-forward'), [], 'nor is what we have accepted passed on')


def handed_around():
    """Claim, release, assign: the office's own business, of which the resident gets no message."""
    person = resident('zh')
    ref = journey.submitted(person)
    acted(one, ref, 'claim')
    held = journey.act(two, ref, 'claim')
    ok(held.status == 422 and one.number in held.page.text and held.page.error('take'),
       'who has it is no secret to a colleague, who takes it over with a tick or not at all', held.status)
    acted(two, ref, 'claim', {'take': True})
    has(two.get('/desk/matters/' + ref).page.main.text, '%s → %s' % (one.number, two.number),
        'the history says from whom to whom')
    same(db_one("SELECT o.number FROM application a JOIN officer o ON o.id = a.officer WHERE ref = '%s'" % ref),
         two.number, 'a colleague takes it over')
    same(one.get('/desk/matters/%s/release' % ref).status, 409, 'what is not mine I do not release')
    form = supervisor.get('/desk/matters/%s/assign' % ref).page.form(action='/assign')
    bare = supervisor.submit(form, {'officer': one.number})
    ok(bare.status == 422 and said('zh', 'desk.hand_needed') in bare.page.error('hand'),
       'what is under way is not given away without a word', bare.status, bare.page.error('hand'))
    has(bare.page.main.text, said('zh', 'desk.hand_needed_hint'), 'which the form says before')
    acted(supervisor, ref, 'assign', {'officer': one.number, 'ready-notes': True})
    has(one.get('/desk/matters/' + ref).page.main.text, said('zh', 'sentence.hand.notes'), 'one tick is a word')
    ok(journey.in_list(one, ref, 'mine'), 'a supervisor hands it to an officer')
    to = '→ %s · %s' % (db_one("SELECT u.name_zh FROM officer o JOIN unit u ON u.id = o.unit WHERE o.number = '%s' AND "
                               "o.role = 'officer'" % one.number), one.number)
    for page, who in ((supervisor.get('/desk/matters/' + ref).page, 'officers'), (timeline(person, ref), 'the resident')):
        has(page.main.text, to, 'to whom it was given stands in the record that %s read' % who)
    outsider = supervisor.get('/desk/matters/%s/assign' % ref).page.form(action='/assign')
    ok('S-8101' not in outsider.choices('officer'), 'of its own unit only', outsider.choices('officer'))
    held = journey.act(two, ref, 'decline', {'ready-elsewhere': True, 'reason': '写了一半的话。'})
    ok(held.status == 422 and '写了一半的话。' in held.text, 'what was typed without the tick stays', held.status)
    acted(one, ref, 'release')
    same(db_one("SELECT officer IS NULL FROM application WHERE ref = '%s'" % ref), '1', 'released')
    time.sleep(1)
    same([m['kind'] for m in messages(person.contact) if m['kind'] != 'code'], ['submit'], 'the resident is told of none of it')
    text = timeline(person, ref).main.text
    same([a for a in ('claim', 'release') if did('zh', a) in text], [], 'nor reads on the way what is only the office\'s')
    acted(one, ref, 'claim')
    acted(two, ref, 'accept', {'take': True})
    same(journey.history(ref)[-3:], ['claim', 'claim', 'accept'], 'accepting a colleague\'s is claimed first')


def queues():
    """Oldest due first, and only what is the unit's."""
    person = resident('zh')
    first, second = journey.submitted(person), journey.submitted(person)
    other = journey.submitted(person, 'dl-defer-renew')
    for ref in (first, second):  # what nobody accepted in time is deemed accepted by the courier, with a new day
        acted(one, ref, 'accept')
    db("UPDATE application SET due = due - INTERVAL 300 DAY WHERE ref = '%s'" % second)
    listed = [a for a in one.get('/desk/').page.links('/desk/matters/')]
    order = [next((i for i, a in enumerate(listed) if r in a), None) for r in (second, first)]
    ok(order[0] is not None and (order[1] is None or order[0] < order[1]), 'what is due first is on top', order)
    ok(not any(other in a for a in listed), 'another unit\'s is not in it')
    vmo = officer('vmo-1')
    ok(journey.in_list(vmo, other, 'unit') and not journey.in_list(one, other, 'unit'), 'but in theirs')
    page = one.get('/desk/matters/' + second).page
    ok(page.one(class_='is-over'), 'what is late is red')
    text = timeline(person, second).main.text
    has(text, said('zh', 'tracking.late'), 'and the resident is told too')
    same(one.get('/desk/matters/' + other).status, 404, 'and is not opened from here')


def answered(person, ref, **typed):
    """The fields that are asked for, each with what is typed here, or as it was and meant so."""
    at = '/zh/applications/' + ref
    for field, value in typed.items():
        path = '%s/form/%s' % (at, journey.page_of('cert-no-crime', field))
        reply = person.submit(person.get(path).page.form(), {field: value} if value else None)
        if not value:
            same((reply.status, (reply.page.error(field) or '').endswith(said('zh', 'form.unchanged'))), (422, True),
                 'what is as it was is said beside it (%s)' % field)
            ok(not person.get(at + '/correction').page.has_form(action='/correction'), 'and not saved')
            reply = person.submit(reply.page.form(), {'unchanged': True})
        same(reply.location, at + '/correction', '%s is answered' % field)
    return at + '/correction'


def second_round():
    """A second notice may concern only what the answer to the first one changed, and there is no third."""
    person, name = resident('zh'), 'applicant_name'
    ref = journey.submitted(person)
    desk = '/desk/matters/%s/correction' % ref
    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': '请核对。',
                                   'item-field-' + name: True, 'text-field-' + name: '请核对。',
                                   'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True})
    link = answered(person, ref, purpose='study', applicant_name=None)
    papers = person.get('/zh/applications/%s/materials/id-proof-any' % ref).page
    person.submit(papers.form('files'), files=[photo('cmyk.jpg')])
    page = person.get(link).page
    same(page.main.text.count(said('zh', 'correction.same')), 1, 'the resident reads which stayed as it was')
    same(person.submit(page.form(action='/correction')).status, 303, 'answer 1')
    page = one.get(desk).page
    form = page.form(action='/correction')
    same(sorted(n for n in form.names if n.startswith('item-')), ['item-field-purpose', 'item-material-id-proof-any'],
         'the second notice offers only what the answer changed')
    told = page.main.one(class_='govuk-inset-text')
    ok(journey.FIELDS[name]['Label']['zh'].removeprefix('您的') in told.text and '您的' not in told.text and told.one('a')['href'].endswith('/decline'),
       'what was asked for and stayed is named, and what can be done with it', told.text)
    pairs = form.pairs({'take': True} if 'take' in form.names else {}) + [
        ('item-field-' + name, '1'), ('text-field-' + name, '还是不对。')]
    same((one.post(desk, pairs).status, state(ref)), (422, 'submitted'), 'nor is it asked for by another way')
    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': '第2次。'})
    link = answered(person, ref, purpose='work' if 'work' in person.get(
        '/zh/applications/%s/form/%s' % (ref, USE)).page.form().choices('purpose') else 'immigration')
    same(person.submit(person.get(link).page.form(action='/correction')).status, 303, 'answer 2')
    same(one.get(desk).status, 409, 'no third')


def changed_nothing():
    """An answer that changes nothing leaves nothing to ask: it is accepted or declined."""
    person = resident('zh')
    ref = journey.submitted(person)
    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': '请核对。'})
    same(person.submit(person.get(answered(person, ref, purpose=None)).page.form(action='/correction')).status, 303,
         'answered as it was')
    page = one.get('/desk/matters/%s/correction' % ref).page
    ok(not page.has_form(action='/correction') and said('zh', 'desk.correction.none_changed') in page.main.text,
       'there is nothing a second notice could be about', page.main.text)
    acted(one, ref, 'decline', {'reason': '用途仍不明确。', 'place': 'other'})
    same(state(ref), 'declined', 'what is still wrong ends with a reason')


def settings():
    """The language of notices and the clock are the resident's to choose."""
    person = resident('zh')
    ref = journey.submitted(person)
    form = person.get('/zh/settings').page.form('zone')
    same(person.submit(form, {'lang': 'en', 'zone': 'Sao_'}).status, 303, 'English from now on, in São Paulo')
    acted(one, ref, 'accept')
    told(person, 'accept', 'en', 'cert-no-crime', 'accepted')
    text = person.get('/zh/applications/' + ref).page.main.text
    has(text, '圣保罗', 'and the clock is that of São Paulo')


run(staff, whole_life, reached, refused, refused_and_said_once, refused_for_good, in_their_own_language, in_chinese_only, each_opening_by_itself, declined, one_way,
    withdrawn, interviewed_and_extended, deemed_and_extended, silent, handed_around, queues, second_round, changed_nothing, settings)
