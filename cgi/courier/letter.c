/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier/letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/beside.h"
#include "service/catalogue.h"
#include "service/deadline.h"
#include "service/department.h"
#include "service/lifecycle.h"
#include "service/outbox.h"
#include "service/reference.h"

struct letters {
	struct tree *texts[LANG_COUNT];		/* NULL where there is no file */
	const struct catalogue *catalogue;
	const char *origin;
};

/* Whose deadline the letter names. */
enum by {
	BY_NONE,
	BY_OFFICE,		/* the application's, or whose the act was, which came with the notice */
	BY_CORRECTION,		/* the resident's, counted as correction.h does */
	BY_CLOSE		/* until an issued result is closed */
};

/* The words of lifecycle.def, and codes. */
static const struct {
	const char *kind;
	enum by by;
} kinds[] = {
	{"code", BY_NONE},
	{"submit", BY_OFFICE},
	{"ask_correction", BY_CORRECTION},
	{"answer", BY_OFFICE},
	{"more_time", BY_OFFICE},
	{"accept", BY_OFFICE},
	{"accept_pending", BY_OFFICE},
	{"deem_accepted", BY_OFFICE},
	{"decline", BY_NONE},
	{"interview", BY_NONE},
	{"resume", BY_OFFICE},
	{"await", BY_NONE},
	{"came", BY_OFFICE},
	{"extend", BY_OFFICE},
	{"recount", BY_OFFICE},
	{"approve", BY_OFFICE},
	{"refuse", BY_OFFICE},
	{"issue", BY_CLOSE},
	{"withdraw", BY_NONE},
	{"lapse", BY_NONE},
	{"ask_forward", BY_NONE},
	{"transfer", BY_OFFICE},
	{"hand_back", BY_OFFICE},
	{"department_reply", BY_CLOSE},
	{"follow_up_mend", BY_NONE},
	{"follow_up_close", BY_NONE},
	/* to a department's mailbox (transfer.h) */
	{"forwarded", BY_OFFICE},
	{"asked_again", BY_OFFICE},
	{"take_soon", BY_OFFICE},
	{"take_late", BY_OFFICE},
	{"answer_soon", BY_OFFICE},
	{"answer_late", BY_OFFICE},
	/* the ladder: to a resident (ladder.h), and an officer's day (reminder.h) */
	{"correct_half", BY_OFFICE},
	{"correct_soon", BY_OFFICE},
	{"digest", BY_NONE},
	{"officer_code", BY_NONE},
	/* papers whose time is over (disposal.h) */
	{"dispose", BY_OFFICE},
};

/* What says something else in some cases: piece_key(). */
#define SAYS(kind) kind ".said", kind ".next", kind ".sms"
static const char *const others[] = {SAYS("submit_transfer"), SAYS("submit_channel"),
	SAYS("accept_channel"), SAYS("approve_channel"), "deem_owed.subject", SAYS("deem_owed"),
	"late.next", "late.sms", "late_owed.next", "late_owed.sms", "code_department.subject",
	SAYS("code_department")};
static const char *const pieces[] = {"subject", "said", "next", "sms"};
static const char *const frame[] = {"sender", "hello", "number", "follow", "open", "foot", "open_foot",
	"sms_frame", "sms_code", "date", "there", "there_next", "there_before", "no_date", "some_formality"};

const char *
letter_kind(int i)
{
	return i >= 0 && (size_t)i < sizeof kinds / sizeof *kinds ? kinds[i].kind : NULL;
}

bool
letter_is_code(const struct outgoing *m)
{
	return strcmp(m->kind, "code") == 0 || strcmp(m->kind, "officer_code") == 0;
}

/* No matter of its own: its parameters are all that it says. */
static bool
is_plain(const struct outgoing *m)
{
	return letter_is_code(m) || strcmp(m->kind, "digest") == 0;
}

static bool
is_to_department(const struct outgoing *m)
{
	return pairs_get(&m->params, "page") != NULL;
}

