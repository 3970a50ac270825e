package org.icecoat.service.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  @TempDir Path folder;

  record Limits(Integer most, Duration longest) {
    Limits {
      most = most == null ? 10 : most;
      if (most < 1) {
        throw new IllegalArgumentException("must be at least 1; leave it out for 10");
      }
    }
  }

  enum Mode {
    STRICT,
    LAX
  }

  record Example(
      NodeName nodeName,
      URI endpoint,
      Path stateFolder,
      Secret password,
      ByteCount cacheSize,
      Mode mode,
      List<Dn> administrators,
      Sha256 digest,
      Limits limits) {}

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("example.yaml"), text);
  }

  @Test
  void every_kind_of_value_is_read() throws IOException {
    Example read =
        ConfigurationFile.read(
            file(
                """
                node-name: node1
                endpoint: https://node1:8443/plugin
                state-folder: state
                password: very secret
                cache-size: 2GiB
                mode: lax
                administrators: ["CN=Admin,O=Grid"]
                digest: sha256:%s
                limits: {most: 3, longest: 2h}
                """
                    .formatted("ab".repeat(32))),
            Example.class);
    assertThat(read.nodeName()).isEqualTo(new NodeName("node1"));
    assertThat(read.endpoint()).isEqualTo(URI.create("https://node1:8443/plugin"));
    assertThat(read.stateFolder()).isEqualTo(folder.resolve("state"));
    assertThat(read.password().reveal()).isEqualTo("very secret");
    assertThat(read.cacheSize().bytes()).isEqualTo(2L << 30);
    assertThat(read.mode()).isEqualTo(Mode.LAX);
    assertThat(read.administrators()).containsExactly(Dn.parse("CN=Admin,O=Grid"));
    assertThat(read.digest().hex()).startsWith("abab");
    assertThat(read.limits()).isEqualTo(new Limits(3, Duration.ofHours(2)));
    assertThat(read.toString()).contains("***").doesNotContain("very secret");
  }

  @Test
  void an_unknown_key_is_refused_with_the_one_that_was_meant() throws IOException {
    Path file = file("limits: {mots: 3}\n");
    assertThatThrownBy(() -> ConfigurationFile.read(file, Example.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 1: unknown key 'limits.mots'; did you mean 'most'?");
  }

  @Test
  void a_bad_value_is_refused_with_its_key_and_advice() throws IOException {
    assertRefused("limits: {most: 0}", "limits", "must be at least 1; leave it out for 10");
    assertRefused("limits: {longest: soon}", "limits.longest", "write it like 30s");
    assertRefused("cache-size: huge", "cache-size", "write it like 512MiB");
    assertRefused("node-name: '-'", "node-name", "A node's name has");
    assertRefused("administrators: [Alice]", "administrators.[0]", "");
    assertRefused("limits: [1]", "limits", "");
    assertRefused("node-name: [a]", "node-name", "one value is expected here");
    assertRefused("state-folder: {a: b}", "state-folder", "move these keys into a file of their");
    assertRefused("node-name: a\nnode-name: b", "", "Duplicate field");
    assertRefused("node-name: [unclosed", "", "line ");
    assertRefused("", "", "");
  }

  private void assertRefused(String text, String key, String advice) throws IOException {
    Path file = file(text + "\n");
    assertThatThrownBy(() -> ConfigurationFile.read(file, Example.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(key)
        .hasMessageContaining(advice);
  }

  @Test
  void a_missing_or_huge_file_is_refused() throws IOException {
    assertThatThrownBy(() -> ConfigurationFile.read(folder.resolve("none.yaml"), Example.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("does not exist");
    Path huge = file("#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> ConfigurationFile.read(huge, Example.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void sizes_read_as_they_print() {
    for (String text : List.of("0B", "1KiB", "1023B", "512MiB", "3GiB", "1TiB")) {
      assertThat(ByteCount.parse(text)).hasToString(text);
    }
  }
}
