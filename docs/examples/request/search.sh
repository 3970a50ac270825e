#!/bin/sh
# Runs in the VM, in the folder that holds the uploaded files. ICECOAT_DATA holds the datasets.
set -eu
exec hmmsearch --cpu "$THREADS" "$1" "$ICECOAT_DATA/globins/globins45.fa"
