package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.grid.Person;
import org.icecoat.testbed.grid.TestingPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarratorTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(shown, true, StandardCharsets.UTF_8));
  @TempDir Path folder;

  @Test
  void a_command_is_shown_as_one_types_it_with_all_that_it_prints() {
    Person person = TestingPerson.with(folder, "echo \"$WHO: $*\"; echo but >&2");
    assertThat(narrator.does(person, "Why", "show", "vm-1"))
        .isEqualTo("somebody: show vm-1\nbut\n");
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            "Why", "    $ icecoat show vm-1", "    somebody: show vm-1", "    but");
  }

  @Test
  void a_command_carries_the_mark_of_its_run_and_so_ends_with_it() {
    Person person = TestingPerson.with(folder, "echo $RUN");
    assertThat(narrator.does(person, "Why", "list")).isEqualTo("abcdef\n");
    assertThat(person.icecoat("list").text()).isEqualTo("abcdef");
    assertThat(person.environment()).doesNotContainKey("RUN");
  }

  @Test
  void a_command_that_fails_ends_the_story() {
    Person person = TestingPerson.with(folder, "exit 3");
    assertThatThrownBy(() -> narrator.does(person, "Why", "list"))
        .isInstanceOfSatisfying(
            TestbedException.class,
            e -> assertThat(e.code()).isEqualTo(TestbedFault.COMMAND_FAILED))
        .hasMessage("icecoat list ended with status 3, not 0");
  }

  @Test
  void a_command_that_succeeds_where_it_should_be_refused_ends_it_too() {
    Person person = TestingPerson.with(folder, "exit 0");
    assertThatThrownBy(() -> narrator.shows(person, "Why", DemoStory.REFUSED, List.of("deploy")))
        .hasMessage("icecoat deploy ended with status 0, not 5");
  }
}
