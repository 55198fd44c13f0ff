/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The courier's letters in every kind and language, a mail's bytes, the outbox, demo mode. */
#include <stdlib.h>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "courier/deliver.h"
#include "courier/letter.h"
#include "courier/mime.h"
#include "courier/post.h"
#include "base/tree.h"
#include "database.h"
#include "service/catalogue.h"
#include "service/lifecycle.h"
#include "service/notice.h"
#include "service/outbox.h"
#include "service/person.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

STATEMENT(test_notice, "i", "sibbb",
    "SELECT state, tries, params, subject, body FROM notice WHERE id = ?")
STATEMENT(test_next, "i", "t", "SELECT next_try FROM notice WHERE id = ?")

#define START 1795424400000		/* 2026-11-23 09:00 UTC, 17:00 in Wenzhou */
#define SECRET "330399199001010014"	/* an unassigned area */

static const struct config *config;
static struct catalogue *catalogue;
static struct letters *letters;
static struct pool *pool;
static struct db *db;

static const char *
source(const char *name)
{
	const char *root = getenv("srcdir");

	return pool_format(pool, "%s/%s", root ? root : ".", name);
}

static struct outgoing
matter(const char *kind, const char *channel, enum lang lang, const char *formality)
{
	struct outgoing m = {.id = 7, .tries = 1, .kind = kind, .channel = channel, .lang = lang,
	    .address = "+393331234567", .created = START, .params = {.pool = pool}};

	pairs_set(&m.params, "ref", "WZ7K3F923");
	pairs_set(&m.params, "formality", formality);
	pairs_set(&m.params, "due", "1795967999999");	/* the end of 29 November in Wenzhou */
	pairs_set(&m.params, "zone", "Pacific/Chatham");	/* the longest of its kind */
	pairs_set(&m.params, "detail", SECRET);
	return m;
}

static struct outgoing
code(const char *channel, enum lang lang)
{
	struct outgoing m = {.id = 8, .tries = 1, .kind = "code", .channel = channel, .lang = lang,
	    .address = "a@example.org", .created = START, .params = {.pool = pool}};

	pairs_set(&m.params, "code", "042917");
	pairs_set(&m.params, "minutes", "10");
	return m;
}

static bool
says(const char *text, const char *what)
{
	return strstr(text, what) != NULL;
}

/* Whether every formality's letter of this kind is whole. */
static bool
is_whole(const char *kind, const char *channel, enum lang lang)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct formality *f = catalogue->formalities[i];
		struct outgoing m = matter(kind, channel, lang, f->code);
		const char *link = pool_format(pool, "https://qiao.example/%s/applications/WZ7K3F923",
		    lang_code(lang)), *name = local_in(&f->name, lang);
		struct letter l;

		must(letter_write(pool, letters, &m, &l));
		if (!says(l.body, name) || !says(l.body, "WZ7K-3F92-3") || !says(l.body, link) ||
		    says(l.body, "{") || says(l.body, SECRET) || !text_is_utf8(l.body, strlen(l.body)))
			return false;
		if (*channel == 's' && (l.subject || text_count(l.body) > LETTER_SMS_MOST ||
		    says(l.body, "\n")))
			return false;
		if (*channel == 'm' && (!says(l.subject, name) || says(l.subject, "{") ||
		    says(l.subject, "\n")))
			return false;
	}
	return catalogue->count > 0;
}

#define OTHERS "forwarded asked_again take_soon take_late answer_soon answer_late correct_half correct_soon " \
    "dispose take_back"

static void
try_kinds(void)
{
	static const char *const channels[] = {"mail", "sms"};
	static const enum lang langs[] = {LANG_ZH, LANG_EN, LANG_IT, LANG_ES};
	enum action action;
	int kinds = 0;

	for (const char *kind; (kind = letter_kind(kinds)); kinds++) {
		if (strstr(kind, "code") || strcmp(kind, "digest") == 0)
			continue;
		ok(action_read(kind, &action) || strstr(OTHERS, kind),
		    "%s is a word of the life cycle, goes to a department, reminds, or tells of the end", kind);
		for (size_t c = 0; c < 2; c++)
			for (size_t l = 0; l < 4; l++)
				ok(is_whole(kind, channels[c], langs[l]), "%s by %s in %s", kind,
				    channels[c], lang_code(langs[l]));
	}
	is_int(kinds, 38, "kinds of letters");
	is_str(letter_kind(-1), NULL, "none before the first");
}

