#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files in pieces (tus 1.0): what the protocol says, who may, and a line that drops at random places. The client
that a photograph is sent with there is the protocol's own for Python (tuspy), which knows nothing of this house."""
import datetime
import io
import os
import sys
import threading
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

CUTS = 1000 if os.environ.get('QIAO_LONG') else 60
PIECE = 64 << 10
VERSION = {'Tus-Resumable': '1.0.0'}


def noise(side):
    """A PNG of `side` by `side` that does not get smaller: 3 bytes a pixel."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    lines = b''.join(b'\0' + os.urandom(3 * side) for _ in range(side))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', side, side, 8, 2, 0, 0, 0)) + \
        chunk(b'IDAT', zlib.compress(lines, 1)) + chunk(b'IEND', b'')


def b64(data):
    return base64.b64encode(data).decode()


def sha1(data):
    return 'sha1 ' + b64(hashlib.sha1(data).digest())


class Paper:
    """A draft with a paper that may have several pages, and whoever sends to it."""

    def __init__(self, lang='zh', browser=None):
        self.browser = browser or resident(lang)
        self.ref = journey.ref_of(journey.begin(self.browser, 'dl-defer-renew'))
        self.path = '/%s/applications/%s/materials/id-proof-driver' % (lang, self.ref)
        self.form = self.browser.get(self.path).page.form('files')

    def marks(self, token=None):
        return dict(self.browser.origin(), **VERSION, **{'Qiao-Token': token or self.form.value('token')})

    def ask(self, method, path, headers=None, body=None, browser=None):
        """As a page of ours asks; a header that is None is not sent."""
        return (browser or self.browser).ask(method, path, body, dict(self.marks(), **(headers or {})))

    def begin(self, size, name='身份证 正面.jpg', **more):
        return self.ask('POST', self.path + '/sendings', dict({
            'Upload-Length': str(size), 'Upload-Metadata': 'filename %s,filetype %s' % (b64(name.encode()), b64(b'image/jpeg')),
            'Content-Length': '0'}, **more))

    def piece(self, at, offset, data, **more):
        return self.ask('PATCH', at, dict({'Upload-Offset': str(offset), 'Content-Type': 'application/offset+octet-stream',
                                           'Upload-Checksum': sha1(data)}, **more), data)

    def whole(self, data, name='x.jpg', size=256 << 10):
        at = self.begin(len(data), name).location
        for offset in range(0, len(data), size):
            self.piece(at, offset, data[offset:offset + size])
        return at

    def take(self, *ats, browser=None, form=None):
        """The form of the paper, with what came before it."""
        form = form or self.browser.get(self.path).page.form('files')
        return (browser or self.browser).upload(form.action, form.pairs() + [
            ('sent', '.'.join(at.rsplit('/', 1)[1] for at in ats))], [])

    def digests(self):
        return [row[0] for row in db(
            "SELECT HEX(f.digest) FROM material m JOIN file f ON f.id = m.file JOIN application a ON "
            "a.id = m.application WHERE a.ref = '%s' AND m.removed IS NULL ORDER BY m.added, m.id" % self.ref)]


def number(reply, name):
    return int(reply.header(name) or -1)


def the_protocol():
    paper, data = Paper(), fixture('phone.jpg')
    told = Browser().ask('OPTIONS', paper.path + '/sendings')
    same((told.status, told.header('Tus-Version'), told.header('Tus-Extension'), told.header('Tus-Max-Size')),
         (204, '1.0.0', 'creation,checksum,expiration,termination', str(25 << 20)), 'OPTIONS tells what there is')
    has(told.header('Tus-Checksum-Algorithm') or '', 'sha1', 'and how a piece is proved')
    made = paper.begin(len(data))
    ok(made.status == 201 and '/sendings/' in made.location and made.body == b'' and
       made.header('Tus-Resumable') == '1.0.0', 'a file is announced: 201 and its address', made.status, made.headers)
    at = made.location
    ends = datetime.datetime.strptime(made.header('Upload-Expires'), '%a, %d %b %Y %H:%M:%S GMT')
    ok(abs((ends - datetime.datetime.utcnow()).total_seconds() - 86400) < 60, 'until when it waits', ends)
    asked = paper.ask('HEAD', at)
    same((asked.status, number(asked, 'Upload-Offset'), number(asked, 'Upload-Length'), asked.header('Cache-Control')),
         (200, 0, len(data), 'private, no-store'), 'HEAD: nothing of it is here')
    sent = paper.piece(at, 0, data[:PIECE])
    same((sent.status, number(sent, 'Upload-Offset'), sent.body), (204, PIECE, b''), 'the first piece')
    again = paper.piece(at, 0, data[:PIECE])
    same((again.status, number(again, 'Upload-Offset')), (409, PIECE), 'the same once more: 409, and where it is')
    same(paper.piece(at, 2 * PIECE, data[2 * PIECE:3 * PIECE]).status, 409, 'a piece too far on: 409')
    spoilt = data[PIECE:2 * PIECE - 1] + b'?'
    same(paper.piece(at, PIECE, spoilt, **{'Upload-Checksum': sha1(data[PIECE:2 * PIECE])}).status, 460,
         'a piece that the line spoilt: 460')
    same(number(paper.ask('HEAD', at), 'Upload-Offset'), PIECE, 'and none of them counts')
    good = 'sha256 ' + b64(hashlib.sha256(data[PIECE:2 * PIECE]).digest())
    same(paper.piece(at, PIECE, data[PIECE:2 * PIECE], **{'Upload-Checksum': good}).status, 204, 'proved by SHA-256')
    for said in ('md5 ' + b64(hashlib.md5(b'').digest()), 'sha1', 'sha1 !', 'sha1 ' + b64(b'short'), ''):
        status = paper.piece(at, 2 * PIECE, data[2 * PIECE:3 * PIECE], **{'Upload-Checksum': said}).status
        ok(status in ((204,) if not said else (400, 460)), 'Upload-Checksum: %s' % said, status)
    at3 = 3 * PIECE
    for more, want, text in (
            ({'Tus-Resumable': None}, 412, 'without Tus-Resumable'), ({'Tus-Resumable': '0.2.2'}, 412, 'of another version'),
            ({'Content-Type': 'image/jpeg'}, 415, 'of another type'), ({'Upload-Offset': None}, 400, 'without an offset'),
            ({'Upload-Offset': '-0'}, 400, 'with an odd one'), ({'Upload-Offset': '1e5'}, 400, 'with no number'),
            ({'Upload-Offset': '9223372036854775807'}, 409, 'at the end of the world')):
        same(paper.piece(at, at3, data[at3:at3 + PIECE], **more).status, want, 'a piece %s: %d' % (text, want))
    same(paper.piece(at, at3, data[at3:at3 + 100]).status, 400, 'crumbs are no pieces')
    crumb = paper.piece(at, at3 - 100, data[at3 - 100:at3])
    same((crumb.status, number(crumb, 'Upload-Offset')), (409, at3), 'a crumb from elsewhere: 409, and where it is')
    same(paper.piece(at, at3, data[at3:] + b'more').status, 413, 'more than was announced: 413')
    large = paper.piece(at, at3, bytes((1 << 20) + 1))
    same((large.status, large.header('Tus-Resumable')), (413, '1.0.0'), 'more than a piece may have: 413, which nginx says in the same way')
    same(paper.piece(at, at3, b'').status, 204, 'an empty piece changes nothing')
    posted = paper.ask('POST', at, {'X-HTTP-Method-Override': 'PATCH', 'Upload-Offset': str(at3), 'Content-Type':
                                    'application/offset+octet-stream'}, data[at3:])
    same((posted.status, number(posted, 'Upload-Offset')), (204, len(data)), 'where only POST comes through: the rest')
    same(paper.ask('DELETE', at).status, 204, 'not wanted any more: 204')
    same([paper.ask('HEAD', at).status, paper.piece(at, len(data), b'').status, paper.ask('DELETE', at).status], [404] * 3,
         'and it is gone')
    same(db('SELECT COUNT(*) FROM sending_piece WHERE sending = %s' % at.rsplit('/', 1)[1]), [('0',)], 'with its pieces')
    same(paper.ask('PUT', at).status, 405, 'other methods are not ours')


def announced():
    """What is wrong with an announcement."""
    paper = Paper()
    for more, want in (({'Upload-Length': str((25 << 20) + 1)}, 413), ({'Upload-Length': None}, 400),
                       ({'Upload-Length': '-1'}, 400), ({'Upload-Length': None, 'Upload-Defer-Length': '1'}, 400),
                       ({'Upload-Concat': 'partial'}, 400), ({'Tus-Resumable': None}, 412),
                       ({'Upload-Metadata': 'filename ***'}, 400), ({'Upload-Metadata': 'filename YQ==,filename YQ=='}, 400),
                       ({'Upload-Metadata': 'filename ' + b64(b'\xff\xfe')}, 400), ({'Upload-Metadata': None}, 201),
                       ({'Upload-Metadata': 'is_confidential'}, 201), ({'Upload-Length': str(25 << 20)}, 201)):
        answer = paper.begin(1000, **more)
        ok(answer.status == want and (want == 201) == bool(answer.location), 'announced with %s: %d' % (more, want), answer.status)
    same(paper.ask('POST', paper.path.replace('id-proof-driver', 'no-such-paper') + '/sendings', {'Upload-Length': '1'}).status,
         404, 'for a paper that is not asked for')
    person = db_one("SELECT person FROM application WHERE ref = '%s'" % paper.ref)
    db("UPDATE sending SET arrived = %d WHERE person = %s LIMIT 1" % (256 << 20, person))
    same(paper.begin(1000).status, 429, 'more than is ever needed on its way: 429')


def strangers():
    paper, stranger = Paper(), resident()
    data = fixture('grey.jpg')
    at = paper.begin(len(data)).location
    token = stranger.token('/zh/settings')
    mine = {'Qiao-Token': token}
    visitor = Browser()
    for who, browser, marks, want in (('another resident', stranger, mine, 404), ('a visitor', visitor, {}, 403)):
        same([paper.ask('HEAD', at, marks, browser=browser).status, paper.ask('DELETE', at, marks, browser=browser).status,
              paper.ask('PATCH', at, dict(marks, **{'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream'}),
                        data, browser=browser).status,
              paper.ask('POST', paper.path + '/sendings', dict(marks, **{'Upload-Length': '5'}), browser=browser).status],
             [want] * 4, '%s neither sees it nor adds to it' % who)
    own = Paper(browser=stranger)
    same(stranger.ask('HEAD', at.replace(paper.ref, own.ref), headers=VERSION).status, 404, 'nor through a matter of their own')
    for more, text in (({'Qiao-Token': None}, 'without a token'), ({'Qiao-Token': token}, 'with another\'s token'),
                       ({'Qiao-Token': 'x'}, 'with no token'),
                       ({'Sec-Fetch-Site': 'cross-site'}, 'from elsewhere'), ({'Sec-Fetch-Site': 'same-site'}, 'from beside us'),
                       ({'Sec-Fetch-Site': None, 'Origin': 'https://example.org'}, 'from another origin')):
        same([paper.piece(at, 0, data, **more).status, paper.ask('DELETE', at, more).status, paper.begin(5, **more).status],
             [403] * 3, '%s: 403' % text)
    same(number(paper.ask('HEAD', at), 'Upload-Offset'), 0, 'and nothing of it has come')
    told = paper.ask('OPTIONS', paper.path + '/sendings', {'Origin': 'https://example.org', 'Sec-Fetch-Site': 'cross-site',
                                                           'Access-Control-Request-Method': 'PATCH'})
    ok(not told.header('Access-Control-Allow-Origin'), 'no other origin is let in')
    paper.piece(at, 0, data)
    ok(paper.take(at, browser=stranger).status in (403, 404), 'another resident takes it for no paper')
    answer = own.take(at)
    ok(answer.status == 422 and journey.said('zh', 'papers.sent_gone') in (answer.page.error('files') or ''),
       'nor for one of theirs', answer.status)
    db('UPDATE sending SET ends = UTC_TIMESTAMP(3) WHERE id = %s' % at.rsplit('/', 1)[1])
    same([paper.ask('HEAD', at).status, paper.piece(at, 0, data).status, paper.ask('DELETE', at).status], [410] * 3,
         'after its time: 410')
    answer = paper.take(at)
    ok(answer.status == 422 and journey.said('zh', 'papers.sent_gone') in (answer.page.error('files') or ''),
       'and the form says so', answer.status)


def a_paper():
    """What came in pieces goes the way of every file."""
    paper, data = Paper(), fixture('phone.jpg')
    same(paper.browser.submit(paper.form, files=[photo('phone.jpg')]).status, 303, 'in one go, as ever')
    at = paper.whole(data)
    form = paper.browser.get(paper.path).page.form('files')
    half = paper.begin(len(data)).location
    for ats, text in (([half], 'half a file'), ([at, half], 'with half a file'), ([at + '0'], 'no file')):
        answer = paper.take(*ats)
        ok(answer.status == 422 and answer.page.error('files'), '%s is told' % text, answer.status)
    same(paper.take(at, at).status, 400, 'the same twice is not what our page sends')
    answers = [paper.take(at, form=form) for _ in range(2)]
    same([(a.status, a.location) for a in answers], [(303, paper.path)] * 2, 'taken; pressed twice, the same answer')
    same(len(paper.digests()), 2, 'it is there once')
    same(len(set(paper.digests())), 1, 'byte by byte what the plain way makes of it')
    same(paper.ask('HEAD', at).status, 404, 'and no longer on its way')


def several():
    paper = Paper()
    ats = [paper.whole(fixture('cmyk.jpg'), 'one.jpg'), paper.whole(fixture('locked.pdf'), '锁 了.PDF'),
           paper.whole(b'', 'nothing.jpg')]
    answer = paper.take(*ats)
    said = paper.browser.follow(answer).page.text
    ok(answer.status == 303 and journey.said('zh', 'press.locked') in said and journey.said('zh', 'press.empty') in said,
       'of three, one is kept and two are told', answer.status)
    same(len(paper.digests()), 1, 'one paper')
    half = paper.begin(1000).location
    answer = paper.take(paper.whole(fixture('locked.pdf'), '../锁 了.PDF'))
    has(answer.page.error('files') or '', '锁 了.PDF', 'by its name')
    ok('锁 了' not in logs('portal', 'access', 'courier'), 'which is in no log')
    same(db("SELECT COUNT(*) FROM sending s JOIN application a ON a.id = s.application WHERE a.ref = '%s' AND s.name LIKE "
            "BINARY '%%PDF%%'" % paper.ref), [('0',)], 'nor in the store to read')
    waiting = int(db_one("SELECT COUNT(*) FROM sending s JOIN application a ON a.id = s.application WHERE a.ref = '%s'" % paper.ref))
    ask = paper.browser.get('/zh/applications/%s/delete' % paper.ref).page
    paper.browser.submit(ask.form(action='/delete'))
    same((waiting > 0, db_one('SELECT COUNT(*) FROM sending_piece p WHERE NOT EXISTS (SELECT 1 FROM sending s WHERE '
                              's.id = p.sending)'), paper.ask('HEAD', half).status), (True, '0', 404),
         'a draft that is thrown away takes along what was on its way')


class Cutter(threading.Thread):
    """Between client and server; the line is cut at places of its own choice: within what is sent, or before its answer."""

    def __init__(self, places):
        super().__init__(daemon=True)
        self.listening = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.port = self.listening.getsockname()[1]
        self.places, self.seen, self.cuts, self.heads = sorted(places, reverse=True), 0, 0, 0
        self.start()

    def run(self):
        while True:
            line, _ = self.listening.accept()
            try:
                self.one(line)
            except OSError:
                pass

    def one(self, line):
        with line, socket.create_connection((here.host, here.port)) as there:
            cut = None
            while True:
                for end in select.select([line, there], [], [], 60)[0]:
                    got = end.recv(65536)
                    if end is there and cut == 'answer' or not got:
                        return self.drop(line, there) if got else None
                    if end is line:
                        self.seen += len(got)
                        if self.places and self.seen >= self.places[-1]:
                            over = self.seen - self.places.pop()
                            self.cuts += 1
                            if random.random() < 0.75:
                                there.sendall(got[:len(got) - over])
                                return self.drop(line, there)
                            cut = 'answer'
                    (there if end is line else line).sendall(got)

    def drop(self, *ends):
        for end in ends:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))


def over(paper, data, cuts):
    """Sent by a client of another house over a line that is cut so often; it knows no more than the address."""
    cutter = Cutter(random.sample(range(2000, len(data)), cuts))
    headers = dict(paper.marks(), **{'Host': 'localhost:%d' % here.port,
                                     'Cookie': '; '.join('%s=%s' % c for c in paper.browser.cookies.items())})
    headers.pop('Tus-Resumable')
    client = TusClient('http://127.0.0.1:%d%s/sendings' % (cutter.port, paper.path), headers)
    began, sender = time.time(), None
    while not sender or not sender.url:
        try:
            sender = client.uploader(file_stream=io.BytesIO(data), chunk_size=PIECE, metadata={'filename': 'noise.png'},
                                     upload_checksum=True, retries=200, retry_delay=0)
            sender.upload_chunk()
        except TusCommunicationError:
            continue        # cut while it was announced: another address
    sender.upload()
    same(sender.offset, len(data), 'all of it has come, with %d cuts in %.1f s' % (cutter.cuts, time.time() - began))
    ok(cutter.cuts >= cuts - 1, 'the line was cut', cutter.cuts)
    pieces = -(-len(data) // PIECE)
    ok(cutter.seen <= len(data) + (cutter.cuts + 1) * (PIECE + 4096) + pieces * 2048,
       'at most one piece was sent again for each cut', cutter.seen - len(data), cutter.cuts)
    return sender.url


def a_bad_line():
    """Cut at random places: nothing lost, one piece a cut at most. A file may have 25 MB, so there are several for 1,000."""
    plain, rounds = Paper(), 4 if CUTS > 100 else 1
    data = noise(2800 if CUTS > 100 else 1150)
    same(plain.browser.submit(plain.form, files=[('x.png', 'image/png', data)]).status, 303, '%d bytes in one go' % len(data))
    for _ in range(rounds):
        paper = Paper()
        same(paper.take(over(paper, data, CUTS // rounds)).status, 303, 'it is taken')
        same(paper.digests(), plain.digests(), 'and is what the plain way makes of it')


def a_new_server():
    """Programs that are started anew in the middle, and a worker that dies, lose nothing."""
    paper, data = Paper(), fixture('phone.jpg')
    at = paper.begin(len(data)).location
    same(paper.piece(at, 0, data[:PIECE]).status, 204, 'a piece')
    told = here.command('reload')
    same(told.returncode, 0, 'the programs are started anew')
    same(number(paper.ask('HEAD', at), 'Upload-Offset'), PIECE, 'the piece is there')
    for offset in range(PIECE, len(data), PIECE):
        paper.piece(at, offset, data[offset:offset + PIECE])
    same(paper.take(at).status, 303, 'it goes on from there')


run(the_protocol, announced, strangers, a_paper, several, a_bad_line, a_new_server)
