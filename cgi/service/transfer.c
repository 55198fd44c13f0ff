/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/transfer.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/contact.h"
#include "service/deadline.h"
#include "service/department.h"
#include "service/forward.h"
#include "service/history.h"
#include "service/opening.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(transfer_unit, "s", "i", "SELECT id FROM unit WHERE code = ? AND kind = 'outside'")
STATEMENT(transfer_insert, "iiiiittbbr", "",
    "INSERT INTO transfer (id, application, round, unit, officer, at, take_by, forwarded, note, whose) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(transfer_rounds, "i", "i",
    "SELECT COALESCE(MAX(round), 0) + 1 FROM transfer WHERE application = ?")
STATEMENT(transfer_paper_insert, "iis", "",
    "INSERT INTO transfer_paper (transfer, file, code) VALUES (?, ?, ?)")
STATEMENT(transfer_contacts, "i", "ib",
    "SELECT id, sealed FROM contact WHERE person = ? ORDER BY confirmed DESC, id DESC LIMIT 4")

/* what departments handed back; an officer who takes it back ends the transfer, and does not count */
#define HANDED_BACK "AND action = 'hand_back' AND role = 'clerk'"
#define BACK "(SELECT COUNT(*) FROM history WHERE application = t.application " HANDED_BACK ")"
#define COLUMNS "t.id, t.application, t.unit, a.version, a.ref, a.formality, a.formality_version, " \
	"a.lang, t.at, t.take_by, t.taken, t.answered, a.due, t.forwarded, t.note, t.question, " \
	"t.answer, t.answer_own, " BACK
#define FROM " FROM transfer t JOIN application a ON a.id = t.application " \
	"AND a.state = 'transferred' WHERE t.ended IS NULL AND "
#define TYPES "iiiissistttttbbbbbi"
STATEMENT(transfer_select, "ii", TYPES, "SELECT " COLUMNS FROM "t.id = ? AND t.unit = ?")
STATEMENT(transfer_at, "i", TYPES, "SELECT " COLUMNS FROM "t.application = ?")
STATEMENT(transfer_papers_select, "i", "issi",
    "SELECT p.file, p.code, f.type, f.pages FROM transfer_paper p JOIN file f ON f.id = p.file "
    "AND f.state = 'complete' WHERE p.transfer = ? ORDER BY p.file")
STATEMENT(transfer_queue, "iii", "issttttti",
    "SELECT t.id, a.ref, a.formality, t.at, t.take_by, t.taken, t.answered, a.due, " BACK FROM
    "t.unit = ? AND t.id > ? AND a.id NOT IN (SELECT application FROM barred WHERE officer = ?) "
    "ORDER BY t.id LIMIT 31")

STATEMENT(transfer_taken, "ti", "",
    "UPDATE transfer SET taken = COALESCE(taken, ?) WHERE id = ? AND ended IS NULL")
STATEMENT(transfer_answered, "ttbbi", "",
    "UPDATE transfer SET taken = COALESCE(taken, ?), answered = ?, answer = ?, answer_own = ? "
    "WHERE id = ? AND ended IS NULL")
STATEMENT(transfer_asked, "bi", "",
    "UPDATE transfer SET answered = NULL, question = ? "
    "WHERE id = ? AND ended IS NULL AND answered IS NOT NULL")
STATEMENT(transfer_backs, "i", "i",
    "SELECT COUNT(*) FROM history WHERE application = ? " HANDED_BACK)
STATEMENT(transfer_center_find, "", "i",
    "SELECT id FROM unit WHERE kind = 'center' ORDER BY id LIMIT 1")
STATEMENT(transfer_seen_last, "iiist", "i",
    "SELECT COUNT(*) FROM access_record WHERE application = ? AND officer = ? AND unit = ? "
    "AND what = ? AND at > ?")

static struct bytes
seal_if(struct db *db, const char *context, int64_t id, const char *text)
{
	return text && *text ? seal_text(db_pool(db), context, id, text) : BYTES(NULL, 0);
}

static const struct error *
check_length(const char *text)
{
	return text && strlen(text) > TRANSFER_TEXT_MOST ?
	    fail(ERROR_INVALID, "text of %zu bytes", strlen(text)) : NULL;
}

static const struct error *
copy_contacts(struct db *db, int64_t person, struct pairs *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &transfer_contacts, DB(db_int(person)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const char *address;

		if ((e = unseal_text(db_pool(db), CONTACT_CONTEXT, row_int(rows.at[i], 0),
		    row_bytes(rows.at[i], 1), &address)))
			return e;
		pairs_set(out, pool_format(db_pool(db), "contact-%zu", i + 1), address);
	}
	return NULL;
}