/* In this language, else in English, else in Chinese, as local_in() does. */
static const char *
text_of(const struct letters *letters, enum lang lang, const char *key)
{
	const enum lang order[] = {lang, LANG_EN, LANG_ZH};
	char path[80];

	snprintf(path, sizeof path, "T.mail.%s", key);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		const struct tree *texts = letters->texts[order[i]];
		const char *s = texts ? tree_get(texts, path) : NULL;

		if (s)
			return s;
	}
	return NULL;
}

static const struct error *
check_key(const struct letters *letters, enum lang lang, const char *key)
{
	char path[80];

	snprintf(path, sizeof path, "T.mail.%s", key);
	if (!letters->texts[lang] || !tree_get(letters->texts[lang], path))
		return fail(ERROR_INTERNAL, "mail.%s.hdf lacks %s", lang_code(lang), path);
	return NULL;
}

static const struct error *
check(const struct letters *letters, enum lang lang)
{
	const struct error *e = NULL;
	char key[60];

	for (size_t i = 0; i < sizeof frame / sizeof *frame && !e; i++)
		e = check_key(letters, lang, frame[i]);
	for (int month = 1; month <= 12 && !e; month++) {
		snprintf(key, sizeof key, "month_%d", month);
		e = check_key(letters, lang, key);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others && !e; i++)
		e = check_key(letters, lang, others[i]);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (size_t j = 0; j < sizeof pieces / sizeof *pieces && !e; j++) {
			snprintf(key, sizeof key, "%s.%s", kinds[i].kind, pieces[j]);
			e = check_key(letters, lang, key);
		}
	return e;
}

const struct error *
letters_load(const char *templates, const struct catalogue *catalogue, const char *origin,
    struct letters **out)
{
	struct letters *letters = calloc(1, sizeof *letters);
	const struct error *e = NULL;

	if (!letters)
		_Exit(70);
	*out = letters;
	letters->catalogue = catalogue;
	letters->origin = origin;
	for (int lang = 0; lang < LANG_COUNT && !e; lang++) {
		char path[512];

		snprintf(path, sizeof path, "%s/lang/mail.%s.hdf", templates, lang_code(lang));
		if (access(path, F_OK) == 0)
			e = tree_load(path, &letters->texts[lang]);
	}
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT && !e; lang++)
		e = check(letters, lang);
	return e;
}

void
letters_free(struct letters *letters)
{
	for (int lang = 0; letters && lang < LANG_COUNT; lang++)
		tree_free(letters->texts[lang]);
	free(letters);
}

static const struct error *
say(struct pool *pool, const struct letters *letters, enum lang lang, const char *key,
    const struct pairs *values, const char **out)
{
	const char *text = text_of(letters, lang, key);

	if (!text)
		return fail(ERROR_INVALID, "no text %s", key);
	return pairs_fill(pool, text, values, out);
}

static moment
moment_in(const struct outgoing *m, const char *name)
{
	const char *text = pairs_get(&m->params, name);
	int64_t at = 0;

	return text && text_number(text, 1, INT64_MAX, &at) ? at : 0;
}

static moment
due_of(const struct outgoing *m, enum by by)
{
	switch (by) {
	case BY_OFFICE:
		return moment_in(m, "due");
	case BY_CORRECTION:
		return deadline_calendar(m->created, CORRECTION_DAYS);
	case BY_CLOSE:
		return deadline_calendar(m->created, CLOSE_DAYS);
	case BY_NONE:
		break;
	}
	return 0;
}

