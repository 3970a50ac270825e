package org.icecoat.plugin.vmm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.icecoat.domain.vm.VmId;

/** Remembers what it hears. */
public final class TestingListener implements VmmListener {
  public final List<VmId> changed = new CopyOnWriteArrayList<>();
  public final List<VmId> reset = new CopyOnWriteArrayList<>();
  public final AtomicInteger lost = new AtomicInteger();

  @Override
  public void domainChanged(VmId id) {
    changed.add(id);
  }

  @Override
  public void guestReset(VmId id) {
    reset.add(id);
  }

  @Override
  public void eventsLost() {
    lost.incrementAndGet();
  }
}
