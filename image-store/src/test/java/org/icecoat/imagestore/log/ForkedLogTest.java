package org.icecoat.imagestore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.log.ImageLogContract.image;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Line;
import org.icecoat.imagestore.catalogue.LogStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.catalogue.TestingCatalogue;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.signer.TestingSigner;
import org.icecoat.service.database.Database;
import org.icecoat.trust.log.TreeHead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who kill the store at chosen moments, and choose which copy it starts with. */
class ForkedLogTest {
  private static final RegisteredImage.Retirement END =
      new RegisteredImage.Retirement(
          TestingImageLog.NOON, Dn.parse("CN=Carol,O=Grid"), new Line("leaks"));

  /** Signs the intention, and falls silent before the counter is raised. */
  private static final int INTENDS = 1;

  private final Database database = TestingCatalogue.inMemory();
  private final TestingSigner signer = new TestingSigner();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_append_that_was_killed_does_not_come_back_in_the_place_of_another() {
    ImageLog log = started();
    RegisteredImage leaking = log.register(image("leaking"));
    TestingCopies.Copy before = TestingCopies.of(database);
    TestingCopies.Copy pending = killedBeforeTheRaise(log, image("other"));
    before.putBack(database);
    ImageLog retiring = started();
    assertThat(retiring.findings()).isEmpty();
    retiring.retire(leaking.id(), END);
    pending.putBack(database);
    assertRefused(started());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void of_a_killed_append_and_a_copy_from_before_it_one_alone_is_gone_on_with(int answers) {
    ImageLog log = started();
    log.register(image("first"));
    TestingCopies.Copy before = TestingCopies.of(database);
    TestingCopies.Copy pending = killedBeforeTheRaise(log, image("second"));
    before.putBack(database);
    signer.answer(answers);
    started();
    signer.recover();
    TestingCopies.Copy without = TestingCopies.of(database);
    assertThat(serves(pending) && serves(without)).isFalse();
  }

  @Test
  void an_append_of_unknown_end_does_not_come_back_in_the_place_of_the_next() {
    ImageLog log = started();
    RegisteredImage leaking = log.register(image("leaking"));
    TestingCopies.Copy before = TestingCopies.of(database);
    TestingCopies.Copy undone = killedBeforeTheRaise(log, image("other"));
    before.putBack(database);
    log.retire(leaking.id(), END);
    assertThat(log.find(leaking.id()).orElseThrow().retired()).isTrue();
    undone.putBack(database);
    assertRefused(started());
  }

  @Test
  void an_old_copy_is_noticed_whatever_is_killed_when_and_put_back() {
    IntStream.range(0, 30)
        .forEach(
            seed -> {
              try (Database own = TestingCatalogue.inMemory()) {
                new TestingCopier(own, seed).play();
              }
            });
  }

  @Test
  void an_append_that_an_older_store_left_is_ended_by_the_first_opening_and_by_none_after() {
    RegisteredImage image = image("second");
    killedBeforeTheRaise(started(), image);
    TreeHead head = new LogStore(database.jdbi()).read().intended().orElseThrow().head();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update image_log_head set intention = ? where counter = ?",
                    signer.sign(head.intendedBytes(OptionalLong.empty())),
                    head.counter()));
    TestingCopies.Copy left = TestingCopies.of(database);
    assertRefused(started());
    signer.removeOpenings();
    assertThat(started().find(image.id())).contains(image);
    left.putBack(database);
    assertRefused(started());
  }

  private TestingCopies.Copy killedBeforeTheRaise(ImageLog log, RegisteredImage image) {
    signer.answer(INTENDS);
    assertThatThrownBy(() -> log.register(image)).isInstanceOf(StoreException.class);
    signer.recover();
    return TestingCopies.of(database);
  }

  private boolean serves(TestingCopies.Copy copy) {
    copy.putBack(database);
    return started().newest().isPresent();
  }

  private ImageLog started() {
    return TestingImageLog.over(database, signer);
  }

  private static void assertRefused(ImageLog log) {
    assertThat(log.findings())
        .extracting(StoreFinding::code)
        .containsAnyOf(StoreFinding.Code.LOG_ROLLED_BACK, StoreFinding.Code.LOG_ALTERED);
    assertThatThrownBy(log::view).isInstanceOf(StoreException.class);
  }
}
