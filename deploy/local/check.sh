# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# check and bench: an instance of their own, which is removed afterwards.

free_port() {
	local port
	while :; do
		port=$((20000 + RANDOM % 10000))
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	printf '%s\n' "$port"
}

# own_instance NAME BUILD: an empty instance for tests, known to them by the environment
own_instance() {
	OWN=$(mktemp -d "/tmp/qiao-$1.XXXXXX")
	OWN_BUILD=$2
	export QIAO_DATA=$OWN QIAO_BUILD=$2 QIAO_DEMO=1
	QIAO_PORT=$(free_port)
	export QIAO_PORT QIAO_URL=http://localhost:$QIAO_PORT
	unset QIAO_LISTEN QIAO_ORIGIN
	trap own_instance_end EXIT
	trap 'exit 130' INT TERM HUP
	./qiao serve --detach
}

own_instance_end() {
	[ -n "${OWN:-}" ] || return 0
	./qiao stop >/dev/null 2>&1 || true
	mkdir -p "$OWN_BUILD/check-logs"
	cp -f "$OWN"/log/*.log "$OWN_BUILD/check-logs/" 2>/dev/null || true
	rm -rf "$OWN"
	OWN=
}

# run COMMAND…: its output is shown, and counted afterwards
run() {
	local rc=0
	printf '\n== %s\n' "$*"
	"$@" </dev/null 2>&1 | sed -u '/^  [A-Z]* *[a-z]*\//d' | tee -a "$TALLY" || rc=$?
	if [ $rc -eq 0 ]; then
		printf 'step-ended %s\n' "$*" >>"$TALLY"
	else
		printf 'step-failed %s\n' "$*" >>"$TALLY"
	fi
}

scripts_of() { find "$@" -name '*.t' -type f 2>/dev/null | sort; }

prove_all() {	# prove_all FOLDER…
	local scripts
	scripts=$(scripts_of "$@")
	[ -n "$scripts" ] || return 0
	# shellcheck disable=SC2086
	run prove --nocolor --timer --failures --comments $scripts
}

# Of prove's closing lines: "Files=3, Tests=120, …", and for each script that failed
# "t/web/a.t (Wstat: 256 (exited 1) Tests: 9 Failed: 2)", where 0 may stand for a crash.
tally() {
	awk '/^Files=[0-9]+, Tests=[0-9]+/ { split($2, n, /[=,]/); total += n[2] }
		/\(Wstat: .* Failed: [0-9]+\)$/ {
			tests = $NF + 0
			failed += tests
			bad += tests ? tests : 1
		}
		/^step-failed / { bad += bad == before }
		/^step-(failed|ended) / { before = bad }
		END {
			printf "\n%d passed, %d failed\n", total - failed, bad
			exit bad || !total
		}' "$TALLY"
}

check_sanitized() {
	local build=$SOURCE/build-sanitize
	own_instance_end
	say ""
	say "== the same web tests on the sanitizer build, of the catalogue what differs"
	export QIAO_SAMPLE=1
	QIAO_CONFIGURE=--enable-sanitizers own_instance sanitize "$build"
	prove_all t/web
	if grep -lE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$OWN"/log/*.log; then
		grep -hE -A 12 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$OWN"/log/*.log | head -n 60
		printf 'step-failed sanitizer\n' >>"$TALLY"
	fi
}

# Their log belongs to no instance.
check_packages() {
	LOG=$BUILD/check-logs
	mkdir -p "$LOG"
	packages_install run build check
}

command_check() {
	case ${1:-} in
	--long) export QIAO_LONG=1 ;;
	"") ;;
	*) die "check takes --long and nothing else" ;;
	esac
	check_packages
	TALLY=$(mktemp)
	own_instance check "$BUILD"
	run make -s -C "$BUILD" check
	prove_all t/web t/fault
	prove_all t/browser
	check_sanitized
	own_instance_end
	tally
}

# Needs a build and no instance.
command_lint() {
	LOG=$BUILD/check-logs
	mkdir -p "$LOG"
	[ -x "$BUILD/qiao-admin" ] || packages_install run build
	build_all >&2
	exec "$BUILD/qiao-admin" -f formalities lint "$@"
}

command_bench() {
	check_packages
	own_instance bench "$BUILD"
	t/bench/run "$@"
}
