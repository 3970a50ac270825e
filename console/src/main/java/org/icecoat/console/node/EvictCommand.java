package org.icecoat.console.node;

import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.remote.VmFinder;
import org.icecoat.console.remote.VmList;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.administration.EvictVm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat vm evict}. */
@Command(name = "evict", description = "Destroy anybody's VM; its owner can read why.")
final class EvictCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason.")
  private String why;

  EvictCommand(Session session) {
    this.session = session;
  }

  /** What came of it. */
  record Evicted(String id, String handle, String state) {}

  @Override
  public void run() {
    VmId id = new VmFinder(new VmList(session.services(), true)).find(vm);
    EvictVm request = new EvictVm();
    request.setId(id.toString());
    request.setWhy(why);
    String state =
        Remote.call(() -> session.services().administration().evictVm(request)).getState().value();
    Evicted evicted = new Evicted(id.toString(), id.handle(), state);
    session.output().show(evicted, () -> List.of(id.handle() + " is " + state));
  }
}
