/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The files of an upload, before its handler runs: each is pressed (qiao-media) and stored
 * in state uploading by short transactions of its own. The handler's transaction flips the
 * ones it takes to complete; the courier sweeps the rest away after a day.
 */
#ifndef QIAO_WEB_RECEIVE_H
#define QIAO_WEB_RECEIVE_H

#include "web/request.h"

const struct error *receive_files(struct request *q) __attribute__((warn_unused_result));

#endif
