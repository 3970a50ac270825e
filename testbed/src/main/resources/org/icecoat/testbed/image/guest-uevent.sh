#!/bin/busybox sh
# What busybox uevent runs for each event of the kernel: an added CPU is put to work.
if [ "${ACTION:-}" = add ] && [ "${SUBSYSTEM:-}" = cpu ]; then
  echo 1 >"/sys$DEVPATH/online" 2>/dev/null
fi
