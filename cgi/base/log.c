/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"

static const char *program = "qiao";
static enum log_level most = LOG_LEVEL_INFO;
static const char *const words[] = {"error", "warning", "info", "debug"};

void
log_open(const char *name, enum log_level level)
{
	program = name;
	most = level;
}

void
log_line(enum log_level level, const char *format, ...)
{
	char line[1024], when[MOMENT_TEXT];
	size_t length;
	va_list ap;
	int n;

	if (level > most)
		return;
	moment_format(clock_now(), when);
	n = snprintf(line, sizeof line, "%s %s %s[%d] ", when, words[level], program, (int)getpid());
	va_start(ap, format);
	vsnprintf(line + n, sizeof line - (size_t)n - 1, format, ap);
	va_end(ap);
	/* one event a line, whatever a value held */
	for (char *p = line; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	length = strlen(line);
	line[length] = '\n';	/* in place of the NUL: written by its length */
	if (write(STDERR_FILENO, line, length + 1) < 0)
		return;
}

void
log_failure(const char *event, const struct error *e)
{
	enum log_level level = e->kind == ERROR_TOO_MANY ? LOG_LEVEL_WARNING :
	    error_status(e->kind) >= 500 ? LOG_LEVEL_ERROR : LOG_LEVEL_INFO;

	log_line(level, "event=%s error=%s code=%d at=%s:%d detail=\"%s\"", event,
	    error_word(e->kind), e->code, e->file, e->line, e->detail);
}
