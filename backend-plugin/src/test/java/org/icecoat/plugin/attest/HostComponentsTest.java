package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No jar of the class path goes unmeasured, whatever it is called. */
class HostComponentsTest {
  private static final String LONG =
      "a-library-whose-name-goes-on-and-on-without-coming-to-its-end-";

  @TempDir Path folder;

  @Test
  void each_jar_has_its_own_name() throws IOException {
    assertThat(named("jna-5.19.1.jar", "icecoat-trust-1.jar").keySet())
        .containsExactly("jar.icecoat-trust-1.jar", "jar.jna-5.19.1.jar");
  }

  @Test
  void of_two_long_names_that_begin_alike_none_hides_the_other() throws IOException {
    Map<String, Path> named = named(LONG + "one.jar", LONG + "two.jar");
    assertThat(named.values())
        .containsExactlyInAnyOrder(jar(LONG + "one.jar"), jar(LONG + "two.jar"));
    assertThat(named.keySet())
        .allSatisfy(
            name -> assertThat(name).hasSize(64).matches("jar\\.a-library-[a-z-]*-[0-9a-f]{12}"));
    assertThat(named(LONG + "two.jar").keySet()).isSubsetOf(named.keySet());
  }

  @Test
  void names_that_differ_only_in_what_a_policy_cannot_write_are_told_apart() throws IOException {
    assertThat(named("A_b.jar", "a-b.jar", "a_b.jar", "other/a-b.jar").values())
        .containsExactlyInAnyOrder(
            jar("A_b.jar"), jar("a-b.jar"), jar("a_b.jar"), jar("other/a-b.jar"));
  }

  @Test
  void folders_and_what_is_not_there_are_no_jars() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    HostComponents.jars(folder + File.pathSeparator + folder.resolve("gone.jar"), files);
    assertThat(files).isEmpty();
  }

  private Map<String, Path> named(String... jars) throws IOException {
    for (String each : jars) {
      Files.createDirectories(jar(each).getParent());
      Files.writeString(jar(each), each);
    }
    Map<String, Path> files = new TreeMap<>();
    List<String> twice = Stream.concat(Stream.of(jars), Stream.of(jars)).toList();
    HostComponents.jars(
        twice.stream()
            .map(each -> jar(each).toString())
            .collect(Collectors.joining(File.pathSeparator)),
        files);
    return files;
  }

  private Path jar(String name) {
    return folder.resolve(name);
  }
}
