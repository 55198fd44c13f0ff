#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another department: what may be forwarded and what not, clerks and links, hand-backs, the answer."""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, acted, said, state
from samples import Samples

CIVIL, JUSTICE, ESTATE = 'civil@example.org', 'justice@example.org', 'estate@example.org'


def staff():
    global one, two, civil, justice, center
    one, two, center = officer('ouhai-1'), officer('ouhai-2'), officer('center-1')
    civil, justice = officer('civil-1'), officer('justice-1')


def page_of(person, ref, more=''):
    return person.get('/%s/applications/%s%s' % (person.lang, ref, more)).page


def kinds(person):
    return [m['kind'] for m in messages(person.contact) if m['kind'] != 'code']


def clock(ref):
    return db("SELECT stopped IS NOT NULL, department, due FROM application WHERE ref = '%s'" % ref)[0]


def transfer_of(ref):
    return db_one("SELECT MAX(t.id) FROM transfer t JOIN application a ON a.id = t.application "
                  "WHERE a.ref = '%s' AND t.ended IS NULL" % ref)


def desk_page(who, ref):
    return who.get('/desk/transfers/' + transfer_of(ref))


def done(who, ref, path, typed=None):
    """A form of the clerk's page, sent."""
    page = desk_page(who, ref).page
    return journey.pressed(who, page.form(action='/' + path), typed or {})


def asked(person, first, ref, department, items, answer):
    """An officer asks, the resident answers."""
    page = first.get('/desk/matters/%s/ask-forward' % ref).page
    reason = '他们要核对。' if person.lang == 'zh' else 'They have to check it.'
    typed = dict({'department': department, 'reason': reason}, **{i: True for i in items})
    same(first.submit(page.form('department'), typed).status, 303, 'the resident is asked')
    form = page_of(person, ref, '/forward').form(action='/forward')
    same(person.submit(form, button=('agree', answer)).status, 303, 'and answers')


def nothing_by_itself():
    """A matter of our own: nothing may go anywhere before its person has said yes to exactly that."""
    global person, ref
    person = resident('en')
    ref = journey.submitted(person)
    form = one.get('/desk/matters/%s/transfer' % ref).page.form('department')
    ok(not [n for n in form.names if n.startswith(('field-', 'paper-'))], 'nothing is offered', form.names)
    ok(len(form.choices('department')) >= 20, 'the departments are')
    typed = {'department': 'civil-affairs', 'ready-competent': True}
    reply = one.submit(form, typed)
    same((reply.status, state(ref)), (422, 'submitted'), 'and nothing goes')
    has(reply.page.main.text, said('zh', 'clerk.not_agreed').replace('{1}', '民政局'), 'for the resident has not agreed')
    page = one.get('/desk/matters/%s/ask-forward' % ref).page
    reply = one.submit(page.form('department'), {'department': 'civil-affairs', 'reason': 'They have to check it.'})
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-items']), 'a question is about something')
    was = clock(ref)
    reply = one.submit(page.form('department'), {'department': 'civil-affairs', 'reason': 'They have to check it.',
                                                 'field-applicant_name': True, 'field-purpose': True})
    lacks(page.main.text, said('zh', 'desk.reason_hint'), 'nothing is said of ready sentences where there are none')
    same((reply.status, state(ref), clock(ref)), (303, 'submitted', was), 'asked, the clock goes on')
    page = page_of(person, ref)
    has(page.main.text, said('en', 'tracking.now_submitted_forward'), 'the resident sees that something is asked')
    ok(page.links('/forward'), 'and where to answer')
    page = page_of(person, ref, '/forward')
    has(page.main.text, 'Civil affairs bureau', 'to whom')
    has(page.main.text, 'They have to check it.', 'why, as the officer wrote it')
    has(page.main.text, '林示例', 'what it says')
    lacks(page.main.text, '330399', 'and nothing else')
    same(resident('en').get('/en/applications/%s/forward' % ref).status, 404, 'it is nobody else\'s to answer')
    same(person.submit(page.form(action='/forward'), button=('agree', 'no')).status, 303, 'no')
    has(page_of(person, ref).main.text, said('en', 'did.disagree'), 'is said')
    form = one.get('/desk/matters/%s/transfer' % ref).page.form('department')
    same(one.post(form.action, form.pairs(typed) + [('field-purpose', '1')]).status, 422, 'and nothing goes')
    same(person.get('/en/applications/%s/forward' % ref).status, 303, 'it is asked once')
    asked(person, one, ref, 'civil-affairs', ['field-applicant_name', 'field-purpose'], 'yes')


