/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/outbox.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/notice.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(outbox_select, "tss", "i",
    "SELECT id FROM notice WHERE state = 'queued' AND next_try <= ? AND channel IN (?, ?) "
    "ORDER BY kind <> 'code', next_try, id LIMIT 20")
/* while it is being sent, next_try says when the claim runs out, and whose it is */
STATEMENT(outbox_take, "ti", "",
    "UPDATE notice SET state = 'sending', tries = tries + 1, next_try = ? "
    "WHERE id = ? AND state = 'queued'")
STATEMENT(outbox_is_ours, "it", "i",
    "SELECT 1 FROM notice WHERE id = ? AND state = 'sending' AND next_try = ?")
STATEMENT(outbox_load, "i", "isssbbt",
    "SELECT tries, kind, lang, channel, address, params, created FROM notice WHERE id = ?")
/* tries tells this claim from a later one */
STATEMENT(outbox_mark_sent, "tbbbii", "",
    "UPDATE notice SET state = 'sent', sent = ?, params = ?, subject = ?, body = ? "
    "WHERE id = ? AND state = 'sending' AND tries = ?")
STATEMENT(outbox_mark_again, "tii", "",
    "UPDATE notice SET state = 'queued', next_try = ? "
    "WHERE id = ? AND state = 'sending' AND tries = ?")
STATEMENT(outbox_mark_failed, "bii", "",
    "UPDATE notice SET state = 'failed', params = ? "
    "WHERE id = ? AND state = 'sending' AND tries = ?")
STATEMENT(outbox_give_back, "t", "",
    "UPDATE notice SET state = 'queued' WHERE state = 'sending' AND next_try <= ?")

/* Characters of four bytes fit into the columns, sealed, even so; a text out of all measure is kept cut. */
#define MOST_SUBJECT 230
#define MOST_BODY 3900

/* A mark that is lost sends the notice twice, a claim that is lost lets it wait. */
#define PATIENCE MINUTE
#define CLAIM_SPREAD 1000	/* ms by which two claims of one moment may differ */

const struct error *
outbox_due(struct db *db, const char *channel, const char *other, moment now,
    struct outbox_ids *out)
{
	const struct error *e;
	struct rows rows;

	out->count = 0;
	if ((e = db_rows(db, &outbox_select, DB(db_moment(now), db_text(channel), db_text(other)),
	    &rows)))
		return e;
	for (size_t i = 0; i < rows.count && i < sizeof out->at / sizeof *out->at; i++)
		out->at[out->count++] = row_int(rows.at[i], 0);
	return NULL;
}

static const struct error *
open_row(struct db *db, const struct row *r, struct outgoing *m)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct bytes params;

	if (!lang_of(row_text(r, 2), &m->lang))
		return fail(ERROR_INTERNAL, "notice in an unknown language");
	if ((e = unseal_text(pool, NOTICE_ADDRESS, m->id, row_bytes(r, 4), &m->address)) ||
	    (e = unseal(pool, NOTICE_PARAMS, m->id, row_bytes(r, 5), &params)))
		return e;
	return pairs_read(pool, params, &m->params);
}

struct claim {
	struct db *db;
	int64_t id;
	moment until;
	int tries;
	struct row *row;		/* NULL: another's */
};

/* One whose answer was lost may stand: then it is ours, and nobody waits until it has run out. */
static const struct error *
claim_step(void *data)
{
	struct claim *c = data;
	const struct error *e;
	struct row *ours = NULL;
	int64_t affected = 0;

	c->row = NULL;
	if ((e = db_run(c->db, &outbox_take, DB(db_moment(c->until), db_int(c->id)), &affected)))
		return e;
	if (c->tries++ && !affected && (e = db_row(c->db, &outbox_is_ours, DB(db_int(c->id),
	    db_moment(c->until)), &ours)))
		return e;
	return affected || ours ? db_row(c->db, &outbox_load, DB(db_int(c->id)), &c->row) : NULL;
}

const struct error *
outbox_claim(struct db *db, int64_t id, moment now, struct outgoing **out)
{
	struct claim claim = {.db = db, .id = id,
	    .until = now + OUTBOX_CLAIM - (moment)random_below(CLAIM_SPREAD)};
	const struct error *e;
	const struct row *r;
	struct outgoing *m;

	*out = NULL;
	if ((e = db_transact(db, PATIENCE, claim_step, &claim)) || !(r = claim.row))
		return e;
	m = POOL_NEW(db_pool(db), struct outgoing);
	*m = (struct outgoing){.id = id, .tries = (int)row_int(r, 0), .kind = row_text(r, 1),
	    .channel = row_text(r, 3), .created = row_moment(r, 6)};
	m->params.pool = db_pool(db);
	if ((e = open_row(db, r, m))) {
		log_failure("notice-unreadable", e);
		return outbox_failed(db, m);
	}
	*out = m;
	return NULL;
}

struct mark {
	struct db *db;
	const struct statement *statement;
	struct values values;
};

static const struct error *
mark_step(void *data)
{
	const struct mark *mark = data;

	return db_run(mark->db, mark->statement, mark->values, NULL);
}

static const struct error *
mark_as(struct db *db, const struct statement *statement, struct values values)
{
	struct mark mark = {db, statement, values};

	return db_transact(db, PATIENCE, mark_step, &mark);
}

static struct bytes
no_params(struct db *db, const struct outgoing *m)
{
	return seal(db_pool(db), NOTICE_PARAMS, m->id, bytes_of(""));
}

static struct bytes
kept(struct db *db, const struct outgoing *m, const char *text, size_t most)
{
	return text ? seal_text(db_pool(db), "notice", m->id, text_first(db_pool(db), text, most)) :
	    BYTES(NULL, 0);
}

const struct error *
outbox_sent(struct db *db, const struct outgoing *m, const char *subject, const char *body,
    moment now)
{
	return mark_as(db, &outbox_mark_sent, DB(db_moment(now), db_bytes(no_params(db, m)),
	    db_bytes(kept(db, m, subject, MOST_SUBJECT)), db_bytes(kept(db, m, body, MOST_BODY)),
	    db_int(m->id), db_int(m->tries)));
}

const struct error *
outbox_again(struct db *db, const struct outgoing *m, moment next)
{
	return mark_as(db, &outbox_mark_again, DB(db_moment(next), db_int(m->id), db_int(m->tries)));
}

const struct error *
outbox_failed(struct db *db, const struct outgoing *m)
{
	return mark_as(db, &outbox_mark_failed, DB(db_bytes(no_params(db, m)), db_int(m->id),
	    db_int(m->tries)));
}

const struct error *
outbox_recover(struct db *db, moment now, int64_t *count)
{
	return db_run(db, &outbox_give_back, DB(db_moment(now)), count);
}
