#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What officers see of the catalogue: each formality's state, and a draft as residents will see
it, on every page and in each language, before anybody else does."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import FORMALITIES, said
from samples import Samples

CODE = 'test-asked'
PAUSED = '\nPaused {\n\tzh = 系统升级，十二月恢复。\n\ten = Being renewed until December.\n\tit = In manutenzione fino a dicembre.\n\tes = En mantenimiento hasta diciembre.\n}\n'


def samples():
    """A new one, a change of one that is open, a wrong one, and one that is paused."""
    global kept, desk, visitor
    kept = Samples(is_read=False)
    text = kept.text(CODE)
    kept.write(CODE, text.replace('想看看先问再填是什么样', '改过的题目').replace('I want to see questions', 'A changed title'), '.draft')
    with open(kept.folder + '/certificate/test-new.hdf.draft', 'w') as out:
        out.write(text.replace('Code = test-asked', 'Code = test-new').replace('zh = 示例证明', 'zh = 没公布的证明')
                  .replace('只在测试里出现', '还没公布').replace('填好，提交', '填完就提交'))
    with open(kept.folder + '/certificate/test-wrong.hdf.draft', 'w') as out:
        out.write(text.replace('Code = test-asked', 'Code = test-wrong').replace('Law = 5', 'Law = 2'))
    kept.write('test-passed', kept.text('test-passed') + PAUSED)
    kept.reload()
    desk, visitor = officer('ouhai-1'), Browser()


def rows():
    return {n.one(class_='qiao-quiet').text: n for n in desk.get('/desk/formalities').page.main.all('tr')
            if n.one(class_='qiao-quiet')}


def the_list():
    found = rows()
    ok(set(found) == set(FORMALITIES) | {'test-new', 'test-wrong'}, 'each formality and each draft has its row',
       set(found) ^ set(FORMALITIES))
    folded = [n for d in desk.get('/desk/formalities').page.main.all('details') for n in d.all('tr')
              if n.one(class_='qiao-quiet')]
    same(len(folded), len(found), 'folded by category')
    words = journey.WORDS['zh']['desk']['formalities']
    # of its version, which was there before midnight in Wenzhou if that came meanwhile
    day = db_one("SELECT CONCAT(MONTH(at), ' 月 ', DAY(at), ' 日') FROM (SELECT MAX(loaded) + INTERVAL 8 HOUR AS at "
                 "FROM formality_version WHERE code = '%s') v" % CODE)
    for code, text in ((CODE, words['open']), (CODE, words['change']), (CODE, words['confidence_low']), (CODE, day),
                       ('test-new', words['draft']), ('test-wrong', words['wrong']),
                       ('test-wrong', 'certificate/test-wrong.hdf.draft: Limit.Promise: longer than the law'),
                       ('test-passed', said('zh', 'paused.now')), ('test-passed', '系统升级，十二月恢复。'),
                       ('test-passed', words['confidence_medium']), ('cert-no-crime', words['confidence_high'])):
        has(found[code].text, text, '%s: %s' % (code, text))
    lacks(found['test-new'].text, words['open'], 'what is not published is not open')
    same(found['test-new'].one('a')['href'], '/desk/formalities/test-new/preview', 'each leads to its preview')


def not_for_residents():
    for path in ('/zh/formalities/test-new', '/zh/formalities/test-new/questions', '/zh/formalities/test-wrong'):
        same(visitor.get(path).status, 404, 'for residents there is no %s' % path)
    for path in ('/zh/formalities', '/zh/formalities?category=certificate', '/zh/formalities?q=' + urllib.parse.quote('没公布的证明')):
        ok(not any('test-new' in a or 'test-wrong' in a for a in visitor.get(path).page.links()), 'nor a way there')
    same(visitor.get('/zh/formalities/' + CODE).page.h1, FORMALITIES[CODE]['Title']['zh'], 'what is open is as it was')


def frames(code):
    """{(page, language): address}"""
    page = desk.get('/desk/formalities/%s/preview' % code).page
    found = {}
    for n in page.main.all('iframe'):
        ok(n['width'] == '360' and 'allow-scripts' not in n['sandbox'] and 'allow-forms' not in n['sandbox'],
           'a frame as wide as a telephone, from which nothing is sent') if not found else None
        lang, shown = n['src'].split('/')[-2:]
        found[shown, lang] = n['src']
    return found


def a_draft():
    f = FORMALITIES[CODE]
    found = frames(CODE)
    wanted = ['guide'] + ['ask-' + q.replace('_', '-') for q in f['Questions']] + \
        ['verdict-' + v for v in f['Verdicts']] + ['form-' + p for p in f['Pages']]
    same([shown for shown, lang in found if lang == 'zh'], wanted, 'every page of it, in order')
    for other in ('en', 'it', 'es'):
        same([shown for shown, lang in found if lang == other], wanted, 'in %s too' % other)
    page = desk.get('/desk/formalities/%s/preview' % CODE).page
    has(page.main.text, said('zh', 'desk.formalities.change_text'), 'it is said that this is not public')
    wrong = []
    for (shown, lang), src in found.items():
        reply = desk.get(src)
        kind, _, name = shown.partition('-')
        name = name.replace('-', '_')
        text = {'guide': {'zh': '改过的题目', 'en': 'A changed title', 'it': f['Title']['it'], 'es': f['Title']['es']}, 'ask': f['Questions'].get(name),
                'verdict': f['Verdicts'].get(name), 'form': f['Pages'].get(name)}[kind][lang]
        if reply.status != 200 or not reply.page.lang.startswith(lang) or text not in reply.page.main.text:
            wrong.append('%s: %d %s' % (src, reply.status, reply.page.h1))
        if "frame-ancestors 'self'" not in reply.header('Content-Security-Policy'):
            wrong.append('%s may not stand in a frame' % src)
        away = [n['href'] for n in reply.page.all('a') if not n['href'].startswith(('#', '?'))]
        if away:
            wrong.append('%s leads to %s' % (src, away))
    ok(not wrong, 'each is there, by the residents\' own templates', *wrong)
    fields = {n for p in f['Pages'].values() for n in p['Fields'].values()}
    names = {n for shown, lang in found if lang == 'zh' and shown.startswith('form-')
             for form in desk.get(found[shown, lang]).page.forms for n in form.names}
    ok(fields <= names, 'the form\'s pages have its fields', fields - names)


