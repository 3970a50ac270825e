package org.icecoat.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingBytes;

/**
 * The parsers as Jazzer calls them: the first byte of an input says which, the rest is what it has
 * to read. Nothing here needs Jazzer; Maven's profile {@code jazzer} brings it.
 */
public final class ParsersUnderJazzer {
  /** Below Jazzer's working folder. */
  private static final Path FOLDER = Path.of("target", "jazzer");

  private static FuzzedParsers opened;
  private static List<FuzzedParsers.Parser> parsers = List.of();

  private ParsersUnderJazzer() {}

  /** Called by Jazzer before it reads what to begin with. */
  public static void fuzzerInitialize() throws IOException {
    Files.createDirectories(FOLDER.resolve("corpus"));
    opened = new FuzzedParsers(Files.createTempDirectory(FOLDER, "parsers"));
    parsers = opened.all();
    writeGood(parsers, FOLDER.resolve("good"));
  }

  /** Called by Jazzer with each input; what is thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    feed(parsers, input);
  }

  /** Called by Jazzer after the last input. */
  public static void fuzzerTearDown() {
    opened.close();
  }

  /** Writes for each parser an input that it takes. */
  static void writeGood(List<FuzzedParsers.Parser> parsers, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < parsers.size(); i++) {
      Octets number = Octets.of(new byte[] {(byte) i});
      Octets input = TestingBytes.joined(number, parsers.get(i).good());
      Files.write(folder.resolve("parser-" + i), input.bytes());
    }
  }

  static void feed(List<FuzzedParsers.Parser> parsers, byte[] input) {
    if (input.length == 0) {
      return;
    }
    FuzzedParsers.Parser parser = parsers.get((input[0] & 0xff) % parsers.size());
    try {
      parser.reading().accept(Octets.of(Arrays.copyOfRange(input, 1, input.length)));
    } catch (TrustException e) {
      if (!TestingBytes.isMalformed(e)) {
        throw e;
      }
    }
  }
}
