/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Notices (通知) to residents: queued in the outbox by the transaction that causes them, sent
 * by the courier in the resident's language. Parameters are sealed pairs; those of an
 * application always have its "ref" and "formality" (code).
 */
#ifndef QIAO_SERVICE_NOTICE_H
#define QIAO_SERVICE_NOTICE_H

#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/pairs.h"

struct application;
struct db;
struct error;

/* The contexts of what is sealed in a notice's row, with its id; subject and body: as address. */
#define NOTICE_ADDRESS "notice"
#define NOTICE_PARAMS "notice-params"

/*
 * kind is the template's name in templates/mail: "code", "submitted", "ask_correction" …
 * (the action's word). Goes to the contact that the person confirmed last. params may be
 * NULL. A person without any contact gets none: they see it when they come.
 */
const struct error *notice_queue(struct db *db, const struct application *a, const char *kind,
    const struct pairs *params, moment now) __attribute__((warn_unused_result));
/* The same, but not before 8:00 where the person is, nor after 21:00: what the clock does at midnight. */
const struct error *notice_queue_by_day(struct db *db, const struct application *a, const char *kind,
    const struct pairs *params, moment now) __attribute__((warn_unused_result));
/* To a contact that belongs to nobody yet: the sign-in code. channel: sms or mail. */
const struct error *notice_queue_to(struct db *db, const char *channel, const char *address,
    const char *kind, enum lang lang, const struct pairs *params, moment now)
    __attribute__((warn_unused_result));

#endif
