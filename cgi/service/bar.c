/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/bar.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/alike.h"
#include "service/application.h"
#include "service/contact.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(bar_mark_insert, "ibst", "",
    "INSERT INTO officer_mark (officer, idx, kind, since) VALUES (?, ?, ?, ?)")
STATEMENT(bar_mark_list, "i", "st",
    "SELECT kind, since FROM officer_mark WHERE officer = ? ORDER BY since")
STATEMENT(bar_recusal_insert, "iit", "",
    "INSERT INTO recusal (application, officer, at) VALUES (?, ?, ?)")

STATEMENT(bar_look, "iiiii", "isi", "SELECT " BAR_COLUMNS " FROM application a WHERE a.id = ?")
STATEMENT(bar_any, "ii", "i",
    "SELECT EXISTS (SELECT 1 FROM officer_mark WHERE officer = ?) "
    "OR EXISTS (SELECT 1 FROM recusal WHERE officer = ?)")
STATEMENT(bar_look_ref, "iiiis", "iisi", "SELECT a.id, " BAR_COLUMNS " FROM application a WHERE a.ref = ?")
/* what waits and is barred to that officer, by an index that this one has, too */
STATEMENT(bar_alike, "iib", "ib",
    "SELECT a.id, a.answers FROM matter_number m "
    "JOIN barred b ON b.application = m.application AND b.officer = ? "
    "JOIN application a ON a.id = m.application AND a.id <> ? WHERE m.idx = ? LIMIT 12")
STATEMENT(bar_number_insert, "ib", "",
    "INSERT IGNORE INTO matter_number (application, idx) VALUES (?, ?)")
/* what waits, and what is rated badly and followed up */
STATEMENT(bar_uncounted, "bibi", "i",
    "(SELECT e.id FROM queue_entry e LEFT JOIN matter_number n ON n.application = e.id AND n.idx = ? "
    "WHERE e.id > ? AND n.application IS NULL ORDER BY e.id LIMIT 50) UNION ALL "
    "(SELECT f.application FROM follow_up f LEFT JOIN matter_number n ON n.application = f.application "
    "AND n.idx = ? WHERE f.closed IS NULL AND f.application > ? AND n.application IS NULL "
    "ORDER BY f.application LIMIT 50) ORDER BY 1 LIMIT 50")

#define LEAST_NUMBER 5			/* characters of a document's number */
#define MOST_NUMBER 20
#define LEAST_DIGITS 4
#define CATCH_UP 50
#define PATIENCE (20 * SECOND)

/* A matter was looked at for all that is indexed now. All zeros: for numbers alone. */
static const uint8_t looked_at[32] = {1};

static const struct {
	const char *name, *birth;
} named[] = {
#define NAMED(name, birth) {name, birth},
#include "service/alike.def"
};

