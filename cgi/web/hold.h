/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A write that came after its session had ended: kept sealed for a day, and done
 * when its owner has signed in again in the same browser.
 */
#ifndef QIAO_WEB_HOLD_H
#define QIAO_WEB_HOLD_H

#include "web/request.h"

#define HOLD_LASTS (1 * DAY)

/*
 * Store q's body; sets the cookie that finds it again. owner 0: the session's cookie was gone
 * too, so it is whoever's signs in in this browser.
 */
const struct error *hold_keep(struct request *q, int64_t owner) __attribute__((warn_unused_result));
/*
 * The kept write of this browser and this owner, as a fresh request on the same pool, or NULL.
 * It is ended by being taken.
 */
const struct error *hold_take(struct request *q, int64_t owner, struct request **out)
    __attribute__((warn_unused_result));

#endif
