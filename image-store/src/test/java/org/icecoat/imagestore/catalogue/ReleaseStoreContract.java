package org.icecoat.imagestore.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.service.database.Database;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which nodes got keys, as the database keeps it. */
abstract class ReleaseStoreContract {
  private static final ImageId IMAGE = new ImageId(digest(1));
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.000001Z");
  private static final KnownNode ONE = node("node1", 11, 12);
  private static final KnownNode TWO = node("node2", 21);

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
    assertThat(store.journal()).hasSize(2);
    assertThat(store.journal().get(0).at()).isEqualTo(NOW);
    assertThat(store.journal().get(0).node().dn()).isEqualTo(ONE.dn());
  }

  @Test
  void a_tpm_is_that_of_one_node() {
    store.released(release(ONE), new ClockReading(7, 3, 1, true));
    KnownNode clone = node("node2", 12);
    assertThatThrownBy(() -> store.released(release(clone), new ClockReading(8, 3, 1, true)))
        .isInstanceOf(StoreException.class);
    assertThat(store.journal()).hasSize(1);
  }

  @Test
  void nodes_that_are_named_no_more_are_forgotten_and_the_journal_stays() {
    store.released(release(ONE), new ClockReading(7, 3, 1, true));
    store.released(release(TWO), new ClockReading(7, 3, 1, true));
    store.keepOnly(List.of(TWO.dn()));
    assertThat(store.nodes()).extracting(KnownNode::name).containsExactly(TWO.name());
    assertThat(store.journal()).hasSize(2);
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
