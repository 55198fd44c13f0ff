# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# serve, stop and what looks at a running instance.

IS_LOCKED=

instance_lock() {
	exec 9>>"$DATA/lock"
	lock_take 9 "$DATA/lock" "another ./qiao on $DATA"
	IS_LOCKED=1
}

instance_unlock() {
	IS_LOCKED=
	exec 9>&-
}

# New programs or other sockets need a restart; everything else is read anew.
programs_refresh() {
	local now
	now=$(cd "$BUILD" && sha256sum qiao-media qiao-portal qiao-desk qiao-courier qiao-print "$ETC/media.hdf")
	if [ "$now" != "$(cat "$RUN/programs.digest" 2>/dev/null || true)" ]; then
		programs_stop
		programs_start
	else
		programs_start
		programs_renew
	fi
	printf '%s\n' "$now" >"$RUN/programs.digest"
}

instance_start() {
	if is_running nginx; then
		say "already running from $DATA: taking up what has changed"
	elif [ "$DEMO" = 0 ] || [ ! -e "$ETC/instance" ]; then
		# broken off from here on, it was begun like this all the same: the next one is no demo by a word left out
		settings_keep
	fi
	packages_install run build
	build_all
	nginx_config
	nginx_leave
	settings_write
	store_start
	store_forget_unborn qiao
	store_accounts
	store_fill samples
	programs_refresh
	nginx_start
	settings_keep
	wait_for 30 portal answers /zh/
	wait_for 30 desk answers /desk/sign-in
	instance_unlock
}

