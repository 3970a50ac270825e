package org.icecoat.trust.log.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.junit.jupiter.api.Test;

class FullLogTest {
  private static final Sha256 LEAF = LogHashing.leaf(new byte[1]);

  @Test
  void a_full_log_takes_no_more_and_stays_as_it_is() {
    LogTree tree = new LogTree(3);
    for (int i = 0; i < 3; i++) {
      tree.append(LEAF);
    }
    Sha256 root = tree.root();
    assertThatThrownBy(() -> tree.append(LEAF))
        .isInstanceOfSatisfying(
            TrustException.class, e -> assertThat(e.fault()).isEqualTo(TrustFault.LOG_FULL));
    assertThat(tree.size()).isEqualTo(3);
    assertThat(tree.root()).isEqualTo(root);
  }
}