/* An officer's day: how many, which, and the desk; of persons nothing. */
static void
try_digest(void)
{
	struct outgoing m = {.id = 9, .tries = 1, .kind = "digest", .channel = "mail", .lang = LANG_ZH,
	    .address = "a@example.org", .created = START, .params = {.pool = pool}};
	struct letter l;

	pairs_set(&m.params, "late", "2");
	pairs_set(&m.params, "soon", "1");
	pairs_set(&m.params, "half", "0");
	pairs_set(&m.params, "list", "2026-11-26  WZ7K-3F92-3  无犯罪记录证明\n");
	pairs_set(&m.params, "page", "reminders");
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.subject, "超期 2 件") && !says(l.subject, "{"), "the subject says how many");
	ok(says(l.body, "WZ7K-3F92-3") && says(l.body, "https://qiao.example/desk/reminders\n") &&
	    !says(l.body, "{"), "the mail says which, and where");
	ok(!letter_is_code(&m), "it is tried for a day");
}

/* To a department's mailbox: where it works, and no lateness of ours. */
static void
try_department(void)
{
	struct outgoing m = matter("take_late", "mail", LANG_ZH, "cert-no-crime");
	struct letter l;

	pairs_set(&m.params, "page", "link?key=AAAA");
	m.created = 1795967999999 + DAY;
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "/desk/link?key=AAAA\n"), "the link, and not the resident's page");
	ok(!says(l.body, "/applications/"), "whose address it does not have");
	ok(says(l.body, "应当在 2026 年 11 月 29 日") && !says(l.body, "投诉"), "what it has missed");
}

static void
try_letters(void)
{
	struct outgoing m = matter("submit", "mail", LANG_ZH, "cert-no-crime");
	struct letter l;
	const struct error *e;

	must(letter_write(pool, letters, &m, &l));
	is_str(l.subject, "已收到您的申请：无犯罪记录证明", "a subject");
	ok(says(l.body, "最迟在 2026 年 11 月 29 日（温州时间，含当天；查塔姆群岛时间第二天 05:45 为止）"),
	    "the day in Wenzhou, and when it ends there");
	pairs_set(&m.params, "zone", "America/Sao_Paulo");
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "（温州时间，含当天；圣保罗时间当天 13:00 为止）"), "in Brazil before it ends in Wenzhou");
	pairs_set(&m.params, "zone", "");
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "最迟在 2026 年 11 月 29 日（温州时间，含当天）"), "Wenzhou's alone for who has not said where they are");
	m.created = 1795967999999 + DAY;
	m.created = START;
	pairs_set(&m.params, "formality", "counter-booking");
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "没有答复，不等于同意，也不等于约好了") && !says(l.body, "视为受理"), "a booking is not made by silence");
	pairs_set(&m.params, "formality", "cert-no-crime");
	m.created = 1795967999999 + DAY;
	m.kind = "deem_accepted";
	pairs_set(&m.params, "law", "1798560000000");
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "应当在 2026 年 11 月 29 日") && says(l.body, "/zh/formalities") &&
	    !says(l.body, "最迟在"), "a day that is over is not promised");
	m.created = START;
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "最迟在 2026 年 11 月 29 日") && says(l.body, "您现在不用做什么"), "one that is not over is");
	pairs_set(&m.params, "by", "1796399999999");
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.subject, "还有材料要补交") && says(l.body, "请在 2026 年 12 月 4 日") && !says(l.body, "您现在不用做什么"),
	    "what was promised is asked for, though the clock accepted");
	m.created = 1795967999999 + DAY;
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "应当在 2026 年 11 月 29 日") && says(l.body, "请您在 2026 年 12 月 4 日") &&
	    !says(l.body, "最迟在 2026 年 11 月 29 日") && !says(l.body, "您现在不用做什么"),
	    "and though our day is over, which is told");
	m.created = START;
	pairs_remove(&m.params, "by");
	m.kind = "ask_correction";
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "12 月 23 日"), "30 days to correct, not the office's deadline");
	m.lang = LANG_EN;
	m.kind = "issue";
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "the end of 8 December 2026 (Wenzhou time)"), "15 days to fetch a result");
	pairs_remove(&m.params, "due");
	m.kind = "accept";
	must(letter_write(pool, letters, &m, &l));
	ok(says(l.body, "the date that the law sets"), "a deadline that is not known");
	pairs_set(&m.params, "formality", "gone-formality");
	must(letter_write(pool, letters, &m, &l));
	is_str(l.subject, "Accepted: your application", "a formality that has left the catalogue");
	m.kind = "claim";
	e = letter_write(pool, letters, &m, &l);
	ok(e && e->kind == ERROR_INVALID, "no letter of an unknown kind");
	m = matter("accept", "mail", LANG_EN, "cert-no-crime");
	pairs_remove(&m.params, "ref");
	e = letter_write(pool, letters, &m, &l);
	ok(e && e->kind == ERROR_INVALID, "no letter without a number");
	m = code("sms", LANG_EN);
	must(letter_write(pool, letters, &m, &l));
	is_str(l.body, "Qiao: your sign-in code is 042917, good for 10 minutes. Tell it to nobody.",
	    "a code by text message");
	m = code("mail", LANG_ZH);
	must(letter_write(pool, letters, &m, &l));
	is_str(l.subject, "042917 是您的登录验证码", "a code by mail");
	ok(!says(l.body, "/applications/"), "without a tracking page");
	pairs_remove(&m.params, "code");
	e = letter_write(pool, letters, &m, &l);
	ok(e && e->kind == ERROR_INVALID, "no letter without its code");
}

