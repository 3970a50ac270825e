package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.function.Function;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/** What a step came to. */
sealed interface StepResult {
  /**
   * A change to be written. It is made from the row as it is then, since reports may come in while
   * a node is called; if the VM has left the state that the step was for, it is dropped.
   */
  record Changed(Function<Vm, VmUpdate> change) implements StepResult {}

  /** The row was changed, by the step itself or by somebody else: judge anew. */
  record LookAgain() implements StepResult {}

  /** Nothing to do before that moment, unless the row changes. */
  record WaitUntil(Instant moment) implements StepResult {}
}
