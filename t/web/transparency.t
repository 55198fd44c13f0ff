#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The glass box from outside: a receipt names the root that will cover it, then the root; its owner
downloads the proof, and qiao-verify, or twenty lines of anybody's, hold it against what is published."""
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
from journey import acted, said, submitted

FOLDER = tempfile.mkdtemp(prefix='qiao-glass.')
atexit.register(shutil.rmtree, FOLDER, True)
MONTHS = 'January February March April May June July August September October November December'.split()
one = {}
WENZHOU = {'zh': '温州', 'en': 'Wenzhou', 'it': 'Wenzhou', 'es': 'Wenzhou'}


def program(name, *words):
    return subprocess.run([here.build + '/' + name] + list(words), capture_output=True, text=True,
                          timeout=120, stdin=subprocess.DEVNULL)


def close_day():
    # with the courier's own account, whose rights must do
    told = program('qiao-admin', '-c', here.data + '/etc/courier.hdf', 'close-day')
    if told.returncode:
        raise RuntimeError(told.stderr)
    return told.stdout.strip()


def verify(*words):
    told = program('qiao-verify', *words)
    return told.returncode, told.stdout + told.stderr


def keep(name, text):
    path = os.path.join(FOLDER, name)
    with open(path, 'w') as out:
        out.write(text)
    return path


def shown(lang, date):
    year, month, mday = map(int, date.split('-'))
    return '%d 年 %d 月 %d 日' % (year, month, mday) if lang == 'zh' else '%d %s %d' % (
        mday, MONTHS[month - 1], year)


def published():
    return json.loads(Browser().get('/transparency.json').text)['roots']


def sha(data):
    return hashlib.sha256(data).digest()


def root_of(proof):
    """As doc/transparency.md says it, with nothing of ours."""
    text = 'qiao-leaf-1 %(date)s %(matter)s %(acts)d %(acts_head)s %(views)d %(views_head)s %(blind)s' % proof
    at, last, total = proof['index'], proof['size'] - 1, sha(b'\0' + text.encode())
    for step in map(bytes.fromhex, proof['path']):
        if at & 1 or at == last:
            total = sha(b'\1' + step + total)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            total = sha(b'\1' + total + step)
        at, last = at >> 1, last >> 1
    return sha(('qiao-root-1 %s %d %s %s' % (proof['date'], proof['size'], total.hex(),
                                             proof['previous'])).encode()).hex()


def demonstration():
    """A fresh demonstration has something to verify before its first midnight: the samples, in a root of today."""
    account = next(a for a in here.demo['accounts'] if a['role'] == 'resident' and a['kind'] == 'email')
    owner = resident('zh', account['sign_in_name'])
    refs = {m.group(1) for a in owner.get('/zh/applications').page.links('/applications/')
            for m in [re.search(r'/applications/(\w{9})$', a)] if m}
    links = [link for ref in sorted(refs) for link in owner.get('/zh/applications/%s/receipt' % ref).page.links('/proof/')]
    if ok(links, 'the sample resident has proofs', refs):
        proof = keep('sample.json', owner.get(links[0]).text)
        told = verify(proof, keep('roots.json', Browser().get('/transparency.json').text))
        ok(told[0] == 0, 'which hold against what is published', told[1])


def before():
    one['resident'] = owner = resident('zh')
    one['ref'] = ref = submitted(owner)
    newest = published()[0]['date'] if published() else '0000-00-00'
    for lang in ('zh', 'en', 'it', 'es'):
        main = owner.get('/%s/applications/%s/receipt' % (lang, ref)).page.main
        start, _, rest = said(lang, 'root.soon').partition('{1}')
        ok(start in main.text and rest in main.text, '%s: the receipt says in which root it will be' % lang, main.text)
        has(next(p.text for p in main.all('p') if rest in p.text), WENZHOU[lang], 'of a day of which clock')
    db_date = db_one("SELECT DATE(submitted + INTERVAL 8 HOUR) FROM application WHERE ref = '%s'" % ref)
    if newest < db_date:
        has(owner.get('/zh/applications/%s/receipt' % ref).page.main.text, shown('zh', db_date),
            'that of the day, in Wenzhou')
    same(owner.get('/zh/applications/%s/proof/%s' % (ref, db_date)).status, 404, 'there is no proof yet')


