/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/history.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(history_last, "i", "ib",
    "SELECT seq, hash FROM history WHERE application = ? ORDER BY seq DESC LIMIT 1")
STATEMENT(history_insert, "iiitsssrrbb", "",
    "INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, detail, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(history_select, "i", "iitsssrrsssb",
    "SELECT h.id, h.seq, h.at, h.action, h.state, h.role, h.actor, h.unit, u.name_zh, u.name_en, "
    "o.number, h.detail FROM history h LEFT JOIN unit u ON u.id = h.unit "
    "LEFT JOIN officer o ON o.id = h.actor AND h.role <> 'resident' "
    "WHERE h.application = ? ORDER BY h.seq")
STATEMENT(history_chain, "i", "itsssrrbbi",
    "SELECT seq, at, action, state, role, actor, unit, detail, hash, id FROM history "
    "WHERE application = ? ORDER BY seq")
STATEMENT(access_insert, "iitiisss", "",
    "INSERT INTO access_record (id, application, at, officer, unit, role, what, reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(access_select, "i", "tssssss",
    "SELECT a.at, u.name_zh, u.name_en, o.number, a.role, a.what, a.reason FROM access_record a "
    "JOIN unit u ON u.id = a.unit JOIN officer o ON o.id = a.officer "
    "WHERE a.application = ? ORDER BY a.at DESC, a.id DESC LIMIT 200")

/* Of a detail's words, so that sealing it anew under another key breaks no chain. */
struct bytes
history_mark(struct pool *pool, const char *detail)
{
	return detail && *detail ? keyed_hash(pool, "history-detail", bytes_of(detail)) :
	    (struct bytes){NULL, 0};
}

/* Numbers in text and lengths before bytes, so that no two rows read alike. */
struct bytes
history_hash(struct pool *pool, struct bytes previous, int seq, moment at, const char *action,
    const char *state, const char *role, int64_t actor, int64_t unit, struct bytes detail)
{
	struct text t = {.pool = pool};

	text_add_bytes(&t, previous.p, previous.n);
	text_addf(&t, "|%d|%lld|%s|%s|%s|%lld|%lld|%zu|", seq, (long long)at, action, state, role,
	    (long long)actor, (long long)unit, detail.n);
	text_add_bytes(&t, detail.p, detail.n);
	return plain_hash(pool, BYTES(t.s, t.n));
}

const struct error *
history_add(struct db *db, const struct application *a, const struct deed *deed)
{
	struct pool *pool = db_pool(db);
	struct bytes previous = {NULL, 0}, detail = {NULL, 0}, hash;
	int64_t id = db_new_id();
	const struct error *e;
	struct row *last;
	int seq = 1;

	if ((e = db_row(db, &history_last, DB(db_int(a->id)), &last)))
		return e;
	if (last) {
		seq = (int)row_int(last, 0) + 1;
		previous = row_bytes(last, 1);
	}
	if (deed->detail && *deed->detail)
		detail = seal_text(pool, "history", id, deed->detail);
	hash = history_hash(pool, previous, seq, deed->at, action_word(deed->action),
	    state_word(a->state), role_word(deed->role), deed->actor, deed->unit,
	    history_mark(pool, deed->detail));
	/* two acts at once make the same seq: one of them is told by the unique key */
	return db_run(db, &history_insert, DB(db_int(id), db_int(a->id), db_int(seq),
	    db_moment(deed->at), db_text(action_word(deed->action)), db_text(state_word(a->state)),
	    db_text(role_word(deed->role)), db_ref(deed->actor), db_ref(deed->unit),
	    db_bytes(detail), db_bytes(hash)), NULL);
}

const struct error *
history_list(struct db *db, int64_t application, struct events *out)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &history_select, DB(db_int(application)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(pool, (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct bytes detail = row_bytes(r, 11);
		struct event *event = &out->at[i];

		*event = (struct event){.seq = (int)row_int(r, 1), .at = row_moment(r, 2),
		    .action = row_text(r, 3), .state = row_text(r, 4), .role = row_text(r, 5),
		    .actor = row_int(r, 6), .unit = row_int(r, 7), .unit_zh = row_text(r, 8),
		    .unit_en = row_text(r, 9), .number = row_text(r, 10)};
		if (detail.n && (e = unseal_text(pool, "history", row_int(r, 0), detail,
		    &event->detail)))
			return e;
	}
	return NULL;
}

const struct error *
history_verify(struct db *db, int64_t application, bool *is_whole, int *wrong)
{
	struct bytes previous = {NULL, 0};
	const struct error *e;
	struct rows rows;

	*is_whole = true;
	*wrong = 0;
	if ((e = db_rows(db, &history_chain, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && *is_whole; i++) {
		const struct row *r = rows.at[i];
		const char *detail = NULL;
		struct bytes hash;

		/* one that does not open was changed too */
		if (row_bytes(r, 7).n && unseal_text(db_pool(db), "history", row_int(r, 9),
		    row_bytes(r, 7), &detail))
			detail = "";
		hash = history_hash(db_pool(db), previous, (int)i + 1, row_moment(r, 1),
		    row_text(r, 2), row_text(r, 3), row_text(r, 4), row_int(r, 5), row_int(r, 6),
		    history_mark(db_pool(db), detail));

		if (row_int(r, 0) != (int64_t)i + 1 || !bytes_equal(hash, row_bytes(r, 8))) {
			*is_whole = false;
			*wrong = (int)i + 1;
		}
		previous = row_bytes(r, 8);
	}
	return NULL;
}

const struct error *
view_add(struct db *db, int64_t application, int64_t officer, int64_t unit, const char *role,
    const char *what, const char *reason, moment at)
{
	return db_run(db, &access_insert, DB(db_int(db_new_id()), db_int(application), db_moment(at),
	    db_int(officer), db_int(unit), db_text(role), db_text(what), db_text(reason)), NULL);
}

const struct error *
view_list(struct db *db, int64_t application, struct view_list *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &access_select, DB(db_int(application)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct view){row_moment(r, 0), row_text(r, 1), row_text(r, 2),
		    row_text(r, 3), row_text(r, 4), row_text(r, 5), row_text(r, 6)};
	}
	return NULL;
}
