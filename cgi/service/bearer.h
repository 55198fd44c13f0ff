/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whose a paper is: the applicant's own, or of another person whom its matter is about (a child, who
 * died). A formality's file says it of a material (Bearer); unsaid, all papers of a matter are
 * another person's if an answer says that the matter is (Other): a child's, if it is one's name. So a
 * child's photograph is not offered as the parent's.
 */
#ifndef QIAO_SERVICE_BEARER_H
#define QIAO_SERVICE_BEARER_H

#include <stdint.h>

#include "service/dictionary.h"

struct catalogue;
struct db;
struct error;
struct formality;
struct own_papers;
struct pairs;

/* Never BEARER_UNSAID. answers: of the matter. */
enum material_bearer bearer_of(const struct formality *f, const struct material_entry *entry,
    const struct pairs *answers);
/*
 * What each of the person's papers was called where it was sent, and whose it is: by the version of its
 * matter, and by today's file where that version did not say yet. Sets `entry` and `bearer`.
 */
const struct error *bearer_trace(struct db *db, const struct catalogue *c, int64_t person,
    struct own_papers *papers) __attribute__((warn_unused_result));

#endif
