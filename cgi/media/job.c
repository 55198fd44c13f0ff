/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define _GNU_SOURCE 1
#include "media/job.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "media/document.h"
#include "media/join.h"
#include "media/kind.h"
#include "media/picture.h"
#include "store/press.h"
#include "store/sandbox.h"

#define MEMORY_MOST (1536u << 20)
#ifdef __SANITIZE_ADDRESS__	/* where no limit of memory ends a job, its time does */
#define CPU_SECONDS 6
#else
#define CPU_SECONDS 20
#endif
#define GROUPS 64

static bool
receive(int connection, unsigned char *to, size_t n)
{
	while (n) {
		ssize_t got = read(connection, to, n);

		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		if (got > 0) {
			to += got;
			n -= (size_t)got;
		}
	}
	return true;
}

static bool
deliver(int connection, struct bytes data)
{
	while (data.n) {
		ssize_t n = write(connection, data.p, data.n);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			data.p += n;
			data.n -= (size_t)n;
		}
	}
	return true;
}

/* Every program has a user of its own; those that may ask us are in our group. */
static bool
is_ours(int connection)
{
	struct ucred peer;
	gid_t groups[GROUPS];
	socklen_t size = sizeof peer;

	if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
		return false;
	if (peer.uid == geteuid() || peer.gid == getegid())
		return true;
	size = sizeof groups;
	if (getsockopt(connection, SOL_SOCKET, SO_PEERGROUPS, groups, &size) != 0)
		return false;
	for (size_t i = 0; i < size / sizeof *groups; i++)
		if (groups[i] == getegid())
			return true;
	return false;
}

static bool
set_limit(int what, rlim_t most)
{
	return setrlimit(what, &(struct rlimit){most, most}) == 0;
}

/* The bytes are in memory by now, and nothing has looked at them yet. */
static void
lock_the_door(void)
{
	const struct error *e;
	bool is_limited = set_limit(RLIMIT_CPU, CPU_SECONDS) && set_limit(RLIMIT_CORE, 0) &&
	    set_limit(RLIMIT_NOFILE, 16);

#ifndef __SANITIZE_ADDRESS__	/* it needs terabytes of addresses, and writes reports */
	is_limited = is_limited && set_limit(RLIMIT_AS, MEMORY_MOST) && set_limit(RLIMIT_FSIZE, 0);
	mallopt(M_ARENA_MAX, 2);
#endif
	e = is_limited ? sandbox_decoder() : fail_code(ERROR_INTERNAL, errno, "limits");
	if (e) {
		log_failure("sandbox", e);
		_exit(JOB_NO_SANDBOX);
	}
}

static void
press_bytes(struct bytes original, struct pressed *out)
{
	enum kind kind = kind_of(original);

	if (kind == KIND_UNKNOWN)
		out->verdict = PRESS_UNKNOWN;
	else if (kind == KIND_PDF)
		out->verdict = document_press(original, out);
	else
		out->verdict = picture_press(kind, original, out);
	if (out->verdict != PRESS_OK)
		*out = (struct pressed){.verdict = out->verdict};
}

static void
join_bytes(struct bytes request, struct pressed *out)
{
	out->verdict = join_press(request, out);
	if (out->verdict != PRESS_OK)
		*out = (struct pressed){.verdict = out->verdict};
}

static _Noreturn void
answer(int connection, const struct pressed *pressed)
{
	unsigned char head[PRESS_HEAD];

	press_head_write(pressed, head);
	if (!deliver(connection, BYTES(head, sizeof head)) ||
	    !deliver(connection, pressed->content) || !deliver(connection, pressed->thumb))
		_exit(JOB_NO_ANSWER);
	_exit((int)pressed->verdict);
}

void
job_run(int connection)
{
	struct pressed pressed = {.verdict = PRESS_GAVE_UP};
	bool is_joining;
	const unsigned char ready = PRESS_READY;
	unsigned char length[4], *p;
	size_t n;

	if (!is_ours(connection))
		_exit(JOB_STRANGER);
	if (!deliver(connection, BYTES(&ready, 1)) || !receive(connection, length, sizeof length))
		_exit(JOB_NO_REQUEST);
	n = press_number_read(length);
	is_joining = (n & PRESS_JOIN) != 0;
	n &= ~(size_t)PRESS_JOIN;
	if (n == 0 || n > PRESS_MOST_BYTES) {
		pressed.verdict = n ? PRESS_TOO_LARGE : PRESS_EMPTY;
		answer(connection, &pressed);
	}
	if (!(p = malloc(n)) || !receive(connection, p, n))
		_exit(JOB_NO_REQUEST);
	lock_the_door();
	if (is_joining)
		join_bytes(BYTES(p, n), &pressed);
	else
		press_bytes(BYTES(p, n), &pressed);
	answer(connection, &pressed);
}
