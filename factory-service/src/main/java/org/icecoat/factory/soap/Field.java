package org.icecoat.factory.soap;

import java.util.Optional;
import java.util.function.Function;
import org.icecoat.factory.fault.FactoryException;

/** Reads parts of a request; what is missing or wrong is refused by its name. */
final class Field {
  private Field() {}

  static <W> W required(String name, W wire) {
    return required(name, wire, Function.identity());
  }

  static <W, T> T required(String name, W wire, Function<W, T> read) {
    if (wire == null) {
      throw FactoryException.invalid(name, "it is missing, or not of its schema type");
    }
    try {
      return read.apply(wire);
    } catch (IllegalArgumentException e) {
      throw FactoryException.invalid(name, e.getMessage());
    }
  }

  static <W, T> Optional<T> optional(String name, W wire, Function<W, T> read) {
    return wire == null ? Optional.empty() : Optional.of(required(name, wire, read));
  }
}
