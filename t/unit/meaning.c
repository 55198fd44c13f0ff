/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What answers before a form mean for its fields: of the catalogue's own formalities which stored values agree
 * with which answers on one fixed day, that each one's example agrees with a way to its form, and what the reader
 * refuses below Means.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "service/eligibility.h"
#include "answers.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TODAY "2026-11-27"

enum said { AGREES, DISAGREES, WARNS };

static const struct row {
	const char *formality, *answers, *field, *stored;
	enum said said;
} rows[] = {
	/* 16 on 28 November, on 27 November, 48; who answered nothing has contradicted nothing */
	{"passport-minor", "child=china", "child_idno", "330399201011281211", AGREES},
	{"passport-minor", "child=china", "child_idno", "330399201011271216", DISAGREES},
	{"passport-minor", "child=china", "child_idno", "33039919780801121X", DISAGREES},
	{"passport-minor", "", "child_idno", "33039919780801121X", AGREES},
	{"passport-minor", "child=china", "child_idno", "", AGREES},
	{"id-minor", "register=wenzhou age=child", "child_idno", "33039919780801121X", DISAGREES},
	{"id-minor", "register=wenzhou age=child", "child_idno", "330399201511281218", AGREES},
	{"hukou-name-minor", "age=minor", "child_idno", "33039920081127121X", DISAGREES},
	{"hukou-name-minor", "age=minor", "child_idno", "330399200811281215", AGREES},
	{"residence-foster", "child=foreign where=wenzhou visa=q1 foster=yes age=under", "child_birth",
	    "1990-01-01", DISAGREES},
	{"residence-foster", "child=foreign where=wenzhou visa=q1 foster=yes age=under", "child_birth",
	    "2010-11-28", AGREES},
	{"foreign-birth-reg", "parents=foreign passport=yes days=within", "child_birth", "2026-09-29", AGREES},
	{"foreign-birth-reg", "parents=foreign passport=yes days=within", "child_birth", "2026-09-28", DISAGREES},
	{"foreign-birth-reg", "parents=foreign passport=yes days=over", "child_birth", "2026-09-28", AGREES},
	{"foreign-birth-reg", "parents=foreign passport=yes days=over", "child_birth", "2026-11-20", DISAGREES},
	{"foreign-birth-reg", "parents=foreign passport=yes days=over", "nationality", "CN", DISAGREES},
	{"foreign-birth-reg", "parents=foreign passport=yes days=over", "nationality", "IT", AGREES},
	/* a year over is the last day of one, and the first of the other */
	{"dl-restore", "expiry=middle", "expiry_date", "2025-11-27", AGREES},
	{"dl-restore", "expiry=middle", "expiry_date", "2025-11-28", DISAGREES},
	{"dl-restore", "expiry=middle", "expiry_date", "2023-11-27", AGREES},
	{"dl-restore", "expiry=middle", "expiry_date", "2023-11-26", DISAGREES},
	{"dl-restore", "expiry=middle", "expiry_date", "2016-11-27", DISAGREES},
	/* who did not know is told by what stands on the paper */
	{"dl-restore", "expiry=unsure", "expiry_date", "2025-01-01", AGREES},
	{"dl-restore", "expiry=unsure", "expiry_date", "2016-11-27", DISAGREES},
	{"dl-restore", "expiry=unsure", "expiry_date", "2026-10-28", DISAGREES},
	{"veh-dereg-other", "plate=yes", "plate_no", "浙C12345", AGREES},
	{"veh-dereg-other", "plate=yes", "plate_no", "京A12345", DISAGREES},
	{"veh-dereg-other", "plate=yes happened=destroyed where=abroad", "country_abroad", "CN", DISAGREES},
	{"veh-dereg-other", "plate=yes happened=abroad where=abroad", "country_abroad", "CN", AGREES},
	{"veh-mark-exempt", "plate=yes", "plate_no", "浙A12345", DISAGREES},
	{"passport-first", "where=china before=never age=adult", "applicant_idno", "330399201511281218", DISAGREES},
	{"passport-first", "where=china before=never age=adult", "applicant_idno", "33039919780801121X", AGREES},
	{"dl-defer-medical", "age=yes country=abroad", "applicant_idno", "33039919780801121X", DISAGREES},
	{"dl-defer-medical", "age=yes country=abroad", "country_abroad", "CN", DISAGREES},
	{"dl-defer-medical", "age=yes country=abroad", "country_abroad", "ES", AGREES},
	{"hukou-cancel-death-abroad", "place=abroad", "country_of_death", "CN", DISAGREES},
	{"hukou-cancel-death-abroad", "place=abroad", "country_of_death", "HK", AGREES},
	{"hukou-cancel-emigrant", "nationality=chinese", "country_of_settlement", "HK", DISAGREES},
	{"permanent-residence", "nationality=foreign ground=spouse years=yes", "years_resident", "4", DISAGREES},
	{"permanent-residence", "nationality=foreign ground=spouse years=yes", "years_resident", "5", AGREES},
	{"visa-extend", "where=wenzhou paper=visa left=enough", "stay_until", "2026-11-30", DISAGREES},
	{"visa-extend", "where=wenzhou paper=visa left=enough", "stay_until", "2026-12-30", AGREES},
	{"residence-family", "where=wenzhou visa=q1", "visa_type", "L", DISAGREES},
	{"residence-permit", "document=card halfyear=yes", "move_in_date", "2026-10-01", WARNS},
	{"tr-birth-med-cert", "born=recent", "person_birth", "1995-12-31", DISAGREES},
	{"tr-birth-med-cert", "born=recent", "person_birth", "1996-01-01", AGREES},
};

