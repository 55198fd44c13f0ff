/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A person's papers on a real MariaDB: listed, offered where they suit, taken into another
 * application without new bytes, deleted, kept by whoever needs them, and nobody else's.
 */
#include "service/paper.h"

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "database.h"
#include "service/application.h"
#include "service/dictionary.h"
#include "service/material.h"
#include "service/retention.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(application_insert, "isistts", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved, retain_until) VALUES (?, ?, ?, 'f-1', 1, ?, '', '', 'zh', ?, ?, ?)")
STATEMENT(application_submit, "ti", "",
    "UPDATE application SET state = 'submitted', submitted = ? WHERE id = ?")
STATEMENT(application_over, "i", "",
    "UPDATE application SET state = 'closed', retain_until = '2026-11-01' WHERE id = ?")
STATEMENT(disposal_all, "t", "",
    "INSERT IGNORE INTO disposal (application, ref, formality, year, proposal, told, due) "
    "SELECT id, ref, formality, 2020, 1, created, ? FROM application WHERE retain_until IS NOT NULL")
STATEMENT(file_insert, "isibbt", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, thumb, created) "
    "VALUES (?, 'uploading', ?, ?, 1, 1200, 800, ?, ?, ?)")
STATEMENT(file_now, "i", "siii",
    "SELECT state, taken, withheld IS NOT NULL, (SELECT COUNT(*) FROM file_part p WHERE p.file = f.id) "
    "FROM file f WHERE id = ?")

#define NOW 1795424400000		/* 2026-11-23, 17:00 in Wenzhou */
#define CONTENT "the picture's bytes"

static struct pool *pool;
static struct db *db;

static const char *const also[] = {"id-card"};
static const struct material_entry card = {.code = "id-card", .kind = MATERIAL_EITHER, .most = 2,
    .expires = true};
static const struct material_entry proof = {.code = "id-proof", .kind = MATERIAL_EITHER, .most = 2,
    .also = (const char **)(uintptr_t)also, .also_count = 1};
static const struct material_entry photo = {.code = "photo", .kind = MATERIAL_IMAGE, .lasts = 6};
static const struct material_entry handed_in = {.code = "id-card-old", .kind = MATERIAL_EITHER, .most = 2,
    .is_of_one_matter = true, .also = (const char **)(uintptr_t)also, .also_count = 1};
static const struct material_entry evidence = {.code = "evidence", .is_of_one_matter = true};

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static struct application *
draft(int64_t person)
{
	static int count;
	struct application *a;
	int64_t id = db_new_id();

	must(db_run(db, &application_insert, DB(db_int(id), db_text(pool_format(pool, "%09d", ++count)),
	    db_int(person), db_text("draft"), db_moment(NOW), db_moment(NOW), db_text(NULL)), NULL));
	must(application_load(db, id, &a));
	return a;
}

static void
submit(const struct application *a)
{
	must(db_run(db, &application_submit, DB(db_moment(NOW), db_int(a->id)), NULL));
}

/* Received, and taken as a paper. */
static int64_t
photographed(const struct application *a, const char *code, const char *type, moment at)
{
	struct bytes content = bytes_of(CONTENT);
	int64_t id = db_new_id();

	must(db_run(db, &file_insert, DB(db_int(id), db_text(type), db_int((int64_t)content.n),
	    db_bytes(plain_hash(pool, content)), db_bytes(seal_text(pool, "thumb", id, "thumb")),
	    db_moment(at)), NULL));
	must(blob_write(db, id, content));
	must(material_add(db, a, code, id, at));
	return id;
}

static struct row *
file_of(int64_t id)
{
	struct row *row;

	must(db_row(db, &file_now, DB(db_int(id)), &row));
	return row;
}

static const char *
state_of(int64_t id)
{
	struct row *row = file_of(id);

	return row ? row_text(row, 0) : NULL;
}

static bool
has(const struct application *a, int64_t file)
{
	struct bytes content = {NULL, 0}, thumb = {NULL, 0};
	const char *type;

	return !kind_of(material_file(db, a->id, file, false, &type, &content)) &&
	    bytes_equal(content, bytes_of(CONTENT)) &&
	    !kind_of(material_file(db, a->id, file, true, &type, &thumb));
}

