#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers: what telephones make is kept, what they should not send gets a sentence, and the
draft stays as it was."""
import os
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey

KEPT = {'phone.jpg': (1800, 2400), 'phone.heic': (1800, 2400), 'sixteen-bits.png': (640, 480),
        'cmyk.jpg': (600, 800), 'grey.jpg': (600, 800), 'photo.webp': (900, 1200),
        'moving.webp': (400, 300), 'bytes-between.jpg': (900, 1200), 'odd-scan.jpg': (900, 1200)}
DOCUMENTS = {'three-pages.pdf': 3, 'owner-only.pdf': 3, 'scripts.pdf': 1, 'attachment.pdf': 3,
             'repairable.pdf': 3}
REFUSED = {'empty.jpg': 'empty', 'page-of-html.jpg': 'unknown', 'program.jpg': 'unknown',
           'picture.gif': 'unknown', 'too-small.png': 'too_small', 'bomb.png': 'too_large',
           'bomb.pdf': 'gave_up', 'locked.pdf': 'locked', 'many-pages.pdf': 'too_many_pages',
           'cut.pdf': 'broken'}
LEAKS = (b'Exif', b'http://ns.adobe.com', b'Photoshop', b'ICC_PROFILE', b'Apple', b'iPhone',
         b'Specimen Owner', b'SPECIMEN0001', b'GPS')
RUNS = (b'app.alert', b'calc.exe', b'/SubmitForm', b'/Launch', b'payload', b'/XFA', b'/EF')


def jpeg_size(data):
    """Width and height as the start-of-frame segment says them."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xff:
        if 0xc0 <= data[at + 1] <= 0xc2:
            return struct.unpack('>HH', data[at + 5:at + 9])[::-1]
        at += 2 + struct.unpack('>H', data[at + 2:at + 4])[0]
    return None


class Desk:
    """A draft with one paper to fill."""

    def __init__(self, lang='zh', code='dl-defer-renew', paper='id-proof-driver'):
        self.browser = resident(lang)
        self.ref = journey.ref_of(journey.begin(self.browser, code))
        self.path = '/%s/applications/%s/materials/%s' % (lang, self.ref, paper)

    def add(self, *files):
        return self.browser.submit(self.page().form('files'), files=list(files))

    def page(self):
        return self.browser.get(self.path).page

    def files(self):
        return [a for a in self.page().links('/files/') if not a.endswith('/thumb')]

    def remove(self):
        """The newest paper, by its button or link and the question behind it."""
        ask = self.page().links('/remove')[-1]
        return self.browser.submit(self.browser.get(ask).page.form(action='/remove'))

    def clear(self):
        while self.page().links('/remove'):
            self.remove()


def kept():
    desk = Desk()
    ok(any(m in fixture('phone.jpg') for m in LEAKS) and any(m in fixture('phone.heic') for m in LEAKS),
       'the telephone\'s pictures do say where and with what they were taken')
    for name, size in KEPT.items():
        answer = desk.add(photo(name))
        same((answer.status, answer.location), (303, desk.path), name)
        page = desk.page()
        href = desk.files()[-1]
        thumb = page.one('img')['src']
        whole, small = desk.browser.get(href), desk.browser.get(thumb)
        same((whole.header('Content-Type'), jpeg_size(whole.body)), ('image/jpeg', size),
             'is kept upright as a JPEG of %d x %d' % size)
        ok(small.header('Content-Type') == 'image/jpeg' and max(jpeg_size(small.body)) == 320,
           'with a thumbnail of 320')
        same([m for m in LEAKS if m in whole.body + small.body], [], 'and nothing of where and with what')
        ok(page.one('img')['alt'], 'the picture has words')
        same(desk.remove().location, desk.path, 'taken out again')
        same(desk.browser.get(href).status, 404, 'it is no longer shown')
    same(desk.files(), [], 'nothing is left')


