package org.icecoat.plugin.guest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;

/**
 * A guest that says of its state what a test wants, true or not. Each order is answered at once.
 */
final class TestingGuest {
  /** The answer to {@code state}. */
  volatile String state = "state - none - 0 0 0 0 0";

  ByteChannel open() {
    return new Connection();
  }

  private String answer(String order) {
    String[] words = order.split(" ", -1);
    return switch (words[0]) {
      case "hello" -> "icecoat-guest 1 " + words[1] + " boot1";
      case "state" -> state;
      default -> "ok";
    };
  }

  private final class Connection implements ByteChannel {
    private ByteBuffer pending = ByteBuffer.allocate(0);
    private volatile boolean open = true;

    @Override
    public int write(ByteBuffer order) throws IOException {
      requireOpen();
      int count = order.remaining();
      String answer = answer(StandardCharsets.UTF_8.decode(order).toString().strip());
      pending = StandardCharsets.UTF_8.encode(answer + "\n");
      return count;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      requireOpen();
      int count = Math.min(pending.remaining(), target.remaining());
      target.put(pending.slice(pending.position(), count));
      pending.position(pending.position() + count);
      return count == 0 ? -1 : count;
    }

    private void requireOpen() throws IOException {
      if (!open) {
        throw new ClosedChannelException();
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
