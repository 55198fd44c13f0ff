/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The electronic seal of a paper: a signature over the whole file, in the manner of PAdES
 * (ETSI EN 319 142-1, ETSI.CAdES.detached), which every reader of PDFs can check. It is added as
 * an incremental update, so the file that was written stays its beginning.
 */
#ifndef QIAO_PRINT_SIGN_H
#define QIAO_PRINT_SIGN_H

#include "base/clock.h"
#include "base/text.h"

struct error;
struct pool;

/* PEM files; chain may be NULL. Before the sandbox; without it nothing is signed. */
const struct error *sign_open(const char *certificate, const char *key, const char *chain)
    __attribute__((warn_unused_result));
void sign_close(void);
/* *signed_pdf is the file itself if there is no key. The PDF is one of page.h. */
const struct error *sign_pdf(struct pool *pool, struct bytes pdf, moment at, struct bytes *signed_pdf)
    __attribute__((warn_unused_result));

#endif
