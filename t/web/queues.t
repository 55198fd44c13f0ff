#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk's lists: each by each role and its number against the store's own rows, filters, pages, the kept
view, claiming from the list, several matters at once, and colleagues who are away."""
import datetime
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said, state

OFFICE = "'submitted', 'accepted', 'proposed', 'approved', 'refused', 'transferred'"
HANDS = "'submitted', 'accepted', 'approved', 'refused', 'transferred'"
WHERE = {
    'unit': 'a.state IN (%s)' % OFFICE,
    'mine': "a.state IN (%s) AND o.number = '{me}'" % HANDS,
    'new': "a.state = 'submitted' AND a.officer IS NULL",
    'approval': "a.state = 'proposed' AND NOT EXISTS (SELECT 1 FROM decision d JOIN officer w ON w.id = d.proposed_by "
                "WHERE d.application = a.id AND d.decided IS NULL AND w.number = '{me}' AND w.role <> 'officer')",
    'waiting': "a.state IN ('correction', 'interview', 'visit')",
    'overdue': 'a.state IN (%s) AND a.due < UTC_TIMESTAMP(3)' % OFFICE,
    'transferred': "a.state = 'transferred'",
    'away': 'a.state IN (%s) AND EXISTS (SELECT 1 FROM absence b WHERE b.officer = a.officer AND b.ended IS NULL '
            'AND CONVERT_TZ(UTC_TIMESTAMP(), "+00:00", "+08:00") BETWEEN b.since AND b.until + INTERVAL 1 DAY)' % HANDS,
}
LISTS = ('unit', 'mine', 'new', 'approval', 'waiting', 'soon', 'overdue', 'transferred', 'awake', 'away')
FROM = ('FROM application a JOIN unit u ON u.id = a.unit JOIN person p ON p.id = a.person '
        'LEFT JOIN officer o ON o.id = a.officer WHERE ')


def refs_of(where, units, who):
    """What is in a state, a unit, and not of somebody whom this officer knows."""
    return [ref for (ref,) in db(
        "SELECT a.ref %s %s AND u.code IN (%s) AND NOT EXISTS (SELECT 1 FROM recusal r JOIN application b "
        "ON b.id = r.application JOIN officer v ON v.id = r.officer WHERE v.number = '%s' AND b.person = a.person) "
        "ORDER BY COALESCE(a.due, '9999-01-01'), a.id" % (FROM, where, ', '.join("'%s'" % u for u in units), who.number))]


def rows(page):
    """The numbers of the rows, in their order."""
    return [n['name'][2:] for n in page.all('input') if n['name'].startswith('m-')]


def walked(who, query):
    """All pages of a list: the numbers, and the pages."""
    found, path, pages = [], '/desk/?' + query, []
    while path and len(pages) < 60:
        page = who.get(path).page
        pages.append(page)
        found += rows(page)
        path = next((a for a in page.links('due=') if 'id=' in a and 'all=' not in a), None)
    return found, pages


def alike(who, query, where, units, text):
    """The list has what the store has, in its order; asked again where the clock moved something meanwhile."""
    for _ in range(4):
        found, want = walked(who, query)[0], refs_of(where, units, who)
        if found == want:
            break
    same(found, want, text)
    return found


def count_of(page, which):
    """The number beside a tab; 0 if it has none."""
    for a in page.all('a'):
        if 'list=%s' % which in a['href'] and a.one('b'):
            return int(a.one('b').text.rstrip('+'))
    return 0


def unit_of(ref):
    return db_one("SELECT unit FROM application WHERE ref = '%s'" % ref)


def version(ref):
    return db_one("SELECT version FROM application WHERE ref = '%s'" % ref)


def holder(ref):
    return db_one("SELECT COALESCE(o.number, '-') FROM application a LEFT JOIN officer o ON o.id = a.officer "
                  "WHERE a.ref = '%s'" % ref)


def day(days):
    return (datetime.datetime.utcnow() + datetime.timedelta(days=days, hours=8)).strftime('%Y-%m-%d')


def ticked(who, act, refs, **more):
    """The dry run of an act on these, as the list's form asks for it."""
    query = dict([('m-' + r, version(r)) for r in refs], act=act, list='unit', **more)
    return who.get('/desk/bulk?' + urllib.parse.urlencode(query))


def said_of(page, ref):
    """The row of a matter in the page of several."""
    for row in page.all('tr'):
        if ref in row.text.replace('-', ''):
            return row.text
    return ''


def is_(word):
    return said('zh', 'desk.bulk.is.' + word)


def of_no_matter():
    """A number whose check is right, and which nobody has."""
    while True:
        ref = journey.made_up(9)
        if db_one("SELECT COUNT(*) FROM application WHERE ref = '%s'" % ref) == '0':
            return ref


def filter_form(page):
    return next(f for f in page.forms if f.method == 'get' and 'until' in f.names)


def staff():
    global one, two, approver, site, centre, supervisor, ruian, person, foreign
    one, two, approver = [officer(n) for n in ('ouhai-1', 'ouhai-2', 'ouhai-approver')]
    site, centre, supervisor, ruian = [officer(n) for n in ('liao-1', 'center-1', 'supervisor', 'ruian-1')]
    person = resident('zh')
    db("UPDATE absence SET ended = UTC_TIMESTAMP(3) WHERE ended IS NULL")
    db('DELETE FROM saved_view')
    db('DELETE FROM officer_mark')


