/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/forward.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/department.h"
#include "service/formality.h"
#include "service/material.h"
#include "store/db.h"

STATEMENT(forward_newest, "i", "isstti",
    "SELECT f.id, u.code, f.items, f.asked, f.answered, COALESCE(f.is_agreed, 0) FROM forward_ask f "
    "JOIN unit u ON u.id = f.unit WHERE f.application = ? ORDER BY f.id DESC LIMIT 1")
STATEMENT(forward_insert, "iistisi", "",
    "INSERT INTO forward_ask (id, application, unit, officer, items, asked) "
    "SELECT ?, ?, u.id, o.id, ?, ? FROM unit u JOIN officer o ON o.id = ? WHERE u.code = ? "
    "AND NOT EXISTS (SELECT 1 FROM forward_ask f WHERE f.application = ? AND f.answered IS NULL)")
STATEMENT(forward_answer, "tii", "",
    "UPDATE forward_ask SET answered = ?, is_agreed = ? WHERE id = ? AND answered IS NULL")

#define LINES_MOST 6000

const char *
forward_line(struct db *db, const struct forward_item *item)
{
	switch (item->what) {
	case FORWARD_FIELD:
		return pool_format(db_pool(db), "field %s", item->code);
	case FORWARD_PAPER:
		return pool_format(db_pool(db), "material %s", item->code);
	case FORWARD_CONTACT:
		break;
	}
	return "contact";
}

bool
forward_has_line(const char *lines, const char *line)
{
	size_t n = strlen(line);

	for (const char *p = lines; p && *p; p += strcspn(p, "\n") + (strchr(p, '\n') != NULL))
		if (strcspn(p, "\n") == n && strncmp(p, line, n) == 0)
			return true;
	return false;
}

const struct error *
forward_ask_load(struct db *db, int64_t application, struct forward_ask **out)
{
	const struct error *e;
	struct row *r;

	*out = NULL;
	if ((e = db_row(db, &forward_newest, DB(db_int(application)), &r)) || !r)
		return e;
	*out = POOL_NEW(db_pool(db), struct forward_ask);
	**out = (struct forward_ask){.id = row_int(r, 0),
	    .department = department_of_unit(row_text(r, 1)), .items = row_text(r, 2),
	    .asked = row_moment(r, 3), .answered = row_moment(r, 4), .is_agreed = row_int(r, 5) != 0};
	return NULL;
}

const struct error *
forward_ask_store(struct db *db, const struct application *a, const struct department *d,
    const char *items, int64_t officer, moment now)
{
	if (strlen(items) > LINES_MOST)
		return fail(ERROR_INVALID, "a question of %zu bytes", strlen(items));
	return db_run_one(db, &forward_insert, DB(db_int(db_new_id()), db_int(a->id), db_text(items),
	    db_moment(now), db_int(officer), db_text(department_unit(db_pool(db), d)), db_int(a->id)));
}

const struct error *
forward_ask_answer(struct db *db, const struct forward_ask *ask, bool is_agreed, moment now)
{
	return db_run_one(db, &forward_answer, DB(db_moment(now), db_int(is_agreed), db_int(ask->id)));
}

/* The agreement at the end of a department's own entry, given for all that it asks. */
static bool
has_agreed_by_entry(const struct application *a, const struct formality *f)
{
	for (size_t i = 0; f->mode == MODE_TRANSFER && i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++) {
			const struct field_entry *field = f->pages[i].fields[j];

			if (field->rule.is_agreement &&
			    text_same(pairs_get(&a->answers, field->code), "1"))
				return true;
		}
	return false;
}

struct agreed {
	bool by_entry;
	const char *lines;		/* of the question that was answered with yes, or NULL */
};

static void
add(struct db *db, struct forward_list *list, struct forward_item item, const struct agreed *agreed)
{
	item.is_declared = agreed->by_entry;
	item.is_agreed = agreed->by_entry || forward_has_line(agreed->lines, forward_line(db, &item));
	list->is_any_agreed |= item.is_agreed;
	list->at[list->count++] = item;
}

static void
add_fields(struct db *db, const struct application *a, const struct formality *f,
    const struct agreed *agreed, struct forward_list *out)
{
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++) {
			const struct field_entry *field = f->pages[i].fields[j];
			const char *stored = pairs_get(&a->answers, field->code);

			if (stored && *stored && !field->rule.is_agreement)
				add(db, out, (struct forward_item){.what = FORWARD_FIELD, .code = field->code,
				    .name = pool_format(db_pool(db), "field-%s", field->code)}, agreed);
		}
}

const struct error *
forward_list(struct db *db, const struct application *a, const struct formality *f,
    const char *department, struct forward_list *out)
{
	struct agreed agreed = {.by_entry = text_same(f->department, department) &&
	    has_agreed_by_entry(a, f)};
	struct forward_ask *ask;
	struct papers papers;
	const struct error *e;

	*out = (struct forward_list){0};
	if ((e = forward_ask_load(db, a->id, &ask)) || (e = material_list(db, a->id, &papers)))
		return e;
	if (ask && ask->answered && ask->is_agreed && text_same(ask->department, department))
		agreed.lines = ask->items;
	out->at = pool_zero(db_pool(db), (a->answers.count + papers.count + 1) * sizeof *out->at);
	add_fields(db, a, f, &agreed, out);
	for (size_t i = 0; i < papers.count; i++)
		add(db, out, (struct forward_item){.what = FORWARD_PAPER, .code = papers.at[i].code,
		    .file = papers.at[i].file, .name = pool_format(db_pool(db), "paper-%lld",
		    (long long)papers.at[i].file)}, &agreed);
	add(db, out, (struct forward_item){.what = FORWARD_CONTACT, .code = "contact",
	    .name = "contact"}, &agreed);
	return NULL;
}
