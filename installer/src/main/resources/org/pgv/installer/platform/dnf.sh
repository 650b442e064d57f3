# What installing with dnf is made of.

# dnf_install NAME=VERSION...: one transaction, from our repository only; what starts is up to us
dnf_install() {
  command -v dnf >/dev/null || { echo "this host has no dnf"; return 1; }
  unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
  for package; do
    shift
    set -- "$@" "${package%%=*}-${package#*=}"
  done
  # An unregistered host's subscription manager would only warn, at length.
  dnf --assumeyes --refresh --disableplugin=subscription-manager \
    --setopt=reposdir=/etc/distro.repos.d --disablerepo='*' --enablerepo=pgv \
    --setopt=install_weak_deps=False --setopt=best=True --setopt=localpkg_gpgcheck=True \
    install "$@"
  result=$?
  systemctl daemon-reload
  return $result
}