def each_list_by_each_role():
    fresh = [journey.submitted(person) for _ in range(3)]
    acted(one, fresh[0], 'claim')
    acted(one, fresh[1], 'accept')
    acted(one, fresh[1], 'propose-approval', {'reason': '材料齐全。'})
    own = journey.submitted(person)     # the approver's, who does not decide it
    acted(approver, own, 'accept')
    acted(approver, own, 'propose-approval', {'reason': '材料齐全。'})
    roles = ((one, ['br-ouhai']), (approver, ['br-ouhai']), (site, ['ss-liao']), (centre, ['center']),
             (supervisor, ['center']))
    for who, units in roles:
        front = who.get('/desk/?list=unit').page
        for which in LISTS:
            found, pages = walked(who, 'list=' + which)
            ok(all(p.h1 for p in pages) and len(found) == len(set(found)),
               '%s: %s, each once on %d pages' % (who.name, which, len(pages)))
            same(count_of(front, which), len(found), 'and its number is right')
            if which in WHERE:
                alike(who, 'list=' + which, WHERE[which].format(me=who.number), units, 'what is due first on top')
    soon, _ = walked(one, 'list=soon')
    ok(set(soon) <= set(refs_of('a.state IN (%s) AND a.due BETWEEN UTC_TIMESTAMP(3) AND UTC_TIMESTAMP(3) + '
                                'INTERVAL 12 DAY' % OFFICE, ['br-ouhai'], one)), 'due soon is not late and not far off')
    ok(fresh[2] in walked(one, 'list=new')[0] and fresh[0] in walked(one, 'list=mine')[0] and
       fresh[1] in walked(approver, 'list=approval')[0], 'new, mine, to approve')
    ok(not set(fresh) & set(walked(site, 'list=unit')[0] + walked(ruian, 'list=unit')[0]), 'other units do not see them')
    same(Browser().get('/desk/?list=unit').status, 303, 'nobody else sees any')
    awake, _ = walked(one, 'list=awake')
    zones = {z for (z,) in db("SELECT DISTINCT p.zone %s a.ref IN (%s)" % (FROM, ', '.join("'%s'" % r for r in awake) or "''"))}
    hours = {z: int(subprocess.run(['date', '+%H'], env=dict(os.environ, TZ=z), capture_output=True, text=True).stdout)
             for z in zones}
    ok(all(7 <= h < 23 for h in hours.values()), 'whose residents are awake: it is day there', hours)


def begins():
    """Whoever answers for several units begins with all of them, and a kept view comes before that."""
    page, every = supervisor.get('/desk/').page, supervisor.get('/desk/?list=unit&unit=1').page
    same((rows(page), count_of(page, 'unit'), count_of(page, 'overdue')),
         (rows(every), count_of(every, 'unit'), count_of(every, 'overdue')), 'a supervisor begins with all units, and their numbers')
    names = {name for pair in db('SELECT name_zh, name_en FROM unit') for name in pair}
    shown = [n.text.strip() for n in page.main.all('span', class_='desk-whose')]
    ok(len(shown) == len(rows(page)) and set(shown) <= names, 'each says whose it is', shown[:3])
    own = supervisor.get('/desk/?list=unit').page
    ok(not list(own.main.all('span', class_='desk-whose')), 'a list of one unit needs not')
    same(rows(one.get('/desk/').page), rows(one.get('/desk/?list=unit').page), 'an officer begins with their unit')
    same(supervisor.submit(own.form(name='once', action='/desk/')).status, 303, 'a view is kept')
    same(rows(supervisor.get('/desk/').page), rows(supervisor.get('/desk/?list=unit').page), 'then that is where it begins')
    supervisor.submit(supervisor.get('/desk/').page.form(name='once', action='/desk/'), button=('drop', '1'))
    inside = list(page.main.all())
    same([n['class'] for n in inside if n['class'] in ('desk-find', 'qiao-table desk-rows')], ['desk-find', 'qiao-table desk-rows'],
         'a matter is opened by its number above the list')


def units_below():
    below = journey.submitted(resident('zh'), example={'home_county': '330304', 'home_town': '丽岙街道'})
    ok(below in walked(site, 'list=new')[0], 'a service site has it')
    ok(below not in walked(approver, 'list=unit')[0], 'the branch\'s own list has not')
    ok(below in walked(approver, 'list=unit&unit=%s' % unit_of(below))[0], 'its approver sees the site\'s')
    found = alike(approver, 'list=unit&unit=1', WHERE['unit'], ['br-ouhai', 'ss-liao', 'ss-xianyan'],
                  'or all of them, in one order')
    same(count_of(approver.get('/desk/?list=unit&unit=1').page, 'unit'), len(found), 'with its number')
    ok(below not in walked(one, 'list=unit&unit=%s' % unit_of(below))[0] + walked(one, 'list=unit&unit=1')[0],
       'an officer of the branch keeps to the branch')
    alike(supervisor, 'list=unit&unit=1', WHERE['unit'], ['center', 'br-lucheng', 'br-ouhai', 'br-ruian', 'br-wencheng',
                                                          'br-yongjia', 'br-yueqing', 'ss-liao', 'ss-qidu', 'ss-tangxia', 'ss-xianyan'],
          'a supervisor sees all the branches and their service sites')


