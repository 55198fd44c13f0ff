/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is asked before a form: where each way through the questions of a sample formality ends,
 * what it says about the form's fields, and each of the table's mistakes refused by its key.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "service/eligibility.h"
#include "service/sheet.h"
#include "answers.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FILE_NAME "certificate/test-asked.hdf"

/* In the sample's text the first `find` becomes `put`; the error then starts with file and key. */
static const struct mistake {
	const char *find, *put, *key, *says;
} mistakes[] = {
	{"Ask = place", "Ask = register", "Questions.register.Options.not_sure.Ask", "not a later question"},
	{"Ask = place", "Ask = nowhere", "Questions.register.Options.not_sure.Ask", "not a later question"},
	{"Ask = place", "Ask = place\n				Verdict = video",
	    "Questions.register.Options.not_sure", "Ask or Verdict, not both"},
	{"				zh = 在温州\n", "				zh = 在温州\n				Verdict = video\n",
	    "Questions.passport", "unreachable"},
	{"Verdict = cancelled", "Verdict = canceled", "Questions.register.Options.cancelled.Verdict",
	    "no such verdict: canceled"},
	{"Verdict = video", "Verdict = relative", "Verdicts.video", "unreachable"},
	{"	online {\n		Kind = online", "	online {\n		Kind = no", "Verdicts", "lead to the form"},
	{"Kind = agent", "Kind = robot", "Verdicts.relative.Kind", "no such word: robot"},
	{"Kind = agent\n", "zh = 好\n", "Verdicts.relative.Kind", "missing"},
	{"		Formality = cert-hukou-cancelled\n", "", "Verdicts.cancelled.Formality",
	    "which is better?"},
	{"Kind = agent\n", "Kind = agent\n		Formality = dl-renew\n",
	    "Verdicts.relative.Formality", "not for the kind agent"},
	{"destination = IT", "destination = it", "Questions.place.Options.italy.Set.destination", "not a value"},
	{"destination = IT", "destination = XX", "Questions.place.Options.italy.Set.destination", "not a value"},
	{"purpose = immigration", "purpose = holiday", "Questions.place.Options.italy.Set.purpose",
	    "not a value"},
	{"passport_holder = 1\n				}", "passport_holder = yes\n				}",
	    "Questions.passport.Options.yes.Set.passport_holder", "not a value"},
	{"passport_holder = 1\n				}", "applicant_name = 林示例\n				}",
	    "Questions.passport.Options.yes.Set.applicant_name", "not a value"},
	{"passport_holder = 1\n				}", "period_from = 2020-01-01\n				}",
	    "Questions.passport.Options.yes.Set.period_from", "not on any page"},
	{"	register {\n		zh", "	show {\n		zh", "Questions.show", "a name that addresses have"},
	{"				en = In Wenzhou\n", "", "Questions.register.Options.wenzhou.en", "missing"},
	{"		en = Do you hold a Chinese passport?\n", "", "Questions.passport.en", "missing"},
	{"			en = It stands on the first page of the household register.\n", "",
	    "Questions.register.Hint.en", "missing"},
	{"		en = You can do all of it online, without travelling.\n", "", "Verdicts.online.en",
	    "missing"},
	{"	place {\n		zh", "	place {\n		Reuse = moon\n		zh", "Questions.place.Reuse", "no such word: moon"},
	{"	place {\n		zh", "	place {\n		As = spot\n		zh", "Questions.place.As", "without Reuse"},
	{"passport_holder = 1\n				}", "passport_holder = 1\n				}\n				As = yes",
	    "Questions.passport.Options.yes.As", "without Reuse"},
	{"passport_holder = 1\n				}", "passport_holder = 1\n				}\n				Known {\n nothing = *\n}",
	    "Questions.passport.Options.yes.Known.nothing", "not on any page"},
	{"passport_holder = 1\n				}", "passport_holder = 1\n				}\n				Known {\n applicant_name = *\n}",
	    "Questions.passport.Options.yes.Known.applicant_name", "with the Reuse of this question"},
	{"	place {\n		zh", "	place {\n		Colour = red\n		zh", "Questions.place.Colour",
	    "no such key"},
	{"Questions {\n", "Questions {\n	more {\n		zh = 多\n		en = More\n	}\n",
	    "Questions.more.Options", "not 2 to 8"},
	{"			home {", "			a1 {\n zh = 一\n en = 1\n}\na2 {\n zh = 一\n en = 1\n}\na3 {\n zh = 一\n"
	    " en = 1\n}\na4 {\n zh = 一\n en = 1\n}\na5 {\n zh = 一\n en = 1\n}\n			home {",
	    "Questions.place.Options", "not 2 to 8"},
	{"Questions {\n", "Questions {\n	a {\n zh = 一\n}\n	b {\n zh = 一\n}\n	c {\n zh = 一\n}\n",
	    "Questions", "not 1 to 5"},
	{"Questions {\n", "Kuestions {\n", "Kuestions", "no such key"},
};

