# postgres.sh FOLDER: Debian's PostgreSQL 15 with new files and its socket in the folder, where
# nobody but its user gets in. As root it runs as the user postgres, as PostgreSQL asks.
set -eu
programs=/usr/lib/postgresql/15/bin
become=
if [ "$(id -u)" = 0 ]; then
  chown postgres "$1"
  become="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
cd "$1"
$become "$programs/initdb" -D db -U postgres -A trust -N -E UTF8
exec $become "$programs/postgres" -D db -k "$1" -c listen_addresses= \
  -c dynamic_shared_memory_type=mmap -c fsync=off
