/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The root certificate of the papers' seal: who has it can check a paper's signature without us. Read once,
 * at the start, and of its file nothing but the first certificate: a key that stands beside it stays here.
 */
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "base/tree.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/sheet.h"
#include "store/seal.h"

#define BEGINS "-----BEGIN CERTIFICATE-----"
#define ENDS "-----END CERTIFICATE-----"

/* PEM has the other alphabet of base64, lines and an end of '='. */
static bool
decode(struct pool *pool, const char *s, const char *end, struct bytes *out)
{
	char *plain = pool_alloc(pool, (size_t)(end - s) + 1), *p = plain;

	for (; s < end; s++)
		if (!strchr(" \r\n=", *s))
			*p++ = *s == '+' ? '-' : *s == '/' ? '_' : *s;
	*p = '\0';
	return base64url_read(pool, plain, out) && out->n;
}

/* As openssl x509 -fingerprint -sha256 has it. */
static const char *
print_of(struct pool *pool, struct bytes certificate)
{
	struct text out = {.pool = pool};
	struct bytes hash = public_hash(pool, certificate);

	for (size_t i = 0; i < hash.n; i++)
		text_addf(&out, "%s%02X", i ? ":" : "", ((const unsigned char *)hash.p)[i]);
	return out.s;
}

const struct error *
seal_root_load(struct pool *pool, const struct config *config, struct seal_root *out)
{
	const char *path = tree_get(config->tree, "Seal.Root"), *begins, *ends;
	struct bytes file, certificate;
	const struct error *e;

	*out = (struct seal_root){.print = NULL};
	if (!path)
		return NULL;
	if ((e = sheet_bytes(pool, path, &file)))
		return e;
	begins = strstr(pool_bytes(pool, file.p, file.n), BEGINS);
	ends = begins ? strstr(begins, ENDS) : NULL;
	if (!ends || !decode(pool, begins + strlen(BEGINS), ends, &certificate))
		return fail(ERROR_INTERNAL, "%s: no certificate (PEM)", path);
	out->pem = bytes_of(pool_format(pool, "%.*s%s\n", (int)(ends - begins), begins, ENDS));
	out->print = print_of(pool, certificate);
	return NULL;
}

void
show_seal_root(struct request *q)
{
	const struct portal *portal = q->site->own;

	if (!portal->root.print)
		return;
	tree_set(q->page, "Root.Href", url(q, "/seal-root.pem"));
	tree_set(q->page, "Root.Print", portal->root.print);
}

/* GET /seal-root.pem: 200; 404 where papers are not signed. */
HANDLER(seal_root, none)
{
	const struct portal *portal = q->site->own;

	(void)form;
	if (!portal->root.print)
		return fail(ERROR_NOT_FOUND, "no certificate in the settings");
	q->reply.is_public = true;
	return reply_bytes(q, "application/x-pem-file", portal->root.pem, "qiao-seal-root.pem");
}
