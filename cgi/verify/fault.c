/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>

#include "verify/verify.h"

void
fault(struct findings *f, const char *format, ...)
{
	va_list ap;

	f->faults++;
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	putchar('\n');
}
