package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a list that may be long, whole lines are read from any place on. */
class ImaListTest {
  private static final String LINES = "one\ntwo two\nthree\nfour\n";

  @TempDir Path folder;

  @Test
  void all_of_it_is_read_from_the_first_line_on() throws IOException {
    ImaList list = list(LINES);
    assertThat(text(list.read(0, 1000))).isEqualTo(LINES);
    assertThat(list.read(0, 1000).more()).isFalse();
    assertThat(list.read(0, LINES.length()).more()).isFalse();
  }

  @Test
  void lines_before_a_place_are_passed_over() throws IOException {
    ImaList list = list(LINES);
    assertThat(text(list.read(1, 1000))).isEqualTo("two two\nthree\nfour\n");
    assertThat(text(list.read(3, 1000))).isEqualTo("four\n");
  }

  @Test
  void after_its_last_line_and_where_there_is_none_it_is_empty() throws IOException {
    for (ImaList list : new ImaList[] {list(LINES), new ImaList(folder.resolve("missing"))}) {
      for (long before : new long[] {4, 5, Long.MAX_VALUE}) {
        assertThat(list.read(before, 1000).lines().isEmpty()).isTrue();
        assertThat(list.read(before, 1000).more()).isFalse();
      }
    }
  }

  @Test
  void what_does_not_fit_is_told_and_read_next_by_whole_lines() throws IOException {
    ImaList list = list(LINES);
    for (int most = 8; most <= LINES.length(); most++) {
      StringBuilder read = new StringBuilder();
      ImaList.Part part;
      do {
        part = list.read(read.chars().filter(each -> each == '\n').count(), most);
        assertThat(text(part)).endsWith("\n").hasSizeLessThanOrEqualTo(most);
        read.append(text(part));
      } while (part.more());
      assertThat(read).hasToString(LINES);
    }
  }

  @Test
  void lines_that_are_longer_than_what_is_read_at_once_are_passed_over_too() throws IOException {
    String lengthy = "x".repeat(100_000) + "\n";
    ImaList list = list(lengthy + lengthy + "last\n");
    assertThat(text(list.read(2, 1000))).isEqualTo("last\n");
    assertThat(text(list.read(1, 100_001))).isEqualTo(lengthy);
    assertThat(list.read(1, 100_001).more()).isTrue();
  }

  private ImaList list(String lines) throws IOException {
    return new ImaList(Files.writeString(folder.resolve("list"), lines));
  }

  private static String text(ImaList.Part part) {
    return new String(part.lines().bytes(), StandardCharsets.US_ASCII);
  }
}
