package org.icecoat.plugin.libvirt;

import java.util.Map;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.spec.VmSpec;

/** Writes a VM as libvirt's domain XML (https://libvirt.org/formatdomain.html). */
final class DomainXml {
  private static final int CPU_PERIOD_MICROSECONDS = 100_000;

  private final LibvirtConfiguration configuration;
  private final DomainType type;

  DomainXml(LibvirtConfiguration configuration, DomainType type) {
    this.configuration = configuration;
    this.type = type;
  }

  static String domainName(VmSpec spec) {
    return "icecoat-" + spec.id();
  }

  String write(VmSpec spec) {
    XmlText xml = XmlText.document();
    xml.element("domain", Map.of("type", type.word()), () -> domain(xml, spec));
    return xml.toString();
  }

  private void domain(XmlText xml, VmSpec spec) {
    xml.text("name", domainName(spec)).text("uuid", spec.id()).text("title", spec.name());
    xml.element("metadata", () -> DomainTagsXml.write(xml, spec));
    size(xml, spec);
    limits(xml, spec);
    xml.element("os", () -> os(xml, spec.boot()));
    xml.element("features", () -> xml.element("acpi", Map.of()).element("apic", Map.of()));
    if (type == DomainType.KVM) {
      xml.element("cpu", Map.of("mode", "host-model"));
    }
    xml.element("clock", Map.of("offset", "utc"));
    xml.text("on_poweroff", "destroy").text("on_reboot", "restart").text("on_crash", "destroy");
    xml.element("devices", () -> new DeviceXml(xml, configuration).write(spec));
  }

  private static void size(XmlText xml, VmSpec spec) {
    LiveResources now = spec.size().now();
    LiveResources maximal = spec.size().maximal();
    Map<String, String> mib = Map.of("unit", "MiB");
    xml.text("memory", mib, maximal.memory().value());
    xml.text("currentMemory", mib, now.memory().value());
    Map<String, ?> current = Map.of("placement", "static", "current", now.cpus().value());
    xml.text("vcpu", current, maximal.cpus().value());
  }

  private void limits(XmlText xml, VmSpec spec) {
    if (type == DomainType.TEST) {
      return; // it has no control groups and refuses them
    }
    GuestLimits limits = configuration.limits();
    if (limits.memoryOverheadMib() > 0) {
      int most = spec.size().maximal().memory().value() + limits.memoryOverheadMib();
      xml.element("memtune", () -> xml.text("hard_limit", Map.of("unit", "MiB"), most));
    }
    if (limits.blockWeight() > 0) {
      xml.element("blkiotune", () -> xml.text("weight", limits.blockWeight()));
    }
    xml.element("cputune", () -> cpuLimits(xml, limits));
  }

  private static void cpuLimits(XmlText xml, GuestLimits limits) {
    if (limits.cpuShares() > 0) {
      xml.text("shares", limits.cpuShares());
    }
    if (limits.cpuPercent() > 0) {
      xml.text("period", CPU_PERIOD_MICROSECONDS);
      xml.text("quota", (long) CPU_PERIOD_MICROSECONDS * limits.cpuPercent() / 100);
    }
  }

  private void os(XmlText xml, Boot boot) {
    Map<String, String> machine =
        type == DomainType.TEST ? Map.of() : Map.of("arch", "x86_64", "machine", "q35");
    xml.text("type", machine, "hvm");
    if (boot instanceof Boot.DirectKernel direct) {
      xml.text("kernel", direct.kernel());
      xml.text("initrd", direct.initialRamdisk());
      xml.text("cmdline", direct.commandLine());
    } else if (boot instanceof Boot.Uefi uefi) {
      Firmware firmware = configuration.firmware();
      xml.text("loader", Map.of("readonly", "yes", "type", "pflash"), firmware.code());
      xml.text("nvram", Map.of("template", firmware.variables()), uefi.variables());
    }
  }
}
