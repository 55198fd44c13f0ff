#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The statutory papers: each act that owes one makes it, once; its owner and the desk can read it, and
anybody who has it can verify it and learns nothing about the person."""
import base64
import hashlib
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said

# a name of 25 characters, three of them rare and one outside the first plane's common fonts
NAME = '阿卜杜热依木江·买买提䶮頔韡吾甫尔·艾合买提江汗'
IDNO = '330399198506121135'
FINAL = FORMALITIES['cert-no-crime']['Name']


def kinds(ref):
    return [row[0] for row in db("SELECT w.kind FROM writ w JOIN application a ON a.id = w.application "
                                 "WHERE a.ref = '%s' ORDER BY w.id" % ref)]


def paper(browser, ref, kind):
    """The newest PDF of this kind, as its owner gets it from the page of papers, and its address."""
    lang = browser.lang

    def made():
        page = browser.get('/%s/applications/%s/documents' % (lang, ref)).page
        found = [n for n in page.main.all('a') if '/documents/' in n['href'] and
                 said(lang, 'writ.kind_' + kind) in n.text]
        return found[-1]['href'] if found else None
    href = wait_until(made)
    return browser.get(href).body, href


def text_of(pdf, pages=None):
    with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
        file.write(pdf)
        file.flush()
        return subprocess.run(['pdftotext', '-layout', file.name, '-'], capture_output=True).stdout.decode()


def plain(text):
    return re.sub(r'\s+', '', text)


def code_on(pdf):
    """What the QR code of the first page says."""
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + '/a.pdf', 'wb') as file:
            file.write(pdf)
        subprocess.run(['pdftoppm', '-r', '110', '-gray', '-png', '-f', '1', '-l', '1', 'a.pdf', 'a'], cwd=folder)
        picture = next(f for f in os.listdir(folder) if f.endswith('.png'))
        return subprocess.run(['zbarimg', '-q', '--raw', picture], cwd=folder, capture_output=True,
                              text=True).stdout.strip()


def receipt():
    global own, other, ref, pdf, address, link
    own, other = resident('zh'), resident('zh')
    ref = journey.submitted(own, example={'applicant_name': NAME, 'applicant_idno': IDNO})
    pdf, address = paper(own, ref, 'receipt')
    text = plain(text_of(pdf))
    ok(pdf.startswith(b'%PDF-'), 'submitting makes a receipt, and it is a PDF', pdf[:40])
    for what, part in (('its name', said('zh', 'writ.kind_receipt')), ('the whole name', NAME),
                       ('the formality', FINAL['zh']), ('the number', '%s-%s-%s' % (ref[:4], ref[4:8], ref[8])),
                       ('what the law says', '逾期不告知的，自收到申请材料之日起即为受理')):
        has(text, plain(part), '%s can be selected as text' % what)
    lacks(text, IDNO, 'the identity number is not on it')
    has(text, '••••' + IDNO[-4:], 'but its end')
    ok(len(pdf) < 140000, 'it is %d bytes' % len(pdf))
    link = code_on(pdf)
    ok(re.fullmatch(re.escape(here.url) + r'/verify/[2-9A-HJKMNP-TV-Z]{18}', link),
       'its QR code leads to the page that verifies it', link)
    reply = own.get(address)
    same(reply.header('Content-Type'), 'application/pdf', 'it is sent as a PDF')
    has(reply.header('Content-Disposition'), 'receipt.pdf', 'with a name that says what it is')
    has(reply.header('Cache-Control'), 'no-store', 'and kept by no cache')


def whose():
    same(other.get(address).status, 404, 'another resident gets nothing')
    same(other.get(address.replace(ref, journey.submitted(other))).status, 404, 'nor under a number of theirs')
    same(Browser('zh').get(address).status, 303, 'a visitor is asked to sign in')
    path = '/desk/matters/%s' % ref
    page = officer('ouhai-1').get(path).page
    found = [n['href'] for n in page.all('a') if '/documents/' in n['href']]
    same(len(found), 1, 'the desk has it on the matter')
    same(officer('ouhai-1').get(found[0]).body, pdf, 'the same bytes')
    same(officer('ruian-1').get(found[0]).status, 404, 'and not for another unit')


def verified():
    visitor = Browser('zh')
    db("DELETE FROM attempt WHERE context = 'verify'")
    path = urllib.parse.urlparse(link).path
    same(visitor.get(path).location, '/zh' + path, 'a QR code knows no language: the browser says which')
    for lang in ('zh', 'en'):
        page = visitor.get('/%s%s' % (lang, path)).page
        text = page.main.text
        has(text, said(lang, 'verify.genuine_text'), 'it is genuine (%s)' % lang)
        has(text, said(lang, 'writ.kind_receipt'), 'what kind of paper')
        digest = hashlib.sha256(pdf).hexdigest()
        has(text.replace(' ', ''), digest, 'the SHA-256 of the file that its owner has')
        mark = re.search(r'内容指纹 ((?:[0-9a-f]{4} ?){4})', text_of(pdf)).group(1).strip()
        has(text, mark, 'the fingerprint that stands on the paper')
        for part in (NAME, NAME[:3], IDNO[-4:], FINAL[lang], ref, ref[:4]):
            lacks(page.text, part, 'nothing about the person or the matter: ' + part)
        reply = visitor.get('/%s/verify' % lang)
        form = reply.page.form(action='/verify')
        code = path[-18:]
        typed = ' %s－%s  %s ' % (code[:6].lower(), code[6:12], code[12:])
        same(visitor.submit(form, {'code': typed}).location, '/%s/verify/%s' % (lang, code),
             'the code may be typed as people type')
    changed = code[:-1] + ('A' if code[-1] != 'A' else 'B')
    has(visitor.get('/zh/verify/' + changed).page.main.text, said('zh', 'verify.malformed_text'),
        'a slip is told from a code that nobody has')
    has(visitor.get('/zh/verify?code=' + changed).page.main.text, said('zh', 'verify.malformed_text'),
        'also when it was typed')
    has(visitor.get('/zh/verify/' + unknown_code()).page.main.text, said('zh', 'verify.unknown_text'),
        'a code that nobody has is told, too')
    same(visitor.get('/zh/verify/' + 'A' * 81).status, 404, 'what cannot be a code is not found')


def typed_on():
    """What is typed and not sent goes along to another language or text size, and is not looked up."""
    visitor = Browser('zh')
    code = urllib.parse.urlparse(link).path[-18:]
    malformed, unknown = said('en', 'verify.malformed_text'), said('en', 'verify.unknown_text')
    asks = visitor.get('/zh/verify').page
    refused, nobody = visitor.get('/zh/verify?code=ABC').page, visitor.get('/zh/verify/' + unknown_code()).page
    for page, typed, told in ((asks, '', None), (asks, code[:7], None), (asks, code, None), (refused, code[:7], malformed),
                              (refused, code, None), (nobody, code[:7], unknown)):
        for to in ('en', 'large'):
            reply = visitor.switch(page, to, {'code': typed})
            if to == 'large':
                ok('size-large' in reply.text, 'in large letters')
                reply = visitor.switch(reply.page, 'en')
            same((reply.status, reply.page.lang, reply.page.form(action='/verify').value('code')), (200, 'en', typed),
                 '"%s", not sent, stands in English (%s)' % (typed, to))
            same([text for text in (malformed, unknown) if text in reply.page.main.text], [told] if told else [],
                 'with what was said of it, and no more')
    same(visitor.submit(visitor.switch(asks, 'en', {'code': code}).page.form(action='/verify')).location,
         '/en/verify/' + code, 'and is looked up once it is sent')


def unknown_code():
    return journey.made_up(18)


def limited():
    visitor = Browser('zh')
    db("DELETE FROM attempt WHERE context = 'verify'")
    seen = [visitor.get('/zh/verify/' + unknown_code()).status for _ in range(61)]
    same(set(seen[:60]), {200}, 'sixty an hour from one network')
    same(seen[60], 429, 'and no more')
    db("DELETE FROM attempt WHERE context = 'verify'")


def signature_of(data, root=None):
    """What pdfsig says, to which our root is known."""
    with tempfile.TemporaryDirectory() as folder:
        for words in (['-N', '--empty-password'], ['-A', '-n', 'root', '-t', 'CT,CT,CT', '-i',
                                                   root or here.data + '/etc/seal/root.pem']):
            subprocess.run(['certutil', '-d', 'sql:' + folder] + words, check=True)
        with open(folder + '/a.pdf', 'wb') as file:
            file.write(data)
        return subprocess.run(['pdfsig', '-nssdir', 'sql:' + folder, folder + '/a.pdf'], capture_output=True,
                              text=True).stdout


def sealed():
    """Any reader of PDFs can check who sealed the file, and that it is whole."""
    english = resident('en')
    two_pages = paper(english, journey.submitted(english), 'receipt')[0]
    for data, what in ((pdf, 'a paper'), (two_pages, 'one of two pages')):
        told = signature_of(data)
        for part in ('Signature is Valid.', 'Certificate is Trusted.', 'Total document signed', 'ETSI.CAdES.detached'):
            has(told, part, '%s: %s' % (what, part))
    at = pdf.index(b'/CreationDate') + 18
    lacks(signature_of(pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1:]), 'Signature is Valid.',
          'one changed bit, and it is not')
    with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
        file.write(pdf)
        file.flush()
        done = subprocess.run(['qpdf', '--check', file.name], capture_output=True, text=True)
    has(done.stdout, 'No syntax or stream encoding errors', 'and the file is well formed')


def by_a_stranger():
    """With nothing but what /verify gives: the certificate and its fingerprint, in each language."""
    db("DELETE FROM attempt WHERE context = 'verify'")
    for lang in ('zh', 'en', 'it', 'es'):
        for path in ('/verify', urllib.parse.urlparse(link).path):
            page = Browser(lang).get('/%s%s' % (lang, path)).page
            reply = Browser(lang).get((page.links('/seal-root.pem') or ['/none'])[0])
            same((reply.status, reply.header('Content-Type')), (200, 'application/x-pem-file'), '%s%s: the certificate' % (lang, path))
            has(reply.header('Content-Disposition'), 'qiao-seal-root.pem', 'as a file')
            digest = hashlib.sha256(base64.b64decode(''.join(reply.text.split('-----')[2].split()) if reply.status == 200 else '')).hexdigest()
            has(page.main.text, ':'.join(digest[i:i + 2] for i in range(0, 64, 2)).upper(), 'and its fingerprint')
        has(Browser(lang).get('/%s/transparency' % lang).page.main.text, said(lang, 'transparency.papers'), '%s: the glass box leads to it' % lang)
    with tempfile.NamedTemporaryFile(suffix='.pem') as file:
        file.write(reply.body)
        file.flush()
        told = signature_of(pdf, file.name)
    for part in ('Signature is Valid.', 'Certificate is Trusted.'):
        has(told, part, 'with it: ' + part)


def life():
    """Every act that owes a paper, and no other."""
    first, second = officer('ouhai-1'), officer('ouhai-approver')
    sentence = '请写清用途，例如“办理西班牙居留”。'
    journey.acted(first, ref, 'correction', {'item-field-purpose': True, 'text-field-purpose': sentence})
    text = plain(text_of(paper(own, ref, 'correction')[0]))
    has(text, plain(sentence), 'the notice of correction says what is missing')
    has(text, plain(journey.FIELDS['purpose']['Label']['zh']) if 'Label' in journey.FIELDS['purpose'] else '用途',
        'and of which answer')
    form = own.get('/zh/applications/%s/form/use' % ref).page.form()
    own.submit(form, journey.fill(form, dict(FORMALITIES['cert-no-crime']['Example'], purpose='study')))
    form = own.get('/zh/applications/%s/correction' % ref).page.form(action='/correction')
    same(own.submit(form).status, 303, 'it is answered')
    journey.approved(first, second, ref)
    text = plain(text_of(paper(own, ref, 'acceptance')[0]))
    has(text, '现予受理', 'the notice of acceptance')
    has(text, plain(FORMALITIES['cert-no-crime']['Legal']['0']['zh']), 'with the legal basis')
    text = plain(text_of(paper(own, ref, 'approval')[0]))
    has(text, '决定准予', 'the decision')
    numbers = [db("SELECT number FROM officer WHERE name = '%s'" % name)[0][0] for name in ('ouhai-1', 'ouhai-approver')]
    has(text, '经办民警%s，审批民警%s' % tuple(numbers), 'with who proposed and who decided')
    journey.issued(first, ref, {'text': '经查，2001年6月12日至今，无犯罪记录。', 'delivery': 'electronic'})
    has(plain(text_of(paper(own, ref, 'result')[0])), '无犯罪记录。', 'a result in words is a paper')
    own.send(own.get('/zh/applications/%s/result' % ref).page.form(action='/result'))
    has(plain(text_of(paper(own, ref, 'delivery')[0])), '网上领取', 'taking it makes the record of delivery')
    same(kinds(ref), ['receipt', 'correction', 'acceptance', 'approval', 'result', 'delivery'],
         'one for each act that owes one')
    same(paper(own, ref, 'receipt')[0], pdf, 'and the first has not changed')


def tool(data, *words):
    """What a program says of this PDF; the files that it leaves behind, by name."""
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + '/a.pdf', 'wb') as file:
            file.write(data)
        done = subprocess.run(words, cwd=folder, capture_output=True)
        left = {}
        for name in sorted(os.listdir(folder)):
            if name != 'a.pdf':
                with open(folder + '/' + name, 'rb') as file:
                    left[name] = file.read()
        return done.stdout.decode(errors='replace'), left


def pages_of(data):
    return int(re.search(r'Pages:\s+(\d+)', tool(data, 'pdfinfo', 'a.pdf')[0]).group(1))


def handed(person, file):
    """A result that is this file: its matter's number, its paper, the file as it can still be had alone."""
    first, second = officer('ouhai-1'), officer('ouhai-approver')
    one = journey.submitted(person)
    journey.approved(first, second, one)
    same(journey.issued(first, one, {'delivery': 'electronic'}, files=[file]).status, 303, 'a result is ' + file[0])
    data = paper(person, one, 'result')[0]
    main = person.get('/%s/applications/%s/result' % (person.lang, one)).page.main
    links = {a.text.strip(): a['href'] for a in main.all('a')}
    return one, data, person.get(links[said(person.lang, 'result.open')]).body


