package org.icecoat.factory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.factory.testing.TestingImages.HMMER;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.identity.Dn;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.RememberedHead;
import org.icecoat.trust.testing.TestingLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last head of the image store's log, in the rows that all factories share. */
abstract class StoreLogMemoryContract {
  private static final Clock CLOCK = Clock.fixed(TestingLog.NOW, ZoneOffset.UTC);
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");
  private static final LogEntry ENTRY = LogEntry.registration(HMMER, TestingLog.NOW, CAROL);

  private final TestingLog log = new TestingLog();
  private Database database;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(emptyDatabase(), "db/factory");
    log.append(ENTRY);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private StoreLogMemory memory() {
    return new StoreLogMemory(database.jdbi(), log.key().id());
  }

  /** The head of now, which a factory has seen and remembers. */
  private RememberedHead seen() {
    LogWitness witness = new LogWitness(log.key().id(), memory(), CLOCK);
    ProofVerdict verdict =
        witness.look(HMMER.id(), HMMER.content(), (image, since) -> proof(since)).verdict();
    assertThat(verdict).isInstanceOf(ProofVerdict.Proved.class);
    return memory().last().orElseThrow();
  }

  private ImageProof proof(OptionalLong since) {
    ImageProof.Shown shown = since.isPresent() ? log.shownSince(since.getAsLong()) : log.shown();
    return new ImageProof(shown, log.logged(ENTRY, 0), Optional.empty());
  }

  private void grow() {
    log.append(
        LogEntry.registration(
            TestingImages.image("newer", "x86_64", Component.of("a", "1")), TestingLog.NOW, CAROL));
  }

  @Test
  void of_factories_that_remember_at_the_same_time_one_does_and_the_others_look_again() {
    assertThat(memory().last()).isEmpty();
    RememberedHead first = seen();
    assertThat(memory().replace(Optional.empty(), first)).isFalse();
    assertThat(memory().last().orElseThrow().head()).isEqualTo(first.head());
    grow();
    RememberedHead second = seen();
    assertThat(second.head().size()).isEqualTo(2);
    assertThat(memory().replace(Optional.of(first), first)).isFalse();
    assertThat(memory().replace(Optional.of(second), second)).isTrue();
    assertThat(memory().last().orElseThrow().head()).isEqualTo(second.head());
  }

  @Test
  void a_row_that_was_changed_is_not_believed() {
    seen();
    database.jdbi().useHandle(handle -> handle.execute("update store_log set head = 'AAAA'"));
    assertThatThrownBy(() -> memory().last())
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.STORE_UNTRUSTED))
        .hasMessageContaining("was changed");
  }
}
