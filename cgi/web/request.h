/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One request from its first byte to its reply. The pipeline (route.c) fills it;
 * a handler reads it, puts data on q->page and ends in reply_page() or
 * reply_see_other().
 */
#ifndef QIAO_WEB_REQUEST_H
#define QIAO_WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/pairs.h"
#include "base/text.h"
#include "base/tree.h"
#include "store/db.h"
#include "web/form.h"
#include "web/multipart.h"
#include "web/tus.h"

struct config;
struct error;
struct route;
struct views;

/* HEAD is GET; the last three before OTHER are for PIECE alone (route.h). */
enum method { METHOD_GET, METHOD_POST, METHOD_PATCH, METHOD_DELETE, METHOD_OPTIONS, METHOD_OTHER };

/*
 * Whom a session belongs to, and whom a route is for (who_may() in route.h). DESK is nobody's:
 * a route for whoever is signed in at the desk. From OFFICER on they have matters.
 */
enum who {
	WHO_ANYONE, WHO_RESIDENT, WHO_DESK,
	WHO_AFFAIRS,			/* nobody's either: supervisors and administrators */
	WHO_HOUSE,			/* nor this: whoever has matters, and administrators */
	WHO_LINK,			/* a department without accounts, by its link */
	WHO_CLERK,			/* of another department */
	WHO_AUDITOR,			/* reads what administrators did */
	WHO_ADMINISTRATOR,		/* officers and units, and no matter */
	WHO_OFFICER, WHO_APPROVER, WHO_SUPERVISOR,
	WHO_COUNT
};

struct actor {
	enum who who;
	int64_t id;		/* person or officer; of a link the link's own */
	int64_t session;
	int64_t unit;		/* officer's, or a department's */
	int64_t transfer;	/* of a link: the one that it is for */
	const char *name;	/* an officer's number, NULL for a resident */
	const char *zone;
	bool follows_phone;	/* the zone: they chose none */
	const char *lang;
	const char *unit_name;
	bool is_over;		/* the session is known but has ended: only a write may be held */
	bool is_owing;		/* what comes before any act (route.h, ACT), at site->owed */
	moment ends;
	bool is_due;		/* the session's use is to be noted: route_note() */
};

/* One of the programs: its routes, who may sign in and how its pages are dressed. */
struct site {
	const char *name;		/* portal, desk: its folder of templates */
	const char *root;		/* before every path: "" or "/desk" */
	bool has_language;		/* paths begin with /zh, /en … */
	const char *cookie;		/* name of the session cookie, without prefix */
	const char *sign_in;		/* path of its sign-in page */
	const char *front;		/* where whoever signed in goes, unless they were on their way */
	const char *owed;		/* what an actor who is_owing does first; NULL: nobody is */
	const struct route *routes;
	size_t route_count;
	const struct config *config;
	struct views *views;
	void *own;			/* of the program: its catalogue and so on */
	/* The session behind a token's hash; leaves actor->who WHO_ANYONE if there is none. */
	const struct error *(*find)(struct request *q, struct bytes hash, struct actor *out);
	/* What route_note() does. */
	void (*note)(struct request *q);
	/*
	 * How the thing that q's route is about stands now: a number that every write of it changes,
	 * or 0 where a write of its form alone says it all. NULL: always 0 (web/once.h).
	 */
	const struct error *(*state)(struct request *q, int64_t *out);
	/* Where a page leads whose time is over (ERROR_ENDED); *out stays NULL if nowhere. NULL: never. */
	const struct error *(*instead)(struct request *q, const char **out);
	/* The path that a page is known by, where its own only means it; else NULL. NULL: never. */
	const char *(*known_path)(const struct request *q);
	/* What a worker keeps of the store: read before its first request, and again every LIMIT_BEGIN. */
	const struct error *(*begin)(struct db *db);
	/* Data that every page of this program shows. */
	void (*dress)(struct request *q);
};

/* A page that suits better whoever means what was refused. */
struct way {
	const char *name, *href;
	struct way *next;
};

struct problem {
	const char *field;		/* its input's name, or NULL for the whole page */
	const char *part;		/* of several inputs, NAME-PART, the wrong one; or NULL */
	const char *text;		/* in the person's language */
	struct way *ways;
	struct problem *next;
};