def is_sealed(data, what):
    told = signature_of(data)
    for part in ('Signature is Valid.', 'Certificate is Trusted.', 'Total document signed'):
        has(told, part, '%s: %s' % (what, part))
    has(tool(data, 'qpdf', '--check', 'a.pdf')[0], 'No syntax or stream encoding errors', what + ': well formed')
    page = Browser('zh').get('/zh' + urllib.parse.urlparse(code_on(data)).path).page.main.text
    has(page.replace(' ', ''), hashlib.sha256(data).hexdigest(), what + ': /verify has its digest')


def held():
    """What is downloaded is one sealed PDF that holds the result itself."""
    own_paper = paper(own, ref, 'receipt')[0]
    one, data, file = handed(resident('en'), photo('phone.jpg'))
    pictures = tool(data, 'pdfimages', '-all', 'a.pdf', 'x')[1]
    same(list(pictures.values()), [file], 'a picture is in its paper, byte for byte')
    same(pages_of(data), 3, 'on a page of its own, behind the paper and the note')
    has(plain(text_of(data)).split(plain(said('zh', 'writ.kind_result')))[-1], one + '.jpg', 'under its name')
    is_sealed(data, 'a picture')
    one, data, file = handed(resident('zh'), photo('three-pages.pdf'))
    same(pages_of(data), 4, "a PDF's pages are behind its paper")
    for page in (1, 2, 3):
        has(text_of(data), 'SPECIMEN page %d' % page, 'page %d of it' % page)
    has(plain(text_of(data)), '第1页，共1页；后附文件3页', 'and the foot tells that they follow')
    is_sealed(data, 'pages')
    one, data, file = handed(resident('en'), ('signed.pdf', 'application/pdf', own_paper))
    same(file, own_paper, 'a PDF with a signature of its own is kept as it is')
    inside = tool(data, 'pdfdetach', '-saveall', 'a.pdf')[1]
    same(list(inside.items()), [(one + '.pdf', own_paper)], 'and attached to its paper so')
    has(signature_of(list(inside.values())[0]), 'Signature is Valid.', 'its own signature is valid still')
    has(plain(text_of(data)), '原样附在本PDF里', 'the paper says where it is')
    has(plain(text_of(data)), '它自己的电子签名不受影响', 'and that its signature is as it was')
    is_sealed(data, 'a signed file')
    one, data, file = handed(resident('en'), photo('owner-only.pdf'))
    same(list(tool(data, 'pdfdetach', '-saveall', 'a.pdf')[1].values()), [file], 'one that its owner locked is attached, too')
    text = plain(text_of(data))
    has(text, '原样附在本PDF里', 'the paper says where it is')
    ok('签名不受影响' not in text and 'thesignature' not in text, 'and of no signature, which it has not')


