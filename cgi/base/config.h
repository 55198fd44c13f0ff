/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One program's settings: an HDF file named on its command line (see
 * doc/operating.md). Read once at start-up.
 */
#ifndef QIAO_BASE_CONFIG_H
#define QIAO_BASE_CONFIG_H

#include <stdbool.h>

struct error;
struct tree;

struct config {
	struct tree *tree;
	const char *origin;		/* public origin: https://host[:port], no slash at the end */
	const char *socket;		/* path of the listening unix socket */
	const char *key_file;
	const char *db_socket, *db_name, *db_user, *db_password;
	const char *templates, *formalities;	/* folders */
	const char *media_socket;
	const char *assets;		/* the manifest of the hashed static files */
	int workers;
	bool is_demo;
	bool is_tls;			/* origin is https */
};

/* The file must not be readable by others, since it holds a password. */
const struct error *config_load(const char *path, struct config *out)
    __attribute__((warn_unused_result));

#endif
