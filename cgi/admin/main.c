/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The operator's program: finds the command, opens what it needs, runs it. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "admin/admin.h"
#include "base/config.h"
#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/tree.h"
#include "store/db.h"
#include "store/seal.h"

enum needs { NEEDS_FILES, NEEDS_NOTHING, NEEDS_KEYS, NEEDS_SCHEMA };

struct command {
	const char *name;
	const struct error *(*run)(struct admin *a);
	const char *arguments;
	int least, most;
	enum needs needs;
	const char *text;
};

static const struct command commands[] = {
#define COMMAND(name, function, arguments, least, most, needs, text) \
	{name, function, arguments, least, most, NEEDS_##needs, text},
#include "admin/commands.def"
#undef COMMAND
};
#define COMMANDS (sizeof commands / sizeof *commands)

static int
usage(int status)
{
	FILE *to = status ? stderr : stdout;

	fputs("usage: qiao-admin -c SETTINGS COMMAND [ARGUMENT ...]\n"
	    "       qiao-admin -f FOLDER lint [CODE]\n\n", to);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(to, "  %s%s%s\n      %s\n", commands[i].name, *commands[i].arguments ? " " : "",
		    commands[i].arguments, commands[i].text);
	return status;
}

static const struct command *
command_find(const char *name, int count)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0 && count >= commands[i].least &&
		    count <= commands[i].most)
			return &commands[i];
	return NULL;
}

static const struct error *
run(const struct command *command, struct admin *a)
{
	const struct error *e;
	int64_t version;

	if (command->needs >= NEEDS_KEYS && (e = seal_open_keys(a->config->key_file)))
		return e;
	if (command->needs >= NEEDS_SCHEMA) {
		if ((e = schema_current(a, &version)))
			return e;
		if (version == 0)
			return fail(ERROR_INTERNAL, "the store is empty: run migrate first");
	}
	return command->run(a);
}

/* is_folder: `from` is the folder of formalities and stands for the settings. */
static const struct error *
open_and_run(const char *from, bool is_folder, const struct command *command, char **arguments,
    int count)
{
	const struct error *e;
	struct config config = {.formalities = from};
	struct admin a = {.config = &config, .argument = arguments, .count = count};

	if (!is_folder && (e = config_load(from, &config))) {
		tree_free(config.tree);
		return e;
	}
	a.pool = pool_new(NULL, 0);
	a.db = db_new(&config);
	db_use_pool(a.db, a.pool);
	e = run(command, &a);
	db_close(a.db);
	pool_free(a.pool);
	tree_free(config.tree);
	return e;
}

int
main(int argc, char **argv)
{
	const struct command *command;
	const struct error *e;
	bool is_folder;

	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(0);
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return printf("qiao-admin %s\n", QIAO_VERSION) < 0;
	if (argc < 4 || !(command = command_find(argv[3], argc - 4)))
		return usage(EX_USAGE);
	is_folder = command->needs == NEEDS_FILES && strcmp(argv[1], "-f") == 0;
	if (!is_folder && strcmp(argv[1], "-c") != 0)
		return usage(EX_USAGE);
	umask(077);
	log_open("qiao-admin", LOG_LEVEL_INFO);
	if ((e = open_and_run(argv[2], is_folder, command, argv + 4, argc - 4)))
		fprintf(stderr, "qiao-admin %s: %s\n", command->name, e->detail);
	return e ? EXIT_FAILURE : EXIT_SUCCESS;
}
