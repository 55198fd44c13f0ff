/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the answers before a form make required: what each way through a sample needs, the formality
 * as it is asked then, what a draft keeps of the answers, and each mistake of a list named.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "service/needs.h"
#include "service/sheet.h"
#include "answers.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FILE_NAME "certificate/test-needs.hdf"

/* What somebody answers, and all that has to be there because of it, in the order of the answers. */
static const struct way {
	const char *answers, *needs;
} ways[] = {
	{"", ""},
	{"language=chinese", ""},
	{"language=chinese who-applies=me", ""},
	{"language=chinese who-applies=family", "proxy-id case_no "},
	{"language=chinese who-applies=somebody", "remark poa-notarised proxy-id "},
	{"language=other who-applies=me", "language_note "},
	{"language=other who-applies=family", "language_note proxy-id case_no "},
	{"language=other who-applies=somebody", "language_note remark poa-notarised proxy-id "},
	/* not yet at the end */
	{"language=other", "language_note "},
	/* in any order; what is beside the way, and what is no answer, needs nothing */
	{"who-applies=family language=chinese", "proxy-id case_no "},
	{"who-applies=somebody", ""},
	{"language=moon who-applies=somebody", ""},
	{"language=chinese who_applies=somebody", ""},
	{"language=nowhere who-applies=somebody", ""},
	{"colour=red", ""},
};

/* In the sample's text the first `find` becomes `put`: the key and the words of what is wrong then. */
static const struct mistake {
	const char *find, *put, *key, *says;
} mistakes[] = {
	{"0 = proxy-id", "0 = proxy-card", "Verdicts.family.Needs.0", "no field and no material of it: proxy-card"},
	{"0 = proxy-id", "0 = proxy_id", "Verdicts.family.Needs.0", "no field and no material of it: proxy_id"},
	{"0 = proxy-id", "0 = marriage-cert", "Verdicts.family.Needs.0", "no field and no material of it"},
	{"1 = case_no", "1 = loss_kind", "Verdicts.family.Needs.1", "no field and no material of it"},
	{"1 = case_no", "1 = proxy-id", "Verdicts.family.Needs.1", "twice: proxy-id"},
	{"1 = case_no", "1 = id-proof-any", "Verdicts.family.Needs.1", "id-proof-any: always required"},
	{"1 = case_no", "1 = applicant_name", "Verdicts.family.Needs.1", "applicant_name: always required"},
	{"1 = case_no", "1 = hukou-book", "Verdicts.family.Needs.1", "hukou-book: a Shared material"},
	{"1 = case_no", "1 = statement-loss", "Verdicts.family.Needs.1", "statement-loss: made by the platform"},
	{"0 = language_note", "0 = language", "Questions.language.Options.other.Needs.0",
	    "no field and no material of it"},
	{"0 = remark", "0 = purpose", "Questions.who_applies.Options.somebody.Needs.0", "purpose: always required"},
	{"		zh = 不要了就不用办。", "		Needs {\n			0 = remark\n		}\n		zh = 不要了就不用办。",
	    "Verdicts.never.Needs", "nothing is handed in"},
	{"				Verdict = never", "				Verdict = never\n				Needs {\n					0 = remark\n				}",
	    "Questions.language.Options.nowhere.Needs", "nothing is handed in: never leads elsewhere"},
	{"		Needs {\n			0 = proxy-id\n			1 = case_no\n		}\n", "		Needs {\n		}\n",
	    "Verdicts.family.Needs", "missing"},
	{"		Needs {\n			0 = proxy-id", "		Need {\n			0 = proxy-id", "Verdicts.family.Need",
	    "no such key"},
};

static struct dictionary *dictionary;

static void
check_way(struct pool *pool, const struct formality *f, const struct way *way)
{
	struct pairs given = pairs_of(pool, way->answers);
	struct needs needs = needs_of(pool, f->eligibility, &given);
	struct text all = {.pool = pool};

	for (size_t i = 0; i < needs.count; i++)
		text_addf(&all, "%s ", needs.codes[i]);
	is_str(all.n ? all.s : "", way->needs, pool_format(pool, "\"%s\" needs %s", way->answers,
	    *way->needs ? way->needs : "nothing"));
}

/* "code …" of all that is required. */
static const char *
required(struct pool *pool, const struct formality *f)
{
	struct text all = {.pool = pool};

	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++)
			if (!f->pages[i].fields[j]->rule.is_optional)
				text_addf(&all, "%s ", f->pages[i].fields[j]->code);
	for (size_t i = 0; i < f->material_count; i++)
		if (!f->materials[i].is_optional)
			text_addf(&all, "%s ", f->materials[i].entry->code);
	return all.s;
}

