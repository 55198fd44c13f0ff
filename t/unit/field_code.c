/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers of people, papers, vehicles and companies, with the standards' own examples. */
#include "field_table.h"

static void
citizens(void)
{
	static const struct row rows[] = {
		{"11010519491231002X", "11010519491231002X", NULL},
		{"11010519491231002x", "11010519491231002X", NULL},
		{"440524188001010014", "!idno.old", NULL},
		{"330399190001010011", "330399190001010011", NULL},
		{"33039919000101002X", "33039919000101002X", NULL},
		{"３３０３９９１９０００１０１００２Ｘ", "33039919000101002X", NULL},
		{"330399 19000101 0011", "330399190001010011", NULL},
		{"330399-19000101-0011", "330399190001010011", NULL},
		{"330399209912310012", "!idno.future", NULL},
		{"330399190002290019", "!idno.birth", NULL},
		{"330399190001010012", "!idno.checksum", NULL},
		{"330399190001010101", "!idno.checksum", NULL},
		{"33039919000101001", "!idno.one_short", NULL},
		{"3303991900010100111", "!idno.one_long", NULL},
		{"3303991900", "!idno.length", NULL},
		{"33039919000101001111", "!idno.length", NULL},
		{"33039919000101O011", "!idno.letters", NULL},
		{"3303991900X1010011", "!idno.letters", NULL},
		{"X30399190001010011", "!idno.letters", NULL},
		{"030399190001010011", "!idno.zero", NULL}, {"身份证号码", "!idno.letters", NULL},
		{"-1", "!idno.length", NULL}, {"33039919000101001\xc2\xb2", "!idno.letters", NULL},
	};

	try_rows(RULE(FIELD_IDNO), ROWS(rows));
}

/* A number for the date and serial given, with its check character. */
static const char *
made(const char *area, const char *birth, const char *serial)
{
	char *s = pool_format(pool, "%s%s%s?", area, birth, serial);

	s[17] = idno_check_digit(s);
	return s;
}

static void
births(void)
{
	static const struct { const char *birth, *want; } rows[] = {
		{"20260316", NULL}, {"20260317", "!idno.future"}, {"20991231", "!idno.future"},
		{"18960317", NULL}, {"18960316", "!idno.old"}, {"18800101", "!idno.old"},
		{"20000229", NULL}, {"20040229", NULL}, {"19000229", "!idno.birth"},
		{"20010229", "!idno.birth"}, {"20200431", "!idno.birth"},
		{"20201301", "!idno.birth"}, {"20200001", "!idno.birth"},
		{"20200100", "!idno.birth"}, {"00000101", "!idno.birth"},
	};
	day birth;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *s = made("330399", rows[i].birth, "001");
		struct row row = {s, rows[i].want ? rows[i].want : s, NULL};

		try_rows(RULE(FIELD_IDNO), &row, 1);
	}
	ok(idno_birth("11010519491231002X", &birth) && birth == day_of(1949, 12, 31), "the birth");
	ok(!idno_birth("330399190002290019", &birth), "no birth on no day");
	ok(!idno_birth("ITA330312345678", &birth), "an old resident card tells none");
	ok(!idno_is_male("11010519491231002X"), "002 is a woman");
	ok(idno_is_male("330399190001010011"), "001 is a man");
	is_int(idno_check_digit("11010519491231002"), 'X', "167 mod 11 is 2: X");
	is_int(idno_check_digit("44052418800101001"), '4', "195 mod 11 is 8: 4");
	is_int(idno_check_digit("33039920991231001"), '2', "a number of 2099 sums up");
	is_int(idno_check_digit("33039919000229001"), '9', "a number of no day sums up");
}

static void
other_citizens(void)
{
	/* 15 digits, residence permits of HK, Macao and Taiwan, permanent residents */
	static const struct row old[] = {
		{"110105491231002", "11010519491231002X", NULL},
		{"330399000101001", "330399190001010011", NULL},
		{"330399000229001", "!idno.birth", NULL}, {"330399991301001", "!idno.birth", NULL},
		{"33039900010100X", "!idno.letters", NULL},
		{"33039900010100", "!idno.length", NULL},
		{"ITA330312345678", "ITA330312345678", NULL},
		{"ita 3303 1234 5678", "ITA330312345678", NULL},
		{"IT3330312345678", "!idno.letters", NULL},
		{"ITAL30312345678", "!idno.letters", NULL},
		{"ITA3303123456789", "!idno.letters", NULL},
	};
	static const char *const areas[] = {"810000", "820000", "830000", "933103", "990399"};

	try_rows(RULE(FIELD_IDNO), ROWS(old));
	for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
		const char *s = made(areas[i], "19850612", "013");
		struct row row = {s, s, NULL};

		try_rows(RULE(FIELD_IDNO), &row, 1);
	}
}

