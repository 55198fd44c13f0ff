#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Accepted though papers are missing: they follow by a day; and more time for corrections, once."""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said, state

CODE = 'hukou-restore-cancelled'       # decided within 10 working days by law


def staff():
    global one, approver
    one, approver = officer('ouhai-1'), officer('ouhai-approver')


def days_off():
    """Of the calendar that is released: {date: is it worked}."""
    told = open(os.path.join(ROOT, 'cgi/service/calendar.def')).read()
    return {datetime.date(int(y), int(m), int(d)): kind == 'WORKDAY' for kind, y, m, d in re.findall(
        r'^(HOLIDAY|WORKDAY)\((\d+), *(\d+), *(\d+),', told, re.M)}


def working(at):
    """That day, or the next working day."""
    known = days_off()
    while not known.get(at, at.weekday() < 5):
        at += datetime.timedelta(days=1)
    return at


def in_days(n):
    at = journey.today() + datetime.timedelta(days=n)
    return {'by-year': str(at.year), 'by-month': str(at.month), 'by-day': str(at.day)}


def shown(lang, day):
    year, month, mday = map(int, day.split('-'))
    return '%d 年 %d 月 %d 日' % (year, month, mday) if lang == 'zh' else \
        '%d %s %d' % (mday, said('en', 'time.month_%d' % month), year)


def near(lang, day):
    """As a day of this year stands, or of another one."""
    text, year = shown(lang, day), day[:4]
    return text if int(year) != journey.today().year else text.replace(year + ' 年 ', '').replace(' ' + year, '')


def column(ref, what):
    return db_one("SELECT %s FROM application WHERE ref = '%s'" % (what, ref))


def tracking(person, ref):
    return person.get('/%s/applications/%s' % (person.lang, ref)).page


def arranged(lang, papers=2):
    """Accepted without the first papers that are photographed; (person, number, their codes)."""
    person = resident(lang)
    ref = journey.submitted(person, CODE, {'home_county': '330304'})
    codes = journey.may_follow(journey.FORMALITIES[CODE])[:papers]
    acted(one, ref, 'accept-pending', dict({'item-' + c: True for c in codes}, reason='其他都齐了。', **in_days(9)))
    return person, ref, codes


def name_of(code, lang):
    own = journey.FORMALITIES[CODE]['Materials'][code]
    return dict(journey.MATERIALS[code], **own)['Name'][lang]


def refused_forms():
    person = resident('zh')
    ref = journey.submitted(person, CODE, {'home_county': '330304'})
    code = journey.may_follow(journey.FORMALITIES[CODE])[0]
    page = one.get('/desk/matters/%s/accept-pending' % ref).page
    form = page.form(action='/accept-pending')
    given = [c for c, is_optional in journey.uploads_of(journey.FORMALITIES[CODE]) if not is_optional]
    ok('photo-idcard' in given and not [c for c in given if 'item-' + c in page.source], 'what was handed in does not follow, minor or not', given)
    same([c for c in journey.may_follow(journey.FORMALITIES[CODE]) if 'item-' + c not in page.source], [], 'minor ones do')
    plain = journey.submitted(person)
    ok(not one.get('/desk/matters/' + plain).page.links('/accept-pending'), 'a formality without minor papers has no such step')
    same(one.get('/desk/matters/%s/accept-pending' % plain).status, 409, 'nor the page')
    due = db_one("SELECT DATE_FORMAT(NOW() + INTERVAL 8 HOUR, '%Y')")
    ok(form.value('by-year') in (due, str(int(due) + 1)), 'a day stands there already', form.value('by-year'))
    for typed, field in (({}, ''), (dict({'item-' + code: True}, **in_days(0)), 'by'),
                         (dict({'item-' + code: True}, **in_days(-3)), 'by'),
                         (dict({'item-' + code: True}, **in_days(120)), 'by'),
                         ({'item-' + code: True, 'by-month': '2', 'by-day': '30'}, 'by'),
                         ({'item-' + code: True, 'by-day': ''}, 'by'), ({'item-nonsense': True}, ''),
                         *(({'item-' + code: True, 'item-' + c: True}, '') for c in given)):
        pairs = [('token', one.token('/desk/sign-out')), ('once', once()), ('version', form.value('version'))]
        base = {n: form.value(n) for n in ('by-year', 'by-month', 'by-day')}
        for k, v in dict(base, **typed).items():
            pairs.append((k, '1' if v is True else v))
        reply = one.post('/desk/matters/%s/accept-pending' % ref, pairs)
        ok(reply.status == 422 and (not field or reply.page.error(field)), 'refused: %s' % (typed or 'nothing ticked'),
           reply.status, reply.page.summary)
    same((state(ref), db("SELECT COUNT(*) FROM owed_paper o JOIN application a ON a.id = o.application WHERE a.ref = '%s'"
                         % ref)[0][0]), ('submitted', '0'), 'nothing has changed')
    none = journey.submitted(person, 'cert-hukou-cancelled', {'home_county': '330304'})
    same(one.get('/desk/matters/%s/accept-pending' % none).status, 409, 'what is decided on the spot waits for no paper')


