/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What it costs by Cny, which lists and filters go by, and what people read of it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "admin/lint.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/formality.h"
#include "service/sheet.h"

#define MOST_SUMS 8		/* in one sentence */

/* The sums that a text names ("120 元", "120 yuan"), at most MOST_SUMS. */
static size_t
sums_in(const char *text, int sums[MOST_SUMS])
{
	size_t count = 0;
	char *end;

	for (const char *p = text; *p && count < MOST_SUMS; p++) {
		if (!isdigit((unsigned char)*p))
			continue;
		sums[count++] = (int)strtol(p, &end, 10);
		p = end - 1;
	}
	return count;
}

/* Of themselves, or as two that are paid one after the other. */
static bool
has_sum(const int *sums, size_t count, int cny)
{
	for (size_t i = 0; i < count; i++) {
		if (sums[i] == cny)
			return true;
		for (size_t j = 0; j < i; j++)
			if (sums[i] + sums[j] == cny)
				return true;
	}
	return false;
}

static bool
names_money(const char *text)
{
	static const char *const words[] = {"元", "yuan", "CNY", "RMB"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = strstr(text, words[i]);

		while (at && at > text && at[-1] == ' ')
			at--;
		if (at && at > text && isdigit((unsigned char)at[-1]))
			return true;
	}
	return false;
}

void
lint_fee(struct sheet *s, const struct formality *f)
{
	int sums[MOST_SUMS];

	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
		const char *text = f->fee_text.in[lang];
		const char *path = pool_format(s->scratch, "Fee.%s", lang_code(lang));

		if (!text)
			continue;
		if (f->fee_cny && !has_sum(sums, sums_in(text, sums), f->fee_cny))
			sheet_wrong(s, path, "Cny is %d, and the text does not say so", f->fee_cny);
		else if (!f->fee_cny && names_money(text))
			sheet_wrong(s, path, "Cny is 0, and the text names a price");
		else if (!f->fee_cny && lang == LANG_ZH && !strstr(text, "免费") && !strstr(text, "不收"))
			sheet_wrong(s, path, "Cny is 0, and the text does not say that it is free");
	}
}
