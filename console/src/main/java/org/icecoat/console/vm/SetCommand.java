package org.icecoat.console.vm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.view.LeaseView;
import org.icecoat.console.view.VmView;
import org.icecoat.wire.types.ExpiryActionType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.vm.ObjectFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat set}. */
@Command(name = "set", description = "Change a VM's lease, CPUs, memory or name: all or nothing.")
public final class SetCommand implements Runnable {
  private final Session session;
  private final ObjectFactory elements = new ObjectFactory();

  @Parameters(paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Option(names = "--lease", paramLabel = "TIME", description = "A new lease from now, such as 2h.")
  private Duration lease;

  @Option(
      names = "--on-expiry",
      paramLabel = "ACTION",
      description = "With --lease, what happens at its end: ${COMPLETION-CANDIDATES}.")
  private ExpiryAction onExpiry;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description = "With --lease, how long until the VM is destroyed after that.")
  private Duration grace;

  @Option(names = "--cpus", paramLabel = "N", description = "The number of CPUs.")
  private Integer cpus;

  @Option(names = "--memory", paramLabel = "SIZE", description = "The memory, such as 512MiB.")
  private String memory;

  @Option(names = "--name", paramLabel = "NAME", description = "The name.")
  private String name;

  public SetCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    requireSomething();
    Vm target = session.vm(vm);
    target.set(changes(target));
    VmView view = target.view();
    session.output().show(view, () -> new VmPage(session.moments()).lines(view, false));
  }

  private void requireSomething() {
    if (lease == null && (onExpiry != null || grace != null)) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "--on-expiry and --grace are parts of a lease: give --lease too");
    }
    if (lease == null && cpus == null && memory == null && name == null) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "Nothing to set: give --lease, --cpus, --memory or --name");
    }
  }

  private List<Object> changes(Vm target) {
    List<Object> changes = new ArrayList<>();
    if (lease != null) {
      changes.add(elements.createLease(lease(target.view().lease())));
    }
    if (cpus != null) {
      changes.add(elements.createCpus(cpus));
    }
    if (memory != null) {
      changes.add(elements.createMemoryMiB(Math.toIntExact(Sizes.parseMiB(memory))));
    }
    if (name != null) {
      changes.add(elements.createName(name));
    }
    return changes;
  }

  /** What the user does not say stays as it is. */
  private LeaseType lease(LeaseView former) {
    LeaseType wire = new LeaseType();
    wire.setDuration(lease);
    wire.setGrace(grace == null ? former.grace() : grace);
    if (onExpiry != null) {
      wire.setExpiryAction(onExpiry.wire());
    } else if (former.expiryAction() != null) {
      wire.setExpiryAction(ExpiryActionType.fromValue(former.expiryAction()));
    }
    return wire;
  }
}
