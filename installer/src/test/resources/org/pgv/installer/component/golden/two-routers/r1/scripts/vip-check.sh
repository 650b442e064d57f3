# of f4950c5f6b32daf03116b6484de9cad3bdf0cc94f5492c7327fe429fba03f1d3; keepalived 2.2 ends a test that went well with a signal to itself
said=$(keepalived --config-test --use-file /etc/keepalived/keepalived.conf 2>&1)
code=$?
[ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
