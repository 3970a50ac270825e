package org.icecoat.trust.tpm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Somebody between us and a software TPM who hears everything. */
final class TestingBus implements AutoCloseable {
  private static final int ROOM = 8192;

  private final Path tpm;
  private final Path tapped;
  private final ServerSocketChannel server;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  private TestingBus(Path tpm, Path tapped, ServerSocketChannel server) {
    this.tpm = tpm;
    this.tapped = tapped;
    this.server = server;
  }

  /** Listens on a socket of its own in that folder, before the TPM's. */
  static TestingBus before(Tcti tcti, Path folder) {
    try {
      Path tpm = Path.of(tcti.configuration().replace("swtpm:path=", ""));
      Path tapped = folder.resolve("tapped");
      Files.createSymbolicLink(Path.of(tapped + ".ctrl"), Path.of(tpm + ".ctrl"));
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(tapped));
      TestingBus bus = new TestingBus(tpm, tapped, server);
      start(bus::acceptAll);
      return bus;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Tcti tcti() {
    return new Tcti("swtpm:path=" + tapped);
  }

  /** Hexadecimal digits of all bytes in both directions. */
  String heard() {
    synchronized (heard) {
      return HexFormat.of().formatHex(heard.toByteArray());
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "testing-bus");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        SocketChannel target = SocketChannel.open(UnixDomainSocketAddress.of(tpm));
        start(() -> forward(client, target));
        start(() -> forward(target, client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void forward(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(ROOM);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        synchronized (heard) {
          heard.write(buffer.array(), 0, buffer.limit());
        }
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    } catch (IOException e) {
      // the other direction has closed both
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
