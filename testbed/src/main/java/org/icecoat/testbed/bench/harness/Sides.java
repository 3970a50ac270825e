package org.icecoat.testbed.bench.harness;

/** The product and its floor, ready to be measured in turn. */
public interface Sides extends AutoCloseable {
  /** Measures the product once, in the benchmark's unit. */
  double ours();

  /** Measures the floor once, in the same unit. */
  double floor();

  /** Ends every process and removes every file that was made. */
  @Override
  void close();
}
