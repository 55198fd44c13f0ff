/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers' accounts, made, renewed and switched off. */
#include "admin/officer.h"

#include <stdio.h>
#include <string.h>

#include "admin/admin.h"
#include "admin/unit.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/audit.h"
#include "service/department.h"
#include "service/role.h"
#include "service/roster.h"
#include "service/totp.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(officer_find, "s", "iissbi",
    "SELECT o.id, o.unit, o.role, c.password, c.totp, o.is_active FROM officer o "
    "JOIN officer_credential c ON c.officer = o.id WHERE o.name = ?")
STATEMENT(officer_insert, "isisssi", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name, is_sample) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)")
STATEMENT(officer_change, "isssi", "",
    "UPDATE officer SET unit = ?, role = ?, number = ?, full_name = ?, is_active = 1, "
    "version = version + 1 WHERE id = ?")
STATEMENT(credential_insert, "isb", "",
    "INSERT INTO officer_credential (officer, password, totp) VALUES (?, ?, ?)")
STATEMENT(credential_change, "sbi", "",
    "UPDATE officer_credential SET password = ?, totp = ?, totp_step = 0, failures = 0, "
    "locked_until = NULL WHERE officer = ?")
STATEMENT(officer_deactivate, "i", "",
    "UPDATE officer SET is_active = 0, version = version + 1 WHERE id = ?")
STATEMENT(officer_sessions_end, "ti", "",
    "UPDATE officer_session SET ended = ? WHERE officer = ? AND ended IS NULL")

STATEMENT(sample_officers_off, "", "",
    "UPDATE officer SET is_active = 0 WHERE is_sample = 1 AND is_active = 1")
STATEMENT(sample_sessions_end, "t", "",
    "UPDATE officer_session s JOIN officer o ON o.id = s.officer SET s.ended = ? "
    "WHERE o.is_sample = 1 AND s.ended IS NULL")

#define PATIENCE (10 * SECOND)

const struct error *
officer_has(struct admin *a, const struct officer_account *o, bool *out)
{
	const struct error *e;
	struct bytes secret;
	struct row *row;

	*out = false;
	if ((e = db_row(a->db, &officer_find, DB(db_text(o->name)), &row)) || !row)
		return e;
	/* none between a reset that two confirmed and the use of its code: theirs to set */
	if ((*out = row_bytes(row, 4).n == 0))
		return NULL;
	if ((e = unseal(a->pool, TOTP_CONTEXT, row_int(row, 0), row_bytes(row, 4), &secret)))
		return e;
	*out = bytes_equal(secret, o->totp) && row_int(row, 5) != 0 &&
	    strcmp(row_text(row, 2), o->role) == 0 && password_matches(row_text(row, 3), o->password);
	return NULL;
}

struct storing {
	struct admin *a;
	const struct officer_account *o;
	int64_t new_id, unit;
	const char *hash;
};

static const struct error *
record(struct db *db, enum audit_action action, int64_t officer, const char *name, const char *detail)
{
	return audit_add(db, &(struct audit){.action = action, .role = AUDIT_OPERATOR, .target = officer,
	    .name = name, .detail = detail}, clock_now());
}

static const struct error *
insert(struct storing *s)
{
	const struct officer_account *o = s->o;
	struct bytes totp = seal(s->a->pool, TOTP_CONTEXT, s->new_id, o->totp);
	const struct error *e;

	if ((e = db_run(s->a->db, &officer_insert, DB(db_int(s->new_id), db_text(o->name),
	    db_int(s->unit), db_text(o->role), db_text(o->number), db_text(o->full_name),
	    db_int(o->is_sample)), NULL)))
		return e;
	if ((e = db_run(s->a->db, &credential_insert,
	    DB(db_int(s->new_id), db_text(s->hash), db_bytes(totp)), NULL)) || o->is_sample)
		return e;
	return record(s->a->db, AUDIT_OPERATOR_ADD, s->new_id, o->name,
	    pool_format(s->a->pool, "%s · %s · %s", o->unit, o->role, o->number));
}

static const struct error *
change(struct storing *s, int64_t id)
{
	const struct officer_account *o = s->o;
	struct bytes totp = seal(s->a->pool, TOTP_CONTEXT, id, o->totp);
	const struct error *e;

	if ((e = db_run(s->a->db, &officer_change, DB(db_int(s->unit), db_text(o->role),
	    db_text(o->number), db_text(o->full_name), db_int(id)), NULL)) ||
	    (e = db_run(s->a->db, &officer_sessions_end, DB(db_moment(clock_now()), db_int(id)), NULL)))
		return e;
	return db_run(s->a->db, &credential_change,
	    DB(db_text(s->hash), db_bytes(totp), db_int(id)), NULL);
}

static const struct error *
store(void *data)
{
	struct storing *s = data;
	const struct error *e;
	struct row *row;

	if ((e = db_row(s->a->db, &officer_find, DB(db_text(s->o->name)), &row)))
		return e;
	return row ? change(s, row_int(row, 0)) : insert(s);
}

const struct error *
officer_store(struct admin *a, const struct officer_account *o)
{
	struct storing s = {.a = a, .o = o, .new_id = db_new_id()};
	const struct error *e;

	if ((e = unit_id(a->db, o->unit, &s.unit)))
		return e;
	s.hash = password_hash(a->pool, o->password);
	return db_transact(a->db, PATIENCE, store, &s);
}

