package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that is not Java may speak with the server: OpenSSL, told to speak anything. */
class ProtocolsTest extends LampServerFixture {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
  void tls_of_today_is_spoken(String option, String protocol) throws Exception {
    assertThat(health(option)).contains("200 OK").contains("New, " + protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_1", "-tls1"})
  void older_tls_is_refused_by_the_server(String option) throws Exception {
    assertThat(health(option)).contains("alert protocol version").doesNotContain("200 OK");
  }

  @Test
  void a_client_without_certificate_is_told_so() throws Exception {
    for (String protocol : List.of("-tls1_3", "-tls1_2")) {
      assertThat(ask(protocol, List.of()))
          .contains("403 Forbidden", "No certificate was sent")
          .doesNotContain("200 OK");
    }
  }

  private String health(String protocol) throws Exception {
    alice.writeTo(folder);
    return ask(
        protocol,
        List.of(
            "-cert",
            folder.resolve("cert.pem").toString(),
            "-key",
            folder.resolve("key.pem").toString()));
  }

  private String ask(String protocol, List<String> credential) throws Exception {
    List<String> words = new ArrayList<>(List.of("openssl", "s_client", "-ign_eof"));
    words.addAll(List.of("-connect", "localhost:" + server.address().getPort(), protocol));
    words.addAll(List.of("-cipher", "ALL:@SECLEVEL=0"));
    words.addAll(credential);
    Path said = folder.resolve("said" + protocol);
    Process client =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try (OutputStream request = client.getOutputStream()) {
      request.write(
          "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException refused) {
      // It has ended already, and what it said is in the file.
    }
    assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said);
  }
}
