set -eu
. /etc/pgv/minio.env
export SSL_CERT_FILE=/etc/pgv/pki/root.crt
export MC_HOST_s="https://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@s1.demo.internal:9000"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
client() { /usr/bin/minio-client --config-dir "$folder" --quiet --no-color "$@"; }

# The keys come by standard input, which nobody else may read from.
exec 3<&0 </dev/null
# account NAME: its key is the next line, its policy the file policy
account() {
  read -r key <&3
  client admin policy create s "$1" "$folder/policy"
  printf '%s\n' "$key" | client admin user add s "$1"
  case $(client admin user info s "$1" --json) in
    *'"policyName":"'"$1"'"'*) ;;
    *) client admin policy attach s "$1" --user "$1" ;;
  esac
}

# bucket NAME: makes it, and the account that fills it
bucket() {
  client mb --ignore-existing --with-lock "s/$1"
  # It refuses writes for a moment after it was started beside an empty drive.
  attempt=1
  until client version enable "s/$1"; do
    [ $attempt -lt 10 ] || exit 1
    attempt=$((attempt + 1))
    sleep 1
  done
  client retention set --default compliance 7d "s/$1" || {
    echo "bucket $1 was made without object lock, which cannot be added: set lockDays to 0, or move the bucket away"
    exit 1
  }
  client ilm import "s/$1" <<end
{
  "Rules": [{
    "ID": "pgv-history",
    "Status": "Enabled",
    "Filter": {"Prefix": ""},
    "Expiration": {"ExpiredObjectDeleteMarker": true},
    "NoncurrentVersionExpiration": {"NoncurrentDays": 7}
  }]
}
end
  # To MinIO, who may delete an object may delete all its versions, unless that is denied.
  cat >"$folder/policy" <<end
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
      "Resource": ["arn:aws:s3:::$1"]
    },
    {
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      "Resource": ["arn:aws:s3:::$1/*"]
    },
    {
      "Effect": "Deny",
      "Action": ["s3:DeleteObjectVersion"],
      "Resource": ["arn:aws:s3:::$1/*"]
    }
  ]
}
end
  account "$1"
}

bucket backup-main
bucket backup-other
cat >"$folder/policy" <<'end'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["admin:Prometheus"]}]}
end
account metrics
