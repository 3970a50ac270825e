package org.icecoat.plugin.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.vmm.VmmCapabilities;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** What the node under the VMs is: its kind of domains, its network, its health. */
final class LibvirtHost {
  private final LibvirtConfiguration configuration;
  private final LibvirtConnection connection;
  private final Probe probe;
  private final QemuSettings settings;
  private Optional<DomainType> type = Optional.empty();
  private boolean kvmFailed;

  LibvirtHost(LibvirtConfiguration configuration, LibvirtConnection connection) {
    this(configuration, connection, new ProbeGuest(configuration, connection));
  }

  LibvirtHost(LibvirtConfiguration configuration, LibvirtConnection connection, Probe probe) {
    this.configuration = configuration;
    this.connection = connection;
    this.probe = probe;
    this.settings = new QemuSettings(configuration.programs());
  }

  /** Finds out whether guests of a kind really run here. */
  @FunctionalInterface
  interface Probe {
    boolean runs(DomainType type);
  }

  VmmCapabilities capabilities() {
    DomainType decided = domainType();
    return connection.call(
        "tell its version",
        connect ->
            new VmmCapabilities(
                decided.vmmName(),
                version(connect),
                List.of("x86_64"),
                decided != DomainType.TEST));
  }

  /** Decided once, by a probe if the site leaves it open. */
  synchronized DomainType domainType() {
    if (type.isEmpty()) {
      type = Optional.of(decide());
    }
    return type.get();
  }

  private DomainType decide() {
    if (configuration.testDriver()) {
      return DomainType.TEST;
    }
    if (configuration.acceleration() == LibvirtConfiguration.Acceleration.QEMU) {
      return DomainType.QEMU;
    }
    kvmFailed = !probe.runs(DomainType.KVM);
    return kvmFailed ? DomainType.QEMU : DomainType.KVM;
  }

  List<HealthFinding> health() {
    List<HealthFinding> findings = new ArrayList<>();
    try {
      DomainType decided = domainType();
      connection.call("answer", Connect::isAlive);
      if (kvmFailed) {
        findings.add(kvmFinding());
      }
      if (decided != DomainType.TEST) {
        settings.finding().ifPresent(findings::add);
      }
      configuration.siteNetwork().flatMap(this::networkFinding).ifPresent(findings::add);
    } catch (PluginException e) {
      findings.add(new HealthFinding("VMM_UNREACHABLE", e.getMessage()));
    }
    return findings;
  }

  private HealthFinding kvmFinding() {
    return new HealthFinding(
        "KVM_UNUSABLE",
        "A probe guest did not run with KVM, so guests are emulated, which is slow. Look for"
            + " /dev/kvm and virtualization in the firmware's settings, then restart the plug-in;"
            + " or set acceleration to qemu");
  }

  /** Makes and starts the site's network if it is not there. */
  void ensureNetwork() {
    SiteNetwork network = configuration.siteNetwork().orElseThrow();
    connection.call(
        "start the site's network", connect -> LibvirtNetworks.ensure(connect, network));
  }

  private Optional<HealthFinding> networkFinding(SiteNetwork network) {
    ensureNetwork();
    return connection.call(
        "look at the site's network", connect -> LibvirtNetworks.difference(connect, network));
  }

  private static String version(Connect connect) throws LibvirtException {
    long version = connect.getVersion();
    return version / 1_000_000 + "." + version / 1_000 % 1_000 + "." + version % 1_000;
  }
}
