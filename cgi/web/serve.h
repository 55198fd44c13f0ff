/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A program's life: a parent holds the listening socket and its workers, which share what it
 * has loaded. SIGHUP: it reads files and settings anew and replaces the workers one by one; if
 * they are wrong it says so and goes on with what it had. SIGTERM ends all after the requests
 * in hand. A worker that dies is started again. No request is lost in either, since the socket
 * stays open.
 */
#ifndef QIAO_WEB_SERVE_H
#define QIAO_WEB_SERVE_H

#include "web/request.h"

struct program {
	const char *name;		/* "qiao-portal" */
	/* Fill in the site from the settings: routes, views, its own data. */
	const struct error *(*start)(const struct config *config, struct site *site);
	/* Free what start() made, all of it or as much as it came to. */
	void (*stop)(struct site *site);
};

/* main() of a web program: NAME -c FILE | --help | --version | --check */
int serve_main(int argc, char **argv, const struct program *program);

#endif
