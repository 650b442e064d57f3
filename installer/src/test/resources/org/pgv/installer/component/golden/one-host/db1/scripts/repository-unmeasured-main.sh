# at db1.demo.internal:/var/lib/pgbackrest
rm -f /var/lib/pgv/metrics/repository-main.prom /var/lib/pgv/metrics/verify-main.prom
