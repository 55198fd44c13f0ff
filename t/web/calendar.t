#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Days off are announced while matters are open; and days that may still move are said to."""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa
import journey
from journey import acted, said


def calendar(*lines, meant=('--yes',)):
    """qiao-admin calendar FILE with these lines."""
    with tempfile.NamedTemporaryFile('w', suffix='.calendar', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')
        file.flush()
        return subprocess.run([here.build + '/qiao-admin', '-c', here.data + '/etc/admin.hdf', 'calendar', file.name, *meant],
                              capture_output=True, text=True, timeout=300)


def back(day):
    """The line that makes it what it was: a weekend day that was due is worked in exchange."""
    return day + (' workday 调休' if datetime.date.fromisoformat(day).weekday() >= 5 else ' ordinary 取消')


def told(done):
    """How many time limits moved."""
    found = re.search(r'(\d+) time limits moved', done.stdout)
    return int(found.group(1)) if found else (done.returncode, done.stdout, done.stderr)


def day_of(ref, column='a.due', more=''):
    return db_one("SELECT DATE(%s + INTERVAL 8 HOUR) FROM application a %s WHERE a.ref = '%s'" % (column, more, ref))


def shown(lang, day):
    year, month, mday = map(int, day.split('-'))
    return '%d 年 %d 月 %d 日' % (year, month, mday) if lang == 'zh' else \
        '%d %s %d' % (mday, said('en', 'time.month_%d' % month), year)


def events(ref):
    return journey.history(ref)


def staff():
    global one
    one = officer('ouhai-1')


def refused_files():
    days = db_one('SELECT COUNT(*) FROM calendar_day')
    for line, words in (('2031-02-30 holiday 春节', 'line 2: no date'), ('soon holiday 春节', 'line 2: no date'),
                        ('2031-01-01 feast 元旦', 'line 2: neither'), ('2031-01-01 holiday', "line 2: the holiday's name is missing"),
                        ('2031-01-01', 'line 2: neither'), ('2031-01-01假 元旦', 'line 2: neither'), ('2031-01-01 workday 元旦', 'line 2: a workday that is no'),
                        ('2031-01-01 holiday ' + '节' * 41, 'line 2: a name of more than 40'), ('2031-01-01 workday', 'line 2: a workday'), ('2031-01-04 workday', 'which takes a day back, needs none'),
                        ('2031-01-02 ordinary 取消', 'line 2: a date that stands in the file twice'),
                        ('2019-01-01 holiday 元旦', 'line 2: a year far'), ('2099-01-01 holiday 元旦', 'line 2: a year far'),
                        ('1927-01-01 holiday 元旦', 'line 2: no date'), ('2127-01-01 holiday 元旦', 'line 2: no date'),
                        ('2031-02-30 holiday 春节', '"2031-02-30 holiday 春节"')):
        done = calendar('2031-01-02 holiday 元旦', line)
        ok(done.returncode and words in done.stderr, 'refused: ' + line[:30], done.stderr)
    done = calendar('\ufeff2031-01-01 feast 元旦')
    ok('line 1: neither' in done.stderr and '"2031-01-01 feast' in done.stderr, 'a mark of Windows is passed over', done.stderr)
    done = calendar('2031-02-30 holiday 春节', '2031-01-02 holiday 元旦', '2031-01-03 feast 元旦')
    for words in ('line 1: no date', 'written year-month-day', '"2031-02-30 holiday', 'line 3: neither', '2 wrong lines'):
        has(done.stderr, words, 'all wrong lines are told at once: ' + words)
    ok('no day in it' in calendar('# nothing').stderr, 'nor is an empty file taken')
    same(db_one('SELECT COUNT(*) FROM calendar_day'), days, 'nothing of them is kept')


def taken_back():
    """By the word alone: there is no name to it."""
    same((calendar('2031-03-06 holiday 试').returncode, calendar('2031-03-06 ordinary').returncode), (0, 0), 'ordinary needs no name')
    same(db_one("SELECT CONCAT(kind, '=', name_zh) FROM calendar_day WHERE day = '2031-03-06'"), 'ordinary=', 'and is kept')
    db("DELETE FROM calendar_day WHERE day = '2031-03-06'")
    told = subprocess.run([here.build + '/qiao-admin', '--help'], capture_output=True, text=True, timeout=60).stdout
    has(told, 'ordinary takes a day', 'the help names it')


def a_final_year():
    """Dates that people were told are final move when whoever types says that it is meant."""
    ref = journey.submitted(resident('zh'))
    due = day_of(ref)
    # what other scripts dated by hand is counted anew by whichever calendar comes first
    calendar(due + ' ordinary')
    days = db_one('SELECT COUNT(*) FROM calendar_day')
    for meant in ((), ('--no',)):
        done = calendar(due + ' holiday 临时放假', meant=meant)
        ok(done.returncode != 0 and '--yes' in done.stderr, 'a day of a final year is refused (%s)' % ' '.join(meant), done.stdout, done.stderr)
        same((day_of(ref), db_one('SELECT COUNT(*) FROM calendar_day')), (due, days), 'and nothing is another')
        if not meant:
            moved = re.search(r'(\d+) time limits would move', done.stdout)
            ok(moved and int(moved.group(1)) >= 1, 'what would move is said', done.stdout)
            has(done.stdout, '%s is ordinary, and would be holiday' % due, 'and which days')
    same(told(calendar(due + ' ordinary', meant=())), 0, 'what changes nothing needs no word')
    db("DELETE FROM calendar_day WHERE day = '%s'" % due)


def an_odd_row():
    """A row that no command writes: whoever counts days passes over it, and says so in its log."""
    db("INSERT INTO calendar_day (day, kind, name_zh) VALUES ('1927-01-01', 'holiday', '旧')")
    done = calendar('2031-03-06 holiday 试')
    same(done.returncode, 0, 'days are announced all the same')
    ok(resident('zh').get('/zh/applications').status == 200, 'and the courier brings its codes')
    db("DELETE FROM calendar_day WHERE day IN ('1927-01-01', '2031-03-06')")


def by_day(ref):
    """Its person is where it is noon: what the clock does is not told at night."""
    away = 12 - time.gmtime().tm_hour
    db("UPDATE person SET zone = 'Etc/GMT%+d' WHERE id = (SELECT person FROM application WHERE ref = '%s')" % (-away, ref))


def a_day_moves(lang):
    person = resident(lang)
    ref = journey.submitted(person)
    asked = journey.submitted(person)
    acted(one, asked, 'correction', {'item-field-purpose': True, 'text-field-purpose': '请写清楚。'})
    for each in (ref, asked):
        by_day(each)
    join = 'JOIN correction c ON c.application = a.id'
    due, answer = day_of(ref), day_of(asked, 'c.due', join)
    done = calendar(due + ' holiday 临时放假', answer + ' holiday 临时放假')
    ok(done.returncode == 0 and told(done) >= 2, 'days off are announced', done.stdout, done.stderr)
    later, answer_later = day_of(ref), day_of(asked, 'c.due', join)
    ok(later > due and answer_later > answer, 'what is due then moves', (due, later, answer, answer_later))
    text = person.get('/%s/applications/%s' % (lang, ref)).page.main.text
    moved = [said(lang, 'time.deadline').replace('{1}', shown(lang, day)) for day in (due, later)]
    for words in (shown(lang, later), said(lang, 'did.recount'), *moved):
        has(text, words, 'the resident\'s page says ' + words[:40])
    text = person.get('/%s/applications/%s/correction' % (lang, asked)).page.main.text
    has(text, shown(lang, answer_later), 'the correction\'s page has the new day')

    def both():
        found = [m for m in messages(person.contact) if m['kind'] == 'recount']
        return found if len(found) == 2 else None
    notices = wait_until(both) or []
    same(len(notices), 2, 'and both are told in a message')
    days = [shown(lang, later).replace(' %s' % later[:4] if lang == 'en' else later[:4] + ' 年 ', ''),
            shown(lang, answer_later).replace(' %s' % later[:4] if lang == 'en' else answer_later[:4] + ' 年 ', '')]
    ok(all(any(d in n['body'] for n in notices) for d in days), 'with the day that counts', days, [n['body'] for n in notices])
    has(one.get('/desk/matters/' + ref).page.main.text, '%s → %s' % (due, later), 'the officer sees it')
    again = calendar(due + ' holiday 临时放假', answer + ' holiday 临时放假')
    same((told(again), events(ref), events(asked)), (0, ['submit', 'recount'], ['submit', 'ask_correction', 'recount']),
         'run again, nothing moves')
    done = calendar(back(due), back(answer))
    ok(told(done) >= 1, 'the days are taken back', done.stdout, done.stderr)
    same((day_of(ref), day_of(asked, 'c.due', join)), (due, answer_later),
         'the office has its day again, the resident keeps what was given')
    has(person.get('/%s/applications/%s/views' % (lang, ref)).page.main.text, said(lang, 'views.whole'), 'the record is whole')


def in_chinese():
    a_day_moves('zh')


def in_english():
    a_day_moves('en')


def a_new_day_counts_at_once():
    """The programs run on, and count a day that was announced a moment ago."""
    person = resident('zh')
    first = journey.submitted(person)
    due = day_of(first)
    calendar(due + ' holiday 临时放假')
    second = journey.submitted(person)
    same(day_of(second), day_of(first), 'a new application knows it')
    ok(day_of(second) > due, 'and is due later', due)
    calendar(back(due))
    same((day_of(first), day_of(second)), (due, due), 'until it is taken back')


def missing_year():
    """The first year from now on that nobody has announced."""
    with open(os.path.join(ROOT, 'cgi/service/calendar.def'), encoding='utf-8') as f:
        years = set(map(int, re.findall(r'^YEAR\((\d+)', f.read(), re.M)))
    years |= {int(y) for y, in db('SELECT DISTINCT YEAR(day) FROM calendar_day')}
    year = journey.today().year
    while year in years:
        year += 1
    return year


def by_law(ref, year, words):
    """The promise is of this year, the limit by law of one that is not announced."""
    db("UPDATE application SET due = UTC_TIMESTAMP(3), law_due = '%d-07-01 15:59:59.999' WHERE ref = '%s'" % (year, ref))
    page = one.get('/desk/matters/' + ref).page
    has(page.main.text, shown('zh', '%d-07-01' % year), 'the limit by law stands on the matter')
    has(page.main.text, words, 'and that it may move')


def a_limit_of_the_law():
    """What moves alone, behind a promise that stays, is no clock that stands still."""
    ref = journey.submitted(resident('zh'), 'id-replace-online')
    acted(one, ref, 'accept')
    due, law = day_of(ref), day_of(ref, 'a.law_due')
    ok(due < law, 'promised before the law\'s limit', due, law)
    done = calendar(law + ' holiday 临时放假')
    found = re.search(r'(\d+) whose limit by law alone moved', done.stdout)
    ok(found and int(found.group(1)) >= 1, 'it is counted as what it is', done.stdout, done.stderr)
    ok(day_of(ref) == due and day_of(ref, 'a.law_due') > law, 'the promise stays, the limit by law moves')
    same(db_one("SELECT stopped IS NULL FROM application WHERE ref = '%s'" % ref), '1', 'and nothing stood still')
    calendar(back(law))
    same(day_of(ref, 'a.law_due'), law, 'taken back, it is what it was')
    db("DELETE FROM calendar_day WHERE day = '%s'" % law)      # else its year is one of which something is known


def provisional():
    year = missing_year()
    for lang in ('zh', 'en'):
        person = resident(lang)
        ref = journey.submitted(person)
        words = said(lang, 'time.provisional').replace('{1}', str(year))
        lacks(person.get('/%s/applications/%s' % (lang, ref)).page.main.text, words, 'a day of this year is certain')
        db("UPDATE application SET due = '%d-07-01 15:59:59.999', law_due = due WHERE ref = '%s'" % (year, ref))
        has(person.get('/%s/applications/%s' % (lang, ref)).page.main.text, words, 'one of a year without a calendar is not')
        if lang == 'zh':
            text = one.get('/desk/matters/' + ref).page.text
            has(text, words, 'the officer reads it on the matter')
            has(text, said('zh', 'desk.due.provisional'), 'and in the queue beside it')
            done = subprocess.run([here.build + '/qiao-courier', '-c', here.data + '/etc/courier.hdf', '--once'],
                                  capture_output=True, text=True, timeout=120)
            warned = re.search(r'warning .*event=calendar-missing year=%d matters=(\d+)' % year, done.stdout + done.stderr)
            ok(warned and int(warned.group(1)) >= 1, 'the operator reads it in the log', done.stdout[-600:], done.stderr[-600:])
            by_law(ref, year, words)
        db("UPDATE application SET due = submitted, law_due = submitted WHERE ref = '%s'" % ref)
        person.submit(person.get('/%s/applications/%s/withdraw' % (lang, ref)).page.form(action='/withdraw'))


run(staff, refused_files, taken_back, a_final_year, an_odd_row, in_chinese, in_english, a_new_day_counts_at_once, a_limit_of_the_law, provisional)
