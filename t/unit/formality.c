/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The catalogue: the real folder loads (t/lint/formalities.t looks closer);
 * a small folder loads, and each of the table's mistakes in it is refused by its key.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/lang.h"
#include "base/memory.h"
#include "service/catalogue.h"
#include "service/field.h"
#include "service/presence.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum file { FIELDS, MATERIALS, CATEGORIES, LIFE, SUBJECTS, ROUTING, FORMALITY, FILES };

static const char *const names[FILES] = {
	[FIELDS] = "fields.hdf", [MATERIALS] = "materials.hdf",
	[CATEGORIES] = "categories.hdf", [LIFE] = "life.hdf", [SUBJECTS] = "subjects.hdf",
	[ROUTING] = "routing.hdf",
	[FORMALITY] = "a-b/x-1.hdf",
};

static const char *const texts[FILES] = {
	[FIELDS] = "Field {\n"
	    " when {\n  Type = date\n  Range = past\n  Label {\n   zh = 一\n   en = One\n  }\n }\n"
	    " later {\n  Type = date\n  After = when\n  Label {\n   zh = 二\n   en = Two\n  }\n }\n"
	    " note {\n  Type = text\n  Most = 40\n  Label {\n   zh = 三\n   en = Three\n  }\n }\n"
	    " delivery {\n  Type = select\n  Label {\n   zh = 四\n   en = Four\n  }\n  Options {\n"
	    "   post {\n    zh = 寄\n    en = Post\n   }\n"
	    "   counter {\n    zh = 领\n    en = Counter\n   }\n"
	    "   electronic {\n    zh = 电\n    en = File\n   }\n"
	    "   record {\n    zh = 看\n    en = Seen\n   }\n  }\n }\n"
	    " mailing_address {\n  Type = address\n"
	    "  Label {\n   zh = 五\n   en = Five\n  }\n }\n"
	    " home_county {\n  Type = select\n  Label {\n   zh = 县\n   en = County\n  }\n  Options {\n"
	    "   330304 {\n    zh = 瓯海\n    en = Ouhai\n   }\n"
	    "   unknown {\n    zh = 不知道\n    en = Unknown\n   }\n  }\n }\n}\n",
	[MATERIALS] = "Material {\n"
	    " id_card {\n  Kind = image\n  Most = 2\n  Name {\n   zh = 证\n   en = Card\n  }\n"
	    "  How {\n   zh = 拍\n   en = Photo\n  }\n }\n"
	    " book {\n  Kind = either\n  Most = 4\n  Shared = 1\n"
	    "  Name {\n   zh = 簿\n   en = Book\n  }\n"
	    "  How {\n   zh = 拍\n   en = Photo\n  }\n }\n"
	    " face {\n  Kind = image\n  Most = 1\n  Live = 1\n"
	    "  Name {\n   zh = 脸\n   en = Face\n  }\n"
	    "  How {\n   zh = 拍\n   en = Photo\n  }\n }\n"
	    " letter {\n  Kind = pdf\n  Most = 1\n  Generated = 1\n"
	    "  Statement {\n   zh = 于 {when} 委托\n   en = On {when}\n  }\n"
	    "  Name {\n   zh = 书\n   en = Letter\n  }\n"
	    "  How {\n   zh = 不\n   en = None\n  }\n }\n}\n",
	[CATEGORIES] = "Category {\n a_b {\n  zh = 类\n  en = Class\n }\n}\n",
	[LIFE] = "Life {\n new_one {\n  zh = 生\n  en = New\n }\n}\n",
	[SUBJECTS] = "Subjects {\n paper {\n  First = x-1\n  zh = 证\n  en = paper\n  pinyin = zheng\n }\n}\n",
	[ROUTING] = "Routing {\n Else = center\n Counties {\n  330304 {\n   Branch = br-ouhai\n"
	    "   Sites {\n    liao {\n     Unit = ss-liao\n     Names {\n      0 = 丽岙\n     }\n"
	    "    }\n   }\n  }\n }\n NotBefore = 村\n}\n",
	[FORMALITY] = "Code = x-1\nCategory = a-b\nConfidence = high\nMode = online\n"
	    "Name {\n zh = 名\n en = Name\n it = Nome\n es = Nombre\n}\nTitle {\n zh = 题\n en = Title\n}\n"
	    "Summary {\n zh = 要\n en = Summary\n it = Breve\n es = Corto\n}\n"
	    "Who {\n Codes {\n  0 = self\n }\n zh = 谁\n en = Who\n}\n"
	    "Steps {\n 0 {\n  Where = online\n  zh = 步\n  en = Step\n }\n}\n"
	    "Limit {\n Law = 7\n LawUnit = calendar\n Promise = 5\n}\n"
	    "Fee {\n Cny = 10\n zh = 费\n en = Fee\n}\n"
	    "Result {\n Kind = record\n zh = 果\n en = Result\n}\n"
	    "Delivery {\n 0 = electronic\n 1 = post\n}\n"
	    "Legal {\n 0 {\n  zh = 法\n  en = Law\n }\n}\n"
	    "Other {\n zh = 另\n en = Other\n}\nUnit = city\nOffice = psb-vmo\nApproval = 0\n"
	    "Retention = 3\nLife {\n 0 = new-one\n}\nSearch {\n zh = 查\n en = find\n pinyin = cha xun\n}\n"
	    "Related {\n 0 = x-1\n}\n"
	    "Pages {\n you {\n  zh = 您\n  en = You\n"
	    "  Fields {\n   0 = when\n   1 = later\n  }\n }\n"
	    " way {\n  zh = 怎\n  en = How\n  Fields {\n   0 = delivery\n   1 = mailing_address\n"
	    "   2 = note\n  }\n }\n}\n"
	    "Field {\n later {\n  Within {\n   Field = when\n   Years = 3\n  }\n }\n"
	    " mailing_address {\n  Optional = 1\n"
	    "  Needed {\n   Field = delivery\n   Value = counter post\n  }\n }\n"
	    " note {\n  Optional = 1\n  Either = mailing_address\n }\n}\n"
	    "Materials {\n id_card {\n }\n book {\n  Optional = 1\n"
	    "  When {\n   zh = 有\n   en = If\n  }\n }\n"
	    " letter {\n  Optional = 1\n  When {\n   zh = 寄\n   en = Post\n  }\n"
	    "  Needed {\n   Field = delivery\n   Value = post\n  }\n }\n}\n"
	    "Example {\n when = today-30\n later = today-3\n delivery = electronic\n note = 好\n}\n",
};

