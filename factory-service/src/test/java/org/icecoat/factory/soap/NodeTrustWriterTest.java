package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.factory.standing.Standing;
import org.icecoat.factory.standing.TrustDemand;
import org.icecoat.factory.standing.VmTrust;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.wire.factory.NodeStandingType;
import org.icecoat.wire.factory.NodeStandingVerdictType;
import org.icecoat.wire.vm.TrustType;
import org.junit.jupiter.api.Test;

class NodeTrustWriterTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Sha256 EVIDENCE = Sha256.parse("ab".repeat(32));

  @Test
  void everybody_is_told_when_a_node_was_asked_why_it_does_not_count_and_what_was_judged() {
    NodeStandingType wire = rejected("one");
    assertThat(wire.getVerdict()).isEqualTo(NodeStandingVerdictType.REJECTED);
    assertThat(wire.getAt()).isEqualTo(NOON);
    assertThat(wire.getAge()).isEqualTo(Duration.ofMinutes(2));
    assertThat(wire.getPolicy()).isEqualTo("site version 3");
    assertThat(wire.getReason()).containsExactly("one");
    assertThat(wire.getEvidence()).isEqualTo(EVIDENCE.toString());
  }

  @Test
  void of_many_reasons_the_first_are_told_and_who_knows_the_others() {
    assertThat(rejected("one", "two", "three", "four").getReason())
        .containsExactly("one", "two", "three", "four");
    assertThat(rejected("one", "two", "three", "four", "five").getReason())
        .hasSize(4)
        .startsWith("one", "two", "three")
        .last()
        .asString()
        .contains("icecoat node show");
  }

  @Test
  void a_vm_has_terms_only_where_something_is_demanded_of_its_node() {
    Standing standing = standing("one");
    TrustType shown = written(new VmTrust(Optional.empty(), Optional.of(standing)));
    assertThat(shown.getTerms()).isNull();
    assertThat(shown.getAttestation().getReason()).containsExactly("one");
    TrustDemand terms =
        new TrustDemand(new PolicyName("site"), Optional.empty(), LossAction.NOTIFY);
    assertThat(written(new VmTrust(Optional.of(terms), Optional.empty())).getTerms().getPolicy())
        .isEqualTo("site");
  }

  private static TrustType written(VmTrust trust) {
    return VmTrustWriter.trust(trust, Optional.empty(), NOON);
  }

  private static NodeStandingType rejected(String... reasons) {
    return NodeTrustWriter.standing(standing(reasons), NOON.plus(Duration.ofMinutes(2)));
  }

  private static Standing standing(String... reasons) {
    TrustResult result =
        TrustResult.rejected(NOON, List.of(reasons), Optional.of(EVIDENCE)).by("site version 3");
    return new Standing(
        Standing.Kind.REJECTED, Optional.of(result), Optional.empty(), result.reasons());
  }
}
