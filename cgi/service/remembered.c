/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/remembered.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/correction.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(remembered_select, "i", "bit",
    "SELECT sealed, is_off, turned FROM remembered WHERE person = ?")
/* locked: two submissions at once both add to it */
STATEMENT(remembered_lock, "i", "bit",
    "SELECT sealed, is_off, turned FROM remembered WHERE person = ? FOR UPDATE")
STATEMENT(remembered_put, "ibitt", "",
    "INSERT INTO remembered (person, sealed, is_off, turned, saved) VALUES (?, ?, ?, ?, ?) "
    "ON DUPLICATE KEY UPDATE sealed = VALUES(sealed), is_off = VALUES(is_off), "
    "turned = VALUES(turned), saved = VALUES(saved)")
STATEMENT(remembered_drop, "i", "", "DELETE FROM remembered WHERE person = ?")

#define CONTEXT "remembered"
#define MARK "_from."	/* among the answers, under a name that no field has: those have no dot */
#define CLEARED "-"	/* a mark's value: it was offered, and taken out */

/* Its key is "person.applicant_name", and it is stored "1795424400000 7K4M2Q8XD cert-no-crime\n…". */
static const char *
key_of(struct pool *pool, enum field_reuse set, const char *field)
{
	return pool_format(pool, "%s.%s", field_reuse_word(set), field);
}

static const char *
pack(struct pool *pool, const struct source *s, const char *value)
{
	return pool_format(pool, "%lld %s %s\n%s", (long long)s->at, s->ref, s->formality, value);
}

/* Takes the next word off *s, which is a copy; NULL if there is none. */
static char *
word(char **s, const char *end)
{
	char *start = *s;
	size_t n = strcspn(start, end);

	if (n == 0 || !start[n])
		return NULL;
	start[n] = '\0';
	*s = start + n + 1;
	return start;
}

static bool
unpack(struct pool *pool, const struct pair *pair, struct remembered_answer *out)
{
	char *name = pool_string(pool, pair->name), *s = pool_string(pool, pair->value);
	char *at = word(&s, " ");

	if (!at || !text_number(at, 0, INT64_MAX, &out->source.at) ||
	    !(out->source.ref = word(&s, " ")) || !(out->source.formality = word(&s, "\n")) ||
	    !(out->set = word(&name, ".")))
		return false;
	out->field = name;
	out->value = s;
	return true;
}

struct stored {
	struct pairs known;
	bool is_off;
	moment turned;		/* when their word on that was sent; 0: they said none */
};

static const struct error *
load(struct db *db, const struct statement *statement, int64_t person, struct stored *out)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct bytes plain;
	struct row *row;

	*out = (struct stored){.known = {.pool = pool}};
	if ((e = db_row(db, statement, DB(db_int(person)), &row)) || !row)
		return e;
	out->is_off = row_int(row, 1) != 0;
	out->turned = row_moment(row, 2);
	if ((e = unseal(pool, CONTEXT, person, row_bytes(row, 0), &plain)))
		return e;
	return pairs_read(pool, plain, &out->known);
}

static const struct error *
put(struct db *db, int64_t person, const struct stored *s, moment now)
{
	if (s->known.count == 0 && !s->is_off && !s->turned)
		return db_run(db, &remembered_drop, DB(db_int(person)), NULL);
	return db_run(db, &remembered_put, DB(db_int(person), db_bytes(seal(db_pool(db), CONTEXT,
	    person, pairs_store(&s->known))), db_int(s->is_off), db_moment(s->turned), db_moment(now)), NULL);
}

static struct remembered
all_of(struct pool *pool, const struct pairs *known)
{
	struct remembered out = {pool_zero(pool, (known->count + 1) * sizeof *out.at), 0, false};

	for (size_t i = 0; i < known->count; i++)
		/* what another version stored in another form is not known */
		if (unpack(pool, &known->at[i], &out.at[out.count]))
			out.count++;
	return out;
}

const struct error *
remembered_load(struct db *db, int64_t person, struct remembered *out)
{
	const struct error *e;
	struct stored s;

	*out = (struct remembered){0};
	if ((e = load(db, &remembered_select, person, &s)))
		return e;
	*out = all_of(db_pool(db), &s.known);
	out->is_off = s.is_off;
	return NULL;
}

const struct remembered_answer *
remembered_find(const struct remembered *r, enum field_reuse set, const char *field)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->at[i].field, field) == 0 &&
		    strcmp(r->at[i].set, field_reuse_word(set)) == 0)
			return &r->at[i];
	return NULL;
}