/* In `file` the first `find` becomes `put`; the error then starts with file and key. */
static const struct mistake {
	enum file file;
	const char *find, *put, *key, *says;
} mistakes[] = {
	{FIELDS, "Type = date", "Type = dates", "Field.when.Type", "no such field type: dates"},
	{FIELDS, "Type = date", "", "Field.when.Type", "missing"},
	{FIELDS, "Range = past", "Range = sometime", "Field.when.Range", "no such range"},
	{FIELDS, "Most = 40", "Range = past", "Field.note.Range", "only for a date"},
	{FIELDS, "Most = 40", "Most = many", "Field.note.Most", "not a number"},
	{FIELDS, "Most = 40", "Least = 50\n  Most = 40", "Field.note.Least", "more than Most"},
	{FIELDS, "Most = 40", "Moist = 40", "Field.note.Moist", "no such key"},
	{FIELDS, "Range = past", "Form = 99", "Field.when.Form", "for a text"},
	{FIELDS, "Range = past", "Recipient = 1", "Field.when.Recipient", "for a text"},
	{FIELDS, "Range = past", "OfficeHours = 1", "Field.when.OfficeHours", "for a date and time"},
	{FIELDS, "Most = 40", "From = -1y", "Field.note.From", "only for a date"},
	{FIELDS, "zh = 三", "", "Field.note.Label.zh", "missing"},
	{FIELDS, "en = Three", "", "Field.note.Label.en", "missing"},
	{FIELDS, "en = Three", "en = Three\n   fr = Trois", "Field.note.Label.fr", "no such key"},
	{FIELDS, "Type = select", "Type = text", "Field.delivery.Options", "for a select only"},
	{FIELDS, "Type = text", "Type = select", "Field.note.Options", "for a select"},
	{FIELDS, "en = Counter", "", "Field.delivery.Options.counter.en", "missing"},
	{FIELDS, "Field {", "Fields {", "Fields", "no such key"},
	{FIELDS, "Most = 40", "Most = 40\n  Reuse = friend", "Field.note.Reuse", "no such word: friend"},
	{FIELDS, "Most = 40", "Most = 40\n  Agreement = 1\n  Reuse = person", "Field.note.Reuse",
	    "nobody agrees for another matter"},
	{FIELDS, "Most = 40", "Most = 40\n  Also {\n   0 = when\n  }", "Field.note.Also",
	    "for a field with Reuse"},
	{FIELDS, "Most = 40", "Most = 40\n  Reuse = person\n  Also {\n   0 = when\n  }",
	    "Field.note.Also", "not of the same kind: when"},
	{FIELDS, "Most = 40", "Most = 40\n  Bearer = 1", "Field.note.Bearer", "for a field with Reuse"},
	{FIELDS, "Most = 40", "Most = 40\n  Other = child", "Field.note.Other",
	    "none of its options, or * for what is typed"},
	{MATERIALS, "Most = 2", "Most = 2\n  OneMatter = 1\n  Also {\n   0 = id-card\n  }", "Material.id-card.Also",
	    "is OneMatter, and never offered: id-card"},
	{MATERIALS, "Most = 2", "Most = 2\n  Also {\n   0 = nothing\n  }", "Material.id-card.Also",
	    "no such material: nothing"},
	{MATERIALS, "Most = 2", "Most = 2\n  Lasts = 0", "Material.id_card.Lasts", "not a number from 1"},
	{FIELDS, "Type = text", "Type = te\xff", "line 23", "not UTF-8"},
	{ROUTING, "Else", "\r\nElse", "line 2", "CR LF"},
	{FORMALITY, "zh = 名", "zh = 名\x1b", "line 6", "control character"},
	{FIELDS, "note {", "no-te {", "", "no-te"},
	{MATERIALS, "Kind = image", "Kind = film", "Material.id_card.Kind", "no such word: film"},
	{MATERIALS, "Most = 2", "Most = 99", "Material.id_card.Most", "not a number from 1 to 30"},
	{MATERIALS, "Most = 2", "", "Material.id_card.Most", "missing"},
	{MATERIALS, "en = Photo", "", "Material.id_card.How.en", "missing"},
	{MATERIALS, "en = Book\n  }\n  How {\n   zh = 拍\n   en = Photo\n  }\n", "en = Book\n  }\n",
	    "Material.book.How", "missing"},
	{MATERIALS, "Live = 1", "Lives = 1", "Material.face.Lives", "no such key"},
	{CATEGORIES, "en = Class", "", "Category.a_b.en", "missing"},
	{LIFE, "en = New", "", "Life.new_one.en", "missing"},
	{LIFE, "en = New", "en = New\n  First = x-1 x-2", "Life.new-one.First", "not for it: x-2"},
	{SUBJECTS, "x-1", "x-1 x-2", "Subjects.paper.First", "no such formality: x-2"},
	{SUBJECTS, "en = paper", "en = paper\n  Category = c-d", "Subjects.paper.Category",
	    "no such category: c-d"},
	{ROUTING, "Routing {", "Routes {", "Routes", "no such key"},
	{ROUTING, "Else = center", "", "Routing.Else", "missing"},
	{ROUTING, "Else = center", "Else = center\n Or = psb", "Routing.Or", "no such key"},
	{ROUTING, "Branch = br-ouhai", "", "Routing.Counties.330304.Branch", "missing"},
	{ROUTING, "330304", "330305", "Routing.Counties", "330304 is missing"},
	{ROUTING, "  330304 {", "  330399 {\n   Branch = center\n  }\n  330304 {", "Routing.Counties",
	    "330399 is no home_county"},
	{ROUTING, "Unit = ss-liao", "", "Routing.Counties.330304.Sites.liao.Unit", "missing"},
	{ROUTING, "Unit = ss-liao", "Unit = ss-liao\n     Area = 1",
	    "Routing.Counties.330304.Sites.liao.Area", "no such key"},
	{ROUTING, "0 = 丽岙", "", "Routing.Counties.330304.Sites.liao.Names", "missing"},
	{ROUTING, "0 = 丽岙", "0 = -", "Routing.Counties.330304.Sites.liao.Names.0", "missing"},
	{ROUTING, "Unit = ss-liao", "Unit = ss-liao\n     Formerly {\n      0 = 330381\n     }",
	    "Routing.Counties", "330304: no such county: 330381"},
	{FORMALITY, "Code = x-1", "", "Code", "missing"},
	{FORMALITY, "Code = x-1", "Code = X-1", "Code", "it belongs in"},
	{FORMALITY, "it = Nome\n", "", "Name.it", "missing"},
	{FORMALITY, "es = Corto\n", "", "Summary.es", "missing"},
	{FORMALITY, " 0 = new-one\n", "", "Life", "missing"},
	{FORMALITY, "0 = new-one", "0 = old-one", "Life.0", "no such life event: old-one"},
	{FORMALITY, "Mode = online", "Mode = online\nDepartment = tax", "Department",
	    "for the mode transfer"},
	{FORMALITY, "Mode = online", "Mode = transfer", "Department", "for the mode transfer"},
	{FORMALITY, "Mode = online", "Mode = transfer\nDepartment = moon", "Department",
	    "no such department: moon"},
	{FORMALITY, "Mode = online", "Mode = transfer\nDepartment = tax", "Steps",
	    "no step of the mode transfer"},
	{FORMALITY, "Mode = online", "Mode = online\nPaused {\n zh = 停\n}", "Paused.en", "missing"},
	{FORMALITY, "Code = x-1", "Code = x-2", "Code", "it belongs in a-b/x-2.hdf"},
	{FORMALITY, "Category = a-b", "Category = b-a", "Category", "no such category: b-a"},
	{FORMALITY, "Confidence = high", "Confidence = sure", "Confidence", "no such word: sure"},
	{FORMALITY, "Mode = online", "Mode = agent", "Mode", "no such word: agent"},
	{FORMALITY, "Mode = online", "Mode = online\nNoVisit = 1", "NoVisit", "for the mode entrusted"},
	{FORMALITY, "Mode = online", "Mode = video", "Steps", "no step of the mode video"},
	{FORMALITY, "Mode = online", "Mode = online\nColour = red", "Colour", "no such key"},
	{FORMALITY, "en = Title", "", "Title.en", "missing"},
	{FORMALITY, "Other {\n zh = 另\n en = Other\n}", "", "Other.zh", "missing"},
	{FORMALITY, "0 = self", "0 = me", "Who.Codes.0", "no such word: me"},
	{FORMALITY, "0 = self", "", "Who.Codes", "missing"},
	{FORMALITY, "en = Who", "", "Who.en", "missing"},
	{FORMALITY, "Where = online", "Where = here", "Steps.0.Where", "no such word: here"},
	{FORMALITY, "en = Step", "", "Steps.0.en", "missing"},
	{FORMALITY, "Promise = 5", "Promise = 6", "Limit.Promise", "longer than the law"},
	{FORMALITY, "LawUnit = calendar\n Promise = 5", "LawUnit = working\n Promise = 8",
	    "Limit.Promise", "longer than the law"},
	{FORMALITY, "LawUnit = calendar", "LawUnit = lunar", "Limit.LawUnit", "no such word"},
	{FORMALITY, "Law = 7", "Law = soon", "Limit.Law", "not a number"},
	{FORMALITY, "Cny = 10", "Cny = -1", "Fee.Cny", "not a number"},
	{FORMALITY, "Cny = 10", "", "Fee.Cny", "missing"},
	{FORMALITY, "Kind = record", "Kind = cake", "Result.Kind", "no such word: cake"},
	{FORMALITY, "1 = post", "1 = pigeon", "Delivery.1", "no such word: pigeon"},
	{FORMALITY, "0 = delivery\n   1 = mailing_address", "1 = mailing_address",
	    "Field.mailing_address", "refers to delivery"},
	{FORMALITY, "1 = post", "1 = proxy", "Delivery", "not among the options of delivery"},
	{FORMALITY, "en = Law", "", "Legal.0.en", "missing"},
	{FORMALITY, "Unit = city", "Unit = planet", "Unit", "no such word: planet"},
	{FORMALITY, "Office = psb-vmo\n", "", "Unit", "Office is missing"},
	{FORMALITY, "Unit = city", "Unit = county", "Office", "for Unit = city only"},
	{FORMALITY, "Approval = 0", "Approval = 2", "Approval", "not a number from 0 to 1"},
	{FORMALITY, "Retention = 3", "", "Retention", "missing"},
	{FORMALITY, "pinyin = cha xun", "", "Search.pinyin", "missing"},
	{FORMALITY, "Related {\n 0 = x-1", "Related {\n 0 = x-9", "Related.0",
	    "no such formality: x-9"},
	{FORMALITY, "Where = online\n", "Where = online\n  Formality = x-9\n", "Steps.0.Formality",
	    "no such formality: x-9"},
	{FORMALITY, "Where = online\n", "Where = online\n  Formality = x-1\n", "Steps.0.Formality", "itself"},
	{FORMALITY, "2 = note", "2 = nota", "Pages.way.Fields.2", "no such field: nota"},
	{FORMALITY, "2 = note", "2 = when", "Pages.way.Fields.2", "asked twice: when"},
	{FORMALITY, "2 = note\n", "", "Field.note", "not on any page"},
	{FORMALITY, "en = How", "", "Pages.way.en", "missing"},
	{FORMALITY, "Field = when", "Field = note", "Field.later", "not two whole dates"},
	{FORMALITY, "Years = 3", "Years = 0", "Field.later.Within.Years", "not a number"},
	{FORMALITY, "Optional = 1\n  Needed", "Needed", "Field.mailing_address",
	    "has to be Optional"},
	{FORMALITY, "Optional = 1\n  Either", "Only {\n   0 = a\n  }\n  Either", "Field.note.Only",
	    "not among the options"},
	{FORMALITY, "id_card {", "id_card {\n  Also {\n   0 = nothing\n  }", "Materials.id_card",
	    "no such material: nothing"},
	{FORMALITY, "id_card {", "id_cart {", "Materials.id_cart", "no such material: id-cart"},
	{FORMALITY, "id_card {", "face {", "Materials.face", "Live, and the mode is not video"},
	{FORMALITY, "  Optional = 1\n  When", "  When", "Materials.book.Optional",
	    "a Shared material is Optional"},
	{FORMALITY, "  When {\n   zh = 有\n   en = If\n  }\n", "", "Materials.book.When", "missing"},
	{FORMALITY, " letter {", " letter {\n  Minor = 1", "Materials.letter", "Minor, and not uploaded"},
	{MATERIALS, "en = On {when}\n", "", "Material.letter.Statement.en", "missing"},
	{FORMALITY, " letter {", " letter {\n  Statement {\n   zh = {who}\n   en = {when}\n  }",
	    "Materials.letter.Statement.zh", "not on any page: {who}"},
	{FORMALITY, " letter {", " letter {\n  Statement {\n   zh = 书\n   en = {when\n  }",
	    "Materials.letter.Statement.en", "not on any page: {{when"},
	{FORMALITY, " letter {", " letter {\n  Statement {\n   zh = 书[{when}\n   en = {when}\n  }",
	    "Materials.letter.Statement.zh", "brackets do not pair"},
	{FORMALITY, "id_card {\n }", "id_card {\n  Generated = 1\n }",
	    "Materials.id_card.Statement.zh", "missing"},
	{FORMALITY, " letter {\n  Optional = 1\n", " letter {\n", "Materials.letter.Needed",
	    "for an Optional one, and for each"},
	{FORMALITY, "  Needed {\n   Field = delivery\n   Value = post\n  }\n }\n}\nExample",
	    " }\n}\nExample", "Materials.letter.Needed", "for an Optional one, and for each"},
	{FORMALITY, "   Value = post\n  }\n }\n}\nExample", "   Value = owl\n  }\n }\n}\nExample",
	    "Materials.letter.Needed.Value", "not among the options of delivery"},
	{FORMALITY, "id_card {", "id_card {\n  Must = 1", "Materials.id_card.Must", "no such key"},
	{FORMALITY, " when = today-30\n", "", "Example.when", "missing"},
	{FORMALITY, "note = 好", "nose = 好", "Example.nose", "not on any page"},
	{FORMALITY, "}\nUnit", "\nUnit", "", "x-1.hdf"},
	{FORMALITY, "Related {\n 0 = x-1\n}", "Related = x-1", "Related", "a value where a block belongs: Related {"},
	{FORMALITY, "Where = online\n", "Where = online\n  Formality {\n   0 = x-1\n  }\n", "Steps.0.Formality",
	    "a block where a value belongs: Formality ="},
	{FORMALITY, "0 = electronic", "0 = post", "Delivery.1", "twice: post"},
	{FORMALITY, "Value = counter post", "Value = post counter post", "Field.mailing_address.Needed.Value",
	    "twice: post"},
	{FORMALITY, "Mode = online", "Mode = online\nPresence {\n}", "Presence", "missing"},
	{FORMALITY, "Mode = online", "Mode = online\nDepartment =", "Department", "missing"},
	{FIELDS, "Most = 40", "Most {\n  }", "Field.note.Most", "a block where a value belongs"},
	{MATERIALS, "Most = 2", "Most = 2\n  Also = id-card", "Material.id_card.Also", "a value where a block belongs"},
	{LIFE, "en = New", "en = New\n  First {\n   0 = x-1\n  }", "Life.new_one.First", "a block where a value belongs"},
	{SUBJECTS, "x-1", "x-1 x-1", "Subjects.paper.First", "twice: x-1"},
	{ROUTING, "Else = center", "Else = center\n Moved {\n  0 = 原\n }", "Routing.Moved",
	    "a block where a value belongs"},
};

