/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static struct error ring[8];
static unsigned next_slot;

static const struct {
	int status;
	const char *word;
} kinds[ERROR_KINDS] = {
	[ERROR_NONE] = {200, "none"},
	[ERROR_BAD_REQUEST] = {400, "bad_request"},
	[ERROR_FORBIDDEN] = {403, "forbidden"},
	[ERROR_ROLE] = {403, "role"},
	[ERROR_BARRED] = {403, "barred"},
	[ERROR_NOT_FOUND] = {404, "not_found"},
	[ERROR_METHOD] = {405, "method"},
	[ERROR_CONFLICT] = {409, "conflict"},
	[ERROR_ENDED] = {410, "ended"},
	[ERROR_TOO_LARGE] = {413, "too_large"},
	[ERROR_INVALID] = {422, "invalid"},
	[ERROR_TOO_MANY] = {429, "too_many"},
	[ERROR_INTERNAL] = {500, "internal"},
	[ERROR_UNAVAILABLE] = {503, "unavailable"},
};

const struct error *
error_raise(enum error_kind kind, int code, const char *file, int line, const char *format, ...)
{
	struct error *e = &ring[next_slot++ % (sizeof ring / sizeof *ring)];
	va_list ap;

	e->kind = kind;
	e->code = code;
	e->file = file;
	e->line = line;
	va_start(ap, format);
	vsnprintf(e->detail, sizeof e->detail, format, ap);
	va_end(ap);
	return e;
}

int
error_status(enum error_kind kind)
{
	return kinds[kind].status;
}

const char *
error_word(enum error_kind kind)
{
	return kinds[kind].word;
}
