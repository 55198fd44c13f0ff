/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The wording of the formalities' files: what can be told without understanding it. */
#include <ctype.h>
#include <string.h>

#include "admin/lint.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/sheet.h"

struct wording {
	struct sheet *s;
	const char *path;		/* "Summary.en" */
	enum lang lang;
	const char *value;
};

#define MOST_NAME 120		/* characters; a notice's subject has it */
#define MOST_TITLE 160
#define MOST_TEXT 1500
#define MOST_QUESTION 160	/* a sentence, and what may be chosen is no longer one */
#define MOST_OPTION 120
#define MOST_HINT 250
#define MOST_VERDICT 400	/* two sentences */

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* How a statute speaks; a word with a gap has all that is around it. */
static const struct {
	enum lang lang;
	const char *word, *later;
} statute[] = {
	{LANG_ZH, "依据", "规定"}, {LANG_ZH, "依照", NULL}, {LANG_ZH, "之规定", NULL}, {LANG_ZH, "予以", NULL},
	{LANG_ZH, "应当", NULL}, {LANG_ZH, "上述", NULL}, {LANG_ZH, "特此", NULL}, {LANG_ZH, "本办法", NULL},
	{LANG_EN, "shall", NULL}, {LANG_EN, "pursuant", NULL}, {LANG_EN, "hereby", NULL},
	{LANG_EN, "herein", NULL}, {LANG_EN, "hereinafter", NULL}, {LANG_EN, "thereof", NULL},
	{LANG_EN, "aforesaid", NULL}, {LANG_EN, "stipulated", NULL},
};

/* templates/lang has it once for all papers: papers.flat. */
static const char *const of_all_papers[] = {"四个角", "闪光灯", "iPhone", "four corners", "flash"};

/* Never right so; "-cion" is any word that ends so. */
static const struct {
	enum lang lang;
	const char *word;
} unaccented[] = {
	{LANG_IT, "identita"}, {LANG_IT, "nazionalita"}, {LANG_IT, "validita"}, {LANG_IT, "societa"},
	{LANG_IT, "proprieta"}, {LANG_IT, "attivita"}, {LANG_IT, "universita"}, {LANG_IT, "autorita"},
	{LANG_IT, "maternita"}, {LANG_IT, "paternita"}, {LANG_IT, "qualita"}, {LANG_IT, "liberta"},
	{LANG_IT, "eta"}, {LANG_IT, "perche"}, {LANG_IT, "puo"}, {LANG_IT, "piu"}, {LANG_IT, "gia"},
	{LANG_IT, "cosi"}, {LANG_IT, "citta"}, {LANG_IT, "cioe"},
	{LANG_ES, "-cion"}, {LANG_ES, "-sion"}, {LANG_ES, "numero"}, {LANG_ES, "codigo"},
	{LANG_ES, "telefono"}, {LANG_ES, "movil"}, {LANG_ES, "vehiculo"}, {LANG_ES, "vehiculos"},
	{LANG_ES, "policia"}, {LANG_ES, "medico"}, {LANG_ES, "electronico"}, {LANG_ES, "electronica"},
	{LANG_ES, "juridica"}, {LANG_ES, "espanol"}, {LANG_ES, "pais"}, {LANG_ES, "dias"},
	{LANG_ES, "aqui"}, {LANG_ES, "asi"}, {LANG_ES, "tambien"}, {LANG_ES, "despues"},
	{LANG_ES, "extranjeria"}, {LANG_ES, "credito"},
};

/*
 * People are addressed by Lei and usted: words that only who says tu uses; and verbs that say what to do,
 * which are "chieda" and "pida" and not the other mood, which reads like tu.
 */
static const struct of_language {
	enum lang lang;
	const char *word;
} familiar[] = {
	{LANG_IT, "tu"}, {LANG_IT, "tuo"}, {LANG_IT, "tua"}, {LANG_IT, "tuoi"}, {LANG_IT, "tue"},
	{LANG_IT, "hai"}, {LANG_IT, "puoi"}, {LANG_IT, "devi"}, {LANG_IT, "vuoi"},
	{LANG_ES, "tu"}, {LANG_ES, "tus"}, {LANG_ES, "tú"}, {LANG_ES, "tienes"}, {LANG_ES, "puedes"},
	{LANG_ES, "debes"}, {LANG_ES, "quieres"}, {LANG_ES, "necesitas"}, {LANG_ES, "eres"},
};

/*
 * In the summary, which says what the reader does, these are said to a friend; elsewhere somebody else may be
 * who does it.
 */
