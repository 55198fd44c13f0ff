/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One mail a day with what is new, for those who gave an address: what is late first. */
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/catalogue.h"
#include "service/clockwork.h"
#include "service/deadline.h"
#include "service/formality.h"
#include "service/ladder.h"
#include "service/notice.h"
#include "service/reference.h"
#include "service/reminder.h"
#include "service/version.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(digest_readers, "sssi", "iisbiss",
    "SELECT o.id, o.unit, o.role, r.mail, r.mailed, u.zone, r.lang FROM reminder_reader r "
    "JOIN officer o ON o.id = r.officer AND o.is_active = 1 JOIN unit u ON u.id = o.unit "
    "WHERE r.mail IS NOT NULL AND (r.mailed_day IS NULL OR r.mailed_day < ?) AND NOT EXISTS "
    "(SELECT 1 FROM absence b WHERE b.officer = o.id AND b.ended IS NULL AND b.since <= ? "
    "AND b.until >= ?) AND o.id > ? ORDER BY o.id LIMIT 50")
STATEMENT(digest_mark, "isis", "",
    "UPDATE reminder_reader SET mailed = ?, mailed_day = ? WHERE officer = ? "
    "AND (mailed_day IS NULL OR mailed_day < ?)")

#define BATCH 50
#define PATIENCE (20 * SECOND)
#define PAGES_MOST 20			/* of reminders that are counted */

struct digest {
	struct db *db;
	const struct catalogue *catalogue;
	const struct row *row;
	const char *today;
	moment now;
	int64_t last;			/* the newest reminder in it */
	int counts[RUNG_LATE + 1], lines;
	struct text text;
	enum lang lang;
	bool is_sent;
};

static enum rung
rung_read(const char *word)
{
	enum rung rung = RUNG_LATE;

	while (rung > RUNG_NONE && !text_same(word, rung_word(rung)))
		rung--;
	return rung;
}

/* "2026-11-26  K7M2-9QXW-4  Certificate of no criminal record" */
static void
add_line(struct digest *d, const struct reminder *r)
{
	const struct formality *f = version_newest(d->db, d->catalogue, r->formality);
	char due[DAY_TEXT], ref[REFERENCE_SHOWN];

	if (d->lines++ >= DIGEST_LINES)
		return;
	day_format(clock_wenzhou_day(r->due), due);
	reference_show(r->ref, ref);
	text_addf(&d->text, "%s  %s  %s\n", due, ref, f ? local_in(&f->name, d->lang) : r->formality);
}

/* All that is new, page by page; what is late is told first. */
static const struct error *
gather(struct digest *d, const struct reminder_reader *reader, int64_t mailed)
{
	struct reminders pages[PAGES_MOST];
	const struct error *e;
	int64_t before = 0;
	int count = 0;

	do {
		if ((e = reminder_list(d->db, reader, before, &pages[count])))
			return e;
		if (!before && pages[0].count)
			d->last = pages[0].at[0].id;
		for (size_t i = 0; i < pages[count].count; i++)
			before = pages[count].at[i].id;
	} while (pages[count++].has_more && before > mailed && count < PAGES_MOST);
	for (enum rung rung = RUNG_LATE; rung > RUNG_NONE; rung--)
		for (int p = 0; p < count; p++)
			for (size_t i = 0; i < pages[p].count && pages[p].at[i].id > mailed; i++)
				if (rung_read(pages[p].at[i].rung) == rung) {
					d->counts[rung]++;
					add_line(d, &pages[p].at[i]);
				}
	return NULL;
}

static const struct error *
send(struct digest *d, int64_t officer)
{
	struct pool *pool = db_pool(d->db);
	struct pairs params = {.pool = pool};
	const struct error *e;
	const char *address;

	if ((e = unseal_text(pool, REMINDER_MAIL, officer, row_bytes(d->row, 3), &address)))
		return e;
	for (enum rung rung = RUNG_HALF; rung <= RUNG_LATE; rung++)
		pairs_set(&params, rung_word(rung), pool_format(pool, "%d", d->counts[rung]));
	pairs_set(&params, "list", d->text.s);
	pairs_set(&params, "page", "reminders");
	d->is_sent = true;
	return notice_queue_to(d->db, "mail", address, "digest", d->lang, &params, d->now);
}

static const struct error *
step(void *data)
{
	struct digest *d = data;
	struct reminder_reader reader = {row_int(d->row, 0), row_int(d->row, 1), ROLE_OFFICER};
	int64_t affected = 0;
	const struct error *e;

	*d = (struct digest){.db = d->db, .catalogue = d->catalogue, .row = d->row, .today = d->today,
	    .now = d->now, .lang = LANG_ZH, .text = {.pool = db_pool(d->db)}};
	lang_of(row_text(d->row, 6), &d->lang);
	if (!role_read(row_text(d->row, 2), &reader.role))
		return fail(ERROR_INTERNAL, "officer of an unknown role");
	if ((e = gather(d, &reader, row_int(d->row, 4))) || !d->lines ||
	    (e = db_run(d->db, &digest_mark, DB(db_int(d->last), db_text(d->today),
	    db_int(reader.officer), db_text(d->today)), &affected)) || affected != 1)
		return e;
	return send(d, reader.officer);
}

const struct error *
reminder_digest(struct db *db, const struct catalogue *catalogue, moment now, struct clockwork_done *done)
{
	struct value today = db_text(absence_today(db, now));
	struct digest d = {.db = db, .catalogue = catalogue, .now = now, .today = absence_today(db, now)};
	struct rows rows = {.count = BATCH};
	const struct error *e;
	int64_t last = 0;

	*done = (struct clockwork_done){0};
	while (rows.count == BATCH && is_working_day(clock_wenzhou_day(now))) {
		if ((e = db_rows(db, &digest_readers, DB(today, today, today, db_int(last)), &rows)))
			return e;
		for (size_t i = 0; i < rows.count; i++) {
			d.row = rows.at[i];
			last = row_int(d.row, 0);
			if (!clock_is_day(now, row_text(d.row, 5)))
				continue;
			if ((e = db_transact_apart(db, PATIENCE, step, &d)))
				log_failure("digest", e);
			if (e && e->kind == ERROR_UNAVAILABLE)
				return e;
			done->failed += e != NULL;
			done->reminded += !e && d.is_sent;
		}
	}
	return NULL;
}
