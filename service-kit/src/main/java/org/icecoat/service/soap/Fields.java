package org.icecoat.service.soap;

import java.util.Optional;
import java.util.function.Function;

/** Reads single fields of a message; what is missing or wrong is refused by its name. */
public final class Fields {
  private final Refusal refusal;

  /** Makes a module's own exception of a field that cannot be taken. */
  @FunctionalInterface
  public interface Refusal {
    /**
     * Names the field and the reason.
     *
     * @param cause null if there is none
     */
    RuntimeException of(String field, String why, Throwable cause);
  }

  public Fields(Refusal refusal) {
    this.refusal = refusal;
  }

  /** A part that must be there. */
  public <W> W required(String field, W wire) {
    return required(field, wire, Function.identity());
  }

  /** A value that must be there. */
  public <W, T> T required(String field, W wire, Function<W, T> read) {
    if (wire == null) {
      throw refused(field, "it is missing, or not of its schema type");
    }
    try {
      return read.apply(wire);
    } catch (IllegalArgumentException e) {
      throw refusal.of(field, e.getMessage(), e);
    }
  }

  public <W, T> Optional<T> optional(String field, W wire, Function<W, T> read) {
    return wire == null ? Optional.empty() : Optional.of(required(field, wire, read));
  }

  /** What to throw when a field breaks a rule that is not its type's. */
  public RuntimeException refused(String field, String why) {
    return refusal.of(field, why, null);
  }
}
