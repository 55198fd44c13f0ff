/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The only file that renders with ClearSilver. Escaping is off in its library until
 * Config.VarEscapeMode stands in the HDF that cs_init gets, and is baked in at parsing.
 * One parse tree a page and language, the request's data swapped in, the language's texts as
 * the global tree behind it.
 */
#include "web/view.h"

#include <ClearSilver.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "base/tree_hdf.h"
#include "web/view_part.h"

#define MOST_VIEWS 128

struct view {
	char *name;
	CSPARSE *cs[LANG_COUNT];	/* NULL for a language without texts */
};

struct views {
	struct tree *config;
	struct house *houses[LANG_COUNT];	/* NULL for a language without texts */
	struct tree *texts[LANG_COUNT];
	const struct tree *own[LANG_COUNT];	/* their T, where all keys are */
	struct words *words[LANG_COUNT];	/* of T by key, with what another language must lend */
	/* Whose texts are borrowed, or NULL; if so, `texts` has constants only, which a page needs too. */
	const struct views *lender;
	void (*constants)(const void *data, enum lang lang, struct tree *out);
	const void *data;
	struct view at[MOST_VIEWS];
	size_t count;
	enum lang lang;			/* of the page being rendered */
};

/* ClearSilver hands its functions no data of ours; one program has one set of views. */
static struct views *rendering;

const char *
view_text(const struct views *views, enum lang lang, const char *key)
{
	return words_get(views->words[lang], key);
}

/* t1(key, a), t2(key, a, b): the text with {1} and {2} filled in; what comes out is escaped. */
static NEOERR *
fn_fill(CSPARSE *p, CS_FUNCTION *f, CSARG *args, CSARG *result)
{
	char *key = NULL, *a[2] = {NULL, NULL};
	const char *text;
	STRING out;
	NEOERR *err;

	(void)p;
	err = f->n_args == 2 ? cs_arg_parse(p, args, "ss", &key, &a[0]) :
	    cs_arg_parse(p, args, "sss", &key, &a[0], &a[1]);
	if (err)
		return nerr_pass(err);
	text = key ? view_text(rendering, rendering->lang, key) : NULL;
	string_init(&out);
	for (const char *s = text ? text : (key ? key : ""); *s && !err;) {
		size_t plain = strcspn(s + 1, "{") + 1;

		if (s[0] == '{' && (s[1] == '1' || s[1] == '2') && s[2] == '}') {
			const char *value = a[s[1] - '1'] ? a[s[1] - '1'] : "";

			err = string_append(&out, value);
			s += 3;
			s += text_past_colon(value, s);
		} else {
			err = string_appendn(&out, s, (int)plain);
			s += plain;
		}
	}
	result->op_type = CS_TYPE_STRING;
	result->s = out.buf ? out.buf : strdup("");
	result->alloc = 1;
	free(key);
	free(a[0]);
	free(a[1]);
	return nerr_pass(err);
}

const char *
view_text_here(const char *key)
{
	const char *text = view_text(rendering, rendering->lang, key);

	return text ? text : key;
}

/* text(key): a text whose key stands in a value; the key itself when nobody has it. */
static NEOERR *
fn_text(CSPARSE *p, CS_FUNCTION *f, CSARG *args, CSARG *result)
{
	char *key = NULL;
	NEOERR *err = cs_arg_parse(p, args, "s", &key);

	(void)f;
	if (err)
		return nerr_pass(err);
	result->op_type = CS_TYPE_STRING;
	result->s = strdup(key ? view_text_here(key) : "");
	result->alloc = 1;
	free(key);
	return STATUS_OK;
}

bool
view_is_its(const char *text)
{
	enum lang its;

	return lang_part(rendering->lang, text, &its) == strlen(text) && its == rendering->lang;
}

/*
 * Of what somebody wrote, and may have written in several languages, line by line: its_part(text) is the
 * first part that stands in one, its_rest(text) what follows it, its_lang(text) that part's language, if it
 * is not the page's; else "".
 */
static NEOERR *
fn_its(CSPARSE *p, CS_FUNCTION *f, CSARG *args, CSARG *result)
{
	char *text = NULL;
	NEOERR *err = cs_arg_parse(p, args, "s", &text);
	enum lang page = rendering->lang, its = page;
	size_t n = text ? lang_part(page, text, &its) : 0;

	if (err)
		return nerr_pass(err);
	result->op_type = CS_TYPE_STRING;
	result->alloc = 1;
	if (strcmp(f->name, "its_lang") == 0)
		result->s = strdup(its == page ? "" : view_text(rendering, its, "lang.html"));
	else if (strcmp(f->name, "its_part") == 0)
		result->s = strndup(text ? text : "", n);
	else
		result->s = strdup(text ? text + n : "");
	free(text);
	return STATUS_OK;
}

static NEOERR *
register_functions(CSPARSE *cs)
{
	NEOERR *err = cs_register_function(cs, "t1", 2, fn_fill);

	if (!err)
		err = cs_register_function(cs, "t2", 3, fn_fill);
	if (!err)
		err = cs_register_function(cs, "text", 1, fn_text);
	if (!err)
		err = cs_register_function(cs, "its_lang", 1, fn_its);
	if (!err)
		err = cs_register_function(cs, "its_part", 1, fn_its);
	if (!err)
		err = cs_register_function(cs, "its_rest", 1, fn_its);
	if (!err)
		err = cgi_register_strfuncs(cs);
	return nerr_pass(err);
}

/* Officers' pages are in Chinese and English. */
static bool
is_in(const char *name, enum lang lang)
{
	return lang <= LANG_EN || !text_starts(name, "desk/");
}

