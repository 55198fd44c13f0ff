/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A formality while its file is read, between formality_read.c and formality_material.c. */
#ifndef QIAO_SERVICE_FORMALITY_READING_H
#define QIAO_SERVICE_FORMALITY_READING_H

#include "service/formality.h"
#include "service/sheet.h"

/* What is read from and into. */
struct reading {
	struct sheet *s;
	const struct dictionary *dictionary;
	struct formality *f;
};

/* The list Materials; its pages have been read. */
void formality_read_materials(struct reading *r, struct sheet_node list);

#endif
