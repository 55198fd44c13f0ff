/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Landlock: docs.kernel.org/userspace-api/landlock.html. The kernel's header of Debian 12
 * knows version 2 only, and glibc has no wrappers, so later rights are written out here.
 */
#define _GNU_SOURCE 1
#include "store/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "store/sandbox.h"

#define FS_VERSION_1 ((UINT64_C(1) << 13) - 1)
#define FS_REFER (UINT64_C(1) << 13)		/* version 2 */
#define FS_TRUNCATE (UINT64_C(1) << 14)		/* 3 */
#define FS_IOCTL_DEV (UINT64_C(1) << 15)	/* 5 */
#define NET_BIND_TCP UINT64_C(1)		/* 4 */
#define NET_CONNECT_TCP UINT64_C(2)
#define SCOPE_ABSTRACT_UNIX UINT64_C(1)		/* 6 */
#define SCOPE_SIGNAL UINT64_C(2)

/* A kernel that knows less takes the longer struct when what it does not know is 0. */
struct ruleset {
	uint64_t fs, net, scoped;
};

int
landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	return version > 0 ? (int)version : 0;
}

static struct ruleset
denied_by_default(int version, bool may_use_inet)
{
	struct ruleset r = {.fs = FS_VERSION_1};

	if (version >= 2)
		r.fs |= FS_REFER;
	if (version >= 3)
		r.fs |= FS_TRUNCATE;
	if (version >= 5)
		r.fs |= FS_IOCTL_DEV;
	if (version >= 4)
		r.net = may_use_inet ? NET_BIND_TCP : NET_BIND_TCP | NET_CONNECT_TCP;
	if (version >= 6)
		r.scoped = SCOPE_ABSTRACT_UNIX | SCOPE_SIGNAL;
	return r;
}

static const struct error *
allow_reading(int ruleset, const char *path, bool is_needed)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};
	struct stat st;
	int failed;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0 && !is_needed)
		return NULL;
	if (rule.parent_fd < 0 || fstat(rule.parent_fd, &st) != 0)
		return fail_code(ERROR_INTERNAL, errno, "sandbox: cannot open %s", path);
	if (S_ISDIR(st.st_mode))
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	failed = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0;
	if (failed)
		failed = errno;
	close(rule.parent_fd);
	return failed ? fail_code(ERROR_INTERNAL, failed, "sandbox: rule for %s", path) : NULL;
}

static const struct error *
allow_all(int ruleset, const struct sandbox *what)
{
	/* what libc itself opens later: zones, and for names of other hosts its own settings */
	static const char *const always[] = {"/usr/share/zoneinfo", "/etc/localtime", NULL};
	static const char *const for_inet[] = {"/etc/resolv.conf", "/etc/hosts", "/etc/host.conf",
	    "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services", "/etc/ssl",
	    "/usr/share/ca-certificates", "/run/systemd/resolve", NULL};
#ifdef __SANITIZE_ADDRESS__
	static const char *const for_sanitizer[] = {"/proc", NULL};
#else
	static const char *const for_sanitizer[] = {NULL};
#endif
	const struct {
		const char *const *paths;
		bool is_needed;
	} lists[] = {{what->readable, true}, {always, false}, {for_sanitizer, false},
	    {what->may_use_inet ? for_inet : NULL, false}};
	const struct error *e;

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (const char *const *path = lists[i].paths; path && *path; path++)
			if ((e = allow_reading(ruleset, *path, lists[i].is_needed)))
				return e;
	return NULL;
}

const struct error *
landlock_confine(const struct sandbox *what)
{
	int version = landlock_version(), ruleset;
	struct ruleset denied = denied_by_default(version, what->may_use_inet);
	const struct error *e;

	if (version == 0) {
		log_warning("event=sandbox landlock=absent");
		return NULL;
	}
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &denied, sizeof denied, 0);
	if (ruleset < 0)
		return fail_code(ERROR_INTERNAL, errno, "sandbox: ruleset, version %d", version);
	e = allow_all(ruleset, what);
	if (!e && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		e = fail_code(ERROR_INTERNAL, errno, "sandbox: restrict, version %d", version);
	close(ruleset);
	return e;
}
