#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every route, by everybody: who may, who may not, and no write without its token.

QIAO_SAMPLE=1: the plain build, which has all of it, does the rest; of each write two people's tokens, in turn, and no
instance outside demo mode."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa: the names of a test's sentences
import journey

IS_SAMPLE = bool(os.environ.get('QIAO_SAMPLE'))


def site_map(program):
    told = subprocess.run([here.build + '/qiao-' + program, '-c', '%s/etc/%s.hdf' % (
        here.data, program), '--routes'], capture_output=True, text=True, timeout=60)
    return [line.split() for line in told.stdout.splitlines()]


class Stage:
    """Residents, officers and one application in each state that a route needs."""

    def __init__(self):
        self.own, self.other, self.visitor = resident('zh'), resident('zh'), Browser('zh')
        self.visitor.get('/zh/sign-in')
        self.visitor.get('/desk/sign-in')
        self.desk = {name: officer(name) for name in
                     ('ouhai-1', 'ouhai-2', 'ouhai-approver', 'supervisor', 'ruian-1', 'ruian-approver', 'admin-1',
                      'auditor')}
        self.ref = {'draft': journey.draft(self.own), 'spare': journey.ref_of(
            journey.begin(self.own, 'dl-defer-renew'))}
        for state in ('submitted', 'correction', 'issued', 'asked', 'passed'):
            self.ref[state] = journey.submitted(self.own)
        # one whose applicant signs a statement that is made of the answers
        self.ref['stated'] = journey.submitted(self.own, next(
            code for code, f in journey.FORMALITIES.items() for m, own in f['Materials'].items()
            if dict(journey.MATERIALS[m], **own).get('Generated') == '1' and own.get('Optional') != '1'))
        journey.acted(self.desk['ouhai-1'], self.ref['submitted'], 'claim')
        journey.acted(self.desk['ouhai-1'], self.ref['correction'], 'correction', {
            'item-field-purpose': True, 'text-field-purpose': '请写清用途。'})
        journey.approved(self.desk['ouhai-1'], self.desk['ouhai-approver'], self.ref['issued'])
        journey.issued(self.desk['ouhai-1'], self.ref['issued'])
        self.pass_on()
        self.paper, self.file = self.paper_of('draft')
        self.writ = wait_until(lambda: db_one(
            "SELECT w.id FROM writ w JOIN application a ON a.id = w.application WHERE w.state = 'made' "
            "AND w.kind = 'receipt' AND a.ref = '%s'" % self.ref['submitted']))
        self.desk_file = self.paper_of('submitted')[1]
        self.person = db_one("SELECT id FROM officer WHERE name = 'qidu-1'")
        self.proposal = self.proposed()
        self.unit = db_one("SELECT id FROM unit WHERE code = 'psb-legal'")

    def pass_on(self):
        """One that the resident is asked about, and one at a department, which has it by account and by link."""
        one = self.desk['ouhai-1']
        asked = {'department': 'civil-affairs', 'field-purpose': True, 'reason': '要核对。'}
        journey.acted(one, self.ref['asked'], 'ask-forward', asked)
        journey.acted(one, self.ref['passed'], 'ask-forward', asked)
        form = self.own.get('/zh/applications/%s/forward' % self.ref['passed']).page.form(action='/forward')
        self.own.submit(form, button=('agree', 'yes'))
        journey.acted(one, self.ref['passed'], 'transfer', {'department': 'civil-affairs', 'ready-first': True})
        self.transfer = db_one("SELECT t.id FROM transfer t JOIN application a ON a.id = t.application WHERE "
                               "a.ref = '%s'" % self.ref['passed'])
        self.clerks = {'civil-1': officer('civil-1'), 'justice-1': officer('justice-1')}

    def proposed(self):
        """That an officer's password be renewed, which nobody confirms."""
        db("UPDATE staff_change SET settled = UTC_TIMESTAMP(3) WHERE name = 'qidu-1' AND settled IS NULL")
        form = self.desk['admin-1'].get('/desk/officers/%s/reset' % self.person).page.form('reason')
        return self.desk['admin-1'].submit(form, {'reason': '试'}).location.rsplit('/', 1)[1]

    def paper_of(self, state):
        return db("SELECT m.id, m.file FROM material m JOIN application a ON a.id = m.application "
                  "WHERE a.ref = '%s'" % self.ref[state])[0]

    def path(self, pattern, state):
        if pattern == '/formalities/:code/apply':
            return journey.apply_path('zh', 'cert-no-crime')
        for name, value in ((':code', 'cert-no-crime'), (':transfer', self.transfer), (':officer', self.person), (':unit', self.unit),
                            (':proposal', self.proposal), (':lang', 'zh'), (':id', '7'), (':review', '7'),
                            (':paper', self.paper), (':day', '2001-01-01'),
                            (':page', 'guide' if '/desk' in pattern else 'you'),
                            (':ref', self.ref.get(state, '')), (':material', 'id-proof-any'),
                            (':writ', self.writ), (':file', self.desk_file if '/desk' in pattern else self.file)):
            pattern = pattern.replace(name, value)
        return pattern if pattern.startswith(('/desk', '/demo', '/transparency.')) else '/zh' + pattern

    def versions(self):
        return db('SELECT ref, state, version, officer, saved FROM application ORDER BY id')


