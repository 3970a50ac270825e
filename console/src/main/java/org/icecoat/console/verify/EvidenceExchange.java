package org.icecoat.console.verify;

import org.icecoat.console.remote.Remote;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.vm.VmAnswer;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.evidence.vm.VmVerifier.Question;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.wire.types.EkTemplateType;
import org.icecoat.wire.types.EncryptedCredentialType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.TrustedVm;

/** Asks the node of a VM, through its factory. */
final class EvidenceExchange {
  private final TrustedVm stub;
  private final VmId vm;
  private final VmVerifier verifier;
  private final PcrSelection selection;

  /**
   * An exchange.
   *
   * @param selection that quotes are to cover
   */
  EvidenceExchange(TrustedVm stub, VmId vm, VmVerifier verifier, PcrSelection selection) {
    this.stub = stub;
    this.vm = vm;
    this.verifier = verifier;
    this.selection = selection;
  }

  PcrSelection selection() {
    return selection;
  }

  /** A question and what came back, which may be anything. */
  record Round(Question question, GetEvidenceResponse wire) {
    /**
     * What came back, as values.
     *
     * @throws IllegalArgumentException or a TrustException, if it is no answer
     */
    VmAnswer answer() {
      return new VmAnswer(
          new NodeName(required("Node", wire.getNode())),
          Sha256.parse(required("TlsKey", wire.getTlsKey())),
          Evidence.parse(Octets.of(required("Evidence", wire.getEvidence()))),
          Octets.of(required("Statement", wire.getStatement())));
    }
  }

  /** Asks for the keys of the node's TPM as well. */
  Round keys() {
    return ask(new GetEvidence());
  }

  /** Asks the node's TPM to open a credential as well. */
  Round opening(EkTemplateType template, EncryptedCredential credential) {
    EncryptedCredentialType wire = new EncryptedCredentialType();
    wire.setTemplate(template);
    wire.setIdObject(credential.idObject().bytes());
    wire.setSecret(credential.secret().bytes());
    GetEvidence request = new GetEvidence();
    request.setCredential(wire);
    return ask(request);
  }

  private Round ask(GetEvidence request) {
    Question question = verifier.ask(vm);
    request.setNonce(question.nonce().bytes());
    request.getPcr().addAll(selection.indexes());
    return new Round(question, Remote.call(() -> stub.getEvidence(request)));
  }

  static <T> T required(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }
}
