/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/routing_part.h"
#include "service/search.h"

struct telling {
	const struct routing *r;
	struct routing_told told;
	bool is_elsewhere;		/* what is being read */
	bool was_elsewhere;		/* some of it */
};

/* A name of the table; n 0: none. */
struct name {
	struct routing_place place;
	bool is_county;
	size_t n;
};

static bool
is_latin(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static size_t
squeeze(char *s)
{
	size_t n = 0;

	for (const char *from = s; *from; from++)
		if (*from != ' ')
			s[n++] = *from;
	s[n] = '\0';
	return n;
}

char *
routing_folded(struct pool *pool, const char *s)
{
	char *out = search_normal(pool, s);

	squeeze(out);
	return out;
}

/* Bytes of the longest of these words that s begins with. */
static size_t
longest(const struct word_list *list, const char *s)
{
	size_t most = 0;

	for (size_t i = 0; i < list->count; i++)
		if (text_starts(s, list->at[i]) && strlen(list->at[i]) > most)
			most = strlen(list->at[i]);
	return most;
}

static void
better(struct name *name, const struct routing_county *county, const struct routing_site *site,
    bool is_county, size_t n)
{
	if (n > name->n)
		*name = (struct name){{county, site}, is_county, n};
}

static struct name
name_at(const struct routing *r, const char *s)
{
	struct name name = {.n = 0};

	for (size_t i = 0; i < r->county_count; i++) {
		const struct routing_county *county = &r->counties[i];

		better(&name, county, NULL, true, longest(&county->names, s));
		better(&name, county, NULL, false, longest(&county->towns, s));
		for (size_t j = 0; j < county->site_count; j++)
			better(&name, county, &county->sites[j], false,
			    longest(&county->sites[j].names, s));
	}
	return name;
}

static const char *
unit_of(const struct routing_place *place)
{
	return place->site ? place->site->unit : place->county->branch;
}

static void
tell(struct telling *t, const struct name *name)
{
	struct routing_place *is = name->is_county ? &t->told.around : &t->told.place;

	if (t->is_elsewhere) {
		t->told.is_doubtful = true;
		return;
	}
	if (is->county && (is->county != name->place.county ||
	    !text_same(unit_of(is), unit_of(&name->place))))
		t->told.is_doubtful = true;
	*is = name->place;
}

/* "搬到" anywhere; "原" directly before a name, for it stands in other words too. */
static bool
has_moved(const struct routing *r, const char *part)
{
	for (size_t i = 0; i < r->moved.count; i++)
		if (text_count(r->moved.at[i]) > 1 && strstr(part, r->moved.at[i]))
			return true;
	return false;
}

/* A village's, or behind another township a village's as well. */
static bool
is_another(const struct routing *r, const struct name *name, const char *behind, bool is_inside)
{
	return longest(&r->not_before, behind) > longest(&r->town_endings, behind) ||
	    (is_inside && !name->is_county && !longest(&r->town_endings, behind));
}

/* "浙江省杭州市": another place begins it, and no road that is called like it. Its bytes, and what leads to it. */
static size_t
elsewhere(const struct routing *r, const char *s)
{
	const char *at = s;
	size_t n;

	while ((n = longest(&r->before, at)))
		at += n;
	n = longest(&r->elsewhere, at);
	return n && !longest(&r->not_before, at + n) ? (size_t)(at - s) + n : 0;
}

static void
read_chinese(struct telling *t, const char *s)
{
	const struct routing *r = t->r;
	bool may_begin = true, was_moved = false, is_inside = false;
	size_t other = elsewhere(r, s);

	t->is_elsewhere |= other > 0;
	t->was_elsewhere |= other > 0;
	s += other;
	while (*s) {
		struct name name = may_begin ? name_at(r, s) : (struct name){.n = 0};
		size_t n = name.n, town = 0;

		if (n && !is_another(r, &name, s + n, is_inside)) {
			tell(t, &name);
			t->told.is_doubtful |= was_moved;
			was_moved = false;
		} else if (n) {
			may_begin = false;
		} else if ((n = longest(&r->before, s)) || (n = town = longest(&r->town_endings, s))) {
			may_begin = true;
			is_inside |= town > 0;
		} else {
			n = longest(&r->moved, s);
			was_moved = n > 0;
			may_begin = n || (unsigned char)*s < 0x80;
			for (const char *next = s; !n; n = (size_t)(next - s))
				text_next(&next);
		}
		s += n;
	}
}

/*
 * "Li'ao Town" is "liaotown"; behind a Latin name stands nothing, or an ending, and behind that what
 * is in it: "Tangxia Zhen Luofeng". begins: '1' where a word of what was typed does.
 */
static void
read_latin(struct telling *t, const char *s, const char *begins)
{
	for (struct name name; (name = name_at(t->r, s)).n;) {
		size_t n = name.n + longest(&t->r->endings, s + name.n);

		if (s[n] && (n == name.n || begins[n] != '1'))
			return;
		tell(t, &name);
		s += n;
		begins += n;
	}
}

static bool
is_single(const char *word)
{
	size_t n = strcspn(word, " ");

	return (unsigned char)*word >= 0x80 && text_count(word) - text_count(word + n) == 1;
}

/* "丽 岙 街 道": a Chinese character that stands alone belongs to the word behind it. */
static void
join_single(char *words)
{
	const char *word = words;
	char *to = words;

	while (*word) {
		size_t n = strcspn(word, " ");
		bool is_last = !word[n];
		bool is_joined = !is_last && is_single(word) && (unsigned char)word[n + 1] >= 0x80;

		memmove(to, word, n);
		to += n;
		word += n + !is_last;
		if (!is_last && !is_joined)
			*to++ = ' ';
	}
	*to = '\0';
}

/* Between commas: blanks part Chinese words, and stand anywhere in Latin ones. */
static void
read_part(struct telling *t, struct pool *pool, const char *part)
{
	char *words = search_normal(pool, part), *save = NULL;
	struct text latin = {.pool = pool}, begins = {.pool = pool};

	join_single(words);
	text_add(&latin, "");
	text_add(&begins, "");
	for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
		if (is_latin(w)) {
			for (size_t i = 0; w[i]; i++)
				text_add(&begins, i ? "0" : "1");
			text_add(&latin, w);
			continue;
		}
		t->told.is_doubtful |= has_moved(t->r, w);
		read_chinese(t, w);
	}
	t->is_elsewhere = false;
	t->told.is_doubtful |= has_moved(t->r, latin.s);
	read_latin(t, latin.s, begins.s);
}

struct routing_told
routing_told(const struct routing *r, const char *words)
{
	static const char *const commas[] = {"、", "。"};	/* the others have a half-width form */
	static const char stops[] = ",;:/()\n";
	struct telling t = {.r = r};
	struct pool *pool = pool_new(NULL, 0);
	char *parts = text_halfwidth(pool, words), *save = NULL;

	for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
		for (char *at; (at = strstr(parts, commas[i]));)
			memcpy(at, ",,,", 3);
	for (char *p = strtok_r(parts, stops, &save); p; p = strtok_r(NULL, stops, &save))
		read_part(&t, pool, p);
	pool_free(pool);
	t.told.is_doubtful |= t.was_elsewhere && !t.told.place.county && !t.told.around.county;
	return t.told;
}
