package org.icecoat.testbed.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

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

  private String read(int bytes) throws IOException {
    return new String(answers.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Runs an application to its end and gives the start of what it printed. */
  String output(String run, byte[] application, int bytes) throws IOException {
    assertThat(ask("put " + application.length, application)).isEqualTo("ok");
    assertThat(ask("run " + run + " 120 1000000")).isEqualTo("ok");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> ask("state").startsWith("state " + run + " ended 0"));
    ask("read out 0 " + bytes);
    return read(bytes);
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