/* The day in Wenzhou, where deadlines are counted, and the hour at which it ends where the resident is. */
static const struct error *
date_of(struct pool *pool, const struct letters *letters, enum lang lang, const char *zone, moment due,
    const char **out)
{
	struct civil c = clock_civil(due, ZONE_WENZHOU);
	day last = clock_wenzhou_day(due);
	struct pairs values = {.pool = pool};
	const char *beside, *there = "";
	const struct error *e;
	char key[20];

	if (!due)
		return say(pool, letters, lang, "no_date", &values, out);
	snprintf(key, sizeof key, "month_%d", c.month);
	pairs_set(&values, "year", pool_format(pool, "%d", c.year));
	pairs_set(&values, "month", text_of(letters, lang, key));
	pairs_set(&values, "day", pool_format(pool, "%d", c.mday));
	beside = beside_key(pool, clock_wenzhou_end(last) + 1, last, zone, lang, &values);
	if (beside && (e = say(pool, letters, lang, beside, &values, &there)))
		return e;
	pairs_set(&values, "there", there);
	return say(pool, letters, lang, "date", &values, out);
}

static const struct error *
values_of(struct pool *pool, const struct letters *letters, const struct outgoing *m, enum by by,
    const char *zone, struct pairs *values)
{
	const char *ref = pairs_get(&m->params, "ref"), *code = pairs_get(&m->params, "formality");
	const struct formality *f = code ? catalogue_find(letters->catalogue, code) : NULL;
	const char *page = pairs_get(&m->params, "page"), *to = pairs_get(&m->params, "department");
	const struct department *d = to ? department_find(to) : f ? department_find(f->department) : NULL;
	char shown[REFERENCE_SHOWN];
	const struct error *e;
	const char *date, *papers, *law;

	if (is_plain(m)) {
		*values = m->params;
		if (page)
			pairs_set(values, "link", pool_format(pool, "%s/desk/%s", letters->origin, page));
		return NULL;
	}
	if (!ref || strlen(ref) != REFERENCE_TEXT - 1)
		return fail(ERROR_INVALID, "notice without a number");
	if ((e = date_of(pool, letters, m->lang, zone, due_of(m, by), &date)) ||
	    (e = date_of(pool, letters, m->lang, zone, moment_in(m, "by"), &papers)) ||
	    (e = date_of(pool, letters, m->lang, zone, moment_in(m, "law"), &law)))
		return e;
	reference_show(ref, shown);
	*values = (struct pairs){.pool = pool};
	pairs_set(values, "due", date);
	pairs_set(values, "by", papers);
	pairs_set(values, "law", law);
	pairs_set(values, "complaint", pool_format(pool, "%s/%s/formalities%s", letters->origin,
	    lang_code(m->lang), catalogue_find(letters->catalogue, "complaint") ? "/complaint" : ""));
	pairs_set(values, "department", d ? local_in(&d->name, m->lang) : "");
	pairs_set(values, "number", shown);
	pairs_set(values, "link", page ? pool_format(pool, "%s/desk/%s", letters->origin, page) :
	    pool_format(pool, "%s/%s/applications/%s", letters->origin, lang_code(m->lang), ref));
	/* a formality that has left the catalogue still has its applications */
	pairs_set(values, "formality", f ? local_in(&f->name, m->lang) :
	    text_of(letters, m->lang, "some_formality"));
	return NULL;
}

/* The text of a piece, which says something else of what is passed on, owed still, late, or answered. */
static const char *
piece_key(struct pool *pool, const struct letters *letters, const struct outgoing *m, enum by by,
    const char *piece)
{
	const char *code = pairs_get(&m->params, "formality"), *as = pairs_get(&m->params, "as");
	const char *answered = pool_format(pool, "%s_channel.%s", m->kind, piece), *kind = as ? as : m->kind;
	const struct formality *f = code ? catalogue_find(letters->catalogue, code) : NULL;
	/* a department is reminded when its time is over, which is no lateness of ours */
	moment due = by == BY_OFFICE && !is_to_department(m) ? moment_in(m, "due") : 0;

	if (strcmp(m->kind, "deem_accepted") == 0 && pairs_get(&m->params, "by"))
		kind = "deem_owed";
	if (strcmp(piece, "subject") == 0 || letter_is_code(m))
		return pool_format(pool, "%s.%s", kind, piece);
	if (f && f->mode == MODE_TRANSFER && strcmp(m->kind, "submit") == 0)
		return pool_format(pool, "submit_transfer.%s", piece);
	if (due && due < m->created && strcmp(piece, "said") != 0)
		return pool_format(pool, "%s.%s", strcmp(kind, m->kind) == 0 ? "late" : "late_owed", piece);
	return f && f->is_channel && text_of(letters, LANG_ZH, answered) ? answered :
	    pool_format(pool, "%s.%s", kind, piece);
}

