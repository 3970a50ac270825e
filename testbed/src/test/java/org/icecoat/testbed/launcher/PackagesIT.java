package org.icecoat.testbed.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher installs runs nothing on the machine, now or at its next boot. */
@OnItsOwn
class PackagesIT {
  private static final String UNITS = "/etc/systemd/system/multi-user.target.wants";

  /** Like a package's script: starts its service if it may, and enables it. */
  private static final String SERVICE =
      """
      [ "$1" = install ] || exit 0
      /usr/sbin/policy-rc.d nginx start; echo starts are answered $? >>$TREE/called
      ln -s /nginx.service %s/nginx.service
      """
          .formatted(UNITS);

  private TestingTree tree;

  @BeforeEach
  void plant(@TempDir Path folder) {
    tree = new TestingTree(folder);
    tree.tool("dpkg-query", "case \"$*\" in *nginx*) ;; *) echo installed ;; esac");
    tree.tool("apt-get", SERVICE);
  }

  @Test
  void services_of_new_packages_neither_start_nor_will_at_the_next_boot() {
    Output output = install("build", "testbed", "test");
    assertThat(output.succeeded()).as(output.err()).isTrue();
    assertThat(output.err()).contains("stay off: nginx.service");
    assertThat(tree.called())
        .contains("apt-get install -y --no-install-recommends nginx-light\n")
        .contains("starts are answered 101");
    assertThat(tree.left()).containsExactly("own.service");
  }

  @Test
  void the_machines_own_rule_for_starts_stays_as_it_is() {
    tree.program("policy-rc.d", "exit 104");
    assertThat(install("test").succeeded()).isTrue();
    assertThat(tree.called()).contains("starts are answered 104");
    assertThat(tree.left()).containsExactlyInAnyOrder("policy-rc.d", "own.service");
  }

  @Test
  void a_failed_installation_leaves_no_rule_and_no_service() {
    tree.tool("apt-get", SERVICE + "exit 100");
    Output output = install("test");
    assertThat(output.status()).isEqualTo(1);
    assertThat(output.err()).contains("see target/packages.log");
    assertThat(tree.left()).containsExactly("own.service");
  }

  @Test
  void a_signal_waits_for_the_end_of_the_installation() {
    tree.tool("apt-get", "[ \"$1\" = update ] || kill -TERM $PPID\n" + SERVICE);
    assertThat(install("test").status()).isEqualTo(143);
    assertThat(tree.called()).contains("starts are answered 101");
    assertThat(tree.left()).containsExactly("own.service");
  }

  @Test
  void what_a_killed_installation_left_is_removed_by_the_next_run() {
    tree.tool(
        "dpkg-query",
        "[ -e $TREE/installed ] || case \"$*\" in *nginx*) exit ;; esac; echo installed");
    tree.tool("apt-get", SERVICE + "echo Created symlink; touch $TREE/installed; kill -KILL $PPID");
    tree.program(
        "twice",
        """
        $TREE/testbed/install-packages.sh test
        [ -e /usr/sbin/policy-rc.d ] && echo the rule is there >>$TREE/called
        ln -s /mine.service %1$s/mine.service && touch -h -d tomorrow %1$s/mine.service
        exec $TREE/testbed/install-packages.sh test
        """
            .formatted(UNITS));
    Output output = tree.run(Path.of("/none"), "twice");
    assertThat(output.succeeded()).as(output.err()).isTrue();
    assertThat(output.err()).contains("an installation was killed", "stay off: nginx.service");
    assertThat(tree.called()).contains("the rule is there");
    assertThat(tree.left()).containsExactlyInAnyOrder("own.service", "mine.service");
    assertThat(tree.has("target/started-at-boot")).isFalse();
  }

  @Test
  void what_is_there_is_not_installed() {
    assertThat(install("build", "testbed").succeeded()).isTrue();
    assertThat(tree.called()).isEmpty();
  }

  @Test
  void what_the_machine_has_from_elsewhere_stays_as_it_is() {
    tree.write("testbed/debian-packages-build.txt", "shell unless sh\nnginx unless no-nginx\n");
    tree.tool("dpkg-query", "");
    assertThat(install("build").succeeded()).isTrue();
    assertThat(tree.called())
        .contains("apt-get install -y --no-install-recommends nginx\n")
        .doesNotContain("shell");
  }

  @Test
  void a_demo_brings_neither_web_server_nor_database_nor_foreign_clients() {
    tree.tool("dpkg-query", "");
    tree.tool("apt-get", "exit 100");
    assertThat(tree.icecoat("demo").status()).isEqualTo(1);
    tree.tool("apt-get", "[ \"$1\" = update ]");
    assertThat(tree.icecoat("demo").status()).isEqualTo(1);
    assertThat(tree.called())
        .contains("swtpm", "libvirt-daemon-system")
        .doesNotContain(
            "nginx", "postgresql", "zeep", "gsoap", "npm", "voms", "nordugrid", "mvnw", "java");
  }

  private Output install(String... lists) {
    return tree.run(Path.of("/none"), "testbed/install-packages.sh", lists);
  }
}
