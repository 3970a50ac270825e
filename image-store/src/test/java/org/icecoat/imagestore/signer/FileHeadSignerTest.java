package org.icecoat.imagestore.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.testing.TestingLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHeadSignerTest {
  @TempDir Path folder;

  @Test
  void a_key_that_was_renewed_is_another_one_and_stays() {
    FileHeadSigner signer = FileHeadSigner.open(folder);
    LogKey old = signer.key();
    signer.renewKey();
    assertThat(signer.key()).isNotEqualTo(old);
    FileHeadSigner opened = FileHeadSigner.open(folder);
    assertThat(opened.key()).isEqualTo(signer.key());
    TreeHead head = new TestingLog().head(0, TestingImages.digest('e'), 1);
    for (FileHeadSigner one : new FileHeadSigner[] {signer, opened}) {
      assertThat(opened.key().signed(new SignedTreeHead(head, one.sign(head.signedBytes()))))
          .isTrue();
    }
  }

  @Test
  void openings_are_counted_beside_the_appends_and_over_restarts() {
    FileHeadSigner signer = FileHeadSigner.open(folder);
    assertThat(signer.openings()).isEmpty();
    assertThat(signer.countOpening()).isEqualTo(1);
    assertThat(signer.counter()).isEmpty();
    assertThat(signer.raise()).isEqualTo(1);
    FileHeadSigner opened = FileHeadSigner.open(folder);
    assertThat(opened.countOpening()).isEqualTo(2);
    assertThat(opened.openings()).hasValue(2);
    assertThat(opened.counter()).hasValue(1);
  }
}
