/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "web/serve.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/tree.h"
#include "store/sandbox.h"
#include "store/schema.h"
#include "store/seal.h"
#include "web/fcgi.h"
#include "web/route.h"

#define MOST_WORKERS 64
#define BACKLOG 1024	/* a full one is an immediate 502 */
#define LARGE_PIECE (128 * 1024)	/* bytes: has pages of its own, which go back whole */

static volatile sig_atomic_t ending, renewing;

/* Of a worker that has ended nothing is noted: the signal only wakes the parent. */
static void
note(int number)
{
	if (number == SIGHUP)
		renewing = 1;
	else if (number != SIGCHLD)
		ending = 1;
}

/* Given as descriptor 0 by systemd, or made here. */
static int
listen_on(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct stat st;
	int fd;

	if (fstat(0, &st) == 0 && S_ISSOCK(st.st_mode))
		return 0;
	if (!path || strlen(path) >= sizeof address.sun_path)
		return -1;
	memcpy(address.sun_path, path, strlen(path));
	unlink(path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
	    chmod(path, 0660) != 0 || listen(fd, BACKLOG) != 0)
		return -1;
	return fd;
}

/* What the files and settings say. Workers share its memory until they write to it. */
struct loaded {
	struct config config;
	struct site site;
};

static void
unload(const struct program *program, struct loaded *loaded)
{
	program->stop(&loaded->site);
	tree_free(loaded->config.tree);
	free(loaded);
}

static const struct error *
load(const struct program *program, const char *file, struct loaded **out)
{
	struct loaded *loaded = calloc(1, sizeof *loaded);
	const struct error *e;

	if (!loaded)
		_Exit(70);
	loaded->site.config = &loaded->config;
	if ((e = config_load(file, &loaded->config)) ||
	    (e = seal_open_keys(loaded->config.key_file)) ||
	    (e = program->start(&loaded->config, &loaded->site))) {
		unload(program, loaded);
		return e;
	}
	*out = loaded;
	return NULL;
}

struct crew {
	const struct program *program;
	const char *file;
	struct loaded *loaded;
	int listening, count;
	pid_t at[MOST_WORKERS];
	sigset_t awake;		/* nothing blocked: while the parent waits, and in workers */
};

