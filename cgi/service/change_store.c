/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The rows of proposed changes, and what each step says in the record. */
#include "service/change_part.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/db.h"

#define PICK "SELECT s.id, s.kind, s.officer, s.version, s.name, s.number, s.full_name, s.unit, s.role, " \
    "s.reason, s.proposed_by, s.proposed, s.ends, s.settled, s.settled_by, s.outcome, u.code, " \
    "u.name_zh, u.name_en, p.number, t.number FROM staff_change s JOIN unit u ON u.id = s.unit " \
    "JOIN officer p ON p.id = s.proposed_by LEFT JOIN officer t ON t.id = s.settled_by "
#define ROW "isrisssissitttrssssss"
STATEMENT(change_one, "i", ROW, PICK "WHERE s.id = ?")
STATEMENT(change_waiting, "t", ROW, PICK "WHERE s.settled IS NULL AND s.ends > ? ORDER BY s.id LIMIT 200")
STATEMENT(change_of_officer, "i", ROW, PICK "WHERE s.officer = ? ORDER BY s.id DESC LIMIT 20")
STATEMENT(change_turn, "i", "i", "SELECT id FROM staff_change WHERE id = ? FOR UPDATE")
STATEMENT(change_row_insert, "isrisssissitt", "",
    "INSERT INTO staff_change (id, kind, officer, version, name, number, full_name, unit, role, "
    "reason, proposed_by, proposed, ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(change_settled, "tisri", "",
    "UPDATE staff_change SET settled = ?, settled_by = ?, outcome = ?, officer = ? "
    "WHERE id = ? AND settled IS NULL")
STATEMENT(change_of_name, "st", "i",
    "SELECT COUNT(*) FROM staff_change WHERE name = ? AND settled IS NULL AND ends > ?")

static const struct {
	const char *word;
	enum audit_action proposed, confirmed;
	bool ends_sign_ins;
} kinds[CHANGE_KINDS] = {
#define CHANGE(kind, word, proposed, confirmed, ends) [CHANGE_##kind] = {word, proposed, confirmed, ends},
#include "service/change.def"
#undef CHANGE
};

static const char *const faults[FAULTS] = {
	[FAULT_NONE] = "none",
	[FAULT_OVER] = "over",
	[FAULT_STALE] = "stale",
	[FAULT_OWN] = "own",
	[FAULT_SAME_PERSON] = "same_person",
	[FAULT_NAME] = "name",
	[FAULT_NUMBER] = "number",
	[FAULT_PLACE] = "place",
	[FAULT_NOTHING] = "nothing",
	[FAULT_OPEN] = "open",
	[FAULT_STATE] = "state",
	[FAULT_HOLDS] = "holds",
	[FAULT_LAST] = "last",
};

const char *
fault_word(enum change_fault fault)
{
	return fault < FAULTS ? faults[fault] : "";
}

const char *
change_word(enum change_kind kind)
{
	return kind < CHANGE_KINDS ? kinds[kind].word : "";
}

enum audit_action
change_proposed(enum change_kind kind)
{
	return kinds[kind].proposed;
}

enum audit_action
change_confirmed(enum change_kind kind)
{
	return kinds[kind].confirmed;
}

bool
change_ends_sign_ins(enum change_kind kind)
{
	return kinds[kind].ends_sign_ins;
}

bool
change_is_open(const struct change *c, moment now)
{
	return !c->settled && now < c->ends;
}

static const struct error *
read_row(const struct row *r, struct change *c)
{
	*c = (struct change){.id = row_int(r, 0), .kind = CHANGE_KINDS, .officer = row_int(r, 2),
	    .version = row_int(r, 3), .name = row_text(r, 4), .number = row_text(r, 5),
	    .full_name = row_text(r, 6), .unit = row_int(r, 7), .reason = row_text(r, 9),
	    .proposed_by = row_int(r, 10), .proposed = row_moment(r, 11), .ends = row_moment(r, 12),
	    .settled = row_moment(r, 13), .settled_by = row_int(r, 14), .outcome = row_text(r, 15),
	    .unit_code = row_text(r, 16), .unit_zh = row_text(r, 17), .unit_en = row_text(r, 18),
	    .proposed_by_number = row_text(r, 19), .settled_by_number = row_text(r, 20)};
	for (int i = 0; i < CHANGE_KINDS; i++)
		if (text_same(row_text(r, 1), kinds[i].word))
			c->kind = (enum change_kind)i;
	return role_read(row_text(r, 8), &c->role) && c->kind != CHANGE_KINDS ? NULL :
	    fail(ERROR_INTERNAL, "a change of an unknown kind or role");
}

