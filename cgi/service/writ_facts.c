/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a paper says, taken at the moment of the act. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/correction.h"
#include "service/decision.h"
#include "service/formality.h"
#include "service/ledger.h"
#include "service/material.h"
#include "service/owed.h"
#include "service/reference.h"
#include "service/staff.h"
#include "service/writ_part.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(writ_zone, "i", "s", "SELECT zone FROM person WHERE id = ?")

#define SHOWN_OF_NUMBER 4

static const struct {
	const char *name, *number;
} addressees[] = {
#define ADDRESSEE(name, number) {name, number},
#include "service/writ.def"
};

static const char *const nameless[] = {
#define NAMELESS(field) field,
#include "service/writ.def"
};

#define ADDRESSEES (sizeof addressees / sizeof *addressees)

struct addressee
writ_addressee(const struct pairs *answers)
{
	struct addressee to = {0};
	const char *field = NULL;

	for (size_t i = 0; i < ADDRESSEES && !to.number; i++) {
		const char *name = pairs_get(answers, addressees[i].name);
		const char *number = pairs_get(answers, addressees[i].number);

		if (!name || !*name || (field && strcmp(field, addressees[i].name) != 0))
			continue;
		field = addressees[i].name;
		to.name = name;
		to.number = number && *number ? number : NULL;
	}
	return to;
}

static bool
is_name(const char *field)
{
	for (size_t i = 0; i < ADDRESSEES; i++)
		if (field && strcmp(field, addressees[i].name) == 0)
			return true;
	return false;
}

bool
writ_has_addressee(const struct formality *f)
{
	bool names = false, lets = false;

	for (size_t i = 0; i < ADDRESSEES; i++) {
		const struct field_entry *field = formality_field(f, addressees[i].name);

		names |= field != NULL;
		if (field && (!field->rule.is_optional || is_name(field->either)))
			return true;
	}
	for (size_t i = 0; i < sizeof nameless / sizeof *nameless; i++)
		lets |= formality_field(f, nameless[i]) != NULL;
	return names && lets;
}

static void
set_moment(struct pairs *facts, const char *name, moment at)
{
	if (at)
		pairs_set(facts, name, pool_format(facts->pool, "%lld", (long long)at));
}

static void
set_text(struct pairs *facts, const char *name, const char *text)
{
	if (text && *text)
		pairs_set(facts, name, text);
}

/* Its end is enough to tell two people of the same name apart. */
static const char *
number_masked(struct pool *pool, const char *number)
{
	size_t n = number ? strlen(number) : 0;

	return n > SHOWN_OF_NUMBER ? pool_format(pool, "••••%s", number + n - SHOWN_OF_NUMBER) : NULL;
}

static const struct error *
add_applicant(struct db *db, struct application *a, struct pairs *facts)
{
	struct addressee to;
	const struct error *e;

	if ((e = application_open_once(db, a)))
		return e;
	to = writ_addressee(&a->answers);
	set_text(facts, "name", to.name);
	set_text(facts, "idno", number_masked(facts->pool, to.number));
	return NULL;
}

/* By whose clock the note behind the paper tells times beside Wenzhou's. */
static const struct error *
add_zone(struct db *db, const struct application *a, struct pairs *facts)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &writ_zone, DB(db_int(a->person)), &row)))
		return e;
	set_text(facts, "zone", row ? row_text(row, 0) : NULL);
	return NULL;
}

static const struct error *
add_office(struct db *db, const struct application *a, const struct deed *deed,
    struct pairs *facts)
{
	const char *zh = NULL, *en = NULL, *number = NULL;
	const struct error *e;

	if ((e = staff_ready(db, deed->at)) || (e = staff_unit(db, a->unit, &zh, &en)) ||
	    (deed->role != ROLE_RESIDENT && (e = staff_number(db, deed->actor, &number))))
		return e;
	set_text(facts, "unit_zh", zh);
	set_text(facts, "unit_en", en);
	set_text(facts, "officer", number);
	set_text(facts, "area", staff_area(db_pool(db), a->unit));
	return NULL;
}

