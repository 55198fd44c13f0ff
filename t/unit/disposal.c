/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Papers whose time is over: counted, confirmed by two, told thirty days before, destroyed; by a moved clock. */
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "database.h"
#include "service/application.h"
#include "service/clockwork.h"
#include "service/contact.h"
#include "service/disposal.h"
#include "service/history.h"
#include "service/exclusion.h"
#include "service/holding.h"
#include "service/proposal.h"
#include "service/retention.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

#define NOW 1795424400000		/* 2026-11-23, 17:00 in Wenzhou */
#define ENDED (NOW - 4000 * DAY)	/* in 2015 */

STATEMENT(unit_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'brick', 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "isis", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) "
    "VALUES (?, ?, ?, 'administrator', ?, '示例')")
STATEMENT(person_insert, "it", "",
    "INSERT INTO person (id, lang, zone, country, created) VALUES (?, 'zh', 'Europe/Rome', 'IT', ?)")
STATEMENT(contact_insert, "iibbt", "",
    "INSERT INTO contact (id, person, kind, idx, sealed, confirmed) VALUES (?, ?, 'email', ?, ?, ?)")
STATEMENT(matter_insert, "issbtttss", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, lang, "
    "created, saved, ended, retain_until) VALUES (?, ?, 1, ?, 1, 'closed', ?, '', 'zh', ?, ?, ?, "
    "COALESCE(?, ?))")
STATEMENT(file_insert, "ibt", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, created) "
    "VALUES (?, 'complete', 'image/jpeg', 1000, 1, 1, 1, ?, ?)")
STATEMENT(material_insert, "iiit", "",
    "INSERT INTO material (id, application, code, file, added) VALUES (?, ?, 'x', ?, ?)")
STATEMENT(follow_up_open, "i", "i", "SELECT COUNT(*) FROM application WHERE id = ?")
STATEMENT(notice_count, "", "i", "SELECT COUNT(*) FROM notice WHERE kind = 'dispose'")
STATEMENT(hold_count, "", "i", "SELECT COUNT(*) FROM hold")
STATEMENT(hold_clear, "i", "i",
    "SELECT COUNT(*) FROM hold WHERE application = ? AND (reason LIKE '%复议%' OR plain IS NOT NULL)")
STATEMENT(hold_acts, "i", "s",
    "SELECT GROUP_CONCAT(action ORDER BY seq SEPARATOR ' ') FROM history WHERE application = ?")
STATEMENT(hold_write_older, "i", "",
    "INSERT INTO hold (id, application, plain, unit, made_by, made) SELECT 7, id, '诉讼', 1, 1, ended "
    "FROM application WHERE id = ?")
STATEMENT(excluded_insert, "ii", "",
    "INSERT INTO proposal (id, kind, subject, body, stamp, made_by, made) "
    "VALUES (?, 'exclude-old', '123456789', '写在明处', ?, 1, UTC_TIMESTAMP(3))")
STATEMENT(fact_count, "", "i", "SELECT COUNT(*) FROM disposal WHERE destroyed IS NOT NULL")

static struct db *db;
static struct pool *pool;
static const struct disposal_set set = {"cert-x", 2015, 20780 /* 2026-11-23 */};

static int64_t
count(const struct statement *statement)
{
	struct row *row;

	must(db_row(db, statement, DB_NOTHING, &row));
	return row_int(row, 0);
}

static bool
is_there(int64_t id)
{
	struct row *row;

	must(db_row(db, &follow_up_open, DB(db_int(id)), &row));
	return row_int(row, 0) != 0;
}

static struct application *
loaded(int64_t id)
{
	struct application *a;

	must(application_load(db, id, &a));
	return a;
}

static const struct deed *
by(moment at)
{
	static struct deed deed;

	deed = (struct deed){.role = ROLE_SUPERVISOR, .actor = 1, .unit = 1, .at = at};
	return &deed;
}

