package org.icecoat.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.merkle.ChunkTree.CHUNK_BYTES;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.junit.jupiter.api.Test;

class ChunkTreeTest {
  private static final int LENGTH = 3 * CHUNK_BYTES + 17;
  private final TestingContent content = TestingContent.of(LENGTH, 1);
  private final ChunkTree tree = content.tree();

  @Test
  void a_tree_read_back_is_the_same_tree() {
    assertThat(ChunkTree.decode(tree.encoded(), tree.root(), LENGTH)).isEqualTo(tree);
  }

  @Test
  void empty_content_has_no_chunk_and_the_digest_of_nothing() {
    ChunkTree empty = TestingContent.tree(new byte[0]);
    assertThat(empty.chunkCount()).isZero();
    assertThat(empty.root().hex()).startsWith("e3b0c44298fc1c14");
    assertThat(ChunkTree.decode(new byte[0], empty.root(), 0)).isEqualTo(empty);
  }

  @Test
  void a_list_of_hashes_that_lost_gained_or_split_one_is_refused() {
    byte[] encoded = tree.encoded();
    refused(() -> decode(Arrays.copyOf(encoded, encoded.length - Sha256.BYTES), LENGTH));
    refused(() -> decode(Arrays.copyOf(encoded, encoded.length + Sha256.BYTES), LENGTH));
    refused(() -> decode(Arrays.copyOf(encoded, encoded.length - 1), LENGTH));
  }

  @Test
  void swapped_hashes_are_refused() {
    byte[] encoded = tree.encoded();
    byte[] swapped = encoded.clone();
    System.arraycopy(encoded, 0, swapped, Sha256.BYTES, Sha256.BYTES);
    System.arraycopy(encoded, Sha256.BYTES, swapped, 0, Sha256.BYTES);
    refused(() -> decode(swapped, LENGTH));
  }

  @Test
  void a_length_with_another_number_of_chunks_is_refused() {
    refused(() -> decode(tree.encoded(), LENGTH + CHUNK_BYTES));
    refused(() -> decode(tree.encoded(), LENGTH - CHUNK_BYTES));
    refused(() -> decode(tree.encoded(), 0));
  }

  @Test
  void a_false_length_with_the_same_number_of_chunks_fits_no_last_chunk() {
    ChunkTree lying = decode(tree.encoded(), LENGTH - 1);
    ByteBuffer shorter = content.chunk(3).limit(16);
    assertThat(new ChunkVerifier(lying).matches(3, shorter)).isFalse();
    assertThat(new ChunkVerifier(lying).matches(3, content.chunk(3))).isFalse();
  }

  @Test
  void content_whose_last_chunk_is_doubled_has_another_root() {
    byte[] three = Arrays.copyOf(content.bytes(), 3 * CHUNK_BYTES);
    byte[] four = Arrays.copyOf(three, 4 * CHUNK_BYTES);
    System.arraycopy(three, 2 * CHUNK_BYTES, four, 3 * CHUNK_BYTES, CHUNK_BYTES);
    assertThat(TestingContent.tree(four).root()).isNotEqualTo(TestingContent.tree(three).root());
  }

  @Test
  void two_hashes_as_data_are_not_taken_for_the_inner_node_above_them() {
    ChunkTree two = TestingContent.tree(Arrays.copyOf(content.bytes(), 2 * CHUNK_BYTES));
    ChunkTree forged = TestingContent.tree(two.encoded());
    assertThat(forged.root()).isNotEqualTo(two.root());
  }

  @Test
  void inner_nodes_given_as_leaves_fit_no_length_and_no_chunk() {
    ChunkTree four = TestingContent.tree(Arrays.copyOf(content.bytes(), 4 * CHUNK_BYTES));
    byte[] nodes = new byte[2 * Sha256.BYTES];
    System.arraycopy(MerkleHashing.root(four.encoded(), 0, 2), 0, nodes, 0, 32);
    System.arraycopy(MerkleHashing.root(four.encoded(), 2, 4), 0, nodes, 32, 32);
    refused(() -> ChunkTree.decode(nodes, four.root(), four.length()));
    ChunkTree lying = ChunkTree.decode(nodes, four.root(), 2L * CHUNK_BYTES);
    assertThat(new ChunkVerifier(lying).matches(0, content.chunk(0))).isFalse();
  }

  @Test
  void an_absurd_length_is_refused() {
    for (long absurd : new long[] {-1, ChunkTree.MAXIMAL_LENGTH + 1, Long.MAX_VALUE}) {
      refused(TrustFault.CONTENT_TOO_LONG, () -> ChunkTree.chunks(absurd));
    }
    assertThat(ChunkTree.chunks(ChunkTree.MAXIMAL_LENGTH)).isEqualTo(1 << 22);
  }

  private ChunkTree decode(byte[] encoded, long length) {
    return ChunkTree.decode(encoded, tree.root(), length);
  }

  private static void refused(ThrowingCallable decoding) {
    refused(TrustFault.CHUNK_TREE_MALFORMED, decoding);
  }

  private static void refused(TrustFault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
