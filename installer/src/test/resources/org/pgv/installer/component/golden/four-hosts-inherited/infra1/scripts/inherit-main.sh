chown -R postgres:postgres /var/lib/pgbackrest
said=$(runuser --user postgres -- /usr/bin/pgbackrest --stanza=main --output=json info 2>&1) || { echo "$said"; exit 1; }
case $said in
  *'"code":99,'*)
    echo 'the escrow does not open it: it is that of another repository (give the right one), or this one is damaged'
    echo "$said"
    exit 1 ;;
  *'"label":"'*) ;;
  *)
    echo 'it holds no backup of main: put the copy of it there (infra1.demo.internal:/var/lib/pgbackrest), then run apply again'
    exit 1 ;;
esac
case $said in
  *'"version":"17"'*) ;;
  *) echo 'its backups are of another version of PostgreSQL than 17'; exit 1 ;;
esac
echo "$said" | grep -o '"label":"[^"]*"' >/var/spool/pgbackrest/inherited-main
