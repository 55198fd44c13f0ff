/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A PDF is checked and counted, never drawn. A sound one is kept as given, byte for
 * byte, so that an electronic signature in it stays valid. What runs or hides in one
 * (scripts, programs to launch, forms that send, embedded files; ISO 32000-1, 12.6.4
 * and 7.11.4) is taken out, since an officer will open it; it is then written anew, as is
 * one that had to be repaired.
 */
#ifndef QIAO_MEDIA_DOCUMENT_H
#define QIAO_MEDIA_DOCUMENT_H

#include "store/press.h"

/* The bytes in *out live until the process ends. */
enum press_verdict document_press(struct bytes original, struct pressed *out);

#endif