def whole(lang):
    person, ref, codes = arranged(lang)
    same(state(ref), 'accepted', 'accepted')
    same(column(ref, 'stopped IS NULL AND due IS NOT NULL'), '1', 'and its clock runs')
    by = column(ref, 'DATE(owed + INTERVAL 8 HOUR)')
    same(by, str(working(journey.today() + datetime.timedelta(days=9))), 'the papers follow by the day that was named, or the working day behind it')
    notice = wait_until(lambda: [m for m in messages(person.contact) if m['kind'] == 'accept_pending'])
    ok(notice, 'the resident is told in a message')
    page = tracking(person, ref)
    for words in [said(lang, 'owed.title'), said(lang, 'owed.by').replace('{1}', said(lang, 'time.deadline')).replace('{1}', shown(lang, by)), '其他都齐了。',
                  said(lang, 'did.accept_pending')] + [name_of(c, lang) for c in codes]:
        has(page.main.text, words, 'the page says: ' + words[:40])
    line = next(li.text for li in page.main.all('li') if said(lang, 'did.accept_pending') in li.text)
    for words in [shown(lang, by)] + [name_of(c, lang) for c in codes]:
        has(line, words, 'the record of steps says: ' + words[:40])
    lacks(page.main.text, said(lang, 'tracking.now_accepted_visit'), 'and not that there is nothing to do')
    same(person.get('/%s/applications/%s/form/you' % (lang, ref)).status, 303, 'no answer can be changed')
    same(person.get('/%s/applications/%s/materials' % (lang, ref)).status, 303, 'nor any other paper')
    other = next((c for c, _ in journey.uploads_of(journey.FORMALITIES[CODE]) if c not in codes), None)
    if other:
        same(person.get('/%s/applications/%s/materials/%s' % (lang, ref, other)).status, 404, 'not by its address either')
    desk = one.get('/desk/matters/' + ref).page.main.text
    has(desk, said('zh', 'desk.pending.card'), 'the officer sees what follows')
    same(desk.count(said('zh', 'desk.pending.open')), 2, 'and that none of it is here yet')
    bring_both(person, ref, codes)


def bring_both(person, ref, codes):
    lang = person.lang
    stranger = resident(lang)
    path = '/%s/applications/%s/materials/%s' % (lang, ref, codes[0])
    same(stranger.get(path).status, 404, 'nobody else adds a paper')
    page = person.get(path).page
    ok(not page.links('/remove'), 'what is with the office is not taken out')
    form = page.form('files')
    first, again = person.submit(form, files=[photo('grey.jpg')]), person.submit(form, files=[photo('grey.jpg')])
    same((first.status, again.status), (303, 303), 'the first paper is sent, with a double tap')
    same(journey.history(ref)[-2:], ['accept_pending', 'bring'], 'it is one act')
    ok(column(ref, 'owed IS NOT NULL') == '1', 'another one is still to come')
    person.submit(person.get(path).page.form('files'), files=[photo('cmyk.jpg')])
    same(journey.history(ref).count('bring'), 1, 'a second page of it is no other act')
    text = tracking(person, ref).main.text
    has(text, said(lang, 'owed.came'), 'the page says which one came')
    path = '/%s/applications/%s/materials/%s' % (lang, ref, codes[1])
    person.submit(person.get(path).page.form('files'), files=[photo('grey.jpg')])
    same((journey.history(ref).count('bring'), column(ref, 'owed IS NULL')), (2, '1'), 'then all is there')
    text = tracking(person, ref).main.text
    lacks(text, said(lang, 'owed.title'), 'and nothing more is asked for')
    has(text, said(lang, 'tracking.now_accepted_visit'), 'there is nothing to do')
    desk = one.get('/desk/matters/' + ref).page.main.text
    lacks(desk, said('zh', 'desk.pending.open'), 'the officer sees that it came')
    has(desk, said('zh', 'did.bring'), 'and when')
    acted(one, ref, 'propose-approval', {'ready-complete': True})
    same(person.get(path).status, 200, 'once it is proposed, more pages of it may still come')
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    same(state(ref), 'approved', 'and it is decided')
    has(person.get('/%s/applications/%s/views' % (lang, ref)).page.main.text, said(lang, 'views.whole'), 'the record is whole')


