/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From any photograph to an upright sRGB JPEG without metadata, and its thumbnail. */
#ifndef QIAO_MEDIA_PICTURE_H
#define QIAO_MEDIA_PICTURE_H

#include "media/kind.h"
#include "store/press.h"

#define PICTURE_SIDE 2400	/* px, the longest side: the MRZ of a passport stays readable */
#define PICTURE_THUMB 320

/* Starts libvips with the four loaders and the one saver that we use; before any fork. */
const struct error *picture_open(const char *program) __attribute__((warn_unused_result));
/* The bytes in *out are libvips's and live until the process ends. */
enum press_verdict picture_press(enum kind kind, struct bytes original, struct pressed *out);

#endif
