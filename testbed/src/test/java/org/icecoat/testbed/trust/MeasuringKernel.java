package org.icecoat.testbed.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.tpm.SoftwareTpm;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingFirmware;
import org.icecoat.trust.testing.TestingImaLog;

/**
 * Does on a node what firmware and a kernel with IMA do, which the machine's may not have: the one
 * logs what it boots and extends PCRs 0 to 9 of the node's TPM, the other lists files and extends
 * PCR 10. Both can be made to lie.
 */
final class MeasuringKernel {
  /** So many of a program's arguments are far from too long. */
  private static final int BATCH = 500;

  private final SoftwareTpm tpm;
  private final Path firmwareLog;
  private final Path list;
  private int lines;

  private MeasuringKernel(Grid grid, String node) {
    this.tpm = grid.tpm(node);
    this.firmwareLog = grid.firmwareLog(node);
    this.list = grid.imaLog(node);
  }

  /** Boots the machine, writes the firmware's log, and begins the list. */
  static MeasuringKernel boot(Grid grid, String node, TestingFirmware firmware) {
    MeasuringKernel kernel = new MeasuringKernel(grid, node);
    kernel.tpm.reboot();
    kernel.tpm.tool("tpm2_startup", "-c");
    kernel.extendAll(firmware.extensions());
    kernel.firmwareSays(firmware);
    kernel.begin(
        new TestingImaLog()
            .bootAggregate(ImaVerifier.bootAggregate(HashAlgorithm.SHA256, firmware.values())));
    return kernel;
  }

  private void begin(TestingImaLog first) {
    io(() -> Files.deleteIfExists(list));
    extend(List.of(first.extension()));
    list(first.lines());
  }

  /** The firmware's log is that, whatever was booted. */
  void firmwareSays(TestingFirmware firmware) {
    firmwareSaysNothing();
    io(() -> Files.write(firmwareLog, firmware.log().bytes()));
  }

  void firmwareSaysNothing() {
    io(() -> Files.deleteIfExists(firmwareLog));
  }

  /** Something is in the place of the firmware's log that nobody can read as one. */
  void firmwareLogIsUnreadable() {
    firmwareSaysNothing();
    io(() -> Files.createDirectory(firmwareLog));
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
    extendAll(extensions.stream().map(extension -> "10:sha256=" + extension.hex()).toList());
  }

  private void extendAll(List<String> extensions) {
    for (int from = 0; from < extensions.size(); from += BATCH) {
      List<String> words = new ArrayList<>(List.of("tpm2_pcrextend"));
      words.addAll(extensions.subList(from, Math.min(extensions.size(), from + BATCH)));
      tpm.tool(words.toArray(String[]::new));
    }
  }

  private void list(List<String> more) {
    String text = String.join("\n", more) + "\n";
    io(
        () ->
            Files.writeString(
                list,
                text,
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND));
    lines += more.size();
  }

  /** Something that is done to a file. */
  private interface Step {
    Object run() throws IOException;
  }

  private static void io(Step step) {
    try {
      var unused = step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
