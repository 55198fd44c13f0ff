/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Matters with their acts and views on a real store, for whoever alters them: chains.c, ledger.c. */
#ifndef QIAO_T_CHAINED_H
#define QIAO_T_CHAINED_H

#include <stdint.h>

#include "base/clock.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/history.h"
#include "store/db.h"

#define START 1795392000000		/* 2026-11-23, 08:00 in Wenzhou */

extern struct pool *pool;
extern struct db *db;
extern moment limit;			/* from an act to its deadline */

/* A store of its own, and START. */
void chained_begin(const char *log);
void chained_end(void);

/* So that no id is another one's neighbour. */
void pass_a_second(void);
/* A draft; to be kept until that day, or NULL. */
struct application *matter(const char *retain);
void act(struct application *a, enum action action, enum role role, enum state state, const char *detail);
void view(const struct application *a);
void sql(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* What qiao-verify finds: of one matter, or of all and the ledger if ref is NULL. */
int64_t faults(const char *ref);
/*
 * Its acts in their order: id, seq, at, action, state, role, actor, unit, detail, application, due, law_due, said.
 */
struct rows acts_of(const struct application *a);
/* Another hash for one of them. */
void set_hash(const struct application *a, int seq, struct bytes hash);

#endif