static char folder[] = "/tmp/qiao-formality-XXXXXX";

/* What is published has four languages; here two are written, and the others made. */
static bool
put_text(FILE *out, const char *text)
{
	static int made;

	while (*text) {
		size_t n = strcspn(text, "\n"), blank = strspn(text, " \t");

		if (fprintf(out, "%.*s\n", (int)n, text) < 0)
			return false;
		bool is_english = text_starts(text + blank, "en = ");

		text += n + (text[n] == '\n');
		blank = strspn(text, " \t");
		if (is_english && !text_starts(text + blank, "it = ") && !text_starts(text + blank, "es = ")) {
			made++;
			fprintf(out, "it = Testo %d\nes = Texto %d\n", made, made);
		}
	}
	return true;
}

static void
put_file(struct pool *pool, enum file file, const char *text)
{
	FILE *out = fopen(pool_format(pool, "%s/%s", folder, names[file]), "w");

	if (!out || !put_text(out, text) || fclose(out) != 0) {
		perror(names[file]);
		exit(1);
	}
}

static char *
replaced(struct pool *pool, const char *text, const char *find, const char *put)
{
	const char *at = strstr(text, find);

	if (!at) {
		printf("Bail out! the small files have no \"%s\"\n", find);
		exit(1);
	}
	return pool_format(pool, "%.*s%s%s", (int)(at - text), text, put, at + strlen(find));
}

