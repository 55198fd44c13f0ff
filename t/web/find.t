#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding a formality without script: by what happened, by category, by words; what comes when
nothing is found; and what a link to a guide shows where it is shared."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, WORDS

LIFE = journey.dashes(journey.read_hdf(ROOT + '/formalities/life.hdf')['Life'])
CATEGORIES = journey.dashes(journey.read_hdf(ROOT + '/formalities/categories.hdf')['Category'])
visitor = Browser()


def address(lang, **query):
    return '/%s/formalities?%s' % (lang, urllib.parse.urlencode(query))


def codes_of(page):
    """The formalities that a page lists, in its order."""
    found = [re.fullmatch(r'/../formalities/([a-z0-9-]+)', a) for a in page.links()]
    return [m.group(1) for m in found if m]


def by_event():
    for lang in ('zh', 'en'):
        home = visitor.get('/%s/' % lang).page
        for event, words in LIFE.items():
            of_it = [code for code, f in FORMALITIES.items() if event in f['Life'].values()]
            if not of_it:
                lacks(home.links(), address(lang, life=event), 'nothing is for %s, so home is silent' % event)
                continue
            has(home.links(), address(lang, life=event), 'home leads to %s (%s)' % (event, lang))
            page = visitor.get(address(lang, life=event)).page
            same(page.h1, words[lang], 'which is called so')
            listed = codes_of(page)
            same(sorted(listed), sorted(of_it), 'and lists what is for it, once')
            first, groups = words['First'].split(), words['Groups'].values()
            ok(3 <= len(first) <= 5, 'three to five lead it', first)
            grouped = first + [code for group in groups for code in group['Of'].split()]
            same(listed[:len(grouped)], grouped, 'then the others by what somebody wants, as life.hdf says')
            headings = [h.text for h in page.main.all('h2')]
            same(headings[:len(groups)], [group[lang] for group in groups], 'each below its heading')
            rest = [FORMALITIES[code]['Category'] for code in listed[len(grouped):]]
            same(rest, sorted(rest, key=list(CATEGORIES).index), 'what is in no group below its category')
            same([a for a in page.links() if a.startswith('#g-') and a[1:] not in page.ids], [], 'links lead to them')
    same(visitor.get(address('zh', life='nothing')).status, 404, 'an event that there is not')


def by_category():
    for lang in ('zh', 'en'):
        seen = []
        whole = visitor.get('/%s/formalities' % lang).page
        for category, words in CATEGORIES.items():
            if not any(f['Category'] == category for f in FORMALITIES.values()):
                continue
            has(whole.links(), address(lang, category=category), 'the catalogue leads to %s' % category)
            page = visitor.get(address(lang, category=category)).page
            same(page.h1, words[lang], 'which is called so')
            seen += codes_of(page)
            for code in codes_of(page):
                ok(FORMALITIES[code]['Title'][lang] in page.text and FORMALITIES[code]['Name'][lang] in page.text,
                   '%s with its title and name' % code)
        same(sorted(seen), sorted(FORMALITIES), 'together they have all formalities, once (%s)' % lang)
    same(visitor.get(address('zh', category='nothing')).status, 404, 'a category that there is not')


def by_words():
    for lang, words, code in (('zh', '驾照过期', 'dl-renew'), ('zh', '護照', 'passport-settled-abroad'),
                              ('zh', 'wu fan zui', 'cert-no-crime'), ('zh', 'gaiming', 'hukou-name-adult'), ('zh', '护造补办', 'passport-lost'),
                              ('en', 'criminal record', 'cert-no-crime'), ('en', 'pasport renewal', 'passport-renew'),
                              ('en', 'certificato penale', 'cert-no-crime'),
                              ('en', 'antecedentes', 'cert-no-crime')):
        form = visitor.get('/%s/' % lang).page.form('q', action='/formalities')
        found = visitor.submit(form, {'q': words}).page
        has(codes_of(found)[:10], code, '"%s" finds it' % words)
        ok(words in found.h1, 'and is said again', found.h1)
        other = 'en' if lang == 'zh' else 'zh'
        elsewhere = visitor.switch(found, other).page
        same((elsewhere.lang[:2], codes_of(elsewhere)), (other, codes_of(found)), 'and goes along into the other language')


