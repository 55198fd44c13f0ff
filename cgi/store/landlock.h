/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Landlock, without a library; part of sandbox.h, which is what programs call. */
#ifndef QIAO_STORE_LANDLOCK_H
#define QIAO_STORE_LANDLOCK_H

struct error;
struct sandbox;

/* The interface's version, 0 if the kernel has none. */
int landlock_version(void);
/* Needs PR_SET_NO_NEW_PRIVS first. */
const struct error *landlock_confine(const struct sandbox *what)
    __attribute__((warn_unused_result));

#endif
