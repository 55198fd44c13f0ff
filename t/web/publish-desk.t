#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft is published by two who have looked at its preview; the file has it after the next reload, and
no old copy of the file undoes it."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from affairs import answer, told
from journey import said
from samples import Samples

CODE = 'test-asked'
TITLE = '改过的题目'
PREVIEW = '/desk/formalities/%s/preview' % CODE
PUBLISH = '/desk/formalities/%s/publish' % CODE


def stage():
    global kept, one, two, clerk, old, new, ref, person
    kept = Samples(is_read=False)
    old = kept.text(CODE)
    new = old.replace('想看看先问再填是什么样', TITLE)
    kept.write(CODE, new, '.draft')
    kept.reload()
    person = resident('zh')
    ref = journey.submitted(person, CODE)
    db("DELETE FROM proposal WHERE kind = 'publish'")
    db('DELETE FROM preview_look')
    one, two, clerk = officer('admin-1'), officer('supervisor'), officer('ouhai-1')


def who_may():
    same([b.get(PUBLISH).status for b in (one, two, clerk, officer('auditor'))], [200, 200, 403, 403],
         'supervisors and administrators may')
    same(one.get('/desk/formalities/cert-no-crime/publish').status, 404, 'only a draft is published')
    same(clerk.post(PUBLISH, [('token', clerk.token('/desk/sign-out')), ('once', once())]).status, 403, 'no officer proposes')
    same(one.post(PUBLISH, [('once', once())]).status, 403, 'nor anybody without a token')
    forged = [('token', one.token('/desk/sign-out')), ('once', once())]
    same(told(one.post(PUBLISH, forged)), (422, [said('zh', 'desk.publish.unseen')]), 'nor whoever has not seen the preview')


def proposed():
    global path
    ok(PUBLISH in one.get(PREVIEW).page.links(), 'the preview leads there')
    path = one.submit(one.get(PUBLISH).page.form()).location
    ok(path.startswith('/desk/publications/'), 'it is proposed', path)
    has(one.get(path).page.text, TITLE, 'with its whole text')
    same(told(answer(one, path, 'confirmed')), (422, [said('zh', 'desk.proposal.own')]), 'who proposes does not confirm')
    same(answer(clerk, path, 'confirmed').status, 403, 'nor an officer')
    same(told(answer(two, path, 'confirmed')), (422, [said('zh', 'desk.publish.unseen')]), 'nor whoever has not looked')
    kept.reload()
    lacks(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'so a reload publishes nothing')


def changed_meanwhile():
    two.get(PREVIEW)
    kept.write(CODE, new + '\n# another\n', '.draft')
    same(told(answer(two, path, 'confirmed')), (422, [said('zh', 'desk.publish.stale')]), 'what has changed since is not confirmed')
    kept.write(CODE, new, '.draft')


def a_mistake():
    """What is wrong in a draft is said, not that files have changed."""
    kept.write(CODE, new.replace('Mode = ', 'Mode = no-', 1), '.draft')
    kept.reload()
    wrong = said('zh', 'desk.formalities.wrong')
    forged = [('token', one.token('/desk/sign-out')), ('once', once())]
    for reply in (one.post(PUBLISH, forged), answer(two, path, 'confirmed')):
        status, problems = told(reply)
        ok(status == 422 and len(problems) == 1 and problems[0].startswith(wrong + ': ') and 'Mode' in problems[0],
           'a draft with a mistake is refused with the mistake', status, problems)
    has(two.get(path).page.main.text, wrong, 'which the proposal has too')
    kept.write(CODE, new, '.draft')
    kept.reload()


def copied_lines(lang):
    return ' · '.join('%s: %s' % (key, said(lang, 'desk.publish.' + what).replace('{1}', 'certificate/test-needs.hdf'))
                      for key, what in (('Title.zh', 'copied'), ('Steps', 'copied_guide')))


def a_copy():
    """What lint refuses, and with it each reload from then on, is refused before two have published it: in its words."""
    other = kept.text('test-needs')
    title = journey.FORMALITIES['test-needs']['Title']['zh']
    kept.write(CODE, new.replace(TITLE, title).replace('填好，提交。', '填好了提交。', 1), '.draft')
    kept.reload()
    for who in (one, two):
        who.get(PREVIEW)
    forged = [('token', one.token('/desk/sign-out')), ('once', once())]
    before = db_one('SELECT COUNT(*) FROM proposal')
    wrong = '%s: %s' % (said('zh', 'desk.formalities.wrong'), copied_lines('zh'))
    same(told(one.post(PUBLISH, forged)), (422, [wrong]), 'a text that is another one\'s is not proposed')
    same(db_one('SELECT COUNT(*) FROM proposal'), before, 'and nothing of it is kept')
    page = one.get(PUBLISH).page
    ok(not any(form.action.endswith(PUBLISH) for form in page.forms), 'no button proposes it', page.main.text)
    for where in (PUBLISH, PREVIEW, '/desk/formalities', path):
        has(one.get(where).page.main.text, copied_lines('zh'), '%s says what is whose' % where)
    lint = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'lint', CODE], capture_output=True, text=True)
    told_by = [line.split(': ', 1)[1] for line in lint.stdout.splitlines() if '.draft:' in line]
    same(' · '.join(told_by), copied_lines('en'), 'which is what lint says')
    has(one.get(PREVIEW, Accept_Language='en').page.main.text, copied_lines('en'), 'to whoever reads English word for word')
    kept.write(CODE, new, '.draft')
    kept.write('test-needs', other.replace(title, TITLE))
    kept.reload()
    two.get(PREVIEW)
    status, problems = told(answer(two, path, 'confirmed'))
    ok(status == 422 and len(problems) == 1 and 'Title.zh: ' in problems[0], 'nor confirmed, where another has got its title since',
       status, problems)
    kept.write('test-needs', other)
    kept.reload()


