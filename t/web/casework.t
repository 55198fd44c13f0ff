#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One screen a matter: papers beside what they prove, what is new, what else this person has here."""
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said

USE = journey.page_of('cert-no-crime', 'purpose')


def staff():
    global one, two, ruian, approver, supervisor
    one, two, ruian, approver, supervisor = [officer(n) for n in (
        'ouhai-1', 'ouhai-2', 'ruian-1', 'ouhai-approver', 'supervisor')]


def screen(who, ref, more=''):
    return who.get('/desk/matters/%s%s' % (ref, more)).page


def look_again(ref):
    """What was sent and looked at just now was an hour ago."""
    db("UPDATE material m JOIN application a ON a.id = m.application SET m.added = m.added - INTERVAL 1 HOUR "
       "WHERE a.ref = '%s'" % ref)
    db("UPDATE access_record r JOIN application a ON a.id = r.application SET r.at = r.at - INTERVAL 1 HOUR "
       "WHERE a.ref = '%s'" % ref)
    db("UPDATE history h JOIN application a ON a.id = h.application SET h.at = h.at - INTERVAL 1 HOUR "
       "WHERE a.ref = '%s'" % ref)


def beside():
    """Each answer says which paper proves it, and each paper which answers."""
    person = resident('zh')
    ref = journey.submitted(person)
    page = screen(one, ref)
    proved = [row['data-field'] for row in page.main.all('div', class_='is-proved')]
    same(proved, ['applicant_name', 'applicant_idno'], 'what the paper in the viewer proves stands out')
    row = next(r for r in page.main.all('div') if r['data-field'] == 'applicant_name')
    link = row.one('a', class_='desk-proof')
    ok('file=' in link['href'] and link['href'].endswith('#viewer'), 'each answer leads to its paper', link.attrs)
    ok(not [r for r in page.main.all('div') if r['data-field'] == 'purpose' and list(r.all('a'))], 'what no paper proves leads nowhere')
    lacks(page.main.text, said('zh', 'desk.news.mark') + '\n', 'at the first look nothing is new')
    ok(not list(page.main.all(class_='govuk-tag--wait')), 'nor marked')


def not_yours():
    """What was named for its resident is read by somebody else."""
    ref = journey.submitted(resident('zh'))
    for lang, yours, theirs in (('zh', '您本人', ('申请人本人', '怎么拿到证明')),
                                ('en', 'About you|How you get|acting for you', ('About the resident', 'How they get it', 'acting for the resident'))):
        for path, what in (('', 'the matter'), ('/correction', 'the notice of correction')):
            text = one.get('/desk/matters/%s%s' % (ref, path), Accept_Language=lang).page.main.text
            ok(not re.search(yours, text), 'no page and no paper is the officer\'s own (%s, %s)' % (what, lang),
               re.findall(yours, text))
            for part in theirs if not path else ():
                has(text, part, 'but the resident\'s: ' + part)


def next_paper():
    """A button goes on to the next paper, round and round, and a number or a button is in one piece."""
    person = resident('zh')
    ref = journey.draft(person, files=[photo(), photo()])
    journey.submit(person, ref)
    path, seen = '/desk/matters/' + ref, []
    for _ in range(20):
        page = one.get(path).page
        link = next((a for a in page.main.all('a') if 'data-next-paper' in a.attrs), None)
        if not ok(link, 'the viewer has a button for the next paper'):
            return
        here = next(a for a in page.main.one('ol', class_='desk-viewer__pages').all('a') if a['aria-current'] == 'true')
        if here['href'] in seen:
            break
        seen.append(here['href'])
        path = link['href'].split('#')[0]
    has(link.text, said('zh', 'desk.next_paper'), 'with its word')
    papers = [a['href'] for a in page.main.one('ol', class_='desk-viewer__pages').all('a')]
    ok(len(papers) > 1 and len(seen) == len(papers), 'which shows each of them and then the first', len(seen), len(papers))
    page = one.get('/desk/?list=new').page
    cells = [td for td in page.all('td') if td['data-label'] == said('zh', 'desk.column.number')]
    ok(cells and all('qiao-unbroken' in (td['class'] or '') for td in cells), 'no number of a list is broken')
    styles = one.get(page.one('link', rel='stylesheet')['href']).text
    ok(re.search(r'\.desk-proof\{[^}]*[;{]color:', styles), 'the marks of papers are of the house\'s colour')
    for name in ('qiao-unbroken', 'desk-claim'):
        ok(re.search(r'\.%s\{[^}]*white-space:nowrap' % name, styles), 'nor %s' % name)


