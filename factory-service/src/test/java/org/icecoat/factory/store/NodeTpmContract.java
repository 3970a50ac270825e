package org.icecoat.factory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore.Enrolment;
import org.icecoat.factory.store.NodeTpmStore.Shown;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.KnownFiles;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingAttester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of a node's TPM when it is enrolled again. */
abstract class NodeTpmContract {
  private static final NodeName NODE = new NodeName("node-1");
  private static final NodeAddress ADDRESS = at(NODE);
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Sha256 KEY = Sha256.of(new byte[Sha256.BYTES]);
  private static final ClockReading CLOCK = new ClockReading(7000, 3, 1, true);
  private static final ClockReading LATER = new ClockReading(8000, 3, 1, true);
  private static final KnownFiles FILES =
      KnownFiles.restarted(new ImaPosition(5, 7, Optional.of(Octets.parse("ab".repeat(32)))));
  private static final PolicyName SITE = new PolicyName("site");

  private final TestingAttester attester = new TestingAttester();
  private Database database;
  private NodeStore nodes;
  private NodeTpmStore tpms;
  private NodeTrustStore results;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void enrolled() throws Exception {
    database = Database.open(emptyDatabase(), "db/factory");
    tpms = new NodeTpmStore(database.jdbi());
    results = new NodeTrustStore(database.jdbi());
    nodes = new NodeStore(database.jdbi());
    enrol(attester);
    judged(results.turn(), trusted(), CLOCK);
  }

  private void judged(NodeTrustStore.Turn turn, TrustResult result, ClockReading clock) {
    var unused = counts(turn, result, clock);
  }

  private boolean counts(NodeTrustStore.Turn turn, TrustResult result, ClockReading clock) {
    Shown shown = shown(enrolment(), clock, Optional.empty());
    return results.judged(NODE, turn, Map.of(SITE, result), shown).isPresent();
  }

  private void judged(NodeTrustStore.Turn turn, TrustResult result, Shown shown) {
    var unused = results.judged(NODE, turn, Map.of(SITE, result), shown);
  }

  private static Shown shown(Enrolment enrolment, ClockReading clock, Optional<String> restored) {
    return new Shown(
        Optional.of(enrolment),
        Optional.of(clock),
        Optional.empty(),
        restored,
        Optional.of(FILES),
        Optional.of(KEY));
  }

  private Enrolment enrolment() {
    return tpms.find(NODE).orElseThrow().enrolment();
  }

  private static TrustResult trusted() {
    return TrustResult.trusted(NOW, NOW.plusSeconds(60), "site version 1", KEY);
  }

  private static TrustResult rejected(Instant at) {
    return TrustResult.rejected(at, List.of("qemu was changed"), Optional.empty());
  }

  private List<TrustVerdict> told() {
    return new TrustChangeStore(database.jdbi())
        .of(NODE, 10).stream().map(change -> change.result().verdict()).toList();
  }

  @Test
  void what_was_asked_for_later_counts_though_the_clock_was_set_back_meanwhile() {
    TrustResult rejected = rejected(NOW.minusSeconds(600));
    judged(results.turn(), rejected, LATER);
    assertThat(results.find(NODE, SITE)).contains(rejected);
    assertThat(tpms.find(NODE).orElseThrow().clock()).contains(LATER);
    assertThat(told()).containsExactly(TrustVerdict.REJECTED, TrustVerdict.TRUSTED);
  }

