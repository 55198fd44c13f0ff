/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/reply.h"

#include <libdeflate.h>
#include <string.h>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "web/header.h"
#include "web/route.h"
#include "web/view.h"

/* What every page of ours may do: nothing from elsewhere, nothing inline (doc/threats.md). */
#define POLICY "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; " \
	"connect-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'; "

#define LEAST_PACKED 512	/* bytes, as in deploy/nginx/http.conf.in */
#define LARGE (10 * 1024)

const char *
cookie_name(const struct request *q, const char *name)
{
	return q->site->config->is_tls ? pool_format(q->pool, "__Host-qiao-%s", name) :
	    pool_format(q->pool, "qiao-%s", name);
}

void
reply_cookie(struct request *q, const char *name, const char *value, moment lasts)
{
	struct reply *r = &q->reply;

	for (size_t i = 0; i < r->cookie_count; i++)
		if (strcmp(r->cookies[i].name, name) == 0) {
			r->cookies[i] = (struct cookie_out){name, value, lasts};
			return;
		}
	if (r->cookie_count < sizeof r->cookies / sizeof *r->cookies)
		r->cookies[r->cookie_count++] = (struct cookie_out){name, value, lasts};
}

const struct error *
reply_page(struct request *q, const char *name)
{
	q->reply.status = q->is_shown_again && !q->is_shown_only ? 422 : 200;
	q->reply.template = strchr(name, '/') ? pool_string(q->pool, name) :
	    pool_format(q->pool, "%s/%s", q->site->name, name);
	return NULL;
}

const struct error *
reply_see_other(struct request *q, const char *location)
{
	q->reply.status = 303;
	q->reply.location = location;
	return NULL;
}

const struct error *
reply_moved(struct request *q, const char *location)
{
	q->reply.status = 301;
	q->reply.location = location;
	return NULL;
}

const struct error *
reply_bytes(struct request *q, const char *type, struct bytes body, const char *download)
{
	q->reply.status = 200;
	q->reply.type = type;
	q->reply.body = body;
	q->reply.download = download;
	return NULL;
}

const struct error *
reply_bare(struct request *q, int status)
{
	q->reply.status = status;
	q->reply.template = NULL;
	q->reply.type = "text/plain; charset=utf-8";
	q->reply.body = bytes_of("");
	return NULL;
}

void
reply_header(struct request *q, const char *name, const char *value)
{
	q->reply.headers.pool = q->pool;
	pairs_set(&q->reply.headers, name, value);
}

static bool
is_piece(const struct request *q)
{
	return q->route && q->route->access == ACCESS_PIECE;
}

/* The key of the sentence below the title. */
static const char *
text_of(const struct request *q, const struct error *e)
{
	if (e->kind == ERROR_BAD_REQUEST && q->method == METHOD_GET)
		return "error.bad_request.link";
	if (e->kind == ERROR_TOO_LARGE && !header_is_type(q->content_type, "multipart/form-data"))
		return "error.too_large.form";
	return pool_format(q->pool, "error.%s.text", error_word(e->kind));
}

void
reply_failed(struct request *q, const struct error *e)
{
	const char *word = error_word(e->kind);

	q->reply.status = error_status(e->kind);
	q->reply.location = NULL;
	q->reply.type = NULL;
	if (is_piece(q) && !reply_bare(q, q->reply.status))
		return;
	q->reply.template = "error/page";
	if (!q->page)
		q->page = tree_in(q->pool);
	tree_set(q->page, "Page.Title", say(q, pool_format(q->pool, "error.%s.title", word)));
	tree_set(q->page, "Page.Text", say(q, text_of(q, e)));
	tree_set(q->page, "Page.Why", word);
	tree_set_number(q->page, "Page.Status", q->reply.status);
}

static void
put_cookies(struct request *q, struct text *out)
{
	for (size_t i = 0; i < q->reply.cookie_count; i++) {
		const struct cookie_out *c = &q->reply.cookies[i];

		text_addf(out, "Set-Cookie: %s=%s; Path=/; HttpOnly; SameSite=Lax%s",
		    cookie_name(q, c->name), c->value, q->site->config->is_tls ? "; Secure" : "");
		if (c->lasts >= 0)
			text_addf(out, "; Max-Age=%lld", (long long)(c->lasts / SECOND));
		text_add(out, "\r\n");
	}
}

