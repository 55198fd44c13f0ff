# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# The folders of an instance, and the settings files of its programs.

ETC=$DATA/etc
LOG=$DATA/log
# shellcheck disable=SC2034  # for the other parts
PROGRAMS="media portal desk courier print"
ORIGIN=${QIAO_ORIGIN:-http://localhost:$PORT}

# As what an instance was started, kept with its data: whoever looks at it later, from another
# terminal, need not say it again, and does not move it by leaving it out.
settings_keep() {
	local name
	for name in PORT LISTEN DEMO ORIGIN; do
		printf '%s=%s\n' "$name" "${!name}"
	done >"$ETC/instance.new"
	mv "$ETC/instance.new" "$ETC/instance"
}

settings_kept() { sed -n "s/^$1=//p" "$ETC/instance"; }

settings_recall() {
	local name said kept
	[ -e "$ETC/instance" ] || return 0
	[ "$LISTEN" != localhost ] || LISTEN=127.0.0.1
	for name in PORT LISTEN DEMO ORIGIN; do
		said=QIAO_$name
		kept=$(settings_kept "$name")
		if [ -n "${!said:-}" ] && [ "${!name}" != "$kept" ]; then
			die "what runs from $DATA was started with $said=$kept, and not with ${!said}: \
leave $said out, or start it anew with ./qiao serve"
		fi
		printf -v "$name" '%s' "$kept"
	done
}

# For serve, which may change it: what is said now counts, and what is not said stays as it was. So demo mode with its
# known passwords comes to no instance by a word left out. An origin that was the port's goes along with it.
settings_resume() {
	local name said
	[ -e "$ETC/instance" ] || return 0
	for name in PORT LISTEN DEMO ORIGIN; do
		said=QIAO_$name
		[ -n "${!said:-}" ] || printf -v "$name" '%s' "$(settings_kept "$name")"
	done
	[ -n "${QIAO_ORIGIN:-}" ] || [ "$ORIGIN" != "http://localhost:$(settings_kept PORT)" ] ||
		ORIGIN=http://localhost:$PORT
}

# An address and no name: 127.0.0.1.example.org is wherever its owner says.
is_loopback() {
	[[ $1 =~ ^127(\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}$ || $1 == ::1 || $1 == localhost ]]
}

settings_check() {
	[[ $PORT =~ ^[1-9][0-9]{0,4}$ ]] && [ "$PORT" -le 65535 ] ||
		die "QIAO_PORT is a number from 1 to 65535, not \"$PORT\""
	[[ $DEMO == [01] ]] || die "QIAO_DEMO is 0 or 1, not \"$DEMO\""
	[[ $DATA != *[[:space:]\"\'\;\\\{\}\$\&\|\#]* ]] ||
		die "QIAO_DATA holds a character that settings files cannot: $DATA"
	is_loopback "$LISTEN" || [ "$DEMO" = 0 ] ||
		die "demo mode shows everybody's codes and passwords, so it listens on loopback only, and \
not on $LISTEN. Start with QIAO_DEMO=0, or with QIAO_LISTEN=127.0.0.1."
	[ "$LISTEN" != localhost ] || LISTEN=127.0.0.1
}

# A unix socket's path has at most 107 bytes: from a deep folder the sockets move to a
# short one under /tmp, which is remembered.
settings_run_dir() {
	RUN=$DATA/run
	if [ ${#RUN} -gt 88 ]; then
		RUN=$(cat "$ETC/run-dir" 2>/dev/null || true)
		if [ -z "$RUN" ] || [ ! -O "$RUN" ]; then
			[ "${1:-}" = make ] || return 0
			RUN=$(mktemp -d /tmp/qiao-run.XXXXXX)
			printf '%s\n' "$RUN" >"$ETC/run-dir"
		fi
	fi
	[ "${1:-}" != make ] || mkdir -p "$RUN"
}

settings_folders() {
	umask 077
	mkdir -p "$DATA" "$ETC/nginx" "$LOG" "$DATA/tmp" || die "cannot write to $DATA"
	[ "$(id -u)" = 0 ] || [ -O "$DATA" ] || die "$DATA belongs to $(stat -c %U "$DATA"): run ./qiao as that user, or choose another QIAO_DATA"
	settings_run_dir make
}

# One password a database account, made once.
settings_passwords() {
	local account
	touch "$ETC/passwords"
	for account in owner portal desk courier print; do
		grep -q "^$account=" "$ETC/passwords" ||
			printf '%s=%s\n' "$account" "$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')" \
				>>"$ETC/passwords"
	done
}

password_of() { sed -n "s/^$1=//p" "$ETC/passwords"; }

# The seal of the papers, made once: a root of its own and a certificate under it. The root's key is
# thrown away. A server's is bought or given (doc/operating.md).
settings_seal() {
	local dir=$ETC/seal
	[ ! -e "$dir/seal.pem" ] || return 0
	rm -rf "$dir.new"
	mkdir -p "$dir.new"
	{
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
			-subj "/O=Qiao/CN=Qiao demonstration root" -addext "keyUsage=critical,keyCertSign" \
			-keyout "$dir.new/root.key" -out "$dir.new/root.pem"
		openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
			-subj "/O=Qiao/CN=Qiao demonstration seal" \
			-keyout "$dir.new/seal.key" -out "$dir.new/seal.csr"
		printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n' |
			openssl x509 -req -in "$dir.new/seal.csr" -CA "$dir.new/root.pem" \
				-CAkey "$dir.new/root.key" -days 1825 -extfile /dev/stdin -out "$dir.new/seal.pem"
	} >"$LOG/seal.log" 2>&1 || die "the seal could not be made; the log is $LOG/seal.log"
	rm -f "$dir.new/root.key" "$dir.new/seal.csr"
	rm -rf "$dir"
	mv "$dir.new" "$dir"
}

# settings_file PROGRAM ACCOUNT: what doc/operating.md lists; more lines on standard input, and
# a person's own in etc/PROGRAM.local.hdf
settings_file() {
	{
		cat <<END
# Written by ./qiao serve at every start; doc/operating.md explains each key.
Origin = $ORIGIN
KeyFile = $ETC/keys
Db {
	Socket = $RUN/mariadb.sock
	Name = qiao
	User = qiao_$2
	Password = $(password_of "$2")
}
Templates = $SOURCE/templates
Formalities = $SOURCE/formalities
MediaSocket = $RUN/media.sock
Assets = $BUILD/assets/assets.hdf
Demo = $DEMO
END
		cat
		[ ! -e "$ETC/$1.local.hdf" ] || cat "$ETC/$1.local.hdf"
	} >"$ETC/$1.hdf.new"
	mv "$ETC/$1.hdf.new" "$ETC/$1.hdf"
}

settings_write() {
	settings_passwords
	settings_seal
	settings_file portal portal <<END
Socket = $RUN/portal.sock
Workers = 4
Seal.Root = $ETC/seal/root.pem
END
	settings_file desk desk <<END
Socket = $RUN/desk.sock
Workers = 2
END
	printf 'MediaSocket = %s\nMediaChildren = %s\n' "$RUN/media.sock" "$(nproc)" >"$ETC/media.hdf"
	settings_file courier courier </dev/null
	settings_file print print <<END
Fonts = $BUILD/fonts
Seal {
	Certificate = $ETC/seal/seal.pem
	Key = $ETC/seal/seal.key
	Chain = $ETC/seal/root.pem
}
END
	settings_file admin owner <<END
Schema = $SOURCE/schema
Samples = $SOURCE/deploy/local/samples
DemoFile = $DATA/demo.json
END
}
