package org.icecoat.imagestore.confidential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.secret.DiskKey;
import org.junit.jupiter.api.Test;

class ImageKeyTest {
  private static final ImageId IMAGE = ImageId.parse("ab".repeat(32));
  private static final byte[] SECRET = new byte[DiskKey.BYTES];

  static {
    Arrays.fill(SECRET, (byte) 7);
  }

  private static byte[] sealed() {
    return ImageKey.sealed(IMAGE, DiskKey.taking(SECRET.clone()));
  }

  @Test
  void what_is_sealed_is_as_the_documents_say_and_is_read_back() {
    byte[] sealed = sealed();
    assertThat(new String(sealed, 0, 20, StandardCharsets.US_ASCII))
        .isEqualTo("icecoat-image-key-1\n");
    assertThat(Arrays.copyOfRange(sealed, 20, 52)).isEqualTo(IMAGE.digest().bytes());
    assertThat(Arrays.copyOfRange(sealed, 52, 84)).isEqualTo(SECRET);
    assertThat(sealed).hasSize(84);

    ImageKey read = ImageKey.read(sealed).orElseThrow();
    assertThat(read.image()).contains(IMAGE);
    assertThat(read.key().reveal()).isEqualTo(SECRET);
    assertThat(sealed).containsOnly(0);
  }

  @Test
  void a_bare_key_is_one_that_says_of_no_image_to_be() {
    byte[] bare = SECRET.clone();
    ImageKey read = ImageKey.read(bare).orElseThrow();
    assertThat(read.image()).isEmpty();
    assertThat(read.key().reveal()).isEqualTo(SECRET);
    assertThat(bare).containsOnly(0);
  }

  @Test
  void anything_else_is_no_key() {
    byte[] sealed = sealed();
    assertThat(ImageKey.read(Arrays.copyOf(sealed, 83))).isEmpty();
    assertThat(ImageKey.read(Arrays.copyOf(sealed(), 85))).isEmpty();
    byte[] renamed = sealed();
    renamed[18] = '2';
    assertThat(ImageKey.read(renamed)).isEmpty();
    assertThat(renamed).containsOnly(0);
    assertThat(ImageKey.read(new byte[0])).isEmpty();
  }
}
