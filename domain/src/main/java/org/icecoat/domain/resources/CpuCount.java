package org.icecoat.domain.resources;

/** A number of virtual CPUs. */
public record CpuCount(int value) implements Comparable<CpuCount> {
  private static final int LEAST = 1;
  private static final int MOST = 4096;

  public CpuCount {
    if (value < LEAST || value > MOST) {
      throw new IllegalArgumentException(
          "A VM has " + LEAST + " to " + MOST + " virtual CPUs, not " + value);
    }
  }

  @Override
  public int compareTo(CpuCount other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value + " CPUs";
  }
}