static _Noreturn void
work(const struct crew *crew)
{
	const struct config *config = &crew->loaded->config;
	const char *readable[] = {config->templates, config->formalities, "/usr/share/zoneinfo", NULL};
	const struct sandbox sandbox = {.readable = readable};
	const struct error *e;
	struct db *db;
	int status;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signal(SIGHUP, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	signal(SIGTERM, SIG_DFL);	/* until it serves, there is nothing to finish */
	sigprocmask(SIG_SETMASK, &crew->awake, NULL);
	if ((e = sandbox_worker(&sandbox))) {
		log_failure("sandbox", e);
		_exit(78);
	}
	db = db_new(config);
	status = fcgi_serve(crew->listening, &crew->loaded->site, db);
	db_close(db);
	exit(status);
}

/* There is nothing loaded only if a file was spoilt while renew() was at it; it may be mended by now. */
static pid_t
start_worker(struct crew *crew)
{
	const struct error *e;
	pid_t pid;

	if (!crew->loaded && (e = load(crew->program, crew->file, &crew->loaded))) {
		log_failure("renew", e);
		return -1;
	}
	pid = fork();
	if (pid == 0)
		work(crew);
	return pid;
}

/* In a process of its own, which leaves nothing behind in this one's memory. */
static bool
is_readable(const struct crew *crew)
{
	struct loaded *tried;
	const struct error *e;
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		prctl(PR_SET_NAME, "qiao-reading");	/* no worker, to who counts these */
		if ((e = load(crew->program, crew->file, &tried)))
			log_failure("renew", e);
		_exit(e ? 78 : 0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/*
 * What is loaded goes before the fresh comes, into the same room. Beside each other, the fresh fills the
 * gaps among the old, and from one signal to the next the room of both becomes one that is half gaps.
 */
static bool
reload(struct crew *crew)
{
	const struct error *e;

	if (!is_readable(crew))
		return false;
	if (crew->loaded)
		unload(crew->program, crew->loaded);
	crew->loaded = NULL;
	malloc_trim(0);
	if ((e = load(crew->program, crew->file, &crew->loaded)))
		log_failure("renew", e);
	return !e;
}

static void
renew(struct crew *crew)
{
	renewing = 0;
	if (!reload(crew)) {
		log_warning("event=renew-refused");	/* which is not seen by who sent the signal */
		return;
	}
	log_info("event=renew workers=%d", crew->count);
	for (int i = 0; i < crew->count; i++) {
		pid_t old = crew->at[i];

		crew->at[i] = start_worker(crew);
		if (old > 0)
			kill(old, SIGTERM);	/* it finishes what it has in hand */
	}
}

/* Reap; a worker of the crew that is gone is started again, at most once in a tenth of a second. */
static void
replace_dead(struct crew *crew)
{
	const struct timespec pause = {0, 100000000};
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < crew->count; i++)
			if (crew->at[i] == pid) {
				log_warning("event=worker-ended status=%d signal=%d",
				    WIFEXITED(status) ? WEXITSTATUS(status) : -1,
				    WIFSIGNALED(status) ? WTERMSIG(status) : 0);
				nanosleep(&pause, NULL);
				crew->at[i] = start_worker(crew);
			}
}

/* From here on signals come while the parent waits for them and never in between, so none is overlooked. */
static void
note_signals(struct crew *crew)
{
	static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
	struct sigaction notes = {.sa_handler = note};
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		sigaddset(&blocked, numbers[i]);
		sigaction(numbers[i], &notes, NULL);
	}
	sigprocmask(SIG_BLOCK, &blocked, &crew->awake);
}

static int
lead(struct crew *crew)
{
	const struct config *config = &crew->loaded->config;
	const struct error *e;

	crew->count = config->workers < 1 ? 1 : config->workers > MOST_WORKERS ? MOST_WORKERS :
	    config->workers;
	if ((e = schema_check(config))) {
		log_failure("start", e);
		return 78;
	}
	if ((crew->listening = listen_on(config->socket)) < 0) {
		log_error("event=start error=cannot-listen");
		return 73;
	}
	if ((e = sandbox_parent())) {
		log_failure("sandbox", e);
		return 78;
	}
	log_info("event=ready workers=%d", crew->count);
	note_signals(crew);
	for (int i = 0; i < crew->count; i++)
		crew->at[i] = start_worker(crew);
	while (!ending) {
		sigsuspend(&crew->awake);
		if (!ending)
			replace_dead(crew);
		if (renewing && !ending)
			renew(crew);
	}
	for (int i = 0; i < crew->count; i++)
		if (crew->at[i] > 0)
			kill(crew->at[i], SIGTERM);
	while (wait(NULL) > 0 || errno == EINTR)
		;
	return 0;
}

/* The site map as the program has it: for people, and for the test that tries every route. */
static int
print_routes(const struct site *site)
{
	static const char *const who[] = {"ANYONE", "RESIDENT", "DESK", "AFFAIRS", "HOUSE", "LINK", "CLERK",
	    "AUDITOR", "ADMINISTRATOR", "OFFICER", "APPROVER", "SUPERVISOR"};
	static const char *const methods[] = {"GET", "POST", "PATCH", "DELETE", "OPTIONS"};
	static const char *const access_words[] = {"READ", "WRITE", "ACT", "UPLOAD", "ENTRY", "PIECE"};

	for (size_t i = 0; i < site->route_count; i++) {
		const struct route *r = &site->routes[i];

		printf("%s %s%s %s %s %s\n", methods[r->method], site->root,
		    r->path, r->form()->name, who[r->who], access_words[r->access]);
	}
	return 0;
}

static int
usage(const char *name, int status)
{
	fprintf(status ? stderr : stdout, "usage: %s -c FILE [--check | --routes]\n\n"
	    "  -c FILE    settings (doc/operating.md)\n"
	    "  --check    read the settings, templates and formalities, say what is wrong, end\n"
	    "  --routes   print the site map: method, path, form, who, access\n"
	    "  --help     this\n  --version  the version\n\n"
	    "SIGHUP: read everything anew without dropping a request. SIGTERM: end.\n", name);
	return status;
}

int
serve_main(int argc, char **argv, const struct program *program)
{
	const char *file = NULL;
	bool is_check = false, is_routes = false;
	struct crew crew = {.program = program};
	const struct error *e;
	int status;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-c") == 0 && i + 1 < argc)
			file = argv[++i];
		else if (strcmp(argv[i], "--check") == 0)
			is_check = true;
		else if (strcmp(argv[i], "--routes") == 0)
			is_routes = true;
		else if (strcmp(argv[i], "--version") == 0)
			return printf("%s %s\n", program->name, QIAO_VERSION) < 0;
		else
			return usage(program->name, strcmp(argv[i], "--help") != 0 ? 64 : 0);
	}
	if (!file)
		return usage(program->name, 64);
	log_open(program->name, LOG_LEVEL_INFO);
	crew.file = file;
	/* glibc's own bound grows with what is freed: a reload's large tables would lie in the heap */
	mallopt(M_MMAP_THRESHOLD, LARGE_PIECE);
	if ((e = load(program, file, &crew.loaded))) {
		log_failure("start", e);
		return 78;
	}
	if (is_check || is_routes)
		status = is_routes ? print_routes(&crew.loaded->site) : 0;
	else
		status = lead(&crew);
	if (crew.loaded)
		unload(program, crew.loaded);
	return status;
}
