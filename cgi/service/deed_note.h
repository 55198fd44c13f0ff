/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For application_act() (deed.c) alone. */
#ifndef QIAO_SERVICE_DEED_NOTE_H
#define QIAO_SERVICE_DEED_NOTE_H

struct application;
struct deed;

/* Into `a`: when what was done, in whose hands it is then, and which unit and department have it. */
void deed_note(struct application *a, const struct deed *deed);

#endif
