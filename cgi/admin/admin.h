/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * qiao-admin: what an operator does beside the serving programs.
 *
 *	qiao-admin -c SETTINGS COMMAND [ARGUMENT …]
 *
 * commands.def lists the commands; each is a function of this shape. It runs as the
 * store's owner (qiao_owner), outside any transaction of the others, and may be run
 * again after it was interrupted.
 */
#ifndef QIAO_ADMIN_ADMIN_H
#define QIAO_ADMIN_ADMIN_H

#include <stddef.h>
#include <stdint.h>

#include "service/publication.h"

struct config;
struct db;
struct error;
struct pool;

struct admin {
	const struct config *config;
	struct pool *pool;	/* of the whole run */
	struct db *db;
	char **argument;	/* those behind the command, NULL at the end */
	int count;
};

#define COMMAND(name, function, arguments, least, most, needs, text) \
	const struct error *function(struct admin *a) __attribute__((warn_unused_result));
#include "admin/commands.def"
#undef COMMAND

/* What was published at the desk, the oldest first. */
struct confirmed {
	struct {
		struct publication what;
		int64_t id;	/* the proposal's */
	} *at;
	size_t count;
};

/* It is written into the formalities' files. */
const struct error *publish_confirmed(struct admin *a, struct confirmed *out)
    __attribute__((warn_unused_result));
/* Once the files are taken up: where somebody has changed one by hand since, that is a decision. */
void publish_taken_up(struct admin *a, const struct confirmed *all);

/* The whole schema directory's newest version that the store has; 0 if it is empty. */
const struct error *schema_current(struct admin *a, int64_t *out)
    __attribute__((warn_unused_result));

#endif
