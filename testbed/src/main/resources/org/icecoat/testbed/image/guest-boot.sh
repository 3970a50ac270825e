#!/bin/busybox sh
# Runs once when a guest starts, before its services.
bb=/bin/busybox
$bb mkdir -p /proc /sys /dev /run /tmp /dev/pts /var/lib/icecoat /data
$bb grep -q ' /proc ' /proc/mounts 2>/dev/null || $bb mount -t proc proc /proc
$bb mount -t devpts devpts /dev/pts
$bb mount -t tmpfs -o mode=755 tmpfs /run
$bb mount -t tmpfs -o mode=1777 tmpfs /tmp
$bb hostname icecoat
$bb ip link set lo up
if [ -e /sys/class/net/eth0 ]; then
  $bb ip link set eth0 up
  # In the background: a site without DHCP must not hold up the application. dnsmasq answers after
  # 3 s, as it first asks whether someone else has the address.
  $bb udhcpc -i eth0 -b -t 10 -T 4 -s /usr/lib/icecoat/lease >/dev/null 2>&1 &
fi
for cpu in /sys/devices/system/cpu/cpu*/online; do
  [ ! -f "$cpu" ] || echo 1 >"$cpu" 2>/dev/null
done
read -r up _ </proc/uptime
echo "icecoat: the guest is up after $up s" >/dev/console
