package org.icecoat.wsrf.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.icecoat.wsrf.resource.Lifetime;
import org.icecoat.wsrf.resource.ResourceHome;
import org.icecoat.wsrf.resource.ResourceStore;

/** Lamps in memory; their names make them fail in the ways that tests need. */
public final class TestingLamps
    implements ResourceHome<String, LampState>,
        ResourceStore<String, LampState>,
        Lifetime<String, LampState> {
  private final Map<String, LampState> lamps = new ConcurrentHashMap<>();
  private final Clock clock;

  public TestingLamps(Clock clock) {
    this.clock = clock;
  }

  public LampState add(String id, String owner, String name) {
    LampState lamp =
        new LampState(
            id,
            owner,
            name,
            60,
            List.of("red", "green"),
            Optional.empty(),
            Instant.parse("2026-11-01T12:00:00Z"),
            Optional.empty());
    lamps.put(id, lamp);
    return lamp;
  }

  public Optional<LampState> peek(String id) {
    return Optional.ofNullable(lamps.get(id));
  }

  @Override
  public Optional<LampState> find(String caller, String id) {
    Optional<LampState> lamp = peek(id).filter(found -> found.owner().equals(caller));
    if (lamp.isPresent() && lamp.get().name().equals("unavailable")) {
      throw new WsrfException(WsrfCause.RESOURCE_UNAVAILABLE, "The lamp's house is locked");
    }
    return lamp;
  }

  @Override
  public void replace(String caller, LampState before, LampState after) {
    if (after.name().equals("unstorable")) {
      throw new WsrfException(WsrfCause.MODIFICATION_FAILED, "The lamp is being repaired");
    }
    if (!lamps.replace(before.id(), before, after)) {
      throw new WsrfException(WsrfCause.MODIFICATION_FAILED, "Another change came first");
    }
  }

  @Override
  public void destroy(String caller, LampState lamp) {
    if (lamp.name().equals("eternal")) {
      throw new WsrfException(WsrfCause.NOT_DESTROYED, "This lamp cannot be broken");
    }
    lamps.remove(lamp.id());
  }

  @Override
  public Optional<Instant> setTerminationTime(
      String caller, LampState lamp, Optional<Instant> wish) {
    if (lamp.name().equals("eternal")) {
      throw new WsrfException(WsrfCause.TERMINATION_TIME_NOT_SETTABLE, "This lamp has no set end");
    }
    if (wish.isPresent() && wish.get().isAfter(clock.instant().plus(Duration.ofDays(365)))) {
      throw new WsrfException(WsrfCause.TERMINATION_TIME_REJECTED, "A lamp lasts at most 365 days");
    }
    lamps.put(lamp.id(), lamp.until(wish));
    return wish;
  }
}
