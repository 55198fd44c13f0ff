/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The files of an upload, before its handler runs: each is pressed (qiao-media) and stored
 * in state uploading by short transactions of its own. The handler's transaction flips the
 * ones it takes to complete; the courier sweeps the rest away after a day.
 *
 * First those that came with the form, then q->sent, in their order.
 *
 * At most `room` are taken; the others have PRESS_TOO_MANY_FILES, or PRESS_TOO_LATE where the time of
 * the request was over before their turn, and were not looked at.
 */
#ifndef QIAO_WEB_RECEIVE_H
#define QIAO_WEB_RECEIVE_H

#include "web/request.h"

const struct error *receive_files(struct request *q, size_t room) __attribute__((warn_unused_result));

#endif
