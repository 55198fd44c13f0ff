/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/transfer_link.h"

#include "base/error.h"
#include "base/memory.h"
#include "service/mailbox.h"
#include "service/notice.h"
#include "store/db.h"
#include "store/seal.h"

#define GOOD "JOIN transfer t ON t.id = l.transfer AND t.ended IS NULL " \
	"JOIN application a ON a.id = t.application AND a.state = 'transferred' "

STATEMENT(link_insert, "iibtt", "",
    "INSERT INTO transfer_link (id, transfer, hash, created, ends) VALUES (?, ?, ?, ?, ?)")
STATEMENT(link_mail, "bt", "iib",
    "SELECT l.id, u.id, u.mail FROM transfer_link l " GOOD "JOIN unit u ON u.id = t.unit "
    "WHERE l.hash = ? AND l.ends > ?")
STATEMENT(link_ended, "b", "i",
    "SELECT EXISTS (SELECT 1 FROM transfer_link l JOIN transfer t ON t.id = l.transfer "
    "JOIN application a ON a.id = t.application WHERE l.hash = ? "
    "AND (t.ended IS NOT NULL OR a.state <> 'transferred'))")
STATEMENT(link_code, "bti", "",
    "UPDATE transfer_link SET code = ?, code_ends = ?, tries = 0 WHERE id = ?")
STATEMENT(link_find, "bt", "ibt",
    "SELECT l.id, l.code, l.code_ends FROM transfer_link l " GOOD
    "WHERE l.hash = ? AND l.ends > ?")
/* counted before the code is looked at, which also locks the row: tries at once come one after the other */
STATEMENT(link_try, "ii", "",
    "UPDATE transfer_link SET tries = tries + 1 WHERE id = ? AND tries < ?")
STATEMENT(link_session_set, "bti", "",
    "UPDATE transfer_link SET session = ?, session_ends = ? WHERE id = ?")
STATEMENT(link_session_find, "bt", "iiisst",
    "SELECT l.id, l.transfer, t.unit, u.name_zh, u.name_en, l.session_ends FROM transfer_link l " GOOD
    "JOIN unit u ON u.id = t.unit WHERE l.session = ? AND l.session_ends > ?")

static struct bytes
key_hash(struct db *db, const char *key)
{
	return keyed_hash(db_pool(db), "transfer-link", bytes_of(key));
}

static struct bytes
code_hash(struct db *db, int64_t link, const char *code)
{
	return keyed_hash(db_pool(db), "transfer-code",
	    bytes_of(pool_format(db_pool(db), "%lld:%s", (long long)link, code)));
}

const struct error *
transfer_link_make(struct db *db, int64_t transfer, moment now, const char **key)
{
	*key = random_token(db_pool(db), 32);
	return db_run(db, &link_insert, DB(db_int(db_new_id()), db_int(transfer),
	    db_bytes(key_hash(db, *key)), db_moment(now), db_moment(now + TRANSFER_LINK_LASTS)), NULL);
}

const struct error *
transfer_link_ended(struct db *db, const char *key, bool *out)
{
	const struct error *e;
	struct row *row;

	if (!(e = db_row(db, &link_ended, DB(db_bytes(key_hash(db, key))), &row)))
		*out = row && row_int(row, 0);
	return e;
}

const struct error *
transfer_link_send(struct db *db, const char *key, const char *address, int most, moment now)
{
	struct pool *pool = db_pool(db);
	const char *code = pool_format(pool, "%06u", random_below(1000000)), *mail;
	struct pairs params = {.pool = pool};
	const struct error *e;
	struct row *row;

	if ((e = limit_count(db, "link_address", limit_network(pool, address), most, HOUR, now)) ||
	    (e = limit_count(db, "link_key", key, CODES_PER_CONTACT, HOUR, now)) ||
	    (e = db_row(db, &link_mail, DB(db_bytes(key_hash(db, key)), db_moment(now)), &row)) ||
	    !row || !row_bytes(row, 2).n || (e = unseal_text(pool, DEPARTMENT_MAIL, row_int(row, 1),
	    row_bytes(row, 2), &mail)))
		return e;
	if ((e = db_run_one(db, &link_code, DB(db_bytes(code_hash(db, row_int(row, 0), code)),
	    db_moment(now + CODE_LASTS), db_int(row_int(row, 0))))))
		return e;
	pairs_set(&params, "code", code);
	pairs_set(&params, "minutes", pool_format(pool, "%d", (int)(CODE_LASTS / MINUTE)));
	pairs_set(&params, "as", "code_department");
	return notice_queue_to(db, "mail", mail, "code", LANG_ZH, &params, now);
}

const struct error *
transfer_link_check(struct db *db, const char *key, const char *code, moment now, int64_t *link)
{
	int64_t counted = 0;
	const struct error *e;
	struct row *row;

	*link = 0;
	if ((e = db_row(db, &link_find, DB(db_bytes(key_hash(db, key)), db_moment(now)), &row)) || !row ||
	    !row_bytes(row, 1).n || now >= row_moment(row, 2))
		return e;
	if ((e = db_run(db, &link_try, DB(db_int(row_int(row, 0)), db_int(CODE_TRIES)), &counted)) ||
	    counted != 1 || !same_secret(code_hash(db, row_int(row, 0), code), row_bytes(row, 1)))
		return e;
	*link = row_int(row, 0);
	return db_run(db, &link_code, DB(db_bytes(BYTES(NULL, 0)), db_moment(0), db_int(*link)), NULL);
}

const struct error *
transfer_link_enter(struct db *db, int64_t link, struct bytes hash, moment now)
{
	return db_run_one(db, &link_session_set, DB(db_bytes(hash),
	    db_moment(now + TRANSFER_LINK_SESSION), db_int(link)));
}

const struct error *
transfer_link_leave(struct db *db, int64_t link, moment now)
{
	return db_run_one(db, &link_session_set, DB(db_bytes(BYTES(NULL, 0)), db_moment(now),
	    db_int(link)));
}

const struct error *
transfer_link_session(struct db *db, struct bytes session, moment now, struct link_session **out)
{
	const struct error *e;
	struct row *r;

	*out = NULL;
	if ((e = db_row(db, &link_session_find, DB(db_bytes(session), db_moment(now)), &r)) || !r)
		return e;
	*out = POOL_NEW(db_pool(db), struct link_session);
	**out = (struct link_session){row_int(r, 0), row_int(r, 1), row_int(r, 2), row_text(r, 3),
	    row_text(r, 4), row_moment(r, 5)};
	return NULL;
}