/* What is put behind the first choice's texts of passport-minor, and what the reader says. */
static const struct mistake {
	const char *means, *says;
} mistakes[] = {
	{"agent_idno {\nAfter = soon\n}", "Means.agent_idno.After: like -1y"},
	{"child_idno {\nAftr = -16y\n}", "Means.child_idno.Aftr"},
	{"child_idno {\nLeast = 3\n}", "Means.child_idno.Least: only for a number"},
	{"child_idno {\nOnly = CN\n}", "Means.child_idno.Only: only for a choice, a country or a plate"},
	{"reason_renew {\nOnly = hungry\n}", "Means.reason_renew.Only: reason_renew cannot be hungry"},
	{"reason_renew {\nFrom = -1y\n}", "Means.reason_renew.From: only for a date"},
	{"child_birth {\nFrom = -1y\n}", "Means.child_birth: not on any page"},
	{"agent_idno {\nWarn = 1\n}", "Means.agent_idno: says nothing of it"},
};

static void
check_row(struct pool *pool, const struct catalogue *c, const struct row *row)
{
	const struct formality *f = catalogue_find(c, row->formality);
	struct pairs answers = pairs_of(pool, row->answers);
	struct disagreement x;
	enum said said = AGREES;
	day today;

	if (!ok(f && f->eligibility && day_parse(TODAY, &today), "%s asks before its form", row->formality))
		return;
	if (eligibility_disagrees(f->eligibility, &answers, row->field, row->stored, today, &x))
		said = x.only_warns ? WARNS : DISAGREES;
	is_int(said, row->said, pool_format(pool, "%s %s: %s %s", row->formality, row->answers, row->field,
	    row->stored));
}

static void
check_mistake(struct pool *pool, const struct dictionary *d, const char *text, const struct mistake *m)
{
	const char *at = strstr(text, "				Means {\n");
	struct formality *f;
	const struct error *e;

	if (!ok(at, "the sample has a Means"))
		return;
	e = formality_read(pool, d, "x.hdf", pool_format(pool, "%.*sMeans {\n%s\n%s", (int)(at - text), text,
	    m->means, strchr(at, '\n') + 1), &f);
	ok(e && strstr(e->detail, m->says), "%s (%s)", m->says, e ? e->detail : "no error");
}

/* The birthday in a number is within a field's own bounds, where it tells one. */
static void
check_birth(struct pool *pool)
{
	struct field_rule rule = {.type = FIELD_IDNO};
	struct pairs typed = {.pool = pool};
	const char *stored, *warning;
	day today;

	ok(day_parse(TODAY, &today) && field_bound_read("-18y", &rule.from), "a bound");
	pairs_set(&typed, "n", "33039919780801121X");
	is_str(field_check(pool, &rule, &typed, "n", today, &stored, &warning), "field.idno.early", "of 48: too old");
	pairs_set(&typed, "n", "330399201511281218");
	is_str(field_check(pool, &rule, &typed, "n", today, &stored, &warning), NULL, "of 10: taken");
}

int
main(void)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".", *text;
	struct pool *pool = pool_new(NULL, 0);
	const char *folder = pool_format(pool, "%s/formalities", source);
	const struct error *e;
	struct catalogue *c;

	if ((e = catalogue_load(pool, folder, &c)) || (e = catalogue_text(pool,
	    pool_format(pool, "%s/exit-entry/passport-minor.hdf", folder), &text))) {
		printf("Bail out! %s\n", e->detail);
		return 1;
	}
	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(pool, c, &rows[i]);
	for (size_t i = 0; i < COUNT(mistakes); i++)
		check_mistake(pool, c->dictionary, text, &mistakes[i]);
	check_birth(pool);
	pool_free(pool);
	return done();
}
