package org.icecoat.imagestore.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.inspection.LimitedProgram.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our checks and QEMU's tools judge the same files. */
class QemuImgIT {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
  private static final Path QEMU_IMG = Path.of("/usr/bin/qemu-img");
  private static final Limits LIMITS = new Limits(1L << 30, Duration.ofSeconds(30));

  @TempDir Path folder;
  private final SecondOpinion qemu = new QemuImg(new LimitedProgram(PRLIMIT, QEMU_IMG, LIMITS));

  @Test
  void what_qemu_img_makes_is_sound_to_both() throws IOException, InterruptedException {
    for (String options :
        List.of(
            "compat=0.10",
            "compat=1.1",
            "compression_type=zstd",
            "extended_l2=on",
            "cluster_size=512",
            "cluster_size=2M",
            "lazy_refcounts=on",
            "preallocation=metadata")) {
      Path file = create("sound.qcow2", "-o", options, "100M");
      assertThat(ours(file)).as(options).isEqualTo(100L << 20);
      assertThatCode(() -> qemu.require(file, ImageFormat.QCOW2, 100L << 20))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void the_file_that_the_tests_forge_is_sound_to_qemu() throws IOException {
    Path file = new TestingQcow2().in(folder.resolve("forged.qcow2"));
    assertThatCode(() -> qemu.require(file, ImageFormat.QCOW2, TestingQcow2.VIRTUAL_BYTES))
        .doesNotThrowAnyException();
  }

  @Test
  void what_names_another_file_is_refused_by_ours() throws IOException, InterruptedException {
    Path base = create("base.qcow2", "1M");
    Path overlay = create("overlay.qcow2", "-b", base.toString(), "-F", "qcow2");
    Path external = create("external.qcow2", "-o", "data_file=" + folder.resolve("data.raw"), "1M");
    for (Path file : List.of(overlay, external)) {
      assertThatThrownBy(() -> ours(file))
          .isInstanceOfSatisfying(
              StoreException.class,
              refused -> assertThat(refused.fault()).isEqualTo(StoreFault.OTHER_FILE_NAMED));
    }
  }

  @Test
  void damage_behind_the_header_is_found_by_qemu() throws IOException {
    Path file =
        new TestingQcow2()
            .withLong(3 * TestingQcow2.CLUSTER, (1L << 63) | (2L << 40))
            .in(folder.resolve("damaged.qcow2"));
    assertThat(ours(file)).isEqualTo(TestingQcow2.VIRTUAL_BYTES);
    assertThatThrownBy(() -> qemu.require(file, ImageFormat.QCOW2, TestingQcow2.VIRTUAL_BYTES))
        .isInstanceOfSatisfying(
            StoreException.class,
            refused -> assertThat(refused.fault()).isEqualTo(StoreFault.CONTENT_DAMAGED));
  }

  @Test
  void a_raw_file_is_taken_as_raw_whatever_it_holds() throws IOException {
    Path file =
        new TestingQcow2().withBackingFile("/etc/shadow").in(folder.resolve("disguised.raw"));
    assertThatCode(() -> qemu.require(file, ImageFormat.RAW, Files.size(file)))
        .doesNotThrowAnyException();
  }

  @Test
  void a_program_that_takes_too_long_is_stopped() {
    LimitedProgram sleep =
        new LimitedProgram(
            PRLIMIT, Path.of("/bin/sleep"), new Limits(1L << 30, Duration.ofSeconds(1)));
    assertThatThrownBy(() -> sleep.run("600"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("within 1 s");
  }

  @Test
  void a_program_can_take_no_more_memory_than_it_is_given() throws IOException {
    LimitedProgram starved =
        new LimitedProgram(PRLIMIT, QEMU_IMG, new Limits(1L << 20, Duration.ofSeconds(10)));
    assertThat(starved.run("--version").exitStatus()).isNotZero();
  }

  private long ours(Path file) throws IOException {
    ByteBuffer start = FileStart.read(file);
    return Qcow2Check.virtualBytes(start, Files.size(file));
  }

  private Path create(String name, String... arguments) throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    List<String> command =
        new ArrayList<>(List.of(QEMU_IMG.toString(), "create", "-q", "-f", "qcow2"));
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean sized = !rest.get(rest.size() - 1).equals("qcow2");
    String size = sized ? rest.remove(rest.size() - 1) : "";
    command.addAll(rest);
    command.add(file.toString());
    if (sized) {
      command.add(size);
    }
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return file;
  }
}
