/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "desk/audit_words.h"

#include <string.h>

#include "service/disposal.h"
#include "service/review.h"
#include "service/sentence.h"
#include "service/version.h"

const char *
audit_action_text(const struct request *q, const struct audit_row *r)
{
	return say(q, pool_format(q->pool, "desk.audit.action.%s", r->action));
}

const char *
audit_subject_text(const struct request *q, const char *subject)
{
	return say(q, pool_format(q->pool, "desk.audit.subject.%s", subject));
}

/* NULL: there is no such unit. */
static const char *
unit_of(const struct request *q, const struct units *units, const char *code)
{
	for (size_t i = 0; i < units->count; i++)
		if (text_same(units->at[i].code, code))
			return q->lang == LANG_ZH ? units->at[i].zh : units->at[i].en;
	return NULL;
}

static const char *
formality_of(struct request *q, const char *code)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q), code);

	return f ? local_text(q, &f->name) : NULL;
}

static const char *
with_code(const struct request *q, const char *name, const char *code)
{
	return name ? say2(q, "desk.wording.in", name, code) : code;
}

/* "CODE 2026 2026-11-28" of what is destroyed, or the number of a matter that is held. */
static const char *
retention_text(struct request *q, const char *stored)
{
	struct disposal_set set;

	if (!disposal_read(q->pool, stored, &set))
		return stored;
	return pool_format(q->pool, "%s · %d", with_code(q, formality_of(q, set.formality), set.formality),
	    set.year);
}

const char *
audit_about(struct request *q, const struct units *units, const struct audit_row *r)
{
	enum sentence_kind kind;

	if (!r->name)
		return NULL;
	if (text_same(r->subject, "unit"))
		return with_code(q, unit_of(q, units, r->name), r->name);
	if (text_same(r->subject, "retention"))
		return retention_text(q, r->name);
	if (text_same(r->subject, "sentence") && sentence_kind_read(r->name, &kind))
		return say(q, pool_format(q->pool, "desk.sentence.kind_%s", r->name));
	if (text_same(r->subject, "sentence") || text_same(r->subject, "formality"))
		return with_code(q, formality_of(q, r->name), r->name);
	return r->name;
}

/* One code, in words; itself, if it is none. Of an account with the units; NULL: of a draw of matters. */
static const char *
in_words(struct request *q, const struct units *units, const char *code)
{
	enum review_ending ending;
	const char *name;
	enum role role;

	if (units && role_read(code, &role))
		return say(q, pool_format(q->pool, "desk.role.%s", code));
	if (!units && text_same(code, "*"))
		return say(q, "desk.filter.any");
	if (!units && ending_read(code, &ending))
		return say(q, pool_format(q->pool, "desk.review.ended_%s", code));
	name = units ? unit_of(q, units, code) : formality_of(q, code);
	return name ? name : code;
}

/* A list of codes between marks, up to the reason behind a colon, which somebody wrote. */
static const char *
list_in_words(struct request *q, const struct units *units, const char *list)
{
	static const char *const marks[] = {" · ", " → ", ", ", ": "};
	struct text out = {.pool = q->pool};
	const char *mark;

	do {
		const char *end = list + strlen(list);

		mark = "";
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			const char *at = strstr(list, marks[i]);

			if (at && at < end) {
				end = at;
				mark = marks[i];
			}
		}
		text_add(&out, in_words(q, units, pool_bytes(q->pool, list, (size_t)(end - list))));
		text_add(&out, mark);
		list = end + strlen(mark);
	} while (*mark && *mark != ':');
	text_add(&out, list);
	return out.s;
}

/* "br-ouhai · officer …": what an account got; other details of an officer were written by hand. */
static bool
begins_with_unit(struct request *q, const struct units *units, const char *detail)
{
	const char *end = strstr(detail, " · ");

	return end && unit_of(q, units, pool_bytes(q->pool, detail, (size_t)(end - detail)));
}

const char *
audit_detail(struct request *q, const struct units *units, const struct audit_row *r)
{
	/* why a rating was left out is sealed with its matter; older rows say it, to no reader */
	if (!r->detail || text_same(r->subject, "rating"))
		return NULL;
	if (text_same(r->subject, "review"))
		return list_in_words(q, NULL, r->detail);
	if (text_same(r->subject, "officer") && begins_with_unit(q, units, r->detail))
		return list_in_words(q, units, r->detail);
	return r->detail;
}
