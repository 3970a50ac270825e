package org.icecoat.domain.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * A lease that runs. It is judged against the moment that is now, never fired late: what was missed
 * while nobody looked and is no longer due is not done.
 *
 * @param end when the expiry action is due
 * @param warning how long before the end its owner is warned
 */
public record LeaseClock(Instant end, ExpiryAction expiryAction, Duration grace, Duration warning) {
  public LeaseJudgement judge(Instant now) {
    if (now.isBefore(end.minus(warning))) {
      return new LeaseJudgement.Good(end.minus(warning));
    }
    if (now.isBefore(end)) {
      return new LeaseJudgement.EndsSoon(end);
    }
    if (expiryAction == ExpiryAction.DESTROY || !now.isBefore(destruction())) {
      return new LeaseJudgement.Over();
    }
    return new LeaseJudgement.Expired(expiryAction, destruction());
  }

  /** When the grace time is over and the VM is destroyed in any case. */
  public Instant destruction() {
    return end.plus(grace);
  }
}
