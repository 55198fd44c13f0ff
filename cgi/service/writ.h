/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The statutory papers (文书) of an application: writ.def lists them. The act that owes one
 * stores, in its own transaction, everything that the paper will say (the facts, sealed) and its
 * code; qiao-print makes the PDF from that, once. So what was issued never changes, whatever
 * becomes of texts, templates and answers.
 *
 *	application_act()  →  writ_owe()  →  row "owed"  →  qiao-print (printing.h)  →  row "made"
 *
 * The code on a paper is 17 random characters and one that checks them (83 bits); only its keyed
 * hash is stored outside the seal. Whoever has the paper may ask whether it is genuine.
 */
#ifndef QIAO_SERVICE_WRIT_H
#define QIAO_SERVICE_WRIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/lifecycle.h"

struct application;
struct db;
struct deed;
struct error;
struct formality;
struct pairs;
struct pool;

enum writ_kind {
#define WRIT(name, word) WRIT_##name,
#include "service/writ.def"
	WRIT_KINDS
};

const char *writ_word(enum writ_kind kind) __attribute__((returns_nonnull));
bool writ_read(const char *word, enum writ_kind *out);
/*
 * The text that tells what can be done about our refusal of this formality, or that it is the last
 * word. Papers and pages say this one and no other. {1} of it is the government that reconsiders.
 */
const char *writ_remedy(const char *formality) __attribute__((returns_nonnull));
/* The text that names it, of what a unit in this area decided; NULL: the city's (government.def). */
const char *writ_government(const char *area) __attribute__((returns_nonnull));

/* Whom the papers of a matter with these answers name, and that person's number; NULL: not given. */
struct addressee {
	const char *name, *number;
};

struct addressee writ_addressee(const struct pairs *answers);
/* Has every matter of this formality one, but of who chose to give no name? */
bool writ_has_addressee(const struct formality *f);

#define WRIT_CODE 19		/* eighteen characters and the NUL */
#define WRIT_CODE_SHOWN 21	/* XXXXXX-XXXXXX-XXXXXX and the NUL */

/* As a person types it; false if it cannot be a code of ours. */
bool writ_code_read(const char *typed, char out[WRIT_CODE]);
void writ_code_show(const char code[WRIT_CODE], char out[WRIT_CODE_SHOWN]);

/* What the act owes, and the end of what it ends; inside the act's transaction, after it. */
const struct error *writ_owe(struct db *db, struct application *a, const struct deed *deed)
    __attribute__((warn_unused_result));

/*
 * Always; of a result that is granted, ours and taken here; of what its resident said that they have
 * (the clock's own closing proves nothing).
 */
enum writ_when { WRIT_ALWAYS, WRIT_ELECTRONIC, WRIT_BY_RESIDENT };

/* Does this act owe this paper, and when? */
bool writ_is_owed(enum action action, enum writ_kind kind, enum writ_when *when);
/* Is no paper of the matter good for anything after this act? */
bool writ_is_ended(enum action action);
/* Do its facts, its code and its file fit each other, as they were issued and made? */
const struct error *writ_is_whole(struct db *db, int64_t id, bool *out)
    __attribute__((warn_unused_result));

struct writ {
	int64_t id;
	enum writ_kind kind;
	moment issued;
	bool is_made;
	const char *standing;		/* valid, superseded, withdrawn */
	int64_t unit;			/* that issued it */
};

struct writs {
	struct writ *at;
	size_t count;
	size_t unknown;			/* more, of kinds that this program has no word for */
};

/* In the order in which they were issued. */
const struct error *writ_list(struct db *db, int64_t application, struct writs *out)
    __attribute__((warn_unused_result));
/* ERROR_NOT_FOUND if it is not this application's, ERROR_UNAVAILABLE until it is made. */
const struct error *writ_pdf(struct db *db, int64_t application, int64_t id, enum writ_kind *kind,
    struct bytes *pdf) __attribute__((warn_unused_result));

/*
 * A file that a result's paper can hold: with it the paper stays under what one row of a MariaDB with
 * max_allowed_packet = 16M can have.
 */
#define WRIT_FILE_MOST (12 << 20)

/* What anybody with the code may know. Nothing in it is about the person or the subject. */
struct verified {
	enum writ_kind kind;
	moment issued;
	const char *unit_zh, *unit_en;
	const char *standing;
	const char *print;		/* as on the paper */
	const char *digest;		/* SHA-256 of the file in groups, or NULL while it is not made */
	const char *attached;		/* the same of the file that is given out with it, or NULL */
};

/* *out is NULL for a code that is none of ours. */
const struct error *writ_verify(struct db *db, const char code[WRIT_CODE], struct verified **out)
    __attribute__((warn_unused_result));

/* The first part of a hash in groups of four: "3f2a 90c1 …". */
const char *writ_groups(struct pool *pool, struct bytes hash, size_t groups);
#define WRIT_PRINT_GROUPS 4

#endif
