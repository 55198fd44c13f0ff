# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resident with two phones that insist: they press again while workers and the database are away, sign in
when they must, and find the way on in what a page offers, so that a page without one is found."""
import html
import http.client
import json
import os
import re
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
import journey
import qiao
from page import Form, Page
from qiao import Browser

HIDDEN = {'token', 'once', 'seen', 'shown', 'back', 'sure'}
PATIENCE = 60       # seconds that a person presses again


class Lost(Exception):
    pass


def insist(good, what, *notes):
    if not good:
        raise Lost(what + ''.join('\n    ' + str(n)[:600] for n in notes))


def until_there(ask):
    """Once more while the database is away: what only arranges or looks on, and is no journey."""
    until = time.time() + PATIENCE
    while True:
        try:
            return ask()
        except (RuntimeError, LookupError, OSError, http.client.HTTPException) as e:
            if time.time() > until:
                raise Lost(repr(e))
            time.sleep(0.3)


def db(sql):
    return until_there(lambda: qiao.db(sql))


def main_of(reply):
    found = re.search(r'<main.*?</main>', reply.text, re.S)
    return found.group() if found else ''


def words_of(source):
    return re.sub(r'\s+', ' ', html.unescape(re.sub(r'<[^>]*>', ' ', source)))


def links_of(reply, part):
    return [a for a in map(html.unescape, re.findall(r'href="([^"]+)"', main_of(reply))) if part in a]


def forms_of(reply):
    """The forms alone are read, which is most of what a journey's pages cost."""
    return [Form(Page(part, reply.url).one('form'), reply.url)
            for part in re.findall(r'<form\b.*?</form>', reply.text, re.S)]


def form_of(reply, name=None, action=None):
    found = [f for f in forms_of(reply) if (not name or name in f.names) and
             (urllib.parse.urlsplit(f.action).path.endswith(action) if action else f.method == 'post')]
    insist(len(found) == 1, 'no way on: %d forms %s%s on %s (%d)' % (len(found), name or '', action or '', reply.url, reply.status),
           words_of(main_of(reply)))
    return found[0]


def address_of(reply):
    """With its query."""
    return reply.url[len(qiao.here.url):]


def type_of(name):
    """Of a field; None for an input that is not the whole of one."""
    return journey.FIELDS.get(name, {}).get('Type')


def seen(name, value):
    """A browser writes ends of lines in its own way, and a number is shown as it is written there."""
    return re.sub(r'^\+(86|39)', '', value) if type_of(name) == 'phone' else re.sub(r'\r\n?', '\n', value)


def plain(pairs):
    """What a person sees in the fields."""
    return {n: seen(n, v) for n, v in pairs if n not in HIDDEN and v}


