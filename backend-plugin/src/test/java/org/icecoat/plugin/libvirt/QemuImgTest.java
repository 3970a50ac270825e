package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.libvirt.TimedProgram.Outcome;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.SystemDisk.DiskFormat;
import org.icecoat.trust.secret.DiskKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU's trial of how fast it derives keys fails now and then, and no VM for it. */
class QemuImgTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;
  private final List<List<String>> commands = new ArrayList<>();
  private int failing;

  @Test
  void an_encrypted_disk_that_does_not_come_about_is_tried_again() {
    failing = 2;
    make(Optional.of(new DiskKeys(DiskKey.fresh(RANDOM), DiskKey.fresh(RANDOM))));
    assertThat(overlay()).exists();
    assertThat(commands).hasSize(3);
  }

  @Test
  void but_not_for_ever() {
    failing = 100;
    assertThatThrownBy(
            () -> make(Optional.of(new DiskKeys(DiskKey.fresh(RANDOM), DiskKey.fresh(RANDOM)))))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.fault()).isEqualTo(PluginFault.STORAGE_FAILED));
    assertThat(commands).hasSize(3);
    assertThat(overlay()).doesNotExist();
  }

  @Test
  void a_disk_in_the_clear_has_no_such_excuse() {
    failing = 1;
    assertThatThrownBy(() -> make(Optional.empty())).isInstanceOf(PluginException.class);
    assertThat(commands).hasSize(1);
  }

  private Path overlay() {
    return folder.resolve("disk.qcow2");
  }

  private void make(Optional<DiskKeys> keys) {
    SystemDisk disk =
        new SystemDisk(
            overlay(),
            folder.resolve("base"),
            keys.isPresent() ? DiskFormat.QCOW2_LUKS : DiskFormat.QCOW2);
    try (BlankDisks none = new BlankDisks(folder.resolve("blanks"), task -> {})) {
      new QemuImg(none, this::run).createOverlay(disk, new DiskMiB(64), keys);
    } finally {
      keys.ifPresent(DiskKeys::close);
    }
  }

  private Outcome run(List<String> command, byte[] told) throws IOException {
    commands.add(command);
    if (commands.size() <= failing) {
      return new Outcome(1, "Unable to get accurate CPU usage");
    }
    Files.createFile(Path.of(command.get(command.size() - 2)));
    return new Outcome(0, "");
  }
}