def in_chinese():
    whole('zh')


def in_english():
    whole('en')


def by_the_clock():
    """Nobody looked in time: what was promised is owed all the same, and can be brought."""
    for lang in ('zh', 'en'):
        person = resident(lang)
        ref = journey.draft(person, CODE, {'home_county': '330304'})
        at = '/%s/applications/%s' % (lang, ref)
        there = at + '/materials/photo-idcard'
        for path in person.get(there).page.links('/remove'):
            person.submit(person.get(path).page.form(action='/remove'))
        person.submit(person.get(there + '/later').page.form(action='/later'), {'days': '7'})
        same(journey.submit(person, ref).status, 303, 'submitted without it')
        by = str(journey.today() + datetime.timedelta(days=7))
        text = tracking(person, ref).main.text
        for part in (said(lang, 'owed.promised_title'), shown(lang, by), said(lang, 'owed.promised_text'), name_of('photo-idcard', lang)):
            has(text, part, 'until it is accepted its page repeats: ' + part)
        ok(person.get(there).status != 200, 'where nothing is added yet')
        db("UPDATE application SET due = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE ref = '%s'" % ref)
        ok(wait_until(lambda: state(ref) == 'accepted', 150), 'the clock accepts it', state(ref))
        due = column(ref, 'DATE(owed + INTERVAL 8 HOUR)')
        page = tracking(person, ref)
        lacks(page.main.text, said(lang, 'owed.promised_title'), 'then it is no promise any more')
        has(page.main.text, said(lang, 'owed.title'), 'it is asked for')
        has(page.main.text, shown(lang, due), 'by a day')
        lacks(page.main.text, due, 'which nowhere stands as the store has it')
        ok(page.links(there), 'with a way there')
        desk = one.get('/desk/matters/' + ref).page.main.text
        has(desk, said('zh', 'desk.pending.open'), 'the officer reads that it is awaited')
        if lang == 'zh':
            ok(wait_until(lambda: db_one("SELECT COUNT(*) FROM writ w JOIN application a ON a.id = w.application WHERE a.ref = '%s' "
                "AND w.kind = 'acceptance' AND w.state = 'made'" % ref) == '1', 60), 'its notice of acceptance is made')
        same(person.submit(person.get(there).page.form('files'), files=[photo('grey.jpg')]).status, 303, 'it is brought')
        same((journey.history(ref)[-2:], column(ref, 'owed IS NULL')), (['deem_accepted', 'bring'], '1'), 'as an act of its own')
        has(person.get(at + '/views').page.main.text, said(lang, 'views.whole'), 'the record is whole')


