/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/opening.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "service/application.h"
#include "service/history.h"
#include "store/db.h"

/* One row for each kind and reason, or one without: the person is there in any case. */
STATEMENT(opening_select, "ttiii", "sssstt",
    "SELECT p.zone, p.country, r.what, r.reason, MAX(IF(r.at > ?, r.at, NULL)), "
    "MAX(IF(r.at > ?, NULL, r.at)) FROM person p "
    "LEFT JOIN access_record r ON r.application = ? AND r.officer = ? "
    "WHERE p.id = ? GROUP BY p.zone, p.country, r.what, r.reason")

static const char *const words[OPENED_KINDS] = {
	[OPENED_MATTER] = "matter", [OPENED_MATERIAL] = "material", [OPENED_RESULT] = "result",
	[OPENED_IDENTITY] = "identity", [OPENED_RATING] = "rating", [OPENED_CONTACT] = "contact",
};

static const char *const reveals[REVEALS] = {
#define REVEAL(name, word) [REVEAL_##name] = word,
#include "service/reveal.def"
};

const char *
reveal_word(enum reveal reveal)
{
	return reveal < REVEALS ? reveals[reveal] : "";
}

bool
reveal_read(const char *word, enum reveal *out)
{
	for (enum reveal i = 0; word && i < REVEALS; i++)
		if (strcmp(word, reveals[i]) == 0) {
			*out = i;
			return true;
		}
	return false;
}

const struct error *
opening_load(struct db *db, const struct application *a, int64_t officer, moment now,
    struct opening *out)
{
	struct value since = db_moment(now - OPENING_LASTS);
	const struct error *e;
	struct rows rows;

	*out = (struct opening){.zone = ZONE_WENZHOU, .country = "CN"};
	if ((e = db_rows(db, &opening_select, DB(since, since, db_int(a->id), db_int(officer),
	    db_int(a->person)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const char *what = row_text(rows.at[i], 2);

		out->zone = row_text(rows.at[i], 0);
		out->country = row_text(rows.at[i], 1);
		for (int kind = 0; what && kind < OPENED_KINDS; kind++)
			if (strcmp(what, words[kind]) == 0 && row_moment(rows.at[i], 4) > out->at[kind]) {
				out->at[kind] = row_moment(rows.at[i], 4);
				out->reason[kind] = row_text(rows.at[i], 3);
			}
		if (what && strcmp(what, words[OPENED_MATTER]) == 0 &&
		    row_moment(rows.at[i], 5) > out->before)
			out->before = row_moment(rows.at[i], 5);
	}
	return NULL;
}

static const char *
reason(const struct application *a, const struct opener *by)
{
	if (by->reason)
		return by->reason;
	if (by->role == ROLE_SUPERVISOR)
		return "supervise";
	switch (a->state) {
	case STATE_ACCEPTED:
	case STATE_INTERVIEW:
	case STATE_VISIT:
	case STATE_PROPOSED:
		return "decide";
	case STATE_APPROVED:
	case STATE_REFUSED:
	case STATE_ISSUED:
	case STATE_CLOSED:
		return "issue";
	default:
		return "check";
	}
}

const struct error *
opening_record(struct db *db, const struct application *a, struct opening *opening,
    enum opened what, const struct opener *by)
{
	const char *why = reason(a, by);

	if (opening->at[what] && text_same(opening->reason[what], why))
		return NULL;
	opening->at[what] = by->now;
	opening->reason[what] = why;
	return view_add(db, a->id, by->officer, by->unit, role_word(by->role), words[what], why,
	    by->now);
}
