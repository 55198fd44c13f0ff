/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One mail as its bytes: RFC 5322 headers, RFC 2047 words, a base64 text/plain body. */
#ifndef QIAO_COURIER_MIME_H
#define QIAO_COURIER_MIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct pool;

struct mail {
	int64_t id;			/* the notice's: the same Message-ID whenever it is sent */
	const char *host;		/* behind the @ of the Message-ID */
	const char *from, *from_name;
	const char *to;
	const char *subject, *body, *lang;
	moment at;
};

/* One mailbox and nothing that could end a header or a command: no controls, spaces, < > , " \ */
bool mime_is_address(const char *address);
/* Lines end with CRLF. The addresses must have passed mime_is_address(). */
struct bytes mime_write(struct pool *pool, const struct mail *mail);

#endif
