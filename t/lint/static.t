#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# cppcheck over all sources; with QIAO_LONG (./qiao check --long) also clang-tidy with the
# project's .clang-tidy, and gcc's analyzer. TAP.
cd "$(dirname "$0")/../.." || exit 1
count=0
failed=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

result() {	# result STATUS TEXT
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		failed=1
		echo "not ok $count - $2"
		sed 's/^/# /' "$out" | head -n 60
	fi
}

INCLUDES="-Icgi -It/unit -It/fuzz -I${BUILDDIR:-build}"
cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr --quiet \
	--error-exitcode=3 --suppress=missingIncludeSystem -D_GNU_SOURCE $INCLUDES -j2 cgi t/bench \
	>"$out" 2>&1
result $? "cppcheck finds nothing"

if [ -n "${QIAO_LONG:-}" ]; then
	flags="-std=gnu17 -D_GNU_SOURCE -DQIAO_VERSION=\"0\" $INCLUDES -isystem /usr/include/ClearSilver
		$(pkg-config --cflags libmariadb vips libmagic libqpdf libcurl jansson libsodium talloc)"
	find cgi -name '*.c' -print0 | xargs -0 -n 8 -P 2 sh -c \
		'flags=$1; shift; clang-tidy --quiet "$@" -- $flags' sh "$flags" >"$out" 2>/dev/null
	result $? "clang-tidy finds nothing"
	find cgi -name '*.c' -print0 | xargs -0 -n 1 -P 2 sh -c \
		'flags=$1; shift; gcc $flags -O2 -Wall -Wextra -Werror -fanalyzer -c "$@" -o /dev/null' \
		sh "$flags" >"$out" 2>&1
	result $? "gcc's analyzer finds nothing"
fi
echo "1..$count"
exit $failed
