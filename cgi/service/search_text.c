/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is typed and what is written are made alike before they are compared. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

#define SHORTEST_STEM 3

static bool
is_chinese(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || c == 0x3007 || (c >= 0xf900 && c <= 0xfaff)
	    || (c >= 0x20000 && c <= 0x3ffff);
}

/* U+00C0 to U+00FF, then the vowels of pinyin with their tones; '\0': no letter. */
static char
without_accent(uint32_t c)
{
	static const char latin[] = "aaaaaaaceeeeiiiidnooooo\0ouuuuyts"
	    "aaaaaaaceeeeiiiidnooooo\0ouuuuyty";
	static const struct {
		uint16_t from;
		char to;
	} tones[] = {{0x101, 'a'}, {0x113, 'e'}, {0x11b, 'e'}, {0x12b, 'i'}, {0x14d, 'o'},
		{0x16b, 'u'}, {0x1ce, 'a'}, {0x1d0, 'i'}, {0x1d2, 'o'}, {0x1d4, 'u'},
		{0x1d6, 'u'}, {0x1d8, 'u'}, {0x1da, 'u'}, {0x1dc, 'u'}};

	if (c >= 0xc0 && c <= 0xff)
		return latin[c - 0xc0];
	for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
		if (tones[i].from == c)
			return tones[i].to;
	return '\0';
}

/* The letter or digit that c is written with, or '\0'. */
static char
plain(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xff01 - 0x21;
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return (char)c;
	return c < 0xc0 ? '\0' : without_accent(c);
}

/* Every character of the table takes three bytes, on both sides. */
const char *
search_simplified(const char *c)
{
	static const char table[] =
#include "service/search_traditional.def"
	    ;
	size_t low = 0, high = (sizeof table - 1) / 6;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = memcmp(c, table + middle * 6, 3);

		if (order == 0)
			return table + middle * 6 + 3;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return c;
}

char *
search_normal(struct pool *pool, const char *s)
{
	char *out = pool_alloc(pool, strlen(s) + 1), *to = out;

	for (const char *c = s; *c;) {
		const char *from = c;
		uint32_t code = text_next(&c);
		size_t width = (size_t)(c - from);
		char letter = plain(code);

		if (code >= 0x300 && code <= 0x36f)
			continue;	/* an accent that follows its letter */
		if (is_chinese(code)) {
			memcpy(to, width == 3 ? search_simplified(from) : from, width);
			to += width;
		} else if (letter) {
			*to++ = letter;
		} else if (to > out && to[-1] != ' ') {
			*to++ = ' ';
		}
	}
	while (to > out && to[-1] == ' ')
		to--;
	*to = '\0';
	return out;
}

size_t
search_width(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

size_t
search_letter(const char *c)
{
	return search_width(c) < 3 ? 0 : ((unsigned char)c[1] & 63U) << 6 | ((unsigned char)c[2] & 63U);
}

void
search_note_letters(const char *s, bool there[static SEARCH_LETTERS])
{
	memset(there, 0, SEARCH_LETTERS * sizeof *there);
	for (there[0] = true; *s; s += search_width(s))
		there[search_letter(s)] = true;
}

bool
search_next(const char **at, struct run *out)
{
	const char *s = *at;

	s += *s == ' ';
	*out = (struct run){.s = s, .is_chinese = (unsigned char)*s >= 0x80};
	while (*s && *s != ' ' && ((unsigned char)*s >= 0x80) == out->is_chinese)
		s++;
	out->n = (size_t)(s - out->s);
	*at = s;
	return out->n > 0;
}

/* All in a chain have one of these; the first that fits counts, so a chain keeps their order. */
static size_t
stop_chain(const char *s)
{
	return (unsigned char)s[0] ^ (unsigned char)s[1];
}

static void
chain_stops(struct search *s, struct pool *pool)
{
	s->stop_next = pool_zero(pool, (s->stop_count + 1) * sizeof *s->stop_next);
	for (size_t i = s->stop_count; i-- > s->pinyin_stops;) {
		size_t *chain = &s->stop_chains[stop_chain(s->stops[i])];

		s->stop_next[i] = *chain;
		*chain = i + 1;
	}
}

void
search_load_stops(struct search *s, struct pool *pool)
{
	static const char *const said[] = {
#define STOP(word)
#define PINYIN(word) word,
#include "service/search_stop.def"
#undef STOP
#undef PINYIN
#define STOP(word) word,
#define PINYIN(word)
#include "service/search_stop.def"
#undef STOP
#undef PINYIN
	};
	size_t count = sizeof said / sizeof *said;

	s->stops = pool_zero(pool, (count + s->abroad_count + s->latin_abroad_count) * sizeof *s->stops);
	for (size_t i = 0; i < count; i++)
		s->stops[s->stop_count++] = said[i];
#define STOP(word)
#define PINYIN(word) s->pinyin_stops++;
#include "service/search_stop.def"
#undef STOP
#undef PINYIN
	for (size_t i = 0; i < s->abroad_count; i++)
		s->stops[s->stop_count++] = s->abroad[i].zh;
	for (size_t i = 0; i < s->latin_abroad_count; i++)
		s->stops[s->stop_count++] = s->latin_abroad[i];
	chain_stops(s, pool);
}

/* Bytes of the words at s which nobody looks for. */
static size_t
stop_at(const struct search *s, const struct run *run, size_t at)
{
	for (size_t i = s->stop_chains[stop_chain(run->s + at)]; i; i = s->stop_next[i - 1]) {
		const char *stop = s->stops[i - 1];
		size_t n;

		if (stop[0] != run->s[at] || stop[1] != run->s[at + 1])
			continue;
		n = strlen(stop);
		if (n <= run->n - at && memcmp(stop, run->s + at, n) == 0 && (run->is_chinese || n == run->n))
			return n;
	}
	return 0;
}

/* Several words, each of which can be read as syllables that we know: " wo ba si le ", else NULL. */
static char *
all_syllables(const struct search *s, struct pool *pool, const char *normal)
{
	struct text out = {.pool = pool};
	size_t words = 0;
	struct run run;

	text_add(&out, " ");
	for (; search_next(&normal, &run); words++) {
		char *letters = pool_bytes(pool, run.s, run.n), *split;

		search_level_sounds(letters);
		split = run.is_chinese ? NULL : search_syllables(s, pool, letters);
		if (!split)
			return NULL;
		text_addf(&out, "%s ", split);
	}
	return words > 1 ? out.s : NULL;
}

/* A sentence in pinyin without what is said around it: " ba si ". */
static char *
asked_in_pinyin(const struct search *s, char *syllables)
{
	for (size_t i = 0; i < s->pinyin_stops; i++) {
		const char *stop = s->stops[i];
		size_t n = strlen(stop);

		for (char *at = syllables; (at = strstr(at, stop));)
			memmove(at, at + n - 1, strlen(at + n - 1) + 1);
	}
	return syllables;
}

char *
search_asked(const struct search *s, struct pool *pool, const char *query)
{
	char *whole = search_normal(pool, query);
	char *syllables = all_syllables(s, pool, whole);
	struct text out = {.pool = pool};
	const char *at = search_abroad_written(s, pool, whole);
	struct run run;

	if (syllables) {
		syllables = search_abroad_said(s, pool, syllables);
		at = search_normal(pool, asked_in_pinyin(s, syllables));
		return *at ? search_normal(pool, syllables) : whole;
	}

	text_add(&out, "");
	while (search_next(&at, &run)) {
		for (size_t i = 0; i < run.n;) {
			size_t n = stop_at(s, &run, i);
			size_t kept = n ? 0 : run.is_chinese ? search_width(run.s + i) : run.n;

			text_add_bytes(&out, kept ? run.s + i : " ", kept ? kept : 1);
			i += kept ? kept : n;
		}
		text_add(&out, " ");
	}
	at = search_normal(pool, out.s);
	return *at ? search_normal(pool, out.s) : whole;
}

/* Letters that are left without one of the endings, of which a longer one stands before its own ending. */
static size_t
without(const char *word, size_t n, const char *const *endings, size_t count, size_t least)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(endings[i]);

		if (n >= length + least && memcmp(word + n - length, endings[i], length) == 0)
			return n - length;
	}
	return n;
}

