package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether guests of a kind really run here. Libvirt may offer KVM where guests hang, or
 * where a hypervisor below interprets each of their instructions, which is a hundred times slower
 * than emulation. A boot sector of 512 bytes enters protected mode, as any system does, counts, and
 * writes one letter to its serial port; if that arrives in time, the kind works.
 */
final class ProbeGuest implements LibvirtHost.Probe {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeGuest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /** VIR_DOMAIN_START_AUTODESTROY: it ends with this connection at the latest. */
  private static final int AUTO_DESTROY = 2;

  private static final int SECTOR = 512;

  /** Loaded at 0x7c00. Its loop takes an emulator 0.3 s, and one that is interpreted a minute. */
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              "fa" // cli
                  + "2e660f0116287c" // lgdt cs:[0x7c28]
                  + "0f20c00c010f22c0" // cr0 |= 1: protected mode
                  + "ea157c0800" // jmp 0x08:0x7c15, 32 bits from there
                  + "b900000004" // mov ecx, 2^26
                  + "4975fd" // dec ecx; jnz back to it
                  + "66baf803b049ee" // mov dx, 0x3f8; mov al, 'I'; out dx, al
                  + "f4ebfd" // hlt; jmp back to it
                  + "90" // the table below begins at an even address
                  + "0f002e7c0000" // 0x7c28: the table has 16 bytes, from 0x7c2e
                  + "0000000000000000" // no segment
                  + "ffff0000009bcf00"); // code, from 0 to 4 GiB

  private final Path folder;
  private final Path emulator;
  private final LibvirtConnection connection;
  private final byte[] code;
  private final Duration patience;

  ProbeGuest(LibvirtConfiguration configuration, LibvirtConnection connection) {
    this(configuration, connection, CODE, PATIENCE);
  }

  ProbeGuest(
      LibvirtConfiguration configuration,
      LibvirtConnection connection,
      byte[] code,
      Duration patience) {
    this.folder = configuration.runFolder();
    this.emulator = configuration.programs().emulator();
    this.connection = connection;
    this.code = code.clone();
    this.patience = patience;
  }

  /** Whether such a guest gave its sign of life in time. */
  @Override
  public boolean runs(DomainType type) {
    UUID id = UUID.randomUUID();
    Path disk = folder.resolve("probe-" + id + ".img");
    Path serial = folder.resolve("probe-" + id + ".out");
    try {
      Files.createDirectories(folder);
      Files.write(disk, bootSector());
      Files.createFile(serial);
      return connection.call(
          "run a probe guest",
          connect -> watch(connect.domainCreateXML(xml(type, id), AUTO_DESTROY), serial));
    } catch (PluginException e) {
      if (e.fault() == PluginFault.VMM_UNREACHABLE) {
        throw e;
      }
      LOG.info("A probe guest of type {} does not start: {}", type.word(), e.getCause());
      return false;
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The plug-in's run folder cannot be written", e);
    } finally {
      delete(disk);
      delete(serial);
    }
  }

  private boolean watch(Domain domain, Path serial) throws LibvirtException {
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (System.nanoTime() < end) {
        if (Files.size(serial) > 0) {
          return true;
        }
        LockSupport.parkNanos(INTERVAL.toNanos());
      }
      LOG.info("A probe guest gave no sign of life within {}", patience);
      return false;
    } catch (IOException e) {
      LOG.warn("A probe guest's output cannot be read", e);
      return false;
    } finally {
      domain.destroy();
      domain.free();
    }
  }

  private byte[] bootSector() {
    byte[] sector = Arrays.copyOf(code, SECTOR);
    sector[SECTOR - 2] = 0x55;
    sector[SECTOR - 1] = (byte) 0xAA;
    return sector;
  }

  private String xml(DomainType type, UUID id) {
    XmlText xml = XmlText.document();
    xml.element(
        "domain",
        Map.of("type", type.word()),
        () -> {
          xml.text("name", "icecoat-probe-" + id).text("uuid", id);
          xml.text("memory", Map.of("unit", "MiB"), 16).text("vcpu", 1);
          xml.element(
              "os", () -> xml.text("type", Map.of("arch", "x86_64", "machine", "pc"), "hvm"));
          xml.element("devices", () -> devices(xml, id));
        });
    return xml.toString();
  }

  private void devices(XmlText xml, UUID id) {
    xml.text("emulator", emulator);
    xml.element(
        "disk",
        Map.of("type", "file", "device", "disk"),
        () -> {
          xml.element("driver", Map.of("name", "qemu", "type", "raw"));
          xml.element("source", Map.of("file", folder.resolve("probe-" + id + ".img")));
          xml.element("target", Map.of("dev", "hda", "bus", "ide"));
        });
    xml.element(
        "serial",
        Map.of("type", "file"),
        () -> xml.element("source", Map.of("path", folder.resolve("probe-" + id + ".out"))));
    xml.element("memballoon", Map.of("model", "none"));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} stays behind", file, e);
    }
  }
}