def corrected():
    """After a correction: what it was and what it is, and what is new since this officer looked."""
    person = resident('zh')
    ref = journey.submitted(person)
    items = [n for n in one.get('/desk/matters/%s/correction' % ref).page.main.all('li') if n.one('textarea')]
    ok(items and all(n.one(class_='desk-asked') and n['class'] != 'is-open' for n in items),
       'what is asked of each is written where it is ticked, and no box is open before')
    acted(one, ref, 'correction', {'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True,
                                   'item-field-purpose': True, 'text-field-purpose': '请核对。',
                                   'item-field-applicant_name': True, 'text-field-applicant_name': '请核对。'})
    look_again(ref)
    shown = screen(one, ref).main
    has(shown.text, said('zh', 'desk.correction.unsent'), 'what is changed and not sent may still change')
    was = shown.one('div', **{'data-field': 'purpose'}).text
    before = person.get('/zh/applications/%s/correction' % ref).page.main
    said_now = [n for n in before.all('section') if n.one('b')]
    ok(len(said_now) == 2 and all(said('zh', 'correction.now') in n.text for n in said_now), 'what is asked about is shown as it is')
    ok(any(n.one('b').text in was for n in said_now), 'by its words', before.text, was)
    ok(not before.one('img'), 'and no photograph that was found wanting')
    form = person.get('/zh/applications/%s/form/%s' % (ref, USE)).page.form()
    person.submit(form, {'purpose': 'study'})
    form = person.get('/zh/applications/%s/form/%s' % (ref, journey.page_of('cert-no-crime', 'applicant_name'))).page.form()
    answer = person.post(form.action, form.pairs() + [('applicant_idno', '330399199003151222')])
    same(answer.status, 422, 'an old page of the draft, with something changed that was not asked for')
    has(answer.page.main.text, said('zh', 'form.unasked').split('{1}')[1], 'says that it was not saved')
    ok(not answer.page.form().input('applicant_idno'), 'and has it no more')
    form = answer.page.form()
    asked = person.submit(form, {'applicant_name': '林示例'}).page
    person.submit(asked.form(), {'unchanged': True})
    papers = person.get('/zh/applications/%s/materials/id-proof-any' % ref).page
    person.submit(papers.form('files'), files=[photo('cmyk.jpg')])
    page = person.get('/zh/applications/%s/correction' % ref).page
    same(sorted(n.one('b').text for n in page.main.all('section') if n.one('b')),
         sorted([journey.FIELDS['purpose']['Options']['study']['zh'], '林示例']), 'what goes is read before it is sent: the answers')
    same(len([n for n in page.main.all('img')]), 1, 'and the new photograph')
    ok(not page.links('/remove'), 'which is removed on its own page')
    same(person.submit(page.form(action='/correction')).status, 303, 'corrected')
    page = screen(one, ref)
    ok(said('zh', 'desk.correction.unsent') not in page.main.text, 'and then no more')
    row = page.main.one('div', **{'data-field': 'purpose'})
    ok(row.one('del').text.split()[-1] in was and row.one('ins').text != row.one('del').text,
       'the old answer stands beside the new one', row.text, was)
    has(row.text, said('zh', 'desk.news.mark'), 'and is new')
    row = page.main.one('div', **{'data-field': 'applicant_name'})
    ok(not list(row.all('del')) and said('zh', 'desk.news.same') in row.text, 'what was asked for and is as it was, says so', row.text)
    news = page.main.one(class_='govuk-inset-text').text
    for key, n in (('answers', '1'), ('papers', '1'), ('acts', '1')):
        has(news, said('zh', 'desk.news.' + key).replace('{1}', n), 'counted: ' + key)
    ok(not list(screen(two, ref).main.all(class_='govuk-tag--wait')), 'to a colleague who never looked nothing is new')
    sealed = db_one("SELECT HEX(c.answers) FROM correction c JOIN application a ON a.id = c.application WHERE a.ref = '%s'" % ref)
    ok(len(sealed) > 100 and '林示例'.encode().hex().upper() not in sealed, 'what was there before is sealed')

    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': '仍请核对。'})
    for text, where in ((screen(one, ref).main.text, 'the record'), (person.get('/zh/applications/' + ref).page.main.text, 'its resident'),
                        (one.get('/desk/matters/%s/accept' % ref).page.main.text, 'and the address of a step that is not open')):
        has(text, said('zh', 'did.ask_correction_again'), 'a second notice is not once more everything: ' + where)


