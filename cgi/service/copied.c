/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/copied.h"

#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/catalogue.h"
#include "service/formality.h"

static void
add(struct pool *pool, struct copies *copies, const char *path, const struct formality *other, bool is_guide)
{
	copies->at = pool_grow(pool, copies->at, copies->count + 1, sizeof *copies->at);
	copies->at[copies->count++] = (struct copied){path,
	    pool_format(pool, "%s/%s.hdf", other->category, other->code), is_guide};
}

static void
add_same(struct pool *pool, struct copies *copies, const char *path, const struct local *own,
    const struct formality *other, const struct local *others)
{
	if (own->in[LANG_ZH] && text_same(own->in[LANG_ZH], others->in[LANG_ZH]))
		add(pool, copies, path, other, false);
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

static int
compare_times(struct timespec a, struct timespec b)
{
	if (a.tv_sec != b.tv_sec)
		return a.tv_sec < b.tv_sec ? -1 : 1;
	return a.tv_nsec < b.tv_nsec ? -1 : a.tv_nsec > b.tv_nsec;
}

/* Was a's file written after b's? Where a copy kept the time, by when it came; false if they came at once. */
static bool
is_newer(struct pool *pool, const char *folder, const struct formality *a, const struct formality *b)
{
	struct stat x, y;
	int newer;

	if (stat(pool_format(pool, "%s/%s/%s.hdf", folder, a->category, a->code), &x) ||
	    stat(pool_format(pool, "%s/%s/%s.hdf", folder, b->category, b->code), &y))
		return false;
	newer = compare_times(x.st_mtim, y.st_mtim);
	return (newer ? newer : compare_times(x.st_ctim, y.st_ctim)) > 0;
}

/* A draft is no file of the catalogue's: what it is like was there before it. */
static bool
is_copy(struct pool *pool, const struct catalogue *c, const char *folder, const struct formality *f, size_t i)
{
	size_t own = 0;

	while (own < c->count && c->formalities[own] != f)
		own++;
	return own == c->count || is_newer(pool, folder, f, c->formalities[i]) ||
	    (i < own && !is_newer(pool, folder, c->formalities[i], f));
}

struct copies
copied_from(struct pool *pool, const struct catalogue *c, const char *folder, const struct formality *f)
{
	struct copies copies = {0};

	for (size_t i = 0; i < c->count; i++) {
		const struct formality *other = c->formalities[i];
		size_t before = copies.count;

		if (strcmp(other->code, f->code) == 0)
			continue;
		add_same(pool, &copies, "Name.zh", &f->name, other, &other->name);
		add_same(pool, &copies, "Title.zh", &f->title, other, &other->title);
		add_same(pool, &copies, "Summary.zh", &f->summary, other, &other->summary);
		if (has_same_steps(f, other))
			add(pool, &copies, "Steps", other, true);
		if (copies.count > before && !is_copy(pool, c, folder, f, i))
			copies.count = before;
	}
	return copies;
}
