package org.icecoat.testbed.bench.harness;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** Gives the figures that it was told, and notes in which order it was asked. */
final class TestingBenchmark implements Benchmark, Sides {
  final List<String> calls = new ArrayList<>();
  private final Goal goal;
  private final Iterator<Double> ours;
  private final Iterator<Double> floor;
  private boolean broken;

  TestingBenchmark(Goal goal, List<Double> ours, List<Double> floor) {
    this.goal = goal;
    this.ours = ours.iterator();
    this.floor = floor.iterator();
  }

  static TestingBenchmark broken() {
    TestingBenchmark benchmark = new TestingBenchmark(Goal.atLeast(1), List.of(), List.of());
    benchmark.broken = true;
    return benchmark;
  }

  @Override
  public String name() {
    return "testing";
  }

  @Override
  public String unit() {
    return "calls/s";
  }

  @Override
  public Goal goal() {
    return goal;
  }

  @Override
  public Sides open(Ground ground) {
    return this;
  }

  @Override
  public double ours() {
    calls.add("ours");
    if (broken) {
      throw new TestbedException(TestbedFault.TIMED_OUT, "It did not answer");
    }
    return ours.next();
  }

  @Override
  public double floor() {
    calls.add("floor");
    return floor.next();
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