def exactly_that():
    """What was agreed to, for whom it was agreed to; less, if it is not needed."""
    form = one.get('/desk/matters/%s/transfer' % ref).page.form('department')
    boxes = [n for n in form.names if n.startswith(('field-', 'paper-', 'contact'))]
    same(sorted(boxes), ['field-applicant_name', 'field-purpose'], 'this is offered now')
    typed = {'department': 'civil-affairs', 'ready-competent': True, 'reason': 'We ask in December.', 'note': '请核对登记。'}
    same(one.submit(form, dict(typed, department='justice')).status, 422, 'to nobody else')
    reply = one.submit(form, dict(typed, **{'field-applicant_name': False, 'field-purpose': False}))
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-items']), 'not nothing')
    for words in ('身份证330399198506121130', '请打 +39 333 123 4567', '邮箱lin@example.org', '护照E12345678'):
        reply = one.submit(form, dict(typed, note='请核对。' + words))
        ok(reply.status == 422 and said('zh', 'clerk.note_personal') in (reply.page.error('note') or ''),
           'a number or address in the word to them is refused beside it (%s)' % words[:3], reply.status)
    same((one.post(form.action, form.pairs(typed) + [('field-applicant_idno', '1')]).status, state(ref)), (422, 'submitted'), 'nor more, however it is sent')
    reply = one.submit(form, dict(typed, **{'field-purpose': True, 'field-applicant_name': False}))
    same((reply.status, state(ref)), (303, 'transferred'), 'passed on')
    same(clock(ref)[:2], ('0', 'civil-affairs'), 'and the clock runs')
    text = page_of(person, ref).main.text
    has(text, said('en', 'tracking.department') + ' Civil affairs bureau', 'the resident sees which department has it')
    has(text, said('en', 'tracking.dept_take_by').split('{1}')[0], 'by when it takes it')
    has(text, 'We ask in December.', 'why')
    has(text, said('en', 'forward.passed').split('{1}')[0].strip(), 'and what went there')
    has(text, said('en', 'forward.note').replace('{1}', '请核对登记。'), 'with what the officer wrote to them')
    mail = wait_until(lambda: [m for m in messages(CIVIL) if m['kind'] == 'forwarded'])
    ok(mail and '/desk/transfers/' in mail[0]['body'], 'the department is told by mail', mail[:1])
    lacks(mail[0]['body'], '林示例', 'without a name')


def corrected(changing, first, ref, purpose, paper):
    """The officer asks for a correction of an answer and a paper, and it is done."""
    acted(first, ref, 'correction', {'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True,
                                     'item-field-purpose': True, 'text-field-purpose': '请核对。'})
    at = '/%s/applications/%s' % (changing.lang, ref)
    form = changing.get(at + '/form/' + journey.page_of('cert-no-crime', 'purpose')).page.form()
    changing.submit(form, {'purpose': purpose})
    changing.submit(changing.get(at + '/materials/id-proof-any').page.form('files'), files=[photo(paper)])
    same(changing.submit(changing.get(at + '/correction').page.form(action='/correction')).status, 303, 'corrected')


def as_it_was_shown():
    """Agreed is what stood on the page: what was corrected since is asked about again, and goes nowhere before."""
    ours = resident('en')
    there = journey.submitted(ours)
    asked(ours, one, there, 'civil-affairs', ['field-applicant_name', 'field-purpose', 'material-id-proof-any'], 'yes')
    form = one.get('/desk/matters/%s/transfer' % there).page.form('department')
    old = [n for n in form.names if n.startswith('paper-')]
    ok(old and 'field-purpose' in form.names, 'agreed to, it is offered', form.names)
    corrected(ours, one, there, 'study', 'cmyk.jpg')
    page = page_of(ours, there)
    has(page.main.text, said('en', 'forward.outdated'), 'the resident reads that what they agreed to has changed')
    has(page.main.text, journey.FIELDS['purpose']['Label']['en'], 'and what')
    page = one.get('/desk/matters/%s/transfer' % there).page
    form = page.form('department')
    boxes = [n for n in form.names if n.startswith(('field-', 'paper-', 'contact'))]
    same(boxes, ['field-applicant_name'], 'only what is as it was is offered')
    has(page.main.text, said('zh', 'clerk.changed_since').split('{1}')[1], 'and the officer reads why')
    has(page.main.text, journey.FIELDS['purpose']['Label']['zh'], 'what it is')
    typed = {'department': 'civil-affairs', 'ready-competent': True}
    for box in ['field-purpose'] + old:
        reply = one.post(form.action, form.pairs(typed) + [(box, '1')])
        same((reply.status, state(there)), (422, 'submitted'), 'nor does it go, however it is sent: ' + box)
    has(reply.page.main.text, said('zh', 'clerk.changed_item'), 'and says why')
    form = one.get('/desk/matters/%s/ask-forward' % there).page.form('department')
    same((form.value('department'), [form.value(n) for n in ('field-purpose', 'material-id-proof-any', 'field-destination')]),
         ('civil-affairs', ['1', '1', None]), 'asked again, the same is ticked')
    form = one.submit(form, {'reason': '改动以后要再核对。'}).page.form('department')
    same(one.submit(form, {'chinese': True}).status, 303, 'which asks again')
    page = page_of(ours, there, '/forward')
    ok('改动以后要再核对。' in [n.text for n in page.main.all(lang='zh-Hans')], 'why it is asked now, marked as Chinese')
    has(page.main.text, said('en', 'forward.again').split('{1}')[1], 'the resident reads that it is asked again, and why')
    same(len(list(page.main.all(class_='govuk-tag--wait'))), 2, 'and which of it changed')
    same(len(page.links('/applications/%s/files/' % there)), 2, 'with the files to look at')
    form = page.form(action='/forward')
    same(ours.submit(form, button=('agree', 'yes')).status, 303, 'agreed again')
    form = one.get('/desk/matters/%s/transfer' % there).page.form('department')
    same(len([n for n in form.names if n.startswith('paper-')]), 2, 'agreed to, both files are offered')
    same(one.submit(form, typed).status, 303, 'and go')
    text = desk_page(civil, there).page.main.text
    has(text, journey.FIELDS['purpose']['Label']['zh'], 'the department has what was agreed')
    has(text, '留学或升学', 'as it is now')


