/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Papers of the sample applications, and who has opened them. The photographs are drawn
 * (deploy/local/samples): of nobody, and marked so.
 */
#include "admin/sample_paper.h"

#include <stdio.h>
#include <string.h>

#include "admin/admin.h"
#include "admin/seed.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/formality.h"
#include "service/history.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(sample_file, "iibbt", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, thumb, created) "
    "VALUES (?, 'complete', 'image/jpeg', ?, 1, 1000, 720, ?, ?, ?)")
STATEMENT(sample_material, "iisit", "",
    "INSERT INTO material (id, application, code, file, round, added) VALUES (?, ?, ?, ?, 0, ?)")

#define MOST_PICTURE (256 << 10)

/* The first whose word is in the paper's code; the last fits all. */
static const struct {
	const char *word, *name;
} pictures[SAMPLE_PICTURES] = {
	{"passport", "passport"}, {"hukou", "booklet"}, {"booklet", "booklet"}, {"photo", "portrait"},
	{"face", "portrait"}, {"id-", "card"}, {"licence", "card"}, {"permit", "permit"},
	{"residence", "permit"}, {"card", "card"}, {"", "letter"},
};

static const struct error *
read_picture(struct pool *pool, const char *folder, const char *name, struct bytes *out)
{
	const char *path = pool_format(pool, "%s/%s.jpg", folder, name);
	char *bytes = pool_alloc(pool, MOST_PICTURE);
	FILE *f = fopen(path, "rb");

	if (!f)
		return fail(ERROR_INTERNAL, "%s is not there", path);
	*out = BYTES(bytes, fread(bytes, 1, MOST_PICTURE, f));
	fclose(f);
	return out->n > 0 && out->n < MOST_PICTURE ? NULL : fail(ERROR_INTERNAL, "%s is no picture", path);
}

const struct error *
sample_album(struct admin *a, struct sample_album *out)
{
	const char *folder = tree_get(a->config->tree, "Samples");
	const struct error *e = NULL;

	*out = (struct sample_album){.is_there = folder != NULL};
	for (size_t i = 0; folder && i < SAMPLE_PICTURES && !e; i++)
		if (!(e = read_picture(a->pool, folder, pictures[i].name, &out->picture[i])))
			e = read_picture(a->pool, folder, pool_format(a->pool, "%s-thumb",
			    pictures[i].name), &out->thumb[i]);
	return e;
}

static const struct error *
add_paper(struct db *db, const struct sample_album *album, int64_t application, const char *code,
    moment at)
{
	struct pool *pool = db_pool(db);
	int64_t id = db_new_id();
	const struct error *e;
	size_t i = 0;

	while (!strstr(code, pictures[i].word))
		i++;
	if ((e = db_run(db, &sample_file, DB(db_int(id), db_int((int64_t)album->picture[i].n),
	    db_bytes(plain_hash(pool, album->picture[i])),
	    db_bytes(seal(pool, "thumb", id, album->thumb[i])), db_moment(at)), NULL)) ||
	    (e = blob_write(db, id, album->picture[i])))
		return e;
	return db_run(db, &sample_material, DB(db_int(db_new_id()), db_int(application), db_text(code),
	    db_int(id), db_moment(at)), NULL);
}

const struct error *
sample_papers(struct db *db, const struct sample_album *album, const struct formality *f,
    int64_t application, moment at)
{
	const struct formality_material *other = NULL;
	const struct error *e = NULL;
	int count = 0;

	for (size_t i = 0; i < f->material_count && album->is_there && !e; i++) {
		const struct formality_material *m = &f->materials[i];

		if (!formality_is_upload(m))
			continue;
		if (m->is_optional) {
			other = other ? other : m;
			continue;
		}
		count++;
		e = add_paper(db, album, application, m->entry->code, at);
	}
	return e || count || !other ? e : add_paper(db, album, application, other->entry->code, at);
}

/* Until it is accepted it is checked, then decided, then handed over. */
static const char *
why_opened(const struct seed_event *event)
{
	switch (event->action) {
	case ACT_CLAIM:
	case ACT_RELEASE:
	case ACT_ASK_CORRECTION:
	case ACT_ACCEPT:
	case ACT_DECLINE:
		return "check";
	case ACT_ISSUE:
		return "issue";
	default:
		return "decide";
	}
}

const struct error *
sample_opened(struct db *db, const struct sample_opened *o)
{
	static const char *const seen[] = {"matter", "material"};
	const struct error *e = NULL;

	for (int i = 0; i < 2 && !e; i++)
		e = view_add(db, o->application, o->officer, o->unit, role_word(o->before->role), seen[i],
		    why_opened(o->before), o->before->at - (4 - i) * MINUTE);
	return e;
}
