package org.icecoat.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.text.Moments;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.types.ApplicationFileType;
import org.icecoat.wire.types.ApplicationType;
import org.junit.jupiter.api.Test;

/**
 * The reference of the request file in docs/users-guide.md is that of the keys;
 * -Dicecoat.write=true writes it. The example beside it is read as deploy reads it.
 */
class RequestReferenceTest {
  private static final Path GUIDE = Path.of("../docs/users-guide.md");
  private static final Path EXAMPLE = Path.of("../docs/examples/request/request.yaml");

  @Test
  void every_key_is_in_the_guide() throws IOException {
    String right = replaced(Files.readString(GUIDE), "request keys", table());
    if (Boolean.getBoolean("icecoat.write")) {
      Files.writeString(GUIDE, right);
    }
    assertThat(Files.readString(GUIDE)).isEqualTo(right);
  }

  @Test
  void the_guide_shows_the_example() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(guide)
        .isEqualTo(
            replaced(guide, "request.yaml", "```yaml\n" + Files.readString(EXAMPLE) + "```\n"));
  }

  @Test
  void the_example_is_a_request() {
    RequestValues values = new RequestFile(EXAMPLE).read();
    Moments moments = new Moments(Clock.fixed(TestingConsole.NOON, ZoneOffset.UTC), ZoneOffset.UTC);
    VmRequestType request =
        new RequestMapper(values, image -> fail("no image is named"), moments).request();
    ApplicationType application = ApplicationMapper.application(values, EXAMPLE.getParent());
    assertThat(request.getName()).isEqualTo("globins-search");
    assertThat(request.getResources().getMaximalMemoryMiB()).isEqualTo(1024);
    assertThat(application.getCommand()).isEqualTo("./search.sh");
    assertThat(application.getFile())
        .extracting(ApplicationFileType::getPath)
        .containsExactly("search.sh", "profiles/README");
    assertThat(application.getFile().get(0).isExecutable()).isTrue();
  }

  private static String fail(String why) {
    throw new AssertionError(why);
  }

  private static String table() {
    Set<RequestKey> mappable = EnumSet.of(RequestKey.LABEL, RequestKey.ENV);
    return "| key | value | meaning |\n|---|---|---|\n"
        + Stream.of(RequestKey.values())
            .map(key -> row(key, mappable.contains(key) ? "list or map" : "list"))
            .collect(Collectors.joining());
  }

  private static String row(RequestKey key, String many) {
    String value = key.value().replace("|", "\\|");
    return "| `%s` | %s%s | %s |\n"
        .formatted(key.key(), value, key.many() ? ", " + many : "", key.description());
  }

  private static String replaced(String text, String part, String content) {
    int mark = text.indexOf("<!-- " + part + ":");
    assertThat(mark).as(part).isNotNegative();
    int from = text.indexOf('\n', mark) + 1;
    return text.substring(0, from) + content + text.substring(text.indexOf("<!-- end -->", from));
  }
}
