/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A contact as it is shown: enough to know one's own, too little to write to. */
#ifndef QIAO_SERVICE_MASKED_H
#define QIAO_SERVICE_MASKED_H

struct pool;

/* kind: phone (E.164) or email. "+39 •••• 567", "l•••@example.org". */
const char *masked(struct pool *pool, const char *kind, const char *address);

#endif
