# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many officers at random on the same matters, and the checker of what they leave: every history
is replayed against lifecycle.def, as somebody who has only the file and the rows would."""
import collections
import http.client
import random
import re
import subprocess
import threading
import time

import qiao
from load import journey
from qiao import Browser, ROOT, db, here

# The address of an act's page, and what it writes; None: the button decides.
WRITES = {
    'claim': 'claim', 'release': 'release', 'assign': 'assign', 'reroute': 'reroute', 'accept': 'accept',
    'accept-pending': 'accept_pending', 'correction': 'ask_correction', 'decline': 'decline',
    'transfer': 'transfer', 'hand-back': 'hand_back', 'department-reply': 'department_reply',
    'interview': 'interview', 'resume': 'resume', 'await': 'await', 'came': 'came', 'extend': 'extend',
    'approve': 'approve', 'propose-approval': 'propose_approve', 'propose-refusal': 'propose_refuse', 'decide': None,
    'issue': 'issue', 'ask-forward': 'ask_forward', 'ask-again': 'ask_again',
}
VERDICTS = {'agree': ('approve', 'refuse'), 'return': ('return',)}
# Rare in life; at random they would end every matter at once.
RARE = {'decline': 0.03, 'assign': 0.1, 'claim': 0.5, 'release': 0.5, 'reroute': 0.03, 'issue': 0.2, 'transfer': 0.3, 'accept': 0.3, 'decide': 0.5,
        'propose-refusal': 0.3, 'propose-approval': 0.3, 'approve': 0.2}
FOLLOWS = {'call': 'follow_up_call', 'mend': 'follow_up_mend', 'close': 'follow_up_close'}


class Rules:
    """lifecycle.def, read as a text."""

    def __init__(self):
        with open(ROOT + '/cgi/service/lifecycle.def', encoding='utf-8') as f:
            text = re.sub(r'/\*.*?\*/', '', f.read(), flags=re.S)
        word = dict(re.findall(r'^STATE\((\w+),\s*"(\w+)"', text, re.M))
        act = dict(re.findall(r'^ACTION\((\w+),\s*"(\w+)"', text, re.M))
        rows = re.findall(r'^ACT\((\w+),\s*(\w+),\s*(\w+),\s*(\w+),', text, re.M)
        self.next = {(word[s], act[a]): (word[n], who) for s, a, n, who in rows}

    WHO = {
        'RESIDENT': {'resident'}, 'OFFICER_UP': {'officer', 'approver', 'supervisor'},
        'APPROVER_UP': {'approver', 'supervisor'}, 'SECOND_PERSON': {'approver', 'supervisor'},
        'SUPERVISOR': {'supervisor'}, 'SYSTEM': {'system'},
        'DESK_OR_SYSTEM': {'officer', 'approver', 'supervisor', 'system'},
        'RESIDENT_OR_SYSTEM': {'resident', 'system'}, 'DEPARTMENT': {'clerk'},
        'OUTSIDE': {'approver', 'supervisor'}, 'DESK_OR_DEPARTMENT': {'officer', 'approver', 'supervisor', 'clerk'},
    }

    def faults(self, steps, needs_second=True):
        """What is illegal in a history: [(seq, action, state after, role, actor)]; needs_second: its formality's Approval."""
        found, state, proposer, hands = [], 'draft', None, set()
        for at, (seq, action, after, role, actor) in enumerate(steps, 1):
            nearest = self.next.get((state, action))
            if seq != at:
                found.append('row %d where %d was due' % (seq, at))
            if not nearest:
                found.append('%s while %s' % (action, state))
            elif nearest[0] != after:
                found.append('%s leads from %s to %s' % (action, state, after))
            elif role not in self.WHO.get(nearest[1], {role}):
                found.append('%s by a %s' % (action, role))
            elif nearest[1] == 'SECOND_PERSON' and actor == proposer:
                found.append('%s by who proposed' % action)
            elif action in ('approve', 'refuse') and state == 'accepted' and needs_second:
                found.append('%s by one alone' % action)
            elif nearest[1] == 'OUTSIDE' and actor in hands:
                found.append('%s by who had it in hand' % action)
            if action.startswith('propose_'):
                proposer = actor
            if not action.startswith('follow_up'):
                hands.add(actor)
            state = after
        return found


def hire(name, unit, role, number):
    """A new officer's signed-in browser."""
    told = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'officer-add', name,
                           unit, role, number, '众人示例民警'], capture_output=True, text=True, check=True)
    password, secret = re.search(r'password\s+(\S+)\ntotp\s+(\S+)', told.stdout).groups()
    browser = Browser('zh', 'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0')
    reply = browser.submit(browser.get('/desk/sign-in').page.form('password'), {
        'name': name, 'password': password, 'code': qiao.totp(secret)})
    if reply.status != 303 or 'sign-in' in reply.location:
        raise RuntimeError('%s could not sign in' % name)
    browser.submit(browser.follow(reply).page.form('all'), {'all': True})     # they know nobody here
    browser.role = role
    browser.id = qiao.db_one("SELECT id FROM officer WHERE name = '%s'" % name)
    return browser


