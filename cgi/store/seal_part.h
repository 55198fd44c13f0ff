/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For seal.c and the seal_*.c beside it alone: the keys that are open. */
#ifndef QIAO_STORE_SEAL_PART_H
#define QIAO_STORE_SEAL_PART_H

#include <sodium.h>

#include "store/seal.h"

#define SEAL_KEY_SIZE 32
#define SEAL_KEYS 256

struct keyring {
	int current;			/* seals; 0: no keys were opened */
	bool has_index;
	bool is_used[SEAL_KEYS];		/* an id of this file, of whichever sort */
	bool seals[SEAL_KEYS];
	unsigned char key[SEAL_KEYS][SEAL_KEY_SIZE];
	unsigned char index[SEAL_KEY_SIZE];
};
extern struct keyring seal_ring;

#endif
