/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What sample applications grow from: the catalogue's versions, the sample officers and residents. */
#include <string.h>

#include "admin/admin.h"
#include "admin/seed.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/catalogue.h"
#include "service/field.h"
#include "store/seal.h"

STATEMENT(seed_residents, "", "isss",
    "SELECT p.id, p.zone, p.country, p.lang FROM person p WHERE p.is_sample = 1 AND EXISTS "
    "(SELECT 1 FROM contact c WHERE c.person = p.id) ORDER BY p.id LIMIT 3")
STATEMENT(seed_officers, "", "iisr",
    "SELECT o.id, o.unit, o.role, u.parent FROM officer o JOIN unit u ON u.id = o.unit "
    "WHERE o.is_sample = 1 ORDER BY o.id")
STATEMENT(seed_version, "sb", "i",
    "SELECT id FROM formality_version WHERE code = ? AND digest = ?")

/* A service site's matters are decided by its branch centre's approver. */
static void
lend_approvers(struct ground *g)
{
	for (size_t i = 0; i < g->office_count; i++)
		for (size_t j = 0; j < g->office_count && !g->offices[i].approver; j++)
			if (g->offices[j].unit == g->offices[i].parent)
				g->offices[i].approver = g->offices[j].approver;
}

static const struct error *
find_officers(struct ground *g)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(g->a->db, &seed_officers, DB_NOTHING, &rows)))
		return e;
	g->offices = pool_zero(g->a->pool, (rows.count + 1) * sizeof *g->offices);
	for (size_t i = 0; i < rows.count; i++) {
		int64_t id = row_int(rows.at[i], 0), unit = row_int(rows.at[i], 1);
		const char *role = row_text(rows.at[i], 2);
		size_t at = 0;

		while (at < g->office_count && g->offices[at].unit != unit)
			at++;
		g->office_count += at == g->office_count;
		g->offices[at].unit = unit;
		g->offices[at].parent = row_int(rows.at[i], 3);
		if (strcmp(role, "approver") == 0)
			g->offices[at].approver = id;
		else if (strcmp(role, "supervisor") == 0)
			g->supervisor = id, g->supervisor_unit = unit;
		else if (strcmp(role, "officer") == 0 && g->offices[at].count < SEED_OFFICERS)
			g->offices[at].officers[g->offices[at].count++] = id;
	}
	lend_approvers(g);
	return g->supervisor ? NULL : fail(ERROR_INTERNAL, "no sample officers: run sample first");
}

const struct error *
ground_prepare(struct ground *g)
{
	struct pool *pool = g->a->pool;
	const struct error *e;
	struct row *row;

	if ((e = catalogue_load(pool, g->a->config->formalities, &g->catalogue)) ||
	    (e = find_officers(g)) ||
	    (e = db_rows(g->a->db, &seed_residents, DB_NOTHING, &g->residents)))
		return e;
	g->plots = pool_zero(pool, (g->catalogue->count + 1) * sizeof(struct plot *));
	g->versions = pool_zero(pool, (g->catalogue->count + 1) * sizeof *g->versions);
	for (size_t i = 0; i < g->catalogue->count; i++) {
		const struct formality *f = g->catalogue->formalities[i];
		struct bytes digest = plain_hash(pool, bytes_of(f->text));

		if ((e = db_row(g->a->db, &seed_version, DB(db_text(f->code), db_bytes(digest)), &row)))
			return e;
		if (!row)
			return fail(ERROR_INTERNAL, "%s is not in the store: run catalogue first", f->code);
		g->versions[i] = row_int(row, 0);
	}
	return g->catalogue->count ? NULL : fail(ERROR_INTERNAL, "the catalogue is empty");
}

/* What the county is called where it is chosen, or NULL. */
static const char *
county_name(const struct formality *f, const char *code)
{
	const struct field_entry *field = formality_field(f, "home_county");

	for (size_t i = 0; field && i < field->rule.option_count; i++)
		if (text_same(field->rule.options[i], code))
			return field->options[i].in[LANG_ZH];
	return NULL;
}

/* An address in Wenzhou ("CN", province, city, county, and what follows) in another of its counties. */
static const char *
moved_to(struct pool *pool, const char *address, const char *county)
{
	static const char city[] = "CN\n浙江省\n温州市\n";
	const char *rest = text_starts(address, city) ? strchr(address + strlen(city), '\n') : NULL;

	return rest && county ? pool_format(pool, "%s%s%s", city, county, rest) : address;
}