def words_typed_on():
    """Words in the box that nobody sent yet: in another language or text size they are there, on the same page."""
    for path in ('/', '/formalities', '/formalities?category=hukou', '/formalities?life=child', '/formalities/nothing'):
        page = visitor.get('/zh' + path).page
        for to in ('en', 'large'):
            lang = to if to == 'en' else 'zh'
            empty = visitor.switch(page, to)
            same((empty.page.h1, empty.page.form('q', action='/formalities').value('q')), (visitor.get('/%s%s' % (lang, path)).page.h1, ''),
                 '%s with nothing typed is the same page (%s)' % (path, to))
            same('size-large' in empty.text, to == 'large', 'as large as was asked for')
            typed = visitor.switch(page, to, {'q': '护照 <b>'}).page
            same(typed.form('q', action='/formalities').value('q'), '护照 <b>', 'what is typed stands in its box')
            same((typed.h1, [h.text for h in typed.main.all('h2')], codes_of(typed)),
                 (empty.page.h1, [h.text for h in empty.page.main.all('h2')], codes_of(empty.page)), 'on the same page')
            if '/nothing' not in path:
                has(visitor.submit(typed.form('q', action='/formalities')).page.h1, '护照 <b>', 'and is looked for once it is sent')
            if to == 'large':
                visitor.switch(typed, 'medium')


def nothing_found():
    page = visitor.get(address('zh', q='<b>zzzz</b>')).page
    has(page.h1, '<b>zzzz</b>', 'what is not there is said, as it was typed')
    same([c for c in codes_of(page) if c != 'consult'], [], 'and lists nothing else')
    if 'consult' in FORMALITIES:
        has(page.links(), '/zh/formalities/consult', 'but an officer can be asked')
    if any(f['Category'] == 'transfer' for f in FORMALITIES.values()):
        has(page.links(), address('zh', category='transfer'), 'another department may have it')
    ok([a for a in page.links() if '?life=' in a], 'and something may have happened')
    for odd in ('q=%20%20', 'q=', 'q=' + 'x' * 81, 'q=%00', 'life=', 'life=..%2f', 'q=%ff'):
        has((200, 400, 404), visitor.get('/zh/formalities?' + odd).status, 'odd words are no fault of ours: %s' % odd[:20])


def as_pasted():
    """What was copied with a tab, a line end or an unseen mark is looked for all the same."""
    for typed, words in (('\ufeff护照', '护照'), ('\u202e护照\u202c', '护照'), ('护照\t丢', '护照 丢'), ('护照\r\n丢', '护照 丢'),
                         ('护\u2066照', '护照'), ('\u200b护照\n', '护照')):
        for lang in ('zh', 'en'):
            page = visitor.get(address(lang, q=typed)).page
            same((page.form('q', action='/formalities').value('q'), codes_of(page)),
                 (words, codes_of(visitor.get(address(lang, q=words)).page)), '%r is looked for as %s (%s)' % (typed, words, lang))
            ok(codes_of(page) and words.split()[0] in page.h1, 'and found', page.h1)


def too_many_words():
    for lang, words, more in (('zh', '驾照过期', '。我想问一问' * 20), ('en', 'criminal record', ' please' * 40)):
        page = visitor.get(address(lang, q=words + more)).page
        note = page.main.one(role='status')
        same(note and note.text, journey.said(lang, 'catalogue.cut').replace('{1}', '80'), 'a long search is cut, and says so')
        same(page.form('q', action='/formalities').value('q'), (words + more)[:80].strip(), 'what was looked for stands in its box')
        same(codes_of(page), codes_of(visitor.get(address(lang, q=(words + more)[:80])).page), 'and is what is found')
        ok(codes_of(page), 'something is found')
        lacks(visitor.get(address(lang, q='x' * 80)).page.main.text, note.text if note else '-', '80 characters are not too many')
    box = visitor.get('/zh/').page.form('q', action='/formalities').input('q')
    long = visitor.get(address('zh', q='护' * int(box['maxlength'])))
    same(long.status, 200, 'as many as the box takes are never too many for the address')
    for lang in ('zh', 'en'):
        reply = visitor.get(address(lang, q='护照' * 200))
        note = reply.page.main.one(role='status')
        same((reply.status, note and note.text), (200, journey.said(lang, 'catalogue.lost').replace('{1}', '80')),
             'a link with more than that is not searched for, and says so (%s)' % lang)


