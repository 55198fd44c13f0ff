/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a person has told us, on a real MariaDB: what is kept of a submission and what is not, of
 * whom it is, what is offered and how it is marked, forgetting, and that it is sealed.
 */
#include "service/remembered.h"
#include "service/eligibility.h"

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/correction.h"
#include "service/formality.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(stored, "i", "b", "SELECT sealed FROM remembered WHERE person = ?")
STATEMENT(rows_all, "", "i", "SELECT COUNT(*) FROM remembered")
STATEMENT(clear_count, "s", "i", "SELECT COUNT(*) FROM remembered WHERE INSTR(sealed, ?) > 0")
STATEMENT(steal, "ii", "",
    "UPDATE remembered t JOIN remembered f ON f.person = ? SET t.sealed = f.sealed "
    "WHERE t.person = ?")

#define NOW 1795424400000		/* 2026-11-23, 17:00 in Wenzhou */
#define TODAY clock_wenzhou_day(NOW)

static struct pool *pool;
static struct db *db;

#define TEXT(field, set) {.code = field, .reuse = REUSE_##set, \
	.rule = {.type = FIELD_TEXT, .is_optional = true}}
static const char *const also[] = {"county", "name"};
static const char *const ways[] = {"post", "counter"};
static const struct field_entry fields[] = {
	TEXT("name", PERSON), TEXT("passport", PERSON), TEXT("county", HOME), TEXT("town", HOME),
	TEXT("agent", AGENT), TEXT("agent_idno", AGENT), TEXT("plate", VEHICLE), TEXT("vin", VEHICLE),
	TEXT("reason", NO), {.code = "valid", .reuse = REUSE_PERSON, .rule = {.type = FIELD_DATE,
	.range = FIELD_FUTURE}}, {.code = "way", .reuse = REUSE_PERSON, .rule = {.type = FIELD_SELECT,
	.options = ways, .option_count = 2}},
};
enum { NAME, PASSPORT, COUNTY, TOWN, AGENT, AGENT_IDNO, PLATE, VIN, REASON, VALID, WAY };
static const struct field_entry *const all_fields[] = {&fields[0], &fields[1], &fields[2], &fields[3],
	&fields[4], &fields[5], &fields[6], &fields[7], &fields[8], &fields[9], &fields[10]};
static struct formality_page pages[2] = {{.code = "a", .field_count = 5}, {.code = "b",
    .field_count = 6}};
static struct formality formality = {.code = "f-1", .pages = pages, .page_count = 2};

/* An application with these answers: field, value, … NULL. */
static struct application *
answered(int64_t person, const char *ref, const char *const *answers)
{
	struct application *a = POOL_NEW(pool, struct application);

	*a = (struct application){.id = db_new_id(), .person = person, .ref = ref,
	    .formality = formality.code, .answers = {.pool = pool}};
	for (; *answers; answers += 2)
		pairs_set(&a->answers, answers[0], answers[1]);
	return a;
}

#define ANSWERS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void
submit(int64_t person, const char *ref, const char *const *answers, moment at)
{
	must(remembered_keep(db, answered(person, ref, answers), &formality, NULL, at));
}

static const char *
value_of(int64_t person, const char *field)
{
	const struct remembered_answer *answer;
	struct remembered known;

	must(remembered_load(db, person, &known));
	for (enum field_reuse set = REUSE_PERSON; set < FIELD_REUSES; set++)
		if ((answer = remembered_find(&known, set, field)))
			return answer->value;
	return NULL;
}

static const struct remembered_answer *
offered(int64_t person, int field, day today)
{
	struct remembered known;

	must(remembered_load(db, person, &known));
	return remembered_offer(pool, &known, &fields[field], today);
}

