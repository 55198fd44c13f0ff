/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which act owes which paper, what becomes of it, and who learns what of it; on a real MariaDB. */
#include <stdlib.h>

#include "answers.h"
#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/catalogue.h"
#include "service/formality.h"
#include "service/history.h"
#include "service/printing.h"
#include "service/wording.h"
#include "service/writ.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(unit_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'brick', 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(application_insert, "isibtt", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved) VALUES (?, ?, ?, 'cert-no-crime', 1, 'draft', ?, '', 'zh', ?, ?)")

static struct pool *pool;
static struct db *db;
static int64_t unit;
static moment now;
static const struct formality formality = {.code = "cert-no-crime", .law_days = 20, .promise_days = 3,
    .retention_years = 10};

static struct application *
draft(const char *ref)
{
	struct pairs answers = {.pool = pool};
	struct application *a;
	int64_t id = db_new_id();

	pairs_set(&answers, "applicant_name", "林示例");
	pairs_set(&answers, "applicant_idno", "330399198506121135");
	must(db_run(db, &application_insert, DB(db_int(id), db_text(ref), db_int(1),
	    db_bytes(seal(pool, "answers", id, pairs_store(&answers))), db_moment(now), db_moment(now)),
	    NULL));
	must(application_load(db, id, &a));
	return a;
}

static void
act(struct application *a, enum action action, enum role role)
{
	const struct deed deed = {.action = action, .role = role, .actor = 11, .at = now, .formality = &formality,
	    .to_unit = action == ACT_SUBMIT ? unit : 0, .detail = action == ACT_DECLINE ? "x\n\nremedies" : NULL,
	    .reason = action == ACT_DECLINE ? "x" : NULL};

	must(application_act(db, a, &deed));
}

static struct printing *
claimed(int64_t id)
{
	struct printing *o;

	must(printing_claim(db, id, now, &o));
	return o;
}

static void
test_life(void)
{
	struct application *a = draft("WZ7K3F923");
	struct printing_ids ids;
	struct writs list;
	struct printing *o;
	struct verified *v;
	enum writ_kind kind;
	struct bytes pdf;
	char code[WRIT_CODE];

	act(a, ACT_SUBMIT, ROLE_RESIDENT);
	must(writ_list(db, a->id, &list));
	ok(list.count == 1 && list.at[0].kind == WRIT_RECEIPT && !list.at[0].is_made, "submitting owes a receipt");
	const struct error *e = writ_pdf(db, a->id, list.at[0].id, &kind, &pdf);

	ok(e && e->kind == ERROR_UNAVAILABLE, "which is not there at once");
	must(printing_due(db, now, &ids));
	ok(ids.count == 1 && ids.at[0] == list.at[0].id, "qiao-print finds it");
	o = claimed(ids.at[0]);
	ok(o && !claimed(ids.at[0]), "and one of them takes it");
	is_str(pairs_get(&o->facts, "name"), "林示例", "with the name");
	is_str(pairs_get(&o->facts, "idno"), "••••1135", "the number's end");
	is_str(pairs_get(&o->facts, "unit_zh"), "示例分中心", "and the unit that received it");
	is_str(pairs_get(&o->facts, "ref"), "WZ7K-3F92-3", "and the number");
	must(printing_made(db, o, bytes_of("%PDF-first")));
	must(printing_made(db, o, bytes_of("%PDF-second")));
	must(writ_pdf(db, a->id, o->id, &kind, &pdf));
	ok(bytes_equal(pdf, bytes_of("%PDF-first")), "of two that were made the first is kept");
	e = writ_pdf(db, a->id + 1, o->id, &kind, &pdf);
	ok(e && e->kind == ERROR_NOT_FOUND, "another application has it not");
	ok(writ_code_read(pairs_get(&o->facts, "code"), code), "its code is one");
	must(writ_verify(db, code, &v));
	ok(v && v->kind == WRIT_RECEIPT && text_same(v->unit_zh, "示例分中心") && v->issued == now,
	    "and finds the paper again: kind, unit, day");
	is_str(v->print, o->print, "and its fingerprint");
	is_str(v->digest, writ_groups(pool, public_hash(pool, bytes_of("%PDF-first")), 16), "and the file's");
	act(a, ACT_WITHDRAW, ROLE_RESIDENT);
	must(writ_verify(db, code, &v));
	is_str(v->standing, "withdrawn", "withdrawing ends it");
	code[0] = code[0] == '2' ? '3' : '2';
	ok(!writ_code_read(code, code), "a slip in the code shows");
}