static void
set_day(struct pairs *facts, const char *name, day d)
{
	char text[DAY_TEXT];

	day_format(d, text);
	pairs_set(facts, name, pool_string(facts->pool, text));
}

/* The newest root that is published, and the day whose root will cover this act. */
static const struct error *
add_roots(struct db *db, moment at, struct pairs *facts)
{
	struct ledger_days days;
	const struct error *e;
	day next;

	if ((e = ledger_next(db, at, &next)) || (e = ledger_list(db, next, 1, &days)))
		return e;
	set_day(facts, "covered", next);
	if (days.count) {
		set_day(facts, "root_day", days.at[0].date);
		pairs_set(facts, "root", hex(facts->pool, BYTES(days.at[0].root.b, WRIT_ROOT_BYTES)));
	}
	return NULL;
}

static const struct error *
add_items(struct db *db, const struct application *a, struct pairs *facts)
{
	struct pool *pool = facts->pool;
	struct correction *c;
	const struct error *e;

	if ((e = correction_load(db, a->id, &c)))
		return e;
	if (!c)
		return fail(ERROR_INTERNAL, "a correction without a notice");
	set_moment(facts, "due", c->due);
	pairs_set(facts, "round", pool_format(pool, "%d", c->round));
	pairs_set(facts, "items", pool_format(pool, "%zu", c->count));
	for (size_t i = 0; i < c->count; i++) {
		pairs_set(facts, pool_format(pool, "item.%zu.what", i), c->items[i].what);
		pairs_set(facts, pool_format(pool, "item.%zu.code", i), c->items[i].code);
		pairs_set(facts, pool_format(pool, "item.%zu.said", i), c->items[i].sentence);
		set_text(facts, pool_format(pool, "item.%zu.said_zh", i), c->items[i].zh);
	}
	return NULL;
}

/* What it was accepted without. */
static const struct error *
add_owed(struct db *db, const struct application *a, const char *variant, struct pairs *facts)
{
	const struct error *e;
	struct owed owed;

	if ((e = owed_load(db, a->id, &owed)))
		return e;
	pairs_set(facts, "variant", variant);
	set_moment(facts, "owed", owed.due);
	pairs_set(facts, "items", pool_format(facts->pool, "%zu", owed.count));
	for (size_t i = 0; i < owed.count; i++) {
		pairs_set(facts, pool_format(facts->pool, "item.%zu.what", i), "material");
		pairs_set(facts, pool_format(facts->pool, "item.%zu.code", i), owed.at[i].code);
	}
	return NULL;
}

/* Of its bytes as they are given out, read back from where they are kept. */
static const struct error *
add_file(struct db *db, const struct application *a, const struct result *r, struct pairs *facts)
{
	struct pool *pool = facts->pool;
	const struct error *e;
	struct bytes content;
	const char *type;

	if ((e = material_file(db, a->id, r->file, false, &type, &content)))
		return e;
	pairs_set(facts, "file", result_file_name(pool, a, r));
	pairs_set(facts, "file_digest", writ_groups(pool, public_hash(pool, content), HASH_SIZE / 2));
	pairs_set(facts, "file_pages", pool_format(pool, "%d", r->file_pages));
	pairs_set(facts, "file_size", pool_format(pool, "%zu", content.n));
	/* what does not fit is named, as above, and not held */
	if (content.n > WRIT_FILE_MOST)
		return NULL;
	pairs_set(facts, "file_id", pool_format(pool, "%lld", (long long)r->file));
	pairs_set(facts, "file_type", type);
	pairs_set(facts, "file_width", pool_format(pool, "%d", r->file_width));
	pairs_set(facts, "file_height", pool_format(pool, "%d", r->file_height));
	return NULL;
}

