/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the pages of supervision share: which figures are asked for, by what, of which month and unit, and
 * the ways to ask for others.
 *
 *	#define FIGURES_FORM(FIELD) FIGURES_FIELDS(FIELD)
 *	struct asked a;
 *
 *	if ((e = read_asked(q, form->by, form->month, form->unit, &a)) ||
 *	    (e = figures_load(q->db, &a.figures, &figures)))
 *		return e;
 *	show_choices(q, &a, "/supervision");
 */
#ifndef QIAO_DESK_SUPERVISION_H
#define QIAO_DESK_SUPERVISION_H

#include "desk/filter.h"
#include "service/figures.h"

#define FIGURES_FIELDS(FIELD) \
	FIELD(by,    WORD,   1, 12,        OPTIONAL) \
	FIELD(month, WORD,   7, 7,         OPTIONAL) \
	FIELD(unit,  NUMBER, 1, INT64_MAX, OPTIONAL)

struct asked {
	struct figures_asked figures;
	struct desk_units units;
	int year, month;		/* the month; of MONTH the last one */
};

/* By month the year that ends with the chosen one; else that month. What is unknown is not asked for. */
const struct error *read_asked(struct request *q, const char *by, const char *month, int64_t unit,
    struct asked *out) __attribute__((warn_unused_result));
/* "by=unit&month=2026-11&unit=12" */
const char *asked_query(const struct request *q, const struct asked *a, enum figures_by by, int64_t only);
/* The same, with one figure's key or NULL, and which of its matters. */
const char *matters_query(const struct request *q, const struct asked *a, const char *key,
    enum figures_which which);
/* "2026-11" */
const char *asked_month(const struct request *q, const struct asked *a);
/* What a figure is of; zh and en of a unit. */
const char *figure_name(const struct request *q, const struct figures_asked *asked, const char *key,
    const char *zh, const char *en);
/* Ways, Units and Months to choose from, of the page `path`; what is chosen: By, Only, Column. */
void show_choices(struct request *q, const struct asked *a, const char *path);

/* In a table by formality a telephone shows the first, and what stands out, until AllRows is asked for. */
bool is_folded_row(const struct asked *a, size_t i);
void show_all_rows(struct request *q, size_t count);

/* How many more there are that this officer may not open, as Hidden; nothing for none. */
void show_hidden(struct request *q, int count);
/* The same as the last row of a file. */
void file_hidden(struct request *q, struct text *out, int count);

/* A bar of a picture: so long, the hatched end so much of it, beside the longest of all. */
struct bar {
	int whole, part, longest;
	size_t at;		/* in the picture */
};
void show_bar(struct request *q, const char *list, const char *name, const char *says, struct bar bar);

#define FILE_ROWS 10000		/* of a file's matters */
/* Texts of columns, NULL at the end; then rows (csv.h). cut: behind so many rows; the last one says so. */
void file_start(struct request *q, struct text *out, const char *const *columns);
const struct error *file_reply(struct request *q, struct text *out, int cut, const char *name)
    __attribute__((warn_unused_result));

#endif
