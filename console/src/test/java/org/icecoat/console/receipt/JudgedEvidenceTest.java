package org.icecoat.console.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingReceipts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt held against the evidence that it names. */
class JudgedEvidenceTest {
  private static final int REFUTED = 11;
  private static final String VM = TestingReceipts.DEPLOYMENT.vm().toString();
  @TempDir private Path home;
  private Consoles icecoat;
  private TestingReceipts receipts;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home, Instant.now().plusSeconds(60));
    TestingGrid grid = TestingGrid.create(home, icecoat.console().time());
    receipts = new TestingReceipts(home, icecoat.console().time(), grid);
    icecoat
        .console()
        .with("X509_CERT_DIR", grid.certificates().toString())
        .with("ICECOAT_FACTORY", "https://factory.example.org:8443");
    icecoat.services().vms().running(VM, "search");
  }

  @AfterEach
  void close() {
    receipts.close();
  }

  @Test
  void the_evidence_is_fetched_judged_and_kept_beside_the_receipt() {
    Evidence evidence = evidence("11");
    naming(FactoryPart.Verdict.TRUSTED, Optional.of(evidence.digest()));
    icecoat.services().vms().keeping(evidence);
    Result fetched = icecoat.run("receipt", VM, "-o", "r", "--evidence", "e");
    assertThat(fetched.status()).as(fetched.err()).isZero();
    assertThat(fetched.out())
        .containsPattern("judged +proved +the evidence is the named one; its quote is right")
        .containsPattern("TPM +stated +.*the factory's word");
    icecoat.services().vms().signing(Octets.EMPTY);
    Result kept = icecoat.run("receipt", "--check", "r", "--evidence", "e");
    assertThat(kept.status()).isZero();
    assertThat(kept.out()).containsPattern("judged +proved");
    assertThat(icecoat.run("receipt", "--check", "r").out()).doesNotContain("judged");
  }

  @Test
  void other_evidence_is_refuted_whoever_hands_it_out() throws IOException {
    Evidence named = evidence("11");
    Evidence other = evidence("22");
    naming(FactoryPart.Verdict.TRUSTED, Optional.of(named.digest()));
    icecoat.services().vms().swapping(named.digest().toString(), other.encoded());
    Result swapped = icecoat.run("receipt", VM, "-o", "r", "--evidence", "e");
    assertThat(swapped.status()).isEqualTo(REFUTED);
    assertThat(swapped.out())
        .containsPattern("judged +refuted +the evidence is " + other.digest() + ", the receipt");
    Files.writeString(home.resolve("text"), "nothing of the sort");
    Result text = icecoat.run("receipt", "--check", "r", "--evidence", "text");
    assertThat(text.status()).isEqualTo(REFUTED);
    assertThat(text.out()).containsPattern("judged +refuted +these bytes are no evidence");
    assertThat(icecoat.run("receipt", "--check", "r", "--evidence", "none").status()).isEqualTo(2);
  }

  @Test
  void trust_in_evidence_that_nobody_can_have_believed_is_refuted() {
    Evidence wrong = unsigned(evidence("11"));
    icecoat.services().vms().keeping(wrong);
    naming(FactoryPart.Verdict.TRUSTED, Optional.of(wrong.digest()));
    Result result = icecoat.run("receipt", VM, "--evidence", "e");
    assertThat(result.status()).isEqualTo(REFUTED);
    assertThat(result.out()).containsPattern("judged +refuted +.*its quote is wrong in itself: ");
    naming(FactoryPart.Verdict.REJECTED, Optional.of(wrong.digest()));
    Result rejected = icecoat.run("receipt", VM, "--evidence", "e");
    assertThat(rejected.status()).isZero();
    assertThat(rejected.out()).containsPattern("judged +proved +.*its quote is wrong in itself: ");
  }

  @Test
  void that_there_is_none_or_that_it_is_gone_is_told() {
    naming(FactoryPart.Verdict.TRUSTED, Optional.empty());
    assertThat(icecoat.run("receipt", VM, "--evidence", "e").out())
        .containsPattern("judged +unproved +the receipt names no evidence");
    naming(FactoryPart.Verdict.TRUSTED, Optional.of(evidence("11").digest()));
    Result gone = icecoat.run("receipt", VM, "--evidence", "e");
    assertThat(gone.status()).isZero();
    assertThat(gone.out()).containsPattern("judged +unproved +No evidence sha256:");
    assertThat(home.resolve("e")).doesNotExist();
  }

  @Test
  void evidence_with_a_part_of_the_list_of_files_says_that_it_is_one() {
    Octets value = Octets.parse("11".repeat(32));
    Evidence whole = evidence("11");
    Evidence part =
        new Evidence(
            whole.attestationKey(),
            whole.quote(),
            whole.pcrValues(),
            new Evidence.Logs(
                Octets.EMPTY, Octets.EMPTY, Octets.EMPTY, new Evidence.ImaFrom(7, value), false));
    naming(FactoryPart.Verdict.TRUSTED, Optional.of(part.digest()));
    icecoat.services().vms().keeping(part);
    Result fetched = icecoat.run("receipt", VM, "-o", "r", "--evidence", "e");
    assertThat(fetched.status()).as(fetched.err()).isZero();
    assertThat(fetched.out())
        .containsPattern("judged +proved ")
        .containsPattern("files +unproved +the evidence goes on after line 7 of the node's list");
  }

  private void naming(FactoryPart.Verdict verdict, Optional<Sha256> evidence) {
    FactoryPart usual =
        receipts.factoryPart(
            FactoryPart.NodeShare.of(receipts.sign(receipts.nodePart(), receipts.node)));
    FactoryPart.Trust trust = usual.trust().orElseThrow();
    FactoryPart part =
        new FactoryPart(
            usual.deployment(),
            usual.node(),
            usual.image(),
            usual.times(),
            Optional.of(new FactoryPart.Trust(verdict, trust.at(), trust.policy(), evidence)),
            usual.share());
    icecoat.services().vms().signing(receipts.sign(part, receipts.factory));
  }

  private static Evidence evidence(String pcr) {
    Challenge challenge =
        new Challenge(
            Octets.parse("11".repeat(Challenge.NONCE_BYTES)),
            new NodeName("node1"),
            new Challenge.Session("s"),
            Sha256.parse("11".repeat(32)),
            Instant.EPOCH);
    PcrValues values = PcrValues.of(PcrBank.SHA256, Map.of(14, Octets.parse(pcr.repeat(32))));
    return new TestingAttester().answer(challenge, values, Evidence.Logs.NONE);
  }

  /** The same with the signature of another quote. */
  private static Evidence unsigned(Evidence evidence) {
    Evidence other = evidence("33");
    return new Evidence(
        evidence.attestationKey(),
        new SignedAttestation(evidence.quote().attest(), other.quote().signature()),
        evidence.pcrValues(),
        evidence.logs());
  }
}
