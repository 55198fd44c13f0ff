/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/header.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"

#define RANGES 32	/* of an Accept-Language; browsers send ten at most */

bool
header_is_type(const char *content_type, const char *type)
{
	size_t n = strlen(type);

	if (!content_type || strncasecmp(content_type, type, n) != 0)
		return false;
	content_type += n;
	content_type += strspn(content_type, " \t");
	return *content_type == '\0' || *content_type == ';';
}

/* The primary subtag of "it-CH" and the like. Chinese has more than one (ISO 639-3). */
static bool
language_of(struct bytes range, enum lang *out)
{
	static const struct {
		const char *tag;
		enum lang lang;
	} languages[] = {
		{"zh", LANG_ZH}, {"cmn", LANG_ZH}, {"wuu", LANG_ZH}, {"yue", LANG_ZH},
		{"nan", LANG_ZH}, {"hak", LANG_ZH}, {"en", LANG_EN}, {"it", LANG_IT},
		{"es", LANG_ES},
	};
	const unsigned char *dash = range.n ? memchr(range.p, '-', range.n) : NULL;
	size_t n = dash ? (size_t)(dash - range.p) : range.n;

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (n == strlen(languages[i].tag)
		    && strncasecmp((const char *)range.p, languages[i].tag, n) == 0) {
			*out = languages[i].lang;
			return true;
		}
	return false;
}

/* "q=0.8" in thousandths: RFC 9110's qvalue and nothing else; -1 if it is not one. */
static int
weight_of(struct bytes s)
{
	int weight;

	if (s.n < 3 || s.n > 7 || (s.p[0] | 0x20) != 'q' || s.p[1] != '='
	    || (s.p[2] != '0' && s.p[2] != '1') || (s.n > 3 && s.p[3] != '.'))
		return -1;
	weight = (s.p[2] - '0') * 1000;
	for (size_t i = 4, unit = 100; i < s.n; i++, unit /= 10) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		weight += (s.p[i] - '0') * (int)unit;
	}
	return weight > 1000 ? -1 : weight;
}

/* Up to the next `stop`, without blanks around; *s moves past it. */
static struct bytes
piece_next(const char **s, const char *stops)
{
	struct bytes piece;

	*s += strspn(*s, " \t");
	piece = BYTES(*s, strcspn(*s, stops));
	*s += piece.n;
	while (piece.n && (piece.p[piece.n - 1] == ' ' || piece.p[piece.n - 1] == '\t'))
		piece.n--;
	return piece;
}

/* What to say to whom none of ours was asked for: nothing that was refused, if there is anything else. */
static enum lang
not_refused(const bool refused[LANG_COUNT], enum lang otherwise)
{
	if (!refused[otherwise])
		return otherwise;
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (!refused[lang])
			return lang;
	return otherwise;
}

enum lang
header_language(const char *accept_language, enum lang otherwise)
{
	const char *s = accept_language ? accept_language : "";
	bool refused[LANG_COUNT] = {false};
	enum lang lang, best = otherwise;
	int best_weight = 0;

	for (int i = 0; i < RANGES && *s; i++) {
		struct bytes range = piece_next(&s, ",;");
		int weight = 1000;

		if (*s == ';') {
			s++;
			weight = weight_of(piece_next(&s, ","));
		}
		s += *s == ',';
		/* only more than before, so that of equals the first in the header wins */
		if (weight > best_weight && language_of(range, &lang)) {
			best = lang;
			best_weight = weight;
		} else if (weight == 0 && language_of(range, &lang)) {
			refused[lang] = true;
		}
	}
	return best_weight ? best : not_refused(refused, otherwise);
}

struct mark {
	const char *token, *name;
};

/* The name of the first mark that is in the user agent; NULL if none is. */
static const char *
mark_find(const struct mark *marks, size_t count, const char *s)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(s, marks[i].token))
			return marks[i].name;
	return NULL;
}

const char *
header_device(struct pool *pool, const char *user_agent)
{
	/* the more special first: nearly all of them also say Chrome, Safari and Mozilla */
	static const struct mark programs[] = {
		{"wxwork/", "WeCom"}, {"MicroMessenger/", "WeChat"}, {"AlipayClient/", "Alipay"},
		{"DingTalk/", "DingTalk"}, {" QQ/", "QQ"}, {"MQQBrowser/", "QQ Browser"},
		{"Weibo", "Weibo"}, {"FBAN/", "Facebook"}, {"FBAV/", "Facebook"},
		{"Instagram", "Instagram"}, {"HuaweiBrowser/", "Huawei Browser"},
		{"MiuiBrowser/", "Mi Browser"}, {"VivoBrowser/", "vivo Browser"},
		{"HeyTapBrowser/", "OPPO Browser"}, {"UCBrowser/", "UC Browser"},
		{"SamsungBrowser/", "Samsung Internet"}, {"YaBrowser/", "Yandex Browser"},
		{"OPR/", "Opera"}, {"OPT/", "Opera"}, {"Edg/", "Edge"}, {"EdgA/", "Edge"},
		{"EdgiOS/", "Edge"}, {"FxiOS/", "Firefox"}, {"Firefox/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	};
	static const struct mark systems[] = {
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"OpenHarmony", "HarmonyOS"},
		{"HarmonyOS", "HarmonyOS"}, {"Android", "Android"}, {"Windows", "Windows"},
		{"Macintosh", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"},
	};
	const char *s = user_agent ? user_agent : "";
	const char *program = mark_find(programs, sizeof programs / sizeof *programs, s);
	const char *system = mark_find(systems, sizeof systems / sizeof *systems, s);

	if (program && system)
		return pool_format(pool, "%s · %s", program, system);
	return program ? program : system ? system : "";
}
