#!/bin/busybox sh
# What busybox udhcpc runs when it has or loses a lease.
bb=/bin/busybox
case $1 in
  deconfig)
    $bb ip address flush dev "$interface"
    ;;
  bound | renew)
    $bb ip address flush dev "$interface"
    $bb ip address add "$ip/${mask:-24}" dev "$interface"
    for gateway in ${router:-}; do
      $bb ip route add default via "$gateway" dev "$interface"
      break
    done
    : >/etc/resolv.conf
    for server in ${dns:-}; do
      echo "nameserver $server" >>/etc/resolv.conf
    done
    ;;
esac
