/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a handler ends. Nothing is sent before the commit. */
#ifndef QIAO_WEB_REPLY_H
#define QIAO_WEB_REPLY_H

#include "web/request.h"

#define REPLY_CHECKED __attribute__((warn_unused_result))

/* 200 with the template NAME of this program. */
const struct error *reply_page(struct request *q, const char *name) REPLY_CHECKED;
/* 303 to a path of ours. */
const struct error *reply_see_other(struct request *q, const char *location) REPLY_CHECKED;
/* 301 to the one address that a page is known by. */
const struct error *reply_moved(struct request *q, const char *location) REPLY_CHECKED;
/* Bytes such as a picture; `download` is a file name or NULL to show it in place. */
const struct error *reply_bytes(struct request *q, const char *type, struct bytes body,
    const char *download) REPLY_CHECKED;
/* An answer of the tus protocol: a status, headers and no body. */
const struct error *reply_bare(struct request *q, int status) REPLY_CHECKED;
void reply_header(struct request *q, const char *name, const char *value);
void reply_cookie(struct request *q, const char *name, const char *value, moment lasts);
/* The name a cookie goes by: __Host- in front under TLS. */
const char *cookie_name(const struct request *q, const char *name);

/* What is the same on every page of a site (data) and language, for views_load(). */
void dress_constants(const void *data, enum lang lang, struct tree *out);
/* What every page shows whatever its handler (dress.c). */
void dress(struct request *q);

/* The whole answer as FastCGI wants it: "Status: …" headers, blank line, body. */
struct bytes reply_bytes_out(struct request *q);
/* Instead of all that was prepared: the error page of this kind. */
void reply_failed(struct request *q, const struct error *e);

#endif
