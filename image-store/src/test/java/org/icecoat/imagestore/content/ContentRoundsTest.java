package org.icecoat.imagestore.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.icecoat.domain.image.Content;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentRoundsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int PIECES = 3;

  @TempDir Path folder;
  private final List<Content> contents = new ArrayList<>();
  private int found;

  @BeforeEach
  void keep() throws IOException {
    ContentFolder content = open();
    for (int i = 0; i < PIECES; i++) {
      try (IncomingContent incoming =
          content.receive(new ByteArrayInputStream(TestingBytes.of(100_000 + i)))) {
        contents.add(content.keep(incoming));
      }
    }
    contents.sort(Comparator.comparing(one -> one.root().hex()));
  }

  private ContentFolder open() throws IOException {
    return ContentFolder.open(folder, new ContentLimits(16 << 20, 0, 1), Runnable::run);
  }

  private ContentRounds rounds(ContentFolder of, Supplier<Collection<Content>> which) {
    return new ContentRounds(
        of, new ContentAudit(of, Runnable::run, 1), which, 1000, () -> found++);
  }

  /** Another file of the same length. */
  private void exchange(Content content) throws IOException {
    Files.write(folder.resolve(content.root().hex()), new byte[(int) content.bytes()]);
  }

  private static void assertStopped(ContentFolder of, Content content) {
    assertThatThrownBy(() -> of.range(content, 0, 1))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.CONTENT_ALTERED));
  }

  @Test
  void a_file_exchanged_for_one_of_the_same_length_is_found_in_its_turn_and_stopped()
      throws IOException {
    ContentFolder content = open();
    ContentRounds rounds = rounds(content, () -> contents);
    exchange(contents.get(1));
    rounds.step();
    assertThat(found).isZero();
    content.range(contents.get(1), 0, 1).close();
    rounds.step();
    assertThat(found).isEqualTo(1);
    assertStopped(content, contents.get(1));
    assertThat(content.known(contents.get(1)))
        .get()
        .extracting(AuditFinding::code)
        .isEqualTo(AuditFinding.Code.CONTENT_ALTERED);
    content.range(contents.get(0), 0, 1).close();
  }

  @Test
  void a_restart_goes_on_where_the_round_was_and_forgets_nothing() throws IOException {
    exchange(contents.get(0));
    rounds(open(), () -> contents).step();
    exchange(contents.get(1));
    ContentFolder restarted = open();
    ContentRounds rounds = rounds(restarted, () -> contents);
    assertStopped(restarted, contents.get(0));
    rounds.step();
    assertThat(found).isEqualTo(2);
    assertStopped(restarted, contents.get(1));
  }

  @Test
  void a_round_begins_anew_at_its_end_and_takes_back_what_was_repaired() throws IOException {
    ContentFolder content = open();
    ContentRounds rounds = rounds(content, () -> contents);
    byte[] right = Files.readAllBytes(folder.resolve(contents.get(0).root().hex()));
    exchange(contents.get(0));
    rounds.step();
    assertStopped(content, contents.get(0));
    Files.write(folder.resolve(contents.get(0).root().hex()), right);
    for (int i = 0; i < PIECES; i++) {
      rounds.step();
    }
    content.range(contents.get(0), 0, 1).close();
    assertThat(open().known(contents.get(0))).isEmpty();
  }

  @Test
  void the_pauses_keep_to_the_rate() throws IOException {
    assertThat(rounds(open(), () -> contents).step()).isEqualTo(Duration.ofSeconds(100));
    assertThat(rounds(open(), List::of).step()).isEqualTo(MINUTE);
  }

  @Test
  void a_disk_or_database_that_does_not_work_ends_no_round() throws IOException {
    assertGoesOn(
        () -> {
          throw new StoreException(StoreFault.STORE_BROKEN, "Told to fail");
        });
  }

  @Test
  void nor_does_an_error_of_the_virtual_machine() throws IOException {
    assertGoesOn(
        () -> {
          throw new NoClassDefFoundError("Told to fail");
        });
  }

  private void assertGoesOn(Supplier<Collection<Content>> contents) throws IOException {
    assertThat(rounds(open(), contents).step()).isEqualTo(MINUTE);
    assertThat(found).isZero();
  }
}
