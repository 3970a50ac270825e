package org.icecoat.testbed.bench.harness;

/** One promise about speed: a figure of the product, the same figure of its floor, and a goal. */
public interface Benchmark {
  /** As the user types it. */
  String name();

  /** Of both figures. */
  String unit();

  Goal goal();

  /**
   * Sets everything up; not measured.
   *
   * @throws org.icecoat.testbed.fault.TestbedException if that is not possible; nothing is left
   */
  Sides open(Ground ground);
}