def offered():
    """What is offered as wrong with a paper or an answer can be true of it: one that never came is not blurred."""
    ref = journey.submitted(resident('zh'))
    page = one.get('/desk/matters/%s/correction' % ref).page
    words, sent = {}, {}
    for item in [n for n in page.main.all('li') if n.one('textarea')]:
        for box in item.all('input'):
            part = re.fullmatch(r'ready-(material|field)-(.+)-(\w+)', box['name'] or '')
            if part:
                words.setdefault(part.group(1, 2), []).append(part.group(3))
                sent[part.group(1, 2)] = (said('zh', 'desk.correction.none') if part.group(1) == 'material' else
                                          said('zh', 'desk.correction.empty')) not in item.one('label').text
    lacking = {'material': ['missing', 'needed'], 'field': ['empty']}
    there = {'material': ['glare', 'blurred', 'corner', 'pages', 'another', 'expired', 'translate'],
             'field': ['differs', 'incomplete', 'mistaken']}
    for what in ('material', 'field'):
        for is_sent, want in ((True, there), (False, lacking)):
            some = [key for key in words if key[0] == what and sent[key] == is_sent]
            ok(some and all(words[key] == want[what] for key in some), 'of each %s that is %s' % (what, 'there' if is_sent else 'lacking'),
               [(key, words[key]) for key in some if words[key] != want[what]])
    form = page.form(action='/correction')
    for what in ('material', 'field'):
        for is_sent, word in ((False, there[what][1]), (True, lacking[what][0])):
            code = next(key[1] for key in words if key[0] == what and sent[key] == is_sent)
            reply = one.post('/desk/matters/%s/correction' % ref, form.pairs({}) + [
                ('item-%s-%s' % (what, code), '1'), ('ready-%s-%s-%s' % (what, code, word), '1')])
            same(reply.status, 422, 'what is not offered of a %s is not taken either: %s' % (what, word))
            has(reply.page.main.one(id='f-text-%s-%s' % (what, code)).text, said('zh', 'desk.ready_untrue'), 'which is said beside it')
    same(journey.state(ref), 'submitted', 'and nothing is sent')
    slips = [a['href'].rsplit('-', 1)[1] for a in screen(one, ref).main.all('a') if 'ready-material-' in (a['href'] or '')]
    same(slips, [word + '=1' for word in there['material']], 'and beside a paper that is there nothing says that it is not')


def others():
    """What else this person has with the unit, and what may be the same again."""
    person, own = resident('zh'), {'applicant_idno': journey.fresh_idno()}
    first = journey.submitted(person, example=own)
    page = screen(one, first)
    ok(not list(page.main.all(class_='govuk-warning-text')), 'a first one warns of nothing')
    second = journey.submitted(person, example=own)
    warning = screen(one, second).main.one(class_='govuk-warning-text').text
    has(warning, said('zh', 'desk.twice'), 'a second one of the same formality warns')
    ok(screen(one, second).links('/desk/matters/' + first), 'and leads to the first')
    elsewhere = journey.submitted(person, example=dict(own, home_county='330381'))
    page = screen(ruian, elsewhere)
    has(page.main.one(class_='govuk-warning-text').text, '瓯海分中心', 'another unit is told who has one')
    ok(not page.links('/desk/matters/' + first), 'and cannot open it')
    ok(said('zh', 'desk.others') not in page.main.text, 'nor sees it among the others')
    acted(one, first, 'decline', {'ready-twice': True})
    page = screen(one, second)
    lacks(page.main.text, first[:4] + '-' + first[4:8] + '-' + first[8:] + ' · 已提交', 'what has ended warns no more')
    has(page.main.text, said('zh', 'desk.others'), 'and is still among the others')


def alike():
    """Two accounts, one document: the officer is warned, and nobody else."""
    idno, first, second = journey.fresh_idno(), resident('zh'), resident('zh')
    ref = journey.submitted(first, example={'applicant_idno': idno})
    other = journey.submitted(second, example={'applicant_idno': idno})
    page = screen(one, other)
    warning = ' '.join(w.text for w in page.main.all(class_='govuk-warning-text'))
    has(warning, said('zh', 'desk.alike'), 'the same number under another account warns')
    has(warning, ref[:4], 'with the other matter'), ok(page.links('/desk/matters/' + ref), 'which opens')
    has(screen(one, ref).main.text, said('zh', 'desk.alike'), 'from both sides')
    lacks(page.main.text, said('zh', 'desk.twice'), 'and is not said to be the same account\'s')
    for person, mine in ((first, ref), (second, other)):
        text = person.get('/zh/applications/' + mine).page.main.text
        lacks(text, said('zh', 'desk.alike'), 'the resident is told nothing'), lacks(text, '重复', 'not even that')
    lacks(screen(one, journey.submitted(resident('zh'), example=journey.of_nobody())).main.text,
          said('zh', 'desk.alike'), 'another number does not')
    acted(one, ref, 'decline', {'ready-twice': True})
    lacks(screen(one, other).main.text, said('zh', 'desk.alike'), 'nor one that has ended')


