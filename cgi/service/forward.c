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
#include "store/seal.h"

#define ASK "SELECT f.id, u.code, f.items, f.asked, f.answered, COALESCE(f.is_agreed, 0), f.agreed " \
	"FROM forward_ask f JOIN unit u ON u.id = f.unit WHERE f.application = ? "
#define ASK_TYPES "isstti" "s"
STATEMENT(forward_newest, "i", ASK_TYPES, ASK "ORDER BY f.id DESC LIMIT 1")
STATEMENT(forward_answered, "i", ASK_TYPES,
    ASK "AND f.answered IS NOT NULL ORDER BY f.id DESC LIMIT 1")
STATEMENT(forward_contacts, "i", "b",
    "SELECT idx FROM contact WHERE person = ? ORDER BY id LIMIT 20")
STATEMENT(forward_insert, "iistisi", "",
    "INSERT INTO forward_ask (id, application, unit, officer, items, asked) "
    "SELECT ?, ?, u.id, o.id, ?, ? FROM unit u JOIN officer o ON o.id = ? WHERE u.code = ? "
    "AND NOT EXISTS (SELECT 1 FROM forward_ask f WHERE f.application = ? AND f.answered IS NULL)")
STATEMENT(forward_answer, "tisi", "",
    "UPDATE forward_ask SET answered = ?, is_agreed = ?, agreed = ? WHERE id = ? AND answered IS NULL")

#define LINES_MOST 6000
#define AGREED_MOST 12000
#define MARK 32				/* characters */

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

static const struct error *
load(struct db *db, const struct statement *which, int64_t application, struct forward_ask **out)
{
	const struct error *e;
	struct row *r;

	*out = NULL;
	if ((e = db_row(db, which, DB(db_int(application)), &r)) || !r)
		return e;
	*out = POOL_NEW(db_pool(db), struct forward_ask);
	**out = (struct forward_ask){.id = row_int(r, 0),
	    .department = department_of_unit(row_text(r, 1)), .items = row_text(r, 2),
	    .asked = row_moment(r, 3), .answered = row_moment(r, 4), .is_agreed = row_int(r, 5) != 0,
	    .agreed = row_text(r, 6)};
	return NULL;
}

const struct error *
forward_ask_load(struct db *db, int64_t application, struct forward_ask **out)
{
	return load(db, &forward_newest, application, out);
}

