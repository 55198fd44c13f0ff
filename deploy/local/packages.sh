# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Debian's packages from deploy/packages.txt and npm's from package-lock.json.

has_node() {
	command -v node >/dev/null && command -v npm >/dev/null &&
		[ "$(node -p 'parseInt(process.versions.node)' 2>/dev/null || echo 0)" -ge 18 ]
}

# The packages of the groups named, one a line.
packages_listed() {
	awk -v groups=" $* " '/^#/ || !NF { next }
		/^\[/ { on = index(groups, " " substr($1, 2, length($1) - 2) " "); next }
		on { print $1 }' "$SOURCE/deploy/packages.txt"
}

packages_missing() {
	local wanted have
	wanted=$(packages_listed "$@")
	if has_node; then
		wanted=$(grep -vxE 'nodejs|npm' <<<"$wanted")
	fi
	# shellcheck disable=SC2086
	have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
		sed -n 's/^installed //p' || true)
	comm -23 <(sort -u <<<"$wanted") <(sort -u <<<"$have")
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		env "$@"
	else
		sudo env "$@"
	fi
}

# Installing a server's package starts and enables its service; ours are private.
packages_quietly() {
	# shellcheck disable=SC2016
	as_root DEBIAN_FRONTEND=noninteractive sh -eu -c '
		policy=/usr/sbin/policy-rc.d made= nginx=new
		if dpkg-query -W -f "\${db:Status-Status}" nginx 2>/dev/null | grep -qx installed; then
			nginx=old
		fi
		if [ ! -e $policy ]; then
			made=1
			printf "#!/bin/sh\nexit 101\n" >$policy
			chmod 755 $policy
		fi
		trap "[ -z \"$made\" ] || rm -f $policy" EXIT
		trap "exit 130" INT TERM HUP
		apt-get update -q
		apt-get install -y -q --no-install-recommends "$@"
		if [ $nginx = new ] && [ -e /etc/init.d/nginx ]; then
			update-rc.d nginx disable
			! command -v systemctl >/dev/null || systemctl disable nginx.service
		fi' qiao-packages "$@"
}

packages_install() {
	local missing count log=$LOG/packages.log
	command -v dpkg-query >/dev/null || die "this needs Debian 12 (dpkg-query is not there)"
	missing=$(packages_missing "$@")
	[ -n "$missing" ] || return 0
	count=$(wc -l <<<"$missing")
	if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
		die "packages are missing and there is no sudo; as root run: apt-get install" \
			"--no-install-recommends $(tr '\n' ' ' <<<"$missing")"
	fi
	say "missing: $(tr '\n' ' ' <<<"$missing" | cut -c1-100)… (log: $log)"
	progress_begin "installing packages: $count" "$log"
	# shellcheck disable=SC2086
	if ! packages_quietly $missing >"$log" 2>&1; then
		progress_end
		tail -n 20 "$log" >&2
		die "apt-get could not install them; the log is $log"
	fi
	progress_end
}

# npm_ci FOLDER WHAT: by its lock file, unless that was done
npm_ci() {
	local want
	want=$(sha256sum <"$1/package-lock.json")
	[ "$(cat "$1/node_modules/.qiao-lock" 2>/dev/null || true)" != "$want" ] || return 0
	progress_begin "installing the npm packages of $2" "$LOG/npm.log"
	if ! npm ci --prefix "$1" --no-audit --no-fund --loglevel=http >"$LOG/npm.log" 2>&1 </dev/null; then
		progress_end
		tail -n 20 "$LOG/npm.log" >&2
		die "npm ci failed; the log is $LOG/npm.log"
	fi
	progress_end
	printf '%s\n' "$want" >"$1/node_modules/.qiao-lock"
}

npm_install() { npm_ci "$SOURCE" "the styles"; }

# Of check --long alone, and in the build's folder: it has 200 packages and 185 MB, the rest of us 50 MB.
npm_install_lighthouse() {
	mkdir -p "$BUILD/lighthouse"
	cp -fp "$SOURCE"/t/browser/lighthouse/package*.json "$SOURCE/.npmrc" "$BUILD/lighthouse/"
	npm_ci "$BUILD/lighthouse" Lighthouse
}
