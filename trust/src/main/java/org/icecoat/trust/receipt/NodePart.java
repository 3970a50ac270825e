package org.icecoat.trust.receipt;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.structure.Octets;

/**
 * What a node states of a VM that it was given.
 *
 * @param evidence digest of the evidence that the node gave last before the VM's last start; empty
 *     if it gave none since its plug-in was started
 * @param stated when, by the node's clock: what has not ended then goes on
 */
public record NodePart(
    NodeName node,
    Deployment deployment,
    Images images,
    RunTime time,
    Optional<Sha256> evidence,
    Instant stated) {
  private static final String KIND = "icecoat-node-receipt";
  private static final String VERSION = "1";

  /**
   * What the VM ran from.
   *
   * @param kernel for disks that are booted without firmware
   */
  public record Images(
      RunImage disk, Optional<RunImage> kernel, Optional<RunImage> initialRamdisk) {
    public Images {
      Objects.requireNonNull(disk, "disk");
      if (kernel.isPresent() != initialRamdisk.isPresent()) {
        throw new IllegalArgumentException("A kernel comes with its initial ramdisk");
      }
    }
  }

  public NodePart {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(evidence, "evidence");
    stated = Lines.moment(stated);
  }

  /** Whether the VM had ended when this was stated. */
  public boolean ended() {
    return time.gone().isPresent();
  }

  /** The bytes that stand for this part and no other; they are what is signed. */
  public Octets document() {
    Lines.Writer lines = new Lines.Writer().line(KIND, VERSION).line("node", node.value());
    deployment.written(lines);
    RunImage.written(lines, "disk", Optional.of(images.disk()));
    RunImage.written(lines, "kernel", images.kernel());
    RunImage.written(lines, "initial-ramdisk", images.initialRamdisk());
    return time.written(lines)
        .line("evidence", evidence.map(Sha256::toString))
        .line("stated", stated.toString())
        .octets();
  }

  /**
   * Reads what {@link #document} wrote, and nothing else.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static NodePart parse(Octets document) {
    return Strictly.read(document, NodePart::read, NodePart::document);
  }

  private static NodePart read(Lines.Reader lines) {
    Strictly.require(lines.required(KIND).equals(VERSION), "it is of another version");
    return new NodePart(
        new NodeName(lines.required("node")),
        Deployment.read(lines),
        images(lines),
        RunTime.read(lines),
        lines.optional("evidence").map(Sha256::parse),
        lines.time("stated").orElseThrow(() -> new IllegalArgumentException("no time")));
  }

  private static Images images(Lines.Reader lines) {
    RunImage disk =
        RunImage.read(lines, "disk").orElseThrow(() -> new IllegalArgumentException("no disk"));
    return new Images(
        disk, RunImage.read(lines, "kernel"), RunImage.read(lines, "initial-ramdisk"));
  }
}
