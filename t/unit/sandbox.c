/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a worker, the courier and a decoder can still do, and what not: each try in a child
 * of its own, which locks itself in and ends with 0 (done), an errno, or by the kernel.
 */
#define _GNU_SOURCE 1
#include "store/sandbox.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "store/landlock.h"
#include "tap.h"

#define ENDED_BY_KERNEL 1000
#define NOT_LOCKED 1001

static char folder[] = "/tmp/qiao-sandbox-XXXXXX", inside[64], socket_path[64];

static int
result(bool is_done)
{
	return is_done ? 0 : errno;
}

static int
open_and_read(const char *path)
{
	char c;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	return result(fd >= 0 && read(fd, &c, 1) == 1);
}

static int
try_read_inside(void)
{
	char path[96];

	snprintf(path, sizeof path, "%s/page", inside);
	return open_and_read(path);
}

static int
try_read_outside(void)
{
	return open_and_read("/etc/passwd");
}

static int
try_read_around(void)
{
	char path[96];

	snprintf(path, sizeof path, "%s/../../../etc/passwd", inside);
	return open_and_read(path);
}

static int
try_write_inside(void)
{
	char path[96];

	snprintf(path, sizeof path, "%s/page", inside);
	return result(open(path, O_WRONLY | O_CLOEXEC) >= 0);
}

static int
try_create(void)
{
	char path[96];

	snprintf(path, sizeof path, "%s/new", inside);
	return result(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) >= 0);
}

static int
try_unlink(void)
{
	char path[96];

	snprintf(path, sizeof path, "%s/page", inside);
	return result(unlink(path) == 0);
}

static int
try_zone(void)
{
	return clock_civil(1764633600000, "Asia/Shanghai").hour == 8 &&
	    clock_civil(1764633600000, "Europe/Rome").hour == 1 ? 0 : EIO;
}

static int
try_unix_connect(void)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(to.sun_path, socket_path, strlen(socket_path));
	return result(fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0 &&
	    send(fd, "x", 1, MSG_NOSIGNAL) == 1);
}

static int
try_inet_socket(void)
{
	return result(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0);
}

static int
try_inet6_udp_socket(void)
{
	return result(socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0) >= 0);
}

static int
try_packet_socket(void)
{
	return result(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0) >= 0);
}

/* Refused by who is not there, not by us: port 1 of this machine. */
static int
try_inet_connect(void)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(1),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	return fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) != 0 &&
	    errno == ECONNREFUSED ? 0 : errno;
}

static int
try_inet_bind(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	return result(fd >= 0 && bind(fd, (const struct sockaddr *)&at, sizeof at) == 0);
}

static int
try_resolve(void)
{
	struct addrinfo *found = NULL;

	return getaddrinfo("localhost", "25", &(struct addrinfo){.ai_socktype = SOCK_STREAM},
	    &found) == 0 && found ? 0 : EIO;
}

static int
try_execute(void)
{
	return result(execl("/bin/true", "true", NULL) == 0);
}

static int
try_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return result(pid > 0);
}

static void *
thread_body(void *data)
{
	*(int *)data = 1;
	return NULL;
}

static int
try_thread(void)
{
	int has_run = 0, failed;
	pthread_t thread;

	if ((failed = pthread_create(&thread, NULL, thread_body, &has_run)))
		return failed;
	pthread_join(thread, NULL);
	return has_run ? 0 : EIO;
}

