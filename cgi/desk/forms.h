/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Forms that several files of the desk use; each handler's own stands beside it. `version`
 * is the application's as the officer's page showed it: an act on an older one is refused.
 * `hand` is a note for whoever has it next. `absent` is ticked to decide though nobody was seen
 * (presence.h). `take` is ticked to take over what a colleague holds
 * (act_begin()).
 */
#ifndef QIAO_DESK_FORMS_H
#define QIAO_DESK_FORMS_H

#include "web/form.h"

#define NONE_FORM(FIELD)
#define BY_REF_FORM(FIELD) \
	FIELD(ref, WORD, 9, 14, REQUIRED)
#define ACT_FORM(FIELD) \
	FIELD(ref,     WORD,   9, 14,      REQUIRED) \
	FIELD(version, NUMBER, 0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,   0, 1,       OPTIONAL) \
	FIELD(hand,    TEXT,   1, 500,     OPTIONAL) \
	FIELD(ready,   ANSWERS, 0, 20,     OPTIONAL)
/* An act with a reason: ready-WORD for each ready sentence that is ticked, and free words. */
#define REASON_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 14,      REQUIRED) \
	FIELD(version, NUMBER,  0, 1000000, REQUIRED) \
	FIELD(take,    FLAG,    0, 1,       OPTIONAL) \
	FIELD(absent,  FLAG,    0, 1,       OPTIONAL) \
	FIELD(reason,  TEXT,    1, 800,     OPTIONAL) \
	FIELD(reason_zh, TEXT,  1, 800,     OPTIONAL) \
	FIELD(chinese, FLAG,    0, 1,       OPTIONAL) \
	FIELD(ready,   ANSWERS, 0, 20,      OPTIONAL)

FORM_STRUCT(none, NONE_FORM)
FORM_STRUCT(by_ref, BY_REF_FORM)
FORM_STRUCT(act, ACT_FORM)
FORM_STRUCT(reason, REASON_FORM)

#endif
