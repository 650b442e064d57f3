# of f36c0fda9fd61d9f9aa7ca0e8bf9c558ea3db1b1dd4f3dc51d82566d199ead7e; keepalived 2.2 ends a test that went well with a signal to itself
said=$(keepalived --config-test --use-file /etc/keepalived/keepalived.conf 2>&1)
code=$?
[ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