/* What was chosen into the copy, and the papers beside it; nothing that was not agreed to. */
static const struct error *
copy(struct db *db, const struct application *a, const struct forward_list *list,
    const struct passing *p, int64_t transfer, struct pairs *forwarded)
{
	const struct error *e = NULL;
	size_t chosen = 0;

	for (size_t i = 0; i < list->count && !e; i++) {
		const struct forward_item *item = &list->at[i];

		if (!pairs_get(p->chosen, item->name))
			continue;
		if (!item->is_agreed)
			return fail(ERROR_FORBIDDEN, "%s was not agreed to", item->what == FORWARD_FIELD ?
			    item->code : "a paper or the contact");
		chosen++;
		if (item->what == FORWARD_FIELD)
			pairs_set(forwarded, item->code, pairs_get(&a->answers, item->code));
		else if (item->what == FORWARD_CONTACT)
			e = copy_contacts(db, a->person, forwarded);
		else
			e = db_run(db, &transfer_paper_insert, DB(db_int(transfer), db_int(item->file),
			    db_text(item->code)), NULL);
	}
	return e ? e : chosen ? NULL : fail(ERROR_INVALID, "nothing was chosen");
}

static const struct error *
unit_of(struct db *db, const struct department *d, int64_t *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &transfer_unit, DB(db_text(department_unit(db_pool(db), d))), &row)))
		return e;
	*out = row ? row_int(row, 0) : 0;
	return *out ? NULL : fail(ERROR_INTERNAL, "no unit for %s: run qiao-admin units", d->code);
}

const struct error *
transfer_pass(struct db *db, const struct application *a, const struct formality *f,
    const struct passing *p)
{
	struct telling told = {.transfer = db_new_id(), .kind = "forwarded", .ref = a->ref,
	    .formality = a->formality, .due = deadline_working(p->at, TAKE_DAYS)};
	struct pairs forwarded = {.pool = db_pool(db)};
	struct forward_list list;
	const struct error *e;
	struct row *round;

	if ((e = check_length(p->note)) || (e = unit_of(db, p->department, &told.unit)) ||
	    (e = forward_list(db, a, f, p->department->code, &list)) ||
	    (e = copy(db, a, &list, p, told.transfer, &forwarded)) ||
	    (e = db_row(db, &transfer_rounds, DB(db_int(a->id)), &round)))
		return e;
	if ((e = db_run(db, &transfer_insert, DB(db_int(told.transfer), db_int(a->id),
	    db_int(row_int(round, 0)), db_int(told.unit), db_int(p->officer), db_moment(p->at),
	    db_moment(told.due), db_bytes(seal(db_pool(db), "transfer", told.transfer,
	    pairs_store(&forwarded))), db_bytes(seal_if(db, "transfer-note", told.transfer, p->note)),
	    db_ref(a->unit)), NULL)))
		return e;
	return transfer_tell(db, &told, p->at);
}

/* Each of the sealed texts, NULL where there is none. */
static const struct error *
open_texts(struct db *db, const struct row *r, struct transfer *t)
{
	const struct {
		int column;
		const char *context;
		const char **out;
	} texts[] = {
		{14, "transfer-note", &t->note}, {15, "transfer-question", &t->question},
		{16, "transfer-answer", &t->answer}, {17, "transfer-own", &t->answer_own},
	};
	const struct error *e = NULL;

	for (size_t i = 0; i < sizeof texts / sizeof *texts && !e; i++)
		if (row_bytes(r, texts[i].column).n)
			e = unseal_text(db_pool(db), texts[i].context, t->id,
			    row_bytes(r, texts[i].column), texts[i].out);
	return e;
}

static const struct error *
load_papers(struct db *db, struct transfer *t)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &transfer_papers_select, DB(db_int(t->id)), &rows)))
		return e;
	t->papers.at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *t->papers.at);
	for (size_t i = 0; i < rows.count; i++)
		t->papers.at[t->papers.count++] = (struct paper){.file = row_int(rows.at[i], 0),
		    .code = row_text(rows.at[i], 1), .type = row_text(rows.at[i], 2),
		    .pages = (int)row_int(rows.at[i], 3)};
	return NULL;
}

