package org.icecoat.wsrf.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CappedInputStreamTest {
  @Test
  void a_message_of_the_largest_size_is_read_and_one_byte_more_is_not() throws IOException {
    byte[] message = new byte[1000];
    assertThat(new CappedInputStream(new ByteArrayInputStream(message), 1000).readAllBytes())
        .hasSize(1000);
    InputStream larger = new CappedInputStream(new ByteArrayInputStream(message), 999);
    assertThatThrownBy(larger::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than the 999 bytes");
  }

  @Test
  void single_bytes_are_counted_too() throws IOException {
    InputStream two = new CappedInputStream(new ByteArrayInputStream(new byte[] {-1, 7}), 1);
    assertThat(two.read()).isEqualTo(255);
    assertThatThrownBy(two::read).isInstanceOf(IOException.class);
    InputStream none = new CappedInputStream(InputStream.nullInputStream(), 1);
    assertThat(none.read()).isEqualTo(-1);
  }

  @Test
  void a_peer_that_stalled_is_not_waited_for_again() {
    Stalling peer = new Stalling();
    InputStream message = new CappedInputStream(peer, 1000);
    assertThatThrownBy(message::read).hasMessage("idle");
    assertThatThrownBy(message::read).isInstanceOf(IOException.class).hasMessage("idle");
    assertThatThrownBy(() -> message.skipNBytes(5)).hasMessage("idle");
    assertThat(peer.waits).isEqualTo(1);
  }

  private static final class Stalling extends InputStream {
    int waits;

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      waits++;
      throw new IOException("idle");
    }
  }
}
