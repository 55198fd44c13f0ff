#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sampling: a supervisor draws matters that have ended, looks at each again, and says what they found; nobody else does."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import asked
import journey
from journey import acted, said


def staff():
    global one, approver, supervisor, person, refs
    one, approver, supervisor = [officer(n) for n in ('ouhai-1', 'ouhai-approver', 'supervisor')]
    person = resident('zh')
    db('DELETE FROM review')
    db('DELETE FROM review_matter')
    refs = []
    for _ in range(4):
        ref = journey.submitted(person)
        acted(one, ref, 'accept')
        acted(one, ref, 'propose-approval', {'reason': '材料齐全。'})
        acted(approver, ref, 'decide', button=('verdict', 'agree'))
        journey.issued(one, ref)
        person.submit(person.get('/zh/applications/%s/result' % ref).page.form(action='/result'))
        refs.append(ref)
    same([journey.state(r) for r in refs], ['closed'] * 4, 'four closed matters')


def drawn(typed=None):
    page = supervisor.get('/desk/reviews').page
    return supervisor.submit(page.form('count'), dict({'count': '50', 'formality': 'cert-no-crime'}, **(typed or {})))


def form_of(ref):
    return supervisor.get('/desk/matters/' + ref).page.form('finding')


def who_may():
    for who in (one, approver):
        for path in ('/desk/reviews', '/desk/reviews/1', '/desk/reviews/1/csv', '/desk/matters/%s/review' % refs[0]):
            same(who.get(path).status, 403, '%s has none of it: %s' % (who.name, path))
    same(supervisor.get('/desk/reviews/1').status, 404, 'there is none yet')
    ok(not supervisor.get('/desk/matters/' + refs[0]).page.has_form(name='finding'), 'what was not drawn has no form')
    same(supervisor.get('/desk/matters/%s/review' % refs[0]).status, 409, 'nor a page')


def draws():
    global at
    for typed, field in (({'count': '0'}, 'count'), ({'count': '51'}, 'count'), ({'since': '2026-02-30'}, 'since'),
                         ({'until': '2020-01-01'}, 'until'), ({'since': '2020-01-01'}, 'until'),
                         ({'since': '2001-01-01', 'until': '2001-02-01'}, 'since')):
        reply = drawn(typed)
        ok(reply.status == 422 and reply.page.error(field), 'refused at its field: %s' % typed, reply.status)
    reply = drawn()
    ok(reply.status == 303 and '/desk/reviews/' in reply.location, 'drawn', reply.status, reply.location)
    at = reply.location
    page = supervisor.get(at).page
    links = [a.split('/')[-1].split('#')[0] for a in page.links('/desk/matters/')]
    ok(set(refs) <= set(links), 'with these four among them', links)
    seed = db_one('SELECT seed FROM review ORDER BY id DESC LIMIT 1')
    ok(re.fullmatch('[0-9a-f]{32}', seed) and seed in page.main.text, 'and its seed')
    text = supervisor.get(at + '?check=1').page.main.text
    has(text, said('zh', 'desk.review.same').split('。')[0], 'by which it is drawn again')
    ids = [int(r[0]) for r in db('SELECT application FROM review_matter WHERE review = %s ORDER BY place' % at.split('/')[-1])]
    ranks = [hashlib.blake2b(('qiao-review-1|%s|%d' % (seed, i)).encode(), digest_size=32).digest() for i in ids]
    same(ranks, sorted(ranks), 'as the method is written down, with nothing of ours')
    few = drawn({'count': '2'})
    same(db_one('SELECT COUNT(*) FROM review_matter WHERE review = %s' % few.location.split('/')[-1]), '2', 'as many as asked for')
    db('DELETE FROM review_matter WHERE review = %s' % few.location.split('/')[-1])
    text = supervisor.get('/desk/audit').page.main.text
    has(text, said('zh', 'desk.audit.action.review_drawn'), 'the draw is in the audit trail')
    ok(', 无犯罪记录证明, ' in text and ', cert-no-crime, ' not in text, 'from what, in words')


