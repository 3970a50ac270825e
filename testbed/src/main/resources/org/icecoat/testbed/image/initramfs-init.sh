#!/bin/busybox sh
# The first program of a guest: loads the modules that any of its images may need and goes to the
# root. Of the kernel's command line it knows root=DEVICE (/dev/vda unless told) and root=memory.
set -eu
export PATH=/bin
for applet in mount mkdir insmod cat sleep switch_root reboot; do
  /bin/busybox ln -sf busybox "/bin/$applet"
done

mkdir -p /proc /sys /dev
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev

for module in $(cat /modules/order); do
  insmod "/modules/$module" || echo "icecoat: $module was not loaded"
done

root=/dev/vda
for word in $(cat /proc/cmdline); do
  case $word in root=*) root=${word#root=} ;; esac
done
[ "$root" != memory ] || exec /bin/busybox init

tries=0
until [ -b "$root" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ]; then
    echo "icecoat: $root did not appear within 10 s"
    reboot -f
  fi
  sleep 0.1
done
mkdir -p /root
mount -t ext4 -o rw,noatime "$root" /root
for folder in proc sys dev; do
  mkdir -p "/root/$folder"
  mount --move "/$folder" "/root/$folder"
done
exec switch_root /root /sbin/init
