package org.icecoat.console.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the administrator's guide has installed on a node, each known by a file of it. Java is not
 * looked for: it runs this.
 *
 * @param debian the package's name
 * @param file a program's name, or an absolute path
 */
record NodePackage(String debian, String file) {
  static final List<NodePackage> ALL =
      List.of(
          new NodePackage("libvirt-daemon-system", "libvirtd"),
          new NodePackage("polkitd", "/usr/lib/polkit-1/polkitd"),
          new NodePackage("qemu-system-x86", "qemu-system-x86_64"),
          new NodePackage("qemu-utils", "qemu-img"),
          new NodePackage("dnsmasq-base", "dnsmasq"),
          new NodePackage("nftables", "nft"),
          new NodePackage("iptables", "iptables"),
          new NodePackage("ovmf", "/usr/share/OVMF/OVMF_CODE_4M.fd"));

  /** Whether it is on this host, by the place of its file. */
  Finding on(HostFiles host) {
    String check = "package-" + debian;
    Optional<Path> found =
        file.startsWith("/")
            ? Optional.of(host.at(file)).filter(Files::isReadable)
            : host.program(file);
    return found
        .map(place -> Finding.ok(check, place.toString()))
        .orElseGet(
            () ->
                Finding.fail(
                    check,
                    file + " is not installed",
                    "apt-get install --no-install-recommends " + debian));
  }
}
