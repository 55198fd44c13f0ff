/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/person.h"

#include <string.h>

#include "base/country.h"
#include "base/error.h"
#include "base/memory.h"
#include "service/contact.h"
#include "service/masked.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(person_matters, "si", "",
    "UPDATE application SET lang = ? WHERE person = ? AND ended IS NULL")
STATEMENT(person_select, "i", "sssi", "SELECT lang, zone, country, zone_chosen FROM person WHERE id = ?")
STATEMENT(person_update, "ssitit", "",
    "UPDATE person SET lang = ?, zone = ?, zone_chosen = ?, chosen = ? "
    "WHERE id = ? AND (chosen IS NULL OR chosen <= ?)")
STATEMENT(person_move, "si", "", "UPDATE person SET zone = ? WHERE id = ? AND zone_chosen = 0")
STATEMENT(person_zone, "si", "", "UPDATE person SET zone = ? WHERE id = ? AND zone = ''")
STATEMENT(contact_list, "i", "isb",
    "SELECT id, kind, sealed FROM contact WHERE person = ? "
    "ORDER BY confirmed DESC, id DESC LIMIT 8")

const struct error *
person_load(struct db *db, int64_t id, struct person **out)
{
	const struct error *e;
	struct row *row;
	struct person *p;

	if ((e = db_row(db, &person_select, DB(db_int(id)), &row)))
		return e;
	if (!row)
		return fail(ERROR_NOT_FOUND, "no such person");
	p = *out = POOL_NEW(db_pool(db), struct person);
	*p = (struct person){.id = id, .zone = row_text(row, 1), .country = row_text(row, 2),
	    .is_zone_chosen = row_int(row, 3) != 0};
	if (!lang_of(row_text(row, 0), &p->lang))
		return fail(ERROR_INTERNAL, "person of an unknown language");
	return NULL;
}

static bool
is_zone(const char *zone)
{
	return strlen(zone) <= 40 && clock_zone_exists(zone);
}

const struct error *
person_set(struct db *db, int64_t id, const struct person_choice *choice, bool *is_late)
{
	const char *lang = lang_code(choice->lang);
	int64_t affected = 0;
	const struct error *e;
	struct person *p;

	if (*choice->zone && !is_zone(choice->zone))
		return fail(ERROR_INVALID, "no such zone");
	e = db_run(db, &person_update, DB(db_text(lang), db_text(choice->zone),
	    db_int(choice->is_zone_chosen), db_moment(choice->sent), db_int(id),
	    db_moment(choice->sent)), &affected);
	*is_late = !e && affected != 1;
	if (e || *is_late)
		return e ? e : person_load(db, id, &p);
	/* what is under way is told in the new language from now on */
	return db_run(db, &person_matters, DB(db_text(lang), db_int(id)), NULL);
}

const struct error *
person_follow(struct db *db, int64_t id, const char *zone)
{
	return is_zone(zone) ? db_run(db, &person_move, DB(db_text(zone), db_int(id)), NULL) :
	    fail(ERROR_INVALID, "no such zone");
}

const struct error *
person_settle(struct db *db, int64_t id, const char *country)
{
	const struct country *c = country_find(country);

	return c ? db_run(db, &person_zone, DB(db_text(c->zone), db_int(id)), NULL) : NULL;
}

static const struct error *
list_contacts(struct db *db, int64_t id, bool is_masked, const char *shown[8], size_t *count)
{
	struct pool *pool = db_pool(db);
	const struct error *e;
	struct rows rows;

	*count = 0;
	if ((e = db_rows(db, &contact_list, DB(db_int(id)), &rows)))
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *r = rows.at[i];
		const char *address;

		if ((e = unseal_text(pool, CONTACT_CONTEXT, row_int(r, 0), row_bytes(r, 2),
		    &address)))
			return e;
		shown[(*count)++] = is_masked ? masked(pool, row_text(r, 1), address) : address;
	}
	return NULL;
}

const struct error *
person_contacts(struct db *db, int64_t id, const char *shown[8], size_t *count)
{
	return list_contacts(db, id, true, shown, count);
}

const struct error *
person_contacts_open(struct db *db, int64_t id, const char *shown[8], size_t *count)
{
	return list_contacts(db, id, false, shown, count);
}