def filters():
    other = journey.submitted(resident('en', fresh_phone()))
    code, country = db("SELECT a.formality, p.country %s a.ref = '%s'" % (FROM, other))[0]
    for query, where in (
            ('formality=' + code, "a.formality = '%s'" % code), ('country=' + country, "p.country = '%s'" % country),
            ('state=accepted', "a.state = 'accepted'"), ('country=IT&state=submitted', "p.country = 'IT' AND a.state = 'submitted'"),
            ('formality=%s&country=%s' % (code, country), "a.formality = '%s' AND p.country = '%s'" % (code, country)),
            ('since=%s&until=%s' % (day(0), day(9)), "a.due >= '%s' - INTERVAL 8 HOUR AND a.due < '%s' + INTERVAL 16 HOUR" % (
                day(0), day(9)))):
        found, pages = walked(one, 'list=unit&' + query)
        want = refs_of('%s AND %s' % (WHERE['unit'], where), ['br-ouhai'], one)
        same(found, want, 'filter: ' + query)
        has(pages[0].text, said('zh', 'desk.filter.found_one' if len(want) == 1 else 'desk.filter.found').replace(
            '{1}', str(len(want))), 'and says how many')
    for odd in ('formality=no-such', 'state=draft', 'country=XX', 'since=2026-02-30', 'list=nothing', 'unit=7', 'due=x'):
        same(one.get('/desk/?' + odd).status, 200, 'an odd link is a page: ' + odd)
    form = filter_form(one.get('/desk/?list=new').page)
    reply = one.submit(form, {'formality': code, 'country': country, 'since': day(-30), 'until': day(30)})
    ok(reply.status == 200 and filter_form(reply.page).value('country') == country,
       'the form without script says what it filters by')
    links = reply.page.links('/desk/matters/')
    ok(not links or 'country=' + country in links[0], 'a matter that is opened from it leads back to it')


def counted():
    """What a filter finds is counted to the end, and no number of the whole stands beside it."""
    db("INSERT INTO queue_entry (id, unit, officer, state, turn, due, formality, country, zone, person, ref, version, is_extended) "
       "SELECT 100 + seq, (SELECT id FROM unit WHERE code = 'br-ouhai'), 0, 'submitted', 'o', '2030-01-01', 'cert-no-crime', 'IS', "
       "'', 1, LPAD(seq, 9, '0'), 1, 0 FROM seq_1_to_1234")
    try:
        began = time.time()
        page = one.get('/desk/?list=unit&country=IS').page
        note('1,234 of them: %.0f ms' % (1000 * (time.time() - began)))
        has(page.text, said('zh', 'desk.filter.found').replace('{1}', '1234'), '1,234 are counted')
        ok(page.links('list=new') and not [a for a in page.all('a') if 'list=' in a['href'] and a.one('b')],
           'the tabs have no other numbers')
    finally:
        db("DELETE FROM queue_entry WHERE country = 'IS' AND id BETWEEN 101 AND 1400")


def odd_days():
    """Days that cannot be read, or the wrong way round: said beside them, what was typed stays, the list is without."""
    everything = rows(one.get('/desk/?list=unit').page)
    for query, field, key in (('since=2026.2.31', 'since', 'field.date.unreal'), ('until=soon', 'until', 'field.date.form'),
                              ('since=2026-13-01&until=2026-12-31', 'since', 'field.date.month'),
                              ('since=2027-03-01&until=2027-02-01', 'until', 'desk.filter.order')):
        for lang in ('zh', 'en'):
            officer_one = Browser(lang)
            officer_one.cookies = dict(one.cookies)
            page = officer_one.get('/desk/?list=unit&' + query).page
            has(page.error(field) or '', said(lang, key), '%s is told beside %s (%s)' % (query, field, lang))
            for name, value in urllib.parse.parse_qsl(query):
                same(filter_form(page).value(name), value, 'and %s stays as typed' % name)
            if 'until=2026-12-31' not in query:
                same(rows(page), everything, 'the list is without')
    good = filter_form(one.get('/desk/?list=unit&since=2026%2F1%2F2').page)
    same(good.value('since'), '2026-01-02', 'a day in another form is a day')


