# of 8327519ace519ef154306df7634cb9b856582394ec51e42010e98a98501317a7
exec keepalived --config-test --use-file /etc/keepalived/keepalived.conf
