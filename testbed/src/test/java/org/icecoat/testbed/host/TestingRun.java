package org.icecoat.testbed.host;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that makes a testbed and then waits to be killed. */
final class TestingRun {
  static final String UP = "the testbed is up";

  private TestingRun() {}

  public static void main(String[] arguments) throws InterruptedException {
    Testbed bed = Testbed.create(Path.of(arguments[0]));
    bed.addNode("node1");
    System.out.println(UP);
    new CountDownLatch(1).await();
  }
}
