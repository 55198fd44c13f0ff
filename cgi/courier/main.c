/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * qiao-courier: the background worker. It sends what is in the outbox, does what the clock does
 * (duty.h), counts what formalities really take (pace.h), makes each day's root
 * (ledger.h) and deletes what is over its time (retention.h). Any number may run, on any machines:
 * notices are claimed, the other duties have a lease. Nothing is kept but in the store, so it may be
 * ended at any moment.
 */
#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/tree.h"
#include "courier/deliver.h"
#include "courier/duty.h"
#include "courier/letter.h"
#include "courier/post.h"
#include "service/bar.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/clockwork.h"
#include "service/lease.h"
#include "service/ledger.h"
#include "service/outbox.h"
#include "service/pace.h"
#include "service/published.h"
#include "service/retention.h"
#include "store/background.h"
#include "store/db.h"
#include "store/sandbox.h"
#include "store/seal.h"

#define RECOVER_EVERY (30 * SECOND)
#define CALENDAR_EVERY MINUTE
#define PACE_EVERY HOUR
#define RETENTION_EVERY (10 * MINUTE)
#define LEDGER_EVERY (5 * MINUTE)
#define LEASE (2 * MINUTE)

struct work {
	struct courier courier;
	int64_t owner;			/* of the leases */
	moment calendar_at, watch_at, recover_at, pace_at, ledger_at, retention_at;
	struct duties duties;
	struct retention retention;
	bool is_sweeping;
	int64_t bar_after;		/* the last matter whose numbers were caught up with */
	bool is_bar_known;
};

static const struct error *
know_calendar(struct work *w, moment now)
{
	const struct error *e;

	if (now < w->calendar_at)
		return NULL;
	if (!(e = calendar_refresh(w->courier.db)))
		w->calendar_at = now + CALENDAR_EVERY;
	return e;
}

/* Once a day: a year that is near or in which something is due has no calendar yet. */
static const struct error *
watch_calendar(struct work *w, moment now)
{
	const struct error *e;
	int64_t matters = 0;
	int year;

	if (now < w->watch_at)
		return NULL;
	if ((e = clockwork_unannounced(w->courier.db, now, &year, &matters)))
		return e;
	w->watch_at = now + DAY;
	if (matters || now > clock_wenzhou_end(day_of(year - 1, 11, 30)))
		log_warning("event=calendar-missing year=%d matters=%lld", year, (long long)matters);
	return NULL;
}

static const struct error *
recover(struct work *w, moment now)
{
	const struct error *e;
	int64_t count;

	if (now < w->recover_at)
		return NULL;
	w->recover_at = now + RECOVER_EVERY;
	if (!(e = outbox_recover(w->courier.db, now, &count)) && count > 0)
		log_warning("event=outbox-recovered notices=%lld", (long long)count);
	return e;
}

static const struct error *
take_pace(struct work *w, moment now)
{
	const struct error *e;
	bool is_ours;

	if (now < w->pace_at || background_ending)
		return NULL;
	w->pace_at = now + PACE_EVERY;
	if ((e = lease_take(w->courier.db, "pace", w->owner, now, LEASE, &is_ours)) || !is_ours)
		return e;
	return (e = pace_count(w->courier.db, w->courier.catalogue, now)) ? e :
	    published_make(w->courier.db, now);
}

/* The roots of the days that are over: a step at a time, too. */
static const struct error *
keep_ledger(struct work *w, moment now, bool *is_idle)
{
	bool is_ours = false, is_over = true;
	const struct error *e;

	if (now < w->ledger_at || background_ending)
		return NULL;
	if (!(e = lease_take(w->courier.db, "ledger", w->owner, now, LEASE, &is_ours)) && is_ours)
		e = ledger_step(w->courier.db, now, &is_over);
	if (e || is_over)
		w->ledger_at = now + LEDGER_EVERY;
	*is_idle = *is_idle && is_over;
	return e;
}

/* Once, after an upgrade: what waits since before its numbers were noted (bar.h). */
static const struct error *
catch_up(struct work *w, bool *is_idle)
{
	const struct error *e = NULL;

	if (!w->is_bar_known && !background_ending) {
		e = bar_catch_up(w->courier.db, &w->bar_after, &w->is_bar_known);
		*is_idle = *is_idle && w->is_bar_known;
	}
	return e;
}