static void
test_keep(void)
{
	int64_t one = db_new_id(), two = db_new_id();
	struct remembered known;
	const struct remembered_answer *name;

	must(remembered_load(db, one, &known));
	is_int((int64_t)known.count, 0, "nothing is known of somebody new");
	submit(one, "AAAA22222", ANSWERS("name", "林示例", "passport", "", "reason", "秘密",
	    "gone", "x", "_saved_by.a", "7"), NOW - DAY);
	must(remembered_load(db, one, &known));
	is_int((int64_t)known.count, 1, "only answers of reusable fields are kept");
	name = remembered_find(&known, REUSE_PERSON, "name");
	ok(name && name->source.at == NOW - DAY, "with its day");
	is_str(name->value, "林示例", "as it was given");
	is_str(name->source.ref, "AAAA22222", "with the number of its application");
	is_str(name->source.formality, "f-1", "and the formality");
	is_str(name->set, "person", "and whom it is about");
	submit(one, "AAAA33333", ANSWERS("name", "林改名", "passport", "E12345678"), NOW);
	is_str(value_of(one, "name"), "林改名", "a newer answer takes its place");
	is_str(value_of(one, "passport"), "E12345678", "another field joins it");
	submit(one, "AAAA44444", ANSWERS("passport", ""), NOW);
	is_str(value_of(one, "passport"), "E12345678", "an empty one takes nothing away");
	is_str(value_of(two, "name"), NULL, "another person's is another row");
	submit(two, "BBBB22222", ANSWERS("name", "陈示例"), NOW);
	is_str(value_of(one, "name"), "林改名", "which this one's is not changed by");
	submit(two, "BBBB33333", ANSWERS("reason", "x"), NOW);
	is_str(value_of(two, "name"), "陈示例", "an application without such fields changes nothing");
}

/* Of one relative and one car everything or nothing. */
static void
test_sets(void)
{
	int64_t one = db_new_id();

	submit(one, "CCCC22222", ANSWERS("agent", "林样本", "agent_idno", "330399196203051214",
	    "plate", "浙C00001", "county", "330304", "town", "丽岙街道"), NOW);
	submit(one, "CCCC33333", ANSWERS("agent", "林样本", "county", "330304"), NOW);
	is_str(value_of(one, "agent_idno"), "330399196203051214", "the same relative keeps the number");
	is_str(value_of(one, "town"), "丽岙街道", "the same county keeps the town");
	submit(one, "CCCC44444", ANSWERS("agent", "陈样本"), NOW);
	is_str(value_of(one, "agent"), "陈样本", "another relative takes the place");
	is_str(value_of(one, "agent_idno"), NULL, "and has not the first one's number");
	is_str(value_of(one, "plate"), "浙C00001", "the car is not touched by that");
	submit(one, "CCCC55555", ANSWERS("vin", "LSVAA4182E2000001"), NOW);
	is_str(value_of(one, "plate"), NULL, "a number that nothing ties to that car is another car's");
	submit(one, "CCCC66666", ANSWERS("county", "330381"), NOW);
	is_str(value_of(one, "town"), NULL, "who moved is not in the old town");
}

static void
test_offer(void)
{
	int64_t one = db_new_id();
	struct field_entry other = fields[NAME];
	struct remembered known;

	submit(one, "DDDD22222", ANSWERS("name", "林示例", "valid", "2026-12-01", "way", "post"), NOW);
	is_str(offered(one, NAME, TODAY)->value, "林示例", "what is known is offered");
	ok(!offered(one, PASSPORT, TODAY), "what is not, is not");
	ok(!offered(one, REASON, TODAY), "nor what no dictionary lets be offered");
	ok(offered(one, VALID, TODAY), "a date that is still good is offered");
	ok(!offered(one, VALID, TODAY + 9), "and not once it is past");
	must(remembered_load(db, one, &known));
	other.rule.most = 2;
	ok(!remembered_offer(pool, &known, &other, TODAY), "nor what this formality would refuse");
	other = fields[WAY];
	ok(remembered_offer(pool, &known, &other, TODAY), "a choice is offered");
	other.rule.options = &ways[1];
	other.rule.option_count = 1;
	ok(!remembered_offer(pool, &known, &other, TODAY), "and not where it cannot be chosen");
	other = fields[PASSPORT];
	other.also = (const char **)(uintptr_t)also;
	other.also_count = 2;
	is_str(remembered_offer(pool, &known, &other, TODAY)->value, "林示例", "what will do as well is offered");
	submit(one, "DDDD33333", ANSWERS("passport", "E12345678"), NOW);
	must(remembered_load(db, one, &known));
	is_str(remembered_offer(pool, &known, &other, TODAY)->value, "E12345678", "but rather its own");
	other = fields[NAME];
	other.reuse = REUSE_CHILD;
	ok(!remembered_offer(pool, &known, &other, TODAY), "nor the applicant's as the child's");
}

