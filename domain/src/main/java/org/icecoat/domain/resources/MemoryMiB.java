package org.icecoat.domain.resources;

/** A number of MiB of memory. */
public record MemoryMiB(int value) implements Comparable<MemoryMiB> {
  private static final int LEAST = 16;
  private static final int MOST = 16777216;

  public MemoryMiB {
    if (value < LEAST || value > MOST) {
      throw new IllegalArgumentException(
          "A VM has " + LEAST + " to " + MOST + " MiB of memory, not " + value);
    }
  }

  @Override
  public int compareTo(MemoryMiB other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value + " MiB";
  }
}
