/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the ledger shows: its days, and what proves a matter's chains by one of them. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/ledger_part.h"
#include "store/db.h"

STATEMENT(ledger_newest, "", "siib",
    "SELECT day, size, until, root FROM ledger_day ORDER BY day DESC LIMIT 1")
#define DAY_COLUMNS "d.day, d.size, d.added, d.tree, d.previous, d.root, d.made"
STATEMENT(ledger_days_before, "si", "siibbbt",
    "SELECT " DAY_COLUMNS " FROM ledger_day d WHERE d.day < ? ORDER BY d.day DESC LIMIT ?")

#define EVIDENCE \
	"SELECT " DAY_COLUMNS ", a.ref, e.idx, e.acts, e.views, e.blind, h.hash, v.hash " \
	"FROM ledger_entry e JOIN ledger_day d ON d.day = e.day " \
	"JOIN application a ON a.id = e.application " \
	"LEFT JOIN history h ON h.application = e.application AND h.seq = e.acts " \
	"LEFT JOIN access_record v ON v.application = e.application AND v.seq = e.views " \
	"WHERE e.application = ? "
#define EVIDENCE_TYPES "siibbbtsiiibbb"
STATEMENT(evidence_first, "i", EVIDENCE_TYPES, EVIDENCE "ORDER BY e.day LIMIT 1")
STATEMENT(evidence_last, "i", EVIDENCE_TYPES, EVIDENCE "ORDER BY e.day DESC LIMIT 1")
STATEMENT(evidence_of, "is", EVIDENCE_TYPES, EVIDENCE "AND e.day = ?")

day
ledger_date(const char *text)
{
	day d = 0;

	return day_parse(text, &d) ? d : 0;
}

const char *
ledger_date_text(struct db *db, day d)
{
	char text[DAY_TEXT];

	day_format(d, text);
	return pool_string(db_pool(db), text);
}

void
ledger_take_hash(struct bytes from, struct hash *out)
{
	memset(out, 0, sizeof *out);
	if (from.n == HASH_SIZE)
		memcpy(out->b, from.p, HASH_SIZE);
}

const struct error *
ledger_find_newest(struct db *db, struct row **out)
{
	return db_row(db, &ledger_newest, DB_NOTHING, out);
}

static void
take_day(const struct row *r, struct ledger_day *d)
{
	*d = (struct ledger_day){.date = ledger_date(row_text(r, 0)), .size = row_int(r, 1),
	    .added = row_int(r, 2), .made = row_moment(r, 6)};
	ledger_take_hash(row_bytes(r, 3), &d->tree);
	ledger_take_hash(row_bytes(r, 4), &d->previous);
	ledger_take_hash(row_bytes(r, 5), &d->root);
}

const struct error *
ledger_list(struct db *db, day before, int most, struct ledger_days *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &ledger_days_before, DB(db_text(ledger_date_text(db, before)), db_int(most)),
	    &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		take_day(rows.at[i], &out->at[i]);
	return NULL;
}

const struct error *
ledger_next(struct db *db, moment now, day *out)
{
	const struct error *e;
	struct row *newest;

	*out = clock_wenzhou_day(now);
	if ((e = ledger_find_newest(db, &newest)) || !newest)
		return e;
	if (*out <= ledger_date(row_text(newest, 0)))
		*out = ledger_date(row_text(newest, 0)) + 1;
	return NULL;
}

static const struct error *
take_evidence(struct db *db, const struct row *r, struct evidence **out)
{
	struct evidence *v = NULL;

	if (r) {
		v = POOL_NEW(db_pool(db), struct evidence);
		*v = (struct evidence){.ref = row_text(r, 7), .index = row_int(r, 8),
		    .acts = (int)row_int(r, 9), .views = (int)row_int(r, 10), .blind = row_bytes(r, 11),
		    .acts_head = row_bytes(r, 12), .views_head = row_bytes(r, 13)};
		take_day(r, &v->day);
	}
	*out = v;
	return NULL;
}

const struct error *
evidence_load(struct db *db, int64_t application, enum evidence_when when, struct evidence **out)
{
	const struct error *e;
	struct row *r;

	if ((e = db_row(db, when == EVIDENCE_FIRST ? &evidence_first : &evidence_last,
	    DB(db_int(application)), &r)))
		return e;
	return take_evidence(db, r, out);
}

const struct error *
evidence_prove(struct db *db, int64_t application, day date, struct evidence **out)
{
	const struct error *e;
	struct row *r;

	if ((e = db_row(db, &evidence_of, DB(db_int(application), db_text(ledger_date_text(db, date))), &r)))
		return e;
	if (!r)
		return fail(ERROR_NOT_FOUND, "no leaf of that day");
	if ((e = take_evidence(db, r, out)))
		return e;
	return merkle_path_of((*out)->index, (*out)->day.size, ledger_read, db, &(*out)->path);
}
