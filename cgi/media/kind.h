/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What bytes are, by their content; names and types that a browser sends are not asked. */
#ifndef QIAO_MEDIA_KIND_H
#define QIAO_MEDIA_KIND_H

#include "base/text.h"

struct error;

enum kind { KIND_UNKNOWN, KIND_JPEG, KIND_PNG, KIND_WEBP, KIND_HEIC, KIND_PDF };

/* Loads libmagic's database; before any fork. */
const struct error *kind_open(void) __attribute__((warn_unused_result));
enum kind kind_of(struct bytes data);

#endif
