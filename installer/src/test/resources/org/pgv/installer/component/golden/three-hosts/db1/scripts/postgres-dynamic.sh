exec patronictl --config-file /etc/patroni/config.yml edit-config main --force --apply -
