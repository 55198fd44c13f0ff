/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names: in Chinese characters as the household register writes them, and as in a passport. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/field_part.h"

#define NAME_MOST 25
#define LATIN_MOST 60
#define DOT 0xb7
#define DOT_TEXT "\u00b7"

static const char standard[] =
#include "service/field_characters.def"
;

/* The unified ideographs of Unicode 15.1, with 〇; the twelve of the compatibility block too. */
static bool
is_han(uint32_t c)
{
	static const struct { uint32_t from, to; } blocks[] = {
		{0x3007, 0x3007}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff}, {0xfa0e, 0xfa0f},
		{0xfa11, 0xfa11}, {0xfa13, 0xfa14}, {0xfa1f, 0xfa1f}, {0xfa21, 0xfa21},
		{0xfa23, 0xfa24}, {0xfa27, 0xfa29}, {0x20000, 0x2a6df}, {0x2a700, 0x2ebe0},
		{0x2ebf0, 0x2ee5d}, {0x30000, 0x323af},
	};

	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (c >= blocks[i].from && c <= blocks[i].to)
			return true;
	return false;
}

/* What keyboards and other systems write for the dot between parts of a name. */
static bool
is_dot(uint32_t c)
{
	return c == DOT || c == 0x2022 || c == 0x2027 || c == 0x30fb || c == 0xff65 ||
	    c == 0x2219 || c == 0x22c5;
}

static bool
is_latin(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xc0 && c <= 0x24f);
}

static const char *
not_in_name(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	if (c == ' ' || c == 0x3000 || c == 0xa0)
		return "field.name_zh.space";
	if (c == '.' || c == 0x3002 || c == 0xff61)
		return "field.name_zh.dot";
	if (c >= '0' && c <= '9')
		return "field.name_zh.digit";
	return is_latin(c) ? "field.name_zh.latin" : "field.name_zh.sign";
}

/* A PDF often has the radical (U+2F00 …) in place of the character that looks the same; by Unicode's NFKC: */
static const char of_radicals[] =
	"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸"
	"屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父"
	"爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自"
	"至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面"
	"革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/* And those of the supplement (U+2E80 …), by Unicode's EquivalentUnifiedIdeograph.txt; a blank has none. */
static const char of_supplement[] =
	"　厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵　旡日月歺母民氵氺灬"
	"爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲"
	"讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉"
	"齐歯齿竜龙龜亀龟";

static uint32_t
plain(uint32_t c, const char **from, const char **to)
{
	const char *p = of_supplement, *at = p;
	uint32_t same = 0;

	if (c >= 0x2f00 && c <= 0x2fd5) {
		*from = *to = of_radicals + 3 * (c - 0x2f00);
		return text_next(to);
	}
	if (c < 0x2e80 || c > 0x2ef3)
		return c;
	/* one after the other: some have four bytes */
	for (uint32_t i = 0x2e80; i <= c; i++) {
		at = p;
		same = text_next(&p);
	}
	if (same == 0x3000)
		return c;
	*from = at;
	*to = p;
	return same;
}

/* UTF-8 cannot match across the seam of two characters. */
static bool
is_standard(const char *from, const char *to)
{
	char one[5] = "";

	memcpy(one, from, (size_t)(to - from));
	return strstr(standard, one);
}

/* Copies the characters to t, dots made U+00B7. *n: how many, *dots: of them dots. */
static const char *
name_characters(const char *in, bool is_new, struct text *t, size_t *n, size_t *dots)
{
	bool was_dot = true;	/* none at the beginning */
	const char *from = in, *to;
	uint32_t c;

	for (*n = *dots = 0; (c = text_next(&in)); from = in, ++*n) {
		to = in;
		c = plain(c, &from, &to);
		if (is_dot(c)) {
			if (was_dot)
				return "field.name_zh.dot";
			text_add(t, DOT_TEXT);
			++*dots;
			was_dot = true;
			continue;
		}
		was_dot = false;
		if (!is_han(c))
			return not_in_name(c);
		if (is_new && !is_standard(from, to))
			return "field.name_zh.new";
		text_add_bytes(t, from, (size_t)(to - from));
	}
	return was_dot ? "field.name_zh.dot" : NULL;
}

static bool
has_latin(const char *s)
{
	uint32_t c;

	while ((c = text_next(&s)))
		if (is_latin(c))
			return true;
	return false;
}

