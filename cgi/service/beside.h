/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands beside Wenzhou's time in a letter or a paper's note: the hour where the resident is. */
#ifndef QIAO_SERVICE_BESIDE_H
#define QIAO_SERVICE_BESIDE_H

#include "base/clock.h"
#include "base/lang.h"

struct pairs;
struct pool;

/*
 * The key of the text, "there", "there_next" or "there_before" by which day it is there when it is
 * `shown` in Wenzhou, with its holes {place} and {hour}; NULL if the clocks agree or zone is not known.
 */
const char *beside_key(struct pool *pool, moment at, day shown, const char *zone, enum lang lang,
    struct pairs *holes);

#endif
