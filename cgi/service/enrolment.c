/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/enrolment.h"

#include <ctype.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/audit.h"
#include "service/lifecycle.h"
#include "service/officer.h"
#include "service/person.h"
#include "service/totp.h"
#include "store/db.h"
#include "store/seal.h"

/* whoever confirmed the newest of what leads to a code, as long as nothing is set */
STATEMENT(enrolment_of_change, "ii", "is",
    "SELECT o.id, o.name FROM staff_change s JOIN officer o ON o.id = s.officer AND o.is_active = 1 "
    "JOIN officer_credential c ON c.officer = o.id AND c.password = '' WHERE s.id = ? "
    "AND s.settled_by = ? AND s.settled_by <> o.id AND s.outcome = 'confirmed' "
    "AND s.kind IN ('add', 'reset') AND NOT EXISTS (SELECT 1 FROM staff_change n "
    "WHERE n.officer = s.officer AND n.outcome = 'confirmed' AND n.kind = 'reset' AND n.id > s.id)")
STATEMENT(enrolment_insert, "iibitt", "",
    "INSERT INTO enrolment (id, officer, hash, made_by, made, ends) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(enrolment_end, "ti", "",
    "UPDATE enrolment SET ends = LEAST(ends, ?), session = NULL, totp = NULL "
    "WHERE officer = ? AND used IS NULL")
STATEMENT(enrolment_by_code, "sbt", "i",
    "SELECT e.id FROM enrolment e JOIN officer o ON o.id = e.officer AND o.is_active = 1 "
    "JOIN officer_credential c ON c.officer = o.id AND c.password = '' "
    "WHERE o.name = ? AND e.hash = ? AND e.used IS NULL AND e.ends > ?")
STATEMENT(enrolment_enter, "btbi", "",
    "UPDATE enrolment SET session = ?, session_ends = ?, totp = ? WHERE id = ? AND used IS NULL")
STATEMENT(enrolment_session, "btt", "iissssssb",
    "SELECT e.id, o.id, o.name, o.number, o.full_name, u.name_zh, u.name_en, o.role, e.totp "
    "FROM enrolment e JOIN officer o ON o.id = e.officer AND o.is_active = 1 "
    "JOIN officer_credential c ON c.officer = o.id AND c.password = '' JOIN unit u ON u.id = o.unit "
    "WHERE e.session = ? AND e.session_ends > ? AND e.ends > ? AND e.used IS NULL")
STATEMENT(enrolment_used, "ti", "",
    "UPDATE enrolment SET used = ?, session = NULL, totp = NULL WHERE id = ? AND used IS NULL")
STATEMENT(enrolment_credential, "sbii", "",
    "UPDATE officer_credential SET password = ?, totp = ?, totp_step = ?, failures = 0, "
    "locked_until = NULL WHERE officer = ? AND password = ''")

#define SECRET_CONTEXT "enrolment"
#define DIFFERENT_LEAST 6

/* No I, O, 0 or 1. */
static const char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/* What guessers try first; the rest is a matter of length. */
static const char *const tried_first[] = {"password", "qwerty", "asdfgh", "123456", "654321", "111111",
    "abcdef", "iloveyou", "woaini", "5201314", "wenzhou", "jingcha", "mima"};

static struct bytes
hash_of(struct db *db, const char *code)
{
	return keyed_hash(db_pool(db), "enrolment", bytes_of(code));
}

static char *
make_code(struct pool *pool)
{
	char *code = pool_zero(pool, ENROLMENT_CODE + 1);

	for (int i = 0; i < ENROLMENT_CODE; i++)
		code[i] = alphabet[random_below(sizeof alphabet - 1)];
	return code;
}