/* What somebody answers, in any order, and where that leads. */
static const struct way {
	const char *answers;		/* "question=choice …" */
	const char *verdict;		/* NULL: not yet */
	const char *next;		/* the question that is open */
	const char *fields;		/* what it says about the form, "field=value …" */
} ways[] = {
	{"", NULL, "register", ""},
	{"register=wenzhou", NULL, "passport", ""},
	{"register=wenzhou passport=yes", NULL, "place", "passport_holder=1"},
	{"register=wenzhou passport=yes place=italy", "online", NULL,
	    "passport_holder=1 destination=IT purpose=immigration"},
	{"place=spain passport=yes register=wenzhou", "relative", NULL, "passport_holder=1 destination=ES"},
	{"register=wenzhou passport=yes place=call", "video", NULL, "passport_holder=1"},
	{"register=wenzhou passport=yes place=home", "counter", NULL, "passport_holder=1"},
	{"register=wenzhou passport=no", "foreign", NULL, ""},
	{"register=wenzhou passport=lost place=italy", "consulate", NULL, "passport_holder=0"},
	{"register=cancelled", "cancelled", NULL, ""},
	{"register=elsewhere passport=yes place=italy", "department", NULL, ""},
	/* a choice that leads past a question: what was answered there no longer counts */
	{"register=not-sure place=italy", "online", NULL, "destination=IT purpose=immigration"},
	{"register=not-sure passport=no place=spain", "relative", NULL, "destination=ES"},
	{"register=not-sure", NULL, "place", ""},
	/* strange answers are none */
	{"register=not_sure", NULL, "register", ""},
	{"register=moon", NULL, "register", ""},
	{"register=wenzhou passport=maybe place=italy", NULL, "passport", ""},
	{"colour=red", NULL, "register", ""},
};

static struct dictionary *dictionary;

static void
check_way(struct pool *pool, const struct eligibility *e, const struct way *way)
{
	struct pairs answers = pairs_of(pool, way->answers), wanted = pairs_of(pool, way->fields);
	struct pairs fields = {.pool = pool};
	const struct question *next;
	const struct verdict *v = eligibility_verdict(e, &answers, &next);
	bool same;

	is_str(v ? v->code : NULL, way->verdict, pool_format(pool, "\"%s\" leads to %s", way->answers,
	    way->verdict ? way->verdict : "no verdict yet"));
	is_str(next ? next->code : NULL, way->next, way->next ? "... and asks on" : "... and nothing is open");
	eligibility_fields(e, &answers, &fields);
	same = fields.count == wanted.count;
	for (size_t i = 0; same && i < wanted.count; i++)
		same = text_same(pairs_get(&fields, wanted.at[i].name), wanted.at[i].value);
	ok(same, "... which says about the form: %s", *way->fields ? way->fields : "nothing");
}

