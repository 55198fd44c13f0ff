/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes OpenSSL's headers; it knows how Cairo lays out a PDF. */
#define _GNU_SOURCE 1
#include "print/sign.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

#define CONTENTS 16384		/* hex digits kept free for the signature */
#define RANGE "/ByteRange [0 %010zu %010zu %010zu]"

static struct {
	X509 *certificate;
	EVP_PKEY *key;
	STACK_OF(X509) *chain;
} seal;

/* Where things are in a file of Cairo's, and what the update adds. */
struct update {
	struct pool *pool;
	struct bytes pdf;
	size_t xref;			/* of the last table */
	int size, root, info, page;	/* numbers of objects */
	struct text out;
	size_t at[4];			/* of the objects that it writes */
};

static const struct error *
read_pem(const char *path, const char *what, void *(*take)(FILE *file), void **out)
{
	FILE *file = fopen(path, "re");

	*out = file ? take(file) : NULL;
	if (file)
		fclose(file);
	ERR_clear_error();
	return *out ? NULL : fail(ERROR_INTERNAL, "%s cannot be read from %s", what, path);
}

static void *
take_certificate(FILE *file)
{
	return PEM_read_X509(file, NULL, NULL, NULL);
}

static void *
take_key(FILE *file)
{
	return PEM_read_PrivateKey(file, NULL, NULL, NULL);
}

static void *
take_chain(FILE *file)
{
	STACK_OF(X509) *chain = sk_X509_new_null();
	X509 *one;

	while (chain && (one = PEM_read_X509(file, NULL, NULL, NULL)))
		sk_X509_push(chain, one);
	return chain;
}

const struct error *
sign_open(const char *certificate, const char *key, const char *chain)
{
	const struct error *e;
	void *read[3] = {NULL, NULL, NULL};

	if ((e = read_pem(certificate, "the seal's certificate", take_certificate, &read[0])))
		return e;
	seal.certificate = read[0];
	if ((e = read_pem(key, "the seal's key", take_key, &read[1])))
		return e;
	seal.key = read[1];
	if (chain && (e = read_pem(chain, "the seal's chain", take_chain, &read[2])))
		return e;
	seal.chain = read[2];
	return X509_check_private_key(seal.certificate, seal.key) == 1 ? NULL :
	    fail(ERROR_INTERNAL, "the seal's key is not its certificate's");
}

void
sign_close(void)
{
	X509_free(seal.certificate);
	EVP_PKEY_free(seal.key);
	sk_X509_pop_free(seal.chain, X509_free);
	memset(&seal, 0, sizeof seal);
}

/* The number after the last `word` at or behind `from`; -1 if there is none. */
static long
number_after(const struct update *u, size_t from, const char *word)
{
	const char *start = (const char *)u->pdf.p + from;
	const char *at = memmem(start, u->pdf.n - from, word, strlen(word));

	return at ? strtol(at + strlen(word), NULL, 10) : -1;
}

static const struct error *
read_layout(struct update *u)
{
	static const char mark[] = "startxref";
	size_t tail = u->pdf.n > 64 ? u->pdf.n - 64 : 0;
	long xref = number_after(u, tail, mark);

	if (xref < 0 || (size_t)xref >= u->pdf.n || memcmp(u->pdf.p + xref, "xref\n", 5) != 0)
		return fail(ERROR_INTERNAL, "no table of objects in the PDF");
	u->xref = (size_t)xref;
	u->size = (int)number_after(u, u->xref, "/Size ");
	u->root = (int)number_after(u, u->xref, "/Root ");
	u->info = (int)number_after(u, u->xref, "/Info ");
	return u->size > 0 && u->root > 0 && u->info > 0 ? NULL :
	    fail(ERROR_INTERNAL, "no trailer in the PDF");
}

/* The dictionary of an object, without its last ">>"; NULL if it is none. */
static char *
dictionary(const struct update *u, int number)
{
	size_t entries = u->xref + 5, at;
	const char *start, *end, *last;

	entries += strcspn((const char *)u->pdf.p + entries, "\n") + 1;
	at = (size_t)strtol((const char *)u->pdf.p + entries + 20 * (size_t)number, NULL, 10);
	if (number <= 0 || number >= u->size || at >= u->xref)
		return NULL;
	start = memmem(u->pdf.p + at, u->xref - at, "<<", 2);
	end = start ? memmem(start, (size_t)((const char *)u->pdf.p + u->xref - start), "endobj", 6) : NULL;
	last = end ? memrchr(start, '>', (size_t)(end - start)) : NULL;
	return last && last - start > 2 ? pool_bytes(u->pool, start, (size_t)(last - 1 - start)) : NULL;
}

static const struct error *
find_page(struct update *u, char **root, char **page)
{
	char *pages, *kids, *list;

	*root = dictionary(u, u->root);
	list = *root ? strstr(*root, "/Pages ") : NULL;
	pages = list ? dictionary(u, (int)strtol(list + 7, NULL, 10)) : NULL;
	kids = pages ? strstr(pages, "/Kids [") : NULL;
	u->page = kids ? (int)strtol(kids + 7, NULL, 10) : 0;
	*page = dictionary(u, u->page);
	return *page && !strstr(*page, "/Annots") ? NULL : fail(ERROR_INTERNAL, "no first page in the PDF");
}

