/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sessions of residents and of officers: a token's hash, an idle and an absolute end. */
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "service/officer.h"
#include "service/person.h"
#include "store/db.h"

STATEMENT(session_insert, "ibisttt", "",
    "INSERT INTO session (id, hash, person, device, created, seen, ends) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)")
STATEMENT(session_select, "btt", "isttttssii",
    "SELECT s.id, s.device, s.created, s.seen, s.ends, s.ended, p.zone, p.lang, p.id, p.zone_chosen "
    "FROM session s JOIN person p ON p.id = s.person "
    "WHERE s.hash = ? AND s.ends > ? AND s.seen > ?")
STATEMENT(session_seen, "tit", "",
    "UPDATE session SET seen = ? WHERE id = ? AND seen < ? AND ended IS NULL")
STATEMENT(session_of, "itt", "isttttssi",
    "SELECT s.id, s.device, s.created, s.seen, s.ends, s.ended, p.zone, p.lang, p.id "
    "FROM session s JOIN person p ON p.id = s.person WHERE s.person = ? AND s.ended IS NULL "
    "AND s.ends > ? AND s.seen > ? ORDER BY s.seen DESC, s.id DESC LIMIT 50")
STATEMENT(session_stop, "ttii", "",
    "UPDATE session SET ended = COALESCE(ended, ?), ends = LEAST(ends, ?) "
    "WHERE id = ? AND person = ?")

STATEMENT(officer_session_insert, "ibisttt", "",
    "INSERT INTO officer_session (id, hash, officer, device, created, seen, ends) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)")
STATEMENT(officer_session_select, "btt", "isttttssiissssssst",
    "SELECT s.id, s.device, s.created, s.seen, s.ends, s.ended, u.zone, "
    "CAST(NULL AS CHAR), o.id, o.unit, o.role, o.name, o.number, o.full_name, u.name_zh, "
    "u.name_en, u.kind, o.declared FROM officer_session s "
    "JOIN officer o ON o.id = s.officer JOIN unit u ON u.id = o.unit "
    "WHERE s.hash = ? AND s.ends > ? AND s.seen > ? AND o.is_active = 1")
STATEMENT(officer_session_seen, "tit", "",
    "UPDATE officer_session SET seen = ? WHERE id = ? AND seen < ? AND ended IS NULL")
STATEMENT(officer_session_of, "itt", "isttttssi",
    "SELECT s.id, s.device, s.created, s.seen, s.ends, s.ended, u.zone, "
    "CAST(NULL AS CHAR), o.id FROM officer_session s JOIN officer o ON o.id = s.officer "
    "JOIN unit u ON u.id = o.unit "
    "WHERE s.officer = ? AND s.ended IS NULL AND s.ends > ? AND s.seen > ? "
    "ORDER BY s.seen DESC, s.id DESC LIMIT 50")
STATEMENT(officer_session_stop, "ttii", "",
    "UPDATE officer_session SET ended = COALESCE(ended, ?), ends = LEAST(ends, ?) "
    "WHERE id = ? AND officer = ?")

STATEMENT(officer_sessions_stop, "tti", "",
    "UPDATE officer_session SET ended = ?, ends = LEAST(ends, ?) WHERE officer = ? AND ended IS NULL")

#define REMEMBERED (30 * DAY)		/* after its end */
#define MOST_DEVICE 80
#define NOTED (5 * MINUTE)		/* how often its use is */
#define NOTED_OFFICER MINUTE

/* At most 80 code points; what is no UTF-8 is no name. */
static const char *
device_name(struct pool *pool, const char *device)
{
	const char *end = device;

	if (!device || !text_is_utf8(device, strlen(device)))
		return "";
	for (int i = 0; i < MOST_DEVICE && *end; i++)
		text_next(&end);
	return pool_bytes(pool, device, (size_t)(end - device));
}

static const struct error *
start(struct db *db, const struct statement *st, int64_t owner, struct bytes hash,
    const char *device, moment now, moment lasts)
{
	return db_run(db, st, DB(db_int(db_new_id()), db_bytes(hash), db_int(owner),
	    db_text(device_name(db_pool(db), device)), db_moment(now), db_moment(now),
	    db_moment(now + lasts)), NULL);
}

/* The first nine columns are the same everywhere. */
static void
read_row(const struct row *r, moment idle, moment now, struct session *s)
{
	moment ended = row_moment(r, 5);

	*s = (struct session){.id = row_int(r, 0), .device = row_text(r, 1),
	    .created = row_moment(r, 2), .seen = row_moment(r, 3), .ends = row_moment(r, 4),
	    .zone = row_text(r, 6), .lang = row_text(r, 7), .person = row_int(r, 8)};
	if (s->seen + idle < s->ends)
		s->ends = s->seen + idle;
	if (ended && ended < s->ends)
		s->ends = ended;
	s->is_over = now >= s->ends;
}

