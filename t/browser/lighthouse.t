#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
if [ -z "${QIAO_LONG:-}" ]; then
	echo '1..0 # SKIP with --long only: it takes minutes'
	exit 0
fi
exec node "$(dirname "$0")/lighthouse.mjs"
