package org.icecoat.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({"512,512", "512MiB,512", "512 M,512", "2GiB,2048", "2g,2048", "1T,1048576"})
  void a_bare_number_is_mebibytes(String text, long mebibytes) {
    assertThat(Sizes.parseMiB(text)).isEqualTo(mebibytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.5G", "12KiB", "1PB", "9999999999999"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Sizes.parseMiB(text)).hasMessageContaining("no size");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "1023,1023 B",
    "1024,1 KiB",
    "1536,1.5 KiB",
    "75497472,72 MiB",
    "9223372036854775807,8 EiB"
  })
  void bytes_are_written_with_one_digit_at_most(long bytes, String text) {
    assertThat(Sizes.bytes(bytes)).isEqualTo(text);
  }
}