def yes_is_for_what_was_seen():
    """A yes that comes from a page of before a correction is none."""
    ours = resident('en')
    there = journey.submitted(ours)
    page = one.get('/desk/matters/%s/ask-forward' % there).page
    one.submit(page.form('department'), {'department': 'civil-affairs', 'reason': 'To check.', 'field-purpose': True})
    form = page_of(ours, there, '/forward').form(action='/forward')
    corrected(ours, one, there, 'study', 'cmyk.jpg')
    reply = ours.submit(form, button=('agree', 'yes'))
    same(reply.status, 422, 'it says something else by now')
    has(reply.page.main.text, said('en', 'forward.changed'), 'which is said')
    lacks(' '.join(journey.history(there)), 'agree', 'nothing is agreed to')
    same(ours.submit(reply.page.form(action='/forward'), button=('agree', 'yes')).status, 303, 'seen, it is')
    ok('field-purpose' in one.get('/desk/matters/%s/transfer' % there).page.form('department').names, 'and may go')


def a_clerk_sees():
    list_page = civil.go('/desk/').page
    has(list_page.main.text, said('zh', 'clerk.is_new'), 'the clerk\'s desk is the list')
    reply = desk_page(civil, ref)
    same(reply.status, 200, 'one of them')
    text = reply.page.main.text
    has(text, '请核对登记。', 'with the officer\'s word')
    has(text, said('zh', 'clerk.take_by'), 'and the clock')
    for word in ('林示例', '330399', person.contact):
        lacks(text, word, 'and nothing that was not forwarded')
    same(desk_page(justice, ref).status, 404, 'another department\'s clerk does not find it')
    for path in ('matters/' + ref, 'matters/%s/transfer' % ref, 'formalities'):
        same(civil.get('/desk/' + path).status, 403, 'the matter itself is not theirs: ' + path)
    files = [f for f, in db("SELECT m.file FROM material m JOIN application a ON a.id = m.application "
                            "WHERE a.ref = '%s'" % ref)]
    same(civil.get('/desk/transfers/%s/files/%s' % (transfer_of(ref), files[0])).status, 404, 'nor a paper of it')
    same(one.get('/desk/transfers/' + transfer_of(ref)).status, 403, 'an officer has no part in the clerk\'s pages')
    same(center.get('/desk/transfers').status, 403, 'whichever they are')
    views = page_of(person, ref, '/views').main.text
    has(views, 'Civil affairs bureau', 'the resident reads that the department looked at it')
    has(views, said('en', 'views.role_clerk'), 'as who')


def gone(there):
    lacks(civil.get('/desk/transfers').page.links('/desk/transfers/'), '/desk/transfers/' + there, 'the clerk has it no longer')
    same(civil.get('/desk/transfers/' + there).status, 404, 'and does not find it')


def hands_back():
    reply = done(civil, ref, 'hand-back')
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-reason']), 'not without a reason')
    due, there = clock(ref)[2], transfer_of(ref)
    same(done(civil, ref, 'hand-back', {'ready-police': True, 'reason': '不归我们。'}).status, 303, 'handed back')
    told = one.get('/desk/matters/' + ref).page.main.one('div', id='returned')
    ok(told and '不归我们。' in told.text and said('zh', 'sentence.not_ours.police') in told.text,
       'who goes on reads why at the top of it', told and told.text)
    same((state(ref), clock(ref)), ('submitted', ('0', 'NULL', due)), 'to us, and the clock goes on as it was')
    text = page_of(person, ref).main.text
    has(text, said('en', 'sentence.not_ours.police'), 'the resident reads why, in their language')
    has(text, said('en', 'tracking.next_back'), 'and who looks now')
    gone(there)
    asked(person, one, ref, 'justice', ['field-purpose'], 'yes')
    acted(one, ref, 'transfer', {'department': 'justice', 'ready-first': True})
    same(clock(ref), ('0', 'justice', due), 'passed on anew, it is due on the same day')
    same(done(justice, ref, 'take').status, 303, 'taken')
    has(page_of(person, ref).main.text, said('en', 'tracking.dept_taken').split('{1}')[0].strip(), 'the resident sees it')
    ok(not desk_page(justice, ref).page.main.text.count(said('zh', 'clerk.take_text')), 'it is taken once')
    same(done(justice, ref, 'hand-back', {'reason': '还是不归我们。'}).status, 303, 'within its day handed back all the same')
    same(db_one("SELECT u.code FROM application a JOIN unit u ON u.id = a.unit WHERE a.ref = '%s'" % ref), 'center',
         'after the second hand-back it is the centre\'s')
    same(one.get('/desk/matters/' + ref).status, 404, 'and no longer the branch\'s')
    text = page_of(person, ref).main.text
    has(text, said('en', 'tracking.next_center'), 'the resident reads that the centre decides')
    has(text, said('en', 'tracking.next_by').split('{1}')[0], 'and by when there is an answer')
    has(text, 'Online Police Service', 'who has it')
    lacks(text, said('en', 'tracking.dept_take_by').split('{1}')[0], 'and not that a department may hand it back')
    asked(person, center, ref, 'civil-affairs', ['field-purpose', 'field-applicant_name'], 'yes')
    acted(center, ref, 'transfer', {'department': 'civil-affairs', 'ready-first': True})
    text = page_of(person, ref).main.text
    has(text, said('en', 'tracking.dept_final_by').split('{1}')[1].strip(), 'the resident reads that it is decided, and not handed back')
    lacks(text, said('en', 'tracking.dept_take_by').split('{1}')[0], 'nor that it may be')
    page = desk_page(civil, ref).page
    has(page.main.text, said('zh', 'clerk.final'), 'the centre has decided')
    lacks(page.main.text, said('zh', 'clerk.take_by'), 'and no day to hand it back is named')
    lacks(civil.get('/desk/transfers').page.main.one('a', href='/desk/transfers/' + transfer_of(ref)).text,
          said('zh', 'clerk.take_by'), 'nor in the list')
    lacks(center.get('/desk/matters/' + ref).page.main.text, said('zh', 'clerk.take_by'), 'nor at the office')
    reply = civil.get('/desk/transfers/%s/hand-back' % transfer_of(ref))
    same(reply.status, 409, 'its address answers as that of an act that is not open')
    has(reply.page.text, said('zh', 'clerk.no_hand_back'), 'and says so')
    same([f.action for f in page.forms if f.action.endswith('/hand-back')], [], 'there is no third hand-back')
    pairs = [('token', civil.token('/desk/sign-out')), ('once', once()), ('reason', 'x'),
             ('version', page.form(action='/answer').value('version'))]
    same(civil.post('/desk/transfers/%s/hand-back' % transfer_of(ref), pairs).status, 422, 'however it is sent')
    same(state(ref), 'transferred', 'it stays there')