/* A number that is wrong in the register has to be given as it stands there. */
static void
recorded(void)
{
	static const struct row rows[] = {
		{"330399190001010011", "330399190001010011", NULL},
		{"330399190001010012", "330399190001010012", "idno.recorded"},
		{"330399190002290019", "330399190002290019", "idno.recorded"},
		{"030399190001010011", "030399190001010011", "idno.recorded"},
		{"330399000101001", "330399000101001", NULL},
		{"330399000229001", "330399000229001", "idno.recorded"},
		{"33039919000101001", "!idno.one_short", NULL},
		{"33039919000101001A", "!idno.letters", NULL}, {"12345", "!idno.length", NULL},
	};

	try_rows(RULE(FIELD_IDNO, .is_form_only = true), ROWS(rows));
}

static void
passports(void)
{
	static const struct row any[] = {
		{"E12345678", "E12345678", NULL}, {"EA1234567", "EA1234567", NULL},
		{"G12345678", "G12345678", NULL}, {"141234567", "141234567", NULL},
		{"SE1234567", "SE1234567", NULL}, {"P.1234567", "P1234567", NULL},
		{"e 1234 5678", "E12345678", NULL}, {"Ｅ１２３４５６７８", "E12345678", NULL},
		{"YA1234567", "YA1234567", NULL}, {"AB123", "AB123", NULL},
		{"C01X00T47", "C01X00T47", NULL}, {"123456789012345", "123456789012345", NULL},
		{"E1234567", "E1234567", "passport.nearly"},
		{"E123456789", "E123456789", "passport.nearly"},
		{"EI1234567", "EI1234567", "passport.nearly"},
		{"EO1234567", "EO1234567", "passport.nearly"},
		{"AB12", "!passport.length", NULL}, {"1234567890123456", "!passport.length", NULL},
		{"E1234567八", "!passport.letters", NULL}, {"E1234/678", "!passport.letters", NULL},
		{"E1234567É", "!passport.letters", NULL}, {"E1234_678", "!passport.letters", NULL},
		{"护照", "!passport.letters", NULL}, {"E", "!passport.length", NULL},
		{"L898902C36UTO7408122F1204159ZE184226B<<<<<10", "L898902C3", NULL},
		{"L898902C37UTO7408122F1204159ZE184226B<<<<<10", "!mrz.number", NULL},
	};
	static const struct row chinese[] = {
		{"E12345678", "E12345678", NULL}, {"EZ1234567", "EZ1234567", NULL},
		{"G12345678", "G12345678", NULL}, {"151234567", "151234567", NULL},
		{"PE1234567", "PE1234567", NULL}, {"DE1234567", "DE1234567", NULL},
		{"S1234567", "S1234567", NULL}, {"D.12345678", "D12345678", NULL},
		{"H12345678", "H12345678", NULL}, {"KJ1234567", "KJ1234567", NULL},
		{"K1234567", "K1234567", NULL}, {"MA1234567", "MA1234567", NULL},
		{"EI1234567", "!passport.chinese", NULL}, {"EO1234567", "!passport.chinese", NULL},
		{"E1234567", "!passport.chinese", NULL}, {"E123456789", "!passport.chinese", NULL},
		{"G1234567", "!passport.chinese", NULL}, {"161234567", "!passport.chinese", NULL},
		{"YA1234567", "!passport.chinese", NULL}, {"SE123456", "!passport.chinese", NULL},
		{"M12345678", "!passport.chinese", NULL}, {"EAB123456", "!passport.chinese", NULL},
	};
	const struct field_rule *rule = RULE(FIELD_PASSPORT, .country = "CN");

	try_rows(RULE(FIELD_PASSPORT), ROWS(any));
	try_rows(rule, ROWS(chinese));
	is_int(passport_kind_of("E12345678"), PASSPORT_ORDINARY, "an ordinary one");
	is_int(passport_kind_of("SE1234567"), PASSPORT_SERVICE, "a service one");
	is_int(passport_kind_of("KJ12345678"), PASSPORT_HONG_KONG, "one of Hong Kong");
	is_int(passport_kind_of("MB1234567"), PASSPORT_MACAO, "one of Macao");
	is_int(passport_kind_of("YA1234567"), PASSPORT_OTHER, "one of Italy");
}

