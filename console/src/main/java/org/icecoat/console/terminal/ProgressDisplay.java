package org.icecoat.console.terminal;

import java.time.Clock;

/** Shows how far something is. */
public interface ProgressDisplay extends AutoCloseable {
  /** Shows a state of affairs; called as often as there is something new to look at. */
  void show(Step step);

  /** Leaves the screen as it should stay. */
  @Override
  void close();

  /** Shows nothing, as where JSON is asked for. */
  static ProgressDisplay none() {
    return new ProgressDisplay() {
      @Override
      public void show(Step step) {}

      @Override
      public void close() {}
    };
  }

  /** A bar on a terminal, otherwise a line for each step. Both go to standard error. */
  static ProgressDisplay on(Surroundings surroundings, boolean color) {
    Clock clock = surroundings.times().clock();
    return surroundings.screen().present()
        ? new ProgressBar(
            surroundings.streams().err(), surroundings.screen().width(), new Rate(clock), color)
        : new ProgressLines(surroundings.streams().err());
  }

  /**
   * What is being done.
   *
   * @param title what it is done to, such as a VM's handle
   * @param name the step's name
   * @param number which step it is, from 1; 0 where steps are not counted
   * @param of how many steps there are
   * @param bytesDone how many bytes have been moved, or -1 where none are
   * @param bytesTotal how many there are, or -1 if that is not known
   */
  record Step(String title, String name, int number, int of, long bytesDone, long bytesTotal) {
    /** Whether bytes are being moved. */
    boolean movesBytes() {
      return bytesDone >= 0 && bytesTotal > 0;
    }
  }
}