def too_much():
    """What a sealed paper has no room for is told beside the field."""
    first, second = officer('ouhai-1'), officer('ouhai-approver')
    person = resident('zh')
    one = journey.submitted(person)
    journey.approved(first, second, one)
    small = photo('three-pages.pdf')[2]
    data = small + b'\n%' + b'x' * (12 << 20) + b'\n' + small[small.rindex(b'startxref'):]
    reply = journey.issued(first, one, {'delivery': 'electronic'}, files=[('large.pdf', 'application/pdf', data)])
    same(reply.status, 422, 'a file of over 12 MB is no electronic result')
    has(reply.page.main.text, said('zh', 'desk.issue.too_much'), 'and its officer reads why')
    same(journey.issued(first, one, {'delivery': 'post'}, files=[('large.pdf', 'application/pdf', data)]).status, 303,
         'beside a result that is posted it is taken')


def attached():
    """A file is vouched for by the paper that names it."""
    first, second = officer('ouhai-1'), officer('ouhai-approver')
    for lang in ('zh', 'en'):
        person = resident(lang)
        one = journey.submitted(person)
        journey.approved(first, second, one)
        same(journey.issued(first, one, {'delivery': 'electronic'}, files=[photo('three-pages.pdf')]).status, 303,
             'a result is issued with a file (%s)' % lang)
        same(kinds(one), ['receipt', 'acceptance', 'approval', 'result'], 'which has its paper')
        data = paper(person, one, 'result')[0]
        main = person.get('/%s/applications/%s/result' % (lang, one)).page.main
        links = {a.text.strip(): a['href'] for a in main.all('a')}
        same(person.get(links[said(lang, 'result.sealed')]).body, data, 'the page of the result offers the sealed paper')
        file = person.get(links[said(lang, 'result.open')])
        same(file.header('Content-Type'), 'application/pdf', 'and the file')
        text = plain(text_of(data))
        digest = hashlib.sha256(file.body).hexdigest()
        has(text, digest, 'the paper says the SHA-256 of the file as it is downloaded')
        name = re.search(r'filename="([^"]+)"', file.header('Content-Disposition')).group(1)
        for part, what in ((name, 'the name'), ('共3页', 'the pages'), ('%d字节' % len(file.body), 'the bytes')):
            has(text, part, 'it says %s of the file' % what)
        if lang == 'en':
            same(text.count(digest), 2, 'its note in English, too')
        altered = file.body[:99] + bytes([file.body[99] ^ 1]) + file.body[100:]
        lacks(text, hashlib.sha256(altered).hexdigest(), 'one changed bit of the file, and it is another')
        told = signature_of(data)
        for part in ('Signature is Valid.', 'Certificate is Trusted.', 'Total document signed'):
            has(told, part, 'the paper is signed: ' + part)
        path = urllib.parse.urlparse(code_on(data)).path
        page = Browser(lang).get('/%s%s' % (lang, path)).page.main.text
        has(page, said(lang, 'verify.genuine_text'), 'anybody is told that it is genuine')
        has(page.replace(' ', ''), digest, 'and the digest of the file')
        has(page, said(lang, 'verify.attached_text'), 'and how to compare')
        lacks(page, one, 'and not which matter it is')


