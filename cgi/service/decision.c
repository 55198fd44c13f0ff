/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/decision.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/formality.h"
#include "service/material.h"
#include "service/wording.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(decision_insert, "isbrti", "",
    "INSERT INTO decision (id, application, outcome, reason, proposed_by, proposed) "
    "SELECT ?, a.id, ?, ?, ?, ? FROM application a WHERE a.id = ? AND NOT EXISTS "
    "(SELECT 1 FROM decision d WHERE d.application = a.id AND d.decided IS NULL)")
STATEMENT(decision_newest, "i", "isbrrttib",
    "SELECT id, outcome, reason, proposed_by, decided_by, proposed, decided, "
    "COALESCE(is_agreed, 0), note FROM decision WHERE application = ? "
    "ORDER BY proposed DESC, id DESC LIMIT 1")
STATEMENT(decision_close, "itibiii", "",
    "UPDATE decision SET decided_by = ?, decided = ?, is_agreed = ?, note = ? "
    "WHERE id = ? AND application = ? AND decided IS NULL AND NOT proposed_by <=> ?")
STATEMENT(result_insert, "ibbrsbitst", "",
    "INSERT INTO result (application, text, original, file, delivery, delivery_note, officer, issued, "
    "told_by, told_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(result_select, "i", "brssbttbstiii",
    "SELECT r.text, r.file, f.type, r.delivery, r.delivery_note, r.issued, r.fetched, r.original, "
    "r.told_by, r.told_on, COALESCE(f.pages, 0), COALESCE(f.width, 0), COALESCE(f.height, 0) "
    "FROM result r LEFT JOIN file f ON f.id = r.file WHERE r.application = ?")
STATEMENT(result_fetch, "ti", "",
    "UPDATE result SET fetched = ? WHERE application = ? AND fetched IS NULL")

#define DELIVERY_MOST 1900		/* bytes of delivery_note */

static const struct error *
check_length(const char *text, size_t most)
{
	if (text && strlen(text) > most)
		return fail(ERROR_INVALID, "text of %zu bytes", strlen(text));
	return NULL;
}

static struct bytes
seal_if(struct db *db, const char *context, int64_t row, const char *text)
{
	return text && *text ? seal_text(db_pool(db), context, row, text) : BYTES(NULL, 0);
}

static const struct error *
unseal_if(struct db *db, const char *context, int64_t row, struct bytes sealed, const char **text)
{
	*text = NULL;
	return sealed.p ? unseal_text(db_pool(db), context, row, sealed, text) : NULL;
}

/* By nobody (0), if one alone approves. */
static const struct error *
open_decision(struct db *db, const struct application *a, int64_t id, bool is_approval, const char *reason,
    int64_t proposed_by, moment now)
{
	return db_run_one(db, &decision_insert, DB(db_int(id),
	    db_text(is_approval ? "approve" : "refuse"),
	    db_bytes(seal_text(db_pool(db), DECISION_CONTEXT, id, reason)), db_ref(proposed_by),
	    db_moment(now), db_int(a->id)));
}

const struct error *
decision_propose(struct db *db, const struct application *a, bool is_approval, const char *reason,
    const char *zh, int64_t officer, moment now)
{
	const struct error *e;

	if ((e = check_length(reason, DECISION_TEXT_MOST)) || (e = check_length(zh, DECISION_TEXT_MOST)))
		return e;
	return open_decision(db, a, db_new_id(), is_approval, wording_join(db_pool(db), reason, zh), officer,
	    now);
}

const struct error *
decision_alone(struct db *db, const struct application *a, const char *reason, int64_t officer, moment now)
{
	const struct decision d = {.id = db_new_id()};
	const struct error *e;

	if ((e = check_length(reason, DECISION_TEXT_MOST)) ||
	    (e = open_decision(db, a, d.id, true, reason, 0, now)))
		return e;
	return decision_settle(db, a, &d, true, NULL, officer, now);
}

const struct error *
decision_load(struct db *db, int64_t application, struct decision **out)
{
	const struct error *e;
	struct decision *d;
	struct row *r;

	*out = NULL;
	if ((e = db_row(db, &decision_newest, DB(db_int(application)), &r)) || !r)
		return e;
	d = *out = POOL_NEW(db_pool(db), struct decision);
	*d = (struct decision){.id = row_int(r, 0),
	    .is_approval = strcmp(row_text(r, 1), "approve") == 0, .proposed_by = row_int(r, 3),
	    .decided_by = row_int(r, 4), .proposed = row_moment(r, 5), .decided = row_moment(r, 6),
	    .is_agreed = row_int(r, 7) != 0};
	if ((e = unseal_text(db_pool(db), DECISION_CONTEXT, d->id, row_bytes(r, 2), &d->reason)))
		return e;
	wording_split(db_pool(db), &d->reason, &d->zh);
	return unseal_if(db, DECISION_NOTE_CONTEXT, d->id, row_bytes(r, 8), &d->note);
}

