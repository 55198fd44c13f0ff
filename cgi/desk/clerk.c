/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Another department's pages: its list, and one transfer with all that was forwarded of it. */
#include "desk/clerk.h"

#include "base/error.h"
#include "service/bar.h"
#include "service/reference.h"
#include "service/version.h"
#include "store/seal.h"
#include "web/gate.h"

/* after: the last one of the page before. */
#define CLERK_LIST_FORM(FIELD) \
	FIELD(after, NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(clerk_list, CLERK_LIST_FORM)

#define BY_TRANSFER_FORM(FIELD) \
	FIELD(transfer, NUMBER, 1, INT64_MAX, REQUIRED)
FORM(by_transfer, BY_TRANSFER_FORM)

#define CLERK_FILE_FORM(FIELD) \
	FIELD(transfer, NUMBER, 1, INT64_MAX, REQUIRED) \
	FIELD(file,     NUMBER, 1, INT64_MAX, REQUIRED)
FORM(clerk_file, CLERK_FILE_FORM)

const char *
clerk_front(const struct request *q)
{
	return q->actor.who == WHO_LINK ? url(q, "/transfers/%lld", (long long)q->actor.transfer) :
	    url(q, "/transfers");
}

const struct error *
clerk_load(struct request *q, int64_t id, struct transfer **out)
{
	struct application *a;
	const struct error *e;
	bool is_barred;

	if (q->actor.who == WHO_LINK && id != q->actor.transfer)
		return fail(ERROR_NOT_FOUND, "not what the link is for");
	if ((e = transfer_load(q->db, id, q->actor.unit, out)) || q->actor.who == WHO_LINK ||
	    (e = application_load(q->db, (*out)->application, &a)) ||
	    (e = bar_is(q->db, a, q->actor.id, &is_barred)))
		return e;
	return is_barred ? fail(ERROR_BARRED, "their own, their family's or of somebody they know") : NULL;
}

const struct error *
clerk_seen(struct request *q, const struct transfer *t, bool is_paper)
{
	return transfer_seen(q->db, t, q->actor.who == WHO_LINK ? 0 : q->actor.id, is_paper, q->now);
}

bool
clerk_may_hand_back(const struct request *q, const struct transfer *t)
{
	return !t->is_final && !t->answered && (!t->taken || q->now <= t->take_by);
}

/* Due by: whichever comes next, taking it or answering. */
static void
show_clocks(struct request *q, struct tree *node, const struct transfer *t)
{
	struct due due = {.state = STATE_TRANSFERRED, .due = t->taken ? t->due : t->take_by};

	show_moment(q, node, "At", t->at);
	tree_set(node, "Word", t->answered ? "answered" : t->taken ? "taken" : "new");
	if (!t->answered)
		show_due(q, node, &due);
	tree_set(node, "TakeBy", day_text(q, t->take_by));
	if (!clerk_may_hand_back(q, t))
		tree_set_number(node, "IsTakeOnly", 1);
	tree_set(node, "AnswerBy", t->due ? day_text(q, t->due) : NULL);
	if (!t->answered && t->due && q->now > t->due)
		tree_set_number(node, "IsLate", 1);
	if (!t->taken && !t->answered && q->now > t->take_by)
		tree_set_number(node, "IsTakeLate", 1);
	show_moment(q, node, "Taken", t->taken);
	show_moment(q, node, "Answered", t->answered);
}

/* GET /transfers: what is at the department now, 30 a page; 200. */
HANDLER(clerk_list, clerk_list)
{
	struct transfers list;
	const struct error *e;
	char ref[REFERENCE_SHOWN];

	if ((e = transfer_list(q->db, q->actor.unit, q->actor.id, form->after, &list)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "clerk.list"));
	for (size_t i = 0; i < list.count; i++) {
		const struct transfer *t = &list.at[i];
		const struct formality *f = catalogue_find(catalogue_of(q), t->formality);
		struct tree *node = tree_append(q->page, "Transfers");

		reference_show(t->ref, ref);
		tree_set(node, "Ref", ref);
		tree_set(node, "Name", f ? local_text(q, &f->name) : t->formality);
		tree_set(node, "Href", url(q, "/transfers/%lld", (long long)t->id));
		show_clocks(q, node, t);
	}
	if (list.has_more)
		tree_set(q->page, "More", url(q, "/transfers?after=%lld",
		    (long long)list.at[list.count - 1].id));
	return reply_page(q, "clerk_list");
}

/* In the order in which they were asked. */
static void
show_answers_of(struct request *q, const struct formality *f, const struct transfer *t)
{
	for (size_t i = 0; i < t->forwarded.count; i++) {
		const struct pair *pair = &t->forwarded.at[i];
		const struct field_entry *field = formality_field(f, pair->name);
		struct tree *node = tree_append(q->page, "Answers");

		tree_set(node, "Label", field ? office_label(q, &field->label) : say(q, "clerk.contact"));
		tree_set(node, "Value", field ? answer_text(q, field, pair->value, true) : pair->value);
	}
}

static void
show_papers_of(struct request *q, const struct formality *f, const struct transfer *t)
{
	for (size_t i = 0; i < t->papers.count; i++) {
		const struct paper *paper = &t->papers.at[i];
		const struct formality_material *m = formality_material(f, paper->code);
		struct tree *node = tree_append(q->page, "Papers");

		tree_set(node, "Name", m ? office_label(q, &m->entry->name) : paper->code);
		tree_set_number(node, "Place", (int64_t)i + 1);
		tree_set(node, "Href", url(q, "/transfers/%lld/files/%lld", (long long)t->id,
		    (long long)paper->file));
		if (text_same(paper->type, "application/pdf"))
			tree_set_number(node, "IsPdf", 1);
	}
}

/* Several forms on one page: each has its own once-only key. */
static void
offer_acts(struct request *q, const struct transfer *t)
{
	const char *at = url(q, "/transfers/%lld", (long long)t->id);

	tree_set(q->page, "Token", gate_make_token(q));
	tree_set_number(q->page, "It.Version", t->version);
	if (!t->taken && !t->answered) {
		tree_set(q->page, "Take.Href", pool_format(q->pool, "%s/take", at));
		tree_set(q->page, "Take.Once", random_token(q->pool, 16));
	}
	if (clerk_may_hand_back(q, t)) {
		tree_set(q->page, "Back.Href", pool_format(q->pool, "%s/hand-back", at));
		tree_set(q->page, "Back.Once", random_token(q->pool, 16));
		ready_offer(q, q->page, SENTENCE_NOT_OURS, "", "reason");
	}
	if (q->actor.who == WHO_CLERK) {
		tree_set(q->page, "Recuse.Href", pool_format(q->pool, "%s/recuse", at));
		tree_set(q->page, "Recuse.Once", random_token(q->pool, 16));
	}
	if (!t->answered) {
		tree_set(q->page, "Answer.Href", pool_format(q->pool, "%s/answer", at));
		tree_set(q->page, "Answer.Once", random_token(q->pool, 16));
		form_default(q, "answer", t->answer);
		form_default(q, "own", t->answer_own);
	}
}

const struct error *
clerk_show(struct request *q, int64_t id)
{
	const struct formality *f;
	char ref[REFERENCE_SHOWN];
	const struct error *e;
	struct transfer *t;

	if ((e = clerk_load(q, id, &t)) ||
	    (e = version_load(q->db, catalogue_of(q), t->formality, t->formality_version, &f)) ||
	    (e = clerk_seen(q, t, false)))
		return e;
	reference_show(t->ref, ref);
	tree_set(q->page, "Page.Title", pool_format(q->pool, "%s %s", ref, local_text(q, &f->name)));
	tree_set(q->page, "It.Name", local_text(q, &f->name));
	tree_set(q->page, "It.Ref", ref);
	if (t->is_final)
		tree_set_number(q->page, "It.IsFinal", 1);
	show_wording(q, t->lang);
	if (t->lang != LANG_ZH)
		tree_set(q->page, "It.OwnLang", lang_name(q, t->lang));
	if (q->actor.who == WHO_CLERK)
		tree_set(q->page, "It.ListHref", url(q, "/transfers"));
	show_clocks(q, tree_make(q->page, "It", "Clock"), t);
	show_words(q->page, q->pool, "Note", t->note);
	show_words(q->page, q->pool, "Question", t->answered ? NULL : t->question);
	show_words(q->page, q->pool, "Said", t->answered ? t->answer : NULL);
	show_words(q->page, q->pool, "SaidOwn", t->answered ? t->answer_own : NULL);
	show_answers_of(q, f, t);
	show_papers_of(q, f, t);
	offer_acts(q, t);
	return reply_page(q, "clerk");
}

/* GET /transfers/:transfer: 200; 404 for another department's, and for what is there no longer. */
HANDLER(clerk_page, by_transfer)
{
	return clerk_show(q, form->transfer);
}

/* The pages of its forms: the same, with what was typed and what is wrong. */
HANDLER(clerk_take, by_transfer) { return clerk_show(q, form->transfer); }
HANDLER(clerk_recuse, by_transfer) { return clerk_show(q, form->transfer); }
HANDLER(clerk_answer, by_transfer) { return clerk_show(q, form->transfer); }

/* 409 with the page where it cannot be handed back. */
HANDLER(clerk_hand_back, by_transfer)
{
	const struct error *e = clerk_show(q, form->transfer);

	if (!e && !q->is_shown_again && !tree_get(q->page, "Back.Href")) {
		q->reply.status = error_status(ERROR_CONFLICT);
		tree_set(q->page, "Notice.Text", say(q, "clerk.no_hand_back"));
	}
	return e;
}

/* GET …/files/:file: a paper that was forwarded, and no other; 404. Recorded like the page. */
HANDLER(clerk_file, clerk_file)
{
	const struct error *e;
	struct bytes bytes;
	struct transfer *t;
	const char *type;
	size_t i = 0;

	if ((e = clerk_load(q, form->transfer, &t)))
		return e;
	while (i < t->papers.count && t->papers.at[i].file != form->file)
		i++;
	if (i == t->papers.count)
		return fail(ERROR_NOT_FOUND, "not a paper that was forwarded");
	if ((e = clerk_seen(q, t, true)) ||
	    (e = material_file(q->db, t->application, form->file, false, &type, &bytes)))
		return e;
	q->reply.is_embedded = true;
	return reply_bytes(q, type, bytes, NULL);
}
