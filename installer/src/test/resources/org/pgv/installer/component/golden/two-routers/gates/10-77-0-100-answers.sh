exec timeout 2 bash -c ': </dev/tcp/10.77.0.100/5434'
