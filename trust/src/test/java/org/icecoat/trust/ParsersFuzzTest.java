package org.icecoat.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.trust.testing.TestingBytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser before damaged bytes of the real thing: each gives a value, or says that these bytes
 * are malformed. docs/contributing.md says how to let it run for hours, and how under Jazzer.
 */
class ParsersFuzzTest {
  private static final int ROUNDS = 300;

  @TempDir private static Path folder;

  private static FuzzedParsers parsers;

  @BeforeAll
  static void open() throws IOException {
    parsers = new FuzzedParsers(folder);
  }

  @AfterAll
  static void close() {
    parsers.close();
  }

  static List<FuzzedParsers.Parser> parsers() {
    return parsers.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parsers")
  void whatever_comes_is_a_value_or_malformed(FuzzedParsers.Parser parser) {
    parser.reading().accept(parser.good());
    TestingBytes.survivesMutation(parser.good(), parser.reading(), ROUNDS);
  }
}