static const struct of_language familiar_in_summary[] = {
	{LANG_IT, "compila"}, {LANG_IT, "prepara"}, {LANG_IT, "aggiorna"}, {LANG_IT, "rinvia"},
	{LANG_IT, "annulla"}, {LANG_IT, "chiede qui"}, {LANG_IT, "chiede online"}, {LANG_IT, "lo chiede"},
	{LANG_IT, "fa domanda"},
	{LANG_ES, "rellena"}, {LANG_ES, "prepara"}, {LANG_ES, "actualiza"}, {LANG_ES, "lo solicita"},
	{LANG_ES, "lo pide"},
};

static void
wrong(const struct wording *w, const char *what, size_t n, const char *says)
{
	sheet_wrong(w->s, w->path, "\"%.*s\"%s", (int)n, what, says);
}

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The word by itself, not within another; its place or NULL. */
static const char *
find_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at++)
		if ((at == text || !is_letter(at[-1])) && !is_letter(at[n]))
			return at;
	return NULL;
}

static void
check_statute(const struct wording *w)
{
	for (size_t i = 0; i < COUNT(statute); i++) {
		const char *word = statute[i].word, *later = statute[i].later;
		const char *at = statute[i].lang != w->lang ? NULL :
		    w->lang == LANG_ZH ? strstr(w->value, word) : find_word(w->value, word);

		if (at && (!later || strstr(at, later)))
			sheet_wrong(w->s, w->path,
			    "\"%s%s%s\": say it in plain words, the law stands in Legal", word,
			    later ? "…" : "", later ? later : "");
	}
}

/* "," between Chinese; a number's, an English word's or an address's is its own. */
static void
check_chinese(const struct wording *w)
{
	static const char ascii[] = ",;:?!()";
	static const char *const own[] = {"，", "；", "：", "？", "！", "（", "）"};
	uint32_t before = 0;

	for (const char *p = w->value, *from = p; *p; from = p) {
		const char *mark = strchr(ascii, *p), *next;
		uint32_t c = text_next(&p);

		next = p;
		if (mark && *mark && (text_is_chinese(before) || text_is_chinese(text_next(&next))))
			sheet_wrong(w->s, w->path, "\"%c\" beside Chinese: use %s", *from, own[mark - ascii]);
		before = c;
	}
}

static void
check_latin(const struct wording *w)
{
	static const char *const marks[] = {"，", "。", "；", "：", "？", "！", "（", "）", "《", "》", "、",
		"【", "】", "「", "」", "　"};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (strstr(w->value, marks[i]))
			sheet_wrong(w->s, w->path, "Chinese punctuation: \"%s\"", marks[i]);
}

/* Small letters; what is not ASCII stays, but for the apostrophe, which is no letter. */
static char *
small(const struct wording *w)
{
	char *s = pool_string(w->s->scratch, w->value);

	text_lower(s);
	for (char *p = s; (p = strstr(p, "’"));)
		memcpy(p, "'''", 3);
	return s;
}

static void
check_accents(const struct wording *w)
{
	const char *text = small(w);

	for (size_t i = 0; i < COUNT(unaccented); i++) {
		const char *word = unaccented[i].word, *at, *from;

		if (unaccented[i].lang != w->lang)
			continue;
		if (*word != '-') {
			if ((at = find_word(text, word)))
				wrong(w, at, strlen(word), " is written with an accent");
			continue;
		}
		for (at = text; (at = strstr(at, word + 1)); at++) {
			for (from = at; from > text && is_letter(from[-1]);)
				from--;
			if (!is_letter(at[strlen(word) - 1]))
				wrong(w, from, (size_t)(at - from) + strlen(word) - 1,
				    " is written with an accent");
		}
	}
}

static void
check_language(const struct wording *w)
{
	if (lang_fits(w->lang, w->value))
		return;
	if (w->lang == LANG_ZH)
		sheet_wrong(w->s, w->path, "no Chinese in it");
	else
		sheet_wrong(w->s, w->path, "more Chinese than %s", lang_code(w->lang));
}

/* What pages, notices and lists have room for, and somebody with a phone reads before they choose. */
static size_t
most(const char *path)
{
	if (text_starts(path, "Questions."))
		return strstr(path, ".Options.") ? MOST_OPTION :
		    strstr(path, ".Hint.") ? MOST_HINT : MOST_QUESTION;
	return text_starts(path, "Name.") ? MOST_NAME : text_starts(path, "Title.") ? MOST_TITLE :
	    text_starts(path, "Verdicts.") ? MOST_VERDICT : MOST_TEXT;
}

