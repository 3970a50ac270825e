package org.icecoat.factory.drive;

import java.time.Instant;
import org.icecoat.factory.vm.VmUpdate;

/** What a step came to. */
sealed interface StepResult {
  /** To be written, unless somebody else was first; then the step is judged anew. */
  record Changed(VmUpdate update) implements StepResult {}

  /** The row was changed, by the step itself or by somebody else: judge anew. */
  record LookAgain() implements StepResult {}

  /** Nothing to do before that moment, unless the row changes. */
  record WaitUntil(Instant moment) implements StepResult {}
}
