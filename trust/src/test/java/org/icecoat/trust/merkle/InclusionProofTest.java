package org.icecoat.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.merkle.ChunkTree.CHUNK_BYTES;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.icecoat.domain.digest.Sha256;

class InclusionProofTest {
  private static final TestingContent LONGEST = TestingContent.of(9 * CHUNK_BYTES, 5);

  @Property(tries = 60)
  void a_proof_proves_its_own_chunk_and_no_other(
      @ForAll @IntRange(min = 1, max = 9) int chunks, @ForAll @IntRange(max = 8) int anyIndex) {
    TestingContent content = content(chunks);
    ChunkTree tree = content.tree();
    int index = anyIndex % chunks;
    InclusionProof proof = tree.prove(index);
    for (int i = 0; i < chunks; i++) {
      assertThat(proof.proves(content.chunk(i), tree.root(), tree.length())).isEqualTo(i == index);
    }
  }

  @Property(tries = 60)
  void a_proof_that_is_cut_extended_or_altered_proves_nothing(
      @ForAll @IntRange(min = 2, max = 9) int chunks, @ForAll @IntRange(max = 8) int anyIndex) {
    TestingContent content = content(chunks);
    ChunkTree tree = content.tree();
    InclusionProof proof = tree.prove(anyIndex % chunks);
    List<Sha256> longer = new ArrayList<>(proof.siblings());
    longer.add(tree.root());
    List<Sha256> altered = new ArrayList<>(proof.siblings());
    altered.set(0, tree.root());
    List<Sha256> cut = proof.siblings().subList(1, proof.siblings().size());
    for (List<Sha256> siblings : List.of(longer, altered, cut)) {
      InclusionProof forged = new InclusionProof(proof.index(), siblings);
      assertThat(forged.proves(content.chunk(proof.index()), tree.root(), tree.length())).isFalse();
    }
  }

  @Property(tries = 40)
  void a_proof_for_another_place_or_length_proves_nothing(
      @ForAll @IntRange(min = 2, max = 8) int chunks, @ForAll @IntRange(min = -1, max = 9) int to) {
    TestingContent content = content(chunks);
    ChunkTree tree = content.tree();
    InclusionProof moved = new InclusionProof(to, tree.prove(0).siblings());
    assertThat(moved.proves(content.chunk(0), tree.root(), tree.length())).isEqualTo(to == 0);
    long shorter = (long) (chunks - 1) * CHUNK_BYTES;
    InclusionProof last = tree.prove(chunks - 1);
    assertThat(last.proves(content.chunk(chunks - 1), tree.root(), shorter)).isFalse();
  }

  private static TestingContent content(int chunks) {
    return LONGEST.first(chunks * CHUNK_BYTES - 5);
  }
}