static void
test_reason(void)
{
	struct application *a = draft("WZ7K3F924");
	struct writs list;
	struct printing *o;

	act(a, ACT_SUBMIT, ROLE_RESIDENT);
	act(a, ACT_DECLINE, ROLE_OFFICER);
	must(writ_list(db, a->id, &list));
	ok(list.count == 2 && list.at[1].kind == WRIT_DECLINE, "declining owes its notice");
	o = claimed(list.at[1].id);
	is_str(pairs_get(&o->facts, "reason"), "x", "with the reason, the remedies left to the paper");
	for (int i = o->tries; i <= PRINTING_TRIES; i++) {
		struct printing again = *o;

		again.tries = i;
		now += HOUR;
		must(printing_again(db, &again, now));
		now += HOUR;
		if (i < PRINTING_TRIES)
			ok(claimed(o->id) != NULL, "what failed %d times is tried again", i);
	}
	ok(!claimed(o->id), "until it has failed for good");
}

/* Two wordings: the paper has both, the record the resident's and the Chinese, and a chain over both. */
static void
test_wordings(void)
{
	struct application *a = draft("WZ7K3F925");
	struct deed deed = {.action = ACT_DECLINE, .role = ROLE_OFFICER, .actor = 11, .at = now,
	    .formality = &formality, .detail = "perché\n\nrimedi", .reason = "perché",
	    .detail_zh = "理由\n\n救济", .reason_zh = "理由"};
	struct events events;
	struct chain chain;
	struct writs list;
	struct printing *o;

	act(a, ACT_SUBMIT, ROLE_RESIDENT);
	must(application_act(db, a, &deed));
	must(writ_list(db, a->id, &list));
	o = claimed(list.at[1].id);
	is_str(pairs_get(&o->facts, "reason"), "perché", "the resident's wording");
	is_str(pairs_get(&o->facts, "reason_zh"), "理由", "and the paper's");
	must(history_list(db, a->id, &events));
	is_str(events.at[1].detail, "perché\n\nrimedi", "the record has the resident's");
	is_str(event_detail(pool, &events.at[1], LANG_IT), "perché\n\nrimedi", "which they read");
	is_str(event_detail(pool, &events.at[1], LANG_ZH), "理由\n\n救济", "and whoever reads Chinese the other");
	is_str(event_detail(pool, &events.at[0], LANG_ZH), NULL, "none of an act without words");
	must(history_verify(db, a->id, &chain));
	ok(!chain.wrong && chain.count == 2, "and the chain is whole");
}

static void
test_joined(void)
{
	const char *words = wording_join(pool, "perché", "理由"), *zh;

	wording_split(pool, &words, &zh);
	is_str(words, "perché", "what was joined is two again");
	is_str(zh, "理由", "the other one, too");
	is_str(wording_join(pool, "理由", "理由"), "理由", "the same twice is one");
	is_str(wording_join(pool, "x", NULL), "x", "one is one");
	words = "y";
	wording_split(pool, &words, &zh);
	ok(text_same(words, "y") && !zh, "words of before have one wording");
	words = NULL;
	wording_split(pool, &words, &zh);
	ok(!words && !zh, "nothing stays nothing");
}

