/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "portal/forms.h"

FORM_ROWS(none, NONE_FORM)
FORM_ROWS(by_code, BY_CODE_FORM)
FORM_ROWS(by_ref, BY_REF_FORM)
FORM_ROWS(by_material, BY_MATERIAL_FORM)
