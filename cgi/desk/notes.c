/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Notes among officers; residents never see them. */
#include "base/error.h"
#include "desk/desk.h"
#include "desk/forms.h"
#include "service/note.h"
#include "store/seal.h"

#define NOTE_FORM(FIELD) \
	FIELD(ref,   WORD, 9, 14,  REQUIRED) \
	FIELD(words, TEXT, 1, 500, REQUIRED)
FORM(note, NOTE_FORM)

static void
show_note(struct request *q, struct tree *node, const struct matter *m, const struct note *note)
{
	const char *unit = q->lang == LANG_ZH ? note->unit_zh : note->unit_en;

	tree_set(node, "Who", pool_format(q->pool, "%s %s", unit, note->number));
	show_moment(q, node, "At", note->at);
	show_words(node, q->pool, "Words", note->words);
	if (note->kind == NOTE_HAND)
		tree_set_number(node, "Hand", 1);
	if (is_news(m, note->at) && note->officer != q->actor.id)
		tree_set_number(node, "New", 1);
}

const struct error *
show_notes(struct request *q, const struct matter *m)
{
	const struct error *e;
	struct notes notes;

	if ((e = note_list(q->db, m->a->id, &notes)))
		return e;
	for (size_t i = notes.count; i-- > 0;)
		show_note(q, tree_append(q->page, "Notes"), m, &notes.at[i]);
	/* what the one before left for whoever has it now */
	if (notes.count && notes.at[notes.count - 1].kind == NOTE_HAND)
		show_note(q, tree_make(q->page, "Handed", "It"), m, &notes.at[notes.count - 1]);
	if (!notes.is_whole)
		tree_set_number(q->page, "NotesBroken", 1);
	tree_set(q->page, "NoteOnce", random_token(q->pool, 16));
	tree_set(q->page, "NoteHref", matter_url(q, m->a->ref, "notes"));
	return NULL;
}

#define HAND_MOST 3500		/* bytes: typed words and what was ticked */

/*
 * Somebody has looked at it, or decides on it: whoever goes on is told where it stands. Who knows its person
 * and does not hold it takes it from nobody.
 */
bool
needs_hand(const struct request *q, const struct matter *m, enum action action)
{
	if (action == ACT_RECUSE)
		return m->a->officer == q->actor.id;
	return m->a->officer || m->a->state != STATE_SUBMITTED;
}

void
offer_hand(struct request *q, const struct matter *m, enum action action)
{
	if (needs_hand(q, m, action))
		tree_set_number(q->page, "HandNeeded", 1);
	ready_offer(q, q->page, SENTENCE_HAND, "", "hand");
}

/* Among officers, so in the language of this one and not the resident's. */
const char *
hand_text(struct request *q, const struct pairs *ticked, const char *typed)
{
	struct application here = {.lang = q->lang};

	return ready_text(q, &(struct matter){.a = &here}, SENTENCE_HAND, "", ticked, typed, "hand",
	    HAND_MOST);
}

void
read_hand(struct request *q, const struct matter *m, enum action action, const struct pairs *ticked,
    const char *typed)
{
	const char *hand = hand_text(q, ticked, typed);

	if (!hand && needs_hand(q, m, action))
		invalid(q, "hand", "desk.hand_needed");
	if (has_problems(q) || !hand)
		return;
	/* what was ticked goes with what was typed: act_end() writes it down */
	pairs_remove(&q->typed, "hand");
	pairs_set(&q->typed, "hand", hand);
}

const struct error *
hand_note(struct request *q, const struct matter *m, const char *words)
{
	return note_add(q->db, m->a->id, &(struct note_new){NOTE_HAND, q->actor.id, q->actor.unit,
	    role_word(role_of(q)), words, q->now});
}

const struct error *
hand_over(struct request *q, const struct matter *m)
{
	const char *typed = pairs_get(&q->typed, "hand"), *words;

	if (!typed || !*(words = text_trim(q->pool, typed)))
		return NULL;
	return hand_note(q, m, words);
}

/* GET …/notes: all of them, and room for one more. 200. */
HANDLER(notes, by_ref)
{
	const struct error *e;
	struct matter m;

	if ((e = matter_open(q, form->ref, &m)) || (e = show_notes(q, &m)))
		return e;
	matter_head(q, &m);
	tree_set(q->page, "Page.Title", say(q, "desk.notes.title"));
	return reply_page(q, "notes");
}

/* POST …/notes: 303 to the matter; 422 without words. It changes nothing of the matter itself. */
HANDLER(note_write, note)
{
	const struct error *e;
	struct matter m;

	if ((e = matter_load(q, form->ref, &m)))
		return e;
	e = note_add(q->db, m.a->id, &(struct note_new){NOTE_PLAIN, q->actor.id, q->actor.unit,
	    role_word(role_of(q)), form->words, q->now});
	if (e && e->kind == ERROR_INVALID) {
		invalid(q, "words", "desk.notes.too_many");
		return form_again(q);
	}
	return e ? e : reply_see_other(q, matter_url(q, m.a->ref, NULL));
}
