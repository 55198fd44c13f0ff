#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resident in São Paulo on all of their pages, in every state of a matter and in four languages: wherever a
time stands, their clock's and Wenzhou's stand together. So do they in what is sent to them."""
import datetime
import os
import sys
import zoneinfo

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said

ZONE = 'America/Sao_Paulo'
PLACE = {'zh': '圣保罗', 'en': 'São Paulo', 'it': 'San Paolo', 'es': 'São Paulo'}
WENZHOU = {'zh': '温州', 'en': 'Wenzhou', 'it': 'Wenzhou', 'es': 'Wenzhou'}
TIME = re.compile(r'(?<![\d:.])([01]?\d|2[0-4]):[0-5]\d(?![\d:])')
LINES = {'p', 'li', 'dd', 'dt', 'td', 'th', 'h1', 'h2', 'h3', 'label', 'legend', 'summary', 'div', 'section', 'main'}
# pages whose one button undoes what the walk goes along, and what is no page
LEFT = ('/sign-out', '/files/', '.json', '.csv', '/proof/', '/documents/')


def lines_of(node):
    """The smallest block around each text: what stands on one line for a reader."""
    inner = [n for n in node.all(*LINES)]
    for n in inner:
        if not n.one(*LINES):
            yield n.text


HOURS = re.compile(r'8:30 (至|to) 17:30')


def lonely(page, lang):
    """Lines that have a time by one clock only. The two clocks of now stand side by side, and a statement reads
    as it was signed, below the moment of that by both."""
    if page.url.endswith('/statements'):
        for statement in page.main.all('section'):
            statement.children.clear()
    for clocks in page.main.all(class_='qiao-clocks'):
        if PLACE[lang] in clocks.text and WENZHOU[lang] in clocks.text:
            clocks.children.clear()
    # when a counter is open is by its own clock, which another script may just have said
    return [line for line in lines_of(page.main)
            if TIME.search(line) and not HOURS.search(line) and (len(TIME.findall(line)) < 2 - ('the end of' in line) or PLACE[lang] not in line or
                                      WENZHOU[lang] not in line)]


def walk(person, start):
    """Every page of the resident's own that these lead to."""
    waiting, seen, found, timed = list(start), set(), [], 0
    while waiting:
        path = waiting.pop().split('#')[0]
        if path in seen or any(part in path for part in LEFT):
            continue
        seen.add(path)
        reply = person.go(path)
        if not reply.header('Content-Type').startswith('text/html'):
            continue
        page = reply.page
        timed += len(TIME.findall(page.main.text))
        found += ['%s: %s' % (path, line) for line in lonely(page, person.lang)]
        waiting += [a for a in page.links('/%s/' % person.lang) if re.search(r'/(applications|papers|remembered|sign-ins|settings|held)\b', a)]
    return seen, found, timed


class Walk:
    def __init__(self, lang):
        self.lang, self.person, self.wrong, self.pages, self.timed = lang, resident(lang), set(), set(), 0
        page = self.person.get('/%s/settings' % lang).page
        self.person.submit(page.form('zone'), {'zone': next(z for z in page.form('zone').choices('zone') if z == 'Sao_')})

    def look(self, *start):
        own = '/%s/applications' % self.lang
        seen, found, timed = walk(self.person, (own, '/%s/sign-ins' % self.lang, '/%s/settings' % self.lang, '/%s/papers' % self.lang) + start)
        self.wrong |= set(found)
        self.timed += timed
        self.pages |= {re.sub(r'/(?=\w*\d)[\w-]+', '/…', path.split('?')[0]) for path in seen}

    def end(self):
        same(sorted(self.wrong), [], 'no time stands alone (%s)' % self.lang)
        ok(len(self.pages) >= 15 and self.timed > 40, 'on %d kinds of pages with %d times' % (len(self.pages), self.timed), *sorted(self.pages))
        self.letters()

    def letters(self):
        alone = []
        for m in messages(self.person.contact):
            text = m['body'] if m['kind'] != 'code' else ''
            alone += ['%s: %s' % (m['kind'], line) for line in text.split('\n') if WENZHOU[self.lang] in line and
                      re.search(r'\d{4}', line) and not (PLACE[self.lang] in line and TIME.search(line))]
        same(alone, [], 'nor in a letter')


def staff():
    global one, two, approver, supervisor
    one, two, approver, supervisor = [officer(n) for n in ('ouhai-1', 'ouhai-2', 'ouhai-approver', 'supervisor')]


