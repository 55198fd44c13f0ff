/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/exclusion.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/application.h"
#include "service/bar.h"
#include "service/history.h"
#include "service/rating.h"
#include "store/db.h"
#include "store/seal.h"

#define ABOVE "JOIN unit_above x ON x.unit = r.unit AND x.above = ? "
#define EXCLUSION "SELECT r.application, a.ref, r.formality, r.level, r.at, r.excluded, " \
	HISTORY_HAND("r.application") ", " \
	"(SELECT MAX(p.id) FROM proposal p WHERE p.kind IN ('exclude', 'include') " \
	"AND p.stamp = r.application AND p.ended IS NULL) FROM rating r " ABOVE \
	"LEFT JOIN application a ON a.id = r.application WHERE r.unit <> x.above AND "
STATEMENT(exclusion_of_ref, "iis", "issittii", EXCLUSION "a.ref = ?")
STATEMENT(exclusion_of_id, "iii", "issittii", EXCLUSION "r.application = ?")
STATEMENT(exclusion_select_all, "ii", "issi",
    "SELECT p.id, p.kind, a.ref, " HISTORY_HAND("r.application") " FROM proposal p "
    "JOIN rating r ON r.application = p.stamp " ABOVE "LEFT JOIN application a ON a.id = r.application "
    "WHERE p.kind IN ('exclude', 'include') AND r.unit <> x.above "
    "ORDER BY p.ended IS NOT NULL, p.id DESC LIMIT 50")
STATEMENT(exclusion_set, "tii", "",
    "UPDATE rating SET excluded = ?, excluded_by = ? WHERE application = ? AND excluded IS NULL")
STATEMENT(exclusion_undo, "ii", "",
    "UPDATE rating SET excluded = NULL, excluded_by = ? WHERE application = ? AND excluded IS NOT NULL")
/* as 058-exclusion-sealed.sql left them */
STATEMENT(exclusion_older, "", "is",
    "SELECT id, body FROM proposal WHERE kind = 'exclude-old' ORDER BY id LIMIT 100")
STATEMENT(exclusion_seal, "bi", "",
    "UPDATE proposal SET kind = 'exclude', body = '', words = ? WHERE id = ?")

static const char *const grounds[EXCLUSION_GROUNDS] = {
#define EXCLUSION_GROUND(name, word) [EXCLUSION_##name] = word,
#include "service/exclusion.def"
};

const char *
exclusion_ground_word(enum exclusion_ground ground)
{
	return ground < EXCLUSION_GROUNDS ? grounds[ground] : "";
}

bool
exclusion_ground_read(const char *word, enum exclusion_ground *out)
{
	for (enum exclusion_ground g = 0; word && g < EXCLUSION_GROUNDS; g++)
		if (strcmp(word, grounds[g]) == 0) {
			*out = g;
			return true;
		}
	return false;
}

/* Of a matter that is deleted nobody knows any more whose it was, only who had it in hand. */
static const struct error *
read_row(struct db *db, const struct follower *by, const struct row *r, struct exclusion *out)
{
	const struct error *e;
	bool is_barred;

	if (!r)
		return fail(ERROR_NOT_FOUND, "no rating below this unit");
	if (row_int(r, 6))
		return fail(ERROR_ROLE, "who had it in hand does not take its rating away");
	*out = (struct exclusion){NULL, row_int(r, 0), row_text(r, 1), row_text(r, 2), (int)row_int(r, 3),
	    row_moment(r, 4), row_moment(r, 5), row_int(r, 7)};
	if (!out->ref)
		return NULL;
	if ((e = application_load(db, out->application, &out->a)) ||
	    (e = bar_is(db, out->a, by->officer, &is_barred)))
		return e;
	return is_barred ? fail(ERROR_BARRED, "their own, or of somebody they know") : NULL;
}

const struct error *
exclusion_find(struct db *db, const struct follower *by, const char *ref, struct exclusion *out)
{
	const struct error *e;
	struct row *row;

	e = db_row(db, &exclusion_of_ref, DB(db_int(by->officer), db_int(by->unit), db_text(ref)), &row);
	return e ? e : read_row(db, by, row, out);
}

const struct error *
exclusion_load(struct db *db, const struct follower *by, int64_t proposal, struct proposal **p,
    struct exclusion *out)
{
	const struct error *e;
	struct row *row;

