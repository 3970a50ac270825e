package org.icecoat.console.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.remote.VmFinder;
import org.icecoat.console.remote.VmList;
import org.icecoat.console.terminal.Printable;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.administration.HistoryLineType;
import org.icecoat.wire.administration.SearchHistory;
import org.icecoat.wire.administration.SearchHistoryResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code icecoat vm history}. */
@Command(
    name = "history",
    description = {
      "Search the histories of all VMs that the factory still knows, the newest entry first: by VM,",
      "owner, node, event and time, in any combination."
    })
final class HistoryCommand implements Runnable {
  private final Session session;

  @Option(names = "--vm", paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Option(names = "--owner", paramLabel = "DN", description = "Whose VMs.")
  private String owner;

  @Option(names = "--node", paramLabel = "NODE", description = "Where the VMs were then.")
  private String node;

  @Option(names = "--event", paramLabel = "EVENT", description = "What happened, such as failed.")
  private String event;

  @Option(
      names = "--since",
      paramLabel = "MOMENT",
      description = "Not before then, or no longer ago than so much (2h).")
  private String since;

  @Option(names = "--until", paramLabel = "MOMENT", description = "Before then.")
  private String until;

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "So many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--before",
      paramLabel = "NUMBER",
      description = "Only those before this number, to go on where a list ended.")
  private Long before;

  HistoryCommand(Session session) {
    this.session = session;
  }

  /** An entry; {@code node} is where the VM was, or what it left. */
  record Entry(
      long number,
      Instant at,
      String vm,
      String handle,
      String owner,
      String node,
      String state,
      String event,
      String description) {
    static Entry of(HistoryLineType wire) {
      return new Entry(
          wire.getNumber(),
          wire.getAt(),
          wire.getVm(),
          VmId.parse(wire.getVm()).handle(),
          wire.getOwner(),
          wire.getNode(),
          wire.getState().value(),
          wire.getEvent(),
          wire.getDescription());
    }
  }

  /** The entries; {@code more} says that there are older ones. */
  record Entries(List<Entry> entries, boolean more) {}

  @Override
  public void run() {
    SearchHistory request = request();
    SearchHistoryResponse answer =
        Remote.call(() -> session.services().administration().searchHistory(request));
    Entries found =
        new Entries(answer.getEntry().stream().map(Entry::of).toList(), answer.isMore());
    session.output().show(found, () -> lines(found));
  }

  private SearchHistory request() {
    SearchHistory request = new SearchHistory();
    if (vm != null) {
      request.setVm(new VmFinder(new VmList(session.services(), true)).find(vm).toString());
    }
    request.setOwner(owner);
    request.setNode(node);
    request.setEvent(event);
    request.setSince(moment("--since", since));
    request.setUntil(moment("--until", until));
    request.setBefore(before);
    request.setMaximalCount(most);
    return request;
  }

  private Instant moment(String option, String text) {
    try {
      return text == null ? null : session.moments().past(text);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(ConsoleFault.USAGE, option + ": " + e.getMessage(), e);
    }
  }

  private List<String> lines(Entries found) {
    List<String> lines = new ArrayList<>();
    if (found.entries().isEmpty()) {
      lines.add("No entries");
    }
    for (Entry entry : found.entries()) {
      lines.add(
          "%d  %s  %s  %s  %s  %s (%s)"
              .formatted(
                  entry.number(),
                  session.moments().full(entry.at()),
                  entry.handle(),
                  entry.node() == null ? "-" : entry.node(),
                  entry.event(),
                  entry.state(),
                  entry.owner()));
      if (entry.description() != null) {
        lines.add("  " + entry.description());
      }
    }
    if (found.more()) {
      lines.add(
          "and older ones: --before " + found.entries().get(found.entries().size() - 1).number());
    }
    return lines.stream().map(Printable::line).toList();
  }
}
