/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For formality_read.c and what it reads the longer parts by: a formality while its file is read. */
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

/* The lists Pages and Field. */
void formality_read_pages(struct reading *r, struct sheet_node root);
/* The list Materials; its pages have been read, as those of an example. */
void formality_read_materials(struct reading *r, struct sheet_node list);
void formality_read_examples(struct reading *r, struct sheet_node list);

#endif
