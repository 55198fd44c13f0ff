/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* qiao-admin lint: all that is wrong in the formalities' files, each with its line. */
#include "admin/lint.h"

#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/catalogue.h"
#include "service/sheet.h"
#include "service/writ.h"

struct linting {
	struct pool *pool;
	const char *folder;
	struct faults faults;
	struct catalogue *c;
	day today;
	struct tree *words;		/* what the form says, if the texts stand beside the folder */
	size_t draft_count;
	bool warns;
};

static const char *const shared_files[] = {"fields.hdf", "materials.hdf", "categories.hdf",
    "life.hdf", "subjects.hdf", "routing.hdf"};

static void
check_related(struct sheet *s, const struct formality *f)
{
	for (size_t i = 0; i < f->related_count; i++)
		if (text_same(f->related[i], f->code))
			sheet_wrong(s, pool_format(s->scratch, "Related.%zu", i), "itself");
}

static void
check_formality(struct linting *l, struct sheet *s, const struct formality *f)
{
	if (f->office)
		lint_unit(s, "Office", f->office);
	if (f->level != LEVEL_CITY && !formality_field(f, "home_county"))
		sheet_wrong(s, "Pages", "no field home_county, by which it would reach its unit");
	if (!writ_has_addressee(f))
		sheet_wrong(s, "Pages", "no field that names whom its papers are for (writ.def)");
	check_related(s, f);
	lint_copied(s, l->c, l->folder, f);
	lint_form(s, f);
	lint_fields(s, f, l->today, l->words);
	lint_means(s, f, l->today);
	lint_statements(s, f);
	lint_fee(s, f);
	lint_estimate(s, f);
	lint_wait(s, f);
}

static void
check_published(struct linting *l)
{
	for (size_t i = 0; i < l->c->count; i++) {
		const struct formality *f = l->c->formalities[i];
		struct sheet s = sheet_open(l->pool, pool_format(l->pool, "%s/%s.hdf", f->category,
		    f->code), &l->faults);

		if (*f->code && *f->category)	/* else it has been told that they are missing */
			check_formality(l, &s, f);
		if (sheet_close(&s))
			abort();
	}
}

/* The code's draft, or all: one may be half written, and its mistakes count for whoever asks for it. */
static const struct error *
check_drafts(struct linting *l, const char *code)
{
	struct catalogue_drafts drafts;
	const struct error *e;

	if ((e = catalogue_drafts(l->pool, l->c, l->folder, &drafts)))
		return e;
	l->draft_count = drafts.count;
	for (size_t i = 0; i < drafts.count; i++) {
		struct sheet s = sheet_open(l->pool, drafts.at[i].file, &l->faults);
		struct formality *f = NULL;

		if (!code || strcmp(drafts.at[i].code, code) == 0)
			f = catalogue_read_file(&s, l->c, pool_format(l->pool, "%s/%s", l->folder,
			    drafts.at[i].file));
		if (f) {
			catalogue_check_others(&s, l->c, &drafts, f);
			check_formality(l, &s, f);
		}
		if ((e = sheet_close(&s)))
			return e;
	}
	return NULL;
}

/* Is CATEGORY/CODE.hdf in the folder of a category, or one of the shared files? */
static bool
has_place(const struct linting *l, const char *file)
{
	size_t n = strcspn(file, "/");

	for (size_t i = 0; !file[n] && i < sizeof shared_files / sizeof *shared_files; i++)
		if (strcmp(file, shared_files[i]) == 0)
			return true;
	if (!file[n] || strchr(file + n + 1, '/'))
		return false;
	for (size_t i = 0; i < l->c->dictionary->category_count; i++)
		if (strlen(l->c->dictionary->categories[i].code) == n &&
		    memcmp(file, l->c->dictionary->categories[i].code, n) == 0)
			return true;
	return l->c->dictionary->category_count == 0;
}

struct found {
	const char *file, *code;
	struct lines *lines;		/* NULL: cannot be read */
	bool is_broken;			/* what the parser said of it is said better by lines_read() */
	bool is_odd;			/* so is what a reader said: sheet_odd_line() */
};

struct files {
	struct found *at;
	size_t count;
};

/* The first line of each kind of those that are no text; false if there is none. */
static bool
tell_odd(struct sheet *s, struct bytes text)
{
	bool is_odd = false;
	int line;

	for (enum sheet_odd odd = sheet_is_plain(text) ? SHEET_ODDS : 0; odd < SHEET_ODDS; odd++)
		if ((line = sheet_odd_line(text, odd))) {
			sheet_wrong(s, pool_format(s->scratch, "@%d", line), "%s", sheet_odd_text(odd));
			is_odd = true;
		}
	return is_odd;
}

