/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A formality is paused with a reason in both languages and a last day, or opened again: at once, by one. */
#include "service/pause.h"

#include "base/error.h"
#include "desk/affairs.h"
#include "desk/filter.h"

#define PAUSING_FORM(FIELD) \
	FIELD(code, WORD, 1, 40, REQUIRED)
FORM(pausing, PAUSING_FORM)

/* end: it is opened again. */
#define PAUSE_FORM(FIELD) \
	FIELD(code,  WORD, 1, 40,            REQUIRED) \
	FIELD(zh,    TEXT, 4, PAUSE_ZH_MOST, OPTIONAL) \
	FIELD(en,    TEXT, 4, PAUSE_EN_MOST, OPTIONAL) \
	FIELD(until, LINE, 1, 20,            OPTIONAL) \
	FIELD(end,   FLAG, 0, 1,             OPTIONAL)
FORM(pause, PAUSE_FORM)

/* Of those that are published. */
static const struct error *
find_formality(struct request *q, const char *code, const struct formality **out)
{
	*out = catalogue_find(catalogue_of(q), code);
	return *out ? NULL : fail(ERROR_NOT_FOUND, "no such formality");
}

/* GET /formalities/:code/pause: how it stands, and the words to pause it with. 200, 404. */
HANDLER(pause_page, pausing)
{
	const struct formality *f;
	const struct pause *p;
	const struct error *e;

	if ((e = find_formality(q, form->code, &f)))
		return e;
	pause_refresh(q->db, q->now);
	if ((p = pause_by_desk(f->code))) {
		tree_set(q->page, "Paused.Until", iso_text(q, p->until));
		form_default(q, "zh", p->why.in[LANG_ZH]);
		form_default(q, "en", p->why.in[LANG_EN]);
		form_default(q, "until", iso_text(q, p->until));
	}
	tree_set(q->page, "Paused.ByFile", local_text(q, &f->paused));
	tree_set(q->page, "Today", iso_text(q, clock_wenzhou_day(q->now)));
	tree_set(q->page, "Preview.Href", url(q, "/formalities/%s/preview", f->code));
	tree_set(q->page, "Name", local_text(q, &f->name));
	tree_set(q->page, "Code", f->code);
	tree_set(q->page, "Page.Title", say1(q, "desk.pause.title", local_text(q, &f->name)));
	return reply_page(q, "pause");
}

static void
read_pause(struct request *q, const struct pause_form *form, struct pause *out)
{
	const char *wrong;

	*out = (struct pause){.code = form->code, .why.in = {[LANG_ZH] = form->zh, [LANG_EN] = form->en}};
	wrong = form->until ? day_typed(q, form->until, &out->until) : "form.required";
	if (!form->zh)
		invalid(q, "zh", "form.required");
	else if (!lang_fits(LANG_ZH, form->zh))
		invalid(q, "zh", "desk.pause.no_zh");
	if (!form->en)
		invalid(q, "en", "form.required");
	else if (!lang_fits(LANG_EN, form->en))
		invalid(q, "en", "desk.pause.no_en");
	if (wrong)
		invalid(q, "until", wrong);
}

static const struct error *
pause_it(struct request *q, const struct pause_form *form)
{
	struct pause p;
	const struct error *e;

	read_pause(q, form, &p);
	if (has_problems(q))
		return form_again(q);
	e = pause_begin(q->db, &p, q->actor.id, q->now);
	if (e && e->kind == ERROR_INVALID && !e->code) {
		invalid(q, "until", "desk.pause.order");
		return form_again(q);
	}
	return e ? e : audit_done(q, AUDIT_FORMALITY_PAUSE, 0, p.code, pool_format(q->pool, "%s · %s",
	    iso_text(q, p.until), form->zh));
}

static const struct error *
open_it(struct request *q, const char *code)
{
	const struct error *e = pause_end(q->db, code, q->actor.id, q->now);

	if (e && e->kind == ERROR_CONFLICT && !e->code) {
		invalid(q, NULL, "desk.pause.open_already");
		return form_again(q);
	}
	return e ? e : audit_done(q, AUDIT_FORMALITY_OPEN, 0, code, NULL);
}

/* POST /formalities/:code/pause: 303 to the same page; 404. */
HANDLER(pause_do, pause)
{
	const struct formality *f;
	const struct error *e;

	if ((e = find_formality(q, form->code, &f)))
		return e;
	if ((e = form->end ? open_it(q, f->code) : pause_it(q, form)))
		return e;
	return reply_see_other(q, url(q, "/formalities/%s/pause", f->code));
}
