/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One line an event on standard error: time, level, program, then key=value.
 * Never personal data: no names, numbers, contacts, answers, tokens, queries.
 */
#ifndef QIAO_BASE_LOG_H
#define QIAO_BASE_LOG_H

struct error;

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

void log_open(const char *program, enum log_level most);
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define log_error(...) log_line(LOG_LEVEL_ERROR, __VA_ARGS__)
#define log_warning(...) log_line(LOG_LEVEL_WARNING, __VA_ARGS__)
#define log_info(...) log_line(LOG_LEVEL_INFO, __VA_ARGS__)
/* event= what was being done; level by the kind: 5xx error, 429 warning, else info. */
void log_failure(const char *event, const struct error *error);

#endif