def documents():
    desk = Desk()
    for name, pages in DOCUMENTS.items():
        same(desk.add(photo(name)).status, 303, name)
        page, href = desk.page(), desk.files()[-1]
        shown = desk.browser.get(href)
        same(shown.header('Content-Type'), 'application/pdf', 'is kept as a PDF')
        ok(shown.body.startswith(b'%PDF-') and b'SPECIMEN' in shown.body or name == 'owner-only.pdf',
           'with what it shows')
        same([m for m in RUNS if m in shown.body], [], 'and nothing that runs')
        same(db_one('SELECT pages FROM file WHERE id = %s' % href.rsplit('/', 1)[1]), str(pages),
             'its pages are counted')
        same(desk.browser.get(href + '/thumb').status, 404, 'a PDF has no thumbnail')
        ok(not page.one('img') or '/thumb' not in page.one('img')['src'], 'and none is asked for')
        desk.remove()


def refused():
    for lang in ('zh', 'en'):
        desk = Desk(lang)
        before = db("SELECT version, HEX(answers), page FROM application WHERE ref = '%s'" % desk.ref)
        for name, word in REFUSED.items():
            if name == 'bomb.pdf' and lang == 'en':
                continue        # it takes all of its time
            answer = desk.add(photo(name))
            same(answer.status, 422, '%s is not kept (%s)' % (name, lang))
            has(answer.page.error('files') or '', journey.said(lang, 'press.' + word),
                'with the sentence for it')
            has(answer.page.error('files') or '', name, 'and its name')
            for other in ('it', 'en' if lang == 'zh' else 'zh'):
                answer = desk.browser.switch(answer.page, other)
                has(answer.page.error('files') or '', journey.said(other, 'press.' + word), 'in another language, too')
            has(desk.browser.switch(answer.page, 'large').page.error('files') or '', journey.said(other, 'press.' + word), 'and text size')
            desk.browser.cookies.pop('qiao-size')
        same(desk.files(), [], 'nothing was kept')
        same(db("SELECT version, HEX(answers), page FROM application WHERE ref = '%s'" % desk.ref), before,
             'and the draft is as it was')
        answer = desk.add()
        ok(answer.status == 422 and answer.page.error('files'), 'no file at all is told', answer.status)
        has(desk.browser.switch(answer.page, 'it').page.error('files') or '', journey.said('it', 'form.no_file'), 'in another language, too')


def disguises():
    """By content, not by name: a photograph may be called anything."""
    desk = Desk()
    for called, kind, name in (('scan.pdf', 'application/pdf', 'grey.jpg'), ('x.exe', '', 'photo.webp'),
                               ('', 'image/jpeg', 'three-pages.pdf'),
                               ('<b>"\'.jpg', 'image/jpeg', 'grey.jpg'),
                               ('../../etc/passwd', 'text/html', 'cmyk.jpg')):
        form = desk.page().form('files')
        answer = desk.browser.upload(form.action, form.pairs(), [('files', called or 'x', kind or 'a/b', fixture(name))])
        same(answer.status, 303, '%s called "%s"' % (name, called))
        desk.remove()
    form = desk.page().form('files')
    answer = desk.browser.upload(form.action, form.pairs(), [
        ('files', '<img src=x onerror=alert(1)>.jpg', 'image/jpeg', b'<html>')])
    ok(answer.status == 422 and '<img src=x' in answer.page.error('files') and
       '<img src=x' not in answer.text, 'a name that is markup is shown as it is')


