#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form whose line dropped waits for a worker or for the store, while its owner sends it again and then something
else: when its turn comes at last, the older words do not take the place of the newer ones."""
import os
import re
import socket
import struct
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import *          # noqa
from qiao import ok, resident, run, same
import qiao


def record(kind, content):
    return struct.pack('>BBHHBx', 1, kind, 1, len(content), 0) + content


def arrives(person, form, pairs, began):
    """As nginx had passed it on at that moment; the status of the answer that nobody waits for any more."""
    body = urllib.parse.urlencode(list(pairs)).encode()
    told = {'REQUEST_METHOD': 'POST', 'REQUEST_URI': urllib.parse.urlsplit(form.action).path, 'REMOTE_ADDR': '127.0.0.1',
            'CONTENT_TYPE': 'application/x-www-form-urlencoded', 'CONTENT_LENGTH': str(len(body)), 'REQUEST_BEGAN': '%.3f' % began,
            'HTTP_SEC_FETCH_SITE': 'same-origin', 'HTTP_COOKIE': '; '.join('%s=%s' % c for c in person.cookies.items())}
    names = b''.join(struct.pack('>BI', len(k), len(v) | 1 << 31) + (k + v).encode() for k, v in told.items())
    answer = b''
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(30)
        line.connect(os.path.dirname(here.setting('portal', 'MediaSocket')) + '/portal.sock')
        line.sendall(record(1, b'\0\1' + bytes(6)) + record(4, names) + record(4, b'') + record(5, body) + record(5, b''))
        while got := line.recv(65536):
            answer += got
    return int(re.search(rb'Status: (\d+)', answer).group(1))


def name_of(person, form):
    return person.get(urllib.parse.urlsplit(form.action).path).page.form().value('applicant_name')


def begun():
    person = resident()
    reply = journey.begin(person, 'dl-defer-renew')
    form = reply.page.form()
    example = journey.FORMALITIES['dl-defer-renew']['Example']
    return person, form, lambda name: form.pairs(journey.fill(form, dict(example, applicant_name=name)))


def in_order(person, form, typed):
    same(person.post(form.action, typed('林第一')).status, 303, 'sent again, since the line dropped')
    same(person.post(form.action, typed('林第二')).status, 303, 'then the page before, and another name')


def overtaken():
    person, form, typed = begun()
    dropped = time.time()
    time.sleep(0.01)
    in_order(person, form, typed)
    same(arrives(person, form, typed('林第一'), dropped), 422, 'what was sent first comes last: it is told, if anybody is there')
    same(name_of(person, form), '林第二', 'and what was typed last stays')
    same(arrives(person, form, typed('林第一'), time.time()), 303, 'sent anew, the same form counts: its owner went back')
    same(name_of(person, form), '林第一', 'and meant it')


def never_done():
    """Nor those of a page that was opened and sent anew since."""
    person, form, typed = begun()
    dropped = time.time()
    time.sleep(0.01)
    path = urllib.parse.urlsplit(form.action).path
    fresh = person.get(path).page.form()
    same(person.submit(fresh, dict(journey.fill(fresh, journey.FORMALITIES['dl-defer-renew']['Example']), applicant_name='林新页')).status, 303,
         'the page is opened again and sent')
    same(arrives(person, form, typed('林旧页'), dropped), 422, 'what was dropped before comes after')
    same(name_of(person, form), '林新页', 'and changes nothing')


def moment_of_nginx():
    """nginx says when it had the form, and not when a worker was free."""
    person, form, typed = begun()
    workers = children_of(pid_of('portal'))
    answers = []
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    try:
        waits = threading.Thread(target=lambda: answers.append(person.post(form.action, typed('林先到')).status))
        waits.start()
        time.sleep(1)
        between = time.time()
        time.sleep(1)
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
    waits.join()
    same(answers, [303], 'a form that waited for a worker')
    same(arrives(person, form, typed('林后到'), between), 303, 'is older than one that came meanwhile')
    same(name_of(person, form), '林后到', 'whose words stay')


def settings():
    """A choice of the resident's own, too: the one that they sent last stays."""
    person = resident()
    stored = lambda: [person.get('/zh/settings').page.form('lang').value(n) for n in ('lang', 'zone')]
    form, newer = [person.get('/zh/settings').page.form('lang') for _ in range(2)]
    dropped = time.time()
    time.sleep(0.01)
    same(person.submit(newer, {'lang': 'it', 'zone': 'Sao_'}).status, 303, 'Italian, and the clock of São Paulo')
    same(arrives(person, form, form.pairs({'lang': 'en', 'zone': 'GB'}), dropped), 422, 'what was chosen before comes after')
    same(stored(), ['it', 'Sao_'], 'and changes nothing')
    same(arrives(person, form, form.pairs({'lang': 'en', 'zone': 'GB'}), time.time()), 303, 'sent anew it counts')
    same(stored(), ['en', 'GB'], 'for its owner went back')


def remembered():
    person = resident()
    journey.submitted(person)
    known = lambda: bool(person.get('/zh/remembered').page.main.all('dl'))
    form = lambda: person.get('/zh/remembered').page.form(action='/remembered')
    old, turn = form(), lambda what: person.submit(form(), button=('what', what)).status
    dropped = time.time()
    time.sleep(0.01)
    same((turn('off'), turn('on')), (303, 303), 'nothing is to be remembered; then it is, after all')
    journey.submitted(person)
    for what, want, text in (('off', 422, 'the first of it'), ('all', 303, 'or that all is to be forgotten')):
        same(arrives(person, old, old.pairs() + [('what', what)], dropped), want, text + ' comes again, late')
        ok(known(), 'and what was handed in since is remembered')


def valid_until():
    person = resident()
    file = qiao.db_one("SELECT m.file FROM material m JOIN application a ON a.id = m.application "
                       "WHERE a.ref = '%s' AND m.code = 'id-proof-any' LIMIT 1" % journey.submitted(person))
    path = '/zh/papers/%s' % file
    stored = lambda: qiao.db_one('SELECT expires FROM file WHERE id = %s' % file)
    form, newer = [person.get(path).page.form('expires-year') for _ in range(2)]
    day = lambda f, year: f.pairs({'expires-year': str(year), 'expires-month': '5', 'expires-day': '1'})
    dropped = time.time()
    time.sleep(0.01)
    same(person.post(path, day(newer, 2031)).status, 303, 'until when a paper is valid')
    same((arrives(person, form, day(form, 2030), dropped), stored()), (422, '2031-05-01'), 'and what was said before that comes after')


run(overtaken, never_done, moment_of_nginx, settings, remembered, valid_until)
