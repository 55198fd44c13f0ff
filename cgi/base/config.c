/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/config.h"

#include <sys/stat.h>

#include "base/error.h"
#include "base/text.h"
#include "base/tree.h"

const struct error *
config_load(const char *path, struct config *out)
{
	const struct error *e;
	struct stat st;
	const struct {
		const char *key;
		const char **to;
	} needed[] = {
		{"Origin", &out->origin}, {"KeyFile", &out->key_file},
		{"Db.Socket", &out->db_socket}, {"Db.Name", &out->db_name},
		{"Db.User", &out->db_user}, {"Db.Password", &out->db_password},
		{"Templates", &out->templates}, {"Formalities", &out->formalities},
	};

	*out = (struct config){0};
	if (stat(path, &st) != 0)
		return fail(ERROR_INTERNAL, "cannot read %s", path);
	if (st.st_mode & (S_IROTH | S_IWOTH | S_IWGRP))
		return fail(ERROR_INTERNAL, "%s holds a password: chmod 640 or stricter", path);
	if ((e = tree_load(path, &out->tree)))
		return e;
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!(*needed[i].to = tree_get(out->tree, needed[i].key)))
			return fail(ERROR_INTERNAL, "%s lacks %s", path, needed[i].key);
	out->socket = tree_get(out->tree, "Socket");
	out->media_socket = tree_get(out->tree, "MediaSocket");
	out->assets = tree_get(out->tree, "Assets");
	out->workers = (int)tree_number(out->tree, "Workers", 4);
	out->is_demo = tree_number(out->tree, "Demo", 0) != 0;
	out->is_tls = text_starts(out->origin, "https://");
	return NULL;
}