def pages_by_key():
    db("INSERT INTO application (id, ref, person, formality, formality_version, state, unit, answers, page, lang, created, "
       "saved, submitted, due) SELECT a.id - 5000000000 - seq, CONCAT('ZZZZ', LPAD(seq, 5, 'Z')), a.person, a.formality, "
       "a.formality_version, 'submitted', a.unit, a.answers, '', 'zh', a.created, a.saved, a.submitted, "
       "a.due + INTERVAL (seq DIV 20) DAY FROM (SELECT * FROM application WHERE unit = (SELECT id FROM unit WHERE "
       "code = 'br-ouhai') AND state = 'submitted' AND due IS NOT NULL ORDER BY id LIMIT 1) a, seq_1_to_95")
    found, pages = walked(one, 'list=new')
    want = refs_of(WHERE['new'], ['br-ouhai'], one)
    same(found, want, '%d rows on %d pages, each once, many due at the same moment' % (len(found), len(pages)))
    same(count_of(pages[0], 'new'), len(want), 'with their number')
    lacks(' '.join(a for p in pages for a in p.links()), 'offset', 'by key')
    db("UPDATE application SET due = NULL WHERE ref LIKE 'ZZZZ%'")
    same(walked(one, 'list=new')[0], refs_of(WHERE['new'], ['br-ouhai'], one), 'what is not due comes last')
    db("DELETE FROM application WHERE ref LIKE 'ZZZZ%'")
    same(db_one("SELECT COUNT(*) FROM queue_entry WHERE ref LIKE 'ZZZZ%'"), '0', 'and what is gone is in no list')


def kept_view():
    page = one.get('/desk/?list=overdue&country=IT').page
    reply = one.submit(page.form(name='once', action='/desk/'))
    ok(reply.status == 303 and 'country=IT' in reply.location, 'a view is kept')
    front = one.get('/desk/').page
    has(front.text, said('zh', 'desk.filter.mine'), 'it has a tab of its own')
    ok(any('country=IT' in a['href'] and a['aria-current'] for a in front.all('a')), 'and the desk begins with it')
    has(two.get('/desk/').page.h1, said('zh', 'desk.list.unit'), 'a colleague\'s begins as before')
    has(one.get('/desk/?list=new').page.h1, said('zh', 'desk.list.new'), 'the other lists are there')
    one.submit(one.get('/desk/?list=mine').page.form(name='once', action='/desk/'))
    front = one.get('/desk/').page
    has(front.h1, said('zh', 'desk.list.mine'), 'that which was kept last is where the desk begins')
    stars = [a for a in front.all('a') if '★' in a.text]
    same(len(stars), 2, 'each list has one of its own')
    ok(any('country=IT' in a['href'] for a in stars), 'the older one too')
    one.submit(one.get('/desk/?list=overdue&country=ES').page.form(name='once', action='/desk/'))
    stars = [a['href'] for a in one.get('/desk/').page.all('a') if '★' in a.text]
    ok(len(stars) == 2 and 'country=ES' in stars[0], 'another of the same list takes its place', stars)
    for _ in range(2):
        one.submit(one.get('/desk/').page.form(name='once', action='/desk/'), button=('drop', '1'))
    has(one.get('/desk/').page.h1, said('zh', 'desk.list.unit'), 'or it is kept no longer')


def claim_from_the_list():
    ref = journey.submitted(person)
    _, pages = walked(one, 'list=new&country=%s' % db_one("SELECT p.country %s a.ref = '%s'" % (FROM, ref)))
    page = next((p for p in pages if p.one('button', name='m-' + ref)), pages[-1])
    ok(page.one('button', name='m-' + ref), 'an unclaimed matter has a button')
    form = page.form(name='one')
    pairs = form.pairs() + [('m-' + ref, version(ref))]
    reply = one.post('/desk/bulk', pairs)
    ok(reply.status == 303 and 'list=new' in reply.location and 'claimed=' + ref in reply.location, 'claimed, and back in the list')
    same(holder(ref), one.number, 'it is the officer\'s')
    has(one.get(reply.location).page.text, said('zh', 'desk.claimed_open'), 'which says so')
    same(one.post('/desk/bulk', pairs).location, reply.location, 'a double tap claims once')
    same(journey.history(ref), ['submit', 'claim'], 'as the history shows')
    page = two.get('/desk/?list=new').page
    late = two.follow(two.post('/desk/bulk', page.form(name='one').pairs() + [('m-' + ref, '1')]))
    has(said_of(late.page, ref), is_('changed'), 'who comes second is told')
    same(holder(ref), one.number, 'and changes nothing')


def accept_no_duplicate():
    """What its own screen would warn of is not accepted in passing."""
    twin, own = resident('zh'), journey.of_nobody()
    again = [journey.submitted(twin, example=own) for _ in range(2)]
    idno = {'applicant_idno': journey.fresh_idno()}
    alike = [journey.submitted(resident('zh'), example=idno) for _ in range(2)]
    alone = journey.submitted(resident('zh'), example=journey.of_nobody())
    dry = ticked(one, 'accept', again + alike + [alone]).page
    for ref in again:
        has(said_of(dry, ref), is_('twice'), 'a second one of the same resident is left out')
    for ref in alike:
        has(said_of(dry, ref), is_('twice'), 'and one with the same number')
    has(said_of(dry, alone), is_('will'), 'one that is alone is not')
    form = dry.form(name='once')
    same([n[2:] for n in form.names if n.startswith('m-')], [alone], 'nor sent')
    told = one.follow(one.post('/desk/bulk', form.pairs() + [('m-' + again[0], version(again[0]))])).page
    has(said_of(told, again[0]), is_('twice'), 'however it is sent')
    same([state(r) for r in again + alike + [alone]], ['submitted'] * 4 + ['accepted'], 'and stays')
    has(said_of(ticked(one, 'claim', again).page, again[0]), is_('will'), 'it is claimed as any other')
    acted(one, again[0], 'decline', {'ready-twice': True})
    has(said_of(ticked(one, 'accept', again).page, again[1]), is_('will'), 'alone again, it is accepted')


