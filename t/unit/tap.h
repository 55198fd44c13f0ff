/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* TAP for the bricks: ok(), is_str(), is_int(), done(). */
#ifndef QIAO_T_TAP_H
#define QIAO_T_TAP_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tap_count, tap_failed;

__attribute__((format(printf, 2, 3))) static inline bool
ok(bool is_right, const char *format, ...)
{
	va_list ap;

	printf("%sok %d - ", is_right ? "" : "not ", ++tap_count);
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	putchar('\n');
	tap_failed += !is_right;
	return is_right;
}

static inline bool
is_str(const char *got, const char *want, const char *what)
{
	bool same = got == want || (got && want && strcmp(got, want) == 0);

	ok(same, "%s", what);
	if (!same)
		printf("#      got: %s\n# expected: %s\n", got ? got : "(null)", want ? want : "(null)");
	return same;
}

static inline bool
is_int(int64_t got, int64_t want, const char *what)
{
	ok(got == want, "%s", what);
	if (got != want)
		printf("#      got: %" PRId64 "\n# expected: %" PRId64 "\n", got, want);
	return got == want;
}

/* This program cannot be tried any further, which is a failure of it and keeps no other from being tried. */
__attribute__((noreturn)) static inline void
bail_out(const char *why)
{
	printf("not ok %d - %s\n", ++tap_count, why);
	exit(1);
}

static inline int
done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
