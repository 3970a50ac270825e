package org.icecoat.console.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Table;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.text.Spans;
import org.icecoat.wire.administration.ListQuotas;
import org.icecoat.wire.administration.ListQuotasResponse;
import org.icecoat.wire.administration.OwnerQuotaType;
import org.icecoat.wire.factory.LimitType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code icecoat vm quotas}. */
@Command(
    name = "quotas",
    description = {
      "Tell what owners of VMs have and what they may have, who has the most first, and what those",
      "may have whom the policy names."
    })
final class QuotasCommand implements Runnable {
  private final Session session;

  @Option(names = "--owner", paramLabel = "DN", description = "Only this one's, be it anybody.")
  private String owner;

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "So many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int most;

  QuotasCommand(Session session) {
    this.session = session;
  }

  /** How much is used of how much; without a limit that is null. */
  record Limit(long used, Long limit) {
    static Limit of(LimitType wire) {
      return new Limit(wire.getUsed(), wire.getLimit() == Long.MAX_VALUE ? null : wire.getLimit());
    }

    String text() {
      return used + " of " + (limit == null ? "any" : limit);
    }

    String memory() {
      String all = limit == null ? "any" : Sizes.mebibytes(limit);
      return Sizes.mebibytes(used) + " of " + all;
    }
  }

  /** One owner's quota; {@code rule} is whom the policy's rule is for that counts. */
  record Quota(
      String owner,
      List<String> voAttributes,
      String rule,
      boolean deploy,
      Limit vms,
      Limit cpus,
      Limit memoryMiB,
      Duration longestLease) {
    static Quota of(OwnerQuotaType wire) {
      return new Quota(
          wire.getOwner(),
          List.copyOf(wire.getVoAttribute()),
          wire.getRule(),
          wire.isDeploy(),
          Limit.of(wire.getVms()),
          Limit.of(wire.getCpus()),
          Limit.of(wire.getMemoryMiB()),
          wire.getMaximalLease());
    }
  }

  /** Quotas; {@code more} says that there are others. */
  record Quotas(List<Quota> quotas, boolean more) {}

  @Override
  public void run() {
    ListQuotas request = new ListQuotas();
    request.setOwner(owner);
    request.setMaximalCount(most);
    ListQuotasResponse answer =
        Remote.call(() -> session.services().administration().listQuotas(request));
    Quotas told = new Quotas(answer.getQuota().stream().map(Quota::of).toList(), answer.isMore());
    session.output().show(told, () -> lines(told));
  }

  private static List<String> lines(Quotas told) {
    if (told.quotas().isEmpty()) {
      return List.of("Nobody has a VM, and the policy names nobody");
    }
    Table table = new Table("OWNER", "RULE", "VMS", "CPUS", "MEMORY", "LONGEST LEASE");
    for (Quota quota : told.quotas()) {
      table.row(
          quota.owner(),
          quota.rule().equals(quota.owner()) ? "own" : quota.rule(),
          quota.vms().text(),
          quota.cpus().text(),
          quota.memoryMiB().memory(),
          quota.deploy() ? Spans.text(quota.longestLease()) : "none");
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (told.more()) {
      lines.add("and others: --most");
    }
    return lines;
  }
}