/*
 * Pages are compressed here: nginx's zlib takes twice as long, and leaves out what is not 200, 403 or 404, as
 * a form that is shown again. A large page is to be as small as can be (doc/weights.md); for 5 bytes of 100
 * the others take half as long. An empty answer means: send it as it is.
 */
static struct bytes
packed(struct request *q, struct bytes plain)
{
	static struct libdeflate_compressor *small, *large;
	struct libdeflate_compressor **by = plain.n < LARGE ? &small : &large;
	unsigned char *out;

	if (!q->takes_gzip || !q->reply.template || plain.n < LEAST_PACKED)
		return BYTES(NULL, 0);
	if (!*by && !(*by = libdeflate_alloc_compressor(by == &small ? 1 : 6)))
		return BYTES(NULL, 0);
	out = pool_alloc(q->pool, plain.n);
	return BYTES(out, libdeflate_gzip_compress(*by, plain.p, plain.n, out, plain.n));
}

static void
put_headers(struct request *q, struct text *out)
{
	const struct reply *r = &q->reply;

	text_addf(out, "Status: %d\r\n", r->status);
	if (r->location)
		text_addf(out, "Location: %s\r\n", r->location);
	/* its page of a 500 (deploy/nginx/errors.conf.in) */
	if (r->is_nginx_s)
		text_add(out, "X-Accel-Redirect: /qiao-failed\r\n");
	text_addf(out, "Content-Type: %s\r\n", r->type ? r->type : "text/html; charset=utf-8");
	if (r->download)
		text_addf(out, "Content-Disposition: attachment; filename=\"%s\"\r\n", r->download);
	else if (r->shown_as)
		text_addf(out, "Content-Disposition: inline; filename=\"%s\"\r\n", r->shown_as);
	text_addf(out, "Cache-Control: %s\r\n", r->is_public && r->cookie_count == 0 ?
	    "public, max-age=60" : "private, no-store");
	if (r->status == 503 || r->status == 429)
		text_add(out, "Retry-After: 5\r\n");
	text_add(out, "Content-Security-Policy: " POLICY "frame-src 'self'; object-src 'none'; "
	    "frame-ancestors ");
	text_add(out, r->is_embedded ? "'self'" : "'none'");
	text_add(out, "\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\n"
	    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n"
	    "Permissions-Policy: geolocation=(), payment=(), usb=(), interest-cohort=()\r\n"
	    "Vary: Cookie, Accept-Language, Accept-Encoding\r\n");
	if (is_piece(q))
		text_add(out, "Tus-Resumable: " TUS_VERSION "\r\n");
	for (size_t i = 0; i < r->headers.count; i++)
		text_addf(out, "%s: %s\r\n", r->headers.at[i].name, r->headers.at[i].value);
	put_cookies(q, out);
}

/* Rendering happens before anything is sent, so a template's failure is a clean 500. */
static struct bytes
body_of(struct request *q)
{
	struct text out = {.pool = q->pool};
	const struct error *e;

	if (!q->reply.template)
		return q->reply.body;
	if (!(e = view_render(q->site->views, q->reply.template, q->page, q->lang, &out)))
		return BYTES(out.s ? out.s : "", out.n);
	log_failure("render", e);
	reply_failed(q, e);
	out.n = 0;
	if (!(e = view_render(q->site->views, q->reply.template, q->page, q->lang, &out)))
		return BYTES(out.s ? out.s : "", out.n);
	log_failure("render", e);
	q->reply.template = NULL;
	q->reply.is_nginx_s = true;
	return bytes_of("");
}

struct bytes
reply_bytes_out(struct request *q)
{
	struct bytes body = body_of(q), small = packed(q, body);
	struct text out = {.pool = q->pool};

	put_headers(q, &out);
	if (small.n) {
		text_add(&out, "Content-Encoding: gzip\r\n");
		body = small;
	}
	text_addf(&out, "Content-Length: %zu\r\n\r\n", body.n);
	text_add_bytes(&out, body.p, body.n);
	return BYTES(out.s, out.n);
}
