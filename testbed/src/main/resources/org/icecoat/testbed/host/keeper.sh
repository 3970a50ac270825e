#!/bin/sh
# Makes a host's control groups and namespaces and stays as the parent of its init.
# Arguments: label of the run, name of the host, then the init and its arguments.
# Ending this process kills everything in the host.
set -eu
label=$1 host=$2
shift 2

enable() { # controllers of a cgroup2 folder, for the folders below it
  for controller in $(cat "$1/cgroup.controllers" 2>/dev/null); do
    echo "+$controller" 2>/dev/null >"$1/cgroup.subtree_control" || true
  done
}

inherit() { # a cpuset takes no process before it has CPUs and memory nodes
  for setting in cpuset.cpus cpuset.mems; do
    [ ! -e "$1/tasks" ] || [ ! -e "$1/$setting" ] || cat "$1/$setting" >"$2/$setting"
  done
}

while read -r _ point type _; do
  case $type in cgroup | cgroup2) ;; *) continue ;; esac
  mkdir -p "$point/$label/$host"
  inherit "$point" "$point/$label"
  inherit "$point/$label" "$point/$label/$host"
  if [ "$type" = cgroup2 ]; then
    enable "$point"
    enable "$point/$label"
  fi
  echo 0 >"$point/$label/$host/cgroup.procs"
done </proc/self/mounts

exec unshare --net --mount --uts --ipc --cgroup --pid --fork --kill-child "$@"
