/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * For search.c and the search_*.c beside it alone: how text becomes terms, and what is kept.
 *
 * Chinese is written without blanks, so its terms are characters and pairs of neighbours. Words
 * of Latin letters lose their endings. Pinyin is kept by syllables and as it is squeezed.
 */
#ifndef QIAO_SERVICE_SEARCH_PART_H
#define QIAO_SERVICE_SEARCH_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "service/catalogue.h"
#include "service/search.h"

enum term_kind { TERM_CHARACTER, TERM_PAIR, TERM_PHRASE, TERM_OWN, TERM_WORD, TERM_SYLLABLE, TERM_SYLLABLES };

#define SEARCH_WORD 32		/* bytes of a word that count, with its NUL */
#define SEARCH_SYLLABLES 24	/* of a phrase that count */

/* How much a formality is about a term: 0 to 65535. */
struct posting {
	uint16_t doc;		/* its place in the catalogue */
	uint16_t weight;
};

struct term {
	uint64_t hash;		/* of kind and letters */
	uint32_t first, count;	/* its postings */
	float rarity;		/* what finding it says: near 0 for a term that all have */
};

/* What somebody may begin to type: a phrase of pinyin from one of its syllables on. */
struct spelling {
	const char *letters;	/* "zuijiluzhengming" or "zjlzm" */
	uint16_t doc;
	bool is_start;		/* from the phrase's first syllable */
	bool is_first;		/* of the formality's phrases */
};

/* A subject's word, as it is compared with what is asked. */
struct theme_word {
	enum term_kind kind;		/* TERM_CHARACTER: Chinese; TERM_WORD; TERM_SYLLABLE: pinyin */
	const char *letters;		/* "护照", " driv licenc ", " hu zhao " */
	const char *squeezed;		/* without blanks */
	const char *sound;		/* of its first character, if it is Chinese */
};

/* A place in a theme: its name has one of the words; those of the first are above THEME_ABOUT. */
#define THEME_NAMED 1
#define THEME_ABOUT 2

struct theme {
	struct theme_word *words;
	size_t word_count;
	bool is_heard;
	const char *initials;		/* of its first pinyin: "hz" */
	uint8_t *places;		/* of each formality, 0: not about it; more: it leads */
	const struct subject *subject;
};

/* A country or a city there, which is but "abroad" to a formality. */
struct abroad {
	const char *zh, *sounds;	/* "意大利", " yi da li "; NULL: a city whose sounds nobody knows */
	bool is_sure;			/* its sounds are this country wherever they stand */
	size_t letter;			/* of its first character: search_abroad_written() */
};

/* How a character is read. */
struct sound {
	char character[4];
	const char *syllable;		/* one row of search_sound.def has one address */
};

struct search {
	const struct catalogue *catalogue;
	struct sound *heard;		/* by character */
	size_t heard_count;
	const char **stops;		/* what people say around a query, in pinyin first */
	size_t stop_count, pinyin_stops;
	size_t stop_chains[256], *stop_next;	/* of those not in pinyin: which one, from 1; 0: none */
	struct abroad *abroad;		/* the longest first */
	size_t abroad_count;
	const char **latin_abroad;	/* "italy", "roma" */
	size_t latin_abroad_count;
	struct term *terms;		/* by hash */
	size_t term_count;
	struct posting *postings;
	const char **words;		/* all words as they are written, in order */
	size_t word_count;
	const char **syllables;		/* in order */
	size_t syllable_count;
	struct spelling *sounds, *initials;	/* in the order of their letters */
	size_t spelling_count;		/* of each */
	struct theme *themes;
	size_t theme_count;
};

/* search_text.c */

/* Normal text without what people say around it. */
char *search_asked(const struct search *s, struct pool *pool, const char *query);
void search_load_stops(struct search *s, struct pool *pool);

/* search_abroad.c */

void search_load_abroad(struct search *s, struct pool *pool);
/* " zai yi da li chu sheng " is " guo wai chu sheng "; and "在意大利出生" "国外出生", "意大利驾照" "国外驾照". */
char *search_abroad_said(const struct search *s, struct pool *pool, char *syllables);
char *search_abroad_written(const struct search *s, struct pool *pool, char *normal);
/* A country's name as it is read, or NULL if search_sound.def lacks one of its characters. */
const char *search_sounds(const struct search *s, struct pool *pool, const char *chinese);
const char *search_sound(const struct search *s, const char *c);	/* of its first character, or NULL */
void search_load_sounds(struct search *s, struct pool *pool);
bool search_is_ours(const char *country);	/* formalities are about it: China, Hong Kong, … */