def promised(lang):
    """A required minor paper that is not there yet: by when it comes is said, and the rest is handed in."""
    person = resident(lang)
    ref = journey.draft(person, CODE, {'home_county': '330304'})
    at = '/%s/applications/%s' % (lang, ref)
    there = at + '/materials/photo-idcard'
    same(person.get(at + '/materials/%s/later' % next(c for c, is_optional in journey.uploads_of(journey.FORMALITIES[CODE]) if not is_optional
         and journey.MATERIALS[c].get('Minor') != '1')).status, 404, 'no main paper follows')
    lacks(person.get(there).page.source, there + '/later', 'what is there does not')
    for path in person.get(there).page.links('/remove'):
        person.submit(person.get(path).page.form(action='/remove'))
    has(person.get(at + '/materials').page.main.text, said(lang, 'owed.later_hint'), 'the list says of one that is not that it may')
    same(journey.submit(person, ref).status, 422, 'nobody has said when')
    ok(person.get(there).page.links(there + '/later'), 'its page leads to where it is said')
    form = person.get(there + '/later').page.form(action='/later')
    reply = person.submit(form)
    ok(reply.status == 422 and reply.page.error('days'), 'a time is chosen', reply.status)
    same(person.post(there + '/later', form.pairs({}) + [('days', '9')]).status, 422, 'one of those')
    for to in ('it', 'large'):
        same(person.switch(person.get(there + '/later').page, to, {'days': '7'}).page.form(action='/later').value('days'), '7',
             'what is chosen and not sent stays chosen (%s)' % to)
    person.cookies.pop('qiao-size')
    same(person.submit(form, {'days': '7'}).status, 303, 'within a week')
    by = str(journey.today() + datetime.timedelta(days=7))
    for page in ('/materials', '/check'):
        has(person.get(at + page).page.main.text, said(lang, 'owed.later_by').replace('{1}', near(lang, by)), 'it stands on ' + page)
    same((journey.submit(person, ref).status, state(ref)), (303, 'submitted'), 'and it is submitted')
    desk = one.get('/desk/matters/' + ref).page
    has(desk.main.text, said('zh', 'desk.pending.promised_by').replace('{1}', near('zh', by)), 'the officer reads it')
    ok(not [f for f in desk.forms if (f.action or '').endswith('/accept')] and not [h for h in desk.links('/accept') if h.split('?')[0].endswith('/accept')], 'and cannot accept it as if all were there')
    same(one.get('/desk/matters/%s/accept' % ref).status, 409, 'by its address neither')
    form = one.get('/desk/matters/%s/accept-pending' % ref).page.form(action='/accept-pending')
    same(['%s-%02d-%02d' % tuple(int(form.value('by-' + n)) for n in ('year', 'month', 'day')), form.value('item-photo-idcard')],
         [by, '1'], 'the paper is ticked, and the day stands there')
    same(one.submit(form).status, 303, 'it is accepted so')
    same(column(ref, 'DATE(owed + INTERVAL 8 HOUR)'), str(working(datetime.date.fromisoformat(by))), 'by that day, or the working day behind it')
    same(person.submit(person.get(there).page.form('files'), files=[photo('grey.jpg')]).status, 303, 'and then it comes')
    same((journey.history(ref)[-1], column(ref, 'owed IS NULL')), ('bring', '1'), 'as an act of its own')


def promised_in_both():
    for lang in ('zh', 'en'):
        promised(lang)


def missed():
    """The day has passed: the officer is warned, and a late paper is taken all the same."""
    person, ref, codes = arranged('zh', 1)
    lacks(one.get('/desk/?list=unit').page.main.text, said('zh', 'desk.pending.over').split('（')[0], 'nobody is late yet')
    db("UPDATE application SET owed = NOW() - INTERVAL 1 DAY WHERE ref = '%s'" % ref)
    db("UPDATE owed_paper o JOIN application a ON a.id = o.application SET o.due = a.owed WHERE a.ref = '%s'" % ref)
    over = said('zh', 'desk.pending.over').split('（')[0]
    ok(over in one.get('/desk/matters/' + ref).page.main.text, 'the officer is warned on the matter')
    has(one.get('/desk/matters/' + ref).page.main.text, said('zh', 'desk.pending.warning'), 'in words')
    form = one.get('/desk/matters/%s/propose-approval' % ref).page
    has(form.main.text, over, 'and before proposing')
    ok(queue_says(ref, over), 'and in the queue')
    has(tracking(person, ref).main.text, said('zh', 'owed.late_text'), 'the resident is asked to hurry')
    path = '/zh/applications/%s/materials/%s' % (ref, codes[0])
    same(person.submit(person.get(path).page.form('files'), files=[photo('grey.jpg')]).status, 303, 'a late paper is taken')
    lacks(one.get('/desk/matters/' + ref).page.main.text, over, 'and the warning is gone')


def rests():
    """A Sunday that was named is the Monday, or the first working day behind it."""
    person = resident('zh')
    ref = journey.submitted(person, CODE, {'home_county': '330304'})
    code = journey.may_follow(journey.FORMALITIES[CODE])[0]
    sunday = 13 - journey.today().weekday()
    at = journey.today() + datetime.timedelta(days=sunday)
    acted(one, ref, 'accept-pending', dict({'item-' + code: True}, **in_days(sunday)))
    by = column(ref, 'DATE(owed + INTERVAL 8 HOUR)')
    same((at.weekday(), by), (6, str(working(at))), 'the last day is no Sunday')
    has(tracking(person, ref).main.text, shown('zh', by), 'and the resident is told that one')


