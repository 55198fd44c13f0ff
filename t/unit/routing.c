/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where an application goes: every formality of the real folder from every county and township,
 * against the map written down a second time; and the units of it in a store.
 */
#include "service/routing.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/pairs.h"
#include "database.h"
#include "service/application.h"
#include "service/catalogue.h"
#include "store/db.h"
#include "tap.h"

STATEMENT(unit_insert, "is", "",
    "INSERT INTO unit (id, code, kind, name_zh, name_en, country, zone) "
    "VALUES (?, ?, 'branch', '示例', 'Sample', 'CN', 'Asia/Shanghai')")
STATEMENT(officer_insert, "isii", "",
    "INSERT INTO officer (id, name, unit, role, number, full_name, is_active) "
    "VALUES (?, ?, ?, 'officer', 'S-1', '示例', ?)")
STATEMENT(officer_leave, "i", "", "UPDATE officer SET is_active = 0 WHERE id = ?")

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct unit {
	const char *code, *kind, *area;
} units[] = {
#define UNIT(code, parent, kind, zh, en, area, country, zone, source) {code, kind, area},
#include "admin/units.def"
#undef UNIT
};

static const struct home {
	const char *county, *town, *unit;	/* at level station */
} homes[] = {
	{"330302", "七都街道", "ss-qidu"}, {"330304", "丽岙街道", "ss-liao"},
	{"330304", "仙岩街道", "ss-xianyan"}, {"330381", "塘下镇", "ss-tangxia"},
	{"330304", "丽岙", "ss-liao"}, {"330304", " 丽岙镇 ", "ss-liao"}, {"330304", "麗岙鎮", "ss-liao"},
	{"330304", "温州市瓯海区丽岙街道茶堂村", "ss-liao"}, {"330304", "丽岙派出所", "ss-liao"},
	{"330304", "Li'ao", "ss-liao"}, {"330304", "LI’AO TOWN", "ss-liao"}, {"330304", "liao", "ss-liao"},
	{"330304", "Ｌｉａｏ", "ss-liao"}, {"330304", "Li ao jiedao, Ouhai", "ss-liao"},
	{"330304", "Xianyan Sub-district", "ss-xianyan"}, {"330304", "（仙岩）", "ss-xianyan"},
	{"330381", "Tangxia", "ss-tangxia"}, {"330381", "tangxiao zhen", "ss-tangxia"},
	{"330302", "Qidu, Lucheng", "ss-qidu"},
	/* as it was before 2001 */
	{"330324", "七都镇", "ss-qidu"}, {"330381", "丽岙镇", "ss-liao"}, {"330381", "仙岩", "ss-xianyan"},
	/* the county was not known, but the township is */
	{"unknown", "丽岙街道", "ss-liao"}, {NULL, "Tangxia", "ss-tangxia"},
	/* no site there */
	{"330302", NULL, "br-lucheng"}, {"330304", "", "br-ouhai"}, {"330304", "瞿溪街道", "br-ouhai"},
	{"330382", "柳市镇", "br-yueqing"}, {"330381", "马屿镇", "br-ruian"}, {"330324", "桥头镇", "br-yongjia"},
	{"330328", "玉壶镇", "br-wencheng"}, {"330304", "liaoyang", "br-ouhai"}, {"330304", "li", "br-ouhai"},
	/* a village or a road of the name, or another township's */
	{"330381", "塘下村", "br-ruian"}, {"330381", "马屿镇塘下", "br-ruian"}, {"330304", "仙岩路 3 号", "br-ouhai"},
	{"330382", "塘下村", "br-yueqing"},
	/* no branch centre, unknown, doubtful */
	{"330303", "永中街道", "center"}, {"330305", NULL, "center"}, {"330326", NULL, "center"},
	{"330327", NULL, "center"}, {"330329", NULL, "center"}, {"330383", "龙港", "center"},
	{"unknown", NULL, "center"}, {"unknown", "不记得", "center"}, {NULL, NULL, "center"}, {"", "", "center"},
	{"330321", NULL, "center"}, {"330399", "示例街道", "center"},
	{"330382", "丽岙街道", "center"}, {"330304", "塘下镇", "center"}, {"330304", "丽岙、仙岩", "center"},
};

static const char *const branches[][2] = {
	{"330302", "br-lucheng"}, {"330304", "br-ouhai"}, {"330324", "br-yongjia"},
	{"330328", "br-wencheng"}, {"330381", "br-ruian"}, {"330382", "br-yueqing"},
};

static struct catalogue *catalogue;
static struct pool *pool;
static struct db *db;

static const struct unit *
unit_of(const char *code)
{
	for (size_t i = 0; code && i < COUNT(units); i++)
		if (strcmp(units[i].code, code) == 0)
			return &units[i];
	return NULL;
}

static const char *
branch_of(const char *county)
{
	for (size_t i = 0; county && i < COUNT(branches); i++)
		if (strcmp(branches[i][0], county) == 0)
			return branches[i][1];
	return "center";
}

/* What the law of levels says for one of the homes. */
static const char *
wanted(const struct formality *f, const struct home *home)
{
	if (f->mode == MODE_TRANSFER)
		return "center";
	if (f->level == LEVEL_CITY)
		return f->office;
	return f->level == LEVEL_COUNTY ? branch_of(home->county) : home->unit;
}

