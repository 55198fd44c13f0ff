/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/notice.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/contact.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(notice_contact, "i", "isbs",
    "SELECT c.id, c.kind, c.sealed, p.zone FROM contact c JOIN person p ON p.id = c.person "
    "WHERE c.person = ? ORDER BY c.confirmed DESC, c.id DESC LIMIT 1")
STATEMENT(notice_insert, "irrsssbbtt", "",
    "INSERT INTO notice (id, person, application, kind, lang, channel, address, params, state, "
    "next_try, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)")

#define MOST_PARAMS (8000 - SEAL_OVERHEAD)

struct message {
	int64_t person, application;
	const char *channel, *address, *kind;
	enum lang lang;
	moment next;			/* when it may go out */
};

static const struct error *
insert(struct db *db, const struct message *m, const struct pairs *params, moment now)
{
	struct pool *pool = db_pool(db);
	struct bytes stored = pairs_store(params);
	int64_t id = db_new_id();

	if (stored.n > MOST_PARAMS)
		return fail(ERROR_INVALID, "%s: params of %zu bytes", m->kind, stored.n);
	return db_run(db, &notice_insert, DB(db_int(id), db_ref(m->person), db_ref(m->application),
	    db_text(m->kind), db_text(lang_code(m->lang)), db_text(m->channel),
	    db_bytes(seal_text(pool, NOTICE_ADDRESS, id, m->address)),
	    db_bytes(seal(pool, NOTICE_PARAMS, id, stored)), db_moment(m->next),
	    db_moment(now)), NULL);
}

static const struct error *
queue(struct db *db, const struct application *a, const char *kind, const struct pairs *params,
    bool may_disturb, moment now)
{
	struct pool *pool = db_pool(db);
	struct message m = {.person = a->person, .application = a->id, .kind = kind,
	    .lang = a->lang};
	struct pairs all = {.pool = pool};
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &notice_contact, DB(db_int(a->person)), &row)) || !row ||
	    (e = unseal_text(pool, CONTACT_CONTEXT, row_int(row, 0), row_bytes(row, 2),
	    &m.address)))
		return e;
	m.channel = contact_channel(row_text(row, 1));
	m.next = may_disturb ? now : clock_daytime(now, row_text(row, 3));
	for (size_t i = 0; params && i < params->count; i++)
		pairs_set(&all, params->at[i].name, params->at[i].value);
	pairs_set(&all, "ref", a->ref);
	pairs_set(&all, "formality", a->formality);
	pairs_set(&all, "zone", row_text(row, 3));
	return insert(db, &m, &all, now);
}

const struct error *
notice_queue(struct db *db, const struct application *a, const char *kind,
    const struct pairs *params, moment now)
{
	return queue(db, a, kind, params, true, now);
}

const struct error *
notice_queue_by_day(struct db *db, const struct application *a, const char *kind,
    const struct pairs *params, moment now)
{
	return queue(db, a, kind, params, false, now);
}

const struct error *
notice_queue_to(struct db *db, const char *channel, const char *address, const char *kind,
    enum lang lang, const struct pairs *params, moment now)
{
	struct message m = {.channel = channel, .address = address, .kind = kind, .lang = lang,
	    .next = now};

	return insert(db, &m, params, now);
}