static struct own_papers
offers(const struct application *a, const struct material_entry *entry)
{
	struct own_papers out, suiting;

	must(paper_offers(db, a, &entry, 1, &out));
	suiting = (struct own_papers){pool_zero(pool, (out.count + 1) * sizeof *out.at), 0};
	for (size_t i = 0; i < out.count; i++)
		if (paper_suits(entry, BEARER_UNSAID, &out.at[i], NOW))
			suiting.at[suiting.count++] = out.at[i];
	return suiting;
}

static void
run_retention(void)
{
	struct retention r = {0};
	bool is_over = false;

	must(db_run(db, &disposal_all, DB(db_moment(NOW)), NULL));

	for (int i = 0; i < 100 && !is_over; i++)
		must(retention_step(db, &r, NOW + 2 * DAY, &is_over));
}

static void
test_offers(void)
{
	int64_t one = db_new_id(), two = db_new_id(), front, back, face;
	struct application *first = draft(one), *second = draft(one), *other = draft(two);
	struct own_papers list;

	front = photographed(first, "id-card", "image/jpeg", NOW - DAY);
	back = photographed(first, "id-card", "application/pdf", NOW - DAY);
	face = photographed(first, "photo", "image/jpeg", NOW - 100 * DAY);
	photographed(first, "photo", "application/pdf", NOW - DAY);
	photographed(first, "evidence", "image/jpeg", NOW - DAY);
	photographed(other, "id-card", "image/jpeg", NOW - DAY);
	list = offers(second, &card);
	ok(list.count == 2 && list.at[0].file == front && list.at[1].file == back,
	    "both sides are offered where the same is wanted, in their order");
	is_str(list.at[0].ref, first->ref, "with the application");
	is_int(list.at[0].uploaded, NOW - DAY, "and the day");
	is_int((int64_t)offers(second, &proof).count, 2, "and where they will do as well");
	list = offers(second, &photo);
	ok(list.count == 1 && list.at[0].file == face, "a photograph, where an image is wanted");
	is_int((int64_t)offers(second, &evidence).count, 0, "what belongs to one matter is not");
	photographed(first, "id-card-old", "image/jpeg", NOW - DAY);
	list = offers(second, &handed_in);
	ok(list.count == 2 && list.at[0].file == front && list.at[1].file == back,
	    "where the old card is handed in the card is offered, and none that was handed in before");
	is_int((int64_t)offers(draft(two), &card).count, 1, "somebody else is offered their own alone");
	must(paper_list(db, one, 0, 20, &list));
	is_int((int64_t)list.count, 6, "all are listed");
	must(paper_list(db, one, list.at[1].file, 20, &list));
	is_int((int64_t)list.count, 4, "a page after another");
}

static void
test_age(void)
{
	struct own_paper paper = {.code = "photo", .type = "image/jpeg", .uploaded = NOW - 170 * DAY};

	ok(paper_suits(&photo, BEARER_UNSAID, &paper, NOW), "within six months it is fresh");
	paper.uploaded = NOW - 184 * DAY;
	ok(paper_suits(&photo, BEARER_UNSAID, &paper, NOW), "on the day half a year later still");
	ok(!paper_suits(&photo, BEARER_UNSAID, &paper, NOW + DAY), "and not the day after");
	paper = (struct own_paper){.code = "id-card", .type = "image/jpeg", .expires = "2026-11-23"};
	ok(paper_suits(&card, BEARER_UNSAID, &paper, NOW), "valid today");
	ok(!paper_suits(&card, BEARER_UNSAID, &paper, NOW + DAY), "and expired tomorrow");
	ok(paper_suits(&handed_in, BEARER_UNSAID, &paper, NOW + DAY), "which the card that is handed in may be");
}

