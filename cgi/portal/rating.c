/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rating what has ended (好差评), what followed a bad one, and the further rating after it. */
#include "service/rating.h"

#include "base/error.h"
#include "portal/forms.h"
#include "portal/rating.h"
#include "service/exclusion.h"
#include "service/history.h"
#include "service/person.h"
#include "service/unit_name.h"

/* level: the one that was tapped on the page before, to begin with. */
#define RATING_FORM(FIELD) \
	FIELD(ref,   WORD, 9, 9, REQUIRED) \
	FIELD(level, WORD, 1, 8, OPTIONAL)
FORM(rating, RATING_FORM)

/* subjects: about-WORD for each box of rating.def. again: the page was of the further rating. */
#define RATE_FORM(FIELD) \
	FIELD(ref,      WORD,    9, 9,                 REQUIRED) \
	FIELD(level,    NUMBER,  1, RATING_LEVELS,     OPTIONAL) \
	FIELD(words,    TEXT,    0, RATING_WORDS_MOST, OPTIONAL) \
	FIELD(again,    FLAG,    0, 1,                 OPTIONAL) \
	FIELD(subjects, ANSWERS, 0, RATING_SUBJECTS,   OPTIONAL)
FORM(rate, RATE_FORM)

static const char *
level_text(const struct request *q, int level)
{
	return say(q, pool_format(q->pool, "rating.level_%d", level));
}

static const char *
about_name(const struct request *q, int about)
{
	return pool_format(q->pool, "about-%s", rating_about_word((enum rating_about)about));
}

void
show_rating_ask(struct request *q, const struct application *a, const struct rating *r)
{
	const char *page = url(q, "/applications/%s/rating", a->ref);
	bool is_again;

	if (rating_is_open(a, r, &is_again)) {
		for (int level = RATING_LEVELS; level > 0; level--) {
			struct tree *node = tree_append(q->page, "Rate");

			tree_set(node, "Name", level_text(q, level));
			tree_set(node, "Href", pool_format(q->pool, "%s?level=%d", page, level));
		}
		tree_set(q->page, "Rating.Ask", say(q, is_again ? "rating.ask_again" : "rating.ask"));
	} else if (r->first.level) {
		tree_set(q->page, "Rating.Given", level_text(q, r->again.level ? r->again.level :
		    r->first.level));
		tree_set(q->page, "Rating.Href", page);
	}
}

const struct error *
show_rating_of(struct request *q, const struct application *a)
{
	const struct error *e;
	struct rating r;
	struct act act;

	if (!lifecycle_next(a->state, ACT_RATE, ROLE_RESIDENT, &act))
		return NULL;
	if ((e = rating_load(q->db, a->id, &r)))
		return e;
	show_rating_ask(q, a, &r);
	return NULL;
}

static void
show_levels(struct request *q, const char *tapped)
{
	const char *typed = q->is_shown_again ? form_typed(q, "level") : tapped;

	for (int level = RATING_LEVELS; level > 0; level--) {
		const char *value = pool_format(q->pool, "%d", level);

		tree_option(q->page, "Levels", value, level_text(q, level), typed);
	}
}

static void
show_subjects(struct request *q)
{
	for (int i = 0; i < RATING_SUBJECTS; i++) {
		struct tree *node = tree_append(q->page, "Subjects");
		const char *name = about_name(q, i);

		tree_set(node, "Name", name);
		tree_set(node, "Label", say(q, pool_format(q->pool, "rating.about.%s",
		    rating_about_word((enum rating_about)i))));
		if (form_typed(q, name))
			tree_set_number(node, "Checked", 1);
	}
}

/* What was given before: the level, what it was about, the words. */
static void
show_given(struct request *q, const struct rated *rated, const struct event *event)
{
	struct tree *node = tree_append(q->page, "Given");
	struct text about = {.pool = q->pool};

	for (int i = 0; i < RATING_SUBJECTS; i++)
		if (rated->subjects >> i & 1u)
			text_addf(&about, "%s%s", about.n ? " · " : "",
			    say(q, pool_format(q->pool, "rating.about.%s",
			    rating_about_word((enum rating_about)i))));
	tree_set(node, "Level", level_text(q, rated->level));
	tree_set(node, "About", about.s);
	tree_set(node, "Words", event ? rating_words(event) : NULL);
	show_moment(q, node, "At", rated->at);
}

const char *
exclusion_text(const struct request *q, const struct event *event)
{
	enum exclusion_ground ground;

	return say(q, pool_format(q->pool, "exclusion.ground.%s", event && exclusion_said(event, &ground) ?
	    exclusion_ground_word(ground) : "other"));
}

static const struct event *
newest(const struct events *events, enum action action)
{
	for (size_t i = events->count; i-- > 0;)
		if (text_same(events->at[i].action, action_word(action)))
			return &events->at[i];
	return NULL;
}

