#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
exec node "$(dirname "$0")/left.mjs"
