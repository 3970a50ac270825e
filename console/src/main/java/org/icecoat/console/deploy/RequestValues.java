package org.icecoat.console.deploy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;

/** What a request says, as the user wrote it. */
final class RequestValues {
  private final Map<RequestKey, List<String>> values;

  RequestValues(Map<RequestKey, List<String>> values) {
    this.values = new EnumMap<>(RequestKey.class);
    this.values.putAll(values);
  }

  /** These values, and the others' where these say nothing. */
  RequestValues over(RequestValues others) {
    RequestValues merged = new RequestValues(others.values);
    merged.values.putAll(values);
    return merged;
  }

  boolean has(RequestKey... keys) {
    for (RequestKey key : keys) {
      if (values.containsKey(key)) {
        return true;
      }
    }
    return false;
  }

  Optional<String> one(RequestKey key) {
    return all(key).stream().findFirst();
  }

  List<String> all(RequestKey key) {
    return values.getOrDefault(key, List.of());
  }

  /**
   * @throws ConsoleException USAGE, if the reader refuses the text
   */
  <T> Optional<T> read(RequestKey key, Function<String, T> reader) {
    return one(key).map(text -> read(key, text, reader));
  }

  /** Each of several values. */
  <T> List<T> readAll(RequestKey key, Function<String, T> reader) {
    return all(key).stream().map(text -> read(key, text, reader)).toList();
  }

  private static <T> T read(RequestKey key, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (NumberFormatException e) {
      throw wrong(key, "'" + text + "' is no number", e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(key, e.getMessage(), e);
    }
  }

  private static ConsoleException wrong(RequestKey key, String what, Throwable cause) {
    return new ConsoleException(ConsoleFault.USAGE, key.key() + ": " + what, cause);
  }
}
