/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What qiao-courier and qiao-print have in common: programs without requests, which go round until they
 * are told to end. Nothing is kept but in the store, so any number may run, and be ended at any moment.
 */
#ifndef QIAO_STORE_BACKGROUND_H
#define QIAO_STORE_BACKGROUND_H

#include <signal.h>
#include <stdbool.h>

struct config;
struct db;
struct error;
struct sandbox;

struct background_words {
	const char *file;		/* -c FILE */
	bool is_once, is_check;		/* --once, --check */
};

struct background {
	struct db *db;
	const struct error *(*round)(void *data, bool *is_idle);	/* in a pool of its own */
	void *data;
	bool is_once;			/* until nothing is to be done; else until SIGTERM */
};

/* SIGTERM or SIGINT came: what is in hand is done, nothing else is begun. */
extern volatile sig_atomic_t background_ending;

/* True: go on. Else all is answered (--help, --version, a mistake), and *status is what to exit with. */
bool background_read(int argc, char **argv, const char *name, const char *usage,
    struct background_words *out, int *status) __attribute__((warn_unused_result));

/* Signals, the sandbox, the schema: an error is one of the settings or the machine. No way back. */
const struct error *background_enter(const struct config *config, const struct sandbox *sandbox)
    __attribute__((warn_unused_result));

/* A store that is away is told once, and again when it is back. False: --once, and it is away. */
bool background_work(const struct background *b) __attribute__((warn_unused_result));

#endif
