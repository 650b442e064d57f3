# of d9fcb45ce09e064ec04e0cc4692cd2ecc8b94ee618a8e33129ee411bad2aab3e; keepalived 2.2 ends a test that went well with a signal to itself
said=$(keepalived --config-test --use-file /etc/keepalived/keepalived.conf 2>&1)
code=$?
[ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
