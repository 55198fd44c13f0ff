/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The system call filters. Lists were taken from traces of the running programs and
 * kept to that, with what libmariadb needs to connect again and what Pango's font
 * thread needs. The only file that knows libseccomp.
 */
#define _GNU_SOURCE 1
#include "store/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "base/error.h"
#include "base/log.h"
#include "store/landlock.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const int common_calls[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close),
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigaction), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall), SCMP_SYS(tgkill),
	SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid), SCMP_SYS(getrusage),
	SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getcpu), SCMP_SYS(sysinfo),
	SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
};

static const int worker_calls[] = {
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(connect), SCMP_SYS(shutdown),
	SCMP_SYS(sendto), SCMP_SYS(recvfrom), SCMP_SYS(sendmsg), SCMP_SYS(recvmsg),
	SCMP_SYS(setsockopt), SCMP_SYS(getsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername),
	SCMP_SYS(fcntl), SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(access),
	SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx),
	SCMP_SYS(fstatfs), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
	SCMP_SYS(memfd_create), SCMP_SYS(ftruncate), SCMP_SYS(setitimer), SCMP_SYS(alarm),
	SCMP_SYS(uname), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
};

static const int inet_calls[] = {
	SCMP_SYS(bind), SCMP_SYS(sendmmsg), SCMP_SYS(recvmmsg), SCMP_SYS(socketpair),
	SCMP_SYS(pipe2), SCMP_SYS(eventfd2), SCMP_SYS(select), SCMP_SYS(pselect6),
	SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait),
};

/* Libraries try these and live with a no. */
static const int refused_calls[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(open),
	SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(umask), SCMP_SYS(statfs),
	SCMP_SYS(sched_setaffinity), SCMP_SYS(sched_setscheduler), SCMP_SYS(get_mempolicy),
};

/* What only the decoder is refused; workers are given them. */
static const int refused_decoder_calls[] = {
	SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	SCMP_SYS(ioctl), SCMP_SYS(fcntl), SCMP_SYS(ftruncate), SCMP_SYS(memfd_create),
	SCMP_SYS(socket), SCMP_SYS(uname),
};

/* What a parent of workers has no use for, and whoever had taken it over would. */
static const int refused_parent_calls[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_getfd), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
	SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd), SCMP_SYS(init_module),
	SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(setuid), SCMP_SYS(setgid),
};

struct condition {
	int call;
	uint32_t action;
	struct scmp_arg_cmp arg;
};

#define REFUSE SCMP_ACT_ERRNO(EPERM)
#define IF_SET(n, bits) {(n), SCMP_CMP_MASKED_EQ, (bits), (bits)}
#define IF_CLEAR(n, bits) {(n), SCMP_CMP_MASKED_EQ, (bits), 0}
#define IF_EQUAL(n, value) {(n), SCMP_CMP_EQ, (value), 0}
#define IF_OTHER(n, value) {(n), SCMP_CMP_NE, (value), 0}

static const struct condition common_conditions[] = {
	/* no page both written and run: there is no JIT here */
	{SCMP_SYS(mmap), SCMP_ACT_ALLOW, IF_CLEAR(2, PROT_EXEC)},
	{SCMP_SYS(mmap), REFUSE, IF_SET(2, PROT_EXEC)},
	{SCMP_SYS(mprotect), SCMP_ACT_ALLOW, IF_CLEAR(2, PROT_EXEC)},
	{SCMP_SYS(mprotect), REFUSE, IF_SET(2, PROT_EXEC)},
	/* threads and no processes; libc falls back from clone3, whose flags cannot be seen */
	{SCMP_SYS(clone), SCMP_ACT_ALLOW, IF_SET(0, CLONE_THREAD)},
	{SCMP_SYS(clone), REFUSE, IF_CLEAR(0, CLONE_THREAD)},
	{SCMP_SYS(prctl), SCMP_ACT_ALLOW, IF_EQUAL(0, PR_SET_NAME)},
	{SCMP_SYS(prctl), REFUSE, IF_OTHER(0, PR_SET_NAME)},
	{SCMP_SYS(prlimit64), SCMP_ACT_ALLOW, IF_EQUAL(2, 0)},
	{SCMP_SYS(prlimit64), REFUSE, IF_OTHER(2, 0)},
};

static const struct condition worker_conditions[] = {
	{SCMP_SYS(openat), REFUSE, IF_SET(2, O_WRONLY)},
	{SCMP_SYS(openat), REFUSE, IF_SET(2, O_RDWR)},
	{SCMP_SYS(openat), REFUSE, IF_SET(2, O_CREAT)},
	{SCMP_SYS(openat), REFUSE, IF_SET(2, O_TRUNC)},
	{SCMP_SYS(openat), SCMP_ACT_ALLOW, IF_CLEAR(2, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)},
	{SCMP_SYS(ioctl), SCMP_ACT_ALLOW, IF_EQUAL(1, FIONREAD)},
	{SCMP_SYS(ioctl), REFUSE, IF_OTHER(1, FIONREAD)},
};

