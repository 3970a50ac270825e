package org.icecoat.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.policy.appraisal.PolicyReason;
import org.junit.jupiter.api.Test;

/** Why evidence is refused: nothing that no test has seen. */
class EveryReasonTest {
  private static final Path TESTS = Path.of("src/test/java");

  @Test
  void every_reason_is_named_by_a_test_of_this_module() {
    String tests = tests();
    List<Enum<?>> unseen =
        Stream.<Enum<?>>concat(Stream.of(Reason.values()), Stream.of(PolicyReason.values()))
            .filter(reason -> !Pattern.compile("\\b" + reason.name() + "\\b").matcher(tests).find())
            .toList();
    assertThat(unseen).isEmpty();
  }

  private static String tests() {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }
}