def taken_back():
    """What an officer takes back the department did not hand back: it is told so, counts for nobody, and stays where it is."""
    ours = resident('en')
    there = journey.submitted(ours)
    asked(ours, one, there, 'civil-affairs', ['field-purpose'], 'yes')
    counted = db_one('SELECT COUNT(*) FROM handed_back')
    for _ in range(2):
        acted(one, there, 'transfer', {'department': 'civil-affairs', 'ready-first': True})
        acted(one, there, 'hand-back', {'reason': 'It is for us after all.'})
        same(db_one("SELECT u.code FROM application a JOIN unit u ON u.id = a.unit WHERE a.ref = '%s'" % there), 'br-ouhai',
             'taken back, it stays with its unit')
    same(db_one('SELECT COUNT(*) FROM handed_back'), counted, 'and no hand-back is counted')
    text = page_of(ours, there).main.text
    has(text, said('en', 'did.take_back'), 'the resident reads that we took it back')
    has(text, said('en', 'tracking.next_own'), 'and that it is our turn')
    for key in ('did.hand_back', 'tracking.next_back', 'tracking.next_center', 'tracking.now_submitted_center'):
        lacks(text, said('en', key), 'not that the department handed it back (%s)' % key)
    has(one.get('/desk/matters/' + there).page.main.one('div', id='returned').text, said('zh', 'desk.transfer.taken_back').split()[-1],
        'so does the desk')
    mail = wait_until(lambda: [m for m in messages(ours.contact) if m['kind'] == 'take_back'])
    ok(mail and 'hand_back' not in kinds(ours), 'and so does the message', kinds(ours))
    acted(one, there, 'transfer', {'department': 'civil-affairs', 'ready-first': True})
    lacks(page_of(ours, there).main.text, said('en', 'tracking.dept_final_by').split('{1}')[1].strip(), 'passed on again, it is not the last time')
    same(done(civil, there, 'hand-back', {'ready-police': True}).status, 303, 'the department may hand it back')
    same((db_one('SELECT COUNT(*) FROM handed_back'), state(there)), (str(int(counted) + 1), 'submitted'), 'which counts')
    lacks(page_of(ours, there).main.text, said('en', 'tracking.next_center'), 'once')


def answers():
    reply = done(civil, ref, 'answer', {'answer': ''})
    same((reply.status, [a for a, _ in reply.page.summary]), (422, ['#f-answer']), 'not without words')
    same(done(civil, ref, 'answer', {'answer': '已经查到。\n请预约。'}).status, 303, 'the department answers')
    same(state(ref), 'transferred', 'which the office looks at first')
    text = page_of(person, ref).main.text
    has(text, said('en', 'tracking.dept_answered').split('{1}')[1].strip(), 'the resident sees that')
    lacks(text, '请预约。', 'and not the words yet')
    has(center.get('/desk/?list=transferred').page.main.text, said('zh', 'clerk.state_answered'), 'it stands out in the list')
    acted(center, ref, 'ask-again', {'reason': '哪一年登记的？'})
    has(desk_page(civil, ref).page.main.text, '哪一年登记的？', 'asked again, the clerk reads what')
    form = desk_page(civil, ref).page.form(action='/answer')
    has(form.value('answer'), '请预约。', 'and goes on with what they wrote')
    civil.submit(form, {'answer': '已经查到，2001 年。\n请预约。', 'own': ''})
    form = center.get('/desk/matters/%s/department-reply' % ref).page.form('text')
    has(form.value('original'), '2001 年', 'the officer has the department\'s words')
    same(form.value('text'), '', 'and adds the resident\'s language')
    there = transfer_of(ref)
    reply = center.submit(form, {'text': '查无 2001 年婚姻登记记录。'})
    asked = said('zh', 'desk.wording.asked').replace('{1}', said('zh', 'desk.lang.en'))
    ok(reply.status == 422 and asked in reply.page.error('text') and 'chinese' in reply.page.form('text').names,
       'Chinese alone for who reads English is asked for beside the field', reply.status)
    ok('chinese' not in form.names and state(ref) == 'transferred', 'and not before')
    same(center.submit(form, {'text': 'Found, of 2001. Please book.'}).status, 303, 'passed on')
    same(state(ref), 'issued', 'it is the result')
    page = page_of(person, ref, '/result')
    has(page.main.text, 'Found, of 2001.', 'in the resident\'s language')
    has(page.main.text, '2001 年', 'and in the department\'s own words')
    has(page.main.text, 'Civil affairs bureau', 'with its name')
    gone(there)
    same((person.submit(page.form(action='/result')).status, state(ref)), (303, 'closed'), 'and it closes')
    same([a for a in journey.history(ref) if a not in ('ask_forward', 'agree', 'disagree', 'claim')],
         ['submit', 'transfer', 'hand_back', 'transfer', 'take', 'hand_back', 'transfer', 'transfer_answer',
          'ask_again', 'transfer_answer', 'department_reply', 'close'], 'the history has each step')
    wait_until(lambda: 'department_reply' in kinds(person))
    ok({'ask_forward', 'transfer', 'hand_back', 'department_reply'} <= set(kinds(person)), 'the resident was told',
       kinds(person))