/* Who still has to come to a counter, in what says that it is accepted. */
static void
try_coming(void)
{
	static const char *const kinds[] = {"accept", "accept_pending", "deem_accepted"};
	static const struct { const char *formality, *mail, *sms; } table[] = {
		{"passport-settled-abroad", "还要您本人到窗口去一次", "以后还要您本人到窗口"},
		{"id-minor", "谁去、去哪里、带什么", "谁去、什么时候去"},
		{"hukou-ethnic", "还要您的家人（受托人）或者您本人到窗口去一次", "以后还要家人或本人到窗口"},
		{"cert-no-crime", NULL, NULL}, {"hukou-name-adult", NULL, NULL},
	};
	struct letter mail, sms;

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
			struct outgoing m = matter(kinds[k], "mail", LANG_ZH, table[i].formality);

			must(letter_write(pool, letters, &m, &mail));
			m.channel = "sms";
			must(letter_write(pool, letters, &m, &sms));
			ok(table[i].mail ? says(mail.body, table[i].mail) : !says(mail.body, "窗口"),
			    "%s of %s: who still has to come, if anybody", kinds[k], table[i].formality);
			if (k == 1 || !table[i].sms)
				ok(!says(sms.body, "窗口"), "its text message asks for the papers, or for nothing");
			else
				ok(says(sms.body, table[i].sms) && !says(sms.body, "作出决定"), "and so its text message");
			ok(!says(mail.body, "不用再做什么"), "and nobody is told that nothing more is to be done");
		}
}

/* Called to a counter by the clock alone: that it counts as accepted, and not that it was looked at. */
static void
try_deemed(void)
{
	static const struct { const char *formality, *mail, *sms; } table[] = {
		{"hukou-cancel-emigrant", "您的家人（受托人）或者您本人到窗口去一次", "请家人或本人到窗口"},
		{"id-temp", "您本人到窗口去一次", "您本人要到窗口"}, {"id-minor", "要到窗口去一次", "谁去、带什么"},
	};
	struct letter mail, sms;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		for (int deemed = 0; deemed < 2; deemed++) {
			struct outgoing m = matter("await", "mail", LANG_ZH, table[i].formality);

			if (deemed)
				pairs_set(&m.params, "deemed", "1");
			must(letter_write(pool, letters, &m, &mail));
			m.channel = "sms";
			must(letter_write(pool, letters, &m, &sms));
			is_int(says(mail.body, "没有在 5 个工作日内决定是不是受理") && says(sms.body, "视为受理"), deemed,
			    pool_format(pool, "%s: silence is told where it accepted", table[i].formality));
			is_int(says(mail.body, "在网上看过了"), !deemed, "that it was looked at where somebody has");
			ok(says(mail.body, table[i].mail) && says(sms.body, table[i].sms), "and who has to come");
		}
}

static void
try_addresses(void)
{
	static const struct {
		const char *address;
		bool is_good;
	} table[] = {
		{"a@example.org", true}, {"a.b+c@sub.example.org", true}, {"李@example.org", true},
		{"a'b@example.org", true}, {"@example.org", false}, {"a@", false}, {"a", false},
		{"", false}, {"a@example.org\r\nBcc: b@example.org", false},
		{"a@example.org\nRCPT TO:<b@example.org>", false}, {"a@b> <c@d", false},
		{"a@example.org,b@example.org", false}, {"a b@example.org", false},
		{"a@example.org\x7f", false}, {"\"a\"@example.org", false}, {"a@example.org\xff", false},
		{"a@example.org\xe2\x80\xae", false},
	};
	char *long_one = pool_zero(pool, 300);

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		is_int(mime_is_address(table[i].address), table[i].is_good,
		    pool_format(pool, "address %zu", i));
	memset(long_one, 'a', 250);
	memcpy(long_one + 250, "@b.cd", 5);
	ok(!mime_is_address(long_one), "an address of 255 bytes");
}

