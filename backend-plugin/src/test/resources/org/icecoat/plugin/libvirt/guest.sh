#!/bin/sh
# guest.sh RUNNER FOLDER: makes a small guest, FOLDER/kernel and FOLDER/initrd, from Debian's cloud
# kernel, busybox and the guest runner. The unpacked kernel stays in FOLDER/kernel.d.
set -eu
runner=$1
folder=$2
mkdir -p "$folder"
cd "$folder"
if [ ! -d kernel.d ]; then
  package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
  apt-get -qq download "$package"
  dpkg-deb -x "$package"_*.deb kernel.new
  rm "$package"_*.deb
  mv kernel.new kernel.d
fi
rm -rf root
mkdir -p root/bin root/sbin root/proc root/sys root/dev root/modules root/var/lib root/tmp
cp "$(command -v busybox)" root/bin/busybox
cp "$runner" root/sbin/icecoat-runner
modules="virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_blk failover net_failover virtio_net virtio_console virtio_balloon"
for module in $modules; do
  find kernel.d -name "$module.ko" -exec cp {} root/modules/ \;
done
cat >root/init <<INIT
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin:/sbin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in $modules; do insmod /modules/\$module.ko; done
echo "guest is up"
[ -d /sys/class/net/eth0 ] && ip link set eth0 up && udhcpc -i eth0 -n -q -t 3 -s /sbin/lease && ip address show eth0
while :; do /sbin/icecoat-runner; sleep 1; done
INIT
cat >root/sbin/lease <<'LEASE'
#!/bin/busybox sh
[ "$1" != bound ] || { ip link set eth0 up; ip address add "$ip/${mask:-24}" dev "$interface"; }
LEASE
chmod +x root/init root/sbin/lease root/sbin/icecoat-runner
(cd root && find . | cpio -o -H newc --quiet) | gzip -1 >initrd
cp kernel.d/boot/vmlinuz-* kernel
