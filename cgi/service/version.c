/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/version.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(version_by_digest, "sb", "it",
    "SELECT id, loaded FROM formality_version WHERE code = ? AND digest = ?")
STATEMENT(version_text, "i", "s", "SELECT body FROM formality_version WHERE id = ?")

/* What a text's id is never changes, so a worker asks once. */
static struct known {
	const struct formality *formality;
	int64_t id;
	moment since;
} known[512];

static struct known *
slot_of(const struct formality *f)
{
	size_t i = 0;

	while (i < sizeof known / sizeof *known - 1 && known[i].formality && known[i].formality != f)
		i++;
	return &known[i];
}

static const struct error *
find_version(struct db *db, const struct formality *f, const struct known **out)
{
	struct known *slot = slot_of(f);
	const struct error *e;
	struct row *row;

	*out = slot;
	if (slot->formality == f)
		return NULL;
	if ((e = db_row(db, &version_by_digest, DB(db_text(f->code),
	    db_bytes(plain_hash(db_pool(db), bytes_of(f->text)))), &row)))
		return e;
	if (!row)
		return fail(ERROR_UNAVAILABLE, "%s: this text is not in the store yet", f->code);
	*slot = (struct known){f, row_int(row, 0), row_moment(row, 1)};
	return NULL;
}

const struct error *
version_of(struct db *db, const struct formality *f, int64_t *id)
{
	const struct known *version;
	const struct error *e = find_version(db, f, &version);

	if (!e)
		*id = version->id;
	return e;
}

const struct error *
version_since(struct db *db, const struct formality *f, moment *since)
{
	const struct known *version;
	const struct error *e = find_version(db, f, &version);

	if (!e)
		*since = version->since;
	return e;
}

const struct error *
version_load(struct db *db, const struct catalogue *c, const char *code, int64_t version,
    const struct formality **out)
{
	const struct formality *now = catalogue_find(c, code);
	struct formality *then;
	const struct error *e;
	struct row *row;
	int64_t id;

	if (now && !version_of(db, now, &id) && id == version) {
		*out = now;
		return NULL;
	}
	if ((e = db_row(db, &version_text, DB(db_int(version)), &row)))
		return e;
	if (!row)
		return fail(ERROR_INTERNAL, "%s: version is not in the store", code);
	if ((e = formality_read(db_pool(db), c->dictionary, code, row_text(row, 0), &then))) {
		/* a text that today's stricter reader refuses must not lock anybody out of their matter */
		log_failure("version-unreadable", e);
		*out = now;
		return now ? NULL : fail(ERROR_INTERNAL, "%s: version cannot be read", code);
	}
	*out = then;
	return NULL;
}
