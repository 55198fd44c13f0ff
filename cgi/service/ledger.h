/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The glass box: a log of the heads of all chains (history.h), to which each day of Wenzhou adds
 * one leaf for every matter whose chain of acts or of views grew on it. A matter that rested is
 * covered by its last leaf. The record of administration (audit.h) is one chain and has a leaf of each day
 * on which it grew: REF is "audit", ACTS how many there were. The tree is RFC 6962's (merkle.h); leaves are
 * never changed or removed.
 *
 *	leaf	the text "qiao-leaf-1 DATE REF ACTS HEAD VIEWS HEAD BLIND"
 *	root	SHA-256 of "qiao-root-1 DATE SIZE TREE PREVIOUS": the whole tree's hash and the
 *		root of the day before (zeros for the first)
 *
 * Hashes are written in hexadecimal. The blind is 32 random bytes a leaf, kept in ledger_entry and
 * nowhere else: a leaf tells nothing without it, and nothing at all when its matter has gone and
 * taken the entry along. No key is involved, so a changed key changes nothing here.
 *
 * A chain's head of a day is that of its last row whose id was made on it. The courier closes a day
 * some minutes after it ended, in small transactions; a row that was committed later still is in
 * the next day's. Missed days are made up for, each by itself.
 */
#ifndef QIAO_SERVICE_LEDGER_H
#define QIAO_SERVICE_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/merkle.h"

struct db;
struct error;
struct pool;

#define LEDGER_GRACE (5 * MINUTE)	/* after midnight, for what is still on its way */
#define LEDGER_BATCH 250		/* rows looked at in one transaction */
#define LEDGER_OVERLAP (2 * HOUR)	/* how long a transaction and a wrong clock can last together */
#define LEDGER_AUDIT 0			/* in the place of an application: the record of administration */
#define LEDGER_AUDIT_REF "audit"

struct ledger_day {
	day date;
	int64_t size, added;		/* leaves in all, and on this day */
	struct hash tree, previous, root;
	moment made;
};

struct ledger_days {
	struct ledger_day *at;
	size_t count;
};

/* One short transaction towards the next day that is over; *is_over when there is none. */
const struct error *ledger_step(struct db *db, moment now, bool *is_over)
    __attribute__((warn_unused_result));
/* For demo mode and tests: the next day that is not closed is closed now, with what there is. */
const struct error *ledger_close(struct db *db, moment now, day *closed)
    __attribute__((warn_unused_result));

/* Newest first, of the days before this one; at most `most`. */
const struct error *ledger_list(struct db *db, day before, int most, struct ledger_days *out)
    __attribute__((warn_unused_result));
/* The day whose root will cover what happens now. */
const struct error *ledger_next(struct db *db, moment now, day *out)
    __attribute__((warn_unused_result));

/* What shows that a matter's chains were as they were: a leaf, and its way to a day's root. */
struct evidence {
	const char *ref;
	int acts, views;
	struct bytes acts_head, views_head;	/* the latter may be empty */
	struct bytes blind;
	int64_t index;
	struct ledger_day day;
	struct merkle_path path;
};

enum evidence_when { EVIDENCE_FIRST, EVIDENCE_LAST };

/* Without its path; *out NULL if no root covers the matter yet. */
const struct error *evidence_load(struct db *db, int64_t application, enum evidence_when when,
    struct evidence **out) __attribute__((warn_unused_result));
/* That of one day, with its path, or ERROR_NOT_FOUND. */
const struct error *evidence_prove(struct db *db, int64_t application, day date,
    struct evidence **out) __attribute__((warn_unused_result));

/* The texts that are hashed, and their hashes. */
const char *ledger_leaf_text(struct pool *pool, const struct evidence *e);
void ledger_leaf(struct pool *pool, const struct evidence *e, struct hash *out);
void ledger_root(struct pool *pool, const struct ledger_day *d, struct hash *out);
/* Reads a complete subtree of the store, for merkle.h; data is the struct db. */
const struct error *ledger_read(void *data, int level, int64_t index, struct hash *out)
    __attribute__((warn_unused_result));
/* As a file for qiao-verify, and the list of the days. */
const char *evidence_json(struct pool *pool, const struct evidence *e);
const char *ledger_json(struct pool *pool, const struct ledger_days *days);

#endif