struct cookie_out {
	const char *name, *value;
	moment lasts;			/* milliseconds; 0 ends it, -1 while the browser is open */
};

struct reply {
	int status;
	const char *template;		/* "portal/home", or NULL */
	const char *location;
	struct bytes body;
	const char *type, *download;	/* download: file name to save as */
	const char *shown_as;		/* the name of what is shown and may be saved after */
	struct pairs headers;		/* of a PIECE */
	struct cookie_out cookies[4];
	size_t cookie_count;
	bool is_public;			/* the same for everybody: may be cached */
	bool is_embedded;		/* may be shown in a frame of our own: files in the viewer */
	bool is_nginx_s;		/* not even an error page could be made: nginx has one */
};

/* Files that came in pieces (web/tus.h): their bytes are read when each one's turn comes. */
struct sent_file {
	const char *name;
	size_t size;
	const void *of;
	/* all `size` bytes of it */
	const struct error *(*read)(struct db *db, const void *of, unsigned char *to);
};

struct sent {
	struct sent_file *at;
	size_t count;
};

enum held_wish { HELD_NONE, HELD_SHOWN, HELD_SENT, HELD_DROPPED };

struct request {
	struct pool *pool;
	struct db *db;
	const struct site *site;
	moment now;
	moment began;			/* when the web server had all of it: perhaps it waited since */

	/* as it came, checked for form only */
	enum method method;
	const char *path;		/* without root and language, no query */
	const char *full_path;
	const char *query_string, *content_type, *cookies, *origin, *fetch_site, *user_agent;
	const char *address, *accept_language, *host, *if_none_match;
	bool takes_gzip;
	size_t content_length;
	struct bytes body;
	struct tus tus;			/* of a PIECE */

	enum lang lang;
	const struct route *route;
	struct actor actor;
	const char *session_token;	/* the cookie's value, whatever it is worth */
	const char *visit;		/* the visitor's own random token */
	const char *once;		/* of a write */
	struct pairs query, typed, params;
	struct parts files;
	struct sent sent;		/* and those that came in pieces: of an UPLOAD's ROOM */
	struct uploads uploads;
	bool is_shown_again;		/* a refused write's page */
	bool is_shown_only;		/* the same, and nothing was refused: another language */
	const char *show;		/* what its button said: "wrong", "edit" */
	bool is_tried;			/* a write that is done to no effect, to say again what is wrong */
	enum held_wish held_wish;	/* what /held asks for */
	bool is_resumed;		/* a held write, done after sign-in */
	bool is_offered;		/* or only shown then, to be sent */
	bool is_query_lost;		/* longer than LIMIT_QUERY: none of it was read */
	bool is_unkept;			/* hold_keep() had no room for it */
	bool is_stale;			/* a write of our own page, but of another session's */

	struct problem *problems, **problems_end;
	struct tree *page;
	struct reply reply;
};

/*
 * Room for a body. A large one is a mapping of its own, which the pool does not count, so the worker's
 * heap stays as small as it was; NULL if the machine has no more.
 */
char *request_room(struct request *q, size_t n);

/* A text of the language files ("form.required"), never NULL. */
const char *say(const struct request *q, const char *key);
/* The same with {1} and {2} filled in. */
const char *say1(const struct request *q, const char *key, const char *first);
const char *say2(const struct request *q, const char *key, const char *first, const char *second);
void say_into(const struct request *q, struct text *out, const char *key, const char *first,
    const char *second);

/* A problem beside a field (or of the whole page), with the text of a key. */
void invalid(struct request *q, const char *field, const char *key);
void invalid_text(struct request *q, const char *field, const char *text);
struct problem *invalid_part(struct request *q, const char *field, const char *part, const char *text);
/* What a write handler returns after invalid(): roll back, show its page again with what was typed. */
const struct error *form_again(struct request *q) __attribute__((warn_unused_result));
bool has_problems(const struct request *q);

/* What a form's input shows unless something else was typed just now. */
void form_default(struct request *q, const char *name, const char *value);
void form_default_number(struct request *q, const char *name, int64_t value);
/* What was typed just now, or NULL. */
const char *form_typed(const struct request *q, const char *name);

/* Path of this program in this language: url(q, "/applications/%s", ref). */
const char *url(const struct request *q, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
