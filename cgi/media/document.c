/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* With join.c all that knows qpdf. Runs in a sandboxed child; see job.c. */
#define _GNU_SOURCE 1
#include "media/document.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Every object that can be reached from the trailer, once each. */
struct walk {
	qpdf_data pdf;
	qpdf_oh *waiting;
	size_t count, room;
	unsigned char *seen;		/* a bit an object number */
	bool has_changed, has_no_memory;
};

/* ISO 32000-1, 8.3.8.3.1: object numbers that readers must support. */
#define MOST_OBJECTS 8388607

static bool
is_first_visit(struct walk *w, int number)
{
	unsigned char bit = (unsigned char)(1 << number % 8);

	if (number <= 0)
		return number == 0;	/* a direct object has one owner */
	if (number > MOST_OBJECTS || (w->seen[number / 8] & bit))
		return false;
	w->seen[number / 8] |= bit;
	return true;
}

/* Takes the handle over. */
static void
walk_add(struct walk *w, qpdf_oh object)
{
	if (w->count == w->room) {
		size_t room = w->room ? 2 * w->room : 1024;
		qpdf_oh *waiting = realloc(w->waiting, room * sizeof *waiting);

		if (!waiting) {
			w->has_no_memory = true;
			return;
		}
		w->waiting = waiting;
		w->room = room;
	}
	w->waiting[w->count++] = object;
}

static bool
is_dangerous_action(qpdf_data pdf, qpdf_oh dictionary)
{
	static const char *const kinds[] = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm",
	    "/GoToE", "/GoToR", "/Rendition", "/RichMediaExecute"};
	qpdf_oh kind = qpdf_oh_get_key(pdf, dictionary, "/S");
	bool is_dangerous = false;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !is_dangerous; i++)
		is_dangerous = qpdf_oh_is_name_and_equals(pdf, kind, kinds[i]);
	qpdf_oh_release(pdf, kind);
	return is_dangerous;
}

/* /EF of a file specification: streams by the names of systems. Resources may be called /EF too. */
static bool
has_embedded_file(qpdf_data pdf, qpdf_oh dictionary)
{
	static const char *const systems[] = {"/F", "/UF", "/DOS", "/Mac", "/Unix"};
	qpdf_oh files = qpdf_oh_get_key(pdf, dictionary, "/EF");
	bool is_there = false;

	for (size_t i = 0; i < sizeof systems / sizeof *systems && !is_there; i++) {
		qpdf_oh file = qpdf_oh_get_key_if_dict(pdf, files, systems[i]);

		is_there = qpdf_oh_is_stream(pdf, file);
		qpdf_oh_release(pdf, file);
	}
	qpdf_oh_release(pdf, files);
	return is_there;
}

static void
remove_key(struct walk *w, qpdf_oh dictionary, const char *key)
{
	qpdf_oh_remove_key(w->pdf, dictionary, key);
	w->has_changed = true;
}

/* The iteration belongs to the document, not to the dictionary, so names are taken first. */
static char **
key_names(struct walk *w, qpdf_oh dictionary, size_t *count)
{
	char **names = NULL;
	size_t room = 0;

	*count = 0;
	qpdf_oh_begin_dict_key_iter(w->pdf, dictionary);
	while (qpdf_oh_dict_more_keys(w->pdf)) {
		char *name = strdup(qpdf_oh_dict_next_key(w->pdf));

		if (*count == room) {
			char **more = realloc(names, (room = 2 * room + 16) * sizeof *names);

			names = more ? more : names;
			w->has_no_memory |= !more;
		}
		w->has_no_memory |= !name;
		if (w->has_no_memory) {
			free(name);
			break;
		}
		names[(*count)++] = name;
	}
	return names;
}

static void
visit_dictionary(struct walk *w, qpdf_oh dictionary)
{
	bool is_dangerous = is_dangerous_action(w->pdf, dictionary);
	size_t count;
	char **names;

	if (has_embedded_file(w->pdf, dictionary))
		remove_key(w, dictionary, "/EF");
	names = key_names(w, dictionary, &count);
	for (size_t i = 0; i < count; i++) {
		/* an action without a type is none; a 3D stream's script has a key of its own */
		if (is_dangerous || text_same(names[i], "/OnInstantiate"))
			remove_key(w, dictionary, names[i]);
		else
			walk_add(w, qpdf_oh_get_key(w->pdf, dictionary, names[i]));
		free(names[i]);
	}
	free(names);
}

static void
visit(struct walk *w, qpdf_oh object)
{
	if (!is_first_visit(w, qpdf_oh_get_object_id(w->pdf, object)))
		return;
	if (qpdf_oh_is_stream(w->pdf, object)) {
		qpdf_oh dictionary = qpdf_oh_get_dict(w->pdf, object);

		visit_dictionary(w, dictionary);
		qpdf_oh_release(w->pdf, dictionary);
	} else if (qpdf_oh_is_dictionary(w->pdf, object)) {
		visit_dictionary(w, object);
	} else if (qpdf_oh_is_array(w->pdf, object)) {
		for (int i = qpdf_oh_get_array_n_items(w->pdf, object); i-- > 0;)
			walk_add(w, qpdf_oh_get_array_item(w->pdf, object, i));
	}
}

/*
 * XFA forms carry scripts in XML, named scripts run at opening, and a portfolio has nothing
 * to show without its files.
 */