def late():
    """Taken after its working day, it is shown as late, reminded by day, and not handed back any more."""
    late_ref = journey.submitted(person)
    asked(person, one, late_ref, 'civil-affairs', ['field-purpose'], 'yes')
    acted(one, late_ref, 'transfer', {'department': 'civil-affairs', 'ready-first': True})
    old = clock_of_days_ago()
    db("UPDATE transfer SET at = '%s', take_by = '%s' WHERE id = %s" % (old, old, transfer_of(late_ref)))
    has(desk_page(civil, late_ref).page.main.text, said('zh', 'clerk.late'), 'the clerk sees that it is late')
    has(one.get('/desk/matters/' + late_ref).page.main.text, said('zh', 'clerk.late'), 'so does the office')
    same(done(civil, late_ref, 'take').status, 303, 'it is taken late')
    same([f.action for f in desk_page(civil, late_ref).page.forms if f.action.endswith('/hand-back')], [],
         'and not handed back any more')
    same(person.submit(page_of(person, late_ref, '/withdraw').form(action='/withdraw')).status, 303,
         'the resident may withdraw it')
    same(db_one("SELECT outcome FROM transfer t JOIN application a ON a.id = t.application WHERE a.ref = '%s'"
                % late_ref), 'withdraw', 'then the department has it no longer')


def clock_of_days_ago():
    return time.strftime('%Y-%m-%d 00:00:00', time.gmtime(time.time() - 5 * 86400))


def barred():
    """A clerk handles no matter of their own, nor of somebody they know: neither sees it, nor acts."""
    refs = []
    for kin in (resident('en'), resident('en')):
        refs.append((journey.submitted(kin, example=journey.of_nobody()), kin))
        asked(kin, one, refs[-1][0], 'civil-affairs', ['field-purpose'], 'yes')
        acted(one, refs[-1][0], 'transfer', {'department': 'civil-affairs', 'ready-first': True})
    (own, kin), (known, other) = refs
    same(desk_page(civil, own).status, 200, 'what nobody declared is there')
    same(civil.submit(civil.get('/desk/own').page.form('contact'), {'contact': kin.contact}).status, 303,
         'a clerk declares their own family too')
    lacks(all_of(civil), '/desk/transfers/' + transfer_of(own), 'it is not in their list')
    for path in ('', '/take', '/answer', '/hand-back'):
        same(civil.get('/desk/transfers/%s%s' % (transfer_of(own), path)).status, 403, 'nor opened: ' + (path or '/'))
    for path, more in (('take', []), ('answer', [('answer', '好的。')]), ('hand-back', [('reason', 'x')])):
        pairs = [('token', civil.token('/desk/sign-out')), ('once', once()), ('version', db_one("SELECT version FROM application WHERE ref = '%s'" % own))] + more
        same(civil.post('/desk/transfers/%s/%s' % (transfer_of(own), path), pairs).status, 403, 'nor is anything done: ' + path)
    same(done(civil, known, 'recuse').location, '/desk/transfers', 'who knows a person steps back')
    same(desk_page(civil, known).status, 403, 'and opens it no more')
    lacks(all_of(civil), '/desk/transfers/' + transfer_of(known), 'nor finds it')
    ok('recuse' in journey.history(known) and state(known) == 'transferred', 'it stays with the department')
    db("DELETE m FROM officer_mark m JOIN officer o ON o.id = m.officer WHERE o.number = '%s'" % civil.number)
    has(all_of(civil), '/desk/transfers/' + transfer_of(own), 'a mark that is taken back bars no more')


def all_of(who):
    """All pages of a department's list."""
    text, path = '', '/desk/transfers'
    while path:
        page = who.get(path).page
        text += ' '.join(page.links('/desk/transfers'))
        path = next(iter(page.links('after=')), None)
    return text


