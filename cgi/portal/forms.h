/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Forms that several files of the portal use; each handler's own stands beside it. */
#ifndef QIAO_PORTAL_FORMS_H
#define QIAO_PORTAL_FORMS_H

#include "web/form.h"

#define NONE_FORM(FIELD)
#define BY_CODE_FORM(FIELD) \
	FIELD(code, WORD, 1, 40, REQUIRED)
#define BY_REF_FORM(FIELD) \
	FIELD(ref, WORD, 9, 9, REQUIRED)
#define BY_MATERIAL_FORM(FIELD) \
	FIELD(ref,      WORD, 9, 9,   REQUIRED) \
	FIELD(material, WORD, 1, 40,  REQUIRED) \
	FIELD(left,     WORD, 1, 240, OPTIONAL)

FORM_STRUCT(none, NONE_FORM)
FORM_STRUCT(by_code, BY_CODE_FORM)
FORM_STRUCT(by_ref, BY_REF_FORM)
FORM_STRUCT(by_material, BY_MATERIAL_FORM)

#endif
