# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Our programs, and the nginx in front of them.

programs_start() {
	local name
	for name in $PROGRAMS; do
		is_running "$name" && continue
		rm -f "$RUN/$name.sock"
		daemon_start "$name" "$BUILD/qiao-$name" -c "$ETC/$name.hdf"
	done
	for name in $PROGRAMS; do
		case $name in
		courier | print) wait_for 1 "$name" is_running "$name" ;;
		*) wait_for 30 "$name" test -S "$RUN/$name.sock" ;;
		esac
	done
}

workers_of() { cat "/proc/$(pid_of "$1")/task/"*/children; }

# is_renewed NAME PID…: as many workers as its settings say have come after these, which may be more: those that
# an earlier reload replaced finish what they do
is_renewed() {
	local name=$1 pid fresh=0
	shift
	for pid in $(workers_of "$name"); do
		[[ " $* " == *" $pid "* ]] || grep -sqx qiao-reading "/proc/$pid/comm" || fresh=$((fresh + 1))
	done
	[ $fresh -ge "$(sed -n 's/^ *Workers *= *//p' "$ETC/$name.hdf" | tail -n 1)" ]
}

are_gone() {
	local pid
	for pid in "$@"; do
		[ ! -d "/proc/$pid" ] || return 1
	done
}

# They read settings, templates and formalities anew and drop no request. Whoever asks next has the new ones:
# a worker of before answers once more if it is asked before it hears that it is to end. One that is there
# after a second has something in hand, and takes nothing new.
programs_renew() {
	local name tries
	local -A before
	for name in portal desk; do
		before[$name]=$(workers_of "$name")
		kill -HUP "$(pid_of "$name")"
	done
	daemon_stop courier TERM 40
	daemon_stop print TERM 40
	programs_start
	for name in portal desk; do
		# shellcheck disable=SC2086
		wait_for 90 "$name" is_renewed "$name" ${before[$name]}
	done
	# shellcheck disable=SC2068
	for ((tries = 0; tries < 10; tries++)); do
		are_gone ${before[@]} && break
		sleep 0.1
	done
}

programs_stop() {
	local name
	for name in $PROGRAMS; do
		[ -z "$(pid_of "$name")" ] || kill -TERM "$(pid_of "$name")" 2>/dev/null || true
	done
	for name in $PROGRAMS; do
		daemon_stop "$name" TERM 40
	done
}

listen_lines() {
	local other
	case $LISTEN in
	127.0.0.1)
		other=
		if grep -q '^0\{31\}1 ' /proc/net/if_inet6 2>/dev/null; then
			other="listen [::1]:$PORT;"
		fi
		printf 'listen 127.0.0.1:%s; %s\n' "$PORT" "$other"
		;;
	*:*) printf 'listen [%s]:%s;\n' "$LISTEN" "$PORT" ;;
	*) printf 'listen %s:%s;\n' "$LISTEN" "$PORT" ;;
	esac
}

# fill FILE.in FILE: the names between @ replaced by this instance's
fill() {
	local user='' names='localhost 127.0.0.1 [::1]' host=${ORIGIN#*://}
	host=${host%%/*}
	[[ $host == \[* ]] && host=${host%%]*}] || host=${host%%:*}
	# nginx warns of a name that stands twice
	[[ " $names " == *" $host "* ]] || names+=" $host"
	host=$LISTEN
	[[ $host != *:* ]] || host="[$host]"
	[[ " $names 0.0.0.0 [::] " == *" $host "* ]] || names+=" $host"
	[ "$(id -u)" != 0 ] || user='user root;'
	sed -e "s|@RUN@|$RUN|g; s|@ETC@|$ETC/nginx|g; s|@LOG@|$LOG|g; s|@DATA@|$DATA|g" \
		-e "s|@STATIC@|$BUILD/assets|g; s|@ERRORS@|$ETC/nginx/errors|g; s|@USER@|$user|g" \
		-e "s|@NAMES@|$names|g; s|@LISTEN@|$(listen_lines)|g" "$1" >"$2"
}

# The residents' stylesheet under its hashed name.
stylesheet() {
	sed -n 's/^[[:space:]]*portal_css = //p' "$BUILD/assets/assets.hdf"
}

# nginx's own pages, anew if they would be others: made for nothing they cost a reload more than all else in it.
error_pages() {
	local of folder=$ETC/nginx/errors
	of=$(cat deploy/nginx/errors/{make,texts.tsv} | sha256sum)" $(stylesheet) $ORIGIN"
	[ "$(cat "$folder/made" 2>/dev/null)" != "$of" ] || return 0
	rm -rf "$folder.new"
	deploy/nginx/errors/make "$folder.new" "$(stylesheet)" "$ORIGIN"
	printf '%s\n' "$of" >"$folder.new/made"
	rm -rf "$folder"
	mv "$folder.new" "$folder"
}

nginx_config() {
	mkdir -p "$DATA/tmp"
	cp deploy/nginx/fastcgi_params "$ETC/nginx/fastcgi_params"
	fill deploy/nginx/http.conf.in "$ETC/nginx/http.conf"
	fill deploy/nginx/server.conf.in "$ETC/nginx/server.conf"
	fill deploy/nginx/errors.conf.in "$ETC/nginx/errors.conf"
	fill deploy/nginx/private.conf.in "$ETC/nginx/nginx.conf"
	error_pages
	nginx -t -q -e "$LOG/nginx.log" -c "$ETC/nginx/nginx.conf" ||
		die "nginx refuses its settings in $ETC/nginx"
}

# is_taken HOST PORT: somebody listens there
is_taken() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

port_is_taken() { is_taken "$(host_of_listen)" "$PORT"; }

# listen_addresses: those of the lines on standard input, as a connection is made to them
listen_addresses() {
	grep -o 'listen [^;]*' | sed -e 's/^listen //' -e 's/^0\.0\.0\.0:/127.0.0.1:/' -e 's/^\[::\]:/[::1]:/' | sort -u
}

nginx_listens() { ! is_running nginx || cat "$RUN/nginx.listen"; }

# Whatever nginx is to listen on, and does not yet, nobody else does.
addresses_must_be_free() {
	local at host
	for at in $(comm -13 <(nginx_listens | listen_addresses) <(listen_lines | listen_addresses)); do
		host=${at%:*}
		host=${host#[}
		! is_taken "${host%]}" "${at##*:}" ||
			die "port $PORT is used by something else; try QIAO_PORT=$((PORT + 1)) ./qiao serve"
	done
}

# An nginx that cannot bind the new address beside its old one stays there, and says so in its log alone: whoever is
# to listen elsewhere ends, before what is started now could be had at the old one.
nginx_leave() {
	if is_running nginx && [ "$(listen_lines)" != "$(nginx_listens)" ]; then
		daemon_stop nginx QUIT 15
	fi
}

# With what nginx_config wrote.
nginx_start() {
	if is_running nginx; then
		kill -HUP "$(pid_of nginx)"
	else
		addresses_must_be_free
		daemon_start nginx nginx -e "$LOG/nginx.log" -c "$ETC/nginx/nginx.conf"
		listen_lines >"$RUN/nginx.listen"
	fi
	wait_for 15 nginx port_is_taken
}

answers() {
	local host
	host=$(host_of_listen)
	[[ $host != *:* ]] || host="[$host]"
	curl -gfsS -o /dev/null --max-time 5 --noproxy '*' "http://$host:$PORT$1"
}

host_of_listen() {
	case $LISTEN in
	0.0.0.0) printf 127.0.0.1 ;;
	::) printf '::1' ;;
	*) printf '%s' "$LISTEN" ;;
	esac
}
