/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A table as a file (RFC 4180), with the mark by which Excel knows UTF-8. */
#ifndef QIAO_BASE_CSV_H
#define QIAO_BASE_CSV_H

struct text;

void csv_start(struct text *out);
/* Quoted; what a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection). */
void csv_cell(struct text *out, const char *s);
/* A whole row, NULL at its end; a NULL cell cannot be. */
void csv_row(struct text *out, const char *const *cells);

#endif
