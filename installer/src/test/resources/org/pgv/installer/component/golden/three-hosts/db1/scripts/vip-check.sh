# of d9fcb45ce09e064ec04e0cc4692cd2ecc8b94ee618a8e33129ee411bad2aab3e
exec keepalived --config-test --use-file /etc/keepalived/keepalived.conf