const struct error *
forward_answer_load(struct db *db, int64_t application, struct forward_ask **out)
{
	return load(db, &forward_answered, application, out);
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
forward_ask_answer(struct db *db, const struct forward_ask *ask, const char *agreed, moment now)
{
	if (agreed && strlen(agreed) > AGREED_MOST)
		return fail(ERROR_INVALID, "an agreement of %zu bytes", strlen(agreed));
	return db_run_one(db, &forward_answer, DB(db_moment(now), db_int(agreed != NULL),
	    db_text(agreed), db_int(ask->id)));
}

bool
forward_is_first(const struct forward_list *list, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (list->at[i].what == list->at[at].what && text_same(list->at[i].code, list->at[at].code))
			return false;
	return true;
}

static const char *
marked(struct db *db, const struct forward_item *item)
{
	return pool_format(db_pool(db), "%s %s", forward_line(db, item), item->mark);
}

const char *
forward_shown(struct db *db, const struct forward_ask *ask, const struct forward_list *list)
{
	struct text out = {.pool = db_pool(db)};

	for (size_t i = 0; i < list->count; i++)
		if (forward_is_first(list, i) &&
		    forward_has_line(ask->items, forward_line(db, &list->at[i])))
			text_addf(&out, "%s%s", out.n ? "\n" : "", marked(db, &list->at[i]));
	return out.s ? out.s : "";
}

bool
forward_is_declared(const struct application *a, const struct formality *f)
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

/* Of this matter, so that the same answer in another one has another mark. */
static const char *
mark_of(struct db *db, const struct application *a, const char *line, const char *says)
{
	struct pool *pool = db_pool(db);
	char *mark = hex(pool, keyed_hash(pool, "forward-agreed",
	    bytes_of(pool_format(pool, "%lld %s\n%s", (long long)a->id, line, says))));

	mark[MARK] = 0;
	return mark;
}

static const char *
says_material(struct db *db, const struct papers *papers, const char *code)
{
	struct text out = {.pool = db_pool(db)};

	for (size_t i = 0; i < papers->count; i++)
		if (text_same(papers->at[i].code, code))
			text_addf(&out, "%s\n", hex(db_pool(db), papers->at[i].digest));
	return out.s ? out.s : "";
}

static const struct error *
says_contact(struct db *db, int64_t person, const char **out)
{
	struct text all = {.pool = db_pool(db)};
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &forward_contacts, DB(db_int(person)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++)
		text_addf(&all, "%s\n", hex(db_pool(db), row_bytes(rows.at[i], 0)));
	*out = all.s ? all.s : "";
	return NULL;
}

/* What they have said yes to, and to whom. */
struct agreed {
	const struct application *a;
	bool by_entry, is_there;	/* is_there: by the question, to this department */
	const struct forward_ask *ask;	/* that was answered with yes, or NULL */
};

static void
add(struct db *db, struct forward_list *list, struct forward_item item, const struct agreed *agreed,
    const char *says)
{
	bool is_same;

	item.mark = mark_of(db, agreed->a, forward_line(db, &item), says);
	is_same = agreed->ask && forward_has_line(agreed->ask->agreed, marked(db, &item));
	item.is_declared = agreed->by_entry;
	item.is_agreed = agreed->by_entry || (agreed->is_there && is_same);
	item.is_changed = !agreed->by_entry && agreed->ask && !is_same &&
	    forward_has_line(agreed->ask->items, forward_line(db, &item));
	list->is_any_agreed |= item.is_agreed;
	list->is_any_changed |= item.is_changed;
	list->at[list->count++] = item;
}

static void
add_fields(struct db *db, const struct formality *f, const struct agreed *agreed,
    struct forward_list *out)
{
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++) {
			const struct field_entry *field = f->pages[i].fields[j];
			const char *stored = pairs_get(&agreed->a->answers, field->code);

			if (stored && *stored && !field->rule.is_agreement)
				add(db, out, (struct forward_item){.what = FORWARD_FIELD, .code = field->code,
				    .name = pool_format(db_pool(db), "field-%s", field->code)}, agreed,
				    stored);
		}
}

/* Only the newest question opens anything, and only when it was answered with yes. */
static const struct error *
load_agreed(struct db *db, const char *department, struct agreed *out)
{
	struct forward_ask *newest, *said;
	const struct error *e;

	if ((e = forward_ask_load(db, out->a->id, &newest)) || !newest)
		return e;
	said = newest;
	if (!newest->answered && (e = forward_answer_load(db, out->a->id, &said)))
		return e;
	if (!said || !said->is_agreed || (department && !text_same(said->department, department)))
		return NULL;
	out->ask = said;
	out->is_there = department && said->id == newest->id;
	return NULL;
}

const struct error *
forward_list(struct db *db, const struct application *a, const struct formality *f,
    const char *department, struct forward_list *out)
{
	struct agreed agreed = {.a = a, .by_entry = text_same(f->department, department) &&
	    forward_is_declared(a, f)};
	struct papers papers;
	const struct error *e;
	const char *contacts;

	*out = (struct forward_list){0};
	if ((e = load_agreed(db, department, &agreed)) || (e = material_list(db, a->id, &papers)) ||
	    (e = says_contact(db, a->person, &contacts)))
		return e;
	out->since = agreed.ask ? agreed.ask->answered : 0;
	out->at = pool_zero(db_pool(db), (a->answers.count + papers.count + 1) * sizeof *out->at);
	add_fields(db, f, &agreed, out);
	for (size_t i = 0; i < papers.count; i++)
		add(db, out, (struct forward_item){.what = FORWARD_PAPER, .code = papers.at[i].code,
		    .file = papers.at[i].file, .name = pool_format(db_pool(db), "paper-%lld",
		    (long long)papers.at[i].file)}, &agreed, says_material(db, &papers, papers.at[i].code));
	add(db, out, (struct forward_item){.what = FORWARD_CONTACT, .code = "contact",
	    .name = "contact"}, &agreed, contacts);
	return NULL;
}
