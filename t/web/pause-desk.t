#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A formality is paused at the desk: at once, in every worker, with its words, and no reload ends it."""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from affairs import told
from journey import said, state

CODE = 'cert-no-crime'
PATH = '/desk/formalities/%s/pause' % CODE
WHY = {'zh': '系统升级。急用的，请家人到派出所办。', 'en': 'Our system is being renewed. A relative can go to the police station.'}


def day(n):
    return (journey.today() + datetime.timedelta(days=n)).isoformat()


def staff():
    global chief, admin, clerk, person, form, ref, full, submission
    chief, admin, clerk = officer('supervisor'), officer('admin-1'), officer('ouhai-1')
    db("UPDATE formality_pause SET ended = UTC_TIMESTAMP(3) WHERE ended IS NULL")
    person = resident('zh')
    form = person.get(journey.apply_path('zh', CODE)).page.form(action='/apply')
    ref, full = journey.submitted(person, CODE), journey.draft(person, CODE)
    submission = person.get('/zh/applications/%s/check' % full).page.form('declare')


def who_may():
    same([b.get(PATH).status for b in (chief, admin, clerk, officer('auditor'))], [200, 200, 403, 403],
         'supervisors and administrators may, and nobody else')
    same(chief.get('/desk/formalities/no-such/pause').status, 404, 'no other formality')
    pairs = [('once', once()), ('zh', WHY['zh']), ('en', WHY['en']), ('until', day(3))]
    same(chief.post(PATH, pairs).status, 403, 'not without a token')
    same(clerk.post(PATH, pairs + [('token', clerk.token('/desk/sign-out'))]).status, 403, 'nor an officer')
    page = admin.get('/desk/formalities/%s/preview' % CODE).page
    ok(PATH in page.links(), 'the preview leads there')
    ok(PATH not in clerk.get('/desk/formalities/%s/preview' % CODE).page.links(), 'but no officer')


def pause(browser, **more):
    return browser.submit(browser.get(PATH).page.form('zh'), dict({'zh': WHY['zh'], 'en': WHY['en'], 'until': day(3)}, **more))


def wrong_words():
    for more, field in (({'zh': ''}, 'zh'), ({'en': ''}, 'en'), ({'until': ''}, 'until'), ({'until': day(-1)}, 'until'),
                        ({'until': day(400)}, 'until'), ({'until': '2026-02-31'}, 'until'), ({'zh': '停' * 301}, 'zh')):
        reply = pause(chief, **more)
        ok(reply.status == 422 and reply.page.error(field), 'both languages and a day that can be: %s' % (more,))
    same(Browser().get('/zh/formalities/' + CODE).page.has_form(action='/apply') or
         bool(Browser().get('/zh/formalities/' + CODE).page.links('/%s/questions' % CODE)), True, 'it is open still')


def at_once():
    same(pause(chief).status, 303, 'it is paused')
    for n in range(12):         # whichever worker
        for lang in ('zh', 'en'):
            page = Browser().get('/%s/formalities/%s' % (lang, CODE)).page
            if not (WHY[lang] in page.main.text and said(lang, 'paused.now') in page.main.text and
                    not [a for a in page.links('/%s/' % CODE) if not a.endswith('/plain')]):
                ok(False, 'every worker knows it', page.main.text)
                return
    ok(True, 'every worker knows it, in both languages')
    has(page.main.text, until('en'), 'and until when')
    has(Browser().get('/zh/formalities?category=certificate').page.main.text, WHY['zh'], 'so does the catalogue')
    for lang in ('it', 'es'):
        page = Browser().get('/%s/formalities/%s' % (lang, CODE)).page.main
        same([n.text for n in page.all(lang='en')], [WHY['en']], 'in Italian and Spanish the English reason, marked so (%s)' % lang)
        has(page.text, until(lang), 'with its last day')
    rows = Browser().get('/it/formalities?category=certificate').page.main
    same([n.text for n in rows.all('span', lang='en')], [WHY['en']], 'in the catalogue too')


def until(lang):
    """Without the day's month, whose name is the language's: the year's end may lie before it."""
    return said(lang, 'paused.until').split('{1}')[0]