/* A step at a time, so that notices go out in between. */
static const struct error *
sweep(struct work *w, moment now, bool *is_idle)
{
	const struct error *e;
	bool is_ours, is_over;

	if (!w->is_sweeping && now < w->retention_at)
		return NULL;
	if (!w->is_sweeping) {
		w->retention_at = now + RETENTION_EVERY;
		w->retention.at = 0;
		w->retention.removed = 0;
	}
	if ((e = lease_take(w->courier.db, "retention", w->owner, now, LEASE, &is_ours)))
		return e;
	if (!is_ours) {
		w->is_sweeping = false;
		return NULL;
	}
	e = retention_step(w->courier.db, &w->retention, now, &is_over);
	w->is_sweeping = !e && !is_over;
	*is_idle = *is_idle && !w->is_sweeping;
	return e;
}

/* Everything once round; *is_idle if there was nothing to do. */
static const struct error *
round_once(void *data, bool *is_idle)
{
	struct work *w = data;
	const struct error *e;
	int tried;

	*is_idle = true;
	/* deadlines counted without the announced days would be wrong */
	if ((e = know_calendar(w, clock_now())) || (e = watch_calendar(w, clock_now())) ||
	    (e = recover(w, clock_now())) || (e = deliver_due(&w->courier, &background_ending, &tried)))
		return e;
	*is_idle = tried == 0;
	if ((e = duties_tend(&w->courier, &w->duties, w->owner, &background_ending, is_idle)) ||
	    (e = take_pace(w, clock_now())) || (e = keep_ledger(w, clock_now(), is_idle)) ||
	    (e = catch_up(w, is_idle)))
		return e;
	return background_ending ? NULL : sweep(w, clock_now(), is_idle);
}

static const struct error *
prepare(struct pool *pool, const char *file, struct config *config, struct courier *c)
{
	struct catalogue *catalogue;
	const struct error *e;

	*config = (struct config){0};
	*c = (struct courier){.config = config, .channels = {{.name = "mail"}, {.name = "sms"}}};
	if ((e = config_load(file, config)) || (e = seal_open_keys(config->key_file)) ||
	    (e = catalogue_load(pool, config->formalities, &catalogue)) ||
	    (e = letters_load(config->templates, catalogue, config->origin, &c->letters)) ||
	    (e = post_open(config->tree, &c->post)))
		return e;
	c->catalogue = catalogue;
	for (size_t i = 0; i < 2 && !config->is_demo; i++)
		if (!post_has(c->post, c->channels[i].name))
			log_warning("event=start channel=%s reason=no-settings", c->channels[i].name);
	return NULL;
}

static const struct error *
run(struct config *config, struct courier *courier, bool is_once, int *status)
{
	/* all else was read */
	const char *const readable[] = {post_file(courier->post, 0), post_file(courier->post, 1), NULL};
	struct work w = {.courier = *courier, .owner = db_new_id()};
	const struct error *e;

	if ((e = background_enter(config, &(struct sandbox){.readable = readable, .may_use_inet = true})))
		return e;
	w.courier.db = db_new(config);
	log_info("event=ready demo=%d", config->is_demo);
	*status = !background_work(&(struct background){w.courier.db, round_once, &w, is_once});
	if ((e = lease_end(w.courier.db, w.owner, clock_now())))
		log_failure("lease-end", e);
	db_close(w.courier.db);
	log_info("event=end");
	return NULL;
}

static const char usage[] = "usage: qiao-courier -c FILE [--once | --check]\n\n"
    "  -c FILE    settings (doc/operating.md)\n"
    "  --once     send and do what is due now, end\n"
    "  --check    read the settings, formalities and texts, say what is wrong, end\n"
    "  --help     this\n  --version  the version\n\n"
    "SIGTERM: end after the message in hand.\n";

int
main(int argc, char **argv)
{
	struct background_words words;
	struct courier courier;
	struct config config;
	const struct error *e;
	struct pool *pool;
	int status;

	if (!background_read(argc, argv, "qiao-courier", usage, &words, &status))
		return status;
	log_open("qiao-courier", LOG_LEVEL_INFO);
	pool = pool_new(NULL, 0);
	e = prepare(pool, words.file, &config, &courier);
	if (!e && !words.is_check)
		e = run(&config, &courier, words.is_once, &status);
	if (e) {
		log_failure("start", e);
		status = 78;
	}
	post_close(courier.post);
	letters_free(courier.letters);
	tree_free(config.tree);
	pool_free(pool);
	return status;
}