bool
remembered_fits(struct pool *pool, const struct field_entry *f, const char *value, day today)
{
	struct pairs inputs = {.pool = pool};
	const char *stored, *warning;

	field_split(pool, &f->rule, f->code, value, &inputs);
	return !field_check(pool, &f->rule, &inputs, f->code, today, &stored, &warning) &&
	    strcmp(stored, value) == 0;
}

const struct remembered_answer *
remembered_offer(struct pool *pool, const struct remembered *r, const struct field_entry *f,
    day today)
{
	const struct remembered_answer *answer = remembered_find(r, f->reuse, f->code);

	for (size_t i = 0; i < f->also_count && !answer; i++)
		answer = remembered_find(r, f->reuse, f->also[i]);
	return answer && f->reuse != REUSE_NO && remembered_fits(pool, f, answer->value, today) ?
	    answer : NULL;
}

static const char *
mark_of(struct pool *pool, const char *field)
{
	return pool_format(pool, MARK "%s", field);
}

void
remembered_note(struct pairs *answers, const struct field_entry *f, const char *value,
    const struct remembered_answer *offered)
{
	const char *mark = mark_of(answers->pool, f->code);
	const char *before = pairs_get(answers, f->code), *was = pairs_get(answers, mark);

	if (!offered && (!was || strcmp(value, before ? before : "") == 0))
		return;		/* typed before, or left as it was */
	if (offered && strcmp(value, offered->value) == 0)
		pairs_set(answers, mark, pool_format(answers->pool, "%lld %s %s ",
		    (long long)offered->source.at, offered->source.ref, offered->source.formality));
	else if (!*value)
		pairs_set(answers, mark, CLEARED);
	else
		pairs_remove(answers, mark);
}

void
remembered_unnote(struct pairs *answers, const char *field)
{
	pairs_remove(answers, mark_of(answers->pool, field));
}

bool
remembered_source(const struct pairs *answers, const char *field, struct source *out)
{
	const char *packed = pairs_get(answers, mark_of(answers->pool, field));
	char *s = packed ? pool_string(answers->pool, packed) : NULL, *at = s ? word(&s, " ") : NULL;

	return at && text_number(at, 0, INT64_MAX, &out->at) && (out->ref = word(&s, " ")) &&
	    (out->formality = word(&s, " "));
}

/* Is this field handed in now? Of things that belong together all are, if one of them is. */
static bool
is_new(const struct formality *f, const struct field_entry *field, const struct correction *c)
{
	for (size_t i = 0; c && i < c->count; i++) {
		const struct field_entry *item = text_same(c->items[i].what, "field") ?
		    formality_field(f, c->items[i].code) : NULL;

		if (item && (field->reuse == REUSE_PERSON ? item == field :
		    item->reuse == field->reuse))
			return true;
	}
	return !c;
}

static const struct field_entry *
next_field(const struct formality *f, size_t *page, size_t *at)
{
	while (*page < f->page_count && *at == f->pages[*page].field_count) {
		(*page)++;
		*at = 0;
	}
	return *page < f->page_count ? f->pages[*page].fields[(*at)++] : NULL;
}

/*
 * Does what is handed in speak of the same child, car or relative as what is known? Only if it
 * says again something that was said before, and nothing that contradicts it.
 */
static bool
is_same_thing(const struct remembered *known, const struct application *a,
    const struct formality *f, enum field_reuse set)
{
	const struct field_entry *field;
	size_t page = 0, at = 0, same = 0, other = 0;

	while ((field = next_field(f, &page, &at))) {
		const struct remembered_answer *before = remembered_find(known, set, field->code);
		const char *value = pairs_get(&a->answers, field->code);

		if (field->reuse != set || !value || !*value || !before)
			continue;
		same += strcmp(before->value, value) == 0;
		other += strcmp(before->value, value) != 0;
	}
	return same && !other;
}

static void
forget_set(struct pairs *known, const struct remembered *answers, enum field_reuse set)
{
	for (size_t i = 0; i < answers->count; i++)
		if (strcmp(answers->at[i].set, field_reuse_word(set)) == 0)
			pairs_remove(known, key_of(known->pool, set, answers->at[i].field));
}

