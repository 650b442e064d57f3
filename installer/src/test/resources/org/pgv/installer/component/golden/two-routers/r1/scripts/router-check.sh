# of 2eb7ddcc33545596c84140dea404b662021b447e45bea401c6504f483f366fc9
exec haproxy -c -q -f /etc/haproxy/haproxy.cfg