def without_pace(text):
    """What it really took lately is of the day, and no word of the file."""
    return re.sub(r' ?(最近 90 天决定的 \d+ 件里[^。]*。[^。]*。|(In the last 90 days half of the|Negli ultimi 90 giorni, delle|En los últimos 90 días, de las) \d+ [^.]*\.[^.]*\.)', '', text)


def as_residents_see_it():
    """Word for word what the portal says of one that has no draft."""
    for code in ('cert-no-crime', 'hukou-name-adult', 'test-passed'):
        for lang in ('zh', 'en', 'it', 'es'):
            here_page = desk.get('/desk/formalities/%s/preview/%s/guide' % (code, lang)).page
            same(here_page.main.text, without_pace(visitor.get('/%s/formalities/%s' % (lang, code)).page.main.text),
                 'the guide of %s (%s) is the residents\'' % (code, lang))
            ok(here_page.lang[:2] == lang and all(n['href'].startswith(('#', '?')) for n in here_page.all('a')), 'from which no way leads on')
    person = resident('zh')
    reply = journey.begin(person, 'cert-no-crime')
    same(desk.get('/desk/formalities/cert-no-crime/preview/zh/form-you').page.main.text, reply.page.main.text,
         'and so is a page of the form')
    ref = journey.ref_of(reply)
    for lang in ('zh', 'en', 'it', 'es'):
        same(desk.get('/desk/formalities/cert-no-crime/preview/%s/materials' % lang).page.main.text,
             person.get('/%s/applications/%s/materials' % (lang, ref)).page.main.text, 'and the list of papers (%s)' % lang)
    same(desk.get('/desk/formalities/%s/preview/zh/materials' % CODE).status, 404, 'where nothing is photographed there is none')


def in_their_order():
    """What is forwarded is agreed to after the papers."""
    shown = [shown for shown, lang in frames('tr-notary') if lang == 'zh']
    same(shown[-3:], ['form-question', 'materials', 'form-consent'], 'a transfer shows its papers before the agreement')


def a_new_one():
    page = desk.get('/desk/formalities/test-new/preview').page
    has(page.main.text, said('zh', 'desk.formalities.draft_text'), 'one that was never published says so')
    has(page.h1, '没公布的证明', 'by its name')
    same(desk.get('/desk/formalities/test-new/preview/zh/guide').status, 200, 'and is shown')


def a_wrong_one():
    reply = desk.get('/desk/formalities/test-wrong/preview')
    has(reply.page.main.text, 'Limit.Promise: longer than the law', 'a wrong one says what is wrong')
    same(list(reply.page.main.all('iframe')), [], 'and shows nothing')
    same(desk.get('/desk/formalities/test-wrong/preview/zh/guide').status, 404, 'because there is nothing to show')
    for path in ('nothing/preview', CODE + '/preview/zh/nothing', CODE + '/preview/zh/form-nothing',
                 CODE + '/preview/zh/ask-nothing', CODE + '/preview/zh/verdict-nothing', CODE + '/preview/it/form-nothing',
                 CODE + '/preview/xx/guide', 'nothing/preview/it/guide', 'nothing/preview/zh/guide'):
        same(desk.get('/desk/formalities/' + path).status, 404, '%s: 404' % path)


def lint():
    told = subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'lint', 'test-wrong'],
                          capture_output=True, text=True, timeout=60)
    ok(told.returncode and re.search(r'certificate/test-wrong\.hdf\.draft:\d+: Limit\.Promise', told.stdout),
       'qiao-admin lint reads drafts', told.stdout)
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../formalities')
    told = subprocess.run([here.build + '/qiao-admin', '-f', folder, 'lint'], capture_output=True, text=True, timeout=60)
    ok(told.returncode == 0, 'and gives back what it took, which the sanitizers would tell', told.stdout + told.stderr)


def published():
    os.rename(kept.folder + '/certificate/test-new.hdf.draft', kept.folder + '/certificate/test-new.hdf')
    os.replace(kept.path(CODE, '.draft'), kept.path(CODE))
    kept.reload()
    page = visitor.get('/zh/formalities/test-new').page
    has(page.main.text, '没公布的证明', 'without .draft it is public after a reload')
    same(visitor.get('/zh/formalities/' + CODE).page.h1, '改过的题目', 'and so is the change')
    has(rows()['test-new'].text, journey.WORDS['zh']['desk']['formalities']['open'], 'the desk knows')


run(samples, the_list, not_for_residents, a_draft, as_residents_see_it, in_their_order, a_new_one, a_wrong_one, lint, published)