def before_the_tap():
    """Whoever stands anywhere on the way to it."""
    for lang in ('zh', 'en'):
        page = Browser().get('/%s/formalities/cert-no-crime-foreigner/questions?citizen=chinese' % lang).page
        name = journey.FORMALITIES[CODE]['Name'][lang]
        has(page.main.text, name, 'an answer leads to it (%s)' % lang)
        for words in (WHY[lang], said(lang, 'paused.now'), until(lang)):
            has(page.main.text, words, 'and says of it: ' + words)
        ok(not [n for n in page.main.all('a') if n['role'] == 'button'], 'without a button')
        for path in ('form/you', 'materials', 'materials/id-proof-any', 'check'):
            page = person.get('/%s/applications/%s/%s' % (lang, full, path)).page
            for words in (WHY[lang], until(lang), said(lang, 'paused.kept')):
                has(page.main.text, words, '%s says (%s)' % (path, lang))
        ok(not page.has_form(name='declare'), 'and there is nothing to submit')
        row = [n.text for n in person.get('/%s/applications' % lang).page.main.all('li') if n.one('a') and full in n.one('a')['href']]
        ok(row and WHY[lang] in row[0] and until(lang) in row[0], 'the list of drafts says it', row)
        for path in ('/applications/%s' % ref, '/applications'):
            page = person.get('/%s%s' % (lang, path)).page
            text = page.main.text if path.count('/') > 1 else [n.text for n in page.main.all('li') if n.one('a') and ref in n.one('a')['href']][0]
            lacks(text, WHY[lang], 'but not of what was submitted: ' + path)


def refused():
    reply = person.submit(form)
    same(reply.status, 409, 'a form from before is refused')
    has(reply.page.main.text, WHY['zh'], 'with the words')
    reply = person.submit(submission, {'declare': True})
    same((told(reply), state(full)), ((422, [WHY['zh']]), 'draft'), 'and is not submitted')
    same(state(ref), 'submitted', 'what was submitted goes on')
    same(journey.acted(clerk, ref, 'accept').status, 303, 'and is accepted')


def no_reload_ends_it():
    same(here.command('reload').returncode, 0, 'a reload')
    has(Browser().get('/zh/formalities/' + CODE).page.main.text, WHY['zh'], 'leaves it paused')
    rows = [n for n in clerk.get('/desk/formalities').page.main.all('tr') if n.one(class_='qiao-quiet') and
            n.one(class_='qiao-quiet').text == CODE]
    ok(rows and WHY['zh'] in rows[0].text, 'officers see it in the catalogue')


def other_words():
    same(pause(admin, zh='另一个理由，很快恢复。').status, 303, 'the words are changed')
    page = Browser().get('/zh/formalities/' + CODE).page.main.text
    has(page, '另一个理由，很快恢复。', 'the new ones are shown')
    lacks(page, WHY['zh'], 'and the old ones not')
    same(db_one("SELECT COUNT(*) FROM formality_pause WHERE code = '%s' AND ended IS NULL" % CODE), '1', 'there is one pause')


def opened():
    old = admin.get(PATH).page.form('end')
    same(chief.submit(chief.get(PATH).page.form('end')).status, 303, 'it is opened again')
    same(told(admin.submit(old)), (422, [said('zh', 'desk.pause.open_already')]), 'once')
    page = Browser().get('/zh/formalities/' + CODE).page
    lacks(page.main.text, said('zh', 'paused.now'), 'at once')
    same(person.submit(form).status, 303, 'and can be begun')
    page = officer('auditor').get('/desk/audit?subject=formality').page.main.text
    for words in (said('zh', 'desk.audit.action.formality_pause'), said('zh', 'desk.audit.action.formality_open'), WHY['zh']):
        has(page, words, 'on record: ' + words)


def by_itself():
    """After its last day, with the clock moved by moving the day."""
    pause(chief)
    db("UPDATE formality_pause SET until = '%s' WHERE ended IS NULL" % day(-1))
    lacks(Browser().get('/zh/formalities/' + CODE).page.main.text, said('zh', 'paused.now'), 'after its last day it is open')


def what_is_not_found():
    """The enquiry is offered to who finds nothing; while it is paused it says so there."""
    for lang in ('zh', 'en'):
        rows = lambda: [n.text for n in Browser().get('/%s/formalities?q=qwertzuiop' % lang).page.main.all('li')
                        if n.one('a') and n.one('a')['href'].endswith('/formalities/consult')]
        ok(len(rows()) == 1 and said(lang, 'paused.now') not in rows()[0], 'who finds nothing may ask (%s)' % lang, rows())
        path = '/desk/formalities/consult/pause'
        chief.submit(chief.get(path).page.form('zh'), dict(WHY, until=day(3)))
        there = rows()
        ok(len(there) == 1 and all(words in there[0] for words in (said(lang, 'paused.now'), WHY[lang], until(lang))),
           'and reads there that it is paused, why and until when', there)
        chief.submit(chief.get(path).page.form('end'))


run(staff, who_may, wrong_words, at_once, before_the_tap, refused, no_reload_ends_it, other_words, opened, by_itself, what_is_not_found)
