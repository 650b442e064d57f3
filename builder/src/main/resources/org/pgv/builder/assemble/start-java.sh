# Starts Java with its classes linked ahead of time. What a first run loaded is kept as a record; the
# next run has a cache made from it, by a process beside it; those after it start with the cache. A
# cache that does not fit its Java or its jars is passed over, and so is one that is damaged.
#
# To be sourced, with
#   java        the program
#   class_path  jars, separated by colons
#   flags       further options of Java, in words
#   directives  which methods the compiler may take most pains with (JEP 165), a file; empty for all
#   cache       where the cache is kept, but for its suffix; empty for none
#   records     empty where this run is not to leave a record

# Starts a main class with its arguments in the place of this shell.
#   start [PROPERTY…] MAIN-CLASS [ARGUMENT…]
start() {
  # Without a locale Java reads no file whose name has other letters than English ones.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    '' | C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;;
  esac
  set -- -cp "$class_path" "$@"
  if [ -n "$directives" ]; then
    # Without the second Java would say on stdout that it has read them.
    set -- -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput -XX:CompilerDirectivesFile="$directives" "$@"
  fi
  if [ -z "$cache" ]; then
    :
  elif [ -f "$cache.aot" ]; then
    set -- -XX:AOTCache="$cache.aot" "$@"
  elif is_being_made; then
    :
  elif [ -f "$cache.record" ] && mv "$cache.record" "$cache.record.$$" 2>/dev/null; then
    : >"$cache.making"
    make_cache "$cache.record.$$" "$cache.aot.$$" </dev/null >/dev/null 2>&1 &
  elif [ -n "$records" ]; then
    # Without the last two Java would say on stdout that it keeps a record.
    set -- -XX:AOTMode=record -XX:AOTConfiguration="$cache.record" \
      -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput "$@"
  fi
  # shellcheck disable=SC2086 # a list of words
  exec "$java" -Xlog:disable $flags "$@"
}

# Whether somebody makes the cache now; who began long ago was killed.
is_being_made() {
  [ -f "$cache.making" ] && [ -n "$(find "$cache.making" -mmin -5 2>/dev/null)" ]
}

# Makes a cache from a record, which is gone afterwards: a record that is of no use is made anew.
#   make_cache RECORD CACHE
make_cache() {
  # shellcheck disable=SC2086 # a list of words
  if nice "$java" -Xlog:disable $flags -XX:AOTMode=create -XX:AOTConfiguration="$1" -XX:AOTCache="$2" \
    -cp "$class_path"; then
    mv "$2" "$cache.aot"
    # Of a run that began meanwhile.
    rm -f "$cache.record"
  fi
  rm -f "$1" "$2" "$cache.making"
}
