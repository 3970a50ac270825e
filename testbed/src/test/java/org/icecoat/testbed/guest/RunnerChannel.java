package org.icecoat.testbed.guest;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Speaks with the guest runner: a line, and perhaps bytes after it, for a line and perhaps bytes.
 */
final class RunnerChannel implements AutoCloseable {
  private final SocketChannel channel;
  private final InputStream answers;

  private RunnerChannel(SocketChannel channel) {
    this.channel = channel;
    this.answers = Channels.newInputStream(channel);
  }

  static RunnerChannel open(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    return new RunnerChannel(channel);
  }

  String ask(String order) throws IOException {
    return ask(order, new byte[0]);
  }

  String ask(String order, byte[] bytes) throws IOException {
    write((order + "\n").getBytes(StandardCharsets.UTF_8));
    write(bytes);
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c >= 0 && c != '\n'; c = answers.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  String read(int bytes) throws IOException {
    return new String(answers.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
