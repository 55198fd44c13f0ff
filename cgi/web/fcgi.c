/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The only file that includes libfcgi. keep_conn is off in nginx (a kept connection pins a
 * worker); the input is drained before the answer begins, for nginx sends nothing of it afterwards
 * and then waits for our end as we for its; FCGX_Detach spares the two seconds of lingering.
 */
#include "web/fcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "store/db.h"
#include "web/limits.h"
#include "web/reply.h"
#include "web/route.h"

static volatile sig_atomic_t stopping;

static void
stop(int number)
{
	(void)number;
	stopping = 1;
	FCGX_ShutdownPending();
}

static void
too_slow(int number)
{
	static const char line[] = "error event=request-too-slow\n";

	(void)number;
	if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
		_exit(71);
	_exit(71);	/* the parent starts another; nginx answers 502 for this one */
}

static const struct error *
read_all(FCGX_Stream *in, char *to, size_t n)
{
	size_t got = 0;

	while (got < n) {
		int step = FCGX_GetStr(to + got, (int)(n - got > 1 << 20 ? 1 << 20 : n - got), in);

		if (step <= 0)
			return fail(ERROR_BAD_REQUEST, "body ended early");
		got += (size_t)step;
	}
	return NULL;
}

static const struct error *
read_body(struct request *q, FCGX_Stream *in)
{
	size_t n = q->content_length;
	char *to;

	if (n == 0)
		return NULL;
	if (n > LIMIT_UPLOAD)
		return fail(ERROR_TOO_LARGE, "body of %zu", n);
	if (!(to = request_room(q, n)))
		return fail(ERROR_UNAVAILABLE, "no memory for %zu", n);
	q->body = BYTES(to, n);
	return read_all(in, to, n);
}

/* What is read of a request, but its body. */
#define PARAMS(PARAM) \
	PARAM(REQUEST_METHOD) PARAM(REQUEST_URI) PARAM(REQUEST_BEGAN) PARAM(QUERY_STRING) \
	PARAM(CONTENT_TYPE) PARAM(CONTENT_LENGTH) PARAM(REMOTE_ADDR) PARAM(HTTP_HOST) \
	PARAM(HTTP_COOKIE) PARAM(HTTP_ORIGIN) PARAM(HTTP_SEC_FETCH_SITE) PARAM(HTTP_USER_AGENT) \
	PARAM(HTTP_ACCEPT_LANGUAGE) PARAM(HTTP_ACCEPT_ENCODING) PARAM(HTTP_X_HTTP_METHOD_OVERRIDE) \
	PARAM(HTTP_TUS_RESUMABLE) PARAM(HTTP_UPLOAD_LENGTH) PARAM(HTTP_UPLOAD_OFFSET) \
	PARAM(HTTP_UPLOAD_METADATA) PARAM(HTTP_UPLOAD_CHECKSUM) PARAM(HTTP_UPLOAD_DEFER_LENGTH) \
	PARAM(HTTP_UPLOAD_CONCAT) PARAM(HTTP_QIAO_TOKEN)

#define PARAM(name) name,
enum param { PARAMS(PARAM) PARAM_COUNT };
#undef PARAM

struct head {
	const char *at[PARAM_COUNT];
};

/* In one go: FCGX_GetParam() goes through all of them for each. Of two of a name the first counts. */
static struct head
head_of(FCGX_ParamArray env)
{
#define PARAM(name) {#name, sizeof #name - 1},
	static const struct {
		const char *name;
		size_t n;
	} params[] = {PARAMS(PARAM)};
#undef PARAM
	struct head head = {0};

	for (; *env; env++) {
		size_t n = strcspn(*env, "=");

		for (size_t i = 0; i < PARAM_COUNT; i++)
			if (params[i].n == n && !head.at[i] && memcmp(params[i].name, *env, n) == 0)
				head.at[i] = *env + n + 1;
	}
	return head;
}

static const char *
header(const struct head *head, enum param which, size_t most)
{
	const char *v = head->at[which];

	return v && *v && strlen(v) <= most ? v : NULL;
}

