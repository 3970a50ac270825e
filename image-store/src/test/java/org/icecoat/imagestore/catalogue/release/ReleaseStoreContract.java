package org.icecoat.imagestore.catalogue.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.RecoveryCopy;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.service.database.Database;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.tpm.LoadableObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sealed keys of images, and which nodes got them, as the database keeps it. */
abstract class ReleaseStoreContract {
  private static final ImageId IMAGE = new ImageId(digest(1));
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.000001Z");
  private static final KnownNode ONE = node("node1", 11, 12);
  private static final KnownNode TWO = node("node2", 21);

  private static final PublicArea KEY = new TestingAttester().enrolled().area();

  private Database database;
  private ReleaseStore store;

  abstract Database open() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    database = open();
    store = new ReleaseStore(database.jdbi());
  }

  @AfterEach
  void end() {
    database.close();
  }

  @Test
  void a_release_is_written_down_with_its_node_and_the_clock_of_its_tpm() {
    ClockReading clock = new ClockReading(7, 3, 1, true);
    store.released(release(ONE), clock);
    store.released(release(ONE), new ClockReading(9, 3, 1, false));
    assertThat(store.clock(ONE.name())).contains(new ClockReading(9, 3, 1, false));
    assertThat(store.clock(TWO.name())).isEmpty();
    assertThat(store.nodes())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.same(ONE)).isTrue();
              assertThat(kept.endorsementKeys())
                  .containsExactlyInAnyOrderElementsOf(ONE.endorsementKeys());
            });
    assertThat(journal())
        .hasSize(2)
        .allSatisfy(
            decision -> {
              assertThat(decision.released()).isTrue();
              assertThat(decision.at()).isEqualTo(NOW);
              assertThat(decision.dn()).isEqualTo(ONE.dn());
              assertThat(decision.evidence()).contains(digest(9));
              assertThat(decision.policy()).contains("site version 1");
            });
  }

  @Test
  void a_tpm_is_that_of_one_node() {
    store.released(release(ONE), new ClockReading(7, 3, 1, true));
    KnownNode clone = node("node2", 12);
    assertThatThrownBy(() -> store.released(release(clone), new ClockReading(8, 3, 1, true)))
        .isInstanceOf(StoreException.class);
    assertThat(journal()).hasSize(1);
  }

  @Test
  void nodes_that_are_named_no_more_are_forgotten_and_the_journal_stays() {
    store.released(release(ONE), new ClockReading(7, 3, 1, true));
    store.released(release(TWO), new ClockReading(7, 3, 1, true));
    store.keepOnly(List.of(TWO.dn()));
    assertThat(store.nodes()).extracting(KnownNode::name).containsExactly(TWO.name());
    assertThat(journal()).hasSize(2);
  }

  @Test
  void that_a_tpm_was_restored_is_kept_as_it_was_first_told_until_the_node_is_forgotten() {
    store.restored(ONE.name(), "nobody has got a key");
    assertThat(store.restored(ONE.name())).isEmpty();
    store.released(release(ONE), new ClockReading(7, 3, 1, true));
    assertThat(store.restored(ONE.name())).isEmpty();
    store.restored(ONE.name(), "counters");
    store.restored(ONE.name(), "clock");
    assertThat(store.restored(ONE.name())).contains("counters");
    store.keepOnly(List.of());
    store.released(release(ONE), new ClockReading(1, 1, 1, true));
    assertThat(store.restored(ONE.name())).isEmpty();
  }

  @Test
  void a_release_takes_neither_that_mark_nor_a_later_clock_nor_a_known_key_back() {
    ClockReading late = new ClockReading(7, 3, 1, true);
    store.released(release(ONE), late);
    store.restored(ONE.name(), "counters");
    store.released(release(node("node1", 12, 13)), new ClockReading(9, 3, 0, true));
    assertThat(store.restored(ONE.name())).contains("counters");
    assertThat(store.clock(ONE.name())).contains(late);
    assertThat(store.nodes())
        .singleElement()
        .satisfies(
            kept ->
                assertThat(kept.endorsementKeys())
                    .containsExactlyInAnyOrder(digest(11), digest(12), digest(13)));
  }

  @Test
  void a_refusal_is_written_down_with_its_reasons_as_lines() {
    store.refused(refusal(ONE, "It is\nno good\u0007", "x".repeat(2000)));
    assertThat(journal())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.released()).isFalse();
              assertThat(decision.reasons()).containsExactly("It is no good ", "x".repeat(1024));
              assertThat(decision.evidence()).isEmpty();
              assertThat(decision.policy()).isEmpty();
            });
    assertThat(store.nodes()).isEmpty();
  }

  @Test
  void of_very_many_reasons_the_last_line_says_how_many_more_there_were() {
    store.refused(refusal(ONE, reasons(32)));
    store.refused(refusal(ONE, reasons(40)));
    List<KeyDecision> kept = journal();
    assertThat(kept.get(1).reasons()).containsExactly(reasons(32));
    assertThat(kept.get(0).reasons())
        .hasSize(32)
        .startsWith(reasons(31))
        .endsWith("9 more reasons");
  }

  private static String[] reasons(int many) {
    return IntStream.rangeClosed(1, many).mapToObj("reason %d"::formatted).toArray(String[]::new);
  }

  @Test
  void decisions_are_told_page_by_page_the_newest_first_and_of_one_image() {
    store.released(release(ONE), new ClockReading(7, 3, 1, true));
    store.refused(refusal(TWO, "no"));
    ImageId other = new ImageId(digest(2));
    store.refused(new Refusal(other, ONE.name(), ONE.dn(), Optional.empty(), List.of("no"), NOW));
    store.refused(refusal(ONE, "not any more"));
    List<KeyDecision> newest = store.decisions(IMAGE, OptionalLong.empty(), 2);
    assertThat(newest).extracting(KeyDecision::node).containsExactly(ONE.name(), TWO.name());
    assertThat(store.decisions(IMAGE, OptionalLong.of(newest.get(1).number()), 2))
        .singleElement()
        .matches(KeyDecision::released);
    assertThat(store.decisions(other, OptionalLong.empty(), 2)).hasSize(1);
  }

  @Test
  void who_is_refused_again_and_again_neither_fills_the_journal_nor_pushes_others_out() {
    store.released(release(ONE), new ClockReading(7, 3, 1, true));
    store.refused(refusal(TWO, "once"));
    for (int i = 0; i <= DecisionTable.MOST_REFUSALS; i++) {
      store.refused(refusal(ONE, "refusal " + i));
    }
    List<KeyDecision> kept = journal();
    assertThat(kept).hasSize(DecisionTable.MOST_REFUSALS + 2);
    assertThat(kept.get(0).reasons()).containsExactly("refusal " + DecisionTable.MOST_REFUSALS);
    assertThat(kept.get(DecisionTable.MOST_REFUSALS - 1).reasons()).containsExactly("refusal 1");
    assertThat(kept.get(DecisionTable.MOST_REFUSALS).dn()).isEqualTo(TWO.dn());
    assertThat(kept.get(DecisionTable.MOST_REFUSALS + 1).released()).isTrue();
  }

  @Test
  void a_sealed_key_is_kept_with_or_without_a_copy_and_can_be_replaced() {
    KeyStore keys = new KeyStore(database.jdbi());
    PcrSelection pcrs = PcrSelection.of(PcrBank.SHA256, 4, 7);
    SealedKey bare = new SealedKey(object("01"), pcrs, Optional.empty(), false);
    RecoveryCopy copy = new RecoveryCopy(digest(3), Octets.parse("0203"));
    SealedKey copied = new SealedKey(object("02"), pcrs, Optional.of(copy), true);
    keys.keep(IMAGE, bare);
    keys.keep(new ImageId(digest(2)), copied);
    assertThat(keys.find(IMAGE)).contains(bare);
    assertThat(keys.find(new ImageId(digest(3)))).isEmpty();
    keys.replace(IMAGE, copied);
    assertThat(keys.all())
        .containsExactly(entry(IMAGE, copied), entry(new ImageId(digest(2)), copied));
    keys.replace(IMAGE, bare);
    assertThat(keys.find(IMAGE)).contains(bare);
  }

  private static LoadableObject object(String sensitive) {
    return new LoadableObject(KEY, Octets.parse(sensitive));
  }

  private List<KeyDecision> journal() {
    return store.decisions(IMAGE, OptionalLong.empty(), 1000);
  }

  private static Refusal refusal(KnownNode node, String... reasons) {
    return new Refusal(IMAGE, node.name(), node.dn(), Optional.empty(), List.of(reasons), NOW);
  }

  private static Release release(KnownNode node) {
    return new Release(IMAGE, node, digest(9), "site version 1", NOW);
  }

  private static KnownNode node(String name, int... keys) {
    return new KnownNode(
        new NodeName(name),
        Dn.parse("CN=" + name + ",O=Grid"),
        IntStream.of(keys).mapToObj(ReleaseStoreContract::digest).toList());
  }

  private static Sha256 digest(int value) {
    byte[] bytes = new byte[Sha256.BYTES];
    bytes[0] = (byte) value;
    return Sha256.of(bytes);
  }
}
