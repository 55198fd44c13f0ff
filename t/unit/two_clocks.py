#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What t/unit/two_clocks.c must say, by somebody else's clock: Python's zoneinfo reads the zone files itself, and
the sentences are put together here anew. A line each: zone, language, function, moment and now in milliseconds,
the text. Of each city every change of its clock in twenty years with what is just before and after it, hours that
come twice or never, midnights there and in Wenzhou, and fifty moments of chance."""
import datetime
import random
import sys
from zoneinfo import ZoneInfo

FIRST, LAST = 2016, 2035
WENZHOU = ZoneInfo('Asia/Shanghai')
UTC = datetime.timezone.utc
CITIES = {      # what its clock is called in zh, en, it, es, and within an English sentence if that differs
    'Europe/Rome': ('意大利', 'Italy', 'Italia', 'Italia'),
    'Europe/Paris': ('法国', 'France', 'Francia', 'Francia'),
    'Europe/Madrid': ('马德里', 'Madrid', 'Madrid', 'Madrid'),
    'Europe/Berlin': ('德国', 'Germany', 'Germania', 'Alemania'),
    'Europe/Amsterdam': ('荷兰', 'Netherlands', 'Paesi Bassi', 'Países Bajos', 'the Netherlands'),
    'Europe/Vienna': ('奥地利', 'Austria', 'Austria', 'Austria'),
    'Europe/Lisbon': ('里斯本', 'Lisbon', 'Lisbona', 'Lisboa'),
    'Europe/London': ('英国', 'United Kingdom', 'Regno Unito', 'Reino Unido', 'the United Kingdom'),
    'America/New_York': ('纽约', 'New York', 'New York', 'Nueva York'),
    'America/Los_Angeles': ('洛杉矶', 'Los Angeles', 'Los Angeles', 'Los Ángeles'),
    'America/Toronto': ('多伦多', 'Toronto', 'Toronto', 'Toronto'),
    'America/St_Johns': ('圣约翰斯', 'St. John’s', 'St. John’s', 'St. John’s'),
    'America/Sao_Paulo': ('圣保罗', 'São Paulo', 'San Paolo', 'São Paulo'),
    'America/Argentina/Buenos_Aires': ('阿根廷', 'Argentina', 'Argentina', 'Argentina'),
    'America/Caracas': ('委内瑞拉', 'Venezuela', 'Venezuela', 'Venezuela'),
    'America/Santiago': ('圣地亚哥', 'Santiago', 'Santiago del Cile', 'Santiago de Chile'),
    'Africa/Johannesburg': ('南非', 'South Africa', 'Sudafrica', 'Sudáfrica'),
    'Africa/Nairobi': ('肯尼亚', 'Kenya', 'Kenya', 'Kenia'),
    'Africa/Casablanca': ('摩洛哥', 'Morocco', 'Marocco', 'Marruecos'),
    'Africa/Cairo': ('埃及', 'Egypt', 'Egitto', 'Egipto'),
    'Asia/Dubai': ('阿联酋', 'United Arab Emirates', 'Emirati Arabi Uniti', 'Emiratos Árabes Unidos', 'the United Arab Emirates'),
    'Asia/Kathmandu': ('尼泊尔', 'Nepal', 'Nepal', 'Nepal'),
    'Asia/Tokyo': ('日本', 'Japan', 'Giappone', 'Japón'),
    'Asia/Manila': ('菲律宾', 'Philippines', 'Filippine', 'Filipinas', 'the Philippines'),
    'Australia/Sydney': ('悉尼', 'Sydney', 'Sydney', 'Sídney'),
    'Australia/Lord_Howe': ('Lord Howe', 'Lord Howe', 'Lord Howe', 'Lord Howe'),
    'Pacific/Auckland': ('奥克兰', 'Auckland', 'Auckland', 'Auckland'),
    'Pacific/Chatham': ('查塔姆群岛', 'Chatham Islands', 'Isole Chatham', 'Islas Chatham', 'the Chatham Islands'),
    'Pacific/Niue': ('纽埃', 'Niue', 'Niue', 'Niue'),
}
MONTHS = {
    'en': 'January February March April May June July August September October November December'.split(),
    'it': 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(),
    'es': 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(),
}
WEEKDAYS = {'zh': '周一 周二 周三 周四 周五 周六 周日', 'en': 'Mon Tue Wed Thu Fri Sat Sun',
            'it': 'lun mar mer gio ven sab dom', 'es': 'lun mar mié jue vie sáb dom'}
# the other clock is behind, on the same day, ahead
IN_WENZHOU = {
    'zh': ('（温州前一天 %s）', '（温州当天 %s）', '（温州第二天 %s）'),
    'en': (' · %s the day before in Wenzhou', ' · %s in Wenzhou', ' · %s the next day in Wenzhou'),
    'it': (' · %s del giorno prima a Wenzhou', ' · %s a Wenzhou', ' · %s del giorno dopo a Wenzhou'),
    'es': (' · %s del día anterior en Wenzhou', ' · %s en Wenzhou', ' · %s del día siguiente en Wenzhou'),
}
THERE = {
    'zh': ('（{p}时间前一天 {h}）', '（{p}时间当天 {h}）', '（{p}时间第二天 {h}）'),
    'en': (' ({h} the day before in {p})', ' ({h} that day in {p})', ' ({h} the next day in {p})'),
    'it': (' ({p}: {h} del giorno prima)', ' ({p}: {h} dello stesso giorno)', ' ({p}: {h} del giorno dopo)'),
    'es': (' ({p}: {h} del día anterior)', ' ({p}: {h} del mismo día)', ' ({p}: {h} del día siguiente)'),
}
LANGS = tuple(WEEKDAYS)


def seen(at, zone):
    return datetime.datetime.fromtimestamp(at, UTC).astimezone(zone)


def date(lang, d, with_year):
    if lang == 'zh':
        return ('%d 年 ' % d.year if with_year else '') + '%d 月 %d 日' % (d.month, d.day)
    of = ' de ' if lang == 'es' else ' '
    return '%d%s%s' % (d.day, of, MONTHS[lang][d.month - 1]) + ('%s%d' % (of, d.year) if with_year else '')


def hour(d):
    return '%02d:%02d' % (d.hour, d.minute)


def clock(lang, d, this_year):
    return date(lang, d, d.year != this_year) + (' ' if lang == 'zh' else ', ') + hour(d)


def apart(one, other):
    """0 if the other wall has the day before, 1 the same, 2 the next."""
    return (other.date() - one.date()).days + 1


def moment(lang, zone, names, at, now):
    here, wenzhou, year = seen(at, zone), seen(at, WENZHOU), seen(now, WENZHOU).year

    def of(place, text):
        return '%s时间 %s' % (place, text) if lang == 'zh' else '%s (%s)' % (text, place)
    if here.utcoffset() == wenzhou.utcoffset():
        return of('温州' if lang == 'zh' else 'Wenzhou', clock(lang, wenzhou, year))
    return of(names[LANGS.index(lang)], clock(lang, here, year)) + IN_WENZHOU[lang][apart(here, wenzhou)] % hour(wenzhou)


def deadline(lang, zone, names, at, now):
    """Of the day in Wenzhou that has this moment; it ends with the next midnight."""
    day = seen(at, WENZHOU)
    midnight = datetime.datetime.combine(day.date() + datetime.timedelta(1), datetime.time(), WENZHOU).astimezone(UTC)
    here, text = midnight.astimezone(zone), date(lang, day, True)
    text = {'zh': '温州时间 %s 24:00', 'en': 'the end of %s, Wenzhou time', 'it': '%s, ore 24:00 di Wenzhou',
            'es': '%s, a las 24:00 de Wenzhou'}[lang] % text
    if here.utcoffset() == WENZHOU.utcoffset(midnight):
        return text
    place = names[4] if lang == 'en' and len(names) > 4 else names[LANGS.index(lang)]
    return text + THERE[lang][apart(day, here)].format(h=hour(here), p=place)


def weekdays(lang, zone, names, at, now):
    here, wenzhou, names = seen(at, zone), seen(at, WENZHOU), WEEKDAYS[lang].split()
    if here.utcoffset() == wenzhou.utcoffset():
        return '-'
    return '%s %s / %s %s' % (names[here.weekday()], hour(here), names[wenzhou.weekday()], hour(wenzhou))


def stamp(zone, *parts):
    return int(datetime.datetime(*parts, tzinfo=zone).timestamp())


def changes(zone):
    """By halves, to the second."""
    begin, end, found = stamp(UTC, FIRST, 1, 1), stamp(UTC, LAST + 1, 1, 1), []
    for low in range(begin, end, 86400):
        high = low + 86400
        if seen(low, zone).utcoffset() == seen(high, zone).utcoffset():
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if seen(middle, zone).utcoffset() == seen(low, zone).utcoffset():
                low = middle
            else:
                high = middle
        found.append(high)
    return found


def moments(zone, dice):
    at = set()
    for change in changes(zone):
        at |= {change + minutes * 60 for minutes in (-60, -30, 0, 30, 60)} | {change - 1}
    for year in range(FIRST, LAST + 1):
        for month in (1, 3, 7, 12):
            for midnight in (stamp(WENZHOU, year, month, 1), stamp(zone, year, month, 1)):
                at |= {midnight, midnight - 1}
    at |= {dice.randrange(stamp(UTC, FIRST, 1, 1), stamp(UTC, LAST, 12, 31)) for _ in range(50)}
    return sorted(at)


def main(seed):
    dice = random.Random(seed)
    for name, names in CITIES.items():
        zone, told = ZoneInfo(name), {}
        print('# %s: %d changes' % (name, len(changes(zone))))
        for at in moments(zone, dice):
            now = at + dice.choice((0, 0, 40, 400)) * 86400
            for lang in LANGS:
                for say in (moment, deadline, weekdays):
                    text = say(lang, zone, names, at, now)
                    print('%s\t%s\t%s\t%d\t%d\t%s' % (name, lang, say.__name__, at * 1000, now * 1000, text))
                    if say == moment:
                        other = told.setdefault((lang, text, seen(now, WENZHOU).year), at // 60)
                        assert other == at // 60, 'one text for two moments: ' + text


main(int(sys.argv[1]))
