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
    kept = Samples()
    old = kept.text(CODE)
    new = old.replace('想看看先问再填是什么样', TITLE)
    person = resident('zh')
    ref = journey.submitted(person, CODE)
    db("DELETE FROM proposal WHERE kind = 'publish'")
    db('DELETE FROM preview_look')
    kept.write(CODE, new, '.draft')
    kept.reload()
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


def nothing_undoes_it():
    kept.write(CODE, old)
    kept.reload()
    has(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'an old copy of the file does not undo it')
    kept.write(CODE, old.replace('想看看先问再填是什么样', '第三个题目'))
    kept.reload()
    has(Browser().get('/zh/formalities/' + CODE).page.text, '第三个题目', 'a change that somebody made since is left')
    done = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'catalogue'], capture_output=True, text=True)
    ok('changed here since' in done.stdout, 'and told', done.stdout, done.stderr)
    done = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'publish-forget', CODE], capture_output=True, text=True)
    ok(done.stdout.startswith('1 forgotten'), 'an operator may have it forgotten', done.stdout, done.stderr)
    kept.write(CODE, old)
    kept.reload()
    lacks(Browser().get('/zh/formalities/' + CODE).page.text, TITLE, 'then the file alone decides')
    page = officer('auditor').get('/desk/audit?subject=formality').page.main.text
    for word in ('publish_propose', 'publish_confirm'):
        has(page, said('zh', 'desk.audit.action.' + word), 'on record: ' + word)


run(stage, who_may, proposed, changed_meanwhile, a_mistake, confirmed, nothing_undoes_it)
