/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/audit.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(audit_turn, "", "i", "SELECT id FROM audit_turn WHERE id = 1 FOR UPDATE")
/* locking, so that it is the last one now and not when this transaction began to read */
STATEMENT(audit_last, "", "ib", "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1 FOR UPDATE")
STATEMENT(audit_insert, "iitsrssrssb", "",
    "INSERT INTO audit (id, seq, at, action, actor, role, subject, target, name, detail, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
#define AUDIT_PICK(most) \
    "SELECT a.id, a.seq, a.at, a.action, a.actor, a.role, a.subject, a.target, a.name, a.detail, " \
    "o.number, o.full_name FROM audit a LEFT JOIN officer o ON o.id = a.actor WHERE a.seq < ? " \
    "AND (? = '' OR a.subject = ?) AND (? = '' OR a.name = ?) AND (? = '' OR o.number = ?) " \
    "AND a.at >= ? AND a.at < ? ORDER BY a.seq DESC LIMIT " most
STATEMENT(audit_page, "isssssstt", "iitsrssrssss", AUDIT_PICK("51"))
STATEMENT(audit_file, "isssssstt", "iitsrssrssss", AUDIT_PICK("501"))
STATEMENT(audit_chain, "i", "iitsrssrssb",
    "SELECT id, seq, at, action, actor, role, subject, target, name, detail, hash FROM audit "
    "WHERE seq > ? ORDER BY seq LIMIT 500")

#define FAR_AHEAD (INT64_C(4102444800) * SECOND)	/* 2100 */

static const struct {
	const char *word, *subject;
} actions[] = {
#define AUDIT(action, word, subject) [AUDIT_##action] = {word, subject},
#include "service/audit.def"
#undef AUDIT
};

const char *
audit_word(enum audit_action action)
{
	return action < AUDIT_ACTIONS ? actions[action].word : "";
}

const char *
audit_subject(size_t n)
{
	for (size_t i = 0; i < AUDIT_ACTIONS; i++) {
		bool is_first = true;

		for (size_t j = 0; j < i; j++)
			if (text_same(actions[i].subject, actions[j].subject))
				is_first = false;
		if (is_first && n-- == 0)
			return actions[i].subject;
	}
	return NULL;
}

/* Numbers in text and lengths before words, so that no two rows read alike. */
static struct text
text_of(struct pool *pool, const char *version, struct bytes previous, const struct audit_row *r)
{
	struct bytes name = bytes_of(r->name), detail = bytes_of(r->detail);
	struct text t = {.pool = pool};

	text_addf(&t, "%s|%zu|", version, previous.n);
	text_add_bytes(&t, previous.p, previous.n);
	text_addf(&t, "|%lld|%lld|%lld|%s|%lld|%s|%s|%lld|%zu|", (long long)r->id, (long long)r->seq,
	    (long long)r->at, r->action, (long long)r->actor, r->role, r->subject,
	    (long long)r->target, name.n);
	text_add_bytes(&t, name.p, name.n);
	text_addf(&t, "|%zu|", detail.n);
	text_add_bytes(&t, detail.p, detail.n);
	return t;
}

static struct bytes
hash_of(struct pool *pool, struct bytes previous, const struct audit_row *r)
{
	struct text t = text_of(pool, "qiao-audit-2", previous, r);

	return keyed_hash(pool, "audit-act", BYTES(t.s, t.n));
}

/* Of rows that were made before migration 059: without the key. */
static struct bytes
hash_of_plain(struct pool *pool, struct bytes previous, const struct audit_row *r)
{
	struct text t = text_of(pool, "qiao-audit-1", previous, r);

	return plain_hash(pool, BYTES(t.s, t.n));
}

const struct error *
audit_add(struct db *db, const struct audit *a, moment now)
{
	struct pool *pool = db_pool(db);
	struct audit_row row = {.id = db_new_id(), .seq = 1, .at = now, .action = audit_word(a->action),
	    .actor = a->actor, .role = a->role, .subject = actions[a->action].subject,
	    .target = a->target, .name = text_first(pool, a->name, AUDIT_NAME_MOST),
	    .detail = a->detail && *a->detail ? text_first(pool, a->detail, AUDIT_DETAIL_MOST) : NULL};
	struct bytes previous = {NULL, 0};
	const struct error *e;
	struct row *last;

	if ((e = db_row(db, &audit_turn, DB_NOTHING, &last)) ||
	    (e = db_row(db, &audit_last, DB_NOTHING, &last)))
		return e;
	if (last) {
		row.seq = row_int(last, 0) + 1;
		previous = row_bytes(last, 1);
	}
	return db_run(db, &audit_insert, DB(db_int(row.id), db_int(row.seq), db_moment(row.at),
	    db_text(row.action), db_ref(row.actor), db_text(row.role), db_text(row.subject),
	    db_ref(row.target), db_text(row.name), db_text(row.detail),
	    db_bytes(hash_of(pool, previous, &row))), NULL);
}

static struct audit_row
read_row(const struct row *r)
{
	return (struct audit_row){.id = row_int(r, 0), .seq = row_int(r, 1), .at = row_moment(r, 2),
	    .action = row_text(r, 3), .actor = row_int(r, 4), .role = row_text(r, 5),
	    .subject = row_text(r, 6), .target = row_int(r, 7), .name = row_text(r, 8),
	    .detail = row_text(r, 9)};
}

const struct error *
audit_list(struct db *db, const struct audit_filter *f, bool is_file, struct audit_rows *out)
{
	struct value subject = db_text(f->subject ? f->subject : ""),
	    name = db_text(f->name ? f->name : ""), number = db_text(f->number ? f->number : "");
	size_t most = is_file ? AUDIT_FILE : AUDIT_PAGE;
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, is_file ? &audit_file : &audit_page,
	    DB(db_int(f->before ? f->before : INT64_MAX), subject, subject, name, name, number, number,
	    db_moment(f->since ? f->since : SECOND), db_moment(f->until ? f->until : FAR_AHEAD)), &rows)))
		return e;
	out->has_more = rows.count > most;
	out->count = out->has_more ? most : rows.count;
	out->at = pool_zero(db_pool(db), (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count; i++) {
		out->at[i] = read_row(rows.at[i]);
		out->at[i].number = row_text(rows.at[i], 10);
		out->at[i].full_name = row_text(rows.at[i], 11);
	}
	return NULL;
}

/* Without the key none is right behind one that has it. */
static bool
is_right(struct db *db, struct bytes head, const struct audit_row *row, struct bytes stored, bool *is_keyed,
    int64_t *plain)
{
	if (bytes_equal(hash_of(db_pool(db), head, row), stored))
		return *is_keyed = true;
	if (*is_keyed || !bytes_equal(hash_of_plain(db_pool(db), head, row), stored))
		return false;
	*plain = row->id;
	return true;
}

const struct error *
audit_verify(struct db *db, int64_t *count, int64_t *wrong, int64_t *plain)
{
	bool is_keyed = false;
	struct bytes head = {NULL, 0};
	const struct error *e;
	struct rows rows;

	*count = *wrong = *plain = 0;
	do {
		if ((e = db_rows(db, &audit_chain, DB(db_int(*count)), &rows)))
			return e;
		for (size_t i = 0; i < rows.count; i++) {
			const struct audit_row row = read_row(rows.at[i]);

			if (row.seq != *count + 1 || !is_right(db, head, &row, row_bytes(rows.at[i], 10),
			    &is_keyed, plain)) {
				*wrong = *count + 1;
				return NULL;
			}
			head = row_bytes(rows.at[i], 10);
			++*count;
		}
	} while (rows.count);
	return NULL;
}