def passport():
    return 'YA%07d' % random.randrange(1, 10 ** 7)


def alike_abroad():
    """Who has no Chinese number is known by the passport, or by the name abroad with the day of birth."""
    number, born = passport(), {'name_abroad': 'ZHOU SHILI %s' % ''.join(random.choices('ABCDEFGHKLMNPRST', k=7)),
                                'birth_abroad': '1969-10-19'}
    for code, same_one, another in (
            ('cert-no-crime-foreigner', {'foreign_passport_no': number}, {'foreign_passport_no': passport()}),
            ('cert-no-crime', {'passport_no': number}, {}),
            ('cert-same-person', born, {'birth_abroad': '1969-10-20'})):
        matters = []
        for other in ({}, {}, another):
            example = dict(journey.of_nobody(), **dict(same_one, **other), home_county='330304')
            if not other and matters and code == 'cert-no-crime':
                example['passport_no'] = number.lower()
            if len(matters) == 2 and code == 'cert-no-crime':
                example['passport_no'] = passport()
            matters.append(journey.submitted(resident('zh'), code, example))
        first, second, third = (screen(one, ref) for ref in matters)
        has(second.main.text, said('zh', 'desk.alike'), code + ': the same one under another account warns')
        ok(second.links('/desk/matters/' + matters[0]), 'with the other matter')
        has(first.main.text, said('zh', 'desk.alike'), 'from both sides')
        lacks(third.main.text, said('zh', 'desk.alike'), 'another one does not')


def onward():
    """Whoever comes from a list goes on in it; what is usually wrong with a paper is one tap."""
    person = resident('zh')
    refs = [journey.submitted(person) for _ in range(2)]
    for i, ref in enumerate(refs):
        db("UPDATE application SET due = UTC_TIMESTAMP(3) + INTERVAL %d MINUTE WHERE ref = '%s'" % (10 + i, ref))
    page = screen(one, refs[0], '?list=new')
    accept = next(a for a in page.links('/accept'))
    has(accept, '?list=new', 'an act keeps the list that it was come to from')
    slip = next(a for a in page.links('ready-material-id-proof-any-glare'))
    form = one.get(slip).page.form(action='/correction?list=new')
    ok(form.value('ready-material-id-proof-any-glare') and not form.value('ready-material-id-proof-any-blurred'),
       'the sentence is ticked already')
    answer = one.submit(form)
    ok(answer.status == 303 and ('/matters/%s?list=new' % refs[1]) in answer.location, 'and the next matter follows', answer.location)
    has(one.follow(answer).page.text, said('zh', 'desk.done').replace('{1}', '-'.join((refs[0][:4], refs[0][4:8], refs[0][8:]))),
        'which says what was done')
    other = one.submit(one.get('/desk/matters/%s/claim?list=new&formality=cert-no-crime' % refs[1]).page.form('version'))
    has(other.location, '?list=new&formality=cert-no-crime', 'the filters of the list are kept too')
    acted(one, refs[1], 'release')
    same(journey.state(refs[0]), 'correction', 'it is done')
    form = one.get(next(a for a in page.links('/accept')).replace(refs[0], refs[1]).replace('list=new', 'list=new&formality=%22%3E')).page.form('version')
    lacks(form.action, '%22', 'what is no word of ours is not carried on')
    same(acted(one, refs[1], 'accept').location, '/desk/matters/' + refs[1], 'without a list it stays with the matter')