# What each page answers: to its owner by the state of the application, and to a visitor.
GET = {
    '/': {'': 200}, '/formalities': {'': 200}, '/formalities/:code': {'': 200}, '/formalities/:code/plain': {'': 200},
    '/privacy': {'': 200}, '/offline': {'': 200}, '/elsewhere': {'': 303},
    '/sign-in': {'': 303}, '/sign-in/code': {'': 303},
    '/held': {'': 303}, '/sign-out': {'': 200}, '/sign-ins': {'': 200}, '/settings': {'': 200}, '/remembered': {'': 200},
    '/papers': {'': 200}, '/papers/:file': {'': 200}, '/papers/:file/delete': {'': 200},
    '/formalities/:code/questions': {'': 200 if list(journey.ways(journey.FORMALITIES['cert-no-crime'])) else 303},
    '/formalities/:code/apply': {'': 200}, '/applications': {'': 200},
    '/applications/:ref/form/:page': {'draft': 200, 'correction': 303, 'submitted': 303, 'issued': 303},
    '/applications/:ref/materials': {'draft': 200, 'correction': 303, 'submitted': 303},
    '/applications/:ref/materials/:material': {'draft': 200, 'correction': 404, 'submitted': 303},
    '/applications/:ref/materials/:material/again': {'draft': 200, 'correction': 404, 'submitted': 303},
    '/applications/:ref/materials/:material/later': {'draft': 404, 'correction': 404, 'submitted': 303},
    '/applications/:ref/papers/:paper/remove': {'draft': 200, 'correction': 404, 'submitted': 303},
    '/applications/:ref/files/:file': {'draft': 200, 'submitted': 404},
    '/applications/:ref/files/:file/thumb': {'draft': 200, 'submitted': 404},
    '/applications/:ref/check': {'draft': 200, 'correction': 303, 'submitted': 303},
    '/applications/:ref': {'draft': 303, 'submitted': 200, 'correction': 200, 'issued': 200},
    '/applications/:ref/statements': {'draft': 404, 'submitted': 404, 'stated': 200},
    '/applications/:ref/documents': {'draft': 404, 'submitted': 200, 'issued': 200},
    '/applications/:ref/documents/:writ': {'submitted': 200, 'issued': 404},
    '/verify': {'': 200}, '/seal-root.pem': {'': 200}, '/verify/:code': {'': 200},
    '/applications/:ref/guide': {'draft': 200, 'submitted': 200, 'issued': 200},
    '/applications/:ref/receipt': {'draft': 404, 'submitted': 200, 'issued': 200},
    '/applications/:ref/views': {'draft': 200, 'submitted': 200},
    '/applications/:ref/correction': {'draft': 303, 'correction': 200, 'submitted': 303},
    '/applications/:ref/more-time': {'draft': 303, 'correction': 200, 'submitted': 303},
    '/applications/:ref/forward': {'draft': 303, 'asked': 200, 'submitted': 303},
    '/applications/:ref/delete': {'draft': 200, 'correction': 303, 'submitted': 303},
    '/applications/:ref/withdraw': {'draft': 303, 'submitted': 200, 'issued': 303},
    '/applications/:ref/result': {'draft': 404, 'submitted': 404, 'issued': 200},
    '/applications/:ref/rating': {'draft': 404, 'submitted': 404, 'issued': 404},
    '/applications/:ref/proof/:day': {'draft': 404, 'submitted': 404},
    '/units': {'': 200}, '/figures': {'': 200}, '/figures.csv': {'': 200}, '/transparency': {'': 200}, '/transparency.json': {'': 200},
    '/demo/inbox': {'': 200}, '/demo/inbox.json': {'': 200}, '/demo/styles': {'': 200},
}
# What a write with its token answers to its owner: (state, what is sent, status).
POST = {
    '/sign-in': ('', {}, 303), '/sign-in/code': ('', {'code': '123456'}, 303),
    '/sign-ins': ('', {'session': '1'}, 404), '/remembered': ('', {'key': 'nothing'}, 404),
    '/settings': ('', {'lang': 'zh', 'zone': 'Moon'}, 422),
    '/formalities/:code/apply': ('', {}, 303),
    '/applications/:ref/form/:page': ('draft', {'applicant_name': ''}, 422),
    '/applications/:ref/materials/:material': ('draft', {}, 422),
    '/applications/:ref/materials/:material/again': ('draft', {'from': 'AAAAAAAAA', 'kind': 'id-card'}, 404),
    '/applications/:ref/materials/:material/later': ('draft', {'days': '7'}, 404),
    '/applications/:ref/check': ('draft', {}, 422), '/papers/:file': ('', {}, 303),
    '/applications/:ref/papers/:paper/remove': ('draft', {}, 303), '/papers/:file/delete': ('', {}, 404),
    '/applications/:ref/correction': ('correction', {}, 422),
    '/applications/:ref/more-time': ('correction', {}, 303),
    '/applications/:ref/forward': ('asked', {'agree': 'yes'}, 303),
    '/applications/:ref/withdraw': ('draft', {}, 409),
    '/applications/:ref/delete': ('spare', {}, 303),
    '/applications/:ref/result': ('issued', {}, 303),
    '/applications/:ref/rating': ('submitted', {'level': '5'}, 404),
    '/held': ('', {}, 303), '/sign-out': ('', {}, 303),
}
ACTS = ('claim', 'release', 'assign', 'accept', 'correction', 'decline', 'interview', 'resume', 'await', 'came',
        'extend', 'approve', 'propose-approval', 'propose-refusal', 'decide', 'issue', 'transfer', 'hand-back',
        'department-reply', 'reroute', 'accept-pending', 'ask-forward', 'ask-again', 'recuse')
