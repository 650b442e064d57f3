exec patronictl --config-file /etc/patroni/patroni.yml edit-config main --force --apply -
