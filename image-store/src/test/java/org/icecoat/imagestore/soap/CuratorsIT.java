package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.icecoat.imagestore.soap.TestingRequests.disk;
import static org.icecoat.imagestore.soap.TestingRequests.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingTools;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is a curator by the policy file of a whole store, as it says at that moment. */
class CuratorsIT {
  private static final String RETIRE =
      "<Retire xmlns='http://icecoat.org/2026/11/store'><Id>sha256:%s</Id><Why>old</Why></Retire>"
          .formatted("0".repeat(64));

  @TempDir static Path folder;
  private static TestingStore store;

  @BeforeAll
  static void start() throws IOException {
    store = TestingStore.in(folder);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void a_member_of_the_curators_vo_registers_and_only_with_its_attribute() throws Exception {
    TestingCredential server =
        store.grid().host(TestingKeys.rsa(2048), "voms.example.org", "voms.example.org");
    TestingCredential vera = store.grid().user("Vera", TestingKeys.rsa(2048));
    TestingTools tools = new TestingTools(store.grid(), vera, folder);
    tools.vomsDirectory(server, "testvo");
    tools.vomsDirectory(server, "othervo");

    assertNotAuthorized(store.as(vera));
    for (String other : List.of("/testvo/Role=NULL", "/testvo/x/Role=curator")) {
      assertNotAuthorized(store.as(tools.vomsProxyFake(server, "testvo", fqan(other))));
    }
    String another = fqan("/othervo/Role=curator");
    assertNotAuthorized(store.as(tools.vomsProxyFake(server, "othervo", another)));
    ImageStore curator =
        store.as(tools.vomsProxyFake(server, "testvo", fqan("/testvo/Role=curator")));
    assertThat(curator.register(image()).getImage().getRegisteredBy())
        .isEqualTo("CN=Vera,O=Testing Grid,C=XX");
  }

  private static String fqan(String groupAndRole) {
    return groupAndRole + "/Capability=NULL";
  }

  @Test
  void a_curator_who_is_taken_out_of_the_file_is_refused_on_the_connection_that_is_open()
      throws Exception {
    String before = Files.readString(store.policy());
    try (SSLSocket carol = connected()) {
      assertThat(answer(carol)).contains("NotFoundFault");
      Files.writeString(store.policy(), before.replace("Carol", "Cecil"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(answer(carol)).contains("NotAuthorizedFault", "is no curator"));
    }
  }

  @Test
  void a_broken_policy_file_stops_the_start() throws Exception {
    String before = Files.readString(store.policy());
    store.stop();
    Files.writeString(store.policy(), before.replace("curators", "curator"));
    assertThatThrownBy(() -> store.start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'curators'?");
    Files.writeString(store.policy(), before);
    store.start();
  }

  private static Register image() {
    return register(disk("by-vo", "1", ImageFormatType.RAW), new byte[512]);
  }

  private static void assertNotAuthorized(ImageStore caller) {
    assertThatThrownBy(() -> caller.register(image()))
        .isInstanceOf(NotAuthorizedFault.class)
        .hasMessageContaining("shows no VO attribute of one");
  }

  private static SSLSocket connected() throws Exception {
    return (SSLSocket)
        store
            .tls(store.grid().user("Carol"))
            .context()
            .getSocketFactory()
            .createSocket("localhost", store.address().getPort());
  }

  /** What the store answers on this one connection. */
  private static String answer(SSLSocket connection) throws IOException {
    String body = HostileClient.envelope("", RETIRE);
    String head =
        """
        POST /store HTTP/1.1
        Host: localhost
        Content-Type: text/xml
        Content-Length: %d

        """
            .formatted(body.length())
            .replace("\n", "\r\n");
    connection.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    byte[] part = new byte[1 << 16];
    while (answer.indexOf("Envelope>") < 0) {
      int read = connection.getInputStream().read(part);
      assertThat(read).as("the connection stays open").isPositive();
      answer.append(new String(part, 0, read, StandardCharsets.UTF_8));
    }
    return answer.toString();
  }
}