static char *
replaced(struct pool *pool, const char *text, const struct mistake *m)
{
	const char *at = strstr(text, m->find);

	if (!at) {
		printf("Bail out! the sample has no \"%s\"\n", m->find);
		exit(1);
	}
	return pool_format(pool, "%.*s%s%s", (int)(at - text), text, m->put, at + strlen(m->find));
}

static void
check_mistakes(struct pool *pool, const char *text)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		const struct mistake *m = &mistakes[i];
		const char *start = pool_format(pool, "%s: %s", FILE_NAME, m->key);
		struct formality *f;
		const struct error *e = formality_read(pool, dictionary, FILE_NAME,
		    replaced(pool, text, m), &f);

		if (!ok(e && strncmp(e->detail, start, strlen(start)) == 0 &&
		    strstr(e->detail, m->says), "%s: %s", m->key, m->says))
			printf("# got: %s\n", e ? e->detail : "no error");
	}
}

/* Each of the catalogue's own: every verdict has a way, and no way is without an end. */
static size_t
count_ways(struct pool *pool, const struct eligibility *e, struct pairs *answers, bool *reached)
{
	const struct question *next;
	const struct verdict *v = eligibility_verdict(e, answers, &next);
	size_t ways_on = 0;

	if (v) {
		reached[v - e->verdicts] = true;
		return 1;
	}
	for (size_t i = 0; i < next->choice_count; i++) {
		pairs_set(answers, next->code, next->choices[i].code);
		ways_on += count_ways(pool, e, answers, reached);
		pairs_remove(answers, next->code);
	}
	return ways_on;
}

static void
check_real(struct pool *pool, const char *folder)
{
	const struct error *error;
	struct catalogue *c;

	if ((error = catalogue_load(pool, folder, &c))) {
		ok(false, "the catalogue loads: %s", error->detail);
		return;
	}
	for (size_t i = 0; i < c->count; i++) {
		const struct eligibility *e = c->formalities[i]->eligibility;
		struct pairs answers = {.pool = pool};
		bool *reached, all = true;
		size_t found;

		if (!e)
			continue;
		reached = pool_zero(pool, e->verdict_count * sizeof *reached);
		found = count_ways(pool, e, &answers, reached);
		for (size_t v = 0; v < e->verdict_count; v++)
			all &= reached[v];
		ok(all && found > 1, "%s: %zu ways through %zu questions reach all %zu verdicts",
		    c->formalities[i]->code, found, e->question_count, e->verdict_count);
	}
}

int
main(void)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".", *text;
	struct pool *pool = pool_new(NULL, 0);
	const char *folder = pool_format(pool, "%s/formalities", source);
	struct formality *f;
	struct sheet s;
	const struct error *e;

	if ((e = dictionary_load(pool, folder, &dictionary)) || (e = catalogue_text(pool,
	    pool_format(pool, "%s/t/fixture/catalogue/" FILE_NAME, source), &text)) ||
	    (e = formality_read(pool, dictionary, FILE_NAME, text, &f))) {
		printf("Bail out! %s\n", e->detail);
		return 1;
	}
	s = sheet_open(pool, FILE_NAME, NULL);
	formality_check_publishable(&s, f);
	ok(!sheet_close(&s), "the sample can be published");
	is_int((int64_t)f->eligibility->question_count, 3, "three questions");
	is_int((int64_t)f->eligibility->verdict_count, 8, "eight verdicts");
	ok(verdict_is_open(&f->eligibility->verdicts[3]) && !verdict_is_open(&f->eligibility->verdicts[4]),
	    "a counter leads to the form, a better formality does not");
	for (size_t i = 0; i < COUNT(ways); i++)
		check_way(pool, f->eligibility, &ways[i]);
	check_mistakes(pool, text);
	check_real(pool, folder);
	pool_free(pool);
	return done();
}
