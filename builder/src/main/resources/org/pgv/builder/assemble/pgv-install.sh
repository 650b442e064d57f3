#!/bin/sh
# Starts pgv-install. Its classes are kept ready in an archive that the first run writes.
set -eu

program=$0
while [ -L "$program" ]; do
  target=$(readlink -- "$program")
  case $target in
    /*) program=$target ;;
    *) program=$(dirname -- "$program")/$target ;;
  esac
done
runtime=$(CDPATH='' cd -- "$(dirname -- "$program")/.." && pwd)

if [ -n "${PGV_HOME:-}" ]; then
  state=$PGV_HOME
elif [ "$(id -u)" = 0 ]; then
  state=/var/lib/pgv
else
  state=${HOME:-/tmp}/.local/state/pgv
fi

archive=
if mkdir -p -m 0700 "$state/cache" 2>/dev/null && [ -w "$state/cache" ]; then
  archive="-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=$state/cache/pgv-install-@ID@.jsa"
fi

# All tiers of compilation: with the first one alone, SHA-256 runs at a tenth of its speed.
# shellcheck disable=SC2086 # the two options of the archive are two words
exec "$runtime/bin/java" $archive -Xshare:auto -Xlog:disable \
  -XX:+UseSerialGC -Xms16m -Xmx256m \
  -Dpgv.bundle="$runtime/.." -cp "@CLASSPATH@" @MAIN@ "$@"
