/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/tracking.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/seal.h"

/*
 * Every branch is found by the application's number and its person, so that none can show
 * another's. Columns: kind, id, three moments, five words, three names, two numbers, sealed.
 */
#define MINE "JOIN application a ON a.ref = ? AND a.person = ? "

STATEMENT(tracking_select, "sisisisi", "sitttsssssssiib",
    "SELECT 'matter' AS kind, a.id, a.submitted AS at, a.due, a.stopped, a.formality AS w1, "
    "a.state AS w2, a.department AS w3, a.page AS w4, a.lang AS w5, u.name_zh, u.name_en, "
    "a.formality_version AS n1, a.corrections AS n2, NULL AS sealed "
    "FROM application a LEFT JOIN unit u ON u.id = a.unit WHERE a.ref = ? AND a.person = ? "
    "UNION ALL SELECT 'event', h.id, h.at, NULL, NULL, h.action, h.state, h.role, o.number, NULL, "
    "u.name_zh, u.name_en, h.seq, COALESCE(h.actor, 0), h.detail "
    "FROM history h " MINE "LEFT JOIN unit u ON u.id = h.unit "
    "LEFT JOIN officer o ON o.id = h.actor AND h.role <> 'resident' WHERE h.application = a.id "
    "UNION ALL (SELECT 'view', v.id, v.at, NULL, NULL, v.role, v.what, v.reason, o.number, NULL, "
    "u.name_zh, u.name_en, 0, 0, NULL FROM access_record v " MINE "JOIN unit u ON u.id = v.unit "
    "JOIN officer o ON o.id = v.officer WHERE v.application = a.id ORDER BY v.at DESC LIMIT 3) "
    "UNION ALL SELECT 'item', i.id, c.asked, c.due, NULL, i.what, i.code, NULL, NULL, NULL, NULL, "
    "NULL, c.id, c.round, i.sentence FROM correction_item i JOIN correction c ON c.id = i.correction "
    MINE "WHERE c.application = a.id AND c.answered IS NULL "
    "ORDER BY kind DESC, id")

enum column { KIND, ID, AT, DUE, STOPPED, W1, W2, W3, W4, W5, UNIT_ZH, UNIT_EN, N1, N2, SEALED };

static const struct error *
read_matter(const struct row *r, const char *ref, struct application *a)
{
	*a = (struct application){.id = row_int(r, ID), .ref = ref, .submitted = row_moment(r, AT),
	    .due = row_moment(r, DUE), .stopped = row_moment(r, STOPPED), .formality = row_text(r, W1),
	    .department = row_text(r, W3), .page = row_text(r, W4), .unit_zh = row_text(r, UNIT_ZH),
	    .unit_en = row_text(r, UNIT_EN), .formality_version = row_int(r, N1),
	    .corrections = (int)row_int(r, N2)};
	if (!state_read(row_text(r, W2), &a->state) || !lang_of(row_text(r, W5), &a->lang))
		return fail(ERROR_INTERNAL, "application of an unknown state or language");
	return NULL;
}

static const struct error *
read_event(struct pool *pool, const struct row *r, struct event *event)
{
	*event = (struct event){.seq = (int)row_int(r, N1), .at = row_moment(r, AT),
	    .action = row_text(r, W1), .state = row_text(r, W2), .role = row_text(r, W3),
	    .actor = row_int(r, N2), .unit_zh = row_text(r, UNIT_ZH), .unit_en = row_text(r, UNIT_EN),
	    .number = row_text(r, W4)};
	return row_bytes(r, SEALED).n == 0 ? NULL :
	    unseal_text(pool, "history", row_int(r, ID), row_bytes(r, SEALED), &event->detail);
}

static const struct error *
read_item(struct pool *pool, const struct row *r, struct correction *c)
{
	struct correction_item *item = &c->items[c->count++];

	c->id = row_int(r, N1);
	c->round = (int)row_int(r, N2);
	c->asked = row_moment(r, AT);
	c->due = row_moment(r, DUE);
	item->what = row_text(r, W1);
	item->code = row_text(r, W2);
	return unseal_text(pool, "correction", row_int(r, ID), row_bytes(r, SEALED), &item->sentence);
}

static const struct error *
read_row(struct pool *pool, const struct row *r, const char *ref, struct tracking *out)
{
	const char *kind = row_text(r, KIND);

	if (strcmp(kind, "matter") == 0)
		return read_matter(r, ref, &out->application);
	if (strcmp(kind, "event") == 0)
		return read_event(pool, r, &out->events.at[out->events.count++]);
	if (strcmp(kind, "item") == 0)
		return read_item(pool, r, &out->correction);
	out->views.at[out->views.count++] = (struct view){row_moment(r, AT), row_text(r, UNIT_ZH),
	    row_text(r, UNIT_EN), row_text(r, W4), row_text(r, W1), row_text(r, W2), row_text(r, W3)};
	return NULL;
}

const struct error *
tracking_load(struct db *db, int64_t person, const char *ref, struct tracking *out)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct rows rows;

	*out = (struct tracking){0};
	if ((e = db_rows(db, &tracking_select, DB(db_text(ref), db_int(person), db_text(ref),
	    db_int(person), db_text(ref), db_int(person), db_text(ref), db_int(person)), &rows)))
		return e;
	out->events.at = pool_zero(pool, (rows.count + 1) * sizeof *out->events.at);
	out->views.at = pool_zero(pool, (rows.count + 1) * sizeof *out->views.at);
	out->correction.items = pool_zero(pool, (rows.count + 1) * sizeof *out->correction.items);
	for (size_t i = 0; i < rows.count; i++)
		if ((e = read_row(pool, rows.at[i], ref, out)))
			return e;
	if (!out->application.id)
		return fail(ERROR_NOT_FOUND, "no such application here");
	out->application.person = person;
	for (size_t i = 0; i < out->events.count; i++)
		if (out->events.at[i].detail)
			out->reason = out->events.at[i].detail;
	return NULL;
}
