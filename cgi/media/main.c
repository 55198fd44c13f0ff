/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * qiao-media -c FILE: takes uploads over a unix socket and answers with what is kept
 * (store/press.h has the protocol). This parent reads no byte of them: it holds the
 * socket, starts a child for each connection, ends those that take too long, and logs.
 *
 * The socket is inherited as descriptor 0 (systemd), or made at MediaSocket, mode 0660.
 * Of the settings only MediaSocket and MediaChildren are read, with no secret among them.
 */
#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "base/tree.h"
#include "media/job.h"
#include "media/kind.h"
#include "media/picture.h"
#include "store/press.h"
#include "store/sandbox.h"

#define JOB_PATIENCE (40 * SECOND)	/* wall clock; less than the client's */
#define BACKLOG 128
#define CHILDREN_MOST 16

struct job {
	pid_t pid;		/* 0: free */
	moment started;
};

struct service {
	int listener, signals, nowhere;
	int children;		/* at once; more wait in the backlog */
	struct job jobs[CHILDREN_MOST];
	bool is_ending;
};

static moment
steady_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND + t.tv_nsec / 1000000;
}

static const struct error *
listen_at(const char *path, int *out)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	mode_t before;
	int failed;

	if (!path || strlen(path) >= sizeof at.sun_path)
		return fail(ERROR_INTERNAL, "MediaSocket is missing or too long");
	memcpy(at.sun_path, path, strlen(path));
	if (unlink(path) != 0 && errno != ENOENT)
		return fail_code(ERROR_INTERNAL, errno, "cannot replace %s", path);
	*out = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	before = umask(0117);
	failed = *out < 0 || bind(*out, (const struct sockaddr *)&at, sizeof at) != 0 ||
	    listen(*out, BACKLOG) != 0;
	umask(before);
	return failed ? fail_code(ERROR_INTERNAL, errno, "cannot listen at %s", path) : NULL;
}

static bool
is_listening(int fd)
{
	int is_it = 0;
	socklen_t size = sizeof is_it;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &is_it, &size) == 0 && is_it;
}

static const struct error *
open_socket(struct service *s, const struct tree *settings)
{
	const struct error *e = NULL;

	s->listener = STDIN_FILENO;
	if (!is_listening(s->listener))
		e = listen_at(tree_get(settings, "MediaSocket"), &s->listener);
	/* a client may go away between poll and accept */
	if (!e && fcntl(s->listener, F_SETFL, O_NONBLOCK) != 0)
		e = fail_code(ERROR_INTERNAL, errno, "cannot set up the socket");
	return e;
}

static const struct error *
open_signals(struct service *s)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	signal(SIGPIPE, SIG_IGN);
	s->nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (s->nowhere < 0 || sigprocmask(SIG_BLOCK, &set, NULL) != 0 ||
	    (s->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC)) < 0)
		return fail_code(ERROR_INTERNAL, errno, "cannot take signals");
	return NULL;
}

static struct job *
free_job(struct service *s)
{
	for (int i = 0; i < s->children; i++)
		if (s->jobs[i].pid == 0)
			return &s->jobs[i];
	return NULL;
}

static bool
is_busy(const struct service *s)
{
	for (int i = 0; i < s->children; i++)
		if (s->jobs[i].pid != 0)
			return true;
	return false;
}

static _Noreturn void
be_a_child(const struct service *s, pid_t parent, int connection)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(JOB_NO_REQUEST);
	close(s->listener);
	close(s->signals);
#ifndef __SANITIZE_ADDRESS__
	/* what a library says of a file may quote it; our own failures are exit statuses */
	dup2(s->nowhere, STDERR_FILENO);
#endif
	job_run(connection);
}