static const struct error *
read_rows(struct db *db, const struct rows *rows, struct changes *out)
{
	const struct error *e;

	out->count = rows->count;
	out->at = pool_zero(db_pool(db), (rows->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows->count; i++)
		if ((e = read_row(rows->at[i], &out->at[i])))
			return e;
	return NULL;
}

const struct error *
change_find(struct db *db, int64_t id, struct change **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &change_one, DB(db_int(id)), &row)) || !row)
		return e;
	*out = POOL_NEW(db_pool(db), struct change);
	return read_row(row, *out);
}

const struct error *
change_open(struct db *db, moment now, struct changes *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &change_waiting, DB(db_moment(now)), &rows)))
		return e;
	return read_rows(db, &rows, out);
}

const struct error *
change_list(struct db *db, int64_t officer, struct changes *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &change_of_officer, DB(db_int(officer)), &rows)))
		return e;
	return read_rows(db, &rows, out);
}

const struct error *
change_lock(struct db *db, int64_t id, struct change **out)
{
	const struct error *e;
	struct row *row;

	/* whoever comes second may still read it as open; change_settle() then finds that it is not */
	if ((e = db_row(db, &change_turn, DB(db_int(id)), &row)) || (e = change_find(db, id, out)))
		return e;
	return *out ? NULL : fail(ERROR_NOT_FOUND, "no such change");
}

const struct error *
change_insert(struct db *db, struct change *c, moment now)
{
	c->proposed = now;
	c->ends = now + CHANGE_LASTS;
	return db_run(db, &change_row_insert, DB(db_int(c->id), db_text(kinds[c->kind].word),
	    db_ref(c->officer), db_int(c->version), db_text(c->name), db_text(c->number),
	    db_text(c->full_name), db_int(c->unit), db_text(role_word(c->role)), db_text(c->reason),
	    db_int(c->proposed_by), db_moment(c->proposed), db_moment(c->ends)), NULL);
}

const struct error *
change_settle(struct db *db, const struct change *c, int64_t by, const char *outcome, moment now)
{
	return db_run_one(db, &change_settled, DB(db_moment(now), db_int(by), db_text(outcome),
	    db_ref(c->officer), db_int(c->id)));
}

const struct error *
change_is_waited_for(struct db *db, const char *name, moment now, enum change_fault *fault)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &change_of_name, DB(db_text(name), db_moment(now)), &row)))
		return e;
	if (row && row_int(row, 0))
		*fault = FAULT_OPEN;
	return NULL;
}

/* "br-ouhai · officer → br-ruian · approver: the reason" */
static const char *
detail_of(struct db *db, const struct change *c, const struct roster_officer *was)
{
	const char *reason = c->reason ? c->reason : "", *mark = *reason ? ": " : "";
	struct pool *pool = db_pool(db);

	if (c->unit_code && c->kind == CHANGE_ADD)
		return pool_format(pool, "%s · %s · %s%s%s", c->unit_code, role_word(c->role), c->number,
		    mark, reason);
	if (c->unit_code && c->kind == CHANGE_MOVE && was)
		return pool_format(pool, "%s · %s → %s · %s%s%s", was->unit_code, role_word(was->role),
		    c->unit_code, role_word(c->role), mark, reason);
	return reason;
}

const struct error *
change_record(struct db *db, enum audit_action action, const struct change *c,
    const struct roster_officer *was, const struct administrator *by, moment now)
{
	return audit_add(db, &(struct audit){.action = action, .actor = by->id,
	    .role = role_word(ROLE_ADMINISTRATOR), .target = c->officer, .name = c->name,
	    .detail = detail_of(db, c, was)}, now);
}
