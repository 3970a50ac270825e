#!/bin/sh
# The first process of a host, in its own namespaces: gives it its own view and then only reaps.
# Arguments: host name; the run's short folder; the host's short folder; then pairs of a folder
# and the place where the host is to see it.
set -eu
name=$1 run=$2 short=$3
shift 3

hostname "$name"
mount -t proc proc /proc

# /sys with this host's network devices, and below it the control groups from this host's own down.
groups=$short/groups
mkdir -p "$groups"
mount --rbind /sys/fs/cgroup "$groups"
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
grep " $groups" /proc/self/mountinfo | while read -r _ _ _ _ point rest; do
  rest=${rest#* - }
  type=${rest%% *}
  options=${rest##* }
  place=/sys/fs/cgroup${point#"$groups"}
  mkdir -p "$place"
  case $type in
    cgroup) mount -t cgroup -o "${options#rw,}" cgroup "$place" ;;
    cgroup2)
      mount -t cgroup2 cgroup2 "$place"
      # A cgroup2 folder holds processes or passes controllers on, not both.
      mkdir -p "$place/leaf"
      echo 0 >"$place/leaf/cgroup.procs"
      ;;
  esac
done
umount --recursive --lazy "$groups"

# An /etc of which changes stay in the host.
mkdir -p "$short/etc" "$short/etc-work"
mount -t overlay -o "lowerdir=/etc,upperdir=$short/etc,workdir=$short/etc-work" overlay /etc

# A /run without the machine's own sockets (D-Bus, systemd), but with the run's folder.
mkdir -p "$short/run/lock" "$short/run${run#/run}"
mount --bind "$run" "$short/run${run#/run}"
mount --rbind "$short/run" /run

while [ $# -ge 2 ]; do
  mount --bind "$1" "$2"
  shift 2
done

ip link set lo up
touch "$short/ready"
sleep infinity &
while :; do wait; done