static const struct error *
write_mail(struct pool *pool, const struct letters *letters, const struct outgoing *m, enum by by,
    const struct pairs *values, struct letter *out)
{
	const char *hello, *said, *next, *foot, *number = "", *follow = "";
	const struct error *e;

	if ((e = say(pool, letters, m->lang, piece_key(pool, letters, m, by, "subject"), values,
	    &out->subject)) ||
	    (e = say(pool, letters, m->lang, "hello", values, &hello)) ||
	    (e = say(pool, letters, m->lang, piece_key(pool, letters, m, by, "said"), values, &said)) ||
	    (e = say(pool, letters, m->lang, piece_key(pool, letters, m, by, "next"), values, &next)) ||
	    (e = say(pool, letters, m->lang, is_to_department(m) && !is_plain(m) ? "open_foot" :
	    "foot", values, &foot)))
		return e;
	if (!is_plain(m) &&
	    ((e = say(pool, letters, m->lang, "number", values, &number)) ||
	    (e = say(pool, letters, m->lang, is_to_department(m) ? "open" : "follow", values, &follow))))
		return e;
	out->body = *number ?
	    pool_format(pool, "%s\n\n%s\n\n%s\n\n%s\n%s\n\n-- \n%s\n", hello, said, next, number,
	    follow, foot) :
	    pool_format(pool, "%s\n\n%s\n\n%s\n\n-- \n%s\n", hello, said, next, foot);
	return NULL;
}

static const struct error *
write_sms(struct pool *pool, const struct letters *letters, const struct outgoing *m, enum by by,
    struct pairs *values, struct letter *out)
{
	struct pairs all = {.pool = pool};
	const struct error *e;
	const char *text;

	if ((e = say(pool, letters, m->lang, piece_key(pool, letters, m, by, "sms"), values, &text)))
		return e;
	for (size_t i = 0; i < values->count; i++)
		pairs_set(&all, values->at[i].name, values->at[i].value);
	pairs_set(&all, "text", text);
	out->subject = NULL;
	if ((e = say(pool, letters, m->lang, letter_is_code(m) ? "sms_code" : "sms_frame", &all, &out->body)))
		return e;
	if (text_count(out->body) > LETTER_SMS_MOST)
		return fail(ERROR_INVALID, "%s: a text message of %zu characters", m->kind,
		    text_count(out->body));
	return NULL;
}

const struct error *
letter_write(struct pool *pool, const struct letters *letters, const struct outgoing *m,
    struct letter *out)
{
	const char *zone = pairs_get(&m->params, "zone");
	struct pairs values;
	const struct error *e;
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds && strcmp(kinds[i].kind, m->kind) != 0; i++)
		;
	if (i == sizeof kinds / sizeof *kinds)
		return fail(ERROR_INVALID, "a notice of kind %.24s", m->kind);
	if ((e = values_of(pool, letters, m, kinds[i].by, zone, &values)))
		return e;
	if (strcmp(m->channel, "sms") != 0)
		return write_mail(pool, letters, m, kinds[i].by, &values, out);
	e = write_sms(pool, letters, m, kinds[i].by, &values, out);
	/* without room for the hour at which a day ends there it has the day in Wenzhou alone */
	if (e && zone && !(e = values_of(pool, letters, m, kinds[i].by, NULL, &values)))
		e = write_sms(pool, letters, m, kinds[i].by, &values, out);
	return e;
}

const char *
letter_sender(const struct letters *letters, const struct outgoing *m)
{
	return text_of(letters, m->lang, "sender");
}
