# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# check and bench: instances of their own, which are removed afterwards.

# free_port FROM: among the five thousand from there
free_port() {
	local port
	while :; do
		port=$(($1 + RANDOM % 5000))
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	printf '%s\n' "$port"
}

# begin COMMAND…: in a process group of its own, which is GROUP, so that it can be ended whole
begin() {
	set -m
	"$@" </dev/null &
	set +m
	GROUP=$!
}

# step COMMAND…: the same and wait for it; a signal to us ends the wait at once
step() {
	local rc=0
	begin "$@"
	STEP=$GROUP
	wait "$STEP" || rc=$?
	STEP=
	return $rc
}

# beside NAME COMMAND…: while other things are done; told NAME waits for it
beside() {
	begin apart "$@" >"$RECORDS/$1.out" 2>&1
	BESIDE[$1]=$GROUP
}

apart() {
	ends_clean
	TALLY=$RECORDS/$1.tally RECORDS=
	shift
	"$@"
}

# What it said, in one piece; that it broke off is a failure too.
told() {
	local rc=0
	wait "${BESIDE[$1]}" || rc=$?
	unset "BESIDE[$1]"
	cat "$RECORDS/$1.out"
	cat "$RECORDS/$1.tally" >>"$TALLY" 2>/dev/null || true
	[ $rc -eq 0 ] || printf 'step-failed %s\n' "$1" >>"$TALLY"
}

# Nothing is left running, however we end.
ends_clean() {
	STEP='' OWN=''
	declare -gA BESIDE=()
	trap all_end EXIT
	trap 'exit 130' INT TERM HUP
}

