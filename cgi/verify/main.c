/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* qiao-verify: what it was asked to look at, and what it found, as lines and an exit status. */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/reference.h"
#include "store/db.h"
#include "store/seal.h"
#include "verify/verify.h"

#define EXIT_WRONG 1

static int
usage(int status)
{
	fputs("usage: qiao-verify PROOF.json ROOT          a matter's proof against a published root\n"
	    "       qiao-verify PROOF.json ROOTS.json    the same against /transparency.json\n"
	    "       qiao-verify ROOTS.json               the published roots by themselves\n"
	    "       qiao-verify -c SETTINGS              operators: every chain, leaf and root\n"
	    "       qiao-verify -c SETTINGS ROOTS.json   the same, and the roots as they were published\n"
	    "       qiao-verify -c SETTINGS NUMBER       one matter's chains and leaves\n\n"
	    "  -c SETTINGS  of an account that may read the store, with its key file\n"
	    "  --help       this\n  --version    the version\n\n"
	    "Exit status: 0 all is as it was written; 1 something is not; 64 wrong usage; 65 a file is\n"
	    "not understood; 69 the store does not answer; 78 the settings cannot be used.\n",
	    status ? stderr : stdout);
	return status;
}

static int
told(const struct findings *f, const struct error *e)
{
	static const int status[ERROR_KINDS] = {[ERROR_INVALID] = EX_DATAERR,
	    [ERROR_NOT_FOUND] = EX_DATAERR};

	if (e) {
		fprintf(stderr, "qiao-verify: %s\n", e->detail);
		return status[e->kind] ? status[e->kind] : EX_UNAVAILABLE;
	}
	if (f->faults)
		printf("%lld FAULTS\n", (long long)f->faults);
	else
		puts("whole");
	return f->faults ? EXIT_WRONG : 0;
}

static const struct error *
verify_store(struct db *db, const char *ref, const char *roots, struct findings *f)
{
	const struct error *e;

	if ((e = verify_versions(db, ref, f)) || (e = verify_chains(db, ref, f)) ||
	    (!ref && ((e = verify_tree(db, f)) || (e = verify_audit(db, f)) || (e = verify_sums(db, f)))))
		return e;
	if (roots && (e = verify_published(db, roots, f)))
		return e;
	printf("%lld matters, %lld acts, %lld views, %lld leaves, %lld days\n", (long long)f->matters,
	    (long long)f->acts, (long long)f->views, (long long)f->leaves, (long long)f->days);
	printf("%lld notes among officers\n", (long long)f->notes);
	if (!ref && !roots)
		puts("not held against published roots (ROOTS.json): newest days cut off are not seen");
	if (f->unchained)
		printf("%lld views have no place in a chain yet: qiao-admin chain\n",
		    (long long)f->unchained);
	return NULL;
}

static int
operate(const char *settings, const char *of)
{
	bool is_number, is_file = of && access(of, R_OK) == 0;
	struct findings f = {0};
	char ref[REFERENCE_TEXT];
	const struct error *e;
	struct config config;
	struct pool *pool;
	struct db *db;
	int status;

	is_number = of && reference_read(of, ref);
	if (of && !is_number && !is_file)
		return usage(EX_USAGE);
	if ((e = config_load(settings, &config)) || (e = seal_open_keys(config.key_file))) {
		fprintf(stderr, "qiao-verify: %s\n", e->detail);
		tree_free(config.tree);
		return EX_CONFIG;
	}
	pool = pool_new(NULL, 0);
	db = db_new(&config);
	db_use_pool(db, pool);
	status = told(&f, verify_store(db, is_number ? ref : NULL, is_number ? NULL : of, &f));
	db_close(db);
	pool_free(pool);
	tree_free(config.tree);
	return status;
}

static int
compare(const char *file, const char *root)
{
	struct pool *pool = pool_new(NULL, 0);
	struct findings f = {0};
	int status = told(&f, root ? verify_proof(pool, file, root, &f) : verify_roots(pool, file, &f));

	pool_free(pool);
	return status;
}

int
main(int argc, char **argv)
{
	log_open("qiao-verify", LOG_LEVEL_WARNING);
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(0);
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return printf("qiao-verify %s\n", QIAO_VERSION) < 0;
	if (argc >= 3 && argc <= 4 && strcmp(argv[1], "-c") == 0)
		return operate(argv[2], argv[3]);
	if (argc < 2 || argc > 3 || argv[1][0] == '-')
		return usage(EX_USAGE);
	return compare(argv[1], argv[2]);
}
