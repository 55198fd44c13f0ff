/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A formality's file that was copied, and of which only the code was changed. */
#include <string.h>

#include "admin/lint.h"
#include "base/text.h"
#include "service/catalogue.h"
#include "service/formality.h"
#include "service/sheet.h"

static void
tell_same(struct sheet *s, const char *path, const struct local *own, const struct formality *other,
    const struct local *others)
{
	if (own->in[LANG_ZH] && text_same(own->in[LANG_ZH], others->in[LANG_ZH]))
		sheet_wrong(s, path, "%s/%s.hdf has the same: one was copied", other->category, other->code);
}

void
lint_copied(struct sheet *s, const struct catalogue *c, const struct formality *f)
{
	for (size_t i = 0; i < c->count && c->formalities[i] != f; i++) {
		const struct formality *other = c->formalities[i];

		if (strcmp(other->code, f->code) == 0)
			continue;
		tell_same(s, "Name.zh", &f->name, other, &other->name);
		tell_same(s, "Title.zh", &f->title, other, &other->title);
	}
}
