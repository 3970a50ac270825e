package org.icecoat.testbed.tpm;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a software TPM and hands each answer over when a chip would have given it. One
 * connection at a time, as the TPM itself.
 */
final class TpmRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TpmRelay.class);

  /** Of commands and answers: tag (2 bytes), size of all (4), code (4); TPM 2.0 part 1, 18. */
  private static final int HEADER = 10;

  private static final int SIZE_AT = 2;
  private static final int CODE_AT = 6;
  private static final int MOST = 1 << 16;

  private final ServerSocketChannel server;
  private final Path tpm;
  private final ChipTimes times;

  private TpmRelay(ServerSocketChannel server, Path tpm, ChipTimes times) {
    this.server = server;
    this.tpm = tpm;
    this.times = times;
  }

  /** Listens there until it is closed, for the TPM that listens at another socket. */
  static TpmRelay at(Path socket, Path tpm, ChipTimes times) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      TpmRelay relay = new TpmRelay(server, tpm, times);
      Thread serving = new Thread(relay::serve, "tpm-relay");
      serving.setDaemon(true);
      serving.start();
      return relay;
    } catch (IOException e) {
      throw new TestbedException(TestbedFault.COMMAND_FAILED, "No relay at " + socket, e);
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept();
          SocketChannel real = SocketChannel.open(UnixDomainSocketAddress.of(tpm))) {
        relay(client, real);
      } catch (ClosedChannelException | EOFException e) {
        LOG.debug("This relay, or a client of it, has ended", e);
      } catch (IOException e) {
        LOG.warn("The relay before a TPM lost a connection", e);
      }
    }
  }

  private void relay(SocketChannel client, SocketChannel real) throws IOException {
    DataInputStream commands = new DataInputStream(Channels.newInputStream(client));
    DataInputStream answers = new DataInputStream(Channels.newInputStream(real));
    OutputStream toClient = Channels.newOutputStream(client);
    OutputStream toTpm = Channels.newOutputStream(real);
    while (true) {
      byte[] command = message(commands);
      long due = System.nanoTime() + times.of(ByteBuffer.wrap(command).getInt(CODE_AT)).toNanos();
      toTpm.write(command);
      byte[] answer = message(answers);
      await(due);
      toClient.write(answer);
    }
  }

  private static byte[] message(DataInputStream from) throws IOException {
    byte[] header = from.readNBytes(HEADER);
    if (header.length < HEADER) {
      throw new EOFException();
    }
    int size = ByteBuffer.wrap(header).getInt(SIZE_AT);
    if (size < HEADER || size > MOST) {
      throw new IOException("A message of " + size + " bytes");
    }
    ByteBuffer message = ByteBuffer.allocate(size).put(header);
    from.readFully(message.array(), HEADER, size - HEADER);
    return message.array();
  }

  private static void await(long due) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The relay is stopped", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new TestbedException(TestbedFault.COMMAND_FAILED, "A relay cannot be closed", e);
    }
  }
}
