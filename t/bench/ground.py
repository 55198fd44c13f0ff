# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is measured on: a store with many applications, a sample resident who is signed in
and owns some that are spread over it, and drafts that only wait to be submitted."""
import re
import subprocess

import journey
import machine
from qiao import ROOT, Browser, db, db_one, here, resident

OWN = 1000          # applications of the resident, in which a window takes turns


def fill(count):
    there = int(db_one('SELECT COUNT(*) FROM application'))
    if there < count:
        subprocess.run([ROOT + '/qiao', 'seed', str(count - there)], check=True, cwd=ROOT,
                       stdin=subprocess.DEVNULL)
    db('ANALYZE TABLE application, history, access_record')


def sign_in():
    """A sample resident whose clock is not Wenzhou's, and the person's number."""
    account = next(a for a in here.demo['accounts']
                   if a['role'] == 'resident' and a['zone'] != 'Asia/Shanghai')
    browser = resident(account['lang'], account['sign_in_name'])
    browser.get('/zh/')
    return browser, db_one('SELECT person FROM session ORDER BY created DESC, id DESC LIMIT 1')


def session_hash(person):
    return db_one('SELECT HEX(hash) FROM session WHERE person = %s ORDER BY created DESC, id DESC '
                  'LIMIT 1' % person)


def own_applications(person):
    """Their numbers: the longest histories of the sample, 20 events, of which most are shown."""
    db("UPDATE application a JOIN (SELECT application FROM history WHERE seq = 20 AND application "
       "IN (SELECT application FROM history WHERE action = 'extend') ORDER BY RAND(1) LIMIT %d) h "
       'ON h.application = a.id SET a.person = %s' % (OWN, person))
    return [ref for (ref,) in db(
        "SELECT a.ref FROM application a JOIN history h ON h.application = a.id "
        "WHERE a.person = %s AND h.action = 'extend' ORDER BY RAND(2) LIMIT %d" % (person, OWN))]


def drafts(browser, person):
    """
    All drafts become the resident's, with a paper wherever the check page lacks one. Not what is passed on: its consent is
    to the list as it was, and is asked anew where a paper was added.
    """
    ours = "state = 'draft' AND formality NOT IN (%s)" % ', '.join(
        "'%s'" % code for code, own in journey.FORMALITIES.items() if own['Mode'] == 'transfer')
    db('UPDATE application SET person = %s WHERE %s' % (person, ours))
    for code, ref in db('SELECT formality, MIN(ref) FROM application WHERE %s GROUP BY formality' % ours):
        page = browser.get('/zh/applications/%s/check' % ref).text
        for material in set(re.findall(r'/applications/%s/materials/([\w-]+)"' % ref, page)):
            add_papers(code, material)
    return [ref for (ref,) in db('SELECT ref FROM application WHERE %s AND person = %s ORDER BY id' % (ours, person))]


def add_papers(formality, material):
    """Rows of papers as an upload leaves them, but for their bytes."""
    last = db_one('SELECT COALESCE(MAX(id), 0) FROM file WHERE id < 1000000000')
    db('DROP TEMPORARY TABLE IF EXISTS paper; SET @n = %s; '
       'CREATE TEMPORARY TABLE paper (PRIMARY KEY (id)) SELECT (@n := @n + 1) AS id, a.id AS of '
       "FROM application a WHERE a.state = 'draft' AND a.formality = '%s'; "
       "INSERT INTO file (id, state, type, size, pages, width, height, digest, created) "
       "SELECT id, 'complete', 'image/jpeg', 1, 1, 1, 1, '', UTC_TIMESTAMP(3) FROM paper; "
       'INSERT INTO material (id, application, code, file, added) '
       "SELECT id, of, '%s', id, UTC_TIMESTAMP(3) FROM paper" % (last, formality, material))


class Drafts:
    """Drafts that can be submitted again and again: between windows they are as before."""

    def __init__(self, refs):
        self.refs = refs
        names = ', '.join("'%s'" % ref for ref in refs)
        db('DROP TABLE IF EXISTS bench_draft; CREATE TABLE bench_draft LIKE application; '
           'INSERT INTO bench_draft SELECT * FROM application WHERE ref IN (%s)' % names)

    def submitted(self):
        return int(db_one("SELECT COUNT(*) FROM application a JOIN bench_draft d ON d.id = a.id "
                          "WHERE a.state = 'submitted'"))

    def restore(self):
        db('DELETE h FROM history h JOIN bench_draft d ON d.id = h.application; '
           'DELETE n FROM notice n JOIN bench_draft d ON d.id = n.application; '
           'DELETE i FROM intake i JOIN bench_draft d ON d.id = i.application; '
           'REPLACE INTO application SELECT * FROM bench_draft')

    def drop(self):
        self.restore()
        db('DROP TABLE bench_draft')


def one_of_each(person):
    """One application of every state that is no draft, and a draft of every formality: they
    become this person's."""
    db("UPDATE application SET person = %s WHERE id IN (SELECT * FROM (SELECT MAX(id) "
       "FROM application GROUP BY state, IF(state = 'draft', formality, '')) AS last)" % person)
    return [ref for (ref,) in db(
        "SELECT ref FROM application WHERE person = %s AND id IN (SELECT MAX(id) FROM application "
        "GROUP BY state, IF(state = 'draft', formality, ''))" % person)]


def durability():
    return db_one('SELECT @@innodb_flush_log_at_trx_commit')


def described(own):
    return '%s applications with %s events, %d of them the resident’s; MariaDB %s' % (
        '{:,}'.format(int(db_one('SELECT COUNT(*) FROM application'))),
        '{:,}'.format(int(db_one('SELECT COUNT(*) FROM history'))), own, db_one('SELECT VERSION()'))
