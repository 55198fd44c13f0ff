#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ratings: one a closed matter, in the chain; a bad one is followed up outside the unit that was rated, by
nobody who had the matter, with clocks of its own; then one rating more."""
import csv
import datetime
import io
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said

WORDS = '等了很久，说话也不客气。'
REASON = '通篇辱骂窗口人员，没有说办理情况。'
TALKED = '申请人说窗口让她跑了三次。'


def staff():
    global one, two, approver, supervisor, centre, centre_approver, eea, ruian
    one, two, approver, supervisor, centre, centre_approver, eea, ruian = [officer(n) for n in (
        'ouhai-1', 'ouhai-2', 'ouhai-approver', 'supervisor', 'center-1', 'center-approver', 'eea-approver',
        'ruian-approver')]


def closed(person, decider=None, **more):
    ref = journey.submitted(person, **more)
    journey.approved(one, decider or approver, ref)
    journey.issued(one, ref)
    person.submit(person.get('/zh/applications/%s/result' % ref).page.form(action='/result'))
    return ref


def shown(ref):
    return '-'.join((ref[:4], ref[4:8], ref[8:]))


def at(ref):
    return '/zh/applications/%s/rating' % ref


def desk_at(ref):
    return '/desk/matters/%s/follow-up' % ref


def rate(person, ref, level, words=None, about=(), **more):
    form = person.get(at(ref)).page.form(action='/rating')
    typed = {'level': str(level), 'words': words or ''}
    typed.update(('about-' + a, True) for a in about)
    return person.submit(form, typed, **more)


def acts(ref):
    return [h[1] for h in db("SELECT h.seq, h.action FROM history h JOIN application a ON a.id = h.application "
                             "WHERE a.ref = '%s' ORDER BY h.seq" % ref)]


def before_the_end():
    global person, ref
    person = resident('zh')
    ref = journey.submitted(person)
    same(person.get(at(ref)).status, 404, 'what is under way is not rated')
    lacks(person.get('/zh/applications/' + ref).page.text, said('zh', 'rating.ask'), 'and nobody is asked to')
    journey.approved(one, approver, ref)
    journey.issued(one, ref)
    same(person.get(at(ref)).status, 404, 'nor before it is closed')
    person.submit(person.get('/zh/applications/%s/result' % ref).page.form(action='/result'))
    for path in ('', '/result'):
        page = person.get('/zh/applications/' + ref + path).page
        has(page.text, said('zh', 'rating.ask'), 'the page of what is closed asks')
        same(len(page.links('/rating?level=')), 5, 'with five levels to tap')


def the_form():
    page = person.get(at(ref)).page
    levels = [n for n in page.main.all('input', name='level')]
    same([n['value'] for n in levels], ['5', '4', '3', '2', '1'], 'five levels')
    same([n for n in levels if 'checked' in n.attrs], [], 'none is chosen beforehand')
    same([n['value'] for n in person.get(at(ref) + '?level=2').page.main.all('input', name='level') if 'checked' in n.attrs],
         ['2'], 'but the one that was tapped')
    for odd in ('level=9', 'level=zz', 'level='):
        same(person.get(at(ref) + '?' + odd).status, 200, '%s chooses none' % odd)
    reply = person.submit(page.form(action='/rating'), {'words': WORDS})
    same(reply.status, 422, 'without a level nothing is sent')
    has(reply.page.text, said('zh', 'rating.level_needed'), 'the error stands beside the field')
    has(reply.page.text, WORDS, 'and what was typed is still there')
    for typed in ({'level': '0'}, {'level': '6'}, {'level': '2', 'words': '长' * 1001}):
        form = person.get(at(ref)).page.form(action='/rating')
        same(person.post(at(ref), [p for p in form.pairs({}) if p[0] not in typed] + list(typed.items())).status, 422,
             '%s is refused' % list(typed.items())[-1][0])
    form = person.get(at(ref)).page.form(action='/rating')
    same(person.post(at(ref), form.pairs({}) + [('level', '2'), ('about-weather', '1')]).status, 400, 'a box of nobody\'s')
    same(person.post(at(ref), [p for p in form.pairs({'level': '2'}) if p[0] != 'token']).status, 403, 'no token')
    same(acts(ref)[-1], 'close', 'nothing was recorded')


def others():
    other = resident('zh')
    same(other.get(at(ref)).status, 404, 'another person does not see it')
    form = person.get(at(ref)).page.form(action='/rating')
    mine = other.get('/zh/settings').page.form(action='/settings')
    pairs = [(k, mine.value('token') if k == 'token' else v) for k, v in form.pairs({'level': '5'})]
    same(other.post(at(ref), pairs).status, 404, 'nor rates it')
    same(Browser().get(at(ref)).status, 303, 'a visitor signs in first')


def good():
    fine = closed(person)
    same(rate(person, fine, 5, about=('pace', 'manner')).status, 303, 'very satisfied')
    same(db("SELECT r.level, r.subjects, u.code FROM rating r JOIN application a ON a.id = r.application "
            "JOIN unit u ON u.id = r.unit WHERE a.ref = '%s'" % fine), [('5', 'pace,manner', 'br-ouhai')], 'is kept')
    same(db_one("SELECT COUNT(*) FROM follow_up f JOIN application a ON a.id = f.application WHERE a.ref = '%s'" % fine),
         '0', 'and nothing follows')
    page = person.get(at(fine)).page
    ok(not page.has_form(action='/rating'), 'it is not to be changed')
    has(page.main.text, said('zh', 'rating.level_5'), 'and can be read')
    has(person.get('/zh/applications/' + fine).page.main.text, said('zh', 'rating.yours'), 'the tracking page leads to it')


def bad():
    global form_before
    form_before = person.get(at(ref)).page.form(action='/rating')
    has(person.get(at(ref)).page.main.text, said('zh', 'rating.once'), 'the first says who calls back')
    typed = {'level': '2', 'words': WORDS, 'about-pace': True, 'about-manner': True}
    first = person.submit(form_before, typed)
    same(first.status, 303, 'dissatisfied')
    same(person.submit(form_before, typed).status, 303, 'the same form again has the same answer')
    same(acts(ref).count('rate'), 1, 'and one effect')
    fresh = [(k, v) for k, v in form_before.pairs(typed) if k != 'once'] + [('once', once())]
    same(person.post(at(ref), fresh).status, 409, 'a second one is refused')
    unit, level, days = db("SELECT u.code, r.level, DATEDIFF(f.mend_by, f.opened) FROM follow_up f JOIN rating r ON "
                           "r.application = f.application JOIN application a ON a.id = f.application JOIN unit u ON "
                           "u.id = f.unit WHERE a.ref = '%s'" % ref)[0]
    same((unit, level), ('center', '2'), 'the centre above follows it up')
    ok(int(days) >= 19, 'fifteen working days for all of it', days)
    lacks(str(db("SELECT * FROM rating")) + str(db('SELECT * FROM follow_up')), WORDS, 'its words are in no table')
    lacks(logs(), WORDS, 'nor in a log')
    page = person.get(at(ref)).page
    has(page.main.text, '网上警务服务中心', 'the resident reads who follows it up')
    has(page.main.text, WORDS, 'and what they wrote')


def who_sees():
    lists = one.get('/desk/?list=unit').page
    lacks(lists.text, said('zh', 'desk.list.ratings'), 'no officer has that list')
    ok(ref not in str(approver.get('/desk/?list=ratings').page.links('/desk/matters/')), 'the rated unit\'s approver has it not in theirs')
    found = [h for h in supervisor.get('/desk/?list=ratings').page.links('/follow-up') if ref in h]
    same(len(found), 1, 'the centre\'s supervisor has it')
    same(centre_approver.get(found[0]).status, 200, 'it opens')
    for who, status, why in ((one, 403, 'an officer'), (centre, 403, 'the centre\'s officer'),
                             (approver, 404, 'the approver of the rated unit'), (ruian, 404, 'another branch\'s'),
                             (eea, 404, 'the bureau\'s above')):
        same(who.get(desk_at(ref)).status, status, '%s does not follow it up' % why)
    page = one.get('/desk/matters/' + ref).page
    has(page.text, said('zh', 'did.rate'), 'the unit\'s record has the act')
    lacks(page.text, WORDS, 'and not the words')
    lacks(page.text, said('zh', 'rating.level_2'), 'nor the level')
    has(centre_approver.get(desk_at(ref)).page.text, WORDS, 'who follows it up reads them')
    seen = person.get('/zh/applications/%s/views' % ref).page.text
    has(seen, said('zh', 'views.reason_follow_up'), 'and the resident reads that they did')


def forged():
    """The form of whoever may, sent by whoever may not."""
    form = supervisor.get(desk_at(ref)).page.form(action='/follow-up', name='reached')
    for who, status in ((one, 403), (approver, 404), (ruian, 404), (eea, 404)):
        token = who.token('/desk/own')
        pairs = [(k, token if k == 'token' else once() if k == 'once' else v)
                 for k, v in form.pairs({'reached': 'yes', 'said': TALKED})]
        same(who.post(desk_at(ref), pairs).status, status, '%s is refused the act too' % who.name)
    # even if the rated unit were written there
    db("UPDATE follow_up f JOIN application a ON a.id = f.application SET f.unit = a.unit WHERE a.ref = '%s'" % ref)
    same(approver.get(desk_at(ref)).status, 403, 'the rated unit would be refused even if it were given to it')
    db("UPDATE follow_up f JOIN application a ON a.id = f.application SET f.unit = (SELECT id FROM unit WHERE code = "
       "'center') WHERE a.ref = '%s'" % ref)
    same(acts(ref)[-1], 'rate', 'nothing happened')


def step(who, which, typed=None, of=None):
    form = next(f for f in who.get(desk_at(of or ref)).page.forms if f.value('act') == which)
    return who.submit(form, typed or {})


def contact():
    page = supervisor.get(desk_at(ref)).page
    number = db_one("SELECT COUNT(*) FROM access_record r JOIN application a ON a.id = r.application WHERE a.ref = '%s' "
                    "AND r.what = 'contact'" % ref)
    same(number, '0', 'whom to call is masked at first')
    same(step(supervisor, 'contact').status, 303, 'to see it is an act')
    has(supervisor.get(desk_at(ref)).page.text, person.contact, 'then it is there')
    lacks(centre_approver.get(desk_at(ref)).page.text, person.contact, 'for who asked only')
    has(person.get('/zh/applications/%s/views' % ref).page.text, said('zh', 'views.what_contact'), 'the resident reads it')


def follow():
    ok(not [f for f in supervisor.get(desk_at(ref)).page.forms if f.value('act') in ('mend', 'close')],
       'nothing is mended before a call')
    old = supervisor.get(desk_at(ref)).page.form(action='/follow-up', name='reached')
    same(step(supervisor, 'call').status, 422, 'a call says whether it reached them')
    same(step(supervisor, 'call', {'reached': 'yes'}).status, 422, 'and what was said')
    same(step(supervisor, 'call', {'reached': 'no'}).status, 303, 'nobody answered')
    late = supervisor.submit(old, {'reached': 'no'})
    same(late.status, 409 if late.status == 409 else 422, 'an older page is told so')
    has(late.page.text, said('zh', 'desk.follow.first'), 'in words')
    page = supervisor.get(desk_at(ref)).page
    has(page.main.text, said('zh', 'desk.follow.tried_at').split('}')[1], 'a call in vain was tried')
    lacks(page.main.text, said('zh', 'desk.follow.done_at').split('{')[0].strip(), 'and is not done')
    form = next(f for f in page.forms if f.value('act') == 'mend')
    ok('ready-sorry' in form.names and 'ready-law' not in form.names, 'that it was explained in the call is not offered')
    reply = supervisor.post(desk_at(ref), form.pairs({'mended': 'no'}) + [('ready-law', '1')])
    ok(reply.status == 422 and said('zh', 'desk.ready_untrue') in (reply.page.error('told') or ''), 'nor taken', reply.status)
    same(step(centre_approver, 'call', {'reached': 'yes', 'said': TALKED}).status, 303, 'a colleague reaches them')
    page = supervisor.get(desk_at(ref)).page
    ok('ready-law' in next(f for f in page.forms if f.value('act') == 'mend').names, 'then it is')
    lacks(page.main.text, said('zh', 'desk.follow.tried_at').split('}')[1], 'and the call is done')
    ok(not [f for f in supervisor.get(desk_at(ref)).page.forms if f.value('act') == 'call'], 'that is done')
    same(step(supervisor, 'mend', {'mended': 'yes'}).status, 422, 'what was mended is said')
    before = len(messages(person.contact))
    same(step(supervisor, 'mend', {'mended': 'yes', 'told': '今后一次说清。', 'ready-sorry': True}).status, 303, 'mended')
    has(person.get(at(ref)).page.main.text, '今后一次说清。', 'the resident reads it')
    has(person.get(at(ref)).page.main.text, TALKED, 'and what was written of the call')
    lacks(one.get('/desk/matters/' + ref).page.text, TALKED, 'the rated unit does not')
    has(one.get('/desk/matters/' + ref).page.text, '今后一次说清。', 'but what it has to mend')
    ok(wait_until(lambda: len(messages(person.contact)) > before), 'the resident gets a notice')
    ok(not person.get(at(ref)).page.has_form(action='/rating'), 'not yet to be rated again')
    same(step(supervisor, 'close').status, 303, 'closed')
    ok(ref not in str(supervisor.get('/desk/?list=ratings').page.links('/follow-up')), 'it leaves the list')
    ok(not [f for f in supervisor.get(desk_at(ref)).page.forms if f.value('act') in ('call', 'mend', 'close')],
       'nothing more is to be done')


def again():
    page = person.get('/zh/applications/' + ref).page
    has(page.text, said('zh', 'rating.ask_again'), 'the resident is asked once more')
    same(person.submit(form_before, {'level': '1'}).status, 409, 'the first form is over')
    same(acts(ref).count('rate_again'), 0, 'and no further rating')
    for lang in ('zh', 'en'):
        text = person.get(at(ref).replace('/zh', '/' + lang, 1)).page.main.text
        has(text, said(lang, 'rating.once_again'), 'the further rating promises no other call (%s)' % lang)
        lacks(text, said(lang, 'rating.once'), 'as the first did (%s)' % lang)
    form = person.get(at(ref)).page.form(action='/rating')
    same(person.submit(form, {'level': '4', 'words': '改好了。'}).status, 303, 'rated once more')
    same(acts(ref)[-6:], ['rate', 'follow_up_call', 'follow_up_call', 'follow_up_mend', 'follow_up_close', 'rate_again'],
         'each act is one row')
    ok(not person.get(at(ref)).page.has_form(action='/rating'), 'that is all')
    fresh = [(k, v) for k, v in form.pairs({'level': '1'}) if k != 'once'] + [('once', once())]
    same(person.post(at(ref), fresh).status, 409, 'a third one is refused')
    has(person.get('/zh/applications/%s/views' % ref).page.text, said('zh', 'views.whole'), 'the chain is whole')
    same(db("SELECT level, again_level FROM rating r JOIN application a ON a.id = r.application WHERE a.ref = '%s'" % ref),
         [('2', '4')], 'both are kept')
    years = db_one("SELECT DATEDIFF(retain_until, ended) FROM application WHERE ref = '%s'" % ref)
    ok(int(years) % 365 < 12, 'and how long the matter is kept counts from its end', years)


def outside():
    """Who had it in hand is not outside: a site's matter that the branch's approver decided goes further up."""
    below = journey.submitted(person, example={'home_county': '330304', 'home_town': '丽岙街道'})
    site = officer('liao-1')
    journey.approved(site, approver, below)
    journey.issued(site, below)
    person.submit(person.get('/zh/applications/%s/result' % below).page.form(action='/result'))
    rate(person, below, 1)
    # other tests hire
    others = db_one("SELECT COUNT(*) FROM officer o JOIN unit u ON u.id = o.unit WHERE u.code = 'br-ouhai' AND o.is_active = 1 "
                    "AND o.role IN ('approver', 'supervisor') AND o.name <> 'ouhai-approver'")
    same(follower(below), 'center' if others == '0' else 'br-ouhai', 'who decided it does not follow it up: somebody above')
    same(approver.get(desk_at(below)).status, 404 if others == '0' else 403, 'nor opens it')
    declined = journey.submitted(person, example={'home_county': '330304', 'home_town': '丽岙街道'})
    acted(site, declined, 'decline', {'reason': '不归我们。', 'where': '请到当地。'})
    rate(person, declined, 1)
    same(follower(declined), 'br-ouhai', 'of what the site alone had: the branch above')
    same(approver.get(desk_at(declined)).status, 200, 'its approver follows it up')
    same(site.get(desk_at(declined)).status, 403, 'the site does not')
    same(supervisor.get(desk_at(declined)).status, 200, 'the supervisor above looks after it')


def known():
    """Whoever declared a number of its person, before it was rated or after that, has it in no list and no count."""
    number, mine = '330399197811110024', resident('zh')
    mark = 'DELETE m FROM officer_mark m JOIN officer o ON o.id = m.officer WHERE o.number = '
    refs = []

    def listed():
        """Whether all are there, in the page and in the file; and how many are counted."""
        page = supervisor.get('/desk/?list=ratings').page
        rows = list(csv.reader(io.StringIO(supervisor.get('/desk/queue.csv?list=ratings').body.decode('utf-8-sig'))))[1:]
        tab = next((a.one('b') for a in page.all('a') if 'list=ratings' in a['href'] and a.one('b')), None)
        return ([any(r in h for h in page.links('/follow-up')) for r in refs], [any(shown(r) in row for row in rows) for r in refs],
                int(tab.text) if tab else 0)

    def declare():
        same(supervisor.submit(supervisor.get('/desk/own').page.form('number'), {'number': number}).status, 303, 'declared')

    before = listed()
    for i in range(2):
        refs.append(closed(mine, example=dict(journey.of_nobody(), applicant_idno=number)))
        rate(mine, refs[i], 1)
        if not i:
            there = listed()
            same((there[:2], there[2] - before[2]), (([True], [True]), 1), 'one more to follow up')
            same(supervisor.get(desk_at(refs[0])).status, 200, 'which opens')
            declare()
    same([supervisor.get(desk_at(r)).status for r in refs], [403, 403], 'to whom declared its number it does not open')
    same(listed(), ([False, False], [False, False], before[2]), 'and it stands in neither list nor file nor count, rated before or after')
    db(mark + "'%s'" % supervisor.number)
    same(listed(), ([True, True], [True, True], before[2] + 2), 'taken back, they are there')
    own = "SELECT COUNT(*) FROM matter_number n JOIN application a ON a.id = n.application WHERE a.ref = '%s'"
    ok(int(db_one(own % refs[0])) > 0, 'its numbers are known as long as it is open')
    same(step(supervisor, 'call', {'reached': 'yes', 'said': TALKED}, refs[0]).status, 303, 'called')
    same(step(supervisor, 'mend', {'mended': 'yes', 'told': '今后一次说清。', 'ready-sorry': True}, refs[0]).status, 303, 'mended')
    same(step(supervisor, 'close', None, refs[0]).status, 303, 'closed')
    same((db_one(own % refs[0]), int(db_one(own % refs[1])) > 0), ('0', True), 'and no longer')


def language():
    """Whoever reads English meanwhile is told of the follow-up in English."""
    mine = resident('zh')
    ended = closed(mine)
    mine.submit(mine.get('/zh/settings').page.form(action='/settings'), {'lang': 'en'})
    rate(mine, ended, 1)
    same(db_one("SELECT lang FROM application WHERE ref = '%s'" % ended), 'en', 'the language is that of today')
    form = next(f for f in supervisor.get(desk_at(ended)).page.forms if f.value('act') == 'call')
    reply = supervisor.submit(form, {'reached': 'yes', 'said': TALKED})
    asked = said('zh', 'desk.wording.asked').replace('{1}', said('zh', 'desk.lang.en'))
    same((reply.status, asked in (reply.page.error('said') or '')), (422, True), 'what was said in the call they read in their language')
    form = next(f for f in reply.page.forms if f.value('act') == 'call')
    same(form.value('said'), TALKED, 'what was written stays')
    same(supervisor.submit(form, {'chinese': True}).status, 303, 'or it goes out in Chinese, knowingly')
    ended = closed(mine)
    rate(mine, ended, 1)
    form = next(f for f in supervisor.get(desk_at(ended)).page.forms if f.value('act') == 'call')
    same(supervisor.submit(form, {'reached': 'yes', 'said': 'She came three times.'}).status, 303, 'or in English at once')


def follower(ref):
    return db_one("SELECT u.code FROM follow_up f JOIN application a ON a.id = f.application JOIN unit u ON "
                  "u.id = f.unit WHERE a.ref = '%s'" % ref)


def table(by):
    reply = supervisor.get('/desk/supervision/ratings.csv?by=' + by)
    has(reply.header('Content-Type'), 'text/csv', 'ratings by %s are a file, too' % by)
    return {r[0]: [int(n) for n in r[1:7]] for r in list(csv.reader(io.StringIO(reply.body.decode('utf-8-sig'))))[1:]}


def figures():
    """Each number is what a naive count of the ratings gives, and leads to as many matters."""
    month = (datetime.datetime.utcnow() + datetime.timedelta(hours=8)).strftime('%Y-%m')
    for by, key in (('unit', "IF(u.kind = 'service-site', p.name_zh, u.name_zh)"), ('site', 'u.name_zh'),
                    ('officer', "COALESCE(x.number, '-')"), ('formality', 'r.formality'),
                    ('month', "DATE_FORMAT(r.at + INTERVAL 8 HOUR, '%Y-%m')")):
        want = {}
        for name, level in db("SELECT %s, r.level FROM rating r JOIN unit u ON u.id = r.unit LEFT JOIN unit p ON p.id = "
                              "u.parent LEFT JOIN officer x ON x.id = r.officer WHERE r.excluded IS NULL AND DATE_FORMAT(r.at + INTERVAL 8 HOUR, "
                              "'%%Y-%%m') = '%s'" % (key, month)):
            row = want.setdefault(name, [0] * 6)
            row[0] += 1
            row[6 - int(level)] += 1
        names = {f['Name']['zh']: code for code, f in journey.FORMALITIES.items()}
        names[said('zh', 'desk.figures.no_officer')] = '-'
        same({names.get(n, n): r for n, r in table(by).items()}, want, 'by %s they are right' % by)
        page = supervisor.get('/desk/supervision/ratings?by=' + by).page
        ok(list(page.main.all('svg')) and page.main.one('table'), 'by %s: a picture beside the table' % by)
        for link in [a for a in page.main.one('tbody').all('a') if 'ratings/matters' in a['href']]:
            behind = supervisor.get(link['href']).page
            many = link.text if '%' not in link.text else next(a.text for a in page.main.all('a') if a['href'] == link['href'])
            ok(len(list(behind.main.one('tbody').all('tr'))) == min(int(many), 50), 'as many behind it', link['href'])
    page = supervisor.get('/desk/supervision/ratings').page
    link = next(a for a in page.main.all('a') if 'list=ratings' in a['href'])
    listed = len([h for h in supervisor.get(link['href']).page.links('/follow-up')])
    open_ = int(db_one("SELECT COUNT(*) FROM follow_up f JOIN unit u ON u.id = f.unit WHERE f.closed IS NULL AND (u.code = "
                       "'center' OR u.parent = (SELECT id FROM unit WHERE code = 'center'))"))
    has(page.main.text, said('zh', 'desk.ratings.open').replace('{1}', str(open_)), 'how many are followed up, here and below')
    same(listed, min(open_, 30), 'and the list has them')
    known = db_one("SELECT f.application FROM follow_up f JOIN unit u ON u.id = f.unit WHERE f.closed IS NULL AND u.code = 'center' LIMIT 1")
    who = db_one("SELECT id FROM officer WHERE name = 'supervisor'")
    person_has = int(db_one("SELECT COUNT(*) FROM follow_up f JOIN unit u ON u.id = f.unit JOIN application a ON a.id = f.application WHERE "
                            "f.closed IS NULL AND (u.code = 'center' OR u.parent = (SELECT id FROM unit WHERE code = 'center')) AND "
                            "a.person = (SELECT person FROM application WHERE id = %s)" % known))
    db('INSERT INTO recusal (application, officer, at) VALUES (%s, %s, UTC_TIMESTAMP(3))' % (known, who))
    has(supervisor.get('/desk/supervision/ratings').page.main.text, said('zh', 'desk.ratings.open').replace('{1}', str(open_ - person_has)),
        'what is barred to whoever looks is in neither')
    same(len(supervisor.get(link['href']).page.links('/follow-up')), min(open_ - person_has, 30), 'list nor number')
    db('DELETE FROM recusal WHERE officer = %s AND application = %s' % (who, known))
    for who, status in ((one, 403), (approver, 403)):
        same(who.get('/desk/supervision/ratings').status, status, '%s does not see them' % who.name)
    for odd in ('by=weather', 'month=2026-13', 'unit=1', 'by=site&unit=999'):
        same(supervisor.get('/desk/supervision/ratings?' + odd).status, 200, '%s counts as not asked for' % odd)
    has(supervisor.get('/desk/supervision').page.text, said('zh', 'desk.ratings.title'), 'supervision leads there')


def overdue():
    mine = resident('zh')
    late = closed(mine)
    rate(mine, late, 1)
    db("UPDATE follow_up f JOIN application a ON a.id = f.application SET f.call_by = NOW() - INTERVAL 3 DAY, "
       "f.due = NOW() - INTERVAL 3 DAY WHERE a.ref = '%s'" % late)
    page = supervisor.get('/desk/?list=ratings').page
    row = next(r for r in page.main.all('tr') if late[:3] in r.text and r.all('a'))
    ok(list(row.all('span', class_='is-over')), 'one that is late shows so')
    lights = [bool(list(r.all('span', class_='is-over'))) for r in page.main.one('tbody').all('tr')]
    same(lights, sorted(lights, reverse=True), 'and stands above those that are not')
    has(supervisor.get(desk_at(late)).page.text, said('zh', 'desk.follow.over'), 'also on its page')
    # as the clock of the courier does (t/unit/ladder.c), which may have been first
    db("INSERT IGNORE INTO reminder SELECT (SELECT COALESCE(MAX(r.id), 0) + 1 FROM reminder r), a.id, 'call', 'late', f.due, 'follow', 0, "
       "f.unit, UTC_TIMESTAMP(3) FROM follow_up f JOIN application a ON a.id = f.application WHERE a.ref = '%s'" % late)
    for who, there in ((supervisor, True), (centre_approver, True), (centre, False), (approver, False), (ruian, False)):
        same(desk_at(late) in who.get('/desk/reminders').page.links('/follow-up'), there, '%s is%s reminded of it' % (
            who.name, '' if there else ' not'))


def not_counted():
    was = db("SELECT id, unit, role FROM officer WHERE name = 'ruian-approver'")[0]
    db("UPDATE officer SET role = 'supervisor', unit = (SELECT unit FROM (SELECT unit FROM officer WHERE name = 'supervisor') k) "
       "WHERE id = %s" % was[0])
    try:
        excluded(was)
    finally:
        db("UPDATE officer SET role = '%s', unit = %s WHERE id = %s" % (was[2], was[1], was[0]))


def excluded(was):
    """Two supervisors, with a reason; the rating and its follow-up stay, its number goes from every total."""
    mine = resident('zh')
    ours = closed(mine)
    rate(mine, ours, 1, '骂人的话。')
    before = table('unit')['瓯海分中心']
    path = '/desk/supervision/exclude/' + ours
    same([b.get(path).status for b in (one, approver, officer('admin-1'))], [403, 403, 403], 'only supervisors')
    matters = supervisor.get('/desk/supervision/ratings/matters?by=month').page
    ok(path in matters.links('/exclude/'), 'the list of ratings leads there')
    form = supervisor.get(path).page.form('reason')
    reply = supervisor.submit(form, {'reason': '恶意', 'ground': 'abuse'})
    ok(reply.status == 422 and reply.page.error('reason'), 'not without a reason that says something')
    reply = supervisor.submit(supervisor.get(path).page.form('reason'), {'reason': '评价的不是这件事，通篇辱骂窗口人员。'})
    ok(reply.status == 422 and reply.page.error('ground'), 'nor without a ground that the resident can be told')
    reply = supervisor.submit(supervisor.get(path).page.form('reason'), {'reason': REASON, 'ground': 'abuse'})
    same(reply.status, 303, 'proposed')
    there = reply.location
    same(supervisor.post(path, [('token', supervisor.token('/desk/sign-out')), ('once', once()),
                                ('reason', '又一次提出，理由相同。')]).location, there, 'proposed again: that one waits')
    same(table('unit')['瓯海分中心'], before, 'it counts until another agrees')
    answer = lambda who, word: who.post(there, [('token', who.token('/desk/sign-out')), ('once', once()), ('answer', word)])
    same(answer(supervisor, 'confirmed').status, 422, 'not whoever proposed it')
    same(answer(one, 'confirmed').status, 403, 'nor an officer')
    db("UPDATE officer SET unit = %s WHERE id = %s" % (was[1], was[0]))
    same(answer(ruian, 'confirmed').status, 404, 'nor a supervisor of another branch')
    lacks(ruian.get('/desk/supervision/exclusions').page.links(), there, 'who has it in no list')
    db("UPDATE officer SET unit = (SELECT unit FROM (SELECT unit FROM officer WHERE name = 'supervisor') k) WHERE id = %s" % was[0])
    has(ruian.get(there).page.main.text, REASON, 'another supervisor reads why')
    has(ruian.get(there).page.main.text, said('zh', 'desk.exclusion.ground.abuse'), 'and on which ground')
    seen = db("SELECT DISTINCT o.name FROM access_record r JOIN officer o ON o.id = r.officer WHERE r.application = (SELECT id FROM "
              "application WHERE ref = '%s') AND r.what = 'rating' AND r.reason = 'exclusion' ORDER BY 1" % ours)
    same(seen, [('ruian-approver',), ('supervisor',)], 'each look at it is a row')
    has(mine.get('/zh/applications/%s/views' % ours).page.text, said('zh', 'views.reason_exclusion'), 'which its resident reads')
    theirs = "(SELECT id FROM application WHERE ref = '%s')" % ours
    for place, column in (('proposal', 'body'), ('proposal', 'words'), ('audit', 'detail')):
        same(db_one("SELECT COUNT(*) FROM %s WHERE LOCATE('%s', %s)" % (place, REASON[:6], column)), '0',
             'why stands in clear in no %s.%s' % (place, column))
    same(db_one("SELECT COUNT(*) FROM proposal WHERE kind = 'exclude' AND words IS NOT NULL AND stamp = %s" % theirs), '1', 'but sealed')
    db("INSERT INTO recusal (application, officer, at) SELECT id, %s, UTC_TIMESTAMP(3) FROM application WHERE ref = '%s'" % (
        was[0], ours))
    same((ruian.get(there).status, answer(ruian, 'confirmed').status), (403, 403), 'not to whom the matter is barred')
    listed = ruian.get('/desk/supervision/exclusions').page
    ok(there not in listed.links() and shown(ours) not in listed.text, 'nor is it in their list')
    has(listed.text, said('zh', 'desk.figures.hidden_one'), 'which says that there is one more')
    behind = ruian.get('/desk/supervision/ratings/matters?by=month').page
    ok(shown(ours) not in behind.text and said('zh', 'desk.figures.hidden_one') in behind.text, 'nor behind a number')
    file = ruian.get('/desk/supervision/ratings/matters.csv?by=month').body.decode('utf-8-sig')
    ok(shown(ours) not in file and said('zh', 'desk.figures.hidden_one') in file, 'nor in its file')
    behind = ruian.get('/desk/supervision/matters?by=month').page
    ok(shown(ours) not in behind.text and said('zh', 'desk.figures.hidden_one') in behind.text, 'nor among what was decided')
    has(supervisor.get('/desk/supervision/matters?by=month').page.text, shown(ours), 'where who may open it has it')
    file = ruian.get('/desk/supervision/matters.csv?by=month').body.decode('utf-8-sig')
    ok(shown(ours) not in file and said('zh', 'desk.figures.hidden_one') in file, 'nor in its file')
    db('DELETE FROM recusal WHERE officer = %s AND application = %s' % (was[0], theirs))
    other = resident('zh')
    decided = closed(other, supervisor)
    rate(other, decided, 1, '太慢。')
    same(supervisor.get('/desk/supervision/exclude/' + decided).status, 403, 'nor whoever decided it')
    same(ruian.get('/desk/supervision/exclude/' + decided).status, 200, 'but one who had nothing to do with it')
    before = table('unit')['瓯海分中心']
    same(acts(ours)[-1], 'rate', 'nothing is in the record yet')
    same(answer(ruian, 'confirmed').status, 303, 'and agrees')
    same(acts(ours)[-1], 'exclude', 'which is an act of the matter')
    after = table('unit')['瓯海分中心']
    same((before[0] - after[0], before[5] - after[5]), (1, 1), 'it is in no total any more')
    lacks(supervisor.get('/desk/supervision/ratings/matters?by=month').page.links(), path, 'nor behind a number')
    ok(there in supervisor.get('/desk/supervision/exclusions').page.links(), 'but where all that were excluded are')
    same(db_one("SELECT r.level FROM rating r JOIN application a ON a.id = r.application WHERE a.ref = '%s'" % ours), '1',
         'it is as it was given')
    same(db_one("SELECT COUNT(*) FROM follow_up f JOIN application a ON a.id = f.application WHERE a.ref = '%s'" % ours), '1',
         'and is followed up')
    has(mine.get('/zh/applications/' + ours).page.main.text, said('zh', 'rating.level_1'), 'its resident sees it as before')
    told(mine, ours)
    page = officer('auditor').get('/desk/audit?subject=rating').page.main.text
    for word in ('exclude_propose', 'exclude_confirm'):
        has(page, said('zh', 'desk.audit.action.' + word), 'on record: ' + word)
    lacks(page, REASON[:6], 'without the reason')
    same(supervisor.post(path, [('token', supervisor.token('/desk/sign-out')), ('once', once()),
                                ('reason', '又一次提出，理由相同。')]).status, 422, 'once is enough')
    counted_again(mine, ours, path, after)


def told(mine, ours):
    for lang in ('zh', 'en'):
        for where, parts in (('', ('did.exclude', 'exclusion.ground.abuse')),
                             ('/rating', ('exclusion.title', 'exclusion.ground.abuse', 'exclusion.object', 'rating.level_1'))):
            page = mine.get('/%s/applications/%s%s' % (lang, ours, where)).page
            for part in parts:
                has(page.main.text, said(lang, part), 'the resident reads it in %s: %s' % (lang, part))
            lacks(page.text, REASON[:6], 'and not the words of the supervisors')
    ok(mine.get(at(ours)).page.links('/formalities/complaint'), 'with the way to object')
    has(mine.get('/zh/applications/%s/views' % ours).page.text, said('zh', 'views.whole'), 'the chain is whole')
    desk = one.get('/desk/matters/' + ours).page.text
    has(desk, said('zh', 'did.exclude'), 'the rated unit reads that it does not count')
    lacks(desk, REASON[:6], 'and not why')


def counted_again(mine, ours, path, before):
    """The same two-person way back."""
    answer = lambda who, word: who.post(there, [('token', who.token('/desk/sign-out')), ('once', once()), ('answer', word)])
    page = ruian.get(path).page
    ok(not list(page.main.all('input', name='ground')), 'back into the figures it needs no ground')
    there = ruian.submit(page.form('reason'), {'reason': '申请人说明了情况，确实是这件事。'}).location
    same(answer(ruian, 'confirmed').status, 422, 'another one agrees, here too')
    same(table('unit')['瓯海分中心'], before, 'it does not count until then')
    same(answer(supervisor, 'confirmed').status, 303, 'and does')
    after = table('unit')['瓯海分中心']
    same((after[0] - before[0], after[5] - before[5]), (1, 1), 'it is in every total again')
    same(acts(ours)[-2:], ['exclude', 'include'], 'an act of the matter, too')
    same(db_one("SELECT excluded IS NULL FROM rating r JOIN application a ON a.id = r.application WHERE a.ref = '%s'" % ours), '1', 'it counts')
    has(mine.get('/zh/applications/' + ours).page.main.text, said('zh', 'did.include'), 'its resident reads that')
    lacks(mine.get(at(ours)).page.main.text, said('zh', 'exclusion.title'), 'and no longer that it does not')
    has(mine.get('/zh/applications/%s/views' % ours).page.text, said('zh', 'views.whole'), 'the chain is whole')
    page = officer('auditor').get('/desk/audit?subject=rating').page.main.text
    for word in ('include_propose', 'include_confirm'):
        has(page, said('zh', 'desk.audit.action.' + word), 'on record: ' + word)
    reply = supervisor.post(path, [('token', supervisor.token('/desk/sign-out')), ('once', once()), ('include', '1'),
                                   ('reason', '又一次提出，理由相同。')])
    same(reply.status, 422, 'once is enough')
    form = supervisor.get(path).page.form('reason')
    same(supervisor.submit(form, {'reason': REASON, 'ground': 'elsewhere'}).status, 303, 'and it may be left out again')


run(staff, before_the_end, the_form, others, good, bad, who_sees, forged, contact, follow, again, outside, known, language, figures, overdue, not_counted)