static void
read_lines(struct linting *l, const char *path, struct found *out)
{
	const struct fault *last;
	struct bytes text;
	struct sheet s;

	*out = (struct found){.file = pool_string(l->pool, path + strlen(l->folder) + 1)};
	out->code = strchr(out->file, '/') ? strchr(out->file, '/') + 1 : out->file;
	out->code = pool_bytes(l->pool, out->code, strcspn(out->code, "."));
	s = sheet_open(l->pool, out->file, &l->faults);
	if (!has_place(l, out->file))
		sheet_wrong(&s, "@1", "no place for it: CATEGORY/CODE.hdf, of a category in categories.hdf");
	last = l->faults.last;
	if (!sheet_bytes(l->pool, path, &text) && !(out->is_odd = tell_odd(&s, text)))
		out->lines = lines_read(&s, (const char *)text.p);
	out->is_broken = l->faults.last != last;
	out->is_odd |= out->lines && !lines_pair(out->lines);
	if (out->lines && !out->is_odd)
		lint_words(&s, (const char *)text.p, out->lines);
	if (sheet_close(&s))
		abort();
}

static struct files
list_files(struct linting *l, const char *code)
{
	static const char *const depths[] = {"", "*/", "*/*/"};
	struct files files = {0};
	glob_t found = {0};

	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++)
		glob(pool_format(l->pool, "%s/%s*.hdf", l->folder, depths[i]), i ? GLOB_APPEND : 0, NULL,
		    &found);
	glob(pool_format(l->pool, "%s/*/%s.hdf.draft", l->folder, code ? code : "*"), GLOB_APPEND, NULL,
	    &found);
	files.at = pool_zero(l->pool, (found.gl_pathc + 1) * sizeof *files.at);
	for (; files.count < found.gl_pathc; files.count++)
		read_lines(l, found.gl_pathv[files.count], &files.at[files.count]);
	globfree(&found);
	return files;
}

struct told {
	const struct fault *fault;
	int line;
	size_t nth;
};

static int
compare(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	int files = strcmp(x->fault->file, y->fault->file);

	return files ? files : x->line != y->line ? (x->line < y->line ? -1 : 1) :
	    x->nth < y->nth ? -1 : x->nth > y->nth;
}

/* It names a file that cannot be read: who reads that one's mistake knows. */
static bool
follows(const struct files *files, const struct fault *fault)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->at[i].is_odd && strstr(fault->text, files->at[i].code))
			return true;
	return false;
}

/* The line of a fault; 0 if it need not be told. */
static int
line_of(struct linting *l, const struct files *files, const struct fault *fault)
{
	const struct found *found = NULL;
	int64_t line;

	if (*fault->path == '@' && text_number(fault->path + 1, 1, INT32_MAX, &line))
		return (int)line;
	if (follows(files, fault))
		return 0;
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->at[i].file, fault->file) == 0)
			found = &files->at[i];
	if (found && (found->is_odd || (found->is_broken && !*fault->path)))
		return 0;
	return found && found->lines ? lines_find(l->pool, found->lines, fault->path) : 1;
}

static bool
is_asked(const char *file, const char *code)
{
	const char *name = strrchr(file, '/');

	return !code || (name && text_starts(name + 1, code) && name[1 + strlen(code)] == '.');
}

/* Somebody else's file that was copied from this one is no less refused by the reload. */
static bool
names(struct linting *l, const struct fault *fault, const char *code)
{
	return code && strstr(fault->text, pool_format(l->pool, "/%s.hdf has the same", code));
}

static bool
is_listed(const struct files *files, const char *code)
{
	for (size_t i = 0; i < files->count; i++)
		if (is_asked(files->at[i].file, code))
			return true;
	return false;
}

static bool
is_draft(const char *file)
{
	size_t n = strlen(file);

	return n > 6 && strcmp(file + n - 6, ".draft") == 0;
}