def without_feet(flat):
    """A sentence that goes on over the page."""
    return re.sub(r'扫码核验真伪，或在.*?第\d+页，共\d+页', '', flat)


def refusals():
    first, second = officer('ouhai-1'), officer('ouhai-approver')
    person = resident('en')
    one = journey.submitted(person)
    journey.acted(first, one, 'decline', {'reason': '不属于本单位职权范围。', 'where': '请向原户籍地派出所申请。'})
    data = paper(person, one, 'decline')[0]
    same(pages_of(data), 2, 'a page for the paper, and one for the note')
    text = text_of(data)
    flat = without_feet(plain(text))
    for part in ('决定不予受理', '不属于本单位职权范围。', '请向原户籍地派出所申请。', '六十日内向温州市瓯海区人民政府申请行政复议',
                 '六个月内向有管辖权的人民法院'):
        has(flat, part, 'the notice of non-acceptance: ' + part)
    has(re.sub(r'\s+', ' ', text), "within 60 days of receiving this paper, to the People's Government of Ouhai District",
        'whoever reads English gets a note behind it')
    two = journey.submitted(person)
    journey.acted(first, two, 'accept')
    journey.acted(first, two, 'propose-refusal', {'reason': '查询期间有犯罪记录。'})
    journey.acted(second, two, 'decide', button=('verdict', 'agree'))
    flat = without_feet(plain(text_of(paper(person, two, 'refusal')[0])))
    has(flat, '查询期间有犯罪记录。', 'a refusal says why')
    has(flat, '六十日内向温州市瓯海区人民政府申请行政复议', 'and what can be done about it')
    journey.issued(first, two, {'text': '', 'delivery': 'electronic'}, files=[photo('three-pages.pdf')])
    same(kinds(two), ['receipt', 'acceptance', 'refusal'], 'handing a refusal over makes no result')
    page = person.get('/en/applications/%s/result' % two).page.main.text
    for part in (said('en', 'sentence.refused_attached'), '查询期间有犯罪记录。', said('en', 'result.open')):
        has(page, part, 'of a refusal that is a file alone its resident reads: ' + part)