static bool
is_due(const struct session *s, moment each, moment now)
{
	return !s->is_over && now - s->seen >= each;
}

static void
note(struct db *db, const struct statement *st, int64_t session, moment now)
{
	const struct error *e;

	if ((e = db_run(db, st, DB(db_moment(now), db_int(session), db_moment(now)), NULL)))
		log_failure("session-note", e);
}

static const struct error *
list(struct db *db, const struct statement *st, int64_t owner, moment idle, moment now,
    struct sessions *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, st, DB(db_int(owner), db_moment(now), db_moment(now - idle)), &rows)))
		return e;
	out->count = rows.count;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++)
		read_row(rows.at[i], idle, now, &out->at[i]);
	return NULL;
}

static const struct error *
end(struct db *db, const struct statement *st, int64_t owner, int64_t session, moment now)
{
	int64_t affected = 0;
	const struct error *e;

	e = db_run(db, st, DB(db_moment(now), db_moment(now), db_int(session), db_int(owner)), &affected);
	if (!e && affected != 1)
		e = fail(ERROR_NOT_FOUND, "no such session of theirs");
	return e;
}

const struct error *
session_start(struct db *db, int64_t person, struct bytes hash, const char *device, moment now)
{
	return start(db, &session_insert, person, hash, device, now, SESSION_LASTS);
}

const struct error *
session_find(struct db *db, struct bytes hash, moment now, struct session **out)
{
	const struct error *e;
	struct row *row;

	*out = NULL;
	if ((e = db_row(db, &session_select, DB(db_bytes(hash), db_moment(now - REMEMBERED),
	    db_moment(now - REMEMBERED - SESSION_IDLE)), &row)) || !row)
		return e;
	*out = POOL_NEW(db_pool(db), struct session);
	read_row(row, SESSION_IDLE, now, *out);
	(*out)->follows_phone = !row_int(row, 9);
	if ((*out)->ends <= now - REMEMBERED)
		*out = NULL;
	else
		(*out)->is_due = is_due(*out, NOTED, now);
	return NULL;
}

void
session_note(struct db *db, int64_t session, moment now)
{
	note(db, &session_seen, session, now);
}

const struct error *
session_list(struct db *db, int64_t person, moment now, struct sessions *out)
{
	return list(db, &session_of, person, SESSION_IDLE, now, out);
}

const struct error *
session_end(struct db *db, int64_t person, int64_t session, moment now)
{
	return end(db, &session_stop, person, session, now);
}

const struct error *
officer_session_start(struct db *db, int64_t officer, struct bytes hash, const char *device,
    moment now)
{
	return start(db, &officer_session_insert, officer, hash, device, now, OFFICER_LASTS);
}

const struct error *
officer_session_find(struct db *db, struct bytes hash, moment now, struct session **session,
    struct officer **officer)
{
	const struct error *e;
	struct row *r;

	*session = NULL;
	*officer = NULL;
	if ((e = db_row(db, &officer_session_select, DB(db_bytes(hash), db_moment(now - REMEMBERED),
	    db_moment(now - REMEMBERED - OFFICER_IDLE)), &r)) || !r)
		return e;
	struct session *s = POOL_NEW(db_pool(db), struct session);
	struct officer *o = POOL_NEW(db_pool(db), struct officer);

	read_row(r, OFFICER_IDLE, now, s);
	if (s->ends <= now - REMEMBERED)
		return NULL;
	*o = (struct officer){.id = row_int(r, 8), .unit = row_int(r, 9), .name = row_text(r, 11),
	    .number = row_text(r, 12), .full_name = row_text(r, 13), .unit_zh = row_text(r, 14),
	    .unit_en = row_text(r, 15), .unit_kind = row_text(r, 16), .declared = row_moment(r, 17)};
	if (!role_read(row_text(r, 10), &o->role))
		return fail(ERROR_INTERNAL, "officer of an unknown role");
	s->is_due = is_due(s, NOTED_OFFICER, now);
	*session = s;
	*officer = o;
	return NULL;
}

void
officer_session_note(struct db *db, int64_t session, moment now)
{
	note(db, &officer_session_seen, session, now);
}

const struct error *
officer_session_list(struct db *db, int64_t officer, moment now, struct sessions *out)
{
	return list(db, &officer_session_of, officer, OFFICER_IDLE, now, out);
}

const struct error *
officer_session_end(struct db *db, int64_t officer, int64_t session, moment now)
{
	return end(db, &officer_session_stop, officer, session, now);
}

const struct error *
officer_sessions_end(struct db *db, int64_t officer, moment now)
{
	return db_run(db, &officer_sessions_stop, DB(db_moment(now), db_moment(now), db_int(officer)),
	    NULL);
}