def filled(form, dice):
    """Something for every field that has to be filled in; a choice of each kind."""
    typed = {}
    for n in form.inputs:
        name, kind = n['name'], n['type'] or n.tag
        if kind in ('hidden', 'submit', 'button', 'file') or n.tag == 'button' or name in typed:
            continue
        if name == 'place':
            continue        # where to go is written, and not chosen too
        if kind == 'checkbox':
            typed[name] = name == 'take' or dice.random() < 0.5
        elif kind == 'radio' and form.value(name):
            typed[name] = form.value(name)          # the department that the resident has agreed to
        elif kind == 'radio' or n.tag == 'select':
            if form.choices(name):
                typed[name] = dice.choice(form.choices(name))
        elif name.startswith('text-'):
            typed[name] = '请补一份清楚的。'
        elif name.endswith(('-year', '-month', '-day', '-hour', '-minute')):
            at = journey.today() + journey.datetime.timedelta(days=dice.randint(3, 20))
            typed[name] = {'year': str(at.year), 'month': str(at.month), 'day': str(at.day),
                           'hour': '10', 'minute': '30'}[name.rpartition('-')[2]]
        elif n.tag == 'textarea' or kind == 'text':
            typed[name] = '众人试验时写下的一句话。'
    return typed


class Worker(threading.Thread):
    """An officer: opens a matter, does one of the acts that its page offers, or one that it does not."""

    def __init__(self, browser, refs, seed):
        super().__init__(daemon=True)
        self.browser, self.refs, self.dice = browser, refs, random.Random(seed)
        self.acknowledged, self.unknown = collections.Counter(), collections.Counter()
        self.statuses, self.stale, self.is_over, self.trouble = collections.Counter(), [], False, None

    def run(self):
        while not self.is_over:
            try:
                self.step()
            except (OSError, http.client.HTTPException) as e:
                self.statuses[type(e).__name__] += 1
            except Exception as e:      # noqa: the others go on, and it is told
                self.trouble = repr(e)
                return

    def get(self, path):
        reply = self.browser.get(path)
        self.statuses[reply.status] += 1
        return reply.page if reply.status in (200, 409) else None

    def follow(self):
        """The next step of a bad rating, or one that is not next."""
        page = self.get('/desk/?list=ratings')
        found = [h for h in page.links('/follow-up') if h.split('/')[3] in self.refs] if page else []
        page = self.get(self.dice.choice(found)) if found else None
        forms = [f for f in page.forms if f.value('act') in FOLLOWS] if page else []
        if forms:
            form = self.dice.choice(forms)
            self.send(form.action.split('/')[-2], form.value('act'), form, filled(form, self.dice), None)

    def step(self):
        if self.browser.role in ('approver', 'supervisor') and self.dice.random() < 0.1:
            return self.follow()
        ref = self.dice.choice(self.refs)
        page = self.get('/desk/matters/' + ref)
        if not page:
            return
        offered = [p for p in WRITES if any(h.split('?')[0].endswith('/%s/%s' % (ref, p)) for h in page.links(ref))
                   or page.has_form(action='/%s/%s' % (ref, p))]
        path = self.dice.choice(offered if offered and self.dice.random() < 0.9 else list(WRITES))
        if self.dice.random() > RARE.get(path, 1):
            return
        page = self.get('/desk/matters/%s/%s' % (ref, path))
        if not page or not page.has_form(action='/' + path):
            return
        form = page.form(action='/' + path)
        button = ('verdict', self.dice.choice(sorted(VERDICTS))) if path == 'decide' else None
        self.send(ref, path, form, filled(form, self.dice), button)
        if self.stale and self.dice.random() < 0.3:
            self.send(*self.stale.pop())                # an old page, pressed again
        elif self.dice.random() < 0.2:
            self.stale.append((ref, path, form, filled(form, self.dice), button))

    def send(self, ref, path, form, typed, button):
        writes = VERDICTS[button[1]] if button else VERDICTS['agree'] if path == 'approve' else (FOLLOWS.get(path) or WRITES[path],)
        key = (ref, self.browser.id, writes, form.value('once'))
        try:
            reply = self.browser.submit(form, typed, button=button)
        except (OSError, http.client.HTTPException):
            self.unknown[key] += 1
            raise
        self.statuses[reply.status] += 1
        if reply.status == 303 and 'sign-in' not in reply.location:
            self.acknowledged[key] += 1
        elif reply.status >= 500:
            self.unknown[key] += 1


