package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.List;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.BadInputContract;
import org.icecoat.wsrf.hostile.HostileClient;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** All operations of a node, and all that even its factory should not send to them. */
class BadInputTest extends BadInputContract {
  private static final String DIGEST = "sha256:" + "0".repeat(64);
  private static final Map<String, String> SAMPLES =
      Map.of(
          "Id",
          "00000000-0000-4000-8000-000000000000",
          "ManifestType/Id",
          DIGEST,
          "Name",
          "name",
          "Version",
          "1.0",
          "Dn",
          "CN=Alice,O=Testing Grid,C=XX",
          "Store",
          "https://localhost:1/store",
          "Root",
          DIGEST,
          "Digest",
          DIGEST,
          "Kernel",
          DIGEST,
          "InitialRamdisk",
          DIGEST);

  @TempDir static Path folder;
  private static TestingServedNode node;
  private static TlsMaterial factory;
  private static HostileClient client;

  @BeforeAll
  static void start() throws IOException {
    node = new TestingServedNode(folder);
    factory = node.tls(node.grid().host("factory", "localhost"));
    client = new HostileClient(factory);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Override
  protected Contract<?> contract() {
    return PluginEndpoint.CONTRACT;
  }

  @Override
  protected URI endpoint() {
    return node.address();
  }

  @Override
  protected HostileClient client() {
    return client;
  }

  @Override
  protected Map<String, String> samples() {
    return SAMPLES;
  }

  /** More CPUs than the node has are asked for, and no VM is there. */
  @Override
  protected boolean taken(Answer answer) {
    return answer.done()
        || answer
            .detail()
            .filter(fault -> fault.getLocalPart().matches("UnavailableFault|NotFoundFault"))
            .isPresent();
  }

  /**
   * An image's id is the digest of its manifest, which no sample has: see {@link BrokenUploadTest}.
   */
  @Override
  protected boolean readsUploads() {
    return false;
  }

  @Override
  protected void assertNothingLeft() throws Exception {
    try (Ports ports = new Ports(ClientSettings.of(factory))) {
      BackendPlugin plugin = ports.port(PluginEndpoint.CONTRACT, node.address());
      assertThat(plugin.list(new List()).getReport()).isEmpty();
    }
    assertThat(node.kept().toFile().listFiles())
        .allSatisfy(
            file ->
                assertThat(file.isDirectory() ? file.list().length : 0)
                    .as("what is in %s", file.getName())
                    .isZero());
  }
}
