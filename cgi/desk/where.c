/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "desk/where.h"

#include <string.h>

#include "base/error.h"
#include "service/eligibility.h"
#include "service/ready.h"
#include "service/staff.h"
#include "service/unit_name.h"

#define BOX "ready-"
#define OTHER "other"
#define VERDICT "v-"		/* before its code */

static bool
says_where(const char *word)
{
	const char *one;

	for (size_t i = 0; word && (one = sentence_word(SENTENCE_WHERE, i)); i++)
		if (text_same(one, word))
			return true;
	return false;
}

/* The counter is that of the unit which has the matter, as its resident reads it elsewhere. */
static const char *
counter(const struct request *q, const struct matter *m, const struct place *place, enum lang lang)
{
	const char *name = unit_name(q->pool, m->a->unit_zh, m->a->unit_en, lang);
	const char *address = !place ? NULL : lang == LANG_ZH ? place->address_zh : place->address_en;

	name = name ? name : "";
	return !address || !*address ? name :
	    pool_format(q->pool, lang == LANG_ZH ? "%s（%s）" : "%s (%s)", name, address);
}

/* What such a sentence says, in this language. */
static const struct error *
sentence_text(struct request *q, const struct matter *m, const char *word, enum lang lang, const char **out)
{
	const struct place *place;
	const struct error *e;

	if ((e = staff_ready(q->db, q->now)) || (e = staff_place(q->db, m->a->unit, &place)))
		return e;
	*out = say_in1(q, lang, sentence_key(q->pool, SENTENCE_WHERE, word), counter(q, m, place, lang));
	return NULL;
}

/* What was ticked and says where; *is_two: another one says so, too, and something else. */
static const char *
ticked_word(struct request *q, const struct pairs *ticked, bool *is_two)
{
	const char *word, *found = NULL;

	*is_two = false;
	for (size_t i = 0; (word = sentence_word(SENTENCE_WHERE, i)); i++)
		if (pairs_get(ticked, pool_format(q->pool, BOX "%s", word))) {
			*is_two = found != NULL;
			found = word;
		}
	return found;
}

static const char *
verdict_text(struct request *q, const struct verdict *v, enum lang lang)
{
	const struct formality *f = v->formality ? catalogue_find(catalogue_of(q), v->formality) : NULL;
	const char *text = local_in(&v->text, lang);

	return f ? pool_format(q->pool, lang == LANG_ZH ? "%s%s" : "%s %s", text,
	    say_in1(q, lang, "desk.letter.formality", local_in(&f->name, lang))) : text;
}

/* Those of its verdicts that lead to another office, to another formality, or away. */
static const struct verdict *
closed_verdict(const struct matter *m, size_t i)
{
	const struct eligibility *e = m->f->eligibility;

	return !e || i >= e->verdict_count || verdict_is_open(&e->verdicts[i]) ? NULL : &e->verdicts[i];
}

static size_t
verdicts(const struct matter *m)
{
	return m->f->eligibility ? m->f->eligibility->verdict_count : 0;
}

/* One of the desk's own, or NULL. */
static const struct ready *
own_place(struct request *q, const char *place)
{
	const struct ready *own;

	for (size_t i = 0; (own = ready_own(SENTENCE_WHERE, i)); i++)
		if (text_same(place, pool_format(q->pool, "s%lld", (long long)own->id)))
			return own;
	return NULL;
}

/* What is chosen, in this language; NULL: there is no such choice. */
static const char *
said_place(struct request *q, const struct matter *m, const char *place, enum lang lang)
{
	const struct ready *own = own_place(q, place);

	if (text_same(place, OTHER))
		return local_in(&m->f->other, lang);
	for (size_t i = 0; i < verdicts(m); i++)
		if (closed_verdict(m, i) && text_starts(place, VERDICT) &&
		    text_same(place + strlen(VERDICT), m->f->eligibility->verdicts[i].code))
			return verdict_text(q, closed_verdict(m, i), lang);
	return own ? ready_words(own, lang) : NULL;
}

static void
add_place(struct request *q, const char *value, const char *label)
{
	const char *typed = form_typed(q, "place");

	show_option(q, "Places", value, label, typed ? typed : "");
}

