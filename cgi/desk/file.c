/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The bytes of a paper or a result, for the viewer. Opening one is recorded like the matter. */
#include "base/error.h"
#include "desk/desk.h"

#define BY_FILE_FORM(FIELD) \
	FIELD(ref,  WORD,   9, 14,        REQUIRED) \
	FIELD(file, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_file, BY_FILE_FORM)

static const struct error *
send(struct request *q, const struct by_file_form *form, bool is_thumb)
{
	struct bytes bytes;
	const struct error *e;
	struct opener by;
	const char *type;
	struct matter m;

	if ((e = matter_load(q, form->ref, &m)) || (e = opener_for(q, m.a, &by)) ||
	    (e = opening_load(q->db, m.a, q->actor.id, q->now, &m.opening)) ||
	    (e = opening_record(q->db, m.a, &m.opening, OPENED_MATERIAL, &by)) ||
	    (e = material_file(q->db, m.a->id, form->file, is_thumb, &type, &bytes)))
		return e;
	q->reply.is_embedded = true;
	return reply_bytes(q, type, bytes, NULL);
}

/* GET …/files/:file: an upright JPEG or a PDF; 404 for another matter's. */
HANDLER(file_show, by_file)
{
	return send(q, form, false);
}

/* GET …/files/:file/thumb: a JPEG of at most 320 px; 404 for a PDF. */
HANDLER(file_thumb, by_file)
{
	return send(q, form, true);
}
