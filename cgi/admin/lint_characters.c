/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an editor does not show: invisible characters, traditional ones among ours, a real person's number. */
#include <ctype.h>
#include <string.h>

#include "admin/lint.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/search.h"
#include "service/sheet.h"

#define IDNO 18			/* digits, or at the end an X */
#define BORN 6			/* where its birthday begins */

static const struct {
	uint32_t from, until;
} invisible[] = {
	{0xa0, 0xa0}, {0xad, 0xad}, {0x115f, 0x1160}, {0x180e, 0x180e}, {0x2000, 0x200f}, {0x2028, 0x202f},
	{0x205f, 0x206f}, {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},
};

static bool
is_invisible(uint32_t c)
{
	for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
		if (c >= invisible[i].from && c <= invisible[i].until)
			return true;
	return false;
}

void
lint_invisible(struct sheet *s, const char *text)
{
	int line = 1, told = 0;

	for (const char *p = text; *p;) {
		uint32_t c = text_next(&p);

		line += c == '\n';
		if (told == line || !is_invisible(c))
			continue;
		sheet_wrong(s, pool_format(s->scratch, "@%d", line), "an invisible character: U+%04X",
		    (unsigned)c);
		told = line;
	}
}

void
lint_traditional(struct sheet *s, const char *path, const char *text)
{
	for (const char *p = text, *from = p; *p; from = p) {
		const char *simple;

		text_next(&p);
		if (p - from != 3 || (simple = search_simplified(from)) == from)
			continue;
		sheet_wrong(s, path, "a traditional character: %.3s is written %.3s", from, simple);
		return;
	}
}

/* 17 digits and one more or an X, by themselves, with a birthday inside. */
static bool
is_idno(const char *p)
{
	size_t n = strspn(p, "0123456789");

	n += n == IDNO - 1 && toupper((unsigned char)p[n]) == 'X';
	if (n != IDNO || isalnum((unsigned char)p[n]))
		return false;
	return (memcmp(p + BORN, "19", 2) == 0 || memcmp(p + BORN, "20", 2) == 0) &&
	    memcmp(p + BORN + 4, "01", 2) >= 0 && memcmp(p + BORN + 4, "12", 2) <= 0 &&
	    memcmp(p + BORN + 6, "01", 2) >= 0 && memcmp(p + BORN + 6, "31", 2) <= 0;
}

void
lint_somebody(struct sheet *s, const char *path, const char *text)
{
	for (const char *p = text; *p; p++) {
		if ((p > text && isalnum((unsigned char)p[-1])) || !is_idno(p) || text_starts(p, TEST_AREA))
			continue;
		sheet_wrong(s, path, "may be somebody's number: take one of the area " TEST_AREA
		    ", which nobody has");
		return;
	}
}