def accept_several():
    mine = lambda: journey.submitted(resident('zh'), example=journey.of_nobody())
    good = [mine() for _ in range(3)]
    held, accepted, stale = [mine() for _ in range(3)]
    passed_on = journey.submitted(resident('zh'), next(c for c, f in journey.FORMALITIES.items() if f['Mode'] == 'transfer'))
    acted(two, held, 'claim')
    acted(one, accepted, 'accept')
    acted(one, stale, 'claim')
    before = {r: journey.history(r) for r in good}
    query = [('m-' + r, version(r)) for r in good + [held, accepted]] + [
        ('m-' + stale, str(int(version(stale)) - 1)), ('m-' + passed_on, version(passed_on)), ('m-XXXX', '1'), ('act', 'accept')]
    dry = one.get('/desk/bulk?' + urllib.parse.urlencode(query)).page
    for ref, word in [(r, 'will') for r in good] + [(held, 'held'), (accepted, 'state'), (stale, 'changed'), (passed_on, 'missing')]:
        has(said_of(dry, ref), is_(word), 'dry run of %s: %s' % (ref, word))
    has(dry.text, said('zh', 'desk.bulk.count').replace('{1}', '3').replace('{2}', '7'), 'and how many of how many')
    same({r: journey.history(r) for r in good}, before, 'nothing has happened')
    absent = of_no_matter()
    for act in ({'act': 'accept'}, {'act': 'assign'}, {'act': 'assign', 'to': two.number}, {'act': 'assign', 'to': 'in-turn'}):
        rows = [said_of(one.get('/desk/bulk?' + urllib.parse.urlencode(dict(act, **{'m-' + r: '1'}))).page, r) for r in (passed_on, absent)]
        told = [row.replace('-', '').replace(r, '').strip() for row, r in zip(rows, (passed_on, absent))]
        ok(told[0] == told[1] == is_('missing'), "another unit's is told as what there is not: %s" % act, told)
    lacks(is_('missing'), '不在您的单位', 'and nobody reads that it is with another one')
    other = ticked(centre, 'accept', [passed_on]).page
    has(said_of(other, passed_on), is_('passed_on'), 'what came to be passed on is not accepted in passing')
    ok(not other.has_form(action='/desk/bulk') or not other.one('button', type='submit') or 'm-' + passed_on not in
       [n['name'] for n in other.all('input')], 'nor offered')
    acted(two, good[2], 'claim')
    form = dry.form(name='once')
    same(sorted(n[2:] for n in form.names if n.startswith('m-')), sorted(good), 'what cannot be done is not sent')
    reply = one.submit(form)
    ok(reply.status == 303 and '/desk/bulk/' in reply.location, 'then it is done')
    told = one.get(reply.location).page
    same([state(r) for r in good], ['accepted', 'accepted', 'submitted'], 'each by itself')
    has(said_of(told, good[0]), is_('done'), 'told row by row')
    has(said_of(told, good[2]), is_('changed'), 'also what a colleague has taken meanwhile')
    same(journey.history(good[0]), ['submit', 'accept'], 'with its own history')
    same(db_one("SELECT COUNT(*) FROM notice n JOIN application a ON a.id = n.application WHERE a.ref = '%s' AND n.kind = "
                "'accept'" % good[0]), '1', 'and its own notice')
    same(one.submit(form).location, reply.location, 'a double tap has the same answer')
    same(two.get(reply.location).status, 404, 'which is for who did it')
    ok(one.post('/desk/bulk', form.pairs(button=None)[:2] + [('once', once()), ('act', 'accept')]).status in (400, 403, 422),
       'nothing ticked, nothing done')
    same(one.post('/desk/bulk', [('token', one.token('/desk/sign-out')), ('once', once()), ('act', 'issue'),
                                 ('m-' + good[0], '2')]).status, 400, 'only these acts are done in bulk')


