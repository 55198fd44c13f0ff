# SPDX-License-Identifier: AGPL-3.0-or-later
"""The journey of another department's matter: the question, papers or none, the yes to what is passed on, which
counts for exactly what stood there, and the way of it until the department has it."""
import journey
from journeys import Journey
from phones import db, form_of, insist, links_of, main_of, plain, until_there, words_of
import qiao

CODES = ('tr-pension', 'tr-notary', 'tr-hotline', 'tr-housing-fund')
PATHS = {code: journey.apply_path('%s', code) for code in CODES}


def said(reply, key):
    """In the language of the page, which may be the other phone's."""
    return journey.said(reply.path.split('/')[1], key)


class Forwarded(Journey):
    paths = PATHS

    def __init__(self, dice, who, staff, center, clerk):
        super().__init__(dice, who, staff)
        self.listed, self.yes = {}, None        # by the mark of each list that was shown, and the one that was agreed to
        self.center, self.clerk, self.consent, self.has_paper = center, clerk, journey.consent_of(self.formality), False

    def choose(self):
        return self.dice.choice(CODES)

    def asked(self, lang):
        return super().asked(lang) if 'Questions' in self.formality else self.paths[self.code] % lang

    # What is agreed to is not what was typed: a yes goes when what it was for becomes another

    def shown(self, reply):
        form = form_of(reply, 'seen')
        if form.action.endswith('/' + self.consent):
            self.listed[form.value('shown')] = self.told_now()
            self.is_whole(reply, self.passed_on())
            insist(self.has_paper == (said(reply, 'form.no_papers') not in words_of(main_of(reply))),
                   'what is asked for has the paper, if there is one', words_of(main_of(reply)))
            self.saved.pop(self.consent, None)
        return super().shown(reply)

    def told_now(self):
        return self.has_paper, sorted((page, sorted(saved.values.items())) for page, saved in self.passed_on().items())

    def settle(self, phone, reply, form, pairs):
        if form.action.endswith('/' + self.consent):
            self.yes = dict(pairs)['shown']
        return super().settle(phone, reply, form, pairs)

    def anew(self, reply, shown, pairs):
        if not shown.action.endswith('/' + self.consent) or shown.value('shown') == self.yes:
            return super().anew(reply, shown, pairs)
        insist(not shown.value('forward_consent'), 'a tick is none for what came since', plain(shown.pairs()))
        return self.agreed(shown)

    def agreed(self, form):
        """Ticked, for what stands there by now."""
        self.yes = form.value('shown')
        self.listed[self.yes] = self.told_now()
        self.did.append('other-yes')
        return {'forward_consent': True}

    def passed_on(self):
        return {page: saved for page, saved in self.saved.items() if page != self.consent}

    def told(self, phone, reply, form, pairs):
        page = form.action.rsplit('/', 1)[-1]
        if page != self.consent:
            return super().told(phone, reply, form, pairs)
        again = form_of(reply, 'shown')
        reasons = [said(reply, 'form.consent_changed'), said(reply, 'form.changed_empty')]
        insist(any(words in words_of(main_of(reply)) for words in reasons),
               'a yes is refused because it was to something else, or because the other phone was first', words_of(main_of(reply)))
        insist(again.value('shown') == self.yes or not again.value('forward_consent'), 'and is none of what came since',
               plain(again.pairs()))
        self.is_whole(reply, self.passed_on())
        return phone.press(again, again.pairs(self.agreed(again)))

    def language(self, reply, form):
        if form.action.endswith('/' + self.consent):
            return reply, form      # a yes is not carried over into words that were not read
        return super().language(reply, form)

    def together(self, form, page):
        """Two yeses to the same are one."""
        if page == self.consent:
            pairs = form.pairs(self.typed(form))
            return self.send(self.phone, form, pairs)
        return super().together(form, page)

    def papers(self, reply):
        to = links_of(reply, '/form/' + self.consent)
        if not self.has_paper and self.chance(0.5):
            code = self.dice.choice([c for c, _ in journey.uploads_of(self.formality)])
            page = self.phone.way(links_of(reply, '/materials/' + code)[0])
            form = form_of(page, 'files')
            self.settle(self.phone, self.phone.press(form, form.pairs(), [qiao.photo('grey.jpg')]), form, form.pairs())
            there = len({a.split('/thumb')[0] for a in links_of(self.phone.way(page.path), self.ref + '/files/')})
            insist(there == 1, 'the photograph is there once', there)
            self.has_paper = True
            self.did.append('paper')
        insist(to, 'from the papers to what is passed on', words_of(main_of(reply)))
        return to[0]

    def check(self, reply):
        gaps = [f for f in links_of(reply, '/form/' + self.consent) if 'qiao-next' in main_of(reply)]
        if gaps:
            self.did.append('asked-again')
            return gaps[0]
        insist(self.listed.get(self.yes) == self.told_now(), 'a yes is for what stood there', self.listed.get(self.yes), self.told_now())
        return super().check(reply)

    # The centre passes it on

    def forward(self):
        page = self.center.get('/desk/matters/%s/transfer' % self.ref).page
        answer = journey.pressed(self.center, page.form('department'), {'ready-competent': True})
        if answer.status != 303:
            raise RuntimeError('transfer of %s: %d %s' % (self.ref, answer.status, answer.page.summary))

    def follow(self):
        """The resident reads who has it and what went there, and whoever has it reads all of that."""
        until_there(lambda: journey.state(self.ref) == 'transferred' or self.forward())
        reply = self.phone.way('/%s/applications/%s' % (self.phone.lang, self.ref))
        told, label = words_of(main_of(reply)), journey.field_of(self.formality, 'question')['Label']
        insist(said(reply, 'tracking.department') in told, 'who has it is told', told)
        insist(any(words in told for words in label.values()), 'and what, in the language of then', told[500:])
        rows = db("SELECT t.id FROM transfer t JOIN application a ON a.id = t.application WHERE a.ref = '%s'" % self.ref)
        insist(len(rows) == 1, 'it went there once', rows)
        pages = self.passed_on()
        if self.code == 'tr-notary':        # the one whose department has a clerk here
            self.is_whole(until_there(lambda: self.read(self.clerk, '/desk/transfers/' + rows[0][0])), pages)
        self.is_whole(until_there(lambda: self.read(self.center, '/desk/matters/' + self.ref)), pages)

    def read(self, who, path):
        reply = who.get(path)
        if reply.status in (502, 503, 504):
            raise RuntimeError('not now')
        return reply

    def run(self):
        self.walk(self.begin())
        if self.chance(0.3):
            self.too_late()
        is_sent = self.chance(0.5)
        if is_sent:
            self.follow()
        done = until_there(lambda: journey.history(self.ref))
        want = ['submit'] + (['transfer'] if is_sent else [])
        insist([a for a in done if a != 'claim'] == want, 'each act once', done)
        self.as_many()
