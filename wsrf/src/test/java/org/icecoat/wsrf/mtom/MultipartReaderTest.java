package org.icecoat.wsrf.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
  private static final String BOUNDARY = "uuid:0123-4567";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 1000, 1 << 20})
  void parts_come_back_as_they_were_however_they_arrive(int step) throws IOException {
    byte[] content = trapped(step);
    MultipartReader reader = reader(body(content, new byte[0], ascii("\r\n--x")), step);
    assertThat(reader.next()).isTrue();
    assertThat(PartHeaders.read(reader)).containsKey("content-id");
    assertThat(content(reader)).isEqualTo(content);
    assertThat(reader.next()).isTrue();
    PartHeaders.read(reader);
    assertThat(content(reader)).isEmpty();
    assertThat(reader.next()).isTrue();
    PartHeaders.read(reader);
    assertThat(content(reader)).isEqualTo(ascii("\r\n--x"));
    assertThat(reader.next()).isFalse();
  }

  /** Random bytes with what looks like the beginning of a delimiter. */
  private static byte[] trapped(int seed) {
    Random random = new Random(seed);
    byte[] content = new byte[seed < 17 ? 3_000 : 500_000];
    random.nextBytes(content);
    for (String trap : List.of("\r", "\r\n", "\r\n--", "\r\n--uuid:0123-456", "--" + BOUNDARY)) {
      byte[] bytes = ascii(trap);
      System.arraycopy(bytes, 0, content, random.nextInt(content.length - 20), bytes.length);
    }
    return content;
  }

  @Test
  void a_part_that_is_not_read_is_skipped() throws IOException {
    MultipartReader reader = reader(body(new byte[400_000], new byte[] {7}), 4096);
    reader.next();
    PartHeaders.read(reader);
    assertThat(reader.next()).isTrue();
    PartHeaders.read(reader);
    assertThat(content(reader)).containsExactly(7);
  }

  @Test
  void a_body_that_ends_early_is_an_error_wherever_it_ends() {
    byte[] whole = body(ascii("abc"));
    for (int length = 0; length < whole.length - 2; length++) {
      MultipartReader reader = reader(Arrays.copyOf(whole, length), 7);
      assertThatThrownBy(
              () -> {
                reader.next();
                PartHeaders.read(reader);
                content(reader);
              })
          .as("cut at %s", length)
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void headers_are_bounded_folded_and_need_names() throws IOException {
    assertThat(headers("A: 1\r\nB: 2\r\n  and 3\r\na: 4\r\n"))
        .containsEntry("A", List.of("1", "4"))
        .containsEntry("b", List.of("2 and 3"));
    assertThatThrownBy(() -> headers("no name\r\n")).hasMessageContaining("without a name");
    assertThatThrownBy(() -> headers("A: 1\r\n".repeat(21))).hasMessageContaining("too many");
    assertThatThrownBy(() -> headers("A: " + "1".repeat(20_000) + "\r\n"))
        .hasMessageContaining("too long");
  }

  @Test
  void what_follows_the_last_part_is_bounded_and_a_boundary_is_a_line() {
    String end = "--" + BOUNDARY + "\r\n\r\nx\r\n--" + BOUNDARY + "--";
    assertThatThrownBy(() -> drain(end + "x".repeat(100_000))).hasMessageContaining("goes on");
    assertThatThrownBy(() -> drain("--" + BOUNDARY + "890\r\n\r\n"))
        .hasMessageContaining("occurs in one of its parts");
  }

  private static void drain(String body) throws IOException {
    MultipartReader reader = reader(ascii(body), 100);
    while (reader.next()) {
      PartHeaders.read(reader);
    }
  }

  private static Map<String, List<String>> headers(String lines) throws IOException {
    MultipartReader reader =
        reader(ascii("--" + BOUNDARY + "\r\n" + lines + "\r\n\r\n--" + BOUNDARY + "--"), 100);
    reader.next();
    return PartHeaders.read(reader);
  }

  private static byte[] body(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("preamble"));
    for (byte[] part : parts) {
      body.writeBytes(ascii("\r\n--" + BOUNDARY + " \r\nContent-ID: <x>\r\n\r\n"));
      body.writeBytes(part);
    }
    body.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
    return body.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] content(MultipartReader reader) throws IOException {
    return new PartStream(reader).readAllBytes();
  }

  private static MultipartReader reader(byte[] body, int step) {
    return new MultipartReader(new Stepwise(new ByteArrayInputStream(body), step), BOUNDARY);
  }

  /** Gives at most so many bytes at a time. */
  private static final class Stepwise extends InputStream {
    private final InputStream in;
    private final int step;

    Stepwise(InputStream in, int step) {
      this.in = in;
      this.step = step;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, Math.min(step, length));
    }
  }
}
