/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The papers as PDFs, of every kind: what others' tools read in them, and what they cost. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "print/page.h"
#include "print/words.h"
#include "service/catalogue.h"
#include "service/printing.h"
#include "service/writ.h"
#include "tap.h"

#define START 1795424400000		/* 2026-11-23, 17:00 in Wenzhou */
#define NAME "阿卜杜热依木江·买买提䶮頔韡吾甫尔·艾合买提江汗"	/* 25 characters */
#define ORIGIN "https://qiao.example.org"
#define CODE "7K3F92WZ4A8MXPQRT6"

static struct pool *pool;
static struct words *words;
static struct tree *texts[4];
static const struct formality *formality;

static void
must(const struct error *e)
{
	if (e)
		bail_out(e->detail);
}

static const char *
source(const char *name)
{
	const char *root = getenv("srcdir");

	return pool_format(pool, "%s/%s", root ? root : ".", name);
}

static struct printing
owed(enum writ_kind kind, const char *lang)
{
	static const char *const facts[][2] = {{"code", CODE}, {"ref", "WZ7K-3F92-3"}, {"name", NAME},
	    {"idno", "••••1135"}, {"unit_zh", "瓯海分中心"}, {"unit_en", "Ouhai branch centre"},
	    {"officer", "S-0401"}, {"submitted", "1795424400000"}, {"due", "1795967999999"},
	    {"law_due", "1797868799999"}, {"decided", "1795424400000"}, {"reason", "理由㐂在这里。"},
	    {"result", "结果在这里。"}, {"delivery", "electronic"}, {"handed", "1795424400000"},
	    {"record", "当日公示的根：3f2a 90c1"}, {"covered", "2026-11-23"}};
	struct printing o = {.id = 7, .tries = 1, .kind = kind, .issued = START,
	    .print = "3f2a 90c1 77aa 0123", .facts = {.pool = pool}};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		pairs_set(&o.facts, facts[i][0], facts[i][1]);
	pairs_set(&o.facts, "lang", lang);
	pairs_set(&o.facts, "formality", formality->code);
	return o;
}

static void
add_items(struct printing *o, int count)
{
	pairs_set(&o->facts, "round", "1");
	pairs_set(&o->facts, "items", pool_format(pool, "%d", count));
	for (int i = 0; i < count; i++) {
		pairs_set(&o->facts, pool_format(pool, "item.%d.what", i), i ? "material" : "field");
		pairs_set(&o->facts, pool_format(pool, "item.%d.code", i), i ? "id-proof-any" : "purpose");
		pairs_set(&o->facts, pool_format(pool, "item.%d.said", i),
		    pool_format(pool, "第%d处要补：照片反光，看不清有效期。请在光线均匀的地方重拍一张，"
		    "把四个角都拍进去，不要开闪光灯，也不要用别人发来的截图。", i + 1));
	}
}

static struct bytes
printed(const struct printing *o, int *missing)
{
	struct paper paper;
	struct bytes pdf;

	must(words_write(pool, words, o, formality, &paper));
	must(page_write(pool, &paper, &pdf, missing));
	return pdf;
}

/* What a program says of the PDF, white space left out. */
static const char *
told(struct bytes pdf, const char *command)
{
	char file[] = "/tmp/qiao-print-XXXXXX", buffer[4096];
	struct text out = {.pool = pool};
	int fd = mkstemp(file);
	FILE *pipe;
	size_t n;

	if (fd < 0 || write(fd, pdf.p, pdf.n) != (ssize_t)pdf.n ||
	    !(pipe = popen(pool_format(pool, "f=%s; %s", file, command), "r")))
		exit(1);
	while ((n = fread(buffer, 1, sizeof buffer, pipe)))
		for (size_t i = 0; i < n; i++)
			if (!strchr(" \n\f", buffer[i]))
				text_add_bytes(&out, buffer + i, 1);
	pclose(pipe);
	close(fd);
	unlink(file);
	return out.s ? out.s : "";
}

#define TEXT "pdftotext $f -"
/* The same of a text. */
static const char *
told_text(const char *s)
{
	struct text out = {.pool = pool};

	for (; *s; s++)
		if (*s != ' ')
			text_add_bytes(&out, s, 1);
	return out.s;
}

#define SQUARE "pdftoppm -r 100 -gray -f 1 -l 1 $f | zbarimg -q --raw -"

