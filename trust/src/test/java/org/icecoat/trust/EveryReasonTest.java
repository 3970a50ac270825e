package org.icecoat.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.policy.appraisal.PolicyReason;
import org.icecoat.trust.policy.signature.Doubt;
import org.icecoat.trust.proxy.RefusalReason;
import org.icecoat.trust.receipt.ReceiptDoubt;
import org.junit.jupiter.api.Test;

/** Why something is refused: nothing that no test has seen. */
class EveryReasonTest {
  private static final Path MODULES = Path.of("..");
  private static final Pattern TEST = Pattern.compile("\\.\\./[^/]+/src/test/java/.*\\.java");

  /** By some reasons the module itself refuses nothing: those who do test them. */
  @Test
  void every_reason_is_named_by_a_test() {
    List<String> tests = tests();
    List<Enum<?>> unseen =
        Stream.<Enum<?>[]>of(
                Reason.values(),
                PolicyReason.values(),
                Doubt.values(),
                ReceiptDoubt.values(),
                LogFinding.Reason.values(),
                RefusalReason.values())
            .<Enum<?>>flatMap(Arrays::stream)
            .filter(reason -> tests.stream().noneMatch(test -> names(test, reason)))
            .toList();
    assertThat(unseen).isEmpty();
  }

  /** Several enums have reasons of the same name, so it counts with its own enum's alone. */
  private static boolean names(String test, Enum<?> reason) {
    Class<?> type = reason.getDeclaringClass();
    String quoted = "\"" + reason.name() + "\"";
    return (test.contains(quoted) && test.contains("isRefusedFor("))
        || (knows(test, type.getNestHost())
            && Pattern.compile("\\b" + type.getSimpleName() + "\\." + reason.name() + "\\b")
                .matcher(test)
                .find());
  }

  private static boolean knows(String test, Class<?> type) {
    return test.contains("package " + type.getPackageName() + ";")
        || test.contains("import " + type.getName() + ";")
        || test.contains("import " + type.getName() + ".");
  }

  private static List<String> tests() {
    try (Stream<Path> files = Files.walk(MODULES)) {
      return files
          .filter(one -> TEST.matcher(one.toString()).matches())
          .map(EveryReasonTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
