/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier/deliver.h"

#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "courier/letter.h"
#include "courier/mime.h"
#include "courier/post.h"
#include "service/outbox.h"
#include "service/person.h"
#include "store/db.h"

#define TRIED_FOR DAY
#define REST_MOST 64	/* seconds */

/* After the first try, the second …; the last goes on. */
static moment
wait_after(int tries)
{
	static const moment waits[] = {5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE,
	    HOUR, 2 * HOUR, 4 * HOUR};
	size_t last = sizeof waits / sizeof *waits - 1, i = tries > 1 ? (size_t)tries - 1 : 0;

	return waits[i < last ? i : last];
}

static struct channel *
channel_of(struct courier *c, const char *name)
{
	return &c->channels[strcmp(c->channels[0].name, name) == 0 ? 0 : 1];
}

static void
note_channel(struct channel *channel, enum post_verdict verdict, moment now)
{
	int seconds;

	if (verdict != POST_DOWN) {
		channel->failures = 0;
		return;
	}
	seconds = channel->failures < 6 ? 1 << channel->failures : REST_MOST;
	channel->failures++;
	channel->rests_until = now + seconds * SECOND;
}

/* The host of our origin, without its port. */
static const char *
host_of(struct pool *pool, const char *origin)
{
	const char *host = strstr(origin, "://");

	host = host ? host + 3 : origin;
	return pool_bytes(pool, host, strcspn(host, ":/"));
}

static bool
is_number(const char *to)
{
	size_t n = strlen(to);

	return to[0] == '+' && n > 7 && n <= 16 && text_is_digits(to + 1, n - 1);
}

static struct posted
post_letter(struct courier *c, const struct outgoing *m, const struct letter *letter)
{
	struct pool *pool = db_pool(c->db);
	struct mail mail;

	if (!post_has(c->post, m->channel))
		return (struct posted){.verdict = POST_DOWN};
	if (strcmp(m->channel, "sms") == 0)
		return is_number(m->address) ? post_sms(c->post, pool, m->address, letter->body) :
		    (struct posted){.verdict = POST_NEVER};
	if (!mime_is_address(m->address))
		return (struct posted){.verdict = POST_NEVER};
	mail = (struct mail){.id = m->id, .host = host_of(pool, c->config->origin),
	    .from = post_from(c->post), .from_name = letter_sender(c->letters, m), .to = m->address,
	    .subject = letter->subject, .body = letter->body, .lang = lang_code(m->lang),
	    .at = clock_now()};
	return post_mail(c->post, m->address, mime_write(pool, &mail));
}

static const struct error *
mark(struct courier *c, const struct outgoing *m, enum post_verdict verdict, const char **word)
{
	moment now = clock_now(), next = now + wait_after(m->tries);
	moment until = m->created + (letter_is_code(m) ? CODE_LASTS : TRIED_FOR);

	if (verdict == POST_SENT) {
		*word = "sent";
		return outbox_sent(c->db, m, NULL, NULL, now);
	}
	if (verdict != POST_NEVER && next < until) {
		*word = "again";
		return outbox_again(c->db, m, next);
	}
	*word = "failed";
	return outbox_failed(c->db, m);
}

static const struct error *
deliver(struct courier *c, const struct outgoing *m)
{
	struct posted posted = {.verdict = POST_LATER};
	const char *word = "sent";
	moment began = clock_now();
	struct letter letter;
	const struct error *e;

	if ((e = letter_write(db_pool(c->db), c->letters, m, &letter))) {
		/* perhaps a newer portal's kind: a newer courier may know it */
		log_failure("letter", e);
		e = mark(c, m, posted.verdict, &word);
	} else if (c->config->is_demo) {
		e = outbox_sent(c->db, m, letter.subject, letter.body, clock_now());
	} else {
		posted = post_letter(c, m, &letter);
		note_channel(channel_of(c, m->channel), posted.verdict, clock_now());
		e = mark(c, m, posted.verdict, &word);
	}
	log_line(strcmp(word, "sent") == 0 ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING,
	    "event=notice id=%lld kind=%s channel=%s verdict=%s tries=%d code=%d failure=%d ms=%lld",
	    (long long)m->id, m->kind, m->channel, word, m->tries, posted.code, posted.failure,
	    (long long)(clock_now() - began));
	return e;
}

static const struct error *
deliver_one(struct courier *c, int64_t id, int *tried)
{
	struct pool *before = db_pool(c->db), *pool = pool_new(before, 0);
	const struct error *e;
	struct outgoing *m;

	db_use_pool(c->db, pool);
	e = outbox_claim(c->db, id, clock_now(), &m);
	if (!e && m) {
		++*tried;
		e = deliver(c, m);
	}
	db_use_pool(c->db, before);
	pool_free(pool);
	return e;
}

/* The channels that do not rest, the same one twice if it is alone; false if all do. */
static bool
open_channels(const struct courier *c, moment now, const char *open[2])
{
	size_t n = 0;

	for (size_t i = 0; i < 2; i++)
		if (c->channels[i].rests_until <= now)
			open[n++] = c->channels[i].name;
	if (n == 1)
		open[1] = open[0];
	return n > 0;
}

const struct error *
deliver_due(struct courier *c, const volatile sig_atomic_t *is_ending, int *tried)
{
	struct outbox_ids ids;
	const struct error *e;
	const char *open[2];
	moment now = clock_now();

	*tried = 0;
	if (!open_channels(c, now, open))
		return NULL;
	if ((e = outbox_due(c->db, open[0], open[1], now, &ids)))
		return e;
	for (size_t i = 0; i < ids.count && !*is_ending; i++) {
		if ((e = deliver_one(c, ids.at[i], tried)))
			return e;
		/* a channel that has just gone quiet keeps the rest queued */
		if (channel_of(c, open[0])->rests_until > now ||
		    channel_of(c, open[1])->rests_until > now)
			break;
	}
	return NULL;
}
