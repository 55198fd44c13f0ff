/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a unit is called in each language. */
#ifndef QIAO_SERVICE_UNIT_NAME_H
#define QIAO_SERVICE_UNIT_NAME_H

#include "base/lang.h"

struct pool;

/*
 * Of the store's two names the one of the language; in Italian and Spanish that of unit_name.def, or of
 * department.def, for the English one, which stays if it is not there. NULL if `zh` and `en` are.
 */
const char *unit_name(struct pool *pool, const char *zh, const char *en, enum lang lang);

#endif
