/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes <curl/curl.h>. */
#include "courier/post.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "courier/mime.h"

#define CONNECT_SECONDS 10L
#define HTTP_ACCEPTED 202

struct post {
	const char *mail_url, *mail_from, *mail_user, *mail_password, *mail_ca;
	bool mail_is_plain;
	const char *sms_url, *sms_user, *sms_password, *sms_from, *sms_ca;
	CURL *mail, *sms;
	struct bytes left;		/* of the message being sent */
	bool has_recipient;		/* the server was told for whom */
};

static const struct error *
check_mail(const struct tree *settings, struct post *post)
{
	const char *tls = tree_get_or(settings, "Mail.Tls", "required");

	post->mail_url = tree_get(settings, "Mail.Url");
	post->mail_from = tree_get(settings, "Mail.From");
	post->mail_user = tree_get(settings, "Mail.User");
	post->mail_password = tree_get(settings, "Mail.Password");
	post->mail_ca = tree_get(settings, "Mail.CaFile");
	post->mail_is_plain = strcmp(tls, "none") == 0;
	if (!post->mail_url)
		return NULL;
	if (!text_starts(post->mail_url, "smtp://") && !text_starts(post->mail_url, "smtps://"))
		return fail(ERROR_INTERNAL, "Mail.Url is not smtp:// or smtps://");
	if (!post->mail_from || !mime_is_address(post->mail_from))
		return fail(ERROR_INTERNAL, "Mail.From is not a mail address");
	if (!post->mail_is_plain && strcmp(tls, "required") != 0)
		return fail(ERROR_INTERNAL, "Mail.Tls is neither required nor none");
	if (post->mail_is_plain && post->mail_user)
		return fail(ERROR_INTERNAL, "Mail.User would be sent without TLS: Mail.Tls");
	return NULL;
}

static const struct error *
check_sms(const struct tree *settings, struct post *post)
{
	post->sms_url = tree_get(settings, "Sms.Url");
	post->sms_user = tree_get(settings, "Sms.User");
	post->sms_password = tree_get(settings, "Sms.Password");
	post->sms_from = tree_get(settings, "Sms.From");
	post->sms_ca = tree_get(settings, "Sms.CaFile");
	if (!post->sms_url)
		return NULL;
	if ((!text_starts(post->sms_url, "http://") && !text_starts(post->sms_url, "https://")) ||
	    strpbrk(post->sms_url, "?# "))
		return fail(ERROR_INTERNAL, "Sms.Url is not http:// or https://, or has a query");
	if (!post->sms_user || !post->sms_password)
		return fail(ERROR_INTERNAL, "Sms.User or Sms.Password is missing");
	return NULL;
}

const struct error *
post_open(const struct tree *settings, struct post **out)
{
	struct post *post = calloc(1, sizeof *post);
	const struct error *e;

	if (!post)
		_Exit(70);
	*out = post;
	if ((e = check_mail(settings, post)) || (e = check_sms(settings, post)))
		return e;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(post->mail = curl_easy_init()) ||
	    !(post->sms = curl_easy_init()))
		return fail(ERROR_INTERNAL, "libcurl does not start");
	return NULL;
}

void
post_close(struct post *post)
{
	if (!post)
		return;
	curl_easy_cleanup(post->mail);
	curl_easy_cleanup(post->sms);
	curl_global_cleanup();
	free(post);
}

bool
post_has(const struct post *post, const char *channel)
{
	return strcmp(channel, "mail") == 0 ? post->mail_url != NULL :
	    strcmp(channel, "sms") == 0 && post->sms_url != NULL;
}

const char *
post_file(const struct post *post, int i)
{
	const char *first = post->mail_ca ? post->mail_ca : post->sms_ca;

	return i == 0 ? first : i == 1 && first == post->mail_ca ? post->sms_ca : NULL;
}

const char *
post_from(const struct post *post)
{
	return post->mail_from;
}

static size_t
give(char *to, size_t size, size_t count, void *data)
{
	struct post *post = data;
	size_t n = size * count < post->left.n ? size * count : post->left.n;

	memcpy(to, post->left.p, n);
	post->left = BYTES(post->left.p + n, post->left.n - n);
	return n;
}

static size_t
ignore(char *from, size_t size, size_t count, void *data)
{
	(void)from;
	(void)data;
	return size * count;
}