/* Bytes of the place abroad, or at home, that Chinese begins with; of the longest of some words. */
size_t search_abroad_at(const struct search *s, const char *chinese);
size_t search_home_at(const char *chinese);
size_t search_said_at(const char *const *words, size_t count, const char *text);

enum where { WHERE_UNSAID, WHERE_ABROAD, WHERE_HOME };

/* Where it happened; if both are named, nobody knows. */
enum where search_place(const struct search *s, struct pool *pool, const char *normal);
/* Where what is told happened: beside another place "我在西班牙" says only where its teller is. */
enum where search_place_told(const struct search *s, struct pool *pool, const char *normal);

/* Neighbouring characters of one kind in normal text. */
struct run {
	const char *s;
	size_t n;
	bool is_chinese;
};
bool search_next(const char **at, struct run *out);
size_t search_width(const char *s);		/* bytes of its first character */
#define SEARCH_LETTERS (64 * 64)
/* One of so many for each character of three bytes or more, 0 for shorter ones; and which a text has. */
size_t search_letter(const char *c);
void search_note_letters(const char *s, bool there[static SEARCH_LETTERS]);
void search_stem(const char *word, size_t n, char out[SEARCH_WORD]);
const char *search_stems(struct pool *pool, const char *normal);	/* " driv licenc " */
uint64_t search_hash(enum term_kind kind, const char *s, size_t n);

/* search.c */

/* What has the term, or NULL. */
const struct term *search_term(const struct search *s, enum term_kind kind, const char *letters, size_t n);

/* search_index.c */

/* What it says about a formality that it is one of so many among all. */
float search_rarity(size_t all, size_t having);

/* search_heard.c */

/* The query with the words of papers as they should be written: not "护昭", "身仔证". */
const char *search_heard(const struct search *s, struct pool *pool, const char *query);

/* search_dead.c */

/* "老娘在罗马没了" is "在罗马去世": of whom it is said is not looked for. */
const char *search_dead(const struct search *s, struct pool *pool, const char *query);

/* search_theme_load.c */

void search_load_themes(struct search *s, struct pool *pool);	/* the syllables are there already */
/* The characters of a normal text, or its letters without blanks. */
char *search_squeeze(struct pool *pool, const char *normal, bool is_chinese);
const char *search_initials(struct pool *pool, const char *syllables);	/* "hu zhao": "hz" */

/* search_theme.c */

/* Points for being about what the query is about, and how many at most; 0: about nothing known. */
float search_themes(const struct search *s, struct pool *pool, const char *query, float *points);

/* search_pinyin.c */

/* The phrases of a file's pinyin, each as its syllables with single blanks. */
char **search_phrases(struct pool *pool, const char *pinyin, size_t *count);
/* "lv" is written "lu"; the blanks stay where they are. */
void search_level_sounds(char *s);
/* Syllables with blanks between, or NULL if the letters are not pinyin that we know. */
char *search_syllables(const struct search *s, struct pool *pool, const char *letters);
/* "hz diu le", "hzdiule", "huzaho diu le" are "hu zhao diu le": a paper beside what happened to it. */
const char *search_spelled_out(const struct search *s, struct pool *pool, const char *query);
/* Of spellings in order those that begin with the letters. */
size_t search_spelled(const struct spelling *list, size_t count, const char *letters,
    const struct spelling **out);

/* What a finger did to what was meant. */
enum slip { SLIP_NONE, SLIP_FORGOTTEN, SLIP_TWICE, SLIP_TOO_MANY, SLIP_CHANGED_ABOUT, SLIP_ANOTHER };

/* Which one slip makes a of b, or with is_start of what b begins with; of the same letters none. */
enum slip search_slip(const char *a, const char *b, bool is_start);
/* The same, or one slip. */
bool search_near(const char *a, const char *b, bool is_start);

/* search_spelling.c */

/*
 * How much each formality's phrases of pinyin are like the letters, as they stand or, if none is
 * and it may, with one slip; how many are.
 */
size_t search_spell(const struct search *s, const char *letters, bool may_slip, float *weights);
/* How near letters with one slip are to others, or to what those begin with: 0 to 1. */
float search_likeness(const char *letters, const char *other, bool is_start);
/* How near they are to the nearest whole phrase: 1 is one. */
float search_nearest(const struct search *s, const char *letters);
/* Is it a word of our texts, as it stands? */
bool search_is_written(const struct search *s, const char *word);
/* One syllable, or two that stand so in a formality; what else has no blanks is no pinyin of ours. */
bool search_has_pair(const struct search *s, const char *syllables);

#endif
