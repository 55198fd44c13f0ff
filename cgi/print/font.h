/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which fonts papers are written with: the subset of Noto Sans CJK SC that the build made stands first
 * (small files, fast); what it lacks, rare characters of names, comes from Debian's whole fonts.
 */
#ifndef QIAO_PRINT_FONT_H
#define QIAO_PRINT_FONT_H

struct error;
struct _FcConfig;

/* Files that are read when a page is written, for the sandbox; NULL at the end. */
const char *const *font_files(void);
/* Once, before the sandbox; *out is the caller's to destroy, or to hand on. */
const struct error *font_open(const char *folder, struct _FcConfig **out) __attribute__((warn_unused_result));
void font_let_go(struct _FcConfig *config);

#endif
