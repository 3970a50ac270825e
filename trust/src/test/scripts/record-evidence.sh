#!/bin/bash
# Records real evidence of a virtual machine: OVMF measures its boot into a software TPM whose
# endorsement key a local CA certifies, Debian's kernel goes on (IMA), and tpm2-tools in the guest
# make an attestation key below the endorsement key and quote. What it leaves is judged by
# RecordedEvidenceTest.
#
#   record-evidence.sh FOLDER       (needs: ovmf, qemu-system-x86, swtpm-tools, tpm2-tools,
#                                    busybox-static, cpio, openssl; VMLINUZ=file spares a download)
set -euo pipefail
out=$(realpath "$1")
work=$(mktemp -d /tmp/record.XXXXXX)
swtpm=
finish() { [ -z "$swtpm" ] || kill "$swtpm" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
cd "$work"

# The challenge: its values are those of RecordedEvidenceTest, its encoding that of Challenge.
sized() { printf '%04x%s' $((${#1} / 2)) "$1"; }
text() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n'; }
twice16() { for _ in $(seq 32); do printf %s "$1"; done; }
encoded=$(sized "$(text icecoat-quote-challenge-1)")$(sized "$(twice16 5a)")
encoded+=$(sized "$(text recorded)")$(sized "$(text recording)")$(sized "$(twice16 11)")
nonce=$(printf "$(printf %s "$encoded" | sed 's/../\\x&/g')" | sha256sum | cut -d' ' -f1)

# A TPM with a certified endorsement key.
mkdir ca tpm certs
cat > swtpm_setup.conf <<END
create_certs_tool= /usr/bin/swtpm_localca
create_certs_tool_config = $work/localca.conf
create_certs_tool_options = $work/localca.options
active_pcr_banks = sha256
END
cat > localca.conf <<END
statedir = $work/ca
signingkey = $work/ca/signkey.pem
issuercert = $work/ca/issuercert.pem
certserial = $work/ca/certserial
END
cat > localca.options <<END
--platform-manufacturer Recorded
--platform-version 1.0
--platform-model guest
END
swtpm_setup --tpm2 --tpmstate "$work/tpm" --config swtpm_setup.conf --create-ek-cert --overwrite \
  --pcr-banks sha256 --write-ek-cert-files "$work/certs" --vmid recorded > setup.log

# A kernel, and a root in memory with busybox and tpm2-tools.
if [ -z "${VMLINUZ:-}" ]; then
  package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \(linux-image-.*\)/\1/p' | head -1)
  apt-get download "$package" > /dev/null
  dpkg-deb -x "$package"_*.deb kernel
  VMLINUZ=$(echo kernel/boot/vmlinuz-*)
fi
mkdir -p root/bin root/usr/bin root/lib64
cp /bin/busybox root/bin/
cp /usr/bin/tpm2 root/usr/bin/
cp -L /lib64/ld-linux-x86-64.so.2 root/lib64/
device=$(ls /usr/lib/x86_64-linux-gnu/libtss2-tcti-device.so.0)
for library in $(ldd /usr/bin/tpm2 "$device" | sed -n 's/.* \(\/[^ ]*\) (.*/\1/p' | sort -u) "$device"; do
  mkdir -p "root$(dirname "$library")"
  cp -L "$library" "root$library"
done
cat > root/init <<END
#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev /tmp
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
/bin/busybox mount -t securityfs securityfs /sys/kernel/security
/bin/busybox mount -t tmpfs tmpfs /tmp
cd /tmp
export TPM2TOOLS_TCTI=device:/dev/tpmrm0
tpm2() { /usr/bin/tpm2 "\$@" || echo "RECORD FAILED \$1"; }
tpm2 createek -Q -G rsa -c ek.ctx -u ek.pub
tpm2 createak -Q -C ek.ctx -c ak.ctx -G ecc -g sha256 -s ecdsa -u ak.pub
tpm2 quote -Q -c ak.ctx -g sha256 -l sha256:0,1,2,3,4,5,6,7,8,9,10,14 -q $nonce -m quote -s quote.sig -o pcrs -F values
cp() { /bin/busybox cat "\$1" > "\$2"; }
cp /sys/kernel/security/tpm0/binary_bios_measurements firmware.log
cp /sys/kernel/security/ima/ascii_runtime_measurements ima.txt
for file in ek.pub ak.pub quote quote.sig pcrs firmware.log ima.txt; do
  echo "RECORD BEGIN \$file"; /bin/busybox base64 \$file; echo "RECORD END"
done
/bin/busybox poweroff -f
END
chmod +x root/init
(cd root && find . | cpio -o -H newc --quiet | gzip) > initrd.gz

# The machine.
swtpm socket --tpm2 --tpmstate dir="$work/tpm" --ctrl type=unixio,path="$work/c" --terminate &
swtpm=$!
cp /usr/share/OVMF/OVMF_VARS_4M.fd vars.fd
timeout 280 qemu-system-x86_64 -machine q35,accel=tcg -m 512 -display none -nodefaults -no-reboot \
  -drive if=pflash,format=raw,unit=0,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd \
  -drive if=pflash,format=raw,unit=1,file=vars.fd \
  -chardev socket,id=tpm,path="$work/c" -tpmdev emulator,id=tpm0,chardev=tpm -device tpm-tis,tpmdev=tpm0 \
  -serial file:console.log -kernel "$VMLINUZ" -initrd initrd.gz \
  -append "console=ttyS0 quiet panic=-1 root=memory rootfstype=ramfs ima_policy=tcb" < /dev/null

# What it said.
mkdir -p "$out"
tr -d '\r' < console.log > plain.log
if grep -q 'RECORD FAILED' plain.log || ! grep -q 'RECORD BEGIN ima.txt' plain.log; then
  grep -v '^[A-Za-z0-9+/=]*$' plain.log | tail -40
  exit 1
fi
for file in ek.pub ak.pub quote quote.sig pcrs firmware.log ima.txt; do
  sed -n "/RECORD BEGIN $file\$/,/RECORD END/p" plain.log | sed '1d;$d' | base64 -d > "$out/$file"
done
cp certs/ek-rsa* "$out/ek.der"
openssl x509 -in ca/issuercert.pem -outform der -out "$out/issuer.der"
openssl x509 -in ca/swtpm-localca-rootca-cert.pem -outform der -out "$out/root.der"
ls -l "$out"