/* How many mistakes there are; of drafts nobody asked for they are warnings. */
static size_t
tell(struct linting *l, const struct files *files, const char *code)
{
	struct told *told = NULL;
	size_t count = 0, mistakes = 0;

	for (const struct fault *f = l->faults.first; f; f = f->next) {
		int line = line_of(l, files, f);

		if (!line || (!is_asked(f->file, code) && !names(l, f, code)) ||
		    (!l->warns && !code && is_draft(f->file)))
			continue;
		told = pool_grow(l->pool, told, count + 1, sizeof *told);
		told[count] = (struct told){f, line, count};
		count++;
	}
	if (count)
		qsort(told, count, sizeof *told, compare);
	for (size_t i = 0; i < count; i++) {
		const char *path = *told[i].fault->path == '@' ? "" : told[i].fault->path;
		const char *own = pool_format(l->pool, "%s/%s: ", l->folder, told[i].fault->file);
		const char *text = told[i].fault->text;
		bool is_warning = !code && is_draft(told[i].fault->file);

		if (text_starts(text, own))
			text += strlen(own);
		fprintf(is_warning ? stderr : stdout, "%s/%s:%d: %s%s%s%s\n", l->folder, told[i].fault->file,
		    told[i].line, is_warning ? "warning: " : "", path, *path ? ": " : "", text);
		mistakes += !is_warning;
	}
	return mistakes;
}

static void
warn_of(struct linting *l, const struct files *files, const struct formality *f, const char *path,
    const char *text)
{
	struct fault fault = {.file = pool_format(l->pool, "%s/%s.hdf", f->category, f->code), .path = path,
	    .text = text};

	fprintf(stderr, "%s/%s:%d: warning: %s: %s\n", l->folder, fault.file, line_of(l, files, &fault), path,
	    text);
}

/* What is no mistake, and should be known. */
static void
warn(struct linting *l, const struct files *files, const char *code)
{
	static const enum lang others[] = {LANG_IT, LANG_ES};

	if (!code)
		lint_ignored(l->pool, l->folder, l->c->dictionary);
	for (size_t i = 0; i < l->c->count; i++) {
		const struct formality *f = l->c->formalities[i];
		const char *late, *start;
		bool is_mistake;

		if (code && !text_same(f->code, code))
			continue;
		if ((late = lint_limit(l->pool, f, &is_mistake)) && !is_mistake)
			warn_of(l, files, f, "Limit.Promise", late);
		if ((start = lint_start(f)))
			warn_of(l, files, f, "Limit", start);
		for (size_t j = 0; j < 2; j++)
			if (f->name.in[others[j]] && text_same(f->name.in[others[j]], f->name.in[LANG_EN]))
				warn_of(l, files, f, pool_format(l->pool, "Name.%s", lang_code(others[j])),
				    "the same as the English name");
	}
}

/* What is wrong, and (of the command that asks for it) what is no mistake. */
static const struct error *
look(struct linting *l, const char *code)
{
	const struct error *e;
	struct files files;
	size_t count;

	if ((e = catalogue_read(l->pool, l->folder, &l->faults, &l->c)))
		return e;
	if (tree_load(pool_format(l->pool, "%s/../templates/lang/field.en.hdf", l->folder), &l->words))
		l->words = NULL;
	if (l->c->count)
		lint_routing(l->pool, l->c->routing, &l->faults);
	check_published(l);
	if (l->c->count && (code || l->warns) && (e = check_drafts(l, code)))
		return e;
	files = list_files(l, code);
	if (l->warns)
		warn(l, &files, code);
	count = tell(l, &files, code);
	if (count)
		return fail(ERROR_INVALID, "%zu mistake%s", count, count == 1 ? "" : "s");
	if (!l->c->count)
		return fail(ERROR_INVALID, "the shared files are wrong: run it without %s", code);
	if (code && !is_listed(&files, code))
		return fail(ERROR_NOT_FOUND, "no file of %s", code);
	if (!l->warns)
		return NULL;
	printf("%zu formalit%s%s, nothing wrong\n", code ? 1 : l->c->count, code ? "y" : "ies", code ||
	    !l->draft_count ? "" : pool_format(l->pool, " and %zu draft%s", l->draft_count,
	    l->draft_count == 1 ? "" : "s"));
	return NULL;
}

static const struct error *
look_once(struct admin *a, const char *code, bool warns, struct catalogue **out)
{
	struct linting l = {.pool = a->pool, .warns = warns, .folder = a->config->formalities,
	    .faults = {.pool = a->pool}, .today = clock_wenzhou_day(clock_now())};
	const struct error *e = look(&l, code);

	tree_free(l.words);
	*out = l.c;
	return e;
}

const struct error *
lint(struct admin *a)
{
	struct catalogue *c;

	return look_once(a, a->count ? a->argument[0] : NULL, true, &c);
}

const struct error *
lint_mistakes(struct admin *a, struct catalogue **out)
{
	return look_once(a, NULL, false, out);
}