def taken_there():
    """A department with neither accounts nor a mailbox: it goes there only in somebody's hands, and the resident reads in whose."""
    same(db_one("SELECT COUNT(*) FROM unit u WHERE u.code LIKE 'dept-%' AND u.mail IS NULL"), '0', 'each sample department has a mailbox')
    before = db("SELECT HEX(mail) FROM unit WHERE code = 'dept-tax'")[0][0]
    db("UPDATE unit SET mail = NULL WHERE code = 'dept-tax'")
    ref = journey.submitted(person)
    asked(person, one, ref, 'tax', ['field-purpose'], 'yes')
    page = one.get('/desk/matters/%s/transfer' % ref).page
    has(page.main.text, said('zh', 'clerk.reach_none'), 'the form says that nothing tells it')
    form, typed = page.form('department'), {'department': 'tax', 'ready-first': True}
    bare = one.submit(form, typed)
    same(bare.status, 422, 'by itself it is not passed on')
    has(bare.page.error('handed'), said('zh', 'clerk.handed_needed'), 'which is said beside the field')
    has(bare.page.error('handed_how'), said('zh', 'clerk.handed_how_needed'), 'and how')
    full = dict(typed, handed=True, handed_by='周示例', handed_how='当面交给窗口\n有签收单')
    for wrong, field in (({'handed': False}, 'handed'), ({'handed_by': ''}, 'handed_by'), ({'handed_how': ''}, 'handed_how'),
                         ({'handed_how': '长' * 301}, 'handed_how'), ({'handed_by': '长' * 81}, 'handed_by'),
                         ({'on-year': '2031'}, 'on'), ({'on-day': '32'}, 'on'), ({'on-year': '2001'}, 'on')):
        reply = one.submit(one.get('/desk/matters/%s/transfer' % ref).page.form('department'), dict(full, **wrong))
        ok(reply.status == 422 and reply.page.error(field), 'told beside %s' % field, reply.status)
    same(state(ref), 'submitted', 'it has not gone')
    same(acted(one, ref, 'transfer', full).status, 303, 'with all of that it is passed on')
    text = page_of(person, ref).main.text
    ok('周示例' in text and ' 当面交给窗口 有签收单' in text, 'the resident reads by whom and how', text)
    lacks(text, said(person.lang, 'tracking.dept_take_by').split('{1}')[0], 'and not that it takes it by a day of which nobody told it')
    db("UPDATE unit SET mail = UNHEX('%s') WHERE code = 'dept-tax'" % before)
    told = journey.submitted(person)
    asked(person, one, told, 'tax', ['field-purpose'], 'yes')
    same(acted(one, told, 'transfer', typed).status, 303, 'with a mailbox nothing of that is asked')
    ok(wait_until(lambda: [m for m in messages('tax@example.org') if m['kind'] == 'forwarded' and told[:4] in m['body']]), 'and the link goes out')


def by_link():
    """A department without accounts: a link to one matter, and a code to the same mailbox."""
    global link_ref, key
    link_ref = journey.submitted(person)
    asked(person, one, link_ref, 'natural-resources', ['field-purpose', 'field-destination'], 'yes')
    has(one.get('/desk/matters/%s/transfer' % link_ref).page.main.text, said('zh', 'clerk.reach_link'), 'by link')
    acted(one, link_ref, 'transfer', {'department': 'natural-resources', 'ready-first': True})
    body = wait_until(lambda: [m for m in messages(ESTATE) if m['kind'] == 'forwarded' and
                               link_ref[:4] in m['body']])[0]['body']
    key = re.search(r'/desk/link\?key=([\w-]{43})', body).group(1)
    same(db_one("SELECT COUNT(*) FROM transfer_link WHERE HEX(hash) LIKE '%%%s%%'" % key.encode().hex()), '0',
         'the store has no key')
    stranger = Browser()
    same(stranger.get('/desk/transfers/' + transfer_of(link_ref)).status, 303, 'without the code nothing is seen')
    first = open_link(key)
    page = first.get('/desk/transfers/' + transfer_of(link_ref)).page
    has(page.main.text, said('zh', 'clerk.forwarded'), 'with it the one page')
    lacks(page.main.text, '林示例', 'with what was forwarded and no more')
    subject = [m for m in messages(ESTATE) if m['kind'] == 'code'][0]['subject']
    has(subject, said('zh', 'mail.code_department.subject')[6:], 'the code says what it opens, and not that it signs in')
    same(first.get('/desk/transfers').status, 403, 'no list')
    same(first.get('/desk/matters/' + link_ref).status, 403, 'no matter')
    reply = first.get('/desk/own')
    same((reply.status, said('zh', 'desk.error.forbidden_role.link') in reply.text), (403, True), 'nothing of its own, and says why')
    same(first.get('/desk/transfers/1').status, 404, 'no other one')
    same(done(first, link_ref, 'take').status, 303, 'it is taken')
    same(done(first, link_ref, 'answer', {'answer': '可以办理。', 'own': 'It can be done.'}).status, 303, 'and answered')
    text = page_of(person, link_ref).main.text
    has(text, 'Natural resources and planning bureau', 'as that department')
    has(page_of(person, link_ref, '/views').main.text, said('en', 'views.role_clerk'), 'and its looking is recorded')
    ok('way' not in one.get('/desk/matters/%s/department-reply' % link_ref).page.form('text').names, 'what it wrote here itself needs no other word')
    acted(one, link_ref, 'department-reply')
    has(page_of(person, link_ref, '/result').main.text, 'It can be done.', 'the answer comes in the resident\'s language')
    same(first.get('/desk/transfers/' + '1').status, 303, 'with the end of the matter its session is over')
    for name in ('access', 'portal', 'desk'):
        lacks(logs(name), key, 'no log has the key: ' + name)


def codes(contact):
    return len([m for m in messages(contact) if m['kind'] == 'code'])


def open_link(which):
    db("DELETE FROM attempt WHERE context IN ('link_address', 'link_key')")
    browser, before = Browser(), codes(ESTATE)
    page = browser.get('/desk/link?key=' + which).page
    reply = browser.submit(page.form(action='/link'))
    same((reply.status, reply.location), (303, '/desk/link/code'), 'a code is asked for')
    page = browser.get('/desk/link/code').page
    reply = browser.submit(page.form('code'), {'code': code_for(ESTATE, before)})
    ok(reply.status == 303 and '/desk/transfers/' in reply.location, 'the code opens it', reply.location)
    return browser


