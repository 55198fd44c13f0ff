/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Officers' sign-in. A try is counted before it is looked at, which also locks the row: tries at
 * the same moment come one after the other and none of them is free.
 *
 * A browser that an officer signed in with keeps a proof that is bound to the officer and the password of
 * then (known.h). Its tries have a count of their own, in `attempt`.
 */
#include "service/officer.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/known.h"
#include "service/totp.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(officer_by_name, "s", "iisssssss",
    "SELECT o.id, o.unit, o.role, o.name, o.number, o.full_name, u.name_zh, u.name_en, u.kind "
    "FROM officer o JOIN unit u ON u.id = o.unit JOIN officer_credential c ON c.officer = o.id "
    "AND c.password <> '' WHERE o.name = ? AND o.is_active = 1")
STATEMENT(officer_try, "it", "",
    "UPDATE officer_credential SET failures = failures + 1 "
    "WHERE officer = ? AND (locked_until IS NULL OR locked_until <= ?)")
STATEMENT(officer_credential_select, "i", "sbit",
    "SELECT password, totp, failures, locked_until FROM officer_credential WHERE officer = ?")
STATEMENT(officer_lock, "ti", "",
    "UPDATE officer_credential SET locked_until = ? WHERE officer = ?")
STATEMENT(officer_enter, "itii", "",
    "UPDATE officer_credential SET totp_step = ?, entered = ?, failures = 0, locked_until = NULL "
    "WHERE officer = ? AND totp_step < ?")
STATEMENT(stranger_count, "bt", "it",
    "SELECT COUNT(*), MAX(at) FROM attempt WHERE context = 'officer_name' AND who = ? AND at > ?")
STATEMENT(stranger_insert, "ibt", "",
    "INSERT INTO attempt (id, context, who, at) VALUES (?, 'officer_name', ?, ?)")

/* the row is locked first; what others have committed since is counted */
STATEMENT(known_hold, "i", "st",
    "SELECT password, entered FROM officer_credential WHERE officer = ? FOR UPDATE")
STATEMENT(known_count, "bt", "it",
    "SELECT COUNT(*), MAX(at) FROM attempt WHERE context = 'officer_known' AND who = ? AND at > ? "
    "LOCK IN SHARE MODE")
STATEMENT(known_insert, "ibt", "",
    "INSERT INTO attempt (id, context, who, at) VALUES (?, 'officer_known', ?, ?)")

#define KNOWN_CONTEXT "officer-known"
#define FREE_FAILURES 3
#define FIRST_WAIT (30 * SECOND)
#define MOST_WAIT HOUR

/* How long after so many failures: 0 0 0 30 s 1 min 2 min … 1 h. */
static moment
wait_after(int64_t failures)
{
	moment wait = FIRST_WAIT;

	if (failures <= FREE_FAILURES)
		return 0;
	for (int64_t i = FREE_FAILURES + 1; i < failures && wait < MOST_WAIT; i++)
		wait *= 2;
	return wait < MOST_WAIT ? wait : MOST_WAIT;
}

/* Costs as much as any right one; made at the first sign-in, whoever that is. */
static const char *
nobodys_password(struct pool *pool)
{
	static char hash[160];

	if (!*hash)
		snprintf(hash, sizeof hash, "%s", password_hash(pool, random_token(pool, 16)));
	return hash;
}

/*
 * A name that is not there, or whose password is still to be set, is locked like one that is, or the
 * lock would tell.
 */
static const struct error *
refuse_stranger(struct db *db, const char *name, const char *password, moment now,
    enum sign_in_verdict *verdict, moment *until)
{
	struct pool *pool = db_pool(db);
	struct bytes who = keyed_hash(pool, "limit",
	    bytes_of(pool_format(pool, "officer_name:%s", name)));
	const struct error *e;
	struct row *row;
	int64_t failures = 0;
	moment wait;

	if ((e = db_row(db, &stranger_count, DB(db_bytes(who), db_moment(now - DAY)), &row)))
		return e;
	if (row) {
		failures = row_int(row, 0);
		*until = (wait = wait_after(failures)) ? row_moment(row, 1) + wait : 0;
	}
	if (*until > now) {
		*verdict = SIGN_IN_LOCKED;
		return NULL;
	}
	/* there is no such name: whatever this answers, it is wrong */
	(void)password_matches(nobodys_password(pool), password);
	*until = (wait = wait_after(failures + 1)) ? now + wait : 0;
	return db_run(db, &stranger_insert, DB(db_int(db_new_id()), db_bytes(who), db_moment(now)),
	    NULL);
}

static const struct error *
credential(struct db *db, int64_t officer, struct row **row)
{
	const struct error *e;

	if ((e = db_row(db, &officer_credential_select, DB(db_int(officer)), row)))
		return e;
	return *row ? NULL : fail(ERROR_INTERNAL, "an officer without a credential");
}

/* Both are always looked at, so that the time does not tell which was wrong. */
static const struct error *
is_theirs(struct db *db, int64_t officer, const struct row *c, const char *password,
    const char *code, moment now, bool *is_right, int64_t *step)
{
	struct bytes secret;
	const struct error *e;
	bool has_password, has_code;

	if ((e = unseal(db_pool(db), TOTP_CONTEXT, officer, row_bytes(c, 1), &secret)))
		return e;
	has_password = password_matches(row_text(c, 0), password);
	has_code = totp_accepts(secret, code, now, step);
	*is_right = has_password && has_code;
	return NULL;
}

