/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Materials (材料): the papers of an application, each one or several files. */
#ifndef QIAO_SERVICE_MATERIAL_H
#define QIAO_SERVICE_MATERIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct application;
struct db;
struct error;

#define MATERIAL_FILES_MOST 12		/* of one material */

struct paper {
	int64_t id, file;
	const char *code;		/* the material's, in the formality */
	const char *type;		/* image/jpeg or application/pdf */
	int pages, width, height, round;	/* round: the correction it answered, 0 at first */
	int64_t size;
	moment added;
	struct bytes digest;		/* of the file */
};

struct papers {
	struct paper *at;
	size_t count;
};

/*
 * Take a received file (state uploading) as one more paper; it is complete from then on.
 * ERROR_INVALID when the material has MATERIAL_FILES_MOST already, ERROR_CONFLICT when the
 * file was taken or the application is neither a draft nor in correction, nor owes this paper.
 */
const struct error *material_add(struct db *db, const struct application *a, const char *code,
    int64_t file, moment now) __attribute__((warn_unused_result));
/*
 * Take a file that is a paper of another of this person's applications already (paper.h) as one
 * of this one too; what is there already stays as it is. ERROR_NOT_FOUND if it is not theirs or
 * was deleted; else material_add()'s errors.
 */
const struct error *material_take(struct db *db, const struct application *a, const char *code,
    int64_t file, moment now) __attribute__((warn_unused_result));
/*
 * Mark as removed, its file too unless an office has seen it; ERROR_NOT_FOUND if it is not this
 * application's.
 */
const struct error *material_remove(struct db *db, const struct application *a, int64_t paper,
    moment now) __attribute__((warn_unused_result));
/* Of which material a paper was that has been removed; *code NULL if there is none. */
const struct error *material_removed(struct db *db, int64_t application, int64_t paper, const char **code)
    __attribute__((warn_unused_result));
/* A received file is kept from now on; ERROR_CONFLICT if it was taken before. */
const struct error *file_complete(struct db *db, int64_t file) __attribute__((warn_unused_result));
/* It goes (retention.h), unless it is a paper of an application or was handed in with one. */
const struct error *file_leave(struct db *db, int64_t file) __attribute__((warn_unused_result));
/* In the order they were added; removed ones are left out. */
const struct error *material_list(struct db *db, int64_t application, struct papers *out)
    __attribute__((warn_unused_result));
/*
 * The bytes of one of this application's papers (or its result); ERROR_NOT_FOUND, also for
 * the thumb of a file that has none.
 */
const struct error *material_file(struct db *db, int64_t application, int64_t file, bool is_thumb,
    const char **type, struct bytes *out) __attribute__((warn_unused_result));

#endif