def links_that_open_nothing():
    """An unknown link answers as a good one does; of a matter that went on it is said, and no code is offered."""
    before = codes(ESTATE)
    page = Browser('zh').get('/desk/link?key=' + key).page
    has(page.main.text, said('zh', 'clerk.link_ended'), 'what is no longer there')
    ok(not page.has_form(action='/link'), 'has no button for a code')
    browser = Browser('zh')
    browser.get('/desk/link?key=' + key)
    has(browser.get('/desk/link').page.main.text, said('zh', 'clerk.link_ended'), 'nor later')
    for what, which in (('unknown', 'A' * 43), ('no key at all', 'A' * 12)):
        browser = Browser()
        db("DELETE FROM attempt WHERE context IN ('link_address', 'link_key')")
        page = browser.get('/desk/link?key=' + which).page
        form = page.form(action='/link')
        reply = browser.submit(form)
        if what == 'no key at all':
            same(reply.location, '/desk/link', what)
            continue
        same((reply.status, reply.location), (303, '/desk/link/code'), '%s: the same answer' % what)
        page = browser.get('/desk/link/code').page
        reply = browser.submit(page.form('code'), {'code': '123456'})
        same((reply.status, reply.location), (303, '/desk/link/code?wrong=1'), 'and the same refusal')
    same(codes(ESTATE), before, 'no code went out')


def tries_are_counted():
    other = journey.submitted(person)
    asked(person, one, other, 'natural-resources', ['field-purpose'], 'yes')
    acted(one, other, 'transfer', {'department': 'natural-resources', 'ready-first': True})
    body = wait_until(lambda: [m for m in messages(ESTATE) if m['kind'] == 'forwarded' and
                               other[:4] in m['body']])[0]['body']
    which = re.search(r'key=([\w-]{43})', body).group(1)
    db("DELETE FROM attempt WHERE context IN ('link_address', 'link_key')")
    browser, before = Browser(), codes(ESTATE)
    browser.submit(browser.get('/desk/link?key=' + which).page.form(action='/link'))
    right = code_for(ESTATE, before)
    wrong = '%06d' % ((int(right) + 1) % 1000000)
    for _ in range(5):
        browser.submit(browser.get('/desk/link/code').page.form('code'), {'code': wrong})
    reply = browser.submit(browser.get('/desk/link/code').page.form('code'), {'code': right})
    same(reply.location, '/desk/link/code?wrong=1', 'after five wrong ones the right one opens nothing')


def samples():
    global kept
    kept = Samples()


def meant_for_it(lang, civil_name):
    """A matter that came to be passed on: whose it is stands everywhere, from the guide to the desk."""
    f, visitor = FORMALITIES['test-passed'], Browser(lang)
    page = visitor.get('/%s/formalities/test-passed' % lang).page
    text = page.main.text
    missing = [t for t in [civil_name, f['Title'][lang], f['Summary'][lang], f['Fee'][lang], f['Other'][lang],
                           said(lang, 'guide.answer_days').replace('{1}', f['Limit']['Promise']),
                           said(lang, 'guide.forwarded'), said(lang, 'guide.send')] if t not in text]
    ok(not missing, 'the guide says whose it is, by when it is answered and what goes there (%s)' % lang, *missing)
    has(page.links(), '/%s/formalities/test-passed/apply' % lang, 'and leads on')
    has(text, journey.FIELDS['question']['Label'][lang], 'what is passed on is what the form asks')
    lacks(text, f['Field']['accept']['Label'][lang], 'but for the word that it may be')
    lacks(text, said(lang, 'guide.promise').replace('{1}', f['Limit']['Promise']), 'and nothing is promised in the department\'s name')

    person = resident(lang)
    reply = journey.begin(person, 'test-passed')
    ref = journey.ref_of(reply)
    for _ in range(2):
        reply = person.send(reply.page.form(), journey.fill(reply.page.form(), f['Example']))
    reply = person.get(reply.page.links('/form/')[0])
    again = person.submit(reply.page.form(), dict(journey.fill(reply.page.form(), f['Example']), accept=False))
    same((again.status, [a for a, _ in again.page.summary]), (422, ['#f-accept']), 'nothing is passed on without their word')
    person.send(again.page.form(), {'accept': True})
    page = person.follow(journey.submit(person, ref)).page
    has(page.main.text, said(lang, 'receipt.to') + ' ' + civil_name, 'the receipt says to whom it goes')
    has(page.main.text, said(lang, 'receipt.check_transfer').split('{1}')[1], 'and that it goes within one working day')
    has(page.main.text, said(lang, 'receipt.answer').replace('{1}', '5'), 'and when an answer may come')
    lacks(page.main.text, said(lang, 'receipt.promise_text'), 'without a promise of ours')
    page = page_of(person, ref)
    has(page.main.text, said(lang, 'tracking.to') + ' ' + civil_name, 'so does the tracking page')
    has(page.main.text, said(lang, 'tracking.now_submitted_transfer'), 'and what it waits for')

    notice = wait_until(lambda: [m for m in messages(person.contact) if m['kind'] == 'submit'])[0]['body']
    has(notice, civil_name, 'the message names the department')
    lacks(notice, {'zh': '视为受理', 'en': 'counts as accepted'}[lang], 'and promises no acceptance by silence')
    same(one.get('/desk/matters/' + ref).status, 404, 'it is no county\'s')
    page = center.get('/desk/matters/' + ref).page
    has(page.main.text, said('zh', 'desk.transfer.meant').replace('{1}', '民政局'), 'the centre sees what it came for')
    first = page.one(class_='desk-acts').one('a')
    ok(first['href'].endswith('/transfer') and 'is-main' in first['class'], 'and that to pass it on is what to do', first.attrs)
    form = center.get('/desk/matters/%s/transfer' % ref).page.form('department')
    same(form.value('department'), 'civil-affairs', 'the department is chosen already')
    boxes = sorted(n for n in form.names if n.startswith(('field-', 'paper-', 'contact')))
    ok('field-question' in boxes and 'field-accept' not in boxes, 'what its entry asks may go, the word that it may is none', boxes)
    again = center.submit(form, {'department': 'justice', 'ready-competent': True})
    same((again.status, again.page.form('department').value('department')), (422, 'justice'), 'to that department only')
    same(center.submit(form, {'ready-competent': True}).status, 303, 'passed on')
    same(clock(ref)[:2], ('0', 'civil-affairs'), 'to that one')
    page = page_of(person, ref)
    has(page.main.text, said(lang, 'tracking.department') + ' ' + civil_name, 'the resident sees that it has it')
    lacks(page.main.text, said(lang, 'tracking.to') + ' ', 'and no longer that it will')
    has(desk_page(civil, ref).page.main.text, journey.FIELDS['question']['Label']['zh'], 'its clerk reads the question')
    told_by_telephone(person, ref, civil_name)


