/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a message leaves: mail by SMTP (RFC 5321), a text message by the HTTP of an SMS gateway
 * in the manner of Kannel's sendsms. One connection is kept and used again. The settings:
 *
 *	Mail { Url = smtp://mail.example.org:587  From = no-reply@example.org
 *	       Tls = required | none  User = …  Password = …  CaFile = … }
 *	Sms  { Url = https://sms.example.org/cgi-bin/sendsms  User = …  Password = …  From = …
 *	       CaFile = … }
 *
 * CaFile: who vouches for the server's certificate, in the place of the system's list.
 */
#ifndef QIAO_COURIER_POST_H
#define QIAO_COURIER_POST_H

#include <stdbool.h>

#include "base/text.h"

struct error;
struct pool;
struct post;
struct tree;

#define POST_MOST_SECONDS 30	/* for one message; less than OUTBOX_CLAIM */

enum post_verdict {
	POST_SENT,
	POST_LATER,		/* not this message now: greylisted, mailbox full */
	POST_NEVER,		/* this message was refused for good */
	POST_DOWN		/* no message now: nobody answers, or our settings are refused */
};

struct posted {
	enum post_verdict verdict;
	int code;		/* SMTP's or HTTP's answer, 0 if there was none */
	int failure;		/* libcurl's number, 0 if the exchange itself went well */
};

/* Before the sandbox. A setting that is wrong is an error; a channel without Url is not there. */
const struct error *post_open(const struct tree *settings, struct post **out)
    __attribute__((warn_unused_result));
void post_close(struct post *post);
bool post_has(const struct post *post, const char *channel);
/* A file that is read when a message is sent, NULL past the last. */
const char *post_file(const struct post *post, int i);
const char *post_from(const struct post *post);		/* the mail address that we write from */

/* to: must have passed mime_is_address(). */
struct posted post_mail(struct post *post, const char *to, struct bytes message);
/* to: E.164. */
struct posted post_sms(struct post *post, struct pool *pool, const char *to, const char *text);

#endif
