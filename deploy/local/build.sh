# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Out-of-tree build, silent unless it fails.

build_step() {	# build_step LOG COMMAND…
	local log=$LOG/$1
	shift
	"$@" >"$log" 2>&1 </dev/null || {
		progress_end
		grep -vE '^  [A-Z]+ +[a-z]' "$log" | tail -n 40 >&2 || true
		die "\"$*\" failed; the log is $log"
	}
}

build_configure() {
	if [ ! -e "$SOURCE/configure" ] || [ "$SOURCE/configure.ac" -nt "$SOURCE/configure" ]; then
		progress_begin "making ./configure" "$LOG/autoreconf.log"
		build_step autoreconf.log autoreconf -i
		progress_end
	fi
	if [ ! -e "$BUILD/config.status" ]; then
		mkdir -p "$BUILD"
		progress_begin "configuring" "$LOG/configure.log"
		# shellcheck disable=SC2086
		(cd "$BUILD" && build_step configure.log "$SOURCE/configure" --silent ${QIAO_CONFIGURE:-})
		progress_end
	fi
}

# How many objects, programs and folders of files make is about to make; nothing if it cannot tell.
build_count() { make -n -C "$BUILD" 2>/dev/null </dev/null | grep -cE '^ *(@|)echo "  [A-Z]+ ' || true; }

# make knows the styles by their folders only: a changed file in them, or a template that uses
# another class, is seen here.
static_digest() {
	find static templates package-lock.json -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

build_all() {
	local digest
	mkdir -p "$BUILD"
	exec 8>>"$BUILD/.lock"
	lock_take 8 "$BUILD/.lock" "another build in $BUILD"
	npm_install
	build_configure
	digest=$(static_digest)
	[ "$(cat "$BUILD/assets.digest" 2>/dev/null || true)" = "$digest" ] || rm -f "$BUILD/assets.stamp"
	: >"$LOG/make.log"
	progress_begin "building" "$LOG/make.log" "$(build_count)"
	build_step make.log make -s -C "$BUILD" -j"$(nproc)"
	progress_end
	printf '%s\n' "$digest" >"$BUILD/assets.digest"
	exec 8>&-
}

command_build() {
	settings_folders
	packages_install run build
	build_all
}
