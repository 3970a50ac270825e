package org.icecoat.imagestore.signer;

import java.util.OptionalLong;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.testing.TestingLog;

/** A signer in memory that says it is a TPM, and falls silent when told so. */
public final class TestingSigner implements HeadSigner {
  private static final int NEVER = Integer.MAX_VALUE;

  private TestingLog log = new TestingLog();
  private long counter = 40;
  private boolean raised;
  private long openings;
  private int answers = NEVER;
  private boolean loses;

  /** Answers so many times more. */
  public void answer(int times) {
    answers = times;
  }

  /** Answers again. */
  public void recover() {
    answers = NEVER;
    loses = false;
  }

  /** Does the next raise of a counter, and is silent about it and afterwards. */
  public void loseTheNextRaise() {
    loses = true;
  }

  /** Sets the counter, as no TPM would. */
  public void count(long value) {
    counter = value;
  }

  /** Forgets its counter, as a TPM from whose memory it was removed. */
  public void removeCounter() {
    raised = false;
  }

  /** Has counted no opening, as before openings were counted. */
  public void removeOpenings() {
    openings = 0;
  }

  @Override
  public LogKey key() {
    return log.key();
  }

  @Override
  public void renewKey() {
    answered();
    log = new TestingLog();
  }

  @Override
  public TreeHead.Protection protection() {
    return TreeHead.Protection.TPM;
  }

  @Override
  public byte[] sign(byte[] bytes) {
    answered();
    return log.signature(bytes);
  }

  @Override
  public OptionalLong counter() {
    answered();
    return raised ? OptionalLong.of(counter) : OptionalLong.empty();
  }

  @Override
  public long raise() {
    answered();
    raised = true;
    counter++;
    lose();
    return counter;
  }

  @Override
  public OptionalLong openings() {
    answered();
    return openings == 0 ? OptionalLong.empty() : OptionalLong.of(openings);
  }

  @Override
  public long countOpening() {
    answered();
    openings++;
    lose();
    return openings;
  }

  private void lose() {
    if (loses) {
      answers = 0;
      answered();
    }
  }

  @Override
  public void close() {}

  private void answered() {
    if (answers == 0) {
      throw new StoreException(StoreFault.SIGNER_SILENT, "The signer is silent");
    }
    answers -= answers == NEVER ? 0 : 1;
  }
}