def assign_several():
    refs = [journey.submitted(person) for _ in range(4)]
    acted(two, refs[3], 'claim')
    page = ticked(one, 'assign', refs).page
    has(said_of(page, refs[0]), is_('state'), 'an officer does not assign what nobody holds')
    has(said_of(page, refs[3]), is_('others'), 'nor what a colleague holds')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0])).page
    lacks(page.text, is_('will'), 'first it is said to whom')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to=two.number).page
    has(said_of(page, refs[3]), is_('same'), 'who has it already')
    has(said_of(page, refs[0]), two.number, 'to whom it goes')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to=ruian.number).page
    has(said_of(page, refs[0]), is_('elsewhere'), 'nobody of another unit')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to=one.number).page
    reply = supervisor.submit(page.form(name='once'))
    ok(reply.status == 422 and said('zh', 'desk.hand_needed_several') in (reply.page.error('hand') or ''),
       'one of them is under way: who gets it is told where it stands', reply.status)
    same([holder(r) for r in refs], ['-'] * 3 + [two.number], 'nothing is done before')
    same(supervisor.submit(page.form(name='once'), {'ready-begin': True, 'hand': '月底前办完。'}).status, 303, 'one tick is enough')
    text = one.get('/desk/matters/' + refs[3]).page.main.text
    ok('月底前办完。' in text and said('zh', 'sentence.hand.begin') in text, 'and it stands with each of them')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to='in-turn').page
    reply = supervisor.submit(page.form(name='once'), {'ready-notes': True})
    same(sorted(set(holder(r) for r in refs)), sorted([one.number, two.number]), 'in turn: to everybody who is there')
    has(supervisor.get(reply.location).page.text, one.number, 'and the answer says to whom')
    has(supervisor.get('/desk/matters/' + refs[0]).page.main.text, '· ' + holder(refs[0]), 'and so does each matter\'s record')
    again = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to='in-turn').page
    ok(all(is_('same') in said_of(again, r) or is_('will') in said_of(again, r) for r in refs) and
       all(is_('same') in said_of(again, r) for r in refs if holder(r) == one.number and r == refs[0]),
       'whose turn falls on who has it already: nothing happens', again.text)
    if again.has_form(name='once'):
        before = {r: (holder(r), len(journey.history(r))) for r in refs if is_('same') in said_of(again, r)}
        supervisor.submit(again.form(name='once'), {'ready-soon': True})
        same({r: (holder(r), len(journey.history(r))) for r in before}, before, 'and nothing is written for them')
    mine = next(r for r in refs if holder(r) == one.number)
    same(acted(one, mine, 'assign', {'officer': two.number, 'hand': '还差一份公证。'}).status, 303, 'an officer hands on their own')
    same(holder(mine), two.number, 'to a colleague')
    same(one.get('/desk/matters/%s/assign' % mine).status, 409, 'and then no longer')


def not_enrolled():
    """Who cannot sign in yet is given nothing: by choice, in turn, or however it is sent."""
    refs = [journey.submitted(person) for _ in range(2)]
    number, unit = 'A-%07d' % random.randrange(10 ** 7), unit_of(refs[0])
    subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'officer-add', 'new-' + number.lower(),
                    'br-ouhai', 'officer', number, '新来䶮'], capture_output=True, check=True)
    set_to = "UPDATE officer_credential c JOIN officer o ON o.id = c.officer SET c.password = %s WHERE o.number = '{}'".format(number)
    kept = db_one("SELECT password FROM officer_credential c JOIN officer o ON o.id = c.officer WHERE o.number = '%s'" % number)
    page = ticked(supervisor, 'assign', refs, unit=unit, to='in-turn').page
    has(said_of(page, refs[0]), number, 'first in turn')
    form = supervisor.get('/desk/matters/%s/assign' % refs[0]).page.form(action='/assign')
    ok(number in form.choices('officer'), 'and to be chosen')
    db(set_to % "''")
    page = ticked(supervisor, 'assign', refs, unit=unit, to='in-turn').page
    lacks(page.main.text, number, 'without a password in no turn and in no choice')
    ok(number not in supervisor.get('/desk/matters/%s/assign' % refs[0]).page.form(action='/assign').choices('officer'), 'nor for one')
    sent = supervisor.post(form.action, [p for p in form.pairs({}) if p[0] != 'officer'] + [('officer', number)])
    same((sent.status, holder(refs[0])), (422, '-'), 'and nothing is assigned to them')
    page = ticked(supervisor, 'assign', refs, unit=unit, to=number).page
    has(said_of(page, refs[0]), is_('elsewhere'), 'nor several at once')
    supervisor.submit(ticked(supervisor, 'assign', refs, unit=unit, to='in-turn').page.form(name='once'))
    same({holder(r) for r in refs}, {one.number, two.number}, 'those who are there get them')
    db(set_to % ("'%s'" % kept))
    db("UPDATE officer SET is_active = 0 WHERE number = '%s'" % number)


def misread():
    for address, what in (('?list=zzz', 'list=zzz'), ('?list=unit&due=abc', 'due=abc'), ('?list=unit&from=2026-13-40', 'from=2026-13-40'),
                          ('?list=unit&formality=zzz', 'formality=zzz'), ('?list=unit&state=zzz', 'state=zzz'), ('?list=unit&unit=x', 'unit=x'),
                          ('?list=unit&country=XX', 'country=XX'), ('?month=2026-13', 'month=2026-13'),
                          ('supervision?month=2026-13', 'month=2026-13')):
        page = supervisor.get('/desk/' + address).page
        ok(said('zh', 'desk.misread') in page.main.text and what in page.main.text, 'not understood, and said so: ' + address, page.main.text[:300])
    for address in ('?list=unit', '?list=unit&state=submitted&country=IT', '?list=unit&from=singlemessage', 'supervision?month=2026-10', 'supervision'):
        lacks(supervisor.get('/desk/' + address).page.main.text, said('zh', 'desk.misread'), 'nothing to say of ' + address)