class Owner(threading.Thread):
    """The resident meanwhile: answers what is to be corrected, and sometimes gives up."""

    def __init__(self, browser, refs, seed):
        super().__init__(daemon=True)
        self.browser, self.refs, self.dice = browser, refs, random.Random(seed)
        self.is_over, self.answered, self.trouble = False, 0, None

    def run(self):
        while not self.is_over:
            try:
                self.step(self.dice.choice(self.refs))
            except (OSError, http.client.HTTPException, LookupError):
                pass        # the officers changed it meanwhile
            except Exception as e:      # noqa
                self.trouble = repr(e)
                return
            time.sleep(0.2)

    def step(self, ref):
        at = '/zh/applications/' + ref
        if self.dice.random() < 0.01:
            self.browser.submit(self.browser.get(at + '/withdraw').page.form(action='/withdraw'))
            return
        asked = self.browser.get(at + '/forward')
        if asked.status == 200:
            self.browser.submit(asked.page.form(action='/forward'), button=('agree', 'yes'))
            return
        for path, typed in (('/result', {}), ('/rating', {'level': str(self.dice.randint(1, 5))})):
            there = self.browser.get(at + path)
            if there.status == 200 and there.page.has_form(action=path):
                self.browser.submit(there.page.form(action=path), typed)
        asked = self.browser.get(at + '/correction')
        if asked.status != 200:
            return
        for href in asked.page.links(at + '/materials/'):
            self.browser.submit(self.browser.get(href).page.form('files'), files=[qiao.photo('grey.jpg')])
        for href in asked.page.links(at + '/form/'):
            reply = self.browser.submit(self.browser.get(href).page.form(action=href.split('?')[0]))
            if reply.status == 422:         # it is as it was, and that is meant so
                self.browser.submit(reply.page.form(action=href.split('?')[0]), {'unchanged': True})
        form = self.browser.get(at + '/correction').page.form(action='/correction')
        reply = self.browser.submit(form, {n['name']: True for n in form.inputs if n['type'] == 'checkbox'})
        self.answered += reply.status == 303


def histories(refs):
    """{ref: [(seq, action, state after, role, actor)]}"""
    out = {ref: [] for ref in refs}
    for ref, seq, action, state, role, actor in db(
            "SELECT a.ref, h.seq, h.action, h.state, h.role, COALESCE(h.actor, 0) FROM history h "
            "JOIN application a ON a.id = h.application WHERE a.ref IN (%s) ORDER BY a.ref, h.seq"
            % ','.join("'%s'" % r for r in refs)):
        out[ref].append((int(seq), action, state, role, actor))
    return out


def unaccounted(found, workers):
    """Acts that were acknowledged and are not there, or are there oftener than anybody was told."""
    wrong = []
    told, open_ = collections.Counter(), collections.Counter()
    for w in workers:
        for key in set(w.acknowledged) | set(w.unknown):
            ref, who, writes, _ = key
            # one form's key is one act, however often it was pressed and acknowledged
            (told if w.acknowledged[key] else open_)[ref, who, writes] += 1
    done = collections.Counter()
    for ref, steps in found.items():
        for _, action, _, role, actor in steps:
            writes = next((v for v in VERDICTS.values() if action in v), (action,))
            if role not in ('resident', 'system'):
                done[ref, actor, writes] += 1
    for key in set(told) | set(done):
        # whoever acts on a matter that nobody has claims it by that
        if key[2] == ('claim',) and done[key] > told[key]:
            continue
        if not told[key] <= done[key] <= told[key] + open_[key]:
            wrong.append('%s: %d acknowledged, %d unknown, %d in the history' % (
                key, told[key], open_[key], done[key]))
    return wrong


def miscounted():
    """Sums of the desk's counts, with what was noted since, that are not what stands in the lists."""
    return db("SELECT k.unit, k.kind, k.word, SUM(k.n) FROM ("
              "SELECT unit, kind, word, n FROM queue_tally UNION ALL SELECT unit, kind, word, n FROM queue_delta "
              "UNION ALL SELECT unit, 's', state, -1 FROM queue_entry "
              "UNION ALL SELECT unit, 'h', officer, -1 FROM queue_entry WHERE IF(officer = 0, state = 'submitted', "
              "state IN ('submitted', 'accepted', 'approved', 'refused', 'transferred')) "
              "UNION ALL SELECT unit, 'z', zone, -1 FROM queue_entry WHERE turn = 'o' "
              "UNION ALL SELECT unit, 'd', DATE(due + INTERVAL 8 HOUR), -1 FROM queue_entry WHERE turn = 'o' AND "
              "due < '9999-01-01') k GROUP BY k.unit, k.kind, k.word HAVING SUM(k.n) <> 0")
