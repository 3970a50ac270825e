package org.icecoat.testbed.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.confidential.ConfidentialDisks;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.icecoat.testbed.hostile.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node gets the key of an image from the store by what its TPM proves. It is wrapped also inside
 * TLS: who has the TLS keys of both and reads all that they say does not see it.
 */
@OnItsOwn
class NodeAndStoreIT {
  private static final byte[] CLEAR = new byte[1 << 20];

  @TempDir Path folder;

  @Test
  void the_key_that_a_proven_node_gets_opens_the_image_and_changed_nodes_and_stores_say_why_not()
      throws Exception {
    CLEAR[4711] = 42;
    Files.createDirectory(folder.resolve("vm"));
    try (TestingPair pair = new TestingPair(folder);
        RecordingRelay wire = pair.recorded()) {
      ImageId image = ImageId.parse(pair.register(CLEAR));
      ConfidentialDisks.Place place =
          new ConfidentialDisks.Place(folder.resolve("vm"), wire.address(), image);
      byte[] key;
      byte[] passphrase;
      try (DiskKeys keys = pair.disks().open(place)) {
        key = keys.base().reveal();
        passphrase = keys.base().passphrase();
      }
      assertThat(decrypted(passphrase)).isEqualTo(CLEAR);
      assertThat(wire.saw(image.toString())).isTrue();
      assertThat(wire.saw("ReleaseKeyResponse")).isTrue();
      assertThat(wire.saw(pair.storageKey().bytes())).isTrue();
      assertThat(Bytes.forms(key)).noneMatch(wire::saw);
      assertThat(Bytes.forms(passphrase)).noneMatch(wire::saw);
      pair.tamper();
      assertThatThrownBy(() -> pair.disks().open(place))
          .isInstanceOfSatisfying(
              PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.KEY_REFUSED))
          .hasMessageContaining("The node node1 gets no key: A component is not one")
          .hasMessageContaining("rules");
      assertChangesAreExplained(pair, image);
    }
  }

  /** By the image's id and by its name, to the curator on the command line. */
  private static void assertChangesAreExplained(TestingPair pair, ImageId image) {
    CuratorsConsole curator = pair.console();
    assertThat(curator.verify("secret:1").status()).isZero();
    pair.alterStore("update image set registered_by = 'CN=Mallory'");
    assertThat(refuted(curator, image.toString()))
        .contains("(MANIFEST_ALTERED)")
        .containsPattern("\nlog +refuted +.*" + image.handle() + ".* \\(ROW_ALTERED\\)");
    assertThat(refuted(curator, "secret:1"))
        .startsWith("secret:1 is not shown: the store is not what it was")
        .containsPattern("\nlog +refuted +.*" + image.handle() + ".* \\(ROW_ALTERED\\)");
    pair.alterStore("delete from image_log where position = 0");
    for (String name : List.of(image.toString(), "secret:1")) {
      assertThat(refuted(curator, name))
          .containsPattern("\nlog +refuted +The log has 0 entries of the 1 .* \\(LOG_ALTERED\\)");
    }
  }

  private static String refuted(CuratorsConsole curator, String image) {
    Output verified = curator.verify(image);
    assertThat(verified.status()).as(verified.out() + verified.err()).isEqualTo(1);
    return verified.out();
  }

  @Test
  void an_expected_key_is_not_asked_for_again_and_opens_nothing_on_a_node_that_has_changed_since()
      throws Exception {
    Files.createDirectory(folder.resolve("vm"));
    Files.createDirectory(folder.resolve("later"));
    try (TestingPair pair = new TestingPair(folder);
        RecordingRelay wire = pair.recorded()) {
      ImageId image = ImageId.parse(pair.register(CLEAR));
      ConfidentialDisks disks = pair.disks();
      expect(disks, wire, image);
      int asked = wire.count("RequestKeyResponse");
      disks.open(new ConfidentialDisks.Place(folder.resolve("vm"), wire.address(), image)).close();
      assertThat(wire.count("RequestKeyResponse")).isEqualTo(asked);
      expect(disks, wire, image);
      pair.tamper();
      ConfidentialDisks.Place later =
          new ConfidentialDisks.Place(folder.resolve("later"), wire.address(), image);
      assertThatThrownBy(() -> disks.open(later))
          .isInstanceOfSatisfying(
              PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.KEY_REFUSED));
      assertThat(wire.count("RequestKeyResponse")).isGreaterThan(2 * asked);
    }
  }

  /** Asks for the key, and waits until the answer has gone by. */
  private static void expect(ConfidentialDisks disks, RecordingRelay wire, ImageId image) {
    int answers = wire.count("ReleaseKeyResponse");
    disks.expect(wire.address(), image);
    await().until(() -> wire.count("ReleaseKeyResponse") > answers);
  }

  private byte[] decrypted(byte[] passphrase) throws IOException, InterruptedException {
    Path clear = folder.resolve("decrypted.raw");
    Process process =
        new ProcessBuilder(
                "qemu-img",
                "convert",
                "--object",
                "secret,id=key,format=raw,file=/dev/stdin",
                "--image-opts",
                "driver=qcow2,encrypt.key-secret=key,file.filename=" + content(),
                "-O",
                "raw",
                clear.toString())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().write(passphrase);
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
    return Files.readAllBytes(clear);
  }

  private Path content() throws IOException {
    try (var files = Files.list(folder.resolve("content"))) {
      return files.filter(file -> !file.toString().endsWith(".tree")).findFirst().orElseThrow();
    }
  }
}