def big():
    """A page of 48 megapixels in few bytes, as newer telephones have them."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    line = b'\0' + bytes(255 if x // 40 % 3 else 20 for x in range(8064))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 8064, 6048, 8, 0, 0, 0, 0)) + \
        chunk(b'IDAT', zlib.compress(line * 6048, 1)) + chunk(b'IEND', b'')


def as_telephones_say():
    """HEIC by all the names and types that telephones and file managers give it, and the largest photographs."""
    desk, heic = Desk(), fixture('phone.heic')
    for name, kind in (('IMG_0001.HEIF', 'application/octet-stream'), ('IMG_0001', 'image/heif')):
        same(desk.add((name, kind, heic)).status, 303, 'HEIC called %s, said to be %s' % (name, kind))
        same(jpeg_size(desk.browser.get(desk.files()[-1]).body), (1800, 2400), 'is a photograph')
        desk.remove()
    same(desk.add(('P.PDF', 'application/octet-stream', fixture('three-pages.pdf'))).status, 303, 'a PDF likewise')
    desk.remove()
    same(desk.add(('IMG_0002.PNG', 'image/png', big())).status, 303, '48 megapixels')
    same(jpeg_size(desk.browser.get(desk.files()[-1]).body), (2400, 1800), 'are kept as 2400 pixels')
    desk.remove()
    movie = b'\0\0\0\x14ftypqt  \0\0\0\0qt  ' + b'\0\0\0\x08wide' + os.urandom(2000)
    answer = desk.add(('IMG_0001.HEIC', 'image/heic', heic), ('IMG_0001.MOV', 'video/quicktime', movie))
    same(answer.status, 303, 'of a Live Photo the photograph is kept')
    has(desk.browser.follow(answer).page.text, journey.said('zh', 'press.unknown'), 'and its film is told')


def several():
    desk = Desk('zh', 'dl-defer-renew', 'id-proof-driver')
    most = int(dict(journey.MATERIALS['id-proof-driver'], **journey.FORMALITIES['dl-defer-renew'][
        'Materials']['id-proof-driver'])['Most'])
    note('this paper may have %d pages' % most)
    form = desk.page().form('files')
    same('multiple' in form.input('files').attrs, most > 1, 'several at once are offered')
    same(form.input('files')['accept'], 'image/*,application/pdf', 'from camera, gallery or files')
    answer = desk.add(photo('grey.jpg', '一.jpg'), photo('program.jpg', '二.jpg'), photo('photo.webp', '三.webp'))
    same(answer.status, 303, 'two good ones and a bad one: the good ones are kept')
    page = desk.browser.follow(answer).page
    same(len([a for a in page.links('/files/') if 'thumb' not in a]), 2, 'both are there')
    has(page.error('files') or page.main.text, journey.said('zh', 'press.unknown'), 'and the other is told')
    english = next(a['href'] for a in page.all('a') if a['hreflang'] == 'en')
    has(desk.browser.get(english).page.main.text, journey.said('en', 'press.unknown'), 'in another language, too')
    listed = desk.browser.get('/zh/applications/%s/materials' % desk.ref).page
    has(listed.main.text, '2', 'the list counts them')
    many = desk.browser.get(desk.path)
    for _ in range(6):
        if not many.page.has_form(name='files'):
            break
        desk.browser.submit(many.page.form('files'), files=[photo('grey.jpg')] * 3)
        many = desk.browser.get(desk.path)
    ok(len(desk.files()) <= max(most, 2), 'never more than %d' % max(most, 2), len(desk.files()))
    old = desk.files()
    desk.remove()
    same(desk.files(), old[:-1], 'replace: take one out')
    same(desk.add(photo('cmyk.jpg')).status, 303, 'and put another in')
    ok(desk.files()[:-1] == old[:-1] and desk.files()[-1] != old[-1], 'in its place')


def too_many():
    """Thirteen from the gallery: told beside the field, before any is looked at."""
    for lang in ('zh', 'en'):
        desk = Desk(lang)
        ok(re.search(journey.said(lang, 'papers.kinds_many').split('{1}')[0][-4:] + r'\d+', desk.page().main.text) or
           lang == 'en' and 'at most' in desk.page().main.text, 'how many is said before')
        answer = desk.add(*[photo('grey.jpg', '%d.jpg' % i) for i in range(13)])
        same(answer.status, 422, 'thirteen at once (%s)' % lang)
        has(answer.page.error('files') or '', '12', 'twelve, says the field')
        has(desk.browser.switch(answer.page, 'es').page.error('files') or '', journey.said('es', 'form.too_many_files').replace('{1}', '12'),
            'and so in another language')
        same(desk.files(), [], 'nothing was kept')
    desk.add(photo(), photo('cmyk.jpg'))
    page = desk.page()
    same(len({n['alt'] for n in page.all('img')}), 2, 'each picture has words of its own')
    check = desk.browser.get('/en/applications/%s/check' % desk.ref).page
    optional = [m for m, is_optional in journey.uploads_of(journey.FORMALITIES['dl-defer-renew']) if is_optional]
    same(check.main.text.count(journey.said('en', 'papers.optional')), len(optional),
         'what is not needed by everybody does not look missing')


def no_room():
    """What there is no room for is not looked at, and told by its name."""
    desk = Desk('en')
    desk.add(*[photo('grey.jpg')] * 12)
    most = len(desk.files())
    desk.remove()
    form, stored = desk.page().form('files'), int(db_one('SELECT COUNT(*) FROM file'))
    answer = desk.browser.submit(form, files=[photo('grey.jpg', '%s.jpg' % name) for name in ('one', 'two', 'three')])
    same(answer.status, 303, 'with room for one, one is kept')
    page = desk.browser.follow(answer).page
    for lang in ('en', 'zh', 'it', 'es'):
        told = [t for _, t in (page if lang == 'en' else desk.browser.switch(page, lang).page).summary]
        same(told, [journey.said(lang, 'press.too_many_files')], 'the others are told once that there is none, and no places of '
             'those that another tab sent with them (%s)' % lang)
    full = desk.browser.submit(form, files=[photo('phone.jpg', 'four.jpg')])
    said = full.page.main.text
    ok(full.status == 422 and 'four.jpg' in said and journey.said('en', 'press.too_many_files') in said,
       'where nothing goes in any more, by its name', full.status)
    same((len(desk.files()), int(db_one('SELECT COUNT(*) FROM file'))), (most, stored + 1),
         'and what was not kept was not looked at')


def too_late():
    """A file whose turn did not come has nothing wrong with it."""
    desk = Desk('en')
    answer = desk.add(*[photo('bomb.pdf')] * 8 + [photo('grey.jpg', 'last.jpg')])
    said = answer.page.error('files') or ''
    has(answer.page.main.text, journey.said('en', 'press.gave_up'), 'what took too long is told')
    has(said, 'last.jpg', 'the last one too')
    has(said, journey.said('en', 'press.too_late'), 'that it may be sent again')


def strangers():
    desk, stranger = Desk(), resident()
    desk.add(photo())
    href = desk.files()[0]
    paper = desk.page().links('/remove')[0]
    for path in (href, href + '/thumb', paper, desk.path):
        same(stranger.get(path).status, 404, 'another resident does not get %s' % path.split('/')[-1])
        same(Browser().get(path).status, 303, 'a visitor neither')
    own = Desk()
    mixed = href.replace(desk.ref, own.ref)
    same(own.browser.get(mixed).status, 404, 'nor through an application of their own')
    form = desk.page().form('files')
    pairs = [(n, stranger.token('/zh/settings') if n == 'token' else v) for n, v in form.pairs()]
    before = db_one('SELECT COUNT(*) FROM file')
    same(stranger.upload(form.action, pairs, [('files',) + photo()]).status, 404, 'nor adds to it')
    nobody = form.action.replace(desk.ref, 'ABCDEFGHJ')
    many = [('files',) + photo('phone.jpg', '%d.jpg' % i) for i in range(12)]
    same(stranger.upload(nobody, pairs, many).status, 404, 'nor to what does not exist')
    strange = own.browser.get(own.path).page.form('files')
    same(own.browser.upload(form.action.replace(desk.ref, own.ref).replace('id-proof-driver', 'no-such-paper'),
                            strange.pairs(), many).status, 404, 'nor a paper that is not asked for')
    same(db_one('SELECT COUNT(*) FROM file'), before, 'and nothing of it was looked at or stored')
    shown = desk.browser.get(href)
    has(shown.header('Cache-Control'), 'private', 'a paper is in no shared cache')
    ok("default-src 'none'" in shown.header('Content-Security-Policy'), 'and runs nothing')


def too_large():
    desk = Desk()
    head = fixture('grey.jpg')
    just = head + b'\0' * ((25 << 20) - len(head))
    answer = desk.add(('just.jpg', 'image/jpeg', just + b'\0'))
    ok(answer.status == 422 and journey.said('zh', 'press.too_large') in (answer.page.error('files') or ''),
       '25 MB and a byte is too large', answer.status)
    answer = desk.add(('just.jpg', 'image/jpeg', just))
    ok(answer.status in (303, 422) and journey.said('zh', 'press.too_large') not in answer.text,
       '25 MB exactly is looked at', answer.status, answer.status == 422 and answer.page.error('files'))
    desk.clear()
    huge = desk.add(*[('%d.jpg' % i, 'image/jpeg', just) for i in range(3)])
    ok(huge.status == 413 and '64 MB' in huge.page.main.text, '75 MB at once is told to be too much', huge.status)
    same(desk.files(), [], 'and the draft is intact')


def the_result():
    """An officer's file goes the same way."""
    person, one, two = resident(), officer('ouhai-1'), officer('ouhai-approver')
    ref = journey.submitted(person)
    journey.approved(one, two, ref)
    answer = journey.issued(one, ref, files=[photo('program.jpg')])
    ok(answer.status == 422 and journey.said('zh', 'press.unknown') in (answer.page.error('file') or ''),
       'a program as a result is refused', answer.status)
    same(answer.page.form(action='/issue').value('text'), '证明已经开好，见附件。', 'the words are still there')
    answer = one.submit(answer.page.form(action='/issue'), {'delivery': 'electronic'}, files=[
        photo('phone.jpg', '结果.jpg')])
    same((answer.status, answer.location), (303, '/desk/matters/' + ref), 'a photograph of 420 KB is taken')
    page = person.get('/zh/applications/%s/result' % ref).page
    shown = person.get(page.links('/files/')[0])
    same(jpeg_size(shown.body), (1800, 2400), 'and the resident has it')