def at_once(*calls):
    results, ready = [None] * len(calls), threading.Barrier(len(calls))

    def one(i):
        ready.wait()
        try:
            results[i] = calls[i]()
        except Exception as e:      # noqa: told by who waits
            results[i] = e
    threads = [threading.Thread(target=one, args=(i,)) for i in range(len(calls))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for r in results:
        if isinstance(r, Exception):
            raise r
    return results


class Phone(Browser):
    """It presses again until there is an answer of the house's own, as its owner would."""

    def __init__(self, contact, lang='zh'):
        super().__init__(lang)
        self.contact, self.is_judging, self.sign_ins = contact, False, 0

    def twin(self):
        other = Phone(self.contact, self.lang)
        other.cookies = dict(self.cookies)
        return other

    def insisting(self, ask, answered, is_page=True):
        until, said = time.time() + PATIENCE, None
        while time.time() < until:
            try:
                reply = ask()
                if reply.status not in (502, 503, 504):
                    insist(reply.status in answered, 'answered with %d at %s' % (reply.status, reply.url), words_of(main_of(reply)))
                    insist(not is_page or reply.status == 303 or 'href=' in main_of(reply) or '<form' in main_of(reply),
                           'a page without a way on: %s' % reply.url)
                    return reply
                said = reply.status
            except (OSError, http.client.HTTPException) as e:
                said = repr(e)
            time.sleep(0.2)
        raise Lost('never answered: %s' % said)

    def open(self, path, answered=(200, 303)):
        return self.insisting(lambda: self.get(path), answered)

    def way(self, path, answered=(200,)):
        reply = self.open(path, (303,) + answered)
        for _ in range(8):
            if reply.status == 303:
                reply = self.open(reply.location, (303,) + answered)
            elif not reply.path.endswith('/sign-in') or 'sign-in' in path:
                return reply
            else:
                reply = self.sign_in(reply)
        raise Lost('redirected in circles at ' + reply.url)

    def press(self, form, pairs, files=None, answered=(303, 403, 422, 409, 410)):
        if form.is_multipart:
            return self.insisting(lambda: self.upload(form.action, pairs, [(form.files[0],) + f for f in files or []]), answered)
        return self.insisting(lambda: self.post(form.action, pairs), answered)

    def press_and_drop(self, form, pairs):
        """The line drops after the form was sent."""
        body = urllib.parse.urlencode(list(pairs)).encode()
        line = http.client.HTTPConnection(self.instance.host, self.instance.port, timeout=30)
        try:
            line.request('POST', urllib.parse.urlsplit(form.action).path, body, dict(self.base, **self.origin(), **{
                'Content-Type': 'application/x-www-form-urlencoded', 'Cookie': '; '.join('%s=%s' % c for c in self.cookies.items())}))
        except OSError:
            pass
        finally:
            line.close()

    def sign_in(self, page=None):
        """With the code that comes; the reply is what follows it."""
        self.sign_ins += 1
        reply = page or self.way('/%s/sign-in' % self.lang)
        db("DELETE FROM attempt WHERE context IN ('code_contact', 'code_known', 'code_address')")
        before = self.codes()[:1]
        # read once: what a store that is killed had only in memory it shows, and then again when it was told anew.
        # One whose courier ended with it in hand comes two minutes later; whoever waits asks for another.
        for _ in range(3):
            form = form_of(reply, 'contact')
            reply = self.press(form, form.pairs({'contact': self.contact, 'country': 'CN'}), answered=(303,))
            form = form_of(self.way(reply.location), 'code')
            came = qiao.wait_until(lambda: self.newer_than(before), PATIENCE)
            if came:
                break
            reply = self.way('/%s/sign-in' % self.lang)
        insist(came, 'a code comes')
        return self.press(form, form.pairs({'code': re.search(r'\b\d{6}\b', came['body']).group()}), answered=(303, 409, 410, 422))

    def newer_than(self, before):
        """The newest code, unless it was there before; an older one may leave the inbox, which shows the newest only."""
        codes = self.codes()[:1]
        return codes[0] if codes not in ([], before) else None

    def codes(self):
        """What came for this contact, newest first."""
        inbox = self.insisting(lambda: self.get('/demo/inbox.json'), (200,), is_page=False)
        return [m for m in json.loads(inbox.text)['messages']
                if m['to'] == self.contact and m['kind'] == 'code']

    def forget_session(self):
        self.cookies = {k: v for k, v in self.cookies.items() if k != 'qiao-session'}


class Resident:
    """One person: two phones, and all that they began."""

    def __init__(self, contact):
        self.phones = [Phone(contact), Phone(contact)]
        for phone in self.phones:
            insist(phone.sign_in().location.endswith('/applications'), 'signed in')
        self.refs = set()
        until_there(lambda: journey.forgetful(self.phones[0]))

    def end_session(self, phone):
        """From the list of sign-ins of the other phone: all but its own."""
        other = self.phones[phone is self.phones[0]]
        reply = other.way('/%s/sign-ins' % other.lang)
        for part in re.findall(r'<li>.*?</li>', main_of(reply), re.S):
            if journey.said(other.lang, 'account.this_one') not in html.unescape(part):
                form = Form(Page(part, reply.url).one('form'), reply.url)
                other.press(form, form.pairs(), answered=(303, 404))