def confirmed():
    same(answer(two, path, 'confirmed').status, 303, 'another, who looked, confirms')
    lacks(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'residents see it with the next reload')
    kept.reload()
    has(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'and see it then')
    with open(kept.path(CODE)) as f:
        same(f.read(), new, 'the file has it')
    ok(not os.path.exists(kept.path(CODE, '.draft')), 'and the draft is no more')
    same(db_one("SELECT v.body LIKE '%%%s%%' FROM application a JOIN formality_version v ON v.id = a.formality_version WHERE a.ref = '%s'" % (
        TITLE, ref)), '0', 'a matter keeps its version')


def catalogue(*command):
    done = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', *(command or ('catalogue',))], capture_output=True, text=True)
    ok(done.returncode == 0, 'qiao-admin ends well', done.stdout, done.stderr)
    return done.stdout


def is_open():
    kept.reload()
    return Browser().get('/zh/formalities/' + CODE).status == 200


def a_new_one():
    """One that was new is taken out by taking its file away, once somebody has changed it since; a copy from before undoes nothing."""
    file, mark = kept.path(CODE), os.path.join(os.path.dirname(kept.path(CODE)), '.%s.hdf.published' % CODE)
    os.unlink(file)
    kept.write(CODE, old, '.draft')
    same(is_open(), False, 'a draft alone is not open')
    one.get(PREVIEW)
    path = one.submit(one.get(PUBLISH).page.form()).location
    two.get(PREVIEW)
    same(answer(two, path, 'confirmed').status, 303, 'it is published')
    same(is_open(), True, 'and open')
    os.unlink(file)
    same(is_open(), True, 'a folder from before does not undo it')
    changed = old.replace('想看看先问再填是什么样', '第四个题目')
    kept.write(CODE, changed)
    has(catalogue(), 'changed here since', 'a change by hand is left, and told')
    lacks(catalogue(), CODE, 'once')
    os.unlink(file)
    lacks(catalogue(), 'written now', 'what was changed since does not come back when its file is taken away')
    same((os.path.exists(file), is_open()), (False, False), 'it is taken out')
    with open(mark) as f:
        over = f.read()
    os.unlink(mark)
    same(is_open(), True, 'another machine, which never had it, gets it')
    kept.write(CODE, changed)
    os.unlink(mark)
    for _ in (1, 2):
        has(catalogue(), 'publish-forget', 'a file that is something else and has never been this is told each time, with what ends it')
    with open(mark, 'w') as out:
        out.write(over)
    os.unlink(file)
    same(is_open(), False, 'the mark stays with its folder')
    kept.write(CODE, old)
    has(catalogue('publish-forget', CODE), '1 forgotten', 'and may be forgotten')
    kept.reload()


def nothing_undoes_it():
    kept.write(CODE, old)
    kept.reload()
    has(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'an old copy of the file does not undo it')
    kept.write(CODE, old.replace('Promise = ', 'Promise = 30'))
    ok(here.command('reload').returncode != 0, 'a mistake by hand is refused')
    kept.write(CODE, old)
    kept.reload()
    has(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'and was no decision: the old copy does not undo it even then')
    kept.write(CODE, old.replace('想看看先问再填是什么样', '第三个题目'))
    has(catalogue(), 'changed here since', 'a change that somebody made since is told')
    kept.reload()
    has(Browser().get('/zh/formalities/' + CODE).page.text, '第三个题目', 'and left')
    ok(catalogue('publish-forget', CODE).startswith('1 forgotten'), 'an operator may have it forgotten')
    kept.write(CODE, old)
    kept.reload()
    lacks(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'then the file alone decides')
    page = officer('auditor').get('/desk/audit?subject=formality').page.main.text
    for word in ('publish_propose', 'publish_confirm'):
        has(page, said('zh', 'desk.audit.action.' + word), 'on record: ' + word)


run(stage, who_may, proposed, changed_meanwhile, a_mistake, a_copy, confirmed, nothing_undoes_it, a_new_one)
