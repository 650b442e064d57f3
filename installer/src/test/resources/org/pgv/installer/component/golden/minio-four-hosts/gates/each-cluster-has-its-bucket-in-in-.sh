set -eu
. /etc/pgv/minio.env
export SSL_CERT_FILE=/etc/pgv/pki/root.crt
export MC_HOST_s="https://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@s1.demo.internal:9000"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
client() { /usr/bin/minio-client --config-dir "$folder" --quiet --no-color "$@"; }
client stat s/backup-main >/dev/null
client admin user info s backup-main >/dev/null
client stat s/backup-other >/dev/null
client admin user info s backup-other >/dev/null
