# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# The private MariaDB: one folder, one unix socket, no network.

store_config() {
	cat >"$ETC/mariadb.cnf" <<END
# Written by ./qiao serve; a server's own settings are in doc/operating.md.
[mariadbd]
datadir = $DATA/db
socket = $RUN/mariadb.sock
pid-file = $RUN/mariadb.pid
tmpdir = $DATA/tmp
skip-networking
skip-name-resolve
default-time-zone = +00:00
character-set-server = utf8mb4
collation-server = utf8mb4_uca1400_as_ci
sql-mode = STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE
default-storage-engine = InnoDB
enforce-storage-engine = InnoDB
innodb-force-primary-key = ON
innodb-flush-log-at-trx-commit = 1
innodb-buffer-pool-size = ${QIAO_BUFFER_POOL:-128M}
innodb-log-file-size = 64M
transaction-isolation = READ-COMMITTED
max-allowed-packet = 16M
max-connections = 60
local-infile = OFF
symbolic-links = OFF
performance-schema = OFF
END
}

store_init() {
	[ ! -d "$DATA/db/mysql" ] || return 0
	progress_begin "making a private MariaDB in $DATA/db" "$LOG/mariadb-install.log"
	rm -rf "$DATA/db.new"
	# a server that starts takes away every temporary table that it finds in its own tmpdir
	if ! mariadb-install-db --no-defaults --datadir="$DATA/db.new" --tmpdir="$DATA/tmp" --skip-test-db \
		--auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
		--user="$(id -un)" --skip-name-resolve --force >"$LOG/mariadb-install.log" 2>&1; then
		progress_end
		tail -n 20 "$LOG/mariadb-install.log" >&2
		die "MariaDB could not be set up; the log is $LOG/mariadb-install.log"
	fi
	progress_end
	rm -rf "$DATA/db"
	mv "$DATA/db.new" "$DATA/db"
	rm -f "$ETC/grants.applied"
}

# As the server's owner, known to it by the unix user.
store_sql() { mariadb --no-defaults --socket="$RUN/mariadb.sock" --batch --skip-column-names "$@"; }

store_start() {
	is_running mariadb && return 0
	store_config
	store_init
	daemon_start mariadb mariadbd --defaults-file="$ETC/mariadb.cnf" --user="$(id -un)"
	wait_for 120 mariadb store_sql -e 'DO 1'
}

store_count() { store_sql -e "SELECT COUNT(*) FROM $1"; }

# Whether a start was broken off within the migrations of a store that never was ready: its units come right after
# them, and without one nobody was ever served.
store_is_unborn() {
	local table tables
	[ "$(store_count "information_schema.tables WHERE table_schema = '$1' AND table_name = 'schema_version'")" = 1 ] || return 1
	[ "$(store_count "$1.schema_version WHERE applied IS NULL")" = 1 ] || return 1
	tables=$(store_sql -e "SELECT table_name FROM information_schema.tables WHERE table_schema = '$1' AND
		table_name IN ('unit', 'person', 'officer', 'application', 'audit')") || return 1
	for table in $tables; do
		[ "$(store_count "$1.$table")" = 0 ] || return 1
	done
}

# There is no backup of such a one, and nothing in it: it is begun anew.
store_forget_unborn() {
	! store_is_unborn "$1" || store_sql -e "DROP DATABASE $1"
}

store_accounts() {
	local account host=localhost
	{
		printf "CREATE DATABASE IF NOT EXISTS qiao;\n"
		for account in owner portal desk courier print; do
			printf "CREATE USER IF NOT EXISTS 'qiao_%s'@'%s';\n" "$account" "$host"
			printf "ALTER USER 'qiao_%s'@'%s' IDENTIFIED BY '%s';\n" \
				"$account" "$host" "$(password_of "$account")"
		done
		printf "GRANT ALL PRIVILEGES ON qiao.* TO 'qiao_owner'@'%s';\n" "$host"
	} | store_sql
}

# Rights are taken away and given anew only when their list or the schema changed.
store_grants() {
	local want
	want=$(cat "$SOURCE/schema/grants.sql" "$SOURCE"/schema/[0-9]*.sql | sha256sum)
	[ "$(cat "$ETC/grants.applied" 2>/dev/null || true)" != "$want" ] || return 0
	store_sql qiao <"$SOURCE/schema/grants.sql"
	printf '%s\n' "$want" >"$ETC/grants.applied"
}

admin() { "$BUILD/qiao-admin" -c "$ETC/admin.hdf" "$@"; }

fill_with() { admin "$@" | progress_above; }

# store_fill [SAMPLES]: the sample accounts are the program's, and to see that they have their passwords takes as long
# as the rest, so that a reload leaves them alone.
store_fill() {
	progress_begin "loading the schema, the units and the catalogue"
	[ -e "$ETC/keys" ] || fill_with make-keys
	fill_with migrate
	store_grants
	fill_with chain
	fill_with units
	fill_with catalogue
	if [ -z "${1:-}" ]; then
		:
	elif [ "$DEMO" = 1 ]; then
		fill_with sample
	else
		fill_with sample-off
		rm -f "$DATA/demo.json"
	fi
	progress_end
}
