package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.trust.secret.DiskKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks made ahead by the real qemu-img. */
class BlankDisksIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final DiskMiB SIZE = new DiskMiB(3);

  private static final OverlayForm FORM =
      new OverlayForm(Path.of("/nowhere/base"), SystemDisk.DiskFormat.QCOW2, new DiskMiB(5));

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private BlankDisks blanks;

  @AfterEach
  void close() {
    if (blanks != null) {
      blanks.close();
    }
  }

  private void open() {
    blanks = new BlankDisks(folder.resolve("blank"), Runnable::run);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("blank"))) {
      return files.toList();
    }
  }

  private void awaitReady() {
    await().atMost(PATIENCE).until(() -> blanks.ready() == BlankDisks.READY);
  }

  @Test
  void the_first_key_has_no_disk_yet_and_later_ones_have_one_each() throws IOException {
    open();
    assertThat(folder.resolve("blank")).doesNotExist();
    try (DiskKey first = blanks.key(random)) {
      assertThat(blanks.take(first, FORM)).isEmpty();
    }
    awaitReady();
    DiskKey second = blanks.key(random);
    DiskKey third = blanks.key(random);
    assertThat(second.matches(third)).isFalse();
    Path disk = blanks.take(second, FORM).orElseThrow().file();
    assertThat(blanks.take(third, FORM).orElseThrow().file()).isNotEqualTo(disk).exists();
    assertThat(blanks.take(second, FORM)).isEmpty();
    awaitReady();
  }

  @Test
  void none_is_made_until_the_guest_that_took_one_may_have_started() throws IOException {
    Queue<Runnable> waiting = new ArrayDeque<>();
    blanks = new BlankDisks(folder.resolve("blank"), waiting::add);
    blanks.key(random).close();
    blanks.key(random).close();
    assertThat(folder.resolve("blank")).doesNotExist();
    assertThat(waiting).hasSize(1);
    waiting.remove().run();
    awaitReady();
    blanks.key(random).close();
    assertThat(blanks.ready()).isEqualTo(BlankDisks.READY - 1);
    assertThat(waiting).hasSize(1);
  }

  @Test
  void a_vm_s_disk_of_its_size_over_its_base_is_made_of_it() throws IOException {
    open();
    blanks.key(random).close();
    awaitReady();
    Path clear = folder.resolve("clear.raw");
    TestingLibvirtd.run("qemu-img", "create", "-q", "-f", "raw", clear.toString(), "1M");
    TestingLibvirtd.run("qemu-io", "-f", "raw", "-c", "write -P 0x5a 0 512", clear.toString());
    SystemDisk disk =
        new SystemDisk(folder.resolve("vm,s.qcow2"), clear, SystemDisk.DiskFormat.RAW);
    try (DiskKeys keys = new DiskKeys(DiskKey.fresh(random), blanks.key(random))) {
      new QemuImg(blanks).createOverlay(disk, SIZE, Optional.of(keys));
      assertThat(blanks.take(keys.overlay(), FORM)).isEmpty();
      assertThat(information(disk.overlay()))
          .contains("virtual size: 3 MiB", "format: luks", "backing file: " + clear);
      assertThat(readsBase(disk.overlay(), keys.overlay())).isTrue();
      assertThat(readsBase(disk.overlay(), keys.base())).isFalse();
    }
  }

  @Test
  void disks_are_made_in_the_form_that_was_asked_for_last() throws IOException {
    open();
    DiskKey first = blanks.key(random);
    awaitReady();
    blanks.take(first, FORM);
    DiskKey formless = blanks.key(random);
    assertThat(blanks.take(formless, FORM).orElseThrow().fits()).isFalse();
    awaitReady();
    blanks.key(random).close(); // the other one without a form
    awaitReady();
    DiskKey formed = blanks.key(random);
    BlankDisks.Taken taken = blanks.take(formed, FORM).orElseThrow();
    assertThat(taken.fits()).isTrue();
    assertThat(information(taken.file()))
        .contains("virtual size: 5 MiB", "backing file: /nowhere/base", "format: luks");
    awaitReady();
    OverlayForm other = new OverlayForm(FORM.base(), FORM.baseFormat(), SIZE);
    assertThat(blanks.take(blanks.key(random), other).orElseThrow().fits()).isFalse();
  }

  @Test
  void what_an_earlier_process_left_and_what_nobody_took_is_removed() throws IOException {
    Files.createDirectories(folder.resolve("blank"));
    Path old = Files.writeString(folder.resolve("blank").resolve("old.qcow2"), "of no use");
    open();
    blanks.key(random).close();
    awaitReady();
    blanks.key(random).close();
    assertThat(old).doesNotExist();
    assertThat(files()).hasSizeGreaterThanOrEqualTo(BlankDisks.READY);
    blanks.close();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).isEmpty());
    assertThat(blanks.ready()).isZero();
  }

  /** A guest's start waits for each round of deriving keys, twice. */
  @Test
  void a_random_key_is_hardly_stretched() throws IOException {
    open();
    blanks.key(random).close();
    awaitReady();
    String information = information(blanks.take(blanks.key(random), FORM).orElseThrow().file());
    Matcher rounds = Pattern.compile("(?s)active: true\\s+iters: ([0-9]+)").matcher(information);
    assertThat(rounds.find()).as(information).isTrue();
    assertThat(Integer.parseInt(rounds.group(1))).isBetween(1000, 10_000);
  }

  private static String information(Path disk) throws IOException {
    return said("qemu-img", "info", disk.toString());
  }

  /** Whether QEMU opens the disk with that key and finds there what its base has. */
  private static boolean readsBase(Path disk, DiskKey key) throws IOException {
    String secret = new String(key.passphrase(), StandardCharsets.US_ASCII);
    String options =
        "driver=qcow2,encrypt.format=luks,encrypt.key-secret=key,file.filename="
            + disk.toString().replace(",", ",,");
    String command =
        "qemu-io --object secret,id=key,data=%s --image-opts -c 'read -P 0x5a 0 512' %s "
            .formatted(secret, options);
    String said = said("sh", "-c", command);
    return said.contains("read 512/512") && !said.contains("verification failed");
  }

  private static String said(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
