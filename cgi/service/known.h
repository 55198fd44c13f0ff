/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A browser in which somebody signed in keeps a proof of it: random bytes of its own, and a keyed hash that
 * binds them to whoever that was; of several people several hashes. What it asks for is counted apart from
 * what strangers ask for in the same name, so that strangers keep nobody out.
 */
#ifndef QIAO_SERVICE_KNOWN_H
#define QIAO_SERVICE_KNOWN_H

#include "base/clock.h"

struct pool;

#define KNOWN_LASTS (400 * DAY)
#define KNOWN_MOST 8			/* people of one browser; who came last stays */

/*
 * who: anything that is theirs alone; context: of the hash. NULL, or the one proof of them in what a
 * browser keeps (`kept`, as it came, or NULL): whatever else stands there makes no other of it, so that is
 * what is counted.
 */
const char *known_find(struct pool *pool, const char *kept, const char *context, const char *who);
/* What it keeps from this sign-in on. */
const char *known_add(struct pool *pool, const char *kept, const char *context, const char *who);

#endif