static void
test_kinds(void)
{
	for (enum writ_kind kind = 0; kind < WRIT_KINDS; kind++) {
		struct printing o = owed(kind, "zh");
		int missing;
		struct bytes pdf;
		const char *text;

		if (kind == WRIT_CORRECTION)
			add_items(&o, 2);
		pdf = printed(&o, &missing);
		text = told(pdf, TEXT);
		ok(strstr(text, NAME) && strstr(text, "WZ7K-3F92-3") && strstr(text, "瓯海分中心") &&
		    strstr(text, "2026年11月23日"), "%s: name, number, unit and day can be read",
		    writ_word(kind));
		ok(!strchr(text, '{'), "no hole is left open");
		ok(strstr(text, "当日公示的根：3f2a90c1") != NULL, "the line of the record has its place");
		is_int(missing, 0, "the fonts have every character, rare ones too");
		ok(pdf.n < 120000, "%zu bytes", pdf.n);
	}
}

/* The paper is Wenzhou's; the note behind it is for somebody who lives by another clock. */
static void
test_clocks(void)
{
	static const struct {
		const char *lang, *moment, *last;
	} notes[] = {
		{"en", "23November2026,17:00(Wenzhoutime)(06:00thatdayinSãoPaulo)",
		    "29November2026,24:00inWenzhou(13:00thatdayinSãoPaulo)"},
		{"it", "23novembre2026,17:00(oradiWenzhou)(SanPaolo:06:00dellostessogiorno)",
		    "29novembre2026,ore24:00diWenzhou(SanPaolo:13:00dellostessogiorno)"},
		{"es", "23denoviembrede2026,17:00(horadeWenzhou)(SãoPaulo:06:00delmismodía)",
		    "29denoviembrede2026,alas24:00deWenzhou(SãoPaulo:13:00delmismodía)"},
	};

	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		struct printing o = owed(WRIT_RECEIPT, notes[i].lang);
		const char *text;
		int missing;

		pairs_set(&o.facts, "zone", "America/Sao_Paulo");
		text = told(printed(&o, &missing), TEXT);
		ok(strstr(text, notes[i].moment) != NULL, "a moment by both clocks in the note in %s", notes[i].lang);
		ok(strstr(text, notes[i].last) != NULL, "and when its last day ends");
		ok(!strstr(text, "圣保罗"), "the paper before it is as it was");
	}
}

/* What an officer said, in the paper and in the note; papers of before have one wording in both. */
static void
test_wordings(void)
{
	struct printing o = owed(WRIT_REFUSAL, "it");
	const char *text, *at;
	int missing;

	pairs_set(&o.facts, "reason", "Motivo qui.");
	text = told(printed(&o, &missing), TEXT);
	at = strstr(text, "Motivoqui.");
	ok(at && strstr(at + 1, "Motivoqui."), "one wording stands in both parts");
	pairs_set(&o.facts, "reason_zh", "理由㐂在这里。");
	text = told(printed(&o, &missing), TEXT);
	at = strstr(text, "理由㐂在这里。");
	ok(at && !strstr(at + 1, "理由㐂在这里。"), "of two the paper has the Chinese");
	at = strstr(text, "Motivoqui.");
	ok(at && at > strstr(text, "理由㐂在这里。") && !strstr(at + 1, "Motivoqui."), "and the note the other");
	o = owed(WRIT_CORRECTION, "it");
	add_items(&o, 2);
	pairs_set(&o.facts, "item.1.said", "Riflesso.");
	pairs_set(&o.facts, "item.1.said_zh", "照片反光。");
	text = told(printed(&o, &missing), TEXT);
	at = strstr(text, "Riflesso.");
	ok(at && at > strstr(text, "照片反光。") && !strstr(at + 1, "Riflesso."), "so has each item of a notice");
	ok(strstr(text, "照片反光。") && !strstr(strstr(text, "照片反光。") + 1, "照片反光。"), "once each");
}

static void
test_square(void)
{
	struct printing o = owed(WRIT_RECEIPT, "zh");
	int missing;
	struct bytes pdf = printed(&o, &missing), again;

	is_str(told(pdf, SQUARE), ORIGIN "/verify/" CODE, "the QR code can be read back");
	ok(strstr(told(pdf, TEXT), "7K3F92-WZ4A8M-XPQRT6") != NULL, "and the code stands beside it");
	again = printed(&o, &missing);
	ok(bytes_equal(pdf, again), "the same facts are the same bytes");
	pairs_set(&o.facts, "name", "林示例");
	pdf = printed(&o, &missing);
	ok(pdf.n < 40000, "without rare characters it has %zu bytes", pdf.n);
	pairs_set(&o.facts, "name", "林\xf4\x8f\xbf\xbd");	/* a code point that nobody uses */
	printed(&o, &missing);
	ok(missing > 0, "a character that no font has is told");
	pairs_remove(&o.facts, "name");
	ok(strstr(told(printed(&o, &missing), TEXT), "WZ7K-3F92-3号办件的申请人（未留姓名）：") != NULL, "a matter without a name has its paper");
}

