package org.icecoat.plugin.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.dataset.SiteDatasets;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.plugin.vmm.VmmCapabilities;

/** What the node says of itself. */
public final class NodeSelf {
  private static final long LEAST_FREE_BYTES = 2L << 30;

  private final PluginConfiguration configuration;
  private final Vmm vmm;
  private final SiteDatasets datasets;
  private final Supplier<Optional<HealthFinding>> measuring;
  private Optional<VmmCapabilities> known = Optional.empty();

  /**
   * A node of that configuration.
   *
   * @param measuring what is wrong with its measurements, asked afresh
   */
  public NodeSelf(
      PluginConfiguration configuration,
      Vmm vmm,
      SiteDatasets datasets,
      Supplier<Optional<HealthFinding>> measuring) {
    this.configuration = configuration;
    this.vmm = vmm;
    this.datasets = datasets;
    this.measuring = measuring;
  }

  /** What the site has configured. */
  public PluginConfiguration configuration() {
    return configuration;
  }

  public SiteDatasets datasets() {
    return datasets;
  }

  /** The plug-in's own version. */
  public String version() {
    return Optional.ofNullable(NodeSelf.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * What the monitor is; the last that was known while it does not answer.
   *
   * @throws PluginException VMM_UNREACHABLE, if it has never answered
   */
  public synchronized VmmCapabilities capabilities() {
    try {
      known = Optional.of(vmm.capabilities());
    } catch (PluginException e) {
      if (known.isEmpty()) {
        throw e;
      }
    }
    return known.get();
  }

  /** What is wrong; looked at afresh. */
  public List<HealthFinding> health() {
    List<HealthFinding> findings = new ArrayList<>(vmm.health());
    findings.addAll(datasets.health());
    FreeRoom.finding(configuration.folder(), LEAST_FREE_BYTES).ifPresent(findings::add);
    measuring.get().ifPresent(findings::add);
    return findings;
  }
}
