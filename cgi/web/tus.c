/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/tus.h"

#include <string.h>
#include <time.h>

#include "base/sha1.h"
#include "store/press.h"
#include "store/seal.h"
#include "web/header.h"
#include "web/limits.h"
#include "web/reply.h"

enum { NOT_OURS = 400, TOO_LARGE = 413, PRECONDITION = 412, UNKNOWN_TYPE = 415, SPOILT = 460 };

static bool
number(const char *said, int64_t *out)
{
	return said && said[0] != '-' && text_number(said, 0, INT64_MAX, out);
}

/* What a file is called is for people to see: as of a form's (web/multipart.h), without folders. */
static const char *
name_of(struct request *q, const struct pairs *said)
{
	const char *whole = pairs_get(said, "filename"), *s, *at;
	struct text name = {.pool = q->pool};
	uint32_t c;

	text_add(&name, "");
	if (!whole)
		return name.s;
	for (s = whole; (c = text_next(&s));)
		if (c == '/' || c == '\\')
			whole = s;
	for (s = at = whole; (c = text_next(&s)); at = s)
		if (!text_is_control(c))
			text_add_bytes(&name, at, (size_t)(s - at));
	return text_first(q->pool, name.s, LIMIT_NAME);
}

static int
read_creation(struct request *q)
{
	struct tus *t = &q->tus;
	struct pairs said = {.pool = q->pool};

	if (t->is_deferred || t->is_joined || q->content_length || !number(t->length_said, &t->length))
		return NOT_OURS;
	if (t->length > PRESS_MOST_BYTES)
		return TOO_LARGE;
	if (t->metadata_said && !tus_metadata(q->pool, t->metadata_said, &said))
		return NOT_OURS;
	t->name = name_of(q, &said);
	return 0;
}

static int
check_sum(struct request *q)
{
	unsigned char digest[HASH_SIZE];
	struct tus_sum said;
	size_t size = HASH_SIZE;

	if (!q->tus.checksum_said)
		return 0;
	if (!tus_checksum(q->pool, q->tus.checksum_said, &said))
		return NOT_OURS;
	if (strcmp(said.algorithm, "sha1") == 0) {
		sha1(q->body, digest);
		size = SHA1_SIZE;
	} else if (strcmp(said.algorithm, "sha256") == 0) {
		sha256(&q->body, 1, digest);
	} else {
		return NOT_OURS;
	}
	return bytes_equal(BYTES(digest, size), BYTES(said.digest, said.size)) ? 0 : SPOILT;
}

static int
read_piece(struct request *q)
{
	if (!header_is_type(q->content_type, "application/offset+octet-stream"))
		return UNKNOWN_TYPE;
	if (q->content_length > LIMIT_PIECE)
		return TOO_LARGE;
	if (!number(q->tus.offset_said, &q->tus.offset))
		return NOT_OURS;
	return check_sum(q);
}

int
tus_read(struct request *q)
{
	if (q->method == METHOD_OPTIONS)
		return 0;
	if (!text_same(q->tus.version_said, TUS_VERSION)) {
		reply_header(q, "Tus-Version", TUS_VERSION);
		return PRECONDITION;
	}
	return q->method == METHOD_POST ? read_creation(q) : q->method == METHOD_PATCH ? read_piece(q) : 0;
}

void
tus_tell(struct request *q, int64_t offset, int64_t length, moment ends)
{
	time_t seconds = (time_t)(ends / SECOND);
	struct tm tm;
	char date[40];

	reply_header(q, "Upload-Offset", pool_format(q->pool, "%lld", (long long)offset));
	reply_header(q, "Upload-Length", pool_format(q->pool, "%lld", (long long)length));
	/* RFC 9110, 5.6.7; no program sets a locale */
	if (ends && gmtime_r(&seconds, &tm) && strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm))
		reply_header(q, "Upload-Expires", pool_string(q->pool, date));
}

void
tus_tell_all(struct request *q)
{
	reply_header(q, "Tus-Version", TUS_VERSION);
	reply_header(q, "Tus-Extension", "creation,checksum,expiration,termination");
	reply_header(q, "Tus-Checksum-Algorithm", "sha1,sha256");
	reply_header(q, "Tus-Max-Size", pool_format(q->pool, "%d", PRESS_MOST_BYTES));
}
