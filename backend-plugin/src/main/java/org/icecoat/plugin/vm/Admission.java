package org.icecoat.plugin.vm;

import java.util.Collection;
import java.util.List;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.dataset.Dataset;
import org.icecoat.plugin.dataset.PolicyQuestion;
import org.icecoat.plugin.dataset.SiteDecision;
import org.icecoat.plugin.order.PrepareOrder;

/** Whether the node takes a VM at all: the site's policy, the monitor, the room. */
final class Admission {
  private final NodeResources resources;

  Admission(NodeResources resources) {
    this.resources = resources;
  }

  /**
   * That the site has not closed a dataset of the VM since it was prepared.
   *
   * @throws PluginException SITE_REFUSED
   */
  void requireOpen(PrepareOrder order) {
    var unused = datasets(order);
  }

  /**
   * The datasets that the site opens to the VM.
   *
   * @throws PluginException SITE_REFUSED
   */
  List<Dataset> datasets(PrepareOrder order) {
    SiteDecision decision =
        resources
            .datasets()
            .decide(
                new PolicyQuestion(
                    order.owner().dn(),
                    order.owner().attributes(),
                    order.image().disk().id(),
                    order.application().map(application -> application.digest()),
                    order.datasets()));
    if (decision instanceof SiteDecision.Permitted permitted) {
      return permitted.datasets();
    }
    throw PluginException.refused(((SiteDecision.Refused) decision).reasons());
  }

  /** That the monitor is the one that was asked for, if one was. */
  void requireMonitor(PrepareOrder order) {
    String has = resources.vmm().capabilities().name();
    if (order.vmm().filter(wanted -> !wanted.equals(has)).isPresent()) {
      throw new PluginException(
          PluginFault.INVALID_REQUEST, "Vmm: this node runs " + has + " and nothing else");
    }
  }

  /** That the node can get the key of what it is to run. */
  void requireReadable(PrepareOrder order) {
    if (order.image().disk().format().confidential() && resources.confidential().isEmpty()) {
      throw new PluginException(
          PluginFault.INVALID_REQUEST,
          "Image: it is confidential, and this node has no TPM by which to get its key");
    }
  }

  /** That there is room beside what others take. */
  void requireRoom(PrepareOrder order, Collection<NodeVm> others) {
    Capacity left = resources.capacity().minus(demand(order));
    for (NodeVm other : others) {
      left = left.minus(demand(other.record().order()));
    }
    if (left.cpus() < 0 || left.memoryMiB() < 0 || left.diskMiB() < 0) {
      throw new PluginException(
          PluginFault.NO_CAPACITY,
          "The node has no room for %d CPUs, %d MiB of memory and %d MiB of disk now"
              .formatted(
                  order.resources().cpus().value(),
                  order.resources().memory().value(),
                  VmSpecs.diskSize(order).value()));
    }
  }

  private static Capacity demand(PrepareOrder order) {
    return new Capacity(
        order.resources().cpus().value(),
        order.resources().memory().value(),
        VmSpecs.diskSize(order).value());
  }
}
