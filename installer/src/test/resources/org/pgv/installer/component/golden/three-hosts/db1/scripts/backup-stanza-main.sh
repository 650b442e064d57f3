exec runuser --user postgres -- /usr/bin/pgbackrest --stanza=main stanza-create
