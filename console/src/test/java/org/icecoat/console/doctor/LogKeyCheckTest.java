package org.icecoat.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.console.doctor.Finding.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyCheckTest {
  private static final String KEY = "store-log-key: 'sha256:" + "ab".repeat(32) + "'\n";

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectories(root.resolve("etc/icecoat"));
  }

  private List<Finding> findings() {
    return new LogKeyCheck(new HostFiles(root, "")).findings();
  }

  @Test
  void where_nodes_prove_themselves_and_images_do_not_the_line_to_write_is_told()
      throws IOException {
    Path node = Files.writeString(folder.resolve("node.yaml"), "tpm: {tcti: device}\n");
    Path factory = Files.writeString(folder.resolve("factory.yaml"), "attestation: {every: 1m}\n");
    assertThat(findings())
        .extracting(Finding::verdict, Finding::check)
        .containsExactly(
            tuple(Verdict.warn, "factory-store-log-key"),
            tuple(Verdict.warn, "node-store-log-key"));
    assertThat(findings().get(0).advice())
        .contains("Write 'store-log-key: sha256:...' into " + factory);
    Files.writeString(node, KEY + "tpm: {tcti: device}\n");
    assertThat(findings().get(1).verdict()).isEqualTo(Verdict.ok);
  }

  @Test
  void where_nodes_prove_nothing_nothing_is_said() throws IOException {
    assertThat(findings()).isEmpty();
    Files.writeString(folder.resolve("node.yaml"), "name: node1\ntpm:\n");
    Files.writeString(folder.resolve("factory.yaml"), "");
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_is_told_as_that() throws IOException {
    Files.writeString(folder.resolve("node.yaml"), "tpm: {tcti: [\n");
    assertThat(findings())
        .singleElement()
        .returns(Verdict.warn, Finding::verdict)
        .satisfies(one -> assertThat(one.detail()).contains("node.yaml", "line "));
  }
}
