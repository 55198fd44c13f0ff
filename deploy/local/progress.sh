# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# A step that takes minutes says that it goes on: a line that moves on a terminal, and elsewhere a
# line every PROGRESS_EVERY seconds: seconds so far, how much of it, and the last thing done.

PROGRESS_EVERY=15
PROGRESS=

# progress_begin WHAT [LOG [TOTAL]]: from now until progress_end. The last thing done is the last
# line of LOG; with a TOTAL its lines are make's ("  CC  cgi/web/route.o"), and counted.
progress_begin() {
	PROGRESS_WHAT=$1
	PROGRESS_BEGAN=$SECONDS
	PROGRESS_LOG=${2:-}
	PROGRESS_TOTAL=${3:-}
	if [ -t 1 ]; then
		printf '%s …' "$1"
	else
		say "$1 …"
	fi
	# the locks are the step's and not the teller's
	progress_tell 8>&- 9>&- &
	PROGRESS=$!
	disown
}

# Also runs in a trap, where a second signal can have taken the child from bash already: `wait` would
# then wait for the other children, which are daemons.
progress_end() {
	local tries
	[ -n "$PROGRESS" ] || return 0
	kill -KILL "$PROGRESS" 2>/dev/null || true
	for ((tries = 20; tries > 0; tries--)); do
		kill -0 "$PROGRESS" 2>/dev/null || break
		sleep 0.01
	done
	PROGRESS=
	[ ! -t 1 ] || printf '\r\033[K%s … %d s\n' "$PROGRESS_WHAT" $((SECONDS - PROGRESS_BEGAN))
}

# lock_take FD FILE WHOSE: waits until the lock on FD, opened on FILE to append, is ours. It asks again and again, so that
# no flock waits on when the wait is given up, and says after a while, then seldom, who has it. The traps are for a
# signal that comes when a command has just ended by itself, which bash would take for that command's.
lock_take() {
	local tries=0 traps
	if ! flock -n "$1"; then
		say "waiting for $3 …"
		traps=$(trap -p INT TERM HUP)
		trap 'exit 130' INT
		trap 'exit 143' TERM HUP
		until sleep 0.2 && flock -n "$1"; do
			tries=$((tries + 1))
			[ $((tries % 300)) -ne 25 ] || say "still waiting: $(lock_holder "$2")"
		done
		trap - INT TERM HUP
		eval "$traps"
	fi
	printf '%s\n' $$ >"$2"
}

# What was left behind by a killed ./qiao has its lock until it ends itself.
lock_holder() {
	local pid words
	read -r pid <"$1" || pid=
	words=$({ tr '\0' ' ' <"/proc/${pid:-none}/cmdline"; } 2>/dev/null) || true
	if [ -n "$words" ]; then
		printf 'pid %s has the lock, %s' "$pid" "${words% }"
	else
		printf 'a process that pid %s left behind has the lock (fuser %s)' "${pid:-?}" "$1"
	fi
}

# What the step itself prints stands above the line that moves.
progress_above() {
	if [ -t 1 ]; then
		sed -u $'s/^/\r\033[K/'
	else
		cat
	fi
}

# Whether the shell that began it is there: another is the parent of what it left behind.
progress_has_parent() {
	local parent
	read -r _ _ _ parent _ <"/proc/$BASHPID/stat"
	[ "$parent" = "$$" ]
}

# Ends with the command that it tells of, however that ended.
progress_tell() {
	local spent told=0 line width
	exec 7>&1
	while sleep 1 >/dev/null 2>&1 && progress_has_parent; do
		spent=$((SECONDS - PROGRESS_BEGAN))
		line="$PROGRESS_WHAT … $spent s$(progress_last)"
		if [ -t 1 ]; then
			width=$(stty size 2>/dev/null <&7) || width=
			width=${width#* }
			[[ $width =~ ^[1-9][0-9]+$ ]] || width=80
			printf '\r\033[K%s' "${line:0:width-1}"
		elif [ $((spent - told)) -ge $PROGRESS_EVERY ]; then
			told=$spent
			say "$line"
		fi
	done
}

progress_last() {
	local count last
	[ -s "$PROGRESS_LOG" ] || return 0
	if [ -z "$PROGRESS_TOTAL" ]; then
		last=$(tail -c 2000 "$PROGRESS_LOG" | tr '\r' '\n' | tr -d '\000-\011\013-\037' | sed '/^ *$/d' | tail -n 1)
		[ -z "$last" ] || printf ', %s' "${last:0:100}"
		return 0
	fi
	count=$(grep -cE '^  [A-Z]+ +[^ ]' "$PROGRESS_LOG") || return 0
	last=$(grep -E '^  [A-Z]+ +[^ ]' "$PROGRESS_LOG" | tail -n 1)
	[ "$count" -le "$PROGRESS_TOTAL" ] || PROGRESS_TOTAL=$count
	printf ', %d of %d: %s' "$count" "$PROGRESS_TOTAL" "${last##* }"
}