def noted():
    """Notes are among officers, are kept as they were written, and one goes along when hands change."""
    person = resident('zh')
    ref = journey.submitted(person)
    words = '林示例来电问过进度，<b>已答复</b>。'
    reply = one.submit(screen(one, ref).form(action='/notes'), {'words': words})
    same((reply.status, reply.location), (303, '/desk/matters/' + ref), 'a note is kept')
    has(screen(two, ref).main.text, words, 'a colleague reads it')
    same(one.submit(screen(one, ref).form(action='/notes'), {'words': ' '}).status, 422, 'an empty one is none')
    same(one.submit(screen(one, ref).form(action='/notes'), {'words': '长' * 501}).status, 422, 'nor one too long')
    for path in ('', '/views', '/receipt'):
        lacks(person.get('/zh/applications/%s%s' % (ref, path)).text, '来电问过', 'the resident never does: ' + (path or '/'))
    lacks(' '.join(m['body'] for m in messages(person.contact)), '来电', 'nor is told')
    sealed = db_one("SELECT HEX(n.words) FROM note n JOIN application a ON a.id = n.application WHERE a.ref = '%s'" % ref)
    lacks(sealed, '来电'.encode().hex().upper(), 'it is sealed')
    acted(one, ref, 'claim')
    acted(one, ref, 'release', {'hand': '下午休假，请接着核对。'})
    page = screen(two, ref)
    has(page.main.one(class_='govuk-inset-text').text, '下午休假，请接着核对。', 'what the one before left stands first')
    lacks(page.main.text, said('zh', 'desk.notes.broken'), 'the notes are whole')
    db("UPDATE note n JOIN application a ON a.id = n.application SET n.officer = n.officer + 1, n.officer = n.officer - 1, "
       "n.at = n.at + INTERVAL 1 SECOND WHERE a.ref = '%s' AND n.seq = 1" % ref)
    has(screen(two, ref).main.text, said('zh', 'desk.notes.broken'), 'one that was changed is seen')


def verified(ref):
    return subprocess.run([here.build + '/qiao-verify', '-c', here.data + '/etc/admin.hdf', ref], capture_output=True, text=True)


def chained():
    """What officers wrote to each other is in the chain: one altered byte is found, and one note cut off."""
    person = resident('zh')
    ref = journey.submitted(person)
    for words in ('第一条。', '第二条。', '第三条。'):
        one.submit(screen(one, ref).form(action='/notes'), {'words': words})
    done = verified(ref)
    ok(done.returncode == 0 and '3 notes' in done.stdout, 'three notes are whole', done.stdout)
    same(db_one("SELECT COUNT(*) FROM access_record r JOIN note n ON n.application = r.application AND LOWER(HEX(n.hash)) = "
                "r.reason JOIN application a ON a.id = n.application WHERE r.what = 'note' AND a.ref = '%s'" % ref), '3',
         'the chain of views has the hash of each')
    lacks(person.get('/zh/applications/%s/views' % ref).page.main.text, 'note', 'which the resident\'s list leaves out')
    at = "application = (SELECT id FROM application WHERE ref = '%s')" % ref
    for change, undo in (
            ("words = CONCAT(LEFT(words, 30), CHAR(ASCII(SUBSTR(words, 31, 1)) ^ 1), SUBSTR(words, 32))", None),
            ('officer = officer + 1', 'officer = officer - 1'), ('unit = unit + 1', 'unit = unit - 1'),
            ("at = at + INTERVAL 1 SECOND", "at = at - INTERVAL 1 SECOND"), ("kind = 'hand'", "kind = 'note'"),
            ('hash = REVERSE(hash)', 'hash = REVERSE(hash)')):
        db('UPDATE note SET %s WHERE %s AND seq = 2' % (change, at))
        told = verified(ref)
        ok(told.returncode == 1 and 'notes 2' in told.stdout, 'found: ' + change[:24], told.stdout)
        db('UPDATE note SET %s WHERE %s AND seq = 2' % (undo or change, at))
    same(verified(ref).returncode, 0, 'put back, they are whole')
    db('DELETE FROM note WHERE %s AND seq = 3' % at)
    told = verified(ref)
    ok(told.returncode == 1 and 'notes 3' in told.stdout, 'the last one cut off is found too', told.stdout)