all_end() {
	local tries
	trap '' INT TERM HUP
	[ ${#BESIDE[@]} -eq 0 ] || kill -TERM "${BESIDE[@]}" 2>/dev/null || true
	if [ -n "$STEP" ]; then
		kill -INT -- "-$STEP" 2>/dev/null || true
		for ((tries = 100; tries > 0; tries--)); do
			kill -0 -- "-$STEP" 2>/dev/null || break
			sleep 0.1
		done
		kill -TERM -- "-$STEP" 2>/dev/null || true
	fi
	wait
	own_instance_end
	[ -z "${RECORDS:-}" ] || rm -rf "$RECORDS"
}

# own_instance NAME BUILD PORTS: an empty instance for tests, known to them by the environment
own_instance() {
	OWN=$(mktemp -d "/tmp/qiao-$1.XXXXXX")
	OWN_LOGS=$2/check-logs/$1
	export QIAO_DATA=$OWN QIAO_BUILD=$2 QIAO_DEMO=1
	QIAO_PORT=$(free_port "$3")
	export QIAO_PORT QIAO_URL=http://localhost:$QIAO_PORT
	unset QIAO_LISTEN QIAO_ORIGIN
	step ./qiao serve --detach
}

own_instance_end() {
	[ -n "$OWN" ] || return 0
	./qiao stop >/dev/null 2>&1 || true
	mkdir -p "$OWN_LOGS"
	cp -f "$OWN"/log/*.log "$OWN_LOGS/" 2>/dev/null || true
	rm -rf "$OWN"
	OWN=
}

counted() { "$@" 2>&1 | sed -u '/^  [A-Z]* *[a-z]*\//d' | tee -a "$TALLY"; }

# run COMMAND…: its output is shown, and counted afterwards
run() {
	printf '\n== %s\n' "$*"
	if step counted "$@"; then
		printf 'step-ended %s\n' "$*" >>"$TALLY"
	else
		printf 'step-failed %s\n' "$*" >>"$TALLY"
	fi
}

scripts_of() { find "$@" -name '*.t' -type f 2>/dev/null | sort; }

prove_scripts() { run prove --nocolor --timer --failures --comments "$@"; }

# queue NAME SCRIPT…: what several lanes take from, the longest first
queue() {
	printf '%s\n' "${@:2}" >"$QUEUES/$1.queue"
}

# taken NAME: the next, which no other lane gets
# shellcheck disable=SC2016
taken() {
	flock "$QUEUES" sh -c 'head -n 1 "$1" && sed -i 1d "$1"' - "$QUEUES/$1.queue"
}

# prove_queue NAME: one by one until none is left
prove_queue() {
	local script
	while script=$(taken "$1") && [ -n "$script" ]; do
		prove_scripts "$script"
	done
}

# Of prove's closing lines: "Files=3, Tests=120, …", and for each script that failed
# "t/web/a.t (Wstat: 256 (exited 1) Tests: 9 Failed: 2)", where 0 may stand for a crash. What failed is said once
# more at the end, where it is looked for.
tally() {
	awk '/^Files=[0-9]+, Tests=[0-9]+/ { split($2, n, /[=,]/); total += n[2] }
		/\(Wstat: .* Failed: [0-9]+\)$/ {
			what = what $0 "\n"
			tests = $NF + 0
			failed += tests
			bad += tests ? tests : 1
		}
		/^ *not ok / || /^# +Failed test/ { what = what $0 "\n" }
		/^step-failed / {
			if (bad == before) {
				bad++
				what = what $0 "\n"
			}
		}
		/^step-(failed|ended) / { before = bad }
		END {
			printf "\n%s%d passed, %d failed\n", what, total - failed, bad
			exit bad || !total
		}' "$TALLY"
}

# All web tests are run on the sanitizer build, and a browser and what breaks the services on the plain one. Of
# the web tests that one has these as well, for what the sanitizers leave out: the filter of system calls, past which
# comes every route, a matter's whole life, every paper in and out; a decoder's bounds; the pool's large pieces,
# out of which whatever is too large comes; and of the catalogue the whole and no sample. --long has all of them.
plain_scripts() {
	local first="t/fault/journeys.t t/web/golden.t t/browser/pages.t t/browser/axe.t t/web/routes.t"
	# shellcheck disable=SC2086
	{
		printf '%s\n' $first
		scripts_of t/browser
		if [ -n "${QIAO_LONG:-}" ]; then
			scripts_of t/web
		else
			printf '%s\n' t/web/{life,session,upload,writ,limits}.t
		fi
	} | awk '!seen[$0]++'
}

check_plain() {
	say ""
	say "== the plain build, on an instance of its own: in a browser, and without"
	own_instance plain "$BUILD" 25000
	prove_queue plain
	own_instance_end
}

# Fonts and styles are the same in every build.
build_sanitized() {
	local part plain=$BUILD BUILD=$SOURCE/build-sanitize
	mkdir -p "$BUILD"
	for part in fonts assets; do
		rm -rf "${BUILD:?}/$part"
		cp -Rp "$plain/$part" "$plain/$part.stamp" "$BUILD/"
	done
	cp -p "$plain/assets.digest" "$BUILD/"
	QIAO_CONFIGURE=--enable-sanitizers build_all
}

# First what reloads, which is long to run, or goes through the whole record, while that is short; of the others
# what is long to read is long to run.
sanitized_scripts() {
	# shellcheck disable=SC2012
	{
		grep -cE "reload\(\)|'reload'|qiao-verify'" t/web/*.t | sort -t : -k 2,2nr | sed -n 's/:[1-9].*//p'
		ls -S t/web/*.t
	} | awk '!seen[$0]++'
}

# check_sanitized K N: the others come first; what they leave of the processors is for two of these.
check_sanitized() {
	renice -n 3 -p "$BASHPID" >/dev/null
	say ""
	say "== the web tests on the sanitizer build, of the catalogue what differs: part $1 of $2"
	export QIAO_SAMPLE=1
	QIAO_CONFIGURE=--enable-sanitizers own_instance "sanitize-$1" "$SOURCE/build-sanitize" $((5000 + 5000 * $1))
	prove_queue sanitized
	if grep -lE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$OWN"/log/*.log; then
		grep -hE -A 12 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$OWN"/log/*.log | head -n 60
		printf 'step-failed sanitizer\n' >>"$TALLY"
	fi
	own_instance_end
}

# Their log belongs to no instance.
check_packages() {	# check_packages [GROUP]
	LOG=$BUILD/check-logs
	mkdir -p "$LOG"
	packages_install run build check "$@"
}

command_check() {
	case ${1:-} in
	--long) export QIAO_LONG=1 ;;
	"") ;;
	*) misuse "check takes --long and nothing else" ;;
	esac
	check_packages ${QIAO_LONG:+more}
	RECORDS=$(mktemp -d /tmp/qiao-records.XXXXXX)
	TALLY=$RECORDS/tally
	QUEUES=$RECORDS
	ends_clean
	step build_all
	[ -z "${QIAO_LONG:-}" ] || step npm_install_lighthouse
	# shellcheck disable=SC2046
	queue plain $(plain_scripts)
	# shellcheck disable=SC2046
	queue sanitized $(sanitized_scripts)
	beside plain check_plain
	step build_sanitized
	beside sanitized-1 check_sanitized 1 2
	beside sanitized-2 check_sanitized 2 2
	run make -s -C "$BUILD" -j"$(nproc)" check
	own_instance faults "$BUILD" 20000
	# shellcheck disable=SC2046
	prove_scripts $(scripts_of t/fault | grep -v /journeys)
	own_instance_end
	own_instance check "$BUILD" 20000
	prove_queue plain
	own_instance_end
	told plain
	told sanitized-1
	told sanitized-2
	tally
}

# Needs a build and no instance.
command_lint() {
	[[ ${1:-} != -* ]] || misuse "lint takes the code of a formality, or nothing"
	LOG=$BUILD/check-logs
	mkdir -p "$LOG"
	[ -x "$BUILD/qiao-admin" ] || packages_install run build
	build_all >&2
	exec "$BUILD/qiao-admin" -f formalities lint "$@"
}

# Asked before an instance is made for it.
bench_words() {
	local word parts
	parts=$(sed -n "s/^PARTS = (\(.*\))/\1/p" t/bench/run | tr -d "',")
	for word; do
		[[ " --quick $parts " == *" $word "* ]] || misuse "bench has no \"$word\"; it takes --quick and these parts: $parts"
	done
}

command_bench() {
	bench_words "$@"
	check_packages more
	ends_clean
	# a million matters are seeded much faster if the keys fit
	export QIAO_BUFFER_POOL=${QIAO_BUFFER_POOL:-512M}
	own_instance bench "$BUILD" 20000
	t/bench/run "$@"
}
