/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where an officer's digest goes: an address is theirs once the code that was sent there has come back. */
#include "base/error.h"
#include "base/memory.h"
#include "service/notice.h"
#include "service/person.h"
#include "service/reminder.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(mail_lang, "is", "",
    "INSERT INTO reminder_reader (officer, lang) VALUES (?, ?) "
    "ON DUPLICATE KEY UPDATE lang = VALUES(lang)")
STATEMENT(mail_ask, "ibbt", "",
    "INSERT INTO reminder_reader (officer, wish, code, code_ends, tries) VALUES (?, ?, ?, ?, 0) "
    "ON DUPLICATE KEY UPDATE wish = VALUES(wish), code = VALUES(code), code_ends = VALUES(code_ends), "
    "tries = 0")
STATEMENT(mail_code, "it", "b",
    "SELECT code FROM reminder_reader WHERE officer = ? AND code IS NOT NULL AND code_ends > ?")
/* counted before the code is looked at, which also locks the row: tries at once come one after the other */
STATEMENT(mail_try, "ii", "",
    "UPDATE reminder_reader SET tries = tries + 1 WHERE officer = ? AND tries < ?")
STATEMENT(mail_confirm, "i", "",
    "UPDATE reminder_reader SET mail = wish, wish = NULL, code = NULL, code_ends = NULL "
    "WHERE officer = ? AND wish IS NOT NULL")
STATEMENT(mail_drop, "i", "",
    "UPDATE reminder_reader SET mail = NULL, wish = NULL, code = NULL, code_ends = NULL WHERE officer = ?")

static struct bytes
code_hash(struct db *db, int64_t officer, const char *code)
{
	return keyed_hash(db_pool(db), "officer-mail-code",
	    bytes_of(pool_format(db_pool(db), "%lld:%s", (long long)officer, code)));
}

const struct error *
reminder_set_lang(struct db *db, int64_t officer, enum lang lang)
{
	return db_run(db, &mail_lang, DB(db_int(officer), db_text(lang_code(lang))), NULL);
}

const struct error *
reminder_ask_mail(struct db *db, int64_t officer, const char *address, enum lang lang, moment now)
{
	struct pool *pool = db_pool(db);
	const char *code = pool_format(pool, "%06u", random_below(1000000));
	struct pairs params = {.pool = pool};
	const struct error *e;

	if ((e = limit_count(db, "officer_mail", pool_format(pool, "%lld", (long long)officer),
	    CODES_PER_CONTACT, HOUR, now)) ||
	    (e = db_run(db, &mail_ask, DB(db_int(officer),
	    db_bytes(seal_text(pool, REMINDER_MAIL, officer, address)),
	    db_bytes(code_hash(db, officer, code)), db_moment(now + CODE_LASTS)), NULL)))
		return e;
	pairs_set(&params, "code", code);
	pairs_set(&params, "minutes", pool_format(pool, "%d", (int)(CODE_LASTS / MINUTE)));
	return notice_queue_to(db, "mail", address, "officer_code", lang, &params, now);
}

const struct error *
reminder_confirm_mail(struct db *db, int64_t officer, const char *code, moment now, bool *is_right)
{
	const struct error *e;
	int64_t counted = 0;
	struct row *row;

	*is_right = false;
	if ((e = db_run(db, &mail_try, DB(db_int(officer), db_int(CODE_TRIES)), &counted)) || counted != 1 ||
	    (e = db_row(db, &mail_code, DB(db_int(officer), db_moment(now)), &row)) || !row ||
	    !same_secret(code_hash(db, officer, code), row_bytes(row, 0)))
		return e;
	*is_right = true;
	return db_run_one(db, &mail_confirm, DB(db_int(officer)));
}

const struct error *
reminder_drop_mail(struct db *db, int64_t officer)
{
	return db_run(db, &mail_drop, DB(db_int(officer)), NULL);
}
