#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thrown away: a draft with all it has, a photograph that was removed. Nothing of it is kept."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey


def files_of(ref):
    return [r[0] for r in db("SELECT m.file FROM material m JOIN application a ON a.id = m.application "
                             "WHERE a.ref = '%s'" % ref)]


def state_of(file):
    return (db('SELECT state FROM file WHERE id = %s' % file) or [['gone']])[0][0]


def with_photo(browser):
    ref = journey.ref_of(journey.begin(browser, 'dl-defer-renew'))
    path = '/zh/applications/%s/materials/id-proof-driver' % ref
    browser.submit(browser.get(path).page.form('files'), files=[photo()])
    return ref, path


def a_draft():
    browser = resident()
    ref, _ = with_photo(browser)
    file = files_of(ref)[0]
    listed = browser.get('/zh/applications').page
    delete = '/zh/applications/%s/delete' % ref
    has(listed.links(), delete, 'the list offers to delete it')
    lacks(listed.main.text, journey.said('zh', 'applications.sent'), 'and does not say that it was submitted')
    for page in ('check', 'materials'):
        has(browser.get('/zh/applications/%s/%s' % (ref, page)).page.links(), delete, page + ' does')
    same(browser.get('/zh/applications/%s/withdraw' % ref).location, delete, 'what was never sent is not withdrawn')
    page = browser.get(delete).page
    has(page.main.text, journey.said('zh', 'discard.about'), 'its page says what that means')
    stranger = resident()
    same(stranger.get(delete).status, 404, 'it is nobody else\'s')
    form = page.form(action='/delete')
    done = browser.submit(form)
    same(done.status, 303, 'deleted')
    has(browser.follow(done).page.text, journey.said('zh', 'discard.done'), 'and said so')
    same(db_one("SELECT COUNT(*) FROM application WHERE ref = '%s'" % ref), '0', 'it is gone from the store')
    same(files_of(ref), [], 'with its papers')
    ok(state_of(file) in ('removed', 'gone'), 'and their files leave', state_of(file))
    again = browser.submit(form)
    same((again.status, again.location), (303, done.location), 'a double tap has the same answer')
    same(browser.get('/zh/applications/%s/check' % ref).status, 404, 'its pages are gone')


def from_another_tab():
    """What is still sent to a draft that was deleted elsewhere: the page knows no better than what may be."""
    for lang in ('zh', 'en', 'it', 'es'):
        browser = resident(lang)
        begun = journey.begin(browser, 'dl-defer-renew')
        ref, form = journey.ref_of(begun), browser.get(begun.path).page.form()
        typed = journey.fill(form, dict(journey.FORMALITIES['dl-defer-renew']['Example'], applicant_name='林示例'))
        photos = browser.get('/%s/applications/%s/materials/id-proof-driver' % (lang, ref)).page.form('files')
        browser.submit(browser.get('/%s/applications/%s/delete' % (lang, ref)).page.form(action='/delete'))
        for what, reply in (('answers', browser.submit(form, typed)), ('a photograph', browser.submit(photos, files=[photo()])),
                            ('nothing', browser.get('/%s/applications/%s/check' % (lang, ref)))):
            main = reply.page.main
            same(reply.status, 404, '%s, in %s' % (what, lang))
            has(main.text, journey.said(lang, 'error.not_found.application'), 'it may have been deleted')
            lacks(main.text, journey.said(lang, 'error.kept'), 'and nobody says that it is there')
            has(reply.page.links(), '/%s/applications' % lang, 'which the list tells')
            same('林示例' in main.text, what == 'answers', 'what was typed can be copied')
        other = browser.get('/%s/nothing' % lang).page.main.text
        ok(journey.said(lang, 'error.not_found.text') in other and journey.said(lang, 'error.kept') in other, 'elsewhere nothing was deleted')


def not_a_sent_one():
    browser = resident()
    ref = journey.submitted(browser)
    delete = '/zh/applications/%s/delete' % ref
    same(browser.get(delete).status, 303, 'what was submitted is not deleted')
    other = journey.ref_of(journey.begin(browser, 'cert-no-crime'))
    form = browser.get('/zh/applications/%s/delete' % other).page.form(action='/delete')
    form.action = delete
    same(browser.submit(form).status, 410, 'nor by hand')
    same(journey.state(ref), 'submitted', 'it stands')
    lacks(browser.get('/zh/applications').page.links(), delete, 'and nothing offers it')


def a_photo():
    browser = resident()
    ref, path = with_photo(browser)
    file = files_of(ref)[0]
    same(state_of(file), 'complete', 'a photograph')
    ask = browser.get(path).page.links('/remove')[0]
    browser.submit(browser.get(ask).page.form(action='/remove'))
    ok(state_of(file) in ('removed', 'gone'), 'removed before it was sent, its file leaves', state_of(file))
    browser.submit(browser.get(path).page.form('files'), files=[photo()])
    file = [f for f in files_of(ref) if f != file][0]
    one, two = journey.ref_of(journey.begin(browser, 'dl-defer-renew')), ref
    db("INSERT INTO material (id, application, code, file, added) SELECT m.id + 1, b.id, m.code, m.file, m.added "
       "FROM material m JOIN application b ON b.ref = '%s' WHERE m.file = %s" % (one, file))
    ask = browser.get(path).page.links('/remove')[0]
    browser.submit(browser.get(ask).page.form(action='/remove'))
    same(state_of(file), 'complete', 'but a paper of another application stays')
    browser.submit(browser.get('/zh/applications/%s/delete' % one).page.form(action='/delete'))
    ok(state_of(file) in ('removed', 'gone'), 'until that one goes too', state_of(file))


def as_many_as_there_may_be():
    """A hundred drafts: their pages have no more weight than others, and the way to all of them."""
    browser = resident('en')
    refs = [journey.ref_of(journey.begin(browser, 'dl-defer-renew')) for _ in range(99)]
    apply = journey.apply_path('en', 'dl-defer-renew')

    def shown(page):
        return [a.rsplit('/', 1)[1] for a in page.links('/applications/') if re.search(r'/applications/[0-9A-Z]{9}$', a)]

    def weight():
        return len(gzip.compress(browser.get(apply).body, 6))
    same(shown(browser.get(apply).page), refs[:-21:-1], 'the newest twenty can be gone on with')
    before = weight()
    refs.append(journey.ref_of(journey.begin(browser, 'dl-defer-renew')))
    page = browser.get(apply).page
    has(page.main.text, journey.said('en', 'apply.too_many').replace('{1}', '100'), 'with a hundred no other is begun')
    for lang, word in (('zh', '删掉'), ('en', 'delete'), ('it', 'elimini'), ('es', 'elimine')):
        has(journey.said(lang, 'apply.too_many'), word, 'that one may be deleted is said too (%s)' % lang)
    same((shown(page), not page.has_form(action='/apply')), (refs[:20], True), 'those that were left longest are offered')
    ok([n for n in page.main.all('a') if n['href'] == '/en/applications'], 'and the list of all')
    ok(max(before, weight()) < 5000, 'in pages that are light', before, weight())


run(a_draft, from_another_tab, not_a_sent_one, a_photo, as_many_as_there_may_be)
