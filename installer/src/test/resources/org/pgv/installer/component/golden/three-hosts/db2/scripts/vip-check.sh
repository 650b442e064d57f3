# of a4f606b2d2b2b0df8ffc903e3154936b2e0f8ca8e0c5761c3ce9c7ef5b5ec35d; keepalived 2.2 ends a test that went well with a signal to itself
said=$(keepalived --config-test --use-file /etc/keepalived/keepalived.conf 2>&1)
code=$?
[ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
