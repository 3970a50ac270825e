package org.icecoat.testbed.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnItsOwn
class WrapperIT {
  @TempDir Path folder;
  private TestingTree tree;
  private Path aside;

  @BeforeEach
  void plant() {
    tree = new TestingTree(folder);
    aside = Folders.make(folder.resolve("aside"));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void a_first_download_that_is_broken_off_leaves_nothing(String signal, int status) {
    tree.tool("mvn", "echo half >apache-maven.tar.gz; kill -" + signal + " 0");
    assertThat(tree.wrapper(aside).status()).isEqualTo(status);
    assertNothingIsLeft();
  }

  @Test
  void what_a_killed_download_left_is_removed_by_the_next_one() {
    tree.tool("mvn", "echo half >apache-maven.tar.gz; kill -KILL $PPID; exit 1");
    assertThat(tree.wrapper(aside).status()).isEqualTo(137);
    assertThat(folder.resolve(".mvn/tmp")).isNotEmptyDirectory();

    tree.tool("mvn", "exit 1");
    assertThat(tree.wrapper(aside).status()).isEqualTo(1);
    assertNothingIsLeft();
  }

  @Test
  void half_a_maven_that_a_killed_run_left_is_replaced_by_a_whole_one() {
    pack();
    tree.write("home/maven/apache-maven-7/lib/half.jar", "");
    tree.write("home/maven/apache-maven-7.new.killed/half.jar", "");
    Output output = tree.wrapper(aside);
    assertThat(output.succeeded()).as(output.err()).isTrue();
    assertThat(tree.called()).endsWith("whole");
    assertThat(Folders.list(folder.resolve("home/maven")))
        .containsExactly(folder.resolve("home/maven/apache-maven-7"));
    assertThat(folder.resolve(".mvn/tmp")).isEmptyDirectory();
  }

  /** Such an archive as the wrapper asks for. */
  private void pack() {
    tree.program("packed/apache-maven-7/bin/mvn", "echo whole >>$TREE/called");
    Path archive = folder.resolve("archive");
    String packed = folder.resolve("packed").toString();
    Command.of("tar", "-C", packed, "-czf", archive.toString(), "apache-maven-7").run();
    String sum = Command.of("sha512sum", archive.toString()).run().text().substring(0, 128);
    tree.write(".mvn/wrapper.properties", "version=7\nsha512=" + sum + "\n");
    tree.tool("mvn", "cp $TREE/archive apache-maven-7-bin.tar.gz");
  }

  @Test
  void what_is_not_the_maven_that_was_asked_for_is_not_run() {
    tree.tool(
        "mvn",
        "echo forged >apache-maven-$(sed -n s/^version=//p $TREE/.mvn/wrapper.properties)-bin.tar.gz");
    Output output = tree.wrapper(aside);
    assertThat(output.status()).isEqualTo(1);
    assertThat(output.err()).contains("does not have the expected SHA-512 digest");
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    assertThat(tree.called()).startsWith("mvn --batch-mode");
    assertThat(folder.resolve(".mvn/tmp")).isEmptyDirectory();
    assertThat(aside).isEmptyDirectory();
    assertThat(folder.resolve("home")).doesNotExist();
  }
}
