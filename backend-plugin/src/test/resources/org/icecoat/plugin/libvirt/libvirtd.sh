#!/bin/sh
# libvirtd.sh FOLDER: runs a libvirt daemon with folders, network and processes of its own, in the
# namespaces that the caller made (mount, net, uts, pid). All that it starts ends with it.
set -eu
folder=$1
mount --make-rprivate /
mount -t proc proc /proc
ip link set lo up
mkdir -p "$folder/run" "$folder/lib" "$folder/cache" "$folder/log" "$folder/etc"
cp -a /etc/libvirt/. "$folder/etc/"
cat >"$folder/etc/qemu.conf" <<'CONF'
user = "root"
group = "root"
security_driver = "none"
remember_owner = 0
stdio_handler = "file"
cgroup_controllers = []
CONF
cat >"$folder/etc/libvirtd.conf" <<CONF
host_uuid = "$(cat /proc/sys/kernel/random/uuid)"
auth_unix_rw = "none"
log_outputs = "2:file:$folder/log/libvirtd.log"
CONF
rm -f "$folder/etc/qemu/networks/autostart/"*
mkdir -p /run/libvirt /var/lib/libvirt /var/cache/libvirt /var/log/libvirt
mount --bind "$folder/etc" /etc/libvirt
mount --bind "$folder/run" /run/libvirt
mount --bind "$folder/lib" /var/lib/libvirt
mount --bind "$folder/cache" /var/cache/libvirt
mount --bind "$folder/log" /var/log/libvirt
mkdir -p "$folder/lib/qemu" "$folder/lib/dnsmasq"
# The first process of the namespace stays when the daemon goes, so that guests outlive it.
while :; do
  libvirtd &
  echo $! >"$folder/daemon.pid"
  wait $! || true
  rm -f "$folder/daemon.pid"
  while [ -e "$folder/hold" ]; do sleep 0.1; done
done