# By role: what may be done with a submitted matter that ouhai-1 has claimed.
POSSIBLE = {
    'ouhai-1': {'release', 'assign', 'accept', 'correction', 'decline', 'transfer', 'reroute', 'ask-forward', 'recuse'},
    'ouhai-2': {'claim', 'accept', 'correction', 'decline', 'transfer', 'reroute', 'ask-forward', 'recuse'},
    'ouhai-approver': {'claim', 'accept', 'correction', 'decline', 'transfer', 'reroute', 'ask-forward', 'recuse'},
    'supervisor': {'claim', 'release', 'assign', 'accept', 'correction', 'decline', 'transfer',
                   'reroute', 'ask-forward', 'recuse'},
}
# What an act's form asks for besides the version.
WORDS = {'assign': {'officer': 'S-0402', 'ready-notes': '1'}, 'decline': {'reason': 'x', 'where': '领事馆'},
         'decide': {'verdict': 'agree'}, 'reroute': {'unit': 'center'}, 'issue': {'text': '好', 'delivery': 'electronic'},
         'interview': {'way': 'video', 'where': 'x'},
         'transfer': {'department': 'justice', 'reason': 'x'}, 'ask-again': {'reason': '为什么'},
         'ask-forward': {'department': 'justice', 'reason': '核对'}, 'department-reply': {'text': '好的。'},
         'correction': {'item-field-purpose': '1', 'text-field-purpose': 'x'}}
MATTERS = {'officer', 'approver', 'supervisor'}
LETS_IN = {'ANYONE': None, 'DESK': None, 'OFFICER': MATTERS, 'APPROVER': MATTERS - {'officer'},
           'SUPERVISOR': {'supervisor'}, 'AUDITOR': {'auditor', 'administrator', 'supervisor'},
           'ADMINISTRATOR': {'administrator'}, 'AFFAIRS': {'administrator', 'supervisor'},
           'HOUSE': MATTERS | {'administrator'}, 'LINK': {'clerk'}, 'CLERK': {'clerk'}}


def may(role, who):
    return LETS_IN[who] is None or role in LETS_IN[who]


