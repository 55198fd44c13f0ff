/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For dictionary.c and the dictionary_*.c beside it alone. */
#ifndef QIAO_SERVICE_DICTIONARY_PART_H
#define QIAO_SERVICE_DICTIONARY_PART_H

#include "service/dictionary.h"
#include "service/sheet.h"

/* Also { 0 = id-card  1 = passport-cn }: leaves both alone if it is not there. */
void dictionary_read_also(struct sheet *s, struct sheet_node list, const char ***codes,
    size_t *count);
void dictionary_read_field(struct sheet *s, struct sheet_node n, struct field_entry *entry);
/* What a field says will do as well has to be a field of its kind. */
void dictionary_check_fields_also(struct sheet *s, const struct dictionary *d,
    const struct field_entry *entry);

#endif