def barred():
    """Nobody handles their own matter, their family's, or that of somebody they know."""
    person = resident('zh')
    ref = journey.submitted(person, example=journey.of_nobody())
    acted(one, ref, 'claim')
    for path in ('release', 'recuse') if journey.in_list(one, ref, 'mine') else ():
        bare = one.submit(one.get('/desk/matters/%s/%s' % (ref, path)).page.form(action='/' + path))
        ok(bare.status == 422 and said('zh', 'desk.hand_needed') in (bare.page.error('hand') or ''),
           'who gives it away (%s) says where it stands' % path, bare.status)
    reply = acted(one, ref, 'recuse')
    same(reply.location, '/desk/', 'who knows this person steps back')
    for path in ('', '/accept', '/notes', '/reveal'):
        same(one.get('/desk/matters/%s%s' % (ref, path)).status, 403, 'and opens it no more: ' + (path or '/'))
    for lang in ('zh', 'en'):
        page = one.get('/desk/matters/' + ref, Accept_Language=lang).page
        same([p.text for p in page.main.all('p')][:2], [said(lang, 'error.barred.text'), said(lang, 'desk.own.link')],
             'which says what bars it to them, alone and first (%s)' % lang)
    pairs = [('token', one.token('/desk/sign-out')), ('once', once()), ('version', '2')]
    same(one.post('/desk/matters/%s/accept' % ref, pairs).status, 403, 'nor acts on it')
    same(db_one("SELECT officer IS NULL FROM application WHERE ref = '%s'" % ref), '1', 'it is back with the unit')
    has(person.get('/zh/applications/' + ref).page.main.text, said('zh', 'did.recuse'), 'the resident reads that, and not why')
    same(acted(two, ref, 'accept').status, 303, 'a colleague goes on')

    own, same_one = resident('zh'), journey.of_nobody()
    ref = journey.submitted(own, example=same_one)
    kin = resident('zh')
    number = journey.submitted(kin, example=dict(journey.of_nobody(), applicant_idno='330399198506121178'))
    beside = journey.submitted(kin, example=journey.of_nobody())
    twin = journey.submitted(resident('zh'), example=dict(journey.of_nobody(), applicant_idno=same_one['applicant_idno'].lower()))
    stranger = journey.submitted(resident('zh'), example=journey.of_nobody())
    has(screen(two, beside).links(), '/desk/matters/' + number, 'one account\'s matters, too')
    has(screen(two, twin).links(), '/desk/matters/' + ref, 'two accounts of one applicant lead to each other')
    same(two.get('/desk/matters/' + ref).status, 200, 'what nobody declared is open')
    acted(two, ref, 'claim')
    form = two.get('/desk/own').page.form('number')
    same(two.submit(form, {'contact': 'nobody'}).status, 422, 'what is no contact is not declared')
    same(two.submit(form, {'number': '330 399 19850612 1178', 'contact': own.contact.upper()}).status, 303, 'declared once')
    same(two.get('/desk/matters/' + ref).status, 403, 'their own contact\'s matter is not theirs to handle')
    same(two.get('/desk/matters/' + number).status, 403, 'nor one with their document number')
    same([two.get('/desk/matters/%s%s' % (twin, path)).status for path in ('', '/accept', '/reveal')], [403] * 3,
         'nor what the same applicant has under another account')
    lacks(screen(two, beside).links(), '/desk/matters/' + number, 'beside another matter of its account it is not shown')
    lacks(two.get('/desk/matters/' + beside).page.text, '-'.join((number[:4], number[4:8], number[8:])), 'nor its number')
    pairs = [('token', two.token('/desk/sign-out')), ('once', once()), ('version', '2')]
    same((two.post('/desk/matters/%s/accept' % twin, pairs).status, journey.state(twin)), (403, 'submitted'), 'nor do they act on it')
    same((two.get('/desk/matters/' + stranger).status, one.get('/desk/matters/' + twin).status), (200, 200),
         'a stranger\'s is open to them, and that one to a colleague')
    held = "SELECT COALESCE(officer, 0) FROM application WHERE ref = '%s'" % ref
    ok(wait_until(lambda: db_one(held) == '0', 130), 'what they had in hand is the unit\'s again by itself')
    same(journey.history(ref)[-1], 'free', 'which the history says')
    has(screen(one, ref).main.text, said('zh', 'did.free'), 'the unit reads it')
    has(own.get('/zh/applications/' + ref).page.main.text, said('zh', 'did.free'), 'and so does the resident')
    ok(journey.in_list(one, ref, 'new'), 'it is among the new ones')
    same(one.get('/desk/matters/' + ref).status, 200, 'a colleague handles it')
    page = two.get('/desk/own').text
    lacks(page, own.contact, 'the list does not say which'), lacks(page, '33039919850612117', 'nor the number')
    db("DELETE m FROM officer_mark m JOIN officer o ON o.id = m.officer WHERE o.name = 'ouhai-2'")


run(staff, beside, not_yours, next_paper, corrected, offered, others, alike, alike_abroad, onward, noted, chained, barred)
