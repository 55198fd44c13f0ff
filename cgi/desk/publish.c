/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A draft is published by two: one proposes the text, another looks at its preview and confirms. */
#include "service/publication.h"

#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "desk/affairs.h"
#include "desk/forms.h"

#define PUBLISH_FORM(FIELD) \
	FIELD(code, WORD, 1, 40, REQUIRED)
FORM(publish, PUBLISH_FORM)

static const char *
path_of(const struct request *q, const char *file)
{
	return pool_format(q->pool, "%s/%s", q->site->config->formalities, file);
}

/*
 * The draft's text as its file has it, if the file is still what this program shows; else NULL: it was
 * changed and not read again.
 */
static const char *
text_of(struct request *q, const struct catalogue_draft *draft)
{
	const char *text;

	if (!draft || !draft->formality || draft->wrong ||
	    catalogue_text(q->pool, path_of(q, draft->file), &text))
		return NULL;
	return text_starts(draft->formality->text, text) ? text : NULL;
}

const struct error *
publish_seen(struct request *q, const struct catalogue_draft *draft)
{
	const char *text = who_may(q->actor.who, WHO_AFFAIRS) ? text_of(q, draft) : NULL;

	if (!text)
		return NULL;
	tree_set(q->page, "PublishHref", url(q, "/formalities/%s/publish", draft->code));
	return publication_look(q->db, q->actor.id, draft->code, text, q->now);
}

/* What is wrong in a text comes before whether it is current, or was seen: it is what to mend. */
static const struct error *
refuse(struct request *q, const struct catalogue_draft *draft, bool is_current)
{
	const char *wrong = draft_wrong(q, draft);

	if (wrong)
		invalid_text(q, NULL, pool_format(q->pool, "%s: %s", say(q, "desk.formalities.wrong"),
		    wrong));
	else
		invalid(q, NULL, is_current ? "desk.publish.unseen" : "desk.publish.stale");
	return form_again(q);
}

static const struct error *
find_draft(struct request *q, const char *code, const struct catalogue_draft **out)
{
	*out = draft_of(q, code);
	return *out ? NULL : fail(ERROR_NOT_FOUND, "no such draft");
}

/* GET /formalities/:code/publish: what is proposed, and the button. 200, 404. */
HANDLER(publish_page, publish)
{
	const struct catalogue_draft *draft;
	const struct error *e;
	const char *text;
	bool is_seen = false;

	if ((e = find_draft(q, form->code, &draft)) ||
	    (e = show_proposals(q, PROPOSAL_PUBLISH, "/publications")))
		return e;
	text = text_of(q, draft);
	if (text && (e = publication_was_seen(q->db, q->actor.id, draft->code, text, SECOND, &is_seen)))
		return e;
	tree_set(q->page, "Wrong", draft_wrong(q, draft));
	if (!text)
		tree_set_number(q->page, "Stale", 1);
	if (is_seen)
		tree_set_number(q->page, "Seen", 1);
	tree_set(q->page, "Preview.Href", url(q, "/formalities/%s/preview", draft->code));
	tree_set(q->page, "File", draft->file);
	tree_set(q->page, "Page.Title", say(q, "desk.publish.title"));
	return reply_page(q, "publish");
}

/* The digest of the published file beside it, or that there is none. */
static const char *
before_of(struct request *q, const char *file)
{
	const char *text;

	return catalogue_text(q->pool, path_of(q, file), &text) ? PUBLICATION_NEW :
	    publication_digest(q->pool, text);
}

/* POST /formalities/:code/publish: 303 to the proposal; 422 unseen, wrong or changed meanwhile. */
HANDLER(publish_propose, publish)
{
	const struct catalogue_draft *draft;
	struct proposal p = {.kind = PROPOSAL_PUBLISH, .made_by = q->actor.id};
	struct publication publication;
	const struct error *e;
	bool is_seen = false;

	if ((e = find_draft(q, form->code, &draft)))
		return e;
	publication.text = text_of(q, draft);
	if (publication.text && (e = publication_was_seen(q->db, q->actor.id, draft->code,
	    publication.text, SECOND, &is_seen)))
		return e;
	if (!is_seen || draft_wrong(q, draft))
		return refuse(q, draft, publication.text != NULL);
	/* "CODE.hdf.draft" */
	publication.file = pool_bytes(q->pool, draft->file, strlen(draft->file) - strlen(".draft"));
	publication.before = before_of(q, publication.file);
	p.subject = publication.file;
	p.body = publication_write(q->pool, &publication);
	if ((e = proposal_add(q->db, &p, q->now)) || (e = audit_done(q, AUDIT_PUBLISH_PROPOSE, p.id,
	    draft->code, publication_digest(q->pool, publication.text))))
		return e;
	return reply_see_other(q, url(q, "/publications/%lld", (long long)p.id));
}

