package org.icecoat.testbed.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.testbed.architecture.Sources.Method;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sizes of docs/contributing.md, held against the sources. */
class SizesTest {
  private static final long MOST_LINES = 400;
  private static final long LONG = 200;
  private static final long MOST_LINES_OF_A_METHOD = 40;
  private static final int MOST_PARAMETERS = 6;

  /** Tests of one thing against many attacks, with what they have. */
  private static final Map<String, Long> LONG_FILES =
      Map.of(
          "KeyReleaseIT.java", 420L,
          "NodeTrustIT.java", 420L);

  private static List<Path> files;
  private static List<Method> methods;

  @BeforeAll
  static void read() throws IOException {
    files = Sources.all();
    methods = Sources.methods(Sources.product());
    assertThat(methods).hasSizeGreaterThan(5000);
  }

  @Test
  void no_file_is_too_long_and_nine_in_ten_are_short() {
    Map<String, Long> lines = files.stream().collect(toMap(Path::toString, SizesTest::lines));
    assertThat(lines)
        .allSatisfy(
            (file, many) ->
                assertThat(many)
                    .as(file)
                    .isLessThanOrEqualTo(
                        LONG_FILES.getOrDefault(
                            Path.of(file).getFileName().toString(), MOST_LINES)));
    assertThat(lines.values().stream().filter(many -> many > LONG))
        .hasSizeLessThan(files.size() / 10);
  }

  @Test
  void a_method_can_be_seen_at_once() {
    assertThat(those(method -> method.lines() > MOST_LINES_OF_A_METHOD)).isEmpty();
  }

  /** The TPM's library has its functions' parameters from a specification. */
  @Test
  void nothing_is_given_more_than_six_things() {
    assertThat(those(method -> method.parameters() > MOST_PARAMETERS))
        .allMatch(name -> name.startsWith("EsysLibrary."));
  }

  private static Set<String> those(Predicate<Method> wanted) {
    return methods.stream().filter(wanted).map(Method::name).collect(Collectors.toSet());
  }

  /** The product's says it for both, where a package has tests of the same name. */
  @Test
  void every_package_says_what_it_is() {
    Set<Path> silent =
        files.stream()
            .map(Path::getParent)
            .filter(folder -> !saysWhatItIs(folder) && !saysWhatItIs(inProduct(folder)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(silent).isEmpty();
  }

  private static boolean saysWhatItIs(Path folder) {
    Path words = folder.resolve("package-info.java");
    try {
      return Files.exists(words) && Files.readString(words).startsWith("/**");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path inProduct(Path folder) {
    return Path.of(folder.toString().replace("/src/test/java/", "/src/main/java/"));
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