def roles():
    return {'ouhai-1': 'officer', 'ouhai-2': 'officer', 'ouhai-approver': 'approver', 'supervisor': 'supervisor',
            'ruian-1': 'officer', 'ruian-approver': 'approver', 'admin-1': 'administrator', 'auditor': 'auditor'}


def the_map():
    global stage, portal, desk
    portal, desk = site_map('portal'), site_map('desk')
    pieces = [r for r in portal + desk if r[4] == 'PIECE']
    same([p for m, p, f, w, a in pieces if '/sendings' not in p], [], 'what comes in pieces is sendings.t\'s')
    portal, desk = [r for r in portal if r[4] != 'PIECE'], [r for r in desk if r[4] != 'PIECE']
    same(sorted(p for m, p, *_ in portal if m == 'GET'), sorted(GET),
         'this test knows every page of the portal')
    same(sorted(p for m, p, *_ in portal if m == 'POST'), sorted(POST), 'and every write')
    same(sorted(p for m, p, *_ in desk if m == 'POST' and p.startswith('/desk/matters/') and
                not p.endswith(('/reveal', '/notes', '/follow-up', '/review'))), sorted('/desk/matters/:ref/' + a for a in ACTS),
         'and every act of the desk')
    writes = [r for r in portal + desk if r[4] != 'READ']
    same([p for m, p, f, w, a in writes if m != 'POST'], [], 'nothing but POST writes')
    pages = {(p, w) for m, p, f, w, a in portal + desk if m == 'GET'}
    pages |= {(p, 'OFFICER') for p, w in pages if w == 'DESK'}
    same([p for m, p, f, w, a in writes if (p, w) not in pages], [],
         'every write has a page for the same people')
    stage = Stage()


def unchanged(before):
    changed = set(before) ^ set(stage.versions())
    ok(not changed, 'and none of it changed anything', *changed)


def pages_of_the_portal():
    for method, pattern, form, who, access in portal:
        if method != 'GET':
            continue
        for state, want in GET[pattern].items():
            path = stage.path(pattern, state)
            got = stage.own.get(path)
            same(got.status, want, 'GET %s %s' % (pattern, state))
            if ':ref' in pattern or ':file' in pattern:
                same(stage.other.get(path).status, 404, 'is 404 for another resident')
            reply = stage.visitor.get(path)
            if who == 'RESIDENT':
                ok(reply.status == 303 and reply.location == '/zh/sign-in?next=' + urllib.parse.quote(path[3:]),
                   'and asks a visitor to sign in', reply.status, reply.location)
            elif pattern.endswith('/questions') or pattern == '/elsewhere':
                same(reply.status, want, 'and so for a visitor')
            elif pattern == '/sign-in/code':
                same(reply.status, 303, 'a visitor who gave no contact is sent to give one') \
                    if not stage.visitor.cookies else same(reply.status, 200, 'a visitor may')
            else:
                same(reply.status, 200, 'and so for a visitor')


def pages_of_the_desk():
    ref = stage.ref['submitted']
    for method, pattern, form, who, access in desk:
        if method != 'GET':
            continue
        path, act = stage.path(pattern, 'submitted'), pattern.rsplit('/', 1)[1]
        want = 303 if act in ('sign-in', 'held', 'bulk') or pattern.endswith((
            'desk/matters', '/link/code', '/enrol/set')) else \
            409 if act == 'review' else 404 if act in (':id', 'follow-up', ':review', 'csv', 'publish', 'mailbox') or pattern.endswith((':proposal/code', 'exclude/:ref')) \
            else 200  # ratings.t, enrol.t
        for name, role in roles().items():
            if not may(role, who):
                expected = 403
            elif act == '' and role not in MATTERS:
                expected = 303
            elif ':ref' in pattern and name.startswith('ruian'):
                expected = 404
            elif act in ACTS:
                expected = 200 if act in POSSIBLE[name] else 409
            else:
                expected = want
            same(stage.desk[name].get(path).status, expected, 'GET %s by %s' % (pattern, name))
        for label, browser in (('a visitor', stage.visitor), ('a resident', stage.own)):
            reply = browser.get(path)
            if who == 'ANYONE':
                same(reply.status, 303 if pattern.endswith(('/link/code', '/enrol/set')) else 200, 'GET %s by %s' % (pattern, label))
            else:
                ok(reply.status == 303 and reply.location == '/desk/sign-in?next=' + path[5:],
                   'GET %s by %s asks to sign in' % (pattern, label), reply.status, reply.location)
    ok(stage.desk['ouhai-1'].get('/desk/matters/' + stage.ref['draft']).status == 404,
       'a draft is nobody else\'s business yet')
    same(stage.desk['ouhai-1'].get('/desk/matters?ref=' + ref).location, '/desk/matters/' + ref,
         'a matter is found by its number')
    same(stage.desk['ouhai-1'].get('/desk/matters?ref=' + urllib.parse.quote('林示例')).status, 404, 'and not by a name')


