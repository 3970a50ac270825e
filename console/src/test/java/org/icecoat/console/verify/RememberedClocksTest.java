package org.icecoat.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.TpmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedClocksTest {
  private static final TpmKeys ONE = new TpmKeys(name("11"), Optional.empty());
  private static final TpmKeys TWO = new TpmKeys(name("22"), Optional.empty());
  private static final Sha256 ENDORSEMENT = Sha256.parse("33".repeat(32));
  private static final ClockReading EARLY = new ClockReading(500, 3, 1, true);
  private static final ClockReading LATE = new ClockReading(-1, 3, 1, false);
  private static final ClockReading NEXT_BOOT = new ClockReading(4, 4, 0, true);

  @TempDir Path folder;

  @Test
  void each_key_has_its_own_clock_for_the_next_run() {
    RememberedClocks first = new RememberedClocks(folder);
    assertThat(first.find(ONE)).isEmpty();
    first.keep(ONE, LATE);
    first.keep(TWO, EARLY);
    assertThat(new RememberedClocks(folder).find(ONE)).contains(LATE);
    assertThat(new RememberedClocks(folder).find(TWO)).contains(EARLY);
  }

  @Test
  void of_two_runs_at_once_the_later_reading_stays_and_neither_accuses_the_other() {
    RememberedClocks slow = new RememberedClocks(folder);
    new RememberedClocks(folder).keep(ONE, LATE);
    assertThat(slow.find(ONE)).isEmpty();
    slow.keep(ONE, EARLY);
    assertThat(new RememberedClocks(folder).find(ONE)).contains(LATE);
    slow.keep(ONE, NEXT_BOOT);
    assertThat(new RememberedClocks(folder).find(ONE)).contains(NEXT_BOOT);
  }

  @Test
  void the_tpm_that_was_seen_longest_ago_is_forgotten_first() throws IOException {
    Files.write(
        folder.resolve("tpm-clocks"),
        IntStream.range(0, RememberedClocks.MOST)
            .mapToObj(i -> "%064x 1 1 1 true".formatted(i))
            .toList());
    new RememberedClocks(folder).keep(ONE, EARLY);
    assertThat(Files.readAllLines(folder.resolve("tpm-clocks")))
        .hasSize(RememberedClocks.MOST)
        .startsWith("%064x 1 1 1 true".formatted(1))
        .last()
        .asString()
        .endsWith(" 500 3 1 true");
  }

  @Test
  void a_tpm_that_showed_an_old_state_stays_marked_whatever_it_shows_later() throws IOException {
    new RememberedClocks(folder).restored(ONE);
    new RememberedClocks(folder).keep(ONE, LATE);
    new RememberedClocks(folder).keep(TWO, EARLY);
    assertThat(new RememberedClocks(folder).alarm(ONE)).isEmpty();
    new RememberedClocks(folder).restored(ONE);
    new RememberedClocks(folder).keep(ONE, NEXT_BOOT);
    assertThat(new RememberedClocks(folder).alarm(ONE))
        .hasValueSatisfying(why -> assertThat(why).contains("take the line 000b111111111111…"));
    assertThat(new RememberedClocks(folder).find(ONE)).contains(NEXT_BOOT);
    assertThat(new RememberedClocks(folder).alarm(TWO)).isEmpty();
  }

  @Test
  void a_proven_tpm_is_known_whatever_attestation_key_it_has() {
    new RememberedClocks(folder).keep(proven("11"), LATE);
    RememberedClocks next = new RememberedClocks(folder);
    assertThat(next.find(proven("22"))).contains(LATE);
    assertThat(next.changedKey(proven("22"))).isTrue();
    assertThat(next.changedKey(proven("11"))).isFalse();
    next.restored(proven("22"));
    next.keep(proven("22"), NEXT_BOOT);
    RememberedClocks last = new RememberedClocks(folder);
    assertThat(last.alarm(proven("11"))).isPresent();
    assertThat(last.find(proven("11"))).contains(NEXT_BOOT);
    assertThat(last.changedKey(proven("22"))).isFalse();
  }

  @Test
  void a_proven_tpm_is_known_by_its_attestation_key_under_another_endorsement_key_too() {
    new RememberedClocks(folder).keep(proven("11"), LATE);
    new RememberedClocks(folder).restored(ONE);
    TpmKeys other = new TpmKeys(name("11"), Optional.of(Sha256.parse("44".repeat(32))));
    assertThat(new RememberedClocks(folder).find(other)).contains(LATE);
    assertThat(new RememberedClocks(folder).alarm(other)).isPresent();
    new RememberedClocks(folder).keep(other, NEXT_BOOT);
    assertThat(new RememberedClocks(folder).find(proven("55"))).contains(LATE);
  }

  @Test
  void what_was_remembered_of_an_attestation_key_alone_goes_over_to_its_tpm() throws IOException {
    Path file = folder.resolve("tpm-clocks");
    Files.writeString(file, "000b" + "11".repeat(32) + " 500 3 1 true restored\n");
    assertThat(new RememberedClocks(folder).find(proven("22"))).isEmpty();
    assertThat(new RememberedClocks(folder).alarm(proven("22"))).isEmpty();
    assertThat(new RememberedClocks(folder).find(proven("11"))).contains(EARLY);
    assertThat(new RememberedClocks(folder).alarm(proven("11"))).isPresent();
    new RememberedClocks(folder).keep(proven("11"), NEXT_BOOT);
    assertThat(file)
        .hasContent("33".repeat(32) + " 4 4 0 true 000b" + "11".repeat(32) + " restored\n");
  }

  private static TpmKeys proven(String pair) {
    return new TpmKeys(name(pair), Optional.of(ENDORSEMENT));
  }

  private static TpmName name(String pair) {
    return new TpmName(Octets.parse("000b" + pair.repeat(32)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00 1 1 1",
        "zz 1 1 1 true",
        "0011 -1 1 1 true",
        "0011 1 1 x true",
        "0011 1 1 1 true x",
        ""
      })
  void a_file_that_was_changed_is_not_taken_for_no_memory(String line) throws IOException {
    Files.writeString(folder.resolve("tpm-clocks"), line + "\n");
    assertThatThrownBy(() -> new RememberedClocks(folder))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining("remove it if you know why");
  }
}