static void
test_take(void)
{
	int64_t one = db_new_id(), two = db_new_id(), file, theirs;
	struct application *first = draft(one), *second = draft(one), *other = draft(two);
	struct papers papers;

	file = photographed(first, "id-card", "image/jpeg", NOW);
	theirs = photographed(other, "id-card", "image/jpeg", NOW);
	submit(first);
	must(material_take(db, second, "id-proof", file, NOW + 1));
	must(material_take(db, second, "id-proof", file, NOW + 2));
	must(material_list(db, second->id, &papers));
	is_int((int64_t)papers.count, 1, "taken once, however often");
	ok(has(second, file) && has(first, file), "both have the same bytes");
	is_int(row_int(file_of(file), 3), 1, "which are there once");
	is_int(row_int(file_of(file), 1), 1, "and it is counted");
	is_int((int64_t)offers(second, &card).count, 1, "it is one paper still");
	is_int(kind_of(material_take(db, second, "id-proof", theirs, NOW)), ERROR_NOT_FOUND,
	    "somebody else's cannot be taken");
	is_int(kind_of(material_take(db, other, "id-proof", file, NOW)), ERROR_NOT_FOUND,
	    "by anybody");
	is_int(kind_of(material_take(db, second, "id-proof", db_new_id(), NOW)), ERROR_NOT_FOUND,
	    "nor what does not exist");
	ok(!has(other, file) && !has(second, theirs), "and nothing of it can be read");
	second->person = two;
	is_int(kind_of(material_take(db, second, "id-proof", theirs, NOW)), ERROR_CONFLICT,
	    "nor put into another's application");
	second->person = one;
	submit(second);
	is_int(kind_of(material_take(db, second, "id-card", file, NOW)), ERROR_CONFLICT,
	    "nor into one that was submitted");
	/* the first matter's time is over */
	must(db_run(db, &application_over, DB(db_int(first->id)), NULL));
	run_retention();
	ok(has(second, file) && !has(first, file), "the second has it when the first is gone");
	must(db_run(db, &application_over, DB(db_int(second->id)), NULL));
	run_retention();
	ok(!state_of(file), "and with the second it goes");
	is_str(state_of(theirs), "complete", "another's stays");
}

static void
test_delete(void)
{
	int64_t one = db_new_id(), two = db_new_id(), kept, gone;
	struct application *sent = draft(one), *open = draft(one);
	struct applications uses;
	struct own_papers list;
	struct own_paper paper;
	bool is_late;

	kept = photographed(sent, "id-card", "image/jpeg", NOW);
	gone = photographed(open, "photo", "image/jpeg", NOW);
	submit(sent);
	must(material_take(db, open, "id-card", kept, NOW));
	must(paper_uses(db, one, kept, &uses));
	ok(uses.count == 2 && uses.at[0].id == open->id && uses.at[1].submitted == NOW,
	    "which applications have it is told");
	ok(uses.at[0].formality_version == open->formality_version && open->formality_version,
	    "with the text that they were made under");
	must(paper_uses(db, two, kept, &uses));
	is_int((int64_t)uses.count, 0, "to nobody else");
	is_int(kind_of(paper_load(db, two, kept, &paper)), ERROR_NOT_FOUND, "another cannot look at it");
	is_int(kind_of(paper_set_expires(db, two, kept, "2031-05-01", NOW, &is_late)), ERROR_NOT_FOUND,
	    "nor say until when it is valid");
	is_int(kind_of(paper_delete(db, two, kept, NOW)), ERROR_NOT_FOUND, "nor delete it");
	must(paper_set_expires(db, one, kept, "2031-05-01", NOW + 1, &is_late));
	must(paper_set_expires(db, one, kept, "2030-05-01", NOW, &is_late));
	must(paper_load(db, one, kept, &paper));
	is_str(paper.expires, "2031-05-01", "its own person can");
	ok(is_late, "and what they said before that, though it came after, does not count");
	must(paper_set_expires(db, one, kept, "", NOW + 2, &is_late));
	must(paper_load(db, one, kept, &paper));
	is_str(paper.expires, NULL, "and take it back");
	must(paper_delete(db, one, kept, NOW));
	ok(has(sent, kept) && !has(open, kept), "deleted, it stays where it was submitted and leaves the draft");
	is_int(kind_of(paper_load(db, one, kept, &paper)), ERROR_NOT_FOUND, "and is not listed");
	is_int((int64_t)offers(open, &card).count, 0, "or offered");
	is_int(kind_of(material_take(db, open, "id-card", kept, NOW)), ERROR_NOT_FOUND, "or taken");
	is_int(kind_of(paper_delete(db, one, kept, NOW)), ERROR_NOT_FOUND, "or deleted again");
	must(paper_delete(db, one, gone, NOW));
	is_str(state_of(gone), "removed", "what no submitted one needs leaves");
	run_retention();
	ok(!state_of(gone), "with its bytes");
	ok(has(sent, kept), "and only that");
	must(paper_list(db, one, 0, 20, &list));
	is_int((int64_t)list.count, 0, "nothing is listed any more");
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	log_open("paper", LOG_LEVEL_ERROR);
	db = db_new(database_start());
	db_use_pool(db, pool);
	clock_set(NOW);
	test_offers();
	test_age();
	test_take();
	test_delete();
	db_close(db);
	pool_free(pool);
	return done();
}