static const char *
code_of(struct request *q, const char *file)
{
	const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;

	return pool_bytes(q->pool, name, strcspn(name, "."));
}

static const struct error *
load(struct request *q, int64_t id, struct proposal **p, struct publication *out)
{
	const struct error *e;

	if ((e = proposal_load(q, PROPOSAL_PUBLISH, id, p)))
		return e;
	return publication_read(q->pool, *p, out) ? NULL : fail(ERROR_INTERNAL, "unreadable");
}

/* Whether the preview has this very text, and this officer has seen it since it was proposed. */
static const struct error *
know(struct request *q, const struct proposal *p, const struct publication *publication,
    bool *is_current, bool *is_seen)
{
	const char *code = code_of(q, publication->file), *text = text_of(q, draft_of(q, code));

	*is_current = text_same(text, publication->text) &&
	    text_same(before_of(q, publication->file), publication->before);
	return publication_was_seen(q->db, q->actor.id, code, publication->text, p->made, is_seen);
}

/* GET /publications: what was proposed, and the way to what can be paused or published. 200. */
HANDLER(publications, none)
{
	const struct error *e;

	(void)form;
	if ((e = show_proposals(q, PROPOSAL_PUBLISH, "/publications")))
		return e;
	tree_set(q->page, "All.Href", url(q, "/formalities"));
	tree_set(q->page, "Page.Title", say(q, "desk.publication.title"));
	return reply_page(q, "publications");
}

/* GET /publications/:id: its preview, and the answer. 200, 404. */
HANDLER(publication, by_id)
{
	const struct catalogue_draft *draft;
	struct publication publication;
	bool is_current, is_seen;
	const struct error *e;
	struct proposal *p;

	if ((e = load(q, form->id, &p, &publication)) ||
	    (e = know(q, p, &publication, &is_current, &is_seen)))
		return e;
	draft = draft_of(q, code_of(q, publication.file));
	show_proposal(q, p);
	if (!p->ended)
		tree_set(q->page, "Wrong", draft_wrong(q, draft));
	if (!p->ended && !is_current)
		tree_set_number(q->page, "Stale", 1);
	if (is_seen)
		tree_set_number(q->page, "Seen", 1);
	tree_set(q->page, "Preview.Href", url(q, "/formalities/%s/preview",
	    code_of(q, publication.file)));
	tree_set(q->page, "Text", publication.text);
	tree_set(q->page, "Page.Title", p->subject);
	return reply_page(q, "publication");
}

/* POST /publications/:id: 303; 422 for one's own, an unseen or a changed one. */
HANDLER(publication_answer, answer)
{
	static const enum audit_action done[PROPOSAL_OUTCOMES] = {AUDIT_PUBLISH_CONFIRM,
	    AUDIT_PUBLISH_REFUSE, AUDIT_PUBLISH_WITHDRAW};
	const struct catalogue_draft *draft;
	struct publication publication;
	enum proposal_outcome outcome;
	bool is_current, is_seen;
	const struct error *e;
	struct proposal *p;

	if ((e = load(q, form->id, &p, &publication)) ||
	    (e = know(q, p, &publication, &is_current, &is_seen)) ||
	    (e = proposal_answer(q, p, form->answer, &outcome)))
		return e;
	draft = draft_of(q, code_of(q, publication.file));
	if (outcome == PROPOSAL_CONFIRMED && (!is_current || !is_seen || draft_wrong(q, draft)))
		return refuse(q, draft, is_current);
	if ((e = audit_done(q, done[outcome], p->id, code_of(q, publication.file),
	    publication_digest(q->pool, publication.text))))
		return e;
	return reply_see_other(q, url(q, "/publications/%lld", (long long)p->id));
}
