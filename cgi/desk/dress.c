/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The frame of every page of the desk: whose desk it is, the clock, when the session ends. */
#include "base/error.h"
#include "desk/desk.h"
#include "service/catalogue.h"
#include "service/officer.h"
#include "service/reminder.h"
#include "web/gate.h"

const struct desk *
desk_of(const struct request *q)
{
	return q->site->own;
}

const struct catalogue *
catalogue_of(const struct request *q)
{
	return desk_of(q)->catalogue;
}

const char *
local_text(const struct request *q, const struct local *text)
{
	return local_in(text, q->lang);
}

enum role
role_of(const struct request *q)
{
	static const enum role is[WHO_COUNT] = {[WHO_LINK] = ROLE_CLERK, [WHO_CLERK] = ROLE_CLERK,
	    [WHO_AUDITOR] = ROLE_AUDITOR, [WHO_ADMINISTRATOR] = ROLE_ADMINISTRATOR,
	    [WHO_OFFICER] = ROLE_OFFICER, [WHO_APPROVER] = ROLE_APPROVER,
	    [WHO_SUPERVISOR] = ROLE_SUPERVISOR};

	return is[q->actor.who];
}

void
show_focus(struct request *q, const char *field)
{
	if (!has_problems(q))
		tree_set(q->page, "Form.Focus", field);
}

/* `seen` is written at most once a minute, so the last minute is not promised. */
static int64_t
idle_seconds(const struct request *q)
{
	moment idle = OFFICER_IDLE - MINUTE, left = q->actor.ends - q->now;

	return (q->actor.ends && left < idle ? left : idle) / SECOND;
}

static struct tree *
add_tab(struct request *q, const char *path, const char *key, bool is_here)
{
	struct tree *tab = tree_append(q->page, "Tabs");

	tree_set(tab, "Href", url(q, "%s", path));
	tree_set(tab, "Name", say(q, key));
	if (is_here)
		tree_set_number(tab, "Here", 1);
	return tab;
}

/* How many are new; a page that could be made does without, if they cannot be counted. */
static void
add_reminders(struct request *q)
{
	struct reminder_reader reader = {q->actor.id, q->actor.unit, role_of(q)};
	const struct error *e = NULL;
	struct tree *tab;
	int count = 0;

	if (q->reply.status == 200)
		e = reminder_count(q->db, &reader, &count);
	tab = add_tab(q, "/reminders", "desk.reminder.tab", text_same(q->path, "/reminders"));
	if (!e && count)
		tree_set(tab, "Count", count < REMINDERS_COUNTED ? pool_format(q->pool, "%d", count) :
		    pool_format(q->pool, "%d+", REMINDERS_COUNTED - 1));
}

/* A page of another role is that, and no step that somebody above would take. */
static const char *
role_reason(const struct request *q)
{
	switch (q->actor.who) {
	case WHO_LINK:
		return "desk.error.forbidden_role.link";
	case WHO_CLERK:
		return "desk.error.forbidden_role.clerk";
	case WHO_AUDITOR:
		return "desk.error.forbidden_role.auditor";
	case WHO_ADMINISTRATOR:
		return "desk.error.forbidden_role.administrator";
	default:
		return q->route && !who_may(q->actor.who, q->route->who) ? "desk.error.forbidden_role.page" :
		    "desk.error.forbidden_role.text";
	}
}

/* The frame of an error is the desk's own, not the residents'. */
static void
dress_error(struct request *q)
{
	bool has_matters = q->actor.who >= WHO_OFFICER;

	q->reply.template = "desk/error";
	tree_set(q->page, "Page.HomeName", say(q, has_matters ? "desk.error_home" : "desk.error_front"));
	if (q->reply.status == error_status(ERROR_NOT_FOUND))
		tree_set(q->page, "Page.Text", say(q, has_matters ? "desk.error_missing" :
		    "desk.error_no_page"));
	if (!text_same(tree_get(q->page, "Page.Why"), error_word(ERROR_ROLE)))
		return;
	tree_set(q->page, "Page.Title", say(q, "desk.error.forbidden_role.title"));
	tree_set(q->page, "Page.Text", say(q, role_reason(q)));
}

