/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whether a paper is what was issued: what it says, its code and its file, against each other. */
#include "base/error.h"
#include "base/memory.h"
#include "service/printing.h"
#include "service/writ_part.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(writ_whole, "i", "bbbsbibi",
    "SELECT facts, print, mark, state, digest, size, pdf, tries FROM writ WHERE id = ?")

static bool
is_facts_whole(struct pool *pool, int64_t id, const struct row *r)
{
	struct bytes stored;
	struct pairs facts;
	const char *code;

	if (unseal(pool, WRIT_FACTS, id, row_bytes(r, 0), &stored) || pairs_read(pool, stored, &facts))
		return false;
	code = pairs_get(&facts, "code");
	return code && bytes_equal(keyed_hash(pool, "writ-print", stored), row_bytes(r, 1)) &&
	    bytes_equal(writ_mark(pool, code), row_bytes(r, 2));
}

static bool
is_pdf_whole(struct pool *pool, int64_t id, const struct row *r)
{
	struct bytes pdf;

	if (!text_same(row_text(r, 3), "made"))
		return !row_bytes(r, 6).n && !row_bytes(r, 4).n;
	return !unseal(pool, WRIT_PDF, id, row_bytes(r, 6), &pdf) && row_int(r, 5) == (int64_t)pdf.n &&
	    bytes_equal(public_hash(pool, pdf), row_bytes(r, 4));
}

/* A claim counts as a try (printing.c); how many one that is still owed had, nothing else says. */
static bool
is_tried(const struct row *r)
{
	int64_t least = text_same(row_text(r, 3), "made") ? 1 :
	    text_same(row_text(r, 3), "failed") ? PRINTING_TRIES : 0;

	return row_int(r, 7) >= least;
}

const struct error *
writ_is_whole(struct db *db, int64_t id, bool *out)
{
	struct pool *before = db_pool(db), *pool = pool_new(before, 0);
	const struct error *e;
	struct row *r;

	*out = true;
	db_use_pool(db, pool);
	if (!(e = db_row(db, &writ_whole, DB(db_int(id)), &r)) && r)
		*out = is_facts_whole(pool, id, r) && is_pdf_whole(pool, id, r) && is_tried(r);
	db_use_pool(db, before);
	pool_free(pool);
	return e;
}
