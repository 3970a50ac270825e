package org.icecoat.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchTest {
  @TempDir private Path home;

  @Test
  void what_fits_is_in_tables_and_what_does_not_has_its_reason() {
    Result result = new Consoles(home).run("match", "--component", "hmmer", "--dataset", "globins");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            IMAGE  VERSION  ARCH    OS         COMPONENTS     SIZE  SCORE
            hmmer  3.3.2    x86_64  debian 12  hmmer 3.3.2  72 MiB     90

            NODE   VMM           FREE CPUS  FREE MEMORY  DATASETS  TRUST               SCORE
            node2  qemu-tcg 7.2          6       12 GiB  globins   Trusted, 2 min old     70
              node node1: does not hold the dataset (DATASET_ABSENT)
            """);
  }

  @Test
  void if_nothing_fits_the_status_says_so() {
    Result result = new Consoles(home).run("match", "--image", "hmmer", "--dataset", "pfam");
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.out())
        .contains(
            """
            No node fits
              node node1: does not hold the dataset (DATASET_ABSENT)
              node node2: does not hold the dataset (DATASET_ABSENT)
            """);
    assertThat(result.err()).isEqualTo("icecoat: Nothing fits: a deployment would be refused\n");
  }

  @Test
  void the_json_has_images_nodes_and_reasons() {
    assertThat(
            new Consoles(home)
                .run("match", "--image", "hmmer", "--dataset", "globins", "--json")
                .out())
        .contains(
            "\"images\" : [ {\n    \"score\" : 90,",
            "\"nodes\" : [ {\n    \"score\" : 70,",
            "\"labels\" : {\n        \"site\" : \"north\"",
            "\"at\" : \"2026-11-23T11:58:00Z\"",
            "\"evidence\" : \"sha256:abab",
            "\"imageReasons\" : [ ]",
            "\"nodeReasons\" : [ {\n    \"kind\" : \"node\",\n    \"subject\" : \"node1\",");
  }
}
