package org.icecoat.testbed.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our jars hold nothing of when, where or by whom they were built, so each build is the same. */
@OnItsOwn
class JarsIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  /** What the root POM says: project.build.outputTimestamp. */
  private static final LocalDateTime STAMP = LocalDateTime.of(2026, 11, 1, 0, 0);

  static List<Path> ours() {
    List<Path> jars =
        Folders.list(TOP.resolve("distribution/target/icecoat/lib")).stream()
            .filter(jar -> jar.toString().endsWith("-SNAPSHOT.jar"))
            .toList();
    assertThat(jars).hasSizeGreaterThan(8);
    return jars;
  }

  @ParameterizedTest
  @MethodSource("ours")
  void every_entry_has_the_time_of_the_sources_and_no_path_of_the_machine(Path jar)
      throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(STAMP);
        try (InputStream content = zip.getInputStream(entry)) {
          String bytes = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
          assertThat(bytes.contains(TOP.toString())).as(entry.getName()).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ours")
  void the_manifest_names_neither_user_nor_build(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Set<String> names =
          file.getManifest().getMainAttributes().keySet().stream()
              .map(Object::toString)
              .collect(Collectors.toSet());
      assertThat(names)
          .isSubsetOf(
              "Manifest-Version",
              "Created-By",
              "Build-Jdk-Spec",
              "Implementation-Title",
              "Implementation-Version");
    }
  }
}