static void
try_mime(void)
{
	struct mail mail = {.id = 5, .host = "qiao.example", .from = "no-reply@qiao.example",
	    .from_name = "Qiao", .to = "a@example.org", .subject = "Plain", .body = "one\ntwo\n",
	    .lang = "en", .at = START};
	struct bytes out = mime_write(pool, &mail);
	size_t longest = 0;

	is_str((const char *)out.p, "From: Qiao <no-reply@qiao.example>\r\nTo: <a@example.org>\r\n"
	    "Subject: Plain\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
	    "Message-ID: <notice-5@qiao.example>\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
	    "Content-Language: en\r\nAuto-Submitted: auto-generated\r\n\r\nb25lDQp0d28NCg==\r\n",
	    "a mail in plain letters");
	mail.subject = "𠮷田·已收到您的申请：无犯罪记录证明和很长很长很长很长很长的事项名称";
	mail.body = "侨\n";
	out = mime_write(pool, &mail);
	for (const char *s = (const char *)out.p, *end; (end = strstr(s, "\r\n")); s = end + 2)
		if ((size_t)(end - s) > longest)
			longest = (size_t)(end - s);
	ok(longest <= 76, "no line over 76 bytes: %zu", longest);
	ok(says((const char *)out.p, "Subject: =?UTF-8?B?8KCut+eUsMK35bey5pS25Yiw5oKo55qE55Sz6K+3"),
	    "a Chinese subject in encoded words");
	ok(says((const char *)out.p, "?=\r\n =?UTF-8?B?"), "in several of them");
	ok(says((const char *)out.p, "\r\n\r\n5L6oDQo=\r\n"), "a Chinese body");
	mail.subject = "a\r\nBcc: b@example.org";
	out = mime_write(pool, &mail);
	ok(!says((const char *)out.p, "\r\nBcc"), "a line end in a subject starts no header");
}

static int64_t
queue_code(const char *channel, const char *address)
{
	struct pairs params = {.pool = pool};
	struct outbox_ids ids;

	pairs_set(&params, "code", "042917");
	pairs_set(&params, "minutes", "10");
	must(notice_queue_to(db, channel, address, "code", LANG_EN, &params, clock_now()));
	must(outbox_due(db, channel, channel, clock_now(), &ids));
	return ids.count ? ids.at[ids.count - 1] : 0;
}

static void
is_state(int64_t id, const char *want, const char *what)
{
	struct row *row;

	must(db_row(db, &test_notice, DB(db_int(id)), &row));
	is_str(row ? row_text(row, 0) : NULL, want, what);
}

static bool
has_code(int64_t id)
{
	struct bytes params;
	struct row *row;

	must(db_row(db, &test_notice, DB(db_int(id)), &row));
	must(unseal(pool, NOTICE_PARAMS, id, row_bytes(row, 2), &params));
	return params.n > 0;
}

static void
try_outbox(void)
{
	int64_t id = queue_code("mail", "a@example.org"), count;
	struct outgoing *first, *second;
	struct outbox_ids ids;

	must(outbox_claim(db, id, clock_now(), &first));
	ok(first != NULL, "a queued notice is claimed");
	is_str(first ? first->address : NULL, "a@example.org", "its address is open");
	is_str(first ? pairs_get(&first->params, "code") : NULL, "042917", "its code is open");
	must(outbox_claim(db, id, clock_now(), &second));
	ok(second == NULL, "and by one only");
	must(outbox_recover(db, clock_now() + OUTBOX_CLAIM - 2 * SECOND, &count));
	is_int(count, 0, "a claim holds for its time");
	must(outbox_recover(db, clock_now() + OUTBOX_CLAIM, &count));
	is_int(count, 1, "and not longer");
	must(outbox_due(db, "sms", "sms", clock_now() + OUTBOX_CLAIM, &ids));
	is_int((int64_t)ids.count, 0, "a mail is no text message");
	must(outbox_claim(db, id, clock_now() + OUTBOX_CLAIM, &second));
	is_int(second ? second->tries : 0, 2, "it is claimed again");
	must(outbox_sent(db, first, NULL, NULL, clock_now()));
	is_state(id, "sending", "who lost the claim cannot mark it");
	ok(has_code(id), "the code is still there");
	must(outbox_sent(db, second, NULL, NULL, clock_now()));
	is_state(id, "sent", "who holds it can");
	ok(!has_code(id), "the code is wiped");
	id = queue_code("mail", "a@example.org");
	must(outbox_claim(db, id, clock_now(), &first));
	must(outbox_failed(db, first));
	is_state(id, "failed", "failed");
	ok(!has_code(id), "the code of a failed one is wiped too");
}

