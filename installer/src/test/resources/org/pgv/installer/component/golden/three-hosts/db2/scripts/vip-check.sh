# of 28ee37cab1df2f7231b4915429e987f13b362b45a5d0cce6c286157d6a0febe0; keepalived 2.2 ends a test that went well with a signal to itself
said=$(keepalived --config-test --use-file /etc/keepalived/keepalived.conf 2>&1)
code=$?
[ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
