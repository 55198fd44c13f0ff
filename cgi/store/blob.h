/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Files in the database: rows of up to 1 MiB, each sealed and committed by itself
 * (memory stays flat, other commits do not wait, FILE_PART), then one that flips the
 * file from uploading to complete. A sweeper removes what stayed uploading for a day.
 */
#ifndef QIAO_STORE_BLOB_H
#define QIAO_STORE_BLOB_H

#include <stdint.h>

#include "base/text.h"

struct db;
struct error;
struct statement;

#define BLOB_PART (1 << 20)

/*
 * Store the bytes of a file row (made by the caller in state uploading) outside any
 * transaction; when it answers NULL all parts are committed.
 */
const struct error *blob_write(struct db *db, int64_t file, struct bytes data)
    __attribute__((warn_unused_result));
/* The whole file, at most 64 MiB, in db_pool(). */
const struct error *blob_read(struct db *db, int64_t file, struct bytes *out)
    __attribute__((warn_unused_result));
/*
 * The same for an account that sees the parts of few files only, through a view: part has the columns
 * "ii" → "b", and is run with key and the part's place. size is as the caller knows it.
 */
const struct error *blob_read_parts(struct db *db, const struct statement *part, int64_t key, int64_t file,
    int64_t size, struct bytes *out) __attribute__((warn_unused_result));
/* Deletes the parts, 50 at a time. */
const struct error *blob_remove(struct db *db, int64_t file) __attribute__((warn_unused_result));

#endif
