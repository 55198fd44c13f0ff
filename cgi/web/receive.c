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

const struct error *
receive_files(struct request *q, size_t room)
{
	struct upload *all = pool_zero(q->pool, q->files.count * sizeof *all);
	const struct error *e;
	size_t taken = 0;

	for (size_t i = 0; i < q->files.count; i++) {
		struct upload *u = &all[i];

		u->name = q->files.at[i].filename;
		if (taken == room) {
			u->verdict = PRESS_TOO_MANY_FILES;
			continue;
		}
		/* within LIMIT_SECONDS of one request there is room for one that takes its whole time */
		if (clock_now() - q->now > LIMIT_PRESSING) {
			u->verdict = PRESS_TOO_LATE;
			continue;
		}
		if ((e = press(q->site->config->media_socket, q->pool, q->files.at[i].content,
		    &u->pressed)))
			return e;
		u->verdict = u->pressed.verdict;
		if (u->verdict != PRESS_OK)
			continue;
		if ((e = store(q, u)))
			return e;
		taken++;
	}
	q->uploads = (struct uploads){all, q->files.count};
	return NULL;
}
