/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/csv.h"

#include <string.h>

#include "base/text.h"

void
csv_start(struct text *out)
{
	text_add(out, "\xEF\xBB\xBF");
}

void
csv_cell(struct text *out, const char *s)
{
	text_add(out, strchr("=+-@\t\r", *s) && *s ? "\"'" : "\"");
	for (; *s; s++)
		text_add_bytes(out, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	text_add(out, "\"");
}

void
csv_row(struct text *out, const char *const *cells)
{
	for (size_t i = 0; cells[i]; i++) {
		if (i)
			text_add(out, ",");
		csv_cell(out, cells[i]);
	}
	text_add(out, "\r\n");
}
