/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which row of the table a request is for: its path without root and language, and its :names. */
#include <stdlib.h>
#include <string.h>

#include "web/header.h"
#include "web/route_part.h"

#define MOST_ROUTES 512

/* Compare a path with a pattern, in which :names stand for any one segment. */
static bool
matches(const char *pattern, const char *path)
{
	while (*pattern && *path) {
		if (*pattern == ':') {
			size_t value = strcspn(path, "/");

			if (value == 0)
				return false;
			pattern += strcspn(pattern, "/");
			path += value;
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return *pattern == *path;
}

/* What stands for the :names of a pattern that matches. */
static void
take_params(struct request *q, const char *pattern, const char *path)
{
	while (*pattern) {
		size_t name = strcspn(pattern, "/"), value = strcspn(path, "/");

		if (*pattern == ':')
			pairs_set(&q->params, pool_bytes(q->pool, pattern + 1, name - 1),
			    pool_bytes(q->pool, path, value));
		pattern += name + (pattern[name] == '/');
		path += value + (path[value] == '/');
	}
}

#define ONE(who) (1u << WHO_##who)
#define WITH_MATTERS (ONE(OFFICER) | ONE(APPROVER) | ONE(SUPERVISOR))
#define AT_DESK (ONE(LINK) | ONE(CLERK) | ONE(AUDITOR) | ONE(ADMINISTRATOR) | WITH_MATTERS)

/* Officers have no part in what is another department's own, nor its people in ours. */
static const unsigned lets_in[WHO_COUNT] = {
	[WHO_ANYONE] = ONE(ANYONE) | ONE(RESIDENT) | AT_DESK,
	[WHO_RESIDENT] = ONE(RESIDENT),
	[WHO_DESK] = AT_DESK,
	[WHO_HOUSE] = ONE(ADMINISTRATOR) | WITH_MATTERS,
	[WHO_AFFAIRS] = ONE(ADMINISTRATOR) | ONE(SUPERVISOR),
	[WHO_LINK] = ONE(LINK) | ONE(CLERK),
	[WHO_CLERK] = ONE(CLERK),
	[WHO_AUDITOR] = ONE(AUDITOR) | ONE(ADMINISTRATOR) | ONE(SUPERVISOR),
	[WHO_ADMINISTRATOR] = ONE(ADMINISTRATOR),
	[WHO_OFFICER] = WITH_MATTERS,
	[WHO_APPROVER] = ONE(APPROVER) | ONE(SUPERVISOR),
	[WHO_SUPERVISOR] = ONE(SUPERVISOR),
};

bool
who_may(enum who is, enum who asked)
{
	return lets_in[asked] & 1u << is;
}

static unsigned
depth_of(const char *path)
{
	unsigned n = 0;

	while ((path = strchr(path, '/'))) {
		n++;
		path++;
	}
	return n;
}

/* How many segments each route of a table has: one of another depth need not be compared. */
static const unsigned char *
depths_of(const struct site *site)
{
	static struct {
		const struct route *routes;
		unsigned char at[MOST_ROUTES];
	} last;

	if (site->route_count > MOST_ROUTES)
		abort();
	if (last.routes != site->routes) {
		last.routes = site->routes;
		for (size_t i = 0; i < site->route_count; i++)
			last.at[i] = (unsigned char)depth_of(site->routes[i].path);
	}
	return last.at;
}

const struct route *
route_find(struct request *q, enum method method, bool *exists)
{
	const unsigned char *depths = depths_of(q->site);
	unsigned depth = depth_of(q->path);

	*exists = false;
	q->params = (struct pairs){.pool = q->pool};
	for (size_t i = 0; i < q->site->route_count; i++) {
		const struct route *r = &q->site->routes[i];

		if (depths[i] != depth || !matches(r->path, q->path))
			continue;
		*exists = true;
		if (r->method != method)
			continue;
		take_params(q, r->path, q->path);
		return r;
	}
	return NULL;
}

const char *
route_allowed(struct request *q)
{
	static const struct {
		enum method method;
		const char *names;
	} words[] = {{METHOD_GET, "GET, HEAD"}, {METHOD_POST, "POST"}, {METHOD_PATCH, "PATCH"},
	    {METHOD_DELETE, "DELETE"}, {METHOD_OPTIONS, "OPTIONS"}};
	struct text t = {.pool = q->pool};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		bool exists;

		if (route_find(q, words[i].method, &exists))
			text_addf(&t, "%s%s", t.n ? ", " : "", words[i].names);
	}
	return t.n ? t.s : "GET, HEAD, POST";
}

/* In the page's language, with what it asks for. */
static const char *
with_query(const struct request *q, const char *path)
{
	return q->query_string && *q->query_string ? url(q, "%s?%s", path, q->query_string) :
	    url(q, "%s", path);
}

/* Pasted links gain a slash at their end, and telephones write codes with a capital letter. */
const char *
route_known(struct request *q)
{
	const char *own = q->path, *known = NULL;
	size_t n = strlen(own);
	bool exists;

	if (q->method != METHOD_GET || !q->site->has_language)
		return NULL;
	while (n > 1 && own[n - 1] == '/')
		n--;
	if (!own[n] && !strpbrk(own, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return NULL;
	if (own[n])
		q->path = pool_bytes(q->pool, own, n);
	if (route_find(q, METHOD_GET, &exists)) {
		known = q->site->known_path ? q->site->known_path(q) : NULL;
		if (!known && own[n])
			known = q->path;
	}
	q->path = own;
	return known ? with_query(q, known) : NULL;
}

/* What programs ask for has no language. */
static bool
is_bare(const char *path)
{
	size_t n = strlen(path);

	return text_starts(path, "/demo/") || (n > 5 && strcmp(path + n - 5, ".json") == 0);
}

/*
 * "/fr/formalities", "/ZH/", "/zh-CN/": its bytes with the language, perhaps one that we do not have; 0: it
 * has none.
 */
static size_t
language_at(const char *path)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t n = 3;

	if (path[0] != '/' || strspn(path + 1, letters) != 2)
		return 0;
	if (path[n] == '-')
		n += 1 + strspn(path + n + 1, letters);
	return path[n] == '/' || !path[n] ? n : 0;
}

/* The code as it is written in that case. */
static const char *
language_in(struct pool *pool, const char *path)
{
	char *code = pool_bytes(pool, path + 1, 2);

	text_lower(code);
	return code;
}

bool
route_read_path(struct request *q)
{
	/* a path that is not below our root (nginx sends none) matches no route */
	const char *p = text_starts(q->full_path, q->site->root) ?
	    q->full_path + strlen(q->site->root) : "/-";
	/* who asks for others alone reads English rather than Chinese */
	bool is_other = q->accept_language && !strchr(q->accept_language, '*');
	enum lang lang = header_language(q->accept_language, is_other ? LANG_EN : LANG_ZH);
	bool is_ours = false;
	size_t n;

	q->lang = q->site->has_language || lang == LANG_ZH ? lang : LANG_EN;
	q->path = *p ? p : "/";
	if (!q->site->has_language || is_bare(p))
		return false;
	if ((n = language_at(p))) {
		is_ours = lang_of(language_in(q->pool, p), &lang) && n == 3 &&
		    strncmp(p + 1, lang_code(lang), 2) == 0;
		q->path = p[n] ? p + n : "/";
	}
	q->lang = lang;
	if (is_ours)
		return false;
	q->reply.status = 303;
	q->reply.location = with_query(q, q->path);
	return q->method == METHOD_GET;
}
