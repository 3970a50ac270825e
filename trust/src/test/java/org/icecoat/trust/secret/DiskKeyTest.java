package org.icecoat.trust.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DiskKeyTest {
  @Test
  void its_passphrase_is_its_bytes_as_hexadecimal_digits() {
    DiskKey key = DiskKey.fresh(new SecureRandom());
    assertThat(new String(key.passphrase(), StandardCharsets.US_ASCII))
        .isEqualTo(HexFormat.of().formatHex(key.reveal()));
  }

  @Test
  void what_it_takes_is_wiped_and_so_is_what_it_had_when_it_is_closed() {
    byte[] bytes = new byte[DiskKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    byte[] copy = bytes.clone();
    DiskKey key = DiskKey.taking(bytes);
    assertThat(bytes).containsOnly(0);
    assertThat(key.reveal()).isEqualTo(copy);
    key.close();
    assertThat(key.reveal()).containsOnly(0);
  }

  @Test
  void it_has_its_length_and_does_not_print_itself() {
    assertThatIllegalArgumentException().isThrownBy(() -> DiskKey.taking(new byte[31]));
    assertThat(DiskKey.fresh(new SecureRandom())).hasToString("***");
  }
}
