package org.icecoat.testbed.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnItsOwn
class LauncherIT {
  private static final String GRID = "target/grid/testbed.properties";
  private static final String PROGRAM = "distribution/target/icecoat/bin/icecoat";
  private static final String MAIN = "testbed/target/classes/org/icecoat/testbed/Main.class";

  /** As failsafe writes it. */
  private static final String REPORT =
      """
      <testsuite name="org.icecoat.SomeIT" tests="2">
        <testcase name="steady" classname="org.icecoat.SomeIT" time="0.1"/>
        <testcase name="shaky(Path)" classname="org.icecoat.SomeIT" time="0.2">
          <flakyFailure message="late" type="java.lang.AssertionError">
            <stackTrace>at</stackTrace>
          </flakyFailure>
        </testcase>
      </testsuite>
      """;

  private TestingTree tree;

  @BeforeEach
  void plant(@TempDir Path folder) {
    tree = new TestingTree(folder);
    tree.program(PROGRAM, "echo program \"$@\" >>$TREE/called");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "test", "bench"})
  void who_is_not_root_is_told_what_to_type(String command) {
    tree.tool("id", "echo 1000");
    Output output = tree.icecoat(command);
    assertThat(output.status()).isEqualTo(1);
    assertThat(output.err()).contains("run it as root (sudo ./icecoat " + command + ")");
    assertThat(tree.called()).doesNotContain("mvnw", "java");
  }

  @Test
  void a_demo_is_built_and_told_in_this_tree() {
    assertThat(tree.icecoat("demo", "--keep").succeeded()).isTrue();
    assertThat(tree.called())
        .matches("(?s).*mvnw.* package\njava .*org.icecoat.testbed.Main .* demo --keep");
  }

  @Test
  void what_java_puts_aside_stays_in_the_tree() {
    assertThat(tree.icecoat("demo").succeeded()).isTrue();
    assertThat(tree.called())
        .contains("-XX:-UsePerfData -Djava.io.tmpdir=" + tree.aside())
        .contains("-Djna.tmpdir=" + tree.aside());
    assertThat(tree.aside()).isDirectory();
  }

  @Test
  void the_exit_status_is_that_of_what_was_run() {
    tree.program("jdk/bin/java", "exit 7");
    assertThat(tree.icecoat("demo").status()).isEqualTo(7);
    tree.program("mvnw", "exit 5");
    assertThat(tree.icecoat("test").status()).isEqualTo(5);
    tree.write("changed", "source");
    assertThat(tree.icecoat("demo").status()).isEqualTo(1);
  }

  @Test
  void a_grid_is_ended_without_a_build_though_the_source_has_changed() {
    tree.write(GRID, "");
    tree.write(MAIN, "");
    assertThat(tree.icecoat("demo", "stop").succeeded()).isTrue();
    assertThat(tree.called()).matches("java .*org.icecoat.testbed.Main .* demo stop");
  }

  @Test
  void without_a_grid_there_is_nothing_to_end() {
    Output output = tree.icecoat("demo", "stop");
    assertThat(output.succeeded()).isTrue();
    assertThat(output.err()).contains("no grid is up");
    assertThat(tree.called()).isEmpty();
  }

  @Test
  void commands_do_not_build_under_a_grid_that_is_up() {
    tree.write(GRID, "");
    assertThat(tree.icecoat("list", "--json").succeeded()).isTrue();
    assertThat(tree.called()).isEqualTo("program list --json");
  }

  @Test
  void commands_build_what_has_changed() {
    assertThat(tree.icecoat("list").succeeded()).isTrue();
    assertThat(tree.called()).matches("(?s)mvnw.* package\nprogram list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "bench", "build"})
  void what_would_build_under_a_grid_that_is_up_is_refused(String command) {
    tree.write(GRID, "");
    Output output = tree.icecoat(command);
    assertThat(output.status()).isEqualTo(1);
    assertThat(output.err()).contains("end it first: ./icecoat demo stop");
    assertThat(tree.called()).doesNotContain("mvnw", "java");
  }

  @Test
  void a_demo_ends_the_grid_of_the_last_one_before_it_builds() {
    tree.write(GRID, "");
    tree.write(MAIN, "");
    tree.program("jdk/bin/java", "echo java \"$@\" >>$TREE/called; rm -f $TREE/" + GRID);
    assertThat(tree.icecoat("demo").succeeded()).isTrue();
    assertThat(tree.called()).matches("(?s).* demo stop\nmvnw.* package\njava .* demo");
  }

  @Test
  void a_test_that_passed_only_when_it_was_run_again_is_named_at_the_end() {
    tree.write("testbed/target/failsafe-reports/TEST-old.xml", REPORT.replace("shaky", "healed"));
    tree.write("report", REPORT);
    tree.program("mvnw", "cp $TREE/report $TREE/testbed/target/failsafe-reports/TEST-new.xml");
    Output output = tree.icecoat("test");
    assertThat(output.succeeded()).as(output.err()).isTrue();
    assertThat(output.err())
        .contains("FLAKE, passed only when it was run again: org.icecoat.SomeIT.shaky(Path)")
        .doesNotContain("steady", "healed");
  }

  @Test
  void a_test_that_failed_is_named_at_the_end_with_what_it_said() {
    tree.write("report", REPORT.replace("flakyFailure", "failure"));
    tree.write("testbed/target/surefire-reports/TEST-old.xml", REPORT);
    tree.program(
        "mvnw", "cp $TREE/report $TREE/testbed/target/surefire-reports/TEST-new.xml; exit 1");
    Output output = tree.icecoat("test");
    assertThat(output.status()).isEqualTo(1);
    assertThat(output.err())
        .contains("icecoat: FAILED: org.icecoat.SomeIT.shaky(Path): late")
        .doesNotContain("steady", "FLAKE");
  }

  @Test
  void a_jdk_that_is_too_old_is_passed_over() {
    Path old = tree.jdk("old", 11);
    assertThat(tree.run(old, "icecoat", "build").succeeded()).isTrue();
    assertThat(tree.called()).contains("mvnw with /usr/lib/jvm/").doesNotContain(old.toString());
  }
}
