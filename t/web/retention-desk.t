#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers whose time is over: proposed by one, confirmed by another, told to the resident, and destroyed by
the courier thirty days later, but what is on hold. The clock is moved by moving the days in the store."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from affairs import answer, told
from asked import STAYS, attempt, verify
from journey import said

CODE = 'cert-no-crime'
YEAR = '2015'


def courier():
    """What is due, now, though another one has the leases."""
    db('DELETE FROM lease')
    done = subprocess.run([here.build + '/qiao-courier', '-c', here.data + '/etc/courier.hdf', '--once'],
                          capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stderr


def faults():
    """What qiao-verify finds; other tests of this store alter rows and leave them so."""
    done = subprocess.run([here.build + '/qiao-verify', '-c', here.data + '/etc/admin.hdf'], capture_output=True, text=True, timeout=300)
    return {line for line in (done.stdout + done.stderr).splitlines()
            if not re.match(r'\d+ (administrative acts|matters|notes|FAULTS)|whole$', line)}


def there(ref):
    return db_one("SELECT COUNT(*) FROM application WHERE ref = '%s'" % ref) == '1'


def acts(ref):
    return db("SELECT h.action, h.role FROM history h JOIN application a ON a.id = h.application WHERE a.ref = '%s' ORDER BY h.seq" % ref)


def aged():
    """Ended long ago, and its time is over."""
    global one, two, chief, clerk, person, gone, held
    one, two, chief, clerk = officer('admin-1'), officer('admin-2'), officer('supervisor'), officer('ouhai-1')
    person = resident('zh')
    gone, held = journey.submitted(person, CODE), journey.submitted(person, CODE)
    for ref in gone, held:
        person.submit(person.get('/zh/applications/%s/withdraw' % ref).page.form(action='/withdraw'))
        db("UPDATE application SET ended = '%s-05-05 05:05:05', retain_until = '2020-05-05' WHERE ref = '%s'" % (YEAR, ref))


def who_may():
    same([b.get('/desk/retention').status for b in (one, chief, clerk, officer('auditor'))], [200, 200, 403, 403],
         'administrators and supervisors, and nobody else')
    same([b.get('/desk/holds/' + held).status for b in (one, chief, clerk)], [403, 200, 403], 'a supervisor holds a matter')
    same(clerk.post('/desk/retention', [('token', clerk.token('/desk/sign-out')), ('once', once()), ('formality', CODE),
         ('year', YEAR), ('matters', '2')]).status, 403, 'no officer proposes')
    same(one.post('/desk/retention', [('once', once()), ('formality', CODE), ('year', YEAR), ('matters', '2')]).status, 403,
         'nor anybody without a token')


def a_hold():
    path = '/desk/holds/' + held
    ok(path in chief.get('/desk/matters/' + held).page.links(), 'the matter leads there')
    same(chief.submit(chief.get(path).page.form('reason'), {'reason': ''}).status, 422, 'not without a reason')
    old = chief.get(path).page.form('reason')
    same(chief.submit(chief.get(path).page.form('reason'), {'reason': '行政复议 12 号'}).status, 303, 'with one it is on hold')
    has(chief.get(path).page.main.text, '行政复议 12 号', 'which says why')
    same(told(chief.submit(old, {'reason': '又一次的理由'})), (422, [said('zh', 'desk.hold.first')]), 'once')
    same(db("SELECT h.reason LIKE '%%行政复议%%', h.plain FROM hold h JOIN application a ON a.id = h.application WHERE a.ref = '%s'" % held),
         [('0', 'NULL')], 'and the store has the reason sealed')
    same(acts(held)[-1], ('hold', 'supervisor'), 'it is an act of the matter')
    page = person.get('/zh/applications/' + held).page.main.text
    same(db_one("SELECT retain_until FROM application WHERE ref = '%s'" % held), '2020-05-05',
         'and how long it is kept anyway is as it was')
    has(page, said('zh', 'did.hold'), 'which the resident reads')
    lacks(page, '行政复议 12 号', 'without the reason')


def only_by_acts():
    """The desk's account makes and ends no hold that no act does; nor by an act of another moment."""
    of = db_one("SELECT id FROM application WHERE ref = '%s'" % held)
    end = 'UPDATE hold SET ended = %%s, ended_by = made_by WHERE ended IS NULL AND application = %s' % of
    same(attempt('desk', end % 'UTC_TIMESTAMP(3)'), STAYS, 'no act ended it')
    same(attempt('desk', end % 'made'), STAYS, 'the one that made it does not')
    same(attempt('desk', 'UPDATE hold SET ended_by = made_by WHERE application = %s' % of), STAYS, 'nor half of an end')
    make = 'INSERT INTO hold (id, application, reason, unit, made_by, made) SELECT -1, %s, reason, unit, made_by, %s FROM hold WHERE application = %s'
    free = db_one("SELECT id FROM application WHERE ref = '%s'" % gone)
    same(attempt('desk', make % (free, 'UTC_TIMESTAMP(3)', of)), STAYS, 'no act made it')
    same(attempt('desk', make % (of, 'made', of)), STAYS, 'nor two of one act')
    act = ("INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, hash, whose, department) SELECT id + 1000000, "
           "application, seq + 1, at + INTERVAL 1 HOUR, 'hold_end', state, role, actor, unit, UNHEX(REPEAT('ab', 32)), whose, department "
           'FROM history WHERE application = %s ORDER BY seq DESC LIMIT 1; ' % of)
    same(attempt('desk', act + end % 'made + INTERVAL 1 HOUR'), None, 'with its act it ends')
    same(attempt('desk', act + end % 'made'), STAYS, 'at that moment')


def altered():
    """Whoever owns the tables alters a hold: qiao-verify tells."""
    fresh = journey.submitted(person, CODE)
    person.submit(person.get('/zh/applications/%s/withdraw' % fresh).page.form(action='/withdraw'))
    path = '/desk/holds/' + fresh
    same(chief.submit(chief.get(path).page.form('reason'), {'reason': '信访 3 号'}).status, 303, 'on hold')
    row = "UPDATE hold SET %%s WHERE application = %s" % db_one("SELECT id FROM application WHERE ref = '%s'" % fresh)
    same(verify(fresh)[0], 0, 'whole')

    def found(changes, why):
        for change, back in changes:
            db(row % change)
            has(verify(fresh)[1], why, 'found: ' + change)
            db(row % back)
            same(verify(fresh)[0], 0, 'put back')

    set_by = [('unit = unit + 1', 'unit = unit - 1'), ('made_by = made_by + 1', 'made_by = made_by - 1'),
              ('made = made + INTERVAL 1 HOUR', 'made = made - INTERVAL 1 HOUR')]
    found(set_by, 'a hold is not what an act set')
    of = row.split()[-1]
    db(row % 'application = application + 1')
    has(verify(fresh)[1], 'whether it is on hold is not what its last act says', 'found: gone')
    db('UPDATE hold SET application = %s WHERE application = %s + 1' % (of, of))
    same(chief.submit(chief.get(path).page.form('end')).status, 303, 'ended')
    same(verify(fresh)[0], 0, 'whole')
    found(set_by, 'a hold is not what an act set')
    copy = ('INSERT INTO hold (id, application, reason, unit, made_by, made, ended, ended_by) SELECT id + 1, application, NULL, unit, made_by, made, '
            'ended + INTERVAL 1 HOUR, ended_by FROM hold WHERE application = ' + of)
    db(copy)
    has(verify(fresh)[1], 'a hold ended, and no act ended it', 'found: ended without an act')
    db('UPDATE hold SET application = -1 WHERE reason IS NULL AND application = ' + of)
    same(verify(fresh)[0], 0, 'and whole again')


def of_any_unit():
    """Destruction is the whole bureau's: a matter of a unit that is nobody's of theirs is held all the same."""
    far = "SELECT id FROM unit WHERE code = 'psb-hukou'"
    unit = db_one("SELECT unit FROM application WHERE ref = '%s'" % gone)
    db("UPDATE application SET unit = (%s) WHERE ref = '%s'" % (far, gone))
    same(chief.get('/desk/matters/' + gone).status, 404, 'a matter that is not theirs to see')
    ok(chief.get('/desk/holds').page.main.one('input', name='ref'), 'a page asks for the number')
    reply = chief.get('/desk/holds?ref=' + gone)
    same((reply.status, reply.location), (303, '/desk/holds/' + gone), 'is found by its number')
    same(chief.submit(chief.get(reply.location).page.form('reason'), {'reason': '诉讼 7 号'}).status, 303, 'and held')
    db("UPDATE hold SET unit = (%s) WHERE ended IS NULL AND application = (SELECT id FROM application WHERE ref = '%s')" % (far, gone))
    page = chief.get(reply.location).page
    ok(not page.has_form(name='end'), 'what a unit elsewhere holds is not theirs to end')
    db("UPDATE hold SET unit = (SELECT unit FROM officer WHERE name = 'supervisor') WHERE ended IS NULL AND application = "
       "(SELECT id FROM application WHERE ref = '%s')" % gone)
    same(chief.submit(chief.get(reply.location).page.form('end')).status, 303, 'their own is')
    same(acts(gone)[-1], ('hold_end', 'supervisor'), 'that is an act too')
    db("UPDATE application SET unit = %s WHERE ref = '%s'" % (unit, gone))
    fresh = journey.submitted(person, CODE)
    ok(not chief.get('/desk/holds/' + fresh).page.has_form(name='reason'), 'what has not ended is not held')


def look(browser):
    return browser.get('/desk/retention?formality=%s&year=%s' % (CODE, YEAR)).page


def proposed():
    global path
    page = look(one)
    for key, n in (('would_matters', '1'), ('would_held', '1')):
        has(page.main.text, said('zh', 'desk.retention.' + key).replace('{1}', n), 'the dry run says: ' + key)
    ok(there(gone), 'and destroys nothing')
    path = one.submit(page.form('matters')).location
    ok(path.startswith('/desk/retention/'), 'it is proposed', path)
    db("UPDATE application SET retain_until = '2099-01-01' WHERE ref = '%s'" % gone)
    same(told(answer(two, path, 'confirmed')), (422, [said('zh', 'desk.retention.stale')]), 'what is another number by now is not confirmed')
    db("UPDATE application SET retain_until = '2020-05-05' WHERE ref = '%s'" % gone)


def nobody_alone():
    same(told(answer(one, path, 'confirmed')), (422, [said('zh', 'desk.proposal.own')]), 'who proposes does not confirm')
    same(answer(clerk, path, 'confirmed').status, 403, 'nor an officer')
    courier()
    ok(there(gone), 'so nothing goes')
    same(db_one("SELECT COUNT(*) FROM disposal"), '0', 'and nobody is told')


def confirmed():
    page = officer('supervisor').get('/desk/affairs').page.main.text
    has(page, said('zh', 'desk.affairs.waiting').replace('{1}', '1'), 'it waits for another')
    same(answer(two, path, 'confirmed').status, 303, 'another confirms')
    before = len(messages(person.contact))
    courier()
    # the one that runs may have been first; and it may be night where they are
    wait_until(lambda: db_one('SELECT COUNT(*) FROM disposal') == '1', 40)
    db("UPDATE notice SET next_try = UTC_TIMESTAMP(3) WHERE kind = 'dispose'")
    ok(wait_until(lambda: len(messages(person.contact)) > before), 'the resident is told')
    ok(any('销毁' in m['body'] for m in messages(person.contact)), 'in their language')
    ok(there(gone), 'and it is there still')
    has(two.get(path).page.main.text, said('zh', 'desk.retention.progress_told').replace('{1}', '1'), 'the page says how far it is')


def destroyed():
    ident = db_one("SELECT id FROM application WHERE ref = '%s'" % gone)
    known = faults()
    db("UPDATE disposal SET due = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR WHERE ref = '%s'" % gone)
    courier()
    ok(there(gone), 'the store holds it until thirty days after it was confirmed')
    db("UPDATE proposal SET ended = ended - INTERVAL 31 DAY WHERE id = '%s'" % path.split('/')[-1])
    courier()
    db("UPDATE proposal SET ended = ended + INTERVAL 31 DAY WHERE id = '%s'" % path.split('/')[-1])
    ok(not there(gone), 'after thirty days it is gone')
    same([db_one('SELECT COUNT(*) FROM %s WHERE application = %s' % (t, ident)) for t in ('material', 'history', 'access_record', 'notice', 'writ')],
         ['0'] * 5, 'with its papers and its record')
    same(db("SELECT formality, year, destroyed IS NOT NULL, acts > 0, LENGTH(head) FROM disposal WHERE ref = '%s'" % gone),
         [(CODE, YEAR, '1', '1', '32')], 'the bare fact stays')
    ok(there(held), 'what is on hold stays')
    same(db_one('SELECT COUNT(*) FROM hold WHERE application = %s' % ident), '0', 'why it was held once has gone with it')
    same(person.get('/zh/applications/' + gone).status, 404, 'the resident finds it no more')
    moved = 'proposal %s ' % path.split('/')[-1]    # above, as if it had been confirmed a month ago
    same([f for f in faults() - known if not f.startswith(moved)], [], 'and the record is as whole as before')
    page = officer('auditor').get('/desk/audit?subject=retention').page.main.text
    for word in ('dispose_propose', 'dispose_confirm', 'hold'):
        has(page, said('zh', 'desk.audit.action.' + word), 'on record: ' + word)
    has(page, '（%s） · %s' % (CODE, YEAR), 'of which formality and year, in words')


def hold_ends():
    hold = '/desk/holds/' + held
    same(chief.submit(chief.get(hold).page.form('end')).status, 303, 'the hold ends')
    ok(look(one).has_form(name='matters'), 'and it can be proposed')
    db("UPDATE application SET retain_until = '2099-01-01' WHERE ref = '%s'" % held)


run(aged, who_may, a_hold, only_by_acts, altered, of_any_unit, proposed, nobody_alone, confirmed, destroyed, hold_ends)
