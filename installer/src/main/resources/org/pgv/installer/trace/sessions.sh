# Tells what this host's logs say of sessions, and changes nothing.
# Arguments: SINCE and UNTIL in seconds since 1970, and how many lines of each log there may be.
# Each line of the answer is a word and its fields, with tabs between; "cut" names a log of which the
# earlier lines were left out.
export LC_ALL=C
since=$1
until=$2
most=$3
# Not on a disk: it may be full.
kept=$(mktemp -p /run pgv-sessions.XXXXXX) || exit 1
trap 'rm -f "$kept"' EXIT
trap 'exit 129' HUP INT TERM

journal() { journalctl --quiet --no-pager --output short-unix --unit "$1" --since "@$since" --until "@$until" 2>/dev/null; }
limited() { # WORD
  cat >"$kept"
  [ "$(wc -l <"$kept")" -le "$most" ] || printf 'cut\t%s\n' "$1"
  tail -n "$most" "$kept"
}
router() {
  journal haproxy.service |
    awk '$4 == "session" && NF == 9 { print "router\t" $1 "\t" $5 "\t" $6 "\t" $7 "\t" $8 "\t" $9 }'
}
pooler() {
  journal pgbouncer.service |
    awk 'match($0, / C-0x[0-9a-f]+: .* (login attempt|closing because|pooler error): /) {
      gsub(/\t/, " "); print "pooler\t" $1 "\t" substr($0, RSTART + 1) }'
}
# A file for each day of the week.
server() {
  find /var/log/postgresql -maxdepth 2 -name 'postgresql-*.log' -newermt "@$since" -exec cat {} + 2>/dev/null |
    grep -aE ' LOG:  (connection received|connection authorized|disconnection): | FATAL:  ' |
    tr '\t' ' ' | sort -s -k 1,2 | sed 's/^/server\t/'
}
router | limited router
pooler | limited pooler
server | limited server
echo end
