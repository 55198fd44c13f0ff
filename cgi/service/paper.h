/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A person's papers: the files that they photographed for any of their applications, to be taken
 * into another one without photographing them again. A file stays one row; an application has it
 * as one of its materials (material.h), and it is kept as long as one of them is (retention.h).
 *
 * Whose a file is stands in the applications it is a paper of, and every statement asks for that
 * person: what is somebody else's is ERROR_NOT_FOUND, like what does not exist.
 */
#ifndef QIAO_SERVICE_PAPER_H
#define QIAO_SERVICE_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/dictionary.h"

struct application;
struct applications;
struct db;
struct error;

struct own_paper {
	int64_t file;
	const char *code;		/* the material it was photographed for */
	const char *type;		/* image/jpeg or application/pdf */
	int pages;
	moment uploaded;
	const char *expires;		/* the day printed on it, as its person said: "2031-05-01"; or NULL */
	const char *ref, *formality;	/* the application, of those that are left the first */
	int64_t version;		/* of that formality */
	const struct material_entry *entry;	/* by bearer_trace(): as it was called there; or NULL */
	enum material_bearer bearer;	/* by bearer_trace(): whose it is */
	int number, of;			/* its place among those of this kind there */
};

struct own_papers {
	struct own_paper *at;
	size_t count;
};

/* All, newest first; before: the file of the last one seen, 0 to start. */
const struct error *paper_list(struct db *db, int64_t person, int64_t before, int most,
    struct own_papers *out) __attribute__((warn_unused_result));
const struct error *paper_load(struct db *db, int64_t person, int64_t file, struct own_paper *out)
    __attribute__((warn_unused_result));
/* The person's applications that have it, newest first: id, ref, formality and its version,
 * state, submitted. */
const struct error *paper_uses(struct db *db, int64_t person, int64_t file,
    struct applications *out) __attribute__((warn_unused_result));

/*
 * Those of the person's papers that were photographed for one of these materials, or for what
 * they take as well; of one application together, the newest application first. Which of them a
 * material may have is paper_suits()'s word.
 */
const struct error *paper_offers(struct db *db, const struct application *a,
    const struct material_entry *const *entries, size_t count, struct own_papers *out)
    __attribute__((warn_unused_result));
/*
 * Of its kind and of the same bearer (bearer.h), neither too old for it nor expired; nothing suits what
 * belongs to one matter.
 */
bool paper_suits(const struct material_entry *entry, enum material_bearer bearer,
    const struct own_paper *paper, moment now);

/*
 * The day until which it is valid, "" for none known. *is_late: what stands there was sent after this, which
 * changes nothing.
 */
const struct error *paper_set_expires(struct db *db, int64_t person, int64_t file, const char *until,
    moment sent, bool *is_late) __attribute__((warn_unused_result));
/*
 * Never offered or listed again, and gone from every application that was never submitted. With
 * none that was, the file leaves too.
 */
const struct error *paper_delete(struct db *db, int64_t person, int64_t file, moment now)
    __attribute__((warn_unused_result));

#endif
