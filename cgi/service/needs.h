/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the answers before a form make required: a friend applies, so the authorisation has to be
 * notarised. A choice and a verdict may each name fields and materials that are optional else.
 *
 * Nothing of it is stored: a draft keeps the answers (eligibility_keep()), and whoever asks for
 * something, or looks for what is missing, does so by the formality as those answers ask it.
 *
 *	given = eligibility_kept(pool, &a->answers);
 *	f = needs_apply(pool, f, &given);
 */
#ifndef QIAO_SERVICE_NEEDS_H
#define QIAO_SERVICE_NEEDS_H

#include <stdbool.h>

#include "service/eligibility.h"

struct formality;
struct pairs;
struct pool;
struct sheet;
struct sheet_node;

/* A list Needs; its codes are fields or materials of the formality, which are read already. */
void needs_read(struct sheet *s, struct sheet_node list, const struct formality *f,
    struct needs *out);
/* What would be no use in a file that is to be published, or may not be demanded. */
void needs_check(struct sheet *s, const struct formality *f);

/* All that the answers on the way need, each once. */
struct needs needs_of(struct pool *pool, const struct eligibility *e, const struct pairs *given);
bool needs_has(const struct needs *needs, const char *code);
/* The formality as it is asked then, in the pool; f itself if nothing more is required. */
const struct formality *needs_apply(struct pool *pool, const struct formality *f,
    const struct pairs *given);
/* And the papers that go with what the form itself has been told (Needed): a relative collects it. */
const struct formality *needs_answered(struct pool *pool, const struct formality *f,
    const struct pairs *answers);

#endif
