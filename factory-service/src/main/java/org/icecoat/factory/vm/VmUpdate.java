package org.icecoat.factory.vm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A changed row that is still to be written, with the lines of history that go with it. */
public record VmUpdate(Vm vm, List<HistoryEntry> history) {
  public VmUpdate {
    history = List.copyOf(history);
  }

  /** A change that history does not tell. */
  public static VmUpdate quiet(Vm vm) {
    return new VmUpdate(vm, List.of());
  }

  public static VmUpdate told(Vm vm, Instant at, String event, String description) {
    return new VmUpdate(
        vm, List.of(new HistoryEntry(at, vm.state(), event, Optional.of(description))));
  }

  public VmUpdate and(UnaryOperator<Vm> change) {
    return new VmUpdate(change.apply(vm), history);
  }

  /** What came before, and then this. */
  public VmUpdate after(VmUpdate earlier) {
    List<HistoryEntry> all = new ArrayList<>(earlier.history);
    all.addAll(history);
    return new VmUpdate(vm, all);
  }
}
