package org.icecoat.console.terminal;

import java.io.Console;
import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal of this process. JLine is touched only when its width is asked for. */
public final class ProcessScreen implements Screen {
  private static final int USUAL_WIDTH = 80;

  private final Console console;
  private int width;

  /** Takes the console that the JDK has, or null if it has none. */
  public ProcessScreen(Console console) {
    this.console = console != null && isTerminal(Console.class, console) ? console : null;
  }

  /**
   * From JDK 22 on there is a console without a terminal, too, and it knows that. Before, whatever
   * is one sits at a terminal.
   */
  static <T> boolean isTerminal(Class<T> type, T console) {
    try {
      return (boolean) type.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The console does not say whether it is a terminal", e);
    }
  }

  @Override
  public boolean present() {
    return console != null;
  }

  @Override
  public int width() {
    if (width == 0) {
      width = present() ? measured() : USUAL_WIDTH;
    }
    return width;
  }

  private static int measured() {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      int columns = terminal.getSize().getColumns();
      return columns > 0 ? columns : USUAL_WIDTH;
    } catch (IOException e) {
      return USUAL_WIDTH;
    }
  }

  @Override
  public char[] ask(String prompt) {
    char[] answer = console == null ? null : console.readPassword("%s", prompt);
    return answer == null ? new char[0] : answer;
  }
}