def told_by_telephone(who, ref, civil_name):
    """The department has not taken it here: whoever writes its answer down says how and when it came."""
    lang, page = who.lang, center.get('/desk/matters/%s/department-reply' % ref).page
    has(page.main.text, said('zh', 'desk.transfer.told'), 'the officer is told who will be named')
    on = lambda day: {'on-year': str(day.year), 'on-month': str(day.month), 'on-day': str(day.day)}
    today, one_day = journey.today(), datetime.timedelta(days=1)
    form, typed = page.form('text'), {'text': '可以查到，请预约。', 'way': 'phone'}
    for wrong, field in ((dict(typed, way=None), 'on'), (typed, 'on'), (dict(typed, **on(today - one_day)), 'on'),
                         (dict(typed, **on(today + one_day)), 'on'), (dict(typed, **{'on-year': '2026', 'on-month': '2', 'on-day': '30'}), 'on'),
                         ({'text': '可以。', **on(today)}, 'way')):
        reply = center.submit(form, {k: v for k, v in wrong.items() if v})
        ok(reply.status == 422 and reply.page.error(field) and state(ref) == 'transferred', 'not without how and when: %s' % field,
           reply.status, reply.page.summary)
    forged = [(k, v) for k, v in form.pairs(dict(typed, **on(today))) if k != 'way'] + [('way', 'pigeon')]
    same((center.post(form.action, forged).status, state(ref)), (422, 'transferred'), 'nor by a way that there is not')
    same(journey.pressed(center, form, dict(typed, **on(today))).status, 303, 'with both it goes to the resident')
    text = page_of(who, ref, '/result').main.text
    has(text, '可以查到，请预约。', 'who reads the answer'), has(text, civil_name, 'whose it is')
    unit = db_one("SELECT name_%s FROM unit WHERE code = 'center'" % lang)
    told = said(lang, 'result.told_phone').replace('{1}', unit)
    has(text, told.split('{2}')[0].strip(), 'and that an officer wrote it down, from what was said by telephone')
    has(text, shown_day(lang, today), 'on which day')
    has(page_of(who, ref).main.text, told.split('{2}')[0].strip(), 'which the history says, too')
    has(center.get('/desk/matters/' + ref).page.main.text, said('zh', 'result.told_phone').split('{2}')[1], 'and the desk')


def shown_day(lang, day):
    return '%d 月 %d 日' % (day.month, day.day) if lang == 'zh' else '%d %s' % (day.day, said('en', 'time.month_%d' % day.month))


def meant_in_chinese():
    meant_for_it('zh', '民政局')


def meant_in_english():
    meant_for_it('en', 'Civil affairs bureau')


def first_sight():
    """What a stranger finds: each office has work in each open state, each resident something."""
    open_states = {'submitted', 'accepted', 'proposed', 'approved', 'refused', 'correction', 'interview'}
    found = {}
    for unit, which in db("SELECT u.code, a.state FROM application a JOIN unit u ON u.id = a.unit "
                          "JOIN history h ON h.application = a.id AND h.seq = 1 "
                          "WHERE a.is_sample = 1 GROUP BY u.code, a.state"):
        found.setdefault(unit, set()).add(which)
    units = {account['unit'] for account in here.demo['accounts']
             if account['role'] in ('officer', 'approver', 'supervisor')}
    for unit in sorted(units):
        ok(open_states <= found.get(unit, set()), '%s has work of every kind' % unit, found.get(unit))
    ok(civil.get('/desk/transfers').page.links('/desk/transfers/'), 'a department has something, too')
    for account in here.demo['accounts']:
        if account['role'] == 'resident':
            page = resident(account['lang'], account['sign_in_name']).get('/%s/applications' % account['lang']).page
            ok(len(page.links('/applications/')) >= 3, '%s has some under way' % account['sign_in_name'])
    if here.is_own:
        there = db_one('SELECT COUNT(*) FROM application WHERE is_sample = 1')
        same(here.command('serve', '--detach').returncode, 0, './qiao serve once more')
        same(db_one('SELECT COUNT(*) FROM application WHERE is_sample = 1'), there, 'lays no others')


run(staff, first_sight, nothing_by_itself, exactly_that, as_it_was_shown, yes_is_for_what_was_seen, a_clerk_sees, hands_back, taken_back,
    answers, late, barred, taken_there, by_link,
    links_that_open_nothing, tries_are_counted, samples, meant_in_chinese, meant_in_english)