static const struct error *
parse(struct views *views, const char *name)
{
	struct view *view = &views->at[views->count];
	char file[256];
	NEOERR *err = STATUS_OK;

	if (views->count == MOST_VIEWS)
		return fail(ERROR_INTERNAL, "more than %d templates", MOST_VIEWS);
	snprintf(file, sizeof file, "%s.cs", name);
	/* macros that stand in the folder of their pages are none */
	if (views->houses[LANG_ZH] && house_has(views->houses[LANG_ZH], file))
		return NULL;
	view->name = strdup(name);
	views->count++;
	for (enum lang lang = 0; lang < LANG_COUNT && !err; lang++)
		if (views->houses[lang] && is_in(name, lang))
			err = house_parse(views->houses[lang], file, &view->cs[lang]);
	return err ? tree_told(err, name) : NULL;
}

static const struct error *
parse_folder(struct views *views, const char *root, const char *folder)
{
	const struct error *e = NULL;
	char path[256], name[200];
	struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof path, "%s/%s", root, folder);
	if (!(dir = opendir(path)))
		return fail(ERROR_INTERNAL, "no folder %s", path);
	while (!e && (entry = readdir(dir))) {
		size_t n = strlen(entry->d_name);

		if (n < 4 || n > 100 || strcmp(entry->d_name + n - 3, ".cs") != 0)
			continue;
		snprintf(name, sizeof name, "%s/%.*s", folder, (int)(n - 3), entry->d_name);
		e = parse(views, name);
	}
	closedir(dir);
	return e;
}

static void
borrow(struct views *views, const struct view_source *source)
{
	views->lender = source->lender;
	views->constants = source->constants;
	views->data = source->data;
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		views->own[lang] = source->lender->own[lang];
		views->words[lang] = source->lender->words[lang];
		if (views->own[lang] && source->constants)
			source->constants(source->data, lang, views->texts[lang]);
	}
}

static const struct error *
load_constants(struct views *views, const struct view_source *source)
{
	const struct error *e;

	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		if ((e = tree_new(&views->texts[lang])) ||
		    (source->assets && (e = tree_add_file(views->texts[lang], source->assets))))
			return e;
	}
	if (source->lender) {
		borrow(views, source);
		return NULL;
	}
	if ((e = words_load(source->root, views->texts)))
		return e;
	for (enum lang lang = 0; lang < LANG_COUNT; lang++)
		views->own[lang] = tree_at(views->texts[lang], "T");
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		const struct tree *order[] = {views->own[lang], views->own[LANG_EN], views->own[LANG_ZH]};

		views->words[lang] = words_make(order, 3);
		if (views->own[lang] && source->constants)
			source->constants(source->data, lang, views->texts[lang]);
	}
	return NULL;
}

static const struct error *
open_houses(struct views *views, const char *root)
{
	NEOERR *err = STATUS_OK;

	for (enum lang lang = 0; lang < LANG_COUNT && !err; lang++) {
		const struct house_source from = {root, views->config, views->texts[lang], views->words[lang],
		    register_functions};

		if (views->own[lang])
			err = house_new(&from, &views->houses[lang]);
	}
	return err ? tree_told(err, "templates") : NULL;
}

const struct error *
views_load(const struct view_source *source, struct views **out)
{
	struct views *views = calloc(1, sizeof *views);
	const struct error *e;
	char list[200], *rest = list, *folder;

	if (!views)
		_Exit(70);
	*out = rendering = views;
	view_quicken(true);
	if ((e = tree_new(&views->config)))
		return e;
	tree_set(views->config, "Config.VarEscapeMode", "html");
	if ((e = load_constants(views, source)) || (e = open_houses(views, source->root)))
		return e;
	snprintf(list, sizeof list, "%s", source->folders);
	while (!e && (folder = strsep(&rest, ",")))
		e = strchr(folder, '/') ? parse(views, folder) :
		    parse_folder(views, source->root, folder);
	return e;
}

void
views_free(struct views *views)
{
	if (!views)
		return;
	for (size_t i = 0; i < views->count; i++) {
		free(views->at[i].name);
		for (enum lang lang = 0; lang < LANG_COUNT; lang++)
			cs_destroy(&views->at[i].cs[lang]);
	}
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		house_free(views->houses[lang]);
		if (!views->lender)
			words_free(views->words[lang]);
		tree_free(views->texts[lang]);
	}
	tree_free(views->config);
	free(views);
}

static const struct view *
find(const struct views *views, const char *name)
{
	for (size_t i = 0; i < views->count; i++)
		if (strcmp(views->at[i].name, name) == 0)
			return &views->at[i];
	return NULL;
}

bool
view_exists(const struct views *views, const char *name)
{
	return find(views, name) != NULL;
}

static NEOERR *
append(void *out, char *s)
{
	text_add(out, s);
	return STATUS_OK;
}

const struct error *
view_render(struct views *views, const char *name, struct tree *page, enum lang lang,
    struct text *out)
{
	const struct view *view = find(views, name);
	CSPARSE *cs;
	NEOERR *err;

	lang = view && !view->cs[lang] ? LANG_EN : lang;	/* an officer's page */
	if (!view || !(cs = view->cs[lang]))
		return fail(ERROR_INTERNAL, "no template %s", name);
	rendering = views;
	views->lang = lang;
	cs->hdf = tree_hdf(page);
	/* before the lender's constants, which stand behind the page with the texts */
	if (views->lender && views->constants)
		views->constants(views->data, lang, page);
	cs->global_hdf = tree_hdf((views->lender ? views->lender : views)->texts[lang]);
	cs->locals = NULL;
	err = cs_render(cs, out, append);
	cs->hdf = tree_hdf(views->config);
	cs->global_hdf = NULL;
	if (lang != LANG_ZH)
		view_mark_chinese(out);
	return err ? tree_told(err, name) : NULL;
}
