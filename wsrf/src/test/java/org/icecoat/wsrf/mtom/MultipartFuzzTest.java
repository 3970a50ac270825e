package org.icecoat.wsrf.mtom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Bodies of few different bytes, in which delimiters, and what is almost one, are frequent: the
 * reader finds in each exactly what a grammar finds that sees all of it at once, or refuses it.
 */
class MultipartFuzzTest {
  private static final String BOUNDARY = "b-b";
  private static final int BODIES = 20_000;
  private static final String[] PIECES = {
    "\r\n--b-b",
    "\r\n--b-b\r\n\r\n",
    "\r\n--b-b--",
    "--b-b",
    "\r\n",
    "\r",
    "\n",
    "-",
    "b",
    "A:b",
    " "
  };
  private static final Pattern PREAMBLE = Pattern.compile("(?s)(?:(?!\r\n--b-b).)*+");
  private static final Pattern PART =
      Pattern.compile(
          "(?s)\\G\r\n--b-b[ \t]*\r\n((?:[!-9;-~]+:[^\r]*\r\n(?:[ \t][^\r]*\r\n)*)*)\r\n"
              + "((?:(?!\r\n--b-b).)*+)");
  private static final Pattern END = Pattern.compile("(?s)\\G\r\n--b-b--(?:[\r \t].*)?");

  @RepeatedTest(3)
  void every_body_is_read_as_the_grammar_says_or_refused(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int whole = 0;
    for (int i = 0; i < BODIES; i++) {
      String body = body(random);
      Optional<List<String>> expected = expected("\r\n" + body);
      assertThat(read(body, 1 + random.nextInt(9))).as("%s", escaped(body)).isEqualTo(expected);
      whole += expected.isPresent() ? 1 : 0;
    }
    assertThat(whole).isBetween(BODIES / 100, BODIES * 99 / 100);
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder(random.nextBoolean() ? "--b-b\r\n\r\n" : "");
    for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
      body.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return body.append(random.nextBoolean() ? "\r\n--b-b--" : "").toString();
  }

  /** Headers and content of each part; empty if the body is not one. */
  private static Optional<List<String>> expected(String body) {
    List<String> parts = new ArrayList<>();
    Matcher preamble = PREAMBLE.matcher(body);
    int at = preamble.lookingAt() ? preamble.end() : 0;
    for (Matcher part = PART.matcher(body); part.find(at); at = part.end()) {
      parts.add(part.group(2));
    }
    return END.matcher(body).region(at, body.length()).matches()
        ? Optional.of(parts)
        : Optional.empty();
  }

  private static Optional<List<String>> read(String body, int step) {
    List<String> parts = new ArrayList<>();
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    try {
      MultipartReader reader =
          new MultipartReader(new TestingStepwise(new ByteArrayInputStream(bytes), step), BOUNDARY);
      while (reader.next()) {
        byte[] content = PartStream.of(reader).readAllBytes();
        parts.add(new String(content, StandardCharsets.ISO_8859_1));
      }
      return Optional.of(parts);
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private static String escaped(String body) {
    return body.replace("\r", "\\r").replace("\n", "\\n");
  }
}
