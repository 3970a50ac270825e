package org.icecoat.console.remote;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.view.VmSummary;
import org.icecoat.domain.vm.VmId;

/** Finds the VM that a user means: by id, by handle or a part of it, or by name. */
public final class VmFinder {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern PREFIX = Pattern.compile("(vm-)?[0-9a-f][0-9a-f-]*");

  private final VmList list;

  public VmFinder(VmList list) {
    this.list = list;
  }

  /**
   * A whole id is taken as it is; for anything else the caller's VMs are looked through.
   *
   * @throws ConsoleException NOT_FOUND, with the candidates if there is more than one
   */
  public VmId find(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return ID.matcher(wanted).matches() ? VmId.parse(wanted) : one(text, candidates(wanted)).vmId();
  }

  private List<VmSummary> candidates(String wanted) {
    List<VmSummary> all = list.all(List.of());
    List<VmSummary> exact =
        matching(all, vm -> vm.handle().equals(wanted) || vm.name().equals(wanted));
    return exact.isEmpty() ? matching(all, vm -> begins(vm, wanted)) : exact;
  }

  private static boolean begins(VmSummary vm, String wanted) {
    return PREFIX.matcher(wanted).matches()
        && (("vm-" + vm.id()).startsWith(wanted) || vm.id().startsWith(wanted));
  }

  /** Those that still exist count before those that are destroyed. */
  private static List<VmSummary> matching(List<VmSummary> all, Predicate<VmSummary> fits) {
    List<VmSummary> found = all.stream().filter(fits).toList();
    List<VmSummary> alive = found.stream().filter(vm -> !vm.state().equals("Destroyed")).toList();
    return alive.isEmpty() ? found : alive;
  }

  private static VmSummary one(String text, List<VmSummary> found) {
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new ConsoleException(
          ConsoleFault.NOT_FOUND,
          "You have no VM '" + text + "'; 'icecoat list' shows those that you have");
    }
    throw new ConsoleException(
        ConsoleFault.NOT_FOUND,
        "'" + text + "' may be one of " + found.size() + " VMs; give more of the handle or the id",
        found.stream().map(VmFinder::candidate).toList(),
        null);
  }

  private static Reason candidate(VmSummary vm) {
    String more =
        Stream.of(vm.name(), vm.state(), vm.id()).reduce((a, b) -> a + ", " + b).orElseThrow();
    return new Reason("vm", vm.handle(), "", more);
  }
}
