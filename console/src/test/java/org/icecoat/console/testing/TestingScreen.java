package org.icecoat.console.testing;

import org.icecoat.console.terminal.Screen;

/**
 * A terminal with somebody before it.
 *
 * @param secret what is answered to every question
 */
public record TestingScreen(int width, String secret) implements Screen {
  public static TestingScreen ofWidth(int width) {
    return new TestingScreen(width, "");
  }

  public static TestingScreen answering(String secret) {
    return new TestingScreen(80, secret);
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public char[] ask(String prompt) {
    return secret.toCharArray();
  }
}