static void
test_pages(void)
{
	struct printing o = owed(WRIT_CORRECTION, "en");
	const char *text;
	struct bytes pdf;
	int missing;

	add_items(&o, 40);
	pdf = printed(&o, &missing);
	text = told(pdf, TEXT);
	for (int i = 1; i <= 40; i += 13)
		ok(strstr(text, pool_format(pool, "第%d处要补", i)) != NULL, "item %d is there", i);
	ok(strstr(text, "第1页，共") && strstr(text, "Noticeofcorrection"),
	    "many pages, and a note in English behind them");
}

/* So many lines, as one paragraph or as one each, and who signs. */
static struct bytes
lines_of(int count, bool is_one, bool is_note)
{
	struct piece *all = pool_zero(pool, (size_t)(count + 4) * sizeof *all);
	struct part part = {.head = "侨桥", .title = "通知书", .number = "WZ", .lang = "zh-cn", .is_note = is_note,
	    .page = "{page}", .pieces = all};
	struct paper paper = {.name = "x", .at = START, .parts = &part, .part_count = 1};
	struct text text = {.pool = pool};
	struct bytes pdf;
	int missing;

	for (int i = 1; i <= count; i++) {
		const char *line = pool_format(pool, "%s第%d行", is_one && i > 1 ? "\n" : "", i);

		text_add(&text, line);
		if (!is_one)
			all[part.count++] = (struct piece){PIECE_TEXT, line};
	}
	if (is_one)
		all[part.count++] = (struct piece){PIECE_TEXT, text.s};
	all[part.count++] = (struct piece){PIECE_RIGHT, " "};
	all[part.count++] = (struct piece){PIECE_RIGHT, "瓯海分中心"};
	all[part.count++] = (struct piece){PIECE_RIGHT, "2026年11月23日"};
	all[part.count++] = (struct piece){PIECE_RIGHT, "S-0401"};
	must(square_make(pool, CODE, &paper.code));
	must(page_write(pool, &paper, &pdf, &missing));
	return pdf;
}

/* How wide this word is on the last page, in hundredths of its height; 0 if it is not there as one word. */
static int
width_of(struct bytes pdf, const char *word)
{
	return atoi(told(pdf, pool_format(pool, "pdftotext -bbox $f - | sed -n 's/.*xMin=.\\([0-9.]*\\). "
	    "yMin=.\\([0-9.]*\\). xMax=.\\([0-9.]*\\). yMax=.\\([0-9.]*\\).>%s<.*/\\1 \\2 \\3 \\4/p' | "
	    "awk '{ w = 100 * ($3 - $1) / ($4 - $2) } END { printf \"%%d\", w }'", word)));
}

/* ’ “ ” · • are as wide as the script that they stand in has them. */
static void
test_marks(void)
{
	static const struct {
		const char *lang, *line, *word;
		int least, most;
	} marks[] = {
		{"it", "secondo l’atto qui", "l’atto", 150, 195},
		{"en", "the “officer” here", "“officer”", 240, 300},
		{"es", "el ‘acto’", "‘acto’", 160, 220},
		{"it", "dell’ufficio “瓯海”", "“瓯海”", 270, 290},
		{"zh", "说“瓯海”", "说“瓯海”", 340, 360},
		{"zh", "说“atto”的", "说“atto”的", 400, 425},
		{"zh", "D’Angelo", "D’Angelo", 270, 320},
		{"it", "numero •1234", "•1234", 190, 212},
		{"en", "by post·mail", "post·mail", 280, 340},
		{"es", "艾力·江", "艾力·江", 270, 290},
		{"zh", "证号 ••••1234", "••••1234", 415, 445},
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct piece piece = {PIECE_TEXT, marks[i].line};
		struct part part = {.head = "侨桥", .title = "通知书", .number = "WZ", .lang = marks[i].lang,
		    .is_note = true, .page = "{page}", .pieces = &piece, .count = 1};
		struct paper paper = {.name = "x", .at = START, .parts = &part, .part_count = 1};
		struct bytes pdf;
		int missing, width;

		must(square_make(pool, CODE, &paper.code));
		must(page_write(pool, &paper, &pdf, &missing));
		width = width_of(pdf, marks[i].word);
		ok(width >= marks[i].least && width <= marks[i].most, "%s, %s: %d hundredths of a line wide",
		    marks[i].lang, marks[i].word, width);
	}
}

