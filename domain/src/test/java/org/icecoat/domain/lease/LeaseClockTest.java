package org.icecoat.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.domain.lease.LeaseJudgement.EndsSoon;
import org.icecoat.domain.lease.LeaseJudgement.Expired;
import org.icecoat.domain.lease.LeaseJudgement.Good;
import org.icecoat.domain.lease.LeaseJudgement.Over;
import org.icecoat.domain.vm.LifeCycle;
import org.icecoat.domain.vm.Transition.Moved;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmState;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration WARNING = Duration.ofMinutes(10);

  private final LeaseClock clock =
      new Lease(HOUR, ExpiryAction.SHUTDOWN, Duration.ofMinutes(30)).grantedAt(START, WARNING);

  @Test
  void a_lease_is_good_then_ends_soon_then_is_expired_then_over() {
    Instant end = START.plus(HOUR);
    assertThat(clock.judge(START)).isEqualTo(new Good(end.minus(WARNING)));
    assertThat(clock.judge(end.minus(WARNING))).isEqualTo(new EndsSoon(end));
    assertThat(clock.judge(end.minusNanos(1))).isEqualTo(new EndsSoon(end));
    Instant destruction = end.plus(Duration.ofMinutes(30));
    assertThat(clock.judge(end)).isEqualTo(new Expired(ExpiryAction.SHUTDOWN, destruction));
    assertThat(clock.judge(destruction)).isEqualTo(new Over());
  }

  @Test
  void an_expiry_action_that_was_missed_beyond_the_grace_time_is_not_done_any_more() {
    assertThat(clock.judge(START.plus(Duration.ofDays(2)))).isEqualTo(new Over());
  }

  @Test
  void destroying_needs_no_grace_time() {
    LeaseClock destroying =
        new Lease(HOUR, ExpiryAction.DESTROY, HOUR).grantedAt(START, Duration.ZERO);
    assertThat(destroying.judge(START.plus(HOUR))).isEqualTo(new Over());
  }

  @Test
  void absurd_leases_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(Duration.ZERO, ExpiryAction.PAUSE, HOUR));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(Duration.ofDays(99999), ExpiryAction.PAUSE, HOUR));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(HOUR, ExpiryAction.PAUSE, HOUR.negated()));
  }

  @Test
  void what_an_expiry_action_orders_is_never_refused_by_the_life_cycle() {
    for (ExpiryAction action : ExpiryAction.values()) {
      for (VmState state : VmState.values()) {
        ExpiryRules.event(action, state)
            .ifPresent(
                event ->
                    assertThat(LifeCycle.transition(state, event))
                        .as("%s in %s", action, state)
                        .isNotInstanceOf(org.icecoat.domain.vm.Transition.Refused.class));
      }
    }
  }

  @Test
  void a_vm_whose_lease_ends_while_it_is_deployed_is_destroyed() {
    assertThat(ExpiryRules.event(ExpiryAction.PAUSE, VmState.STAGING))
        .contains(VmEvent.DESTROY_ORDERED);
    assertThat(LifeCycle.transition(VmState.STAGING, VmEvent.DESTROY_ORDERED))
        .isEqualTo(new Moved(VmState.DESTROYING));
  }
}
