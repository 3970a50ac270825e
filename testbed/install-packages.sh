#!/usr/bin/env bash
# install-packages.sh LIST…: installs what is missing of the Debian packages that the files
# debian-packages-LIST.txt name; "PACKAGE unless PROGRAM" is not installed where the machine has
# that program from elsewhere. Services that come with them are neither started nor enabled.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$(dirname "$here")/target
log=$target/packages.log
record=$target/started-at-boot # what was before an installation that is under way, or was killed
policy=/usr/sbin/policy-rc.d
mark="# Icecoat installs packages: their services stay off"

say() { printf 'icecoat: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

lists=()
for list in "$@"; do
  lists+=("$here/debian-packages-$list.txt")
done
command -v apt-get >/dev/null || die "this needs Debian 12, or a system with its packages; they are named in ${lists[*]}"

missing=()
while read -r package _ program; do
  [ -z "$program" ] || ! command -v "$program" >/dev/null || continue
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done < <(sed -e 's/#.*//' -e '/^ *$/d' "${lists[@]}")

# The rule for starts that an installation has put there, if it is under way or was killed.
our_policy() { grep -qsxF "$mark" "$policy"; }

left_by_a_kill() { [ -e "$record" ] || our_policy; }

if [ ${#missing[@]} -eq 0 ]; then
  [ "$(id -u)" = 0 ] && left_by_a_kill || exit 0
fi
[ "$(id -u)" = 0 ] || die "Debian packages are missing; install them as root: apt-get install --no-install-recommends ${missing[*]}"

# What is started at boot: links to units, and to scripts of the old kind. Tests of find may follow.
started_at_boot() {
  { find /etc/systemd/system /etc/rc?.d -type l \
    \( -path '*.wants/*' -o -path '*.requires/*' -o -name 'S[0-9]*' \) "$@" 2>/dev/null || true; } | sort
}

# Whatever the machine had is left as it is.
forbid_starts() {
  [ ! -e "$policy" ] || return 0
  printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
  chmod 755 "$policy"
}

restore() {
  local link added=()
  mapfile -t added < <(comm -13 "$record" <(started_at_boot "$@"))
  for link in "${added[@]}"; do
    [ ! -d /run/systemd/system ] || systemctl stop "${link##*/}" 2>/dev/null || true
    rm -f "$link"
  done
  [ ${#added[@]} -eq 0 ] || say "services that came with packages stay off:" $(printf '%s\n' "${added[@]##*/}" | sort -u)
  ! our_policy || rm -f "$policy"
  rm -f "$record"
}

# What somebody has enabled since is no concern of ours.
restore_after_a_kill() {
  say "an installation was killed: what it left on the machine is removed"
  if [ -e "$record" ] && [ -e "$log" ]; then
    restore ! -newer "$log"
  else
    rm -f "$record"
    ! our_policy || rm -f "$policy"
  fi
}

exec 9</usr/sbin
flock 9 # one installation at a time: the other's end would allow starts here
! left_by_a_kill || restore_after_a_kill
[ ${#missing[@]} -gt 0 ] || exit 0
mkdir -p "$target"
rm -f "$log"
started_at_boot >"$record.new"
mv "$record.new" "$record"
trap restore EXIT
trap 'exit 129' HUP # these wait until apt-get has ended
trap 'exit 130' INT
trap 'exit 143' TERM
forbid_starts

say "installing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
if ! { dpkg --configure -a && apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  die "the packages could not be installed: see target/packages.log"
fi
