/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For ledger.c and the ledger_*.c beside it alone: how a day stands in the store. */
#ifndef QIAO_SERVICE_LEDGER_PART_H
#define QIAO_SERVICE_LEDGER_PART_H

#include "service/ledger.h"

struct row;

day ledger_date(const char *text);			/* 0 for what is none */
const char *ledger_date_text(struct db *db, day d);
/* Zeros if there is none. */
void ledger_take_hash(struct bytes from, struct hash *out);
/* The newest day that is closed: date, size, until, root; *out NULL if none is. */
const struct error *ledger_find_newest(struct db *db, struct row **out)
    __attribute__((warn_unused_result));

#endif
