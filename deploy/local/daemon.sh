# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Processes of this instance: started apart from the terminal, known by pid and start
# time, so that a pid that was given to somebody else's process is never signalled.

# Start time of a live process in clock ticks since boot; nothing for a dead one.
started_at() {
	local stat
	stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
	stat=${stat##*) }
	# shellcheck disable=SC2086
	set -- $stat
	[[ $1 == [ZX] ]] || printf '%s\n' "${20}"
}

# The pid of a process of ours, if it runs.
pid_of() {
	local pid start
	read -r pid start 2>/dev/null <"$RUN/$1.started" || return 0
	[ -z "$pid" ] || [ "$(started_at "$pid")" != "$start" ] || printf '%s\n' "$pid"
}

is_running() { [ -n "$(pid_of "$1")" ]; }

daemon_start() {	# daemon_start NAME COMMAND…
	local name=$1 pid
	shift
	setsid "$@" </dev/null >>"$LOG/$name.log" 2>&1 8>&- 9>&- &
	pid=$!
	disown
	printf '%s %s\n' "$pid" "$(started_at "$pid")" >"$RUN/$name.started"
}

# daemon_stop NAME SIGNAL SECONDS; then KILL, told
daemon_stop() {
	local pid tries
	pid=$(pid_of "$1")
	if [ -n "$pid" ]; then
		kill -s "$2" "$pid" 2>/dev/null || true
		for ((tries = $3 * 20; tries > 0; tries--)); do
			is_running "$1" || break
			sleep 0.05
		done
		if is_running "$1"; then
			say "$1 did not end within $3 s and was killed"
			kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null || true
		fi
	fi
	rm -f "$RUN/$1.started"
}

# wait_for SECONDS NAME COMMAND…: until it succeeds; dies with NAME's log if NAME ends first
wait_for() {
	local seconds=$1 name=$2 tries=0
	shift 2
	until "$@" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -ne 30 ] || say "waiting for $name …"
		if [ $tries -ge $((seconds * 10)) ] || { [ $tries -gt 3 ] && ! is_running "$name"; }; then
			tail -n 15 "$LOG/$name.log" >&2 || true
			is_running "$name" || die "$name ended right away; its log is $LOG/$name.log"
			die "$name is not ready after $seconds s; its log is $LOG/$name.log"
		fi
		sleep 0.1
	done
}
