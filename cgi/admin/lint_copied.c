/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A formality's file that was copied, and of which only the code and the names were changed. */
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

/* Each says what somebody does for this one: all of them alike are another one's. */
static bool
has_same_steps(const struct formality *f, const struct formality *other)
{
	for (size_t i = 0; i < f->step_count; i++)
		if (i >= other->step_count || !text_same(f->steps[i].text.in[LANG_ZH],
		    other->steps[i].text.in[LANG_ZH]))
			return false;
	return f->step_count > 0 && f->step_count == other->step_count;
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
		tell_same(s, "Summary.zh", &f->summary, other, &other->summary);
		if (has_same_steps(f, other))
			sheet_wrong(s, "Steps", "%s/%s.hdf has the same: a copied guide", other->category,
			    other->code);
	}
}
