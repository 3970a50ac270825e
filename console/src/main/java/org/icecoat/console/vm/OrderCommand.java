package org.icecoat.console.vm;

import java.time.Duration;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Order;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.terminal.ProgressDisplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat start}, {@code pause} and the other orders: one class, a command for each. */
@Command
public class OrderCommand implements Runnable {
  private final Session session;
  private final Order order;

  @Parameters(paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Option(names = "--wait", description = "Wait until it is done.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Wait at most this long, such as 10m.")
  private Duration timeout;

  OrderCommand(Session session, Order order) {
    this.session = session;
    this.order = order;
  }

  /** The command of one order. */
  public static CommandSpec of(Session session, Order order, String description) {
    OrderCommand command =
        order == Order.SHUTDOWN ? new ShutdownCommand(session) : new OrderCommand(session, order);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command).name(order.word());
    spec.usageMessage().description(description);
    return spec;
  }

  /** How long a guest may take to shut down; null is the factory's default. */
  Duration grace() {
    return null;
  }

  /** What was ordered, and what the VM was then; {@code state} is null where nothing is said. */
  record Result(String id, String order, String state, String desiredState) {}

  @Override
  public void run() {
    Vm target = session.vm(vm);
    Result result = wait ? waited(target) : ordered(target);
    session
        .output()
        .show(
            result,
            () ->
                List.of(
                    "%s: %s, should be %s"
                        .formatted(
                            target.id().handle(),
                            result.state() == null ? order.word() + " ordered" : result.state(),
                            result.desiredState())));
  }

  private Result ordered(Vm target) {
    Order.Answer answer = target.order(order, grace());
    return new Result(target.id().toString(), order.word(), answer.state(), answer.desiredState());
  }

  private Result waited(Vm target) {
    Obedience obedience = Obedience.before(target, order);
    Result first = ordered(target);
    String goesOn = "The order stands; see the VM with: icecoat show " + target.id().handle();
    try (ProgressDisplay progress = session.progress()) {
      String state = session.waiting(timeout, goesOn).until(() -> obedience.look(target, progress));
      return new Result(first.id(), first.order(), state, first.desiredState());
    }
  }
}
