package org.icecoat.domain.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class Sha256Test {
  private static final String DIGITS = "0123456789abcdef".repeat(4);

  @Test
  void text_with_and_without_prefix_gives_the_same_digest() {
    assertThat(Sha256.parse("sha256:" + DIGITS))
        .isEqualTo(Sha256.parse(DIGITS.toUpperCase(Locale.ROOT)));
    assertThat(Sha256.parse(DIGITS)).hasToString("sha256:" + DIGITS);
  }

  @Test
  void anything_but_64_hexadecimal_digits_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.parse(DIGITS.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.parse(DIGITS.replace('0', 'g')));
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.of(new byte[31]));
  }

  @Test
  void the_digest_does_not_share_its_bytes() {
    Sha256 digest = Sha256.parse(DIGITS);
    digest.bytes()[0] = 99;
    assertThat(digest).hasToString("sha256:" + DIGITS);
  }
}