static void
check_applied(struct pool *pool, const struct formality *f)
{
	struct pairs given = pairs_of(pool, "language=chinese who-applies=family");
	const struct formality *asked = needs_apply(pool, f, &given);

	is_str(required(pool, f), "applicant_name applicant_idno home_county purpose id-proof-any ",
	    "what the file itself requires");
	is_str(required(pool, asked),
	    "applicant_name applicant_idno home_county purpose case_no id-proof-any proxy-id ",
	    "and what it requires once a relative applies");
	ok(!formality_field(asked, "case_no")->needed_with, "whatever another field says");
	ok(formality_field(f, "case_no")->needed_with && formality_field(f, "case_no")->rule.is_optional,
	    "the file's own stays as it is");
	ok(formality_page(asked, "use") == &asked->pages[1] && asked->pages[0].fields[0] == f->pages[0].fields[0],
	    "its pages are its own, what is not touched is the file's");
	given = pairs_of(pool, "language=chinese who-applies=me");
	ok(needs_apply(pool, f, &given) == f, "where nothing more is required it is the same");
}

/* A paper that goes with what the form itself is told. */
static void
check_answered(struct pool *pool, const struct formality *f)
{
	struct pairs answers = {.pool = pool};

	ok(needs_answered(pool, f, &answers) == f, "nothing more before the form is answered");
	pairs_set(&answers, "purpose", "study");
	ok(needs_answered(pool, f, &answers) == f, "nor with another answer");
	pairs_set(&answers, "purpose", "other");
	is_str(required(pool, needs_answered(pool, f, &answers)),
	    "applicant_name applicant_idno home_county purpose id-proof-any proxy-id ",
	    "with its own answer the paper is required, and no statement is uploaded");
	is_str(required(pool, f), "applicant_name applicant_idno home_county purpose id-proof-any ",
	    "and the file's own stays as it is");
}

static void
check_kept(struct pool *pool, const struct formality *f)
{
	struct pairs given = pairs_of(pool, "who-applies=family language=other colour=red");
	struct pairs answers = {.pool = pool}, kept;

	pairs_set(&answers, "purpose", "study");
	eligibility_keep(f->eligibility, &given, &answers);
	kept = eligibility_kept(pool, &answers);
	is_int((int64_t)kept.count, 2, "a draft keeps the answers on the way");
	is_str(pairs_get(&kept, "who-applies"), "family", "... this one");
	is_str(pairs_get(&kept, "language"), "other", "... and that one");
	is_str(pairs_get(&answers, "purpose"), "study", "beside its own");
	given = pairs_of(pool, "language=chinese");
	eligibility_keep(f->eligibility, &given, &answers);
	kept = eligibility_kept(pool, &answers);
	ok(kept.count == 1 && text_same(pairs_get(&kept, "language"), "chinese"),
	    "other answers take their place, also of those that are not asked now");
	is_int((int64_t)needs_of(pool, f->eligibility, &kept).count, 0, "and need what they need");
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
		struct sheet s = sheet_open(pool, FILE_NAME, NULL);
		const char *start = pool_format(pool, "%s: %s", FILE_NAME, m->key);
		struct formality *f;
		const struct error *e;

		s.is_published = true;
		formality_read_in(&s, dictionary, replaced(pool, text, m), &f);
		formality_check_publishable(&s, f);
		e = sheet_close(&s);
		if (!ok(e && strncmp(e->detail, start, strlen(start)) == 0 &&
		    strstr(e->detail, m->says), "%s: %s", m->key, m->says))
			printf("# got: %s\n", e ? e->detail : "no error");
	}
}

/* An application's own text stays readable when a paper is no longer optional. */
static void
check_old(struct pool *pool, const char *text)
{
	const struct mistake later = {"	poa_notarised {\n		Optional = 1\n", "	poa_notarised {\n", "", ""};
	struct formality *f;
	const struct error *e = formality_read(pool, dictionary, FILE_NAME, replaced(pool, text, &later), &f);

	ok(!e, "what became required for all meanwhile leaves an old text readable");
}

int
main(void)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".", *text;
	struct pool *pool = pool_new(NULL, 0);
	struct formality *f;
	const struct error *e;

	if ((e = dictionary_load(pool, pool_format(pool, "%s/formalities", source), &dictionary)) ||
	    (e = catalogue_text(pool, pool_format(pool, "%s/t/fixture/catalogue/" FILE_NAME, source), &text)) ||
	    (e = formality_read(pool, dictionary, FILE_NAME, text, &f))) {
		printf("Bail out! %s\n", e->detail);
		return 1;
	}
	for (size_t i = 0; i < COUNT(ways); i++)
		check_way(pool, f, &ways[i]);
	check_applied(pool, f);
	check_answered(pool, f);
	check_kept(pool, f);
	check_mistakes(pool, text);
	check_old(pool, text);
	pool_free(pool);
	return done();
}