/* One field asked of two: the county of one's own register, and of the child's. */
static void
test_same_field(void)
{
	int64_t one = db_new_id();
	struct field_entry county = fields[COUNTY];
	const struct field_entry *list[] = {&county};
	struct formality_page page = {.code = "a", .fields = list, .field_count = 1};
	const struct formality other = {.code = "f-2", .pages = &page, .page_count = 1};
	struct remembered known;

	submit(one, "IIII22222", ANSWERS("county", "330304", "town", "丽岙街道"), NOW);
	county.reuse = REUSE_CHILD;
	must(remembered_keep(db, answered(one, "IIII33333", ANSWERS("county", "330381")), &other, NULL, NOW));
	must(remembered_load(db, one, &known));
	is_str(remembered_offer(pool, &known, &county, TODAY)->value, "330381", "the child's is the child's");
	is_str(offered(one, COUNTY, TODAY)->value, "330304", "and one's own is one's own");
	is_str(value_of(one, "town"), "丽岙街道", "with its town");
	county.reuse = REUSE_NO;
	ok(!remembered_offer(pool, &known, &county, TODAY), "where something else is asked, nothing is offered");
}

static void
test_marks(void)
{
	int64_t one = db_new_id();
	const struct remembered_answer *name;
	struct pairs answers = {.pool = pool};
	struct application *a;
	struct source source;

	submit(one, "EEEE22222", ANSWERS("name", "林示例", "passport", "E12345678"), NOW);
	name = offered(one, NAME, TODAY);
	remembered_note(&answers, &fields[NAME], "林示例", name);
	pairs_set(&answers, "name", "林示例");
	ok(remembered_source(&answers, "name", &source), "an answer saved as offered is marked");
	is_str(source.ref, "EEEE22222", "with the application");
	is_str(source.formality, "f-1", "and the formality");
	is_int(source.at, NOW, "and the day");
	remembered_note(&answers, &fields[NAME], "林示例", NULL);
	ok(remembered_source(&answers, "name", &source), "saved once more it is still");
	remembered_note(&answers, &fields[NAME], "林改名", NULL);
	ok(!remembered_source(&answers, "name", &source), "changed, it is the person's own");
	remembered_note(&answers, &fields[NAME], "别的", name);
	ok(!remembered_source(&answers, "name", &source), "as it is when typed over the offer");
	remembered_note(&answers, &fields[NAME], "林示例", name);
	remembered_unnote(&answers, "name");
	ok(!remembered_source(&answers, "name", &source), "and a mark can be taken off");
	/* taken out of the field: it is not right any more, for the next time too */
	a = answered(one, "EEEE33333", ANSWERS("name", "林示例"));
	remembered_note(&a->answers, &fields[PASSPORT], "", offered(one, PASSPORT, TODAY));
	pairs_set(&a->answers, "passport", "");
	ok(!remembered_source(&a->answers, "passport", &source), "what was cleared has no source");
	remembered_note(&a->answers, &fields[NAME], "林示例", offered(one, NAME, TODAY));
	must(remembered_keep(db, a, &formality, NULL, NOW));
	is_str(value_of(one, "passport"), NULL, "and is forgotten at the submission");
	is_str(value_of(one, "name"), "林示例", "what stood is kept");
	ok(!remembered_source(&a->answers, "name", &source) && a->answers.count == 2,
	    "no mark goes to the office");
}

static struct choice registers[] = {{.code = "home", .fact = "wenzhou"}, {.code = "away", .fact = "away"}};
static struct choice of_city[] = {{.code = "yes", .fact = "yes"}, {.code = "no", .fact = "no"}};
static struct question asks[] = {{"where", REUSE_PERSON, FACT "register", {{0}}, {{0}}, registers, 2},
	{"city", REUSE_VEHICLE, FACT "city", {{0}}, {{0}}, of_city, 2},
	{"why", REUSE_NO, FACT "why", {{0}}, {{0}}, of_city, 2}};
static struct eligibility eligibility = {.questions = asks, .question_count = 3};

static const char *
choice_offered(int64_t person, const struct question *question, struct source *source)
{
	struct remembered known;
	const struct choice *choice;

	must(remembered_load(db, person, &known));
	choice = remembered_choice(pool, &known, &formality, question, TODAY, source);
	return choice ? choice->code : NULL;
}

