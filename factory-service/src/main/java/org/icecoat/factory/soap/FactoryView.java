package org.icecoat.factory.soap;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.Factory;
import org.icecoat.factory.authorization.Quota;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.store.Usage;
import org.icecoat.service.access.Caller;
import org.icecoat.wire.factory.ImageSummaryType;
import org.icecoat.wire.factory.LimitsType;
import org.icecoat.wire.factory.NodeSummaryType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.VmmType;
import org.icecoat.wsrf.property.PropertySet;

/** The factory as a WS-Resource; there is one, without an id. */
final class FactoryView {
  private static final String NAMESPACE = "http://icecoat.org/2026/11/factory";

  private final Factory factory;
  private final NodeSummaries summaries;
  private final String version;

  FactoryView(Factory factory, NodeSummaries summaries, String version) {
    this.factory = factory;
    this.summaries = summaries;
    this.version = version;
  }

  /** In the order of the contract. */
  static PropertySet<Caller, FactoryView> properties() {
    return PropertySet.<Caller, FactoryView>of(new QName(NAMESPACE, "FactoryProperties"))
        .one("Version", String.class, (who, view) -> view.version)
        .many("Vmm", VmmType.class, (who, view) -> view.vmms())
        .many("Architecture", String.class, (who, view) -> view.architectures())
        .many("Dataset", String.class, (who, view) -> view.datasets())
        .one("Limits", LimitsType.class, (who, view) -> view.limits(who))
        .one("DefaultLease", LeaseType.class, (who, view) -> view.defaultLease())
        .one("MaximalLease", Duration.class, (who, view) -> view.maximalLease(who))
        .many("Node", NodeSummaryType.class, (who, view) -> view.nodes())
        .many("Image", ImageSummaryType.class, (who, view) -> view.images())
        .build();
  }

  private Stream<NodeDescription> descriptions() {
    return factory.directory().nodes().stream().flatMap(node -> node.description().stream());
  }

  private List<VmmType> vmms() {
    return descriptions()
        .flatMap(says -> says.vmms().stream())
        .distinct()
        .sorted(Comparator.comparing(Component::toString))
        .map(VmWriter::vmm)
        .toList();
  }

  private List<String> architectures() {
    return descriptions()
        .flatMap(says -> says.architectures().stream())
        .map(each -> each.value())
        .distinct()
        .sorted()
        .toList();
  }

  private List<String> datasets() {
    return descriptions()
        .flatMap(says -> says.datasets().stream())
        .map(each -> each.value())
        .distinct()
        .sorted()
        .toList();
  }

  private LimitsType limits(Caller caller) {
    Quota quota = factory.access().grant(caller).quota();
    Usage.Sum used = factory.usage().by(caller.dn());
    LimitsType wire = new LimitsType();
    wire.setVms(QuotaMapping.limit(quota.vms(), used.vms()));
    wire.setCpus(QuotaMapping.limit(quota.cpus(), used.taken().cpus()));
    wire.setMemoryMiB(QuotaMapping.limit(quota.memoryMiB(), used.taken().memoryMiB()));
    wire.setApplicationBytes(ApplicationArchive.MOST_BYTES);
    return wire;
  }

  private LeaseType defaultLease() {
    return VmWriter.lease(factory.defaults().lease());
  }

  private Duration maximalLease(Caller caller) {
    Duration granted = factory.access().grant(caller).longestLease();
    Duration most = factory.defaults().longestLease();
    return granted.compareTo(most) < 0 ? granted : most;
  }

  private List<NodeSummaryType> nodes() {
    Map<NodeName, Usage.Sum> used = factory.usage().onEachNode();
    return factory.directory().nodes().stream()
        .map(node -> summary(node, Optional.ofNullable(used.get(node.name()))))
        .toList();
  }

  private NodeSummaryType summary(EnrolledNode node, Optional<Usage.Sum> used) {
    return summaries.summary(
        node,
        node.description()
            .map(NodeDescription::capacity)
            .map(all -> used.map(sum -> all.minus(sum.taken())).orElse(all)));
  }

  private List<ImageSummaryType> images() {
    return factory.images().stream().map(hit -> ImageWriter.summary(hit.manifest())).toList();
  }
}
