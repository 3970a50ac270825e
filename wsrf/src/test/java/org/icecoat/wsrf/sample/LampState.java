package org.icecoat.wsrf.sample;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A lamp, immutable. */
public record LampState(
    String id,
    String owner,
    String name,
    int watts,
    List<String> colours,
    Optional<String> note,
    Instant madeAt,
    Optional<Instant> end) {

  LampState named(String text) {
    if (text.isBlank() || text.length() > 64) {
      throw new IllegalArgumentException("A lamp's name has 1 to 64 characters");
    }
    return new LampState(id, owner, text, watts, colours, note, madeAt, end);
  }

  LampState powered(int power) {
    if (power < 1 || power > 500) {
      throw new IllegalArgumentException("A lamp has 1 to 500 watts, not " + power);
    }
    return new LampState(id, owner, name, power, colours, note, madeAt, end);
  }

  LampState coloured(List<String> all) {
    return new LampState(id, owner, name, watts, List.copyOf(all), note, madeAt, end);
  }

  LampState noted(Optional<String> text) {
    return new LampState(id, owner, name, watts, colours, text, madeAt, end);
  }

  LampState until(Optional<Instant> time) {
    return new LampState(id, owner, name, watts, colours, note, madeAt, time);
  }
}