def away():
    refs = [journey.submitted(person) for _ in range(2)]
    for ref in refs:
        acted(two, ref, 'claim')
    page = two.get('/desk/absence').page
    form = page.form(name='since')
    wrong = two.submit(form, {'since': day(3), 'until': day(1)})
    ok(wrong.status == 422 and wrong.page.error('until'), 'days in the wrong order')
    wrong = two.submit(form, {'since': '2026-02-30', 'until': ''})
    ok(wrong.status == 422 and wrong.page.error('since') and wrong.page.error('until'), 'no days')
    same(two.submit(form, {'since': day(0), 'until': day(4)}).status, 303, 'an officer says that they are away')
    for typed, key in (('soon', 'field.date.form'), ('2026-02-30', 'field.date.unreal'), ('', 'form.required')):
        reply = two.submit(two.get('/desk/absence').page.form(name='since'), {'since': typed, 'until': day(2)})
        ok(reply.status == 422 and said('zh', key) in (reply.page.error('since') or '') and
           reply.page.form(name='since').value('since') == typed, 'away from "%s": what is wrong with it' % typed,
           reply.status, reply.page.error('since'))
    ok(two.submit(two.get('/desk/absence').page.form(name='since'), {'since': day(1), 'until': day(2)}).status == 422, 'once')
    ok(set(refs) <= set(walked(one, 'list=away')[0]), 'what they hold stands in a list of the unit')
    has(one.get('/desk/?list=unit').page.text, said('zh', 'desk.absence.mark'), 'and is marked in the others')
    form = supervisor.get('/desk/matters/%s/assign' % refs[0]).page.form(action='/assign')
    ok(two.number not in form.choices('officer'), 'they are not offered')
    sent = supervisor.post('/desk/matters/%s/assign' % refs[0], [p for p in form.pairs({}) if p[0] != 'officer'] + [
        ('officer', two.number)])
    same(sent.status, 422, 'and nothing is assigned to them')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to=two.number).page
    has(said_of(page, refs[0]), is_('same'), 'they hold it')
    unit = unit_of(refs[0])
    page = supervisor.get('/desk/absence?unit=' + unit).page
    link = next((a for a in page.links('of=') if 'act=assign' in a), None)
    if ok(link, 'their supervisor gives all of it to others'):
        page = supervisor.get(link + '&to=' + one.number).page
        same(supervisor.submit(page.form(name='once')).status, 422, 'not without a word')
        same(supervisor.submit(page.form(name='once'), {'ready-away': True}).status, 303, 'which is one tick')
        has(one.get('/desk/matters/' + refs[0]).page.main.text, said('zh', 'sentence.hand.away'), 'that whoever has it now reads')
        same([holder(r) for r in refs], [one.number] * 2, 'at once')
        left = walked(one, 'list=away')[0]
        same([r for r in left if state(r) != 'transferred'], [], 'but for what a department has nothing waits for them')
    form = supervisor.get('/desk/absence?unit=' + unit).page.form(name='since')
    same(supervisor.submit(form, {'officer': one.number, 'since': day(5), 'until': day(6)}).status, 303,
         'a supervisor notes it for an officer')
    ends = [f for f in supervisor.get('/desk/absence?unit=' + unit).page.forms if 'once' in f.names and 'since' not in f.names]
    own = [f for f in one.get('/desk/absence').page.forms if 'once' in f.names and 'since' not in f.names]
    same((len(ends), len(own)), (2, 1), 'each ends their own, a supervisor every one')
    for n in supervisor.get('/desk/absence?unit=' + unit).page.all('button', name='end'):
        page = supervisor.get('/desk/absence?unit=' + unit).page
        form = next(f for f in page.forms if 'once' in f.names and 'since' not in f.names)
        supervisor.submit(form, button=('end', n['value']))
    same(db_one('SELECT COUNT(*) FROM absence WHERE ended IS NULL'), '0', 'over')
    same(one.post('/desk/absence', [('token', one.token('/desk/sign-out')), ('once', once()), ('end', '12345')]).status, 404,
         'what is nobody\'s cannot be ended')



def own_proposals():
    """What an approver proposed waits for somebody else: in the list of what they decide it is not, nor counted, nor next."""
    mine, other, last = [journey.submitted(person) for _ in range(3)]
    for who, ref in ((approver, mine), (one, other), (one, last)):
        acted(who, ref, 'accept')
        acted(who, ref, 'propose-approval', {'reason': '材料齐全。'})
    db("UPDATE application SET due = UTC_TIMESTAMP(3) + INTERVAL 5 MINUTE WHERE ref = '%s'" % other)
    db("UPDATE application SET due = UTC_TIMESTAMP(3) + INTERVAL 6 MINUTE WHERE ref = '%s'" % mine)
    db("UPDATE application SET due = UTC_TIMESTAMP(3) + INTERVAL 7 MINUTE WHERE ref = '%s'" % last)
    formality, country = db("SELECT a.formality, p.country %s a.ref = '%s'" % (FROM, mine))[0]
    for narrowed in ('', '&country=' + country, '&formality=' + formality, '&unit=1'):
        found, pages = walked(approver, 'list=approval' + narrowed)
        ok(mine not in found and {other, last} <= set(found), 'their own is not to approve ' + narrowed, found)
        if not narrowed:
            same(count_of(pages[0], 'approval'), len(found), 'nor counted')
        elif 'unit' not in narrowed:
            has(pages[0].main.text, said('zh', 'desk.filter.found' if len(found) != 1 else 'desk.filter.found_one').replace(
                '{1}', str(len(found))), 'nor found')
    ok(mine in walked(approver, 'list=unit')[0], 'it is the unit\'s all the same')
    for who in (one, supervisor):
        more = '&unit=1' if who == supervisor else ''
        found, pages = walked(who, 'list=approval' + more)
        ok({mine, other, last} <= set(found), 'others have it: ' + who.name)
        same(count_of(pages[0], 'approval'), len(found), 'and counted')
    form = approver.get('/desk/matters/%s/decide?list=approval' % other).page.form('verdict')
    has(approver.submit(form, button=('verdict', 'agree')).location, '/matters/' + last, 'next comes one that they decide')
    acted(supervisor, mine, 'decide', {'note': '再核对。'}, button=('verdict', 'return'))
    acted(approver, mine, 'propose-approval', {'reason': '核对了。'})
    ok(mine not in walked(approver, 'list=approval')[0], 'proposed once more it is not theirs either')


