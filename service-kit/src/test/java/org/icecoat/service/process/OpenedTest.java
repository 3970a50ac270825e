package org.icecoat.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
  private final List<String> closed = new ArrayList<>();
  private final Opened opened = new Opened();

  @Test
  void what_was_opened_last_is_closed_first_and_once() {
    opened.push(() -> closed.add("first"));
    opened.push(() -> closed.add("second"));
    opened.close();
    opened.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void what_cannot_be_closed_keeps_nothing_else_open() {
    opened.push(() -> closed.add("first"));
    opened.push(
        () -> {
          throw new IOException("The disk is full");
        });
    opened.push(() -> closed.add("third"));
    opened.push(
        () -> {
          throw new IllegalStateException("Nobody thought of that");
        });
    opened.close();
    assertThat(closed).containsExactly("third", "first");
  }
}
