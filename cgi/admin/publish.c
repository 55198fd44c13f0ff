/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What two persons published at the desk goes into the formalities' files, before the catalogue is read. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "admin/admin.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/catalogue.h"
#include "service/proposal.h"
#include "service/publication.h"
#include "store/db.h"

/* At once or not at all. */
static const struct error *
write_file(struct pool *pool, const char *path, const char *text)
{
	const char *fresh = pool_format(pool, "%s.new", path);
	FILE *file = fopen(fresh, "we");
	bool is_written;

	if (!file)
		return fail_code(ERROR_INTERNAL, errno, "%s: %s", fresh, strerror(errno));
	is_written = fputs(text, file) >= 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
	if (fclose(file) != 0 || !is_written || rename(fresh, path) != 0)
		return fail_code(ERROR_INTERNAL, errno, "%s: cannot be written", path);
	return NULL;
}

static bool
is_text(struct pool *pool, const char *path, const char *text)
{
	const char *there;

	return access(path, R_OK) == 0 && !catalogue_text(pool, path, &there) && text_same(there, text);
}

static const char *
path_of(struct admin *a, const struct publication *p)
{
	return pool_format(a->pool, "%s/%s", a->config->formalities, p->file);
}

/*
 * Beside the file, in ".CODE.hdf.published", stands the last publication that it has been on this machine: so
 * a change by hand is told from a copy that is older.
 */
struct mark {
	int64_t here;
	int64_t over;		/* up to this one they have been changed by hand since, which was told */
};

static const char *
mark_path(struct admin *a, const struct publication *p)
{
	const char *name = strrchr(p->file, '/') ? strrchr(p->file, '/') + 1 : p->file;

	return pool_format(a->pool, "%s/%.*s.%s.published", a->config->formalities,
	    (int)(name - p->file), p->file, name);
}

static struct mark
read_mark(struct admin *a, const struct publication *p)
{
	const char *path = mark_path(a, p), *text;
	struct mark mark = {0};
	struct word_list words;

	if (access(path, R_OK) != 0 || catalogue_text(a->pool, path, &text))
		return mark;
	words = text_words(a->pool, pool_bytes(a->pool, text, strcspn(text, "\n")));
	if (words.count != 2 || !text_number(words.at[0], 1, INT64_MAX, &mark.here) ||
	    !text_number(words.at[1], 0, INT64_MAX, &mark.over))
		return (struct mark){0};
	return mark;
}

/* A folder that nobody may write to is read all the same. */
static void
write_mark(struct admin *a, const struct publication *p, int64_t here, int64_t over)
{
	struct mark mark = read_mark(a, p);

	if (here <= mark.here && over <= mark.over)
		return;
	mark.here = here > mark.here ? here : mark.here;
	mark.over = over > mark.over ? over : mark.over;
	if (write_file(a->pool, mark_path(a, p), pool_format(a->pool, "%lld %lld\n",
	    (long long)mark.here, (long long)mark.over)))
		printf("%s: cannot be written\n", mark_path(a, p));
}

/* Where the file is what it was before; but nothing that a change by hand has taken the place of. */
static const struct error *
apply(struct admin *a, const struct publication *p, int64_t id)
{
	const char *path = path_of(a, p), *draft = pool_format(a->pool, "%s.draft", path), *there = NULL;
	const struct error *e;

	if (id <= read_mark(a, p).over)
		return NULL;
	if (access(path, F_OK) == 0 && (e = catalogue_text(a->pool, path, &there)))
		return e;
	if (text_same(there, p->text)) {
		write_mark(a, p, id, 0);
		return NULL;
	}
	if (there ? !text_same(publication_digest(a->pool, there), p->before) :
	    !text_same(p->before, PUBLICATION_NEW))
		return NULL;
	if ((e = write_file(a->pool, path, p->text)))
		return e;
	write_mark(a, p, id, 0);
	if (is_text(a->pool, draft, p->text) && unlink(draft) != 0)
		printf("%s: cannot be removed\n", draft);
	printf("%s: published at the desk, and written now\n", p->file);
	return NULL;
}

/* What its file has been and is not is a newer decision, told once; what it never was, until forgotten. */
static void
tell_changed(struct admin *a, const struct publication *p, int64_t id)
{
	struct mark mark = read_mark(a, p);

	if (is_text(a->pool, path_of(a, p), p->text) || id <= mark.over)
		return;
	if (mark.here == id) {
		printf("%s: published at the desk, and changed here since: left as it is, from now on\n",
		    p->file);
		write_mark(a, p, id, id);
		return;
	}
	printf("%s: published at the desk, but this file is neither that nor what it was before: left as "
	    "it is; \"publish-forget\" ends this\n", p->file);
}

static const char *
code_of(struct admin *a, const char *file)
{
	const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;

	return pool_bytes(a->pool, name, strcspn(name, "."));
}

static bool
is_newest(const struct confirmed *all, size_t i)
{
	for (size_t j = i + 1; j < all->count; j++)
		if (text_same(all->at[j].what.file, all->at[i].what.file))
			return false;
	return true;
}

/* The oldest first, so that the newest of a file wins. */
const struct error *
publish_confirmed(struct admin *a, struct confirmed *out)
{
	struct proposal *one;
	struct publication p;
	const struct error *e;

	*out = (struct confirmed){0};
	for (int64_t after = 0; !(e = proposal_left(a->db, PROPOSAL_PUBLISH, after, &one)) && one;
	    after = one->id) {
		if (!publication_read(a->pool, one, &p))
			continue;
		if ((e = apply(a, &p, one->id)))
			return e;
		out->at = pool_grow(a->pool, out->at, out->count + 1, sizeof *out->at);
		out->at[out->count].what = p;
		out->at[out->count++].id = one->id;
	}
	return e;
}

void
publish_taken_up(struct admin *a, const struct confirmed *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (is_newest(all, i))
			tell_changed(a, &all->at[i].what, all->at[i].id);
}

const struct error *
publish_forget(struct admin *a)
{
	struct proposal *one;
	const struct error *e;
	int count = 0;

	for (int64_t after = 0; !(e = proposal_left(a->db, PROPOSAL_PUBLISH, after, &one)) && one;
	    after = one->id) {
		if (!text_same(code_of(a, one->subject), a->argument[0]))
			continue;
		if ((e = proposal_done(a->db, one->id, "forgotten", clock_now())))
			return e;
		count++;
	}
	if (!e)
		printf("%d forgotten: the file alone says what %s is\n", count, a->argument[0]);
	return e;
}
