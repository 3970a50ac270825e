package org.icecoat.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.merkle.ChunkTree.CHUNK_BYTES;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.junit.jupiter.api.Test;

class ChunkVerifierTest {
  private static final int CHUNKS = 5;
  private static final int LENGTH = 4 * CHUNK_BYTES + 1000;
  private final TestingContent content = TestingContent.of(LENGTH, 4);
  private final ChunkTree tree = content.tree();
  private final ChunkVerifier verifier = new ChunkVerifier(tree);

  @Test
  void every_chunk_matches_in_its_place_only() {
    for (int place = 0; place < CHUNKS; place++) {
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        assertThat(verifier.matches(place, content.chunk(chunk))).isEqualTo(place == chunk);
      }
    }
  }

  @Test
  void a_chunk_that_is_cut_or_padded_does_not_match() {
    assertThat(verifier.matches(1, content.chunk(1).limit(CHUNK_BYTES - 1))).isFalse();
    assertThat(verifier.matches(4, ByteBuffer.allocate(1001).put(content.chunk(4)).rewind()))
        .isFalse();
  }

  @Property(tries = 50)
  void one_flipped_bit_is_noticed_at_the_end_of_its_chunk(
      @ForAll @IntRange(max = LENGTH - 1) int position, @ForAll @IntRange(max = 7) int bit) {
    byte[] altered = content.bytes().clone();
    altered[position] ^= (byte) (1 << bit);
    RangeVerifier range = verifier.range(0, CHUNKS);
    assertThatThrownBy(() -> range.update(ByteBuffer.wrap(altered)))
        .isInstanceOfSatisfying(
            TrustException.class, e -> assertThat(e.fault()).isEqualTo(TrustFault.CHUNK_ALTERED));
    assertThat(range.nextChunk()).isEqualTo(position / CHUNK_BYTES);
    assertThat(range.complete()).isFalse();
    assertThatThrownBy(() -> range.update(ByteBuffer.wrap(content.bytes())))
        .isInstanceOf(TrustException.class);
  }

  @Property(tries = 50)
  void a_range_is_verified_in_pieces_of_any_size(
      @ForAll @IntRange(max = CHUNKS) int first,
      @ForAll @IntRange(max = CHUNKS) int second,
      @ForAll @IntRange(min = 1, max = 2 * CHUNK_BYTES) int piece) {
    int from = Math.min(first, second);
    int to = Math.max(first, second);
    int end = Math.min(to * CHUNK_BYTES, LENGTH);
    RangeVerifier range = verifier.range(from, to);
    for (int at = from * CHUNK_BYTES; at < end; at += piece) {
      assertThat(range.complete()).isFalse();
      range.update(ByteBuffer.wrap(content.bytes(), at, Math.min(piece, end - at)));
    }
    assertThat(range.complete()).isTrue();
    assertThat(range.nextChunk()).isEqualTo(to);
  }

  @Test
  void a_range_that_stops_early_is_not_complete_and_one_that_goes_on_is_refused() {
    RangeVerifier range = verifier.range(4, 5);
    range.update(content.chunk(4).limit(999));
    assertThat(range.complete()).isFalse();
    range.update(content.chunk(4).position(999));
    assertThat(range.complete()).isTrue();
    assertThatThrownBy(() -> range.update(ByteBuffer.allocate(1)))
        .isInstanceOf(TrustException.class);
  }

  @Test
  void require_names_the_chunk_that_is_wrong() {
    assertThatThrownBy(() -> verifier.require(2, content.chunk(3)))
        .hasMessageContaining("Chunk 2")
        .hasMessageContaining(tree.root().abbreviated());
  }
}
