/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The once-only key of a write form: one effect, the same answer (DESIGN, One request). */
#ifndef QIAO_WEB_ONCE_H
#define QIAO_WEB_ONCE_H

#include "web/request.h"

/* Where this very form led before, or NULL. */
const struct error *once_find(struct request *q, const char **location)
    __attribute__((warn_unused_result));
/* In the write's own transaction. */
const struct error *once_keep(struct request *q, const char *location)
    __attribute__((warn_unused_result));

#endif
