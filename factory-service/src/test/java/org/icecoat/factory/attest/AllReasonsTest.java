package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.junit.jupiter.api.Test;

/** What a factory tells of a node whose quote it refuses: all that is wrong with it. */
class AllReasonsTest extends ListedSite {
  @Test
  void an_old_answer_and_an_unknown_file_are_both_told() {
    node.kernel.ng("/bin/evil", "66");
    node.forgery = first();
    isRejectedFor("line 3, /bin/evil");
    isRejectedFor(
        "The answer is for another challenge", "clock went back, or stood", "line 3, /bin/evil");
  }

  /** Sends the first answer again and again. */
  private static UnaryOperator<Evidence> first() {
    AtomicReference<Evidence> kept = new AtomicReference<>();
    return evidence -> kept.updateAndGet(old -> old == null ? evidence : old);
  }

  @Test
  void a_wrong_signature_and_a_changed_file_are_both_told_and_no_comparison_with_its_values() {
    node.kernel.ng("/bin/good", "02");
    node.freezePcr();
    node.kernel.ng("/bin/evil", "66");
    node.forgery = AllReasonsTest::wronglySigned;
    isRejectedFor("The signature is wrong", "line 3, /bin/good", "line 4, /bin/evil");
  }

  private static Evidence wronglySigned(Evidence right) {
    byte[] signature = right.quote().signature().bytes();
    signature[signature.length - 1] ^= 1;
    return new Evidence(
        right.attestationKey(),
        new SignedAttestation(right.quote().attest(), Octets.of(signature)),
        right.pcrValues(),
        right.logs());
  }

  @Test
  void a_node_whose_files_are_right_is_refused_for_its_quote_alone_and_believed_again_after() {
    isTrusted();
    node.kernel.ng("/bin/good", "01");
    node.forgery = AllReasonsTest::wronglySigned;
    isRejectedFor("The signature is wrong");
    node.forgery = evidence -> evidence;
    isTrusted();
  }

  @Test
  void a_tpm_that_was_put_back_is_refused_for_that_and_for_what_its_later_quotes_show() {
    node.tpm.reset();
    node.tpm.reset();
    isTrusted();
    node.putBack();
    node.kernel.ng("/bin/evil", "66");
    isRejectedFor("an old state was restored", "line 3, /bin/evil");
    for (int resets = 0; resets < 3; resets++) {
      node.tpm.reset();
    }
    TrustResult later = attest();
    assertThat(later.reasons()).hasSize(2);
    assertThat(later.reasons().get(0)).contains("an old state was restored");
    assertThat(later.reasons().get(1)).contains("line 3, /bin/evil");
  }

  @Test
  void earlier_parts_of_a_list_and_a_later_wrong_signature_are_both_told() {
    node.kernel.ng("/bin/evil", "66").ng("/bin/good", "01");
    node.lines = 3;
    node.forgery =
        evidence -> evidence.logs().from().lines() > 0 ? wronglySigned(evidence) : evidence;
    isRejectedFor("The signature is wrong", "line 3, /bin/evil");
  }
}
