package org.icecoat.factory.attest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingImaLog;
import org.icecoat.trust.tpm.EkTemplate;

/** A node with a TPM made of Java, whose kernel lists files; it can be told to lie about them. */
final class TestingListedNode implements AttesterClient {
  TestingAttester tpm = new TestingAttester();
  TestingImaLog kernel;

  /** How many lines fit into an answer. */
  int lines = 1000;

  /** What becomes of the logs before they are sent. */
  UnaryOperator<Evidence.Logs> lie = UnaryOperator.identity();

  /** What becomes of an answer that was signed. */
  UnaryOperator<Evidence> forgery = UnaryOperator.identity();

  /** What happens after each answer. */
  Runnable afterAnswer = () -> {};

  /** The first lines that were asked for, from 0. */
  final List<Long> asked = new ArrayList<>();

  private PcrValues frozen;

  TestingListedNode() {
    boot();
  }

  /** Begins a list, as after a reset of the machine. */
  void boot() {
    kernel = new TestingImaLog().unmeasuredBoot().ng("/bin/good", "01");
    frozen = null;
  }

  void reboot() {
    tpm.reset();
    boot();
  }

  /** The TPM is put back to where it was when it was made. */
  void putBack() {
    tpm = new TestingAttester(tpm.key());
  }

  /** The kernel goes on to list, and its TPM extends nothing any more. */
  void freezePcr() {
    frozen = kernel.pcr10();
  }

  @Override
  public Evidence attest(
      NodeAddress node, Challenge challenge, PcrSelection selection, ImaFrom from) {
    asked.add(from.lines());
    Evidence evidence =
        tpm.answer(challenge, values(selection), lie.apply(kernel.part(from, lines)));
    afterAnswer.run();
    return Evidence.parse(forgery.apply(evidence).encoded());
  }

  /** Nothing was measured but files. */
  private PcrValues values(PcrSelection selection) {
    Map<Integer, Octets> values = new TreeMap<>();
    selection.indexes().forEach(pcr -> values.put(pcr, PcrBank.SHA256.zero()));
    values.putAll((frozen == null ? kernel.pcr10() : frozen).byIndex());
    return PcrValues.of(PcrBank.SHA256, values);
  }

  @Override
  public TpmClaims identify(NodeAddress node) {
    throw new UnsupportedOperationException("It is enrolled");
  }

  @Override
  public Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential) {
    throw new UnsupportedOperationException("It is enrolled");
  }

  @Override
  public VmTestimony testify(NodeAddress node, Incarnation vm, VmQuestion question) {
    throw new UnsupportedOperationException("Nobody asks about VMs here");
  }

  @Override
  public Sha256 tlsKey(NodeAddress node) {
    return Sha256.of(new byte[Sha256.BYTES]);
  }
}
