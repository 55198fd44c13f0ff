/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A real MariaDB for a brick: a private one in a folder of its own, with our schema and no
 * rows, gone when the brick ends however it ends. Fresh sealing keys are open.
 *
 *	struct db *db = db_new(database_start());
 *
 * QIAO_TEST_CONF names the settings of an owner's account instead, of a store with the schema
 * and no rows.
 */
#ifndef QIAO_T_DATABASE_H
#define QIAO_T_DATABASE_H

struct config;
struct error;

/* Bails out if there is none to be had. */
const struct config *database_start(void) __attribute__((returns_nonnull));
/* Bails out on an error which this brick is not about. */
void must(const struct error *e);

#endif
