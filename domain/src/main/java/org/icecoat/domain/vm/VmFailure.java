package org.icecoat.domain.vm;

import java.time.Instant;
import java.util.Optional;

/**
 * What went wrong with a VM.
 *
 * @param step the name of the step that failed
 * @param code a stable name of the cause
 * @param description what went wrong and what to do; no path, no stack trace
 * @param recovery what Recover would do; empty where it can do nothing
 */
public record VmFailure(
    Instant at, String step, String code, String description, Optional<String> recovery) {
  private static final int MAXIMAL_TEXT = 1024;

  public VmFailure {
    description = shortened(description);
    recovery = recovery.map(VmFailure::shortened);
  }

  private static String shortened(String text) {
    return text.length() <= MAXIMAL_TEXT ? text : text.substring(0, MAXIMAL_TEXT - 1) + "…";
  }
}
