package org.icecoat.plugin.guest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a guest runner: an order, then its answer. For one thread. An answer that does
 * not come in time ends the connection, because a late one could be taken for another's.
 */
final class GuestLink implements AutoCloseable {
  private static final int LONGEST_LINE = 512;
  private static final int LONGEST_GREETING = 1 << 26;
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final ByteChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private final ScheduledExecutorService scheduler;

  GuestLink(ByteChannel channel, ScheduledExecutorService scheduler) {
    this.channel = channel;
    this.in = new java.io.BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    this.out = Channels.newOutputStream(channel);
    this.scheduler = scheduler;
  }

  /**
   * Greets the runner and skips what an earlier connection left.
   *
   * @param nonce that was never used before
   * @param patience how long a guest that has just been started may take
   * @return the guest's boot id
   */
  String greet(String nonce, Duration patience) throws IOException {
    return within(
        patience,
        () -> {
          send("hello " + nonce);
          String wanted = "icecoat-guest 1 " + nonce + " ";
          int skipped = 0;
          while (skipped < LONGEST_GREETING) {
            String line = line();
            int at = line.indexOf(wanted);
            if (at >= 0) {
              return line.substring(at + wanted.length()).strip();
            }
            skipped += line.length() + 1;
          }
          throw new IOException("The guest says much, but not what it should");
        });
  }

  /** Sends an order and gives the words of its answer. */
  List<String> ask(String order) throws IOException {
    return within(
        ANSWER,
        () -> {
          send(order);
          return List.of(line().split(" ", -1));
        });
  }

  /** Whether the order was answered with {@code ok}. */
  boolean does(String order) throws IOException {
    return ask(order).get(0).equals("ok");
  }

  /** Sends an order that raw bytes follow; whether it was answered with {@code ok}. */
  boolean send(String order, InputStream bytes, Duration patience) throws IOException {
    return within(
        patience,
        () -> {
          send(order);
          bytes.transferTo(out);
          return line().equals("ok");
        });
  }

  /** Sends an order whose answer is a range of bytes. */
  byte[] fetch(String order, int length) throws IOException {
    return within(
        ANSWER,
        () -> {
          send(order);
          String head = line();
          if (!head.equals("bytes " + length)) {
            throw new IOException("The guest answers '" + head + "' and not with bytes");
          }
          byte[] bytes = in.readNBytes(length);
          if (bytes.length < length) {
            throw new EOFException("The guest breaks off");
          }
          return bytes;
        });
  }

  private void send(String order) throws IOException {
    out.write((order + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes beyond a line's greatest length are dropped: they are rests of raw output. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The guest's channel has ended");
      }
      if (line.length() == LONGEST_LINE) {
        line.delete(0, LONGEST_LINE / 2);
      }
      line.append((char) c);
    }
    return line.toString();
  }

  /** Something that talks to the guest. */
  @FunctionalInterface
  private interface Talk<T> {
    T talk() throws IOException;
  }

  private <T> T within(Duration patience, Talk<T> talk) throws IOException {
    ScheduledFuture<?> end =
        scheduler.schedule(this::close, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return talk.talk();
    } finally {
      end.cancel(false);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
