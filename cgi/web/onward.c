/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/onward.h"

#include <string.h>

#include "base/memory.h"
#include "web/request.h"

#define WORD "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"

const char *
onward_of(const char *next)
{
	size_t path;

	if (!next || next[0] != '/' || strlen(next) > ONWARD_MOST)
		return NULL;
	path = strspn(next, WORD "/:+");
	if (next[path] && (next[path] != '?' || next[path + 1 + strspn(next + path + 1, WORD "=&")]))
		return NULL;
	for (size_t i = 0; i + 1 < path; i++)
		if ((next[i] == '/' && next[i + 1] == '/') || (next[i] == '.' && next[i + 1] == '.'))
			return NULL;
	return next;
}

const char *
onward_here(const struct request *q)
{
	const char *whole = q->query_string && *q->query_string ?
	    onward_of(pool_format(q->pool, "%s?%s", q->path, q->query_string)) : NULL;

	return whole ? whole : q->path;
}

const char *
onward_query(struct pool *pool, const char *next)
{
	struct text out = {.pool = pool};

	if (!next)
		return "";
	text_add(&out, "next=");
	for (const char *p = next; *p; p++)
		if (strchr(WORD "/:", *p))
			text_add_bytes(&out, p, 1);
		else
			text_addf(&out, "%%%02X", (unsigned)(unsigned char)*p);
	return out.s;
}
