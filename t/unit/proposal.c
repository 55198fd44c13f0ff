/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One proposes, another confirms, once; a notice of days off is read, tried and forgotten again. */
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "database.h"
#include "service/announcement.h"
#include "service/calendar.h"
#include "service/deadline.h"
#include "service/proposal.h"
#include "store/db.h"
#include "tap.h"

STATEMENT(unit_insert, "i", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, 'brick', 'branch', '示例分中心', 'Sample branch', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "isis", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name) "
    "VALUES (?, ?, ?, 'administrator', ?, '示例')")

static struct db *db;
static struct pool *pool;
static moment now;

static enum error_kind
kind_of(const struct error *e)
{
	return e ? e->kind : ERROR_NONE;
}

static struct proposal *
made(void)
{
	struct proposal p = {.kind = PROPOSAL_CALENDAR, .subject = "通知", .body = "2031-01-01 holiday 元旦",
	    .stamp = 7, .made_by = 1};
	struct proposal *out;

	must(proposal_add(db, &p, now));
	must(proposal_find(db, PROPOSAL_CALENDAR, p.id, &out));
	return out;
}

static void
try_two(void)
{
	struct proposal *p = made(), *again;
	int64_t waiting[PROPOSAL_KINDS];

	ok(text_same(p->body, "2031-01-01 holiday 元旦") && p->stamp == 7 && text_same(p->made_number, "S-1"),
	    "it is kept as it was made");
	must(proposal_find(db, PROPOSAL_DISPOSE, p->id, &again));
	ok(!again, "and is of its own kind");
	must(proposal_waiting(db, 1, waiting));
	is_int(waiting[PROPOSAL_CALENDAR], 0, "nothing waits for who made it");
	must(proposal_waiting(db, 3, waiting));
	is_int(waiting[PROPOSAL_CALENDAR], 1, "but for another");
	is_int(kind_of(proposal_end(db, p, PROPOSAL_CONFIRMED, 1, "S-1", now)), ERROR_ROLE, "not by who made it");
	is_int(kind_of(proposal_end(db, p, PROPOSAL_CONFIRMED, 2, "S-1", now)), ERROR_ROLE,
	    "nor by their second account");
	is_int(kind_of(proposal_end(db, p, PROPOSAL_WITHDRAWN, 3, "S-3", now)), ERROR_ROLE,
	    "another does not withdraw it");
	must(proposal_left(db, PROPOSAL_CALENDAR, 0, &again));
	ok(!again, "nothing is left to do");
	must(proposal_end(db, p, PROPOSAL_CONFIRMED, 3, "S-3", now));
	is_int(kind_of(proposal_end(db, p, PROPOSAL_REFUSED, 3, "S-3", now)), ERROR_CONFLICT, "once");
	must(proposal_find(db, PROPOSAL_CALENDAR, p->id, &p));
	ok(p->ended == now && p->outcome == PROPOSAL_CONFIRMED && text_same(p->ended_number, "S-3"),
	    "and it is said by whom");
	must(proposal_left(db, PROPOSAL_CALENDAR, 0, &again));
	ok(again && again->id == p->id, "then there is");
	must(proposal_done(db, p->id, "1 2 3", now));
	must(proposal_left(db, PROPOSAL_CALENDAR, 0, &again));
	ok(!again, "until it is done");
}

static void
try_withdraw(void)
{
	struct proposal *p = made(), *left;
	struct proposals list;

	must(proposal_list(db, PROPOSAL_CALENDAR, &list));
	ok(list.count == 2 && list.at[0].id == p->id, "what waits is listed first");
	must(proposal_end(db, p, PROPOSAL_WITHDRAWN, 1, "S-1", now));
	must(proposal_left(db, PROPOSAL_CALENDAR, 0, &left));
	ok(!left, "what was withdrawn is never done");
}

