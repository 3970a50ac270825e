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

  public ProcessScreen(Console console) {
    this.console = console;
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
