/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Statements: every one of the real catalogue is whole, and holes are filled as people read. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/pairs.h"
#include "base/tree.h"
#include "service/application.h"
#include "service/catalogue.h"
#include "service/correction.h"
#include "service/statement.h"
#include "tap.h"

/* 2026-11-23 23:30 in Wenzhou, where it is still the 23rd; 90 days later is 2027-02-21. */
#define SIGNED ((moment)1795447800000)

static const struct catalogue *catalogue;

static struct pairs
example_of(struct pool *pool, const struct formality *f)
{
	struct pairs answers = {.pool = pool};

	for (size_t i = 0; i < f->example_count; i++)
		pairs_set(&answers, f->examples[i].field->code, formality_example(pool, f,
		    f->examples[i].field->code, clock_wenzhou_day(SIGNED)));
	return answers;
}

static void
has(const char *text, const char *part, const char *what)
{
	if (!ok(strstr(text, part), "%s: %s", what, part))
		printf("# in: %s\n", text);
}

static void
check_letter(struct pool *pool)
{
	const struct formality *f = catalogue_find(catalogue, "hukou-cancel-emigrant");
	const struct formality_material *letter = formality_material(f, "poa");
	const struct formality_material *settled = formality_material(f, "statement-settlement");
	struct pairs answers = example_of(pool, f);
	const char *text = statement_text(pool, f, letter, &answers, LANG_ZH, SIGNED);
	struct material_entry settled_in_part;
	struct formality_material part;
	static const char *const parts[] = {"林示例", "330399198506121135", "林样本",
	    "330399196203051214", "父母", "自 2026年11月23日 起，到 2027年2月21日 止",
	    "2026年11月23日 23:30（温州时间）"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		has(text, parts[i], "the authorisation letter");
	has(text, local_in(&f->name, LANG_ZH), "the one formality");
	text = statement_text(pool, f, letter, &answers, LANG_EN, SIGNED);
	has(text, "from 23 November 2026 until 21 February 2027", "its translation");
	has(text, "Parent", "its translation");
	text = statement_text(pool, f, letter, &answers, LANG_ES, SIGNED);
	has(text, "Poderdante: ", "in Spanish too");

	text = statement_text(pool, f, settled, &answers, LANG_ZH, SIGNED);
	has(text, "自 2015年3月1日 起在意大利定居", "a date and a country");
	has(text, "浙江省温州市瓯海区，示例街道示例村示例路1号，325000\n", "an address in one line");
	text = statement_text(pool, f, settled, &answers, LANG_ZH, 0);
	has(text, "签署：＿＿，", "not signed yet");
	pairs_remove(&answers, "residence_permit_no");
	pairs_set(&answers, "date_of_settlement", "");
	text = statement_text(pool, f, settled, &answers, LANG_ZH, SIGNED);
	has(text, "本人自 ＿＿ 起在意大利定居，当地的居留证号码是 ＿＿。", "not answered");
	settled_in_part = *settled->entry;
	settled_in_part.statement = (struct local){.in = {"甲[，{residence_permit_no}]，乙[{hukou_address}]。"}};
	part = *settled;
	part.entry = &settled_in_part;
	text = statement_text(pool, f, &part, &answers, LANG_ZH, SIGNED);
	has(text, "甲，乙浙江省", "a part without an answer goes, one with an answer stays");
	is_str(statement_unknown(pool, f, "甲[{hukou_address}"), "[", "brackets that do not pair");
	is_str(statement_unknown(pool, f, "甲[[乙]]"), "[", "nor within each other");
	pairs_set(&answers, "residence_permit_no", "{agent_name}");
	text = statement_text(pool, f, settled, &answers, LANG_ZH, SIGNED);
	has(text, "号码是 {agent_name}。", "an answer is no text with holes");
}

static void
check_needed(struct pool *pool)
{
	const struct formality *f = catalogue_find(catalogue, "passport-settled-abroad");
	const struct formality_material *loss = formality_material(f, "statement-loss"), *consent;
	struct pairs answers = example_of(pool, f);
	struct tree *page;
	const struct error *e = tree_new(&page);

	if (e)
		exit(1);
	ok(!statement_is_made(loss, &answers), "nobody says that an expiring passport is lost");
	is_int((int64_t)statement_show(pool, page, f, &answers, LANG_ZH, SIGNED), 0, "none shown");
	pairs_set(&answers, "reason_renew", "lost");
	ok(statement_is_made(loss, &answers), "a lost one is declared lost");
	is_int((int64_t)statement_show(pool, page, f, &answers, LANG_EN, SIGNED), 1, "one shown");
	is_str(tree_get(page, "Statements.0.Official.1.Line"),
	    "本人的中国护照（号码 E00000012）已经遗失，申请补发。", "in Chinese, line by line");
	has(tree_get_or(page, "Statements.0.Courtesy.1.Line", ""), "number E00000012",
	    "and in translation");
	tree_free(page);
	ok(!statement_is_made(formality_material(f, "passport-cn-old"), &answers),
	    "what is photographed is no statement");
	f = catalogue_find(catalogue, "hukou-birth-home");
	consent = formality_material(f, "guardian-consent");
	pairs_set(&answers, "settle_with", "maternal");
	ok(statement_is_made(consent, &answers), "one of two values");
	pairs_set(&answers, "settle_with", "father");
	ok(!statement_is_made(consent, &answers), "none of them");
	pairs_set(&answers, "settle_with", "mat");
	ok(!statement_is_made(consent, &answers), "half a word is none");
}

static void
check_signed(void)
{
	struct application a = {.state = STATE_SUBMITTED, .submitted = SIGNED};
	struct correction c = {.round = 1};

	is_int(statement_signed(&a, NULL), SIGNED, "signed by submitting");
	is_int(statement_signed(&a, &c), 0, "open again while it is corrected");
	c.answered = SIGNED + DAY;
	is_int(statement_signed(&a, &c), SIGNED + DAY, "signed again by the correction");
}

/* Nothing of the catalogue's statements is left open once the form is filled in. */
static void
check_catalogue(struct pool *pool, const struct formality *f)
{
	struct pairs answers = example_of(pool, f);

	for (size_t i = 0; i < f->material_count; i++) {
		const struct formality_material *m = &f->materials[i];

		if (!m->entry->is_generated)
			continue;
		for (enum lang lang = LANG_ZH; lang <= LANG_EN; lang++) {
			const char *text = statement_text(pool, f, m, &answers, lang, SIGNED);

			ok(!strpbrk(text, "{}") && (m->needed_with || !strstr(text, "＿＿")),
			    "%s, %s in %s is whole", f->code, m->entry->code, lang_code(lang));
		}
	}
}

/* What an application keeps reads back without the dictionary's statements, and stays itself. */
static void
check_kept(struct pool *pool)
{
	const struct formality *f = catalogue_find(catalogue, "dl-renew");
	struct dictionary d = *catalogue->dictionary;
	struct formality *again = NULL;
	const struct error *e;

	d.materials = pool_alloc(pool, d.material_count * sizeof *d.materials);
	memcpy(d.materials, catalogue->dictionary->materials,
	    d.material_count * sizeof *d.materials);
	for (size_t i = 0; i < d.material_count; i++)
		d.materials[i].statement = (struct local){.in = {"后来改了", "Changed since"}};
	e = formality_read(pool, &d, "dl-renew", f->text, &again);
	if (!ok(!e, "a stored version reads back: %s", e ? e->detail : "yes"))
		return;
	is_str(formality_material(again, "poa")->entry->statement.in[LANG_ZH],
	    formality_material(f, "poa")->entry->statement.in[LANG_ZH],
	    "with the letter that was signed");
	is_str(again->text, f->text, "and its text is the same text");
}

int
main(void)
{
	struct pool *pool = pool_new(NULL, 0);
	const char *source = getenv("srcdir");
	const struct error *e;
	struct catalogue *c;

	e = catalogue_load(pool, pool_format(pool, "%s/formalities", source ? source : "."), &c);
	if (!ok(!e, "the catalogue loads: %s", e ? e->detail : "yes"))
		return done();
	catalogue = c;
	check_letter(pool);
	check_needed(pool);
	check_signed();
	check_kept(pool);
	for (size_t i = 0; i < c->count; i++)
		check_catalogue(pool, c->formalities[i]);
	pool_free(pool);
	return done();
}
