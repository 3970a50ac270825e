package org.icecoat.plugin.simulated;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The guest runner's end of the protocol in docs/guest.md, without a guest. */
final class SimulatedGuest {
  private static final String PHASE_ENDED = "ended";
  private static final String PHASE_RUNNING = "running";

  private final String boot = UUID.randomUUID().toString();
  private final SimulatedApplication application;
  private String run;
  private long started;
  private Connection open = new Connection();
  private volatile boolean off;

  SimulatedGuest(SimulatedApplication application) {
    this.application = application;
  }

  /** Opens the channel; an earlier one ends. */
  ByteChannel connect() {
    Connection fresh = new Connection();
    replace(fresh).close();
    return fresh;
  }

  /** The guest ends, and its channel with it. */
  void close() {
    off = true;
    replace(new Connection()).close();
  }

  /** Closing needs the connection's lock, which must not be taken under this one. */
  private synchronized Connection replace(Connection fresh) {
    Connection earlier = open;
    open = fresh;
    return earlier;
  }

  private synchronized byte[] answer(String[] words) {
    return switch (words[0]) {
      case "hello" -> line("icecoat-guest 1 " + words[1] + " " + boot);
      case "put" -> {
        run = null;
        yield line("ok");
      }
      case "mount", "hostname", "online", "poweroff" -> line("ok");
      case "run" -> {
        run = words[1];
        started = System.nanoTime();
        yield line("ok");
      }
      case "state" -> line(state());
      case "read" -> read(words);
      default -> line("error unknown");
    };
  }

  private String state() {
    if (run == null) {
      return "state - none - 0 0 0 0 0";
    }
    long elapsed = System.nanoTime() - started;
    boolean ended = elapsed >= application.duration().toNanos();
    return "state %s %s %s %d %d 0 0 0"
        .formatted(
            run,
            ended ? PHASE_ENDED : PHASE_RUNNING,
            ended ? application.exitStatus() : "-",
            elapsed / 1_000_000_000L,
            output().length);
  }

  private byte[] read(String[] words) {
    int offset = Integer.parseInt(words[2]);
    int length = Integer.parseInt(words[3]);
    byte[] head = line("bytes " + length);
    ByteBuffer reply = ByteBuffer.allocate(head.length + length);
    return reply.put(head).put(output(), offset, length).array();
  }

  private byte[] output() {
    return application.output().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** One connection of the host; what it writes is answered at once. */
  private final class Connection implements ByteChannel {
    private final StringBuilder word = new StringBuilder();
    private ByteBuffer pending = ByteBuffer.allocate(0);
    private long skip;
    private boolean closed;

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
      requireOpen();
      int count = source.remaining();
      while (source.hasRemaining()) {
        take((char) source.get());
      }
      notifyAll();
      return count;
    }

    private void take(char c) {
      if (skip > 0) {
        skip--;
        if (skip == 0) {
          reply(word.toString());
        }
      } else if (c != '\n') {
        word.append(c);
        return;
      } else if (word.indexOf("put ") == 0) {
        skip = Long.parseLong(word.substring(4));
        return;
      } else {
        reply(word.toString());
      }
      if (skip == 0) {
        word.setLength(0);
      }
    }

    private void reply(String order) {
      byte[] reply = answer(order.split(" "));
      pending =
          ByteBuffer.allocate(pending.remaining() + reply.length).put(pending).put(reply).flip();
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
      while (!pending.hasRemaining() && !closed) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("Interrupted", e);
        }
      }
      if (!pending.hasRemaining()) {
        return -1;
      }
      int count = Math.min(pending.remaining(), target.remaining());
      target.put(pending.slice(pending.position(), count));
      pending.position(pending.position() + count);
      return count;
    }

    private void requireOpen() throws IOException {
      if (closed || off) {
        throw new IOException("The simulated guest is gone");
      }
    }

    @Override
    public synchronized boolean isOpen() {
      return !closed;
    }

    @Override
    public synchronized void close() {
      closed = true;
      notifyAll();
    }
  }
}
