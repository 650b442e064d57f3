#!/bin/sh
# Starts pgv-install with the Java runtime of this bundle, if that fits this machine.
set -eu

fail() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit 7
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

machine=$(uname -s -m)
case $machine in
  "Linux @MACHINE@") ;;
  "Linux "*)
    fail "the runtime is for @MACHINE@, this machine is ${machine#Linux }" \
      "run it on a @MACHINE@ machine of the site"
    ;;
  *) fail "this is not Linux" "run it on a Linux machine of the site" ;;
esac

libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || true)
case $libc in
  "glibc "*) ;;
  *) fail "the runtime needs glibc, and this system has another C library" \
    "run it on a machine with Debian, Red Hat or the like" ;;
esac
version=${libc#glibc }
major=${version%%.*}
minor=${version#*.}
minor=${minor%%.*}
if [ "$major" -lt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -lt 17 ]; }; then
  fail "the runtime needs glibc 2.17 or newer, this system has $version" \
    "run it on a newer machine of the site"
fi

# One that is missing is told by what compares the bundle with its list.
[ ! -e "$here/runtime/bin/java" ] || [ -x "$here/runtime/bin/java" ] ||
  fail "nothing can be executed in $here, as on a medium that is mounted with 'noexec'" \
    "copy the bundle to another disk, or run 'mount -o remount,exec' on the medium"

exec "$here/runtime/bin/pgv-install" "$@"
