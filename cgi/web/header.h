/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What else a browser says of itself: content type, languages, device. */
#ifndef QIAO_WEB_HEADER_H
#define QIAO_WEB_HEADER_H

#include <stdbool.h>

#include "base/lang.h"

struct pool;

/* Whether a Content-Type is this media type ("application/x-www-form-urlencoded"), whatever
 * its parameters. NULL is none. */
bool header_is_type(const char *content_type, const char *type);

/* The best of our languages by Accept-Language (RFC 9110, 12.5.4), or `otherwise`. Every
 * Chinese language counts as Chinese. */
enum lang header_language(const char *accept_language, enum lang otherwise);

/* "Chrome · Android" for the list of sign-ins: words of our own table only, at most 60 bytes;
 * "" if neither program nor system is known. */
const char *header_device(struct pool *pool, const char *user_agent);

#endif
