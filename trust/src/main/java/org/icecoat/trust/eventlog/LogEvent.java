package org.icecoat.trust.eventlog;

import java.util.Map;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/**
 * An event as the log has it; nothing is judged.
 *
 * @param number of the event in the log, from 0, the header not counted
 * @param typeId one of {@link EventType} or any other number
 * @param digests by bank; of banks that are unknown here none are kept
 */
public record LogEvent(int number, int pcr, int typeId, Map<PcrBank, Octets> digests, Octets data) {
  public LogEvent {
    digests = Map.copyOf(digests);
  }

  public Optional<EventType> type() {
    return EventType.find(typeId);
  }

  /** Whether it is of that type. */
  public boolean is(EventType type) {
    return typeId == type.id();
  }

  /** The type's name, or its number. */
  public String typeName() {
    return type().map(Enum::name).orElseGet(() -> "0x%08x".formatted(typeId));
  }

  @Override
  public String toString() {
    return "event %d (%s, PCR %d)".formatted(number, typeName(), pcr);
  }
}
