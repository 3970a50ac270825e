package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder has one digest, which every change of what is in it changes. */
class MeasuredFolderTest {
  @TempDir Path parent;
  private Path folder;
  private MeasuredFolder measured;

  @BeforeEach
  void fill() throws IOException {
    folder = filled("folder");
    measured = new MeasuredFolder(folder, Clock.systemUTC());
  }

  private Path filled(String name) throws IOException {
    Path made = Files.createDirectories(parent.resolve(name).resolve("sub")).getParent();
    Files.writeString(made.resolve("bios.bin"), "bios");
    Files.writeString(made.resolve("sub/linuxboot.bin"), "loader");
    Files.createSymbolicLink(made.resolve("out"), Path.of("../elsewhere"));
    return made;
  }

  @Test
  void the_digest_is_that_of_its_entries_in_order() throws IOException {
    String entries = sha256("bios") + "\0bios.bin\0->../elsewhere\0out\0" + sha256("loader");
    assertThat(measured.digest()).isEqualTo(digest(entries + "\0sub/linuxboot.bin\0"));
    assertThat(new MeasuredFolder(filled("other"), Clock.systemUTC()).digest())
        .isEqualTo(measured.digest());
  }

  @Test
  void every_change_changes_it() throws IOException {
    Set<Sha256> digests = new HashSet<>(Set.of(measured.digest()));
    Files.writeString(folder.resolve("sub/linuxboot.bin"), "loader of another");
    assertThat(digests.add(measured.digest())).isTrue();
    Files.writeString(folder.resolve("more.rom"), "");
    assertThat(digests.add(measured.digest())).isTrue();
    Files.move(folder.resolve("more.rom"), folder.resolve("sub/more.rom"));
    assertThat(digests.add(measured.digest())).isTrue();
    Files.delete(folder.resolve("out"));
    Files.createSymbolicLink(folder.resolve("out"), Path.of("../another"));
    assertThat(digests.add(measured.digest())).isTrue();
    Files.delete(folder.resolve("bios.bin"));
    assertThat(digests.add(measured.digest())).isTrue();
  }

  @Test
  void what_lies_behind_a_link_is_not_its_own() throws IOException {
    Sha256 before = measured.digest();
    Files.createDirectories(parent.resolve("elsewhere"));
    Files.writeString(parent.resolve("elsewhere/large"), "not looked at");
    assertThat(measured.digest()).isEqualTo(before);
  }

  private static String sha256(String text) {
    return digest(text).hex();
  }

  private static Sha256 digest(String text) {
    Octets bytes = Octets.of(text.getBytes(StandardCharsets.UTF_8));
    return Sha256.of(HashAlgorithm.SHA256.hash(bytes).bytes());
  }
}
