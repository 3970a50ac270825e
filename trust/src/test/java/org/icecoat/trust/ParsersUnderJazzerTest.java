package org.icecoat.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jazzer begins with what each parser takes, and hears of whatever breaks one. */
class ParsersUnderJazzerTest {
  @TempDir private Path folder;

  @Test
  void it_begins_with_an_input_for_each_parser_of_the_one_list() throws IOException {
    List<String> called = new ArrayList<>();
    try (FuzzedParsers all = new FuzzedParsers(folder.resolve("parsers"))) {
      List<FuzzedParsers.Parser> noted =
          all.all().stream()
              .map(
                  each ->
                      new FuzzedParsers.Parser(
                          each.name(),
                          each.good(),
                          bytes -> {
                            each.reading().accept(bytes);
                            assertThat(bytes).isEqualTo(each.good());
                            called.add(each.name());
                          }))
              .toList();
      ParsersUnderJazzer.writeGood(noted, folder);
      for (int i = 0; i < noted.size(); i++) {
        ParsersUnderJazzer.feed(noted, Files.readAllBytes(folder.resolve("parser-" + i)));
      }
      assertThat(called)
          .containsExactlyElementsOf(noted.stream().map(FuzzedParsers.Parser::name).toList())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void malformed_bytes_are_no_finding_and_whatever_else_is_thrown_is_one() {
    assertThatCode(() -> feed(new TrustException(TrustFault.STRUCTURE_MALFORMED, "cut off")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> feed(new TrustException(TrustFault.TRUST_ANCHORS_UNREADABLE, "gone")))
        .isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> feed(new ArrayIndexOutOfBoundsException(7)))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  private static void feed(RuntimeException broken) {
    FuzzedParsers.Parser breaking =
        new FuzzedParsers.Parser(
            "breaking",
            Octets.EMPTY,
            bytes -> {
              throw broken;
            });
    ParsersUnderJazzer.feed(List.of(breaking), new byte[] {0});
  }
}