static bool
says_anything(const struct application *a, const struct formality *f, enum field_reuse set,
    const struct correction *c)
{
	const struct field_entry *field;
	const char *value;
	size_t page = 0, at = 0;

	while ((field = next_field(f, &page, &at)))
		if (field->reuse == set && is_new(f, field, c) &&
		    (value = pairs_get(&a->answers, field->code)) && *value)
			return true;
	return false;
}

/* Has it a place in what is known? Not what is said of somebody else's card. */
static bool
is_kept(enum field_reuse set, bool is_other)
{
	return set != REUSE_NO && !(is_other && set == REUSE_CARD);
}

bool
remembered_is_others(const struct field_entry *f, bool is_other)
{
	return is_other && (f->is_bearers || f->reuse == REUSE_CARD);
}

/* What was answered before the form: of the same fact the newest, for each that the file declares. */
static void
take_facts(struct pairs *known, const struct application *a, const struct formality *f,
    const struct source *source)
{
	struct pairs given = eligibility_kept(known->pool, &a->answers);

	for (size_t i = 0; f->eligibility && i < given.count; i++) {
		const struct question *asked = eligibility_question(f->eligibility, given.at[i].name);
		const struct choice *choice = asked ? question_choice(asked, given.at[i].value) : NULL;

		if (choice && asked->reuse != REUSE_NO)
			pairs_set(known, key_of(known->pool, asked->reuse, asked->fact),
			    pack(known->pool, source, choice->fact));
	}
}

static void
take_over(struct pairs *known, const struct application *a, const struct formality *f,
    const struct correction *c, moment now)
{
	const struct source source = {now, a->ref, a->formality};
	struct remembered before = all_of(known->pool, known);
	const bool is_other = remembered_is_other(f, &a->answers);
	const struct field_entry *field;
	size_t page = 0, at = 0;

	for (enum field_reuse set = REUSE_PERSON + 1; set < FIELD_REUSES; set++)
		if (is_kept(set, is_other) && says_anything(a, f, set, c) &&
		    !is_same_thing(&before, a, f, set))
			forget_set(known, &before, set);
	while ((field = next_field(f, &page, &at))) {
		const char *value = pairs_get(&a->answers, field->code);
		const char *key = key_of(known->pool, field->reuse, field->code);

		if (field->reuse == REUSE_NO || remembered_is_others(field, is_other) || !is_new(f, field, c))
			continue;
		if (value && *value)
			pairs_set(known, key, pack(known->pool, &source, value));
		else if (text_same(pairs_get(&a->answers, mark_of(known->pool, field->code)), CLEARED))
			pairs_remove(known, key);
	}
	if (!c && !is_other)
		take_facts(known, a, f, &source);
}

const struct error *
remembered_keep(struct db *db, struct application *a, const struct formality *f,
    const struct correction *c, moment now)
{
	const struct error *e;
	struct stored s;

	if ((e = load(db, &remembered_lock, a->person, &s)))
		return e;
	if (!s.is_off) {
		take_over(&s.known, a, f, c, now);
		e = put(db, a->person, &s, now);
	}
	for (size_t i = a->answers.count; i > 0; i--)
		if (text_starts(a->answers.at[i - 1].name, MARK))
			pairs_remove(&a->answers, a->answers.at[i - 1].name);
	return e;
}

const struct error *
remembered_forget(struct db *db, int64_t person, const char *key, moment sent)
{
	const struct error *e;
	struct stored s;

	if ((e = load(db, &remembered_lock, person, &s)))
		return e;
	if (key && !pairs_get(&s.known, key))
		return fail(ERROR_NOT_FOUND, "nothing remembered of this field");
	for (size_t i = s.known.count; i > 0; i--) {
		struct remembered_answer answer;
		const struct pair *pair = &s.known.at[i - 1];

		/* what was told since then was not meant */
		if ((!key || strcmp(pair->name, key) == 0) &&
		    !(unpack(db_pool(db), pair, &answer) && answer.source.at > sent))
			pairs_remove(&s.known, pair->name);
	}
	return put(db, person, &s, sent);
}

const struct error *
remembered_turn(struct db *db, int64_t person, bool is_off, moment sent, bool *is_late)
{
	const struct error *e;
	struct stored s;

	*is_late = false;
	if ((e = load(db, &remembered_lock, person, &s)))
		return e;
	if ((*is_late = s.turned > sent))
		return NULL;
	if (is_off)
		s.known.count = 0;
	s.is_off = is_off;
	s.turned = sent;
	return put(db, person, &s, sent);
}