/* What was answered before the form. */
static void
test_choices(void)
{
	int64_t one = db_new_id(), two = db_new_id();
	struct source source;

	for (size_t i = 0; i < 2; i++) {
		registers[i].ask = of_city[i].ask = i + 1;
		of_city[i].known = (struct pairs){.pool = pool};
		pairs_set(&of_city[i].known, "plate", i ? "*" : "浙C");
	}
	formality.eligibility = &eligibility;
	is_str(choice_offered(one, &asks[0], &source), NULL, "nothing is offered that was never answered");
	submit(one, "EEEE44444", ANSWERS("name", "林示例", "_asked.where", "home", "_asked.why", "yes"), NOW);
	is_str(choice_offered(one, &asks[0], &source), "home", "what was answered before a form is offered");
	is_str(source.ref, "EEEE44444", "with the application");
	is_str(choice_offered(two, &asks[0], &source), NULL, "and to nobody else");
	is_str(value_of(one, FACT "why"), NULL, "without Reuse it is not even remembered");
	registers[0].fact = "elsewhere";
	is_str(choice_offered(one, &asks[0], &source), NULL, "where no choice says the same, none is offered");
	registers[0].fact = "wenzhou";
	submit(one, "EEEE55555", ANSWERS("plate", "浙C00000"), NOW);
	is_str(choice_offered(one, &asks[1], &source), "yes", "a field that was told says it too");
	submit(one, "EEEE66666", ANSWERS("plate", "沪A00000"), NOW);
	is_str(choice_offered(one, &asks[1], &source), "no", "or the contrary");
	is_str(choice_offered(one, &asks[0], &source), "home", "with what else is known untouched");
	submit(two, "EEEE77777", ANSWERS("plate", "浙C00000", "_asked.where", "home", "_asked.city", "yes"), NOW);
	submit(two, "EEEE88888", ANSWERS("plate", "沪A00000"), NOW);
	is_str(choice_offered(two, &asks[1], &source), "no", "another car takes the place of what was answered of the first");
	pairs_set(&of_city[0].known, "plate", "浙D 沪A");
	is_str(choice_offered(two, &asks[1], &source), "yes", "or begins with one of several words");
	formality.eligibility = NULL;
}

/* What a parent says of the child's card is not said of the parent, whose own is not forgotten for it. */
static void
test_other(void)
{
	static struct field_entry date = TEXT("loss_date", CARD), child = TEXT("child", CHILD),
	    permit = TEXT("permit", PERSON);
	const struct field_entry *list[] = {&fields[NAME], &date, &child, &permit};
	struct formality_page page = {.code = "a", .fields = list, .field_count = 4};
	const struct formality loss = {.code = "f-3", .pages = &page, .page_count = 1, .eligibility = &eligibility};
	int64_t one = db_new_id(), two = db_new_id();
	struct source source;

	child.other = "*";
	permit.is_bearers = true;
	must(remembered_keep(db, answered(one, "JJJJ22222", ANSWERS("name", "林示例", "loss_date", "2026-11-02",
	    "child", "林小例", "permit", "C00000012", "_asked.where", "home")), &loss, NULL, NOW));
	is_str(value_of(one, "permit"), NULL, "nor is the number of the child's permit");
	is_str(value_of(one, "loss_date"), NULL, "the day on which a child's card was lost is not the parent's");
	is_str(choice_offered(one, &asks[0], &source), NULL, "nor is the child's register");
	is_str(value_of(one, "name"), "林示例", "who the parent is, is");
	is_str(value_of(one, "child"), "林小例", "and who the child is");
	must(remembered_keep(db, answered(two, "JJJJ33333", ANSWERS("loss_date", "2026-11-01", "child", "",
	    "permit", "C00000024", "_asked.where", "away")), &loss, NULL, NOW));
	ok(remembered_is_others(&permit, true) && !remembered_is_others(&permit, false) &&
	    !remembered_is_others(&fields[NAME], true), "a permit is whose matter it is, a name is the applicant's");
	is_str(value_of(two, "loss_date"), "2026-11-01", "one's own is remembered");
	must(remembered_keep(db, answered(two, "JJJJ44444", ANSWERS("loss_date", "2026-11-02", "child", "林小例",
	    "permit", "C00000036", "_asked.where", "home")), &loss, NULL, NOW));
	is_str(value_of(two, "loss_date"), "2026-11-01", "and stays, whatever is said of the child's");
	is_str(value_of(two, "permit"), "C00000024", "as does the number of one's own permit");
	is_str(choice_offered(two, &asks[0], &source), "away", "as does where one's own register is");
	child.other = "none";
	must(remembered_keep(db, answered(two, "JJJJ55555", ANSWERS("loss_date", "2026-11-03", "child", "林小例")), &loss,
	    NULL, NOW));
	is_str(value_of(two, "loss_date"), "2026-11-03", "another answer does not make it another person's");
}