def preview():
    origin = here.setting('portal', 'Origin')
    for code, f in FORMALITIES.items():
        for lang in WORDS:
            root = visitor.get('/%s/formalities/%s?text_size=large' % (lang, code)).page
            meta = {n['name'] or n['property']: n['content'] for n in root.all('meta')}
            canonical = [n['href'] for n in root.all('link', rel='canonical')]
            good = canonical == ['%s/%s/formalities/%s' % (origin, lang, code)] and \
                meta.get('og:url') == canonical[0] and meta.get('og:title') == f['Title'][lang] and \
                meta.get('description') == meta.get('og:description') == f['Summary'][lang]
            ok(good, 'a link to %s shows what it is (%s)' % (code, lang), meta, canonical)
    for lang in WORDS:
        for path in ('/', '/formalities', '/formalities?life=child', '/formalities?category=hukou'):
            root = visitor.get('/%s%s' % (lang, path)).page
            meta = {n['name'] or n['property']: n['content'] for n in root.all('meta')}
            same((meta.get('og:url'), meta.get('og:description')), ('%s/%s%s' % (origin, lang, path), WORDS[lang]['home']['about']),
                 'a link to %s says what the service is (%s)' % (path, lang))
            ok(root.h1 in meta.get('og:title', ''), 'and what the page is', meta)
        root = visitor.get('/%s/formalities?q=x' % lang).page
        same([n['content'] for n in root.all('meta') if n['property'] == 'og:url'], [], 'nobody shares what was searched')


def other_words():
    """Who searches in Italian or Spanish on a page of another language reads what was found in the words' own."""
    for words, lang, code in (('patente scaduta', 'it', 'dl-renew'), ('pasaporte', 'es', 'passport-renew')):
        page = visitor.get(address('en', q=words)).page
        f = FORMALITIES[code]
        shown = [n.text for n in page.all('span', lang=lang)]
        ok(any(f['Name'][lang] in t and f['Summary'][lang] in t for t in shown),
           '"%s" shows name and summary as well in its own language' % words, *shown)
        way = next(n for n in page.all('a', hreflang=lang))
        found = visitor.get(way['href']).page
        same(found.one('html')['lang'], lang, 'and leads to all of it in that language')
        same(codes_of(found), codes_of(page), 'the same, in the same order')
    page = visitor.get(address('en', q='passport')).page
    same([n for n in page.all('span') if n['lang'] in ('it', 'es')], [], 'English words show nothing else')


def ways_between_languages():
    """Every page is there in each of four; a visitor's browser says which is first, and what else is asked for is not there."""
    def leads(path, to, wants=None):
        reply = visitor.ask('GET', path, headers={'Accept-Language': wants} if wants else {})
        same((reply.status, reply.header('Location')), (303, to), '%s (%s) leads to %s' % (path, wants, to))
    names = {'zh': '中文', 'en': 'English', 'it': 'Italiano', 'es': 'Español'}
    for lang in names:
        for path in ('/', '/formalities/dl-renew', '/privacy'):
            leads(path, '/%s%s' % (lang, path), lang + ',en;q=0.5')
            page = visitor.get('/%s%s' % (lang, path)).page
            same((page.lang[:2], {n['href'] or n['formaction']: n.text for n in page.one('header').all('a', 'button') if n['lang'] and n.tag != 'span'}),
                 (lang, {'/%s%s' % (other, path): name for other, name in names.items() if other != lang}),
                 '%s of %s leads to the same page of the others' % (path, lang))
        page = visitor.get('/%s/formalities?q=qwertzuiop' % lang).page
        ok('/%s/formalities/consult' % lang in page.links(), 'what is not found in %s may be asked' % lang)
        page = visitor.get('/%s/formalities?life=papers' % lang).page
        same([h.text for h in page.main.all('h2')], [g[lang] for g in LIFE['papers']['Groups'].values()], 'whose groups have names (%s)' % lang)
    leads('/fr/formalities/dl-renew', '/zh/formalities/dl-renew')
    leads('/fr/formalities/dl-renew', '/en/formalities/dl-renew', 'fr,en;q=0.7')
    leads('/de', '/zh/')
    for path, to in (('/ZH/formalities/dl-renew', '/zh/formalities/dl-renew'), ('/zh-CN/privacy', '/zh/privacy'), ('/zh-Hans', '/zh/'),
                     ('/it-IT/', '/it/'), ('/En/formalities', '/en/formalities'), ('/pt-BR/privacy', '/zh/privacy'), ('/formalities?q=huzhao', '/zh/formalities?q=huzhao'),
                     ('/fr/formalities?life=child', '/zh/formalities?life=child')):
        leads(path, to)


