package org.icecoat.imagestore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.log.ImageLogContract.image;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Line;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.catalogue.TestingCatalogue;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.ContentLimits;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.log.StoreFinding.Code;
import org.icecoat.imagestore.signer.TestingSigner;
import org.icecoat.service.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Those who write into the database behind the store's back, and cannot sign. */
class TamperedStoreTest {
  private static final Dn MALLORY = Dn.parse("CN=Mallory");
  private static final String LAST = " (select max(position) from image_log)";

  private final Database database = TestingCatalogue.inMemory();
  private final TestingSigner signer = new TestingSigner();
  private final ImageLog log = TestingImageLog.over(database, signer);
  private final RegisteredImage first = log.register(image("first"));
  private final RegisteredImage second = log.register(image("second"));

  @TempDir Path folder;

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update image_log set entry = substring(entry from 1 for 30) where position = 0"
            + "| Entry 0 of the log has been altered",
        "update image_log set position = position + 7 where position = 1"
            + "| Entry 1 of the log has been deleted",
        "update image_log_head set size = size - 1 where counter = (select max(counter) from"
            + " image_log_head)"
            + "| The log's head is not signed",
        "update image_log_head set root = 'x' | A row of the image log holds what no log has",
        "update image_log_head set said_at = said_at + interval '1' second"
            + "| The log's head is not signed",
        "delete from image_log where position = 0" + "| Entry 0 of the log has been deleted",
        "delete from image_log where position = 1"
            + "| The log has 1 entries of the 2 that its head says",
        "delete from image_log| The log has 0 entries of the 2",
        "delete from image_log_head| The heads of the log have been deleted",
        "delete from image_log_head where counter = (select max(counter) from image_log_head)"
            + "| The log has 2 entries, of which the store has signed 1"
      },
      quoteCharacter = '"')
  void a_log_that_was_changed_is_noticed_at_once_and_after_a_restart(String change, String why) {
    execute(change);
    for (ImageLog any : List.of(log, restarted())) {
      assertUnsound(any, Code.LOG_ALTERED);
      assertThat(any.findings().get(0).description()).contains(why);
    }
  }

  @Test
  void a_signature_that_is_gone_is_made_again_under_the_same_words() {
    execute("update image_log_head set signature = null where size = 2");
    ImageLog restarted = restarted();
    assertThat(restarted.findings()).isEmpty();
    assertThat(restarted.view().head().head()).isEqualTo(log.view().head().head());
  }

  @Test
  void an_entry_that_was_put_in_another_ones_place_is_noticed() {
    execute(
        "update image_log set entry = (select entry from image_log where position = 0)"
            + " where position = 1");
    assertUnsound(restarted(), Code.LOG_ALTERED);
  }

  @Test
  void an_entry_that_the_store_did_not_intend_is_not_signed() {
    execute(
        "insert into image_log (position, image_id, kind, entry)"
            + " select 2, image_id, kind, entry from image_log where position = 1");
    assertUnsound(restarted(), Code.LOG_ALTERED);
    execute(
        "insert into image_log_head (counter, size, root, said_at, protection, intention)"
            + " select counter + 1, 3, root, said_at, protection, intention from image_log_head"
            + " where size = 2");
    assertUnsound(restarted(), Code.LOG_ALTERED);
  }

  @Test
  void an_old_copy_is_noticed_by_the_counter() {
    execute("delete from image_log where position =" + LAST);
    execute("delete from image_log_head where size = 2");
    execute("delete from image where name = 'second'");
    assertUnsound(restarted(), Code.LOG_ROLLED_BACK);
    assertUnsound(log, Code.LOG_ROLLED_BACK);
  }

  @Test
  void an_empty_database_is_noticed_by_the_counter() {
    try (Database empty = TestingCatalogue.inMemory()) {
      assertUnsound(TestingImageLog.over(empty, signer), Code.LOG_MISSING);
    }
  }

  @Test
  void a_log_that_begins_where_another_ended_is_none_of_the_old_key() {
    Sha256 old = log.view().head().head().log();
    for (String table : List.of("image_log_owner", "image_log", "image_log_head")) {
      execute("delete from " + table);
    }
    signer.removeCounter();
    ImageLog begun = restarted();
    assertThat(begun.findings()).isEmpty();
    assertThat(begun.view().head().head().log()).isNotEqualTo(old).isEqualTo(signer.key().id());
  }

  @Test
  void a_counter_that_went_back_is_noticed() {
    signer.count(40);
    assertUnsound(log, Code.COUNTER_BEHIND);
  }

  @Test
  void a_counter_that_somebody_else_raised_is_noticed() {
    signer.raise();
    assertUnsound(log, Code.LOG_ROLLED_BACK);
  }

  @Test
  void another_signer_is_noticed_and_signs_nothing() {
    TestingSigner other = new TestingSigner();
    other.raise();
    ImageLog replaced = TestingImageLog.over(database, other);
    assertUnsound(replaced, Code.KEY_CHANGED);
    assertThatThrownBy(() -> replaced.register(image("third"))).isInstanceOf(StoreException.class);
  }

  @Test
  void an_image_whose_row_was_changed_or_deleted_is_not_served_and_named() {
    execute("update image set registered_by = 'CN=Mallory' where name = 'first'");
    execute("delete from image where name = 'second'");
    assertRefused(first);
    assertRefused(second);
    assertThat(findings())
        .extracting(StoreFinding::code, finding -> finding.image().orElseThrow())
        .contains(
            org.assertj.core.groups.Tuple.tuple(Code.ROW_ALTERED, first.id()),
            org.assertj.core.groups.Tuple.tuple(Code.ROW_DELETED, second.id()));
  }

  @Test
  void a_row_that_its_own_id_contradicts_is_named() {
    execute("update image set summary = 'harmless' where name = 'first'");
    assertThat(findings())
        .extracting(StoreFinding::code, finding -> finding.image().orElseThrow())
        .contains(org.assertj.core.groups.Tuple.tuple(Code.ROW_ALTERED, first.id()));
  }

  @Test
  void a_retirement_that_was_taken_back_or_invented_is_noticed() {
    log.retire(
        first.id(),
        new RegisteredImage.Retirement(TestingImageLog.NOON, MALLORY, new Line("leaks")));
    execute("update image set retired_at = null, retired_by = null, retired_why = null");
    execute(
        "update image set retired_at = registered_at, retired_by = 'CN=M', retired_why = ''"
            + " where name = 'second'");
    assertRefused(first);
    assertRefused(second);
  }

  @Test
  void an_image_that_was_smuggled_in_is_not_served_nor_registered() {
    RegisteredImage smuggled = image("third");
    log.register(smuggled);
    execute("delete from image_log where position = 2");
    execute("delete from image_log_head where size = 3");
    signer.count(signer.counter().orElseThrow() - 1);
    ImageLog restarted = restarted();
    assertThat(restarted.findings()).isEmpty();
    assertThatThrownBy(() -> restarted.find(smuggled.id()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not yet, in the signed log");
    assertThatThrownBy(() -> restarted.register(smuggled)).isInstanceOf(StoreException.class);
    assertThat(findings(restarted))
        .extracting(StoreFinding::code, finding -> finding.image().orElseThrow())
        .contains(org.assertj.core.groups.Tuple.tuple(Code.ROW_UNLOGGED, smuggled.id()));
  }

  @Test
  void files_that_are_missing_are_named() {
    assertThat(findings())
        .extracting(StoreFinding::code)
        .containsExactly(Code.CONTENT_MISSING, Code.CONTENT_MISSING);
  }

  private List<StoreFinding> findings() {
    return findings(log);
  }

  private List<StoreFinding> findings(ImageLog log) {
    StoreCheck check = new StoreCheck(log, new CatalogueStore(database.jdbi()), content());
    check.run();
    return check.findings();
  }

  private ContentFolder content() {
    Executor here = Runnable::run;
    try {
      return ContentFolder.open(folder, new ContentLimits(1 << 20, 0, 1), here);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ImageLog restarted() {
    return TestingImageLog.over(database, signer);
  }

  private void assertRefused(RegisteredImage image) {
    assertThatThrownBy(() -> log.find(image.id()))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.fault()).isEqualTo(StoreFault.CATALOGUE_ALTERED));
  }

  private static void assertUnsound(ImageLog log, Code code) {
    log.check();
    assertThat(log.findings()).extracting(StoreFinding::code).containsExactly(code);
    assertThatThrownBy(log::view)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.fault()).isEqualTo(StoreFault.STORE_INCONSISTENT));
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
