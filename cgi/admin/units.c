/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Loads units.def: adds what is new, changes what differs, removes nothing. */
#include <stdbool.h>
#include <string.h>

#include "admin/admin.h"
#include "admin/unit.h"
#include "base/config.h"
#include "base/error.h"
#include "service/audit.h"
#include "service/department.h"
#include "service/mailbox.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(unit_find, "s", "i",
    "SELECT id FROM unit WHERE code = ?")
STATEMENT(unit_add, "isrssssssi", "",
    "INSERT INTO unit (id, code, parent, kind, name_zh, name_en, area, country, zone, is_sample) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
STATEMENT(unit_change, "rssssssii", "",
    "UPDATE unit SET parent = ?, kind = ?, name_zh = ?, name_en = ?, area = ?, country = ?, "
    "zone = ?, is_sample = ? WHERE id = ?")

/* by: newer than what was proposed at the desk before (schema/074-mailbox.sql) */
STATEMENT(unit_mail, "bii", "", "UPDATE unit SET mail = ?, mail_by = ? WHERE id = ? AND kind = 'outside'")

#define DEPARTMENTS_MOST 64

struct unit_row {
	const char *code, *parent, *kind, *zh, *en, *area, *country, *zone;
	int is_sample;
};

#define OFFICIAL 0
#define SAMPLE 1
static const struct unit_row units[] = {
#define UNIT(code, parent, kind, zh, en, area, country, zone, source) \
	{code, parent, kind, zh, en, area, country, zone, source},
#include "admin/units.def"
#undef UNIT
};

const struct error *
unit_id(struct db *db, const char *code, int64_t *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &unit_find, DB(db_text(code)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "there is no unit %s", code);
	*out = row_int(row, 0);
	return NULL;
}

bool
unit_is_declared(const char *code)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(units[i].code, code) == 0)
			return true;
	return false;
}

struct step {
	struct db *db;
	bool is_demo;
	int64_t ids[sizeof units / sizeof *units], departments[DEPARTMENTS_MOST];
};

static const struct error *
store_unit(struct db *db, const struct unit_row *u, int64_t new_id)
{
	const struct error *e;
	struct row *row;
	int64_t parent = 0;

	if (u->parent && (e = unit_id(db, u->parent, &parent)))
		return e;
	if ((e = db_row(db, &unit_find, DB(db_text(u->code)), &row)))
		return e;
	if (row)
		return db_run(db, &unit_change, DB(db_ref(parent), db_text(u->kind), db_text(u->zh),
		    db_text(u->en), db_text(u->area), db_text(u->country), db_text(u->zone),
		    db_int(u->is_sample), db_int(row_int(row, 0))), NULL);
	return db_run(db, &unit_add, DB(db_int(new_id), db_text(u->code), db_ref(parent),
	    db_text(u->kind), db_text(u->zh), db_text(u->en), db_text(u->area),
	    db_text(u->country), db_text(u->zone), db_int(u->is_sample)), NULL);
}

/* Those of service/department.def, so that what they do is theirs in the record. */
static const struct error *
store_departments(struct step *step)
{
	const struct department *d;
	const struct error *e;

	for (size_t i = 0; i < DEPARTMENTS_MOST && (d = department_at(i)); i++) {
		const struct unit_row row = {.code = department_unit(db_pool(step->db), d),
		    .kind = "outside", .zh = d->name.in[LANG_ZH], .en = d->name.in[LANG_EN],
		    .country = "CN", .zone = "Asia/Shanghai"};

		if ((e = store_unit(step->db, &row, step->departments[i])))
			return e;
	}
	return NULL;
}

static const struct error *
store_units(void *data)
{
	const struct error *e;
	struct step *step = data;

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if ((units[i].is_sample == OFFICIAL || step->is_demo) &&
		    (e = store_unit(step->db, &units[i], step->ids[i])))
			return e;
	return store_departments(step);
}

const struct error *
load_units(struct admin *a)
{
	struct step step = {.db = a->db, .is_demo = a->config->is_demo};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		step.ids[i] = db_new_id();
	for (size_t i = 0; i < DEPARTMENTS_MOST; i++)
		step.departments[i] = db_new_id();
	return db_transact(a->db, 30 * SECOND, store_units, &step);
}

const struct error *
department_mailbox(struct admin *a, const char *department, const char *address)
{
	const struct department *d = department_find(department);
	const struct error *e;
	int64_t unit;

	if (!d)
		return fail(ERROR_NOT_FOUND, "there is no department %s", department);
	if (*address && !mailbox_is_address(address))
		return fail(ERROR_INVALID, "that is no mail address");
	if ((e = unit_id(a->db, department_unit(a->pool, d), &unit)))
		return e;
	return db_run(a->db, &unit_mail, DB(db_bytes(*address ? seal_text(a->pool, DEPARTMENT_MAIL, unit,
	    address) : BYTES(NULL, 0)), db_int(db_new_id()), db_int(unit)), NULL);
}

static const struct error *
store_mail(void *data)
{
	struct admin *a = data;
	const char *code = department_unit(a->pool, department_find(a->argument[0]));
	const struct error *e;
	int64_t unit;

	if ((e = department_mailbox(a, a->argument[0], a->argument[1])) || (e = unit_id(a->db, code, &unit)))
		return e;
	return audit_add(a->db, &(struct audit){.action = AUDIT_OPERATOR_MAILBOX, .role = AUDIT_OPERATOR,
	    .target = unit, .name = code}, clock_now());
}

/* Where a department is told of what it has; "" for nowhere. */
const struct error *
department_mail(struct admin *a)
{
	if (!department_find(a->argument[0]))
		return fail(ERROR_NOT_FOUND, "there is no department %s", a->argument[0]);
	return db_transact(a->db, 30 * SECOND, store_mail, a);
}
