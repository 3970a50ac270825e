package org.icecoat.console.vm;

import org.icecoat.console.command.Session;
import org.icecoat.console.view.VmView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat show}. */
@Command(name = "show", description = "Show a VM with its resource properties.")
public final class ShowCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Option(names = "--history", description = "Also what happened to it.")
  private boolean history;

  public ShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    VmView view = session.vm(vm).view();
    session.output().show(view, () -> new VmPage(session.moments()).lines(view, history));
  }
}
