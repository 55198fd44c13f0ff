/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/request.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "base/error.h"
#include "base/log.h"
#include "web/limits.h"
#include "web/view.h"

struct mapping {
	void *p;
	size_t n;
};

static void
unmap(void *data)
{
	struct mapping *m = data;

	munmap(m->p, m->n);
}

char *
request_room(struct request *q, size_t n)
{
	struct mapping *m;
	void *p;

	if (n <= LIMIT_BODY)
		return pool_alloc(q->pool, n);
	m = POOL_NEW(q->pool, struct mapping);
	p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	*m = (struct mapping){p, n};
	pool_at_end(q->pool, unmap, m);
	return p;
}

const char *
say(const struct request *q, const char *key)
{
	const char *s = view_text(q->site->views, q->lang, key);

	if (s)
		return s;
	log_warning("event=text-missing key=%s", key);
	return key;
}

void
say_into(const struct request *q, struct text *out, const char *key, const char *first,
    const char *second)
{
	const char *s = say(q, key), *open;

	for (; (open = strchr(s, '{')); s = open) {
		const char *value = open[1] == '1' ? first : second;
		bool is_place = (open[1] == '1' || open[1] == '2') && open[2] == '}';

		text_add_bytes(out, s, (size_t)(open - s) + !is_place);
		open++;
		if (!is_place)
			continue;
		text_add(out, value);
		open += 2;
		open += text_past_colon(value, open);
	}
	text_add(out, s);
}

const char *
say2(const struct request *q, const char *key, const char *first, const char *second)
{
	struct text out = {.pool = q->pool};

	say_into(q, &out, key, first, second);
	return out.s;
}

const char *
say1(const struct request *q, const char *key, const char *first)
{
	return say2(q, key, first, "");
}

struct problem *
invalid_part(struct request *q, const char *field, const char *part, const char *text)
{
	struct problem *p = POOL_NEW(q->pool, struct problem);

	p->field = field;
	p->part = part;
	p->text = text;
	if (!q->problems)
		q->problems_end = &q->problems;
	*q->problems_end = p;
	q->problems_end = &p->next;
	return p;
}

void
invalid_text(struct request *q, const char *field, const char *text)
{
	invalid_part(q, field, NULL, text);
}

void
invalid(struct request *q, const char *field, const char *key)
{
	invalid_text(q, field, say(q, key));
}

bool
has_problems(const struct request *q)
{
	return q->problems != NULL;
}

const struct error *
form_again(struct request *q)
{
	return fail(ERROR_INVALID, "%s", q->problems ? "typed values" : "nothing said");
}

const char *
form_typed(const struct request *q, const char *name)
{
	return q->is_shown_again ? pairs_get(&q->typed, name) : NULL;
}

/* Names are ours (a form's row or a formality's input), values are anybody's. */
void
form_default(struct request *q, const char *name, const char *value)
{
	char path[120];

	snprintf(path, sizeof path, "Form.F.%s.Value", name);
	/* a box that was cleared just now stays cleared, whatever was stored */
	tree_set(q->page, path, q->is_shown_again ? form_typed(q, name) : value);
}

void
form_default_number(struct request *q, const char *name, int64_t value)
{
	form_default(q, name, pool_format(q->pool, "%lld", (long long)value));
}

const char *
url(const struct request *q, const char *format, ...)
{
	va_list ap;
	const char *path;
	char *whole, *end;

	va_start(ap, format);
	path = pool_vformat(q->pool, format, ap);
	va_end(ap);
	whole = pool_alloc(q->pool, strlen(q->site->root) + strlen(path) + 4);
	end = stpcpy(whole, q->site->root);
	if (q->site->has_language) {
		*end++ = '/';
		end = stpcpy(end, lang_code(q->lang));
	}
	stpcpy(end, path);
	return whole;
}
