package org.icecoat.testbed.confidential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import org.icecoat.testbed.hostile.Bytes;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One between client and server who has the TLS keys of both, so that neither notices him: what
 * goes over the wire in clear, both ways.
 */
public final class RecordingRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingRelay.class);
  private static final int BACKLOG = 16;
  private static final Pattern BASE64 =
      Pattern.compile("([A-Za-z0-9+/]{4}){4,}([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new ArrayList<>();
  private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
  private final SSLServerSocket listening;
  private final SSLSocketFactory onward;
  private final URI server;

  RecordingRelay(TlsMaterial asServer, TlsMaterial asClient, URI server)
      throws IOException, GeneralSecurityException {
    this(asServer, asClient, server, InetAddress.getLoopbackAddress());
  }

  /** A relay that listens on that address of this machine. */
  public RecordingRelay(TlsMaterial asServer, TlsMaterial asClient, URI server, InetAddress listen)
      throws IOException, GeneralSecurityException {
    this.server = server;
    this.onward = asClient.context().getSocketFactory();
    this.listening =
        (SSLServerSocket)
            asServer.context().getServerSocketFactory().createServerSocket(0, BACKLOG, listen);
    listening.setNeedClientAuth(true);
    threads.execute(this::accept);
  }

  /** Where it listens, in the place of the server. */
  URI address() {
    return URI.create("https://localhost:" + port() + server.getPath());
  }

  /** To whom it passes on. */
  public URI server() {
    return server;
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        join(opened(listening.accept()));
      }
    } catch (IOException e) {
      if (!listening.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A server that is away is as one that hangs up. */
  private void join(Socket client) throws IOException {
    try {
      Socket peer = opened(onward.createSocket(server.getHost(), server.getPort()));
      threads.execute(() -> pass(client, peer));
      threads.execute(() -> pass(peer, client));
    } catch (ConnectException away) {
      LOG.debug("Nobody is there to pass on to: {}", away.getMessage());
      client.close();
    }
  }

  private synchronized Socket opened(Socket socket) {
    open.add(socket);
    return socket;
  }

  /** An end of either side is the end of both. */
  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        synchronized (recorded) {
          recorded.write(buffer, 0, read);
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException ended) {
      LOG.debug("A connection has ended: {}", ended.getMessage());
    }
  }

  /** Whether these bytes went by, as they are or in anything that was base64. */
  public boolean saw(byte[] wanted) {
    byte[] all;
    synchronized (recorded) {
      all = recorded.toByteArray();
    }
    return Bytes.contains(all, wanted)
        || BASE64
            .matcher(new String(all, StandardCharsets.ISO_8859_1))
            .results()
            .map(found -> Base64.getDecoder().decode(found.group()))
            .anyMatch(decoded -> Bytes.contains(decoded, wanted));
  }

  /** How often this text went by. */
  int count(String text) {
    synchronized (recorded) {
      return recorded.toString(StandardCharsets.ISO_8859_1).split(Pattern.quote(text), -1).length
          - 1;
    }
  }

  public boolean saw(String text) {
    return saw(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public synchronized void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
