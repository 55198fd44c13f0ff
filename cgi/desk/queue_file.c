/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A list of the desk as a file, for whoever answers for it: what its page shows, and nothing of a person. */
#include "base/csv.h"
#include "base/error.h"
#include "desk/filter.h"
#include "desk/supervision.h"
#include "service/reference.h"
#include "service/version.h"

#define QUEUE_FILE_FORM(FIELD) VIEW_FIELDS(FIELD)
FORM(queue_file, QUEUE_FILE_FORM)

#define LIST_ROWS 1000

static const char *
unit_name(const struct request *q, const struct list_view *view, int64_t unit)
{
	for (size_t i = 0; i < view->units.count; i++)
		if (view->units.at[i].id == unit)
			return q->lang == LANG_ZH ? view->units.at[i].zh : view->units.at[i].en;
	return "";
}

static void
add_item(struct request *q, struct text *out, const struct list_view *view, const struct queue_item *item)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q), item->formality);
	char ref[REFERENCE_SHOWN], due[DAY_TEXT] = "";

	reference_show(item->ref, ref);
	if (item->due && item->due < QUEUE_NEVER)
		day_format(clock_wenzhou_day(item->due), due);
	csv_row(out, (const char *const[]){f ? local_text(q, &f->name) : item->formality, ref,
	    say(q, item->step ? pool_format(q->pool, "desk.follow.step_%s", item->step) :
	    pool_format(q->pool, "state.%s", state_word(item->state))), unit_name(q, view, item->unit),
	    item->officer_number ? item->officer_number : "", item->stopped ? "" : due, item->country, NULL});
}

/* GET /queue.csv: the list, what is due first on top, LIST_ROWS of it at most. 200. */
HANDLER(queue_csv, queue_file)
{
	static const char *const columns[] = {"desk.column.formality", "desk.column.number",
	    "desk.column.state", "desk.figures.column_unit", "desk.column.officer", "desk.column.due",
	    "desk.filter.country", NULL};
	struct queue queue = {.has_more = true};
	struct text out = {.pool = q->pool};
	const struct error *e;
	struct list_view view;

	if ((e = view_read(q, &VIEW_OF(form), &view)))
		return e;
	file_start(q, &out, columns);
	for (int done = 0; done < LIST_ROWS && queue.has_more; done += QUEUE_PAGE) {
		if ((e = queue_list(q->db, &view.asked, &queue)))
			return e;
		for (size_t i = 0; i < queue.count; i++)
			add_item(q, &out, &view, &queue.at[i]);
		if (queue.count)
			view.asked.after = queue.at[queue.count - 1].place;
	}
	return file_reply(q, &out, queue.has_more ? LIST_ROWS : 0,
	    pool_format(q->pool, "qiao-%s.csv", queue_word(view.asked.list)));
}