/* Endings of English, Italian and Spanish. */
static size_t
without_ending(const char *word, size_t n)
{
	static const char *const endings[] = {"aciones", "amento", "imento", "acion", "azione",
		"ando", "endo", "iendo", "ying", "ing", "ato", "ata", "ati", "ado", "ada", "ido", "ida",
		"are", "ere", "ire", "ied", "ed", "er", "ar", "ir", "al", "y"};
	static const char *const persons[] = {"arsi", "ersi", "irsi", "armi", "ermi", "irmi",
		"arse", "erse", "irse", "arme", "erme", "irme", "iamo", "amos", "imos", "aron", "ieron"};
	/* "casarse" is not "casa" */
	size_t left = without(word, n, persons, sizeof persons / sizeof *persons, SHORTEST_STEM + 1);

	if (left == n)
		left = without(word, n, endings, sizeof endings / sizeof *endings, SHORTEST_STEM);
	/* "scammed", "getting" */
	if (left < n && left > SHORTEST_STEM && word[left - 1] == word[left - 2] &&
	    !memchr("aeioulrs", word[left - 1], 8))
		left--;
	return left;
}

/* "me caso" is not "casa" either, nor "care" "car": the stem is another word's; and "carné" is "carnet". */
static const char *const own_stems[][2] = {{"care", "care"}, {"caso", "caso"}, {"casado", "casad"},
	{"casada", "casad"}, {"casados", "casad"}, {"casadas", "casad"}, {"carne", "carnet"},
	{"carnes", "carnet"}};

static const char *
own_stem(const char *word, size_t n)
{
	for (size_t i = 0; i < sizeof own_stems / sizeof *own_stems; i++)
		if (strlen(own_stems[i][0]) == n && memcmp(word, own_stems[i][0], n) == 0)
			return own_stems[i][1];
	return NULL;
}

void
search_stem(const char *word, size_t n, char out[SEARCH_WORD])
{
	const char *own = own_stem(word, n);

	n = n < SEARCH_WORD ? n : SEARCH_WORD - 1;
	if (own) {
		memcpy(out, own, strlen(own) + 1);
		return;
	}
	memcpy(out, word, n);
	if (n > SHORTEST_STEM && out[n - 1] == 's' && out[n - 2] != 's')
		n--;
	n = without_ending(out, n);
	while (n > SHORTEST_STEM && memchr("aeio", out[n - 1], 4))
		n--;
	out[n] = '\0';
}

const char *
search_stems(struct pool *pool, const char *normal)
{
	struct text out = {.pool = pool};
	char stem[SEARCH_WORD];
	struct run run;

	text_add(&out, " ");
	while (search_next(&normal, &run)) {
		if (run.is_chinese || run.n < 2)
			continue;
		search_stem(run.s, run.n, stem);
		text_addf(&out, "%s ", stem);
	}
	return out.s;
}

uint64_t
search_hash(enum term_kind kind, const char *s, size_t n)
{
	uint64_t hash = (14695981039346656037U ^ (uint64_t)kind) * 1099511628211U;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)s[i]) * 1099511628211U;
	return hash;
}