const struct error *
where_offer(struct request *q, const struct matter *m)
{
	const struct error *e = NULL;
	const struct ready *own;
	const char *text;

	add_place(q, "", say(q, "desk.decline.place_said"));
	for (size_t i = 0; (own = ready_own(SENTENCE_WHERE, i)); i++)
		add_place(q, pool_format(q->pool, "s%lld", (long long)own->id), own->text.in[m->a->lang] ?
		    local_text(q, &own->text) : pool_format(q->pool, "%s · %s", local_text(q, &own->text),
		    lacks_wording(q, m->a->lang)));
	add_place(q, OTHER, local_text(q, &m->f->other));
	for (size_t i = 0; i < verdicts(m); i++)
		if (closed_verdict(m, i))
			add_place(q, pool_format(q->pool, VERDICT "%s", closed_verdict(m, i)->code),
			    verdict_text(q, closed_verdict(m, i), q->lang));
	for (struct tree *box = tree_child(tree_at(q->page, "Ready")); box && !e; box = tree_next(box)) {
		const char *name = tree_get_or(box, "Name", BOX);

		if (!says_where(name + strlen(BOX)))
			tree_set_number(box, "Nowhere", 1);
		else if (!(e = sentence_text(q, m, name + strlen(BOX), q->lang, &text)))
			tree_set(box, "Where", text);
	}
	return e;
}

static const struct error *
fill(struct request *q, const struct matter *m, const char *word, const char *field, enum lang lang)
{
	const struct error *e;
	const char *text;

	if (pairs_get(&q->typed, field) && *text_trim(q->pool, pairs_get(&q->typed, field)))
		return NULL;
	if ((e = sentence_text(q, m, word, lang, &text)))
		return e;
	pairs_remove(&q->typed, field);
	pairs_set(&q->typed, field, text);
	return NULL;
}

const struct error *
where_edit(struct request *q, const struct matter *m)
{
	const char *place = pairs_get(&q->typed, "place"), *word;
	const struct error *e;
	bool is_two;

	if (!q->is_shown_only || !text_same(q->show, "edit") || (place && *place) ||
	    !(word = ticked_word(q, &q->typed, &is_two)) || is_two)
		return NULL;
	if ((e = fill(q, m, word, "where", m->a->lang)) || m->a->lang == LANG_ZH)
		return e;
	return fill(q, m, word, zh_field(q, "where"), LANG_ZH);
}

/* NULL: one thing says where. Otherwise what is wrong with it. word: what is ticked and says it. */
static const char *
fault(struct request *q, const struct matter *m, const char *place, const char *word, bool is_two,
    bool is_any_ticked)
{
	if (place && word)
		return "desk.decline.place_twice";
	if (place)
		return said_place(q, m, place, LANG_ZH) ? NULL : "desk.ready_gone";
	if (!word)
		return is_any_ticked ? "desk.decline.place_needed" : "desk.decline.place_missing";
	return is_two ? "desk.decline.place_two" : NULL;
}

static void
check_place(struct request *q, const struct matter *m, const char *place)
{
	const struct ready *own = place ? own_place(q, place) : NULL;
	struct text lacking = {.pool = q->pool};

	if (own)
		ready_lacks(own, m->a->lang, &lacking);
	check_sentences(q, m->a->lang, "place", lacking.s);
}

static const struct error *
say_it(struct request *q, const struct matter *m, const char *place, const char *word, enum lang lang,
    const char **out)
{
	if (!place)
		return sentence_text(q, m, word, lang, out);
	*out = said_place(q, m, place, lang);
	return NULL;
}

const struct error *
where_settle(struct request *q, const struct matter *m, const struct pairs *ticked, const char *place,
    const struct wordings *typed, struct wordings *out)
{
	const char *word, *wrong;
	const struct error *e;
	bool is_two;

	*out = *typed;
	settle_wordings(q, m->a->lang, "where", out);
	word = ticked_word(q, ticked, &is_two);
	if (out->words) {
		if (place)
			invalid(q, "place", "desk.decline.place_words");
		check_wording(q, m->a->lang, "where", out->words);
		return NULL;
	}
	if ((wrong = fault(q, m, place, word, is_two, ticked->count > 0))) {
		invalid(q, "place", wrong);
		return NULL;
	}
	check_place(q, m, place);
	if ((e = say_it(q, m, place, word, m->a->lang, &out->words)) || m->a->lang == LANG_ZH)
		return e;
	return say_it(q, m, place, word, LANG_ZH, &out->zh);
}