/* What was queued first goes first, but for the codes: somebody is waiting for those. */
static void
try_order(void)
{
	struct outbox_ids ids;
	struct outgoing *m;
	int64_t first;

	clock_set(START);
	must(notice_queue_to(db, "mail", "a@example.org", "accept", LANG_EN,
	    &(struct pairs){.pool = pool}, START));
	must(outbox_due(db, "mail", "sms", START, &ids));
	is_int((int64_t)ids.count, 1, "one is due");
	first = ids.at[0];
	clock_set(START + SECOND);
	queue_code("sms", "+393331234567");
	must(outbox_due(db, "mail", "sms", START + SECOND, &ids));
	is_int((int64_t)ids.count, 2, "two are due");
	ok(ids.at[1] == first, "the code before what waits longer");
	must(outbox_claim(db, first, START, &m));
	must(outbox_failed(db, m));
}

static struct courier
courier(struct config *own, bool is_demo)
{
	struct courier c = {.config = own, .catalogue = catalogue, .letters = letters, .db = db,
	    .channels = {{.name = "mail"}, {.name = "sms"}}};
	struct tree *settings;

	must(tree_new(&settings));
	must(post_open(settings, &c.post));
	tree_free(settings);
	*own = *config;
	own->origin = "https://qiao.example";
	own->is_demo = is_demo;
	return c;
}

static moment
next_try(int64_t id)
{
	struct row *row;

	must(db_row(db, &test_next, DB(db_int(id)), &row));
	return row_moment(row, 0);
}

static void
try_delivery(void)
{
	volatile sig_atomic_t ending = 0;
	struct config own;
	struct courier c = courier(&own, true);
	const char *text;
	struct row *row;
	int64_t id;
	int tried;

	clock_set(START + HOUR);
	must(deliver_due(&c, &ending, &tried));	/* what try_order() left */
	id = queue_code("sms", "+393331234567");
	must(deliver_due(&c, &ending, &tried));
	is_state(id, "sent", "demo mode: it counts as sent");
	must(db_row(db, &test_notice, DB(db_int(id)), &row));
	must(unseal_text(pool, "notice", id, row_bytes(row, 4), &text));
	ok(says(text, "042917"), "and can be read in the inbox");
	ok(!has_code(id), "its parameters are wiped");
	post_close(c.post);
	c = courier(&own, false);
	clock_set(START + 2 * HOUR);
	id = queue_code("mail", "a@example.org");
	must(deliver_due(&c, &ending, &tried));
	is_int(tried, 1, "without settings for mail it is tried");
	is_state(id, "queued", "and stays queued");
	is_int(next_try(id), START + 2 * HOUR + 5 * SECOND, "for five seconds");
	must(deliver_due(&c, &ending, &tried));
	is_int(tried, 0, "not sooner");
	for (int i = 0; i < 12; i++) {
		clock_set(clock_now() + MINUTE);
		must(deliver_due(&c, &ending, &tried));
	}
	is_state(id, "failed", "a code that has ended is given up");
	id = queue_code("mail", "a@example.org");
	ending = 1;
	must(deliver_due(&c, &ending, &tried));
	is_int(tried, 0, "nothing is begun at the end");
	post_close(c.post);
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	log_open("courier", LOG_LEVEL_ERROR);
	config = database_start();
	db = db_new(config);
	db_use_pool(db, pool);
	must(catalogue_load(pool, source("formalities"), &catalogue));
	must(letters_load(source("templates"), catalogue, "https://qiao.example", &letters));
	try_kinds();
	try_letters();
	try_coming();
	try_deemed();
	try_department();
	try_digest();
	try_addresses();
	try_mime();
	clock_set(START - HOUR);
	try_outbox();
	try_order();
	try_delivery();
	letters_free(letters);
	db_close(db);
	pool_free(pool);
	return done();
}
