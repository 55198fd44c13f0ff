/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define _GNU_SOURCE 1
#include "print/making.h"

#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "print/page.h"
#include "print/sign.h"
#include "print/words.h"
#include "service/printing.h"
#include "service/version.h"
#include "store/db.h"
#include "store/press.h"

/* How a paper holds its file; the words say it (result_pages and so on in writ.*.hdf). */
enum holding { HELD_NOT, HELD_PICTURE, HELD_PAGES, HELD_ATTACHED, HELD_SIGNED };

static const char *const variants[] = {
	[HELD_PICTURE] = "picture", [HELD_PAGES] = "pages", [HELD_ATTACHED] = "attached",
	[HELD_SIGNED] = "signed",
};

struct work {
	const struct making *with;
	struct printing *owed;
	const struct formality *f;
	struct printing_file *file;	/* NULL: none */
	int missing;
};

/* Without what qiao-media does. */
static const struct error *
write_pages(struct work *w, enum holding how, struct bytes *pdf)
{
	struct pool *pool = db_pool(w->with->db);
	const struct error *e;
	struct paper paper;

	if (how != HELD_NOT)
		pairs_set(&w->owed->facts, "variant", variants[how]);
	if ((e = words_write(pool, w->with->words, w->owed, w->f, &paper)))
		return e;
	if (how == HELD_PICTURE)
		paper.picture = (struct picture){w->file->content, w->file->width, w->file->height,
		    w->file->name};
	return page_write(pool, &paper, pdf, &w->missing);
}

/* A verdict other than PRESS_OK leaves *pdf alone. */
static const struct error *
join(struct work *w, enum press_join how, struct bytes *pdf, enum press_verdict *verdict)
{
	const struct joining what = {how, *pdf, w->file->content, w->file->name};
	const struct error *e;
	struct pressed joined;

	if ((e = press_join(w->with->media_socket, db_pool(w->with->db), &what, &joined)))
		return fail(ERROR_INTERNAL, "qiao-media is away: %s", e->detail);
	*verdict = joined.verdict;
	if (joined.verdict == PRESS_OK)
		*pdf = joined.content;
	return NULL;
}

/* *is_held: it could be held so. */
static const struct error *
hold(struct work *w, enum holding how, struct bytes *pdf, bool *is_held)
{
	enum press_verdict verdict = PRESS_OK;
	const struct error *e;

	if ((e = write_pages(w, how, pdf)))
		return e;
	/* Cairo takes the picture's bytes as they are, or draws nothing */
	if (how == HELD_PICTURE)
		*is_held = memmem(pdf->p, pdf->n, "/DCTDecode", 10) != NULL;
	else if ((e = join(w, how == HELD_PAGES ? JOIN_PAGES : JOIN_ATTACHED, pdf, &verdict)))
		return e;
	else
		*is_held = verdict == PRESS_OK;
	return NULL;
}

/* Why else it is attached (fields, layers, a password, what cannot be read) its paper does not say. */
static bool
is_signed(const struct printing_file *file)
{
	return text_same(file->type, "application/pdf") &&
	    memmem(file->content.p, file->content.n, "/ByteRange", 10) != NULL;
}

static const struct error *
write_whole(struct work *w, struct bytes *pdf)
{
	enum holding how = HELD_PICTURE;
	const struct error *e;
	bool is_held = false;

	if (!w->file)
		return write_pages(w, HELD_NOT, pdf);
	if (text_same(w->file->type, "application/pdf"))
		how = HELD_PAGES;
	if ((e = hold(w, how, pdf, &is_held)) || is_held)
		return e;
	if ((e = hold(w, is_signed(w->file) ? HELD_SIGNED : HELD_ATTACHED, pdf, &is_held)))
		return e;
	return is_held ? NULL : fail(ERROR_INTERNAL, "the result's file cannot be attached");
}

const struct error *
making_paper(const struct making *with, struct printing *owed, struct bytes *pdf)
{
	const char *code = pairs_get(&owed->facts, "formality");
	const char *version = pairs_get(&owed->facts, "version");
	struct work w = {.with = with, .owed = owed};
	const struct error *e;
	struct bytes plain;
	int64_t id = 0;

	if (!code || !version || !text_number(version, 1, INT64_MAX, &id))
		return fail(ERROR_INTERNAL, "a paper of no formality");
	if ((e = version_load(with->db, with->catalogue, code, id, &w.f)) ||
	    (e = printing_file(with->db, owed, &w.file)) || (e = write_whole(&w, &plain)) ||
	    (e = sign_pdf(db_pool(with->db), plain, owed->issued, pdf)))
		return e;
	if (w.missing)
		log_warning("event=print id=%lld missing-characters=%d", (long long)owed->id, w.missing);
	return NULL;
}
