package org.icecoat.console.vm;

import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icecoat query}. */
@Command(
    name = "query",
    description = "Evaluate an XPath 1.0 expression over a VM's resource properties.")
public final class QueryCommand implements Runnable {
  private final Session session;

  @Parameters(index = "0", paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Parameters(
      index = "1",
      paramLabel = "XPATH",
      description = "Such as \"//*[local-name()='State']\".")
  private String expression;

  public QueryCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    List<String> results =
        session.vm(vm).query(expression).stream().map(QueryResult::text).toList();
    session.output().show(Map.of("results", results), () -> results);
  }
}
