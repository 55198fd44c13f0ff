/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Old versions of formalities: parsed once and kept, as many as a worker has room for, and none
 * taken away while a request still reads it. Tells what a version costs, kept and not.
 */
#include "service/version.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/memory.h"
#include "database.h"
#include "service/catalogue.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(version_insert, "isbst", "",
    "INSERT INTO formality_version (id, code, digest, body, loaded) VALUES (?, ?, ?, ?, ?)")

#define VERSIONS 100
#define ROUNDS 400
#define MOST_GROWN (4 * 1024 * 1024)	/* what a worker may grow by */

static struct catalogue *catalogue;
static struct pool *pool, *request;
static struct db *db;

static const char *
code_of(int64_t id)
{
	return catalogue->formalities[(size_t)id % catalogue->count]->code;
}

/* Their digest is another than today's, their text may be the same. */
static void
fill(void)
{
	for (int64_t id = 1; id <= VERSIONS; id++) {
		char digest[32] = {0};
		const char *text = catalogue_find(catalogue, code_of(id))->text;

		memcpy(digest, &id, sizeof id);
		must(db_run(db, &version_insert, DB(db_int(id), db_text(code_of(id)),
		    db_bytes(BYTES(digest, sizeof digest)), db_text(text), db_moment(id)), NULL));
	}
}

static const struct formality *
load(int64_t id)
{
	const struct formality *f = NULL;

	must(version_load(db, catalogue, code_of(id), id, &f));
	return f;
}

static void
end_request(void)
{
	pool_empty(request);
	db_use_pool(db, request);
}

static void
test_kept(void)
{
	const struct formality *f = load(1);
	struct catalogue *other;

	ok(f != catalogue_find(catalogue, code_of(1)), "an old version is not today's");
	ok(load(1) == f, "the second time in a request it is the same");
	end_request();
	ok(load(1) == f && strstr(f->text, f->code), "and in the next one");
	must(catalogue_load(pool, pool_format(pool, "%s/formalities",
	    getenv("srcdir") ? getenv("srcdir") : "."), &other));
	must(version_load(db, other, code_of(1), 1, &f));
	ok(formality_field(f, "applicant_name") == NULL ||
	    formality_field(f, "applicant_name") != formality_field(load(1), "applicant_name"),
	    "another catalogue has its own");
	end_request();
}

static void
store(int64_t id, struct bytes digest, const char *body)
{
	must(db_run(db, &version_insert, DB(db_int(id), db_text(code_of(1)), db_bytes(digest), db_text(body),
	    db_moment(id)), NULL));
}

/* What became of a text, and that one which cannot be read is not taken for what was read. */
static void
test_compare(void)
{
	const struct formality *today = catalogue_find(catalogue, code_of(1));
	const struct formality gone = {.code = "gone"};
	const int64_t now = VERSIONS + 1, unreadable = VERSIONS + 2;
	const struct formality *f;
	enum version_age age;

	store(now, plain_hash(pool, bytes_of(today->text)), today->text);
	store(unreadable, bytes_of("another digest, of 32 characters"), "Code = nothing\n");
	must(version_load(db, catalogue, today->code, now, &f));
	must(version_compare(db, catalogue, now, f, &age));
	ok(f == today && age == VERSION_TODAYS, "what is still so is today's");
	must(version_compare(db, catalogue, 1, load(1), &age));
	ok(age == VERSION_CHANGED, "another text has changed");
	must(version_compare(db, catalogue, 1, &gone, &age));
	ok(age == VERSION_RETIRED, "what has left the catalogue is retired");
	must(version_load(db, catalogue, today->code, unreadable, &f));
	must(version_compare(db, catalogue, unreadable, f, &age));
	ok(f == today && age == VERSION_LOST, "what cannot be read is lost, though today's is shown");
	end_request();
}

/* One request reads more than are kept: each stays what it is to its end. */
static void
test_held(void)
{
	const struct formality *held[VERSIONS];
	int wrong = 0;

	for (int64_t id = 1; id <= VERSIONS; id++)
		held[id - 1] = load(id);
	for (int64_t id = 1; id <= VERSIONS; id++) {
		const struct formality *f = held[id - 1];

		wrong += strcmp(f->code, code_of(id)) != 0 || !strstr(f->text, f->code) || !f->page_count ||
		    !formality_page(f, f->pages[f->page_count - 1].code);
	}
	is_int(wrong, 0, "all that one request reads stay to its end");
	end_request();
}

static size_t
in_use(void)
{
	struct mallinfo2 m = mallinfo2();

	return m.uordblks + m.hblkhd;
}

static double
microseconds(int64_t from, int64_t count)
{
	struct timespec a, b;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	for (int i = 0; i < ROUNDS; i++) {
		load(from + i % count);
		end_request();
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	return ((double)(b.tv_sec - a.tv_sec) * 1e9 + (double)(b.tv_nsec - a.tv_nsec)) / 1e3 / ROUNDS;
}

static void
test_flat(void)
{
	size_t before, first;
	double kept = microseconds(1, 1), parsed = microseconds(1, VERSIONS);

	ok(kept * 4 < parsed, "a kept one costs %.1f us of the processor, an unkept one %.1f", kept, parsed);
	end_request();
	before = in_use();
	microseconds(1, VERSIONS);
	first = in_use();
	microseconds(1, VERSIONS);
	ok(in_use() < first + 64 * 1024 && in_use() < before + MOST_GROWN,
	    "memory is flat: %zu KB, then %zu, then %zu", before / 1024, first / 1024, in_use() / 1024);
}

int
main(void)
{
	const char *root = getenv("srcdir");
	pool = pool_new(NULL, 0);
	request = pool_new(NULL, 64 * 1024 * 1024);
	db = db_new(database_start());
	db_use_pool(db, request);
	must(catalogue_load(pool, pool_format(pool, "%s/formalities", root ? root : "."), &catalogue));
	fill();
	end_request();
	test_kept();
	test_held();
	test_compare();
	test_flat();
	db_close(db);
	pool_free(request);
	pool_free(pool);
	return done();
}
