/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The Cookie header (RFC 6265, 4.2), strictly: the browser's other cookies are not looked into. */
#ifndef QIAO_WEB_COOKIE_H
#define QIAO_WEB_COOKIE_H

struct pool;

/*
 * The value of the cookie with exactly this name, or NULL: if there is none, if its value is
 * not of cookie-octets, if it comes twice with different values (somebody set one for us from
 * a neighbour domain), or if the header is NULL or over 8 KiB.
 */
char *cookie_get(struct pool *pool, const char *header, const char *name);

#endif