instance_stop() {
	daemon_stop nginx QUIT 15
	programs_stop
	daemon_stop mariadb TERM 60
	rm -f "$RUN"/*.sock "$RUN/programs.digest" "$RUN/nginx.listen"
	if [ "$RUN" != "$DATA/run" ]; then
		rm -f "$ETC/run-dir"
		rmdir "$RUN" 2>/dev/null || true
	fi
}

officers() { store_sql qiao -e 'SELECT COUNT(*) FROM officer WHERE is_active = 1'; }

# Without sample accounts nobody can sign in at the desk yet.
how_officers_are_made() {
	cat <<END
  Residents sign in at $ORIGIN/zh/sign-in ; their codes go out once Mail or Sms stands in
  $ETC/courier.local.hdf (doc/operating.md)
  Officers sign in at $ORIGIN/desk/ ; there are $(officers) now. One more, with a password and a
  TOTP secret that are printed once:
    $BUILD/qiao-admin -c $ETC/admin.hdf officer-add NAME UNIT ROLE NUMBER FULL-NAME
    UNIT  $(store_sql qiao -e 'SELECT code FROM unit ORDER BY code' | paste -sd' ')
    ROLE  officer approver supervisor auditor administrator
END
}

who_to_sign_in_as() {
	printf '\nready %s\n\n' "$ORIGIN"
	if [ "$DEMO" != 1 ]; then
		how_officers_are_made
		return 0
	fi
	admin accounts | awk 'NR == 1 || $1 == "resident" || $2 == "br-ouhai" || $1 == "supervisor" || $1 == "administrator" {
		printf "  %-13s %-10s %-22s %s\n", $1, $2, $3 == "sign-in" ? "sign-in name" : $3,
			NR == 1 ? "password" : $4 }'
	cat <<END

  Residents sign in at $ORIGIN/zh/sign-in with that number or address;
  the code arrives in $ORIGIN/demo/inbox
  Officers sign in at $ORIGIN/desk/ ; ./qiao code NAME prints the six digits
  All accounts: $DATA/demo.json
END
}

command_serve() {
	local is_detached=
	case ${1:-} in
	--detach) is_detached=1 ;;
	"") ;;
	*) misuse "serve takes --detach and nothing else" ;;
	esac
	settings_resume
	settings_check
	settings_folders
	instance_lock
	# once more: who had the lock may have begun it, or changed how it runs
	settings_resume
	settings_check
	local was_running=
	is_running nginx && was_running=1
	addresses_must_be_free
	[ -n "$was_running" ] || trap 'serve_failed' EXIT
	instance_start
	trap - EXIT
	who_to_sign_in_as
	[ -z "$is_detached$was_running" ] || return 0
	say "Ctrl-C stops it."
	watch_instance
}

# What did not get ready is not left running; while another ./qiao has the lock, it is that one's.
serve_failed() {
	trap '' INT TERM HUP
	progress_end
	[ -z "$IS_LOCKED" ] || instance_stop
}

# nginx ended, and another ./qiao has the lock: it stops this instance, or starts it anew elsewhere.
is_moved() {
	instance_lock
	instance_unlock
	is_running nginx
}

# Until Ctrl-C, or until `./qiao stop` elsewhere ended nginx.
watch_instance() {
	local name gone=
	trap 'say ""; say "stopping …"; stop_now; exit 130' INT
	trap 'stop_now; exit 143' TERM HUP
	while is_running nginx || is_moved; do
		for name in mariadb $PROGRAMS; do
			if ! is_running "$name" && [[ $gone != *" $name "* ]] && is_running nginx; then
				gone+=" $name "
				say "$name has ended; its log is $LOG/$name.log. ./qiao serve in another window starts it again."
			elif is_running "$name"; then
				gone=${gone// $name /}
			fi
		done
		sleep 1
	done
	say "stopped"
}

# To wait for the lock may be given up; to stop, once begun, may not.
stop_now() {
	instance_lock
	trap '' INT TERM HUP
	instance_stop
	instance_unlock
}

command_stop() {
	[ -d "$ETC" ] || die "nothing was ever started in $DATA"
	settings_run_dir
	local name any=
	for name in nginx $PROGRAMS mariadb; do
		! is_running "$name" || any=1
	done
	[ -n "$any" ] || { say "nothing runs from $DATA"; return 0; }
	stop_now
	say "stopped; the data is in $DATA"
}

need_running() {
	settings_recall
	settings_check
	settings_run_dir
	is_running mariadb || die "nothing runs from $DATA; start it with ./qiao serve"
}

# running_old: those of our programs that run from another file than what is built
running_old() {
	local name pid
	for name in media portal desk; do
		pid=$(pid_of "$name")
		[ -r "/proc/${pid:-none}/exe" ] || continue
		cmp -s "/proc/$pid/exe" "$BUILD/qiao-$name" || printf ' %s' "$name"
	done
}

# A reload forks workers of the program that runs, which a new build is not.
command_reload() {
	local old
	need_running
	old=$(running_old)
	[ -z "$old" ] || die "not reloaded: built anew since it was started:$old; ./qiao serve --detach starts the new programs"
	settings_folders
	instance_lock
	settings_write
	store_fill
	programs_renew
	nginx_config
	nginx_start
	instance_unlock
	say "reloaded"
}

command_seed() {
	[[ ${1:-} =~ ^[1-9][0-9]{0,7}$ ]] || misuse "how many? For example: ./qiao seed 1000"
	need_running
	[ "$DEMO" = 1 ] || die "sample applications are for demo mode only"
	admin seed "$1"
}

command_code() {
	[[ ${1:-} =~ ^[A-Za-z0-9] ]] || misuse "whose? For example: ./qiao code ouhai-1"
	need_running
	admin code "$1"
}

command_status() {
	local name rc=0
	if [ ! -d "$ETC" ]; then
		say "nothing was ever started in $DATA"
		return 3
	fi
	settings_run_dir
	for name in nginx $PROGRAMS mariadb; do
		if is_running "$name"; then
			printf '%-8s running, pid %s\n' "$name" "$(pid_of "$name")"
		else
			printf '%-8s stopped\n' "$name"
			rc=3
		fi
	done
	return $rc
}

command_log() {
	[ -d "$LOG" ] || die "nothing was ever started in $DATA"
	if [ $# -gt 0 ]; then
		[[ $1 =~ ^[a-z]+$ ]] && [ -e "$LOG/$1.log" ] ||
			die "there is no log \"$1\"; there are: $(cd "$LOG" && ls -- *.log | sed 's/\.log$//' | tr '\n' ' ')"
		exec tail -n 100 -F "$LOG/$1.log"
	fi
	exec tail -n 20 -F "$LOG"/{access,portal,desk,media,courier,print,nginx,mariadb}.log
}
