/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Limits over a window of time, counted in the store so that all workers and machines share
 * them. Two at the same moment do not see each other's row, so a limit may be passed by as many
 * as there are workers; nginx holds the bursts.
 */
#include <arpa/inet.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/person.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(attempt_insert, "isbt", "",
    "INSERT INTO attempt (id, context, who, at) VALUES (?, ?, ?, ?)")
STATEMENT(attempt_count, "sbt", "i",
    "SELECT COUNT(*) FROM attempt WHERE context = ? AND who = ? AND at > ?")

/* A household has a whole /64 of IPv6 (RFC 6177), so that is what is counted. */
const char *
limit_network(struct pool *pool, const char *address)
{
	unsigned char raw[16];

	if (inet_pton(AF_INET6, address, raw) != 1)
		return address;
	return hex(pool, BYTES(raw, 8));
}

int
limit_of_codes(const char *address, bool is_demo)
{
	return is_demo && address && (text_starts(address, "127.") || text_same(address, "::1")) ?
	    CODES_PER_OWN_MACHINE : CODES_PER_ADDRESS;
}

const struct error *
limit_count(struct db *db, const char *context, const char *who, int most, moment window,
    moment now)
{
	struct bytes hash = keyed_hash(db_pool(db), "limit",
	    bytes_of(pool_format(db_pool(db), "%s:%s", context, who)));
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &attempt_count, DB(db_text(context), db_bytes(hash),
	    db_moment(now - window)), &row)))
		return e;
	if (row && row_int(row, 0) >= most)
		return fail(ERROR_TOO_MANY, "more than %d of %s", most, context);
	return db_run(db, &attempt_insert, DB(db_int(db_new_id()), db_text(context), db_bytes(hash),
	    db_moment(now)), NULL);
}