static void
add_tabs(struct request *q)
{
	if (q->actor.who == WHO_CLERK)
		add_tab(q, "/transfers", "clerk.tab", text_starts(q->path, "/transfers"));
	if (q->actor.who >= WHO_OFFICER) {
		add_tab(q, "/", "desk.tab_matters", text_starts(q->path, "/matters") ||
		    text_same(q->path, "/"));
		add_reminders(q);
	}
	if (q->actor.who == WHO_SUPERVISOR) {
		add_tab(q, "/supervision", "desk.tab_supervision", text_starts(q->path, "/supervision"));
		add_tab(q, "/reviews", "desk.tab_reviews", text_starts(q->path, "/reviews"));
	}
	if (who_may(q->actor.who, WHO_HOUSE))
		add_tab(q, "/formalities", "desk.tab_formalities", text_starts(q->path, "/formalities"));
	if (q->actor.who == WHO_ADMINISTRATOR) {
		add_tab(q, "/officers", "desk.tab_officers", text_starts(q->path, "/officers"));
		add_tab(q, "/proposals", "desk.tab_proposals", text_starts(q->path, "/proposals"));
		add_tab(q, "/units", "desk.tab_units", text_starts(q->path, "/units"));
	}
	if (who_may(q->actor.who, WHO_AFFAIRS))
		add_tab(q, "/affairs", "desk.tab_affairs", text_same(q->path, "/affairs") ||
		    text_starts(q->path, "/calendar") || text_starts(q->path, "/retention") ||
		    text_starts(q->path, "/sentences") || text_starts(q->path, "/publications"));
	if (who_may(q->actor.who, WHO_AUDITOR))
		add_tab(q, "/audit", "desk.tab_audit", text_same(q->path, "/audit"));
}

/* Whose desk it is, and what stands in its head. */
static void
dress_officer(struct request *q)
{
	show_done(q);
	tree_set(q->page, "Unit.Name", q->actor.unit_name);
	tree_set(q->page, "Officer.Role",
	    say(q, pool_format(q->pool, "desk.role.%s", role_word(role_of(q)))));
	tree_set(q->page, "Officer.Number", q->actor.name);
	if (q->actor.who >= WHO_OFFICER || q->actor.who == WHO_CLERK)
		tree_set(q->page, "OwnHref", url(q, "/own"));
	if (q->actor.is_owing && !text_same(q->path, q->site->owed))
		tree_set(q->page, "OwedHref", url(q, "%s", q->site->owed));
	if (who_may(q->actor.who, WHO_AFFAIRS))
		tree_set(q->page, "Affairs.Href", url(q, "/affairs"));
	tree_set(q->page, "KeysHref", url(q, "/keys"));
	tree_set_number(q->page, "Session.Idle", idle_seconds(q));
	/* whoever came by a link is nobody whom the key could be bound to */
	if (q->actor.id)
		tree_set(q->page, "Keep", gate_keep_key(q, "desk"));
	add_tabs(q);
}

void
desk_dress(struct request *q)
{
	/* refused, and nothing typed was wrong: somebody was first (act.c) */
	if (q->reply.status == error_status(ERROR_INVALID) && !has_problems(q))
		q->reply.status = error_status(ERROR_CONFLICT);
	if (text_same(q->reply.template, "error/page"))
		dress_error(q);
	tree_set(q->page, "Form.Action", !list_query(q) ? url(q, "%s", q->path) :
	    url(q, "%s?%s", q->path, list_query(q)));
	tree_set(q->page, "Find", url(q, "/matters"));
	show_clock(q, say(q, "desk.wenzhou"), ZONE_WENZHOU);
	if (q->actor.who != WHO_ANYONE)
		dress_officer(q);
}
