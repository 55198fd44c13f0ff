/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Recognition. libmagic says what a file is; for what is ours the first bytes must say
 * the same, since libmagic calls some HEIC files octet-stream and takes a PDF header
 * anywhere near the front for a PDF. The only file that knows libmagic.
 */
#define _GNU_SOURCE 1
#include "media/kind.h"

#include <magic.h>
#include <string.h>

#include "base/error.h"

static magic_t book;

const struct error *
kind_open(void)
{
	book = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
	    MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_TOKENS);
	if (!book)
		return fail(ERROR_INTERNAL, "libmagic: no memory");
	if (magic_load(book, NULL) != 0)
		return fail(ERROR_INTERNAL, "libmagic: %s", magic_error(book));
	return NULL;
}

static bool
has_at(struct bytes data, size_t at, const char *what)
{
	size_t n = strlen(what);

	return data.n >= at + n && memcmp(data.p + at, what, n) == 0;
}

/* ISO/IEC 23008-12: the major brand of the ftyp box; AVIF has the same box and other brands. */
static bool
is_heic(struct bytes data)
{
	static const char *const brands[] = {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1",
	    "msf1"};

	if (!has_at(data, 4, "ftyp"))
		return false;
	for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
		if (has_at(data, 8, brands[i]))
			return true;
	return false;
}

/* Some scanners write a few bytes before the header; readers look in the first 1024. */
static bool
has_late_pdf_header(struct bytes data)
{
	return memmem(data.p, data.n < 1024 ? data.n : 1024, "%PDF-", 5) != NULL;
}

enum kind
kind_of(struct bytes data)
{
	const char *type = magic_buffer(book, data.p, data.n);

	if (!type)
		return KIND_UNKNOWN;
	if (has_at(data, 0, "\xff\xd8\xff"))
		return text_same(type, "image/jpeg") ? KIND_JPEG : KIND_UNKNOWN;
	if (has_at(data, 0, "\x89PNG\r\n\x1a\n"))
		return text_same(type, "image/png") ? KIND_PNG : KIND_UNKNOWN;
	if (has_at(data, 0, "RIFF") && has_at(data, 8, "WEBP"))
		return text_same(type, "image/webp") ? KIND_WEBP : KIND_UNKNOWN;
	if (is_heic(data))
		return text_starts(type, "image/hei") ||
		    text_same(type, "application/octet-stream") ? KIND_HEIC : KIND_UNKNOWN;
	if (has_at(data, 0, "%PDF-") || text_same(type, "application/pdf"))
		return KIND_PDF;
	if (text_same(type, "application/octet-stream") && has_late_pdf_header(data))
		return KIND_PDF;
	return KIND_UNKNOWN;
}
