package org.icecoat.factory.order;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.store.EvidenceStore;
import org.icecoat.service.access.Caller;
import org.icecoat.trust.structure.Octets;

/** Gives the evidence that receipts and trust of a VM name to those who may see the VM. */
public final class KeptEvidence {
  private final VmFinder finder;
  private final EvidenceStore kept;

  public KeptEvidence(VmFinder finder, EvidenceStore kept) {
    this.finder = finder;
    this.kept = kept;
  }

  /**
   * The evidence with that digest, as its node gave it.
   *
   * @throws FactoryException VM_UNKNOWN; EVIDENCE_UNKNOWN if nothing of the VM names it, or it is
   *     not kept any more
   */
  public Octets find(Caller caller, VmId id, Sha256 digest) {
    return kept.of(finder.find(caller, id).id(), digest)
        .orElseThrow(
            () -> unknown(digest, "a receipt of this VM, or the last result of its node, names"));
  }

  /** That there is none; {@code whose} says of which there may be. */
  public static FactoryException unknown(Sha256 digest, String whose) {
    return new FactoryException(
        FactoryFault.EVIDENCE_UNKNOWN,
        "No evidence %s is kept: only such as %s is, for as long as that is known."
            .formatted(digest, whose),
        new FaultDetail.Subject(digest.toString()));
  }
}