def approved_without():
    """What is still owed is decided about: waived with a reason that the resident reads, or sent back."""
    person, ref, codes = arranged('en', 1)
    name = name_of(codes[0], 'zh')
    page = one.get('/desk/matters/%s/propose-approval' % ref).page
    has(page.main.text, name, 'whoever proposes sees what is missing')
    acted(one, ref, 'propose-approval', {'ready-complete': True})
    page = approver.get('/desk/matters/%s/decide' % ref).page
    has(page.main.text, name, 'so does whoever decides')
    lacks(page.main.text, said('zh', 'desk.pending.since'), 'nothing has come since')
    has(page.main.text, said('zh', 'desk.decide.waive'), 'and is asked')
    reply = approver.submit(page.form(action='/decide'), button=('verdict', 'agree'))
    same((reply.status, [a for a, _ in reply.page.summary], state(ref)), (422, ['#f-waive', '#f-absent'], 'proposed'),
         'not approved without a word, nor without a tick that nobody came')
    same(approver.submit(page.form(action='/decide'), {'note': '等材料。'}, button=('verdict', 'return')).status, 303, 'sent back, yes')
    same(state(ref), 'accepted', 'to be examined')
    same(person.get('/en/applications/%s/materials/%s' % (ref, codes[0])).status, 200, 'where the paper can still come')
    acted(one, ref, 'propose-approval', {'ready-complete': True})
    acted(approver, ref, 'decide', {'waive': 'The register has it.'}, button=('verdict', 'agree'))
    same(state(ref), 'approved', 'with a reason it is approved')
    text = tracking(person, ref).main.text
    has(text, said('en', 'owed.waived').split('{1}')[0].strip(), 'the resident reads that it need not come')
    has(text, name_of(codes[0], 'en'), 'what'), has(text, 'The register has it.', 'and why')
    has(person.get('/en/applications/%s/views' % ref).page.main.text, said('en', 'views.whole'), 'the record is whole')


def comes_after_the_proposal():
    """Nobody has decided: the paper is taken, and both who proposed and who decides see that it is new."""
    person, ref, codes = arranged('zh', 1)
    acted(one, ref, 'propose-approval', {'ready-complete': True})
    before = approver.get('/desk/matters/%s/decide' % ref).page.form(action='/decide')
    has(tracking(person, ref).main.text, said('zh', 'owed.title'), 'the resident is still asked for it')
    path = '/zh/applications/%s/materials/%s' % (ref, codes[0])
    same(person.submit(person.get(path).page.form('files'), files=[photo('grey.jpg')]).status, 303, 'and brings it')
    same((state(ref), journey.history(ref)[-1], column(ref, 'owed IS NULL')), ('proposed', 'bring', '1'), 'which changes no more than that')
    reply = approver.submit(before, {'waive': '登记里有。'}, button=('verdict', 'agree'))
    ok(reply.status == 409 and state(ref) == 'proposed', 'decided on the page of before, it is shown again', reply.status)
    for who, page in ((one, '/desk/matters/' + ref), (approver, '/desk/matters/' + ref), (approver, '/desk/matters/%s/decide' % ref)):
        text = who.get(page).page.main.text
        has(text, said('zh', 'desk.pending.since'), 'marked as new: ' + page.rpartition('/')[2])
        has(text, said('zh', 'desk.pending.since_text'), 'and why that matters')
    page = approver.get('/desk/matters/%s/decide' % ref).page
    lacks(page.main.text, said('zh', 'desk.decide.waive'), 'nothing is to be waived any more')
    same(approver.submit(page.form(action='/decide'), {'absent': True}, button=('verdict', 'agree')).status, 303, 'seen, it is decided')
    same((state(ref), person.get(path).status), ('approved', 303), 'then nothing is added')


def refused_without():
    person, ref, codes = arranged('zh', 1)
    acted(one, ref, 'propose-refusal', {'reason': '条件不符合。'})
    lacks(approver.get('/desk/matters/%s/decide' % ref).page.main.text, said('zh', 'desk.decide.waive'), 'a refusal waits for no paper')
    acted(approver, ref, 'decide', button=('verdict', 'agree'))
    same(state(ref), 'refused', 'and is decided')


def queue_says(ref, words):
    path = '/desk/?list=unit'
    for _ in range(40):
        page = one.get(path).page
        for row in page.all('tr'):
            if any(ref in a['href'] for a in row.all('a')):
                return words in row.text
        path = next((a for a in page.links('due=') if 'id=' in a and 'all=' not in a), None)
        if not path:
            return False
    return False


