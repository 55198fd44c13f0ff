/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Files that come in pieces, for a page with a script (web/tus.h). Their form takes them: papers.c. */
#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "portal/sent.h"
#include "service/sending.h"
#include "web/limits.h"

#define BY_SENDING_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 9,         REQUIRED) \
	FIELD(sending, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_sending, BY_SENDING_FORM)

/* OPTIONS /applications/:ref/materials/:material/sendings: what the server can do. 204. */
HANDLER(sending_abilities, by_material)
{
	(void)form;
	tus_tell_all(q);
	return reply_bare(q, 204);
}

/* POST …: a file is announced. 201; 404 where none may come, 409 where there is no room. */
HANDLER(sending_begin_do, by_material)
{
	struct sending s = {.code = form->material, .name = q->tus.name, .size = q->tus.length};
	const struct error *e;
	struct papers papers;
	struct draft d;

	if ((e = draft_load_papers(q, form->ref, &d)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	if (!draft_has_material(&d, form->material))
		return fail(ERROR_NOT_FOUND, "no such material");
	if (draft_room(&d, &papers, formality_material(d.f, form->material)) <= 0)
		return reply_bare(q, 409);
	if ((e = sending_begin(q->db, d.a, &s, q->now)))
		return e;
	tus_tell(q, s.arrived, s.size, s.ends);
	reply_header(q, "Location", url(q, "/applications/%s/sendings/%lld", form->ref, (long long)s.id));
	return reply_bare(q, 201);
}

/* HEAD /applications/:ref/sendings/:sending: how far it is. 200; 404, 410. */
HANDLER(sending_state, by_sending)
{
	const struct error *e;
	struct sending *s;

	if ((e = sending_load(q->db, q->actor.id, form->ref, form->sending, q->now, &s)))
		return e;
	tus_tell(q, s->arrived, s->size, s->ends);
	return reply_bare(q, 200);
}

/*
 * PATCH …: one piece more. 204; 409 if it does not begin where the last one ended, 413 beyond the end,
 * 400 if it is smaller than pieces may be.
 */
HANDLER(sending_add_do, by_sending)
{
	const struct error *e;
	struct sending *s;
	bool is_next;

	if ((e = sending_load(q->db, q->actor.id, form->ref, form->sending, q->now, &s)))
		return e;
	/* of one that does not begin there sending_add() says so */
	if (q->tus.offset == s->arrived) {
		if ((int64_t)q->body.n > s->size - s->arrived)
			return reply_bare(q, 413);
		if (q->body.n && q->body.n < LIMIT_PIECE_LEAST && (int64_t)q->body.n < s->size - s->arrived)
			return reply_bare(q, 400);
	}
	if ((e = sending_add(q->db, s, q->tus.offset, q->body, q->now, &is_next)))
		return e;
	tus_tell(q, s->arrived, s->size, s->ends);
	return reply_bare(q, is_next ? 204 : 409);
}

/* DELETE …: it is not wanted any more. 204. */
HANDLER(sending_drop_do, by_sending)
{
	const struct error *e;
	struct sending *s;

	if ((e = sending_load(q->db, q->actor.id, form->ref, form->sending, q->now, &s)) ||
	    (e = sending_drop(q->db, s->id)))
		return e;
	return reply_bare(q, 204);
}

/* The form names them: "ID.ID". */
static int64_t
next_id(const char **left)
{
	int64_t id = 0;

	for (; **left >= '0' && **left <= '9' && id < INT64_MAX / 10; (*left)++)
		id = id * 10 + (**left - '0');
	*left += **left == '.';
	return id;
}

/* One whole sending of this material, each but once. */
static const struct error *
find_one(struct request *q, const struct draft *d, const char *material, int64_t id, int64_t *bytes)
{
	struct sent_file *to = &q->sent.at[q->sent.count];
	const struct error *e;
	struct sending *s;

	for (size_t i = 0; i < q->sent.count; i++)
		if (((const struct sending *)q->sent.at[i].of)->id == id)
			return fail(ERROR_BAD_REQUEST, "a sending twice");
	if ((e = sending_load(q->db, q->actor.id, d->a->ref, id, q->now, &s)))
		return e;
	if (!text_same(s->code, material) || s->arrived != s->size)
		return fail(ERROR_NOT_FOUND, "a sending of another paper, or half of one");
	*to = (struct sent_file){s->name, (size_t)s->size, s, sending_read};
	q->sent.count++;
	*bytes += s->size;
	return NULL;
}

const struct error *
sent_find(struct request *q, const struct draft *d, const char *material, const char *said)
{
	const struct error *e;
	int64_t bytes = 0;

	q->sent = (struct sent){pool_zero(q->pool, SENT_MOST * sizeof *q->sent.at), 0};
	while (*said) {
		if (q->files.count + q->sent.count >= SENT_MOST)
			return left_all(q, LEFT_MANY);
		e = find_one(q, d, material, next_id(&said), &bytes);
		if (e && (e->kind == ERROR_NOT_FOUND || e->kind == ERROR_ENDED))
			return left_all(q, LEFT_GONE);
		if (e)
			return e;
	}
	return bytes <= (int64_t)LIMIT_UPLOAD ? NULL : left_all(q, LEFT_MUCH);
}

const struct error *
sent_drop(struct request *q)
{
	const struct error *e = NULL;

	for (size_t i = 0; i < q->sent.count && !e; i++)
		e = sending_drop(q->db, ((const struct sending *)q->sent.at[i].of)->id);
	return e;
}
