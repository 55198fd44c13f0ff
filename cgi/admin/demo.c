/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Writes with jansson; verify/published.c, of another program, reads. */
#include "admin/demo.h"

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"

static const struct {
	const char *key;
	size_t offset;
} members[] = {
	{"role", offsetof(struct demo_account, role)},
	{"unit", offsetof(struct demo_account, unit)},
	{"sign_in_name", offsetof(struct demo_account, name)},
	{"password", offsetof(struct demo_account, password)},
	{"totp", offsetof(struct demo_account, totp)},
	{"number", offsetof(struct demo_account, number)},
	{"full_name", offsetof(struct demo_account, full_name)},
	{"kind", offsetof(struct demo_account, kind)},
	{"country", offsetof(struct demo_account, country)},
	{"zone", offsetof(struct demo_account, zone)},
	{"lang", offsetof(struct demo_account, lang)},
};
#define MEMBERS (sizeof members / sizeof *members)

static const char **
member(struct demo_account *account, size_t i)
{
	return (const char **)(void *)((char *)account + members[i].offset);
}

const struct error *
demo_read(struct pool *pool, const char *path, struct demo *out)
{
	json_error_t problem;
	json_t *root, *accounts;

	*out = (struct demo){0};
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return NULL;
	if (!(root = json_load_file(path, JSON_REJECT_DUPLICATES, &problem)))
		return fail(ERROR_INTERNAL, "%s line %d: %s", path, problem.line, problem.text);
	accounts = json_object_get(root, "accounts");
	out->accounts = pool_zero(pool, (json_array_size(accounts) + 1) * sizeof *out->accounts);
	for (size_t i = 0; i < json_array_size(accounts); i++) {
		struct demo_account *account = &out->accounts[out->count++];

		for (size_t j = 0; j < MEMBERS; j++) {
			const char *s = json_string_value(
			    json_object_get(json_array_get(accounts, i), members[j].key));

			if (s)
				*member(account, j) = pool_string(pool, s);
		}
	}
	json_decref(root);
	return NULL;
}

static void
put(json_t *object, const char *key, const char *value)
{
	if (value && json_object_set_new(object, key, json_string(value)) != 0)
		_exit(70);	/* no memory, or our own text is not UTF-8 */
}

static json_t *
urls(struct pool *pool, const char *origin)
{
	json_t *all = json_object();

	put(all, "origin", origin);
	put(all, "home", pool_format(pool, "%s/zh/", origin));
	put(all, "sign_in", pool_format(pool, "%s/zh/sign-in", origin));
	put(all, "desk", pool_format(pool, "%s/desk/", origin));
	put(all, "inbox", pool_format(pool, "%s/demo/inbox", origin));
	put(all, "inbox_json", pool_format(pool, "%s/demo/inbox.json", origin));
	return all;
}

static json_t *
accounts_of(const struct demo *demo)
{
	json_t *all = json_array();

	for (size_t i = 0; i < demo->count; i++) {
		json_t *one = json_object();

		for (size_t j = 0; j < MEMBERS; j++)
			put(one, members[j].key, *member(&demo->accounts[i], j));
		json_array_append_new(all, one);
	}
	return all;
}

const struct error *
demo_write(struct pool *pool, const char *path, const char *origin, const struct demo *demo)
{
	const char *new_path = pool_format(pool, "%s.new", path);
	json_t *root = json_object();
	FILE *to;
	bool is_written;

	json_object_set_new(root, "urls", urls(pool, origin));
	json_object_set_new(root, "accounts", accounts_of(demo));
	if (!(to = fopen(new_path, "we"))) {
		json_decref(root);
		return fail(ERROR_INTERNAL, "cannot write %s: %s", new_path, strerror(errno));
	}
	is_written = fchmod(fileno(to), 0600) == 0 && json_dumpf(root, to, JSON_INDENT(2)) == 0 &&
	    fputc('\n', to) != EOF;
	is_written = fclose(to) == 0 && is_written && rename(new_path, path) == 0;
	json_decref(root);
	return is_written ? NULL : fail(ERROR_INTERNAL, "cannot write %s", path);
}
