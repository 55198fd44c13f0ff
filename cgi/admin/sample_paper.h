/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Of a sample application: a drawn photograph for each paper that it has to have, and who opened it. */
#ifndef QIAO_ADMIN_SAMPLE_PAPER_H
#define QIAO_ADMIN_SAMPLE_PAPER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct admin;
struct db;
struct error;
struct formality;
struct seed_event;

#define SAMPLE_PICTURES 11

struct sample_album {
	bool is_there;			/* the settings name a folder of Samples */
	struct bytes picture[SAMPLE_PICTURES], thumb[SAMPLE_PICTURES];
};

const struct error *sample_album(struct admin *a, struct sample_album *out)
    __attribute__((warn_unused_result));
/* Of one that needs none the first that it may have. In the caller's transaction. */
const struct error *sample_papers(struct db *db, const struct sample_album *album,
    const struct formality *f, int64_t application, moment at) __attribute__((warn_unused_result));

struct sample_opened {
	int64_t application, officer, unit;
	const struct seed_event *before;	/* what was done then */
};

/* The matter, and its papers a minute later. Of one application in the order of their events. */
const struct error *sample_opened(struct db *db, const struct sample_opened *o)
    __attribute__((warn_unused_result));

#endif
