package org.icecoat.trust.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.tree.LogConsistency;
import org.icecoat.trust.log.tree.LogHashing;
import org.icecoat.trust.log.tree.LogInclusion;
import org.icecoat.trust.log.tree.LogTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTreeTest {
  private static final int LARGEST = 64;
  private static final List<Sha256> LEAVES = NaiveTree.leaves(LARGEST + 1);

  @Test
  void the_roots_are_those_of_the_test_vectors_of_certificate_transparency() {
    List<String> entries =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    LogTree tree = new LogTree();
    assertThat(tree.root().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    entries.forEach(entry -> tree.append(LogHashing.leaf(HexFormat.of().parseHex(entry))));
    assertThat(tree.root(1).hex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(tree.root(3).hex())
        .isEqualTo("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    assertThat(tree.root(7).hex())
        .isEqualTo("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    assertThat(tree.root().hex())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void every_size_has_the_root_of_the_definition_also_later_and_also_in_advance() {
    LogTree tree = new LogTree();
    for (int size = 0; size <= LARGEST; size++) {
      assertThat(tree.root()).isEqualTo(NaiveTree.root(LEAVES.subList(0, size)));
      for (int more = 0; more <= LARGEST - size; more += 7) {
        assertThat(tree.rootWith(LEAVES.subList(size, size + more)))
            .isEqualTo(NaiveTree.root(LEAVES.subList(0, size + more)));
      }
      tree.append(LEAVES.get(size));
    }
    for (int size = 0; size <= LARGEST; size++) {
      assertThat(tree.root(size)).isEqualTo(NaiveTree.root(LEAVES.subList(0, size)));
    }
  }

  @Test
  void every_inclusion_has_the_path_of_the_definition_and_proves_its_own_leaf_alone() {
    LogTree tree = tree(LARGEST);
    for (int size = 1; size <= LARGEST; size++) {
      List<Sha256> leaves = LEAVES.subList(0, size);
      for (int index = 0; index < size; index++) {
        LogInclusion proof = tree.inclusion(index, size);
        assertThat(proof.path()).isEqualTo(NaiveTree.path(index, leaves));
        assertThat(proof.proves(leaves.get(index), tree.root(size))).isTrue();
        assertThat(proof.proves(LEAVES.get(index + 1), tree.root(size))).isFalse();
      }
    }
  }

  @Test
  void every_consistency_has_the_path_of_the_definition_and_proves_its_own_roots_alone() {
    LogTree tree = tree(LARGEST);
    for (int to = 1; to <= LARGEST; to++) {
      for (int from = 0; from <= to; from++) {
        LogConsistency proof = tree.consistency(from, to);
        List<Sha256> expected =
            from == 0 ? List.of() : NaiveTree.subproof(from, LEAVES.subList(0, to), true);
        assertThat(proof.path()).isEqualTo(expected);
        assertThat(proof.proves(tree.root(from), tree.root(to))).isTrue();
        assertThat(proof.proves(LEAVES.get(LARGEST), tree.root(to))).isFalse();
        assertThat(from > 0 && proof.proves(tree.root(from), LEAVES.get(LARGEST))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 4096, 5000})
  void larger_trees_prove_too(int size) {
    LogTree tree = new LogTree();
    for (int i = 0; i < size; i++) {
      tree.append(LogHashing.leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
    }
    for (int index = 0; index < size; index += 97) {
      Sha256 leaf = LogHashing.leaf(new byte[] {(byte) index, (byte) (index >> 8)});
      assertThat(tree.inclusion(index, size).proves(leaf, tree.root())).isTrue();
      assertThat(tree.consistency(index, size).proves(tree.root(index), tree.root())).isTrue();
    }
  }

  @Test
  void what_the_log_does_not_have_is_not_proved() {
    LogTree tree = tree(3);
    assertThatThrownBy(() -> tree.root(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.inclusion(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.inclusion(0, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.consistency(3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.consistency(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  static LogTree tree(int size) {
    LogTree tree = new LogTree();
    LEAVES.subList(0, size).forEach(tree::append);
    return tree;
  }
}
