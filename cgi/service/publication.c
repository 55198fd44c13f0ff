/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/publication.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/proposal.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(look_add, "iisbt", "",
    "INSERT INTO preview_look (id, officer, code, digest, at) VALUES (?, ?, ?, ?, ?)")
STATEMENT(look_find, "isbt", "i",
    "SELECT COUNT(*) FROM preview_look WHERE officer = ? AND code = ? AND digest = ? AND at > ?")

const char *
publication_write(struct pool *pool, const struct publication *p)
{
	return pool_format(pool, "%s\n%s", p->before, p->text);
}

bool
publication_read(struct pool *pool, const struct proposal *proposal, struct publication *out)
{
	size_t n = strcspn(proposal->body, "\n");

	if (!proposal->body[n])
		return false;
	*out = (struct publication){proposal->subject, pool_bytes(pool, proposal->body, n),
	    proposal->body + n + 1};
	return true;
}

const char *
publication_digest(struct pool *pool, const char *text)
{
	return hex(pool, plain_hash(pool, bytes_of(text)));
}

const struct error *
publication_was_seen(struct db *db, int64_t officer, const char *code, const char *text,
    moment since, bool *out)
{
	const struct error *e;
	struct row *row;

	if (!(e = db_row(db, &look_find, DB(db_int(officer), db_text(code),
	    db_bytes(plain_hash(db_pool(db), bytes_of(text))), db_moment(since)), &row)))
		*out = row_int(row, 0) > 0;
	return e;
}

const struct error *
publication_look(struct db *db, int64_t officer, const char *code, const char *text, moment now)
{
	const struct error *e;
	bool is_known;

	if ((e = publication_was_seen(db, officer, code, text, now - MINUTE, &is_known)) || is_known)
		return e;
	return db_run(db, &look_add, DB(db_int(db_new_id()), db_int(officer), db_text(code),
	    db_bytes(plain_hash(db_pool(db), bytes_of(text))), db_moment(now)), NULL);
}