/* Who proposed it; who decided is the officer of this act. Nobody proposed what one alone may approve. */
static const struct error *
add_proposer(struct db *db, const struct application *a, struct pairs *facts)
{
	const char *number = NULL;
	struct decision *d;
	const struct error *e;

	if ((e = decision_load(db, a->id, &d)) ||
	    (d && d->proposed_by && (e = staff_number(db, d->proposed_by, &number))))
		return e;
	set_text(facts, "proposer", number);
	return NULL;
}

static const struct error *
add_result(struct db *db, const struct application *a, enum writ_kind kind, struct pairs *facts)
{
	struct decision *d = NULL;
	struct result *r = NULL;
	const struct error *e;

	if ((e = result_load(db, a->id, &r)) || (e = decision_load(db, a->id, &d)))
		return e;
	if (r) {
		set_text(facts, "result", r->text);
		set_text(facts, "result_zh", r->original);
		set_text(facts, "delivery", r->delivery);
		set_moment(facts, "handed", r->issued);
	}
	if (d)
		pairs_set(facts, "outcome", d->is_approval ? "approve" : "refuse");
	return r && r->file && kind == WRIT_RESULT ? add_file(db, a, r, facts) : NULL;
}

/*
 * Counted from receipt, a short limit is over when the clock accepts: no paper promises a day that has
 * passed. Only what the law's own limit leaves can still be extended.
 */
static void
add_days(const struct application *a, moment at, struct pairs *facts)
{
	bool is_late = a->due && a->due < at;

	set_moment(facts, is_late ? "due_past" : "due", a->due);
	set_moment(facts, !is_late ? "law_due" : a->law_due < at ? "law_past" : "law_left", a->law_due);
}

const struct error *
writ_facts(struct db *db, struct application *a, const struct deed *deed, enum writ_kind kind,
    const char *code, struct pairs *out)
{
	struct pool *pool = db_pool(db);
	char ref[REFERENCE_SHOWN];
	const struct error *e;

	*out = (struct pairs){.pool = pool};
	reference_show(a->ref, ref);
	pairs_set(out, "code", code);
	pairs_set(out, "ref", pool_string(pool, ref));
	pairs_set(out, "lang", lang_code(a->lang));
	pairs_set(out, "formality", a->formality);
	pairs_set(out, "version", pool_format(pool, "%lld", (long long)a->formality_version));
	set_moment(out, "submitted", a->submitted);
	set_moment(out, "decided", a->decided);
	/* what is done once somebody comes has no day yet, though only the next act stops its clock */
	if (!a->stopped && !(kind == WRIT_ACCEPTANCE && formality_is_on_the_spot(deed->formality)))
		add_days(a, deed->at, out);
	if (deed->action == ACT_DEEM_ACCEPTED)
		pairs_set(out, "variant", "deemed");
	/* art. 32 is not about what another department decides, nor about what is answered */
	if (deed->action == ACT_SUBMIT && deed->formality && deed->formality->mode == MODE_TRANSFER)
		pairs_set(out, "variant", "transfer");
	if (deed->formality && deed->formality->is_channel && (kind == WRIT_RECEIPT ||
	    kind == WRIT_ACCEPTANCE || kind == WRIT_APPROVAL) && deed->action != ACT_ACCEPT_PENDING)
		pairs_set(out, "variant", "channel");
	set_text(out, "reason", deed->reason ? deed->reason : deed->detail);
	set_text(out, "reason_zh", deed->reason ? deed->reason_zh : deed->detail_zh);
	if ((e = add_applicant(db, a, out)) || (e = add_zone(db, a, out)) ||
	    (e = add_office(db, a, deed, out)))
		return e;
	if (kind == WRIT_APPROVAL || kind == WRIT_REFUSAL)
		return add_proposer(db, a, out);
	if (kind == WRIT_RECEIPT)
		return add_roots(db, deed->at, out);
	if (kind == WRIT_CORRECTION)
		return add_items(db, a, out);
	if (deed->owed)
		return add_owed(db, a, deed->action == ACT_DEEM_ACCEPTED ? "deemed_pending" : "pending", out);
	return kind == WRIT_RESULT || kind == WRIT_DELIVERY ? add_result(db, a, kind, out) : NULL;
}