def endings():
    turned, taken = (journey.submitted(person) for _ in range(2))
    acted(one, turned, 'decline', {'ready-twice': True})
    person.send(person.get('/zh/applications/%s/withdraw' % taken).page.form(action='/withdraw'))
    same([journey.state(turned), journey.state(taken)], ['declined', 'withdrawn'], 'one not accepted, one withdrawn')
    for ending, ref in (('declined', turned), ('withdrawn', taken)):
        reply = drawn({'ending': ending})
        same(reply.status, 303, 'drawn: ' + ending)
        page = supervisor.get(reply.location).page
        links = [a.split('/')[-1].split('#')[0] for a in page.links('/desk/matters/')]
        ok(ref in links and not set(refs) & set(links), 'of those alone', links)
        has(page.main.text, said('zh', 'desk.review.ended_' + ending), 'and says so')
        form = form_of(ref)
        has(person.get('/zh/applications/%s/views' % ref).page.main.text, said('zh', 'views.reason_review'), 'as a review')
        same(supervisor.submit(form, {'finding': 'formal', 'found': '告知不清楚。'}).status, 303, 'and looked at')
        same(journey.state(ref), ending, 'which it stays')
        has(person.get('/zh/applications/' + ref).page.main.text, said('zh', 'did.review'), 'the resident reads that')
        has(supervisor.get(reply.location + '/csv').text, said('zh', 'desk.review.ended_' + ending), 'in the file, too')
        same(asked.verify(ref)[0], 0, 'the chain is whole')
    for ending in ('decision', 'other'):
        reply = supervisor.post('/desk/reviews', [('token', supervisor.token('/desk/sign-out')), ('once', once()), (
            'since', '2026-01-01'), ('until', '2026-01-02'), ('count', '1'), ('ending', ending)])
        ok(reply.status == 422 and reply.page.error('ending'), 'there is no such draw: ' + ending)


def findings():
    ref = refs[0]
    form = form_of(ref)
    has(person.get('/zh/applications/%s/views' % ref).page.main.text, said('zh', 'views.reason_review'),
        'the resident reads why it was opened')
    reply = supervisor.submit(form, {'finding': 'formal', 'found': ''})
    ok(reply.status == 422 and reply.page.error('found'), 'a fault needs words')
    reply = supervisor.submit(form_of(ref), {'found': 'x'})
    ok(reply.status == 422 and reply.page.error('finding'), 'a finding has to be chosen')
    reply = supervisor.submit(form_of(ref), {'finding': 'formal', 'found': '日期写错了。'})
    same((reply.status, reply.location), (303, at), 'found')
    same(supervisor.submit(form_of(refs[1]), {'finding': 'order'}).status, 303, 'what is in order needs none')
    same(supervisor.submit(form_of(refs[2]), {'finding': 'reopen', 'found': '结论有误。'}).status, 303, 'and one for the head')
    ok(not supervisor.get('/desk/matters/' + ref).page.has_form(name='finding'), 'each once')
    pairs = [('token', supervisor.token('/desk/sign-out')), ('once', once()), ('finding', 'order'), ('version', db_one(
        "SELECT version FROM application WHERE ref = '%s'" % ref))]
    same(supervisor.post('/desk/matters/%s/review' % ref, pairs).status, 409, 'however it is sent')
    same(one.post('/desk/matters/%s/review' % refs[3], [('token', one.token('/desk/sign-out'))] + pairs[1:]).status, 403,
         'an officer finds nothing')
    text = supervisor.get(at).page.main.text
    for finding in ('formal', 'order', 'reopen'):
        has(text, said('zh', 'desk.review.finding_' + finding), 'counted: ' + finding)
    has(one.get('/desk/matters/' + ref).page.main.text, '日期写错了。', 'the unit reads what was found')
    for path in ('', '/views', '/receipt'):
        lacks(person.get('/zh/applications/%s%s' % (ref, path)).text, '日期写错了', 'the resident does not: ' + (path or '/'))
    has(person.get('/zh/applications/' + ref).page.main.text, said('zh', 'did.review'), 'but that it was reviewed')
    ok('review' in journey.history(ref), 'as an act of the matter')
    same(journey.state(ref), 'closed', 'which is closed as before')
    reply = supervisor.get(at + '/csv')
    has(reply.text, said('zh', 'desk.review.finding_formal'), 'a file of it')
    lacks(reply.text, '日期写错了', 'without the words')
    same(asked.verify(ref)[0], 0, 'the chain is whole')
    row = "UPDATE review_matter SET %%s WHERE application = %s AND finding IS NOT NULL" % db_one("SELECT id FROM application WHERE ref = '%s'" % refs[2])
    for altered, back in (("finding = 'order'", "finding = 'reopen'"), ('officer = officer + 1', 'officer = officer - 1'),
                          ('reviewed = reviewed + INTERVAL 1 HOUR', 'reviewed = reviewed - INTERVAL 1 HOUR')):
        db(row % altered)
        has(asked.verify(refs[2])[1], 'a review counts what no act found', 'found: ' + altered)
        db(row % back)
    db(row % 'finding = NULL, reviewed = NULL')
    has(asked.verify(refs[2])[1], 'it was reviewed, and no review counts it', 'found: gone')
    db("UPDATE review_matter m JOIN history h ON h.application = m.application AND h.action = 'review' AND h.actor = m.officer SET "
       "m.finding = 'reopen', m.reviewed = h.at WHERE m.finding IS NULL AND m.application = (SELECT id FROM application WHERE ref = '%s')" % refs[2])
    same(asked.verify(refs[2])[0], 0, 'and whole again')


run(staff, who_may, draws, endings, findings)