def after():
    owner, ref = one['resident'], one['ref']
    one['date'] = date = close_day()
    roots = published()
    same(roots[0]['date'], date, 'the day that was closed is the newest of those published')
    ok(all(a['previous'] == b['root'] for a, b in zip(roots, roots[1:])), 'each covers the one before')
    for lang in ('zh', 'en'):
        page = owner.get('/%s/applications/%s/receipt' % (lang, ref)).page
        has(page.main.text, roots[0]['root'], '%s: the receipt has the root' % lang)
        has(page.main.text, said(lang, 'root.first').replace('{1}', shown(lang, date)), 'and its day')
        has(next(p.text for p in page.main.all('p') if shown(lang, date) in p.text and said(lang, 'root.first')[-6:] in p.text),
            WENZHOU[lang], 'of which clock')
    link = page.links('/proof/')
    same(link, ['/en/applications/%s/proof/%s' % (ref, date)], 'and a link to the proof')
    reply = owner.get(link[0])
    same(reply.status, 200, 'which is there')
    has(reply.header('Content-Type'), 'application/json', 'as JSON')
    has(reply.header('Content-Disposition'), 'attachment', 'to be kept')
    has(reply.header('Cache-Control'), 'no-store', 'by nobody else')
    one['proof'], one['text'] = json.loads(reply.text), reply.text
    same(one['proof']['matter'], ref, 'it is about this matter')
    same(root_of(one['proof']), roots[0]['root'], 'its values make the root by twenty lines of Python')
    person = one['proof']
    lacks(reply.text, owner.contact, 'nothing in it is about the person')
    same(sorted(person), sorted('qiao date size tree previous root matter acts acts_head views views_head '
                                'blind index path'.split()), 'it holds these values and no other')


def owner_only():
    path = '/zh/applications/%s/proof/%s' % (one['ref'], one['date'])
    same(resident().get(path).status, 404, 'another resident gets no proof')
    reply = Browser().get(path)
    ok(reply.status == 303 and 'sign-in' in reply.location, 'a visitor is asked to sign in', reply.location)
    for odd in ('2026-13-01', '1999-01-01', 'x', '2026-01-01x'):
        same(one['resident'].get('/zh/applications/%s/proof/%s' % (one['ref'], odd)).status, 404,
             'no proof of %s' % odd)


def offline():
    proof, root = keep('proof.json', one['text']), one['proof']['root']
    roots = keep('roots.json', Browser().get('/transparency.json').text)
    for words, status in (((proof, root), 0), ((proof, roots), 0), ((roots,), 0), ((), 64), ((proof,), 65),
                          ((proof, '0' * 64), 1), ((proof, proof), 65), ((roots, root), 65),
                          ((proof, FOLDER + '/none'), 65), (('-c', FOLDER + '/none'), 78),
                          (('-c', here.data + '/etc/admin.hdf', 'nonsense'), 64), (('--help',), 0),
                          (('--version',), 0)):
        told = verify(*words)
        same(told[0], status, 'qiao-verify %s' % ' '.join(w.replace(FOLDER, '').replace(here.data, '')
                                                          for w in words))
        if status == 1:
            note(told[1].strip())
    other = dict(one['proof'], acts=one['proof']['acts'] + 1)
    same(verify(keep('other.json', json.dumps(other)), root)[0], 1, 'an act more than there was')
    for text in ('', '[]', '{}', '{"qiao": "proof-1"}', one['text'][:-20], one['text'].replace('"path": [', '"path": [7,'),
                 one['text'].replace('"acts": ', '"acts": -'), '[' * 5000):
        same(verify(keep('odd.json', text), root)[0], 65, 'not a proof: %r' % text[:30])


def operator():
    settings, ref = here.data + '/etc/admin.hdf', one['ref']
    first = officer('ouhai-1')
    same(first.get('/desk/matters/%s' % ref).status, 200, 'an officer opens the matter')
    acted(first, ref, 'accept')
    status, told = verify('-c', settings, ref)
    same(status, 0, 'its chains are whole')
    has(told, '1 matters', 'one matter was looked at')
    rows = db("SELECT seq, LENGTH(hash) FROM access_record v JOIN application a ON a.id = v.application "
              "WHERE a.ref = '%s' ORDER BY seq" % ref)
    same([r[0] for r in rows], [str(n + 1) for n in range(len(rows))], 'the views have their places')
    # the page of views is read meanwhile, and there is no text for a role that is none
    flip = ("UPDATE %s t JOIN application a ON a.id = t.application SET t.%s = INSERT(t.%s, %d, 1, "
            "CHAR(ORD(SUBSTR(t.%s, %d)) ^ 1)) WHERE a.ref = '%s' AND t.seq = 1")
    for table, column, byte, chain in (('history', 'role', 1, 'acts'), ('access_record', 'at', 23, 'views')):
        altered = flip % (table, column, column, byte, column, byte, ref)
        db(altered)
        status, told = verify('-c', settings, ref)
        same(status, 1, 'one altered byte in %s' % table)
        has(told, '%s 1:' % chain, 'is found where it is')
        owner = one['resident'].get('/zh/applications/%s/views' % ref).page.main.text
        has(owner, said('zh', 'views.broken'), 'and the resident is told')
        db(altered)
    same(verify('-c', settings, ref)[0], 0, 'undone, it is whole')
    date = close_day()
    page = one['resident'].get('/zh/applications/%s/views' % ref).page
    has(page.main.text, said('zh', 'root.last').replace('{1}', shown('zh', date)),
        'the page of views has the newest root')
    later = json.loads(one['resident'].get(page.links('/proof/')[0]).text)
    ok(later['acts'] > one['proof']['acts'] and later['views'] >= 1, 'it covers what has happened since', later)
    same(root_of(later), published()[0]['root'], 'and leads to it')
    same(root_of(one['proof']), one['proof']['root'], 'as the older one still does')


