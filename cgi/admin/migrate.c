/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Migrations: schema/NNN-name.sql in the order of their numbers, each once. The row of
 * a version is there before its script runs and gets its moment after, so that a
 * second program stays out and a script that broke off is not taken for a finished one.
 * Numbers are given out when work begins, so one may land after a higher one: it is applied then.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/catalogue.h"
#include "service/exclusion.h"
#include "service/holding.h"
#include "store/db.h"
#include "store/seal.h"

/* one that broke off, if there is such a one */
STATEMENT(schema_newest, "", "iii",
    "SELECT version, applied IS NOT NULL, MAX(version) OVER () FROM schema_version "
    "ORDER BY applied IS NOT NULL, version DESC LIMIT 1")
STATEMENT(schema_digest, "i", "b",
    "SELECT digest FROM schema_version WHERE version = ?")
STATEMENT(schema_begin, "isb", "",
    "INSERT INTO schema_version (version, name, digest) VALUES (?, ?, ?)")
STATEMENT(schema_end, "ti", "",
    "UPDATE schema_version SET applied = ? WHERE version = ? AND applied IS NULL")

STATEMENT(words_older, "", "ii",
    "SELECT COUNT(*), (SELECT COUNT(*) FROM proposal WHERE kind = 'exclude-old') FROM hold "
    "WHERE plain IS NOT NULL")

#define NO_SUCH_TABLE 1146
#define VERSION_TABLE "000-version.sql"

const struct error *
schema_current(struct admin *a, int64_t *out)
{
	const struct error *e = NULL;
	struct row *row;

	*out = 0;
	if ((e = db_row(a->db, &schema_newest, DB_NOTHING, &row)))
		return e->code == NO_SUCH_TABLE ? NULL : e;
	if (!row)
		return NULL;
	*out = row_int(row, 2);
	if (!row_int(row, 1))
		return fail(ERROR_INTERNAL, "migration %03d has broken off: restore the backup that was "
		    "made before it, or finish it by hand (doc/operating.md)", (int)row_int(row, 0));
	return NULL;
}

/* 12 of "012-transfers.sql", or 0. */
static int
version_of(const char *name)
{
	size_t n = strlen(name);

	if (n < 9 || n > 79 || !text_is_digits(name, 3) || name[3] != '-' ||
	    strcmp(name + n - 4, ".sql") != 0)
		return 0;
	return (name[0] - '0') * 100 + (name[1] - '0') * 10 + name[2] - '0';
}

static int
is_migration(const struct dirent *entry)
{
	return version_of(entry->d_name) != 0;
}

static const struct error *
apply(struct admin *a, const char *name, const char *sql, struct bytes digest)
{
	const struct error *e;
	int version = version_of(name);

	e = db_run(a->db, &schema_begin, DB(db_int(version), db_text(name), db_bytes(digest)), NULL);
	if (e && db_is_duplicate(e))
		return fail(ERROR_CONFLICT, "another program is applying %s", name);
	if (e || (e = db_script(a->db, sql)))
		return e;
	if ((e = db_run_one(a->db, &schema_end, DB(db_moment(clock_now()), db_int(version)))))
		return e;
	printf("schema %s\n", name);
	return NULL;
}

/* Apply it, or see that it is the one that was applied. */
static const struct error *
settle(struct admin *a, const char *folder, const char *name)
{
	const struct error *e;
	const char *sql;
	struct bytes digest;
	struct row *row;

	if ((e = catalogue_text(a->pool, pool_format(a->pool, "%s/%s", folder, name), &sql)))
		return e;
	digest = plain_hash(a->pool, bytes_of(sql));
	if ((e = db_row(a->db, &schema_digest, DB(db_int(version_of(name))), &row)))
		return e;
	if (!row)
		return apply(a, name, sql, digest);
	if (!bytes_equal(row_bytes(row, 0), digest))
		return fail(ERROR_INTERNAL, "%s is not what was applied to this store: a migration is "
		    "never edited, the next one has the next number", name);
	return NULL;
}

static const struct error *
apply_newer(struct admin *a, const char *folder, struct dirent **files, int count)
{
	const struct error *e;
	const char *sql;
	int64_t current;
	int newest = count > 0 ? version_of(files[count - 1]->d_name) : 0;

	if ((e = catalogue_text(a->pool, pool_format(a->pool, "%s/" VERSION_TABLE, folder), &sql)) ||
	    (e = db_script(a->db, sql)) || (e = schema_current(a, &current)))
		return e;
	if (current > newest)
		return fail(ERROR_INTERNAL, "the store has schema %d, newer than this program's %d: "
		    "install the newer program", (int)current, newest);
	for (int i = 0; i < count; i++) {
		if (i > 0 && version_of(files[i]->d_name) == version_of(files[i - 1]->d_name))
			return fail(ERROR_INTERNAL, "%s: another one has this number", files[i]->d_name);
		if ((e = settle(a, folder, files[i]->d_name)))
			return e;
	}
	return NULL;
}

/* What only a key can bring up to date: why a matter is held, or a rating left out, was stored in clear. */
static const struct error *
seal_older(struct admin *a)
{
	const struct error *e;
	int64_t holds, exclusions;
	struct row *row;

	if ((e = db_row(a->db, &words_older, DB_NOTHING, &row)) || (!row_int(row, 0) && !row_int(row, 1)))
		return e;
	if ((e = seal_open_keys(a->config->key_file)) || (e = holding_seal_older(a->db, &holds)) ||
	    (e = exclusion_seal_older(a->db, &exclusions)))
		return e;
	printf("%lld reasons of holds and %lld of ratings that do not count sealed\n", (long long)holds,
	    (long long)exclusions);
	return NULL;
}

const struct error *
migrate(struct admin *a)
{
	const char *folder = tree_get(a->config->tree, "Schema");
	const struct error *e;
	struct dirent **files;
	int count;

	if (!folder)
		return fail(ERROR_INTERNAL, "the settings lack Schema");
	if ((count = scandir(folder, &files, is_migration, alphasort)) <= 0)
		return fail(ERROR_INTERNAL, "no migrations in %s", folder);
	e = apply_newer(a, folder, files, count);
	for (int i = 0; i < count; i++)
		free(files[i]);
	free(files);
	return e ? e : seal_older(a);
}
