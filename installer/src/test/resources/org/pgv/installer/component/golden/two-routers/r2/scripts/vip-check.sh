# of 51c16ef4c42221b61f8ea2e012327718cf196f11f93060453b5f44f11c05ff28; keepalived 2.2 ends a test that went well with a signal to itself
said=$(keepalived --config-test --use-file /etc/keepalived/keepalived.conf 2>&1)
code=$?
[ $code = 0 ] || [ "$code$said" = 143 ] || { echo "$said"; exit 1; }
