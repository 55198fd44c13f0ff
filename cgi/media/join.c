/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Runs in a sandboxed child, as document.c does; see job.c. */
#define _GNU_SOURCE 1
#include "media/join.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

static bool
is_filled(qpdf_data pdf, qpdf_oh dictionary, const char *key)
{
	qpdf_oh value = qpdf_oh_get_key_if_dict(pdf, dictionary, key);
	bool is_it = qpdf_oh_is_array(pdf, value) ? qpdf_oh_get_array_n_items(pdf, value) > 0 :
	    !qpdf_oh_is_null(pdf, value);

	qpdf_oh_release(pdf, value);
	return is_it;
}

/*
 * What a page alone does not have: a signature, which covers the file's bytes; fields and layers, which
 * the catalogue says how to show; an owner who said by a password that nothing may be changed.
 */
static bool
must_stay_whole(qpdf_data pdf, struct bytes file)
{
	static const char *const keys[] = {"/OCProperties", "/Perms", "/DSS"};
	qpdf_oh root = qpdf_get_root(pdf), form = qpdf_oh_get_key(pdf, root, "/AcroForm");
	bool must = qpdf_is_encrypted(pdf) || is_filled(pdf, form, "/Fields") ||
	    memmem(file.p, file.n, "/ByteRange", 10) != NULL;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		must |= is_filled(pdf, root, keys[i]);
	qpdf_oh_release(pdf, form);
	qpdf_oh_release(pdf, root);
	return must;
}

static enum press_verdict
add_pages(qpdf_data paper, struct bytes file, int *pages)
{
	qpdf_data pdf = qpdf_init();	/* never cleaned up: its pages are read when they are written */
	int count;

	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	if ((qpdf_read_memory(pdf, "file", (const char *)file.p, file.n, NULL) & QPDF_ERRORS) ||
	    must_stay_whole(pdf, file))
		return PRESS_BROKEN;
	count = qpdf_get_num_pages(pdf);
	if (count < 1 || count > PRESS_MOST_PAGES)
		return PRESS_BROKEN;
	for (int i = 0; i < count; i++) {
		qpdf_oh page = qpdf_get_page_n(pdf, (size_t)i);

		if (qpdf_add_page(paper, pdf, page, QPDF_FALSE) & QPDF_ERRORS)
			return PRESS_BROKEN;
		qpdf_oh_release(pdf, page);
	}
	*pages = count;
	return qpdf_has_error(pdf) ? PRESS_BROKEN : PRESS_OK;
}

/* ISO 32000-1, 7.11.4: the bytes, as they are. */
static qpdf_oh
embedded(qpdf_data paper, struct bytes file)
{
	qpdf_oh stream = qpdf_oh_new_stream(paper), dictionary = qpdf_oh_get_dict(paper, stream);
	qpdf_oh params = qpdf_oh_new_dictionary(paper), none = qpdf_oh_new_null(paper);

	qpdf_oh_replace_stream_data(paper, stream, file.p, file.n, none, none);
	qpdf_oh_replace_key(paper, params, "/Size", qpdf_oh_new_integer(paper, (long long)file.n));
	qpdf_oh_replace_key(paper, dictionary, "/Params", params);
	qpdf_oh_replace_key(paper, dictionary, "/Type", qpdf_oh_new_name(paper, "/EmbeddedFile"));
	return stream;
}

static enum press_verdict
attach(qpdf_data paper, const char *name, struct bytes file)
{
	qpdf_oh root = qpdf_get_root(paper), stream = embedded(paper, file);
	qpdf_oh called = qpdf_oh_new_unicode_string(paper, name), files = qpdf_oh_new_dictionary(paper);
	qpdf_oh names = qpdf_oh_parse(paper, "<< /EmbeddedFiles << /Names [] >> >>"), list;
	qpdf_oh all = qpdf_oh_new_array(paper), entry;

	entry = qpdf_oh_parse(paper, "<< /Type /Filespec /AFRelationship /Data >>");
	qpdf_oh_replace_key(paper, files, "/F", stream);
	qpdf_oh_replace_key(paper, files, "/UF", stream);
	qpdf_oh_replace_key(paper, entry, "/F", called);
	qpdf_oh_replace_key(paper, entry, "/UF", called);
	qpdf_oh_replace_key(paper, entry, "/EF", files);
	entry = qpdf_make_indirect_object(paper, entry);
	list = qpdf_oh_get_key(paper, qpdf_oh_get_key(paper, names, "/EmbeddedFiles"), "/Names");
	qpdf_oh_append_item(paper, list, called);
	qpdf_oh_append_item(paper, list, entry);
	qpdf_oh_append_item(paper, all, entry);
	qpdf_oh_replace_key(paper, root, "/Names", names);
	qpdf_oh_replace_key(paper, root, "/AF", all);
	qpdf_oh_replace_key(paper, root, "/PageMode", qpdf_oh_new_name(paper, "/UseAttachments"));
	return qpdf_has_error(paper) ? PRESS_GAVE_UP : PRESS_OK;
}

/* The same parts give the same bytes. */
static enum press_verdict
write_joined(qpdf_data paper, struct bytes *out)
{
	if (qpdf_init_write_memory(paper) & QPDF_ERRORS)
		return PRESS_GAVE_UP;
	qpdf_set_deterministic_ID(paper, QPDF_TRUE);
	qpdf_set_object_stream_mode(paper, qpdf_o_disable);
	qpdf_set_stream_data_mode(paper, qpdf_s_preserve);
	if (qpdf_write(paper) & QPDF_ERRORS)
		return PRESS_GAVE_UP;
	*out = BYTES(qpdf_get_buffer(paper), qpdf_get_buffer_length(paper));
	return out->n ? PRESS_OK : PRESS_GAVE_UP;
}

enum press_verdict
join_press(struct bytes request, struct pressed *out)
{
	qpdf_data paper = qpdf_init();	/* and never cleaned up: the buffer is its own */
	enum press_verdict verdict;
	struct joining j;

	if (!press_join_read(request, &j))
		return PRESS_EMPTY;
	qpdf_silence_errors(paper);
	qpdf_set_suppress_warnings(paper, QPDF_TRUE);
	if (qpdf_read_memory(paper, "paper", (const char *)j.paper.p, j.paper.n, NULL) & QPDF_ERRORS)
		return PRESS_UNKNOWN;
	verdict = j.how == JOIN_PAGES ? add_pages(paper, j.file, &out->pages) :
	    attach(paper, j.name, j.file);
	if (verdict == PRESS_OK)
		verdict = write_joined(paper, &out->content);
	out->type = "application/pdf";
	return verdict;
}
