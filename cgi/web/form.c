/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/form.h"

#include <ctype.h>
#include <string.h>

#include "base/error.h"
#include "web/request.h"

const struct form_row *
form_row(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->rows[i].name, name) == 0)
			return &form->rows[i];
	return NULL;
}

static bool
is_word(const char *s)
{
	for (; *s; s++)
		if (!isalnum((unsigned char)*s) && !strchr("_.:+/-", *s))
			return false;
	return true;
}

/* Several lines are for TEXT alone; other control characters are for nobody. */
static bool
is_clean(const char *s, bool may_break)
{
	uint32_t c;

	while ((c = text_next(&s)))
		if (text_is_control(c) && !(may_break && (c == '\n' || c == '\t')))
			return false;
	return true;
}

/* A field that nobody types into (of the path, or hidden) is not mended by asking again. */
static const struct error *
refuse(struct request *q, const struct form_row *row, const char *key)
{
	if (pairs_get(&q->params, row->name))
		return fail(ERROR_NOT_FOUND, "path value %s", row->name);
	if (q->method == METHOD_GET)
		return NULL;		/* a link's odd value counts as none */
	invalid(q, row->name, key);
	return NULL;
}

static const struct error *
fill_text(struct request *q, const struct form_row *row, const char *typed, void *out)
{
	const char **to = out, *value;
	size_t count;

	*to = NULL;
	/* words to look for are often pasted */
	if (typed && q->method == METHOD_GET && row->type == FORM_LINE && !pairs_get(&q->params, row->name))
		typed = text_without_controls(q->pool, typed);
	value = typed ? text_trim(q->pool, typed) : "";
	count = text_count(value);
	if (count == 0)
		return row->is_required ? refuse(q, row, "form.required") : NULL;
	if (!is_clean(value, row->type == FORM_TEXT))
		return refuse(q, row, "form.unclean");
	if (count > (size_t)row->most)
		return refuse(q, row, "form.too_long");
	if (count < (size_t)row->least)
		return refuse(q, row, row->type == FORM_TEXT ? "form.brief" : "form.too_short");
	if (row->type == FORM_WORD && !is_word(value))
		return refuse(q, row, "form.not_a_choice");
	*to = value;
	return NULL;
}

static const struct error *
fill_number(struct request *q, const struct form_row *row, const char *typed, void *out)
{
	if (!typed || !*typed)
		return row->is_required ? refuse(q, row, "form.required") : NULL;
	if (!text_number(typed, row->least, row->most, out))
		return refuse(q, row, "form.not_a_number");
	return NULL;
}

/* In an address other names may stand too, and are no reason to refuse its page. */
static const struct error *
fill_answers(struct request *q, const struct form *form, const struct form_row *row,
    struct pairs *out)
{
	bool is_link = q->method == METHOD_GET && !q->is_shown_again;
	const struct pairs *typed = is_link ? &q->query : &q->typed;

	out->pool = q->pool;
	for (size_t i = 0; i < typed->count; i++) {
		if (form_row(form, typed->at[i].name))
			continue;
		if (out->count == (size_t)row->most)
			return is_link ? NULL : fail(ERROR_BAD_REQUEST, "too many answers");
		pairs_set(out, typed->at[i].name, typed->at[i].value);
	}
	return NULL;
}

static const struct error *
fill_row(struct request *q, const struct form *form, const struct form_row *row, void *out)
{
	const char *typed = pairs_get(&q->params, row->name);

	if (!typed)
		typed = pairs_get(q->method == METHOD_GET ? &q->query : &q->typed, row->name);
	switch (row->type) {
	case FORM_LINE:
	case FORM_TEXT:
	case FORM_WORD:
		return fill_text(q, row, typed, out);
	case FORM_NUMBER:
		return fill_number(q, row, typed, out);
	case FORM_FLAG:
		*(bool *)out = typed && *typed && strcmp(typed, "0") != 0;
		return NULL;
	case FORM_FILES:
		*(struct uploads *)out = q->uploads;
		if (row->is_required && q->files.count == 0)
			invalid(q, row->name, "form.no_file");
		return NULL;
	case FORM_ANSWERS:
		break;
	}
	return fill_answers(q, form, row, out);
}

/* What no row asks for was not sent by our page. */
static const struct error *
refuse_unknown(struct request *q, const struct form *form)
{
	bool takes_answers = false;

	for (size_t i = 0; i < form->count; i++)
		takes_answers |= form->rows[i].type == FORM_ANSWERS;
	for (size_t i = 0; i < q->typed.count && !takes_answers; i++)
		if (!form_row(form, q->typed.at[i].name))
			return fail(ERROR_BAD_REQUEST, "form %s: unknown name", form->name);
	for (size_t i = 0; i < q->files.count; i++) {
		const struct form_row *row = form_row(form, q->files.at[i].name);

		if (!row || row->type != FORM_FILES)
			return fail(ERROR_BAD_REQUEST, "form %s: unknown file", form->name);
	}
	return NULL;
}

bool
form_has_room(struct request *q, const struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct form_row *row = &form->rows[i];

		if (row->type != FORM_FILES || q->files.count <= (size_t)row->most)
			continue;
		invalid_text(q, row->name, say1(q, "form.too_many_files",
		    pool_format(q->pool, "%lld", (long long)row->most)));
		return false;
	}
	return true;
}

const struct error *
form_fill(struct request *q, const struct form *form, void *out)
{
	const struct error *e = q->method == METHOD_GET ? NULL : refuse_unknown(q, form);

	for (size_t i = 0; i < form->count && !e; i++)
		e = fill_row(q, form, &form->rows[i], (char *)out + form->rows[i].offset);
	return e;
}
