package org.icecoat.trust.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.icecoat.trust.credential.PemKeys;

/** A server that wants client certificates and tells each line's sender who he is. */
final class TestingTlsServer implements AutoCloseable {
  private final SSLServerSocket socket;
  private final CallerAuthenticator callers;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger judgedHandshakes = new AtomicInteger();

  TestingTlsServer(PemKeys keys, GridTrust trust) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {keys},
        new TrustManager[] {new Counting(trust.forServers(), judgedHandshakes)},
        null);
    this.callers = trust.callers();
    this.socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(true);
    threads.execute(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How often a client certificate was judged by JSSE: not when a session is resumed. */
  int judgedHandshakes() {
    return judgedHandshakes.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket connection = (SSLSocket) socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        // Closed, or a client that gave up: the next one is served if there is a next one.
      }
    }
  }

  private void serve(SSLSocket connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = connection.getOutputStream();
      while (in.readLine() != null) {
        out.write((answer(connection) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // A refused handshake; the client sees it.
    }
  }

  private String answer(SSLSocket connection) throws IOException {
    X509Certificate[] chain =
        Arrays.stream(connection.getSession().getPeerCertificates())
            .map(X509Certificate.class::cast)
            .toArray(X509Certificate[]::new);
    CallerVerdict verdict = callers.judge(chain);
    return verdict instanceof CallerVerdict.Authenticated known
        ? known.caller().toString()
        : ((CallerVerdict.Refused) verdict).plain();
  }

  /** Counts what it hands on. */
  private static final class Counting extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private final AtomicInteger count;

    Counting(X509ExtendedTrustManager judge, AtomicInteger count) {
      this.judge = judge;
      this.count = count;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      count.incrementAndGet();
      judge.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket)
        throws CertificateException {
      count.incrementAndGet();
      judge.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      count.incrementAndGet();
      judge.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      judge.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket)
        throws CertificateException {
      judge.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      judge.checkServerTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return judge.getAcceptedIssuers();
    }
  }
}