def life(lang):
    w = Walk(lang)
    person = w.person
    draft = journey.ref_of(journey.begin(person, 'lost-property'))
    w.look('/%s/formalities/lost-property/apply' % lang)
    journey.answer_pages(person, person.get('/%s/applications/%s/form/%s' % (lang, draft, journey.page_of('lost-property', 'item_desc'))),
                         dict(journey.FORMALITIES['lost-property']['Example']))
    ref = journey.submitted(person)
    w.look('/%s/applications/%s/receipt' % (lang, ref))
    acted(one, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': 'x',
                                   'item-material-id-proof-any': True, 'ready-material-id-proof-any-glare': True})
    w.look('/%s/applications/%s/more-time' % (lang, ref))
    journey.submitted(person, 'hukou-name-adult', {'home_county': '330304'})
    w.look()
    return w, ref


def in_chinese():
    go_on('zh')


def in_english():
    go_on('en')


def in_italian():
    go_on('it')


def in_spanish():
    go_on('es')


def meeting():
    at = time.gmtime(time.time() + 8 * 3600 + 7 * 86400)
    return {'way': 'video', 'when-year': str(at.tm_year), 'when-month': str(at.tm_mon), 'when-day': str(at.tm_mday),
            'when-hour': '9', 'when-minute': '30', 'where': 'https://video.example/1', 'ready-video': True}


def pending(w):
    """A day that stands in the record of steps is told by the clocks of whoever reads it, wherever they are then."""
    person, lang = w.person, w.lang
    code = 'hukou-restore-cancelled'
    ref = journey.submitted(person, code, {'home_county': '330304'})
    acted(one, ref, 'accept-pending', {'item-' + journey.may_follow(journey.FORMALITIES[code])[0]: True, 'reason': '2026-01-02 x'})
    w.look()
    for zone, place in (('GB', {'zh': '英国', 'en': 'United Kingdom', 'it': 'Regno Unito', 'es': 'Reino Unido'}[lang]), ('Sao_', PLACE[lang])):
        person.submit(person.get('/%s/settings' % lang).page.form('zone'), {'zone': zone})
        page = person.get('/%s/applications/%s' % (lang, ref)).page
        line = next(li.text for li in page.main.all('li') if said(lang, 'did.accept_pending') in li.text)
        by = line.rpartition(said(lang, 'owed.by').split('{1}')[0])[2]
        ok(TIME.search(by) and place in by and WENZHOU[lang] in by, 'the record says by when, also in ' + place, line)
        has(by, '2026-01-02 x', 'and leaves the officer\'s own words as they are')


def own_day():
    """What somebody did is of the day that it was where they are; there are places where it is another than in Wenzhou now."""
    person = resident('en')
    now = datetime.datetime.now(datetime.timezone.utc)
    zone, at = next((word, now.astimezone(zoneinfo.ZoneInfo(name))) for word, name in (('AS', 'Pacific/Pago_Pago'), ('TO', 'Pacific/Tongatapu'))
                    if now.astimezone(zoneinfo.ZoneInfo(name)).day != now.astimezone(zoneinfo.ZoneInfo('Asia/Shanghai')).day)
    person.submit(person.get('/en/settings').page.form('zone'), {'zone': zone})
    journey.submitted(person)
    for path in ('/en/remembered', '/en/papers'):
        text = person.get(path).page.main.text
        day = re.search(r'”, (\d+) [A-Z]', text)
        ok(day and int(day.group(1)) == at.day, '%s: the day is that of %s' % (path, zone), text[:600])


def go_on(lang):
    w, _ = life(lang)
    person = w.person
    ref = journey.submitted(person)
    journey.approved(one, approver, ref)
    w.look()
    journey.issued(one, ref, files=[photo('grey.jpg')])
    w.look('/%s/applications/%s/result' % (lang, ref))
    person.submit(person.get('/%s/applications/%s/result' % (lang, ref)).page.form(action='/result'))
    w.look('/%s/applications/%s/rating' % (lang, ref))
    met = journey.submitted(person, 'hukou-name-adult', {'home_county': '330304'})
    acted(one, met, 'accept')
    acted(one, met, 'interview', meeting())
    w.look()
    pending(w)
    person.submit(person.get('/%s/applications/%s/withdraw' % (lang, met)).page.form(action='/withdraw'), {'reason': 'x'})
    w.look()
    w.end()


run(staff, own_day, in_chinese, in_english, in_italian, in_spanish)
