/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The words of a formality's file, between formality.c (which shows) and formality_read.c. */
#ifndef QIAO_SERVICE_FORMALITY_WORDS_H
#define QIAO_SERVICE_FORMALITY_WORDS_H

#include "service/formality.h"

extern const char *const formality_modes[FORMALITY_MODES];
extern const char *const formality_levels[FORMALITY_LEVELS];
extern const char *const formality_wheres[FORMALITY_WHERES];
extern const char *const formality_confidences[FORMALITY_CONFIDENCES];
extern const char *const formality_results[FORMALITY_RESULTS];
extern const char *const formality_deliveries[FORMALITY_DELIVERIES];
extern const char *const formality_whos[FORMALITY_WHOS];

#endif
