package org.icecoat.console.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.view.VmSummary;
import org.icecoat.console.view.VmView;
import org.icecoat.console.vm.VmFailure;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.VmRequestType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code icecoat deploy}. */
@Command(
    name = "deploy",
    description = {
      "Deploy a VM, and run your code in it.",
      "With --wait the exit status tells whether the VM runs; with --wait-application, whether"
          + " the application succeeded."
    })
public final class DeployCommand implements Runnable {
  private final Session session;

  @Spec private CommandSpec spec;

  @Option(names = "--wait", description = "Wait until the VM runs.")
  private boolean wait;

  @Option(names = "--wait-application", description = "Wait until the application has ended.")
  private boolean waitApplication;

  @Option(names = "--timeout", paramLabel = "TIME", description = "Wait at most this long.")
  private Duration timeout;

  @Option(names = "--dry-run", description = "Only show what would fit, as match does.")
  private boolean dryRun;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Name the request: the same again under the same token gives the same VM. Not with a"
              + " moment that counts from now on (+2h).")
  private String token;

  private DeployCommand(Session session) {
    this.session = session;
  }

  /** The command with the options of a request. */
  public static CommandSpec of(Session session) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new DeployCommand(session));
    RequestOptions.addTo(spec, EnumSet.allOf(RequestKey.class));
    return spec;
  }

  @Override
  public void run() {
    RequestValues values = RequestOptions.values(spec.commandLine().getParseResult(), session);
    if (token != null) {
      SiteMapper.requireFixedMoments(values, session.moments());
    }
    VmRequestType request = Requests.of(session, values);
    if (waitApplication && request.getApplication() == null) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "--wait-application needs an application: a command after --");
    }
    if (dryRun) {
      MatchCommand.show(session, request);
    } else {
      deploy(request);
    }
  }

  private void deploy(VmRequestType request) {
    DeployVm message = new DeployVm();
    message.setToken(token == null ? UUID.randomUUID().toString() : token);
    message.setRequest(request);
    session.output().remark("Token " + message.getToken());
    Asked asked = AskedRequests.of(request);
    VmSummary summary = new Delivery(session).send(message);
    remember(summary, asked);
    if (wait || waitApplication) {
      session.output().remark(summary.handle() + " (" + summary.name() + ") is accepted");
      waited(message.getToken(), summary);
    } else {
      Deployed deployed = Deployed.of(message.getToken(), summary);
      session.output().show(deployed, deployed::lines);
    }
  }

  /** The VM is there: that its owner cannot remember what he asked for is no failure. */
  private void remember(VmSummary summary, Asked asked) {
    Path states = session.surroundings().place().states();
    try {
      new AskedVms(states).keep(summary.vmId(), asked);
    } catch (IOException e) {
      session
          .output()
          .remark(
              "What you asked for cannot be kept in %s: name it to icecoat verify"
                  .formatted(states));
    }
  }

  private void waited(String named, VmSummary summary) {
    Vm vm = new Vm(session.services(), summary.vmId());
    VmView view = new Arrival(session, waitApplication).await(vm, summary.handle(), timeout);
    Deployed deployed = Deployed.of(named, view);
    session.output().show(deployed, deployed::lines);
    if (waitApplication) {
      VmFailure.requireSuccess(view);
    }
  }
}