static int64_t
matter(const char *formality, const char *until)
{
	static int n;
	int64_t id = db_new_id(), file = db_new_id();

	must(db_run(db, &matter_insert, DB(db_int(id), db_text(pool_format(pool, "%09d", ++n)),
	    db_text(formality), db_bytes(seal_text(pool, "answers", id, "")), db_moment(ENDED), db_moment(ENDED),
	    db_moment(ENDED), db_text(until), db_text("2025-12-31")), NULL));
	must(db_run(db, &file_insert, DB(db_int(file), db_bytes(plain_hash(pool, bytes_of("x"))),
	    db_moment(ENDED)), NULL));
	must(db_run(db, &material_insert, DB(db_int(db_new_id()), db_int(id), db_int(file),
	    db_moment(ENDED)), NULL));
	return id;
}

static struct proposal *
proposed(void)
{
	struct proposal p = {.kind = PROPOSAL_DISPOSE, .subject = "x", .made_by = 1, .stamp = 3,
	    .body = disposal_write(pool, &set)};
	struct proposal *out;

	must(proposal_add(db, &p, NOW));
	must(proposal_find(db, PROPOSAL_DISPOSE, p.id, &out));
	return out;
}

static void
run(moment now)
{
	struct retention r = {0};
	struct clockwork_done done;
	bool is_over = false;

	must(disposal_carry_out(db, NULL, now, &done));
	for (int i = 0; i < 200 && !is_over; i++)
		must(retention_step(db, &r, now, &is_over));
}

static void
try_count(int64_t held)
{
	struct disposal_count would;
	struct disposal_set again;
	struct disposal_dues dues;

	ok(disposal_read(pool, disposal_write(pool, &set), &again) && again.year == 2015 &&
	    again.before == set.before && text_same(again.formality, "cert-x"), "a set is written and read");
	ok(!disposal_read(pool, "cert-x 2015", &again), "and not half of one");
	must(holding_set(db, loaded(held), "投诉", by(NOW)));
	is_int(holding_set(db, loaded(held), "投诉", by(NOW))->kind, ERROR_CONFLICT, "a matter is held once");
	must(disposal_list(db, NOW, &dues));
	ok(dues.count == 2 && text_same(dues.at[0].formality, "cert-x") && dues.at[0].year == 2015 &&
	    dues.at[0].matters == 4 && dues.at[0].held == 1, "what is due, by formality and year");
	must(disposal_count(db, &set, &would));
	ok(would.matters == 3 && would.papers == 3 && would.bytes == 3000 && would.held == 1,
	    "and what would go");
}

/* What an older version wrote. */
static void
try_older(int64_t young)
{
	struct holding *hold;
	int64_t sealed;

	must(db_run(db, &hold_write_older, DB(db_int(young)), NULL));
	must(holding_seal_older(db, &sealed));
	must(holding_find(db, young, &hold));
	ok(sealed == 1 && text_same(hold->reason, "诉讼"), "a reason that stood in clear is sealed");
	must(holding_seal_older(db, &sealed));
	is_int(sealed, 0, "once");
}

/* Somebody proposed that its rating does not count. */
static int64_t
excluded(int64_t application)
{
	struct proposal p;

	must(exclusion_propose(db, &(struct exclusion){.application = application, .ref = "123456789"},
	    EXCLUSION_ABUSE, "只有辱骂", 1, &p, NOW));
	return p.id;
}

static const char *
words_of(int64_t proposal)
{
	struct proposal *p;

	must(proposal_find(db, PROPOSAL_EXCLUDE, proposal, &p));
	return p ? p->words : "there is none";
}

static void
try_older_exclusion(int64_t young)
{
	int64_t sealed, id = db_new_id();
	struct proposal *p;

	must(db_run(db, &excluded_insert, DB(db_int(id), db_int(young)), NULL));
	must(exclusion_seal_older(db, &sealed));
	must(proposal_find(db, PROPOSAL_EXCLUDE, id, &p));
	ok(sealed == 1 && text_same(p->words, "写在明处") && !*p->body, "and why a rating was left out");
	must(exclusion_seal_older(db, &sealed));
	is_int(sealed, 0, "once, too");
}