def interviewed():
    """Papers still follow while an interview is waited for, and its words stay on the page."""
    person, ref, codes = arranged('en', 1)
    at = journey.today() + datetime.timedelta(days=6)
    acted(one, ref, 'interview', {'way': 'video', 'when-year': str(at.year), 'when-month': str(at.month),
                                  'when-day': str(at.day), 'when-hour': '15', 'when-minute': '30',
                                  'where': 'https://video.example/7'})
    path = '/en/applications/%s/materials/%s' % (ref, codes[0])
    same(person.submit(person.get(path).page.form('files'), files=[photo('grey.jpg')]).status, 303, 'a paper comes')
    same((state(ref), journey.history(ref)[-1]), ('interview', 'bring'), 'the interview is waited for as before')
    has(tracking(person, ref).main.text.split(said('en', 'tracking.way'))[0], 'https://video.example/7',
        'how to take part stands on top')


def more_time(lang):
    person = resident(lang)
    ref = journey.submitted(person)
    base = '/%s/applications/%s' % (lang, ref)
    same(person.get(base + '/more-time').status, 303, 'nothing is to be corrected yet')
    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': '请写清楚。'})
    at = "SELECT DATE(c.due + INTERVAL 8 HOUR) FROM correction c JOIN application a ON a.id = c.application WHERE a.ref = '%s'" % ref
    due = db_one(at)
    page = person.get(base + '/correction').page
    ok(page.links('/more-time'), 'the correction\'s page offers more time')
    page = person.get(base + '/more-time').page
    later = str(datetime.date.fromisoformat(due) + datetime.timedelta(days=30))
    form = page.form(action='/more-time')
    first, again = person.submit(form), person.submit(form)
    same((first.status, again.status, again.location), (303, 303, first.location), 'asked for, with a double tap')
    got = db_one(at)
    ok(got >= later and (datetime.date.fromisoformat(got) - datetime.date.fromisoformat(later)).days < 12,
       'thirty days more, or the working day after them', due, later, got)
    has(page.main.text, shown(lang, got), 'as the page had said')
    text = person.get(base + '/correction').page.main.text
    has(text, shown(lang, got), 'the page has the new day')
    has(text, said(lang, 'more_time.done'), 'and says that it was the only time')
    ok(not person.get(base + '/correction').page.links('/more-time'), 'and offers no more')
    reply = person.get(base + '/more-time')
    same((reply.status, reply.location), (303, base + '/correction'), 'its address leads to where that is said')
    pairs = [('token', person.token('/%s/settings' % lang)), ('once', once())]
    same((person.post(base + '/more-time', pairs).status, db_one(at)), (409, got), 'a second time is refused')
    desk = one.get('/desk/matters/' + ref).page.main.text
    for words in (said('zh', 'did.more_time'), '%s → %s' % (due, got), said('zh', 'desk.correction.extended')):
        has(desk, words, 'the officer reads: ' + words)
    notice = wait_until(lambda: [m for m in messages(person.contact) if m['kind'] == 'more_time'])
    ok(notice, 'the resident is told in a message')
    same((state(ref), journey.history(ref)), ('correction', ['submit', 'ask_correction', 'more_time']), 'it is waited for as before')


def more_in_chinese():
    more_time('zh')


def more_in_english():
    more_time('en')


def too_late():
    """When the day is over there is no more time, and it lapses."""
    person = resident('zh')
    ref = journey.submitted(person)
    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': '请写清楚。'})
    page = person.get('/zh/applications/%s/more-time' % ref).page
    db("UPDATE correction c JOIN application a ON a.id = c.application SET c.due = NOW() - INTERVAL 1 SECOND "
       "WHERE a.ref = '%s'" % ref)
    over = person.get('/zh/applications/%s/correction' % ref)       # unless it has lapsed in this second
    ok(over.status == 410 or said('zh', 'correction.more_over') in over.page.main.text,
       'the page says why there is no more time to be had', over.page.main.text[:300])
    ok(person.submit(page.form(action='/more-time')).status in (409, 410), 'no more time is given then')
    ok(wait_until(lambda: state(ref) == 'withdrawn', 150), 'it counts as withdrawn', state(ref))


run(staff, refused_forms, in_chinese, in_english, promised_in_both, by_the_clock, missed, rests, approved_without, comes_after_the_proposal, refused_without, interviewed, more_in_chinese, more_in_english, too_late)
