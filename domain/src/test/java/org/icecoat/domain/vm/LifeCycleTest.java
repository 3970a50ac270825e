package org.icecoat.domain.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.icecoat.domain.vm.Transition.Moved;
import org.icecoat.domain.vm.Transition.Refused;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
  private static final Set<VmEvent> SIGHTS =
      EnumSet.range(VmEvent.SEEN_PREPARING, VmEvent.SEEN_ABSENT);

  private static VmState after(VmState state, VmEvent event) {
    return LifeCycle.transition(state, event) instanceof Moved moved ? moved.to() : state;
  }

  @Test
  void an_undisturbed_life_goes_from_requested_to_destroyed() {
    VmState state = VmState.REQUESTED;
    for (VmEvent event :
        new VmEvent[] {
          VmEvent.PLACED,
          VmEvent.SEEN_PREPARING,
          VmEvent.SEEN_PREPARED,
          VmEvent.SEEN_RUNNING,
          VmEvent.SHUTDOWN_ORDERED,
          VmEvent.SEEN_STOPPED,
          VmEvent.DESTROY_ORDERED,
          VmEvent.SEEN_ABSENT
        }) {
      assertThat(after(state, event)).as("%s in %s", event, state).isNotEqualTo(state);
      state = after(state, event);
    }
    assertThat(state).isEqualTo(VmState.DESTROYED);
  }

  @Test
  void unknown_is_reached_only_by_the_loss_of_the_node() {
    for (VmState state : VmState.values()) {
      for (VmEvent event : VmEvent.values()) {
        if (state != VmState.UNKNOWN && after(state, event) == VmState.UNKNOWN) {
          assertThat(event).isEqualTo(VmEvent.NODE_LOST);
        }
      }
    }
  }

  @Test
  void every_sight_of_the_vm_leads_out_of_unknown() {
    assertThat(SIGHTS).hasSize(7);
    assertThat(SIGHTS)
        .allSatisfy(
            sight -> assertThat(after(VmState.UNKNOWN, sight)).isNotEqualTo(VmState.UNKNOWN));
  }

  @Test
  void a_vm_can_be_destroyed_in_every_state() {
    Arrays.stream(VmState.values())
        .filter(state -> state != VmState.DESTROYED)
        .forEach(
            state ->
                assertThat(after(state, VmEvent.DESTROY_ORDERED)).isEqualTo(VmState.DESTROYING));
    assertThat(after(VmState.DESTROYING, VmEvent.SEEN_ABSENT)).isEqualTo(VmState.DESTROYED);
  }

  @Test
  void destroying_leads_nowhere_but_to_destroyed_and_that_to_nothing() {
    for (VmEvent event : VmEvent.values()) {
      assertThat(after(VmState.DESTROYING, event)).isIn(VmState.DESTROYING, VmState.DESTROYED);
      assertThat(after(VmState.DESTROYED, event)).isEqualTo(VmState.DESTROYED);
    }
    assertThat(Arrays.stream(VmState.values()).filter(VmState::isTerminal))
        .containsExactly(VmState.DESTROYED);
  }

  @Test
  void a_silent_node_is_never_taken_for_a_stopped_vm() {
    assertThat(after(VmState.RUNNING, VmEvent.NODE_LOST)).isEqualTo(VmState.UNKNOWN);
    assertThat(LifeCycle.transition(VmState.UNKNOWN, VmEvent.START_ORDERED))
        .isInstanceOf(Refused.class);
  }

  @Test
  void of_a_node_that_is_gone_for_good_nothing_is_left() {
    for (VmState state : VmState.values()) {
      VmState after = after(state, VmEvent.NODE_VOUCHED_GONE);
      boolean wasOnlyToCome = state == VmState.REQUESTED || state == VmState.SCHEDULED;
      assertThat(after)
          .as("%s", state)
          .isEqualTo(wasOnlyToCome ? VmState.REQUESTED : VmState.DESTROYED);
    }
  }

  @Test
  void only_orders_are_refused() {
    for (VmState state : VmState.values()) {
      for (VmEvent event : EnumSet.range(VmEvent.PLACED, VmEvent.NODE_VOUCHED_GONE)) {
        assertThat(LifeCycle.transition(state, event)).isNotInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void lost_trust_stops_what_may_run_and_starts_nothing() {
    for (VmState state : VmState.values()) {
      assertThat(after(state, VmEvent.PAUSE_FOR_TRUST)).isEqualTo(state);
    }
    assertThat(VmEvent.PAUSE_FOR_TRUST.desire()).contains(DesiredState.PAUSED);
    assertThat(EnumSet.allOf(VmState.class))
        .filteredOn(state -> LifeCycle.transition(state, VmEvent.PAUSE_FOR_TRUST) instanceof Moved)
        .containsExactly(
            VmState.STARTING, VmState.RUNNING, VmState.PAUSED, VmState.RESTARTING, VmState.UNKNOWN);
  }

  @Test
  void labels_are_those_of_the_contract() {
    assertThat(VmState.SHUTTING_DOWN.label()).isEqualTo("ShuttingDown");
    assertThat(VmEvent.SEEN_STOPPED.label()).isEqualTo("seen-stopped");
  }
}
