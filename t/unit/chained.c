/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "chained.h"

#include "base/error.h"
#include "base/log.h"
#include "database.h"
#include "service/reference.h"
#include "service/writ_part.h"
#include "store/seal.h"
#include "verify/verify.h"

STATEMENT(put_application, "issbtts", "",
    "INSERT INTO application (id, ref, person, formality, formality_version, state, answers, page, "
    "lang, created, saved, retain_until) VALUES (?, ?, 1, 'x', 1, ?, ?, '', 'zh', ?, ?, ?)")
STATEMENT(put_state, "stttti", "",
    "UPDATE application SET state = ?, submitted = ?, accepted = ?, decided = ?, due = ? WHERE id = ?")
STATEMENT(put_paper, "iistbbbt", "",
    "INSERT INTO writ (id, application, kind, unit, issued, mark, print, facts, "
    "state, next_try) VALUES (?, ?, ?, 9, ?, ?, ?, ?, 'owed', ?)")
STATEMENT(act_rows, "i", "iitsssrrbittb", "SELECT id, seq, at, action, state, role, actor, unit, detail, "
    "application, due, law_due, said FROM history WHERE application = ? ORDER BY seq")
STATEMENT(put_hash, "bii", "", "UPDATE history SET hash = ? WHERE application = ? AND seq = ?")

struct pool *pool;
struct db *db;
moment limit = 5 * DAY;

void
pass_a_second(void)
{
	clock_set(clock_now() + SECOND);
}

struct application *
matter(const char *retain)
{
	struct application *a = POOL_NEW(pool, struct application);
	char ref[REFERENCE_TEXT];

	pass_a_second();
	reference_make(ref);
	a->id = db_new_id();
	a->ref = pool_string(pool, ref);
	a->person = 1;
	must(db_run(db, &put_application, DB(db_int(a->id), db_text(a->ref), db_text("draft"),
	    db_bytes(bytes_of("x")), db_moment(clock_now()), db_moment(clock_now()),
	    db_text(retain)), NULL));
	return a;
}

/* What the act owes, as writ_owe() would write it of a matter that says more. */
static void
owe(const struct application *a, const struct deed *deed)
{
	for (enum writ_kind kind = 0; kind < WRIT_KINDS; kind++) {
		struct pairs facts = {.pool = pool};
		int64_t id = db_new_id();
		const char *code = pool_format(pool, "%lld", (long long)id);
		struct bytes stored;
		enum writ_when when;

		if (!writ_is_owed(deed->action, kind, &when) || when != WRIT_ALWAYS)
			continue;
		pairs_set(&facts, "code", code);
		stored = pairs_store(&facts);
		must(db_run(db, &put_paper, DB(db_int(id), db_int(a->id), db_text(writ_word(kind)),
		    db_moment(deed->at), db_bytes(writ_mark(pool, code)),
		    db_bytes(keyed_hash(pool, "writ-print", stored)),
		    db_bytes(seal(pool, WRIT_FACTS, id, stored)), db_moment(deed->at)), NULL));
	}
}

void
act(struct application *a, enum action action, enum role role, enum state state, const char *detail)
{
	pass_a_second();

	const struct deed deed = {.action = action, .role = role, .actor = role == ROLE_RESIDENT ? 1 : role == ROLE_APPROVER ? 8 : 7,
	    .unit = role == ROLE_RESIDENT ? 0 : 9, .at = clock_now(), .detail = detail};

	a->state = state;
	if (action == ACT_SUBMIT)
		a->submitted = clock_now();
	if (action == ACT_ACCEPT)
		a->accepted = clock_now();
	if (action == ACT_SUBMIT || action == ACT_ACCEPT)
		a->due = clock_now() + limit;
	if (action == ACT_APPROVE)
		a->decided = clock_now();
	must(history_add(db, a, &deed));
	owe(a, &deed);
	must(db_run(db, &put_state, DB(db_text(state_word(state)), db_moment(a->submitted),
	    db_moment(a->accepted), db_moment(a->decided), db_moment(a->due), db_int(a->id)), NULL));
}

void
view(const struct application *a)
{
	pass_a_second();
	must(view_add(db, a->id, 7, 9, "officer", "matter", "check", clock_now()));
}

void
sql(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	must(db_script(db, pool_vformat(pool, format, ap)));
	va_end(ap);
}

int64_t
faults(const char *ref)
{
	struct findings f = {0};

	must(verify_chains(db, ref, &f));
	if (!ref)
		must(verify_tree(db, &f));
	return f.faults;
}

struct rows
acts_of(const struct application *a)
{
	struct rows rows;

	must(db_rows(db, &act_rows, DB(db_int(a->id)), &rows));
	return rows;
}

void
set_hash(const struct application *a, int seq, struct bytes hash)
{
	must(db_run(db, &put_hash, DB(db_bytes(hash), db_int(a->id), db_int(seq)), NULL));
}

void
chained_begin(const char *log)
{
	db = db_new(database_start());
	pool = pool_new(NULL, 0);
	db_use_pool(db, pool);
	log_open(log, LOG_LEVEL_ERROR);
	clock_set(START);
	/* the first script begins a line of its own: not within a transaction, which would end with the other */
	sql("DO 1");
}

void
chained_end(void)
{
	db_close(db);
	pool_free(pool);
}