const struct error *
decision_settle(struct db *db, const struct application *a, const struct decision *d,
    bool is_agreed, const char *note, int64_t officer, moment now)
{
	const struct error *e;

	if (d->proposed_by == officer)
		return fail(ERROR_ROLE, "who proposes does not decide");
	if ((e = check_length(note, DECISION_TEXT_MOST)))
		return e;
	return db_run_one(db, &decision_close, DB(db_int(officer), db_moment(now),
	    db_int(is_agreed), db_bytes(seal_if(db, DECISION_NOTE_CONTEXT, d->id, note)), db_int(d->id),
	    db_int(a->id), db_int(officer)));
}

static const struct error *
check_second(struct db *db, const struct application *a, const struct deed *deed)
{
	const struct error *e;
	struct decision *d;

	if ((e = decision_load(db, a->id, &d)))
		return e;
	if (!d)
		return fail(ERROR_CONFLICT, "nothing was proposed");
	if (d->proposed_by == deed->actor)
		return fail(ERROR_ROLE, "who proposes does not decide");
	if (deed->action != ACT_RETURN && d->is_approval != (deed->action == ACT_APPROVE))
		return fail(ERROR_CONFLICT, "another outcome was proposed");
	return NULL;
}

static const struct error *
check_alone(const struct application *a, const struct deed *deed)
{
	if (!deed->formality)
		return fail(ERROR_INTERNAL, "no formality for who decides");
	if (deed->formality->needs_approval)
		return fail(ERROR_CONFLICT, "approved alone, where a second person decides");
	if (a->officer && a->officer != deed->actor)
		return fail(ERROR_ROLE, "approved alone by who does not have it in hand");
	return NULL;
}

const struct error *
decision_check(struct db *db, const struct application *a, bool is_second, const struct deed *deed)
{
	const struct error *e = NULL;

	if (is_second)
		e = check_second(db, a, deed);
	else if (deed->action == ACT_APPROVE)
		e = check_alone(a, deed);
	if (!e && deed->action == ACT_APPROVE && a->owed && !(deed->is_waived && deed->detail))
		return fail(ERROR_CONFLICT, "approved without a paper that is owed, and nobody said so");
	return e;
}

const struct error *
result_store(struct db *db, const struct application *a, const struct result *result,
    int64_t officer, moment now)
{
	const struct error *e;

	if ((e = check_length(result->text, DECISION_TEXT_MOST)) ||
	    (e = check_length(result->original, DECISION_TEXT_MOST)) ||
	    (e = check_length(result->delivery_note, DELIVERY_MOST)) ||
	    (result->file && (e = file_complete(db, result->file))))
		return e;
	e = db_run(db, &result_insert, DB(db_int(a->id),
	    db_bytes(seal_text(db_pool(db), RESULT_CONTEXT, a->id, result->text)),
	    db_bytes(seal_if(db, RESULT_ORIGINAL_CONTEXT, a->id, result->original)),
	    db_ref(result->file), db_text(result->delivery),
	    db_bytes(seal_if(db, RESULT_DELIVERY_CONTEXT, a->id, result->delivery_note)), db_int(officer),
	    db_moment(now), db_text(result->told_by), db_moment(result->told_on)), NULL);
	return e && db_is_duplicate(e) ? fail(ERROR_CONFLICT, "a second result") : e;
}

const struct error *
result_load(struct db *db, int64_t application, struct result **out)
{
	const struct error *e;
	struct result *result;
	struct row *r;

	*out = NULL;
	if ((e = db_row(db, &result_select, DB(db_int(application)), &r)) || !r)
		return e;
	result = *out = POOL_NEW(db_pool(db), struct result);
	*result = (struct result){.file = row_int(r, 1), .file_type = row_text(r, 2),
	    .delivery = row_text(r, 3), .issued = row_moment(r, 5), .fetched = row_moment(r, 6),
	    .told_by = row_text(r, 8), .told_on = row_moment(r, 9), .file_pages = (int)row_int(r, 10),
	    .file_width = (int)row_int(r, 11), .file_height = (int)row_int(r, 12)};
	if ((e = unseal_text(db_pool(db), RESULT_CONTEXT, application, row_bytes(r, 0),
	    &result->text)) ||
	    (e = unseal_if(db, RESULT_ORIGINAL_CONTEXT, application, row_bytes(r, 7), &result->original)))
		return e;
	return unseal_if(db, RESULT_DELIVERY_CONTEXT, application, row_bytes(r, 4),
	    &result->delivery_note);
}

const char *
result_file_name(struct pool *pool, const struct application *a, const struct result *result)
{
	return pool_format(pool, "%s.%s", a->ref,
	    text_same(result->file_type, "application/pdf") ? "pdf" : "jpg");
}

const struct error *
result_fetched(struct db *db, int64_t application, moment now)
{
	return db_run(db, &result_fetch, DB(db_moment(now), db_int(application)), NULL);
}
