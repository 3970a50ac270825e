package org.icecoat.testbed.demo;

import java.util.List;

/** A grid that is up for a demo, and what is shown on it. Closing it removes it. */
interface Scene extends AutoCloseable {
  /** Names the run. */
  String run();

  /** Shows everything. */
  void tell(Narrator narrator);

  /** Lets the grid live on. */
  void leaveUp();

  /** What to type on a grid that was left up. */
  List<String> howToGoOn();

  @Override
  void close();
}