static void
test_table(void)
{
	const char *code;
	size_t n = 0, sites = 0;

	for (; (code = routing_unit(catalogue->routing, n)); n++) {
		const struct unit *unit = unit_of(code);

		ok(unit && strcmp(unit->kind, "liaison-site") != 0, "%s is a unit at home", code);
		sites += unit && strcmp(unit->kind, "service-site") == 0;
	}
	is_int((int64_t)n, 1 + 12 + 4, "the centre, twelve counties, four sites");
	is_int((int64_t)sites, 4, "which are service sites");
	for (size_t i = 0; i < COUNT(units); i++)
		if (units[i].area)
			is_str(branch_of(units[i].area), units[i].code, "units.def has the same counties");
}

static void
test_homes(void)
{
	const struct formality f = {.level = LEVEL_STATION};

	for (size_t i = 0; i < COUNT(homes); i++) {
		const struct home *home = &homes[i];
		struct routed r = routing_find(catalogue->routing, &f, home->county, home->town);

		is_str(r.units[0], home->unit, pool_format(pool, "%s %s", home->county ? home->county :
		    "no county", home->town ? home->town : "-"));
	}
}

/* What people write, with the unit first: t/fixture/addresses.tsv. */
static void
test_addresses(const char *root)
{
	const struct formality f = {.level = LEVEL_STATION};
	const char *list;
	char *save = NULL;
	size_t n = 0;

	must(catalogue_text(pool, pool_format(pool, "%s/t/fixture/addresses.tsv", root), &list));
	for (char *line = strtok_r(pool_string(pool, list), "\n", &save); line;
	    line = strtok_r(NULL, "\n", &save)) {
		char *rest = NULL, *unit = strtok_r(line, "\t", &rest);
		char *county = strtok_r(NULL, "\t", &rest);

		if (*line == '#' || !county)
			continue;
		is_str(routing_find(catalogue->routing, &f, strcmp(county, "-") ? county : NULL,
		    rest).units[0], unit, pool_format(pool, "%s %s", county, rest));
		n++;
	}
	ok(n >= 60, "%zu addresses", n);
}

/* Nothing is left unrouted, whatever the formality and wherever it comes from. */
static void
test_every_formality(void)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct formality *f = catalogue->formalities[i];
		int wrong = 0, lost = 0;

		for (size_t j = 0; j < COUNT(homes); j++) {
			struct routed r = routing_find(catalogue->routing, f, homes[j].county,
			    homes[j].town);
			size_t last = ROUTED_MOST - 1;

			wrong += !r.units[0] || strcmp(r.units[0], wanted(f, &homes[j])) != 0;
			for (size_t k = 0; k < ROUTED_MOST; k++)
				lost += r.units[k] && !unit_of(r.units[k]);
			while (last > 0 && !r.units[last])
				last--;
			lost += strcmp(r.units[last], "center") != 0;
		}
		ok(!wrong && !lost, "%s goes where it belongs from everywhere", f->code);
	}
}

static int64_t
goes_to(const char *county, const char *town)
{
	const struct formality f = {.code = "x", .level = LEVEL_STATION};
	struct pairs answers = {.pool = pool};
	int64_t unit = 0;

	pairs_set(&answers, "home_county", county);
	pairs_set(&answers, "home_town", town);
	must(application_route(db, catalogue, &f, &answers, &unit));
	return unit;
}

/* In a store: a unit in which nobody works gets nothing as long as another one can take it. */
static void
test_store(void)
{
	enum { CENTRE = 1, BRANCH, SITE };
	struct pairs nothing = {.pool = pool};
	const struct formality f = {.code = "x", .level = LEVEL_STATION};
	int64_t unit;

	ok(application_route(db, catalogue, &f, &nothing, &unit) != NULL, "without a unit it fails");
	must(db_run(db, &unit_insert, DB(db_int(CENTRE), db_text("center")), NULL));
	is_int(goes_to("330304", "丽岙街道"), CENTRE, "a store that has the centre alone");
	must(db_run(db, &unit_insert, DB(db_int(BRANCH), db_text("br-ouhai")), NULL));
	must(db_run(db, &unit_insert, DB(db_int(SITE), db_text("ss-liao")), NULL));
	is_int(goes_to("330304", "丽岙街道"), SITE, "before there are officers, by the table");
	must(db_run(db, &officer_insert, DB(db_int(11), db_text("a"), db_int(CENTRE), db_int(1)), NULL));
	is_int(goes_to("330304", "丽岙街道"), CENTRE, "the first officer works in the centre");
	must(db_run(db, &officer_insert, DB(db_int(12), db_text("b"), db_int(BRANCH), db_int(1)), NULL));
	is_int(goes_to("330304", "丽岙街道"), BRANCH, "then the branch has one: nearer");
	must(db_run(db, &officer_insert, DB(db_int(13), db_text("c"), db_int(SITE), db_int(1)), NULL));
	is_int(goes_to("330304", "丽岙街道"), SITE, "then the site itself");
	is_int(goes_to("330304", "瞿溪街道"), BRANCH, "another township is the branch's");
	is_int(goes_to("330303", "永中街道"), CENTRE, "another county the centre's");
	must(db_run(db, &officer_leave, DB(db_int(13)), NULL));
	is_int(goes_to("330304", "丽岙街道"), BRANCH, "an officer who is off does not count");
}

int
main(void)
{
	const char *source = getenv("srcdir"), *root = source ? source : ".";

	pool = pool_new(NULL, 0);
	db = db_new(database_start());
	db_use_pool(db, pool);
	must(catalogue_load(pool, pool_format(pool, "%s/formalities", root), &catalogue));
	test_table();
	test_homes();
	test_addresses(root);
	test_every_formality();
	test_store();
	db_close(db);
	pool_free(pool);
	return done();
}
