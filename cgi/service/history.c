/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/history.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/rating.h"
#include "service/said.h"
#include "service/wording.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(history_last, "i", "ib",
    "SELECT seq, hash FROM history WHERE application = ? ORDER BY seq DESC LIMIT 1")
STATEMENT(history_insert, "iiitsssrrbbttbrs", "",
    "INSERT INTO history (id, application, seq, at, action, state, role, actor, unit, detail, hash, due, "
    "law_due, said, whose, department) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(history_select, "i", "iitsssrrsssb",
    "SELECT h.id, h.seq, h.at, h.action, h.state, h.role, h.actor, h.unit, u.name_zh, u.name_en, "
    "o.number, h.detail FROM history h LEFT JOIN unit u ON u.id = h.unit "
    "LEFT JOIN officer o ON o.id = h.actor AND h.role <> 'resident' "
    "WHERE h.application = ? ORDER BY h.seq")
STATEMENT(history_chain, "i", "itsssrrbbittbrs",
    "SELECT seq, at, action, state, role, actor, unit, detail, hash, id, due, law_due, said, whose, "
    "department FROM history WHERE application = ? ORDER BY seq")

/* Of a detail's words, so that sealing it anew under another key breaks no chain. */
struct bytes
history_mark(struct pool *pool, const char *detail)
{
	return detail && *detail ? keyed_hash(pool, "history-detail", bytes_of(detail)) :
	    (struct bytes){NULL, 0};
}

/* Numbers in text and lengths before bytes, so that no two rows read alike. */
static void
add_act(struct text *t, const struct act_row *r)
{
	text_addf(t, "|%d|%lld|%s|%s|%s|%lld|%lld|%zu|", r->seq, (long long)r->at, r->action, r->state,
	    r->role, (long long)r->actor, (long long)r->unit, r->mark.n);
	text_add_bytes(t, r->mark.p, r->mark.n);
}

static struct text
act_text(struct pool *pool, const char *version, struct bytes previous, const struct act_row *r)
{
	struct text t = {.pool = pool};

	text_addf(&t, "%s|%zu|", version, previous.n);
	text_add_bytes(&t, previous.p, previous.n);
	text_addf(&t, "|%lld|%lld", (long long)r->application, (long long)r->id);
	add_act(&t, r);
	return t;
}

/* Rows of before migration 071 do not say whose it was, those of before 068 not what was said. */
struct bytes
history_hash(struct pool *pool, struct bytes previous, const struct act_row *r)
{
	struct text t = act_text(pool, r->whose || r->department ? "qiao-act-5" : r->said.n ? "qiao-act-4" :
	    "qiao-act-3", previous, r);

	text_addf(&t, "|%lld|%lld", (long long)r->due, (long long)r->law_due);
	if (r->whose || r->department)
		text_addf(&t, "|%lld|%s", (long long)r->whose, r->department ? r->department : "");
	if (r->said.n) {
		text_addf(&t, "|%zu|", r->said.n);
		text_add_bytes(&t, r->said.p, r->said.n);
	}
	return keyed_hash(pool, "history-act", BYTES(t.s, t.n));
}

/* Of rows that were made before migration 057: without the key, and without what was due. */
static struct bytes
history_hash_plain(struct pool *pool, struct bytes previous, const struct act_row *r)
{
	struct text t = act_text(pool, "qiao-act-2", previous, r);

	return plain_hash(pool, BYTES(t.s, t.n));
}

/* Of rows that were made before migration 017: they did not say whose they are. */
static struct bytes
history_hash_of_old(struct pool *pool, struct bytes previous, const struct act_row *r)
{
	struct text t = {.pool = pool};

	text_add_bytes(&t, previous.p, previous.n);
	add_act(&t, r);
	return plain_hash(pool, BYTES(t.s, t.n));
}

/* Where there are two lines, everybody who does not read Chinese reads the second. */
static const char *
line_of(struct pool *pool, const char *lines, enum lang lang)
{
	const char *at = lines, *end;

	for (enum lang i = LANG_ZH; i < lang && (end = strchr(at, '\n')); i++)
		at = end + 1;
	return pool_bytes(pool, at, strcspn(at, "\n"));
}

const char *
event_detail(struct pool *pool, const struct event *event, enum lang lang)
{
	const char *end = event->detail ? strchr(event->detail, '\n') : NULL;

	if (rating_is_private(event->action) || text_same(event->action, action_word(ACT_REVIEW)) ||
	    text_same(event->action, action_word(ACT_HOLD)))
		return NULL;
	if (!end || !(text_same(event->action, action_word(ACT_ASK_CORRECTION)) ||
	    text_same(event->action, action_word(ACT_ASSIGN))))
		return lang == LANG_ZH && event->zh ? event->zh : event->detail;
	return line_of(pool, event->detail, lang);
}

bool
event_is_handed_back(const struct event *event)
{
	return text_same(event->action, action_word(ACT_HAND_BACK)) &&
	    text_same(event->role, role_word(ROLE_CLERK));
}