static char *
in_capitals(char *s)
{
	for (char *c = s; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return s;
}

struct bytes
bar_named_index(struct pool *pool, const char *name, const char *birth)
{
	return keyed_hash(pool, "matter-name",
	    bytes_of(in_capitals(pool_format(pool, "%s\n%s", birth, name))));
}

struct bytes
bar_number_index(struct pool *pool, const char *number)
{
	return keyed_hash(pool, "officer-mark",
	    bytes_of(in_capitals(pool_format(pool, "number:%s", number))));
}

static const struct error *
done_before(const struct error *e)
{
	return e && db_is_duplicate(e) ? NULL : e;
}

static const struct error *
declare(struct db *db, int64_t officer, struct bytes idx, const char *kind, moment now)
{
	const struct error *e;
	struct bar_marks marks;

	if ((e = bar_marks(db, officer, &marks)))
		return e;
	if (marks.count == BAR_MARKS_MOST)
		return fail(ERROR_CONFLICT, "more than %d marks", BAR_MARKS_MOST);
	return done_before(db_run(db, &bar_mark_insert, DB(db_int(officer), db_bytes(idx), db_text(kind),
	    db_moment(now)), NULL));
}

const struct error *
bar_declare_contact(struct db *db, int64_t officer, const char *kind, const char *address, moment now)
{
	return declare(db, officer, contact_index(db_pool(db), kind, address), "contact", now);
}

const struct error *
bar_declare_number(struct db *db, int64_t officer, const char *number, moment now)
{
	return declare(db, officer, bar_number_index(db_pool(db), number), "number", now);
}

const struct error *
bar_marks(struct db *db, int64_t officer, struct bar_marks *out)
{
	const struct error *e;
	struct rows rows;

	*out = (struct bar_marks){.count = 0};
	if ((e = db_rows(db, &bar_mark_list, DB(db_int(officer)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && i < BAR_MARKS_MOST; i++) {
		out->is_number[i] = text_same(row_text(rows.at[i], 0), "number");
		out->since[i] = row_moment(rows.at[i], 1);
		out->count++;
	}
	return NULL;
}

/* As documents have them; what else was answered is not indexed. */
static bool
is_number(const char *s)
{
	size_t n = 0, digits = 0;

	for (; s[n]; n++) {
		if (!((s[n] >= '0' && s[n] <= '9') || (s[n] >= 'A' && s[n] <= 'Z') ||
		    (s[n] >= 'a' && s[n] <= 'z')) || n == MOST_NUMBER)
			return false;
		digits += s[n] >= '0' && s[n] <= '9';
	}
	return n >= LEAST_NUMBER && digits >= LEAST_DIGITS;
}

static bool
is_marked(struct pool *pool, const char *marks, const char *value)
{
	struct bytes idx = bar_number_index(pool, value);
	char hex[2 * 32 + 1];

	for (size_t i = 0; i < idx.n && i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02X", idx.p[i]);
	return strstr(marks, hex) != NULL;
}

/* In theirs it may be a householder's or a child's: then the applicant is somebody else. */
static const struct error *
read_alike(struct db *db, const struct application *a, const struct alike *by, int64_t officer, bool *out)
{
	const struct error *e;
	struct rows rows;

	if (!alike_has(&a->answers, by))
		return NULL;
	if ((e = db_rows(db, &bar_alike, DB(db_int(officer), db_int(a->id),
	    db_bytes(alike_index(db_pool(db), &a->answers, by))), &rows)))
		return e;
	for (size_t i = 0; i < rows.count && !*out; i++) {
		struct application theirs = {.id = row_int(rows.at[i], 0),
		    .sealed_answers = row_bytes(rows.at[i], 1)};

		if ((e = application_open(db, &theirs)))
			return e;
		*out = alike_is(&a->answers, &theirs.answers, by);
	}
	return NULL;
}

struct bar_row
bar_row(const struct row *row, int first, int64_t officer)
{
	return (struct bar_row){officer, row_int(row, first) != 0, row_text(row, first + 1),
	    row_int(row, first + 2) != 0};
}

const struct error *
bar_read(struct db *db, struct application *a, const struct bar_row *row, bool *out)
{
	const struct error *e = NULL;
	const struct alike *by;

	*out = row->is_known;
	if (*out || (!row->marks && !row->is_any))
		return NULL;
	if ((e = application_open_once(db, a)))
		return e;
	for (size_t i = 0; row->marks && i < a->answers.count && !*out; i++)
		*out = is_number(a->answers.at[i].value) &&
		    is_marked(db_pool(db), row->marks, a->answers.at[i].value);
	for (size_t i = 0; row->is_any && (by = alike_at(i)) && !*out && !e; i++)
		e = read_alike(db, a, by, row->officer, out);
	return e;
}

const struct error *
bar_is(struct db *db, struct application *a, int64_t officer, bool *out)
{
	struct value who = db_int(officer);
	const struct error *e;
	struct bar_row bar;
	struct row *row;

	*out = false;
	if ((e = db_row(db, &bar_look, DB(who, who, who, who, db_int(a->id)), &row)) || !row)
		return e;
	bar = bar_row(row, 0, officer);
	return bar_read(db, a, &bar, out);
}

static const struct error *
note_index(struct db *db, const struct application *a, struct bytes idx)
{
	return db_run(db, &bar_number_insert, DB(db_int(a->id), db_bytes(idx)), NULL);
}

const struct error *
bar_view_load(struct db *db, int64_t officer, struct bar_view *out)
{
	const struct error *e;
	struct row *row;

	*out = (struct bar_view){.officer = officer};
	if (!(e = db_row(db, &bar_any, DB(db_int(officer), db_int(officer)), &row)))
		out->is_any = row_int(row, 0) != 0;
	return e;
}

const struct error *
bar_hides(struct db *db, const struct bar_view *view, const char *ref, bool *out)
{
	struct value who = db_int(view->officer);
	struct application *a;
	const struct error *e;
	struct bar_row bar;
	struct row *row;

	*out = false;
	if (!view->is_any || !ref)
		return NULL;
	if ((e = db_row(db, &bar_look_ref, DB(who, who, who, who, db_text(ref)), &row)) || !row)
		return e;
	bar = bar_row(row, 1, view->officer);
	*out = bar.is_known;
	if (*out || (!bar.marks && !bar.is_any))
		return NULL;
	if ((e = application_load(db, row_int(row, 0), &a)))
		return e;
	return bar_read(db, a, &bar, out);
}

const struct error *
bar_note_numbers(struct db *db, const struct application *a)
{
	const struct error *e = note_index(db, a, BYTES(looked_at, sizeof looked_at));

	for (size_t i = 0; i < a->answers.count && !e; i++)
		if (is_number(a->answers.at[i].value))
			e = note_index(db, a, bar_number_index(db_pool(db), a->answers.at[i].value));
	for (size_t i = 0; i < sizeof named / sizeof *named && !e; i++) {
		const char *name = pairs_get(&a->answers, named[i].name);
		const char *birth = pairs_get(&a->answers, named[i].birth);

		if (name && *name && birth && *birth)
			e = note_index(db, a, bar_named_index(db_pool(db), name, birth));
	}
	return e;
}

const struct error *
bar_check(struct db *db, struct application *a, const struct deed *deed)
{
	bool is_barred = a->is_barred;
	const struct error *e;

	if (deed->role == ROLE_RESIDENT || !deed->actor || deed->action == ACT_RECUSE)
		return NULL;
	if (a->bar_of != deed->actor && (e = bar_is(db, a, deed->actor, &is_barred)))
		return e;
	if (!is_barred && deed->action == ACT_ASSIGN && deed->officer &&
	    (e = bar_is(db, a, deed->officer, &is_barred)))
		return e;
	return is_barred ? fail(ERROR_BARRED, "their own, their family's or of somebody they know") : NULL;
}

static const struct error *
recuse(struct db *db, struct application *a, const struct deed *deed)
{
	a->bar_of = deed->actor;
	a->is_barred = true;
	return done_before(db_run(db, &bar_recusal_insert, DB(db_int(a->id), db_int(deed->actor),
	    db_moment(deed->at)), NULL));
}

const struct error *
bar_note(struct db *db, struct application *a, const struct deed *deed)
{
	const struct error *e;

	if (deed->action == ACT_RECUSE)
		return recuse(db, a, deed);
	if (deed->action != ACT_SUBMIT && deed->action != ACT_ANSWER)
		return NULL;
	e = application_open_once(db, a);
	return e ? e : bar_note_numbers(db, a);
}

struct catching_up {
	struct db *db;
	int64_t id;
};

static const struct error *
catch_up_step(void *data)
{
	const struct catching_up *one = data;
	struct application *a;
	const struct error *e;

	if ((e = application_load(one->db, one->id, &a)) || (e = application_open(one->db, a)))
		return e;
	return bar_note_numbers(one->db, a);
}

const struct error *
bar_catch_up(struct db *db, int64_t *after, bool *is_over)
{
	struct value seen = db_bytes(BYTES(looked_at, sizeof looked_at)), from = db_int(*after);
	struct catching_up one = {.db = db};
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &bar_uncounted, DB(seen, from, seen, from), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		one.id = *after = row_int(rows.at[i], 0);
		/* one that has gone meanwhile, or whose answers are broken, stops nobody */
		if ((e = db_transact_apart(db, PATIENCE, catch_up_step, &one)))
			log_failure("bar", e);
		if (e && e->kind == ERROR_UNAVAILABLE)
			return e;
	}
	*is_over = rows.count < CATCH_UP;
	return NULL;
}
