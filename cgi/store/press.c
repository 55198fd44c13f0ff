/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The client of qiao-media, and the form of its messages. */
#define _GNU_SOURCE 1
#include "store/press.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"

static const char *const words[PRESS_VERDICTS] = {
	[PRESS_OK] = "ok", [PRESS_EMPTY] = "empty", [PRESS_UNKNOWN] = "unknown",
	[PRESS_BROKEN] = "broken", [PRESS_TOO_LARGE] = "too-large", [PRESS_TOO_SMALL] = "too-small",
	[PRESS_LOCKED] = "locked", [PRESS_TOO_MANY_PAGES] = "too-many-pages",
	[PRESS_GAVE_UP] = "gave-up", [PRESS_TOO_LATE] = "too-late",
	[PRESS_TOO_MANY_FILES] = "too-many-files",
};
static const char *const types[] = {NULL, "image/jpeg", "application/pdf"};
#define TYPES (sizeof types / sizeof *types)

/* One conversation; the deadline is on the clock that nobody sets. */
struct talk {
	int fd;
	moment until;
};

const char *
press_word(enum press_verdict verdict)
{
	return words[verdict];
}

uint32_t
press_number_read(const unsigned char in[4])
{
	return (uint32_t)in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 |
	    (uint32_t)in[3] << 24;
}

void
press_number_write(uint32_t number, unsigned char out[4])
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(number >> 8 * i);
}

void
press_head_write(const struct pressed *p, unsigned char head[PRESS_HEAD])
{
	uint32_t type = 0;

	for (uint32_t i = 1; i < TYPES; i++)
		if (text_same(p->type, types[i]))
			type = i;
	const uint32_t numbers[PRESS_HEAD / 4] = {(uint32_t)p->verdict, type, (uint32_t)p->pages,
	    (uint32_t)p->width, (uint32_t)p->height, (uint32_t)p->content.n, (uint32_t)p->thumb.n};

	for (size_t i = 0; i < PRESS_HEAD / 4; i++)
		press_number_write(numbers[i], head + 4 * i);
}

bool
press_head_read(const unsigned char head[PRESS_HEAD], struct pressed *out)
{
	uint32_t n[PRESS_HEAD / 4];

	for (size_t i = 0; i < PRESS_HEAD / 4; i++)
		n[i] = press_number_read(head + 4 * i);
	*out = (struct pressed){.verdict = PRESS_GAVE_UP};
	if (n[0] > PRESS_GAVE_UP || n[1] >= TYPES || n[2] > PRESS_MOST_PAGES ||
	    n[3] > PRESS_MOST_PIXELS || n[4] > PRESS_MOST_PIXELS || n[5] > 2 * PRESS_MOST_BYTES ||
	    n[6] > PRESS_MOST_BYTES || (n[0] == PRESS_OK) != (n[1] != 0 && n[5] != 0))
		return false;
	*out = (struct pressed){.verdict = n[0], .type = types[n[1]], .pages = (int)n[2],
	    .width = (int)n[3], .height = (int)n[4], .content.n = n[5], .thumb.n = n[6]};
	return true;
}

static moment
steady_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND + t.tv_nsec / 1000000;
}

static bool
talk_wait(const struct talk *talk, short events)
{
	struct pollfd p = {.fd = talk->fd, .events = events};
	moment left;
	int n;

	do {
		if ((left = talk->until - steady_now()) <= 0)
			return false;
		n = poll(&p, 1, (int)left);
	} while (n < 0 && errno == EINTR);
	return n > 0;
}

static bool
talk_send(const struct talk *talk, struct bytes data)
{
	while (data.n) {
		ssize_t n = send(talk->fd, data.p, data.n, MSG_NOSIGNAL);

		if (n > 0) {
			data.p += n;
			data.n -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN ? !talk_wait(talk, POLLOUT) : errno != EINTR) {
			return false;
		}
	}
	return true;
}

static bool
talk_receive(const struct talk *talk, void *to, size_t size)
{
	char *at = to;

	while (size) {
		ssize_t n = recv(talk->fd, at, size, 0);

		if (n > 0) {
			at += n;
			size -= (size_t)n;
		} else if (n == 0 ||
		    (errno == EAGAIN ? !talk_wait(talk, POLLIN) : errno != EINTR)) {
			return false;
		}
	}
	return true;
}

