package org.icecoat.domain.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationArchiveTest {
  private static final String NASTY = "a'b \"c\" $(touch hacked) `id` \\ ;&|<>*?\n#!é";

  @TempDir Path folder;

  private static ApplicationFile file(String path, boolean executable, String content) {
    return new ApplicationFile(
        new RelativePath(path),
        executable,
        FileContent.of(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static ApplicationSpec spec(
      String command,
      List<String> arguments,
      Map<String, String> environment,
      ApplicationFile... files) {
    return new ApplicationSpec(
        command, arguments, new TreeMap<>(environment), List.of(files), Optional.empty());
  }

  private static String run(Path where, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private Path unpacked(ApplicationSpec spec) throws Exception {
    Path tar = folder.resolve("application.tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      ApplicationArchive.of(spec).writeTo(out);
    }
    Files.createDirectories(folder.resolve("files"));
    run(folder, "tar", "xf", tar.toString());
    return folder.resolve("files");
  }

  @Test
  void a_shell_gets_every_word_as_the_client_wrote_it() throws Exception {
    ApplicationSpec spec = spec("printf", List.of("%s|", NASTY, "$X", ""), Map.of("X", NASTY));
    String output = run(unpacked(spec), "sh", "../run");
    assertThat(output).isEqualTo(NASTY + "|$X||");
    assertThat(folder.resolve("files/hacked")).doesNotExist();
  }

  @Test
  void the_environment_is_set_and_files_keep_their_modes() throws Exception {
    ApplicationSpec spec =
        spec(
            "./bin/show",
            List.of(),
            Map.of("X", NASTY),
            file("bin/show", true, "#!/bin/sh\nprintf %s \"$X\"; cat data.txt"),
            file("data.txt", false, "data"));
    Path files = unpacked(spec);
    assertThat(run(files, "sh", "../run")).isEqualTo(NASTY + "data");
    assertThat(Files.isExecutable(files.resolve("data.txt"))).isFalse();
  }

  @Test
  void the_same_application_gives_the_same_digest_whatever_the_order_of_its_files()
      throws IOException {
    ApplicationFile a = file("a", false, "1");
    ApplicationFile b = file("b/c", true, "2");
    ApplicationArchive one = ApplicationArchive.of(spec("x", List.of(), Map.of(), a, b));
    ApplicationArchive other = ApplicationArchive.of(spec("x", List.of(), Map.of(), b, a));
    ApplicationArchive third = ApplicationArchive.of(spec("y", List.of(), Map.of(), b, a));
    assertThat(one.digest()).isEqualTo(other.digest()).isNotEqualTo(third.digest());
    assertThat(one.bytes() % 512).isZero();
  }

  @Test
  void a_long_path_is_kept_whole() throws Exception {
    String path = "d".repeat(90) + "/" + "f".repeat(92);
    Path files = unpacked(spec("true", List.of(), Map.of(), file(path, false, "deep")));
    assertThat(files.resolve(path)).content().isEqualTo("deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "../up", "a/../b", "a//b", "./a", "a/", "a\nb", "a\\b", "a\0b"})
  void a_path_that_leads_elsewhere_is_refused(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RelativePath(path));
  }

  @Test
  void a_path_may_not_occur_twice_nor_be_file_and_folder() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> spec("x", List.of(), Map.of(), file("a", false, "1"), file("a", false, "2")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> spec("x", List.of(), Map.of(), file("a", false, "1"), file("a/b", false, "2")));
  }

  @Test
  void more_than_64_mib_are_refused_before_they_are_read() {
    FileContent huge =
        new FileContent() {
          @Override
          public long bytes() {
            return (64L << 20) + 1;
          }

          @Override
          public InputStream open() {
            throw new AssertionError("read");
          }
        };
    ApplicationFile file = new ApplicationFile(new RelativePath("huge"), false, huge);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApplicationArchive.of(spec("x", List.of(), Map.of(), file)))
        .withMessageContaining("64 MiB");
  }

  @Test
  void a_variable_with_a_name_that_is_none_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec("x", List.of(), Map.of("A=1; touch hacked; B", "2")));
    assertThatIllegalArgumentException().isThrownBy(() -> spec("x\0", List.of(), Map.of()));
  }
}
