/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ids that the application makes: their order is that of their time. */
#include "store/db.h"
#include "store/seal.h"

int64_t
db_id_at(moment at)
{
	static const moment epoch = 1577836800000;	/* 2020-01-01 */

	return (at - epoch) * (1 << 21);
}

int64_t
db_new_id(void)
{
	static int64_t last;
	int64_t id = db_id_at(clock_now()) | (int64_t)random_below(1U << 21);

	/* one process never makes the same id twice, and its ids rise */
	if (id <= last)
		id = last + 1;
	return last = id;
}