static const struct error *
talk_open(struct talk *talk, const char *path)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};

	if (!path || strlen(path) >= sizeof to.sun_path)
		return fail(ERROR_UNAVAILABLE, "media: no socket path, or one that is too long");
	memcpy(to.sun_path, path, strlen(path));
	talk->until = steady_now() + PRESS_PATIENCE;
	talk->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (talk->fd < 0)
		return fail_code(ERROR_UNAVAILABLE, errno, "media: no socket");
	if (connect(talk->fd, (const struct sockaddr *)&to, sizeof to) == 0)
		return NULL;
	/* EAGAIN: its queue is full, and waiting here would only hold one worker more */
	int code = errno;

	close(talk->fd);
	return fail_code(ERROR_UNAVAILABLE, code, "media: cannot connect");
}

/* Anything but a whole answer leaves PRESS_GAVE_UP. */
static void
converse(const struct talk *talk, struct pool *pool, struct bytes original, uint32_t flag,
    struct pressed *out)
{
	unsigned char length[4], head[PRESS_HEAD];
	unsigned char *content, *thumb;
	struct pressed answer;

	press_number_write((uint32_t)original.n | flag, length);
	/* a refusal may come before all was sent: the answer counts, not the broken pipe */
	if (talk_send(talk, BYTES(length, sizeof length)) && !talk_send(talk, original) &&
	    errno != EPIPE && errno != ECONNRESET)
		return;
	if (!talk_receive(talk, head, sizeof head) || !press_head_read(head, &answer))
		return;
	content = pool_alloc(pool, answer.content.n);
	thumb = pool_alloc(pool, answer.thumb.n);
	if (!talk_receive(talk, content, answer.content.n) ||
	    !talk_receive(talk, thumb, answer.thumb.n))
		return;
	answer.content.p = content;
	answer.thumb.p = thumb;
	*out = answer;
}

static const struct error *
ask(const char *socket_path, struct pool *pool, struct bytes original, uint32_t flag, struct pressed *out)
{
	const struct error *e;
	struct talk talk;
	char ready = 0;

	*out = (struct pressed){.verdict = original.n ? PRESS_TOO_LARGE : PRESS_EMPTY};
	if (original.n == 0 || original.n > PRESS_MOST_BYTES)
		return NULL;
	if ((e = talk_open(&talk, socket_path)))
		return e;
	out->verdict = PRESS_GAVE_UP;
	if (talk_receive(&talk, &ready, 1) && ready == PRESS_READY)
		converse(&talk, pool, original, flag, out);
	else
		e = fail(ERROR_UNAVAILABLE, "media: no child was free in time");
	close(talk.fd);
	return e;
}

const struct error *
press(const char *socket_path, struct pool *pool, struct bytes original, struct pressed *out)
{
	return ask(socket_path, pool, original, 0, out);
}

#define JOIN_HEAD 12

const struct error *
press_join(const char *socket_path, struct pool *pool, const struct joining *what, struct pressed *out)
{
	const uint32_t numbers[] = {what->how, (uint32_t)what->paper.n, (uint32_t)strlen(what->name)};
	struct text request = {.pool = pool};
	unsigned char head[JOIN_HEAD];

	for (size_t i = 0; i < 3; i++)
		press_number_write(numbers[i], head + 4 * i);
	text_add_bytes(&request, head, sizeof head);
	text_add_bytes(&request, what->paper.p, what->paper.n);
	text_add(&request, what->name);
	text_add_bytes(&request, what->file.p, what->file.n);
	return ask(socket_path, pool, BYTES(request.s, request.n), PRESS_JOIN, out);
}

bool
press_join_read(struct bytes request, struct joining *out)
{
	static char name[JOIN_NAME_MOST + 1];
	size_t left = request.n, paper, called;

	if (left < JOIN_HEAD || press_number_read(request.p) > JOIN_ATTACHED)
		return false;
	out->how = (enum press_join)press_number_read(request.p);
	paper = press_number_read(request.p + 4);
	called = press_number_read(request.p + 8);
	left -= JOIN_HEAD;
	if (called > JOIN_NAME_MOST || paper > left || called >= left - paper)
		return false;
	out->paper = BYTES(request.p + JOIN_HEAD, paper);
	memcpy(name, out->paper.p + paper, called);
	name[called] = '\0';
	out->name = name;
	out->file = BYTES(out->paper.p + paper + called, left - paper - called);
	return true;
}
