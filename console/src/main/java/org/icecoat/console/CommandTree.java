package org.icecoat.console;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.icecoat.console.command.Session;
import org.icecoat.console.deploy.DeployCommand;
import org.icecoat.console.deploy.MatchCommand;
import org.icecoat.console.doctor.DoctorCommand;
import org.icecoat.console.image.ImageCommand;
import org.icecoat.console.node.NodeCommand;
import org.icecoat.console.node.VmAdministrationCommand;
import org.icecoat.console.policy.PolicyCommand;
import org.icecoat.console.receipt.ReceiptCommand;
import org.icecoat.console.remote.Order;
import org.icecoat.console.setup.CompletionCommand;
import org.icecoat.console.setup.ConfigCommand;
import org.icecoat.console.setup.HelpCommand;
import org.icecoat.console.setup.LoginCommand;
import org.icecoat.console.setup.LogoutCommand;
import org.icecoat.console.setup.VersionCommand;
import org.icecoat.console.text.Spans;
import org.icecoat.console.verify.VerifyVmCommand;
import org.icecoat.console.vm.ListCommand;
import org.icecoat.console.vm.OrderCommand;
import org.icecoat.console.vm.OutputCommand;
import org.icecoat.console.vm.QueryCommand;
import org.icecoat.console.vm.SetCommand;
import org.icecoat.console.vm.ShowCommand;
import org.icecoat.console.vm.WatchCommand;
import org.icecoat.domain.digest.Sha256;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands, as picocli knows them. */
final class CommandTree {
  private static final int WIDTH = 100;

  private CommandTree() {}

  /** {@code icecoat} alone. */
  @Command(
      name = "icecoat",
      description = "Run your code in a virtual machine where the data are.",
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "Services, each in the foreground with one configuration file:",
        "  icecoat factory FILE | icecoat node FILE | icecoat store FILE",
        "",
        "Exit status: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 nothing fits,",
        "6 unavailable, 7 login needed, 8 timed out, 9 VM failed, 10 application failed,",
        "11 refuted, 130 interrupted. More in docs/command-line.md."
      })
  static final class Root {}

  static CommandLine of(Session session) {
    CommandLine root = new CommandLine(new Root()).addMixin("options", session.options());
    addAccount(root, session);
    addRequests(root, session);
    addOrders(root::addSubcommand, session);
    root.addSubcommand(new OutputCommand(session))
        .addSubcommand(new QueryCommand(session))
        .addSubcommand(new VerifyVmCommand(session))
        .addSubcommand(new ReceiptCommand(session))
        .addSubcommand("image", ImageCommand.of(session))
        .addSubcommand("node", NodeCommand.of(session))
        .addSubcommand("policy", PolicyCommand.of(session))
        .addSubcommand("vm", VmAdministrationCommand.of(session))
        .addSubcommand(new DoctorCommand(session))
        .addSubcommand("config", ConfigCommand.of(session))
        .addSubcommand(new VersionCommand(session))
        .addSubcommand(new CompletionCommand(session))
        .addSubcommand(new HelpCommand(session));
    return configured(root);
  }

  private static void addAccount(CommandLine root, Session session) {
    root.addSubcommand(new LoginCommand(session)).addSubcommand(new LogoutCommand(session));
  }

  private static void addRequests(CommandLine root, Session session) {
    root.addSubcommand("match", MatchCommand.of(session))
        .addSubcommand("deploy", DeployCommand.of(session))
        .addSubcommand(new ListCommand(session))
        .addSubcommand(new ShowCommand(session))
        .addSubcommand(new WatchCommand(session))
        .addSubcommand(new SetCommand(session));
  }

  private static void addOrders(BiConsumer<String, Object> add, Session session) {
    Map<Order, String> descriptions =
        Map.of(
            Order.START, "Start a VM that is Stopped.",
            Order.PAUSE, "Pause a VM: it keeps its memory and does nothing.",
            Order.RESUME, "Let a paused VM go on.",
            Order.RESTART, "Restart a VM.",
            Order.SHUTDOWN, "Ask the guest to shut down, and cut its power after the grace time.",
            Order.DESTROY, "Destroy a VM with its disk.",
            Order.RECOVER, "Try to put right a VM that is Failed.");
    for (Order order : Order.values()) {
      add.accept(order.word(), OrderCommand.of(session, order, descriptions.get(order)));
    }
  }

  private static CommandLine configured(CommandLine root) {
    root.registerConverter(Duration.class, Spans::parse);
    root.registerConverter(Sha256.class, Sha256::parse);
    root.setUsageHelpWidth(WIDTH);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setAbbreviatedOptionsAllowed(false);
    root.setExpandAtFiles(false);
    brief(root);
    return root;
  }

  /** Options are listed below the synopsis, not in it. */
  private static void brief(CommandLine command) {
    command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    if (command.getSubcommands().isEmpty()) {
      CommandHelp.addTo(command.getCommandSpec());
    }
    command.getSubcommands().values().forEach(CommandTree::brief);
  }
}
