/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of writ.h and printing.h share. */
#ifndef QIAO_SERVICE_WRIT_PART_H
#define QIAO_SERVICE_WRIT_PART_H

#include "base/pairs.h"
#include "service/writ.h"

/* The contexts of what is sealed in a row of writ, with its id. */
#define WRIT_FACTS "writ-facts"
#define WRIT_PDF "writ-pdf"

/* Of a day's root, on a receipt: nobody finds another that begins so. */
#define WRIT_ROOT_BYTES 16

struct bytes writ_mark(struct pool *pool, const char *code);

/*
 * Everything that this paper says, as pairs; moments are numbers, what is not known is absent:
 *
 *	code ref lang			the paper's code, the application's number as shown
 *	formality version		its code, and the id of the text under which it was made
 *	name idno			the applicant's, the number masked
 *	unit_zh unit_en officer		who issued it; officer: a service number, of a decision its approver's
 *	area				the county that the unit is of, or absent: the city's
 *	proposer			a decision's: the number of who proposed it
 *	submitted due law_due decided	of the application
 *	due_past law_left law_past	in their place if the promised day was over at the act; law_left:
 *					the law's is not, law_past: it is, too
 *	variant				deemed, pending or deemed_pending: how it was accepted; else
 *					transfer, channel
 *	owed				pending: by when the items come
 *	reason round items		items: how many; of each  item.N.what  item.N.code  item.N.said
 *	outcome result delivery		of the decision and the result
 *	file file_digest		a result's: the name it is given out by, its SHA-256 in groups
 *	file_pages file_size		the size in bytes
 *	file_id file_type		its row, for qiao-print; file_width file_height: of a picture
 *	covered root_day root		a receipt's, days as stored: whose root will cover it; the newest then
 *	record				a place for what ties the paper to the history, printed if there
 */
const struct error *writ_facts(struct db *db, struct application *a, const struct deed *deed,
    enum writ_kind kind, const char *code, struct pairs *out) __attribute__((warn_unused_result));

#endif