static void
start_job(struct service *s, struct job *job)
{
	int connection = accept4(s->listener, NULL, NULL, SOCK_CLOEXEC);
	pid_t parent = getpid();

	if (connection < 0) {
		/* EMFILE and the like would make the loop spin */
		if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) {
			log_error("event=accept code=%d", errno);
			poll(NULL, 0, 100);
		}
		return;
	}
	job->started = steady_now();
	job->pid = fork();
	if (job->pid == 0)
		be_a_child(s, parent, connection);
	if (job->pid < 0) {
		log_error("event=fork code=%d", errno);
		job->pid = 0;
	}
	close(connection);
}

static void
log_end(const struct job *job, int status)
{
	long long ms = (long long)(steady_now() - job->started);

	if (WIFSIGNALED(status))
		log_warning("event=press verdict=gave-up signal=%d ms=%lld", WTERMSIG(status), ms);
	else if (WEXITSTATUS(status) <= PRESS_GAVE_UP)
		log_info("event=press verdict=%s ms=%lld",
		    press_word((enum press_verdict)WEXITSTATUS(status)), ms);
	else
		log_warning("event=press verdict=none status=%d ms=%lld", WEXITSTATUS(status), ms);
}

static void
reap(struct service *s)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < s->children; i++)
			if (s->jobs[i].pid == pid) {
				log_end(&s->jobs[i], status);
				s->jobs[i].pid = 0;
			}
}

static void
take_signals(struct service *s)
{
	struct signalfd_siginfo info;

	while (read(s->signals, &info, sizeof info) == sizeof info)
		if (info.ssi_signo != SIGCHLD)
			s->is_ending = true;
	reap(s);
}

/* Ends what is over its time; answers how long poll may sleep, -1 if there is nothing to end. */
static int
watch_time(struct service *s)
{
	moment now = steady_now(), least = -1;

	for (int i = 0; i < s->children; i++) {
		moment left = s->jobs[i].started + JOB_PATIENCE - now;

		if (s->jobs[i].pid == 0)
			continue;
		if (left <= 0)
			kill(s->jobs[i].pid, SIGKILL);
		if (left <= 0)
			left = SECOND;
		if (least < 0 || left < least)
			least = left;
	}
	return (int)least;
}

/* Until SIGTERM; then the jobs in hand are finished, and the socket's next owner has the rest. */
static void
serve(struct service *s)
{
	while (!s->is_ending || is_busy(s)) {
		struct job *job = s->is_ending ? NULL : free_job(s);
		struct pollfd p[] = {{.fd = s->signals, .events = POLLIN},
		    {.fd = job ? s->listener : -1, .events = POLLIN}};

		if (poll(p, 2, watch_time(s)) < 0 && errno != EINTR) {
			log_error("event=poll code=%d", errno);
			return;
		}
		if (p[0].revents)
			take_signals(s);
		if (p[1].revents && !s->is_ending)
			start_job(s, job);
	}
}

static const struct error *
start(struct service *s, const char *program, const struct tree *settings)
{
	const struct error *e;
	int64_t children = tree_number(settings, "MediaChildren", 2);

	s->children = (int)(children < 1 ? 1 : children > CHILDREN_MOST ? CHILDREN_MOST : children);
	if ((e = kind_open()) || (e = picture_open(program)))
		return e;
	if ((e = open_signals(s)) || (e = open_socket(s, settings)))
		return e;
	return sandbox_parent();
}

int
main(int argc, char **argv)
{
	struct service service = {0};
	const struct error *e;
	struct tree *settings;

	log_open("qiao-media", LOG_LEVEL_INFO);
	if (argc != 3 || !text_same(argv[1], "-c")) {
		log_error("event=usage detail=\"qiao-media -c FILE\"");
		return 64;
	}
	if ((e = tree_load(argv[2], &settings)) || (e = start(&service, argv[0], settings))) {
		log_failure("start", e);
		return 1;
	}
	log_info("event=start children=%d", service.children);
	serve(&service);	/* the path stays: it may be the next service's by now */
	tree_free(settings);
	log_info("event=end");
	return 0;
}
