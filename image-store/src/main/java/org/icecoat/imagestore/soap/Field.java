package org.icecoat.imagestore.soap;

import java.util.Optional;
import java.util.function.Function;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/** Reads single fields of a request; what is missing or wrong is refused by its name. */
final class Field {
  private Field() {}

  /** A value that must be there. */
  static <W, T> T required(String name, W value, Function<W, T> read) {
    if (value == null) {
      throw invalid(name, name + " is missing", null);
    }
    try {
      return read.apply(value);
    } catch (IllegalArgumentException e) {
      throw invalid(name, name + " cannot be taken: " + e.getMessage(), e);
    }
  }

  static <W> W required(String name, W value) {
    return required(name, value, Function.identity());
  }

  static <W, T> Optional<T> optional(String name, W value, Function<W, T> read) {
    return value == null ? Optional.empty() : Optional.of(required(name, value, read));
  }

  static StoreException invalid(String name, String message, Throwable cause) {
    return StoreException.about(name, StoreFault.REQUEST_INVALID, message, cause);
  }
}
