/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pipeline and its table. A row of routes.def:
 *
 *	/\*    method path                       handler           form      who       access *\/
 *	ROUTE(POST,  "/applications/:ref/check", application_submit, submit, RESIDENT, WRITE)
 *
 * READ    no effect; unknown query names are ignored (links gather them on their way), of a known one
 *         a second value, or one that is not UTF-8, is 400
 * WRITE   a transaction; needs a token and a once-only key; 303 or the form again
 * UPLOAD  a WRITE whose files are pressed and stored in short transactions of their own first; its
 *         handler has a ROOM, which says before that for how many there is room, and that they may come;
 *         of files that came in pieces before, which its form names in `sent`, it makes q->sent
 * ACT     a WRITE that is refused to an actor who is_owing, as an UPLOAD is: kept, and they are led to
 *         site->owed, as from its page
 * ENTRY   a WRITE that hands out or takes a cookie (sign-in), so its answer cannot be replayed by key
 * PIECE   of the tus protocol (web/tus.h), by any of its methods: a transaction, a token in a header and no
 *         once-only key (what has arrived says it); answers have a status and headers and no page
 *
 * who: ANYONE; RESIDENT; DESK, all that are signed in there; LINK, which lets CLERK in, and CLERK: the
 * other departments' people, and no officer; OFFICER, which lets APPROVER and SUPERVISOR in; ADMINISTRATOR;
 * AUDITOR, which lets ADMINISTRATOR and SUPERVISOR in; AFFAIRS, the last two of them;
 * HOUSE, officers of all ranks and ADMINISTRATOR.
 *
 * Every row that is neither READ nor PIECE has a GET row with the same path: the page with its form.
 */
#ifndef QIAO_WEB_ROUTE_H
#define QIAO_WEB_ROUTE_H

#include "web/form.h"
#include "web/request.h"

enum access { ACCESS_READ, ACCESS_WRITE, ACCESS_ACT, ACCESS_UPLOAD, ACCESS_ENTRY, ACCESS_PIECE };

struct route {
	enum method method;
	const char *path, *name;
	const struct error *(*run)(struct request *q, const void *form);
	const struct form *(*form)(void);
	enum who who;
	enum access access;
	/* Of an UPLOAD: an error as run()'s, or how many files it takes now. No effect. */
	const struct error *(*room)(struct request *q, const void *form, size_t *out);
};

/* main.c includes routes.def twice, with ROUTE as ROUTE_DECLARE and as ROUTE_FILL. */
/* A handler's name carries its form's: a row with another does not link, nor an UPLOAD without ROOM. */
#define ROUTE_FILL(method, path, handler, form_name, who, access) \
	{METHOD_##method, path, #handler, handler##_with_##form_name, form_##form_name, WHO_##who, \
	    ACCESS_##access, ROUTE_ROOM_##access(handler, form_name)},
#define ROUTE_DECLARE(method, path, handler, form_name, who, access) \
	const struct error *handler##_with_##form_name(struct request *, const void *); \
	const struct form *form_##form_name(void); \
	ROUTE_DECLARE_##access(handler, form_name)

#define ROUTE_ROOM_READ(handler, form_name) NULL
#define ROUTE_ROOM_WRITE(handler, form_name) NULL
#define ROUTE_ROOM_ACT(handler, form_name) NULL
#define ROUTE_ROOM_ENTRY(handler, form_name) NULL
#define ROUTE_ROOM_PIECE(handler, form_name) NULL
#define ROUTE_ROOM_UPLOAD(handler, form_name) handler##_room_with_##form_name
#define ROUTE_DECLARE_READ(handler, form_name)
#define ROUTE_DECLARE_WRITE(handler, form_name)
#define ROUTE_DECLARE_ACT(handler, form_name)
#define ROUTE_DECLARE_ENTRY(handler, form_name)
#define ROUTE_DECLARE_PIECE(handler, form_name)
#define ROUTE_DECLARE_UPLOAD(handler, form_name) \
	const struct error *handler##_room_with_##form_name(struct request *, const void *, size_t *);

#define HANDLER(handler, form_name) \
	static const struct error *handler(struct request *q, const struct form_name##_form *form); \
	const struct error *handler##_with_##form_name(struct request *, const void *); \
	const struct error * \
	handler##_with_##form_name(struct request *q, const void *form) \
	{ \
		return handler(q, form); \
	} \
	static const struct error *handler(struct request *q, const struct form_name##_form *form)

#define ROOM(handler, form_name) \
	static const struct error *handler##_room(struct request *q, const struct form_name##_form *form, \
	    size_t *room); \
	const struct error *handler##_room_with_##form_name(struct request *, const void *, size_t *); \
	const struct error * \
	handler##_room_with_##form_name(struct request *q, const void *form, size_t *room) \
	{ \
		return handler##_room(q, form, room); \
	} \
	static const struct error *handler##_room(struct request *q, const struct form_name##_form *form, \
	    size_t *room)

/* Whether a route for `asked` is for them. */
bool who_may(enum who is, enum who asked);
/* Serve one request to its reply; never fails: an error becomes a page. */
void route_serve(struct request *q);
/* That the actor's session is in use: after the answer, or before a page that tells so. Once is enough. */
void route_note(struct request *q);
/* The page of an error that came before there was a request to serve. */
void route_refuse(struct request *q, const struct error *e);
/*
 * The route of a method and path with its :names in q->params; NULL, and *exists if another
 * method would do.
 */
const struct route *route_find(struct request *q, enum method method, bool *exists);

#endif
