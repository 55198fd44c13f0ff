/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A paper and the file that it hands over, as one PDF (store/press.h has the request): the pages of the
 * file behind those of the paper, or the file in it as an attachment, every byte as it was. The paper's
 * first page, catalogue and properties stay the first, and the table of objects is a plain one, so that
 * print/sign.c can sign it. PRESS_BROKEN: it would not be the same as pages, attach it.
 */
#ifndef QIAO_MEDIA_JOIN_H
#define QIAO_MEDIA_JOIN_H

#include "store/press.h"

/* The bytes in *out live until the process ends. */
enum press_verdict join_press(struct bytes request, struct pressed *out);

#endif
