/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/background.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/sandbox.h"
#include "store/schema.h"

#define IDLE_MS 250		/* how long a notice or a paper may lie when nothing else is done */
#define TROUBLE_MS 1000		/* after the store was away */

volatile sig_atomic_t background_ending;

static bool
say_usage(const char *usage, int status, int *out)
{
	fputs(usage, status ? stderr : stdout);
	*out = status;
	return false;
}

bool
background_read(int argc, char **argv, const char *name, const char *usage, struct background_words *out,
    int *status)
{
	*out = (struct background_words){NULL, false, false};
	*status = 0;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-c") == 0 && i + 1 < argc) {
			out->file = argv[++i];
		} else if (strcmp(argv[i], "--once") == 0) {
			out->is_once = true;
		} else if (strcmp(argv[i], "--check") == 0) {
			out->is_check = true;
		} else if (strcmp(argv[i], "--version") == 0) {
			*status = printf("%s %s\n", name, QIAO_VERSION) < 0;
			return false;
		} else {
			return say_usage(usage, strcmp(argv[i], "--help") != 0 ? 64 : 0, status);
		}
	}
	return out->file || say_usage(usage, 64, status);
}

static void
end(int number)
{
	(void)number;
	background_ending = 1;
}

const struct error *
background_enter(const struct config *config, const struct sandbox *sandbox)
{
	struct sigaction action = {.sa_handler = end};
	const struct error *e;

	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	e = sandbox_worker(sandbox);
	return e ? e : schema_check(config);
}

static const struct error *
round_in_pool(const struct background *b, bool *is_idle)
{
	struct pool *pool = pool_new(NULL, 0);
	const struct error *e;

	db_use_pool(b->db, pool);
	e = b->round(b->data, is_idle);
	db_use_pool(b->db, NULL);
	pool_free(pool);
	return e;
}

static void
sleep_ms(long ms)
{
	nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

bool
background_work(const struct background *b)
{
	bool is_idle = false, is_away = false;

	while (!background_ending && !(b->is_once && is_idle)) {
		const struct error *e = round_in_pool(b, &is_idle);

		if (e && !is_away)
			log_failure("round", e);
		if (e && b->is_once)
			return false;
		if (!e && is_away)
			log_info("event=round-again");
		is_away = e != NULL;
		if (e)
			db_drop(b->db);
		if (e)
			sleep_ms(TROUBLE_MS);
		else if (is_idle && !b->is_once && !background_ending)
			sleep_ms(IDLE_MS);
	}
	return true;
}
