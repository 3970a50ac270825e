package org.icecoat.imagestore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.signer.TestingSigner;
import org.icecoat.service.database.Database;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.ProofCheck;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.RememberedHead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a log does on every database, in order and after crashes. */
abstract class ImageLogContract {
  private static final Dn CURATOR = Dn.parse("CN=Carol,O=Grid");
  private static final RegisteredImage.Retirement END =
      new RegisteredImage.Retirement(TestingImageLog.NOON, CURATOR, new Line("has a hole"));

  final TestingSigner signer = new TestingSigner();
  Database database;

  /** An empty database with the store's tables. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openDatabase() throws Exception {
    database = open();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Test
  void what_was_registered_and_retired_is_proved_and_the_log_only_grows() {
    ImageLog log = started();
    RegisteredImage first = log.register(image("a"));
    RememberedHead remembered = proved(log, first, Optional.empty());
    RegisteredImage second = log.register(image("b"));
    RegisteredImage retired = log.retire(first.id(), END).orElseThrow();
    assertThat(retired.retirement()).contains(END);
    assertThat(proved(log, second, Optional.of(remembered)).head().size()).isEqualTo(3);
    assertThat(log.view().proof(first.id(), OptionalLong.empty()).retirement()).isPresent();
    proved(log, first, Optional.of(remembered));
  }

  @Test
  void registering_and_retiring_again_append_nothing() {
    ImageLog log = started();
    RegisteredImage image = log.register(image("a"));
    assertThat(log.register(image("a"))).isEqualTo(image);
    RegisteredImage retired = log.retire(image.id(), END).orElseThrow();
    assertThat(log.retire(image.id(), END)).contains(retired);
    assertThat(log.register(image("a"))).isEqualTo(retired);
    assertThat(log.view().size()).isEqualTo(2);
    assertThat(log.retire(image("none").id(), END)).isEmpty();
  }

  @Test
  void a_restart_finds_the_log_as_it_was() {
    ImageLog log = started();
    RegisteredImage image = log.register(image("a"));
    RememberedHead remembered = proved(log, image, Optional.empty());
    ImageLog restarted = started();
    assertThat(restarted.findings()).isEmpty();
    assertThat(restarted.view().head()).isEqualTo(log.view().head());
    assertThat(proved(restarted, image, Optional.of(remembered)).head())
        .isEqualTo(remembered.head());
  }

  @Test
  void images_that_were_there_before_the_log_are_its_first_entries() {
    ImageLog log = started();
    RegisteredImage retired = log.register(image("a"));
    RegisteredImage used = log.register(image("b"));
    log.retire(retired.id(), END);
    for (String table : List.of("image_log_owner", "image_log", "image_log_head")) {
      execute("delete from " + table);
    }
    ImageLog begun = TestingImageLog.over(database);
    assertThat(begun.findings()).isEmpty();
    assertThat(begun.view().size()).isEqualTo(3);
    assertThat(begun.find(retired.id()).orElseThrow().retired()).isTrue();
    proved(begun, used, Optional.empty());
  }

  @Test
  void a_crash_between_any_two_steps_of_an_append_heals() {
    ImageLog log = started();
    RememberedHead remembered = proved(log, log.register(image("first")), Optional.empty());
    int steps = 0;
    for (boolean done = false; !done; steps++) {
      RegisteredImage image = image("image" + steps);
      done = registersWith(steps, image);
      signer.recover();
      ImageLog restarted = started();
      assertThat(restarted.findings()).isEmpty();
      assertThat(restarted.register(image)).isEqualTo(image);
      remembered = proved(restarted, image, Optional.of(remembered));
      assertThat(remembered.head().size()).isEqualTo(steps + 2);
    }
    assertThat(steps).isGreaterThan(4);
  }

  /** Whether it went well with a signer that answers so many times. */
  private boolean registersWith(int answers, RegisteredImage image) {
    ImageLog log = started();
    signer.answer(answers);
    try {
      log.register(image);
      return true;
    } catch (StoreException e) {
      assertThat(e.fault()).isEqualTo(StoreFault.SIGNER_SILENT);
      return false;
    }
  }

  @Test
  void a_store_that_could_not_end_an_append_ends_it_with_the_next_one() {
    ImageLog log = started();
    signer.loseTheNextRaise();
    RegisteredImage image = image("a");
    assertThatThrownBy(() -> log.register(image)).isInstanceOf(StoreException.class);
    assertThat(log.find(image.id())).isEmpty();
    assertThatThrownBy(() -> log.register(image("b"))).isInstanceOf(StoreException.class);
    assertThat(log.find(image.id())).isEmpty();
    signer.recover();
    log.register(image("b"));
    assertThat(log.find(image.id())).contains(image);
    assertThat(log.view().size()).isEqualTo(2);
    proved(log, image, Optional.empty());
  }

  @Test
  void a_silent_signer_takes_nothing_back_but_nothing_is_served_before_it_spoke() {
    ImageLog log = started();
    RegisteredImage image = log.register(image("a"));
    signer.answer(0);
    log.check();
    assertThat(log.findings())
        .extracting(StoreFinding::code)
        .containsExactly(StoreFinding.Code.SIGNER_SILENT);
    assertThat(log.find(image.id())).contains(image);
    ImageLog restarted = started();
    assertThatThrownBy(restarted::view)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.SIGNER_SILENT));
    signer.recover();
    restarted.check();
    assertThat(restarted.find(image.id())).contains(image);
  }

  @Test
  void many_at_once_are_all_logged_and_nobody_sees_a_half_of_it() {
    ImageLog log = started();
    List<RegisteredImage> images = IntStream.range(0, 12).mapToObj(i -> image("i" + i)).toList();
    List<CompletableFuture<?>> all =
        images.stream()
            .<CompletableFuture<?>>map(
                image ->
                    CompletableFuture.runAsync(
                        () -> {
                          log.register(image);
                          assertThat(log.find(image.id())).contains(image);
                          log.retire(image.id(), END);
                          assertThat(log.find(image.id()).orElseThrow().retired()).isTrue();
                        }))
            .toList();
    while (all.stream().anyMatch(one -> !one.isDone())) {
      images.forEach(image -> log.find(image.id()));
    }
    all.forEach(CompletableFuture::join);
    assertThat(log.view().size()).isEqualTo(24);
    assertThat(started().findings()).isEmpty();
  }

  ImageLog started() {
    return TestingImageLog.over(database, signer);
  }

  void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  static RegisteredImage image(String name) {
    return RegisteredImage.of(
        TestingImages.disk(TestingImages.title(name, "1", ""), new Boot.Uefi(), List.of()),
        TestingImageLog.NOON,
        CURATOR);
  }

  private RememberedHead proved(
      ImageLog log, RegisteredImage image, Optional<RememberedHead> remembered) {
    ImageProof proof =
        log.view()
            .proof(
                image.id(),
                remembered
                    .map(head -> OptionalLong.of(head.head().size()))
                    .orElseGet(OptionalLong::empty));
    ProofVerdict verdict =
        new ProofCheck(signerKey(log), Clock.fixed(TestingImageLog.NOON, ZoneOffset.UTC))
            .judge(image.manifest(), proof, remembered);
    assertThat(verdict).isInstanceOf(ProofVerdict.Proved.class);
    return ((ProofVerdict.Proved) verdict).head();
  }

  private static org.icecoat.domain.digest.Sha256 signerKey(ImageLog log) {
    return log.view().head().head().log();
  }
}
