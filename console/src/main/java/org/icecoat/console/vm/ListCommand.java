package org.icecoat.console.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.VmList;
import org.icecoat.console.terminal.Table;
import org.icecoat.console.text.Moments;
import org.icecoat.console.view.VmSummary;
import org.icecoat.wire.types.VmStateType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code icecoat list}. */
@Command(
    name = "list",
    description = "List your VMs, newest first; destroyed ones only with --all or --state.")
public final class ListCommand implements Runnable {
  private final Session session;

  @Option(names = "--all", description = "Also VMs that are destroyed.")
  private boolean all;

  @Option(names = "--everyone", description = "Everyone's VMs (administrators).")
  private boolean everyone;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Only VMs in these states: ${COMPLETION-CANDIDATES}.")
  private List<VmState> states = new ArrayList<>();

  public ListCommand(Session session) {
    this.session = session;
  }

  /** The states, as the contract spells them. */
  enum VmState {
    Requested,
    Scheduled,
    Staging,
    Starting,
    Running,
    Paused,
    Restarting,
    ShuttingDown,
    Stopped,
    Destroying,
    Destroyed,
    Failed,
    Unknown
  }

  @Override
  public void run() {
    List<VmStateType> wanted =
        states.stream().map(state -> VmStateType.fromValue(state.name())).toList();
    List<VmSummary> vms =
        new VmList(session.services(), everyone)
            .all(wanted).stream()
                .filter(vm -> all || !wanted.isEmpty() || !vm.state().equals("Destroyed"))
                .toList();
    session.output().show(Map.of("vms", vms), () -> lines(vms));
  }

  private List<String> lines(List<VmSummary> vms) {
    if (vms.isEmpty()) {
      return List.of("No VMs");
    }
    return everyone ? withOwner(vms).lines() : withoutOwner(vms).lines();
  }

  private Table withoutOwner(List<VmSummary> vms) {
    Table table =
        new Table("HANDLE", "NAME", "STATE", "NODE", "IMAGE", "APPLICATION", "LEASE", "CREATED");
    Moments moments = session.moments();
    for (VmSummary vm : vms) {
      table.row(
          vm.handle(),
          vm.name(),
          vm.state(),
          vm.node(),
          vm.image(),
          vm.applicationState(),
          lease(vm, moments),
          moments.ago(vm.createdAt()));
    }
    return table;
  }

  private Table withOwner(List<VmSummary> vms) {
    Table table = new Table("HANDLE", "NAME", "STATE", "NODE", "APPLICATION", "LEASE", "OWNER");
    Moments moments = session.moments();
    for (VmSummary vm : vms) {
      table.row(
          vm.handle(),
          vm.name(),
          vm.state(),
          vm.node(),
          vm.applicationState(),
          lease(vm, moments),
          vm.owner());
    }
    return table;
  }

  private static String lease(VmSummary vm, Moments moments) {
    boolean none = vm.terminationTime() == null || vm.state().equals("Destroyed");
    return none ? null : moments.left(vm.terminationTime());
  }
}