def deemed():
    """Accepted by the clock alone: the courier's account must be able to owe the paper."""
    person = resident('zh')
    one = journey.submitted(person)
    db("UPDATE application SET due = UTC_TIMESTAMP(3) - INTERVAL 1 DAY WHERE ref = '%s'" % one)
    wait_until(lambda: 'acceptance' in kinds(one), 60)
    has(plain(text_of(paper(person, one, 'acceptance')[0])), '没有在五个工作日内告知您需要补正',
        'what was accepted by law has its notice, which says so')


def on_the_spot():
    """What is done on the day on which somebody comes: its notice of acceptance promises no other day."""
    person, one = resident('zh'), officer('ouhai-1')
    for code, is_promised in (('hukou-cancel-emigrant', False), ('cert-no-crime', True)):
        ref = journey.submitted(person, code)
        journey.acted(one, ref, 'accept')
        wait_until(lambda: 'acceptance' in kinds(ref), 60)
        same('承诺在' in plain(text_of(paper(person, ref, 'acceptance')[0])), is_promised, '%s: the notice of acceptance names a day' % code)


def withdrawn():
    person = resident('zh')
    one = journey.submitted(person)
    path = urllib.parse.urlparse(code_on(paper(person, one, 'receipt')[0])).path
    person.send(person.get('/zh/applications/%s/withdraw' % one).page.form(action='/withdraw'))
    page = Browser('zh').get('/zh' + path).page.main.text
    has(page, said('zh', 'verify.stands_not'), 'after a withdrawal the receipt stands no more')
    for lang in ('zh', 'en'):
        text = Browser(lang).get('/%s%s' % (lang, path)).text
        for why in ('withdrawn', 'superseded'):
            lacks(text, said(lang, 'writ.standing_' + why), 'but not what its owner did: %s (%s)' % (why, lang))
            lacks(text, why, 'in no attribute either')
    has(person.get('/zh/applications/%s/documents' % one).page.main.text, said('zh', 'writ.standing_withdrawn'),
        'whose it is reads why')


