/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * qiao-verify: whether what is in the store is what was written, and whether a matter is in a
 * published root. A fault is a line on standard output; an error is that it could not be read.
 */
#ifndef QIAO_VERIFY_VERIFY_H
#define QIAO_VERIFY_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct error;
struct ledger_days;
struct pool;
struct row;
struct statement;

struct findings {
	int64_t matters, acts, views, notes, leaves, days;
	int64_t unchained;		/* views of before their chain: qiao-admin chain */
	int64_t faults;
};

/* One line of what is wrong. */
void fault(struct findings *f, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Tells of each row of a statement what is wrong with it. */
const struct error *verify_each(struct db *db, const struct statement *of,
    void (*tell)(struct pool *pool, const struct row *r, struct findings *f), struct findings *f)
    __attribute__((warn_unused_result));

/* chains.c: every matter's chains and leaves, or one's by its number (NULL: all). */
const struct error *verify_chains(struct db *db, const char *ref, struct findings *f)
    __attribute__((warn_unused_result));
/* deeds.c: what a matter's rows say, against its chain of acts, the first `plain` of them without a key. */
#define DEED_FAULTS_MOST 8
struct deed_faults {
	struct deed_fault {
		int seq;		/* of the act; 0: of none */
		const char *what;
	} at[DEED_FAULTS_MOST];
	size_t count;
};
const struct error *deeds_check(struct db *db, int64_t application, int plain, struct deed_faults *out)
    __attribute__((warn_unused_result));
/* words.c: adds what was said, handed in or issued otherwise than the rows of today say. */
const struct error *words_check(struct db *db, int64_t application, struct deed_faults *out)
    __attribute__((warn_unused_result));
/* alone.c */
const struct error *alone_check(struct db *db, int64_t application, bool *out)
    __attribute__((warn_unused_result));
/* versions.c: the formalities' texts, of all matters or of one. */
const struct error *verify_versions(struct db *db, const char *ref, struct findings *f)
    __attribute__((warn_unused_result));
/* tree.c: the leaves, the tree above them, and the days' roots. */
const struct error *verify_tree(struct db *db, struct findings *f)
    __attribute__((warn_unused_result));
/* The same roots as in a file that was published: also what changed all of the store would be found by it. */
const struct error *verify_published(struct db *db, const char *file, struct findings *f)
    __attribute__((warn_unused_result));
/* audit.c: the record of administration, and its leaves. */
const struct error *verify_audit(struct db *db, struct findings *f)
    __attribute__((warn_unused_result));
/* accounts.c: officers' accounts, and the changes of them. */
const struct error *verify_accounts(struct db *db, struct findings *f)
    __attribute__((warn_unused_result));
/* sums.c: what supervision and the desk's lists read. */
const struct error *verify_sums(struct db *db, struct findings *f)
    __attribute__((warn_unused_result));

/* published.c: files; ERROR_INVALID for one that is not understood. */
const struct error *verify_roots(struct pool *pool, const char *file, struct findings *f)
    __attribute__((warn_unused_result));
/* The same, and the days themselves, newest first. */
const struct error *verify_read_roots(struct pool *pool, const char *file, struct ledger_days *out,
    struct findings *f) __attribute__((warn_unused_result));
/* root: 64 hexadecimal digits, or the file of the published roots. */
const struct error *verify_proof(struct pool *pool, const char *file, const char *root,
    struct findings *f) __attribute__((warn_unused_result));

#endif
