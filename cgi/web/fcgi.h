/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The worker's loop: accept, read, serve, send. */
#ifndef QIAO_WEB_FCGI_H
#define QIAO_WEB_FCGI_H

struct db;
struct site;

/*
 * Serve requests on the listening descriptor until asked to stop (SIGTERM finishes the one
 * in hand); 0 at a clean end.
 */
int fcgi_serve(int listening, const struct site *site, struct db *db);

#endif
