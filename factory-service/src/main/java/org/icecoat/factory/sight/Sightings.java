package org.icecoat.factory.sight;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.store.LostNodeStore;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/** Takes the reports of nodes in. The same report may come several times and in any order. */
public final class Sightings {
  private static final int MOST_RACES = 32;

  private final VmStore vms;
  private final LostNodeStore lost;
  private final InstantSource clock;
  private final Consumer<VmId> changed;

  /** What became of a report. */
  public enum Verdict {
    TAKEN,
    /** It is of a placement that is over: what is left of it may be destroyed. */
    STRAY,
    /** It is of a placement that was given up with its node, which is back: nobody touches it. */
    LOST,
    /** The factory knows no such VM, or not yet such a placement: nobody touches it. */
    UNKNOWN
  }

  /**
   * Makes a taker of reports.
   *
   * @param changed is told of each VM whose row has changed, so that work on it goes on
   */
  public Sightings(VmStore vms, LostNodeStore lost, InstantSource clock, Consumer<VmId> changed) {
    this.vms = vms;
    this.lost = lost;
    this.clock = clock;
    this.changed = changed;
  }

  public Verdict take(NodeName from, VmReport report) {
    for (int race = 0; race < MOST_RACES; race++) {
      Optional<Vm> vm = vms.find(report.vm().vm());
      Verdict verdict = vm.map(v -> verdict(v, from, report)).orElse(Verdict.UNKNOWN);
      if (verdict != Verdict.TAKEN || write(vm.orElseThrow(), report)) {
        return verdict;
      }
    }
    throw new FactoryException(FactoryFault.BUSY, "The VM's row changes too often; try again.");
  }

  private boolean write(Vm vm, VmReport report) {
    VmUpdate update = Sight.absorb(vm, report, Moments.micros(clock));
    if (update.vm().equals(vm)) {
      return true;
    }
    boolean written = vms.save(update).isPresent();
    if (written) {
      changed.accept(vm.id());
    }
    return written;
  }

  private Verdict verdict(Vm vm, NodeName from, VmReport report) {
    boolean here = vm.node().map(from::equals).orElse(false);
    if (here && vm.incarnation().map(report.vm()::equals).orElse(false)) {
      return Verdict.TAKEN;
    }
    if (report.vm().epoch().value() > vm.placed().epoch()) {
      return Verdict.UNKNOWN;
    }
    return lost.find(report.vm()).isPresent() ? Verdict.LOST : Verdict.STRAY;
  }
}
