/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Thrown away before it was ever submitted: no office has seen it, so nothing of it is kept. The
 * courier takes the bytes of its files within minutes (retention.h).
 */
#ifndef QIAO_SERVICE_DISCARD_H
#define QIAO_SERVICE_DISCARD_H

#include <stdint.h>

struct application;
struct db;
struct error;

/* The draft with its papers; ERROR_CONFLICT if it was saved or submitted meanwhile. */
const struct error *discard_draft(struct db *db, const struct application *a)
    __attribute__((warn_unused_result));
/*
 * The file of a paper that was removed just now: it goes, unless an office has seen it or it is a
 * paper of another application too.
 */
const struct error *discard_paper(struct db *db, const struct application *a, int64_t paper)
    __attribute__((warn_unused_result));

#endif
