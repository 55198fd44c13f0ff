/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every file of the folders named runs through the target: a corpus as a plain test. */
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"
#include "target.h"

#define SECONDS 20	/* for one file; they take milliseconds */

static void
run_file(const char *path)
{
	struct stat st;
	FILE *file = fopen(path, "rb");
	uint8_t *data = NULL;
	bool is_read;

	if (file && fstat(fileno(file), &st) == 0)
		data = malloc((size_t)st.st_size + !st.st_size);
	/* of exactly this size, so that a sanitizer sees a step over the end */
	is_read = data && fread(data, 1, (size_t)st.st_size, file) == (size_t)st.st_size;
	if (is_read) {
		(void)alarm(SECONDS);
		is_read = LLVMFuzzerTestOneInput(data, (size_t)st.st_size) == 0;
		(void)alarm(0);
	}
	ok(is_read, "%s", path);
	fflush(stdout);
	free(data);
	if (file)
		fclose(file);
}

static void
run_folder(const char *folder)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, NULL, alphasort), files = 0;
	char path[512];

	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.') {
			snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
			run_file(path);
			files++;
		}
		free(entries[i]);
	}
	free(entries);
	ok(files > 0, "%s has %d files", folder, files);
}

int
main(int argc, char **argv)
{
	ok(argc > 1, "a folder is named");
	for (int i = 1; i < argc; i++)
		run_folder(argv[i]);
	return done();
}
