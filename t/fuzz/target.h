/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A fuzz target takes any bytes and must find that what always holds, holds. libFuzzer
 * (t/fuzz/run) makes up the bytes; replay.c reads them from corpus/ as a plain test.
 */
#ifndef QIAO_T_FUZZ_TARGET_H
#define QIAO_T_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define require(claim) \
	do { \
		if (!(claim)) { \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #claim); \
			abort(); \
		} \
	} while (0)

#endif
