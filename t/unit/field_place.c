/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Countries and addresses. */
#include "field_table.h"

#define WENZHOU "province=浙江省|city=温州市|county=瓯海区"

static void
countries(void)
{
	static const struct row rows[] = {
		{"IT", "IT", NULL}, {"it", "IT", NULL}, {"CN", "CN", NULL}, {"HK", "HK", NULL},
		{"意大利", "IT", NULL}, {"Italy", "IT", NULL}, {"中国台湾", "TW", NULL},
		{"hong kong, china", "HK", NULL}, {" BR ", "BR", NULL},
		{"马尔维纳斯群岛（福克兰群岛）", "FK", NULL},
		{"XX", "!country.unknown", NULL}, {"ITA", "!country.unknown", NULL},
		{"UK", "!country.unknown", NULL}, {"39", "!country.unknown", NULL},
		{"Italia", "IT", NULL}, {"Atlantide", "!country.unknown", NULL}, {"I", "!country.unknown", NULL},
		{"IT,FR", "!country.unknown", NULL}, {"台湾", "!country.unknown", NULL},
		{"🇮🇹", "!country.unknown", NULL},
	};
	static const struct row only[] = {{"CN", "CN", NULL}, {"IT", "!country.other", NULL}};

	try_rows(RULE(FIELD_COUNTRY), ROWS(rows));
	try_rows(RULE(FIELD_COUNTRY, .country = "CN"), ROWS(only));
	is_str(field_show(pool, RULE(FIELD_COUNTRY), "TW", "zh"), "中国台湾", "in Chinese");
	is_str(field_show(pool, RULE(FIELD_COUNTRY), "IT", "en"), "Italy", "in English");
}

static void
mainland(void)
{
	static const struct row rows[] = {
		{"country=CN|" WENZHOU "|street=丽岙街道|village=河头村|detail=1号|postcode=325000",
		    "CN\n浙江省\n温州市\n瓯海区\n丽岙街道\n河头村\n1号\n325000", NULL},
		{"country=CN|" WENZHOU "|detail=丽岙街道1号",
		    "CN\n浙江省\n温州市\n瓯海区\n\n\n丽岙街道1号\n", NULL},
		{"country=cn|" WENZHOU "|detail= 1 号 |postcode=３２５０００",
		    "CN\n浙江省\n温州市\n瓯海区\n\n\n1 号\n325000", NULL},
		{"country=中国|province=广东省|city=东莞市|detail=莞太路1号",
		    "CN\n广东省\n东莞市\n\n\n\n莞太路1号\n", NULL},
		{"country=CN|province=北京市|city=北京市|county=东城区|detail=䶮𠮷路1号",
		    "CN\n北京市\n北京市\n东城区\n\n\n䶮𠮷路1号\n", NULL},
		{"country=CN|province=甘肃省|city=嘉峪关市|detail=1",
		    "CN\n甘肃省\n嘉峪关市\n\n\n\n1\n", NULL},
		{"country=CN|province=海南省|city=儋州市|detail=2",
		    "CN\n海南省\n儋州市\n\n\n\n2\n", NULL},
		{"country=CN|province=广东省|city=中山市|detail=3",
		    "CN\n广东省\n中山市\n\n\n\n3\n", NULL},
		{"country=CN", "!empty", NULL}, {WENZHOU "|detail=1", "!address.no_country", NULL},
		{"country=CN|city=温州市|county=瓯海区|detail=1", "!address.no_province", NULL},
		{"country=CN|province=浙江省|county=瓯海区|detail=1", "!address.no_city", NULL},
		{"country=CN|province=浙江省|city=温州市|detail=1", "!address.no_county", NULL},
		{"country=CN|" WENZHOU, "!address.no_detail", NULL},
		{"country=CN|" WENZHOU "|detail=　", "!address.no_detail", NULL},
		{"country=CN|" WENZHOU "|detail=1|postcode=32500", "!address.postcode", NULL},
		{"country=CN|" WENZHOU "|detail=1|postcode=3250000", "!address.postcode", NULL},
		{"country=CN|" WENZHOU "|detail=1|postcode=A25000", "!address.postcode", NULL},
		{"country=XX|" WENZHOU "|detail=1", "!country.unknown", NULL},
		{"country=CN|" WENZHOU "|detail=1\u200b2", "!hidden", NULL},
		{"country=CN|" WENZHOU "|detail=1\n2", "!hidden", NULL},
		{"country=CN|" WENZHOU "|detail=\ue863路", "!private", NULL},
	};
	static const struct row only[] = {
		{WENZHOU "|detail=1", "CN\n浙江省\n温州市\n瓯海区\n\n\n1\n", NULL},
		{"country=CN|" WENZHOU "|detail=1", "CN\n浙江省\n温州市\n瓯海区\n\n\n1\n", NULL},
		{"country=IT|line1=Via Roma 1", "!address.mainland", NULL},
		{"country=HK|line1=Nathan Road 1", "!address.mainland", NULL},
	};
	const struct row bounds[] = {
		{pool_format(pool, "country=CN|" WENZHOU "|detail=%s", repeated("𠮷", 100)),
		    pool_format(pool, "CN\n浙江省\n温州市\n瓯海区\n\n\n%s\n", repeated("𠮷", 100)),
		    NULL},
		{pool_format(pool, "country=CN|" WENZHOU "|detail=%s", repeated("𠮷", 101)),
		    "!address.long", NULL},
	};

	try_parts(RULE(FIELD_ADDRESS), ROWS(rows));
	try_parts(RULE(FIELD_ADDRESS, .country = "CN"), ROWS(only));
	try_parts(RULE(FIELD_ADDRESS), ROWS(bounds));
}

