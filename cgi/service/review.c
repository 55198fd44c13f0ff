/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/review.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/application.h"
#include "service/history.h"
#include "store/db.h"

#define COLUMNS "r.id, r.officer, r.unit, o.number, r.of_unit, u.name_zh, u.name_en, r.formality, " \
	"r.ending, CAST(r.since AS CHAR), CAST(r.until AS CHAR), r.wished, r.population, r.seed, r.drawn, " \
	"COUNT(m.place), COUNT(m.finding), CAST(COALESCE(SUM(m.finding = 'order'), 0) AS SIGNED), " \
	"CAST(COALESCE(SUM(m.finding = 'formal'), 0) AS SIGNED), " \
	"CAST(COALESCE(SUM(m.finding = 'material'), 0) AS SIGNED), " \
	"CAST(COALESCE(SUM(m.finding = 'reopen'), 0) AS SIGNED) FROM review r " \
	"LEFT JOIN officer o ON o.id = r.officer LEFT JOIN unit u ON u.id = r.of_unit " \
	"LEFT JOIN review_matter m ON m.review = r.id WHERE r.unit = ? AND "
#define TYPES "iiisissssssiistiiiiii"
STATEMENT(review_select, "ii", TYPES, "SELECT " COLUMNS "r.id = ? GROUP BY r.id")
STATEMENT(review_select_all, "ii", TYPES,
    "SELECT " COLUMNS "r.id < ? GROUP BY r.id ORDER BY r.id DESC LIMIT 31")
/* the matter goes when its time is over; what was decided and what came in stays known */
STATEMENT(review_matters, "i", "iissssttsts",
    "SELECT m.place, m.application, a.ref, COALESCE(a.formality, x.formality, i.formality), u.name_zh, "
    "u.name_en, a.ended, x.decided, CASE WHEN a.id IS NULL THEN '' WHEN a.state <> 'closed' THEN a.state "
    "WHEN a.decided IS NULL THEN 'answered' ELSE 'decided' END, m.reviewed, m.finding "
    "FROM review_matter m LEFT JOIN application a ON a.id = m.application "
    "LEFT JOIN outcome x ON x.application = m.application "
    "LEFT JOIN intake i ON i.application = m.application "
    "LEFT JOIN unit u ON u.id = COALESCE(a.unit, x.unit, i.unit) WHERE m.review = ? ORDER BY m.place")
STATEMENT(review_open_select, "ii", "i",
    "SELECT review FROM review_matter WHERE application = ? AND officer = ? AND finding IS NULL "
    "ORDER BY review LIMIT 1")
STATEMENT(review_found, "stii", "",
    "UPDATE review_matter SET finding = ?, reviewed = ? WHERE review = ? AND application = ? "
    "AND finding IS NULL")

static const struct {
	const char *word;
	bool needs_words;
} findings[FINDINGS] = {
#define FINDING(name, word, needs_words) [FINDING_##name] = {word, needs_words},
#include "service/review.def"
};

static const char *const endings[ENDINGS] = {
#define ENDING(name, word) [ENDING_##name] = word,
#include "service/review.def"
};

const char *
ending_word(enum review_ending how)
{
	return how < ENDINGS ? endings[how] : "";
}

bool
ending_read(const char *word, enum review_ending *out)
{
	for (enum review_ending how = 0; word && how < ENDINGS; how++)
		if (strcmp(word, endings[how]) == 0) {
			*out = how;
			return true;
		}
	return false;
}

const char *
finding_word(enum review_finding f)
{
	return f < FINDINGS ? findings[f].word : "";
}

bool
finding_read(const char *word, enum review_finding *out)
{
	for (enum review_finding f = 0; word && f < FINDINGS; f++)
		if (strcmp(word, findings[f].word) == 0) {
			*out = f;
			return true;
		}
	return false;
}

bool
finding_needs_words(enum review_finding f)
{
	return f < FINDINGS && findings[f].needs_words;
}