static void
check_mistakes(void)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		const struct mistake *m = &mistakes[i];
		struct pool *pool = pool_new(NULL, 0);
		const struct error *e;
		struct catalogue *c;
		const char *start;

		put_file(pool, m->file, replaced(pool, texts[m->file], m->find, m->put));
		e = catalogue_load(pool, folder, &c);
		start = pool_format(pool, "%s: %s", names[m->file], m->key);
		if (!ok(e && (!*m->key || strncmp(e->detail, start, strlen(start)) == 0)
		    && strstr(e->detail, m->says), "%s, %s: %s", names[m->file], m->key, m->says))
			printf("# got: %s\n", e ? e->detail : "no error");
		put_file(pool, m->file, texts[m->file]);
		pool_free(pool);
	}
}

static const char *
cross(const struct formality *f, const char *field, const struct pairs *answers)
{
	const struct field_entry *other;

	return formality_cross(f, formality_field(f, field), answers, &other);
}

static void
check_small(struct pool *pool)
{
	struct pairs answers = {.pool = pool};
	const struct field_entry *other;
	struct field_entry like;
	const struct formality *f;
	const struct error *e;
	struct catalogue *c;

	for (enum file file = FIELDS; file < FILES; file++)
		put_file(pool, file, texts[file]);
	e = catalogue_load(pool, folder, &c);
	if (!ok(!e, "the small folder loads: %s", e ? e->detail : "yes"))
		return;
	f = catalogue_find(c, "x-1");
	is_int((int64_t)formality_field(f, "delivery")->rule.option_count, 2,
	    "delivery offers what the formality delivers by");
	is_str(formality_field(f, "delivery")->rule.options[1], "electronic", "and no counter");
	is_str(formality_field(f, "delivery")->options[1].in[LANG_ZH], "看", "of a record: where it is seen");
	is_str(dictionary_field(c->dictionary, "delivery")->options[2].in[LANG_ZH], "电", "of another: the file");
	is_str(formality_example(pool, f, "when", day_of(2026, 3, 1)), "2026-01-30",
	    "an example counts from today");
	is_str(formality_example(pool, f, "mailing_address", 0), NULL, "no example, no value");

	pairs_set(&answers, "when", "2026-01-10");
	pairs_set(&answers, "later", "2026-01-10");
	pairs_set(&answers, "delivery", "post");
	is_str(cross(f, "later", &answers), NULL, "the same day is not before");
	is_str(cross(f, "mailing_address", &answers), "field.required", "post needs an address");
	is_str(cross(f, "note", &answers), "field.either", "neither of two");
	pairs_set(&answers, "delivery", "electronic");
	is_str(cross(f, "mailing_address", &answers), NULL, "a file needs none");
	pairs_set(&answers, "mailing_address", "CN\n浙江省\n温州市\n\n\n\n一号\n");
	is_str(cross(f, "note", &answers), NULL, "one of two");
	pairs_set(&answers, "later", "2026-01-09");
	is_str(cross(f, "later", &answers), "field.before", "a day before");
	pairs_set(&answers, "later", "2029-01-10");
	is_str(cross(f, "later", &answers), NULL, "three years to the day");
	pairs_set(&answers, "later", "2029-01-11");
	is_str(formality_cross(f, formality_field(f, "later"), &answers, &other), "field.beyond",
	    "three years and a day");
	is_str(other ? other->code : NULL, "when", "and which field it is measured from");
	like = *formality_field(f, "later");
	ok(!formality_doubt(f, &like, &answers), "any two answers, where none is said to be usual");
	like.like = "when";
	other = formality_doubt(f, &like, &answers);
	is_str(other ? other->code : NULL, "when", "what is usually the same and is not");
	pairs_set(&answers, "later", pairs_get(&answers, "when"));
	ok(!formality_doubt(f, &like, &answers), "and is");
	pairs_remove(&answers, "when");
	ok(!formality_doubt(f, &like, &answers), "and the other is not known");
}

