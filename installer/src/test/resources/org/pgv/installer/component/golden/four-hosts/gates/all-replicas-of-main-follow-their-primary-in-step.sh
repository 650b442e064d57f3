patronictl --config-file /etc/patroni/config.yml list --format json main | python3 -c '
import json, sys
synchronous, wanted = int(sys.argv[1]), sys.argv[2:]
members = {member["Member"]: member for member in json.load(sys.stdin)}
leaders = [m for m in members.values() if m["Role"] == "Leader" and m["State"] == "running"]
missing = [name for name in wanted
           if members.get(name, {}).get("State") not in ("running", "streaming")]
in_step = [m for m in members.values() if m["Role"] in ("Sync Standby", "Quorum Standby")]
if len(leaders) == 1 and not missing and len(in_step) >= synchronous:
    sys.exit(0)
for name, member in sorted(members.items()):
    print(name, member["Role"], member["State"], "lag", member.get("Lag in MB", "-"))
print("waiting for", " ".join(missing) or "standbys")
stuck = [name for name in missing
         if members.get(name, {}).get("State", "").endswith(("failed", "crashed"))]
sys.exit(3 if stuck else 1)' 2 pg1 pg2 pg3
code=$?
# Patroni goes on trying; what its server says is in the log of that.
if [ $code = 3 ]; then ls -t /var/log/postgresql/pgv/*.log | head -n 1 | xargs -r tail -n 5; fi
exit $code
