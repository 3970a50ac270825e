package org.icecoat.plugin.vm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.receipt.NodeReceipts;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.RunImage;
import org.icecoat.trust.receipt.RunTime;
import org.icecoat.trust.structure.Octets;

/**
 * What the node's receipt of a VM will say beside its order.
 *
 * @param evidence digest of the evidence that the node had given last at the last start
 * @param proofs the places of its images in the store's log, as far as they were asked for
 */
record VmRun(RunTime time, Optional<Sha256> evidence, List<EntryProof> proofs) {
  /** That a VM still runs is written down this often. */
  private static final Duration WRITTEN_DOWN = Duration.ofMinutes(5);

  VmRun {
    proofs = List.copyOf(proofs);
  }

  static VmRun none() {
    return new VmRun(RunTime.never(), Optional.empty(), List.of());
  }

  VmRun provedBy(List<EntryProof> shown) {
    return new VmRun(time, evidence, shown);
  }

  /** The domain was seen, living or not. */
  VmRun seen(boolean live, Instant now, Supplier<Optional<Sha256>> given) {
    RunTime next = live ? time.seenRunning(now) : time.seenGone(now);
    return new VmRun(next, next.starts() > time.starts() ? given.get() : evidence, proofs);
  }

  /** Whether this has to be on the disk, where {@code before} is. */
  boolean isNewsTo(VmRun before) {
    return before.time.starts() != time.starts()
        || before.time.gone().isPresent() != time.gone().isPresent()
        || time.lastSeen()
            .filter(at -> at.isAfter(before.time.lastSeen().orElseThrow().plus(WRITTEN_DOWN)))
            .isPresent();
  }

  Octets signed(VmRecord record, NodeReceipts receipts) {
    OrderedImage image = record.order().image();
    NodePart.Images images =
        new NodePart.Images(
            image(image.disk()),
            image.kernel().map(boot -> image(boot.kernel())),
            image.kernel().map(boot -> image(boot.initialRamdisk())));
    Placement placement = record.order().placement();
    Deployment deployment =
        new Deployment(
            placement.id(),
            placement.epoch(),
            record.order().owner().dn(),
            record.order().application().map(ordered -> ordered.digest()));
    return receipts.sign(deployment, images, time, evidence);
  }

  private RunImage image(ImageContent content) {
    ImageId id = content.id();
    return new RunImage(
        id,
        proofs.stream()
            .filter(proof -> proof.registration().entry().image().id().equals(id))
            .findFirst());
  }
}