static void
test_correction(void)
{
	int64_t one = db_new_id();
	struct correction_item items[] = {{.what = "field", .code = "agent_idno"},
	    {.what = "material", .code = "name"}};
	struct correction c = {.items = items, .count = 2};

	submit(one, "FFFF22222", ANSWERS("name", "林示例", "agent", "林样本", "agent_idno", "1"), NOW);
	submit(one, "FFFF33333", ANSWERS("name", "林改名"), NOW);
	must(remembered_keep(db, answered(one, "FFFF22222", ANSWERS("name", "林示例", "agent", "林样本",
	    "agent_idno", "2")), &formality, &c, NOW + DAY));
	is_str(value_of(one, "agent_idno"), "2", "a corrected answer is the one to remember");
	is_str(value_of(one, "agent"), "林样本", "with what belongs to it");
	is_str(value_of(one, "name"), "林改名", "what was not asked for is as it was said last");
}

static void
test_forget(void)
{
	int64_t one = db_new_id(), two = db_new_id();
	const struct error *e;
	struct remembered known;
	struct row *row;
	bool is_late;

	submit(one, "GGGG22222", ANSWERS("name", "林示例", "passport", "E12345678"), NOW);
	submit(two, "GGGG33333", ANSWERS("name", "陈示例"), NOW);
	must(remembered_forget(db, one, "person.name", NOW));
	is_str(value_of(one, "name"), NULL, "one answer is forgotten");
	is_str(value_of(one, "passport"), "E12345678", "the others are not");
	e = remembered_forget(db, one, "person.name", NOW);
	ok(e && e->kind == ERROR_NOT_FOUND, "what is not there cannot be forgotten");
	must(remembered_forget(db, one, "person.passport", NOW));
	must(db_row(db, &stored, DB(db_int(one)), &row));
	ok(!row, "with the last one the row is gone");
	submit(one, "GGGG44444", ANSWERS("name", "林示例"), NOW);
	must(remembered_turn(db, one, true, NOW, &is_late));
	submit(one, "GGGG55555", ANSWERS("name", "林示例"), NOW);
	must(remembered_load(db, one, &known));
	ok(known.is_off && known.count == 0, "who wants nothing remembered has nothing remembered");
	must(remembered_forget(db, one, NULL, NOW));
	must(remembered_load(db, one, &known));
	ok(known.is_off, "and it stays so");
	must(remembered_turn(db, one, false, NOW + 2, &is_late));
	must(remembered_turn(db, one, true, NOW + 1, &is_late));
	ok(is_late, "a word that was sent before that and comes after it is told so");
	submit(one, "GGGG66666", ANSWERS("name", "林示例"), NOW + 3);
	is_str(value_of(one, "name"), "林示例", "until they want it again");
	must(remembered_forget(db, one, NULL, NOW + 2));
	is_str(value_of(one, "name"), "林示例", "what was handed in after it was sent is not forgotten");
	must(remembered_forget(db, one, NULL, NOW + 4));
	is_str(value_of(one, "name"), NULL, "everything is forgotten");
	is_str(value_of(two, "name"), "陈示例", "of that person");
}

static void
test_sealed(void)
{
	static const char *const words[] = {"林示例", "cert", "f-1", "AAAA33333", "E12345678"};
	int64_t one = db_new_id(), two = db_new_id();
	const struct error *e;
	struct remembered known;
	struct row *row;

	submit(one, "HHHH22222", ANSWERS("name", "林示例"), NOW);
	submit(two, "HHHH33333", ANSWERS("name", "陈示例"), NOW);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		must(db_row(db, &clear_count, DB(db_text(words[i])), &row));
		is_int(row_int(row, 0), 0, "nothing of it is stored in the clear");
	}
	must(db_run(db, &steal, DB(db_int(one), db_int(two)), NULL));
	e = remembered_load(db, two, &known);
	ok(e && e->kind == ERROR_INTERNAL, "a row that was copied to another person does not open");
}

int
main(void)
{
	struct row *row;

	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	clock_set(NOW);
	pages[0].fields = (const struct field_entry **)(uintptr_t)all_fields;
	pages[1].fields = (const struct field_entry **)(uintptr_t)(all_fields + 5);
	test_keep();
	test_sets();
	test_offer();
	test_same_field();
	test_marks();
	test_choices();
	test_other();
	test_correction();
	test_forget();
	must(db_row(db, &rows_all, DB_NOTHING, &row));
	ok(row_int(row, 0) >= 6, "one row a person");
	test_sealed();
	db_close(db);
	pool_free(pool);
	return done();
}
