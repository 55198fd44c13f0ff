/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "desk/forms.h"

FORM_ROWS(none, NONE_FORM)
FORM_ROWS(by_ref, BY_REF_FORM)
FORM_ROWS(act, ACT_FORM)
FORM_ROWS(reason, REASON_FORM)