def barred():
    """What is barred to an officer stands in no list of theirs, is in no count, comes next to nothing, and is given
    to them by nobody."""
    kin = resident('zh')
    refs = [journey.submitted(kin, code, dict(journey.of_nobody(), home_county='330304')) for code in ('cert-no-crime', 'hukou-name-adult')]
    plain = journey.submitted(resident('zh'), example=journey.of_nobody())
    before = count_of(one.get('/desk/?list=new').page, 'new')
    stale = ticked(one, 'accept', refs + [plain]).page.form(name='once')
    same(one.submit(one.get('/desk/own').page.form('contact'), {'contact': kin.contact}).status, 303, 'one of the family')
    for which in ('unit', 'new'):
        found, pages = walked(one, 'list=' + which)
        ok(not set(refs) & set(found) and plain in found, 'their matters are not in the list ' + which)
        same(count_of(pages[0], which), len(found), 'nor in its number')
    same(count_of(one.get('/desk/?list=new').page, 'new'), before - 2, 'which is two fewer')
    ok(set(refs) <= set(walked(two, 'list=new')[0]), 'a colleague has them')
    later = journey.submitted(kin, example=journey.of_nobody())
    ok(later not in walked(one, 'list=new')[0], 'nor is one that comes later')
    page = ticked(one, 'accept', refs + [plain]).page
    has(said_of(page, refs[0]), is_('known'), 'in bulk they are left out, and why')
    has(said_of(page, plain), is_('will'), 'and the others are not')
    told = one.follow(one.submit(stale)).page
    same([state(r) for r in refs + [plain]], ['submitted', 'submitted', 'accepted'], 'also where it was ticked before')
    has(said_of(told, refs[0]), is_('known'), 'as the answer says')
    neighbour = journey.submitted(person)
    for i, ref in enumerate([neighbour] + refs):
        db("UPDATE application SET due = UTC_TIMESTAMP(3) + INTERVAL %d MINUTE WHERE ref = '%s'" % (5 + i, ref))
    reply = one.submit(one.get('/desk/matters/%s/accept?list=new' % neighbour).page.form('version'))
    ok(reply.status == 303 and not any(r in reply.location for r in refs), 'none is the next matter', reply.location)
    form = supervisor.get('/desk/matters/%s/assign' % refs[0]).page.form(action='/assign')
    ok(one.number not in form.choices('officer') and two.number in form.choices('officer'), 'they are not offered for one')
    sent = supervisor.post('/desk/matters/%s/assign' % refs[0], [p for p in form.pairs({}) if p[0] != 'officer'] + [
        ('officer', one.number)])
    same((sent.status, holder(refs[0])), (422, '-'), 'and nobody gives one to them')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to=one.number).page
    has(said_of(page, refs[0]), is_('not_them'), 'nor several at once')
    page = ticked(supervisor, 'assign', refs, unit=unit_of(refs[0]), to='in-turn').page
    supervisor.submit(page.form(name='once'))
    # another test may have added somebody to the unit
    ok(not {holder(r) for r in refs} & {one.number, '-'}, 'in turn passes them over', *[holder(r) for r in refs])
    db("DELETE m FROM officer_mark m JOIN officer o ON o.id = m.officer WHERE o.number = '%s'" % one.number)
    ok(later in walked(one, 'list=new')[0], 'a mark that is taken back bars no more')


def the_keys():
    """Every key that a page answers to is under ?, the numbers too."""
    page = officer('ouhai-1').get('/desk/keys').page
    listed = [k.text for k in page.main.all('kbd')]
    same([str(n) for n in range(1, 8) if listed.count(str(n)) < 1], [], 'the numbers 1 to 7 are listed')
    for text in ('desk.slip.blurred', 'views.reason_register'):
        has(page.main.text, said('zh', text), 'with what they do: ' + text)


run(staff, each_list_by_each_role, begins, units_below, filters, counted, odd_days, pages_by_key, kept_view, claim_from_the_list,
    accept_no_duplicate, accept_several, assign_several, not_enrolled, misread, away, own_proposals, barred, the_keys)