static const struct error *
read_row(const struct row *r, struct review *out)
{
	const char *formality = row_text(r, 7);

	*out = (struct review){.id = row_int(r, 0), .officer = row_int(r, 1), .unit = row_int(r, 2),
	    .number = row_text(r, 3), .wish = {.of_unit = row_int(r, 4),
	    .formality = formality && *formality ? formality : NULL, .count = (int)row_int(r, 11)},
	    .zh = row_text(r, 5), .en = row_text(r, 6), .population = (int)row_int(r, 12),
	    .seed = row_text(r, 13), .drawn = row_moment(r, 14), .drawn_count = (int)row_int(r, 15),
	    .reviewed_count = (int)row_int(r, 16)};
	for (int f = 0; f < FINDINGS; f++)
		out->counts[f] = (int)row_int(r, 17 + f);
	if (!ending_read(row_text(r, 8), &out->wish.ending) ||
	    !day_parse(row_text(r, 9), &out->wish.since) || !day_parse(row_text(r, 10), &out->wish.until))
		return fail(ERROR_INTERNAL, "ending or days of a draw");
	return NULL;
}

const struct error *
review_list(struct db *db, int64_t unit, int64_t before, struct reviews *out)
{
	const struct error *e;
	struct rows rows;

	if ((e = db_rows(db, &review_select_all, DB(db_int(unit),
	    db_int(before ? before : INT64_MAX)), &rows)))
		return e;
	out->has_more = rows.count > REVIEWS_PAGE;
	out->count = out->has_more ? REVIEWS_PAGE : rows.count;
	out->at = pool_zero(db_pool(db), (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count && !e; i++)
		e = read_row(rows.at[i], &out->at[i]);
	return e;
}

const struct error *
review_load(struct db *db, int64_t unit, int64_t id, struct review *out)
{
	const struct error *e;
	struct rows rows;
	struct row *row;

	if ((e = db_row(db, &review_select, DB(db_int(unit), db_int(id)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "not a draw of this unit");
	if ((e = read_row(row, out)) || (e = db_rows(db, &review_matters, DB(db_int(id)), &rows)))
		return e;
	out->at = pool_zero(db_pool(db), (rows.count + 1) * sizeof *out->at);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		struct review_matter *m = &out->at[i];

		*m = (struct review_matter){.place = (int)row_int(r, 0), .application = row_int(r, 1),
		    .ref = row_text(r, 2), .formality = row_text(r, 3), .unit_zh = row_text(r, 4),
		    .unit_en = row_text(r, 5), .ended = row_moment(r, 6), .decided = row_moment(r, 7),
		    .reviewed = row_moment(r, 9)};
		if (!ending_read(row_text(r, 8), &m->ending) ||
		    (m->reviewed && !finding_read(row_text(r, 10), &m->finding)))
			return fail(ERROR_INTERNAL, "an ending or a finding that there is not");
	}
	return NULL;
}

const struct error *
review_open(struct db *db, int64_t application, int64_t officer, int64_t *id)
{
	const struct error *e;
	struct row *row;

	*id = 0;
	if (!(e = db_row(db, &review_open_select, DB(db_int(application), db_int(officer)), &row)) && row)
		*id = row_int(row, 0);
	return e;
}

const struct error *
review_find(struct db *db, struct application *a, enum review_finding finding, const char *words,
    const struct deed *by)
{
	struct deed deed = *by;
	const struct error *e;
	int64_t id;

	if (finding >= FINDINGS || (finding_needs_words(finding) && (!words || !*words)))
		return fail(ERROR_INVALID, "a finding without words");
	if ((e = review_open(db, a->id, by->actor, &id)))
		return e;
	if (!id)
		return fail(ERROR_CONFLICT, "not drawn, or reviewed before");
	deed.action = ACT_REVIEW;
	deed.detail = pool_format(db_pool(db), "%s\n%s", finding_word(finding), words ? words : "");
	if ((e = application_act(db, a, &deed)))
		return e;
	return db_run_one(db, &review_found, DB(db_text(finding_word(finding)), db_moment(by->at),
	    db_int(id), db_int(a->id)));
}

bool
review_said(const struct event *event, enum review_finding *finding, const char **words)
{
	const char *end = event->detail ? strchr(event->detail, '\n') : NULL;

	if (strcmp(event->action, action_word(ACT_REVIEW)) != 0 || !end)
		return false;
	*finding = FINDINGS;
	for (enum review_finding f = 0; f < FINDINGS; f++)
		if (strlen(findings[f].word) == (size_t)(end - event->detail) &&
		    strncmp(event->detail, findings[f].word, (size_t)(end - event->detail)) == 0)
			*finding = f;
	*words = end + 1;
	return *finding < FINDINGS;
}
