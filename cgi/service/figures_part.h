/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the statements of figures.c and figures_ratings.c have in common. */
#ifndef QIAO_SERVICE_FIGURES_PART_H
#define QIAO_SERVICE_FIGURES_PART_H

#include "service/figures.h"
#include "service/unit.h"
#include "store/db.h"

#define DAY_IN_WENZHOU(column) "DATE_FORMAT(" column " + INTERVAL 8 HOUR, '%Y-%m-%d')"
#define MONTH_IN_WENZHOU(column) "DATE_FORMAT(" column " + INTERVAL 8 HOUR, '%Y-%m')"

/* `o` is a row of outcome, rating …; u its unit, p the one above: a site's branch centre. */
#define OF_UNIT " JOIN unit u ON u.id = o.unit LEFT JOIN unit p ON p.id = u.parent "
#define OF_OFFICER "LEFT JOIN officer x ON x.id = o.officer "
#define SPAN(at) at " > ? AND " at " <= ?"
#define BELOW "(? = 0 OR " UNIT_UNDER("u.id") ") " \
	"AND (? = 0 OR u.id = ? OR (u.parent = ? AND u.kind = 'service-site'))"
#define WITHIN(at) SPAN(at) " AND " BELOW
#define WITHIN_IN "ttiiiii"
/* What is summed by month (schema/047-figure-sum.sql), and what acts have noted since. */
#define SUMMED_OF(table, kind, columns) "SELECT unit, word, month, took, " columns " FROM " table \
	" WHERE kind = '" kind "' AND month >= ? AND month <= ?"
#define SUMMED(kind, columns) "(" SUMMED_OF("figure_sum", kind, columns) " UNION ALL " \
	SUMMED_OF("figure_delta", kind, columns) ") o"
#define SUMMED_IN "ssssiiiii"
/* The same of one unit and all below it, added up over them too (schema/077-figure-below.sql). */
#define SUMMED_BELOW(kind, columns) "(" SUMMED_OF("figure_sum", kind, columns) " AND unit = ? UNION ALL " \
	SUMMED_OF("figure_delta", kind, columns) " AND unit = ?) o"
#define SUMMED_BELOW_IN "ssissi"
#define KEY_FORMALITY "o.formality"
#define KEY_UNIT "IF(u.kind = 'service-site', p.code, u.code)"
#define KEY_SITE "u.code"
#define KEY_OFFICER "COALESCE(x.number, '-')"
#define KEY_MONTH(at) MONTH_IN_WENZHOU(at)
/* the same unit's names */
#define NAMES_UNIT "MIN(IF(u.kind = 'service-site', p.name_zh, u.name_zh)), " \
	"MIN(IF(u.kind = 'service-site', p.name_en, u.name_en))"
#define NAMES_SITE "MIN(u.name_zh), MIN(u.name_en)"
#define NAMES_NONE "CAST(NULL AS CHAR), CAST(NULL AS CHAR)"

/* `a` is still there, or below: its supervisor opens it. What was moved out is another's since. */
#define MAY_OPEN "CAST(" UNIT_UNDER("a.unit") " AS SIGNED)"

/* What LISTED of figures.c selects and takes, of what has no outcome (figures_volumes.c). */
const struct statement *figures_volume_list(enum figures_which which, enum figures_by by);

/* SUMMED's values, and BELOW's behind them: DB(SUMMED_OF_ASKED(db, asked)). */
#define SUMMED_OF_ASKED(db, asked) db_text(figures_month(db, (asked)->since)), \
	db_text(figures_month(db, (asked)->until)), db_text(figures_month(db, (asked)->since)), \
	db_text(figures_month(db, (asked)->until)), db_int((asked)->unit), db_int((asked)->unit), \
	db_int((asked)->only), db_int((asked)->only), db_int((asked)->only)

/* SUMMED_BELOW's values. Not for all units (unit 0), nor for `only`, which has its sites alone with it. */
#define SUMMED_BELOW_OF(db, asked) db_text(figures_month(db, (asked)->since)), \
	db_text(figures_month(db, (asked)->until)), db_int((asked)->unit), \
	db_text(figures_month(db, (asked)->since)), db_text(figures_month(db, (asked)->until)), \
	db_int((asked)->unit)

/* The sums of each unit, or of the asking one with all below it where there are such. */
const struct error *figures_summed(struct db *db, const struct figures_asked *asked,
    const struct statement *each, const struct statement *below, struct rows *out)
    __attribute__((warn_unused_result));

/* WITHIN's values. */
#define WITHIN_OF(asked) db_moment(clock_wenzhou_end((asked)->since - 1)), \
	db_moment(clock_wenzhou_end((asked)->until)), db_int((asked)->unit), db_int((asked)->unit), \
	db_int((asked)->only), db_int((asked)->only), db_int((asked)->only)

#endif
