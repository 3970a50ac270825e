package org.icecoat.console.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
  }

  @Test
  void a_search_is_a_table_with_reasons_for_the_rest() {
    assertThat(icecoat.run("image", "search", "--name", "hmmer").out())
        .isEqualTo(
            """
            IMAGE        KIND  ARCH    OS         COMPONENTS     SIZE  STATE      ID
            hmmer:3.3.2  Disk  x86_64  debian 12  hmmer 3.3.2  72 MiB  Available  sha256:ab12ab12ab12
              image small:1: has another name (OTHER_NAME)
            """);
  }

  @Test
  void an_image_is_shown_by_id_part_of_it_name_or_version() {
    for (String named : new String[] {TestingImages.HMMER, "ab12", "hmmer", "hmmer:3.3.2"}) {
      assertThat(icecoat.run("image", "show", named).out())
          .contains("Id            " + TestingImages.HMMER)
          .contains("Boot          uefi\n")
          .contains("72 MiB, a disk of 2 GiB, needs 256 MiB of memory");
    }
  }

  @Test
  void who_got_a_key_and_who_did_not_is_listed_page_by_page() {
    assertThat(icecoat.run("image", "releases", "hmmer").out())
        .isEqualTo("No node has asked for the key of hmmer:3.3.2\n");
    icecoat.services().keys().decided(1, "node1");
    icecoat.services().keys().decided(2, "node2", "A component is not one that\u001b[2J fits");
    Result first = icecoat.run("image", "releases", "hmmer", "--most", "1");
    assertThat(first.out())
        .startsWith("2  2026-11-23 13:02:00 CET  Refused  node2 (CN=node2,O=Testing Grid,C=XX)\n")
        .contains("  evidence sha256:7777")
        .contains("  A component is not one that")
        .doesNotContain("\u001b")
        .endsWith("and older ones: --before 2\n");
    Result rest = icecoat.run("image", "releases", "hmmer", "--before", "2");
    assertThat(rest.out())
        .startsWith("1  2026-11-23 13:01:00 CET  Released  node1")
        .contains("  by site version 4\n")
        .doesNotContain("older");
    assertThat(icecoat.run("image", "releases", "hmmer", "--json").out())
        .contains("\"verdict\" : \"Released\"")
        .contains("\"more\" : false");
  }

  @Test
  void an_image_that_is_not_there_says_where_to_look() {
    Result result = icecoat.run("image", "show", "nothing");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.err()).contains("'icecoat image search' shows what it has");
    assertThat(icecoat.run("image", "show", "sha256:" + "9".repeat(64)).status()).isEqualTo(4);
  }

  @Test
  void an_image_is_registered_with_the_root_of_its_chunk_tree() throws IOException {
    Path file = home.resolve("disk.img");
    Files.write(file, new byte[3 << 20]);
    Result result =
        icecoat.run(
            "image",
            "add",
            "disk.img",
            "--name",
            "new",
            "--version",
            "2",
            "--os",
            "debian=12",
            "--component",
            "hmmer=3.3.2",
            "--least-memory",
            "256MiB",
            "--json");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("\"name\" : \"new\"", "\"format\" : \"Raw\"", "\"bytes\" : 3145728")
        .containsPattern("\"root\" : \"sha256:[0-9a-f]{64}\"");
  }

  @Test
  void a_file_that_begins_like_qcow2_is_one() throws IOException {
    Files.write(home.resolve("disk"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0});
    assertThat(icecoat.run("image", "add", "disk", "--name", "q", "--version", "1", "--json").out())
        .contains("\"format\" : \"Qcow2\"");
  }

  @Test
  void a_file_with_another_root_than_expected_is_not_sent() throws IOException {
    Files.write(home.resolve("disk"), new byte[10]);
    Result result =
        icecoat.run(
            "image",
            "add",
            "disk",
            "--name",
            "q",
            "--version",
            "1",
            "--expected-root",
            "sha256:" + "0".repeat(64));
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).contains("another file, or damaged");
    assertThat(icecoat.run("image", "show", "q").status()).isEqualTo(4);
  }

  @Test
  void a_direct_kernel_boot_needs_both_kernel_and_ramdisk() throws IOException {
    Files.write(home.resolve("disk"), new byte[10]);
    Result result =
        icecoat.run(
            "image",
            "add",
            "disk",
            "--name",
            "q",
            "--version",
            "1",
            "--kernel",
            TestingImages.SMALL);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--initrd");
    assertThat(
            icecoat
                .run(
                    "image",
                    "add",
                    "disk",
                    "--name",
                    "q",
                    "--version",
                    "1",
                    "--json",
                    "--kernel",
                    TestingImages.SMALL,
                    "--initrd",
                    TestingImages.HMMER)
                .out())
        .contains("\"by\" : \"direct-kernel\"");
  }

  @Test
  void a_kernel_has_no_boot() throws IOException {
    Files.write(home.resolve("vmlinuz"), new byte[10]);
    assertThat(
            icecoat
                .run(
                    "image",
                    "add",
                    "vmlinuz",
                    "--kind",
                    "kernel",
                    "--name",
                    "k",
                    "--version",
                    "1",
                    "--json")
                .out())
        .contains("\"kind\" : \"Kernel\"")
        .doesNotContain("\"boot\"");
  }

  @Test
  void a_file_that_is_not_there_is_a_mistake() {
    Result result = icecoat.run("image", "add", "nowhere", "--name", "q", "--version", "1");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("nowhere cannot be read");
  }

  @Test
  void a_retired_image_says_so_and_needs_a_reason() {
    assertThat(icecoat.run("image", "retire", "small").status()).isEqualTo(2);
    assertThat(icecoat.run("image", "retire", "small", "--why", "old").out())
        .isEqualTo("small:1 is Retired\n");
  }
}
