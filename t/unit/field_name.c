/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names: dots, extension planes, the table for new names, passports' Latin spelling. */
#include "field_table.h"

#define DOT "\u00b7"

static void
chinese(void)
{
	static const struct row rows[] = {
		{"林示例", "林示例", NULL}, {"王五", "王五", NULL}, {"欧阳示例", "欧阳示例", NULL},
		{" 林示例 ", "林示例", NULL}, {"䶮示", "䶮示", NULL}, {"李䶮", "李䶮", NULL},
		{"𠮷田示", "𠮷田示", NULL}, {"王𬭎", "王𬭎", NULL}, {"张𠅤", "张𠅤", NULL},
		{"刘〇", "刘〇", NULL}, {"陳龍", "陳龍", NULL}, {"李𰻝", "李𰻝", NULL},
		{"阿卜杜拉" DOT "买买提", "阿卜杜拉" DOT "买买提", NULL},
		{"阿卜杜拉•买买提", "阿卜杜拉" DOT "买买提", NULL},
		{"阿卜杜拉‧买买提", "阿卜杜拉" DOT "买买提", NULL},
		{"阿卜杜拉・买买提", "阿卜杜拉" DOT "买买提", NULL},
		{"阿卜杜拉･买买提", "阿卜杜拉" DOT "买买提", NULL},
		{"列奥纳多" DOT "达" DOT "芬奇", "列奥纳多" DOT "达" DOT "芬奇", NULL},
		{"一二三四五六", "一二三四五六", NULL},
		{"一二三四五六七", "一二三四五六七", "name_zh.no_dot"},
		{"林", "!name_zh.short", NULL}, {"𠮷", "!name_zh.short", NULL},
		{"林 示例", "!name_zh.space", NULL}, {"林　示例", "!name_zh.space", NULL},
		{"林\u00a0示例", "!name_zh.space", NULL},
		{"林示例2", "!name_zh.digit", NULL}, {"林示例２", "!name_zh.digit", NULL},
		{"林A", "!name_zh.latin", NULL}, {"Lin Shili", "!name_zh.latin", NULL},
		{"林Ａ", "!name_zh.latin", NULL}, {"林é", "!name_zh.latin", NULL},
		/* the script first: the blank goes with it */
		{"林 Shili", "!name_zh.latin", NULL}, {"林　Ｓhili", "!name_zh.latin", NULL},
		{"林. Shili", "!name_zh.latin", NULL}, {"林2 Shili", "!name_zh.latin", NULL},
		{"林" DOT DOT "É", "!name_zh.latin", NULL}, {"林 示例2", "!name_zh.space", NULL},
		{"林.示例", "!name_zh.dot", NULL}, {"林。示例", "!name_zh.dot", NULL},
		{"林．示例", "!name_zh.dot", NULL}, {DOT "林示例", "!name_zh.dot", NULL},
		{"林示例" DOT, "!name_zh.dot", NULL}, {"林" DOT DOT "示例", "!name_zh.dot", NULL},
		{"林" DOT "•示例", "!name_zh.dot", NULL}, {DOT, "!name_zh.dot", NULL},
		{"林🙂", "!name_zh.sign", NULL}, {"🙂🙂", "!name_zh.sign", NULL},
		{"林-示例", "!name_zh.sign", NULL}, {"林（示例）", "!name_zh.sign", NULL},
		{"ひらがな", "!name_zh.sign", NULL}, {"홍길동", "!name_zh.sign", NULL},
		{"林示例\ufe0f", "!name_zh.sign", NULL}, {"林示例\U000e0100", "!hidden", NULL},
		{"林\u200b示例", "!hidden", NULL}, {"林\u202e示例", "!hidden", NULL},
		{"\u2fa6示\u2f38", "金示弓", NULL}, {"\u2f00\u2fd5", "一龠", NULL},
		{"林\u2fd6", "!name_zh.sign", NULL}, {"林\u2eff", "!name_zh.sign", NULL},
		{"\u2ee2示\u2ef0", "马示龙", NULL}, {"林\u2e81\u2ef3", "林厂龟", NULL},
		{"林\u2e87\u2e88", "林𠘨刀", NULL}, {"\u2ec5示\u2ed3", "见示长", NULL},
		{"林\u2e80", "!name_zh.sign", NULL}, {"林\u2e9a", "!name_zh.sign", NULL},
		{"林\u2ef4", "!name_zh.sign", NULL},
		{"林\ue863", "!private", NULL}, {"林'); --", "!name_zh.sign", NULL},
	};
	const struct row bounds[] = {
		{repeated("龙", 25), repeated("龙", 25), "name_zh.no_dot"},
		{repeated("𠮷", 25), repeated("𠮷", 25), "name_zh.no_dot"},
		{repeated("龙", 26), "!name_zh.long", NULL},
		{repeated("𠮷", 26), "!name_zh.long", NULL},
		{pool_format(pool, "%s" DOT "%s", repeated("龙", 12), repeated("𠮷", 12)),
		    pool_format(pool, "%s" DOT "%s", repeated("龙", 12), repeated("𠮷", 12)), NULL},
		{pool_format(pool, "%s•%s", repeated("龙", 12), repeated("𠮷", 13)),
		    "!name_zh.long", NULL},
	};

	try_rows(RULE(FIELD_NAME_ZH), ROWS(rows));
	try_rows(RULE(FIELD_NAME_ZH), ROWS(bounds));
}

