/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who asks, and whether a write is really theirs: the session, the same-origin proof and
 * the token of the form.
 *
 * The token is a keyed hash of the cookie that names the session (or, for a visitor, the
 * visit), masked with fresh random bytes in every page (BREACH). It stays provable after
 * the session has ended, so a write that comes too late can be held for its owner.
 */
#ifndef QIAO_WEB_GATE_H
#define QIAO_WEB_GATE_H

#include "web/request.h"

const struct error *gate_session(struct request *q) __attribute__((warn_unused_result));
/* ERROR_FORBIDDEN unless the write comes from one of our own pages. */
const struct error *gate_same_origin(const struct request *q) __attribute__((warn_unused_result));
/* Whether the browser itself said that it does, so that what was typed may be shown again. */
bool gate_knows_origin(const struct request *q);
/* Whether it brought a cookie that a form's token can be of. */
bool gate_knows_browser(const struct request *q);
const struct error *gate_token(struct request *q, const char *token) __attribute__((warn_unused_result));
const char *gate_make_token(struct request *q);
/* 256 random bits, for a session to be opened. */
const char *gate_new_session(struct request *q);
/* A session's token into the cookie and q; its hash for the store. */
struct bytes gate_enter(struct request *q, const char *token, moment lasts);
void gate_leave(struct request *q);
struct bytes gate_hash(struct request *q, const char *token);
/* Seals what was typed and not sent on the actor's phone (static/scripts/sealed.js); in their pages alone. */
const char *gate_keep_key(struct request *q, const char *context);

#endif