/* Pages on which a part of who signs stands without the rest, or below less than two lines; then all pages. */
#define ALONE "pdftotext -layout $f - | awk 'BEGIN { RS = \"\\f\" } NF { n++ } /S-0401|瓯海|2026年/ { k++; " \
    "if (!/S-0401/ || !/瓯海/ || !/2026年/ || gsub(/第[0-9]+行/, \"\") < 2) bad++ } " \
    "END { print bad + 0, k, (n > 3 ? 3 : n) }'"

static void
test_together(void)
{
	for (int shape = 0; shape < 2; shape++) {
		int wrong = 0, pages[4] = {0};

		for (int n = 2; n <= 80; n++) {
			const char *say = told(lines_of(n, shape, shape), ALONE);

			pages[strlen(say) == 3 ? say[2] - '0' : 0]++;
			if (strncmp(say, "01", 2) != 0) {
				wrong++;
				printf("# %d lines: %s\n", n, say);
			}
		}
		ok(!wrong, "who signs stands together below two lines, %s", shape ? "one paragraph, a note" :
		    "a paragraph a line, a paper");
		ok(!pages[0] && pages[1] && pages[2] && pages[3], "on one page, on two and on three");
	}
}

/* A page is of so many; what is joined behind is not among them, and is told. Each part has a foot of its own language. */
static void
test_feet(void)
{
	static const char *const feet[][4] = {
		{"zh", "第1页，共1页", "第1页，共1页；后附文件3页", "第1页，共1页；后附文件1页"},
		{"en", "Page2of2", "Page2of2;3pagesoftheattacheddocumentfollow", "Page2of2;1pageoftheattacheddocumentfollows"},
		{"it", "Pagina2di2", "Pagina2di2;seguono3paginedeldocumentoallegato", "Pagina2di2;segue1paginadeldocumentoallegato"},
		{"es", "Página2de2", "Página2de2;siguen3páginasdeldocumentoadjunto", "Página2de2;sigue1páginadeldocumentoadjunto"},
	};
	static const char *const pages[] = {NULL, "3", "1"};

	for (size_t i = 0; i < sizeof feet / sizeof *feet; i++)
		for (size_t k = 0; k < 3; k++) {
			struct printing o = owed(WRIT_RESULT, feet[i][0]);
			const char *text;
			int missing;

			if (pages[k]) {
				pairs_set(&o.facts, "variant", "pages");
				pairs_set(&o.facts, "file", "WZ7K3F923.pdf");
				pairs_set(&o.facts, "file_pages", pages[k]);
				pairs_set(&o.facts, "file_size", "9000");
				pairs_set(&o.facts, "file_digest", "0123456789abcdef");
			}
			text = told(printed(&o, &missing), TEXT);
			ok(strstr(text, feet[i][k + 1]) && (k || !strstr(text, "后附文件")), "%s, %s pages behind it: %s", feet[i][0],
			    pages[k] ? pages[k] : "no", feet[i][k + 1]);
			ok(!i || strstr(text, k ? k == 1 ? "第1页，共2页；后附文件3页" : "第1页，共2页；后附文件1页" : "第1页，共2页"),
			    "and its Chinese page says it in Chinese");
		}
	for (size_t i = 0; i < 2; i++) {
		struct printing o = owed(WRIT_RESULT, "zh");
		int missing;

		pairs_set(&o.facts, "file_pages", "3");
		pairs_set(&o.facts, "variant", i ? "picture" : "attached");
		ok(!strstr(told(printed(&o, &missing), TEXT), "后附"), "a picture is counted, an attachment is no page");
	}
}

