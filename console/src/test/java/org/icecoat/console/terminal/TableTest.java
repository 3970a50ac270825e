package org.icecoat.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columns_are_aligned_and_those_of_numbers_end_together() {
    Table table =
        new Table("NAME", "SIZE", "NOTE").row("a", "72 MiB", "x").row("long", "5 B", null);
    assertThat(table.lines())
        .containsExactly("NAME    SIZE  NOTE", "a     72 MiB  x", "long     5 B  -");
  }

  @Test
  void what_a_service_says_cannot_steer_the_terminal() {
    assertThat(new Table("NAME").row("a\u001b[2Jb\nc\u202e").lines())
        .containsExactly("NAME", "a?[2Jb c?");
  }

  @Test
  void a_row_of_another_length_is_a_mistake() {
    assertThatThrownBy(() -> new Table("A", "B").row("a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
