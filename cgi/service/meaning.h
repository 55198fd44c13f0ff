/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What an answer before the form says of a field of it: who answered "under 16" does not type the birthday
 * of somebody of 48. A choice declares it below Means, by the field's name:
 *
 *	Means {
 *		child_idno {
 *			After = -16y
 *		}
 *	}
 *
 * From, After, Until, Before: of a date, and of the birthday in an identity number, days as field_bound has
 * them; After and Before leave the day itself out. Least, Most: of a number. Only, Not: of a choice or a
 * country one of these words, of a plate how it begins. Warn = 1: the truth may be otherwise, and nobody is
 * stopped by it.
 */
#ifndef QIAO_SERVICE_MEANING_H
#define QIAO_SERVICE_MEANING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/pairs.h"
#include "service/field.h"

struct choice;
struct eligibility;
struct field_entry;
struct formality;
struct question;
struct sheet;
struct sheet_node;

struct meaning {
	const struct field_entry *field;
	struct field_bound from, after, until, before;
	int least, most;		/* -1: none */
	const char *only, *not_one;	/* words with blanks between, or NULL */
	bool only_warns;
};

struct meanings {
	struct meaning *at;
	size_t count;
};

/* The node Means of a choice; the formality's pages are read already. */
void meanings_read(struct sheet *s, struct sheet_node list, const struct formality *f,
    struct meanings *out);

/* UNSAID: nothing is declared, or the value does not tell */
enum meant { MEANT_NO, MEANT_YES, MEANT_UNSAID };

/* Is the stored value one that the choice means? Days are counted from `today`. */
enum meant choice_means(const struct choice *c, const char *field, const char *stored, day today);

struct disagreement {
	const struct question *question;
	const struct choice *said;	/* what was answered */
	bool only_warns;
};

/*
 * Does what is stored of a field contradict the answers on their way? So it does where it is not what the
 * choice means, and where the choice means nothing and it is what another one means that does not lead to
 * the form.
 */
bool eligibility_disagrees(const struct eligibility *e, const struct pairs *answers, const char *field,
    const char *stored, day today, struct disagreement *out);

#endif
