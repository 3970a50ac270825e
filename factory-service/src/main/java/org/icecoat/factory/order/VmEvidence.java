package org.icecoat.factory.order;

import java.time.InstantSource;
import java.util.Optional;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.AttesterClient;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.Octets;

/**
 * Passes a client's question on to the node of its VM, and the answer back. Nothing of an answer is
 * kept, and none is ever made up of what was kept.
 */
public final class VmEvidence {
  private static final int MOST_IN_A_MINUTE = 12;

  private final VmFinder finder;
  private final NodeStore nodes;
  private final AttesterClient client;
  private final QuestionLimit limit;

  public VmEvidence(VmFinder finder, NodeStore nodes, AttesterClient client, InstantSource clock) {
    this.finder = finder;
    this.nodes = nodes;
    this.client = client;
    this.limit = new QuestionLimit(clock, MOST_IN_A_MINUTE);
  }

  /**
   * Asks the node.
   *
   * @throws FactoryException VM_UNKNOWN, WRONG_STATE if it is on no node, NO_TPM, INVALID_REQUEST
   *     if its TPM cannot open the credential, BUSY, or why the node could not be asked
   */
  public VmProof ask(Caller caller, VmId id, VmQuestion question) {
    Vm vm = finder.find(caller, id);
    Incarnation incarnation =
        vm.incarnation()
            .filter(present -> vm.report().isPresent())
            .orElseThrow(() -> wrongState(vm, "No node has the VM."));
    EnrolledNode node =
        vm.node().flatMap(nodes::find).orElseThrow(() -> wrongState(vm, "Its node is gone."));
    NodeAddress address = node.address();
    return limit.asking(address.name(), id, () -> asked(address, incarnation, question));
  }

  private VmProof asked(NodeAddress node, Incarnation vm, VmQuestion question) {
    try {
      Optional<Octets> opened =
          question.credential().map(credential -> opened(node, question.nonce(), credential));
      Optional<TpmClaims> keys =
          opened.isEmpty() ? Optional.of(client.identify(node)) : Optional.empty();
      return new VmProof(node.name(), keys, client.testify(node, vm, question), opened);
    } catch (FactoryException e) {
      throw e.fault() == FactoryFault.NO_TPM ? noTpm(e) : e;
    }
  }

  private static FactoryException noTpm(FactoryException e) {
    return new FactoryException(
        FactoryFault.NO_TPM, e.getMessage(), new FaultDetail.Subject("TPM"));
  }

  /** The secret itself stays here: the client need not be who made the credential. */
  private Octets opened(NodeAddress node, Octets nonce, VmQuestion.Sealed credential) {
    Octets secret = secret(node, credential);
    if (secret.length() == 0) {
      throw FactoryException.invalid("Credential", "there is nothing in it");
    }
    return VmVerifier.opened(nonce, secret.bytes());
  }

  private Octets secret(NodeAddress node, VmQuestion.Sealed credential) {
    try {
      return client.activate(node, credential.template(), credential.credential());
    } catch (FactoryException e) {
      throw e.fault() == FactoryFault.NODE_REFUSED
          ? FactoryException.invalid(
              "Credential", "the node's TPM cannot open it: it was made for other keys")
          : e;
    }
  }

  private static FactoryException wrongState(Vm vm, String message) {
    return new FactoryException(
        FactoryFault.WRONG_STATE, message, new FaultDetail.State(vm.state()));
  }
}
