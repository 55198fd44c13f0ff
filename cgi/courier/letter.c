/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier/letter.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "courier/letter_part.h"
#include "service/beside.h"
#include "service/catalogue.h"
#include "service/deadline.h"
#include "service/department.h"
#include "service/lifecycle.h"
#include "service/outbox.h"
#include "service/presence.h"
#include "service/reference.h"

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
		return letters_say(pool, letters, lang, "no_date", &values, out);
	snprintf(key, sizeof key, "month_%d", c.month);
	pairs_set(&values, "year", pool_format(pool, "%d", c.year));
	pairs_set(&values, "month", letters_text(letters, lang, key));
	pairs_set(&values, "day", pool_format(pool, "%d", c.mday));
	beside = beside_key(pool, clock_wenzhou_end(last) + 1, last, zone, lang, &values);
	if (beside && (e = letters_say(pool, letters, lang, beside, &values, &there)))
		return e;
	pairs_set(&values, "there", there);
	return letters_say(pool, letters, lang, "date", &values, out);
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
	    letters_text(letters, m->lang, "some_formality"));
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
	if (f && formality_goer(f) && strcmp(m->kind, "await") == 0)
		kind = pool_format(pool, "await_%s", formality_goer(f));
	if (pairs_get(&m->params, "deemed") && strcmp(piece, "subject") != 0 && strcmp(piece, "next") != 0)
		kind = pool_format(pool, "%s_deemed", kind);
	if (strcmp(piece, "subject") == 0 || letter_is_code(m))
		return pool_format(pool, "%s.%s", kind, piece);
	if (f && f->mode == MODE_TRANSFER && strcmp(m->kind, "submit") == 0)
		return pool_format(pool, "submit_transfer.%s", piece);
	if (due && due < m->created && strcmp(piece, "said") != 0)
		return pool_format(pool, "%s.%s", strcmp(kind, m->kind) == 0 ? "late" : "late_owed", piece);
	return f && f->is_channel && letters_text(letters, LANG_ZH, answered) ? answered :
	    pool_format(pool, "%s.%s", kind, piece);
}

/* Of what is accepted while somebody still has to come to a counter: that they have to, and who; else "". */
static const struct error *
coming(struct pool *pool, const struct letters *letters, const struct outgoing *m, const char *piece,
    const struct pairs *values, const char **out)
{
	const char *code = pairs_get(&m->params, "formality"), *goer;
	const struct formality *f = code ? catalogue_find(letters->catalogue, code) : NULL;

	*out = "";
	if (!f || presence_of(f) != PRESENCE_VISIT || (strcmp(m->kind, "accept") != 0 &&
	    strcmp(m->kind, "accept_pending") != 0 && strcmp(m->kind, "deem_accepted") != 0))
		return NULL;
	goer = formality_goer(f);
	return letters_say(pool, letters, m->lang, pool_format(pool, "coming%s%s.%s", goer ? "_" : "",
	    goer ? goer : "", piece), values, out);
}

static const struct error *
write_mail(struct pool *pool, const struct letters *letters, const struct outgoing *m, enum by by,
    const struct pairs *values, struct letter *out)
{
	const char *hello, *said, *next, *more, *foot, *number = "", *follow = "";
	const struct error *e;

	if ((e = letters_say(pool, letters, m->lang, piece_key(pool, letters, m, by, "subject"), values,
	    &out->subject)) ||
	    (e = letters_say(pool, letters, m->lang, "hello", values, &hello)) ||
	    (e = letters_say(pool, letters, m->lang, piece_key(pool, letters, m, by, "said"), values,
	    &said)) ||
	    (e = letters_say(pool, letters, m->lang, piece_key(pool, letters, m, by, "next"), values,
	    &next)) ||
	    (e = coming(pool, letters, m, "mail", values, &more)) ||
	    (e = letters_say(pool, letters, m->lang, is_to_department(m) && !is_plain(m) ? "open_foot" :
	    "foot", values, &foot)))
		return e;
	if (!is_plain(m) &&
	    ((e = letters_say(pool, letters, m->lang, "number", values, &number)) ||
	    (e = letters_say(pool, letters, m->lang, is_to_department(m) ? "open" : "follow", values,
	    &follow))))
		return e;
	if (*more)
		next = pool_format(pool, "%s\n\n%s", next, more);
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
	const char *key = piece_key(pool, letters, m, by, "sms"), *text, *more;
	const char *sooner = pool_format(pool, "%s.coming", m->kind);

	if ((e = coming(pool, letters, m, "sms", values, &more)))
		return e;
	/* what is late, or owed, comes first; there is room for one of them, and for no day beside it */
	if (strcmp(key, pool_format(pool, "%s.sms", m->kind)) != 0 || !letters_text(letters, LANG_ZH, sooner))
		more = "";
	if ((e = letters_say(pool, letters, m->lang, *more ? sooner : key, values, &text)))
		return e;
	if (*more)
		text = pool_format(pool, "%s%s%s", text, m->lang == LANG_ZH ? "" : " ", more);
	for (size_t i = 0; i < values->count; i++)
		pairs_set(&all, values->at[i].name, values->at[i].value);
	pairs_set(&all, "text", text);
	out->subject = NULL;
	if ((e = letters_say(pool, letters, m->lang, letter_is_code(m) ? "sms_code" : "sms_frame", &all,
	    &out->body)))
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
	enum by by;

	if (!letters_know(m->kind, &by))
		return fail(ERROR_INVALID, "a notice of kind %.24s", m->kind);
	if ((e = values_of(pool, letters, m, by, zone, &values)))
		return e;
	if (strcmp(m->channel, "sms") != 0)
		return write_mail(pool, letters, m, by, &values, out);
	e = write_sms(pool, letters, m, by, &values, out);
	/* without room for the hour at which a day ends there it has the day in Wenzhou alone */
	if (e && zone && !(e = values_of(pool, letters, m, by, NULL, &values)))
		e = write_sms(pool, letters, m, by, &values, out);
	return e;
}
