/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* In which language a text stands, and what a unit is called in each. */
#include "tap.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/unit_name.h"

static void
seen(void)
{
	static const struct {
		enum lang page;
		const char *text;
		enum lang is;
	} rows[] = {
		{LANG_ZH, "请把护照拍清楚。", LANG_ZH},
		{LANG_ZH, "Please photograph the whole passport.", LANG_EN},
		{LANG_ZH, "Q1", LANG_ZH},
		{LANG_EN, "请把护照拍清楚。", LANG_ZH},
		{LANG_EN, "Please photograph the passport of 林诗礼 again.", LANG_EN},
		{LANG_IT, "Fotografi di nuovo il passaporto.", LANG_IT},
		{LANG_IT, "Please photograph the whole passport.", LANG_EN},
		{LANG_IT, "护照照片太暗。", LANG_ZH},
		{LANG_IT, "Il testo \"the\" non c’è nel documento.", LANG_IT},
		{LANG_ES, "Vuelva a fotografiar el pasaporte entero.", LANG_ES},
		{LANG_ES, "The photo of your passport is too dark.", LANG_EN},
		{LANG_ES, "THE PHOTO IS DARK", LANG_EN},
		{LANG_ES, "", LANG_ES},
		{LANG_ES, "OK", LANG_ES},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ok(lang_seen(rows[i].page, rows[i].text) == rows[i].is, "%s on a page in %s", rows[i].text,
		    lang_code(rows[i].page));
}

/* A letter of several lines: where its languages change. */
static void
parts(struct pool *pool)
{
	static const struct {
		enum lang page;
		const char *text, *is;
	} rows[] = {
		{LANG_IT, "护照照片太暗。\n\nDove rivolgersi:\n温州市民政局\n\nPuò presentare ricorso.",
		    "zh:护照照片太暗。\n\n|it:Dove rivolgersi:\n|zh:温州市民政局\n\n|it:Può presentare ricorso.|"},
		{LANG_ES, "\n2026\nVuelva a enviarlo.\nThe photo of your passport is too dark.\n照片太暗。",
		    "es:\n2026\nVuelva a enviarlo.\n|en:The photo of your passport is too dark.\n|zh:照片太暗。|"},
		{LANG_EN, "One line.\nAnother of 林诗礼.", "en:One line.\nAnother of 林诗礼.|"},
		{LANG_ZH, "照片太暗。\nPlease send another photo.", "zh:照片太暗。\n|en:Please send another photo.|"},
		{LANG_ZH, "", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {.pool = pool};
		enum lang its;
		size_t n;

		text_add(&out, "");
		for (const char *p = rows[i].text; (n = lang_part(rows[i].page, p, &its)); p += n)
			text_addf(&out, "%s:%.*s|", lang_code(its), (int)n, p);
		is_str(out.s, rows[i].is, "the parts of a letter");
	}
}

static void
units(struct pool *pool)
{
	const char *zh = "瓯海分中心", *en = "Ouhai branch centre";

	is_str(unit_name(pool, zh, en, LANG_ZH), zh, "as the store has it");
	is_str(unit_name(pool, zh, en, LANG_EN), en, "in both");
	is_str(unit_name(pool, zh, en, LANG_IT), "Sede distaccata di Ouhai", "a place goes where the language has it");
	is_str(unit_name(pool, zh, en, LANG_ES), "Centro filial de Ouhai", "in Spanish too");
	is_str(unit_name(pool, "车管所", "Vehicle management office", LANG_IT), "Ufficio gestione veicoli",
	    "a name without a place");
	is_str(unit_name(pool, "新设单位", "A unit of tomorrow", LANG_ES), "A unit of tomorrow",
	    "what nobody has translated keeps its English name");
	is_str(unit_name(pool, NULL, NULL, LANG_IT), NULL, "no unit has no name");
	is_str(unit_name(pool, " branch centre", " branch centre", LANG_IT), " branch centre", "a place has a name");
}

int
main(void)
{
	struct pool *pool = pool_new(NULL, 0);

	seen();
	parts(pool);
	units(pool);
	pool_free(pool);
	return done();
}
