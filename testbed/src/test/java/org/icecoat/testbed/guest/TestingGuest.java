package org.icecoat.testbed.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.image.GuestKernel;

/** A guest on a node, made by virsh: 1 of 2 CPUs, 256 of 384 MiB, half a CPU at most. */
final class TestingGuest {
  private static final String OVMF = "/usr/share/OVMF/OVMF_CODE_4M.fd";
  private static final String OVMF_VARS = "/usr/share/OVMF/OVMF_VARS_4M.fd";

  private final Host node;
  private final String name;
  private final Path folder;
  private final Map<String, Path> datasets;

  private TestingGuest(Host node, String name, Map<String, Path> datasets) {
    this.node = node;
    this.name = name;
    this.datasets = datasets;
    this.folder = Folders.make(node.folder().resolve("guests").resolve(name));
  }

  static TestingGuest byKernel(Host node, String name, Path image, GuestKernel kernel) {
    return withData(node, name, image, kernel, Map.of());
  }

  /** With one read-only disk, by the serial that the guest finds it by. */
  static TestingGuest withData(
      Host node, String name, Path image, GuestKernel kernel, Map<String, Path> datasets) {
    TestingGuest guest = new TestingGuest(node, name, datasets);
    guest.start(
        image,
        new DomainXml()
            .open("os")
            .text("type", "hvm", "arch", "x86_64", "machine", "q35")
            .text("kernel", kernel.kernel().toString())
            .text("initrd", kernel.initramfs().toString())
            .text("cmdline", kernel.commandLine())
            .close());
    return guest;
  }

  static TestingGuest byUefi(Host node, String name, Path image) {
    TestingGuest guest = new TestingGuest(node, name, Map.of());
    String vars = guest.folder.resolve("vars.fd").toString();
    guest.start(
        image,
        new DomainXml()
            .open("os")
            .text("type", "hvm", "arch", "x86_64", "machine", "q35")
            .text("loader", OVMF, "readonly", "yes", "type", "pflash")
            .text("nvram", vars, "template", OVMF_VARS)
            .close());
    return guest;
  }

  Path console() {
    return folder.resolve("console.log");
  }

  boolean said(String words) {
    try {
      return Files.exists(console()) && Files.readString(console()).contains(words);
    } catch (IOException e) {
      return false;
    }
  }

  String state() {
    return virsh("domstate").strip();
  }

  /** Runs virsh VERB on this guest. */
  String virsh(String verb, String... words) {
    String[] all = new String[words.length + 2];
    all[0] = verb;
    all[1] = name;
    System.arraycopy(words, 0, all, 2, words.length);
    return node.hypervisor().virsh(all).out();
  }

  /** The host's end of the runner's channel. */
  RunnerChannel channel() throws IOException {
    return RunnerChannel.open(socket());
  }

  /** Sends one line to the runner and gives the line that it answers. */
  String ask(String order) throws IOException {
    try (RunnerChannel channel = channel()) {
      return channel.ask(order, new byte[0]);
    }
  }

  private Path socket() {
    return node.shortFolder().resolve(name + ".sock");
  }

  private void start(Path image, DomainXml boot) {
    Path overlay = folder.resolve("overlay.qcow2");
    Command.of(
            "qemu-img",
            "create",
            "-q",
            "-f",
            "qcow2",
            "-F",
            "qcow2",
            "-b",
            image.toString(),
            overlay.toString())
        .run();
    Path xml = folder.resolve("domain.xml");
    Folders.write(xml, domain(overlay, boot));
    node.hypervisor().virsh("define", xml.toString());
    virsh("start");
  }

  private String domain(Path overlay, DomainXml boot) {
    DomainXml xml =
        new DomainXml()
            .open("domain", "type", "qemu")
            .text("name", name)
            .text("memory", "384", "unit", "MiB")
            .text("currentMemory", "256", "unit", "MiB")
            .text("vcpu", "2", "current", "1")
            .open("cputune")
            .text("period", "100000")
            .text("quota", "90000")
            .close()
            .open("features")
            .empty("acpi")
            .close();
    devices(xml, overlay);
    // The part that says how to boot comes first among equals: libvirt does not mind the order.
    String start = "<domain type=\"qemu\">";
    return xml.close().toString().replace(start, start + boot);
  }

  private void devices(DomainXml xml, Path overlay) {
    xml.open("devices")
        .open("disk", "type", "file", "device", "disk")
        .empty("driver", "name", "qemu", "type", "qcow2")
        .empty("source", "file", overlay.toString())
        .empty("target", "dev", "vda", "bus", "virtio")
        .close();
    datasets.forEach((serial, disk) -> dataset(xml, serial, disk));
    xml.open("interface", "type", "network")
        .empty("source", "network", node.hypervisor().guests().name())
        .empty("model", "type", "virtio")
        .empty("filterref", "filter", "clean-traffic")
        .close()
        .open("serial", "type", "file")
        .empty("source", "path", console().toString())
        .close()
        .open("channel", "type", "unix")
        .empty("source", "mode", "bind", "path", socket().toString())
        .empty("target", "type", "virtio", "name", "org.icecoat.guest.0")
        .close()
        .open("memballoon", "model", "virtio")
        .empty("stats", "period", "1")
        .close()
        .close();
  }

  private static void dataset(DomainXml xml, String serial, Path disk) {
    xml.open("disk", "type", "file", "device", "disk")
        .empty("driver", "name", "qemu", "type", "raw")
        .empty("source", "file", disk.toString())
        .empty("target", "dev", "vdb", "bus", "virtio")
        .text("serial", serial)
        .empty("readonly")
        .close();
  }
}