def pages_of_other_departments():
    """Each page of the desk by the clerk whose department has the matter, and by another one's."""
    for method, pattern, form, who, access in desk:
        if method != 'GET':
            continue
        path, act = stage.path(pattern, 'submitted'), pattern.rsplit('/', 1)[1]
        for name, browser in stage.clerks.items():
            if not may('clerk', who):
                expected = 403
            elif ':transfer' in pattern:
                expected = 200 if name == 'civil-1' and ':file' not in pattern else 404
            else:
                expected = 303 if act in ('', 'sign-in', 'held') or pattern.endswith(('/link/code', '/enrol/set')) else 200
            same(browser.get(path).status, expected, 'GET %s by %s' % (pattern, name))


def writes_of_other_departments():
    """With a version that is not the matter's, or not theirs at all: nothing is done."""
    before = stage.versions()
    for method, pattern, form, who, access in desk:
        if method != 'POST' or access == 'ENTRY' or pattern in ('/desk/sign-ins', '/desk/link'):
            continue
        path = stage.path(pattern, 'passed' if ':transfer' in pattern else 'submitted')
        for name, browser in stage.clerks.items():
            pairs = [('token', browser.token('/desk/sign-out')), ('once', once()), ('version', '999')]
            pairs += [('reason', 'x')] if pattern.endswith('hand-back') else []
            pairs += [('answer', '好的。')] if pattern.endswith('answer') else []
            want = 400 if pattern == '/desk/own' else 403 if ':transfer' not in pattern else 422 if name == 'civil-1' else 404
            same(browser.post(path, pairs).status, want, 'POST %s by %s' % (pattern, name))
        if ':transfer' in pattern:
            for name, browser in stage.desk.items():
                pairs = [('token', browser.token('/desk/sign-out')), ('once', once()), ('version', '999')]
                same(browser.post(path, pairs).status, 403, 'POST %s by %s' % (pattern, name))
    unchanged(before)


def some_of(people, turn):
    """All; of a sample two that follow one another, so that each has its turn."""
    return [people[(turn + i) % len(people)] for i in (0, 1)] if IS_SAMPLE else people


def writes_need_their_token():
    """Nothing that another page could send, and nothing that another session's page holds."""
    before = stage.versions()
    everybody = [('a visitor', stage.visitor, '/zh/sign-in'), ('its owner', stage.own, '/zh/settings'),
                 ('another resident', stage.other, '/zh/settings')]
    officers = [(n, b, '/desk/sign-out') for n, b in stage.desk.items()]
    who_of = {p: w for m, p, f, w, a in portal + desk if m == 'POST'}
    tokens = {(b, page): b.token(page) for _, b, page in everybody + officers + [
        ('', stage.visitor, '/desk/sign-in')]}
    for turn, pattern in enumerate(p for m, p, *_ in portal + desk if m == 'POST'):
        wrong = []
        is_desk = pattern.startswith('/desk')
        people = officers + [('a visitor', stage.visitor, '/desk/sign-in')] if is_desk else everybody
        strange = tokens[everybody[1][1:] if is_desk else officers[0][1:]]
        for label, browser, page in some_of(people, turn):
            path = stage.path(pattern, 'submitted' if is_desk else POST[pattern][0])
            own, neighbour = tokens[browser, page], people[0 if browser is not people[0][1] else 1]
            for how, token, headers in (
                    ('without a token', None, {}), ('with an empty one', '', {}),
                    ('with a made-up one', 'A' * 43, {}),
                    ('with another session\'s', tokens[neighbour[1:]], {}),
                    ('with the other program\'s', strange, {}),
                    ('from another origin', own, {'Origin': 'http://evil.example', 'Sec-Fetch-Site': None}),
                    ('from no origin (null)', own, {'Origin': 'null', 'Sec-Fetch-Site': None}),
                    ('cross-site', own, {'Sec-Fetch-Site': 'cross-site'}),
                    ('same-site', own, {'Sec-Fetch-Site': 'same-site'})):
                pairs = [('once', once())] + ([('token', token)] if token is not None else [])
                reply = browser.post(path, pairs, headers)
                if label == 'a visitor' and who_of[pattern] != 'ANYONE' and token and not headers:
                    # of a session that this browser has not: nothing is done of it (held.t), and sign in
                    if reply.status != 303 or '/sign-in' not in reply.location:
                        wrong.append('%s, %s: %d' % (label, how, reply.status))
                elif reply.status != 403:
                    wrong.append('%s, %s: %d' % (label, how, reply.status))
        db('DELETE FROM held_write')
        ok(not wrong, 'POST %s: 403 for all without their own token from our own page' % pattern, *wrong)
    unchanged(before)


