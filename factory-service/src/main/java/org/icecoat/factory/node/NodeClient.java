package org.icecoat.factory.node;

import java.util.OptionalInt;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.trust.structure.Octets;

/**
 * The plug-in of a node: of one that has proved itself by its TPM, no host is asked, told or
 * believed but by the TLS key by which it did; another is NODE_UNAVAILABLE. Each call goes over the
 * network, so no lock and no transaction may be held over it; each order is idempotent. Failures
 * are FactoryExceptions: NODE_UNREACHABLE (nobody knows whether the order was carried out),
 * NODE_UNAVAILABLE (not now), NODE_FAILED (it has tried), NODE_REFUSED (never), SITE_REFUSED,
 * STALE_EPOCH, VM_ABSENT, WRONG_STATE.
 */
public interface NodeClient {
  /** What a host says of itself that is to be enrolled, and may have proved nothing. */
  NodeDescription introduce(NodeAddress node);

  /** What a node says of itself. */
  NodeDescription describe(NodeAddress node);

  /**
   * A VM of the image may be ordered soon: the node begins to get what it needs of it. Nothing of a
   * client is told. Answers at once.
   */
  void expect(NodeAddress node, BootableImage image);

  /** Answers at once; the work goes on, its progress is in the reports. */
  VmReport prepare(NodeAddress node, Preparation preparation);

  VmReport start(NodeAddress node, Incarnation vm);

  /**
   * Tells a domain something.
   *
   * @param afterStarts makes RESTART idempotent: it acts only while the report's starts is that
   */
  VmReport control(NodeAddress node, Incarnation vm, ControlAction action, OptionalInt afterStarts);

  VmReport setResources(NodeAddress node, Incarnation vm, CpuCount cpus, MemoryMiB memory);

  /** The report says ABSENT once nothing is left. */
  VmReport destroy(NodeAddress node, Incarnation vm);

  NodeListing list(NodeAddress node);

  /** What the node signs of a VM, in PEM; of one that is gone, what it signed last. */
  Octets receipt(NodeAddress node, Incarnation vm);

  Output output(NodeAddress node, Incarnation vm, OutputRange range);
}
