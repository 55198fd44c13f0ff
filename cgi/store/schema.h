/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which schema this program was built with: the highest number in schema/. */
#ifndef QIAO_STORE_SCHEMA_H
#define QIAO_STORE_SCHEMA_H

struct config;
struct error;

/*
 * At a start: ERROR_INTERNAL if the store's schema is newer than the program's, whose writes might then miss
 * what it has come to need. Of a store that is away nothing is known yet, which is logged and no error.
 */
const struct error *schema_check(const struct config *config) __attribute__((warn_unused_result));

#endif