	if ((e = proposal_find(db, PROPOSAL_EXCLUDE, proposal, p)) ||
	    (!*p && (e = proposal_find(db, PROPOSAL_INCLUDE, proposal, p))))
		return e;
	if (!*p)
		return fail(ERROR_NOT_FOUND, "no such proposal");
	e = db_row(db, &exclusion_of_id, DB(db_int(by->officer), db_int(by->unit), db_int((*p)->stamp)),
	    &row);
	return e ? e : read_row(db, by, row, out);
}

const struct error *
exclusion_list(struct db *db, const struct follower *by, struct proposals *out, int *hidden)
{
	struct bar_view view;
	const struct error *e;
	struct rows rows;

	*out = (struct proposals){NULL, 0};
	*hidden = 0;
	if ((e = bar_view_load(db, by->officer, &view)) ||
	    (e = db_rows(db, &exclusion_select_all, DB(db_int(by->officer), db_int(by->unit)), &rows)))
		return e;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		bool is_hidden = row_int(r, 3) != 0;
		struct proposal *p = NULL;

		if (!is_hidden && (e = bar_hides(db, &view, row_text(r, 2), &is_hidden)))
			return e;
		*hidden += is_hidden;
		if (is_hidden)
			continue;
		if ((e = proposal_find(db, text_same(row_text(r, 1), proposal_kind_word(PROPOSAL_INCLUDE)) ?
		    PROPOSAL_INCLUDE : PROPOSAL_EXCLUDE, row_int(r, 0), &p)))
			return e;
		if (p)
			out->at[out->count++] = *p;
	}
	return NULL;
}

const struct error *
exclusion_propose(struct db *db, const struct exclusion *x, enum exclusion_ground ground,
    const char *words, int64_t by, struct proposal *out, moment now)
{
	*out = (struct proposal){.kind = x->excluded ? PROPOSAL_INCLUDE : PROPOSAL_EXCLUDE,
	    .subject = x->ref, .body = x->excluded ? "" : exclusion_ground_word(ground), .words = words,
	    .stamp = x->application, .made_by = by};
	return proposal_add(db, out, now);
}

/* The act says the ground and who proposed it, "abuse S-0901", then why behind a line's end. */
const struct error *
exclusion_do(struct db *db, const struct exclusion *x, const struct proposal *p, const struct deed *by)
{
	bool is_back = p->kind == PROPOSAL_INCLUDE;
	struct deed deed = *by;
	const struct error *e;

	if (!x->a)
		return fail(ERROR_CONFLICT, "the matter is gone");
	deed.action = is_back ? ACT_INCLUDE : ACT_EXCLUDE;
	deed.detail = pool_format(db_pool(db), "%s %s\n%s", *p->body ? p->body : "-", p->made_number,
	    p->words ? p->words : "");
	if ((e = application_act(db, x->a, &deed)))
		return e;
	return is_back ? db_run_one(db, &exclusion_undo, DB(db_int(p->id), db_int(x->application))) :
	    db_run_one(db, &exclusion_set, DB(db_moment(by->at), db_int(p->id), db_int(x->application)));
}

bool
exclusion_said(const struct event *event, enum exclusion_ground *out)
{
	const char *end = event->detail ? strchr(event->detail, ' ') : NULL;

	if (!end || !text_same(event->action, action_word(ACT_EXCLUDE)))
		return false;
	*out = EXCLUSION_GROUNDS;
	for (enum exclusion_ground g = 0; g < EXCLUSION_GROUNDS; g++)
		if (strlen(grounds[g]) == (size_t)(end - event->detail) &&
		    strncmp(event->detail, grounds[g], (size_t)(end - event->detail)) == 0)
			*out = g;
	return *out < EXCLUSION_GROUNDS;
}

const struct error *
exclusion_seal_older(struct db *db, int64_t *count)
{
	const struct error *e = NULL;
	struct rows rows = {.count = 1};

	*count = 0;
	while (rows.count) {
		if ((e = db_rows(db, &exclusion_older, DB_NOTHING, &rows)))
			return e;
		for (size_t i = 0; i < rows.count && !e; i++) {
			int64_t id = row_int(rows.at[i], 0);

			e = db_run(db, &exclusion_seal, DB(db_bytes(seal_text(db_pool(db), "proposal", id,
			    row_text(rows.at[i], 1))), db_int(id)), NULL);
		}
		if (e)
			return e;
		*count += (int64_t)rows.count;
	}
	return NULL;
}