static const struct condition unix_conditions[] = {
	{SCMP_SYS(socket), SCMP_ACT_ALLOW, IF_EQUAL(0, AF_UNIX)},
	{SCMP_SYS(socket), REFUSE, IF_OTHER(0, AF_UNIX)},
};

/* Netlink: getaddrinfo asks which families this host has. */
static const struct condition inet_conditions[] = {
	{SCMP_SYS(socket), SCMP_ACT_ALLOW, IF_EQUAL(0, AF_UNIX)},
	{SCMP_SYS(socket), SCMP_ACT_ALLOW, IF_EQUAL(0, AF_INET)},
	{SCMP_SYS(socket), SCMP_ACT_ALLOW, IF_EQUAL(0, AF_INET6)},
	{SCMP_SYS(socket), SCMP_ACT_ALLOW, IF_EQUAL(0, AF_NETLINK)},
	{SCMP_SYS(socket), REFUSE, {0, SCMP_CMP_GT, AF_NETLINK, 0}},
};

static int
add_calls(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t n)
{
	int failed = 0;

	for (size_t i = 0; i < n && !failed; i++)
		failed = seccomp_rule_add(filter, action, calls[i], 0);
	return failed;
}

static int
add_conditions(scmp_filter_ctx filter, const struct condition *list, size_t n)
{
	int failed = 0;

	for (size_t i = 0; i < n && !failed; i++)
		failed = seccomp_rule_add_array(filter, list[i].action, list[i].call, 1,
		    &list[i].arg);
	return failed;
}

static int
add_common(scmp_filter_ctx filter)
{
	int failed = add_calls(filter, SCMP_ACT_ALLOW, common_calls, COUNT(common_calls));

	if (!failed)
		failed = add_calls(filter, REFUSE, refused_calls, COUNT(refused_calls));
	if (!failed)
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	if (!failed)
		failed = add_conditions(filter, common_conditions, COUNT(common_conditions));
	return failed;
}

static int
add_worker(scmp_filter_ctx filter, bool may_use_inet)
{
	int failed = add_calls(filter, SCMP_ACT_ALLOW, worker_calls, COUNT(worker_calls));

	if (!failed)
		failed = add_conditions(filter, worker_conditions, COUNT(worker_conditions));
	if (!failed && may_use_inet)
		failed = add_calls(filter, SCMP_ACT_ALLOW, inet_calls, COUNT(inet_calls));
	if (failed)
		return failed;
	return may_use_inet ?
	    add_conditions(filter, inet_conditions, COUNT(inet_conditions)) :
	    add_conditions(filter, unix_conditions, COUNT(unix_conditions));
}

static const struct error *
start_filter(const struct sandbox *worker)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int failed = filter ? add_common(filter) : -ENOMEM;

	if (!failed)
		failed = worker ? add_worker(filter, worker->may_use_inet) :
		    add_calls(filter, REFUSE, refused_decoder_calls, COUNT(refused_decoder_calls));
	if (!failed)
		failed = seccomp_load(filter);
	if (filter)
		seccomp_release(filter);
	return failed ? fail_code(ERROR_INTERNAL, -failed, "sandbox: system call filter") : NULL;
}

static const struct error *
start_parent_filter(void)
{
	static const struct condition sockets = {SCMP_SYS(socket), REFUSE, IF_OTHER(0, AF_UNIX)};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int failed = filter ? add_calls(filter, REFUSE, refused_parent_calls, COUNT(refused_parent_calls)) :
	    -ENOMEM;

	if (!failed)
		failed = add_conditions(filter, &sockets, 1);
	if (!failed)
		failed = seccomp_load(filter);
	if (filter)
		seccomp_release(filter);
	return failed ? fail_code(ERROR_INTERNAL, -failed, "sandbox: system call filter") : NULL;
}

static const struct error *
filter_calls(const struct sandbox *worker)
{
#ifdef __SANITIZE_ADDRESS__
	log_warning("event=sandbox filter=left-out reason=sanitizer");
	(void)worker;
	(void)start_filter;
	return NULL;
#else
	return start_filter(worker);
#endif
}

const struct error *
sandbox_worker(const struct sandbox *what)
{
	const struct error *e;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fail_code(ERROR_INTERNAL, errno, "sandbox: no new privileges");
	if ((e = landlock_confine(what)))
		return e;
	return filter_calls(what);
}

const struct error *
sandbox_parent(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fail_code(ERROR_INTERNAL, errno, "sandbox: no new privileges");
#ifdef __SANITIZE_ADDRESS__
	(void)start_parent_filter;
	return NULL;
#else
	return start_parent_filter();
#endif
}

const struct error *
sandbox_decoder(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fail_code(ERROR_INTERNAL, errno, "sandbox: no new privileges");
	return filter_calls(NULL);
}