static void
new_names(void)
{
	/* 䶮, 𬭎 and 𫖯 are in the table; 𠮷, 〇 and traditional forms are not */
	static const struct row rows[] = {
		{"林示例", "林示例", NULL}, {"李䶮", "李䶮", NULL}, {"王𬭎", "王𬭎", NULL},
		{"赵𫖯", "赵𫖯", NULL}, {"陈喆", "陈喆", NULL}, {"周鑫淼", "周鑫淼", NULL},
		{"吴一乙", "吴一乙", NULL}, {"齇蠼", "齇蠼", NULL},
		{"阿依" DOT "古丽", "阿依" DOT "古丽", NULL},
		{"陳龙", "!name_zh.new", NULL}, {"李龍", "!name_zh.new", NULL},
		{"𠮷祥", "!name_zh.new", NULL}, {"刘〇", "!name_zh.new", NULL},
		{"王堃瑩", "!name_zh.new", NULL}, {"李𰻝", "!name_zh.new", NULL},
		{"林峯", "!name_zh.new", NULL}, {"林A", "!name_zh.latin", NULL},
		{"陳 Long", "!name_zh.latin", NULL},
		{"吳一", "!name_zh.new", NULL},
	};

	try_rows(RULE(FIELD_NAME_ZH, .is_new_name = true), ROWS(rows));
}

static void
latin(void)
{
	static const struct row rows[] = {
		{"LIN SHILI", "LIN SHILI", NULL}, {"Lin Shili", "LIN SHILI", NULL},
		{"lin  shili ", "LIN SHILI", NULL}, {"ＬＩＮ　ＳＨＩＬＩ", "LIN SHILI", NULL},
		{"LIN, SHILI", "LIN SHILI", NULL}, {"LIN<<SHILI<<<", "LIN SHILI", NULL},
		{"O'Brien", "O'BRIEN", NULL}, {"O’Brien", "O'BRIEN", NULL},
		{"Rossi-Bianchi", "ROSSI-BIANCHI", NULL}, {"Rossi‐Bianchi", "ROSSI-BIANCHI", NULL},
		{"D'Angelo Maria", "D'ANGELO MARIA", NULL}, {"LYU XIAO", "LYU XIAO", NULL},
		{"Lu Xiao", "LU XIAO", NULL}, {"Calvin", "CALVIN", NULL}, {"U NU", "U NU", NULL},
		{"Lü Xiao", "LYU XIAO", "name_latin.umlaut"},
		{"NÜ", "NYU", "name_latin.umlaut"}, {"LV XIAO", "LV XIAO", "name_latin.umlaut"},
		{"XIAO LVJIE", "XIAO LVJIE", "name_latin.umlaut"},
		{"Müller", "!name_latin.accent", NULL}, {"José", "!name_latin.accent", NULL},
		{"Mu\u0308ller", "!name_latin.accent", NULL},
		{"Nguyễn", "!name_latin.accent", NULL},
		{"Lǚ Xiao", "!name_latin.tone", NULL}, {"Lǐn", "!name_latin.tone", NULL},
		{"Chāng", "!name_latin.tone", NULL}, {"CHĀNG", "!name_latin.tone", NULL},
		{"林示例", "!name_latin.hanzi", NULL}, {"LIN 示例", "!name_latin.hanzi", NULL},
		{"LIN2", "!name_latin.digit", NULL}, {"LIN２", "!name_latin.digit", NULL},
		{"LIN.", "!name_latin.sign", NULL}, {"LIN/SHILI", "!name_latin.sign", NULL},
		{"LIN 🙂", "!name_latin.sign", NULL}, {"Иван", "!name_latin.sign", NULL},
		{"-LIN", "!name_latin.sign", NULL}, {"LIN-", "!name_latin.sign", NULL},
		{"LIN--SHILI", "!name_latin.sign", NULL}, {"---", "!name_latin.sign", NULL},
		{"L", "!name_latin.short", NULL}, {"L-", "!name_latin.short", NULL},
		{"LIN\u200bSHILI", "!hidden", NULL}, {"LIN\u202eILIHS", "!hidden", NULL},
	};
	const struct row bounds[] = {
		{repeated("A", 60), repeated("A", 60), NULL},
		{repeated("A", 61), "!name_latin.long", NULL},
		{repeated("ab ", 20), pool_bytes(pool, repeated("AB ", 20), 59), NULL},
		{repeated("ab ", 21), "!name_latin.long", NULL},
	};

	try_rows(RULE(FIELD_NAME_LATIN), ROWS(rows));
	try_rows(RULE(FIELD_NAME_LATIN), ROWS(bounds));
}

int
main(void)
{
	if (table_open()) {
		chinese();
		new_names();
		latin();
	}
	return table_close();
}