static const struct {
	const char *answers, *name, *number;
} addressees[] = {
	{"applicant_name=林示例 applicant_idno=330399198506121135", "林示例", "330399198506121135"},
	{"applicant_name=林示例 applicant_idno= applicant_passport=E00000000", "林示例", "E00000000"},
	{"applicant_name=林示例 name_abroad=LIN foreign_passport_no=YA0000000", "林示例", NULL},
	{"name_abroad=LIN applicant_name=林示例 passport_no=YA0000000", "林示例", "YA0000000"},
	{"name_abroad=ROSSI passport_no=YA0000000", "ROSSI", "YA0000000"},
	{"name_abroad=ROSSI foreign_passport_no=YA1 passport_no=YA2", "ROSSI", "YA1"},
	{"applicant_name= name_abroad=ROSSI", "ROSSI", NULL},
	{"purpose=work", NULL, NULL},
};

static void
test_addressees(void)
{
	const char *root = getenv("srcdir");
	struct catalogue *c;
	size_t nobody = 0;

	for (size_t i = 0; i < sizeof addressees / sizeof *addressees; i++) {
		struct pairs answers = pairs_of(pool, addressees[i].answers);
		struct addressee to = writ_addressee(&answers);

		is_str(to.name, addressees[i].name, addressees[i].answers);
		is_str(to.number, addressees[i].number, "and the number");
	}
	must(catalogue_load(pool, pool_format(pool, "%s/formalities", root ? root : "."), &c));
	for (size_t i = 0; i < c->count; i++) {
		const struct formality *f = c->formalities[i];
		struct pairs answers = {.pool = pool};

		for (size_t j = 0; j < f->page_count; j++)
			for (size_t k = 0; k < f->pages[j].field_count; k++) {
				const struct field_entry *field = f->pages[j].fields[k];
				const char *value = formality_example(pool, f, field->code,
				    clock_wenzhou_day(now));

				if (value && (!field->rule.is_optional || field->either))
					pairs_set(&answers, field->code, value);
			}
		if (!writ_has_addressee(f) ||
		    (!writ_addressee(&answers).name && !formality_field(f, "anonymous"))) {
			printf("# %s\n", f->code);
			nobody++;
		}
	}
	ok(c->count > 100 && !nobody, "of %zu formalities none has papers for nobody", c->count);
}

/* Counted from receipt, the promised day can be over when the clock accepts. */
static void
test_late(void)
{
	static const struct {
		const char *ref, *due, *law;
		int days;
	} cases[] = {{"WZ7K3F93A", "due_past", "law_left", 14}, {"WZ7K3F93C", "due_past", "law_past", 90}};
	moment was = now;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct application *a = draft(cases[i].ref);
		struct writs list;
		struct printing *o;

		act(a, ACT_SUBMIT, ROLE_RESIDENT);
		now += cases[i].days * DAY;
		act(a, ACT_DEEM_ACCEPTED, ROLE_SYSTEM);
		must(writ_list(db, a->id, &list));
		o = claimed(list.at[list.count - 1].id);
		ok(o && o->kind == WRIT_ACCEPTANCE && pairs_get(&o->facts, cases[i].due) &&
		    pairs_get(&o->facts, cases[i].law), "accepted after %d days: %s, %s", cases[i].days,
		    cases[i].due, cases[i].law);
		ok(o && !pairs_get(&o->facts, "due") && !pairs_get(&o->facts, "law_due"),
		    "and no day that is over is promised");
		now = was;
	}
}

int
main(void)
{
	char shown[WRIT_CODE_SHOWN];

	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	now = clock_now();
	unit = db_new_id();
	must(db_run(db, &unit_insert, DB(db_int(unit)), NULL));
	writ_code_show("7K3F92WZ4A8MXPQRT6", shown);
	is_str(shown, "7K3F92-WZ4A8M-XPQRT6", "a code is shown in groups");
	test_life();
	test_reason();
	test_wordings();
	test_joined();
	test_addressees();
	test_late();
	db_close(db);
	pool_free(pool);
	return done();
}