static void
try_notice(void)
{
	struct announcement all;
	struct calendar_days days;
	int64_t before, after;

	must(announcement_read(pool, "\xef\xbb\xbf# 2031\r\n 2031-01-01\tholiday 元旦\r\n2031-01-04 workday 调休\n", &all));
	ok(all.count == 2 && all.first == day_of(2031, 1, 1) && all.last == day_of(2031, 1, 4), "a notice is read");
	is_int(kind_of(announcement_read(pool, "2031-01-01 holiday 元旦\n2031-01-01 workday 元旦", &all)), ERROR_INVALID,
	    "a wrong one is refused");
	ok(all.wrong[0].fault == ANNOUNCEMENT_TWICE && all.wrong[0].line == 2 &&
	    text_same(all.wrong[0].quoted, "2031-01-01 workday 元旦"), "with its line");
	must(announcement_read(pool, "# a\n2026-10-01 holiday 国庆\n2062-01-01 holiday 元旦", &all));
	is_int(kind_of(announcement_near(pool, &all, day_of(2026, 11, 3))), ERROR_INVALID, "a year that was mistyped");
	ok(all.wrong[0].fault == ANNOUNCEMENT_FAR && all.wrong[0].line == 3 &&
	    text_same(all.wrong[0].quoted, "2062-01-01 holiday 元旦"), "with its line");
	is_int(kind_of(announcement_read(pool, "2031年1月1日 放假 元旦\n2031-1-1 休", &all)), ERROR_INVALID,
	    "a date in other words is that date");
	must(announcement_read(pool, "2031年1月1日\xe3\x80\x80放假元旦\n2031/1/4 班 调休\n2031.1.5 平常", &all));
	ok(text_same(announcement_text(pool, &all),
	    "2031-01-01 holiday 元旦\n2031-01-04 workday 调休\n2031-01-05 ordinary \n"), "in Chinese, it says the same");
	must(announcement_read(pool, "2024-12-31 ordinary 取消\n2032-01-01 holiday 元旦", &all));
	must(announcement_near(pool, &all, day_of(2026, 11, 3)));
	is_int(kind_of(announcement_near(pool, &all, day_of(2027, 1, 1))), ERROR_INVALID, "long ago too");
	must(announcement_read(pool, "2031-01-01 holiday 元旦", &all));
	announcement_try(&all);
	ok(!is_working_day(day_of(2031, 1, 1)), "it is counted with");
	announcement_forget();
	ok(is_working_day(day_of(2031, 1, 1)), "and forgotten again");
	announcement_forget();
	must(calendar_stamp_now(db, &before));
	must(announcement_put(db, &all));
	must(announcement_put(db, &all));
	must(calendar_stamp_now(db, &after));
	ok(before != after, "the table is another one then");
	must(calendar_year(db, 2031, &days));
	ok(days.count == 1 && days.at[0].is_announced && text_same(days.at[0].name, "元旦"), "and has it once");
	must(announcement_read(pool, "2026-10-01 ordinary 取消", &all));
	must(announcement_put(db, &all));
	must(calendar_year(db, 2026, &days));
	ok(days.count == 39 && days.at[0].day == day_of(2026, 1, 1), "a year that was released, by date");
	for (size_t i = 0; i < days.count; i++)
		if (days.at[i].day == day_of(2026, 10, 1))
			ok(days.at[i].kind == DAY_ORDINARY && days.at[i].is_announced, "what was put in later counts");
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	now = clock_now();
	must(db_run(db, &unit_insert, DB(db_int(1)), NULL));
	must(db_run(db, &officer_insert, DB(db_int(1), db_text("one"), db_int(1), db_text("S-1")), NULL));
	must(db_run(db, &officer_insert, DB(db_int(2), db_text("other"), db_int(1), db_text("S-1")), NULL));
	must(db_run(db, &officer_insert, DB(db_int(3), db_text("three"), db_int(1), db_text("S-3")), NULL));
	try_two();
	try_withdraw();
	try_notice();
	db_close(db);
	pool_free(pool);
	return done();
}