/* That it is in no figure, since when, by whom and why, and where to object. */
static void
show_excluded(struct request *q, const struct rating *r, const struct events *events)
{
	const struct event *event = newest(events, ACT_EXCLUDE);

	if (!r->excluded)
		return;
	show_own_day(q, q->page, "Excluded.Since", r->excluded);
	tree_set(q->page, "Excluded.Ground", exclusion_text(q, event));
	if (event)
		tree_set(q->page, "Excluded.By", unit_name(q->pool, event->unit_zh, event->unit_en, q->lang));
	if (catalogue_find(catalogue_of(q), "complaint"))
		tree_set(q->page, "Excluded.Href", url(q, "/formalities/complaint"));
}

static void
show_step(struct request *q, const char *key, moment at, moment by, const struct event *event)
{
	struct tree *node = tree_append(q->page, "FollowUp.Steps");

	tree_set(node, "Name", say(q, key));
	if (at)
		show_moment(q, node, "At", at);
	else
		show_deadline(q, node, "By", by);
	if (at && event)
		tree_set(node, "Words", event->detail);
}

static void
show_follow_up(struct request *q, const struct follow_up *f, const struct events *events)
{
	if (!f->unit)
		return;
	tree_set(q->page, "FollowUp.Unit", unit_name(q->pool, f->zh, f->en, q->lang));
	if (f->tried && !f->called && !f->mended)
		show_step(q, "rating.tried", f->tried, 0, newest(events, ACT_FOLLOW_UP_CALL));
	if (!f->mended || f->called)
		show_step(q, f->called ? "rating.called" : "rating.call_by", f->called, f->due < f->mend_by ?
		    f->due : f->call_by, newest(events, ACT_FOLLOW_UP_CALL));
	show_step(q, !f->mended ? "rating.mend_by" : f->is_mended ? "rating.mended" : "rating.explained",
	    f->mended, f->mend_by, newest(events, ACT_FOLLOW_UP_MEND));
	if (f->closed)
		show_step(q, "rating.closed", f->closed, 0, newest(events, ACT_FOLLOW_UP_CLOSE));
}

static const struct error *
load(struct request *q, const char *ref, struct application **a, const struct formality **f,
    struct rating *r)
{
	const struct error *e;
	struct act act;

	if ((e = application_load_own(q->db, q->actor.id, ref, a)) ||
	    (e = application_formality(q->db, catalogue_of(q), *a, f)))
		return e;
	if (!lifecycle_next((*a)->state, ACT_RATE, ROLE_RESIDENT, &act))
		return fail(ERROR_NOT_FOUND, "not ended yet");
	return rating_load(q->db, (*a)->id, r);
}

/* GET /applications/:ref/rating: the five levels, or what was rated and what followed. 200, 404. */
HANDLER(rating, rating)
{
	const struct formality *f;
	struct events events;
	struct application *a;
	const struct error *e;
	struct rating r;
	bool is_again;

	if ((e = load(q, form->ref, &a, &f, &r)) || (e = history_list(q->db, a->id, &events)))
		return e;
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", form->ref));
	tree_set(q->page, "Of", local_text(q, &f->name));
	if (r.first.level)
		show_given(q, &r.first, newest(&events, ACT_RATE));
	show_excluded(q, &r, &events);
	show_follow_up(q, &r.follow_up, &events);
	if (r.again.level)
		show_given(q, &r.again, newest(&events, ACT_RATE_AGAIN));
	tree_set(q->page, "Page.Title", say(q, "rating.title_given"));
	if (rating_is_open(a, &r, &is_again)) {
		show_levels(q, form->level);
		show_subjects(q);
		tree_set(q->page, "Page.Title", say(q, is_again ? "rating.ask_again" : "rating.ask"));
		tree_set(q->page, "Form.Action", url(q, "/applications/%s/rating", form->ref));
		if (is_again)
			tree_set_number(q->page, "Again", 1);
	} else {
		tree_set_number(q->page, "Form.None", 1);
	}
	return reply_page(q, "rating");
}

/* A box that our page does not have is not ours. */
static const struct error *
read_subjects(const struct request *q, const struct pairs *boxes, unsigned *out)
{
	size_t known = 0;

	*out = 0;
	for (int i = 0; i < RATING_SUBJECTS; i++)
		if (pairs_get(boxes, about_name(q, i))) {
			*out |= 1u << i;
			known++;
		}
	return known == boxes->count ? NULL : fail(ERROR_BAD_REQUEST, "a box that there is not");
}

/* POST /applications/:ref/rating: once, and once more after a follow-up; 303 back to it; 409, 422. */
HANDLER(rating_do, rate)
{
	struct rating_new n = {.level = (int)form->level, .words = form->words, .is_again = form->again,
	    .person = q->actor.id, .at = q->now};
	struct application *a;
	struct person *person;
	const struct error *e;
	struct rating r;
	bool is_again;

	if ((e = load(q, form->ref, &a, &n.formality, &r)) ||
	    (e = read_subjects(q, &form->subjects, &n.subjects)) ||
	    (e = person_load(q->db, q->actor.id, &person)))
		return e;
	n.lang = person->lang;
	if (!rating_is_open(a, &r, &is_again) || is_again != n.is_again)
		return fail(ERROR_CONFLICT, "rated before, or its turn has not come");
	if (!n.level) {
		invalid(q, "level", "rating.level_needed");
		return form_again(q);
	}
	if ((e = rating_give(q->db, a, &n)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/rating", form->ref));
}
