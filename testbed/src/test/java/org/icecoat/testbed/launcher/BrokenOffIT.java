package org.icecoat.testbed.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A demo that is broken off before there is a grid: while it installs, builds, or ends one. */
@OnItsOwn
class BrokenOffIT {
  private static final String SLOW = "echo $$ >$TREE/child; kill -%s $PPID; exec sleep 600";
  private static final String WHOLE = "domain/target/classes/Whole.class";
  private static final String HALF = "domain/target/classes/Half.class";
  private static final String OF_A_GRID = "testbed/target/some-grid/testbed.properties";

  private TestingTree tree;

  @BeforeEach
  void plant(@TempDir Path folder) {
    tree = new TestingTree(folder);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129", "KILL, 137"})
  void a_signal_ends_the_build_with_the_demo(String signal, int status) {
    tree.program("mvnw", SLOW.formatted(signal));
    assertThat(tree.icecoat("demo").status()).isEqualTo(status);
    childEnds();
    assertThat(tree.called()).doesNotContain("java");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "KILL, 137"})
  void a_signal_ends_the_installation_with_the_demo(String signal, int status) {
    tree.program("testbed/install-packages.sh", SLOW.formatted(signal));
    assertThat(tree.icecoat("demo").status()).isEqualTo(status);
    childEnds();
    assertThat(tree.called()).doesNotContain("mvnw", "java");
  }

  @Test
  void a_program_that_ends_in_order_is_waited_for() {
    tree.program(
        "testbed/install-packages.sh",
        """
        sleep 600 &
        trap "kill $!; echo in order >>$TREE/called; exit 143" TERM
        kill -TERM $PPID
        wait
        """);
    assertThat(tree.icecoat("demo").status()).isEqualTo(143);
    assertThat(tree.called()).isEqualTo("in order");
  }

  @Test
  void what_a_broken_off_build_wrote_is_made_anew_and_what_was_there_before_stays() {
    tree.write(WHOLE, "whole");
    tree.program(
        "mvnw",
        "mkdir -p $TREE/testbed/target/some-grid; echo half >$TREE/%s; echo >$TREE/%s; kill -KILL $PPID"
            .formatted(HALF, OF_A_GRID));
    assertThat(tree.icecoat("build").status()).isEqualTo(137);
    assertThat(tree.has(HALF)).isTrue();

    tree.program("mvnw", "ls $TREE/domain/target/classes >>$TREE/called");
    Output output = tree.icecoat("build");
    assertThat(output.succeeded()).as(output.err()).isTrue();
    assertThat(output.err()).contains("what it wrote is made anew");
    assertThat(tree.called()).isEqualTo("Whole.class");
    assertThat(tree.has(OF_A_GRID)).isTrue();
    assertThat(tree.has("target/built")).isTrue();
    assertThat(tree.has("target/building")).isFalse();
  }

  @Test
  void a_build_that_fails_by_itself_keeps_what_it_wrote() {
    tree.program(
        "mvnw", "mkdir -p $TREE/domain/target/classes; echo >$TREE/%s; exit 1".formatted(WHOLE));
    assertThat(tree.icecoat("build").status()).isEqualTo(1);
    tree.program("mvnw", "");
    assertThat(tree.icecoat("build").succeeded()).isTrue();
    assertThat(tree.has(WHOLE)).isTrue();
  }

  @Test
  void a_build_that_was_left_running_is_waited_for_and_a_demo_holds_up_no_build() {
    String locked =
        "flock --nonblock $TREE true && echo free >>$TREE/called || echo held >>$TREE/called";
    tree.program("mvnw", locked);
    tree.program("jdk/bin/java", locked);
    assertThat(tree.icecoat("demo").succeeded()).isTrue();
    assertThat(tree.called()).isEqualTo("held\nfree");
  }

  private void childEnds() {
    long child = Long.parseLong(tree.read("child"));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }
}
