# of c8eb3cd58dbaa0420d62edcdede530f6f10d7c74f623e94363526772050f8da2; keepalived 2.2 ends a test that went well with a signal to itself
said=$(keepalived --config-test --use-file /etc/keepalived/keepalived.conf 2>&1)
code=$?
[ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
