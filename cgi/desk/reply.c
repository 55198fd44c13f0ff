/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A department's answer handed to the resident: what it wrote here, or what it told an officer by letter, by
 * telephone or in person, who then says how and when.
 */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"

/*
 * original: in the department's words, where text is a translation of them. way, rest (on-year …): how and
 * when an answer came that it did not write here.
 */
#define REPLY_FORM(FIELD) \
	FIELD(ref,      WORD,   9, 14,      REQUIRED) \
	FIELD(version,  NUMBER, 0, 1000000, REQUIRED) \
	FIELD(take,     FLAG,   0, 1,       OPTIONAL) \
	FIELD(text,     TEXT,   2, 1600,    REQUIRED) \
	FIELD(original, TEXT,   2, 1600,    OPTIONAL) \
	FIELD(way,      WORD,   1, 10,      OPTIONAL) \
	FIELD(chinese,  FLAG,   0, 1,       OPTIONAL) \
	FIELD(rest,     ANSWERS, 0, 10,     OPTIONAL)
FORM(department_reply, REPLY_FORM)

static const char *const ways[] = {"letter", "phone", "visit"};
static const char *const parts[] = {"on-year", "on-month", "on-day"};
#define WAYS (sizeof ways / sizeof *ways)
#define PARTS (sizeof parts / sizeof *parts)

/* The department has not written it here itself. */
static bool
is_told(const struct matter *m)
{
	return !m->transfer || !m->transfer->answered;
}

/* The first day on which it can have answered. */
static moment
passed_on(const struct matter *m)
{
	return m->transfer ? m->transfer->at : m->a->submitted;
}

static void
ask_how_told(struct request *q, const struct matter *m)
{
	for (size_t i = 0; i < WAYS; i++)
		show_option(q, "Ways", ways[i], say(q, pool_format(q->pool, "desk.transfer.way_%s", ways[i])),
		    form_typed(q, "way"));
	for (size_t i = 0; i < PARTS; i++)
		form_default(q, parts[i], NULL);
	tree_set(q->page, "OnHint", say1(q, "desk.transfer.on_hint", day_text(q, passed_on(m))));
}

/* From the day on which it was passed on to today; 0 with the error said. */
static moment
read_told_on(struct request *q, const struct matter *m, const struct pairs *typed)
{
	moment end;

	if (!read_day_end(q, typed, parts, &end)) {
		invalid(q, "on", "desk.transfer.on_wrong");
		return 0;
	}
	if (end < passed_on(m))
		invalid_text(q, "on", say1(q, "desk.transfer.on_early", day_text(q, passed_on(m))));
	else if (end > clock_wenzhou_end(clock_wenzhou_day(q->now)))
		invalid(q, "on", "desk.transfer.on_future");
	return end;
}

static void
read_told(struct request *q, const struct matter *m, const struct department_reply_form *form,
    struct result *out)
{
	for (size_t i = 0; i < WAYS; i++)
		if (text_same(form->way, ways[i]))
			out->told_by = ways[i];
	if (!out->told_by)
		invalid(q, "way", "desk.transfer.way_needed");
	out->told_on = read_told_on(q, m, &form->rest);
}

const char *
told_text(const struct request *q, const struct application *a, const struct result *result,
    enum lang lang)
{
	struct request theirs = *q;

	theirs.lang = lang;
	return say2(&theirs, pool_format(q->pool, "result.told_%s", result->told_by),
	    lang == LANG_ZH ? a->unit_zh : a->unit_en, day_text(&theirs, result->told_on));
}

/* GET …/department-reply: its answer to be looked at. 200; 409 with the matter if it cannot be done now. */
HANDLER(department_reply, by_ref)
{
	const struct transfer *t;
	const struct error *e;
	bool is_possible, is_zh;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_DEPARTMENT_REPLY, &m, &is_possible)) || !is_possible ||
	    (e = show_transfer(q, &m)))
		return e;
	t = m.transfer;
	is_zh = m.a->lang == LANG_ZH;
	if (!is_zh)
		tree_set(q->page, "OwnLang", lang_name(q, m.a->lang));
	if (t && t->answered) {
		form_default(q, "text", is_zh ? t->answer : t->answer_own);
		form_default(q, "original", is_zh ? NULL : t->answer);
	} else {
		ask_how_told(q, &m);
	}
	return reply_page(q, "department_reply");
}

/*
 * POST …/department-reply: the resident's result, to be read online; 303; 422 without words, or, if the
 * department has not answered here, without how and when it did.
 */
HANDLER(department_reply_do, department_reply)
{
	struct result result = {.text = form->text,
	    .delivery = formality_delivery_word(DELIVERY_ELECTRONIC)};
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_DEPARTMENT_REPLY, &m)))
		return e;
	if (m.a->lang != LANG_ZH)
		result.original = form->original;
	check_wording(q, m.a->lang, "text", form->text);
	if (is_told(&m))
		read_told(q, &m, form, &result);
	if (has_problems(q))
		return form_again(q);
	if ((e = result_store(q->db, m.a, &result, q->actor.id, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_DEPARTMENT_REPLY,
	    .detail = result.told_by ? told_text(q, m.a, &result, m.a->lang) : NULL});
}