static const struct error *
read_row(struct db *db, const struct row *r, struct transfer **out)
{
	struct transfer *t = POOL_NEW(db_pool(db), struct transfer);
	struct bytes forwarded;
	const struct error *e;

	*t = (struct transfer){.id = row_int(r, 0), .application = row_int(r, 1),
	    .unit = row_int(r, 2), .version = (int)row_int(r, 3), .ref = row_text(r, 4),
	    .formality = row_text(r, 5), .formality_version = row_int(r, 6), .at = row_moment(r, 8),
	    .take_by = row_moment(r, 9), .taken = row_moment(r, 10), .answered = row_moment(r, 11),
	    .due = row_moment(r, 12), .is_final = row_int(r, 18) >= HAND_BACKS_MOST};
	*out = t;
	if (!lang_of(row_text(r, 7), &t->lang))
		return fail(ERROR_INTERNAL, "transfer of an unknown language");
	if ((e = unseal(db_pool(db), "transfer", t->id, row_bytes(r, 13), &forwarded)) ||
	    (e = pairs_read(db_pool(db), forwarded, &t->forwarded)) || (e = open_texts(db, r, t)))
		return e;
	return load_papers(db, t);
}

const struct error *
transfer_load(struct db *db, int64_t id, int64_t unit, struct transfer **out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &transfer_select, DB(db_int(id), db_int(unit)), &row)))
		return e;
	return row ? read_row(db, row, out) : fail(ERROR_NOT_FOUND, "not at this department now");
}

const struct error *
transfer_of(struct db *db, int64_t application, struct transfer **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &transfer_at, DB(db_int(application)), &row)) || !row)
		return e;
	return read_row(db, row, out);
}

const struct error *
transfer_list(struct db *db, int64_t unit, int64_t viewer, int64_t after, struct transfers *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &transfer_queue, DB(db_int(unit), db_int(after), db_int(viewer)),
	    &rows)))
		return e;
	out->has_more = rows.count > TRANSFER_PAGE;
	out->count = out->has_more ? TRANSFER_PAGE : rows.count;
	out->at = pool_zero(db_pool(db), (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count; i++) {
		const struct row *r = rows.at[i];

		out->at[i] = (struct transfer){.id = row_int(r, 0), .ref = row_text(r, 1),
		    .formality = row_text(r, 2), .at = row_moment(r, 3), .take_by = row_moment(r, 4),
		    .taken = row_moment(r, 5), .answered = row_moment(r, 6), .due = row_moment(r, 7),
		    .is_final = row_int(r, 8) >= HAND_BACKS_MOST};
	}
	return NULL;
}

const struct error *
transfer_take(struct db *db, const struct transfer *t, moment now)
{
	return db_run_one(db, &transfer_taken, DB(db_moment(now), db_int(t->id)));
}

const struct error *
transfer_answer(struct db *db, const struct transfer *t, const char *answer, const char *own,
    moment now)
{
	const struct error *e;

	if ((e = check_length(answer)) || (e = check_length(own)))
		return e;
	return db_run_one(db, &transfer_answered, DB(db_moment(now), db_moment(now),
	    db_bytes(seal_if(db, "transfer-answer", t->id, answer)),
	    db_bytes(seal_if(db, "transfer-own", t->id, own)), db_int(t->id)));
}

const struct error *
transfer_ask_again(struct db *db, const struct transfer *t, const char *question, moment now)
{
	const struct telling told = {t->id, t->unit, "asked_again", t->ref, t->formality, t->due};
	const struct error *e;

	if ((e = check_length(question)) || (e = db_run_one(db, &transfer_asked,
	    DB(db_bytes(seal_if(db, "transfer-question", t->id, question)), db_int(t->id)))))
		return e;
	return transfer_tell(db, &told, now);
}

const struct error *
transfer_back_to(struct db *db, int64_t application, bool is_theirs, int64_t *unit)
{
	const struct error *e;
	struct row *row;

	*unit = 0;
	if ((e = db_row(db, &transfer_backs, DB(db_int(application)), &row)) ||
	    row_int(row, 0) + is_theirs < HAND_BACKS_MOST ||
	    (e = db_row(db, &transfer_center_find, DB_NOTHING, &row)))
		return e;
	*unit = row ? row_int(row, 0) : 0;
	return NULL;
}

const struct error *
transfer_seen(struct db *db, const struct transfer *t, int64_t officer, bool is_paper, moment now)
{
	const char *what = is_paper ? "material" : "matter";
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &transfer_seen_last, DB(db_int(t->application), db_int(officer),
	    db_int(t->unit), db_text(what), db_moment(now - OPENING_LASTS)), &row)) || row_int(row, 0))
		return e;
	return view_add(db, t->application, officer, t->unit, role_word(ROLE_CLERK), what, "transfer",
	    now);
}
