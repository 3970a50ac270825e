package org.icecoat.factory.vm;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;

/**
 * What was observed and what is desired.
 *
 * @param since when the state was entered
 * @param failure why the VM is FAILED; empty in every other state
 */
public record Life(
    VmState state, DesiredState desired, Instant since, Optional<VmFailure> failure) {
  public static Life begun(Instant now) {
    return new Life(VmState.REQUESTED, DesiredState.RUNNING, now, Optional.empty());
  }
}