static bool
is_role(const char *s)
{
	enum role role;

	return role_read(s, &role) && role_opens(role);
}

static void
renew_secrets(struct admin *a, struct officer_account *o)
{
	o->totp = totp_secret(a->pool);
	o->password = random_token(a->pool, PASSWORD_BYTES);
}

static void
tell(struct admin *a, const struct officer_account *o)
{
	printf("name      %s\npassword  %s\ntotp      %s\n", o->name, o->password,
	    base32(a->pool, o->totp));
}

/* Roles that one person does not hold together are not given to one number, here as at the desk. */
static const struct error *
check_person(struct admin *a, const struct officer_account *o)
{
	const struct error *e = NULL;
	struct roster own;
	enum role role;

	if (!role_read(o->role, &role) || (e = roster_by_number(a->db, o->number, clock_now(), &own)))
		return e;
	for (size_t i = 0; i < own.count; i++)
		if (!role_together(own.at[i].role, role))
			return fail(ERROR_CONFLICT, "%s has the account %s, whose role one person does "
			    "not hold beside this one", o->number, own.at[i].name);
	return NULL;
}

const struct error *
officer_add(struct admin *a)
{
	struct officer_account o = {.name = a->argument[0], .unit = a->argument[1],
	    .role = a->argument[2], .number = a->argument[3], .full_name = a->argument[4]};
	const struct error *e;
	struct row *row;

	if (!roster_is_name(o.name))
		return fail(ERROR_INVALID, "a name has 3 to 40 small letters, digits and dashes");
	if (!is_role(o.role))
		return fail(ERROR_INVALID, "a role is officer, approver, supervisor, clerk, auditor or "
		    "administrator");
	if ((strcmp(o.role, "clerk") == 0) != (department_of_unit(o.unit) != NULL))
		return fail(ERROR_INVALID, "clerks are of a department (dept-CODE), and nobody else is");
	if (!roster_is_number(o.number))
		return fail(ERROR_INVALID, "a number has 1 to 4 capital letters, a dash and 1 to 7 digits, "
		    "for example S-0401");
	if (!text_is_utf8(o.full_name, strlen(o.full_name)) || text_count(o.full_name) > 80)
		return fail(ERROR_INVALID, "the full name has at most 80 characters");
	if ((e = db_row(a->db, &officer_find, DB(db_text(o.name)), &row)))
		return e;
	if (row)
		return fail(ERROR_CONFLICT, "there is an officer %s; see officer-reset", o.name);
	if ((e = check_person(a, &o)))
		return e;
	renew_secrets(a, &o);
	if ((e = officer_store(a, &o)))
		return e;
	tell(a, &o);
	return NULL;
}

static const struct error *
officer_id(struct admin *a, int64_t *out)
{
	const struct error *e;
	struct row *row;

	if ((e = db_row(a->db, &officer_find, DB(db_text(a->argument[0])), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "there is no officer %s", a->argument[0]);
	*out = row_int(row, 0);
	return NULL;
}

struct resetting {
	struct admin *a;
	int64_t id;
	const char *hash;
	struct bytes totp;	/* sealed; empty to switch the account off */
};

static const struct error *
reset(void *data)
{
	const struct resetting *r = data;
	struct db *db = r->a->db;
	const struct error *e;

	if ((e = db_run(db, &officer_sessions_end, DB(db_moment(clock_now()), db_int(r->id)), NULL)))
		return e;
	e = !r->hash ? db_run(db, &officer_deactivate, DB(db_int(r->id)), NULL) :
	    db_run(db, &credential_change, DB(db_text(r->hash), db_bytes(r->totp), db_int(r->id)), NULL);
	return e ? e : record(db, r->hash ? AUDIT_OPERATOR_RESET : AUDIT_OPERATOR_OFF, r->id,
	    r->a->argument[0], NULL);
}

const struct error *
officer_reset(struct admin *a)
{
	struct officer_account o = {.name = a->argument[0]};
	struct resetting r = {.a = a};
	const struct error *e;

	if ((e = officer_id(a, &r.id)))
		return e;
	renew_secrets(a, &o);
	r.hash = password_hash(a->pool, o.password);
	r.totp = seal(a->pool, TOTP_CONTEXT, r.id, o.totp);
	if ((e = db_transact(a->db, PATIENCE, reset, &r)))
		return e;
	tell(a, &o);
	return NULL;
}

const struct error *
officer_off(struct admin *a)
{
	struct resetting r = {.a = a};
	const struct error *e;

	if ((e = officer_id(a, &r.id)))
		return e;
	return db_transact(a->db, PATIENCE, reset, &r);
}

static const struct error *
switch_off(void *data)
{
	const struct admin *a = data;
	const struct error *e;

	if ((e = db_run(a->db, &sample_sessions_end, DB(db_moment(clock_now())), NULL)))
		return e;
	return db_run(a->db, &sample_officers_off, DB_NOTHING, NULL);
}

/* The passwords of sample officers are in a file: outside demo mode they open nothing. */
const struct error *
sample_off(struct admin *a)
{
	return db_transact(a->db, PATIENCE, switch_off, a);
}
