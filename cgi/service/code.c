/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The six-digit code. It belongs to the visit that asked for it: five tries of a million
 * numbers, for ten minutes, in one browser, five codes an hour for one contact, and apart from
 * those as many in a browser that has signed in with it before, so that nobody keeps its owner
 * out. It opens one session, and says which to the very form that it was typed in.
 */
#include <string.h>

#include "base/country.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/contact.h"
#include "service/known.h"
#include "service/masked.h"
#include "service/notice.h"
#include "service/person.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(code_end_older, "tbt", "",
    "UPDATE sign_in_code SET ends = ? WHERE visit = ? AND ends > ?")
STATEMENT(code_insert, "ibsbbssbtt", "",
    "INSERT INTO sign_in_code (id, visit, kind, idx, sealed, country, zone, hash, created, ends) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
/* locked, so that the tries of one visit come one after the other */
STATEMENT(code_newest, "b", "isbbssbttibb",
    "SELECT id, kind, idx, sealed, country, zone, hash, ends, used, tries, once, token FROM sign_in_code "
    "WHERE visit = ? ORDER BY created DESC, id DESC LIMIT 1 FOR UPDATE")
STATEMENT(code_try, "ii", "",
    "UPDATE sign_in_code SET tries = tries + 1 WHERE id = ? AND tries < ?")
STATEMENT(code_use, "tbbi", "",
    "UPDATE sign_in_code SET used = ?, once = ?, token = ? WHERE id = ? AND used IS NULL")
STATEMENT(code_shown, "bt", "isbs",
    "SELECT id, kind, sealed, country FROM sign_in_code "
    "WHERE visit = ? AND created > ? ORDER BY created DESC, id DESC LIMIT 1")
STATEMENT(code_just, "btti", "ib",
    "SELECT id, idx FROM sign_in_code WHERE visit = ? AND created > ? AND ends > ? AND tries < ? "
    "AND used IS NULL ORDER BY created DESC, id DESC LIMIT 1")
STATEMENT(owner_find, "b", "isss",
    "SELECT p.id, p.lang, p.zone, p.country FROM contact c JOIN person p ON p.id = c.person "
    "WHERE c.idx = ?")
STATEMENT(contact_confirm, "tb", "", "UPDATE contact SET confirmed = ? WHERE idx = ?")
STATEMENT(contact_insert, "iisbbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, ?, ?, ?, ?)")
STATEMENT(person_insert, "issst", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, ?, ?, ?, ?)")

#define CODE_CONTEXT "code"
#define TOKEN_CONTEXT "session-token"
#define KNOWN_CONTEXT "resident-known"
#define REPLAY (2 * MINUTE)
#define REPLAY_TRIES (2 * CODE_TRIES)	/* of a form whose code was used: also these end */

static struct bytes
visit_hash(struct db *db, const char *visit)
{
	return keyed_hash(db_pool(db), "visit", bytes_of(visit));
}

static struct bytes
code_hash(struct db *db, const char *visit, const char *code)
{
	return keyed_hash(db_pool(db), CODE_CONTEXT,
	    bytes_of(pool_format(db_pool(db), "%s:%s", visit, code)));
}

static struct bytes
form_hash(struct db *db, const char *visit, const char *once)
{
	return keyed_hash(db_pool(db), "code-once",
	    bytes_of(pool_format(db_pool(db), "%s:%s", visit, once)));
}

static const struct error *
count_codes(struct db *db, struct bytes idx, const struct visitor *visitor, moment now)
{
	struct pool *pool = db_pool(db);
	const char *known = known_find(pool, visitor->known, KNOWN_CONTEXT, hex(pool, idx));
	const struct error *e;

	if ((e = limit_count(db, "code_address", limit_network(pool, visitor->address), visitor->most, HOUR,
	    now)))
		return e;
	return limit_count(db, known ? "code_known" : "code_contact", known ? known : hex(pool, idx),
	    CODES_PER_CONTACT, HOUR, now);
}

static const char *
country_of(const struct contact *contact)
{
	const struct country *c = contact->country ? country_find(contact->country) : NULL;

	if (!c && strcmp(contact->kind, "phone") == 0)
		c = country_by_calling(contact->address);
	return c ? c->code : "";
}

static const struct error *
code_store(struct db *db, const struct contact *contact, struct bytes idx, const char *zone,
    const char *visit, const char *code, moment now)
{
	struct pool *pool = db_pool(db);
	const char *country = country_of(contact);
	int64_t id = db_new_id();

	if (!zone || !clock_zone_exists(zone) || strlen(zone) > 40)
		zone = *country ? country_zone(country) : "";
	return db_run(db, &code_insert, DB(db_int(id), db_bytes(visit_hash(db, visit)),
	    db_text(contact->kind), db_bytes(idx),
	    db_bytes(seal_text(pool, CODE_CONTEXT, id, contact->address)), db_text(country),
	    db_text(zone), db_bytes(code_hash(db, visit, code)), db_moment(now),
	    db_moment(now + CODE_LASTS)), NULL);
}

static const struct error *
sent_since(struct db *db, const char *visit, moment since, moment now, struct row **out)
{
	return db_row(db, &code_just, DB(db_bytes(visit_hash(db, visit)), db_moment(since),
	    db_moment(now), db_int(CODE_TRIES)), out);
}

const struct error *
code_just_sent(struct db *db, const char *visit, moment now, int64_t *out)
{
	const struct error *e;
	struct row *row;

	e = sent_since(db, visit, now - CODE_JUST, now, &row);
	*out = e || !row ? 0 : row_int(row, 0);
	return e;
}

const struct error *
code_is_open(struct db *db, const char *visit, moment now, bool *out)
{
	const struct error *e;
	struct row *row;

	e = sent_since(db, visit, now - CODE_LASTS, now, &row);
	*out = !e && row;
	return e;
}

const struct error *
code_send(struct db *db, const struct contact *contact, const char *zone, const struct visitor *visitor,
    enum lang lang, moment now)
{
	struct pool *pool = db_pool(db);
	const char *visit = visitor->visit;
	struct pairs params = {.pool = pool};
	const char *code = pool_format(pool, "%0*u", CODE_DIGITS, random_below(1000000));
	const struct error *e;
	struct bytes idx;
	struct row *just;

	if (!contact_is_normal(contact))
		return fail(ERROR_INVALID, "not a normalised contact");
	idx = contact_index(pool, contact->kind, contact->address);
	if ((e = sent_since(db, visit, now - CODE_JUST, now, &just)))
		return e;
	if (just && same_secret(row_bytes(just, 1), idx))
		return NULL;
	if ((e = count_codes(db, idx, visitor, now)) ||
	    (e = db_run(db, &code_end_older, DB(db_moment(now), db_bytes(visit_hash(db, visit)),
	    db_moment(now)), NULL)) ||
	    (e = code_store(db, contact, idx, zone, visit, code, now)))
		return e;
	pairs_set(&params, "code", code);
	pairs_set(&params, "minutes", pool_format(pool, "%d", (int)(CODE_LASTS / MINUTE)));
	return notice_queue_to(db, contact_channel(contact->kind), contact->address, "code", lang,
	    &params, now);
}

/* One try of this code: false if there are none left. */
static const struct error *
take_try(struct db *db, int64_t id, int most, bool *is_left)
{
	int64_t affected = 0;
	const struct error *e = db_run(db, &code_try, DB(db_int(id), db_int(most)), &affected);

	*is_left = affected == 1;
	return e;
}

/* Right: for the first time, or in the same form again. */
static const struct error *
open_with(struct db *db, const struct row *row, const char *visit, struct entry *entry, moment now)
{
	int64_t id = row_int(row, 0);
	struct pool *pool = db_pool(db);

	entry->is_again = row_moment(row, 8) != 0;
	if (entry->is_again)
		return unseal_text(pool, TOKEN_CONTEXT, id, row_bytes(row, 11), &entry->token);
	return db_run_one(db, &code_use, DB(db_moment(now), db_bytes(form_hash(db, visit, entry->once)),
	    db_bytes(seal_text(pool, TOKEN_CONTEXT, id, entry->token)), db_int(id)));
}

static const struct error *
judge(struct db *db, const struct row *row, const char *visit, struct entry *entry, moment now,
    enum code_verdict *verdict)
{
	moment used = row_moment(row, 8), until = used ? used + REPLAY : row_moment(row, 7);
	const struct error *e;
	bool is_left;

	*verdict = used ? CODE_USED : CODE_EXPIRED;
	if (now >= until || (used &&
	    !same_secret(form_hash(db, visit, entry->once), row_bytes(row, 10))))
		return NULL;
	if ((e = take_try(db, row_int(row, 0), used ? REPLAY_TRIES : CODE_TRIES, &is_left)))
		return e;
	*verdict = CODE_USED_UP;
	if (!is_left)
		return NULL;
	if (same_secret(code_hash(db, visit, entry->code), row_bytes(row, 6))) {
		*verdict = CODE_RIGHT;
		return open_with(db, row, visit, entry, now);
	}
	*verdict = used || row_int(row, 9) + 1 >= CODE_TRIES ? CODE_USED_UP : CODE_WRONG;
	return NULL;
}

static const struct error *
owner_load(struct db *db, struct bytes idx, struct person **out)
{
	const struct error *e;
	struct row *row;
	struct person *p;

	*out = NULL;
	if ((e = db_row(db, &owner_find, DB(db_bytes(idx)), &row)) || !row)
		return e;
	p = *out = POOL_NEW(db_pool(db), struct person);
	*p = (struct person){.id = row_int(row, 0), .zone = row_text(row, 2),
	    .country = row_text(row, 3)};
	if (!lang_of(row_text(row, 1), &p->lang))
		return fail(ERROR_INTERNAL, "person of an unknown language");
	return NULL;
}

/* The contact first: its unique index tells who of two phones at once was first. */
static const struct error *
owner_add(struct db *db, const struct row *code, enum lang lang, moment now, struct person *p)
{
	struct pool *pool = db_pool(db);
	int64_t contact = db_new_id();
	const struct error *e;
	const char *address;

	*p = (struct person){.id = db_new_id(), .lang = lang, .zone = row_text(code, 5),
	    .country = row_text(code, 4)};
	if ((e = unseal_text(pool, CODE_CONTEXT, row_int(code, 0), row_bytes(code, 3), &address)) ||
	    (e = db_run(db, &contact_insert, DB(db_int(contact), db_int(p->id),
	    db_text(row_text(code, 1)), db_bytes(row_bytes(code, 2)),
	    db_bytes(seal_text(pool, CONTACT_CONTEXT, contact, address)), db_moment(now)), NULL)))
		return e;
	return db_run(db, &person_insert, DB(db_int(p->id), db_text(lang_code(lang)),
	    db_text(p->zone), db_text(p->country), db_moment(now)), NULL);
}

static const struct error *
owner_of(struct db *db, const struct row *code, enum lang lang, moment now, struct person **out)
{
	struct bytes idx = row_bytes(code, 2);
	const struct error *e;
	int64_t confirmed;

	if ((e = owner_load(db, idx, out)))
		return e;
	if (!*out) {
		*out = POOL_NEW(db_pool(db), struct person);
		e = owner_add(db, code, lang, now, *out);
		if (!e || !db_is_duplicate(e))
			return e;
		if ((e = owner_load(db, idx, out)))
			return e;
		if (!*out)
			return fail(ERROR_CONFLICT, "contact of a person who is not there");
	}
	e = db_run(db, &contact_confirm, DB(db_moment(now), db_bytes(idx)), &confirmed);
	if (e || confirmed)
		return e;
	/* retention has taken them away just now */
	return owner_add(db, code, lang, now, *out);
}

const struct error *
code_check(struct db *db, const char *visit, struct entry *entry, enum lang lang, moment now,
    enum code_verdict *verdict, struct person **person)
{
	const struct error *e;
	struct row *row;

	*person = NULL;
	*verdict = CODE_EXPIRED;
	if ((e = db_row(db, &code_newest, DB(db_bytes(visit_hash(db, visit))), &row)) || !row ||
	    (e = judge(db, row, visit, entry, now, verdict)))
		return e;
	if (*verdict != CODE_RIGHT)
		return NULL;
	entry->known = known_add(db_pool(db), entry->known, KNOWN_CONTEXT,
	    hex(db_pool(db), row_bytes(row, 2)));
	return owner_of(db, row, lang, now, person);
}

const struct error *
code_contact(struct db *db, const char *visit, moment now, struct contact *out)
{
	const struct error *e;
	const char *address;
	struct row *row;

	*out = (struct contact){NULL, NULL, NULL};
	if ((e = db_row(db, &code_shown, DB(db_bytes(visit_hash(db, visit)), db_moment(now - HOUR)),
	    &row)) || !row || (e = unseal_text(db_pool(db), CODE_CONTEXT, row_int(row, 0),
	    row_bytes(row, 2), &address)))
		return e;
	*out = (struct contact){row_text(row, 1), address, row_text(row, 3)};
	return NULL;
}

const struct error *
code_sent_to(struct db *db, const char *visit, moment now, const char **out)
{
	struct contact contact;
	const struct error *e = code_contact(db, visit, now, &contact);

	*out = e || !contact.address ? NULL : masked(db_pool(db), contact.kind, contact.address);
	return e;
}