def writes_of_the_portal():
    who_of = {p: w for m, p, f, w, a in portal if m == 'POST'}
    for pattern, (state, typed, want) in POST.items():
        who = who_of[pattern]
        path = stage.path(pattern, state)
        before = stage.versions()
        if pattern.endswith('/forward'):     # a yes is for what the page showed
            typed = dict(typed, shown=stage.own.get(path).page.form(action='/forward').value('shown'))

        def send(browser, page):
            return browser.post(path, [('token', browser.token(page)), ('once', once())] +
                                list(typed.items()))
        if who == 'RESIDENT':
            reply = send(stage.visitor, '/zh/sign-in')
            ok(reply.status == 303 and reply.location.startswith('/zh/sign-in'),
               'POST %s by a visitor asks to sign in' % pattern, reply.status, reply.location)
            db('DELETE FROM held_write')        # more than a browser keeps
        if ':ref' in pattern or ':file' in pattern:
            same(send(stage.other, '/zh/settings').status, 404, 'POST %s by another resident' % pattern)
            unchanged(before)
        same(send(stage.own, '/zh/settings').status, want, 'POST %s by its owner' % pattern)
    same(stage.own.get('/zh/settings').status, 303, 'after signing out there is no session')
    same(stage.visitor.post('/zh/sign-in', [('token', stage.visitor.token('/zh/sign-in')), (
        'once', once()), ('contact', '')]).status, 422, 'POST /sign-in by a visitor, empty')


def writes_of_the_desk():
    """With a version that is not the matter's: whoever may is told, and nothing is done."""
    ref, before = stage.ref['submitted'], None
    for method, pattern, form, who, access in desk:
        act = pattern.rsplit('/', 1)[1]
        if method != 'POST' or act not in ACTS or ':transfer' in pattern:
            continue
        before = before or stage.versions()
        for name, role in roles().items():
            browser = stage.desk[name]
            pairs = [('token', browser.token('/desk/sign-out')), ('once', once()),
                     ('version', '999')] + list(WORDS.get(act, {'reason': 'x'} if act in (
                         'extend', 'propose-approval', 'propose-refusal', 'hand-back') else {}).items())
            reply = browser.post('/desk/matters/%s/%s' % (ref, act), pairs)
            want = 403 if not may(role, who) else 404 if name.startswith('ruian') else 409
            same(reply.status, want, 'POST %s by %s, who looks at an old page' % (pattern, name))
        pairs = [('token', stage.visitor.token('/desk/sign-in')), ('once', once())]
        reply = stage.visitor.post('/desk/matters/%s/%s' % (ref, act), pairs)
        same(reply.status, 303, 'POST %s by a visitor asks to sign in' % pattern)
        db('DELETE FROM held_write')
    unchanged(before)


def writes_of_other_roles():
    """With their own good token: whoever's role a write is not for is refused, whatever it says."""
    before, people = stage.versions(), db('SELECT * FROM officer ORDER BY id')
    tokens = {name: stage.desk[name].token('/desk/sign-out') for name in roles()}
    for method, pattern, form, who, access in desk:
        if method != 'POST' or LETS_IN[who] is None:
            continue
        path = stage.path(pattern, 'submitted')
        wrong = [name for name, role in roles().items() if not may(role, who) and stage.desk[name].post(
            path, [('token', tokens[name]), ('once', once())]).status != 403]
        ok(not wrong, 'POST %s: 403 for every other role' % pattern, *wrong)
    unchanged(before)
    same(db('SELECT * FROM officer ORDER BY id'), people, 'and no officer is another one')


