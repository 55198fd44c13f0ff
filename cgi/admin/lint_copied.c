/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A formality's file that was copied. The desk says the same of a draft: desk.publish.copied. */
#include "admin/lint.h"
#include "service/copied.h"
#include "service/sheet.h"

void
lint_copied(struct sheet *s, const struct catalogue *c, const char *folder, const struct formality *f)
{
	struct copies copies = copied_from(s->scratch, c, folder, f);

	for (size_t i = 0; i < copies.count; i++)
		sheet_wrong(s, copies.at[i].path, copies.at[i].is_guide ?
		    "%s has the same: a copied guide" : "%s has the same: one was copied", copies.at[i].file);
}