const char *
name_zh_check(struct pool *pool, const char *in, bool is_new, const char **out,
    const char **warning)
{
	struct text t = {.pool = pool};
	const char *s = text_trim(pool, in), *wrong;
	size_t n, dots;

	if ((wrong = field_honest(s, false)))
		return wrong;
	/* the script first: a blank before Latin letters goes with them */
	if ((wrong = name_characters(s, is_new, &t, &n, &dots)))
		return has_latin(s) ? "field.name_zh.latin" : wrong;
	if (n < 2)
		return "field.name_zh.short";
	if (n > NAME_MOST)
		return "field.name_zh.long";
	if (n > 6 && !dots)
		*warning = "field.name_zh.no_dot";
	*out = t.s;
	return NULL;
}

const char *
field_check_name_zh(struct field_work *w)
{
	return name_zh_check(w->pool, field_typed(w, ""), w->rule->is_new_name, &w->stored,
	    &w->warning);
}

/* Capital, space, hyphen or apostrophe; a comma or < between names is a space; 0 if none. */
static char
latin_character(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	if ((c >= 'A' && c <= 'Z') || c == '-' || c == '\'')
		return (char)c;
	if (c == ' ' || c == ',' || c == '<' || c == 0xa0 || c == 0x3000)
		return ' ';
	if (c == 0x2018 || c == 0x2019 || c == 0x2bc || c == 0x60 || c == 0xb4)
		return '\'';
	return c >= 0x2010 && c <= 0x2013 ? '-' : '\0';
}

static const char *
not_latin(uint32_t c)
{
	/* vowels with a flat or a falling-rising tone; the capital stands one before */
	static const uint32_t tones[] = {0x101, 0x1ce, 0x113, 0x11b, 0x12b, 0x1d0, 0x14d, 0x1d2,
		0x16b, 0x1d4, 0x1d6, 0x1d8, 0x1da, 0x1dc};

	if (is_han(c))
		return "field.name_latin.hanzi";
	if ((c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19))
		return "field.name_latin.digit";
	for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
		if (c == tones[i] || c + 1 == tones[i])
			return "field.name_latin.tone";
	if ((c >= 0xc0 && c <= 0x24f) || (c >= 0x300 && c <= 0x36f) ||
	    (c >= 0x1e00 && c <= 0x1eff))
		return "field.name_latin.accent";
	return "field.name_latin.sign";
}

static void
latin_add(struct text *t, char c)
{
	if (c != ' ' || (t->n && t->s[t->n - 1] != ' '))
		text_add_bytes(t, &c, 1);
}

static bool
ends_in(const struct text *t, const char *letters)
{
	return t->n && strchr(letters, t->s[t->n - 1]);
}

/* Passports before 2012 wrote LV and NV for lü and nü; today's write LYU and NYU. */
static bool
has_old_umlaut(const char *s)
{
	for (const char *p = s; *p; p++)
		if ((p == s || p[-1] == ' ') && (p[0] == 'L' || p[0] == 'N') && p[1] == 'V')
			return true;
	return false;
}

static const char *
latin_form(struct text *t)
{
	size_t letters = 0;

	while (ends_in(t, " "))
		t->s[--t->n] = '\0';
	for (size_t i = 0; i < t->n; i++)
		letters += t->s[i] >= 'A' && t->s[i] <= 'Z';
	if (letters == 0)
		return "field.name_latin.sign";
	if (letters == 1)
		return "field.name_latin.short";
	if (t->n > LATIN_MOST)
		return "field.name_latin.long";
	if (strchr("-'", t->s[0]) || ends_in(t, "-") || strstr(t->s, "--") ||
	    strstr(t->s, "''"))
		return "field.name_latin.sign";
	return NULL;
}

const char *
name_latin_check(struct pool *pool, const char *in, const char **out, const char **warning)
{
	struct text t = {.pool = pool};
	const char *wrong;
	uint32_t c;

	if ((wrong = field_honest(in, false)))
		return wrong;
	while ((c = text_next(&in))) {
		char latin = latin_character(c);

		if (latin) {
			latin_add(&t, latin);
		} else if ((c == 0xfc || c == 0xdc) && ends_in(&t, "LN")) {
			text_add(&t, "YU");
			*warning = "field.name_latin.umlaut";
		} else {
			return not_latin(c);
		}
	}
	if ((wrong = latin_form(&t)))
		return wrong;
	if (has_old_umlaut(t.s))
		*warning = "field.name_latin.umlaut";
	*out = t.s;
	return NULL;
}

const char *
field_check_name_latin(struct field_work *w)
{
	return name_latin_check(w->pool, field_typed(w, ""), &w->stored, &w->warning);
}
