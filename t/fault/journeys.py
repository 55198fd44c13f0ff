# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resident with two phones on the way from the first question to the receipt, and once more through a
correction, while whatever can go wrong does. Their memory is the model: what they typed and were told is
saved. A journey goes by what pages offer."""
import re
import urllib.parse

from phones import (Lost, address_of, at_once, db, form_of, forms_of, insist, links_of, main_of, plain, type_of,
                    until_there, words_of)
import journey
import qiao

# Forms of every kind of field, short ones: without photographs, and two with one.
CODES = ('consult', 'hukou-book-reissue', 'lost-property', 'id-loss-report', 'id-replace-online', 'residence-reg')
WITH_PAPER = ('dl-electronic', 'overseas-passport-verify')
PATHS = {code: journey.apply_path('%s', code) for code in CODES + WITH_PAPER}
HAN = '林陈王周示例样本甲乙丙丁䶮㛃𠮷𬭎'
BITS = ('a "b" <c> & \'d\'', 'è più giù', 'ñandú ¿no?', '第三排，右边。', '100% & more;', '&amp;', '<?cs var:x ?>', 'Ｗｅｎｚｈｏｕ', '{1}')
WORDS = ('text', 'textarea', 'name_zh')
STEPS = 60          # pages on one way


class Saved:
    """A page of a form as it was acknowledged: what stood in it, and by which sign-in of which phone."""

    def __init__(self, values, phone):
        self.values, self.by = values, (phone, phone.sign_ins)


class Journey:
    paths = PATHS

    def __init__(self, dice, who, staff):
        self.dice, self.who, self.staff = dice, who, staff
        self.phone = dice.choice(who.phones)
        self.code = self.choose()
        self.formality = journey.FORMALITIES[self.code]
        self.example = dict(self.formality['Example'], home_county='330304')
        self.saved, self.old, self.ref, self.did = {}, [], None, []

    def choose(self):
        return self.dice.choice(WITH_PAPER if self.dice.random() < 0.08 else CODES)

    @property
    def other(self):
        return self.who.phones[self.phone is self.who.phones[0]]

    def chance(self, p):
        return self.dice.random() < p

    def trick(self, *weighted):
        names, weights = zip(*weighted)
        self.did.append(self.dice.choices(names, weights)[0])
        return self.did[-1]

    # What a person types

    def typed(self, form):
        typed = journey.fill(form, self.example)
        for name in typed:
            kind = type_of(name)
            if name == 'applicant_name':
                typed[name] = ''.join(self.dice.choices(HAN, k=self.dice.randint(2, 5)))
            elif kind in ('text', 'textarea') and name != 'recipient':
                typed[name] = '%s %d' % (self.dice.choice(BITS), self.dice.randrange(10 ** 6))
            if kind == 'textarea' and self.chance(0.5):
                typed[name] += '\n' + self.dice.choice(BITS)
        return typed

    # Sending, and what comes between

    def settle(self, phone, reply, form, pairs):
        """Through sign-in and what was held to the answer; the reply's location is where it goes on."""
        for _ in range(8):
            if reply.status == 403:
                again = next((f for f in forms_of(reply) if f.method == 'post' and f.action == form.action), None)
                insist(again, 'a page of an older sign-in is shown', plain(pairs), words_of(main_of(reply)))
                self.did.append('again')
                reply = phone.press(again, again.pairs(self.anew(reply, again, pairs)))
            elif reply.status == 422:
                reply = self.told(phone, reply, form, pairs)
            elif not reply.location:
                insist(False, '%d is no answer to %s' % (reply.status, form.action), words_of(main_of(reply)))
            elif '/sign-in' in reply.location:
                reply = phone.sign_in(phone.way(reply.location))
            elif reply.location.split('?')[0].endswith('/held'):
                page = phone.way(reply.location)
                held = next((f for f in forms_of(page) if f.method == 'post' and (
                    f.action.endswith('/held') or not form.is_multipart and f.action == form.action)), None)
                insist(held, 'what was held can be sent', words_of(main_of(page)))
                is_page = not held.is_multipart and held.action == form.action
                reply = phone.press(held, held.pairs(self.anew(page, held, pairs) if is_page else {}))
            else:
                return reply
        raise Lost('no end of signing in: %s' % reply.location)

    def anew(self, reply, shown, pairs):
        """A page that is shown before it goes on has what was typed, but a tick that is asked for each time."""
        insist(plain(shown.pairs()) == plain(pairs) or 'declare' in shown.names, 'what was sent is shown as it was typed',
               plain(shown.pairs()), plain(pairs), words_of(main_of(reply)))
        return {'declare': True} if 'declare' in shown.names else {}

    def told(self, phone, reply, form, pairs):
        """Another sign-in was first, which is said, and nothing typed is gone; sent once more it counts."""
        page = form.action.rsplit('/', 1)[-1]
        saved = self.saved.get(page)
        again = form_of(reply, 'seen' if 'seen' in form.names else None)
        if 'unchanged' in again.names and not again.value('unchanged'):
            self.did.append('unchanged')    # the dice gave what was there before: asked, and it is meant so
            insist(self.is_corrected, 'only an officer asks for another answer', words_of(main_of(reply)))
            return phone.press(again, again.pairs({'unchanged': True}))
        insist(saved and saved.by != (phone, phone.sign_ins), 'refused without a reason: ' + form.action,
               words_of(main_of(reply)))
        insist(plain(again.pairs()) == plain(pairs), 'told, with what was typed', plain(again.pairs()), plain(pairs))
        self.did.append('told')
        return phone.press(again, again.pairs())

    def send(self, phone, form, pairs, tricks=()):
        """By one of the tricks; where it goes on."""
        how = self.trick(('plain', 6), ('twice', 2), ('dropped', 1.5), ('ended', 0.35), ('forgot', 0.5), *tricks)
        if how == 'twice':
            twins = [phone.twin() for _ in range(2)]
            replies = at_once(*[lambda b=b: b.press(form, pairs) for b in twins])
            phone.cookies = twins[0].cookies
            insist(len({(r.status, r.location) for r in replies}) == 1, 'two taps have one answer',
                   [(r.status, r.location, words_of(main_of(r))) for r in replies])
            return self.settle(phone, replies[0], form, pairs).location
        if how == 'dropped':
            phone.press_and_drop(form, pairs)
        elif how == 'ended':
            self.who.end_session(phone)
        elif how == 'forgot':
            phone.forget_session()
        return self.settle(phone, phone.press(form, pairs), form, pairs).location

    # Pages

    def fresh(self, phone, path):
        """A page of the form opened: what stands there is what was acknowledged last."""
        reply = phone.way(path)
        insist('/form/' in reply.path, 'the form can be opened', path, reply.path)
        return reply, self.shown(reply)

    def shown(self, reply):
        form = form_of(reply, 'seen')
        saved = self.saved.get(form.action.rsplit('/', 1)[-1])
        if saved:
            shown = plain(form.pairs())
            gone = {n: (v, shown.get(n)) for n, v in saved.values.items() if n in form.names and shown.get(n) != v}
            insist(not gone, 'a field is lost: %s' % gone)
        return form

    def form_page(self, reply):
        form = self.shown(reply)
        page, phone = form.action.rsplit('/', 1)[-1], self.phone
        how = self.trick(('go', 12), ('reload', 2), ('language', 3), ('refused', 2), ('stale', 3), ('together', 2), ('back', 3), ('swap', 2))
        if how == 'reload':
            reply, form = self.fresh(phone, address_of(reply))
        elif how == 'swap':
            self.phone = phone = self.other
            reply, form = self.fresh(phone, address_of(reply))
        elif how == 'language':
            reply, form = self.language(reply, form)
        elif how == 'refused':
            form = self.refused(form)
        elif how == 'stale':
            self.elsewhere(form.action)
        elif how == 'together':
            return self.together(form, page)
        elif how == 'back' and self.old:
            self.back()
        pairs = form.pairs(self.typed(form))
        to = self.send(phone, form, pairs)
        self.saved[page] = self.after(page, pairs, phone)
        self.old.append((phone, phone.sign_ins, form))
        return to

    def after(self, page, pairs, phone):
        """A correction's page has some of its fields only."""
        before = self.saved[page].values if page in self.saved else {}
        return Saved(dict({n: v for n, v in before.items() if self.is_corrected}, **plain(pairs)), phone)

    is_corrected = False

    def language(self, reply, form):
        """Switched in the middle: all that was typed comes along."""
        ways = re.findall(r'formaction="(/(\w\w)/[^"?]*)"', reply.text)
        insist(len(ways) >= 3, 'three other languages', ways)
        to, lang = self.dice.choice(ways)
        pairs = form.pairs(self.typed(form))
        self.phone.lang = lang
        shown = self.phone.insisting(lambda: self.phone.post(to, pairs + [('show', '1')]), (200,))
        other = form_of(shown, 'seen')
        insist(plain(other.pairs()) == plain(pairs), 'typed in one language, shown in another', plain(other.pairs()), plain(pairs))
        return shown, other

    def refused(self, form):
        """Too long a name, or nothing at all: said, and the rest stays."""
        name = next((n for n in ('applicant_name', 'question', 'what_happened', 'item_desc', 'loss_place') if n in form.names), None)
        if not name:
            return form
        pairs = form.pairs(dict(self.typed(form), **{name: '林' * 3000}))
        reply = self.phone.press(form, pairs)
        insist(reply.status == 422, 'too long a text is refused', reply.status)
        again = form_of(reply, 'seen')
        was, now = plain(pairs), plain(again.pairs())
        insist(was == now, 'refused, and the rest is there', {n: (v, now.get(n)) for n, v in was.items() if now.get(n) != v and n != name})
        return again

    def elsewhere(self, action):
        """The other phone saves the same page first."""
        page = action.rsplit('/', 1)[-1]
        other, path = self.other, urllib.parse.urlsplit(action).path
        reply, form = self.fresh(other, path)
        pairs = form.pairs(self.typed(form))
        self.send(other, form, pairs)
        self.saved[page] = self.after(page, pairs, other)

    def together(self, form, page):
        """Both phones at the same moment: one is first, the other is told."""
        one, two = self.phone, self.other
        _, theirs = self.fresh(two, urllib.parse.urlsplit(form.action).path)
        sent = [(one, form, form.pairs(self.typed(form))), (two, theirs, theirs.pairs(self.typed(theirs)))]
        replies = at_once(*[lambda p=p, f=f, v=v: p.press(f, v) for p, f, v in sent])
        insist(303 in [r.status for r in replies], 'one of two is saved', [r.status for r in replies])
        first = [r.status for r in replies].index(303)
        same = plain(sent[0][2]) == plain(sent[1][2])
        self.saved[page] = self.after(page, sent[first][2], sent[first][0])
        if replies[1 - first].status == 303:
            insist(same, 'two phones, two texts, both are told that theirs is saved')
            return replies[0].location
        phone, form, pairs = sent[1 - first]
        self.phone = phone
        to = self.settle(phone, replies[1 - first], form, pairs).location
        self.saved[page] = self.after(page, pairs, phone)
        return to

    def back(self):
        """An old page is there again, something else is typed, and it is sent."""
        phone, sign_ins, form = self.dice.choice(self.old)
        page = form.action.rsplit('/', 1)[-1]
        pairs = form.pairs(self.typed(form))
        if self.is_corrected:
            return
        self.settle(phone, phone.press(form, pairs), form, pairs)
        self.saved[page] = self.after(page, pairs, phone)

    def papers(self, reply):
        """Every paper that must be there, once; then on."""
        for code, is_optional in journey.uploads_of(self.formality):
            if is_optional:
                continue
            path = links_of(reply, '/materials/' + code)[0]
            phone = self.phone
            page = phone.way(path)
            if links_of(page, self.ref + '/files/'):
                continue
            form = form_of(page, 'files')
            file = qiao.photo('grey.jpg')
            how = self.trick(('once', 3), ('twice', 2), ('forgot', 1), ('ended', 1))
            if how == 'twice':
                replies = at_once(*[lambda b=phone.twin(): b.press(form, form.pairs(), [file]) for _ in range(2)])
                insist({r.status for r in replies} == {303}, 'a photograph sent twice', [r.status for r in replies])
            else:
                if how == 'forgot':
                    phone.forget_session()
                elif how == 'ended':
                    self.who.end_session(phone)
                self.settle(phone, phone.press(form, form.pairs(), [file]), form, form.pairs())
            there = len({a.split('/thumb')[0] for a in links_of(phone.way(path), self.ref + '/files/')})
            insist(there == 1, 'the photograph is there once', there)
        return links_of(self.phone.way(reply.path), '/check')[0]

    def check(self, reply):
        insist('qiao-next' not in main_of(reply), 'nothing is said to be missing', words_of(main_of(reply)))
        self.is_whole(reply)
        if self.chance(0.2):
            return self.dice.choice(links_of(reply, '/form/'))
        form, phone = form_of(reply, 'declare'), self.phone
        pairs = form.pairs({'declare': True})
        if self.chance(0.15):
            twin = form_of(self.other.way(reply.path), 'declare')
            replies = at_once(lambda: phone.press(form, pairs), lambda: self.other.press(twin, twin.pairs({'declare': True})))
            insist({r.status for r in replies} == {303} and all(r.location.endswith('/receipt') for r in replies),
                   'submitted on both phones: two receipts', [(r.status, r.location) for r in replies])
            return replies[0].location
        return self.send(phone, form, pairs)

    def is_whole(self, reply, pages=None):
        """Each text that was acknowledged stands on this page (the desk's hides a part of telephone numbers)."""
        words = words_of(reply.text)
        for page, saved in (self.saved if pages is None else pages).items():
            for name, value in saved.values.items():
                if type_of(name) in WORDS and not (
                        name == 'recipient' and '/desk/' in reply.path):
                    insist(re.sub(r'\s+', ' ', value) in words, 'a field is lost: %s of %s' % (name, page), value, words)

    # From start to end

    def begin(self):
        lang = self.phone.lang = self.dice.choice(('zh', 'en', 'it', 'es'))
        self.other.lang = self.dice.choice((lang, lang, 'zh', 'en'))
        path = self.asked(lang) if self.chance(0.25) else self.paths[self.code] % lang
        form = form_of(self.phone.way(path), action='/apply')
        pairs = form.pairs()
        to = self.send(self.phone, form, pairs)
        insist('/form/' in to, 'begun', to)
        self.ref = to.split('/')[3]
        self.who.refs.add(self.ref)
        if self.chance(0.2):
            again = self.settle(self.phone, self.phone.press(form, pairs), form, pairs).location
            insist(again == to, 'started again from the page before: the same draft', again, to)
        return to

    def asked(self, lang):
        """By the questions, one a page."""
        answers = dict(urllib.parse.parse_qsl(self.paths[self.code].partition('?')[2]))
        reply = self.phone.way('/%s/formalities/%s/questions' % (lang, self.code))
        for _ in range(12):
            form = next((f for f in forms_of(reply) if f.node['id'] == 'questions'), None)
            if not form:
                break
            if self.chance(0.2):
                reply = self.phone.way(address_of(reply))
                form = next(f for f in forms_of(reply) if f.node['id'] == 'questions')
            name = form.value('was_asked')
            answered = urllib.parse.urlencode(form.pairs({name: answers[name]}))
            reply = self.phone.way(urllib.parse.urlsplit(form.action).path + '?' + answered)
        ways = links_of(reply, '/apply')
        insist(ways, 'from the answers to the form', reply.url)
        return ways[0]

    def walk(self, to):
        """By what pages offer, until it is handed in."""
        for _ in range(STEPS):
            reply = self.phone.way(to)
            here = re.sub(r'^/\w\w/applications/\w+/?', '', reply.path)
            if here.startswith('form/'):
                to = self.form_page(reply)
            elif here == 'materials':
                to = self.papers(reply)
            elif here == 'check':
                to = self.check(reply)
            elif here == 'correction':
                to = self.correction(reply)
            elif here in ('receipt', ''):
                return reply
            else:
                raise Lost('a way that leads nowhere: ' + reply.path)
        raise Lost('no end: ' + to)

    def correction(self, reply):
        open_ones = [m for m in links_of(reply, '/form/')]
        has_form = any(f.action.endswith('/correction') for f in forms_of(reply))
        if not has_form or self.chance(0.2):
            insist(open_ones, 'what is asked for can be opened', words_of(main_of(reply)))
            return self.dice.choice(open_ones)
        form = form_of(reply, action='/correction')
        return self.send(self.phone, form, form.pairs())

    def too_late(self):
        """An old page of what was handed in: what is typed is shown, with the way to where it can be said."""
        if not self.old:
            return
        phone, _, form = self.dice.choice(self.old)
        text = '%s%d' % ('林', self.dice.randrange(10 ** 6))
        name = next((n for n in form.names if type_of(n) in WORDS), None)
        if not name:
            return
        pairs = form.pairs({name: text})
        reply = phone.press(form, pairs, answered=(303, 403, 410))
        if reply.status == 403:
            again = form_of(reply, name)
            reply = phone.press(again, again.pairs(), answered=(410,))
        if reply.status == 303:
            insist('/sign-in' in reply.location or '/held' in reply.location, 'nothing is changed after handing in', reply.location)
            to = phone.sign_in(phone.way(reply.location)).location if '/sign-in' in reply.location else reply.location
            reply = phone.open(to, (200, 303, 410))
            self.did.append('late-held')
            insist(text in words_of(main_of(reply)), 'too late, held, and shown with what was typed', to, reply.status)
        insist(text in words_of(main_of(reply)), 'too late, with what was typed')
        ways = links_of(reply, '/applications/' + self.ref)
        insist(ways, 'too late, with the way on')
        phone.way(ways[0])

    def asked_again(self):
        """An officer asks for one field."""
        fields = [n for saved in self.saved.values() for n in saved.values if type_of(n) in WORDS and n != 'recipient']
        field = self.dice.choice(fields)
        asked = {'item-field-' + field: True, 'text-field-' + field: '请写清楚。'}
        until_there(lambda: journey.state(self.ref) == 'correction' or journey.acted(self.staff, self.ref, 'correction', asked))
        self.is_corrected, self.old = True, []
        reply = self.phone.way('/%s/applications/%s' % (self.phone.lang, self.ref))
        ways = links_of(reply, '/correction')
        insist(ways, 'from the tracking page to the correction')
        self.walk(ways[0])

    def run(self):
        self.walk(self.begin())
        if self.chance(0.3):
            self.too_late()
        is_here = self.code in CODES    # the others are of another unit's desk
        is_asked = is_here and self.chance(0.3)
        if is_asked:
            self.asked_again()
        if is_asked or is_here and self.chance(0.2):
            self.is_whole(until_there(self.at_the_desk))
        self.judge(is_asked)

    def at_the_desk(self):
        reply = self.staff.get('/desk/matters/' + self.ref)
        if reply.status in (502, 503, 504):
            raise RuntimeError('not now')
        return reply

    def judge(self, is_asked):
        done = until_there(lambda: journey.history(self.ref))
        want = ['submit'] + (['ask_correction', 'answer'] if is_asked else [])
        insist([a for a in done if a != 'claim'] == want, 'each act once', done)
        self.as_many()

    def as_many(self):
        there = {r[0] for r in db("SELECT ref FROM application WHERE person = (SELECT person FROM application WHERE ref = '%s')" % self.ref)}
        insist(there == self.who.refs, 'as many matters as were begun', there ^ self.who.refs)
