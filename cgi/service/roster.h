/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The officers' accounts as administrators see them: no matter, and no secret. */
#ifndef QIAO_SERVICE_ROSTER_H
#define QIAO_SERVICE_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct db;
struct error;
struct pool;

/* WAITING: for password and authenticator to be set; LOCKED: by wrong tries, for a while. */
enum roster_state { ROSTER_ACTIVE, ROSTER_WAITING, ROSTER_LOCKED, ROSTER_SUSPENDED, ROSTER_STATES };

struct roster_officer {
	int64_t id, unit, version;
	const char *name, *number, *full_name;
	const char *unit_code, *unit_zh, *unit_en, *unit_kind;
	enum role role;
	enum roster_state state;
	moment entered, locked_until;		/* the last sign-in; 0: never */
	moment declared;			/* 0: never */
	bool is_owing;				/* a declaration (declaration.h) */
};

struct roster_filter {
	int64_t unit;				/* 0: any */
	const char *role, *state;		/* words; NULL: any */
	bool is_owing;				/* only who owes a declaration */
	const char *after;			/* the last sign-in name of the page before, or NULL */
};

struct roster {
	struct roster_officer *at;
	size_t count;
	bool has_more;
};

#define ROSTER_PAGE 50
/* By sign-in name. */
const struct error *roster_list(struct db *db, const struct roster_filter *f, moment now,
    struct roster *out) __attribute__((warn_unused_result));
/* NULL if there is none. */
const struct error *roster_find(struct db *db, int64_t officer, moment now,
    struct roster_officer **out) __attribute__((warn_unused_result));
const struct error *roster_by_name(struct db *db, const char *name, moment now,
    struct roster_officer **out) __attribute__((warn_unused_result));
/* The accounts of one person that are not suspended, however the number is written. */
const struct error *roster_by_number(struct db *db, const char *number, moment now,
    struct roster *out) __attribute__((warn_unused_result));

/* Accounts that may be the same person's: like numbers, or the same full name; without `but`. */
const struct error *roster_alike(struct db *db, const char *number, const char *full_name, int64_t but,
    moment now, struct roster *out) __attribute__((warn_unused_result));
/* How many people can act as administrators without this account; none is added or lost until commit. */
const struct error *roster_administrators_but(struct db *db, int64_t officer, size_t *out)
    __attribute__((warn_unused_result));

struct roster_unit {
	int64_t id;
	const char *code, *zh, *en, *kind;
};

struct roster_units {
	struct roster_unit *at;
	size_t count;
};

/* Where officers may work: all open units but liaison sites. */
const struct error *roster_units(struct db *db, struct roster_units *out)
    __attribute__((warn_unused_result));

/* 3 to 40 small letters, digits and dashes. */
bool roster_is_name(const char *s);
/*
 * A sign-in name as somebody typed it: a phone writes a capital first, a Chinese keyboard wide letters.
 * Names themselves have none of that, so nobody else's is meant.
 */
const char *roster_typed_name(struct pool *pool, const char *typed);
/* As a number is written: 1 to 4 capital letters, a dash, 1 to 7 digits. */
bool roster_is_number(const char *s);
/* One person's number, whatever its case, marks and zeros, or an O for a 0: older ones may differ. */
bool roster_is_same(const char *number, const char *other);
const char *roster_state_word(enum roster_state state) __attribute__((returns_nonnull));

#endif