static void
check_types(const struct dictionary *d)
{
	for (enum field_type type = (enum field_type)0; type < FIELD_TYPES; type++) {
		bool is_used = false;

		for (size_t i = 0; i < d->field_count; i++)
			is_used |= d->fields[i].rule.type == type;
		ok(is_used, "the dictionary has a field of type %s", field_type_word(type));
	}
}

/* Who is called to a counter before the decision: all of these modes but those by name, and no others. */
static void
check_visits(const struct catalogue *c)
{
	static const char *const elsewhere[] = {"event-permit", "hotel-licence", "seal-filing", "seal-reissue",
		"veh-mark", "veh-scrap"};
	static const struct { const char *code; bool may_send; } sent[] = {{"hukou-ethnic", true},
		{"visa-extend", true}, {"residence-update", true}, {"eep-minor", false}, {"passport-first", false}};

	for (size_t i = 0; i < c->count; i++) {
		const struct formality *f = c->formalities[i];
		bool is_by_mode = f->mode == MODE_ENTRUSTED || f->mode == MODE_COUNTER;

		for (size_t j = 0; j < sizeof elsewhere / sizeof *elsewhere; j++)
			is_by_mode &= strcmp(f->code, elsewhere[j]) != 0;
		is_int(formality_needs_visit(f), is_by_mode, f->code);
	}
	is_int(presence_of(catalogue_find(c, "seal-filing")), PRESENCE_INTERVIEW, "a seal's owner is met by video");
	is_int(presence_of(catalogue_find(c, "veh-mark")), PRESENCE_NONE, "a car is tested at the station");
	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
		is_int(presence_may_send(catalogue_find(c, sent[i].code)), sent[i].may_send, sent[i].code);
}

