package org.icecoat.trust.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** A client with one credential, which resumes its sessions as JSSE does. */
final class TestingTlsClient {
  private static final int PATIENCE_MILLIS = 20_000;
  private final SSLContext context;
  private final String protocol;

  TestingTlsClient(KeyManager keys, GridTrust trust, String protocol)
      throws GeneralSecurityException {
    this.context = SSLContext.getInstance("TLS");
    KeyManager[] credentials = keys == null ? null : new KeyManager[] {keys};
    context.init(credentials, new TrustManager[] {trust.forClients()}, null);
    this.protocol = protocol;
  }

  /** Who the server says we are, on a connection of its own. */
  String ask(String host, int port) throws IOException {
    try (SSLSocket socket = connected(host, port)) {
      return ask(socket);
    }
  }

  SSLSocket connected(String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setEnabledProtocols(new String[] {protocol});
    return socket;
  }

  static String ask(SSLSocket socket) throws IOException {
    socket.getOutputStream().write("who am I\n".getBytes(StandardCharsets.UTF_8));
    String answer =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (answer == null) {
      throw new SSLException("The server hung up");
    }
    return answer;
  }
}
