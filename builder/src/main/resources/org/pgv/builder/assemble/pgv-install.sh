#!/bin/sh
# Starts pgv-install.
set -eu

# What the environment of whoever starts it would make Java load or do besides.
unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS LD_LIBRARY_PATH

program=$0
while [ -L "$program" ]; do
  target=$(readlink -- "$program")
  case $target in
    /*) program=$target ;;
    *) program=$(dirname -- "$program")/$target ;;
  esac
done
runtime=$(CDPATH='' cd -- "${program%/*}/.." && pwd)

for part in lib/check-bundle.sh lib/start-java.sh lib/compiler-directives bin/java; do
  [ -f "$runtime/$part" ] || {
    printf 'error: %s: is missing\nhint: copy the bundle again from where it was made\n' "$runtime/$part" >&2
    exit 3
  }
done
# shellcheck source=check-bundle.sh
. "$runtime/lib/check-bundle.sh"
check_bundle "$runtime/.."

user=$(id -u)
if [ -n "${PGV_HOME:-}" ]; then
  state=$PGV_HOME
elif [ "$user" = 0 ]; then
  state=/var/lib/pgv
elif [ -n "${HOME:-}" ]; then
  state=$HOME/.local/state/pgv
else
  state=
fi

# What is in the cache runs: it is used where nobody else can have put it there.
is_ours() {
  [ ! -h "$state/cache" ] && [ -w "$state/cache" ] &&
    [ -z "$(find "$state/." "$state/cache/." -prune \
      \( ! -user "$user" -o -perm -0020 -o -perm -0002 \) 2>&1)" ]
}

cache=
records=
if [ -n "$state" ] && { [ -d "$state/cache" ] || (umask 022 && mkdir -p -m 0700 "$state/cache") 2>/dev/null; } &&
  is_ours; then
  cache=$state/cache/pgv-install-@ID@
fi
# These need nearly all that the others need, and those not half of what these do. To record takes a
# second.
case ${1:-} in
  plan | apply) records=yes ;;
esac
java=$runtime/bin/java
class_path="@CLASSPATH@"
flags='-XX:+UseSerialGC -Xms16m -Xmx256m'
# shellcheck disable=SC2034 # start-java.sh uses it
directives=$runtime/lib/compiler-directives
# shellcheck source=start-java.sh
. "$runtime/lib/start-java.sh"
start -Dpgv.bundle="$runtime/.." @MAIN@ "$@"
