/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a process may still do from here on; there is no way back. Called once, after
 * everything was opened and loaded and before the first byte from outside is read.
 *
 *	static const char *const folders[] = {"/usr/share/qiao/templates", NULL};
 *	if ((e = sandbox_worker(&(struct sandbox){.readable = folders})))
 *		return e;
 *
 * Three layers: no new privileges; Landlock (files, TCP, signals; a kernel without it
 * gets a warning in the log); a system call filter. Starting a program or a process,
 * writing a file and other families of sockets are refused with EPERM, reading other
 * files with EACCES; a system call that no worker has a use for ends the process.
 * Under AddressSanitizer, whose runtime needs far more, the filter is left out.
 */
#ifndef QIAO_STORE_SANDBOX_H
#define QIAO_STORE_SANDBOX_H

#include <stdbool.h>

struct error;

struct sandbox {
	const char *const *readable;	/* folders, files; NULL at the end; the zones are added */
	bool may_use_inet;		/* the courier: mail, SMS and webhooks go out by TCP */
};

/* FastCGI workers and the courier: unix sockets, threads, reading what was named. */
const struct error *sandbox_worker(const struct sandbox *what) __attribute__((warn_unused_result));

/*
 * A parent of workers or of decoders, which reads settings anew and starts those, and never a program: no new
 * privileges, no other program, no look into other processes, unix sockets only. Its children inherit that.
 */
const struct error *sandbox_parent(void) __attribute__((warn_unused_result));

/* A decoder's child: memory, threads, and the descriptors that it has; opens nothing. */
const struct error *sandbox_decoder(void) __attribute__((warn_unused_result));

#endif
