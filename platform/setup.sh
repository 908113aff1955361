#!/usr/bin/env bash
# Installs what Candour needs, if it is missing: Debian packages (packaging/debian-packages), the pinned
# SQLCipher sources (third_party/package-lock.json) and the tus client that a test uploads with
# (tests/integration/tus/package-lock.json). Safe to run again; silent when all is there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

say() { printf '%s\n' "$*"; }
mapfile -t wanted < <(grep -vE '^(#|$)' "$here/packaging/debian-packages")

. /etc/os-release 2>/dev/null || true
case " ${ID:-} ${ID_LIKE:-} " in
    *" debian "*) ;;
    *) say "Candour is set up for Debian 12. On this system, install the equivalents of these packages, and npm:"
       say "${wanted[*]}"
       command -v cmake >/dev/null && command -v npm >/dev/null && exit 0
       exit 1 ;;
esac

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
        say "Run this once as root, to install: ${missing[*]}"; exit 1
    fi
}
is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
missing=()
for package in "${wanted[@]}"; do
    is_installed "${package%% | *}" || is_installed "${package##* | }" || missing+=("$package")
done
# Debian's npm conflicts with some installed Node.js, so it is taken only where none answers.
npm --version >/dev/null 2>&1 || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
    say "Installing ${#missing[@]} Debian packages (about 1.5 GB on a bare system): ${missing[*]}"
    as_root apt-get update -q
    for i in "${!missing[@]}"; do
        package=${missing[i]}
        missing[i]=${package%% | *}
        apt-cache show "${missing[i]}" >/dev/null 2>&1 || missing[i]=${package##* | }
    done
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi
fetch() {  # what, folder with the lock file, a file that is there afterwards
    [ -f "$2/node_modules/$3" ] && return
    say "Fetching $1"
    (cd "$2" && npm ci --ignore-scripts --no-audit --no-fund --silent)
}
fetch "the pinned SQLCipher sources" "$here/third_party" @journeyapps/sqlcipher/deps/sqlcipher-amalgamation/sqlite3.c
# With --tests also what only they need, so that they run without a network afterwards.
[ "${1:-}" != --tests ] || fetch "the pinned tus client" "$here/../tests/integration/tus" tus-js-client/package.json
