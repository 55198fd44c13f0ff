/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the programs that Qiao is measured against share: workers that hand out one fixed
 * page, in the same loop as cgi/web/fcgi.c.
 */
#ifndef QIAO_BENCH_LOOP_H
#define QIAO_BENCH_LOOP_H

#include <stdbool.h>

/* What a worker does before it answers; false ends it. */
struct work {
	void (*begin)(void *data);
	bool (*each)(void *data, const char *uri);
	void *data;
};

/*
 * Listen on a unix socket and answer every request with the bytes of a file, until SIGTERM.
 * work may be NULL. Returns the exit status.
 */
int loop(const char *socket_path, int workers, const char *page_file, const struct work *work);

#endif