int
main(void)
{
	int64_t a, b, c, held, other, young, gone, kept;
	struct disposal_progress progress;
	struct holding *hold;
	struct row *row;
	struct proposal *p;

	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	must(db_run(db, &unit_insert, DB(db_int(1)), NULL));
	must(db_run(db, &officer_insert, DB(db_int(1), db_text("one"), db_int(1), db_text("S-1")), NULL));
	must(db_run(db, &officer_insert, DB(db_int(3), db_text("three"), db_int(1), db_text("S-3")), NULL));
	must(db_run(db, &person_insert, DB(db_int(1), db_moment(ENDED)), NULL));
	must(db_run(db, &contact_insert, DB(db_int(2), db_int(1),
	    db_bytes(contact_index(pool, "email", "a@example.org")),
	    db_bytes(seal_text(pool, CONTACT_CONTEXT, 2, "a@example.org")), db_moment(ENDED)), NULL));
	a = matter("cert-x", NULL);
	b = matter("cert-x", NULL);
	c = matter("cert-x", NULL);
	held = matter("cert-x", NULL);
	other = matter("cert-y", NULL);
	young = matter("cert-x", "2026-11-23");
	try_count(held);
	gone = excluded(a);
	kept = excluded(c);

	run(NOW);
	ok(is_there(a) && is_there(b) && is_there(c), "nothing goes by itself");
	p = proposed();
	run(NOW);
	is_int(count(&notice_count), 0, "nor is anybody told before two have agreed");
	must(proposal_end(db, p, PROPOSAL_CONFIRMED, 3, "S-3", NOW));
	run(NOW);
	is_int(count(&notice_count), 3, "then each resident is told, once");
	run(NOW + DISPOSAL_NOTICE - HOUR);
	is_int(count(&notice_count), 3, "and no more");
	ok(is_there(a) && is_there(b) && is_there(c), "before the thirty days are over all is there");
	must(holding_set(db, loaded(c), "复议", by(NOW + DAY)));
	run(NOW + DISPOSAL_NOTICE + HOUR);
	ok(!is_there(a) && !is_there(b), "after them it is gone");
	ok(is_there(c), "but what was held meanwhile");
	ok(is_there(held) && is_there(other) && is_there(young), "what is held, of another formality, or younger stays");
	is_int(count(&fact_count), 2, "the bare fact stays");
	ok(!words_of(gone), "why a rating was left out goes with its matter");
	is_str(words_of(kept), "只有辱骂", "and with no other");
	must(disposal_progress(db, p->id, &progress));
	ok(progress.told == 3 && progress.destroyed == 2, "and how far it is");
	must(holding_find(db, c, &hold));
	is_str(hold->reason, "复议", "its reason can be read by whoever may");
	must(db_row(db, &hold_clear, DB(db_int(c)), &row));
	is_int(row_int(row, 0), 0, "and is not in the store as it was written");
	is_int(holding_end(db, loaded(c), &(struct deed){.role = ROLE_SUPERVISOR, .actor = 1, .unit = 2,
	    .at = NOW})->kind, ERROR_ROLE, "another unit does not end it");
	must(holding_end(db, loaded(c), by(NOW + 60 * DAY)));
	is_int(holding_end(db, loaded(c), by(NOW))->kind, ERROR_CONFLICT, "a hold ends once");
	must(db_row(db, &hold_acts, DB(db_int(c)), &row));
	is_str(row_text(row, 0), "hold hold_end", "both are acts of the matter");
	must(holding_find(db, c, &hold));
	ok(!hold, "and is no more");
	run(NOW + 60 * DAY + HOUR);
	ok(is_there(c), "after a hold thirty days begin anew");
	run(NOW + 60 * DAY + DISPOSAL_NOTICE + HOUR);
	ok(!is_there(c), "and then it goes too");
	is_int(count(&hold_count), 1, "with why it was held");
	run(NOW + 60 * DAY + DISPOSAL_NOTICE + 2 * HOUR);
	must(proposal_find(db, PROPOSAL_DISPOSE, p->id, &p));
	ok(p->done && text_same(p->result, "3"), "then nothing is left of the proposal");
	try_older(young);
	try_older_exclusion(young);
	db_close(db);
	pool_free(pool);
	return done();
}