/* Whose proof it is that a browser keeps: until there is another password. */
static const char *
known_who(struct pool *pool, int64_t officer, const char *password)
{
	return pool_format(pool, "%lld %s", (long long)officer, password);
}

struct try {
	const char *known;	/* what its browser keeps, if that is this officer's; else NULL */
	moment entered;		/* then: the officer's last sign-in */
	int64_t failures;	/* with this one */
	bool is_locked;
};

static const struct error *
find_known(struct db *db, int64_t officer, const char *known, struct try *try)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct row *row;

	if (!known)
		return NULL;
	if ((e = db_row(db, &known_hold, DB(db_int(officer)), &row)) || !row)
		return e;
	try->known = known_find(pool, known, KNOWN_CONTEXT, known_who(pool, officer, row_text(row, 0)));
	if (try->known)
		try->entered = row_moment(row, 1);
	return NULL;
}

/* Since the officer's last sign-in, or for a day. */
static const struct error *
count_known(struct db *db, struct try *try, moment now, moment *until)
{
	struct bytes who = keyed_hash(db_pool(db), "limit",
	    bytes_of(pool_format(db_pool(db), "officer_known:%s", try->known)));
	moment since = try->entered > now - DAY ? try->entered : now - DAY, wait;
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &known_count, DB(db_bytes(who), db_moment(since)), &row)))
		return e;
	try->failures = row_int(row, 0) + 1;
	wait = wait_after(try->failures - 1);
	try->is_locked = wait && row_moment(row, 1) + wait > now;
	if (try->is_locked) {
		*until = row_moment(row, 1) + wait;
		return NULL;
	}
	return db_run(db, &known_insert, DB(db_int(db_new_id()), db_bytes(who), db_moment(now)), NULL);
}

static const struct error *
count_unknown(struct db *db, int64_t officer, struct try *try, moment now, moment *until)
{
	const struct error *e;
	int64_t affected = 0;
	struct row *c;

	if ((e = db_run(db, &officer_try, DB(db_int(officer), db_moment(now)), &affected)) ||
	    (e = credential(db, officer, &c)))
		return e;
	try->failures = row_int(c, 2);
	try->is_locked = affected == 0;
	*until = try->is_locked ? row_moment(c, 3) : 0;
	return NULL;
}

static const struct error *
try(struct db *db, struct officer *o, const char *password, const char *code, const char *known,
    moment now, enum sign_in_verdict *verdict, moment *until)
{
	struct try try = {.known = NULL};
	const struct error *e;
	bool is_right = false;
	int64_t affected = 0, step = 0, officer = o->id;
	moment wait;
	struct row *c;

	if ((e = find_known(db, officer, known, &try)) ||
	    (e = try.known ? count_known(db, &try, now, until) :
	    count_unknown(db, officer, &try, now, until)))
		return e;
	if (try.is_locked) {
		*verdict = SIGN_IN_LOCKED;
		return NULL;
	}
	if ((e = credential(db, officer, &c)))
		return e;
	if ((e = is_theirs(db, officer, c, password, code, now, &is_right, &step)))
		return e;
	/* no row: the step was taken before, so somebody looked over a shoulder */
	if (is_right && (e = db_run(db, &officer_enter, DB(db_int(step), db_moment(now),
	    db_int(officer), db_int(step)), &affected)))
		return e;
	if (is_right && affected == 1) {
		*verdict = SIGN_IN_RIGHT;
		o->known = try.known ? try.known : known_add(db_pool(db), NULL, KNOWN_CONTEXT,
		    known_who(db_pool(db), officer, row_text(c, 0)));
		return NULL;
	}
	if (!(wait = wait_after(try.failures)))
		return NULL;
	*until = now + wait;
	return try.known ? NULL : db_run(db, &officer_lock, DB(db_moment(*until), db_int(officer)), NULL);
}

const struct error *
officer_sign_in(struct db *db, const char *name, const char *password, const char *code,
    const char *known, moment now, enum sign_in_verdict *verdict, moment *until, struct officer **out)
{
	const struct error *e;
	struct officer *o;
	struct row *r;

	*verdict = SIGN_IN_WRONG;
	*until = 0;
	*out = NULL;
	nobodys_password(db_pool(db));
	if ((e = db_row(db, &officer_by_name, DB(db_text(name)), &r)))
		return e;
	if (!r)
		return refuse_stranger(db, name, password, now, verdict, until);
	o = POOL_NEW(db_pool(db), struct officer);
	*o = (struct officer){.id = row_int(r, 0), .unit = row_int(r, 1), .name = row_text(r, 3),
	    .number = row_text(r, 4), .full_name = row_text(r, 5), .unit_zh = row_text(r, 6),
	    .unit_en = row_text(r, 7), .unit_kind = row_text(r, 8)};
	if (!role_read(row_text(r, 2), &o->role))
		return fail(ERROR_INTERNAL, "officer of an unknown role");
	e = try(db, o, password, code, known, now, verdict, until);
	if (!e && *verdict == SIGN_IN_RIGHT)
		*out = o;
	return e;
}
