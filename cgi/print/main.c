/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * qiao-print: makes the papers that are owed (service/printing.h), one after the other. Pango and
 * its fonts need memory that no worker has, and the courier should not wait for them; so they have
 * a process of their own, with a database account that reads nothing but papers and the results
 * that they hold. Any number may run, on any machines, and be ended at any moment.
 */
#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/tree.h"
#include "print/font.h"
#include "print/making.h"
#include "print/page.h"
#include "print/sign.h"
#include "print/words.h"
#include "service/catalogue.h"
#include "service/printing.h"
#include "store/background.h"
#include "store/db.h"
#include "store/sandbox.h"
#include "store/seal.h"

struct print {
	struct config config;
	struct making with;
};

/* One that cannot be made is tried later; an error means that the store is away. */
static const struct error *
print_one(struct print *p, int64_t id)
{
	const struct error *e, *failed;
	struct bytes pdf = {NULL, 0};
	moment began = clock_now();
	struct printing *owed;

	if ((e = printing_claim(p->with.db, id, began, &owed)) || !owed)
		return e;
	if ((failed = making_paper(&p->with, owed, &pdf))) {
		log_failure("print", failed);
		return failed->kind == ERROR_UNAVAILABLE ? failed :
		    printing_again(p->with.db, owed, clock_now());
	}
	if ((e = printing_made(p->with.db, owed, pdf)))
		return e;
	log_info("event=print id=%lld kind=%s tries=%d bytes=%zu ms=%lld", (long long)id,
	    writ_word(owed->kind), owed->tries, pdf.n, (long long)(clock_now() - began));
	return NULL;
}

static const struct error *
round_once(void *data, bool *is_idle)
{
	struct print *p = data;
	struct printing_ids ids;
	const struct error *e;

	*is_idle = true;
	if ((e = printing_due(p->with.db, clock_now(), &ids)))
		return e;
	*is_idle = ids.count == 0;
	for (size_t i = 0; i < ids.count && !background_ending; i++) {
		struct pool *before = db_pool(p->with.db), *pool = pool_new(before, 0);

		db_use_pool(p->with.db, pool);
		e = print_one(p, ids.at[i]);
		db_use_pool(p->with.db, before);
		pool_free(pool);
		if (e)
			return e;
	}
	return NULL;
}

/* Fonts and the seal are used once before the door is locked, so that all they read is read. */
static const struct error *
warm_up(void)
{
	static struct piece piece = {PIECE_TEXT, "侨 Qiao 䶮"};
	static const unsigned char dark = 1;
	const struct part part = {"侨", "侨", "侨", "zh-cn", false, {"侨"}, "{page}{pages}", &piece, 1};
	const struct paper paper = {"侨", 1, &part, 1, {{NULL, 0}, 0, 0, NULL}, {1, &dark}, 0};
	struct pool *pool = pool_new(NULL, 0);
	struct bytes pdf, sealed;
	int missing;
	const struct error *e = page_write(pool, &paper, &pdf, &missing);

	if (!e)
		e = sign_pdf(pool, pdf, 1, &sealed);
	if (!e && missing)
		e = fail(ERROR_INTERNAL, "the fonts lack %d of our own characters", missing);
	pool_free(pool);
	return e;
}

/* Without a certificate papers are not signed, which the log says at every start. */
static const struct error *
open_seal(const struct tree *settings)
{
	const char *certificate = tree_get(settings, "Seal.Certificate");
	const char *key = tree_get(settings, "Seal.Key");

	if (!certificate) {
		log_warning("event=start seal=none");
		return NULL;
	}
	return key ? sign_open(certificate, key, tree_get(settings, "Seal.Chain")) :
	    fail(ERROR_INTERNAL, "Seal.Key is missing in the settings");
}

static const struct error *
prepare(struct pool *pool, const char *file, struct print *p)
{
	const struct error *e;

	if ((e = config_load(file, &p->config)) || (e = seal_open_keys(p->config.key_file)) ||
	    (e = catalogue_load(pool, p->config.formalities, &p->with.catalogue)) ||
	    (e = words_load(p->config.templates, p->config.origin, &p->with.words)) ||
	    (e = page_open(tree_get(p->config.tree, "Fonts"))) || (e = open_seal(p->config.tree)))
		return e;
	p->with.media_socket = p->config.media_socket;
	return warm_up();
}

static const struct error *
run(struct print *p, bool is_once, int *status)
{
	const struct error *e;

	if ((e = background_enter(&p->config, &(struct sandbox){.readable = font_files()})))
		return e;
	p->with.db = db_new(&p->config);
	log_info("event=ready");
	*status = !background_work(&(struct background){p->with.db, round_once, p, is_once});
	db_close(p->with.db);
	log_info("event=end");
	return NULL;
}

static const char usage[] = "usage: qiao-print -c FILE [--once | --check]\n\n"
    "  -c FILE    settings (doc/operating.md)\n"
    "  --once     make the papers that are owed now, end\n"
    "  --check    read the settings, formalities, texts and fonts, say what is wrong, end\n"
    "  --help     this\n  --version  the version\n\n"
    "SIGTERM: end after the paper in hand.\n";

int
main(int argc, char **argv)
{
	struct background_words words;
	struct print p = {0};
	const struct error *e;
	struct pool *pool;
	int status;

	if (!background_read(argc, argv, "qiao-print", usage, &words, &status))
		return status;
	log_open("qiao-print", LOG_LEVEL_INFO);
	pool = pool_new(NULL, 0);
	e = prepare(pool, words.file, &p);
	if (!e && !words.is_check)
		e = run(&p, words.is_once, &status);
	if (e) {
		log_failure("start", e);
		status = 78;
	}
	page_close();
	sign_close();
	words_free(p.with.words);
	tree_free(p.config.tree);
	pool_free(pool);
	return status;
}