/* What an ordinary paper says, a letter of a reason and a place among it, fits one page in each part. */
static void
test_one_page(void)
{
	static const char *const langs[] = {"zh", "en", "it", "es"};

	for (enum writ_kind kind = 0; kind < WRIT_KINDS; kind++)
		for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
			struct printing o = owed(kind, langs[i]);
			const char *said;
			int missing;

			pairs_set(&o.facts, "area", "330304");
			pairs_set(&o.facts, "reason_zh", "按规定，这件事必须本人到窗口办理，网上不能受理。\n\n可以这样办：家人可以带上您签名的委托书、"
			    "您和他（她）的身份证件，到户口所在地派出所办。国内的无犯罪记录，中国使领馆不能开。");
			pairs_set(&o.facts, "reason", i ? "Under the rules, this has to be done in person at a counter, so we cannot take it online."
			    "\n\nWhat you can do: A relative can go to the police station of your registration with an authorisation "
			    "signed by you and both your identity documents. Embassies and consulates cannot certify records held in "
			    "China." : pairs_get(&o.facts, "reason_zh"));
			if (kind == WRIT_CORRECTION)
				add_items(&o, 3);
			said = told(printed(&o, &missing), "pdfinfo $f | grep Pages");
			is_str(said, i ? "Pages:2" : "Pages:1", pool_format(pool, "%s, %s: a page a part", writ_word(kind), langs[i]));
		}
}

/* The newest root that was published, if there was one, and whose will cover this matter. */
static void
test_officers(void)
{
	for (enum writ_kind kind = 0; kind < WRIT_KINDS; kind++) {
		bool is_decision = kind == WRIT_APPROVAL || kind == WRIT_REFUSAL;
		struct printing o = owed(kind, "en");
		const char *text;
		int missing;

		if (is_decision)
			pairs_set(&o.facts, "proposer", "S-0399");
		text = told(printed(&o, &missing), TEXT);
		ok(!!strstr(text, "经办民警S-0401") != is_decision && !!strstr(text, "OfficerS-0401") != is_decision,
		    "%s: who handled it, unless it is a decision", writ_word(kind));
		ok(!!strstr(text, "经办民警S-0399，审批民警S-0401") == is_decision &&
		    !!strstr(text, "ProposedbyofficerS-0399,decidedbyofficerS-0401") == is_decision,
		    "a decision names who proposed and who decided");
		pairs_remove(&o.facts, "proposer");
		text = told(printed(&o, &missing), TEXT);
		ok(!!strstr(text, "日审批民警S-0401") == is_decision && !strstr(text, "S-0399"),
		    "of one alone who decided");
	}
}

/* What is counted from receipt may be over when the clock accepts: told as it is, and what follows. */
static void
test_late(void)
{
	static const struct {
		const char *lang, *over, *promise, *complaint;
	} notes[] = {
		{"zh", "从收到之日起计算，现在已经超过", "承诺在", "投诉"},
		{"en", "Thatdayhaspassedalready", "promiseadecision", "complaint"},
		{"it", "Quelgiornoègiàpassato", "Promettiamounadecisione", "reclamo"},
		{"es", "Esedíayapasó", "Prometemosunaresolución", "queja"},
	};
	static const char *const variants[] = {"deemed", "deemed_pending"};

	for (size_t i = 0; i < 2 * sizeof notes / sizeof *notes; i++) {
		struct printing o = owed(WRIT_ACCEPTANCE, notes[i / 2].lang);
		const char *text;
		int missing;

		pairs_set(&o.facts, "variant", variants[i % 2]);
		text = told(printed(&o, &missing), TEXT);
		ok(strstr(text, notes[i / 2].promise) && !strstr(text, notes[i / 2].over),
		    "%s (%s): a day to come is promised", variants[i % 2], notes[i / 2].lang);
		pairs_set(&o.facts, "due_past", pairs_get(&o.facts, "due"));
		pairs_set(&o.facts, "law_left", pairs_get(&o.facts, "law_due"));
		pairs_remove(&o.facts, "due");
		pairs_remove(&o.facts, "law_due");
		text = told(printed(&o, &missing), TEXT);
		ok(!strstr(text, notes[i / 2].promise) && strstr(text, notes[i / 2].over) &&
		    strstr(text, notes[i / 2].complaint) && strstr(text, "督导") && strstr(text, "只能延长一次"),
		    "one that has passed is told, with what follows");
		pairs_set(&o.facts, "law_past", pairs_get(&o.facts, "law_left"));
		pairs_remove(&o.facts, "law_left");
		text = told(printed(&o, &missing), TEXT);
		ok(strstr(text, "不能再延长") && !strstr(text, "只能延长一次"), "and that the law's has, too");
	}
}

