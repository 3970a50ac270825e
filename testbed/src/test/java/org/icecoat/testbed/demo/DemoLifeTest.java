package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Person;
import org.icecoat.testbed.grid.TestingPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that succeed by their exit status, on a product and a node that are doubles. */
class DemoLifeTest {
  /** Does what it is told: writes down the state that it shows, and what its node would see. */
  private static final String HONEST =
      """
      case $1 in
        show) echo "{\\"id\\": \\"7f3a\\", \\"state\\": \\"$(cat state)\\"}" ;;
        pause) echo Paused >state; echo paused >domain ;;
        resume) echo Running >state; echo running >domain ;;
        restart) echo up >>boots ;;
      esac
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(out, true, StandardCharsets.UTF_8));
  @TempDir Path folder;

  @Test
  void what_was_ordered_is_seen_by_the_properties_and_on_the_node() {
    life(HONEST).control();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            "seen Paused, and by libvirt on its node paused",
            "seen Running, and by libvirt on its node running",
            "console tells of boot 2");
  }

  @Test
  void a_pause_that_leaves_the_vm_running_is_not_shown() {
    DemoLife life = life(HONEST.replace("Paused >state", "Running >state"));
    assertThatThrownBy(life::control).hasMessageContaining("Not shown: pause makes the VM Paused");
  }

  @Test
  void a_pause_that_only_the_factory_knows_of_is_not_shown() {
    DemoLife life = life(HONEST.replace("paused >domain", "running >domain"));
    assertThatThrownBy(life::control).hasMessageContaining("its domain paused");
  }

  @Test
  void a_resume_that_leaves_the_vm_paused_is_not_shown() {
    DemoLife life = life(HONEST.replace("resume)", "resume) exit ;; never)"));
    assertThatThrownBy(life::control).hasMessageContaining("Not shown: resume makes");
  }

  @Test
  void a_restart_without_a_boot_is_not_shown() {
    DemoLife life = life(HONEST.replace("echo up >>boots", ":"));
    assertThatThrownBy(life::control).hasMessageContaining("Not shown: restart lets");
  }

  private DemoLife life(String commandLine) {
    Folders.write(folder.resolve("boots"), "up\n");
    Person person = TestingPerson.with(folder, commandLine);
    return new DemoLife(narrator, person, "vm-7f3a", new FolderWitness());
  }

  private final class FolderWitness implements Witness {
    @Override
    public String domainState(String id) {
      assertThat(id).isEqualTo("7f3a");
      return Folders.read(folder.resolve("domain")).strip();
    }

    @Override
    public long boots(String id) {
      return Folders.read(folder.resolve("boots")).lines().count();
    }
  }
}
