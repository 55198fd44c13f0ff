/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "loop.h"

#include <errno.h>
#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define BACKLOG 1024
#define MOST_WORKERS 64
#define LIMIT_SECONDS 60

struct answer {
	char *bytes;
	size_t size;
};

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
	(void)number;
	_exit(71);
}

static bool
load(const char *file, struct answer *out)
{
	FILE *f = fopen(file, "rbe");
	int head;
	long size;

	if (!f)
		return false;
	if (fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0 ||
	    !(out->bytes = malloc((size_t)size + 200))) {
		fclose(f);
		return false;
	}
	head = sprintf(out->bytes, "Status: 200\r\nContent-Type: text/html; charset=utf-8\r\n"
	    "Content-Length: %ld\r\n\r\n", size);
	out->size = (size_t)head + fread(out->bytes + head, 1, (size_t)size, f);
	fclose(f);
	return out->size == (size_t)(head + size);
}

static int
listen_on(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || strlen(path) >= sizeof address.sun_path)
		return -1;
	strcpy(address.sun_path, path);
	unlink(path);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, BACKLOG) != 0)
		return -1;
	return fd;
}

static int
answer_all(int listening, const struct answer *answer, const struct work *work)
{
	struct sigaction stops = {.sa_handler = stop}, slow = {.sa_handler = too_slow};
	FCGX_Request r;
	char junk[8192];

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &stops, NULL);
	sigaction(SIGALRM, &slow, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&r, listening, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return 1;
	if (work)
		work->begin(work->data);
	while (!stopping) {
		int accepted = FCGX_Accept_r(&r);

		if (accepted == -EINTR)
			continue;
		if (accepted < 0)
			break;
		alarm(LIMIT_SECONDS);
		if (work && !work->each(work->data, FCGX_GetParam("REQUEST_URI", r.envp)))
			return 1;
		FCGX_PutStr(answer->bytes, (int)answer->size, r.out);
		while (FCGX_GetStr(junk, sizeof junk, r.in) > 0)
			;
		FCGX_Detach(&r);
		FCGX_Finish_r(&r);
		alarm(0);
	}
	FCGX_Free(&r, 1);
	return 0;
}

int
loop(const char *socket_path, int workers, const char *page_file, const struct work *work)
{
	struct sigaction stops = {.sa_handler = stop};
	pid_t crew[MOST_WORKERS];
	struct answer answer;
	int listening;

	if (workers < 1 || workers > MOST_WORKERS || !load(page_file, &answer) ||
	    (listening = listen_on(socket_path)) < 0) {
		perror(socket_path);
		return 1;
	}
	for (int i = 0; i < workers; i++)
		if ((crew[i] = fork()) == 0)
			_exit(answer_all(listening, &answer, work));
	/* a worker that ends is a fault of the measurement, and ends it */
	sigaction(SIGTERM, &stops, NULL);
	wait(NULL);
	for (int i = 0; i < workers; i++)
		kill(crew[i], SIGTERM);
	while (wait(NULL) > 0 || errno == EINTR)
		;
	free(answer.bytes);
	return stopping ? 0 : 1;
}
