package org.icecoat.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.trust.structure.Octets;

/**
 * Real attestation data, in the folder {@code attestation} of the one that the environment variable
 * ICECOAT_TESTDATA names. Without it the test is skipped and says so.
 */
public final class TestingFixtures {
  private TestingFixtures() {}

  public static Path path(String name) {
    String folder = System.getenv("ICECOAT_TESTDATA");
    assumeTrue(folder != null, "Skipped without ICECOAT_TESTDATA: attestation/" + name);
    return Path.of(folder, "attestation").resolve(name);
  }

  public static Octets octets(String name) {
    try {
      return Octets.of(Files.readAllBytes(path(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(octets(name).bytes(), StandardCharsets.US_ASCII);
  }

  /** The bytes that a file of vectors has under {@code "key": {"hex": "..."}}. */
  public static Octets vector(String name, String key) {
    Matcher matcher =
        Pattern.compile("\"" + key + "\":\\s*\\{\\s*\"hex\":\\s*\"([0-9a-f]+)\"")
            .matcher(text(name));
    assertThat(matcher.find()).as("%s in %s", key, name).isTrue();
    return Octets.parse(matcher.group(1));
  }
}
