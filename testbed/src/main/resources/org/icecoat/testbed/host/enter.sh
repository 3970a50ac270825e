#!/bin/sh
# Joins the control groups of the host that this runs in, and becomes the program given.
for folder in /sys/fs/cgroup /sys/fs/cgroup/*; do
  [ ! -e "$folder/cgroup.procs" ] || {
    [ ! -d "$folder/leaf" ] || folder=$folder/leaf
    echo 0 >"$folder/cgroup.procs"
  }
done
exec "$@"
