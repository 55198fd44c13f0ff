/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The sample accounts of demo mode. Their passwords and secrets are made once and live in
 * demo.json, so they stay what they were over every restart; without that file
 * they are made anew.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "admin/admin.h"
#include "admin/demo.h"
#include "admin/officer.h"
#include "admin/seed.h"
#include "admin/unit.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/contact.h"
#include "service/declaration.h"
#include "service/department.h"
#include "service/totp.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(sample_contact, "b", "i",
    "SELECT person FROM contact WHERE idx = ?")
STATEMENT(sample_person_add, "issst", "",
    "INSERT INTO person (id, lang, zone, country, created, is_sample, zone_chosen) "
    "VALUES (?, ?, ?, ?, ?, 1, 1)")
STATEMENT(sample_contact_add, "iisbbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, ?, ?, ?, ?)")

STATEMENT(sample_declare, "tt", "",
    "UPDATE officer SET declared = ? WHERE is_sample = 1 AND (declared IS NULL OR declared < ?)")

#define PATIENCE (10 * SECOND)

static const struct demo_account declared[] = {
#define OFFICER(sign_in, in_unit, as, badge, called) \
	{.name = sign_in, .unit = in_unit, .role = as, .number = badge, .full_name = called},
#define RESIDENT(of_kind, contact, from, in_zone, speaks) \
	{.role = "resident", .kind = of_kind, .name = contact, .country = from, .zone = in_zone, \
	    .lang = speaks},
#define MAILBOX(of_department, address) \
	{.role = "mailbox", .unit = "dept-" of_department, .name = address, .kind = "email"},
#include "admin/sample.def"
#undef OFFICER
#undef MAILBOX
#undef RESIDENT
};
#define DECLARED (sizeof declared / sizeof *declared)

static const struct demo_account *
account_of(const struct demo *demo, const char *name)
{
	for (size_t i = 0; i < demo->count; i++)
		if (demo->accounts[i].name && strcmp(demo->accounts[i].name, name) == 0)
			return &demo->accounts[i];
	return NULL;
}

/* The officer in the store, with the secrets of demo.json or with new ones. */
static const struct error *
keep_officer(struct admin *a, const struct demo *before, struct demo_account *account)
{
	const struct demo_account *old = account_of(before, account->name);
	struct officer_account o = {.name = account->name, .unit = account->unit,
	    .role = account->role, .number = account->number, .full_name = account->full_name,
	    .is_sample = true};
	const struct error *e;
	bool is_there = false;

	if (old && old->password && old->totp && base32_read(a->pool, old->totp, &o.totp)) {
		o.password = old->password;
		if ((e = officer_has(a, &o, &is_there)))
			return e;
	} else {
		o.totp = totp_secret(a->pool);
		o.password = random_token(a->pool, PASSWORD_BYTES);
	}
	account->password = o.password;
	account->totp = base32(a->pool, o.totp);
	return is_there ? NULL : officer_store(a, &o);
}

struct newcomer {
	struct admin *a;
	const struct demo_account *account;
	struct bytes index;
	int64_t person, contact;
};

static const struct error *
add_resident(void *data)
{
	const struct newcomer *n = data;
	struct db *db = n->a->db;
	const struct error *e;
	moment now = clock_now();

	if ((e = db_run(db, &sample_person_add, DB(db_int(n->person), db_text(n->account->lang),
	    db_text(n->account->zone), db_text(n->account->country), db_moment(now)), NULL)))
		return e;
	return db_run(db, &sample_contact_add, DB(db_int(n->contact), db_int(n->person),
	    db_text(n->account->kind), db_bytes(n->index),
	    db_bytes(seal_text(n->a->pool, CONTACT_CONTEXT, n->contact, n->account->name)),
	    db_moment(now)), NULL);
}

static const struct error *
keep_resident(struct admin *a, const struct demo_account *account)
{
	struct newcomer n = {.a = a, .account = account, .person = db_new_id(),
	    .contact = db_new_id()};
	const struct error *e;
	struct row *row;

	n.index = contact_index(a->pool, account->kind, account->name);
	if ((e = db_row(a->db, &sample_contact, DB(db_bytes(n.index)), &row)) || row)
		return e;
	return db_transact(a->db, PATIENCE, add_resident, &n);
}

/* Of nobody: they have no family. */
static const struct error *
declare(void *data)
{
	const struct admin *a = data;
	moment now = clock_now();

	return db_run(a->db, &sample_declare, DB(db_moment(now), db_moment(now - DECLARATION_LASTS / 2)),
	    NULL);
}

static const struct error *
demo_path(struct admin *a, const char **out)
{
	if (!a->config->is_demo)
		return fail(ERROR_FORBIDDEN, "only in demo mode (Demo = 1 in the settings)");
	if (!(*out = tree_get(a->config->tree, "DemoFile")))
		return fail(ERROR_INTERNAL, "the settings lack DemoFile");
	return NULL;
}

const struct error *
load_sample(struct admin *a)
{
	struct demo before, after = {.count = DECLARED};
	const struct error *e;
	const char *path;

	if ((e = demo_path(a, &path)) || (e = demo_read(a->pool, path, &before)))
		return e;
	after.accounts = pool_zero(a->pool, sizeof declared);
	memcpy(after.accounts, declared, sizeof declared);
	for (size_t i = 0; i < after.count; i++) {
		struct demo_account *account = &after.accounts[i];

		e = strcmp(account->role, "mailbox") == 0 ? department_mailbox(a,
		    department_of_unit(account->unit), account->name) :
		    account->unit ? keep_officer(a, &before, account) : keep_resident(a, account);
		if (e)
			return e;
	}
	if ((e = db_transact(a->db, PATIENCE, declare, a)))
		return e;
	if ((e = demo_write(a->pool, path, a->config->origin, &after)))
		return e;
	return lay_sample_matters(a);
}

/* A table for a terminal: role, unit, sign-in name, password, TOTP secret. */
const struct error *
list_accounts(struct admin *a)
{
	const struct error *e;
	const char *path;
	struct demo demo;

	if ((e = demo_path(a, &path)) || (e = demo_read(a->pool, path, &demo)))
		return e;
	printf("%-11s %-12s %-22s %-17s %s\n", "role", "unit", "sign-in name", "password", "TOTP secret");
	for (size_t i = 0; i < demo.count; i++) {
		const struct demo_account *one = &demo.accounts[i];

		printf("%-11s %-12s %-22s %-17s %s\n", one->role, one->unit ? one->unit : "-", one->name,
		    one->password ? one->password : "-", one->totp ? one->totp : "-");
	}
	return NULL;
}

/* What the officer's phone would show now. */
const struct error *
show_code(struct admin *a)
{
	const struct demo_account *account;
	const struct error *e;
	char code[TOTP_TEXT];
	struct bytes secret;
	const char *path;
	struct demo demo;

	if ((e = demo_path(a, &path)) || (e = demo_read(a->pool, path, &demo)))
		return e;
	account = account_of(&demo, a->argument[0]);
	if (!account || !account->totp || !base32_read(a->pool, account->totp, &secret))
		return fail(ERROR_NOT_FOUND, "no officer %s among the sample accounts", a->argument[0]);
	totp_code(secret, clock_now() / TOTP_STEP, code);
	puts(code);
	return NULL;
}