static void
begin_object(struct update *u, int which, int number)
{
	u->at[which] = u->out.n;
	text_addf(&u->out, "%d 0 obj\n", number);
}

/* Catalog and first page anew, the field, and the signature with an empty place. */
static const struct error *
add_objects(struct update *u, moment at, size_t *range, size_t *contents)
{
	struct civil c = clock_civil(at, "UTC");
	int field = u->size, signature = u->size + 1;
	const struct error *e;
	char *root, *page;

	if ((e = find_page(u, &root, &page)))
		return e;
	text_add(&u->out, "\n");
	begin_object(u, 0, u->root);
	text_addf(&u->out, "%s /AcroForm << /Fields [%d 0 R] /SigFlags 3 >> >>\nendobj\n", root, field);
	begin_object(u, 1, u->page);
	text_addf(&u->out, "%s /Annots [%d 0 R] >>\nendobj\n", page, field);
	begin_object(u, 2, field);
	text_addf(&u->out, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /F 132 /Rect [0 0 0 0] "
	    "/P %d 0 R /V %d 0 R >>\nendobj\n", u->page, signature);
	begin_object(u, 3, signature);
	text_addf(&u->out, "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
	    "/M (D:%04d%02d%02d%02d%02d%02dZ) ", c.year, c.month, c.mday, c.hour, c.minute, c.second);
	*range = u->out.n;
	text_addf(&u->out, RANGE " /Contents ", (size_t)0, (size_t)0, (size_t)0);
	*contents = u->out.n;
	text_add(&u->out, "<");
	for (int i = 0; i < CONTENTS; i += 64)
		text_add(&u->out, "0000000000000000000000000000000000000000000000000000000000000000");
	text_add(&u->out, "> >>\nendobj\n");
	return NULL;
}

static void
add_table(struct update *u)
{
	size_t xref = u->out.n;

	text_add(&u->out, "xref\n");
	for (int i = 0; i < 2; i++)
		text_addf(&u->out, "%d 1\n%010zu 00000 n \n", i ? u->page : u->root, u->at[i]);
	text_addf(&u->out, "%d 2\n%010zu 00000 n \n%010zu 00000 n \n", u->size, u->at[2], u->at[3]);
	text_addf(&u->out, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %zu >>\n"
	    "startxref\n%zu\n%%%%EOF\n",
	    u->size + 2, u->root, u->info, u->xref, xref);
}

/* DER of a detached CMS over the data, with what CAdES wants in it. */
static int
make_signature(struct bytes data, unsigned char **der)
{
	const unsigned int flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | CMS_CADES;
	BIO *in = BIO_new_mem_buf(data.p, (int)data.n);
	CMS_ContentInfo *cms = CMS_sign(NULL, NULL, seal.chain, in, flags);
	int n = -1;

	*der = NULL;
	if (in && cms && CMS_add1_signer(cms, seal.certificate, seal.key, EVP_sha256(), flags) &&
	    CMS_final(cms, in, NULL, flags))
		n = i2d_CMS_ContentInfo(cms, der);
	CMS_ContentInfo_free(cms);
	BIO_free(in);
	return n;
}

static const struct error *
fill_in(struct update *u, size_t range, size_t contents)
{
	size_t after = contents + 1 + CONTENTS + 1, rest = u->out.n - after;
	struct text covered = {.pool = u->pool};
	char numbers[80], pair[3];
	unsigned char *der;
	int n;

	snprintf(numbers, sizeof numbers, RANGE, contents, after, rest);
	memcpy(u->out.s + range, numbers, strlen(numbers));
	text_add_bytes(&covered, u->out.s, contents);
	text_add_bytes(&covered, u->out.s + after, rest);
	n = make_signature(BYTES(covered.s, covered.n), &der);
	for (int i = 0; i < n && 2 * i < CONTENTS; i++) {
		snprintf(pair, sizeof pair, "%02x", der[i]);
		memcpy(u->out.s + contents + 1 + 2 * i, pair, 2);
	}
	OPENSSL_free(der);
	if (n <= 0 || 2 * n > CONTENTS)
		return fail_code(ERROR_INTERNAL, (int)ERR_get_error(), "the seal cannot sign (%d bytes)", n);
	return NULL;
}

const struct error *
sign_pdf(struct pool *pool, struct bytes pdf, moment at, struct bytes *signed_pdf)
{
	struct update u = {.pool = pool, .out = {.pool = pool}};
	size_t range, contents;
	const struct error *e;

	*signed_pdf = pdf;
	if (!seal.key)
		return NULL;
	/* a NUL behind it, so that numbers end */
	u.pdf = BYTES(pool_bytes(pool, pdf.p, pdf.n), pdf.n);
	text_add_bytes(&u.out, pdf.p, pdf.n);
	if ((e = read_layout(&u)) || (e = add_objects(&u, at, &range, &contents)))
		return e;
	add_table(&u);
	if ((e = fill_in(&u, range, contents)))
		return e;
	*signed_pdf = BYTES(u.out.s, u.out.n);
	return NULL;
}