def room_at_the_desk():
    """No file is looked at of whoever may not issue now, nor of several for one result."""
    person, one, two, far = resident(), officer('ouhai-1'), officer('ouhai-approver'), officer('tangxia-1')
    ref, early = journey.submitted(person), journey.submitted(person)
    journey.approved(one, two, ref)
    form = one.get('/desk/matters/%s/issue' % ref).page.form(action='/issue')

    def sent(officer, action, *files):
        mine = {'text': '证明已经开好，见附件。', 'delivery': form.choices('delivery')[0], 'once': once(),
                'token': officer.token('/desk/own') if officer is far else form.value('token')}
        return officer.upload(action, [(n, mine.get(n, v)) for n, v in form.pairs() if n not in ('text', 'delivery')] +
                              [(n, mine[n]) for n in ('text', 'delivery')], [('file',) + f for f in files])
    before = int(db_one('SELECT COUNT(*) FROM file'))
    same(sent(one, form.action.replace(ref, early), photo()).status, 409, 'what is not decided yet takes no result')
    same(sent(far, form.action, photo()).status, 404, 'another unit hands nothing over')
    same(int(db_one('SELECT COUNT(*) FROM file')), before, 'and no file of theirs was looked at')
    answer = sent(one, form.action, photo('phone.jpg'), photo('grey.jpg'), photo('cmyk.jpg'))
    ok(answer.status == 422 and journey.said('zh', 'form.too_many_files').replace('{1}', '1') in (answer.page.error('file') or ''),
       'three files for one result are told beside the field', answer.status, answer.page.error('file'))
    same(int(db_one('SELECT COUNT(*) FROM file')), before, 'and none was looked at')
    same(sent(one, form.action, photo('cmyk.jpg')).status, 303, 'one file is taken')
    issued = int(db_one('SELECT COUNT(*) FROM file'))
    same(sent(one, form.action, photo('phone.jpg')).status, 409, 'a second result for what was issued is refused')
    same(int(db_one('SELECT COUNT(*) FROM file')), issued, 'without looking at it')


run(kept, documents, refused, disguises, as_telephones_say, several, too_many, no_room, *([too_late] if os.environ.get('QIAO_LONG') else []),
    strangers, too_large, the_result, room_at_the_desk)
