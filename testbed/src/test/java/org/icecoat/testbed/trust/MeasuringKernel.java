package org.icecoat.testbed.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.tpm.SoftwareTpm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingImaLog;

/**
 * Does on a node what a kernel with IMA does, which the machine's may not have: it lists files and
 * extends PCR 10 of the node's TPM. It can be made to lie.
 */
final class MeasuringKernel {
  /** So many of a program's arguments are far from too long. */
  private static final int BATCH = 500;

  private final SoftwareTpm tpm;
  private final Path list;
  private int lines;

  private MeasuringKernel(SoftwareTpm tpm, Path list) {
    this.tpm = tpm;
    this.list = list;
  }

  /** Boots the machine, and begins the list. */
  static MeasuringKernel boot(SoftwareTpm tpm, Path list) {
    MeasuringKernel kernel = new MeasuringKernel(tpm, list);
    try {
      Files.deleteIfExists(list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tpm.reboot();
    tpm.tool("tpm2_startup", "-c");
    TestingImaLog log = new TestingImaLog();
    log.unmeasuredBoot();
    kernel.extend(List.of(log.extension()));
    kernel.list(log.lines());
    return kernel;
  }

  /** How many lines are listed. */
  int lines() {
    return lines;
  }

  /** A file whose digest is that pair of digits again and again. */
  void measures(String path, String pair) {
    TestingImaLog log = new TestingImaLog().ng(path, pair);
    extend(List.of(log.extension()));
    list(log.lines());
  }

  /** So many files with names as long as the kernel takes. */
  void measuresMany(String folder, int count) {
    TestingImaLog log = new TestingImaLog();
    List<Octets> extensions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      extensions.add(log.ng(folder + "%04d".formatted(i) + "n".repeat(3900), "02").extension());
    }
    extend(extensions);
    list(log.lines());
  }

  /** A file that was written while it was measured: no digest is right. */
  void isViolated(String path) {
    extend(List.of(Octets.parse("ff".repeat(32))));
    list(new TestingImaLog().violation(path).lines());
  }

  /** One file is measured, and another one listed in its place. */
  void lies(String measured, String pair, String listed, String listedPair) {
    extend(List.of(new TestingImaLog().ng(measured, pair).extension()));
    list(new TestingImaLog().ng(listed, listedPair).lines());
  }

  /** A file is listed, and the TPM extends nothing. */
  void listsOnly(String path, String pair) {
    list(new TestingImaLog().ng(path, pair).lines());
  }

  private void extend(List<Octets> extensions) {
    for (int from = 0; from < extensions.size(); from += BATCH) {
      List<String> words = new ArrayList<>(List.of("tpm2_pcrextend"));
      extensions
          .subList(from, Math.min(extensions.size(), from + BATCH))
          .forEach(extension -> words.add("10:sha256=" + extension.hex()));
      tpm.tool(words.toArray(String[]::new));
    }
  }

  private void list(List<String> more) {
    String text = String.join("\n", more) + "\n";
    try {
      Files.writeString(
          list,
          text,
          StandardCharsets.ISO_8859_1,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      lines += more.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
