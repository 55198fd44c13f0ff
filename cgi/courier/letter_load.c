/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The kinds of letters, and the files with their texts, which lack none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "courier/letter.h"
#include "courier/letter_part.h"
#include "service/outbox.h"

/* The words of lifecycle.def, and codes. */
static const struct {
	const char *kind;
	enum by by;
} kinds[] = {
	{"code", BY_NONE},
	{"submit", BY_OFFICE},
	{"ask_correction", BY_CORRECTION},
	{"answer", BY_OFFICE},
	{"more_time", BY_OFFICE},
	{"accept", BY_OFFICE},
	{"accept_pending", BY_OFFICE},
	{"deem_accepted", BY_OFFICE},
	{"decline", BY_NONE},
	{"interview", BY_NONE},
	{"resume", BY_OFFICE},
	{"await", BY_NONE},
	{"came", BY_OFFICE},
	{"extend", BY_OFFICE},
	{"recount", BY_OFFICE},
	{"approve", BY_OFFICE},
	{"refuse", BY_OFFICE},
	{"issue", BY_CLOSE},
	{"withdraw", BY_NONE},
	{"lapse", BY_NONE},
	{"ask_forward", BY_NONE},
	{"transfer", BY_OFFICE},
	{"hand_back", BY_OFFICE},
	{"take_back", BY_OFFICE},
	{"department_reply", BY_CLOSE},
	{"follow_up_mend", BY_NONE},
	{"follow_up_close", BY_NONE},
	/* to a department's mailbox (transfer.h) */
	{"forwarded", BY_OFFICE},
	{"asked_again", BY_OFFICE},
	{"take_soon", BY_OFFICE},
	{"take_late", BY_OFFICE},
	{"answer_soon", BY_OFFICE},
	{"answer_late", BY_OFFICE},
	/* the ladder: to a resident (ladder.h), and an officer's day (reminder.h) */
	{"correct_half", BY_OFFICE},
	{"correct_soon", BY_OFFICE},
	{"digest", BY_NONE},
	{"officer_code", BY_NONE},
	/* papers whose time is over (disposal.h) */
	{"dispose", BY_OFFICE},
};

/* What says something else in some cases: piece_key(). */
#define SAYS(kind) kind ".said", kind ".next", kind ".sms"
static const char *const others[] = {SAYS("submit_transfer"), SAYS("submit_channel"),
	"await_self.subject", SAYS("await_self"), "await_named.subject", SAYS("await_named"),
	"await_deemed.said", "await_deemed.sms", "await_self_deemed.said", "await_self_deemed.sms",
	"await_named_deemed.said", "await_named_deemed.sms",
	"accept.coming", "deem_accepted.coming", "coming.mail", "coming.sms", "coming_self.mail",
	"coming_self.sms", "coming_named.mail", "coming_named.sms", SAYS("accept_channel"),
	SAYS("approve_channel"), "deem_owed.subject", SAYS("deem_owed"), "late.next", "late.sms",
	"late_owed.next", "late_owed.sms", "code_department.subject", SAYS("code_department")};
static const char *const pieces[] = {"subject", "said", "next", "sms"};
static const char *const frame[] = {"sender", "hello", "number", "follow", "open", "foot", "open_foot",
	"sms_frame", "sms_code", "date", "there", "there_next", "there_before", "no_date", "some_formality"};

const char *
letter_kind(int i)
{
	return i >= 0 && (size_t)i < sizeof kinds / sizeof *kinds ? kinds[i].kind : NULL;
}

bool
letters_know(const char *kind, enum by *by)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, kind) == 0) {
			*by = kinds[i].by;
			return true;
		}
	return false;
}

const char *
letters_text(const struct letters *letters, enum lang lang, const char *key)
{
	const enum lang order[] = {lang, LANG_EN, LANG_ZH};
	char path[80];

	snprintf(path, sizeof path, "T.mail.%s", key);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		const struct tree *texts = letters->texts[order[i]];
		const char *s = texts ? tree_get(texts, path) : NULL;

		if (s)
			return s;
	}
	return NULL;
}

static const struct error *
check_key(const struct letters *letters, enum lang lang, const char *key)
{
	char path[80];

	snprintf(path, sizeof path, "T.mail.%s", key);
	if (!letters->texts[lang] || !tree_get(letters->texts[lang], path))
		return fail(ERROR_INTERNAL, "mail.%s.hdf lacks %s", lang_code(lang), path);
	return NULL;
}

static const struct error *
check(const struct letters *letters, enum lang lang)
{
	const struct error *e = NULL;
	char key[60];

	for (size_t i = 0; i < sizeof frame / sizeof *frame && !e; i++)
		e = check_key(letters, lang, frame[i]);
	for (int month = 1; month <= 12 && !e; month++) {
		snprintf(key, sizeof key, "month_%d", month);
		e = check_key(letters, lang, key);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others && !e; i++)
		e = check_key(letters, lang, others[i]);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (size_t j = 0; j < sizeof pieces / sizeof *pieces && !e; j++) {
			snprintf(key, sizeof key, "%s.%s", kinds[i].kind, pieces[j]);
			e = check_key(letters, lang, key);
		}
	return e;
}

const struct error *
letters_load(const char *templates, const struct catalogue *catalogue, const char *origin,
    struct letters **out)
{
	struct letters *letters = calloc(1, sizeof *letters);
	const struct error *e = NULL;

	if (!letters)
		_Exit(70);
	*out = letters;
	letters->catalogue = catalogue;
	letters->origin = origin;
	for (int lang = 0; lang < LANG_COUNT && !e; lang++) {
		char path[512];

		snprintf(path, sizeof path, "%s/lang/mail.%s.hdf", templates, lang_code(lang));
		if (access(path, F_OK) == 0)
			e = tree_load(path, &letters->texts[lang]);
	}
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT && !e; lang++)
		e = check(letters, lang);
	return e;
}

void
letters_free(struct letters *letters)
{
	for (int lang = 0; letters && lang < LANG_COUNT; lang++)
		tree_free(letters->texts[lang]);
	free(letters);
}

const struct error *
letters_say(struct pool *pool, const struct letters *letters, enum lang lang, const char *key,
    const struct pairs *values, const char **out)
{
	const char *text = letters_text(letters, lang, key);

	if (!text)
		return fail(ERROR_INVALID, "no text %s", key);
	return pairs_fill(pool, text, values, out);
}

const char *
letter_sender(const struct letters *letters, const struct outgoing *m)
{
	return letters_text(letters, m->lang, "sender");
}
