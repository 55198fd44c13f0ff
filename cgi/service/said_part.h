/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the halves of said.h share: said.c has what is handed in, decided, issued; said_passed.c the rest. */
#ifndef QIAO_SERVICE_SAID_PART_H
#define QIAO_SERVICE_SAID_PART_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/lifecycle.h"

struct db;
struct error;

struct saying {
	struct db *db;
	int64_t application;
	moment at;
	struct text text;
	bool has_text;			/* the digest of the formality's text is in it */
	bool is_other;			/* said_passed.c knows the act */
};

void saying_add_bytes(struct saying *s, struct bytes b);
void saying_add_text(struct saying *s, const char *text);
void saying_add_number(struct saying *s, int64_t n);
void saying_add_sealed(struct saying *s, const char *context, int64_t row, struct bytes sealed);

/* What was asked to forward, agreed, passed on, answered by a department, rated and followed up. */
const struct error *saying_passed(struct saying *s, enum action action) __attribute__((warn_unused_result));

#endif
