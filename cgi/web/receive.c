/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/receive.h"

#include "base/config.h"
#include "base/error.h"
#include "store/blob.h"
#include "store/press.h"
#include "store/seal.h"
#include "web/limits.h"

STATEMENT(file_insert, "isiiiibbt", "",
    "INSERT INTO file (id, state, type, size, pages, width, height, digest, thumb, created) "
    "VALUES (?, 'uploading', ?, ?, ?, ?, ?, ?, ?, ?)")

static const struct error *
store(struct request *q, struct upload *u)
{
	const struct pressed *p = &u->pressed;
	struct bytes thumb = {NULL, 0};
	const struct error *e;

	u->file = db_new_id();
	if (p->thumb.n)
		thumb = seal(q->pool, "thumb", u->file, p->thumb);
	e = db_run(q->db, &file_insert, DB(db_int(u->file), db_text(p->type),
	    db_int((int64_t)p->content.n), db_int(p->pages), db_int(p->width), db_int(p->height),
	    db_bytes(plain_hash(q->pool, p->content)), db_bytes(thumb), db_moment(q->now)), NULL);
	return e ? e : blob_write(q->db, u->file, p->content);
}

/* Its bytes, which came with the form or in pieces before it. */
static const struct error *
content_of(struct request *q, size_t i, struct bytes *out)
{
	const struct sent_file *sent;
	unsigned char *to = NULL;

	if (i < q->files.count) {
		*out = q->files.at[i].content;
		return NULL;
	}
	sent = &q->sent.at[i - q->files.count];
	if (sent->size && !(to = (unsigned char *)request_room(q, sent->size)))
		return fail(ERROR_UNAVAILABLE, "no memory for %zu", sent->size);
	*out = BYTES(to, sent->size);
	return sent->size ? sent->read(q->db, sent->of, to) : NULL;
}

const struct error *
receive_files(struct request *q, size_t room)
{
	size_t count = q->files.count + q->sent.count, taken = 0;
	struct upload *all = pool_zero(q->pool, count * sizeof *all);
	const struct error *e;
	struct bytes content;

	for (size_t i = 0; i < count; i++) {
		struct upload *u = &all[i];

		u->name = i < q->files.count ? q->files.at[i].filename : q->sent.at[i - q->files.count].name;
		if (taken == room) {
			u->verdict = PRESS_TOO_MANY_FILES;
			continue;
		}
		/* within LIMIT_SECONDS of one request there is room for one that takes its whole time */
		if (clock_now() - q->now > LIMIT_PRESSING) {
			u->verdict = PRESS_TOO_LATE;
			continue;
		}
		if ((e = content_of(q, i, &content)) ||
		    (e = press(q->site->config->media_socket, q->pool, content, &u->pressed)))
			return e;
		u->verdict = u->pressed.verdict;
		if (u->verdict != PRESS_OK)
			continue;
		if ((e = store(q, u)))
			return e;
		taken++;
	}
	q->uploads = (struct uploads){all, count};
	return NULL;
}
