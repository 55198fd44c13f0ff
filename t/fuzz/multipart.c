/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A Content-Type, a newline, and the body that came with it. */
#include "base/memory.h"
#include "target.h"
#include "web/multipart.h"

#include <string.h>

#define BOUNDARY "----WebKitFormBoundary7MA4YWxkTrZu0gWx-again"

static void
check_part(const struct part *part, struct bytes body)
{
	const char *p = part->filename;
	uint32_t c;

	require(query_name_is_fine(part->name, strlen(part->name)));
	require(*p && text_is_utf8(p, strlen(p)) && text_count(p) <= 120);
	while ((c = text_next(&p)))
		require(!text_is_control(c) && c != '/' && c != '\\');
	require(part->type[strspn(part->type, "abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`{|}~/")]
	    == '\0');
	require(part->content.p >= body.p && part->content.p <= body.p + body.n);
	require(part->content.n <= (size_t)(body.p + body.n - part->content.p));
}

/* The parts, written as a browser would, must read back as the same. */
static void
check_again(const struct pairs *fields, const struct parts *files)
{
	static const char disposition[] = "--" BOUNDARY "\r\nContent-Disposition: form-data; name=";
	struct text s = {.pool = fields->pool};
	struct pairs fields_again = {.pool = fields->pool};
	struct parts files_again;

	for (size_t i = 0; i < fields->count; i++)
		text_addf(&s, "%s\"%s\"\r\n\r\n%s\r\n", disposition, fields->at[i].name,
		    fields->at[i].value);
	for (size_t i = 0; i < files->count; i++) {
		text_addf(&s, "%s\"%s\"; filename=\"x\"\r\nContent-Type: %s\r\n\r\n", disposition,
		    files->at[i].name, files->at[i].type);
		text_add_bytes(&s, files->at[i].content.p, files->at[i].content.n);
		text_add(&s, "\r\n");
	}
	text_add(&s, "--" BOUNDARY "--\r\n");
	require(multipart_parse("multipart/form-data; boundary=" BOUNDARY, BYTES(s.s, s.n),
	    &parse_limits, &fields_again, &files_again) == PARSE_OK);
	require(bytes_equal(pairs_store(fields), pairs_store(&fields_again)));
	require(files->count == files_again.count);
	for (size_t i = 0; i < files->count; i++)
		require(strcmp(files->at[i].name, files_again.at[i].name) == 0
		    && strcmp(files->at[i].type, files_again.at[i].type) == 0
		    && bytes_equal(files->at[i].content, files_again.at[i].content));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = pool_new(NULL, 0);
	const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
	size_t n = end ? (size_t)(end - data) : size;
	struct bytes body = BYTES(data + n + (end != NULL), size - n - (end != NULL));
	char *type = pool_bytes(pool, data, n);
	struct pairs fields = {.pool = pool};
	struct parts files;
	enum parse verdict = multipart_parse(type, body, &parse_limits, &fields, &files);

	/* copies of fields and headers, never of a file's content */
	require(pool_size(pool) <= 2 * (n + parse_limits.fields * parse_limits.value)
	    + 8192 * (parse_limits.fields + parse_limits.files + 1));
	require(parse_word(verdict) != NULL);
	require(verdict <= PARSE_REPEATED || (fields.count == 0 && files.count == 0));
	require(fields.count <= parse_limits.fields && files.count <= parse_limits.files);
	for (size_t i = 0; i < fields.count; i++)
		require(strlen(fields.at[i].value) <= parse_limits.value
		    && text_is_utf8(fields.at[i].value, strlen(fields.at[i].value)));
	for (size_t i = 0; i < files.count; i++) {
		check_part(&files.at[i], body);
		require(!pairs_get(&fields, files.at[i].name));
	}
	/* libFuzzer finds the boundary in this program and writes it into a file's content */
	if (verdict <= PARSE_REPEATED && !memmem(data, size, BOUNDARY, strlen(BOUNDARY)))
		check_again(&fields, &files);
	pool_free(pool);
	return 0;
}
