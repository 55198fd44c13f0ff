/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The least that a FastCGI program can do: nothing SOCKET WORKERS PAGE */
#include <stdio.h>
#include <stdlib.h>

#include "loop.h"

int
main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: nothing SOCKET WORKERS PAGE\n");
		return 64;
	}
	return loop(argv[1], atoi(argv[2]), argv[3], NULL);
}
