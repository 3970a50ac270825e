package org.icecoat.imagestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.imagestore.soap.TestingRequests.disk;
import static org.icecoat.imagestore.soap.TestingRequests.register;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.soap.StoreEndpoint;
import org.icecoat.imagestore.soap.TestingRequests;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as a process of its own, with a heap far smaller than what it is given. */
class MainIT {
  private static final long UPLOAD_BYTES = 1L << 30;

  @TempDir Path folder;

  @Test
  void a_gibibyte_passes_through_a_heap_of_64_mebibytes_and_the_process_stops_cleanly()
      throws Exception {
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    Process process = start(configuration(grid));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        GridTrust trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
        Ports ports = new Ports(settings(trust, grid.user("Carol")))) {
      String ready = out.readLine();
      assertThat(ready).startsWith("icecoat store: ready at https://localhost:");
      ImageStore store =
          ports.port(StoreEndpoint.CONTRACT, URI.create(ready.substring(ready.indexOf("https:"))));
      RegisteredImageType image =
          store
              .register(
                  register(
                      disk("large", "1", ImageFormatType.RAW), TestingBytes.zeros(UPLOAD_BYTES)))
              .getImage();
      assertThat(image.getManifest().getContent().getBytes()).isEqualTo(UPLOAD_BYTES);
      assertThat(fetched(store, image.getManifest().getId())).isEqualTo(UPLOAD_BYTES);
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(folder.resolve("log")))
        .contains("Stopping")
        .doesNotContain("ERROR")
        .containsOnlyOnce("WARN")
        .contains("The image log is not protected by a TPM");
  }

  @Test
  void a_store_without_configuration_says_how_to_call_it() throws Exception {
    Process process = start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(64);
    assertThat(Files.readString(folder.resolve("log"))).contains("usage: icecoat store");
  }

  private static long fetched(ImageStore store, String id) throws Exception {
    try (InputStream content =
        store.fetch(TestingRequests.fetch(id, 0, Long.MAX_VALUE)).getContent().getInputStream()) {
      return content.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Process start(String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx64m",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
  }

  private ClientSettings settings(GridTrust trust, TestingCredential credential) {
    Path file = credential.writeProxy(folder.resolve("carol.pem"));
    return ClientSettings.of(new TlsMaterial(PemKeys.ofProxy(file), trust.forClients()))
        .streaming(4L << 30)
        .waiting(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  private String configuration(TestingGrid grid) throws Exception {
    TestingCredential host = grid.host("localhost", "localhost");
    host.writeCertificate(folder.resolve("hostcert.pem"));
    host.writeKey(folder.resolve("hostkey.pem"));
    Files.writeString(
        folder.resolve("policy.yaml"), "curators: ['CN=Carol,O=Testing Grid,C=XX']\n");
    return Files.writeString(
            folder.resolve("store.yaml"),
            """
            server: {host: localhost, port: 0, certificate: hostcert.pem, key: hostkey.pem}
            trust: {directory: certificates}
            database: {file: catalogue}
            content: {folder: content, largest-image: 4GiB, kept-free: 1MiB}
            policy: policy.yaml
            """)
        .toString();
  }
}