/* Only a refusal after RCPT is about the message; one before it is about us or our settings. */
static int
watch(CURL *curl, curl_infotype type, char *text, size_t n, void *data)
{
	struct post *post = data;

	(void)curl;
	if (type == CURLINFO_HEADER_OUT && n >= 4 && memcmp(text, "RCPT", 4) == 0)
		post->has_recipient = true;
	return 0;
}

/* What both kinds of exchange have in common. Proxies of the environment are not ours. */
static bool
prepare(CURL *curl, const char *url, const char *ca)
{
	curl_easy_reset(curl);		/* keeps the connection */
	if (ca && curl_easy_setopt(curl, CURLOPT_CAINFO, ca) != CURLE_OK)
		return false;
	return curl_easy_setopt(curl, CURLOPT_URL, url) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps,http,https") == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)POST_MOST_SECONDS) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore) == CURLE_OK;
}

static bool
prepare_mail(struct post *post, struct curl_slist *to)
{
	CURL *curl = post->mail;

	if (!prepare(curl, post->mail_url, post->mail_ca))
		return false;
	if ((post->mail_user && curl_easy_setopt(curl, CURLOPT_USERNAME, post->mail_user)) ||
	    (post->mail_password && curl_easy_setopt(curl, CURLOPT_PASSWORD, post->mail_password)))
		return false;
	return curl_easy_setopt(curl, CURLOPT_USE_SSL,
	    post->mail_is_plain ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, post->mail_from) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_READDATA, post) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, post) == CURLE_OK;
}

static int
answer_of(CURL *curl)
{
	long code = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	return (int)code;
}

/* 421: the server closes; 530 to 538: it wants encryption or another password (RFC 4954). */
static enum post_verdict
judge_mail(const struct post *post, CURLcode result, int code)
{
	if (result == CURLE_OK)
		return POST_SENT;
	if (!post->has_recipient || code == 421 || (code >= 530 && code <= 538))
		return POST_DOWN;
	if (code >= 400 && code < 500)
		return POST_LATER;
	return code >= 500 && code < 600 ? POST_NEVER : POST_DOWN;
}

struct posted
post_mail(struct post *post, const char *to, struct bytes message)
{
	struct curl_slist *list = curl_slist_append(NULL, to);
	struct posted posted = {.verdict = POST_DOWN};
	CURLcode result;

	post->left = message;
	post->has_recipient = false;
	if (list && prepare_mail(post, list)) {
		result = curl_easy_perform(post->mail);
		posted.failure = (int)result;
		posted.code = answer_of(post->mail);
		posted.verdict = judge_mail(post, result, posted.code);
	}
	curl_slist_free_all(list);
	return posted;
}

static bool
add_parameter(struct text *url, CURL *curl, const char *name, const char *value)
{
	char *escaped = curl_easy_escape(curl, value, 0);

	if (!escaped)
		return false;
	text_addf(url, "%s%s=%s", strchr(url->s, '?') ? "&" : "?", name, escaped);
	curl_free(escaped);
	return true;
}

/* coding=2: UCS-2, so that every character of the text survives. */
static bool
sms_url(struct post *post, struct text *url, const char *to, const char *text)
{
	const char *const parameters[][2] = {{"username", post->sms_user},
	    {"password", post->sms_password}, {"to", to}, {"coding", "2"}, {"charset", "UTF-8"},
	    {"text", text}, {"from", post->sms_from}};
	size_t count = sizeof parameters / sizeof *parameters - (post->sms_from ? 0 : 1);

	text_add(url, post->sms_url);
	for (size_t i = 0; i < count; i++)
		if (!add_parameter(url, post->sms, parameters[i][0], parameters[i][1]))
			return false;
	return true;
}

/* 202 is the gateway's word for taken; a 4xx or 5xx of its own says nothing about the number. */
struct posted
post_sms(struct post *post, struct pool *pool, const char *to, const char *text)
{
	struct posted posted = {.verdict = POST_DOWN};
	struct text url = {.pool = pool};
	CURLcode result;

	if (!sms_url(post, &url, to, text) || !prepare(post->sms, url.s, post->sms_ca))
		return posted;
	result = curl_easy_perform(post->sms);
	posted.failure = (int)result;
	if (result != CURLE_OK)
		return posted;
	posted.code = answer_of(post->sms);
	posted.verdict = posted.code == HTTP_ACCEPTED ? POST_SENT :
	    posted.code == 400 ? POST_LATER : POST_DOWN;
	return posted;
}