static void
machine_readable(void)
{
	/* ICAO 9303 part 4's own specimen, and one slip in each of its parts */
	static const struct { const char *line, *want; } rows[] = {
		{"L898902C36UTO7408122F1204159ZE184226B<<<<<10", NULL},
		{"L898902C46UTO7408122F1204159ZE184226B<<<<<10", "field.mrz.number"},
		{"L898902C36UTO7408222F1204159ZE184226B<<<<<10", "field.mrz.birth"},
		{"L898902C36UTO7408122F1204149ZE184226B<<<<<10", "field.mrz.expiry"},
		{"L898902C36UTO7408122F1204159ZE184226C<<<<<10", "field.mrz.personal"},
		{"L898902C36UTO7408122F1204159ZE184226B<<<<<11", "field.mrz.whole"},
		{"L898902C36UTO7408122F1204159ZE184226B<<<<<1", "field.mrz.length"},
		{"l898902C36UTO7408122F1204159ZE184226B<<<<<10", "field.mrz.letters"},
		{"", "field.mrz.length"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		is_str(mrz_check(rows[i].line), rows[i].want, rows[i].line);
	is_int(mrz_check_digit("L898902C3", 9), '6', "its number");
	is_int(mrz_check_digit("740812", 6), '2', "its birth");
	is_int(mrz_check_digit("120415", 6), '9', "its expiry");
	is_int(mrz_check_digit("ZE184226B<<<<<", 14), '1', "its personal number");
	is_int(mrz_check_digit("L898902C3674081221204159ZE184226B<<<<<1", 39), '0', "the whole");
	is_int(mrz_check_digit("AB-12", 5), '\0', "a hyphen does not belong there");
	is_int(mrz_check_digit("<<<<<<<<<<<<<<", 14), '0', "nothing sums to 0");
}

static void
permits(void)
{
	static const struct row hkmo[] = {
		{"C12345678", "C12345678", NULL}, {"CA1234567", "CA1234567", NULL},
		{"c 1234 5678", "C12345678", NULL}, {"Ｃ１２３４５６７８", "C12345678", NULL},
		{"CZ1234567", "CZ1234567", NULL}, {"CH1234567", "CH1234567", NULL},
		{"CP1234567", "CP1234567", NULL}, {"C00000000", "C00000000", NULL},
		{"C1234567", "!permit_hkmo.form", NULL}, {"C123456789", "!permit_hkmo.form", NULL},
		{"CI1234567", "!permit_hkmo.form", NULL}, {"CO1234567", "!permit_hkmo.form", NULL},
		{"W12345678", "!permit_hkmo.form", NULL}, {"12345678", "!permit_hkmo.form", NULL},
		{"CAB123456", "!permit_hkmo.form", NULL}, {"L12345678", "!permit_hkmo.form", NULL},
		{"C1234567A", "!permit_hkmo.form", NULL},
	};
	static const struct row taiwan[] = {
		{"L12345678", "L12345678", NULL}, {"T12345678", "T12345678", NULL},
		{"l12345678", "L12345678", NULL}, {"t 1234 5678", "T12345678", NULL},
		{"L-12345678", "L12345678", NULL}, {"Ｌ１２３４５６７８", "L12345678", NULL},
		{"L00000000", "L00000000", NULL}, {"T.12345678", "T12345678", NULL},
		{"L1234567", "!permit_tw.form", NULL}, {"L123456789", "!permit_tw.form", NULL},
		{"LA1234567", "!permit_tw.form", NULL}, {"12345678", "!permit_tw.form", NULL},
		{"C12345678", "!permit_tw.form", NULL}, {"L1234567A", "!permit_tw.form", NULL},
		{"台12345678", "!permit_tw.form", NULL}, {"L", "!permit_tw.form", NULL},
	};
	static const struct row mainland[] = {
		{"12345678", "12345678", NULL}, {"H12345678", "H12345678", NULL},
		{"H1234567801", "H1234567801", NULL}, {"M12345678", "M12345678", NULL},
		{"m1234567802", "M1234567802", NULL}, {"1234 5678", "12345678", NULL},
		{"００００１２３４", "00001234", NULL}, {"H 12345678 01", "H1234567801", NULL},
		{"1234567", "!permit_mtp.form", NULL}, {"123456789", "!permit_mtp.form", NULL},
		{"H123456780", "!permit_mtp.form", NULL}, {"H123456789012",
		    "!permit_mtp.form", NULL},
		{"K12345678", "!permit_mtp.form", NULL}, {"HM1234567", "!permit_mtp.form", NULL},
		{"1234567H", "!permit_mtp.form", NULL}, {"1234567801", "!permit_mtp.form", NULL},
	};

	try_rows(RULE(FIELD_PERMIT_HKMO), ROWS(hkmo));
	try_rows(RULE(FIELD_PERMIT_TW), ROWS(taiwan));
	try_rows(RULE(FIELD_PERMIT_MTP), ROWS(mainland));
}

static void
licences(void)
{
	static const struct row rows[] = {
		{"330399190001010011", "330399190001010011", NULL},
		{"33039919000101002x", "33039919000101002X", NULL},
		{"330399000101001", "330399190001010011", NULL},
		{"E12345678", "E12345678", NULL}, {"H1234567801", "H1234567801", NULL},
		{"12345678", "12345678", NULL}, {"ITA330312345678", "ITA330312345678", NULL},
		{"AB123", "AB123", NULL},
		{"330399190001010012", "!idno.checksum", NULL},
		{"33039919000101001", "!idno.one_short", NULL},
		{"3303991900010100111", "!idno.one_long", NULL},
		{"33039919000101O011", "!idno.letters", NULL},
		{"AB12", "!licence.length", NULL}, {"E123456789012345", "!licence.length", NULL},
		{"E1234567#", "!licence.letters", NULL}, {"驾驶证", "!licence.letters", NULL},
		{"330399190002290019", "!idno.birth", NULL},
	};
	static const struct row files[] = {
		{"330300123456", "330300123456", NULL}, {"330399999999", "330399999999", NULL},
		{"３３０３００１２３４５６", "330300123456", NULL},
		{"3303 0012 3456", "330300123456", NULL}, {"3303-0012-3456", "330300123456", NULL},
		{"330100123456", "330100123456", "licence_file.elsewhere"},
		{"110000000001", "110000000001", "licence_file.elsewhere"},
		{"000000000000", "000000000000", "licence_file.elsewhere"},
		{"33030012345", "!licence_file.length", NULL},
		{"3303001234567", "!licence_file.length", NULL}, {"3303",
		    "!licence_file.length", NULL},
		{"33030012345A", "!licence_file.digits", NULL},
		{"33030012345X", "!licence_file.digits", NULL},
		{"档案330300123456", "!licence_file.digits", NULL},
		{"330300/12345", "!licence_file.digits", NULL},
		{"33030012345678901234567890", "!licence_file.length", NULL},
	};

	try_rows(RULE(FIELD_LICENCE), ROWS(rows));
	try_rows(RULE(FIELD_LICENCE_FILE), ROWS(files));
}

static void
plates(void)
{
	static const struct row rows[] = {
		{"浙C12345", "浙C12345", NULL}, {"浙CA1234", "浙CA1234", NULL},
		{"浙c·123ab", "浙C123AB", NULL}, {"浙 C 12345", "浙C12345", NULL},
		{"浙C.12345", "浙C12345", NULL}, {"浙Ｃ１２３４５", "浙C12345", NULL},
		{"浙C•12345", "浙C12345", NULL}, {"浙CZZ999", "浙CZZ999", NULL},
		{"浙CD12345", "浙CD12345", NULL}, {"浙CF12345", "浙CF12345", NULL},
		{"浙CAA1234", "浙CAA1234", NULL}, {"浙CKZ1234", "浙CKZ1234", NULL},
		{"浙C12345D", "浙C12345D", NULL}, {"浙C12345F", "浙C12345F", NULL},
		{"沪A12345", "沪A12345", NULL}, {"京N88888", "京N88888", NULL},
		{"浙C1234挂", "浙C1234挂", NULL}, {"浙C 1234 挂", "浙C1234挂", NULL},
		{"C12345", "!plate.province", NULL}, {"港C12345", "!plate.province", NULL},
		{"浙江C12345", "!plate.form", NULL}, {"12345", "!plate.province", NULL},
		{"浙C1234", "!plate.length", NULL}, {"浙C1234567", "!plate.length", NULL},
		{"浙CI1234", "!plate.letters", NULL}, {"浙CO1234", "!plate.letters", NULL},
		{"浙112345", "!plate.form", NULL}, {"浙CL12345", "!plate.form", NULL},
		{"浙C12345L", "!plate.form", NULL}, {"浙CDDD123", "!plate.form", NULL},
		{"浙CI12345", "!plate.letters", NULL}, {"浙C12*45", "!plate.form", NULL},
		{"浙C12345挂", "!plate.form", NULL}, {"浙C挂1234", "!plate.form", NULL},
		{"浙", "!plate.length", NULL}, {"C浙12345", "!plate.province", NULL},
		{"𠮷C12345", "!plate.province", NULL},
	};

	try_rows(RULE(FIELD_PLATE), ROWS(rows));
}

static void
vehicles(void)
{
	/* 1M8GDM9AXKP042788 and seventeen ones are the worked examples of 49 CFR 565 texts */
	static const struct row rows[] = {
		{"1M8GDM9AXKP042788", "1M8GDM9AXKP042788", NULL},
		{"11111111111111111", "11111111111111111", NULL},
		{"1m8gdm9axkp042788", "1M8GDM9AXKP042788", NULL},
		{"1M8G DM9A XKP0 4278 8", "1M8GDM9AXKP042788", NULL},
		{"１Ｍ８ＧＤＭ９ＡＸＫＰ０４２７８８", "1M8GDM9AXKP042788", NULL},
		{"5GZCZ43D13S812715", "5GZCZ43D13S812715", NULL},
		{"1M8GDM9A1KP042788", "1M8GDM9A1KP042788", "vin.checksum"},
		{"1M8GDM9AXKP042789", "1M8GDM9AXKP042789", "vin.checksum"},
		{"WVWZZZ1KZ6W000001", "WVWZZZ1KZ6W000001", "vin.checksum"},
		{"1M8GDM9AXKPO42788", "!vin.letters", NULL}, {"IM8GDM9AXKP042788",
		    "!vin.letters", NULL},
		{"1M8GDM9AXKPQ42788", "!vin.letters", NULL}, {"1M8GDM9AXKP04278",
		    "!vin.length", NULL},
		{"1M8GDM9AXKP0427889", "!vin.length", NULL}, {"1M8GDM9AXKP0427八",
		    "!vin.signs", NULL},
		{"1M8GDM9AXKP04278*", "!vin.signs", NULL}, {"X", "!vin.length", NULL},
		{"1M8GDM9AXKP042788aaaaaaaaaaaaaaaaaaaaaaaaaa", "!vin.length", NULL},
	};

	try_rows(RULE(FIELD_VIN), ROWS(rows));
}

static void
companies(void)
{
	/* the first is GB 32100-2015's own */
	static const struct row rows[] = {
		{"91350100M000100Y43", "91350100M000100Y43", NULL},
		{"91350100m000100y43", "91350100M000100Y43", NULL},
		{"9135 0100 M000 100Y 43", "91350100M000100Y43", NULL},
		{"９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43", NULL},
		{"91350100-M000100Y4-3", "91350100M000100Y43", NULL},
		{"000000000000000000", "000000000000000000", NULL},
		{" 91350100M000100Y43 ", "91350100M000100Y43", NULL},
		{"91350100.M000100Y43", "91350100M000100Y43", NULL},
		{"91350100M000100Y44", "!usc.checksum", NULL},
		{"91350100M000100Y34", "!usc.checksum", NULL},
		{"19350100M000100Y43", "!usc.checksum", NULL},
		{"91350100M000100Y4", "!usc.length", NULL}, {"91350100M000100Y433",
		    "!usc.length", NULL},
		{"9135O100M000100Y43", "!usc.letters", NULL}, {"9I350100M000100Y43",
		    "!usc.letters", NULL},
		{"91350100M00010SY43", "!usc.letters", NULL}, {"91350100M00010VY43",
		    "!usc.letters", NULL},
		{"91350100M00010ZY43", "!usc.letters", NULL}, {"公司", "!usc.letters", NULL},
	};

	try_rows(RULE(FIELD_USC), ROWS(rows));
}

int
main(void)
{
	if (table_open()) {
		citizens();
		births();
		other_citizens();
		recorded();
		passports();
		machine_readable();
		permits();
		licences();
		plates();
		vehicles();
		companies();
	}
	return table_close();
}
