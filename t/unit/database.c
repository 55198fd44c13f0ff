/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "database.h"

#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/config.h"
#include "base/error.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/seal.h"
#include "tap.h"

#define PATIENCE 1200	/* of 50 ms */

static char folder[] = "/tmp/qiao-database-XXXXXX";
static struct config config;
static struct pool *pool;
static pid_t server, guardian, owner;
static int life = -1;		/* open as long as the brick lives */

void
must(const struct error *e)
{
	if (e)
		bail_out(pool_format(pool, "%s:%d: %s (%d)", e->file, e->line, e->detail, e->code));
}

static const char *
file(const char *name)
{
	return pool_format(pool, "%s/%s", folder, name);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st, (void)type, (void)walk;
	return remove(path);
}

static void
pause_a_little(void)
{
	nanosleep(&(struct timespec){0, 50000000}, NULL);
}

/* Removes the folder when the brick has ended, however it did: also if it was killed. */
static void
start_guardian(void)
{
	int ends[2];
	char c;

	if (pipe2(ends, O_CLOEXEC) != 0 || (guardian = fork()) < 0)
		bail_out("fork");
	if (guardian) {
		close(ends[0]);
		life = ends[1];
		return;
	}
	close(ends[1]);
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	while (read(ends[0], &c, 1) > 0)
		;
	/* the server may still be about to end, and write */
	for (int i = 0; i < PATIENCE && access(folder, F_OK) == 0; i++) {
		nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
		pause_a_little();
	}
	_exit(0);
}

static void
end_all(void)
{
	if (getpid() != owner)
		return;
	if (server > 0) {
		kill(server, SIGTERM);
		for (int i = 0; i < PATIENCE / 4 && waitpid(server, NULL, WNOHANG) == 0; i++)
			pause_a_little();
		kill(server, SIGKILL);
	}
	close(life);
	waitpid(guardian, NULL, 0);
	pool_free(pool);
}

/* What it says goes to a log in the folder; it ends with this process. */
static pid_t
start_program(const char *const argv[])
{
	pid_t pid = fork();

	if (pid < 0)
		bail_out("fork");
	if (pid)
		return pid;
	int log = open(file("log"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != owner || log < 0 ||
	    dup2(log, STDOUT_FILENO) < 0 || dup2(log, STDERR_FILENO) < 0)
		_exit(126);
	/* Debian keeps the server where an ordinary user's shell does not look */
	setenv("PATH", pool_format(pool, "%s:/usr/sbin:/usr/local/sbin", getenv("PATH") ?
	    getenv("PATH") : "/usr/bin:/bin"), 1);
	char *copy[24] = {0};

	for (int i = 0; i < 23 && argv[i]; i++)
		copy[i] = pool_string(pool, argv[i]);
	execvp(copy[0], copy);
	_exit(127);
}

static void
show_log(void)
{
	FILE *log = fopen(file("log"), "re");
	char line[400];

	while (log && fgets(line, sizeof line, log))
		fprintf(stderr, "# %s", line);
	if (log)
		fclose(log);
}

static bool
run_program(const char *const argv[])
{
	pid_t pid = start_program(argv);
	int status;

	return waitpid(pid, &status, 0) == pid && status == 0;
}

static bool
copy_folder(const char *from, const char *to)
{
	return run_program((const char *const[]){"cp", "-R", from, to, NULL});
}

/* An empty store: of the bricks of one `make check` the first makes it, and leaves it for the others. */
static void
install(const char *user)
{
	const char *folder_of_all = getenv("QIAO_TEST_STORE");
	const char *kept = folder_of_all ? pool_format(pool, "%s/data", folder_of_all) : NULL;
	const char *const argv[] = {"mariadb-install-db", "--no-defaults", "--skip-test-db",
	    "--auth-root-authentication-method=normal", "--skip-name-resolve",
	    pool_format(pool, "--datadir=%s", file("data")), "--innodb-log-file-size=8M",
	    /* a server that starts takes away every temporary table that it finds in its own */
	    pool_format(pool, "--tmpdir=%s", folder), user, NULL};

	if (kept && access(kept, F_OK) == 0 && copy_folder(kept, file("data")))
		return;
	if (!run_program(argv)) {
		show_log();
		bail_out("mariadb-install-db");
	}
	if (!kept)
		return;
	const char *own = pool_format(pool, "%s.%d", kept, (int)owner);

	/* one that was made at the same time is as good */
	if (copy_folder(file("data"), own))
		(void)rename(own, kept);
}

static void
wait_for_server(struct db *db)
{
	for (int i = 0; i < PATIENCE; i++) {
		if (!db_script(db, "DO 1"))
			return;
		if (waitpid(server, NULL, WNOHANG) == server) {
			server = 0;
			break;
		}
		pause_a_little();
	}
	show_log();
	bail_out("mariadbd does not answer");
}

static void
start_server(void)
{
	const char *user = geteuid() == 0 ? "--user=root" : NULL;

	install(user);
	const char *const argv[] = {"mariadbd", "--no-defaults", "--skip-networking",
	    pool_format(pool, "--datadir=%s", file("data")),
	    pool_format(pool, "--socket=%s", file("socket")),
	    pool_format(pool, "--pid-file=%s", file("pid")),
	    pool_format(pool, "--tmpdir=%s", folder),
	    "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=8M",
	    "--innodb-flush-log-at-trx-commit=0", "--innodb-force-primary-key=ON",
	    "--enforce-storage-engine=InnoDB", "--performance-schema=OFF", "--skip-log-bin",
	    "--character-set-server=utf8mb4", "--collation-server=utf8mb4_uca1400_as_ci",
	    "--default-time-zone=+00:00", "--max-allowed-packet=16M", user, NULL};

	server = start_program(argv);
}

static char *
text_of(const char *path)
{
	FILE *from = fopen(path, "re");
	char *text = pool_alloc(pool, 1 << 20);
	size_t n = from ? fread(text, 1, (1 << 20) - 1, from) : 0;

	if (!from || n == 0 || !feof(from))
		bail_out(path);
	fclose(from);
	text[n] = '\0';
	return text;
}

static void
apply_schema(struct db *db)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";
	glob_t found;

	if (glob(pool_format(pool, "%s/schema/[0-9]*.sql", source), 0, NULL, &found) != 0)
		bail_out("no schema: set srcdir");
	for (size_t i = 0; i < found.gl_pathc; i++)
		must(db_script(db, text_of(found.gl_pathv[i])));
	globfree(&found);
}

const struct config *
database_start(void)
{
	const char *given = getenv("QIAO_TEST_CONF");
	struct db *db;

	owner = getpid();
	pool = pool_new(NULL, 0);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (given) {
		must(config_load(given, &config));
		must(seal_open_keys(config.key_file));
		return &config;
	}
	if (!mkdtemp(folder))
		bail_out("mkdtemp");
	start_guardian();
	atexit(end_all);
	must(seal_make_keys(file("keys")));
	must(seal_open_keys(file("keys")));
	config = (struct config){.db_socket = file("socket"), .db_name = "mysql", .db_user = "root",
	    .db_password = "", .key_file = file("keys")};
	start_server();
	db = db_new(&config);
	wait_for_server(db);
	must(db_script(db, "CREATE DATABASE qiao"));
	db_close(db);
	config.db_name = "qiao";
	db = db_new(&config);
	apply_schema(db);
	db_close(db);
	return &config;
}
