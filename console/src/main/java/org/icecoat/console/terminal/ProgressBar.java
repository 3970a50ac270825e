package org.icecoat.console.terminal;

import java.io.PrintStream;
import org.icecoat.console.text.Sizes;

/** One line of the terminal, written again and again. */
final class ProgressBar implements ProgressDisplay {
  private static final int BAR = 24;
  private static final String CLEAR = "\r\u001b[K";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream err;
  private final int width;
  private final Rate rate;
  private final boolean color;
  private boolean shown;

  ProgressBar(PrintStream err, int width, Rate rate, boolean color) {
    this.err = err;
    this.width = width;
    this.rate = rate;
    this.color = color;
  }

  @Override
  public void show(Step step) {
    String bar = bar(filled(step));
    String text = text(step);
    int room = Math.max(0, width - BAR - 4);
    err.print(CLEAR + bar + " " + text.substring(0, Math.min(room, text.length())));
    err.flush();
    shown = true;
  }

  private static int filled(Step step) {
    double within = step.movesBytes() ? (double) step.bytesDone() / step.bytesTotal() : 0;
    double whole =
        step.number() > 0 && step.of() > 0 ? (step.number() - 1 + within) / step.of() : within;
    return (int) Math.round(BAR * Math.max(0, Math.min(1, whole)));
  }

  private String bar(int filled) {
    String done = "#".repeat(filled);
    return "[" + (color ? GREEN + done + PLAIN : done) + ".".repeat(BAR - filled) + "]";
  }

  private String text(Step step) {
    String count = step.number() > 0 ? " " + step.number() + "/" + step.of() : "";
    String bytes = step.movesBytes() ? bytes(step) : "";
    return Printable.line(step.title() + count + " " + step.name() + bytes);
  }

  private String bytes(Step step) {
    long speed = rate.of(step);
    return " %s of %s%s"
        .formatted(
            Sizes.bytes(step.bytesDone()),
            Sizes.bytes(step.bytesTotal()),
            speed > 0 ? ", " + Sizes.bytes(speed) + "/s" : "");
  }

  @Override
  public void close() {
    if (shown) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