static void
remove_from_catalog(struct walk *w)
{
	qpdf_oh root = qpdf_get_root(w->pdf), form = qpdf_oh_get_key(w->pdf, root, "/AcroForm");
	qpdf_oh names = qpdf_oh_get_key(w->pdf, root, "/Names");

	if (qpdf_oh_is_dictionary(w->pdf, form) && qpdf_oh_has_key(w->pdf, form, "/XFA"))
		remove_key(w, form, "/XFA");
	if (qpdf_oh_is_dictionary(w->pdf, names) && qpdf_oh_has_key(w->pdf, names, "/JavaScript"))
		remove_key(w, names, "/JavaScript");
	if (qpdf_oh_has_key(w->pdf, root, "/Collection"))
		remove_key(w, root, "/Collection");
	qpdf_oh_release(w->pdf, names);
	qpdf_oh_release(w->pdf, form);
	qpdf_oh_release(w->pdf, root);
}

/* false: no memory. */
static bool
remove_what_runs(qpdf_data pdf, bool *has_changed)
{
	struct walk w = {.pdf = pdf, .seen = calloc(1, MOST_OBJECTS / 8 + 1)};

	if (!w.seen)
		return false;
	remove_from_catalog(&w);
	walk_add(&w, qpdf_get_trailer(pdf));
	while (w.count && !w.has_no_memory) {
		qpdf_oh object = w.waiting[--w.count];

		visit(&w, object);
		qpdf_oh_release(pdf, object);
	}
	free(w.waiting);
	free(w.seen);
	*has_changed = w.has_changed;
	return !w.has_no_memory;
}

/* A reference to an object that is not there: what was cut off. */
static bool
is_missing(qpdf_data pdf, qpdf_oh object)
{
	return qpdf_oh_get_object_id(pdf, object) != 0 && qpdf_oh_is_null(pdf, object);
}

static bool
page_is_whole(qpdf_data pdf, size_t number)
{
	qpdf_oh page = qpdf_get_page_n(pdf, number);
	qpdf_oh contents = qpdf_oh_get_key(pdf, page, "/Contents");
	bool is_whole = !is_missing(pdf, contents);
	unsigned char *drawing;
	size_t size;

	if (qpdf_oh_is_array(pdf, contents))
		for (int i = qpdf_oh_get_array_n_items(pdf, contents); i-- > 0 && is_whole;) {
			qpdf_oh part = qpdf_oh_get_array_item(pdf, contents, i);

			is_whole = !is_missing(pdf, part);
			qpdf_oh_release(pdf, part);
		}
	qpdf_oh_release(pdf, contents);
	/* unpacked once: what would fill a reader's memory fills this child's first */
	is_whole = is_whole &&
	    !(qpdf_oh_get_page_content_data(pdf, page, &drawing, &size) & QPDF_ERRORS);
	if (is_whole)
		free(drawing);
	qpdf_oh_release(pdf, page);
	return is_whole;
}

/* Of memory that ended while it unpacked a stream, qpdf tells in a warning's words only. */
static bool
had_no_memory(qpdf_data pdf)
{
	while (qpdf_more_warnings(pdf))
		if (strstr(qpdf_get_error_message_detail(pdf, qpdf_next_warning(pdf)), "bad_alloc"))
			return true;
	return false;
}

static enum press_verdict
verdict_of(qpdf_data pdf)
{
	enum qpdf_error_code_e code = qpdf_has_error(pdf) ?
	    qpdf_get_error_code(pdf, qpdf_get_error(pdf)) : qpdf_e_damaged_pdf;

	/* unsupported: encryption for named people's certificates */
	if (code == qpdf_e_password || code == qpdf_e_unsupported)
		return PRESS_LOCKED;
	return code == qpdf_e_internal || code == qpdf_e_system || had_no_memory(pdf) ?
	    PRESS_GAVE_UP : PRESS_BROKEN;
}

/* The end mark stands in the last KiB; some programs write a little behind it. */
static bool
is_cut_off(struct bytes original)
{
	size_t tail = original.n < 4096 ? original.n : 4096;

	return memmem(original.p + original.n - tail, tail, "%%EOF", 5) == NULL;
}

static enum press_verdict
check_pages(qpdf_data pdf, int *pages)
{
	int count = qpdf_get_num_pages(pdf);

	if (count < 1)
		return verdict_of(pdf);
	if (count > PRESS_MOST_PAGES)
		return PRESS_TOO_MANY_PAGES;
	for (int i = 0; i < count; i++)
		if (!page_is_whole(pdf, (size_t)i))
			return verdict_of(pdf);
	*pages = count;
	return PRESS_OK;
}

static enum press_verdict
write_anew(qpdf_data pdf, struct bytes *out)
{
	if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
		return verdict_of(pdf);
	qpdf_set_preserve_encryption(pdf, QPDF_FALSE);
	/* streams stay packed as they are: nothing here unpacks what a page shows */
	qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
	if (qpdf_write(pdf) & QPDF_ERRORS)
		return verdict_of(pdf);
	*out = BYTES(qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
	return out->n ? PRESS_OK : PRESS_BROKEN;
}

enum press_verdict
document_press(struct bytes original, struct pressed *out)
{
	qpdf_data pdf = qpdf_init();	/* and never cleaned up: the buffer is its own */
	enum press_verdict verdict;
	bool has_changed;

	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	if (qpdf_read_memory(pdf, "upload", (const char *)original.p, original.n, NULL) &
	    QPDF_ERRORS)
		return verdict_of(pdf);
	if ((verdict = check_pages(pdf, &out->pages)) != PRESS_OK)
		return verdict;
	if (!remove_what_runs(pdf, &has_changed))
		return PRESS_GAVE_UP;
	if (qpdf_has_error(pdf))
		return verdict_of(pdf);
	out->type = "application/pdf";
	out->content = original;
	if (qpdf_more_warnings(pdf)) {
		if (is_cut_off(original))
			return PRESS_BROKEN;
		has_changed = true;
	}
	return has_changed ? write_anew(pdf, &out->content) : PRESS_OK;
}