static void
check_real(struct pool *pool)
{
	const char *source = getenv("srcdir");
	const char *real = pool_format(pool, "%s/formalities", source ? source : ".");
	const struct error *e;
	struct catalogue *c;
	size_t seen = 0;

	e = catalogue_load(pool, real, &c);
	if (!ok(!e, "%s loads: %s", real, e ? e->detail : "yes"))
		return;
	ok(c->count >= 119, "119 formalities at least");
	for (size_t i = 0; i < c->dictionary->category_count; i++)
		for (const struct formality *f = catalogue_first(c,
		    c->dictionary->categories[i].code); f; f = catalogue_next(c, f))
			seen++;
	is_int((int64_t)seen, (int64_t)c->count, "the categories show each of them once");
	for (size_t i = 0; i < c->count; i++) {
		struct formality *again;

		e = formality_read(pool, c->dictionary, "stored", c->formalities[i]->text, &again);
		ok(!e && strcmp(again->code, c->formalities[i]->code) == 0,
		    "%s reads again from its own text", c->formalities[i]->code);
		is_str(c->formalities[i]->pages[0].code, "you", "... and asks who it is first");
	}
	check_types(c->dictionary);
	check_visits(c);
}

static void
check_lang(void)
{
	struct local two = {{[LANG_ZH] = "甲", [LANG_EN] = "A"}}, one = {{[LANG_ZH] = "甲"}};
	struct local none = {{NULL}};
	enum lang lang;

	is_str(local_in(&two, LANG_ZH), "甲", "Chinese is Chinese");
	is_str(local_in(&two, LANG_IT), "A", "Italian falls back to English");
	is_str(local_in(&one, LANG_ES), "甲", "then to Chinese");
	is_str(local_in(&none, LANG_EN), NULL, "no text at all");
	ok(lang_of("es", &lang) && lang == LANG_ES, "es is a language");
	ok(!lang_of("fr", &lang) && !lang_of("", &lang) && !lang_of(NULL, &lang)
	    && !lang_of("zh-CN", &lang), "others are not");
}

static void
remove_small(struct pool *pool)
{
	for (enum file file = FIELDS; file < FILES; file++)
		unlink(pool_format(pool, "%s/%s", folder, names[file]));
	rmdir(pool_format(pool, "%s/a-b", folder));
	rmdir(folder);
}

int
main(void)
{
	struct pool *pool = pool_new(NULL, 0);

	if (!mkdtemp(folder) || mkdir(pool_format(pool, "%s/a-b", folder), 0700) != 0) {
		perror(folder);
		return 1;
	}
	check_lang();
	check_small(pool);
	check_mistakes();
	remove_small(pool);
	check_real(pool);
	pool_free(pool);
	return done();
}