def administration():
    """What administrators did is in the root of its day, which somebody outside has."""
    settings = here.data + '/etc/admin.hdf'
    name = 'test-%06x' % random.getrandbits(24)
    same(program('qiao-admin', '-c', settings, 'officer-add', name, 'br-ouhai', 'officer', 'T-%07d' % random.randrange(
        10 ** 6, 10 ** 7), '示例民警').returncode, 0, 'an account is made')
    close_day()
    roots = keep('roots.json', Browser().get('/transparency.json').text)
    told = verify('-c', settings, roots)
    seq, action = db('SELECT seq, action FROM audit ORDER BY seq DESC LIMIT 1')[0]
    same(db_one('SELECT MAX(acts) FROM ledger_entry WHERE application = 0'), seq, 'its last act has a leaf')
    lacks(told[1], 'audit', 'and is what it was')
    db("UPDATE audit SET action = INSERT(action, 1, 1, CHAR(ORD(action) ^ 1)) WHERE seq = %s" % seq)
    told = verify('-c', settings, roots)
    same(told[0], 1, 'one altered byte')
    has(told[1], 'audit %s' % seq, 'is found')
    db("UPDATE audit SET action = '%s' WHERE seq = %s" % (action, seq))
    db("UPDATE ledger_day SET root = REVERSE(root) ORDER BY day DESC LIMIT 1")
    has(verify('-c', settings, roots)[1], 'is not the one that was published', 'and a root that is another than was published')
    db("UPDATE ledger_day SET root = REVERSE(root) ORDER BY day DESC LIMIT 1")


def at_once():
    """Officers who open the same matters at the same moment all get their place in the chains."""
    refs = [submitted(one['resident']) for _ in range(4)]
    officers = [officer(name) for name in ('ouhai-1', 'ouhai-2', 'ouhai-approver')]
    statuses = []

    def look(who):
        for ref in refs:
            statuses.append(who.get('/desk/matters/%s' % ref).status)

    threads = [threading.Thread(target=look, args=(who,)) for who in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(statuses, [200] * 12, 'three officers open four matters at once')
    for ref in refs:
        rows = db("SELECT v.seq FROM access_record v JOIN application a ON a.id = v.application "
                  "WHERE a.ref = '%s' ORDER BY v.seq" % ref)
        same([r[0] for r in rows], ['1', '2', '3'], 'each view has its place')
        same(verify('-c', here.data + '/etc/admin.hdf', ref)[0], 0, 'in a whole chain')


def pages():
    roots = published()
    for lang, title in (('zh', '每日总指纹'), ('en', 'Daily roots')):
        reply = Browser(lang).get('/%s/transparency' % lang)
        same((reply.status, reply.page.h1), (200, title), '%s: the page is there for everybody' % lang)
        has(reply.page.main.text, roots[0]['root'], 'with the newest root')
        ok('/%s/transparency' % lang in reply.text and reply.page.one('footer'), 'and linked below every page')
        lacks(reply.page.main.text, one['ref'], 'it names no matter')
    reply = Browser().get('/transparency.json')
    same((reply.status, reply.header('Content-Type').split(';')[0]), (200, 'application/json'),
         'the list for programs has no language')
    older = json.loads(Browser().get('/transparency.json?before=' + roots[0]['date']).text)['roots']
    same(older, roots[1:], 'the days before one')
    same(Browser().get('/zh/transparency?before=nonsense..').status, 200, 'an odd date is no reason to refuse')
    same(Browser('en').get('/transparency').location, '/en/transparency', 'the page has a language')


def on_paper():
    """The receipt as a paper has the newest root, to compare, and the day whose root will cover it."""
    newest = published()[0]
    person = resident('zh')
    ref = submitted(person)

    def made():
        page = person.get('/zh/applications/%s/documents' % ref).page
        return next((n['href'] for n in page.main.all('a') if '/documents/' in n['href']), None)
    with tempfile.NamedTemporaryFile(suffix='.pdf', dir=FOLDER) as file:
        file.write(person.get(wait_until(made)).body)
        file.flush()
        text = subprocess.run(['pdftotext', '-layout', file.name, '-'], capture_output=True).stdout.decode()
    flat = ''.join(text.split())
    has(flat, newest['root'][:32], 'half of the newest root is on the receipt')
    has(Browser('zh').get('/zh/transparency').page.main.text, re.search('[0-9a-f]{32}', flat).group(0), 'as it is published')
    following = datetime.date.fromisoformat(newest['date']) + datetime.timedelta(days=1)
    for date, what in ((newest['date'], 'the day of that root'), (str(following), 'the day whose root will cover it')):
        has(flat, shown('zh', date).replace(' ', ''), what)


run(demonstration, before, after, owner_only, offline, operator, administration, at_once, pages, on_paper)
