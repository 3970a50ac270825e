package org.icecoat.trust.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.testing.TestingLog;
import org.junit.jupiter.api.Test;

/**
 * Proofs that were kept, in the hands of somebody who would like another image to be registered.
 */
class EntryProofTest {
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");
  private static final Clock CLOCK = Clock.fixed(TestingLog.NOW, ZoneOffset.UTC);

  private final TestingLog log = new TestingLog();
  private final EntryProof honest = proof(log);

  @Test
  void what_was_kept_proves_what_it_proved() {
    assertThat(judge(EntryProof.decode(honest.encoded()), log.key().id()))
        .isInstanceOf(ProofVerdict.Proved.class);
    assertThat(honest.position()).isEqualTo(1);
  }

  @Test
  void a_kept_proof_with_any_byte_changed_is_none() {
    byte[] bytes = honest.encoded();
    for (int at = 0; at < bytes.length; at++) {
      byte[] altered = bytes.clone();
      altered[at] ^= 1;
      assertThat(isProof(altered)).as("byte %d", at).isFalse();
    }
  }

  @Test
  void a_kept_proof_that_is_cut_or_longer_is_malformed() {
    byte[] bytes = honest.encoded();
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> EntryProof.decode(cut)).isInstanceOf(TrustException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> EntryProof.decode(longer)).isInstanceOf(TrustException.class);
    byte[] endless = Arrays.copyOf(bytes, 1 << 17);
    assertThatThrownBy(() -> EntryProof.decode(endless)).isInstanceOf(TrustException.class);
  }

  @Test
  void a_proof_of_another_log_is_refused_by_who_knows_the_right_one() {
    EntryProof foreign = proof(new TestingLog());
    assertThat(judge(foreign, log.key().id())).isInstanceOf(ProofVerdict.Refused.class);
    EntryProof claimed = new EntryProof(foreign.head(), log.key(), foreign.registration());
    assertThat(judge(claimed, log.key().id())).isInstanceOf(ProofVerdict.Refused.class);
  }

  private boolean isProof(byte[] bytes) {
    try {
      return judge(EntryProof.decode(bytes), log.key().id()) instanceof ProofVerdict.Proved;
    } catch (TrustException e) {
      return false;
    }
  }

  private static EntryProof proof(TestingLog log) {
    log.append(LogEntry.registration(TestingImages.kernel(), TestingLog.NOW, CAROL));
    LogEntry entry = LogEntry.registration(TestingImages.hmmer(), TestingLog.NOW, CAROL);
    long position = log.append(entry);
    return EntryProof.of(
        new ImageProof(log.shown(), log.logged(entry, position), Optional.empty()));
  }

  private static ProofVerdict judge(EntryProof proof, Sha256 pinned) {
    return new ProofCheck(pinned, CLOCK)
        .judge(
            TestingImages.hmmer().id(),
            TestingImages.hmmer().content(),
            proof.proof(),
            Optional.empty());
  }
}