/* The formality's worked example, with the place that the application comes from. */
static struct pairs
answers_of(const struct ground *g, const struct formality *f, const struct plot *plot)
{
	struct pairs answers = {.pool = g->a->pool};
	day today = clock_wenzhou_day(g->now);

	for (size_t i = 0; i < f->example_count; i++) {
		const struct field_entry *field = f->examples[i].field;
		const char *answer = formality_example(g->a->pool, f, field->code, today);

		if (answer && field->rule.type == FIELD_ADDRESS)
			answer = moved_to(g->a->pool, answer, county_name(f, plot->county));
		pairs_set(&answers, field->code, answer);
	}
	if (pairs_get(&answers, "home_county"))
		pairs_set(&answers, "home_county", plot->county);
	pairs_remove(&answers, "home_town");
	if (plot->town)
		pairs_set(&answers, "home_town", plot->town);
	return answers;
}

/* The three digits in front of the check digit, or at a passport's end; odd stays odd, which is a man's. */
static void
renumber(char *three, int64_t nth)
{
	int64_t serial = 2 * nth;

	for (int i = 0, unit = 100; i < 3; i++, unit /= 10)
		serial += (int64_t)(three[i] - '0') * unit;
	for (int i = 2; i >= 0; i--, serial /= 10)
		three[i] = (char)('0' + serial % 10);
}

const struct error *
ground_answers(struct pool *pool, const struct plot *plot, int64_t nth, struct bytes *out)
{
	struct pairs answers = {.pool = pool};
	const struct error *e;
	const char *stored;

	if ((e = pairs_read(pool, plot->answers, &answers)))
		return e;
	if ((stored = pairs_get(&answers, "applicant_idno")) && strlen(stored) == 18) {
		char *number = pool_string(pool, stored);

		renumber(number + 14, nth);
		number[17] = idno_check_digit(number);
		pairs_set(&answers, "applicant_idno", number);
	}
	if ((stored = pairs_get(&answers, "applicant_passport")) && strlen(stored) > 5) {
		char *number = pool_string(pool, stored);

		renumber(number + strlen(number) - 3, nth);
		pairs_set(&answers, "applicant_passport", number);
	}
	*out = pairs_store(&answers);
	return NULL;
}

static const struct error *
find_office(struct ground *g, const struct formality *f, const struct pairs *answers,
    const struct office **out)
{
	const struct error *e;
	int64_t unit;

	*out = NULL;
	if ((e = application_route(g->a->db, g->catalogue, f, answers, &unit)))
		return e;
	for (size_t i = 0; i < g->office_count; i++)
		if (g->offices[i].unit == unit && g->offices[i].count && g->offices[i].approver)
			*out = &g->offices[i];
	return *out ? NULL : fail(ERROR_INTERNAL, "%s goes to a unit without sample officers", f->code);
}

static const struct error *
make_plot(struct ground *g, const struct formality *f, struct plot *plot)
{
	struct pairs answers = answers_of(g, f, plot);
	const struct error *e;

	if ((e = find_office(g, f, &answers, &plot->office)))
		return e;
	plot->answers = pairs_store(&answers);
	pairs_remove(&answers, "forward_consent");
	plot->forwarded = pairs_store(&answers);
	return NULL;
}

const struct error *
ground_plot(struct ground *g, size_t formality, const char *county, const char *town,
    const struct plot **out)
{
	struct pool *batch = db_pool(g->a->db);
	struct plot *plot = g->plots[formality];
	const struct error *e;

	while (plot && !(text_same(plot->county, county) && text_same(plot->town, town)))
		plot = plot->next;
	*out = plot;
	if (plot)
		return NULL;
	/* it lasts longer than the batch that needs it first */
	db_use_pool(g->a->db, g->a->pool);
	plot = POOL_NEW(g->a->pool, struct plot);
	*plot = (struct plot){.county = county, .town = town, .next = g->plots[formality]};
	e = make_plot(g, g->catalogue->formalities[formality], plot);
	db_use_pool(g->a->db, batch);
	if (e)
		return e;
	*out = g->plots[formality] = plot;
	return NULL;
}
