package org.icecoat.plugin.soap;

import java.util.Optional;
import java.util.function.Function;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/** Reads parts of an order; what is missing or wrong is refused by its name. */
final class Field {
  private Field() {}

  static <W> W required(String name, W wire) {
    return required(name, wire, Function.identity());
  }

  static <W, T> T required(String name, W wire, Function<W, T> read) {
    if (wire == null) {
      throw invalid(name, "it is missing, or not of its schema type", null);
    }
    try {
      return read.apply(wire);
    } catch (IllegalArgumentException e) {
      throw invalid(name, e.getMessage(), e);
    }
  }

  static <W, T> Optional<T> optional(String name, W wire, Function<W, T> read) {
    return wire == null ? Optional.empty() : Optional.of(required(name, wire, read));
  }

  private static PluginException invalid(String name, String why, Throwable cause) {
    return new PluginException(PluginFault.INVALID_REQUEST, name + ": " + why, cause);
  }
}