  @Test
  void what_was_asked_for_earlier_and_came_later_does_not_count_whatever_its_time() {
    NodeTrustStore.Turn earlier = results.turn();
    TrustResult rejected = rejected(NOW.minusSeconds(600));
    assertThat(counts(results.turn(), rejected, LATER)).isTrue();
    assertThat(counts(earlier, trusted(), CLOCK)).isFalse();
    assertThat(results.find(NODE, SITE)).contains(rejected);
    assertThat(tpms.find(NODE).orElseThrow().clock()).contains(LATER);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void enrol(TestingAttester with) {
    assertThat(tpms.enrol(ADDRESS, tpm(with))).isEmpty();
  }

  private static NodeAddress at(NodeName node) {
    return new NodeAddress(node, URI.create("https://node-1/plugin"), Dn.parse("CN=x"));
  }

  private static EnrolledTpm tpm(TestingAttester with) {
    return tpm(NODE, KEY, with);
  }

  private static EnrolledTpm tpm(NodeName node, Sha256 endorsementKey, TestingAttester with) {
    return new EnrolledTpm(
        node,
        List.of(endorsementKey),
        new ProvenTpm(
            TpmClass.HARDWARE,
            "testing",
            Set.of(KEY),
            Optional.of(KEY),
            Set.of(new ProvenTpm.Certificate(KEY, BigInteger.TEN))),
        "made of Java",
        with.enrolled(),
        NOW);
  }

  @Test
  void with_the_same_attestation_key_all_goes_on_to_count() {
    enrol(attester);
    assertThat(tpms.find(NODE).orElseThrow().clock()).contains(CLOCK);
    assertThat(tpms.find(NODE).orElseThrow().tpm().proven()).isEqualTo(tpm(attester).proven());
    assertThat(tpms.tlsKey(NODE)).contains(KEY);
    assertThat(results.of(NODE)).hasSize(1);
  }

  @Test
  void with_another_attestation_key_the_tpm_s_clock_goes_on_and_what_the_old_one_proved_does_not() {
    enrol(new TestingAttester());
    assertThat(tpms.find(NODE).orElseThrow().clock()).contains(CLOCK);
    assertThat(tpms.tlsKey(NODE)).isEmpty();
    assertThat(results.of(NODE)).isEmpty();
  }

  @Test
  void that_it_was_restored_is_told_with_any_key_and_only_the_first_time_counts() {
    tpms.restored(NODE, enrolment(), "found first");
    tpms.restored(NODE, enrolment(), "found again");
    enrol(new TestingAttester());
    NodeTpmStore.Known known = tpms.find(NODE).orElseThrow();
    assertThat(known.restored()).contains("found first");
    assertThat(known.clock()).contains(CLOCK);
  }

  @Test
  void what_was_asked_of_the_key_before_is_nothing_to_the_one_that_is_enrolled_now() {
    Enrolment before = enrolment();
    NodeTrustStore.Turn turn = results.turn();
    enrol(new TestingAttester());
    judged(turn, trusted(), shown(before, LATER, Optional.empty()));
    nothingCameOfIt(Optional.of(CLOCK));
    judged(results.turn(), rejected(NOW), shown(before, LATER, Optional.of("found late")));
    tpms.restored(NODE, before, "found late");
    nothingCameOfIt(Optional.of(CLOCK));
  }

  @Test
  void what_was_asked_of_a_node_that_was_removed_is_nothing_to_the_next_of_its_name() {
    Enrolment before = enrolment();
    NodeTrustStore.Turn turn = results.turn();
    assertThat(nodes.removeIfEmpty(NODE)).isTrue();
    judged(turn, trusted(), shown(before, LATER, Optional.empty()));
    nodes.enrol(ADDRESS, NOW.plusSeconds(1));
    judged(turn, trusted(), shown(before, LATER, Optional.empty()));
    assertThat(results.of(NODE)).isEmpty();
    enrol(attester);
    judged(turn, trusted(), shown(before, LATER, Optional.empty()));
    nothingCameOfIt(Optional.empty());
    judged(results.turn(), rejected(NOW), shown(before, LATER, Optional.of("found late")));
    tpms.restored(NODE, before, "found late");
    nothingCameOfIt(Optional.empty());
  }

  private void nothingCameOfIt(Optional<ClockReading> clock) {
    NodeTpmStore.Known known = tpms.find(NODE).orElseThrow();
    assertThat(results.of(NODE)).isEmpty();
    assertThat(tpms.tlsKey(NODE)).isEmpty();
    assertThat(known.clock()).isEqualTo(clock);
    assertThat(known.restored()).isEmpty();
    assertThat(known.files()).isEqualTo(KnownFiles.NONE);
  }

  @Test
  void of_two_nodes_that_are_enrolled_with_one_tpm_at_a_time_one_is_and_the_other_is_no_node()
      throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 10; round++) {
        Sha256 key = endorsementKey(round);
        NodeName one = new NodeName("one-" + round);
        NodeName other = new NodeName("other-" + round);
        CyclicBarrier begin = new CyclicBarrier(2);
        Future<Optional<NodeName>> first = both.submit(() -> enrol(one, key, begin));
        Optional<NodeName> second = both.submit(() -> enrol(other, key, begin)).get();
        NodeName enrolled = tpms.holder(key).orElseThrow();
        assertThat(List.of(first.get(), second))
            .containsExactlyInAnyOrder(Optional.empty(), Optional.of(enrolled));
        assertThat(Stream.of(one, other).filter(node -> nodes.find(node).isPresent()))
            .containsExactly(enrolled);
      }
    } finally {
      both.shutdownNow();
    }
  }

  private static Sha256 endorsementKey(int round) {
    byte[] bytes = new byte[Sha256.BYTES];
    bytes[0] = (byte) (round + 1);
    return Sha256.of(bytes);
  }

  private Optional<NodeName> enrol(NodeName node, Sha256 key, CyclicBarrier begin)
      throws Exception {
    begin.await();
    return tpms.enrol(at(node), tpm(node, key, attester));
  }
}
