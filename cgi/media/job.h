/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One upload, in a child of its own: take it over the socket, lock the door, recognise,
 * decode (or join a paper and its file), answer. The child's exit status is the verdict, for
 * the parent's log; any other end of it (a signal, 64 and above) is the client's PRESS_GAVE_UP.
 */
#ifndef QIAO_MEDIA_JOB_H
#define QIAO_MEDIA_JOB_H

#define JOB_NO_REQUEST 64	/* the client went away */
#define JOB_NO_SANDBOX 65
#define JOB_NO_ANSWER 66	/* the client did not wait for it */
#define JOB_STRANGER 67		/* not one of our programs */

_Noreturn void job_run(int connection);

#endif
