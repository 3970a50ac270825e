package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.testing.TestingCredential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's HTTP client, which drives TLS by an engine and not by a socket. */
class HttpClientTest {
  @TempDir private Path folder;
  private TestingCallers callers;
  private HttpsServer server;

  @BeforeEach
  void open() {
    callers = TestingCallers.in(folder);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    callers.close();
  }

  @Test
  void the_right_host_is_called() throws Exception {
    serve(callers.grid.host("localhost", "localhost"));
    assertThat(call("localhost")).isEqualTo(204);
  }

  @Test
  void a_host_with_anothers_certificate_is_not_called() throws Exception {
    serve(callers.grid.host("localhost", "other.example"));
    assertThatThrownBy(() -> call("localhost")).isInstanceOf(SSLException.class);
  }

  private void serve(TestingCredential host) throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(host, callers.trust().forServers())));
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
  }

  private int call(String host) throws IOException, InterruptedException, GeneralSecurityException {
    TestingCredential alice = callers.grid.user("Alice User");
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(context(alice.proxy().issue(), callers.trust().forClients()))
            .build();
    URI uri = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private SSLContext context(TestingCredential credential, TrustManager trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    Path file = credential.writeProxy(folder.resolve(credential.leaf().getSerialNumber() + ".pem"));
    context.init(new KeyManager[] {PemKeys.ofProxy(file)}, new TrustManager[] {trust}, null);
    return context;
  }
}
