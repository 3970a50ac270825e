package org.icecoat.testbed.host;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that makes a testbed and waits to be killed, or on "leave" leaves it up and ends. */
final class TestingRun {
  static final String UP = "the testbed is up";

  private TestingRun() {}

  public static void main(String[] arguments) throws InterruptedException {
    Testbed bed = Testbed.create(Path.of(arguments[0]));
    bed.addNode("node1");
    System.out.println(UP);
    if (arguments.length > 1) {
      bed.leaveUp();
      return;
    }
    new CountDownLatch(1).await();
  }
}