const char *
event_did(struct pool *pool, const struct events *events, const struct event *event)
{
	for (const struct event *before = events->at; before < event; before++)
		if (text_same(event->action, action_word(ACT_ASK_CORRECTION)) &&
		    text_same(before->action, event->action))
			return "did.ask_correction_again";
	if (text_same(event->action, action_word(ACT_HAND_BACK)) && !event_is_handed_back(event))
		return "did.take_back";
	return pool_format(pool, "did.%s", event->action);
}

/* A line a language; the number stands last in each. */
#define BEFORE_NUMBER " · "

const char *
history_given_to(struct pool *pool, const char *number, const char *zh, const char *en)
{
	return pool_format(pool, "→ %s" BEFORE_NUMBER "%s\n→ %s" BEFORE_NUMBER "%s", zh, number, en, number);
}

const char *
history_receiver(struct pool *pool, const char *detail)
{
	const char *end = detail ? strchr(detail, '\n') : NULL, *at = NULL;

	if (!end)
		return NULL;
	for (const char *p = detail; (p = strstr(p, BEFORE_NUMBER)) && p < end; p += strlen(BEFORE_NUMBER))
		at = p + strlen(BEFORE_NUMBER);
	return at ? pool_bytes(pool, at, (size_t)(end - at)) : NULL;
}

const struct error *
history_add(struct db *db, const struct application *a, const struct deed *deed)
{
	struct pool *pool = db_pool(db);
	const char *words = wording_join(pool, deed->detail, deed->detail_zh);
	struct bytes previous = {NULL, 0}, detail = {NULL, 0}, hash;
	struct act_row row = {.id = db_new_id(), .application = a->id, .seq = 1, .at = deed->at,
	    .action = action_word(deed->action), .state = state_word(a->state),
	    .role = role_word(deed->role), .actor = deed->actor, .unit = deed->unit,
	    .mark = history_mark(pool, words), .due = a->due, .law_due = a->law_due,
	    .whose = a->unit, .department = a->department};
	const struct error *e;
	struct row *last;

	if ((e = said_hash(db, a->id, deed->action, deed->at, &row.said)) ||
	    (e = db_row(db, &history_last, DB(db_int(a->id)), &last)))
		return e;
	if (last) {
		row.seq = (int)row_int(last, 0) + 1;
		previous = row_bytes(last, 1);
	}
	if (words && *words)
		detail = seal_text(pool, "history", row.id, words);
	hash = history_hash(pool, previous, &row);
	/* two acts at once make the same seq: one of them is told by the unique key */
	return db_run(db, &history_insert, DB(db_int(row.id), db_int(row.application),
	    db_int(row.seq), db_moment(row.at), db_text(row.action), db_text(row.state),
	    db_text(row.role), db_ref(row.actor), db_ref(row.unit), db_bytes(detail),
	    db_bytes(hash), db_moment(row.due), db_moment(row.law_due), db_bytes(row.said),
	    db_ref(row.whose), db_text(row.department)), NULL);
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
		wording_split(pool, &event->detail, &event->zh);
	}
	return NULL;
}

enum way { WAY_OLD, WAY_PLAIN, WAY_KEYED };

/* An older way is right only before the first row of a newer one. */
static bool
is_act_right(struct db *db, int64_t application, const struct row *r, const struct chain *c, enum way *way)
{
	static struct bytes (*const ways[])(struct pool *, struct bytes, const struct act_row *) = {
	    [WAY_OLD] = history_hash_of_old, [WAY_PLAIN] = history_hash_plain, [WAY_KEYED] = history_hash};
	struct pool *pool = db_pool(db);
	struct act_row row = {.id = row_int(r, 9), .application = application, .seq = c->count + 1,
	    .at = row_moment(r, 1), .action = row_text(r, 2), .state = row_text(r, 3),
	    .role = row_text(r, 4), .actor = row_int(r, 5), .unit = row_int(r, 6),
	    .due = row_moment(r, 10), .law_due = row_moment(r, 11), .said = row_bytes(r, 12),
	    .whose = row_int(r, 13), .department = row_text(r, 14)};
	const char *detail = NULL;

	/* one that does not open was changed too */
	if (row_int(r, 0) != row.seq || (row_bytes(r, 7).n && unseal_text(pool, "history", row.id,
	    row_bytes(r, 7), &detail)))
		return false;
	row.mark = history_mark(pool, detail);
	for (int w = WAY_KEYED; w >= (int)*way; w--)
		if (bytes_equal(ways[w](pool, c->head, &row), row_bytes(r, 8))) {
			*way = (enum way)w;
			return true;
		}
	return false;
}

const struct error *
history_verify(struct db *db, int64_t application, struct chain *out)
{
	const struct error *e;
	enum way way = WAY_OLD;
	struct rows rows;

	*out = (struct chain){0};
	if ((e = db_rows(db, &history_chain, DB(db_int(application)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		if (!is_act_right(db, application, rows.at[i], out, &way)) {
			out->wrong = out->count + 1;
			return NULL;
		}
		out->count++;
		if (way != WAY_KEYED) {
			out->plain = out->count;
			out->plain_id = row_int(rows.at[i], 9);
		}
		out->head = row_bytes(rows.at[i], 8);
		out->state = row_text(rows.at[i], 3);
	}
	return NULL;
}