def no_law_that_is_none():
    """Where no rule has a number of days the guide does not say "by law"; where one has, it does."""
    said = 0
    for code, f in FORMALITIES.items():
        limit, unit = f['Limit'], 'law_calendar' if f['Limit']['LawUnit'] == 'calendar' else 'law'
        if limit.get('LawUsual') == '1':
            unit = 'law_usual'
        if int(limit['Promise']) == 0 or int(limit['Law']) <= int(limit['Promise']):
            continue
        for lang in ('zh', 'en'):
            line = journey.said(lang, 'guide.' + unit).replace('{1}', limit['Law'])
            shown = line in visitor.get('/%s/formalities/%s' % (lang, code)).page.main.text
            said += shown
            if shown == (limit.get('LawUnsaid') == '1') or ('rules set no number' in limit.get('en', '') and shown):
                ok(False, '%s speaks of the law where there is one (%s)' % (code, lang), line)
            one = '_one' if limit['Promise'] == '1' else ''
            line = journey.said(lang, 'guide.channel' + one).replace('{1}', limit['Promise'])
            if (line in visitor.get('/%s/formalities/%s' % (lang, code)).page.main.text) != (f.get('Channel') == '1'):
                ok(False, '%s counts from the day it came where nothing is accepted (%s)' % (code, lang), line)
            if f.get('Channel') == '1':
                continue
            told = limit.get('TellsStart') == '1'
            line, other = [journey.said(lang, 'guide.estimate%s%s' % (is_told, one)).replace('{1}', limit['Promise'])
                           for is_told in (('_told', '') if told else ('', '_told'))]
            text = visitor.get('/%s/formalities/%s' % (lang, code)).page.main.text
            if (line in text) != (limit.get('LawUnsaid') == '1') or (other in text and other not in line):
                ok(False, '%s has an estimate where nobody promises (%s)' % (code, lang), line)
    ok(said > 90, 'the law is spoken of where it sets a number', said)


def from_when():
    """A guide whose remark says from when the days count does not say "once accepted" beside it."""
    told = 0
    for code, f in FORMALITIES.items():
        limit = f['Limit']
        if limit.get('TellsStart') != '1':
            continue
        told += 1
        kind = 'estimate' if limit.get('LawUnsaid') == '1' else 'promise'
        for lang in ('zh', 'en', 'it', 'es'):
            shorter, longer = [journey.said(lang, 'guide.%s%s%s' % (kind, how, '_one' if limit['Promise'] == '1' else '')).replace('{1}', limit['Promise'])
                               for how in ('_told', '')]
            for path in ('', '/plain'):
                text = visitor.get('/%s/formalities/%s%s' % (lang, code, path)).page.text
                if longer in text or shorter not in text or text.count(limit[lang]) != 1:
                    ok(False, '%s%s says from when its days count once (%s)' % (code, path, lang), text[:900])
    ok(told > 35, 'and there are such', told)