static void
check_length(const struct wording *w)
{
	size_t count = text_count(w->value);

	if (count > most(w->path))
		sheet_wrong(w->s, w->path, "%zu characters, and %zu at most", count, most(w->path));
}

/* "<b>", "&nbsp;", "{1}": the pages would show it as it stands. */
static void
check_tags(const struct wording *w)
{
	for (const char *p = w->value; (p = strchr(p, '<')); p++)
		if (isalpha((unsigned char)p[p[1] == '/' ? 2 : 1]) && strchr(p, '>')) {
			wrong(w, p, strcspn(p, ">") + 1, " looks like HTML, and would be shown as it stands");
			return;
		}
	for (const char *p = w->value; (p = strpbrk(p, "&{")); p++) {
		size_t n = 1 + (*p == '&') * strspn(p + 1, "#abcdefghijklmnopqrstuvwxyz0123456789") +
		    (*p == '{') * strspn(p + 1, "0123456789");

		if (n > 1 && p[n] == (*p == '&' ? ';' : '}')) {
			wrong(w, p, n + 1, *p == '&' ? " looks like HTML, and would be shown as it stands" :
			    " is a gap that nothing fills");
			return;
		}
	}
}

static void
check_address(const struct wording *w, const struct of_language *of, size_t count)
{
	const char *text = small(w);

	for (size_t i = 0; i < count; i++)
		if (of[i].lang == w->lang && find_word(text, of[i].word))
			sheet_wrong(w->s, w->path, "\"%s\": people are addressed by %s", of[i].word,
			    w->lang == LANG_IT ? "Lei" : "usted");
}

static void
check_how(const struct wording *w)
{
	for (size_t i = 0; i < COUNT(of_all_papers); i++)
		if (strstr(w->value, of_all_papers[i])) {
			wrong(w, of_all_papers[i], strlen(of_all_papers[i]), ": said once for all papers");
			return;
		}
}

static void
check_text(const struct wording *w)
{
	/* a statement is signed, and a law is quoted, in their own words */
	bool is_guide = !text_starts(w->path, "Legal.") && !strstr(w->path, "Statement.");

	if (strstr(w->value, "  "))
		sheet_wrong(w->s, w->path, "two blanks in a row");
	if (strstr(w->value, "?:") || strstr(w->value, "？：") || strstr(w->value, "?："))
		sheet_wrong(w->s, w->path, "a colon behind a question mark");
	if (w->lang == LANG_ZH) {
		check_chinese(w);
		lint_traditional(w->s, w->path, w->value);
	} else {
		check_latin(w);
	}
	if (is_guide)
		check_statute(w);
	check_accents(w);
	check_language(w);
	check_length(w);
	check_tags(w);
	check_address(w, familiar, COUNT(familiar));
	if (text_starts(w->path, "Summary."))
		check_address(w, familiar_in_summary, COUNT(familiar_in_summary));
	if (strstr(w->path, ".How."))
		check_how(w);
}

/* Lists are read in their order, and whoever adds to one counts on its numbers. */
static void
check_numbers(struct sheet *s, const struct lines *lines)
{
	const char *path, *value;

	for (size_t i = 0; lines_at(lines, i, &path, &value); i++) {
		static const char *const lists[] = {".Fields.", "Related.", "Steps."};
		const char *dot = strrchr(path, '.'), *before = NULL, *other, *of;
		int64_t number;

		if (!dot || !text_number(dot + 1, 1, 999, &number))
			continue;
		for (size_t j = 0; j < COUNT(lists); j++)
			if ((of = strstr(path, lists[j])) && of + strlen(lists[j]) == dot + 1)
				before = pool_format(s->scratch, "%.*s%d", (int)(dot + 1 - path), path,
				    (int)number - 1);
		for (size_t j = 0; before && lines_at(lines, j, &other, &value); j++)
			if (strcmp(other, before) == 0)
				before = NULL;
		if (before)
			sheet_wrong(s, path, "there is no %d before it: number them from 0 without gaps",
			    (int)number - 1);
	}
}

/* But for what people type, as they type it. */
void
lint_words(struct sheet *s, const char *text, const struct lines *lines)
{
	struct wording w = {.s = s};

	for (size_t i = 0; lines_at(lines, i, &w.path, &w.value); i++) {
		const char *name = strrchr(w.path, '.');

		lint_somebody(s, w.path, w.value);
		if (name && *w.value && lang_of(name + 1, &w.lang) && !text_starts(w.path, "Search.") &&
		    !text_starts(w.path, "Subjects."))
			check_text(&w);
	}
	lint_invisible(s, text);
	check_numbers(s, lines);
	lint_untranslated(s, lines);
	lint_typed(s, lines);
}