static void
test_roots(void)
{
	static const char *const langs[][2] = {{"zh", "包含在2026年11月23日的总指纹里"}, {"en", "therootof23November2026"},
	    {"it", "codicedicontrollodel23novembre2026"}, {"es", "códigodecontroldel23denoviembrede2026"}};

	for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
		struct printing o = owed(WRIT_RECEIPT, langs[i][0]);
		const char *text;
		int missing;

		text = told(printed(&o, &missing), TEXT);
		ok(strstr(text, langs[i][1]) && !strstr(text, "/transparency"),
		    "%s: the day whose root will cover it, before there was a root", langs[i][0]);
		pairs_set(&o.facts, "root_day", "2026-11-22");
		pairs_set(&o.facts, "root", "0123456789abcdef0123456789abcdef");
		text = told(printed(&o, &missing), TEXT);
		ok(strstr(text, "0123456789abcdef0123456789abcdef") && strstr(text, ORIGIN "/transparency") &&
		    strstr(text, "2026年11月22日"), "and the newest root, with where to compare it");
	}
}

/* Every one of the table has a name in every language, on paper. */
static void
test_governments(void)
{
	static const char *const areas[][2] = {
#define GOVERNMENT(area, word) {area, word},
#include "service/government.def"
	};
	static const char *const langs[] = {"zh", "en", "it", "es"};

	for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
		for (size_t k = 0; k < sizeof langs / sizeof *langs; k++) {
			struct printing o = owed(WRIT_DECLINE, langs[k]);
			const char *text, *name;
			int missing;

			name = tree_get(texts[k], pool_format(pool, "T.writ.government.%s", areas[i][1]));
			pairs_set(&o.facts, "area", areas[i][0]);
			text = told(printed(&o, &missing), TEXT);
			ok(name && strstr(text, told_text(name)) && !strchr(text, '{'), "%s (%s)", areas[i][1], langs[k]);
		}
	is_str(writ_government(NULL), writ_government("330300"), "a unit of no county is the city's");
	is_str(writ_government("330381"), "writ.government.ruian", "one of Rui'an is Rui'an's");
}

static void
test_remedies(void)
{
	struct formality visa = *formality;
	struct printing o = owed(WRIT_REFUSAL, "zh");
	struct paper paper;
	struct bytes pdf;
	int missing;

	ok(strstr(told(printed(&o, &missing), TEXT), "六十日内向温州市人民政府申请行政复议") != NULL,
	    "a refusal has its remedies; of a unit of the city's its government's");
	test_governments();
	visa.code = "visa-extend";
	must(words_write(pool, words, &o, &visa, &paper));
	must(page_write(pool, &paper, &pdf, &missing));
	ok(strstr(told(pdf, TEXT), "本决定为最终决定") && !strstr(told(pdf, TEXT), "行政复议"),
	    "of a visa it is final");
}

/* The guide of a formality warns whoever cannot appeal, and the refusal says the same. */
static void
test_final(const struct catalogue *catalogue)
{
	size_t n = 0;

	for (size_t i = 0; i < catalogue->count; i++) {
		const struct formality *f = catalogue->formalities[i];
		bool is_final = strcmp(writ_remedy(f->code), "writ.paper.final") == 0;

		n += is_final;
		if (is_final != (strstr(local_in(&f->result_text, LANG_ZH), "决定是最终的") != NULL))
			ok(false, "%s: its guide and its refusal say the same", f->code);
	}
	is_int((int64_t)n, 8, "as final as their guides say");
}

/* What one paper takes once the fonts are warm. */
static void
test_cost(void)
{
	struct printing o = owed(WRIT_ACCEPTANCE, "zh");
	struct timespec from, to;
	int missing;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (int i = 0; i < 20; i++)
		printed(&o, &missing);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	printf("# %.1f ms of CPU a paper with rare characters\n", ((double)(to.tv_sec - from.tv_sec) * 1e3 +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e6) / 20);
}

int
main(void)
{
	struct catalogue *catalogue;

	pool = pool_new(NULL, 0);
	must(catalogue_load(pool, source("formalities"), &catalogue));
	formality = catalogue_find(catalogue, "cert-no-crime");
	must(words_load(source("templates"), ORIGIN, &words));
	for (size_t i = 0; i < 4; i++)
		must(tree_load(source(pool_format(pool, "templates/lang/writ.%s.hdf", (const char *[]){"zh", "en", "it", "es"}[i])),
		    &texts[i]));
	must(page_open("fonts"));
	test_kinds();
	test_clocks();
	test_wordings();
	test_square();
	test_pages();
	test_together();
	test_marks();
	test_feet();
	test_one_page();
	test_officers();
	test_late();
	test_roots();
	test_remedies();
	test_final(catalogue);
	test_cost();
	page_close();
	for (size_t i = 0; i < 4; i++)
		tree_free(texts[i]);
	words_free(words);
	pool_free(pool);
	return done();
}