/*
 * REQUEST_URI as nginx passes it on, without the query. Other characters, or more of them, are in no
 * path of ours; whoever asks for such a one is told so in the language that it begins with.
 */
static const char *
path_of(struct request *q, const char *uri)
{
	size_t n = uri ? strcspn(uri, "?#") : 0;

	if (n == 0 || n > LIMIT_PATH || uri[0] != '/' || strspn(uri, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.") < n) {
		if (n > 4 && uri[0] == '/' && uri[3] == '/' &&
		    strspn(uri + 1, "abcdefghijklmnopqrstuvwxyz") == 2)
			return pool_format(q->pool, "%.4s-", uri);
		return "/-";
	}
	return pool_bytes(q->pool, uri, n);
}

static enum method
method_of(const char *name)
{
	static const struct {
		const char *name;
		enum method method;
	} methods[] = {{"GET", METHOD_GET}, {"HEAD", METHOD_GET}, {"POST", METHOD_POST},
	    {"PATCH", METHOD_PATCH}, {"DELETE", METHOD_DELETE}, {"OPTIONS", METHOD_OPTIONS}};

	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (text_same(name, methods[i].name))
			return methods[i].method;
	return METHOD_OTHER;
}

static void
read_tus(struct tus *t, const struct head *head)
{
	t->version_said = header(head, HTTP_TUS_RESUMABLE, 20);
	t->length_said = header(head, HTTP_UPLOAD_LENGTH, 20);
	t->offset_said = header(head, HTTP_UPLOAD_OFFSET, 20);
	t->metadata_said = header(head, HTTP_UPLOAD_METADATA, 2000);
	t->checksum_said = header(head, HTTP_UPLOAD_CHECKSUM, 120);
	t->is_deferred = header(head, HTTP_UPLOAD_DEFER_LENGTH, SIZE_MAX);
	t->is_joined = header(head, HTTP_UPLOAD_CONCAT, SIZE_MAX);
	t->token = header(head, HTTP_QIAO_TOKEN, 100);
}

/* nginx's $msec: seconds, with three digits behind the point. Now, if it says nothing of use. */
static moment
began_of(const struct head *head)
{
	const char *said = header(head, REQUEST_BEGAN, 20), *point = said ? strchr(said, '.') : NULL;
	moment now = clock_now();
	char digits[21] = "";
	int64_t ms;

	if (!point || strlen(point + 1) != 3)
		return now;
	strncat(digits, said, (size_t)(point - said));
	strncat(digits, point + 1, 3);
	return text_number(digits, 1, now, &ms) ? ms : now;
}

static const struct error *
read_head(struct request *q, const struct head *head)
{
	const char *method = head->at[REQUEST_METHOD];
	const char *length = head->at[CONTENT_LENGTH], *encodings;
	int64_t n = 0;

	q->began = began_of(head);
	q->method = method_of(method);
	/* where something between us lets no other method through */
	method = q->method == METHOD_POST ? header(head, HTTP_X_HTTP_METHOD_OVERRIDE, 10) : NULL;
	if (text_same(method, "PATCH") || text_same(method, "DELETE"))
		q->method = method_of(method);
	q->full_path = path_of(q, head->at[REQUEST_URI]);
	q->query_string = header(head, QUERY_STRING, LIMIT_QUERY);
	q->is_query_lost = !q->query_string && header(head, QUERY_STRING, SIZE_MAX);
	q->content_type = header(head, CONTENT_TYPE, 200);
	q->cookies = header(head, HTTP_COOKIE, LIMIT_HEADER);
	q->origin = header(head, HTTP_ORIGIN, 300);
	q->fetch_site = header(head, HTTP_SEC_FETCH_SITE, 20);
	q->user_agent = header(head, HTTP_USER_AGENT, 1000);
	q->address = header(head, REMOTE_ADDR, 60);
	q->accept_language = header(head, HTTP_ACCEPT_LANGUAGE, 500);
	q->host = header(head, HTTP_HOST, 300);
	encodings = header(head, HTTP_ACCEPT_ENCODING, 300);
	q->takes_gzip = encodings && strstr(encodings, "gzip") && !strstr(encodings, "gzip;q=0");
	read_tus(&q->tus, head);
	if (length && *length && !text_number(length, 0, (int64_t)1 << 40, &n))
		return fail(ERROR_BAD_REQUEST, "content length");
	q->content_length = (size_t)n;
	return NULL;
}

/* All of it, or as much as nginx takes: it may have given up. */
static bool
write_all(int fd, struct iovec *at, int count)
{
	while (count > 0) {
		ssize_t n = writev(fd, at, count);

		if (n < 0 && errno != EINTR)
			return false;
		for (; n > 0 && count > 0 && (size_t)n >= at->iov_len; at++, count--)
			n -= (ssize_t)at->iov_len;
		if (n > 0)
			*at = (struct iovec){(char *)at->iov_base + n, at->iov_len - (size_t)n};
	}
	return true;
}

/*
 * The answer as records of the FastCGI specification (3.3, 5.3, 5.5), and a page with its end
 * in one write: libfcgi's 8 KiB at a time left half a page when a worker was killed between
 * two of them, and what nginx has begun to see it asks no other worker for.
 */
static void
send_out(FCGX_Request *r, struct bytes out)
{
	enum { VERSION = 1, END = 3, STDOUT = 6, RECORD = 65535, HEAD = 8 };
	unsigned char high = (unsigned char)(r->requestId >> 8), low = (unsigned char)r->requestId;
	unsigned char head[HEAD] = {VERSION, STDOUT, high, low};
	unsigned char end[3 * HEAD] = {VERSION, STDOUT, high, low, 0, 0, 0, 0,
	    VERSION, END, high, low, 0, HEAD};
	bool is_taken = true;

	while (is_taken && out.n) {
		size_t n = out.n < RECORD ? out.n : RECORD;
		struct iovec parts[] = {{head, HEAD}, {(void *)(uintptr_t)out.p, n}, {end, sizeof end}};

		head[4] = (unsigned char)(n >> 8);
		head[5] = (unsigned char)n;
		is_taken = write_all(r->ipcFd, parts, n == out.n ? 3 : 2);
		out = BYTES(out.p + n, out.n - n);
	}
	/* else libfcgi would end the request a second time */
	r->out->wasFCloseCalled = r->err->wasFCloseCalled = 1;
}

/* The record that ends the input comes after the last byte of the body. */
static void
drain(FCGX_Stream *in)
{
	char junk[8192];

	while (FCGX_GetStr(junk, sizeof junk, in) > 0)
		;
}

static void
handle(FCGX_Request *r, const struct site *site, struct db *db, struct pool *pool)
{
	struct request *q = POOL_NEW(pool, struct request);
	const struct head head = head_of(r->envp);
	const struct error *e;

	q->pool = pool;
	q->db = db;
	q->site = site;
	db_use_pool(db, pool);
	if (!(e = read_head(q, &head)))
		e = read_body(q, r->in);
	if (e)
		route_refuse(q, e);
	else
		route_serve(q);
	drain(r->in);
	send_out(r, reply_bytes_out(q));
	route_note(q);
	pool_empty(pool);
}

int
fcgi_serve(int listening, const struct site *site, struct db *db)
{
	struct sigaction stops = {.sa_handler = stop}, slow = {.sa_handler = too_slow};
	struct pool *pool = pool_new(NULL, LIMIT_POOL);
	FCGX_Request r;

	sigaction(SIGTERM, &stops, NULL);
	sigaction(SIGINT, &stops, NULL);
	sigaction(SIGALRM, &slow, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&r, listening, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return 1;
	while (!stopping) {
		int accepted = FCGX_Accept_r(&r);

		if (accepted == -EINTR)
			continue;
		if (accepted < 0)
			break;
		alarm(LIMIT_SECONDS);
		handle(&r, site, db, pool);
		FCGX_Detach(&r);
		FCGX_Finish_r(&r);
		alarm(0);
	}
	FCGX_Free(&r, 1);
	pool_free(pool);
	return 0;
}