def unchangeable():
    """No program's account can change what was issued."""
    for account in ('portal', 'desk', 'courier', 'print'):
        password = here.setting(account, 'Password')
        for column in ('facts', 'mark', 'print', 'issued', 'kind'):
            done = subprocess.run(['mariadb', '--no-defaults', '--socket=' + here.setting('admin', 'Socket'),
                                   '--user=qiao_' + account, 'qiao', '-e',
                                   'UPDATE writ SET %s = %s WHERE id = 0' % (column, column)],
                                  env=dict(os.environ, MYSQL_PWD=password), capture_output=True, text=True)
            ok(done.returncode and 'denied' in done.stderr, '%s may not change %s' % (account, column), done.stderr)
    for sql, what in (("SELECT 1 FROM file_part LIMIT 1", 'denied'), ("SELECT COUNT(*) AS n FROM writ_file", 'n\n0')):
        done = subprocess.run(['mariadb', '--no-defaults', '--socket=' + here.setting('admin', 'Socket'),
                               '--user=qiao_print', 'qiao', '-e', sql], capture_output=True, text=True,
                              env=dict(os.environ, MYSQL_PWD=here.setting('print', 'Password')))
        has(done.stdout + done.stderr, what, 'qiao-print reads no file but that of a paper which is owed: ' + sql)
    leaks = [line for line in logs('print', 'portal', 'desk') if NAME in line or IDNO in line]
    same(leaks, [], 'and no log has the name')


run(receipt, whose, verified, typed_on, limited, sealed, by_a_stranger, life, attached, held, too_much, refusals, deemed, on_the_spot, withdrawn, unchangeable)
