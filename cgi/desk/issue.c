/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Handing over the result: words or a file, or both, and how it gets to the resident. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/writ.h"

#define ISSUE_FORM(FIELD) \
	FIELD(ref,      WORD,    9, 14,      REQUIRED) \
	FIELD(version,  NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,     FLAG,    0, 1,       OPTIONAL) \
	FIELD(text,     TEXT,    1, 1200,    OPTIONAL) \
	FIELD(text_zh,  TEXT,    1, 1200,    OPTIONAL) \
	FIELD(delivery, WORD,    1, 12,      REQUIRED) \
	FIELD(note,     LINE,    1, 200,     OPTIONAL) \
	FIELD(file,     FILES,   0, 1,       OPTIONAL) \
	FIELD(chinese,  FLAG,    0, 1,       OPTIONAL) \
	FIELD(ready,    ANSWERS, 0, 20,      OPTIONAL)
FORM(issue, ISSUE_FORM)

#define READ_HERE formality_delivery_word(DELIVERY_ELECTRONIC)

static void
offer_delivery(struct request *q, const char *word, bool is_picked)
{
	show_option(q, "Deliveries", word, say(q, pool_format(q->pool, "desk.delivery.%s", word)),
	    is_picked ? word : NULL);
}

/* There is nothing to post or collect of a refusal: it is read here, unless the officer says else. */
static bool
is_read_here(const struct matter *m, const char *word)
{
	return m->a->state == STATE_REFUSED && text_same(word, READ_HERE);
}

/* How the resident wants it: chosen already, and said. */
static const char *
wanted_delivery(struct request *q, const struct matter *m)
{
	const struct field_entry *field = formality_field(m->f, "delivery");
	const char *wanted = pairs_get(&m->a->answers, "delivery");

	if (field && wanted)
		tree_set(q->page, "Wanted", say1(q, "desk.issue.wanted",
		    answer_text(q, field, wanted, true)));
	return wanted;
}

static void
offer_deliveries(struct request *q, const struct matter *m)
{
	const char *typed = form_typed(q, "delivery"), *wanted = NULL;
	bool is_refusal = is_read_here(m, READ_HERE);

	if (is_refusal)
		offer_delivery(q, READ_HERE, !typed || text_same(typed, READ_HERE));
	else
		wanted = wanted_delivery(q, m);
	typed = typed ? typed : wanted;
	for (size_t i = 0; i < m->f->delivery_count; i++) {
		const char *word = formality_delivery_word(m->f->deliveries[i]);

		if (!is_read_here(m, word))
			offer_delivery(q, word, text_same(typed, word) ||
			    (!typed && !is_refusal && m->f->delivery_count == 1));
	}
}

static bool
is_delivery(const struct matter *m, const char *word)
{
	for (size_t i = 0; i < m->f->delivery_count; i++)
		if (text_same(word, formality_delivery_word(m->f->deliveries[i])))
			return true;
	return is_read_here(m, word);
}

/* GET …/issue: 200; 409 with the matter if it cannot be done now. */
HANDLER(issue, by_ref)
{
	const struct error *e;
	bool is_possible;
	struct matter m;

	if ((e = act_page(q, form->ref, ACT_ISSUE, &m, &is_possible)) || !is_possible)
		return e;
	if ((e = show_record(q, &m)) || (e = application_open(q->db, m.a)) ||
	    (m.a->state == STATE_APPROVED && (e = show_presence(q, &m))))
		return e;
	if (m.a->state == STATE_REFUSED) {
		tree_set_number(q->page, "IsRefusal", 1);
		tree_set(q->page, "Remedies", remedy_to(q, &m));
		form_default(q, "text", m.decision ? m.decision->reason : NULL);
	} else {
		ready_offer(q, q->page, SENTENCE_ISSUE, "", "text");
	}
	offer_deliveries(q, &m);
	return reply_page(q, "issue");
}

/* The key of what is wrong with a file: keys have '_' for the word's '-'. */
static const char *
verdict_key(struct request *q, enum press_verdict verdict)
{
	char *key = pool_format(q->pool, "press.%s", press_word(verdict));

	for (char *p = key; *p; p++)
		if (*p == '-')
			*p = '_';
	return key;
}

/* A result that is taken here is in its paper, which has room for so much. */
static bool
is_too_much(const struct matter *m, const char *delivery, const struct upload *file)
{
	return m->a->state != STATE_REFUSED && text_same(delivery, READ_HERE) &&
	    file->pressed.content.n > WRIT_FILE_MOST;
}

static int64_t
read_file(struct request *q, const struct matter *m, const char *delivery, const struct uploads *uploads)
{
	if (!uploads->count)
		return 0;
	if (uploads->count > 1)
		invalid(q, "file", "desk.issue.one_file");
	else if (uploads->at[0].verdict != PRESS_OK)
		invalid(q, "file", verdict_key(q, uploads->at[0].verdict));
	else if (is_too_much(m, delivery, &uploads->at[0]))
		invalid(q, "file", "desk.issue.too_much");
	return uploads->at[0].file;
}

/* One file, once it is clear that this officer may issue now; a second is told by read_file(). */
ROOM(issue_do, issue)
{
	struct matter m;

	*room = 1;
	return act_begin(q, form->ref, form->version, ACT_ISSUE, &m);
}

/* What the resident, or the paper, says of a file that was handed over without a word. */
static const char *
words_for_file(const struct request *q, const struct matter *m, enum lang lang)
{
	return say_in(q, lang, m->a->state == STATE_REFUSED ? "sentence.refused_attached" :
	    sentence_key(q->pool, SENTENCE_ISSUE, "attached"));
}

/* POST …/issue: 303; 422 without words and file, with an unknown delivery or a file that cannot be read. */
HANDLER(issue_do, issue)
{
	struct result result = {.delivery = form->delivery, .delivery_note = form->note};
	struct wordings text = {form->text, form->text_zh};
	const struct error *e;
	struct matter m;

	if ((e = act_begin(q, form->ref, form->version, ACT_ISSUE, &m)))
		return e;
	if (m.a->state == STATE_REFUSED)
		text.words = ready_text(q, &m, SENTENCE_ISSUE, "", &form->ready, form->text, "text", 6500);
	else
		text = ready_wordings(q, &m, SENTENCE_ISSUE, "", true, &form->ready, &text, "text", 6500);
	result.text = text.words;
	result.original = text.zh;
	if (!result.text && form->file.count) {
		result.text = words_for_file(q, &m, m.a->lang);
		result.original = m.a->lang == LANG_ZH ? NULL : words_for_file(q, &m, LANG_ZH);
	}
	if (!result.text)
		invalid(q, "text", "desk.issue.text_needed");
	check_wording(q, m.a->lang, "note", form->note);
	if (!is_delivery(&m, form->delivery))
		invalid(q, "delivery", "form.not_a_choice");
	result.file = read_file(q, &m, form->delivery, &form->file);
	if (has_problems(q))
		return form_again(q);
	if (m.a->state == STATE_REFUSED)
		result.text = pool_format(q->pool, "%s\n\n%s", result.text, remedy_to(q, &m));
	if ((e = result_store(q->db, m.a, &result, q->actor.id, q->now)))
		return act_failed(q, e);
	return act_end(q, &m, &(struct deed){.action = ACT_ISSUE});
}