def refused():
    """What cannot be shown below /it/ and /es/ is said in that language, with a way on there."""
    for lang in ('it', 'es'):
        said = WORDS[lang]['error']
        base = '/%s/formalities' % lang
        for method, path, status, word in (('GET', '/%s/nothing' % lang, 404, 'not_found'), ('GET', base + '/nothing', 404, 'no_formality'),
                                           ('POST', '/%s/nothing' % lang, 404, 'not_found'), ('POST', base, 405, 'method'),
                                           ('DELETE', base, 405, 'method'), ('GET', base + '?q=%ff', 400, 'bad_request'),
                                           ('POST', '/%s/sign-in' % lang, 403, 'forbidden')):
            reply = visitor.ask(method, path, b'a=b' if method == 'POST' else None,
                                {'Content-Type': 'application/x-www-form-urlencoded'} if method == 'POST' else {})
            page, links = reply.page, reply.page.links()
            same((reply.status, page.one('html')['lang'], page.h1), (status, lang, said[word]['title']), '%s %s' % (method, path))
            lacks(page.main.text, 'home page', 'is all in its language')
            ok('/%s/' % lang in links, 'with a way on', links)
            ok(not page.faults, 'well formed', page.faults)
    same(visitor.ask('GET', '/nothing', headers={'Accept-Language': 'it'}).header('Location'), '/it/nothing', 'a browser that asks for it is told so')


def nginx_in_the_few():
    """Also where it is nginx that refuses."""
    rows = [line.split('\t') for line in open(ROOT + '/deploy/nginx/errors/texts.tsv', encoding='utf-8') if line[0] not in '#w']
    titles = {(status, lang): title for status, lang, title, *_ in rows}
    same({s: sorted(l for t, l in titles if t == s) for s, _ in titles}, {s: ['en', 'es', 'it', 'zh'] for s, _ in titles}, 'each status in each language')
    for lang in ('zh', 'en', 'it', 'es'):
        for method, path, body, status in (('TRACE', '/%s/formalities' % lang, None, '405'), ('GET', '/%s/formalities' % lang, None, '400'),
                                           ('POST', '/%s/formalities' % lang, b'x' * 300000, '413')):
            page = visitor.ask(method, path, body, {'X-Long': 'x' * 20000} if status == '400' else {}).page
            same((page.one('html')['lang'], page.h1), ('zh-Hans' if lang == 'zh' else lang, titles[status, lang]), '%s by nginx below /%s/' % (status, lang))
            ok('/%s/' % lang in page.links() and '/en/' in page.links(), 'with ways on', page.links())


def links_as_pasted():
    """A slash at the end, a capital letter: one address a page; no write is led anywhere."""
    for path, to in (('/zh/formalities/cert-no-crime/', '/zh/formalities/cert-no-crime'),
                     ('/it/formalities/cert-no-crime/', '/it/formalities/cert-no-crime'),
                     ('/en/formalities/Cert-No-Crime', '/en/formalities/cert-no-crime'),
                     ('/zh/formalities/CERT-NO-CRIME/questions//?from=wx', '/zh/formalities/cert-no-crime/questions?from=wx'),
                     ('/zh/formalities/?q=huzhao', '/zh/formalities?q=huzhao'), ('/zh/privacy/', '/zh/privacy')):
        reply = visitor.ask('GET', path)
        same((reply.status, reply.header('Location')), (301, to), '%s leads to %s' % (path, to))
    for path in ('/zh/nothing/', '/zh/formalities/Nothing', '/zh/formalities/nothing/else/', '/zh/Privacy'):
        ok(visitor.ask('GET', path).status == 404, '%s: 404' % path)
    same(visitor.ask('GET', '/zh/').status, 200, 'home has its slash')
    for path in ('/zh/sign-in/', '/zh/formalities/Cert-No-Crime/apply'):
        reply = visitor.ask('POST', path)
        ok(reply.status != 301 and not (reply.header('Location') or '').endswith(('/sign-in', 'cert-no-crime/apply')),
           'a write to %s is not' % path, reply.status, reply.header('Location'))


run(links_as_pasted, ways_between_languages, other_words, no_law_that_is_none, from_when, refused, nginx_in_the_few, by_event, by_category, by_words, words_typed_on, nothing_found, as_pasted, too_many_words, preview)