/* "ABCD-EFGH-…" */
static const char *
in_groups(struct pool *pool, const char *code)
{
	return pool_format(pool, "%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12);
}

/* As it may have been typed: small letters, blanks, dashes, full-width. */
static const char *
bare(struct pool *pool, const char *typed)
{
	struct text out = {.pool = pool};

	for (const char *p = text_halfwidth(pool, typed); *p; p++)
		if (isalnum((unsigned char)*p)) {
			char c = (char)toupper((unsigned char)*p);

			text_add_bytes(&out, &c, 1);
		}
	return out.s ? out.s : "";
}

const struct error *
enrolment_void(struct db *db, int64_t officer, moment now)
{
	return db_run(db, &enrolment_end, DB(db_moment(now), db_int(officer)), NULL);
}

static const struct error *
officer_of(struct db *db, int64_t change, int64_t by, struct row **out)
{
	return db_row(db, &enrolment_of_change, DB(db_int(change), db_int(by)), out);
}

const struct error *
enrolment_may(struct db *db, int64_t change, int64_t by, bool *out)
{
	const struct error *e;
	struct row *row;

	if ((e = officer_of(db, change, by, &row)))
		return e;
	*out = row != NULL;
	return NULL;
}

const struct error *
enrolment_make(struct db *db, int64_t change, int64_t by, moment now, const char **code)
{
	const struct error *e;
	struct row *row;
	int64_t officer;
	char *made;

	*code = NULL;
	if ((e = officer_of(db, change, by, &row)) || !row)
		return e;
	officer = row_int(row, 0);
	made = make_code(db_pool(db));
	if ((e = enrolment_void(db, officer, now)) || (e = db_run(db, &enrolment_insert,
	    DB(db_int(db_new_id()), db_int(officer), db_bytes(hash_of(db, made)), db_int(by),
	    db_moment(now), db_moment(now + ENROLMENT_LASTS)), NULL)) ||
	    (e = audit_add(db, &(struct audit){.action = AUDIT_CODE, .actor = by,
	    .role = role_word(ROLE_ADMINISTRATOR), .target = officer, .name = row_text(row, 1)}, now)))
		return e;
	*code = in_groups(db_pool(db), made);
	return NULL;
}

const struct error *
enrolment_open(struct db *db, const char *name, const char *code, const char *address,
    struct bytes session, moment now, bool *is_right)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct bytes secret;
	struct row *row;
	int64_t id;

	*is_right = false;
	if ((e = limit_count(db, "enrol_address", limit_network(pool, address), ENROLMENTS_PER_ADDRESS,
	    HOUR, now)) || (e = limit_count(db, "enrol_name", name, ENROLMENTS_PER_NAME, HOUR, now)) ||
	    (e = db_row(db, &enrolment_by_code, DB(db_text(name), db_bytes(hash_of(db, bare(pool, code))),
	    db_moment(now)), &row)) || !row)
		return e;
	id = row_int(row, 0);
	secret = totp_secret(pool);
	*is_right = true;
	return db_run_one(db, &enrolment_enter, DB(db_bytes(session),
	    db_moment(now + ENROLMENT_SESSION), db_bytes(seal(pool, SECRET_CONTEXT, id, secret)),
	    db_int(id)));
}

const struct error *
enrolment_find(struct db *db, struct bytes session, moment now, struct enrolment **out)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct row *r;

	*out = NULL;
	if ((e = db_row(db, &enrolment_session, DB(db_bytes(session), db_moment(now), db_moment(now)),
	    &r)) || !r)
		return e;
	*out = POOL_NEW(pool, struct enrolment);
	**out = (struct enrolment){.id = row_int(r, 0), .officer = row_int(r, 1), .name = row_text(r, 2),
	    .number = row_text(r, 3), .full_name = row_text(r, 4), .unit_zh = row_text(r, 5),
	    .unit_en = row_text(r, 6), .role = row_text(r, 7)};
	return unseal(pool, SECRET_CONTEXT, (*out)->id, row_bytes(r, 8), &(*out)->secret);
}

static bool
has_word(const char *password, const char *word)
{
	size_t n = strlen(word);

	for (; n >= 3 && *password; password++)
		if (strncasecmp(password, word, n) == 0)
			return true;
	return false;
}

static int
different(const char *password)
{
	bool seen[256] = {false};
	int count = 0;

	for (const unsigned char *p = (const unsigned char *)password; *p; p++) {
		count += !seen[*p];
		seen[*p] = true;
	}
	return count;
}

enum password_fault
password_fault(const char *password, const char *name, const char *number)
{
	if (text_count(password) < PASSWORD_LEAST)
		return PASSWORD_SHORT;
	if (has_word(password, name) || has_word(password, number))
		return PASSWORD_LIKE;
	for (size_t i = 0; i < sizeof tried_first / sizeof *tried_first; i++)
		if (has_word(password, tried_first[i]))
			return PASSWORD_LIKE;
	return different(password) < DIFFERENT_LEAST ? PASSWORD_SIMPLE : PASSWORD_FINE;
}

const struct error *
enrolment_finish(struct db *db, const struct enrolment *en, const char *password, const char *code,
    moment now, bool *is_right)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	int64_t step = 0;

	*is_right = totp_accepts(en->secret, code, now, &step);
	if (!*is_right)
		return NULL;
	/* two at once, or one beside a new code: the second one finds nothing to set */
	if ((e = db_run_one(db, &enrolment_used, DB(db_moment(now), db_int(en->id)))) ||
	    (e = db_run_one(db, &enrolment_credential, DB(db_text(password_hash(pool, password)),
	    db_bytes(seal(pool, TOTP_CONTEXT, en->officer, en->secret)), db_int(step),
	    db_int(en->officer)))) || (e = officer_sessions_end(db, en->officer, now)))
		return e;
	return audit_add(db, &(struct audit){.action = AUDIT_ENROLLED, .actor = en->officer,
	    .role = en->role, .target = en->officer, .name = en->name}, now);
}
