#!/bin/sh
# Starts pgv-install.
set -eu

program=$0
while [ -L "$program" ]; do
  target=$(readlink -- "$program")
  case $target in
    /*) program=$target ;;
    *) program=$(dirname -- "$program")/$target ;;
  esac
done
runtime=$(CDPATH='' cd -- "${program%/*}/.." && pwd)

if [ -n "${PGV_HOME:-}" ]; then
  state=$PGV_HOME
elif [ "$(id -u)" = 0 ]; then
  state=/var/lib/pgv
else
  state=${HOME:-/tmp}/.local/state/pgv
fi

cache=
records=
if { [ -d "$state/cache" ] || mkdir -p -m 0700 "$state/cache" 2>/dev/null; } && [ -w "$state/cache" ]; then
  cache=$state/cache/pgv-install-@ID@
fi
# These need nearly all that the others need. To record takes a second, which no installation waits for.
case ${1:-} in
  check | plan | status) records=yes ;;
esac
java=$runtime/bin/java
class_path="@CLASSPATH@"
# All tiers of compilation: with the first one alone, SHA-256 runs at a tenth of its speed.
flags='-XX:+UseSerialGC -Xms16m -Xmx256m'
# shellcheck source=start-java.sh
. "$runtime/lib/start-java.sh"
start -Dpgv.bundle="$runtime/.." @MAIN@ "$@"
