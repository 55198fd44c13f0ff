/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a visitor typed, shown again: the bytes are a form's body, which goes through the
 * parser and the form engine into the tree of a page and out of a template. A value may be
 * anything and comes out as it was, escaped; a name becomes a place in the tree only if one
 * of our tables has it.
 */
#include "base/error.h"
#include "base/memory.h"
#include "target.h"
#include "web/query.h"
#include "web/request.h"
#include "web/view.h"

#include <string.h>

#define FUZZ_FORM(FIELD) \
	FIELD(name, LINE, 1, 40, REQUIRED) \
	FIELD(about, TEXT, 0, 400, OPTIONAL) \
	FIELD(kind, WORD, 0, 10, OPTIONAL) \
	FIELD(count, NUMBER, 0, 99, OPTIONAL) \
	FIELD(agree, FLAG, 0, 1, OPTIONAL) \
	FIELD(answers, ANSWERS, 0, 40, OPTIONAL)
FORM(fuzz, FUZZ_FORM)

/* what form rows and a formality's inputs are called, as in a handler */
static const char *const declared[] = {"name", "about", "kind", "count", "agree", "applicant_name",
    "home_county", "birth.year"};
#define DECLARED (sizeof declared / sizeof *declared)

static struct views *views;

static void
start(void)
{
	const char *source = getenv("srcdir");
	char root[400];
	const struct error *e;

	snprintf(root, sizeof root, "%s/t/fuzz/pages", source ? source : ".");
	if ((e = views_load(&(struct view_source){.root = root, .folders = "fuzz"}, &views))) {
		fprintf(stderr, "%s\n", e->detail);
		abort();
	}
}

static size_t
children(const struct tree *t, const char *path)
{
	size_t n = 0;

	for (const struct tree *c = tree_child(path ? tree_at(t, path) : t); c; c = tree_next(c))
		n++;
	return n;
}

/* The tree holds Form.F.NAME.Value for the declared names that were sent and nothing else. */
static void
check_tree(const struct request *q, size_t sent)
{
	require(children(q->page, NULL) == (sent != 0));
	require(children(q->page, "Form") == (sent != 0));
	/* birth.year is one of the declared, so "birth" stands once for it */
	require(children(q->page, "Form.F") == sent);
	for (size_t i = 0; i < DECLARED; i++) {
		char path[80];

		snprintf(path, sizeof path, "Form.F.%s", declared[i]);
		require(children(q->page, path) == (pairs_get(&q->typed, declared[i]) != NULL));
		snprintf(path, sizeof path, "Form.F.%s.Value", declared[i]);
		require(text_same(tree_get(q->page, path), pairs_get(&q->typed, declared[i])));
		require(children(q->page, path) == 0);
	}
}

static void
escape(struct text *out, const char *s)
{
	static const char *const as[128] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;",
	    ['"'] = "&quot;", ['\''] = "&#39;"};

	for (; s && *s; s++) {
		const char *escaped = *s > 0 ? as[(unsigned char)*s] : NULL;

		if (escaped)
			text_add(out, escaped);
		else
			text_add_bytes(out, s, 1);
	}
}

/* On a page in English what is Chinese says so (web/view_tongue.c), and nothing else is added. */
static void
take_marks_out(struct text *page)
{
	static const char *const marks[] = {"<bdi lang=\"zh-Hans\">", "</bdi>"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		for (char *at = page->s; (at = strstr(at, marks[i]));)
			memmove(at, at + strlen(marks[i]), strlen(at + strlen(marks[i])) + 1);
}

/* fuzz/typed.cs is the values of the declared names, each in an element of its own. */
static void
check_page(const struct request *q)
{
	struct text got = {.pool = q->pool}, english = {.pool = q->pool}, want = {.pool = q->pool};

	for (size_t i = 0; i < DECLARED; i++) {
		text_add(&want, "<p>");
		escape(&want, pairs_get(&q->typed, declared[i]));
		text_add(&want, "</p>\n");
	}
	require(!view_render(views, "fuzz/typed", q->page, LANG_ZH, &got));
	require(strcmp(got.s, want.s) == 0);
	require(!view_render(views, "fuzz/typed", q->page, LANG_EN, &english));
	take_marks_out(&english);
	require(strcmp(english.s, want.s) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = pool_new(NULL, 0);
	struct site site = {.name = "fuzz"};
	struct request q = {.pool = pool, .site = &site, .method = METHOD_POST,
	    .is_shown_again = true, .typed = {.pool = pool}, .params = {.pool = pool}};
	struct fuzz_form form = {.name = NULL};
	size_t sent = 0;

	if (!views)
		start();
	site.views = views;
	if (query_parse(BYTES(data, size), &parse_limits, &q.typed) == PARSE_OK
	    && !form_fill(&q, form_fuzz(), &form)) {
		require(!tree_new(&q.page));
		for (size_t i = 0; i < DECLARED; i++) {
			form_default(&q, declared[i], NULL);
			sent += pairs_get(&q.typed, declared[i]) != NULL;
		}
		check_tree(&q, sent);
		check_page(&q);
		tree_free(q.page);
	}
	pool_free(pool);
	return 0;
}
