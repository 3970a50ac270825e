package org.icecoat.wsrf.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
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
    PartStream first = PartStream.of(reader);
    assertThat(first.headers()).containsKey("content-id");
    assertThat(first.readAllBytes()).isEqualTo(content);
    assertThat(nextContent(reader)).isEmpty();
    assertThat(nextContent(reader)).isEqualTo(ascii("\r\n--x"));
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
    PartStream skipped = PartStream.of(reader);
    assertThat(nextContent(reader)).containsExactly(7);
    assertThatThrownBy(skipped::read).hasMessageContaining("is over");
  }

  @Test
  void a_body_that_ends_early_is_an_error_wherever_it_ends() {
    byte[] whole = body(ascii("abc"));
    for (int length = 0; length < whole.length - 2; length++) {
      MultipartReader reader = reader(Arrays.copyOf(whole, length), 7);
      assertThatThrownBy(
              () -> {
                nextContent(reader);
              })
          .as("cut at %s", length)
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void a_part_that_ended_early_goes_on_being_an_error() throws IOException {
    byte[] whole = body(new byte[300_000]);
    MultipartReader reader = reader(Arrays.copyOf(whole, 200_000), 5_000);
    reader.next();
    PartStream part = PartStream.of(reader);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(part::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void headers_are_bounded_folded_and_need_names() throws IOException {
    assertThat(headers("A: 1\r\nB: 2\r\n  and 3\r\na: 4\r\n"))
        .containsEntry("A", List.of("1", "4"))
        .containsEntry("b", List.of("2 and 3"));
    for (String nameless : List.of("no name\r\n", ": x\r\n", "a b: x\r\n", " x\r\n")) {
      assertThatThrownBy(() -> headers(nameless)).hasMessageContaining("without a name");
    }
    assertThatThrownBy(() -> headers("A: 1\r\n".repeat(21))).hasMessageContaining("too many");
    assertThatThrownBy(() -> headers("A: " + "1".repeat(20_000) + "\r\n"))
        .hasMessageContaining("too long");
  }

  @Test
  void what_follows_the_last_part_is_bounded() throws IOException {
    String end = "--" + BOUNDARY + "\r\n\r\nx\r\n--" + BOUNDARY + "--";
    drain(end + "\r\n" + "x".repeat(60_000));
    assertThatThrownBy(() -> drain(end + "\r\n" + "x".repeat(100_000)))
        .hasMessageContaining("goes on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8\r\n", "890\r\n", "-\r\n", "--x", " x\r\n", "\n"})
  void a_delimiter_has_its_line_to_itself(String rest) {
    assertThatThrownBy(() -> drain("--" + BOUNDARY + rest + "\r\nbytes\r\n\r\n"))
        .hasMessageContaining("occurs in one of its parts");
  }

  @Test
  void lines_end_in_both_bytes_and_white_space_after_a_delimiter_is_bounded() throws IOException {
    drain("--" + BOUNDARY + " \t \r\n\r\nx\r\n--" + BOUNDARY + "--");
    assertThatThrownBy(() -> headers("A: 1\rB: 2\r\n")).hasMessageContaining("return alone");
    assertThatThrownBy(() -> drain("--" + BOUNDARY + " ".repeat(2_000) + "\r\n\r\n"))
        .isInstanceOf(IOException.class);
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

  private static byte[] nextContent(MultipartReader reader) throws IOException {
    assertThat(reader.next()).isTrue();
    return PartStream.of(reader).readAllBytes();
  }

  private static MultipartReader reader(byte[] body, int step) {
    return new MultipartReader(new TestingStepwise(new ByteArrayInputStream(body), step), BOUNDARY);
  }
}
