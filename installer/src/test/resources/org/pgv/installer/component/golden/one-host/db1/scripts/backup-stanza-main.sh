# at db1.demo.internal:/var/lib/pgbackrest
exec runuser --user postgres -- /usr/bin/pgbackrest --stanza=main stanza-create
