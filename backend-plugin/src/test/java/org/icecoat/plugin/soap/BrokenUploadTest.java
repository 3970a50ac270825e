package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataHandler;
import jakarta.xml.bind.JAXB;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import javax.xml.namespace.QName;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.plugin.ApplicationBundleType;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.Destroy;
import org.icecoat.wire.plugin.List;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.HostileClient;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that is right, and whose application does not arrive whole. */
class BrokenUploadTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final String INCLUDE =
      "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:c'/>";
  private static final Set<QName> REFUSAL =
      Set.of(new QName("http://icecoat.org/2026/11/faults", "InvalidRequestFault"));

  @TempDir static Path folder;
  private static TestingServedNode node;
  private static HostileClient client;
  private static Ports ports;
  private static BackendPlugin plugin;

  @BeforeAll
  static void start() throws IOException {
    node = new TestingServedNode(folder);
    TlsMaterial factory = node.tls(node.grid().host("factory", "localhost"));
    client = new HostileClient(factory);
    ports = new Ports(ClientSettings.of(factory));
    plugin = ports.port(PluginEndpoint.CONTRACT, node.address());
  }

  @AfterAll
  static void stop() {
    ports.close();
    node.close();
  }

  @Test
  void whole_it_is_taken() throws Exception {
    Prepare order = order();
    assertThat(upload(order, "content\r\n--b--\r\n").done()).isTrue();
    assertThat(plugin.list(new List()).getReport()).hasSize(1);
    Destroy end = new Destroy();
    end.setVm(order.getVm());
    plugin.destroy(end);
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "con",
        "con\r\n--b--\r\n",
        "content",
        "content\r\n",
        "content\r\n--b",
        "content\r\n--b-",
        "contents\r\n--b--\r\n"
      })
  void broken_off_or_another_it_is_refused_and_nothing_stays(String rest) throws Exception {
    Answer answer = upload(order(), rest);
    answer.assertTypedFault(rest, REFUSAL);
    assertThat(answer.words()).contains("Application.Archive");
    assertNothingLeft();
  }

  private static void assertNothingLeft() throws Exception {
    assertThat(plugin.list(new List()).getReport()).isEmpty();
    assertThat(node.kept().resolve("inbox")).isEmptyDirectory();
    assertThat(node.kept().resolve("vms")).isEmptyDirectory();
  }

  private static Answer upload(Prepare order, String rest) {
    StringWriter text = new StringWriter();
    JAXB.marshal(order, text);
    String body =
        text.toString()
            .replaceFirst("^<\\?xml[^>]*>", "")
            .replace(Base64.getEncoder().encodeToString(CONTENT), INCLUDE);
    assertThat(body).contains(INCLUDE);
    return client.upload(node.address(), body, rest);
  }

  private static Prepare order() {
    Prepare order = TestingOrders.prepare();
    ApplicationBundleType application = new ApplicationBundleType();
    application.setDigest("sha256:" + HashAlgorithm.SHA256.hash(Octets.of(CONTENT)).hex());
    application.setArchive(new DataHandler(new BytesSource(Octets.of(CONTENT))));
    order.setApplication(application);
    return order;
  }
}
