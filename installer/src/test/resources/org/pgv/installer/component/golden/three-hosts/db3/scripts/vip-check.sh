# of 4658f8448b2dd3067f3ac3732ddc7c191c440f4738bd9e314134e4a458018c89
exec keepalived --config-test --use-file /etc/keepalived/keepalived.conf
