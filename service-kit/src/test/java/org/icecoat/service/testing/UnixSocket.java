package org.icecoat.service.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** As much of a socket as PostgreSQL's driver uses, to a path; it knows no timeouts. */
final class UnixSocket extends Socket {
  private static final int BUFFER_BYTES = 8192;

  private final String path;
  private SocketChannel channel;

  UnixSocket(String path) {
    this.path = path;
  }

  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  @Override
  public boolean isConnected() {
    return channel != null;
  }

  @Override
  public InputStream getInputStream() {
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream getOutputStream() {
    return Channels.newOutputStream(channel);
  }

  @Override
  public boolean isClosed() {
    return channel != null && !channel.isOpen();
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public synchronized int getSendBufferSize() {
    return BUFFER_BYTES;
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // Nothing is delayed.
  }

  @Override
  public void setKeepAlive(boolean on) {
    // The other end is on this machine.
  }

  @Override
  public synchronized void setSoTimeout(int milliseconds) {
    // Kept by nobody: the server is the test's own.
  }

  @Override
  public synchronized int getSoTimeout() {
    return 0;
  }
}
