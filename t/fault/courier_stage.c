/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What t/fault/courier-mail.t cannot do from outside: a private store with our schema, sealed
 * notices in its outbox, and a look at them. One command a line on standard input, one line of
 * answer each:
 *	store			SOCKET KEYFILE
 *	queue CHANNEL LANG N ADDRESS	a sign-in code, N digits of it; its id. \r and \n in the
 *				address as ^M and ^J
 *	matter ADDRESS		a notice of an application
 *	state ID		STATE TRIES secret|wiped kept|dropped
 *	count STATE		how many
 *	hurry			what waits and what was claimed is due now
 *	leases			how many are held
 *	cut			ends every other connection to the store
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/contact.h"
#include "service/notice.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(stage_newest, "", "i", "SELECT COALESCE(MAX(id), 0) FROM notice")
STATEMENT(stage_state, "i", "siibb",
    "SELECT state, tries, id, params, body FROM notice WHERE id = ?")
STATEMENT(stage_count, "s", "i", "SELECT COUNT(*) FROM notice WHERE state = ?")
STATEMENT(stage_leases, "t", "i", "SELECT COUNT(*) FROM lease WHERE until > ?")
STATEMENT(stage_hurry, "t", "",
    "UPDATE notice SET next_try = ? WHERE state IN ('queued', 'sending')")
STATEMENT(stage_person, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'zh', '', '', ?)")
STATEMENT(stage_contact, "iibbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) "
    "VALUES (?, ?, 'email', ?, ?, ?)")
STATEMENT(stage_others, "", "i",
    "SELECT CAST(id AS SIGNED) FROM information_schema.processlist WHERE id <> CONNECTION_ID()")

static struct pool *pool;
static struct db *db;

static long long
newest(void)
{
	struct row *row;

	must(db_row(db, &stage_newest, DB_NOTHING, &row));
	return row_int(row, 0);
}

static void
queue(char *rest)
{
	char *save, *channel = strtok_r(rest, " ", &save), *lang = strtok_r(NULL, " ", &save);
	char *digits = strtok_r(NULL, " ", &save), *address = save;
	struct pairs params = {.pool = pool};
	enum lang in = LANG_EN;

	for (char *s; (s = strstr(address, "^M")) || (s = strstr(address, "^J"));) {
		*s = s[1] == 'M' ? '\r' : '\n';
		memmove(s + 1, s + 2, strlen(s + 2) + 1);
	}
	lang_of(lang, &in);
	pairs_set(&params, "code", digits);
	pairs_set(&params, "minutes", "10");
	must(notice_queue_to(db, channel, address, "code", in, &params, clock_now()));
	printf("%lld\n", newest());
}

static void
matter(const char *address)
{
	struct application a = {.id = db_new_id(), .person = db_new_id(), .lang = LANG_ZH,
	    .ref = "WZ7K3F923", .formality = "cert-no-crime"};
	int64_t id = db_new_id();

	must(db_run(db, &stage_person, DB(db_int(a.person), db_moment(clock_now())), NULL));
	must(db_run(db, &stage_contact, DB(db_int(id), db_int(a.person),
	    db_bytes(contact_index(pool, "email", pool_format(pool, "%lld", (long long)id))),
	    db_bytes(seal_text(pool, CONTACT_CONTEXT, id, address)), db_moment(clock_now())), NULL));
	must(notice_queue(db, &a, "submit", NULL, clock_now()));
	printf("%lld\n", newest());
}

static void
state(const char *id)
{
	struct bytes params;
	struct row *row;

	must(db_row(db, &stage_state, DB(db_int(strtoll(id, NULL, 10))), &row));
	if (!row) {
		printf("none\n");
		return;
	}
	must(unseal(pool, NOTICE_PARAMS, row_int(row, 2), row_bytes(row, 3), &params));
	printf("%s %lld %s %s\n", row_text(row, 0), (long long)row_int(row, 1),
	    params.n ? "secret" : "wiped", row_bytes(row, 4).p ? "kept" : "dropped");
}

static void
count(const char *in)
{
	struct row *row;

	must(db_row(db, &stage_count, DB(db_text(in)), &row));
	printf("%lld\n", (long long)row_int(row, 0));
}

static void
leases(void)
{
	struct row *row;

	must(db_row(db, &stage_leases, DB(db_moment(clock_now())), &row));
	printf("%lld\n", (long long)row_int(row, 0));
}

static void
cut(void)
{
	struct rows rows;

	must(db_rows(db, &stage_others, DB_NOTHING, &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (db_script(db, pool_format(pool, "KILL %lld", (long long)row_int(rows.at[i], 0))))
			continue;	/* it has just gone */
	printf("%zu\n", rows.count);
}

static void
obey(const struct config *config, char *line)
{
	char *rest = strchr(line, ' ');

	if (rest)
		*rest++ = '\0';
	else
		rest = line + strlen(line);
	if (strcmp(line, "store") == 0)
		printf("%s %s\n", config->db_socket, config->key_file);
	else if (strcmp(line, "queue") == 0)
		queue(rest);
	else if (strcmp(line, "matter") == 0)
		matter(rest);
	else if (strcmp(line, "state") == 0)
		state(rest);
	else if (strcmp(line, "count") == 0)
		count(rest);
	else if (strcmp(line, "leases") == 0)
		leases();
	else if (strcmp(line, "cut") == 0)
		cut();
	else if (strcmp(line, "hurry") == 0) {
		must(db_run(db, &stage_hurry, DB(db_moment(clock_now() - 1)), NULL));
		printf("done\n");
	} else
		printf("what?\n");
	fflush(stdout);
}

int
main(void)
{
	const struct config *config = database_start();
	char line[1000];

	pool = pool_new(NULL, 0);
	db = db_new(config);
	db_use_pool(db, pool);
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		obey(config, line);
	}
	db_close(db);
	pool_free(pool);
	return 0;
}
