package org.icecoat.console.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes results to standard output, as text or as JSON, and remarks to standard error. */
public final class Output {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;

  public Output(PrintStream out, PrintStream err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  public boolean json() {
    return json;
  }

  /** The one result of a command: a JSON document, or lines. */
  public void show(Object view, Supplier<List<String>> lines) {
    if (json) {
      out.println(Json.document(view));
    } else {
      lines.get().forEach(out::println);
    }
    out.flush();
  }

  /** One of several results that follow one another: a JSON line, or lines. */
  public void item(Object view, Supplier<List<String>> lines) {
    if (json) {
      out.println(Json.line(view));
    } else {
      lines.get().forEach(out::println);
    }
    out.flush();
  }

  /** Something by the way, on standard error. */
  public void remark(String line) {
    err.println(json ? Json.line(Map.of("remark", line)) : Printable.line(line));
    err.flush();
  }

  /** Standard output for bytes that are not ours to format. */
  public PrintStream raw() {
    return out;
  }
}
