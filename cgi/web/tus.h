/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The tus resumable upload protocol, 1.0.0 (tus.io), with its extensions creation, checksum, expiration
 * and termination: a file that comes in pieces, so that a line which drops costs one piece of it.
 *
 *	POST    …/sendings     Upload-Length, Upload-Metadata (filename)    201, Location
 *	HEAD    …/sendings/ID                                               200, Upload-Offset
 *	PATCH   …/sendings/ID  Upload-Offset, Upload-Checksum, the bytes    204, Upload-Offset
 *	DELETE  …/sendings/ID                                               204
 *	OPTIONS …/sendings     what the server can do                       204
 *
 * They are rows of routes.def with access PIECE. Before a handler of one runs, tus_read() has checked what
 * the protocol says in the headers (412, 413, 415, 460), and the gate who asks and, for whoever changes
 * something, where from, with a form's token in the header Qiao-Token. A PATCH or DELETE may also come as
 * a POST with X-HTTP-Method-Override. Answers have no page; their words are their status and headers. A
 * piece has at most LIMIT_PIECE bytes (413), and at least LIMIT_PIECE_LEAST unless it is the last one
 * (400; web/limits.h).
 */
#ifndef QIAO_WEB_TUS_H
#define QIAO_WEB_TUS_H

#include "base/clock.h"
#include "base/pairs.h"

struct request;

#define TUS_VERSION "1.0.0"

/* What a request of the protocol says: as it came, and what tus_read() found it to mean. */
struct tus {
	const char *version_said, *length_said, *offset_said, *metadata_said, *checksum_said;
	const char *is_deferred, *is_joined;	/* Upload-Defer-Length, Upload-Concat: not ours */
	const char *token;
	int64_t length;			/* of a POST: of the whole file */
	int64_t offset;			/* of a PATCH */
	const char *name;		/* of a POST: the file's, "" if none was said */
};

/* The status of what is wrong with the headers or the piece; 0 if nothing is. */
int tus_read(struct request *q);
/* The headers that tell how far it is: Upload-Offset, Upload-Length, Upload-Expires (0: without). */
void tus_tell(struct request *q, int64_t offset, int64_t length, moment ends);
/* What OPTIONS answers. */
void tus_tell_all(struct request *q);

/* Upload-Metadata: keys, each with a value in base64 or none. False if it is not one. */
bool tus_metadata(struct pool *pool, const char *said, struct pairs *out);
/* Upload-Checksum: the name of an algorithm, and a digest. */
struct tus_sum {
	const char *algorithm;
	unsigned char digest[66];	/* of at most 88 characters: SHA-512's */
	size_t size;
};
bool tus_checksum(struct pool *pool, const char *said, struct tus_sum *out);

#endif
