/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* To decide though nobody was seen: said on the page, ticked, and said in the history. */
#include "base/error.h"
#include "desk/desk.h"
#include "service/presence.h"

/* Decided already, there is nothing to tick any more. */
const struct error *
show_presence(struct request *q, const struct matter *m)
{
	const char *when = m->a->state == STATE_APPROVED ? "_issue" : "";
	const struct error *e;
	enum presence lacks;

	if ((e = presence_lacking(q->db, m->a, m->f, &lacks)) || !lacks)
		return e;
	tree_set(q->page, "Absent", say(q, pool_format(q->pool, "desk.presence.%s%s", presence_word(lacks),
	    when)));
	return NULL;
}

const struct error *
check_presence(struct request *q, const struct matter *m, bool is_ticked)
{
	const struct error *e;
	enum presence lacks;

	if ((e = presence_lacking(q->db, m->a, m->f, &lacks)))
		return e;
	if (lacks && !is_ticked)
		invalid(q, "absent", "desk.presence.needed");
	return NULL;
}

static const char *
said_in(struct request *q, enum lang lang, enum presence lacks, const char *more)
{
	const char *said = say_in(q, lang, pool_format(q->pool, "presence.%s", presence_word(lacks)));

	return more ? pool_format(q->pool, "%s\n%s", said, more) : said;
}

const struct error *
note_presence(struct request *q, const struct matter *m, struct deed *deed)
{
	const struct error *e;
	enum presence lacks;

	if ((e = presence_lacking(q->db, m->a, m->f, &lacks)) || !lacks)
		return e;
	if (m->a->lang != LANG_ZH)
		deed->detail_zh = said_in(q, LANG_ZH, lacks, deed->detail);
	deed->detail = said_in(q, m->a->lang, lacks, deed->detail);
	return NULL;
}
