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
STATEMENT(version_last, "s", "i",
    "SELECT id FROM formality_version WHERE code = ? ORDER BY id DESC LIMIT 1")
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

/* An old version as it was parsed with a catalogue's dictionary, in a pool of its own. */
static struct kept {
	const struct dictionary *dictionary;
	int64_t id;
	struct pool *pool;
	const struct formality *formality;
	unsigned holders;		/* requests' pools that may still read it */
	uint64_t used;
} kept[VERSIONS_KEPT];

static void
let_go(void *data)
{
	struct kept *k = data;

	k->holders--;
}

static const struct formality *
hold(struct db *db, struct kept *k)
{
	static uint64_t uses;

	k->holders++;
	k->used = ++uses;
	pool_at_end(db_pool(db), let_go, k);
	return k->formality;
}

static struct kept *
find_kept(const struct catalogue *c, int64_t version)
{
	for (size_t i = 0; i < VERSIONS_KEPT; i++)
		if (kept[i].pool && kept[i].id == version && kept[i].dictionary == c->dictionary)
			return &kept[i];
	return NULL;
}

/* Room for one more: the one that was not wanted for longest; NULL if all are being read. */
static struct kept *
make_room(void)
{
	struct kept *oldest = NULL;

	for (size_t i = 0; i < VERSIONS_KEPT; i++)
		if (!kept[i].holders && (!oldest || kept[i].used < oldest->used))
			oldest = &kept[i];
	if (oldest && oldest->pool)
		pool_free(oldest->pool);
	if (oldest)
		*oldest = (struct kept){0};
	return oldest;
}

static const struct error *
read_version(struct db *db, const struct catalogue *c, const char *code, int64_t version,
    const char *text, const struct formality **out)
{
	struct kept *k = make_room();
	struct pool *pool = k ? pool_new(NULL, 0) : db_pool(db);
	struct formality *f;
	const struct error *e = formality_read(pool, c->dictionary, code, text, &f);

	if (!e && k)
		*k = (struct kept){c->dictionary, version, pool, f, 0, 0};
	else if (k)
		pool_free(pool);
	if (!e)
		*out = k ? hold(db, k) : f;
	return e;
}

const struct error *
version_load(struct db *db, const struct catalogue *c, const char *code, int64_t version,
    const struct formality **out)
{
	const struct formality *now = catalogue_find(c, code);
	struct kept *k = find_kept(c, version);
	const struct error *e;
	struct row *row;
	int64_t id;

	if (k || (now && !version_of(db, now, &id) && id == version)) {
		*out = k ? hold(db, k) : now;
		return NULL;
	}
	if ((e = db_row(db, &version_text, DB(db_int(version)), &row)))
		return e;
	if (!row)
		return fail(ERROR_INTERNAL, "%s: version is not in the store", code);
	if ((e = read_version(db, c, code, version, row_text(row, 0), out))) {
		/* a text that today's stricter reader refuses must not lock anybody out of their matter */
		log_failure("version-unreadable", e);
		*out = now;
		return now ? NULL : fail(ERROR_INTERNAL, "%s: version cannot be read", code);
	}
	return NULL;
}

const struct error *
version_compare(struct db *db, const struct catalogue *c, int64_t version, const struct formality *f,
    enum version_age *out)
{
	const struct formality *now = catalogue_find(c, f->code);
	const struct error *e;
	int64_t id;

	*out = VERSION_RETIRED;
	if (!now)
		return NULL;
	if ((e = version_of(db, now, &id)))
		return e;
	*out = id == version ? VERSION_TODAYS : f == now ? VERSION_LOST : VERSION_CHANGED;
	return NULL;
}

const struct formality *
version_newest(struct db *db, const struct catalogue *c, const char *code)
{
	const struct formality *f = catalogue_find(c, code);
	const struct error *e;
	struct row *row;

	if (f)
		return f;
	if ((e = db_row(db, &version_last, DB(db_text(code)), &row)) ||
	    (row && (e = version_load(db, c, code, row_int(row, 0), &f)))) {
		log_failure("version-newest", e);
		return NULL;
	}
	return f;
}
