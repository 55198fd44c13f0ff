/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What another department's people see: a transfer of their own department, now; never the
 * application itself. The same pages for clerks and for whoever came by the department's link.
 */
#ifndef QIAO_DESK_CLERK_H
#define QIAO_DESK_CLERK_H

#include "desk/desk.h"
#include "service/transfer.h"

/* Theirs, or ERROR_NOT_FOUND; ERROR_BARRED if it is barred (bar.h). Seen: recorded for the resident. */
const struct error *clerk_load(struct request *q, int64_t id, struct transfer **out)
    __attribute__((warn_unused_result));
const struct error *clerk_seen(struct request *q, const struct transfer *t, bool is_paper)
    __attribute__((warn_unused_result));
/* 200 with the whole page: what was forwarded, and the forms of what may be done. */
const struct error *clerk_show(struct request *q, int64_t id) __attribute__((warn_unused_result));

/* Not after the centre has decided, nor once it was taken and TAKE_DAYS are over. */
bool clerk_may_hand_back(const struct request *q, const struct transfer *t);

#endif
