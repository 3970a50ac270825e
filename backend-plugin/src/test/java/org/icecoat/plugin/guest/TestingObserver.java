package org.icecoat.plugin.guest;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a session learns. */
final class TestingObserver implements GuestObserver {
  final List<ApplicationReport> reports = new CopyOnWriteArrayList<>();
  volatile Instant heardAt;
  volatile boolean overran;
  volatile boolean runs = true;

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
    reports.add(report);
  }

  @Override
  public void overran() {
    overran = true;
  }

  @Override
  public boolean guestRuns() {
    return runs;
  }
}
