# keeper.sh FOLDER PROGRAM…: runs a program that forks into a process namespace of its own, as
# unshare does, until standard input ends. That it does at the latest when the process dies that
# holds its other end. Then everything in the namespace dies, and the folder is removed.
folder=$1
shift
setpriv --pdeathsig=KILL "$@" </dev/null >"$folder/out" 2>&1 &
outer=$!
read -r _
kill -KILL $(cat "/proc/$outer/task/$outer/children")
wait $outer
rm -rf "$folder"
