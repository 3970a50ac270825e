package org.icecoat.trust.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.tree.LogConsistency;
import org.icecoat.trust.log.tree.LogHashing;
import org.icecoat.trust.log.tree.LogInclusion;
import org.icecoat.trust.log.tree.LogTree;
import org.junit.jupiter.api.Test;

class ForgedProofTest {
  private static final int LARGEST = 33;
  private static final List<Sha256> LEAVES = NaiveTree.leaves(LARGEST);
  private static final Sha256 FOREIGN = LogHashing.leaf(new byte[] {99});

  @Test
  void an_inclusion_with_any_hash_changed_added_or_dropped_proves_nothing() {
    LogTree tree = LogTreeTest.tree(LARGEST);
    for (int size = 1; size <= LARGEST; size++) {
      for (int index = 0; index < size; index++) {
        for (List<Sha256> forged : forgeries(tree.inclusion(index, size).path())) {
          assertThat(
                  new LogInclusion(index, size, forged).proves(LEAVES.get(index), tree.root(size)))
              .isFalse();
        }
      }
    }
  }

  @Test
  void an_inclusion_for_another_place_proves_nothing() {
    LogTree tree = LogTreeTest.tree(LARGEST);
    for (int index = 0; index < LARGEST; index++) {
      for (int claimed = 0; claimed < LARGEST; claimed++) {
        LogInclusion moved =
            new LogInclusion(claimed, LARGEST, tree.inclusion(index, LARGEST).path());
        assertThat(moved.proves(LEAVES.get(index), tree.root())).isEqualTo(claimed == index);
      }
    }
  }

  @Test
  void a_consistency_with_any_hash_changed_added_or_dropped_proves_nothing() {
    LogTree tree = LogTreeTest.tree(LARGEST);
    for (int to = 1; to <= LARGEST; to++) {
      for (int from = 0; from <= to; from++) {
        for (List<Sha256> forged : forgeries(tree.consistency(from, to).path())) {
          assertThat(new LogConsistency(from, to, forged).proves(tree.root(from), tree.root(to)))
              .isFalse();
        }
      }
    }
  }

  @Test
  void a_log_with_an_old_entry_changed_is_not_consistent() {
    LogTree honest = LogTreeTest.tree(LARGEST);
    for (int from = 1; from < LARGEST; from++) {
      for (int changed = 0; changed < from; changed++) {
        LogTree forked = new LogTree();
        List<Sha256> leaves = new ArrayList<>(LEAVES);
        leaves.set(changed, FOREIGN);
        leaves.forEach(forked::append);
        assertThat(forked.consistency(from, LARGEST).proves(honest.root(from), forked.root()))
            .isFalse();
      }
    }
  }

  @Test
  void sizes_that_no_log_has_are_refused() {
    assertThatThrownBy(() -> new LogInclusion(1, 1, List.of())).isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> new LogInclusion(-1, 1, List.of())).isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> new LogInclusion(0, 1, Collections.nCopies(64, FOREIGN)))
        .isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> new LogConsistency(2, 1, List.of()))
        .isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> new LogConsistency(-1, 1, List.of()))
        .isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> new LogConsistency(1, 2, Collections.nCopies(65, FOREIGN)))
        .isInstanceOf(TrustException.class);
  }

  @Test
  void the_greatest_sizes_overflow_nothing() {
    List<Sha256> path = Collections.nCopies(63, FOREIGN);
    assertThat(new LogInclusion(Long.MAX_VALUE - 1, Long.MAX_VALUE, path).proves(FOREIGN, FOREIGN))
        .isFalse();
    assertThat(new LogConsistency(1L << 62, Long.MAX_VALUE, path).proves(FOREIGN, FOREIGN))
        .isFalse();
  }

  private static List<List<Sha256>> forgeries(List<Sha256> path) {
    List<List<Sha256>> forgeries = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      List<Sha256> changed = new ArrayList<>(path);
      changed.set(i, FOREIGN);
      forgeries.add(changed);
      List<Sha256> dropped = new ArrayList<>(path);
      dropped.remove(i);
      forgeries.add(dropped);
    }
    for (int i = 0; i <= path.size(); i++) {
      List<Sha256> added = new ArrayList<>(path);
      added.add(i, FOREIGN);
      forgeries.add(added);
    }
    return forgeries;
  }
}
