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

/* Where the file is what it was before. */
static const struct error *
apply(struct admin *a, const struct publication *p)
{
	const char *path = path_of(a, p), *draft = pool_format(a->pool, "%s.draft", path), *there = NULL;
	const struct error *e;

	if (access(path, F_OK) == 0 && (e = catalogue_text(a->pool, path, &there)))
		return e;
	if (there ? !text_same(publication_digest(a->pool, there), p->before) :
	    !text_same(p->before, PUBLICATION_NEW))
		return NULL;
	if ((e = write_file(a->pool, path, p->text)))
		return e;
	if (is_text(a->pool, draft, p->text) && unlink(draft) != 0)
		printf("%s: cannot be removed\n", draft);
	printf("%s: published at the desk, and written now\n", p->file);
	return NULL;
}

/* The newest of each file stands in it, or somebody has changed it here since: that is no mistake. */
static void
tell_changed(struct admin *a, const struct publication *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool is_newest = true;

		for (size_t j = i + 1; j < count; j++)
			is_newest = is_newest && !text_same(all[j].file, all[i].file);
		if (is_newest && !is_text(a->pool, path_of(a, &all[i]), all[i].text))
			printf("%s: published at the desk, and changed here since: left as it is\n",
			    all[i].file);
	}
}

static const char *
code_of(struct admin *a, const char *file)
{
	const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;

	return pool_bytes(a->pool, name, strcspn(name, "."));
}

/* The oldest first, so that the newest of a file wins. */
const struct error *
publish_confirmed(struct admin *a)
{
	struct publication *all = NULL, p;
	struct proposal *one;
	const struct error *e;
	size_t count = 0;

	for (int64_t after = 0; !(e = proposal_left(a->db, PROPOSAL_PUBLISH, after, &one)) && one;
	    after = one->id) {
		if (!publication_read(a->pool, one, &p))
			continue;
		if ((e = apply(a, &p)))
			return e;
		all = pool_grow(a->pool, all, ++count, sizeof *all);
		all[count - 1] = p;
	}
	tell_changed(a, all, count);
	return e;
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
