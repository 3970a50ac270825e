package org.icecoat.plugin.guest;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a session learns, and can be told to break over it. */
final class TestingObserver implements GuestObserver {
  final List<ApplicationReport> reports = new CopyOnWriteArrayList<>();
  volatile Instant heardAt;
  volatile boolean overran;
  volatile boolean runs = true;

  /** Thrown at whoever tells or asks something, unless null. */
  volatile Throwable broken;

  final AtomicInteger breaks = new AtomicInteger();

  ApplicationReport last() {
    return reports.get(reports.size() - 1);
  }

  ApplicationState state() {
    return reports.isEmpty() ? ApplicationState.WAITING : last().state();
  }

  @Override
  public void heard(Instant at) {
    heardAt = at;
  }

  @Override
  public void applicationChanged(ApplicationReport report) {
    requireSound();
    reports.add(report);
  }

  @Override
  public void overran() {
    overran = true;
  }

  @Override
  public boolean guestRuns() {
    requireSound();
    return runs;
  }

  private void requireSound() {
    Throwable thrown = broken;
    if (thrown != null) {
      breaks.incrementAndGet();
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