def other_methods():
    for path in ('/zh/', '/zh/applications', '/zh/formalities/cert-no-crime', '/desk/'):
        for method in ('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'):
            reply = stage.own.ask(method, path)
            same(reply.status, 405, '%s %s' % (method, path))
            ok('<h1' in reply.text, 'with a page')
            ok((reply.header('Allow') or '').startswith('GET, HEAD'), 'which says what is allowed', reply.header('Allow'))
    for path in ('/zh/', '/zh/privacy', '/zh/applications', '/desk/matters'):
        reply = stage.own.post(path, [('a', 'b')])
        same((reply.status, reply.header('Allow')), (405, 'GET, HEAD'), 'POST %s, which only shows' % path)
    same(stage.own.ask('PUT', '/zh/sign-in').header('Allow'), 'GET, HEAD, POST', 'and what may be sent too')
    same(stage.own.get('/zh/nothing').header('Allow'), None, 'what is not there allows nothing')
    reply = stage.own.ask('HEAD', '/zh/')
    same((reply.status, reply.body), (200, b''), 'HEAD is GET without the body')


def unknown_paths():
    someone = resident('en')
    for path in ('/zh/nothing', '/en/nothing/at/all', '/zh/formalities/nothing', '/xx/nothing',
                 '/zh/formalities/cert-no-crime/x/y', '/zh/applications/AAAAAAAAA', '/zh/sign-in/x',
                 '/zh/applications/A', '/zh/%E7%94%B3%E8%AF%B7', '/%00', '/zh/..%2f',
                 '/desk/nothing', '/desk/%E7%94%B3', '/desk/matters/AAAAAAAAA/nothing',
                 '/zh/applications/%s/files/1' % stage.ref['draft'], '/static/nothing.css',
                 '/qiao-error/404.html'):
        for label, browser in (('a resident', someone), ('an officer', stage.desk['supervisor'])):
            reply = browser.go(path)
            want = {400, 404} if path == '/%00' else {404}
            if 'applications' in path and label == 'an officer':
                want = {200}        # sent to sign in
            if reply.status not in want or b'<h1' not in reply.body:
                ok(False, '%s for %s is a page that says so' % (path, label), reply.status, reply.url)
                break
        else:
            ok(True, '%s is a page that says so' % path)
    for path, there in (('/zh/formalities/cert-no-crime/', '/zh/formalities/cert-no-crime'), ('/zh//', '/zh/')):
        reply = someone.go(path)
        ok(reply.status == 301 and reply.location.endswith(there), '%s leads to where it is meant' % path, reply.location)


def outside_demo_mode():
    if IS_SAMPLE:
        return
    grave = start_own(demo='0')
    stranger = Browser()
    stranger.instance = grave
    same(stranger.get('/zh/').status, 200, 'QIAO_DEMO=0: the home page')
    for path in ('/demo/inbox', '/demo/inbox.json', '/demo/styles', '/it/demo/styles'):
        same(stranger.get(path).status, 404, '%s does not exist' % path)
    ok(not os.path.exists(grave.data + '/demo.json'), 'nor does demo.json')
    same(db('SELECT COUNT(*) FROM officer WHERE is_sample = 1 AND is_active = 1', grave), [('0',)],
         'nor a sample officer')
    ok('demo' not in stranger.get('/zh/').text, 'and no page leads there')
    told = grave.command('serve', '--detach', demo='0')
    ok('officer-add NAME UNIT ROLE NUMBER FULL-NAME' in told.stdout and 'there are 0 now' in told.stdout and
       'br-ouhai' in told.stdout, 'serve says how an officer is made, and where', told.stdout, told.stderr)
    told = subprocess.run([ROOT + '/qiao', 'serve', '--detach'], capture_output=True, text=True,
                          timeout=60, env=dict(os.environ, QIAO_LISTEN='0.0.0.0', QIAO_DEMO='1',
                                               QIAO_PORT=str(free_port()), QIAO_DATA=grave.data + '/no'))
    ok(told.returncode != 0 and 'loopback' in told.stderr,
       'serve refuses demo mode on an address that others reach', told.stdout, told.stderr)
    grave.end()


run(the_map, pages_of_the_portal, pages_of_the_desk, pages_of_other_departments, writes_of_other_departments,
    writes_need_their_token, writes_of_the_desk, writes_of_other_roles,
    writes_of_the_portal, other_methods, unknown_paths, outside_demo_mode)
