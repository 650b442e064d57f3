# Refuses a bundle that holds anything but what its list names. Java loads libraries that lie beside
# its own, and does so before the first line of ours can look. That the files in the list are what was
# signed is for gpgv and sha256sum to say, see README.txt, and for pgv-install once it runs.
#
# To be sourced.

# refuse_bundle WHAT HINT
refuse_bundle() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit 3
}

# The first of some names, one a line, without what a terminal would act on.
few_names() {
  printf '%s\n' "$1" | LC_ALL=C tr -c ' -~\n' '?' | sed -e 's,^\./,,' -e '6,$d' | tr '\n' ' '
}

# check_bundle FOLDER
check_bundle() (
  copy='copy the bundle again from where it was made'
  cd -- "$1" || exit 3
  LC_ALL=C
  export LC_ALL
  if [ -h SHA256SUMS ] || [ ! -f SHA256SUMS ] || [ ! -s SHA256SUMS ]; then
    refuse_bundle "$PWD: has no SHA256SUMS" "$copy"
  fi
  # shellcheck disable=SC2046 # words are wanted: the third is the owner
  set -- $(ls -dn .)
  # No links, pipes or devices, no names that print as others, nothing that others than the owner may
  # write to, and no list that would take long to read.
  odd=$(find . ! -type f ! -type d -o -name '*[! -~]*' -o -name '*\\*' -o -perm -0020 -o -perm -0002 \
    -o -type f \( -perm -4000 -o -perm -2000 \) -o ! -user 0 ! -user "$3" \
    -o -name SHA256SUMS -size +32768) || refuse_bundle "$PWD: cannot be read" "$copy"
  [ -z "$odd" ] ||
    refuse_bundle "links, pipes, odd names, or what others may write to, in the bundle: $(few_names "$odd")" \
      "$copy, to where nobody else may write"
  more=$(find . -type f | awk '
    NR == FNR { listed["./" substr($0, 67)]; next }
    !($0 in listed) && $0 != "./SHA256SUMS" && $0 != "./SHA256SUMS.asc" { print }' SHA256SUMS -)
  [ -z "$more" ] ||
    refuse_bundle "these files do not belong to the bundle: $(few_names "$more")" \
      "find out who put them there, then $copy"
)
