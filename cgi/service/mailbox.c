/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/mailbox.h"

#include "base/error.h"
#include "base/text.h"
#include "service/contact.h"
#include "service/person.h"
#include "service/proposal.h"
#include "service/unit.h"
#include "store/db.h"
#include "store/seal.h"

STATEMENT(mailbox_select, "i", "bii",
    "SELECT u.mail, COALESCE(u.mail_by, 0), COALESCE((SELECT MAX(p.id) FROM proposal p "
    "WHERE p.kind = 'mailbox' AND p.stamp = u.id AND p.ended IS NULL), 0) FROM unit u WHERE u.id = ?")
STATEMENT(mailbox_update, "biii", "",
    "UPDATE unit SET mail = ?, mail_by = ? WHERE id = ? AND kind = 'outside' AND COALESCE(mail_by, 0) < ?")

bool
mailbox_is_unit(const struct unit *u)
{
	return text_same(u->kind, "outside");
}

bool
mailbox_is_address(const char *address)
{
	const struct contact contact = {.kind = "email", .address = address};

	return contact_is_normal(&contact);
}

const struct error *
mailbox_load(struct db *db, int64_t unit, struct mailbox *out)
{
	const struct error *e;
	struct row *row;

	*out = (struct mailbox){.by = 0};
	if ((e = db_row(db, &mailbox_select, DB(db_int(unit)), &row)) || !row)
		return e;
	out->by = row_int(row, 1);
	out->waiting = row_int(row, 2);
	return row_bytes(row, 0).n ? unseal_text(db_pool(db), DEPARTMENT_MAIL, unit, row_bytes(row, 0),
	    &out->address) : NULL;
}

const struct error *
mailbox_propose(struct db *db, const struct unit *u, const char *address, const char *reason, int64_t by,
    moment now, struct proposal *out)
{
	*out = (struct proposal){.kind = PROPOSAL_MAILBOX, .subject = u->code, .body = reason,
	    .words = address, .stamp = u->id, .made_by = by};
	if (!mailbox_is_unit(u) || (address && !mailbox_is_address(address)))
		return fail(ERROR_INVALID, "no department, or no mail address");
	return proposal_add(db, out, now);
}

const struct error *
mailbox_set(struct db *db, const struct proposal *p)
{
	struct bytes sealed = p->words ? seal_text(db_pool(db), DEPARTMENT_MAIL, p->stamp, p->words) :
	    BYTES(NULL, 0);

	return db_run_one(db, &mailbox_update, DB(db_bytes(sealed), db_int(p->id), db_int(p->stamp),
	    db_int(p->id)));
}