static int
try_code_page(void)
{
	return result(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static int
try_code_later(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return result(p != MAP_FAILED && mprotect(p, 4096, PROT_READ | PROT_EXEC) == 0);
}

static int
try_much_memory(void)
{
	char *p = malloc(64 << 20);

	if (!p)
		return ENOMEM;
	memset(p, 1, 64 << 20);
	free(p);
	return 0;
}

static int
try_memory_file(void)
{
	int fd = memfd_create("upload", MFD_CLOEXEC);

	return result(fd >= 0 && ftruncate(fd, 4096) == 0 && pwrite(fd, "x", 1, 4095) == 1);
}

static int
try_timer(void)
{
	struct itimerval off = {.it_value.tv_sec = 0};

	alarm(30);
	return result(setitimer(ITIMER_REAL, &off, NULL) == 0);
}

static int
try_more_files(void)
{
	return result(setrlimit(RLIMIT_NOFILE, &(struct rlimit){100, 100}) == 0);
}

static int
try_signal_parent(void)
{
	return result(kill(getppid(), SIGUSR1) == 0);
}

static int
try_trace(void)
{
	return result(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0);
}

static int
try_mount(void)
{
	return result(mount("none", inside, "tmpfs", 0, NULL) == 0);
}

static int
try_old_descriptor(void)
{
	return result(write(STDOUT_FILENO, "# from inside\n", 14) == 14);
}

enum who { WORKER, COURIER, DECODER, PARENT };

static const struct error *
lock_in(enum who who)
{
	const char *const readable[] = {inside, NULL};

	if (who == PARENT)
		return sandbox_parent();
	return who == DECODER ? sandbox_decoder() :
	    sandbox_worker(&(struct sandbox){.readable = readable, .may_use_inet = who == COURIER});
}

static int
in_sandbox(enum who who, int (*try)(void))
{
	int status = 0;
	pid_t pid;

	fflush(stdout);
	if ((pid = fork()) == 0)
		_exit(lock_in(who) ? 255 : try());
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGSYS ? ENDED_BY_KERNEL : -WTERMSIG(status);
	return WEXITSTATUS(status) == 255 ? NOT_LOCKED : WEXITSTATUS(status);
}

struct expectation {
	enum who who;
	int (*try)(void);
	int want;
	const char *what;
};

static void
expect_all(const struct expectation *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		is_int(in_sandbox(list[i].who, list[i].try), list[i].want, list[i].what);
}
#define EXPECT(list) expect_all((list), sizeof(list) / sizeof *(list))

/* These hold on every kernel and under every sanitizer. */
static const struct expectation always[] = {
	{WORKER, try_read_inside, 0, "a worker reads its folder"},
	{WORKER, try_zone, 0, "knows the time of every zone"},
	{WORKER, try_unix_connect, 0, "talks over unix sockets"},
	{WORKER, try_memory_file, 0, "has files in memory"},
	{WORKER, try_timer, 0, "has its alarm"},
	{WORKER, try_thread, 0, "may start threads"},
	{WORKER, try_much_memory, 0, "and has memory"},
	{COURIER, try_inet_connect, 0, "the courier connects by TCP"},
	{COURIER, try_resolve, 0, "and finds names"},
	{PARENT, try_read_outside, 0, "a parent of workers reads its settings anew"},
	{PARENT, try_fork, 0, "starts workers"},
	{PARENT, try_unix_connect, 0, "and asks the store for its schema"},
	{DECODER, try_thread, 0, "a decoder may start threads"},
	{DECODER, try_much_memory, 0, "has memory"},
	{DECODER, try_old_descriptor, 0, "and keeps what it had open"},
};

static const struct expectation with_landlock[] = {
	{WORKER, try_read_outside, EACCES, "a worker reads nothing else"},
	{WORKER, try_read_around, EACCES, "by no way around"},
	{COURIER, try_read_outside, EACCES, "nor does the courier"},
	{COURIER, try_inet_bind, EACCES, "which waits for no connection"},
};

static const struct expectation with_filter[] = {
	{WORKER, try_write_inside, EPERM, "a worker writes no file"},
	{WORKER, try_create, EPERM, "makes none"},
	{WORKER, try_unlink, EPERM, "removes none"},
	{WORKER, try_inet_socket, EPERM, "has no TCP"},
	{WORKER, try_inet6_udp_socket, EPERM, "and no UDP"},
	{WORKER, try_execute, EPERM, "starts no program"},
	{WORKER, try_fork, EPERM, "and no process"},
	{WORKER, try_code_page, EPERM, "makes no code"},
	{WORKER, try_code_later, EPERM, "not in two steps either"},
	{WORKER, try_more_files, EPERM, "changes no limit"},
	{WORKER, try_signal_parent, ENDED_BY_KERNEL, "a worker that sends a signal is ended"},
	{WORKER, try_trace, ENDED_BY_KERNEL, "one that traces"},
	{WORKER, try_mount, ENDED_BY_KERNEL, "one that mounts"},
	{COURIER, try_packet_socket, EPERM, "the courier has no raw sockets"},
	{COURIER, try_create, EPERM, "makes no file"},
	{COURIER, try_execute, EPERM, "and starts no program"},
	{PARENT, try_execute, EPERM, "a parent of workers starts no program"},
	{PARENT, try_inet_socket, EPERM, "has no TCP"},
	{PARENT, try_packet_socket, EPERM, "no raw sockets"},
	{PARENT, try_trace, EPERM, "traces nobody"},
	{PARENT, try_mount, EPERM, "and mounts nothing"},
	{DECODER, try_read_inside, EPERM, "a decoder opens no file"},
	{DECODER, try_create, EPERM, "makes none"},
	{DECODER, try_inet_socket, EPERM, "has no TCP"},
	{DECODER, try_unix_connect, EPERM, "no sockets at all"},
	{DECODER, try_execute, EPERM, "starts no program"},
	{DECODER, try_fork, EPERM, "no process"},
	{DECODER, try_code_page, EPERM, "and makes no code"},
	{DECODER, try_timer, ENDED_BY_KERNEL, "one that sets a timer is ended"},
	{DECODER, try_signal_parent, ENDED_BY_KERNEL, "and one that sends a signal"},
};

#ifdef __SANITIZE_ADDRESS__
#define HAS_FILTER false
#else
#define HAS_FILTER true
#endif

static int
make_folder(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	char path[96];
	FILE *f;
	int fd;

	if (!mkdtemp(folder))
		return -1;
	snprintf(inside, sizeof inside, "%s/in", folder);
	snprintf(socket_path, sizeof socket_path, "%s/socket", folder);
	snprintf(path, sizeof path, "%s/page", inside);
	memcpy(at.sun_path, socket_path, strlen(socket_path));
	if (mkdir(inside, 0700) != 0 || !(f = fopen(path, "w")))
		return -1;
	fputs("page", f);
	fclose(f);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	return fd < 0 || bind(fd, (const struct sockaddr *)&at, sizeof at) != 0 ? -1 :
	    listen(fd, 16);
}

static void
remove_folder(void)
{
	char path[96];

	snprintf(path, sizeof path, "%s/page", inside);
	unlink(path);
	rmdir(inside);
	unlink(socket_path);
	rmdir(folder);
}

static void
test_missing_folder(void)
{
	const char *const readable[] = {"/nowhere/at/all", NULL};
	const struct error *e;
	int status = 0;
	pid_t pid;

	fflush(stdout);
	if ((pid = fork()) == 0) {
		e = sandbox_worker(&(struct sandbox){.readable = readable});
		_exit(e && e->kind == ERROR_INTERNAL ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	is_int(status, 0, "a folder that is not there is an error at the start, not later");
}

int
main(void)
{
	if (make_folder() != 0)
		return 1;
	is_int(try_read_outside(), 0, "without a sandbox other files can be read");
	is_int(try_inet_bind(), 0, "and TCP ports taken");
	EXPECT(always);
	if (landlock_version() >= 4) {
		EXPECT(with_landlock);
		test_missing_folder();
	}
	if (HAS_FILTER)
		EXPECT(with_filter);
	remove_folder();
	return done();
}