static void
abroad(void)
{
	static const struct row rows[] = {
		{"country=IT|line1=Via Paolo Sarpi 1|line2=20154 Milano MI",
		    "IT\nVia Paolo Sarpi 1\n20154 Milano MI\n\n\n", NULL},
		{"country=BR|line1=Rua 25 de Março, 1|line2=São Paulo|line3=SP|postcode=01021-000",
		    "BR\nRua 25 de Março, 1\nSão Paulo\nSP\n\n01021-000", NULL},
		{"country=GB|line1=1 Gerrard St|postcode=W1D 5PJ",
		    "GB\n1 Gerrard St\n\n\n\nW1D 5PJ", NULL},
		{"country=HK|line1=九龙弥敦道1号", "HK\n九龙弥敦道1号\n\n\n\n", NULL},
		{"country=MO|line1=新马路1号", "MO\n新马路1号\n\n\n\n", NULL},
		{"country=TW|line1=台北市1号", "TW\n台北市1号\n\n\n\n", NULL},
		{"country=AE|line1=P.O. Box 1|line4=Dubai", "AE\nP.O. Box 1\n\n\nDubai\n", NULL},
		{"country=GR|line1=Οδός 1|line2=Αθήνα", "GR\nΟδός 1\nΑθήνα\n\n\n", NULL},
		{"country=IT|line2=Milano", "!address.no_line", NULL},
		{"country=IT|" WENZHOU "|detail=1", "!address.no_line", NULL},
		{"country=IT|postcode=20154", "!address.no_line", NULL},
		{"line1=Via Roma 1", "!address.no_country", NULL},
		{"country=Atlantide|line1=Via Roma 1", "!country.unknown", NULL},
		{"country=IT|line1=Via Roma 1|postcode=1234567890123", "!address.long", NULL},
		{"country=IT|line1=Via\u202eRoma", "!hidden", NULL},
		{"country=IT|line1=Via\tRoma", "!hidden", NULL}, {"country=IT", "!empty", NULL},
	};
	const struct row bounds[] = {
		{pool_format(pool, "country=IT|line1=%s", repeated("é", 100)),
		    pool_format(pool, "IT\n%s\n\n\n\n", repeated("é", 100)), NULL},
		{pool_format(pool, "country=IT|line1=1|line4=%s", repeated("é", 101)),
		    "!address.long", NULL},
	};

	try_parts(RULE(FIELD_ADDRESS), ROWS(rows));
	try_parts(RULE(FIELD_ADDRESS), ROWS(bounds));
}

static void
shown(void)
{
	const struct field_rule *rule = RULE(FIELD_ADDRESS);
	const char *home = "CN\n浙江省\n温州市\n瓯海区\n丽岙街道\n河头村\n1号\n325000";
	struct pairs parts = {.pool = pool};

	is_str(field_show(pool, rule, home, "zh"),
	    "浙江省温州市瓯海区\n丽岙街道河头村1号\n325000", "an address at home");
	is_str(field_show(pool, rule, home, "en"),
	    "浙江省温州市瓯海区\n丽岙街道河头村1号\n325000\nChina", "and for readers of English");
	is_str(field_show(pool, rule, "CN\n北京市\n北京市\n东城区\n\n\n1号\n", "zh"),
	    "北京市东城区\n1号", "Beijing is named once");
	is_str(field_show(pool, rule, "IT\nVia Roma 1\n20154 Milano\n\n\n", "zh"),
	    "Via Roma 1\n20154 Milano\n意大利", "an address abroad");
	field_split(pool, rule, "f", home, &parts);
	is_str(pairs_get(&parts, "f-country"), "CN", "its country");
	is_str(pairs_get(&parts, "f-county"), "瓯海区", "its county");
	is_str(pairs_get(&parts, "f-postcode"), "325000", "its postcode");
	field_split(pool, rule, "g", "IT\nVia Roma 1\n20154 Milano", &parts);
	is_str(pairs_get(&parts, "g-line2"), "20154 Milano", "a line abroad");
	is_str(pairs_get(&parts, "g-postcode"), "", "what is missing is empty");
}

/* Of an address the input that is wrong, the first where nothing stands in any. */
static void
where(void)
{
	static const struct row any[] = {
		{"", "country", NULL}, {"country=CN", "province", NULL}, {"country=IT", "line1", NULL},
		{"country=XX|line1=1", "country", NULL}, {"line1=1", "country", NULL},
		{"country=IT|line2=Milano", "line1", NULL},
		{"country=IT|line1=1|line2=\ue863", "line2", NULL},
		{"country=CN|city=温州市|county=瓯海区|detail=1", "province", NULL},
		{"country=CN|province=浙江省|county=瓯海区|detail=1", "city", NULL},
		{"country=CN|province=浙江省|city=温州市|detail=1", "county", NULL},
		{"country=CN|" WENZHOU, "detail", NULL},
		{"country=CN|" WENZHOU "|detail=1|postcode=x", "postcode", NULL},
		{"country=CN|" WENZHOU "|detail=1", NULL, NULL},
	};
	const struct row home[] = {
		{"", "province", NULL}, {"country=IT|line1=1", "province", NULL}, {WENZHOU, "detail", NULL},
		{pool_format(pool, WENZHOU "|detail=1|street=%s", repeated("街", 101)), "street", NULL},
	};
	static const struct row there[] = {{"", "line1", NULL}};

	try_where(RULE(FIELD_ADDRESS), ROWS(any));
	try_where(RULE(FIELD_ADDRESS, .country = "CN"), ROWS(home));
	try_where(RULE(FIELD_ADDRESS, .country = "IT"), ROWS(there));
}

int
main(void)
{
	if (table_open()) {
		countries();
		mainland();
		abroad();
		shown();
		where();
	}
	return table_close();
}
