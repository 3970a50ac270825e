package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.domain.image.match.Mismatch;
import org.icecoat.factory.fault.FactoryFault;
import org.junit.jupiter.api.Test;

/** The user's guide names every reason for which a node or an image does not fit. */
class UsersGuideTest {
  private static final Document GUIDE = Document.of("docs/users-guide.md");
  private static final String FACTORY = "factory-service/src/main/java/org/icecoat/factory/";

  /** What a factory's sources have of such words is a code. */
  private static final Pattern CODE = Pattern.compile("\"([A-Z]+_?[A-Z_]+)\"");

  @Test
  void every_reason_of_a_node_is_explained() throws IOException {
    List<String> codes = codesIn("placement");
    codes.add(FactoryFault.QUOTA_EXCEEDED.name());
    assertThat(GUIDE.codes("node reasons"))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void every_reason_of_an_image_is_explained() throws IOException {
    List<String> codes = codesIn("deploy");
    Stream.of(Mismatch.Code.values()).map(Enum::name).forEach(codes::add);
    codes.add(FactoryFault.STORE_UNTRUSTED.name());
    assertThat(GUIDE.codes("image reasons"))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(codes);
  }

  private static List<String> codesIn(String folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Document.TOP.resolve(FACTORY + folder))) {
      sources
          .filter(Files::isRegularFile)
          .flatMap(source -> CODE.matcher(Document.read(source)).results())
          .map(code -> code.group(1))
          .distinct()
          .forEach(found::add);
    }
    return found;
  }
}
