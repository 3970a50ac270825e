package org.icecoat.console.failure;

import java.util.List;
import java.util.Objects;

/** A failure to tell the user: what is wrong and what to do, in one line or two. */
public final class ConsoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ConsoleFault fault;
  private final transient List<Reason> reasons;

  public ConsoleException(ConsoleFault fault, String message) {
    this(fault, message, List.of(), null);
  }

  public ConsoleException(ConsoleFault fault, String message, Throwable cause) {
    this(fault, message, List.of(), cause);
  }

  /**
   * @param reasons one for each node, image or candidate that was looked at; may be empty
   */
  public ConsoleException(
      ConsoleFault fault, String message, List<Reason> reasons, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
    this.reasons = List.copyOf(reasons);
  }

  public ConsoleFault fault() {
    return fault;
  }

  public List<Reason> reasons() {
    return reasons == null ? List.of() : reasons;
  }
}
